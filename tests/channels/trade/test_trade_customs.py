"""Customs statistics: Comtrade's traps in reading, months to quarters, what made a change, mirrors."""

import io
import json
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hawse.channels.trade import CHANGE_SHARES, CHANNEL, FLOWS, MIRROR_GAP, PARTNER_CHANGE
from hawse.channels.trade.find.change_shares import contributions
from hawse.channels.trade.read.comtrade import READER
from hawse.channels.trade.tables import CUSTOMS_ROWS, FREIGHT, RECONCILED
from hawse.core.errors import ReadError
from hawse.core.tables import CASE_PARTIES
from hawse.testing import ReaderContract, StepContract, a_source, all_rows
from tests.channels.trade.trade_rows import facts

COLUMNS = "freqCode,refYear,refMonth,reporterCode,reporterISO,flowCode,partnerCode,partnerISO,partner2Code,cmdCode,customsCode,motCode,netWgt,cifvalue,fobvalue,primaryValue,isReported"


def row(**given_cells):
    """Give one line as Comtrade writes it; Russia's exports to North Korea in 2017 unless said otherwise."""
    base = {"freqCode": "A", "refYear": 2017, "refMonth": 52, "reporterCode": 643, "reporterISO": "RUS", "flowCode": "X", "partnerCode": 408,
            "partnerISO": "PRK", "partner2Code": 0, "cmdCode": "TOTAL", "customsCode": "C00", "motCode": 0, "netWgt": "", "cifvalue": "",
            "fobvalue": "", "primaryValue": 100.0, "isReported": "true"}  # fmt: skip
    return {**base, **given_cells}


def csv_of_rows(*rows):
    """Give a Comtrade CSV."""
    lines = [",".join(str(r[c]) for c in COLUMNS.split(",")) for r in rows]
    return "\n".join((COLUMNS, *lines, "")).encode()


class TestReader(ReaderContract):
    """The reader keeps what every reader keeps."""

    reader = READER
    good = csv_of_rows(
        row(),
        row(cmdCode="2710", primaryValue=60.0),
        row(flowCode="M", reporterISO="CHN", reporterCode=156),
    )
    tables: ClassVar = {"customs_rows": CUSTOMS_ROWS}


class TestJson(TestReader):
    """JSON under 'data' is the same rows."""

    good = json.dumps(
        {"elapsedTime": "0", "count": 2, "data": [row(), row(cmdCode="2710")]}
    ).encode()


def test_json_and_csv_give_the_same_rows():
    """Two dresses of one answer."""
    both = [
        all_rows(READER, data)["customs_rows"]
        for data in (
            TestReader.good,
            json.dumps(
                {
                    "data": [
                        row(),
                        row(cmdCode="2710", primaryValue=60.0),
                        row(flowCode="M", reporterISO="CHN", reporterCode=156),
                    ]
                }
            ).encode(),
        )
    ]
    plain = [[{k: v for k, v in r.items() if k != "locator"} for r in rows] for rows in both]

    assert plain[0] == plain[1]


@pytest.mark.parametrize(("cells", "why"), [
    ({"primaryValue": -1}, "negative"), ({"primaryValue": "many"}, "no number"), ({"primaryValue": ""}, "primaryValue is empty"),
    ({"freqCode": "M", "refMonth": 13}, "refMonth 13 is no month"), ({"refYear": 17}, "refYear 17"), ({"reporterCode": "RUS"}, "is no code"),
    ({"flowCode": "DX"}, "neither export nor import"), ({"cmdCode": ""}, "cmdCode is empty"), ({"primaryValue": "1e999"}, "negative or no amount"),
])  # fmt: skip
def test_a_bad_line_is_a_reject_with_its_reason(cells, why):
    """A month 13 or a negative value never becomes trade."""
    got = all_rows(READER, csv_of_rows(row(), row(**cells)))

    assert 1 == len(got["customs_rows"])
    assert [("line 3", True)] == [(r["locator"], why in r["reason"]) for r in got["rejects"]]


