"""The arithmetic that reports state: pairs of units, changes, sums and rates. Every slip, no false flag."""

from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hawse.channels.trade import ARITHMETIC, CHANNEL
from hawse.channels.trade.check.form import printed, rounding
from hawse.channels.trade.check.stated import stated
from hawse.channels.trade.observe.figures import figures
from hawse.channels.trade.read.reported_figures import READER
from hawse.channels.trade.tables import REPORTED_FIGURES, TARGET_FLOWS
from hawse.core.tables import CASE_PARTIES
from hawse.testing import StepContract, all_rows
from tests.channels.trade.trade_rows import csv_of, facts

FUEL = (
    "fuel,1718 Committee ({who}),PRK,export,{when},{value},{unit},refined petroleum,{url},{note}"
)


def fuel(number, value, unit="tonnes", when="2019", *, who="Russia", note="", url="u"):
    """Give one line of notified fuel."""
    return f"{number}," + FUEL.format(
        who=who, when=when, value=value, unit=unit, note=note, url=url
    )


def checks(case, *lines, only=None):
    """Give (check, verdict, rows held) of these lines."""
    made = case("\n".join(lines)).run("arithmetic").to_pylist()
    return [
        (r["check"], r["verdict"], r["figures"])
        for r in made
        if only is None or r["check"] == only
    ]


@pytest.mark.parametrize(("barrels", "verdict"), [
    (11_745, "explained"),  # 8.33, as notified
    (11_001, "mix"),  # 7.80: kerosene and gasoil, say
    (12_958, "slip"),  # 9.19: no mix without LPG
    (7_001, "slip"),  # 4.96: heavier than fuel oil
])  # fmt: skip
def test_a_pair_is_explained_by_a_factor_or_flagged(case, barrels, verdict):
    """1,410 t are 11,745 barrels to the barrel; nothing without LPG has 9.19 barrels to the tonne."""
    got = checks(case, fuel(1, 1410), fuel(2, barrels, "barrels"))

    assert [("pair", verdict, ["1", "2"])] == got


@pytest.mark.parametrize(
    ("barrels", "verdict"),
    [(8338, "explained"), (8339, "mix"), (8322, "explained"), (8321, "mix")],
)
def test_the_tolerance_of_a_pair_is_a_tenth_of_a_percent(case, barrels, verdict):
    """8.33 within .1 % reaches from 8.32167 to 8.33833: just inside explains, just outside does not."""
    assert [("pair", verdict, ["1", "2"])] == checks(
        case, fuel(1, "1000.0"), fuel(2, f"{barrels}.0", "barrels")
    )


def test_a_pair_may_stand_in_the_note(case):
    """'12479 barrels' in the note of 1,498 t is the other half of the pair."""
    assert [("pair", "explained", ["1"])] == checks(
        case, fuel(1, 1498, note="12479 barrels => 8.33"), only="pair"
    )


def test_goods_without_a_factor_are_not_judged(case):
    """Coal has no barrels: nothing is said of it."""
    line = "{},fuel,China customs,PRK,import,2016,{},{},coal,u,"

    assert [] == checks(case, line.format(1, 22, "tonnes"), line.format(2, 22, "barrels"))


def test_a_daily_rate_in_the_note_is_multiplied_by_its_days(case):
    """1,145 barrels a day over 243 days and 37,300 t are gasoil at 7.46."""
    line = "1,fuel,Argus,PRK tankers,RUS load Vladivostok,2017-01..2017-08,37300,tonnes,gasoil,u,stated as 1145 b/d"

    assert [("pair", "explained", ["1"])] == checks(case, line)


def test_two_suppliers_are_no_pair(case):
    """Russia's tonnes and China's barrels are not one amount."""
    assert [] == checks(case, fuel(1, 1410), fuel(2, 11_745, "barrels", who="China"))


@pytest.mark.parametrize(("note", "verdict"), [
    ("text says nearly 170%; ratio is +148%", "slip"),
    ("nearly 150%", "explained"),
    ("+148%", "explained"),
    ("+147%", "slip"),
    ("more than 100%", "explained"),
    ("more than 150%", "slip"),
])  # fmt: skip
def test_a_stated_change_is_held_against_its_levels(case, note, verdict):
    """10.98 to 27.23 million is +148 %: 'nearly 170' cannot be."""
    line = "{},trade,Russia,PRK,export,{},{},USD million,all,u,{}"
    got = checks(
        case,
        line.format(1, "2018-H1", 10.98, ""),
        line.format(2, "2019-H1", 27.23, note),
        only="change",
    )

    assert [("change", verdict, ["1", "2"])] == got


