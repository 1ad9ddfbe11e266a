"""Levels, changes, shares and dependence: each reading by itself, each with its interval."""

import json
from typing import ClassVar

import pytest

from hawse.channels.trade import CHANGE, CHANNEL, DEPENDENCE, LEVEL, MAIN_PRODUCT, READ_FIGURES
from hawse.channels.trade.find.form import words_of_amount, words_of_period
from hawse.channels.trade.read.periods import read_period
from hawse.channels.trade.tables import ARITHMETIC as CHECKS
from hawse.channels.trade.tables import FIGURES, SERIES_BREAKS, TARGET_FLOWS
from hawse.core.tables import CASE_PARTIES, LEDGER, SHARED
from hawse.testing import ChannelContract, StepContract, all_rows
from tests.channels.trade.trade_rows import csv_of, facts

QUARTER_AND_YEAR = """
    1,trade,Russia (FCS via Energy Voice),PRK,turnover,2016,76.9,USD million,all,https://a.example,
    2,trade,Russia (RIA Novosti briefing),PRK,turnover,2017,77.9,USD million,all,https://b.example,+1.3% on 2016
    3,trade,Russia Far East ministry via Reuters,PRK,turnover,2017-Q1,31.4,USD million,all,https://c.example,more than doubled
    4,trade,Russia (RIA Novosti briefing),PRK,export,2017,83.4,percent of exports,mineral products,https://b.example,
    5,trade,China customs via Reuters,PRK,turnover,2017-H1,2.55,USD billion,all,https://d.example,+10.5%
    6,trade,China customs via NTD,PRK,turnover,2017-Q1,8.4,CNY billion,all,https://e.example,
"""


def found(bench, step, **settings):
    """Run one finding step and give its findings."""
    return bench.run(step, **settings).to_pylist()


def period(row):
    """Give a finding's period as text."""
    return f"{row['period_start']:%Y-%m-%d}", f"{row['period_end']:%Y-%m-%d}"


def test_quarter_and_year_are_two_readings(case):
    """The quarter doubled and the year was flat: both are printed, neither is merged away."""
    rows = found(case(QUARTER_AND_YEAR), "trade_change")
    russia = {
        period(r): (r["q_low"], r["q_best"], r["basis"])
        for r in rows
        if r["subject"] == "country:RU"
    }

    assert (2.0, None, "reported") == russia["2017-01-01", "2017-04-01"]
    assert russia["2017-01-01", "2018-01-01"][0] == pytest.approx(1.0117, abs=1e-4)


def test_a_change_from_two_levels_rests_on_both_rows(case):
    """The quotient's interval honours the digits printed, and both places are its evidence."""
    made = next(
        r for r in found(case(QUARTER_AND_YEAR), "trade_change") if r["basis"] == "estimated"
    )

    assert ["line 3", "line 2"] == [e["locator"] for e in made["evidence"]]
    assert made["q_low"] == pytest.approx(77.85 / 76.95, abs=1e-6)
    assert made["q_high"] == pytest.approx(77.95 / 76.85, abs=1e-6)
    assert ("2016-01-01", "2017-01-01") == (
        f"{made['base_start']:%Y-%m-%d}",
        f"{made['base_end']:%Y-%m-%d}",
    )


@pytest.mark.parametrize(("second", "pairs"), [
    ("2,trade,Russia,PRK,export,2017-01..2017-08,10,USD million,all,u,", 1),
    ("2,trade,Russia,PRK,export,2017-01..2017-09,10,USD million,all,u,", 0),
    ("2,trade,Russia,PRK,import,2017-01..2017-08,10,USD million,all,u,", 0),
    ("2,trade,Russia,PRK,export,2017-01..2017-08,10,EUR million,all,u,", 0),
    ("2,trade,Russia,PRK,export,2018-01..2018-08,10,USD million,all,u,", 0),
    ("2,trade,Russia,PRK,export,2017-01..2017-08,10,USD million,coal,u,", 0),
])  # fmt: skip
def test_only_the_same_flow_and_window_a_year_apart_is_compared(case, second, pairs):
    """Nine months against eight, exports against imports, dollars against euros: no change is made of those."""
    first = "1,trade,Russia,PRK,export,2016-01..2016-08,5,USD million,all,u,"

    assert pairs == len(found(case(f"{first}\n{second}"), "trade_change"))