@pytest.mark.parametrize(("data", "why"), [
    (b'{"data": [', "cut off"), (b'{"rows": [], "refYear": 1}', "a list under 'data'"), (b"a,b\n1,2\n", "also"), (b"", "an empty file"),
])  # fmt: skip
def test_a_broken_file_raises(data, why):
    """A file that stops in the middle says so."""
    with pytest.raises(ReadError, match=why):
        list(READER.rows(io.BytesIO(data), a_source("c.csv")))


@pytest.fixture
def customs(case):
    """Give a bench with these rows read, and the figures made of them."""

    def make(*rows):
        bench = case(
            b"id,topic,reporter_or_speaker,partner,direction,period,value,unit,product,source_url,note\n"
        )
        got = all_rows(READER, csv_of_rows(*rows))
        bench.add("customs_rows", CUSTOMS_ROWS.rows(got["customs_rows"]))
        bench.run("target_flows", "figures")
        return bench

    return make


def flows(bench):
    """Give the flows by (reporter, partner, flow, product, year): value."""
    rows = bench.engine.table("target_flows").to_pylist()
    return {(r["reporter"], r["partner"], r["flow"], r["product"]): r["value"] for r in rows}


def test_parts_are_not_added_to_their_whole(customs):
    """Modes of transport and customs procedures stand in the same file as their total."""
    got = flows(
        customs(
            row(),
            row(motCode=2100, primaryValue=70.0),
            row(motCode=3200, primaryValue=30.0),
            row(customsCode="C01", primaryValue=90.0),
        )
    )

    assert {("country:RU", "country:KP", "export", "TOTAL"): 100.0} == got


def test_parts_alone_are_added(customs):
    """Where no total was reported, the parts make it."""
    got = flows(
        customs(row(motCode=2100, primaryValue=70.0), row(motCode=3200, primaryValue=30.5))
    )

    assert {("country:RU", "country:KP", "export", "TOTAL"): 100.5} == got


def test_aggregates_and_re_exports_are_no_countries_trade(customs):
    """The world as a partner, the EU as a reporter and re-exports are left out."""
    assert {} == flows(
        customs(
            row(partnerCode=0, partnerISO="W00"),
            row(reporterCode=97, reporterISO="EUR"),
            row(flowCode="RX"),
        )
    )


def test_a_country_is_known_by_its_code_alone(customs):
    """Comtrade's own codes differ from ISO for some: 842 is the USA."""
    got = flows(
        customs(
            row(reporterISO="", partnerISO=""),
            row(reporterCode=842, reporterISO="", primaryValue=1.0),
        )
    )

    assert {
        ("country:RU", "country:KP", "export", "TOTAL"): 100.0,
        ("country:US", "country:KP", "export", "TOTAL"): 1.0,
    } == got


def test_trade_of_others_is_not_kept(customs):
    """A case looks at its target."""
    assert {} == flows(customs(row(partnerCode=156, partnerISO="CHN")))


def figure_rows(bench):
    """Give (item, flow, period, value, mirror) of the figures."""
    return [
        (
            r["item"],
            r["flow"],
            f"{r['period_start']:%Y-%m}..{r['period_end']:%Y-%m}",
            r["q_best"],
            r["mirror"],
        )
        for r in bench.engine.table("figures").to_pylist()
    ]


@pytest.mark.parametrize(
    ("months", "quarters"), [((1, 2, 3), 1), ((1, 2), 0), ((2, 3, 4), 0), ((1, 2, 3, 4, 5, 6), 2)]
)
def test_a_quarter_is_made_of_its_three_months_or_not_at_all(customs, months, quarters):
    """Two months are no quarter, and February to April is none either."""
    bench = customs(*(row(freqCode="M", refMonth=m, primaryValue=10.0 * m) for m in months))
    made = [f for f in figure_rows(bench) if f[2] in {"2017-01..2017-04", "2017-04..2017-07"}]

    assert quarters == len(made)
    assert not made or made[0][3] == 60.0