def test_a_second_report_of_the_base_that_agrees_is_enough(case):
    """Two reports of one level may differ; a change that fits one of them is no slip."""
    line = "{},trade,Russia,PRK,export,{},{},USD million,all,{},{}"
    got = checks(
        case,
        line.format(1, 2018, 30, "a", ""),
        line.format(2, 2018, 34, "b", ""),
        line.format(3, 2019, 47.9, "c", "+40.6%"),
        only="change",
    )

    assert [("change", "explained", ["2", "3"])] == got


@pytest.mark.parametrize(
    ("note", "low", "high"),
    [
        ("nearly sixfold", 5.4, 6.06),
        ("more than doubled", 1.98, float("inf")),
        ("up 25 percent", 1.245, 1.255),
        ("fell by 12%", 0.875, 0.885),
        ("halved", 0.45, 0.55),
        ("3.5 times", 3.45, 3.55),
    ],
)
def test_a_change_is_read_as_the_ends_of_a_factor(note, low, high):
    """Words and percentages, up or down, end as one thing."""
    (got,) = stated(note, grew=True)

    assert (low, high) == (pytest.approx(got.low), pytest.approx(got.high))


@pytest.mark.parametrize(
    "note",
    [
        "ratio is +148%",
        "about 40% below the average",
        "34% of the cap",
        "12479 barrels => 8.33",
    ],
)
def test_what_is_no_change_of_the_row_is_left_alone(note):
    """Ratios that a note works out, shares and other flows are not the report's own change."""
    assert [] == stated(note, grew=True)


TRADE = "{},trade,{},PRK,{},{},{},{},{},u,{}"


def row(
    number,
    value,
    when="2017",
    unit="USD million",
    *,
    who="Russia",
    flow="export",
    item="all",
    note="",
):
    """Give one line of trade."""
    return TRADE.format(number, who, flow, when, value, unit, item, note)