def test_years_back_is_the_setting_that_it_says(case):
    """Two years apart are compared where the case asks for two years."""
    lines = "1,trade,Russia,PRK,export,2016,5,USD million,all,u,\n2,trade,Russia,PRK,export,2018,10,USD million,all,u,"
    rows = found(case(lines), "trade_change", years_back=2)

    assert [2.0] == [r["q_best"] for r in rows]
    assert [{"years_back": 2}] == [json.loads(r["settings"]) for r in rows]


def test_a_rate_becomes_its_periods_amount_and_says_so(case):
    """40,000 t a quarter is 160,000 t in the year only if every quarter was alike: estimated."""
    got = found(
        case(
            "1,fuel,Russia (Putin),PRK,export,2017 (per quarter),40000,tonnes,oil and oil products,u,"
        ),
        "trade_level",
    )[0]

    assert (160_000, "estimated", "Vladimir Putin") == (
        got["q_best"],
        got["basis"],
        got["said_by"],
    )
    assert "if every quarter was alike" in got["reasons"]


def test_a_reported_level_names_its_origin(case):
    """The ledger drops a figure that has the claim's own speaker; for that the speaker must be there."""
    got = next(
        r
        for r in found(case(QUARTER_AND_YEAR), "trade_level")
        if period(r)[1] == "2017-04-01" and r["unit"] == "USD"
    )

    assert ("Ministry for the Development of the Far East", 31_400_000, "total") == (
        got["said_by"],
        got["q_best"],
        got["flow"],
    )
    assert got["origin_id"] == "said:Ministry for the Development of the Far East"
    assert "the figure" not in got["says"]


def test_a_figure_without_a_supplier_finds_nothing(case):
    """'ITC, partner PRK, export' does not say whose export: it stays a figure."""
    bench = case("1,trade,ITC via NK News,PRK,export,2017-04,8.4,USD million,all,u,")

    assert 1 == bench.engine.table("figures").num_rows
    assert not found(bench, "trade_level")


def test_mineral_products_only_bound_oil(case):
    """83.4 % mineral products (HS 25 to 27) hold coal and oil: the share of oil has no best value."""
    rows = {r["item"]: r for r in found(case(QUARTER_AND_YEAR), "main_product")}

    assert (0.834, 0.834) == (
        rows["mineral_products"]["q_low"],
        rows["mineral_products"]["q_best"],
    )
    assert (0.0, None, 0.834) == tuple(
        rows["oil_products"][k] for k in ("q_low", "q_best", "q_high")
    )
    assert "do not separate oil from coal" in rows["oil_products"]["reasons"]


def test_a_product_that_is_reported_apart_is_not_bounded(case):
    """A share of oil products itself is a share, and says nothing of coal."""
    rows = found(
        case("1,trade,Russia,PRK,export,2017,60,percent of exports,oil products,u,"),
        "main_product",
    )

    assert [("oil_products", 0.6)] == [(r["item"], r["q_best"]) for r in rows]


def test_half_a_year_of_one_against_a_year_of_the_other_is_a_lower_bound(case):
    """China's half-year is over thirty times Russia's whole year: at least so much for the year, open above."""
    rows = found(case(QUARTER_AND_YEAR), "dependence")
    bound = next(r for r in rows if period(r) == ("2017-01-01", "2018-01-01"))

    assert ("country:CN", "versus country:RU") == (bound["subject"], bound["item"])
    assert 32.6 < bound["q_low"] < 32.7
    assert bound["q_best"] is None
    assert bound["q_high"] is None
    assert 1 == len([r for r in rows if period(r) == ("2017-01-01", "2018-01-01")])