def test_twelve_months_make_a_year_unless_it_is_there(customs):
    """A reported year stands; a year of months is made only where none was reported."""
    months = [row(freqCode="M", refMonth=m, primaryValue=1.0) for m in range(1, 13)]
    alone = [f for f in figure_rows(customs(*months)) if f[2] == "2017-01..2018-01"]
    both = [
        f
        for f in figure_rows(customs(*months, row(primaryValue=13.0)))
        if f[2] == "2017-01..2018-01"
    ]

    assert ([12.0], [13.0]) == ([f[3] for f in alone], [f[3] for f in both])


def test_the_targets_own_report_is_the_mirror(customs):
    """What North Korea reports as imports from Russia are Russia's exports, seen from the other end."""
    got = figure_rows(
        customs(
            row(
                reporterCode=408,
                reporterISO="PRK",
                partnerCode=643,
                partnerISO="RUS",
                flowCode="M",
            )
        )
    )

    assert [("all", "export", True)] == [(f[0], f[1], f[4]) for f in got]


DOUBLED = [
    row(refYear=2016, primaryValue=100.0), row(refYear=2016, cmdCode="27", primaryValue=40.0), row(refYear=2016, cmdCode="2710", primaryValue=30.0),
    row(refYear=2017, primaryValue=200.0), row(refYear=2017, cmdCode="27", primaryValue=130.0), row(refYear=2017, cmdCode="2710", primaryValue=115.0),
]  # fmt: skip


def test_what_made_a_change_is_told_by_heading(customs):
    """Trade doubled, and oil products (HS 2710) made 85 % of it: at heading level oil and coal are apart."""
    made = {r["item"]: r for r in customs(*DOUBLED).run("change_shares").to_pylist()}

    assert (0.85, 0.9) == (
        pytest.approx(made["oil_products"]["q_best"]),
        pytest.approx(made["mineral_fuels"]["q_best"]),
    )
    assert "2016-01-01" == f"{made['oil_products']['base_start']:%Y-%m-%d}"
    assert "main_product" == made["oil_products"]["kind"]


@pytest.mark.parametrize(("value", "count"), [(105.1, 2), (104.9, 0)])
def test_near_no_change_shares_mean_nothing(customs, value, count):
    """Just over and just under the least change of 5 %."""
    rows = [*DOUBLED[:3], row(refYear=2017, primaryValue=value), *DOUBLED[4:]]

    assert count == customs(*rows).run("change_shares").num_rows


amounts = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.01, 1e9), max_size=8)


@given(amounts, amounts, st.floats(1.0, 1e10), st.floats(1.1, 10.0))
def test_contributions_add_up_to_one(now, before, total, growth):
    """New products, vanished ones and what is not covered: the residual is zero."""
    parts = contributions(now, before, (total * growth, total))

    assert sum(parts.values()) == pytest.approx(1.0, abs=1e-6)
    assert set(parts) == set(now) | set(before) | {""}


@given(amounts, amounts, st.floats(0.001, 1000.0))
def test_contributions_have_no_unit(now, before, scale):
    """Dollars or thousands of them."""
    whole = (sum(now.values()) + 10.0, sum(before.values()) + 1.0)
    if abs(whole[0] - whole[1]) < 1e-3 * whole[1]:
        return
    plain = contributions(now, before, whole)
    scaled = contributions(
        {k: v * scale for k, v in now.items()},
        {k: v * scale for k, v in before.items()},
        (whole[0] * scale, whole[1] * scale),
    )

    assert all(plain[k] == pytest.approx(scaled[k], rel=1e-6, abs=1e-6) for k in plain)


