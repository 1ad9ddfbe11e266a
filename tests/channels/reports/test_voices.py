"""Who has a voice in a sentence: the grammar that is read, and what is made of it."""

import random
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hawse.channels.reports.extract.article import prepared
from hawse.channels.reports.extract.reading import Gazetteer, read
from hawse.channels.reports.extract.speakers import Cast
from hawse.channels.reports.voices.cue_words import LEVEL, cue_word
from hawse.channels.reports.voices.offer import Offer
from hawse.channels.reports.voices.quotation import left_open, quoted_words
from hawse.channels.reports.voices.reported import best, reported
from hawse.channels.reports.voices.words import form_of

NOWHERE = Gazetteer({})


def heard(text, *, cased=True):
    reading = prepared(text, cased=cased, at=datetime(2020, 1, 1, tzinfo=UTC), gazetteer=NOWHERE)
    return [
        (reading.cut(r.source[0], r.source[1] - 1), reading.cut(r.cue[0], r.cue[1] - 1))
        for r in reported(reading, Cast())
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("The minister said that coal had arrived.", "The minister", "said"),
        (
            "“We saw no ship,” said Anna Holt, a pilot in Turku.",
            "Anna Holt, a pilot in Turku",
            "said",
        ),
        (
            "According to the port authority, the berth was empty.",
            "the port authority",
            "According to",
        ),
        (
            "Anna Holt, who runs the port, told reporters it was closed.",
            "Anna Holt, who runs the port",
            "told",
        ),
        (
            "Officials in the capital of the region believe that the pier was used.",
            "Officials in the capital of the region",
            "believe",
        ),
        ("The plan was criticized by trade unions.", "trade unions", "was criticized by"),
        ("Holt denied the claim, adding that no tanker had docked.", "Holt", "adding"),
        ("A new report shows that exports rose.", "A new report", "shows"),
        ("He then told police that it had sailed.", "He", "then told"),
        ("He's telling friends that it sailed.", "He", "telling"),
        (
            "Officials who have seen the pier say it is empty.",
            "Officials who have seen the pier",
            "say",
        ),
        ("The company released a statement saying that it sailed.", "The company", "saying"),
        ("Some say that it sailed.", "Some", "say"),
        ("The ship was empty, the newspaper reports.", "the newspaper", "reports"),
        ("She has not yet said whether the road will open.", "She", "has not yet said"),
    ],
)
def test_a_source_is_found_with_its_cue(text, source, cue):
    assert (source, cue) in heard(text)


def test_it_reads_text_that_lost_its_case_and_marks():
    assert ("anna holt", "said") in heard("we saw no ship , anna holt said on friday", cased=False)


@pytest.mark.parametrize(
    "text", ["The ship left the port on Monday.", "Coal fell by 4 percent.", "It was cold."]
)
def test_nobody_speaks_in_plain_narration(text):
    assert heard(text) == []


def test_two_apostrophes_are_a_quotation_mark():
    assert ("Mr. Holt", "said") in heard("''We saw no ship,'' Mr. Holt said.")


def test_each_cue_has_one_source_and_chances_are_shares():
    reading = read(
        "The sources said Holt, the mayor and the pilot had told police he feared a raid.",
        cased=True,
    )
    found = best(reading, 0.0)
    assert len({offer.at for offer, _ in found}) == len(found)
    assert all(0 < likely < 1 for _, likely in found)


def test_a_saying_verb_counts_for_more_than_one_of_motion():
    reading = read("Anna Holt said that it left.", cased=True)
    found = {offer.verb: likely for offer, likely in best(reading, 0.0)}
    assert found["say"] > 0.8
    assert found["leave"] < 0.3


@pytest.mark.parametrize(
    ("word", "form", "level", "way"),
    [
        ("say", "d", "a", "s"),
        ("n claim", "n", "b", "s"),
        ("be skeptical", "j", "b", "t"),
        ("have doubts", "h", "b", "t"),
        ("front to", "x", "b", "s"),
    ],
)
def test_a_listed_word_has_its_step_and_its_way(word, form, level, way):
    assert cue_word(Offer(0, word, word, form, "")) == (LEVEL[level], way)


def test_a_word_that_is_not_listed_is_unlikelier_than_any_that_is():
    assert cue_word(Offer(0, "evaporate", "evaporates", "V", "")).odds < min(LEVEL.values())


