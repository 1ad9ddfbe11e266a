"""Who has a voice in a sentence: the grammar that is read, and what is made of it."""

import random
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hawse.channels.reports.extract.article import prepared
from hawse.channels.reports.extract.reading import Gazetteer, read
from hawse.channels.reports.extract.speakers import Cast
from hawse.channels.reports.voices.chance import chance, counts
from hawse.channels.reports.voices.laid import laid
from hawse.channels.reports.voices.reported import best, reported
from hawse.channels.reports.voices.traits import setting
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
    held = laid(reading.text, reading.tokens, cased=True)
    found = {o.verb: chance(o, held, setting(held)) for o, _ in best(reading, 0.0)}
    assert found["say"] > 0.8
    assert found["leave"] < 0.3


def test_counts_are_whole_and_never_more_hits_than_seen():
    table = counts()
    assert len(table) > 1000
    assert all(0 <= c.hits <= c.seen and c.expected <= c.seen + 0.05 for c in table.values())


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