@pytest.mark.parametrize(
    ("lines", "check", "verdicts"),
    [
        # a factor of its own row against its levels; a base that is not the year before is left alone
        ((row(1, 10, "2016"), row(2, 12), row(3, 20, unit="percent yoy")), "change", ["explained"]),
        ((row(1, 10, "2016"), row(2, 12), row(3, 35, unit="percent yoy")), "change", ["slip"]),
        ((row(1, 10, "2016"), row(2, 12, note="+300% on 2011")), "change", []),
        ((row(1, 10, "2016"), row(2, 12, note="the quarter doubled")), "change", []),
        ((row(1, 10, "2016"), row(2, 12, note="up 90% from the previous month")), "change", []),
        ((row(1, 10, "2016"), row(2, 12, note="doubled")), "change", ["slip"]),
        # two offices' levels may be a quarter apart
        ((row(1, 10, "2016", who="Argus"), row(2, 12, note="+40%")), "change", []),
        # another flow that the note names
        ((row(1, 8, "2016", flow="import"), row(2, 4, flow="import"), row(3, 12, note="imports +9.0%")), "change", ["slip"]),
        ((row(1, 8, "2016", flow="import"), row(2, 4, flow="import"), row(3, 12, note="imports -50.0%")), "change", ["explained"]),
        # shares
        ((row(1, 10), row(2, 4, item="coal"), row(3, 40, unit="percent of exports", item="coal")), "share", ["explained"]),
        ((row(1, 10), row(2, 4, item="coal"), row(3, 60, unit="percent of exports", item="coal")), "share", ["slip"]),
        ((row(1, 60, unit="percent of exports", item="coal"), row(2, 60, unit="percent of exports", item="metals")), "share", ["slip"]),
        ((row(1, 60, unit="percent of exports", item="coal"), row(2, 80, unit="percent of exports", item="mineral products")), "share", []),
        # scale
        ((row(1, 77.9), row(2, 31.4, "2017-Q1")), "scale", []),
        ((row(1, 77.9, unit="USD thousand"), row(2, 31.4, "2017-Q1")), "scale", ["slip"]),
        ((row(1, 77.9), row(2, 80.1, unit="USD thousand", who="Argus")), "scale", []),
        ((row(1, 77.9), row(2, 80.1, unit="USD thousand", who="Russian embassy in DPRK")), "scale", ["slip"]),
        ((row(1, 70, "2016"), row(2, 80, unit="USD thousand"), row(3, 75, "2018")), "scale", ["slip"]),
        ((row(1, 70, "2016"), row(2, 0.08), row(3, 0.1, "2018")), "scale", []),
        ((row(1, 10), row(2, 25, item="coal")), "scale", ["slip"]),
        ((row(1, 10, item="coal"), row(2, 0.1, unit="million tonnes", item="coal")), "scale", ["explained"]),
        ((row(1, 10, item="coal"), row(2, 0.1, unit="thousand tonnes", item="coal")), "scale", ["slip"]),
        # currencies
        ((row(1, 100), row(2, 675, unit="CNY million")), "currency", ["explained"]),
        ((row(1, 100), row(2, 100, unit="CNY million")), "currency", ["slip"]),
        ((row(1, 100, note="about 680 million yuan"),), "currency", ["explained"]),
        ((row(1, 100, note="about 680 billion yuan"),), "currency", ["slip"]),
        ((row(1, 100, note="imports were 50 million yuan"),), "currency", []),
        ((row(1, 100, "1999", note="about 680 billion yuan"),), "currency", []),
        # what a note carries of both
        ((row(1, 100, note="text says nearly 16%; ratio is +21.6%"),), "remark", ["slip"]),
        ((row(1, 100, note="text says nearly 22%; ratio is +21.6%"),), "remark", ["explained"]),
        ((row(1, 100, note="sum of 12 months 8620 vs stated 8618"),), "remark", ["slip"]),
        ((row(1, 100, note="sum of months 8620 vs stated 8600"),), "remark", ["explained"]),
        ((row(1, 100, note="conflicts with 16 (27.2): other product scope"),), "remark", []),
    ],
)  # fmt: skip
def test_a_slip_is_told_from_what_is_honest(case, lines, check, verdicts):
    """Rounding, revisions, freight, scope, collapse and other bases are no slips."""
    assert verdicts == [g[1] for g in checks(case, *lines, only=check)]


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ("12479 barrels", 1),
        ("notified only 12479 barrels", 0),
        ("9000/1498 t", 1),
        ("9000/77 t", 0),
    ],
)
def test_what_a_note_sets_beside_an_amount_is_another_amount(case, note, found):
    """An estimate and what was notified are two things; a quotient must hold the row's own amount."""
    assert found == len(checks(case, fuel(1, 1498, note=note), only="pair"))


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        ("8600", "explained"),
        ("about 8900", "explained"),
        ("nearly 8700", "explained"),
        ("8617", "slip"),
    ],
)
def test_a_rounded_total_is_as_wide_as_it_was_printed(case, value, verdict):
    """8,618 is 'about 8,900' and 8,600, and it is not 8,617."""
    parts = [fuel(1, 4470, when="2018-H1", who="all"), fuel(2, 4148, when="2018-H2", who="all")]

    assert [verdict] == [
        g[1] for g in checks(case, *parts, fuel(3, value, when="2018", who="all"), only="sum")
    ]


def test_one_of_two_reports_of_a_part_that_fits_is_enough(case):
    """A month that was revised leaves its first report in the file."""
    lines = [
        fuel(1, 4400, when="2018-H1"),
        fuel(2, 4470, when="2018-H1"),
        fuel(3, 4148, when="2018-H2"),
        fuel(4, 8618, when="2018"),
    ]

    assert ["explained"] == [g[1] for g in checks(case, *lines, only="sum")]


@pytest.mark.parametrize(
    ("unit", "value", "verdict"),
    [
        ("tonnes per month", 300, "slip"),
        ("tonnes per month", 1000, "explained"),
        ("barrels per day", 250, "explained"),
        ("barrels per day", 20, "slip"),
    ],
)
def test_a_rate_may_stand_in_the_unit(case, unit, value, verdict):
    """12,000 t in a year are about 1,000 a month, and 80 to 290 barrels a day."""
    got = checks(
        case, fuel(1, value, unit, "2018"), fuel(2, 12_001, when="2018", who="Russia"), only="rate"
    )

    assert [("rate", verdict, ["2", "1"])] == got


MONTHS = [
    fuel(n, value, when=f"2018-0{n}", who="all")
    for n, value in enumerate((570, 3275, 4337), start=1)
]


@pytest.mark.parametrize(
    ("last", "total", "verdict"),
    [(438, 8618, "slip"), (436, 8618, "explained"), (438, 8620, "explained")],
)
def test_months_must_add_up_to_their_total(case, last, total, verdict):
    """570 + 3,275 + 4,337 + 438 is 8,620 and not 8,618."""
    whole = fuel(5, total, when="2018-01..2018-04", who="all")
    got = checks(case, *MONTHS, fuel(4, last, when="2018-04", who="all"), whole, only="sum")

    assert [("sum", verdict, ["1", "2", "3", "4", "5"])] == got