def likely(text, verb):
    return max(chance for offer, chance in best(read(text, cased=True), 0.0) if offer.verb == verb)


@pytest.mark.parametrize(
    ("outer", "alone"),
    [
        ("The mayor wanted a deal, officials said.", "The mayor wanted a deal."),
        (
            "According to officials, the mayor rejected the plan.",
            "The mayor rejected the plan.",
        ),
        ("Officials said he believed that it left.", "He believed that it left."),
    ],
)
def test_who_is_told_of_in_a_report_has_less_of_a_voice(outer, alone):
    verb = {"wanted": "want", "rejected": "reject", "believed": "believe"}
    word = next(v for w, v in verb.items() if w in alone)
    assert likely(outer, word) < likely(alone, word)


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        (
            "According to people involved in the talks, the deal is dead.",
            "people involved in the talks",
            "According to",
        ),
        ("Four in ten were against it in a recent survey.", "a recent survey", "in"),
        ("The agency issued a statement on the wreck.", "The agency", "issued"),
        ("They believe it is over.", "They", "believe"),
        ("A memo seen by Holt said that it left.", "A memo seen by Holt", "said"),
    ],
)
def test_a_source_reaches_as_far_as_its_phrase(text, source, cue):
    assert (source, cue) in heard(text)


def test_one_report_of_two_verbs_is_told_once():
    text = "The mayor continued to complain about the noise."
    assert [source for source, _ in heard(text)] == ["The mayor"]


@pytest.mark.parametrize("text", ["Holt was told that it left.", "The pilots are expected to go."])
def test_who_is_spoken_to_or_of_says_nothing(text):
    assert heard(text) == []


@pytest.mark.parametrize(
    ("word", "verb"),
    [
        ("denies", "deny"),
        ("planned", "plan"),
        ("hoping", "hope"),
        ("wrote", "write"),
        ("worries", "worry"),
    ],
)
def test_a_form_leads_to_its_verb(word, verb):
    assert form_of(word).verb == verb


@given(st.text(max_size=120), st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_text_can_be_laid_out(text, cased):
    reading = read(text, cased=cased)
    for one in reported(reading, Cast()):
        assert 0 <= one.source[0] < one.source[1] <= len(reading.tokens)
        assert 0 <= one.cue[0] < one.cue[1] <= len(reading.tokens)


def test_shuffled_news_words_never_break_it():
    dice = random.Random(4)
    words = [
        "said",
        "by",
        "to",
        "that",
        "who",
        ",",
        '"',
        "(",
        ")",
        "X's",
        "claim",
        "of",
        "according",
        "-",
        "and",
        "the",
        "they",
        "has",
        "been",
        "Holt",
        ":",
        "saying",
    ]
    for _ in range(400):
        reading = read(" ".join(dice.choices(words, k=18)), cased=True)
        reported(reading, Cast())


@pytest.mark.parametrize(
    ("text", "inside", "quoted"),
    [
        ('He said "we saw it" there.', False, "we saw it"),
        ('We saw it," he said.', False, "We saw it"),
        ("We saw it,'' he said.", False, "We saw it"),
        ("Nobody saw it.", True, "Nobody saw it"),
        ("“I saw it,” he said, “and left.", False, "I saw it and left"),
    ],
)
def test_a_quotation_is_known_by_how_its_marks_stand(text, inside, quoted):
    reading = read(text, cased=True)
    found = quoted_words(reading.text, reading.tokens, inside=inside)
    words = [t for t, q in zip(reading.tokens, found, strict=True) if q and t.word[0].isalpha()]
    assert " ".join(reading.text[t.start : t.end] for t in words) == quoted


def test_a_quotation_stays_open_until_its_mark():
    first, second = read('"We saw it.', cased=True), read('Then it left," he said.', cased=True)
    assert left_open(first.text, first.tokens, inside=False)
    assert not left_open(second.text, second.tokens, inside=True)


def test_who_is_quoted_has_no_voice_of_his_own():
    text = "The mayor said the pilots were wrong."
    reading = prepared(text, cased=True, at=None, gazetteer=NOWHERE)
    assert reported(reading, Cast())
    assert reported(reading, Cast(), inside=True) == []
