"""Supply against a cap: sums that are never more exact than their rows."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hawse.channels.measures import CHANNEL, OVER_CAP
from hawse.channels.measures.find.crossing import crossing
from hawse.channels.measures.find.over_cap import over_cap, windows
from hawse.channels.measures.find.supply import Amount, factor_for, total
from hawse.channels.trade import CHANNEL as TRADE
from hawse.channels.trade.tables import FIGURES
from hawse.core.source import Source
from hawse.core.tables import CASE_PARTIES, COUNTRIES
from hawse.engine.reading import facts_reader
from hawse.testing import StepContract, table_of

TABLES = {t.name: t for t in (*CHANNEL.tables, *TRADE.tables)}
HEADER = "figure  topic  counts    subject       counterpart  flow    item                  q_low   q_best  q_high  unit  quantity_kind  per      period_start  period_end  period_grain  said_by    basis     source_id  locator  synthetic"
RUSSIA = "  1     fuel   notified  country:RU    country:KP   export  oil_products          241114  241114  241114  bbl   level          -        2018-01-01    2019-01-01  year          Committee  reported  s          line 2   false"
CHINA = "   2     fuel   notified  country:CN    country:KP   export  oil_products          4470    4470    4470    t     level          -        2018-01-01    2018-05-01  span          Committee  reported  s          line 3   false"
PUTIN = "   3     fuel   trade     country:RU    country:KP   export  oil_and_oil_products  40000   40000   40000   t     level          quarter  2017-01-01    2018-01-01  year          Putin      reported  s          line 4   false"
DIESEL = "  4     fuel   trade     country:RU    country:KP   export  gasoil                40000   40000   40000   t     level          quarter  2017-01-01    2018-01-01  year          Putin      reported  s          line 4   false"


def facts(channel, name):
    """Read a facts file as the engine does."""
    one = next(f for f in channel.facts if f.table == name)
    with one.path.open("rb") as file:
        return pa.Table.from_batches(
            [b for _, b in facts_reader(one, TABLES[name]).rows(file, Source("f" * 64, name))]
        )


def given_figures(*lines):
    """Give everything that the step takes, with these figures."""
    return {
        "figures": table_of(FIGURES, "\n".join((HEADER, *lines))),
        "dated_measures": facts(CHANNEL, "known_measures"),
        "regimes": facts(CHANNEL, "regimes"),
        "groups": facts(CHANNEL, "groups"),
        "products": facts(TRADE, "products"),
        "conversions": facts(CHANNEL, "conversions"),
        "countries": table_of(
            COUNTRIES, "id          name\ncountry:KP  North Korea\ncountry:RU  Russia"
        ),
        "case_parties": CASE_PARTIES.rows([{"role": "target", "id": "country:KP"}]),
    }


def shares(*lines):
    """Give (share low, share high, finding) for these figures."""
    return [(r["q_low"], r["q_high"], r) for r in over_cap(**given_figures(*lines)).to_pylist()]


def test_suppliers_add_up_and_the_upper_end_stays_open():
    """Two suppliers were notified; nobody says that there was no third: at least this much."""
    low, high, got = shares(RUSSIA, CHINA)[0]

    assert low == pytest.approx((241_114 + 4470 * 8.33) / 500_000, abs=1e-6)
    assert high is None
    assert "at least" in got["says"]
    assert "committee_refined: 8.33 to 8.33 bbl per t" in got["reasons"]


def test_a_code_that_is_too_coarse_says_that_it_cannot_tell():
    """Chapter 27 says nothing of barrels; silence would look as if nothing had been reported."""
    low, high, got = shares(figure(1, RU, "mineral_fuels", 60_000, "t"))[0]

    assert (0.0, None, None, RU) == (low, high, got["score"], got["counterpart"])
    assert "mineral fuels (HS 27)" in got["says"]
    assert "cannot tell which share of the cap on oil products" in got["says"]
    assert 2 == len(got["evidence_ids"] if "evidence_ids" in got else got["evidence"])


def test_one_supplier_alone_has_both_ends():
    """A supplier's own whole year against the cap is known; it is said to be that supplier alone."""
    low, high, got = shares(RUSSIA)[0]

    assert (0.482228, 0.482228, "country:RU") == (low, high, got["counterpart"])
    assert "by Russia alone" in got["says"]


