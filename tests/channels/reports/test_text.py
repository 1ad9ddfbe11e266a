"""Tokens, sentences, parts, dates and languages."""

import doctest
import importlib
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hawse.channels.reports.text.language import language
from hawse.channels.reports.text.normal import tokens, words
from hawse.channels.reports.text.parts import dateline_end, parts
from hawse.channels.reports.text.quotes import outside
from hawse.channels.reports.text.split import MOST_CHARACTERS, sentences


@pytest.mark.parametrize("name", [
    "text.normal", "text.split", "text.language", "text.dates", "text.parts", "extract.number", "extract.calendar",
    "extract.scene", "observe.edits",
])  # fmt: skip
def test_the_examples_in_the_docstrings_run(name):
    """An example that does not run is worse than none."""
    assert doctest.testmod(importlib.import_module(f"hawse.channels.reports.{name}")).failed == 0


@pytest.mark.parametrize(("one", "other"), [
    ("Russia's “pipeline”", "russia s pipeline"),
    ("a U.S.-led push", "a us-led push"),
    ("600,000 people", "600000 people"),
    ("US$31.4 million", "$ 31.4 million"),
    ("don’t", "don't"),
])  # fmt: skip
def test_two_printings_of_the_same_words_give_the_same_tokens(one, other):
    """Lineage hangs on it."""
    assert words(one) == words(other)


@given(st.text(max_size=200))
def test_every_token_points_at_its_own_place(text):
    """What is shown is cut from the original, so the places must be right and in order."""
    found = tokens(text, marks=True)

    assert all(0 <= t.start < t.end <= len(text) for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(("text", "cased", "wanted"), [
    ("Mr. Kim left. He came back.", True, ["Mr. Kim left.", "He came back."]),
    ("It fell 3.5 percent. Then it rose.", True, ["It fell 3.5 percent.", "Then it rose."]),
    ("He told the U.S. President. The end.", True, ["He told the U.S. President.", "The end."]),
    ("He left the U.S. The ship stayed.", True, ["He left the U.S.", "The ship stayed."]),
    ("the u.s. said no . it left .", False, ["the u.s. said no .", "it left ."]),
    ("no capitals here. none at all.", False, ["no capitals here.", "none at all."]),
    ("“It left.” Nobody saw it.", True, ["“It left.”", "Nobody saw it."]),
    ("北朝鮮の船が港を出た。帰港した。", True, ["北朝鮮の船が港を出た。", "帰港した。"]),
    ("Судно вышло из порта. Оно вернулось.", True, ["Судно вышло из порта.", "Оно вернулось."]),
    ("배가 항구를 떠났다. 다시 돌아왔다.", True, ["배가 항구를 떠났다.", "다시 돌아왔다."]),
    ("no end at all", True, ["no end at all"]),
    ("", True, []),
])  # fmt: skip
def test_sentences_end_where_a_reader_would_end_them(text, cased, wanted):
    """Abbreviations, decimals, quotations, texts without capitals, other scripts."""
    assert wanted == [text[a:b] for a, b in sentences(text, cased=cased)]


def test_a_line_of_a_million_characters_is_cut_and_quick():
    """A hostile line must not stop the run."""
    began = time.process_time()
    found = sentences("word " * 200_000)

    assert max(b - a for a, b in found) <= MOST_CHARACTERS
    assert time.process_time() - began < 5


PAGE = """Ships return to port

By Jane Doe | Reuters

July 15, 2018

LONDON, July 15 (Reuters) - Three ships returned.

Advertisement

They had declared other ports.

(Reporting by Jane Doe; Editing by John Roe)
"""


def test_a_page_is_taken_apart_and_nothing_is_lost():
    """Furniture in the body would make strangers look related."""
    got = [(p.role, PAGE[p.start : p.end].strip()) for p in parts(PAGE)]

    assert [
        ("title", "Ships return to port"),
        ("byline", "By Jane Doe | Reuters"),
        ("date", "July 15, 2018"),
        ("dateline", "LONDON, July 15 (Reuters) -"),
        ("body", "Three ships returned."),
        ("furniture", "Advertisement"),
        ("body", "They had declared other ports."),
        ("note", "(Reporting by Jane Doe; Editing by John Roe)"),
    ] == got


@given(st.text(alphabet="ab \n.•()-A", max_size=120))
def test_the_parts_hold_every_word(text):
    """Nothing vanishes."""
    held = set()
    for part in parts(text):
        held |= set(range(part.start, part.end))

    assert all(at in held for at, sign in enumerate(text) if not sign.isspace())


def test_narration_is_what_stands_outside_the_marks():
    """Two strangers quote the same man; that makes no lineage."""
    text = 'He said “never again” and left. "Fine," she said.'

    assert ["He said ", " and left. ", " she said."] == [text[a:b] for a, b in outside(text)]


@pytest.mark.parametrize(("text", "code"), [
    ("The ships left the port and were seen in it.", "en"),
    ("Судно вышло из порта и вернулось", "ru"),
    ("배가 항구를 떠났다", "ko"),
    ("船只离开了港口", "zh"),
    ("Das Schiff ist aus dem Hafen und kam nicht zurück", "de"),
    ("12 34", "und"),
])  # fmt: skip
def test_the_language_is_named(text, code):
    """What the rules do not know must be named, not passed over."""
    assert code == language(text)


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("OSLO, May 2 (Fjord News) - Ships left.", "OSLO, May 2 (Fjord News) - "),
        ("OSLO (a city of 700,000 people that nobody here calls small) - Ships left.", ""),
        ("Oslo (Fjord News) - Ships left.", ""),
    ],
)
def test_a_dateline_may_name_an_agency_that_is_on_no_list(text, dateline):
    """A place in capitals gives it away; an ordinary bracket does not."""
    assert text[: dateline_end(text)] == dateline