@pytest.mark.parametrize(
    ("imported", "agrees"), [(100.0, True), (110.0, True), (111.0, False), (99.0, False)]
)
def test_two_ends_of_a_flow_agree_within_freight(customs, imported, agrees):
    """An import up to a tenth above the export is freight and insurance; beyond that the two reports differ."""
    got = (
        customs(
            row(),
            row(
                reporterCode=408,
                reporterISO="PRK",
                partnerCode=643,
                partnerISO="RUS",
                flowCode="M",
                primaryValue=imported,
            ),
        )
        .run("mirror_gap")
        .to_pylist()
    )

    assert [agrees] == [r["q_low"] <= 1 <= r["q_high"] for r in got]
    assert 2 == got[0]["evidence_total"]


CUT = [
    row(refYear=2016, reporterISO="CHN", reporterCode=156, primaryValue=100.0), row(refYear=2016, primaryValue=10.0),
    row(refYear=2017, reporterISO="CHN", reporterCode=156, primaryValue=80.0), row(refYear=2017, primaryValue=15.0),
]  # fmt: skip


def test_one_partner_steps_in_while_the_other_cuts(customs):
    """China falls by a fifth, Russia grows by half and makes up a quarter of it."""
    got = customs(*CUT).run("partner_change").to_pylist()

    assert ["country:RU"] == [r["subject"] for r in got]
    assert got[0]["q_best"] == pytest.approx(1.5 / 0.8)
    assert "made up 25% of China's cut" in got[0]["reasons"]
    assert 4 == got[0]["evidence_total"]


@pytest.mark.parametrize(("value", "count"), [(90.0, 1), (90.1, 0)])
def test_a_small_fall_is_no_cut(customs, value, count):
    """Just at and just under the least cut of a tenth."""
    rows = [
        *CUT[:2],
        row(refYear=2017, reporterISO="CHN", reporterCode=156, primaryValue=value),
        CUT[3],
    ]

    assert count == customs(*rows).run("partner_change").num_rows


def test_two_that_grow_take_nobodys_place(customs):
    """Without a cut nobody steps in."""
    rows = [
        *CUT[:2],
        row(refYear=2017, reporterISO="CHN", reporterCode=156, primaryValue=120.0),
        CUT[3],
    ]

    assert 0 == customs(*rows).run("partner_change").num_rows


def _example():
    rows = CUSTOMS_ROWS.rows(
        all_rows(
            READER,
            csv_of_rows(
                *DOUBLED,
                *CUT[::2],
                row(motCode=2100, cmdCode="84"),
                row(
                    reporterCode=408,
                    reporterISO="PRK",
                    partnerCode=643,
                    partnerISO="RUS",
                    flowCode="M",
                ),
            ),
        )["customs_rows"]
    )
    return {
        "customs_rows": rows,
        "countries": facts("countries"),
        "m49": facts("m49"),
        "aliases": facts("aliases"),
        "case_parties": CASE_PARTIES.rows([{"role": "target", "id": "country:KP"}]),
    }


class TestFlows(StepContract):
    """Flows do not hang on the order of rows, nor on threads."""

    step = FLOWS
    tables: ClassVar = {t.name: t for t in CHANNEL.tables}
    inputs: ClassVar = _example()


def _made():
    from hawse.channels.trade.observe.figures import figures  # noqa: PLC0415 - only this example needs it
    from hawse.channels.trade.tables import REPORTED_FIGURES, TARGET_FLOWS  # noqa: PLC0415 - as above
    from hawse.engine.plan import plan  # noqa: PLC0415 - as above
    from hawse.engine.work import Means, run_bucket  # noqa: PLC0415 - as above

    task = next(s.task for s in plan([CHANNEL]).steps if s.task.name == "trade.target_flows")
    flowing = run_bucket(task, _example(), Means()).cast(TARGET_FLOWS.schema)
    names = {n: facts(n) for n in ("countries", "aliases", "products", "speakers")}
    return figures(
        reported_figures=REPORTED_FIGURES.empty(),
        target_flows=flowing,
        case_parties=_example()["case_parties"],
        **names,
    )


class TestChangeShares(StepContract):
    """Nor do shares of a change."""

    step = CHANGE_SHARES
    tables: ClassVar = {t.name: t for t in CHANNEL.tables}
    inputs: ClassVar = {
        "figures": _made(),
        "products": facts("products"),
        "countries": facts("countries"),
    }