def test_a_wider_product_bounds_the_share_from_above_only():
    """'Oil and oil products' may be all crude: nothing at least, 68 % of the cap at most."""
    assert (0.0, 0.68) == shares(PUTIN)[0][:2]


def test_a_product_inside_the_cap_counts_at_both_ends():
    """40,000 t of diesel in the last quarter of 2017 are 58 to 60 % of the cap."""
    low, high, _ = shares(DIESEL)[0]

    assert (pytest.approx(40_000 * 7.23 / 500_000), pytest.approx(40_000 * 7.46 / 500_000)) == (
        low,
        high,
    )


def test_never_the_word_breach_for_arithmetic():
    """A share above one is a share; 'breached' is the word of a competent authority."""
    got = shares(RUSSIA.replace("241114", "991114"))[0]

    assert got[0] > 1
    assert "breach" not in got[2]["says"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("export", "import"),
        ("country:KP", "country:CN"),
        ("fuel ", "cap  "),
        ("level", "share"),
        ("oil_products", "coal        "),
        ("bbl", "USD"),
    ],
)
def test_what_is_not_supply_to_the_target_is_left_out(old, new):
    """Another direction, party, topic, kind, product or unit says nothing of this cap."""
    assert [] == shares(RUSSIA.replace(old, new, 1))


def test_a_year_that_only_overlaps_the_window_is_left_out():
    """Twelve months from July say nothing certain of either calendar year."""
    assert [] == shares(RUSSIA.replace("2018-01-01    2019-01-01", "2018-07-01    2019-07-01"))


def test_a_row_that_was_not_checked_carries_no_cap_arithmetic():
    """Letter B never stands behind a sentence about a cap."""
    rows = given_figures(RUSSIA)
    doubtful = [r | {"checked": "B"} for r in rows["dated_measures"].to_pylist()]
    rows["dated_measures"] = TABLES["dated_measures"].rows(doubtful)

    assert 0 == over_cap(**rows).num_rows


def test_two_reports_of_one_amount_are_an_interval_not_a_sum():
    """30,180 t and 277,365 bbl for one supplier and year are two reports of one thing."""
    tonnes = RUSSIA.replace("241114  241114  241114  bbl", "30180   30180   30180   t  ").replace(
        "line 2", "line 9"
    )
    low, high, _ = shares(RUSSIA, tonnes)[0]

    assert low == pytest.approx(241_114 / 500_000, abs=1e-6)
    assert high == pytest.approx(30_180 * 8.33 / 500_000, abs=1e-6)


@pytest.mark.parametrize(("measure", "starts"), [
    ({"per": "window", "in_force_from": date(2017, 10, 1), "in_force_to": date(2017, 12, 31)}, ["2017-10-01"]),
    ({"per": "12 months from 1 January", "in_force_from": date(2018, 1, 1), "in_force_to": None}, ["2018-01-01", "2019-01-01"]),
    ({"per": "12 months from 22 December", "in_force_from": date(2017, 12, 22), "in_force_to": None}, ["2017-12-22", "2018-12-22"]),
    ({"per": "calendar year", "in_force_from": date(2017, 1, 1), "in_force_to": date(2017, 8, 4)}, ["2017-01-01"]),
    ({"per": "12 months from 1 January", "in_force_from": date(2018, 1, 1), "in_force_to": date(2017, 12, 21)}, []),
    ({"per": "per cargo", "in_force_from": date(2022, 12, 5), "in_force_to": None}, []),
])  # fmt: skip
def test_windows_follow_the_words_of_the_cap(measure, starts):
    """Calendar years, twelve months from an odd day, and a cap that was replaced before it began."""
    got = windows(measure, datetime(2019, 6, 1, tzinfo=UTC))

    assert starts == [f"{start:%Y-%m-%d}" for start, _ in got]
    assert all(start < end for start, end in got)