def test_two_currencies_compare_as_an_interval_with_its_rate(case):
    """8.4 billion yuan against 31.4 million dollars in the same quarter: the rate is named and is an interval."""
    rows = found(case(QUARTER_AND_YEAR), "dependence")
    same = next(r for r in rows if period(r) == ("2017-01-01", "2017-04-01") and r["q_best"])

    assert 37 < same["q_low"] < same["q_best"] < same["q_high"] < 43
    assert "official yearly average 6.7518" in same["reasons"]


THREE = """
1,trade,China,PRK,turnover,2017,80,USD million,all,u,
2,trade,Russia,PRK,turnover,2017,15,USD million,all,u,
3,trade,India,PRK,turnover,2017,5,USD million,all,u,
"""


def test_dependence_says_share_concentration_and_what_is_left_without_the_larger(case):
    """80 of 100: the index is .665, a fifth is left, and the two others would have to trade five times as much."""
    rows = found(case(THREE), "dependence")
    reasons = {(r["subject"], r["item"]): " ".join(json.loads(r["reasons"])) for r in rows}
    china = reasons["country:CN", "versus country:RU"]

    assert "China's share of what the two trade is 84.2 % (83.6 % to 84.7 %)" in china
    assert "Russia would have to trade 6.333 times as much" in china
    assert (
        "of the 3 partners known for the same time China has 80.0%; Herfindahl index 0.665"
        in china
    )
    assert "without China 20.0% is left; the others would have to trade 5 times as much" in china


def test_a_bound_of_dependence_is_a_bound_of_the_share(case):
    """Half a year of one against a year of the other says at least, and nothing of the whole."""
    rows = found(case(QUARTER_AND_YEAR), "dependence")
    bound = next(r for r in rows if period(r) == ("2017-01-01", "2018-01-01"))

    assert "is at least 97.0 %" in bound["reasons"]
    assert "Herfindahl" not in bound["reasons"]


def test_coverage_names_who_spoke_of_whom_and_leaves_the_share_open(case):
    """Reported figures cover what somebody reported; how much that is nobody knows."""
    rows = found(case(THREE), "coverage")
    china = next(r for r in rows if r["subject"] == "country:CN")

    assert {None} == {r["share"] for r in rows}
    assert ("2017-01-01", "2018-01-01") == period(china)
    assert china["basis_text"].startswith(
        "1 reported figure of China and North Korea by 1 speaker on 1 period;"
    )


def test_each_partner_has_a_picture_of_its_own():
    """Beside 2.5 billion a bar of 31 million cannot be seen."""
    rows = [
        {"channel": "trade", "kind": "trade_level", "subject": who, "item": "all", "flow": "total",
         "unit": "USD", "q_best": amount, "basis": "reported", "synthetic": False}
        for who, amount in (("country:CN", 2.55e9), ("country:RU", 3.14e7))
    ]  # fmt: skip
    ledger = SHARED["findings"].rows(rows).append_column("id", [["f1", "f2"]])
    figures = CHANNEL.panel.draws(
        findings=ledger, countries=facts("countries"), arithmetic=CHECKS.empty(),
        lifelines=LIFELINES.slice(0, 0),
    )  # fmt: skip

    assert [
        ("China: trade with the target as reported, in USD", 2.55e9),
        ("Russia: trade with the target as reported, in USD", 3.14e7),
    ] == [(f.title, f.data[0].best) for f in figures]


def test_a_currency_without_a_rate_is_left_out(case):
    """No rate, no comparison: nothing is converted by guess."""
    lines = "1,trade,Russia,PRK,turnover,2017,1,SGD million,all,u,\n2,trade,China,PRK,turnover,2017,9,USD million,all,u,"

    assert not found(case(lines), "dependence")


def test_the_larger_within_the_longer_but_not_larger_decides_nothing(case):
    """A quarter of one that is smaller than a year of the other leaves it open who trades more."""
    lines = "1,trade,Russia,PRK,turnover,2017,10,USD million,all,u,\n2,trade,China,PRK,turnover,2017-Q1,9,USD million,all,u,"

    assert not found(case(lines), "dependence")


