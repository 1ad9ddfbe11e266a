"""Periods, amounts and lines of reported figures: what is read, and what is refused with its reason."""

import io
from contextlib import suppress
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hawse.channels.trade.read.amounts import read_amount
from hawse.channels.trade.read.periods import read_period
from hawse.channels.trade.read.reported_figures import NEEDED, READER
from hawse.channels.trade.tables import REPORTED_FIGURES
from hawse.core.errors import ReadError
from hawse.testing import ReaderContract, a_source, all_rows

HEADER = ",".join(NEEDED)
GOOD = (
    f"{HEADER}\n"
    "1,trade,Russia (FCS via Energy Voice),PRK,turnover,2016,76.9,USD million,all,https://a.example,\n"
    '2,trade,China customs via NTD,PRK,turnover,2017-Q1,8.4,CNY billion,all,https://b.example,"imports +18.4%, total +37.4%"\n'
    "3,fuel,Russia (Putin),PRK,export,2017 (per quarter),40000,tonnes,oil,same as 1,\n"
).encode()


class TestReader(ReaderContract):
    """The reader keeps what every reader keeps."""

    reader = READER
    good = GOOD
    tables: ClassVar = {"reported_figures": REPORTED_FIGURES}


@pytest.mark.parametrize(("text", "start", "end", "grain"), [
    ("2017", "2017-01-01", "2018-01-01", "year"),
    ("2017-Q1", "2017-01-01", "2017-04-01", "quarter"),
    ("2017-Q4", "2017-10-01", "2018-01-01", "quarter"),
    ("2017-H1", "2017-01-01", "2017-07-01", "half"),
    ("2017-10", "2017-10-01", "2017-11-01", "month"),
    ("2017-12", "2017-12-01", "2018-01-01", "month"),
    ("2017-12-31", "2017-12-31", "2018-01-01", "day"),
    ("2016-02-29", "2016-02-29", "2016-03-01", "day"),
    ("2017-01..2017-09", "2017-01-01", "2017-10-01", "span"),
    ("2022-12..2023-04", "2022-12-01", "2023-05-01", "span"),
    ("2017-10-01..2017-12-31", "2017-10-01", "2018-01-01", "span"),
    ("12 months from 2018-01-01", "2018-01-01", "2019-01-01", "span"),
    ("12 months from 2017-12-22", "2017-12-22", "2018-12-22", "span"),
    ("about 2021", "2020-01-01", "2023-01-01", "year"),
])  # fmt: skip
def test_a_period_is_half_open(text, start, end, grain):
    """The last day said is the last day in it; the end is the first instant after."""
    got = read_period(text)

    assert (start, end, grain) == (f"{got.start:%Y-%m-%d}", f"{got.end:%Y-%m-%d}", got.grain)


def test_a_period_before_a_year_has_no_start():
    """What is not said is open, not a guess."""
    got = read_period("before 2019")

    assert got.start is None
    assert got.end.year == 2019


def test_a_rate_keeps_its_unit_of_time():
    """'40000 per quarter' is not 40000 in the year."""
    assert ("quarter", "year") == (
        read_period("2017 (per quarter)").per,
        read_period("2017 (per quarter)").grain,
    )


@pytest.mark.parametrize(("text", "why"), [
    ("2017-13", "there is no month 13"),
    ("2017-Q5", "there is no quarter 5"),
    ("2017-02-30", "there is no such day"),
    ("2017-09..2017-01", "ends before it starts"),
    ("pre-cap year", "none that can be read"),
    ("2017-04 (or later year)", "none that can be read"),
    ("0017", "year 17"),
    ("", "none that can be read"),
])  # fmt: skip
def test_a_period_that_cannot_be_read_says_why(text, why):
    """A month 13 must not become a January."""
    with pytest.raises(ValueError, match=why):
        read_period(text)


@pytest.mark.parametrize(("value", "unit", "ends", "into"), [
    ("31.4", "USD million", (31_400_000, 31_400_000, 31_400_000), "USD"),
    ("8.4", "CNY billion", (8.4e9, 8.4e9, 8.4e9), "CNY"),
    ("22", "million tonnes", (22e6, 22e6, 22e6), "t"),
    ("200-400", "tonnes", (200, None, 400), "t"),
    ("1,410", "tonnes", (1410, 1410, 1410), "t"),
    (">1600000", "barrels", (1_600_000, None, None), "bbl"),
    ("40000", "persons", (40_000, 40_000, 40_000), "person"),
    ("-6.7", "percent yoy", (0.933, 0.933, 0.933), "factor"),
    ("83.4", "percent of exports", (0.834, 0.834, 0.834), "share"),
    ("415", "USD per month", (415, 415, 415), "USD/person/month"),
])  # fmt: skip
def test_an_amount_comes_out_in_a_core_unit(value, unit, ends, into):
    """Thousands and units are where figures go wrong; the unit is settled once, at the door."""
    got = read_amount(value, unit)

    assert (ends, into) == ((got.low, got.best, got.high), got.unit)


