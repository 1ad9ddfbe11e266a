"""Transfers and permits: columns in any order, bad lines told, nothing made up from a cut file."""

import contextlib
import csv
import io
import random
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hawse.channels.labour.read import money_transfers, work_permits
from hawse.channels.labour.read.lines import amount, period
from hawse.channels.labour.tables import PERMIT_ROWS, TRANSFER_ROWS
from hawse.core.errors import ReadError
from hawse.testing import ReaderContract, all_rows

TRANSFERS = (
    "year,month,country,direction,type,K_USD\n"
    "2022,4,Russian Federation,Inflow,total,245300.5\n"
    "2022,4,Russian Federation,Inflow,non-commercial,90000\n"
    "2022,12,USA,Outflow,total,0\n"
)
PERMITS = (
    "host,nationality,date,counts,count,source,via,note\n"
    'Russia,DPRK,2017-12-31,permits,"30,023",Russia,1718 Committee; KBS,\n'
    "RU,PRK,2017-12,workers,34000,ambassador,,to 11000 by 2018\n"
    "Russia,North Korea,2017,visas,5000,Ministry,,\n"
)


class TestTransfers(ReaderContract):
    """Transfers keep what every reader keeps."""

    reader = money_transfers.READER
    good = TRANSFERS.encode()
    tables: ClassVar = {"transfer_rows": TRANSFER_ROWS}


class TestPermits(ReaderContract):
    """Permits keep what every reader keeps."""

    reader = work_permits.READER
    good = PERMITS.encode()
    tables: ClassVar = {"permit_rows": PERMIT_ROWS}


def read(reader, text):
    """Give the rows and the reasons of rejects."""
    got = all_rows(reader, text.encode())
    made = [rows for name, rows in got.items() if name != "rejects"]
    return (made[0] if made else []), [r["reason"] for r in got.get("rejects", [])]


def test_thousands_become_dollars_and_a_month_a_period():
    """245,300.5 thousand of April are 245,300,500 from 1 April to 1 May; zero is an amount."""
    rows, bad = read(money_transfers.READER, TRANSFERS)

    assert ([245_300_500.0, 90_000_000.0, 0.0], []) == ([r["value"] for r in rows], bad)
    assert ("2022-04-01", "2022-05-01") == (
        f"{rows[0]['period_start']:%Y-%m-%d}",
        f"{rows[0]['period_end']:%Y-%m-%d}",
    )
    assert "2023-01-01" == f"{rows[2]['period_end']:%Y-%m-%d}"
    assert ("inflow", "total", None) == tuple(
        rows[0][n] for n in ("direction", "type", "reporter_name")
    )


@pytest.mark.parametrize(
    ("unit", "value"), [("K_USD", 2_500.0), ("USD", 2.5), ("M_USD", 2_500_000.0)]
)
def test_the_header_says_what_one_is(unit, value):
    """Thousands, units and millions are told by the column and never guessed."""
    rows, _ = read(money_transfers.READER, TRANSFERS.split("\n", maxsplit=1)[0].replace("K_USD", unit) + "\n2022,4,USA,inflow,total,2.5\n")  # fmt: skip

    assert [value] == [r["value"] for r in rows]


@pytest.mark.parametrize(
    ("reader", "text"), [(money_transfers.READER, TRANSFERS), (work_permits.READER, PERMITS)]
)
def test_columns_may_stand_in_any_order(reader, text):
    """Names count, places do not; semicolons, tabs and a byte order mark neither."""
    lines = list(csv.reader(io.StringIO(text)))
    order = list(range(len(lines[0])))
    random.Random(3).shuffle(order)
    plain, _ = read(reader, text)
    for delimiter in ",;\t":
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(
            [[line[n] for n in order] for line in lines]
        )
        turned, bad = read(reader, "\ufeff" + out.getvalue())

        assert bad == []
        assert [{k: v for k, v in r.items() if k != "quote"} for r in plain] == [
            {k: v for k, v in r.items() if k != "quote"} for r in turned
        ]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("2022,13,USA,Inflow,total,1", "there is no month 13"),
        ("2022,0,USA,Inflow,total,1", "there is no month 0"),
        ("22,1,USA,Inflow,total,1", "are no month"),
        ("2200,1,USA,Inflow,total,1", "is not between 1900 and 2199"),
        ("2022,1,USA,Inflow,total,-1", "is negative"),
        ("2022,1,USA,Inflow,total,1 EUR", "a currency or unit stands in the header"),
        ("2022,1,USA,Inflow,total,", "K_USD is empty"),
        ("2022,1,USA,Inflow,total,nan", "is no number"),
        ("2022,1,USA,both,total,1", "neither inflow nor outflow"),
        ("2022,1,USA,Inflow,,1", "type is empty"),
        ("2022,1,Total,Inflow,total,1", "is a total or no country"),
        ("2022,1,,Inflow,total,1", "is a total or no country"),
        ("2022,1,USA", "3 cells where the header has 6"),
    ],
)
def test_a_bad_transfer_is_a_reject_with_its_reason(line, why):
    """The line is told and the others are read."""
    rows, bad = read(money_transfers.READER, f"{TRANSFERS}{line}\n2022,5,USA,Inflow,total,7\n")

    assert 4 == len(rows)
    assert why in bad[0]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Russia,DPRK,2017-13,permits,1,Russia,,", "there is no month 13"),
        ("Russia,DPRK,2017-02-30,permits,1,Russia,,", "there is no such day"),
        ("Russia,DPRK,spring 2017,permits,1,Russia,,", "write 2017, 2017-12 or 2017-12-31"),
        ("Russia,DPRK,2017,permits,-1,Russia,,", "is negative"),
        ("Russia,DPRK,2017,permits,1.5,Russia,,", "no whole number of persons"),
        ("Russia,DPRK,2017,permits,100000001,Russia,,", "is past 100,000,000 persons"),
        ("Russia,DPRK,2017,permits,some,Russia,,", "is no number"),
        ("Russia,DPRK,2017,tourists,1,Russia,,", "none of permits, visas, workers"),
        ("Russia,DPRK,2017,permits,1,,,", "source is empty; write who counted"),
        (",DPRK,2017,permits,1,Russia,,", "host is empty"),
        ("Russia,,2017,permits,1,Russia,,", "nationality is empty"),
    ],
)
def test_a_bad_count_is_a_reject_with_its_reason(line, why):
    """Above all a row that does not say who counted."""
    rows, bad = read(work_permits.READER, f"{PERMITS}{line}\n")

    assert 3 == len(rows)
    assert why in bad[0]