@pytest.mark.parametrize(("text", "words"), [
    ("2017", "2017"), ("2017-Q1", "Q1 2017"), ("2017-H2", "the second half of 2017"), ("2017-03", "March 2017"),
    ("2018-01..2018-02", "January–February 2018"), ("2022-12..2023-04", "December 2022 to April 2023"),
    ("2017-12-31", "31 December 2017"), ("2016-01..2017-12", "2016–2017"), ("before 2019", "before 2019-01-01"),
])  # fmt: skip
def test_periods_are_written_as_people_write_them(text, words):
    """A reader of the dossier should not have to decode a half-open span."""
    got = read_period(text)

    assert words == words_of_period(got.start, got.end)


@pytest.mark.parametrize(("ends", "words"), [
    ((77.9e6, 77.9e6, 77.9e6, "USD"), "77.9 million USD"), ((200, None, 400, "t"), "200 to 400 t"),
    ((2, None, None, "factor"), "at least 2 times"), ((None, None, 0.44, "factor"), "at most 0.44 times"),
    ((1.01, 1.02, 1.03, "factor"), "1.02 (1.01 to 1.03) times"),
])  # fmt: skip
def test_amounts_are_written_with_their_ends(ends, words):
    """An open end is said, never dropped."""
    assert words == words_of_amount(*ends)


LIFELINES = LEDGER["lifelines"].rows(
    [{"channel": "trade", "partner": f"country:{c}", "target": "country:KP", "item": "all", "unit": "USD", "share_low": s, "share_best": s, "share_high": s,
      "trend": "down", "finding_ids": ["f1"], "basis": "reported", "synthetic": False} for c, s in (("CN", 0.9), ("RU", 0.1))]
)  # fmt: skip


def test_shares_of_partners_and_their_trends_are_drawn():
    """That China's ties dwarf Russia's is a figure: nine tenths, going down."""
    empty = SHARED["findings"].empty().append_column("id", [[]])
    (figure,) = CHANNEL.panel.draws(
        findings=empty,
        countries=facts("countries"),
        arithmetic=CHECKS.empty(),
        lifelines=LIFELINES,
    )

    assert ["Shares of partners", 0.9, True] == [
        figure.title,
        figure.data[0].best,
        "down" in figure.data[0].label,
    ]


def test_the_panel_points_every_mark_at_its_finding(case):
    """A mark that names no finding cannot be walked back."""
    bench = case(QUARTER_AND_YEAR)
    rows = [
        r
        for s in ("trade_level", "trade_change", "main_product", "dependence")
        for r in found(bench, s)
    ]
    ledger = SHARED["findings"].rows(
        [{k: v for k, v in r.items() if k in SHARED["findings"].names} for r in rows]
    )
    ledger = ledger.append_column("id", [[f"f{n}" for n in range(ledger.num_rows)]])
    figures = CHANNEL.panel.draws(
        findings=ledger,
        countries=facts("countries"),
        arithmetic=bench.run("arithmetic"),
        lifelines=LIFELINES,
    )

    assert {"bars", "intervals", "table"} == {f.kind for f in figures}
    assert all(d.ids for f in figures for d in f.data)


def test_a_panel_without_findings_says_so(case):
    """Empty is a sentence, not a blank."""
    empty = SHARED["findings"].empty().append_column("id", [[]])

    assert ["note"] == [
        f.kind
        for f in CHANNEL.panel.draws(
            findings=empty,
            countries=facts("countries"),
            arithmetic=CHECKS.empty(),
            lifelines=LEDGER["lifelines"].empty(),
        )
    ]


