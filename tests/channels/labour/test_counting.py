"""Places are named, several head-counts become one interval, bank transfers a whole year."""

import gzip
import json
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hawse.channels.labour import CHANNEL, COMBINED, HEAD_COUNTS, TRANSFERRED, TRANSFERS, UNNAMED
from hawse.channels.labour.find.combined_workers import combined_workers
from hawse.channels.labour.find.shapes import Part, Pool, Shape
from hawse.channels.labour.find.transferred import transferred
from hawse.channels.labour.find.workers_abroad import workers_abroad
from hawse.channels.labour.observe.head_counts import head_counts
from hawse.channels.labour.observe.transfers import transfers
from hawse.channels.labour.observe.unnamed import unnamed
from hawse.channels.labour.read import money_transfers, work_permits
from hawse.channels.labour.tables import HEAD_COUNTS as COUNTS
from hawse.channels.labour.tables import PERMIT_ROWS, TRANSFER_ROWS
from hawse.channels.labour.tables import TRANSFERS as NAMED
from hawse.core.source import Source
from hawse.core.tables import ALIASES, CASE_PARTIES, COUNTRIES
from hawse.testing import StepContract, all_rows, table_of
from tests.channels.labour.test_labour import (
    FIGURES,
    KEPT,
    PUTIN,
    SPEAKERS,
    STAY,
    TWELVE,
    WAGE,
    paid,
    rows,
)

LANDS = table_of(
    COUNTRIES,
    """
    id          iso3  name
    country:RU  RUS   Russia
    country:KP  PRK   North Korea
    country:AM  ARM   Armenia
    country:US  USA   United States
""",
)
WORDS = table_of(
    ALIASES,
    """
    alias               id
    russian federation  country:RU
    dprk                country:KP
    moscow              port:RUMOW
""",
)
KNOWN = table_of(SPEAKERS, "alias  speaker  country\nmoscow's mission  Russia  country:RU")
PARTIES = table_of(CASE_PARTIES, "role  id\ntarget  country:AM\nsupplier  country:RU")
NOTHING = FIGURES.empty()
DEFAULTS = {"least_origins": 2, "exact_digits": 4}
TRANSFER_HEAD = "year,month,country,direction,type,K_USD,reporter\n"


def permits(*lines):
    """Give permit rows of lines: host, nationality, date, counts, count, source."""
    text = "host,nationality,date,counts,count,source\n" + "".join(f"{line}\n" for line in lines)
    got = all_rows(work_permits.READER, text.encode())
    return PERMIT_ROWS.rows(got.get("permit_rows", []))


def counts(*lines):
    """Give head-counts of permit lines."""
    return head_counts(permits(*lines), LANDS, WORDS, KNOWN)


def sent(text, name="a"):
    """Give transfer rows of lines under the header."""
    got = all_rows(
        money_transfers.READER, f"{TRANSFER_HEAD}{text}".encode(), Source(name * 64, "t.csv")
    )
    return TRANSFER_ROWS.rows(got.get("transfer_rows", []))


def months(year, thousands, kind="total", country="Russian Federation", last=12):
    """Give lines of a year's months."""
    return "".join(
        f"{year},{m},{country},Inflow,{kind},{thousands},Armenia\n" for m in range(1, last + 1)
    )


def combined(*lines, figures=NOTHING, **settings):
    """Give the combined findings of permit lines."""
    made = combined_workers(figures, counts(*lines), LANDS, KNOWN, **{**DEFAULTS, **settings})
    return made.to_pylist()


A = "Russia,DPRK,2017-12,workers,34000,ambassador"
B = "RU,PRK,2017-10,workers,41234,RBK"
P = "Russian Federation,North Korea,2017-12-31,permits,30023,Moscow's mission"


def test_a_country_by_three_names_is_one_and_a_speaker_by_two():
    """Russian Federation, Russia and RU; the mission is Russia, as in reported figures."""
    got = counts(A, B, P).to_pylist()

    assert {("country:RU", "country:KP")} == {(r["subject"], r["counterpart"]) for r in got}
    assert ["ambassador", "RBK", "Russia"] == [r["said_by"] for r in got]
    assert "said:Russia" == got[2]["origin_id"]


def test_an_unknown_country_is_a_reject_and_no_count():
    """Ruritania is told; so is a place that is no country."""
    bad = permits(A, "Ruritania,DPRK,2017,workers,5,X", "Russia,Moscow,2017,workers,5,X")
    told = unnamed(sent("2022,1,Korea,Inflow,total,1,\n"), bad, NAMED.empty(), LANDS, WORDS)

    assert 1 == head_counts(bad, LANDS, WORDS, KNOWN).num_rows
    assert {
        "host 'Ruritania' is known by no such name",
        "nationality 'Moscow' is known by no such name",
        "country 'Korea' is known by no such name",
    } == set(told["reason"].to_pylist())