class TestPartnerChange(StepContract):
    """Nor do changes of partners."""

    step = PARTNER_CHANGE
    tables: ClassVar = {t.name: t for t in CHANNEL.tables}
    inputs: ClassVar = {"figures": _made(), "countries": facts("countries")}


class TestMirrorGap(StepContract):
    """Nor do mirrors."""

    step = MIRROR_GAP
    tables: ClassVar = {t.name: t for t in CHANNEL.tables}
    inputs: ClassVar = {
        "figures": _made(),
        "countries": facts("countries"),
        "freight": FREIGHT.rows([]),
        "reconciled": RECONCILED.rows([]),
    }


def test_coverage_tells_whole_years_from_parts(customs):
    """A year as it is, and eight months of another: a part, and said to be one."""
    months = [row(freqCode="M", refYear=2018, refMonth=m) for m in range(1, 9)]
    got = customs(row(refYear=2016), row(refYear=2017), *months).run("coverage").to_pylist()

    assert [None] == [r["share"] for r in got]
    assert (
        "2016 to 2017 whole, 8 of 12 months of 2018, a part; 1 code of goods"
        in (got[0]["basis_text"])
    )


def tonnes(bench):
    """Give the weights among the figures."""
    return [
        (r["item"], r["period_grain"], r["q_best"], r["said_by"], r["mirror"])
        for r in bench.engine.table("figures").to_pylist()
        if r["unit"] == "t"
    ]


def test_capped_goods_have_their_weight_beside_their_value(customs):
    """Caps count tonnes and barrels: 60,000 kg of HS 2710 are 60 t, of HS 84 nothing is said."""
    bench = customs(
        row(cmdCode="2710", netWgt=60_000), row(cmdCode="84", netWgt=5_000), row(netWgt=99_000)
    )

    assert [("oil_products", "year", 60.0, "customs of Russia", False)] == tonnes(bench)


def test_both_ends_weights_stay_apart_and_have_no_freight(customs):
    """Two reports of one flow are two figures by two offices, never a sum, and no gap of freight."""
    bench = customs(
        row(cmdCode="2710", netWgt=60_000),
        row(reporterCode=408, reporterISO="PRK", partnerCode=643, partnerISO="RUS", flowCode="M",
            cmdCode="2710", netWgt=70_000),
    )  # fmt: skip

    assert [(60.0, False), (70.0, True)] == sorted((t[2], t[4]) for t in tonnes(bench))
    assert {"USD"} == {
        json.loads(r["evidence"][0]["values"])["unit"] for r in bench.run("mirror_gap").to_pylist()
    }


@pytest.mark.parametrize(("last", "quarters"), [(30_000, [60.0]), ("", [])])
def test_a_quarter_has_a_weight_only_if_every_month_has_one(customs, last, quarters):
    """A month without a weight is not a month of nothing."""
    months = [
        row(freqCode="M", refMonth=m, cmdCode="2710", netWgt=w)
        for m, w in ((1, 10_000), (2, 20_000), (3, last))
    ]

    assert quarters == [t[2] for t in tonnes(customs(*months)) if t[1] == "quarter"]


def test_a_change_over_a_break_dates_it(customs):
    """Two years of ten and a year and a half of three: the change of 2018 says when it came."""
    months = [
        row(freqCode="M", refYear=2016 + n // 12, refMonth=n % 12 + 1,
            primaryValue=(10 if n < 24 else 3) * (1 + 0.02 * (-1) ** n))
        for n in range(36)
    ]  # fmt: skip
    bench = customs(*months)
    bench.run("series_breaks")
    got = bench.run("trade_change").to_pylist()
    told = {
        r["period_start"].year: "the months broke in 2018-01" in r["reasons"]
        for r in got
        if r["period_grain"] == "year"
    }

    assert told == {2017: False, 2018: True}