@pytest.mark.shared
def test_the_reported_figures_give_the_readings_of_the_notes(case, shared):
    """The real file: every row is a figure or a reject, and the founding readings are all there."""
    data = (shared / "data/trade/dprk_reported_figures.csv").read_bytes()
    bench = case(data)
    changes = {
        (r["subject"], r["flow"], *period(r)): r["q_best"]
        for r in found(bench, "trade_change")
        if r["item"] == "all" and r["basis"] == "reported"
    }
    levels = {
        (r["subject"], r["flow"], *period(r)): r["q_best"]
        for r in found(bench, "trade_level")
        if r["item"] == "all" and r["unit"] == "USD"
    }

    assert 1.013 == changes["country:RU", "total", "2017-01-01", "2018-01-01"]
    assert 1.105 == changes["country:CN", "total", "2017-01-01", "2017-07-01"]
    assert 0.833 == changes["country:CN", "import", "2017-01-01", "2017-10-01"]
    assert 0.933 == changes["country:CN", "export", "2017-09-01", "2017-10-01"]
    assert levels["country:RU", "export", "2017-01-01", "2017-03-01"] == pytest.approx(
        19.12e6, rel=0.001
    )


class TestChannel(ChannelContract):
    """The channel keeps what every channel keeps."""

    channel = CHANNEL


def _figures():
    from hawse.channels.trade.observe.figures import figures  # noqa: PLC0415 - only this example needs it
    from hawse.channels.trade.read.reported_figures import READER  # noqa: PLC0415 - as above
    from hawse.channels.trade.tables import REPORTED_FIGURES  # noqa: PLC0415 - as above

    rows = REPORTED_FIGURES.rows(all_rows(READER, csv_of(QUARTER_AND_YEAR))["reported_figures"])
    names = {n: facts(n) for n in ("countries", "aliases", "products", "speakers")}
    parties = CASE_PARTIES.rows([{"role": "target", "id": "country:KP"}])
    given = {
        "reported_figures": rows,
        "target_flows": TARGET_FLOWS.empty(),
        "case_parties": parties,
        **names,
    }
    return given, figures(**given)


EXAMPLE, MADE = _figures()
DECLARED = {t.name: t for t in (*CHANNEL.tables, SHARED["countries"], SHARED["aliases"])}


class TestFigures(StepContract):
    """Naming does not hang on the order of the rows."""

    step = READ_FIGURES
    tables = DECLARED
    inputs = EXAMPLE


class TestLevel(StepContract):
    """Levels do not hang on the order of the figures."""

    step = LEVEL
    tables: ClassVar = {"figures": FIGURES}
    inputs: ClassVar = {"figures": MADE, "countries": EXAMPLE["countries"]}


class TestChange(TestLevel):
    """Changes do not hang on the order of the figures."""

    step = CHANGE
    tables: ClassVar = {
        **TestLevel.tables,
        "target_flows": TARGET_FLOWS,
        "series_breaks": SERIES_BREAKS,
    }
    inputs: ClassVar = {
        **TestLevel.inputs,
        "target_flows": TARGET_FLOWS.empty(),
        "series_breaks": SERIES_BREAKS.empty(),
    }


class TestMainProduct(StepContract):
    """Shares do not hang on the order of the figures."""

    step = MAIN_PRODUCT
    tables = DECLARED
    inputs: ClassVar = {
        "figures": MADE,
        "products": EXAMPLE["products"],
        "countries": EXAMPLE["countries"],
    }


class TestDependence(StepContract):
    """Comparisons do not hang on the order of the figures."""

    step = DEPENDENCE
    tables = DECLARED
    inputs: ClassVar = {
        "figures": MADE,
        "rates": facts("rates"),
        "countries": EXAMPLE["countries"],
    }


def test_amounts_of_one_year_a_thousand_times_apart_make_no_change(case):
    """68.1 and 68,100 million for one year: one is in another unit, and nobody can say which."""
    line = "{},trade,Russia (FCS),PRK,export,{},{},USD million,all,u{},"
    good = [line.format(1, 2016, 68.1, 1), line.format(2, 2017, 74.2, 1)]

    assert 1 == case("\n".join(good)).run("trade_change").num_rows
    confused = [*good, line.format(3, 2016, 68_100, 2)]
    assert 0 == case("\n".join(confused)).run("trade_change").num_rows