def test_permits_are_inputs_beside_reported_figures():
    """A permit table feeds the stock, and the product of pay as a reported head-count does."""
    stock = workers_abroad(NOTHING, counts(P), LANDS, holds_months=3).to_pylist()[0]
    money = paid(rows(WAGE, KEPT), counts(P), TWELVE)[0]

    assert (30_023, None, None, "reported") == tuple(
        stock[n] for n in ("q_low", "q_best", "q_high", "basis")
    )
    assert 30_023 * 215 * 12 == money["q_low"] == money["q_best"] == money["q_high"]


def test_visas_bound_nothing():
    """A visa is no worker: at least none, no best value, no part in pay or in the interval."""
    visas = counts("Russia,DPRK,2017,visas,5000,Ministry")
    stock = workers_abroad(NOTHING, visas, LANDS, holds_months=3).to_pylist()[0]

    assert (0, None, None, "estimated") == tuple(
        stock[n] for n in ("q_low", "q_best", "q_high", "basis")
    )
    assert "5,000 visas for workers" in stock["says"]
    assert [] == paid(rows(WAGE, KEPT), visas, TWELVE)
    assert [] == combined(A, "Russia,DPRK,2017,visas,5000,Ministry")


def test_head_counts_together_are_a_pool_with_every_input_and_its_weight():
    """Permits, 34,000 (rounded to 500) and 41,234: two houses, for the ambassador speaks for Russia too."""
    got = combined(A.replace(",ambassador", ",ambassador of Russia"), B, P)[0]

    assert (None, "estimated", None, 3) == tuple(
        got[n] for n in ("q_best", "basis", "said_by", "evidence_total")
    )
    assert 30_023 < got["q_low"] < 34_000 < got["q_high"] == 41_234
    reasons = json.loads(got["reasons"])
    assert [
        "34,000 workers, ambassador of Russia, 2017-12 (weight 25%)",
        "30,023 permits, Russia, 2017-12-31 (weight 25%)",
        "41,234 workers, RBK, 2017-10 (weight 50%)",
    ] == reasons[:3]
    assert "from the lowest end to the highest: 30,023 to 41,234" in reasons


def test_three_offices_of_one_state_weigh_as_much_as_one_other_voice():
    """A state that repeats itself by many mouths does not drown the other count."""
    offices = [
        f"Russia,DPRK,2017-1{n},workers,2100{n + 1},{who} of Russia" for n, who in enumerate("abc")
    ]
    got = combined(*offices, B)[0]
    alone = combined(offices[0], B)[0]

    assert "4 counts of 2 houses" in got["reasons"]
    assert abs(got["q_low"] - alone["q_low"]) < 5
    assert got["q_high"] == alone["q_high"] == 41_234


def test_one_origin_counts_once_by_its_latest():
    """The ambassador who said it twice is one voice; the later stays and the earlier is told."""
    early = "Russia,DPRK,2017-03,workers,20000,ambassador"
    got = combined(early, A, B)[0]

    assert 33_500 < got["q_low"] < 34_500
    assert 41_234 == got["q_high"]
    assert "not counted again: 20,000, ambassador, 2017-03" in got["reasons"]
    assert [] == combined(early, A)


def test_a_file_and_a_reported_figure_of_one_speaker_are_one():
    """The same permits in both tables are one head-count: with Putin two, alone none."""
    assert [] == combined("Russia,DPRK,2017-12-31,permits,30023,Russia", figures=rows(STAY))
    got = combined("Russia,DPRK,2017-12-31,permits,30023,Russia", figures=rows(STAY, PUTIN))[0]

    assert "by 2 head-counts together" in got["says"]


@pytest.mark.parametrize(("count", "others"), [(41_234, 0), (4_120, 1), (41_000, 1), (4_123, 0)])
def test_an_exact_number_that_two_name_is_one_count(count, others):
    """Four digits that agree were copied; three, or a round figure, may be said twice."""
    first, second = (
        f"Russia,DPRK,2017-1{n},workers,{count},{by}" for n, by in ((0, "X"), (1, "Y"))
    )

    assert others == len(combined(first, second))