def test_a_missing_month_leaves_the_sum_open(case):
    """Three of four months say nothing of the total."""
    assert [] == checks(
        case,
        *MONTHS[:2],
        fuel(4, 438, when="2018-04", who="all"),
        fuel(5, 8618, when="2018-01..2018-04", who="all"),
        only="sum",
    )


def test_a_total_in_a_note_is_held_against_the_run_of_rows(case):
    """'stated year total 105845' against parts that give 105,844."""
    got = checks(
        case, fuel(1, 44_655, "barrels", "2023-01"), fuel(2, 10_666, "barrels", "2023-02"),
        fuel(3, 50_523, "barrels", "2023-03..2023-12", note="stated year total 105845; the three parts sum to 105844"), only="sum",
    )  # fmt: skip

    assert [("sum", "slip", ["1", "2", "3"])] == got


@pytest.mark.parametrize(("joint", "verdict"), [(52_910, "explained"), (52_911, "slip")])
def test_two_suppliers_make_up_their_joint_row(case, joint, verdict):
    """China 22,730 t and Russia 30,180 t are 52,910 t."""
    got = checks(
        case,
        fuel(1, 22_730, who="China"),
        fuel(2, 30_180),
        fuel(3, joint, who="China+Russia"),
        only="parts",
    )

    assert [("parts", verdict, ["1", "2", "3"])] == got


@pytest.mark.parametrize(
    ("total", "verdict"), [(3.04, "explained"), (3.02, "explained"), (2.90, "slip")]
)
def test_exports_and_imports_make_up_the_turnover_within_a_percent(case, total, verdict):
    """Customs revise the two at different times, so one percent is granted."""
    line = "{},trade,Russia,PRK,{},2018-01..2018-02,{},USD million,all,u,"
    got = checks(
        case,
        line.format(1, "export", 2.62),
        line.format(2, "import", 0.42),
        line.format(3, "turnover", total),
    )

    assert [("parts", verdict)] == [g[:2] for g in got]


@pytest.mark.parametrize(
    ("notified", "verdict"),
    [(4148, "slip"), (1600, "explained"), (2400, "explained"), (2402, "slip"), (300, "slip")],
)
def test_a_rate_is_held_against_what_was_notified(case, notified, verdict):
    """200 to 400 t a month and 4,148 t in four months cannot both be; half as much again is granted."""
    rate = "1,fuel,Russia (ambassador Matsegora),PRK,export,2018 (per month),200-400,tonnes,oil products,u,"
    got = checks(case, rate, fuel(2, notified, when="2018-01..2018-04"), only="rate")

    assert [("rate", verdict, ["2", "1"])] == got


def test_a_part_may_be_less_than_the_rate(case):
    """Gasoil on its tankers is a part of all oil: less than the rate is no slip."""
    rate = (
        "1,fuel,Russia (Putin),PRK,export,2017 (per quarter),40000,tonnes,oil and oil products,u,"
    )
    part = "2,fuel,Argus,PRK tankers,RUS load Vladivostok,2017-01..2017-08,37300,tonnes,gasoil,u,"

    assert [("rate", "explained", ["2", "1"])] == checks(case, rate, part)


@given(st.integers(1, 10**7), st.integers(0, 5))
def test_rounding_never_reaches_past_a_number(value, zeros):
    """A number is rounded to at most its own size."""
    low, high = printed(str(value), zeros)

    assert low < value < high
    assert rounding(value, zeros) >= 0.5


@pytest.mark.shared
def test_the_real_file_has_its_known_slips_and_no_other(case, shared):
    """9.19 bbl/t, 'nearly 170 %' and '200-400 t a month': the slips whose rows are all there; and those that a note gives both figures of."""
    made = (
        case((shared / "data/trade/dprk_reported_figures.csv").read_bytes())
        .run("arithmetic")
        .to_pylist()
    )
    slips = {tuple(r["figures"]) for r in made if r["verdict"] == "slip"}
    pairs = [r for r in made if r["check"] == "pair"]

    known = {("56", "59"), ("19", "20"), ("58", "47"), ("47",), ("20",), ("53",), ("82",)}

    assert known == slips
    assert 7 == sum(r["verdict"] == "explained" for r in pairs)
    assert 8 == len(pairs)


