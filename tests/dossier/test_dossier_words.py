"""Words, amounts and periods: intervals kept, no digit too many, hostile characters spelled out."""

import doctest
import importlib
import pkgutil
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hawse.dossier
from hawse.dossier.amounts import THIN, amount, count, period
from hawse.dossier.names import name, parties
from hawse.dossier.shortids import shorten
from hawse.dossier.visible import visible
from hawse.dossier.words import LIKELIHOOD, likelihood, sentence
from tests.dossier.ledgers import at

MODULES = sorted(m.name for m in pkgutil.walk_packages(hawse.dossier.__path__, "hawse.dossier."))


@pytest.mark.parametrize("module", MODULES)
def test_examples_in_docstrings_run(module):
    """An example that does not run teaches something false."""
    assert 0 == doctest.testmod(importlib.import_module(module)).failed


@pytest.mark.parametrize(("ends", "unit", "said"), [
    ((None, 31.4e6, None), "USD", "31.4 million USD"),
    ((31.35e6, 31.4e6, 31.45e6), "USD", "31.4 million USD (31.35–31.45)"),
    ((31000.0, 39000.0, 47000.0), "person", "39 000 people (31 000–47 000)"),
    ((8.0, None, None), "ship", "at least 8 ships"),
    ((None, None, 5.0), "ship", "at most 5 ships"),
    ((1.0, 1.0, 1.0), "ship", "1 ship"),
    ((None, 1.333333333, None), "factor", "× 1.333"),
    ((None, 0.07, None), "share", "7 %"),
    ((None, 0.0, None), "t", "0 t"),
    ((-5.0, -2.0, 1.0), "t", "−2 t (−5–1)"),
    ((None, float("nan"), None), "t", ""),
    ((None, None, None), "t", ""),
    ((2.0, None, 3.0), None, "2–3"),
])  # fmt: skip
def test_an_amount_keeps_its_interval_and_its_unit(ends, unit, said):
    """A figure without its interval or unit says more than its source did; nothing said is an empty text."""
    assert said == amount(*ends, unit).replace(THIN, " ")


@given(
    st.lists(st.floats(-1e15, 1e15), min_size=3, max_size=3),
    st.sampled_from(["USD", "t", "share", "factor", "person"]),
)
def test_any_amount_can_be_said(ends, unit):
    """No number breaks the page."""
    said = amount(*sorted(ends), unit)

    assert said
    assert not {"inf", "nan"} & set(said.split())
    assert "e+" not in said


@pytest.mark.parametrize(("start", "end", "grain", "said"), [
    ("2017-01-01", "2018-01-01", "year", "2017"),
    ("2017-07-01", "2018-01-01", "half", "H2 2017"),
    ("2017-01-01", "2017-04-01", "quarter", "Q1 2017"),
    ("2017-02-01", "2017-05-01", None, "2017-02 to 2017-04"),
    ("2017-10-01", "2017-11-01", "month", "2017-10"),
    ("2017-10-01", "2017-11-01", "snapshots", "between 2017-10-01 and 2017-11-01 (snapshots)"),
    ("2017-10-01", "2017-10-02", "day", "2017-10-01"),
    ("2017-10-01T09:07", "2017-10-01T12:00", "second", "2017-10-01 09:07 UTC to 2017-10-01 12:00 UTC"),
    ("2017-10-01", None, None, "from 2017-10-01"),
    (None, "2017-10-01", None, "before 2017-10-01"),
    (None, None, None, ""),
])  # fmt: skip
def test_a_half_open_period_is_said_as_people_say_it(start, end, grain, said):
    """The last day said is one that belongs to the period; between snapshots is never told as a day."""
    assert said == period(start and at(start), end and at(end), grain)


def test_a_likelihood_across_a_border_names_both_terms_and_none_is_certain():
    """A range that spans two terms must not be rounded into one; nothing is 0 or 100 %."""
    assert "unlikely to likely (20–80 %)" == likelihood(0.3, 0.7)
    assert "almost no chance (1–5 %)" == likelihood(0.0, 0.0)
    assert "almost certain (95–99 %)" == likelihood(1.0, 1.0)
    assert 7 == len(LIKELIHOOD)


@pytest.mark.parametrize(("typed", "said"), [
    ("country:RU", "Russia"), ("KP", "North Korea"), ("country:ZZ9", "ZZ9"), ("as:1", "AS1"), ("hs:2710", "HS 2710"), ("port:RUVVO", "RUVVO"),
    ("oil_products", "oil products"), (None, ""), ("", ""), ("entity:<b>", "<b>"),
])  # fmt: skip
def test_a_typed_id_has_a_plain_name(typed, said):
    """Readers know countries and networks, not our prefixes; what is not known keeps its own text."""
    assert said == name(typed, {})


def test_parties_are_said_in_one_line():
    """Who, towards whom, which way, what."""
    assert "Russia → North Korea · export · HS 2710" == parties(
        "country:RU", "country:KP", "hs:2710", "export", {}
    )


@given(st.text())
def test_what_is_made_visible_holds_no_character_that_browsers_obey(text):
    """A right-to-left override in a ship's name must not turn the line around it."""
    shown = visible(text)

    assert not any(
        c in shown
        for c in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\x00\x07\x1b\x7f"
    )
    shown.encode("utf-8")


def test_text_of_a_megabyte_is_cut_with_a_note_of_its_length():
    """A cell of a megabyte is shown in part and says so; a lone half of a pair is no error."""
    shown = visible("x" * 1_000_000)
    assert shown.endswith("x… [cut here; 1000000 characters in all]")
    assert 2000 == len(shown)
    assert visible(shown, 100).endswith("x… [cut here; 1000000 characters in all]")
    assert "[U+D800]" == visible("\ud800")
    assert "a" + "\u0300" * 6 + "[14 more marks]" == visible("a" + "\u0300" * 20)


@given(st.sets(st.text(string.hexdigits.lower(), min_size=8, max_size=16), max_size=40))
def test_short_ids_tell_all_apart_and_fit_an_anchor(ids):
    """Two records with one short id would send a reader to the wrong file."""
    short = shorten("e", ids)

    assert len(ids) == len(set(short.values()))
    assert all(s[0] == "e" and s.replace("-", "").isalnum() for s in short.values())


def test_short_ids_of_texts_that_no_anchor_may_hold_are_still_told_apart():
    """Ids made by other programs may hold anything."""
    short = shorten("e", ["a b c d e f", "a-b-c-d-e-f", "", '"><script>'])

    assert 4 == len(set(short.values()))
    assert all(c.isalnum() or c == "-" for s in short.values() for c in s)


def test_counts_and_sentences_are_plain():
    """One row, two rows; a reason given as a fragment becomes a sentence."""
    assert ["1 row", "1 200 rows"] == [count(n, "row").replace(THIN, " ") for n in (1, 1200)]
    assert ["", "A.", "Why?"] == [sentence(s) for s in ("", "a", "why?")]