def test_fewer_origins_than_asked_for_give_nothing():
    """The setting is the least number of voices."""
    assert 1 == len(combined(A, B, least_origins=2))
    assert [] == combined(A, B, least_origins=3)
    assert 1 == len(combined(A, B, P, least_origins=3))


def test_permits_alone_are_no_interval_of_workers():
    """Two lowest bounds have no highest end."""
    assert [] == combined(P, "Russia,DPRK,2017-06,permits,25001,Interior")


def test_other_years_and_hosts_are_other_intervals():
    """One host and one calendar year: the last day of it in, the first of the next out."""
    assert [] == combined(A, B.replace("2017-10", "2018-01-01"))
    assert 1 == len(combined(A, B.replace("2017-10", "2017-01-01")))
    assert [] == combined(A, B.replace("RU,", "Armenia,"))


spans = st.tuples(st.floats(0, 1e6), st.floats(0, 1e5)).map(lambda p: (p[0], p[0] + p[1]))


def pool_of(*given_spans, weights=None):
    """Give the pool of flat spans."""
    return Pool(
        [
            Part(Shape("flat", low, high), weight, "x")
            for (low, high), weight in zip(
                given_spans, weights or [1.0] * len(given_spans), strict=True
            )
        ]
    )


@given(st.lists(spans, min_size=1, max_size=6))
def test_a_pool_stays_within_its_reports(given_spans):
    """Quantiles are in order and inside; the part of disagreement is a part."""
    pool = pool_of(*given_spans)
    low, middle, high = pool.at([0.05, 0.5, 0.95])
    least, most = min(s[0] for s in given_spans), max(s[1] for s in given_spans)

    assert least <= low <= middle <= high <= most * (1 + 1e-9)
    assert 0 <= pool.disagreement() <= 1


def test_disagreement_is_all_of_exact_reports_and_none_of_one():
    """Two exact counts only disagree; one rounded count is only rounded."""
    assert 1.0 == pool_of((1.0, 1.0), (3.0, 3.0)).disagreement()
    assert 0.0 == pool_of((1.0, 3.0)).disagreement()
    assert 0.75 == pytest.approx(pool_of((0.0, 2.0), (2.0, 4.0)).disagreement(), abs=1e-4)


def test_a_heavier_statement_draws_the_middle():
    """Three to one: three quarters of the pool lie in the heavier span."""
    pool = pool_of((0.0, 1.0), (10.0, 11.0), weights=[3.0, 1.0])

    assert 0.6667 == pytest.approx(float(pool.at([0.5])[0]), abs=0.01)
    assert 10.0 < float(pool.at([0.76])[0])


def test_the_case_says_whose_banks_they_are_where_the_file_does_not():
    """Armenia's table does not name Armenia."""
    bare = sent("2022,4,Russian Federation,Inflow,total,245300,\n")

    assert ["country:AM"] == transfers(bare, LANDS, WORDS, reporter="AM")["reporter"].to_pylist()
    assert [None] == transfers(bare, LANDS, WORDS, reporter="")["reporter"].to_pylist()


def test_the_same_month_twice_counts_once_and_another_amount_is_told():
    """Two files that agree are one; two that differ keep the first and tell the second."""
    both = TRANSFER_ROWS.rows(
        [
            *sent("2022,4,Russia,Inflow,total,5,AM\n").to_pylist(),
            *sent("2022,4,RU,Inflow,total,5,AM\n2022,4,RUS,Inflow,total,6,\n", "b").to_pylist(),
        ]
    )
    got = transfers(both, LANDS, WORDS, reporter="AM")
    told = unnamed(both, PERMIT_ROWS.empty(), got, LANDS, WORDS).to_pylist()

    assert [5_000.0] == got["value"].to_pylist()
    assert [("line 3", "line 2 gives 5,000.00 USD for the same month")] == [
        (r["locator"], r["reason"]) for r in told
    ]


def banked(text, parties=PARTIES):
    """Give the yearly findings of transfer lines."""
    got = transfers(sent(text), LANDS, WORDS, reporter="")
    return transferred(got, LANDS, parties).to_pylist()


def test_a_whole_year_of_transfers_reaches_from_non_commercial_to_all():
    """Twelve times 250 and twelve times 100 thousand; estimated, for a transfer is no wage."""
    before, year = banked(months(2021, 50) + months(2022, 250) + months(2022, 100, "non-commercial"))  # fmt: skip

    assert (1_200_000.0, None, 3_000_000.0, "estimated") == tuple(
        year[n] for n in ("q_low", "q_best", "q_high", "basis")
    )
    assert None is before["q_low"]
    assert "times 5.00" in year["reasons"]
    assert 24 == year["evidence_total"]