def _example():
    lines = "\n".join(
        (
            *MONTHS,
            fuel(4, 438, when="2018-04", who="all"),
            fuel(5, 8618, when="2018-01..2018-04", who="all"),
            fuel(6, 30180),
            fuel(7, 277365, "barrels"),
        )
    )
    given_tables = {n: facts(n) for n in ("countries", "aliases", "products", "speakers")}
    parties = CASE_PARTIES.rows([{"role": "target", "id": "country:KP"}])
    rows = REPORTED_FIGURES.rows(all_rows(READER, csv_of(lines))["reported_figures"])
    return figures(
        reported_figures=rows,
        target_flows=TARGET_FLOWS.empty(),
        case_parties=parties,
        **given_tables,
    )


class TestArithmetic(StepContract):
    """Checks do not hang on the order of the figures."""

    step = ARITHMETIC
    tables: ClassVar = {t.name: t for t in CHANNEL.tables}
    inputs: ClassVar = {
        "figures": _example(),
        "factors": facts("factors"),
        **{name: facts(name) for name in ("products", "rates", "prices")},
    }


@pytest.mark.parametrize(
    ("value", "unit", "note", "verdict"),
    [
        (300_000, "barrels", "60% of the annual cap of 500 thousand barrels", "explained"),
        (300_000, "barrels", "60% of the annual cap of 500,000 barrels", "explained"),
        (300_000, "barrels", "40% of the cap of 500,000 barrels", "slip"),
        (36_000, "tonnes", "300,000 barrels; 60% of the cap of 500,000 barrels", "explained"),
        (36_000, "tonnes", "300,000 barrels; 70% of the cap of 500,000 barrels", "slip"),
        (24, "USD million", "average of 2 million a month", "explained"),
        (24, "USD million", "an average of about 2.1 million a month", "explained"),
        (24, "USD million", "average of 3 million a month", "slip"),
        (36_500, "barrels", "averaging 100 barrels a day", "explained"),
        (36_500, "barrels", "averaging 150 barrels a day", "slip"),
    ],
)
def test_a_note_that_gives_every_figure_of_a_statement_is_judged(case, value, unit, note, verdict):
    """A part of a named cap and an average over the row's own period can be worked out."""
    got = checks(case, fuel(1, value, unit, note=f'"{note}"'), only="beside")

    assert [verdict] == [c[1] for c in got]


@pytest.mark.parametrize(
    "note",
    [
        "60% of the cap",
        "8% of quota",
        "average price 512 USD a tonne",
        "an average of 1.4 million tonnes a month of coal",
        "average of 3 a month",
        "exceeds by 40% the cap of 500,000 barrels",
    ],
)
def test_a_note_that_leaves_a_figure_out_is_not_judged(case, note):
    """A cap without its number, a price, another thing, a unit that nobody can tell."""
    assert [] == checks(case, fuel(1, 24, "USD million", note=f'"{note}"'), only="beside")


@pytest.mark.parametrize(
    ("note", "verdict"),
    [
        ("about 75 thousand barrels", "explained"),
        ("0.0746 million barrels", "explained"),
        ("74.6k bbl", "explained"),
        ("0.09 million barrels", "slip"),
    ],
)
def test_a_pair_may_be_written_in_thousands(case, note, verdict):
    """Every tonnes-and-barrels pair is seen, however its zeros are written."""
    line = fuel(1, 10_000, note=note).replace("refined petroleum", "gasoil")

    assert [verdict] == [c[1] for c in checks(case, line, only="pair")]


def test_equal_amounts_of_two_months_are_two_pairs(case):
    """The same tonnes and barrels of another month are not the same pair."""
    lines = [fuel(n, 1200, when=f"2019-0{n}", note="10000 barrels") for n in (1, 2)]

    assert 2 == len(checks(case, *lines, only="pair"))


@pytest.mark.parametrize(
    ("note", "now", "verdict"),
    [
        ("fell 2.4 times", 3.6, "explained"),
        ("fell threefold", 2.9, "explained"),
        ("fell threefold", 5.0, "slip"),
        ("rose threefold", 26.4, "explained"),
    ],
)
def test_a_fall_by_a_number_of_times_leaves_that_part(case, note, now, verdict):
    """'Fell threefold' says that a third was left."""
    lines = [
        fuel(1, 8.8, "USD million", "2016"),
        fuel(2, now, "USD million", "2017", note=note),
    ]

    assert [verdict] == [c[1] for c in checks(case, *lines, only="change")]