def month(n: int) -> datetime:
    """Give the first instant of the nth month of 2018."""
    return datetime(2018 + (n - 1) // 12, (n - 1) % 12 + 1, 1, tzinfo=UTC)


amounts = st.lists(
    st.builds(
        lambda who, start, length, low, more: (who, start, start + length, low, low + more),
        st.sampled_from(["country:RU", "country:CN", "entity:world"]),
        st.integers(1, 12), st.integers(1, 12), st.floats(0, 1e6), st.floats(0, 1e6),
    ),
    max_size=8,
)  # fmt: skip


@given(amounts)
def test_a_total_is_no_less_than_any_row_of_it_and_never_crossed(given_rows):
    """Whatever overlaps, the sum is at least its largest kept row, and its ends are in order."""
    made: list[Amount] = [
        Amount(
            {"locator": f"line {n}", "figure": str(n)},
            who,
            month(start),
            month(end),
            low,
            high,
            "",
        )
        for n, (who, start, end, low, high) in enumerate(given_rows)
    ]
    got = total(made, month(1), month(13))

    assert got.high is None or got.low <= got.high + 1e-6
    assert all(got.low >= 0 for _ in made)
    assert len(got.rows) <= len(made)


@pytest.mark.parametrize(("item", "unit", "into", "ends"), [
    ("gasoil", "t", "bbl", (7.23, 7.46)), ("gasoil", "bbl", "t", (1 / 7.46, 1 / 7.23)), ("naphtha", "t", "bbl", (6.35, 8.5)),
    ("oil_products", "bbl", "bbl", (1.0, 1.0)), ("coal", "t", "bbl", None),
])  # fmt: skip
def test_a_factor_is_that_of_the_product_or_of_what_holds_it(item, unit, into, ends):
    """An unknown oil product takes the whole span; coal has no barrels."""
    within: dict[str, Any] = {
        "gasoil": "oil_products",
        "naphtha": "oil_products",
        "oil_products": "mineral_fuels",
    }
    got = factor_for(item, unit, into, facts(CHANNEL, "conversions").to_pylist(), within)

    assert ends == (got[:2] if got else None)


YEAR = ("2018-01-01", "2019-01-01")
COAL_WINDOW = ("2017-01-01", "2017-08-01")


def figure(n, who, item, amount, unit, *, span=YEAR, **more):
    """Write one reported figure of supply to the target as a line of the table."""
    told = {"topic": "trade", "counts": "trade", "flow": "export", "per": "-", "by": "Committee"}
    told |= more
    cells = (n, told["topic"], told["counts"], who, "country:KP", told["flow"], item, *[amount] * 3, unit, "level",
             told["per"], *span, "span", told["by"], "reported", "s", f"line_{n:02}", "false")  # fmt: skip
    return "  ".join(map(str, cells))


def barrels(n, who, amount, item="oil_products", **more):
    """Write one figure in barrels."""
    return figure(n, who, item, amount, "bbl", **more)


RU, CN, ALL = "country:RU", "country:CN", "entity:world"


@pytest.mark.parametrize(("lines", "wanted"), [
    # two suppliers are added; nobody says that there was no third
    ([barrels(1, RU, 300_000), barrels(2, CN, 100_000)], [(0.8, None)]),
    # the same flow as both sides report it is one amount, not two
    ([barrels(1, RU, 300_000), barrels(2, RU, 320_000)], [(0.6, 0.64)]),
    # and by two speakers two findings: a supplier's customs are not added to the mirror of them
    ([barrels(1, RU, 300_000, by="Russia"), barrels(2, RU, 320_000, by="Comtrade")], [(0.64, 0.64), (0.6, 0.6)]),
    # two offices of one supplier may tell of one amount: no less than the one, no more than the other
    ([barrels(1, RU, 100_000), barrels(2, RU, 150_000)], [(0.2, 0.3)]),
    # two products of one supplier are two amounts; one that lies in the other is one
    ([barrels(1, RU, 100_000, "gasoil"), barrels(2, RU, 50_000, "gasoline")], [(0.3, 0.3)]),
    ([barrels(1, RU, 100_000, "gasoil"), barrels(2, RU, 150_000)], [(0.3, 0.3)]),
    # a product wider than the cap's says nothing more where the cap's own product is told
    ([barrels(1, RU, 100_000), barrels(2, RU, 150_000, "oil_and_oil_products")], [(0.2, 0.2)]),
    ([barrels(2, RU, 150_000, "oil_and_oil_products")], [(0.0, 0.3)]),
    # a year that is told and one of its months are one amount
    ([barrels(1, RU, 10_000, span=("2018-01-01", "2018-02-01")), barrels(2, RU, 200_000)], [(0.4, 0.4)]),
    # a year that has not ended has no upper end
    ([barrels(1, RU, 200_000, span=("2018-01-01", "2018-06-01"))], [(0.4, None)]),
    # all states together are told to have supplied less than two of them: from one to the other
    ([barrels(1, RU, 300_000), barrels(2, CN, 100_000), barrels(3, ALL, 350_000)], [(0.7, 0.8)]),
    ([barrels(1, RU, 300_000), barrels(3, ALL, 350_000)], [(0.7, 0.7)]),
    # heading 27 holds coal, crude and gas beside oil products, and has no barrels: it cannot be told
    ([figure(1, RU, "mineral_fuels", 60_000, "t")], [(0.0, None)]),
    # a speaker who tells the cap's own product tells enough; money is not held against barrels
    ([barrels(1, RU, 100_000), figure(2, RU, "mineral_fuels", 60_000, "t")], [(0.2, 0.2)]),
    ([figure(1, RU, "mineral_fuels", 60_000, "USD")], []),
    # a narrower product that no factor turns is not too wide, it is not counted
    ([figure(1, RU, "coal", 60_000, "t")], []),
    # a rate of a span of which nobody knows how often it goes into a year
    ([barrels(1, RU, 1_000, per="fortnight")], []),
    # the cap of two million barrels for 2018 was replaced before it began; 2017's window holds no 2018
    ([barrels(1, RU, 1_900_000)], [(3.8, 3.8)]),
    # crude is counted from 22 December: a calendar year says nothing certain of either window
    ([figure(1, CN, "crude_oil", 525_000, "t")], []),
])  # fmt: skip
def test_what_a_cap_may_not_be_filled_with_twice(lines, wanted):
    """Each row is one trap of adding up; the share is never more than the rows bear out."""
    assert wanted == [(low, high) for low, high, _ in shares(*lines)]


def test_of_two_units_each_names_the_other_ones_share():
    """Four million tonnes were 53 % of the coal cap of 2017, the dollars for them 97 %: both are said."""
    coal = {"span": COAL_WINDOW, "flow": "import"}
    got = shares(
        figure(1, CN, "coal", 4_000_000, "t", **coal),
        figure(2, CN, "coal", 390_000_000, "USD", **coal),
    )

    assert [0.533333, 0.972884] == [low for low, _, _ in got]
    assert "the lower of two units is the cap: at least 53.3% by this one" in got[0][2]["reasons"]
    assert "at least 97.3% by USD (2321-26b-usd)" in got[0][2]["reasons"]
    assert "at least 53.3% by t (2321-26b)" in got[1][2]["reasons"]


def test_a_sum_that_contradicts_itself_says_so():
    """Whoever reads 70 to 80 % learns that two reports do not fit each other."""
    lines = [barrels(1, RU, 300_000), barrels(2, CN, 100_000), barrels(3, ALL, 350_000)]

    assert "add up to more than all states together" in shares(*lines)[0][2]["reasons"]


@pytest.mark.parametrize("day", ["31 February", "29 February", "0 March"])
def test_twelve_months_from_a_day_that_not_every_year_has_are_no_window(day):
    """A case's own row of a measure may say anything; it stops no run."""
    measure = {
        "per": f"12 months from {day}",
        "in_force_from": date(2018, 1, 1),
        "in_force_to": None,
    }

    assert [] == windows(measure, datetime(2020, 1, 1, tzinfo=UTC))


class TestOverCap(StepContract):
    """The meter does not hang on the order of rows."""

    step = OVER_CAP
    tables = TABLES
    inputs = given_figures(RUSSIA, CHINA, PUTIN)


def an_amount(supplier, months, low, high, factor=""):
    """Make an amount that flows evenly over months of 2018 (first, one after the last)."""
    first, last = (datetime(2018, m, 1, tzinfo=UTC) if m < 13 else END for m in months)
    row = {"q_low": 1.0, "q_high": 1.0 if factor else 2.0, "locator": "line 1", "figure": "1"}
    return Amount(row, supplier, first, last, low, high, factor)


START, END = datetime(2018, 1, 1, tzinfo=UTC), datetime(2019, 1, 1, tzinfo=UTC)


def test_the_committees_own_conversion_is_reproduced_to_the_barrel():
    """Its page turns 1,410 t into 11,745 bbl; what it was notified of is turned as it turns it."""
    notified = CHINA.replace("4470    4470    4470 ", "1410    1410    1410 ")

    low, _, _ = shares(notified)[0]

    assert 11_745 == int(low * 500_000)


def test_a_cap_passed_half_way_is_passed_on_that_day_and_surely():
    """Twice the cap, evenly over the year: the second of July."""
    got = crossing(
        [an_amount("country:RU", (1, 13), 200.0, 200.0)], 100.0, START, END, open_above=False
    )

    assert 1.0 == got.probability
    assert {"2018-07-02"} == {f"{d:%Y-%m-%d}" for d in got.days}


@pytest.mark.parametrize(("low", "high", "likely"), [
    (0.0, 99.0, 0.0), (50.0, 150.0, 0.5), (100.5, 150.0, 1.0), (40.0, None, 0.0),
])  # fmt: skip
def test_an_interval_around_a_cap_passes_it_as_often_as_it_lies_above(low, high, likely):
    """Half above, half the draws; no end above counts at its low end alone."""
    got = crossing(
        [an_amount("country:RU", (1, 7), low, high)], 100.0, START, END, open_above=high is None
    )

    assert likely == pytest.approx(got.probability, abs=0.03)


def test_a_meter_is_as_of_the_last_day_that_its_rows_speak_of():
    """China's four months of 2018 stand for the first of May; Russia's year for the window's end."""
    china = shares(CHINA)[0][2]
    both = shares(RUSSIA, CHINA)[0][2]

    assert "2018-05-01" == f"{china['as_of']:%Y-%m-%d}"
    assert "2019-01-01" == f"{both['as_of']:%Y-%m-%d}"


def test_amounts_of_one_unknown_product_move_together():
    """Twelve months of one factor are no more certain than one: they are not averaged away."""
    months = [an_amount("country:RU", (m, m + 1), 6.0, 10.0, "oil_products") for m in range(1, 13)]
    free = [one._replace(factor="") for one in months]
    free = [one._replace(row=one.row | {"q_high": 2.0}) for one in free]

    together = crossing(months, 105.0, START, END, open_above=False).probability
    apart = crossing(free, 105.0, START, END, open_above=False).probability

    assert together == pytest.approx((10 - 105 / 12) / 4, abs=0.03)
    assert apart < 0.05


def test_nine_in_ten_simulated_truths_lie_in_the_span_of_days():
    """The 5 to 95 % span of the crossing day holds 85 to 95 % of worlds drawn from the intervals."""
    dice, inside, worlds = random.Random(5), 0, 300
    for _ in range(worlds):
        spans = [(dice.uniform(5, 15), dice.uniform(16, 30)) for _ in range(12)]
        amounts = [an_amount("country:RU", (m, m + 1), *spans[m - 1]) for m in range(1, 13)]
        truth, grown, day = [dice.uniform(*s) for s in spans], 0.0, None
        for one, amount in zip(amounts, truth, strict=True):
            if grown + amount > 100:
                day = one.start + (one.end - one.start) * ((100 - grown) / amount)
                break
            grown += amount
        got = crossing(amounts, 100.0, START, END, open_above=False)
        inside += got.days[0] <= day <= got.days[2] + timedelta(days=1)

    assert 0.85 <= inside / worlds <= 0.95