def test_the_most_persons_are_still_read():
    """Just under the bound is a count."""
    rows, _ = read(work_permits.READER, f"{PERMITS}Russia,DPRK,2017,permits,100000000,Russia,,\n")

    assert 100_000_000 == rows[-1]["count"]


def test_a_row_names_its_source_and_who_passed_it_on():
    """Russia counted; the committee and KBS passed it on, nearest first."""
    rows, _ = read(work_permits.READER, PERMITS)

    assert ("Russia", ["1718 Committee", "KBS"], 30_023, "day") == tuple(
        rows[0][n] for n in ("said_by", "via", "count", "period_grain")
    )


@pytest.mark.parametrize(
    ("reader", "head", "wanted"),
    [
        (money_transfers.READER, "year,month,country,type,K_USD\n", "direction"),
        (money_transfers.READER, "year,month,country,direction,type,K_USD,USD\n", "one of"),
        (money_transfers.READER, "year,month,country,direction,type,EUR\n", "one of"),
        (money_transfers.READER, "year,year,month,country,direction,type,USD\n", "each column"),
        (work_permits.READER, "host,nationality,date,counts,count\n", "source"),
        (work_permits.READER, "", "source"),
        (work_permits.READER, f'{PERMITS}"open\n', "quotes closed"),
        (work_permits.READER, f"{PERMITS}{'x' * (1 << 17)}\n", "one amount a line"),
    ],
)  # fmt: skip
def test_a_broken_file_says_where_and_what_was_wanted(reader, head, wanted):
    """Nothing is guessed: two amounts in one file are asked about."""
    with pytest.raises(ReadError, match=wanted):
        all_rows(reader, head.encode())


@pytest.mark.parametrize(
    ("reader", "text"), [(money_transfers.READER, TRANSFERS), (work_permits.READER, PERMITS)]
)
def test_a_file_cut_at_any_byte_gives_whole_lines_only(reader, text):
    """Digits lost at the end would be another amount."""
    wanted, _ = read(reader, text)
    for cut in range(len(text)):
        try:
            got, bad = read(reader, text[:cut])
        except ReadError:
            continue

        assert wanted[: len(got)] == got
        assert len(got) + len(bad) == sum(bool(c.strip()) for c in text[:cut].split("\n")[1:])


amounts = st.decimals(0, 10**9, places=2, allow_nan=False)


@given(st.lists(st.tuples(st.integers(1900, 2199), st.integers(1, 12), amounts), max_size=20))
def test_every_month_and_amount_comes_back(given_rows):
    """What is written is what is read, to the cent."""
    text = TRANSFERS.split("\n", maxsplit=1)[0].replace("K_USD", "USD") + "\n"
    text += "".join(f"{y},{m},USA,inflow,total,{v}\n" for y, m, v in given_rows)
    rows, bad = read(money_transfers.READER, text)

    assert bad == []
    assert [(y, m, float(v)) for y, m, v in given_rows] == [
        (r["period_start"].year, r["period_start"].month, r["value"]) for r in rows
    ]


@given(st.text(max_size=30))
def test_any_text_is_an_amount_a_period_or_a_reason(text):
    """No cell stops a file."""
    with contextlib.suppress(ValueError):
        assert amount(text, "x") >= 0
    with contextlib.suppress(ValueError):
        start, end, grain = period(text)
        assert start < end
        assert grain in {"day", "month", "year"}
