"""A quick look at a sentence's words may spare a pattern, and never hide what the pattern finds."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hawse.channels.reports.extract import amounts, article, attribution, periods, posture
from hawse.channels.reports.extract.amounts import _at
from hawse.channels.reports.extract.reading import read
from hawse.channels.reports.text.normal import listed, normal, tokens, words

FEW = settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
LOOKS = [
    *zip((p for p, _ in periods._RULES), periods._NEEDS, strict=True),
    *zip((p for _, p in posture._FLAGS), posture._FLAG_WORDS, strict=True),
    (posture._SUPPORT, posture._GIVEN),
    (article._HEDGE, article._HEDGE_WORDS),
    (article._IF, article._IF_WORDS),
    (attribution._ACCORDING, attribution._ACCORDING_WORDS),
    (amounts._PART, frozenset(amounts._PARTS)),
    (amounts._RANK, amounts._RANKED),
    (amounts._MONEY, frozenset(amounts.CURRENCY)),
    (amounts._MEASURE, amounts._MEASURED),
]
SAID = st.sampled_from(
    listed(
        "a about at least between and from over two 3 40 2017 million dozen tens of thousands usd "
        "$ eur % percent tonnes barrels a day half quarter ships workers to or some more than "
        "twelve hundred couple few several"
    )
)


@pytest.mark.parametrize(("pattern", "needs"), LOOKS, ids=lambda v: getattr(v, "pattern", "")[:30])
def test_whatever_a_pattern_matches_holds_one_of_the_words_it_is_asked_by(pattern, needs):
    """Were a word missing from the list, a claim would vanish without a trace."""

    @FEW
    @given(st.from_regex(pattern))
    def holds(text):
        hit = pattern.search(text)
        said = set(hit.group().split() if hit else ())
        dated = needs is periods._YEARS and any(w[:2] in periods._CENTURIES for w in said)
        assert hit is None or dated or not needs.isdisjoint(said)

    holds()


@given(st.lists(SAID, max_size=14))
def test_amounts_are_looked_for_where_they_can_begin_and_nowhere_else(said):
    """Asking only at likely words gives the same hits as asking at every blank."""
    reading = read(" ".join(said), cased=True)
    text = reading.words()
    begins = [
        at - 1
        for at, word in zip(reading.offsets, reading.said, strict=True)
        if word in amounts._FIRST_WORDS or word[0].isdigit()
    ]
    for pattern in (amounts._BARE, amounts._MONEY, amounts._MEASURE):
        plain = [hit.span() for hit in pattern.finditer(text)]

        assert plain == [hit.span() for hit in _at(pattern, text, begins)]


@given(st.text(max_size=60) | st.from_regex(r"(?:[A-Za-z.,$'\"0-9€ ]|\ufdfa|\u00bd|é){0,40}"))
def test_a_token_is_cut_from_where_it_stands_and_holds_no_blank(text):
    """Gaps and tokens add up to the text; a ligature of four words is one token."""
    found = tokens(text, marks=True)

    assert all(normal(text[t.start : t.end]) == t.word for t in found)
    assert not any(re.search(r"\s", t.word) for t in found)
    assert [t.word for t in tokens(text)] == words(text)