@pytest.mark.parametrize(("value", "unit", "why"), [
    ("31,4", "USD million", "with a point for decimals"),
    ("-5", "USD million", "is negative"),
    ("120", "percent of exports", "between 0 and 100"),
    ("-120", "percent yoy", "less than nothing"),
    ("400-200", "tonnes", "runs downwards"),
    ("12", "bushels", "is not known"),
    ("12", "USD USD", "is not known"),
    ("nan", "tonnes", "is no number"),
    ("1e9999", "tonnes", "is no number"),
    ("99999999999999999999", "tonnes", "too large"),
])  # fmt: skip
def test_an_amount_that_cannot_be_read_says_why(value, unit, why):
    """A comma for a point, or a negative amount, is refused and never guessed at."""
    with pytest.raises(ValueError, match=why):
        read_amount(value, unit)


@given(st.integers(0, 10**9), st.sampled_from(["tonnes", "barrels", "persons"]))
def test_thousands_marks_change_nothing(value, unit):
    """1,410 and 1410 are one figure."""
    assert read_amount(f"{value:,}", unit) == read_amount(str(value), unit)


@given(st.text(max_size=40))
def test_no_text_crashes_the_period(text):
    """Whatever stands in the cell is a period or a reason."""
    with suppress(ValueError):
        got = read_period(text)

        assert got.start is None or got.end is None or got.start < got.end


@given(st.text(max_size=20), st.text(max_size=20))
def test_no_text_crashes_the_amount(value, unit):
    """Whatever stands in the cells is an amount or a reason."""
    with suppress(ValueError):
        got = read_amount(value, unit)

        assert got.low is None or got.high is None or got.low <= got.high


def test_same_as_is_resolved_by_the_rows_before():
    """'same as 1' is an address, not a place of publication."""
    got = all_rows(READER, GOOD)["reported_figures"]

    assert "https://a.example" == got[2]["url"]


@pytest.mark.parametrize(("line", "why"), [
    ("9,trade,Russia,PRK,turnover,2017-13,1,USD million,all,u,", "there is no month 13"),
    ("9,trade,Russia,PRK,turnover,2017,1", "7 cells where the header has 11"),
    ("9,trade,,PRK,turnover,2017,1,USD million,all,u,", "reporter_or_speaker is empty"),
    ("9,trade,Russia,PRK,turnover,2017,,USD million,all,u,", "value is empty"),
    ("9,trade,Rus\x00sia,PRK,turnover,2017,1,USD million,all,u,", "is not UTF-8 text"),
])  # fmt: skip
def test_a_bad_line_is_a_reject_with_its_place(line, why):
    """One bad line does not stop the file and does not vanish."""
    got = all_rows(READER, GOOD + line.encode() + b"\n")

    assert 3 == len(got["reported_figures"])
    assert [("line 5", True)] == [(r["locator"], why in r["reason"]) for r in got["rejects"]]


def test_bytes_that_are_no_text_are_a_reject():
    """A line in another encoding is named, not mangled."""
    bad = "9,trade,Россия,PRK,turnover,2017,1,USD million,all,u,\n".encode("cp1251")

    assert "not UTF-8" in all_rows(READER, GOOD + bad)["rejects"][0]["reason"]


def test_a_cell_that_spans_lines_keeps_the_places_right():
    """Locators are lines of the file, so that a person finds them."""
    spanning = '9,trade,Russia,PRK,turnover,2017,1,USD million,all,u,"one\ntwo"\n'
    last = "10,trade,Russia,PRK,turnover,2017,1,USD million,all,u,\n"
    got = all_rows(READER, GOOD + spanning.encode() + last.encode())["reported_figures"]

    assert ["line 5", "line 7"] == [r["locator"] for r in got[3:]]


@pytest.mark.parametrize(("data", "why"), [
    (b"", "an empty file"),
    (b"a,b,c\n1,2,3\n", "also"),
    (GOOD + b'9,trade,Russia,PRK,turnover,2017,1,USD million,all,u,"never ends\n', "cut off in a quoted"),
    (GOOD + b"9," + b"x" * 200_000 + b"\n", "more than 128 KiB"),
])  # fmt: skip
def test_a_broken_file_says_where_and_what_was_wanted(data, why):
    """A file that stops in the middle would make the rows after it wrong."""
    with pytest.raises(ReadError, match=why):
        list(READER.rows(io.BytesIO(data), a_source("f.csv")))