def test_a_partial_year_is_refused():
    """Eleven months are no year, and no year before either."""
    assert [] == banked(months(2022, 250, last=11))
    assert "times" not in banked(months(2021, 50, last=11) + months(2022, 250))[0]["reasons"]


def test_outflows_other_hosts_and_other_reporters_are_left_out():
    """The target's inflow from the case's suppliers; without suppliers from all."""
    alone = table_of(CASE_PARTIES, "role  id\ntarget  country:AM")

    assert [] == banked(months(2022, 250).replace("Inflow", "Outflow"))
    assert [] == banked(months(2022, 250).replace("Armenia", "USA"))
    assert [] == banked(months(2022, 250, country="USA"))
    assert 1 == len(banked(months(2022, 250, country="USA"), alone))


def test_the_panel_shows_banks_apart_from_pay():
    """Transfers stand in for remittances and have a picture of their own."""
    made = transferred(
        transfers(sent(months(2022, 250)), LANDS, WORDS, reporter=""), LANDS, PARTIES
    )
    made = made.append_column("id", [["f1"]])

    assert ["What individuals sent through banks in a year"] == [
        f.title for f in CHANNEL.panel.draws(findings=made)
    ]
    together = combined_workers(NOTHING, counts(A, B), LANDS, KNOWN, **DEFAULTS)
    figure = CHANNEL.panel.draws(findings=together.append_column("id", [["f1"]]))[0]
    assert "head-counts together" in figure.data[0].label


@pytest.mark.shared
def test_the_armenian_table_gives_the_published_year(shared):
    """Russia to Armenia in 2022: 3,598 million USD, 866 million the year before."""
    path = shared / "data/trade/cba_money_transfers_by_country_monthly_2013_2024.csv.gz"
    got = all_rows(money_transfers.READER, gzip.decompress(path.read_bytes()))
    named = transfers(TRANSFER_ROWS.rows(got["transfer_rows"]), LANDS, WORDS, reporter="AM")
    years = {r["period_start"].year: r["q_high"] for r in transferred(named, LANDS, PARTIES).to_pylist()}  # fmt: skip

    assert (866, 3_598) == (round(years[2021] / 1e6), round(years[2022] / 1e6))


class TestHeadCounts(StepContract):
    """Naming places does not hang on the order of rows."""

    step = HEAD_COUNTS
    tables: ClassVar = {"permit_rows": PERMIT_ROWS, "head_counts": COUNTS, "speakers": SPEAKERS}
    inputs: ClassVar = {
        "permit_rows": permits(A, B, P),
        "countries": LANDS,
        "aliases": WORDS,
        "speakers": KNOWN,
    }


class TestTransfers(StepContract):
    """Nor does choosing one of two rows."""

    step = TRANSFERS
    tables: ClassVar = {"transfer_rows": TRANSFER_ROWS, "transfers": NAMED}
    inputs: ClassVar = {
        "transfer_rows": sent(months(2022, 250) + months(2022, 251)),
        "countries": LANDS,
        "aliases": WORDS,
    }


class TestUnnamed(StepContract):
    """Nor does telling of the other."""

    step = UNNAMED
    tables: ClassVar = {
        "transfer_rows": TRANSFER_ROWS,
        "permit_rows": PERMIT_ROWS,
        "transfers": NAMED,
    }
    inputs: ClassVar = {
        "transfer_rows": sent("2022,1,Korea,Inflow,total,1,\n"),
        "permit_rows": permits(A, "Ruritania,DPRK,2017,workers,5,X"),
        "transfers": NAMED.empty(),
        "countries": LANDS,
        "aliases": WORDS,
    }


class TestCombined(StepContract):
    """Nor does the interval."""

    step = COMBINED
    tables: ClassVar = {"figures": FIGURES, "head_counts": COUNTS, "speakers": SPEAKERS}
    inputs: ClassVar = {
        "figures": rows(PUTIN, STAY),
        "head_counts": counts(A, B, P),
        "countries": LANDS,
        "speakers": KNOWN,
    }


class TestTransferred(StepContract):
    """Nor do sums of months."""

    step = TRANSFERRED
    tables: ClassVar = {
        "transfers": NAMED,
        "case_parties": CASE_PARTIES,
    }
    inputs: ClassVar = {
        "transfers": transfers(
            sent(months(2021, 0.1) + months(2022, 250.7) + months(2022, 100.3, "non-commercial")),
            LANDS,
            WORDS,
            reporter="",
        ),
        "countries": LANDS,
        "case_parties": PARTIES,
    }
