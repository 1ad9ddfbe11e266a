"""Freight, reliability and breaks: what a world of made-up customs offices must give back."""

import io
import json
import math
import random
from datetime import UTC, datetime
from typing import ClassVar

import pytest

from hawse.channels.trade import (
    BETWEEN,
    BREAKS,
    CHANNEL,
    CIF_FOB,
    ENDS,
    OWN_SUPPLIERS,
    PAIRS,
    SPLITS,
    TRUST,
)
from hawse.channels.trade.mirror.freight import FEWEST, Fit, Way, fit
from hawse.channels.trade.read.geodist import READER
from hawse.channels.trade.tables import (
    CUSTOMS_ROWS,
    DISTANCES,
    FREIGHT,
    MIRROR_PAIRS,
    RECONCILED,
    RELIABILITY,
    TARGET_FLOWS,
    WORLD_FLOWS,
)
from hawse.core.errors import ReadError
from hawse.core.source import Source
from hawse.core.tables import CASE_PARTIES
from hawse.testing import Bench, StepContract, all_rows
from tests.channels.trade.trade_rows import facts

SOME = ("AM", "AT", "BY", "CN", "DE", "ES", "FR", "GE", "IN", "JP", "KZ", "RU", "TR", "US", "UZ")


def ways(seed, slope, *, level=0.06, noise=0.1, count=200, outliers=0):
    """Give ways whose log ratio is level + slope ln(km / 3000) and noise, some of them far off."""
    dice = random.Random(seed)
    made = []
    for n in range(count):
        km = math.exp(dice.uniform(math.log(300), math.log(15_000)))
        off = 2.0 if n < outliers else 0.0
        ratio = math.exp(level + slope * math.log(km / 3000) + dice.gauss(off, noise))
        made.append(Way(ratio, km, 2020 + n % 3))
    return made


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("slope", [0.0, 0.01, 0.02])
@pytest.mark.parametrize("outliers", [0, 10])
def test_a_planted_freight_comes_back_in_its_interval(seed, slope, outliers):
    """The interval holds the truth although one flow in twenty differs for other reasons."""
    got = fit(ways(seed, slope, level=0.11, outliers=outliers))
    assert isinstance(got, Fit)

    for km in (500.0, 3000.0, 12_000.0):
        true = 1 + min(0.2, max(0.0, math.expm1(0.11 + slope * math.log(km / 3000))))
        ends = got.at(km, 2021)
        wide = 0.5 * (ends.high - ends.low)  # 90 intervals at 95 percent: some end a little short

        assert ends.low - wide <= true <= ends.high + wide
        assert 1 <= ends.low <= ends.best <= ends.high <= 1.2


def test_of_a_hundred_worlds_the_interval_misses_few():
    """95 percent is what it says: at most 12 of 100 may miss, and it is no use if none ever could."""
    missed = widths = 0.0
    for seed in range(100):
        got = fit(ways(seed, 0.02))
        assert isinstance(got, Fit)
        ends = got.at(3000.0, 2020)
        missed += not ends.low <= math.exp(0.06) <= ends.high
        widths += ends.high - ends.low

    assert missed <= 12
    assert widths / 100 < 0.1


def test_years_of_one_pair_make_a_fit_no_surer():
    """The same hundred pairs said five times over are still a hundred pairs."""
    plain = [w._replace(pair=str(n), year=2020) for n, w in enumerate(ways(2, 0.02, count=100))]
    once, often = fit(plain), fit(plain * 5)
    assert isinstance(once, Fit)
    assert isinstance(often, Fit)
    one, five = once.at(3000.0, 2020), often.at(3000.0, 2020)

    assert five.high - five.low == pytest.approx(one.high - one.low, rel=0.03)


def test_a_common_border_makes_a_way_cheaper_where_it_is_known():
    """Two neighbours pay less than the distance of their capitals says."""
    plain = ways(1, 0.02, level=0.1, noise=0.02)
    near = [w._replace(border=n % 2 == 0, ratio=w.ratio * (0.95 if n % 2 == 0 else 1.0))
            for n, w in enumerate(plain)]  # fmt: skip
    got = fit(near)
    assert isinstance(got, Fit)

    assert got.at(800.0, 2020, border=True).best < got.at(800.0, 2020, border=False).best


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (ways(1, 0.02, count=FEWEST - 1), "29 flows were reported by both ends; a fit needs 30"),
        ([], "0 flows were reported"),
        ([w._replace(km=1000.0) for w in ways(1, 0.0)], "distance explains nothing"),
        ([w._replace(ratio=0.0) for w in ways(1, 0.0)], "0 flows were reported"),
    ],
)
def test_what_cannot_be_fitted_says_why(given, why):
    """A band is a band and says so."""
    got = fit(given)

    assert isinstance(got, str)
    assert why in got


def world(seed=1, some=SOME, noise=None):
    """Give yearly totals as both ends report them; ``noise`` says how far a country is off."""
    dice = random.Random(seed)
    rows = []
    iso = {r["id"][-2:]: r["iso3"] for r in facts("countries").to_pylist()}
    start = {"period_start": datetime(2022, 1, 1, tzinfo=UTC), "period_grain": "year",
             "period_end": datetime(2023, 1, 1, tzinfo=UTC)}  # fmt: skip
    for a in some:
        for b in some:
            if a == b:
                continue
            true = math.exp(dice.gauss(18, 1.5))
            for own, other, flow, times in ((a, b, "export", 1.0), (b, a, "import", 1.07)):
                off = math.exp(dice.gauss(0, (noise or {}).get(own, 0.05)))
                rows.append(
                    start | {
                        "reporter_iso": iso[own], "partner_iso": iso[other], "flow": flow,
                        "product": "TOTAL", "value": round(true * times * off, 2), "currency": "USD",
                        "valuation": "fob" if flow == "export" else "cif", "part": False,
                        "estimated": False, "source_id": "a" * 64, "locator": f"line {len(rows)}",
                        "synthetic": True,
                    }
                )  # fmt: skip
    return rows


@pytest.fixture
def bench(tmp_path):
    """A bench with the facts that these steps need; a target as given."""
    made = Bench(tmp_path, CHANNEL)
    for name in ("countries", "aliases", "m49", "capitals", "products", "speakers"):
        made.add(name, facts(name))
    made.add("case_parties", CASE_PARTIES.rows([{"role": "target", "id": "country:RU"}]))
    return made


STEPS = ("target_flows", "world_flows", "mirror_pairs", "freight", "reliability", "reconciled",
         "figures")  # fmt: skip


def test_a_gap_is_told_with_fitted_freight_and_a_value_between(bench):
    """210 flows that both ends report are enough: the finding says what was fitted on."""
    bench.add("customs_rows", CUSTOMS_ROWS.rows(world()))
    bench.run(*STEPS)
    got = bench.run("mirror_gap").to_pylist()
    china = next(r for r in got if r["subject"] == "country:CN" and r["flow"] == "export")
    reasons = " ".join(json.loads(china["reasons"]))

    assert china["q_low"] <= china["q_best"] <= china["q_high"]
    assert "estimated: 5,7" in reasons  # km from Beijing to Moscow
    assert "fitted on 210 flows" in reasons
    assert "of such reports give" in reasons
    assert "a value between the two is" in reasons
    assert china["basis"] == "estimated"


def test_a_few_flows_leave_the_band_and_say_so(bench):
    """Two countries are no world."""
    bench.add("customs_rows", CUSTOMS_ROWS.rows(world(some=("CN", "RU"))))
    bench.run(*STEPS)
    got = bench.run("mirror_gap").to_pylist()

    assert got
    assert all(r["q_best"] is None for r in got)
    assert "0% to 10%: 2 flows were reported by both ends; a fit needs 30" in got[0]["reasons"]


def test_the_office_that_differs_from_everybody_is_the_least_reliable(bench):
    """Georgia's reports are off by half against all; the value between leans on its partners."""
    bench.add("customs_rows", CUSTOMS_ROWS.rows(world(noise={"GE": 0.5})))
    bench.run(*STEPS)
    trust = bench.engine.table("reliability").to_pylist()
    between = bench.engine.table("reconciled").to_pylist()
    worst = max(trust, key=lambda r: r["variance"])

    assert worst["reporter"] == "country:GE"
    assert worst["usual_gap"] > 0.3
    assert all(r["exporter_weight"] < 0.2 for r in between if r["exporter"] == "country:GE")
    assert all(r["low"] <= r["best"] <= r["high"] for r in between)


@pytest.mark.parametrize("unit", [1.0, 1e6, 1e14])
def test_concentration_does_not_hang_on_the_size_of_money(bench, unit):
    """Shares of three and one: five eighths, be it four dollars or the most that a flow can have."""
    bench.add("case_parties", CASE_PARTIES.rows([{"role": "target", "id": "country:KP"}]))
    kept = [r for r in _SUPPLIED.to_pylist() if r["period_start"].year == 2017]
    values = {"country:CN": 3 * unit, "country:RU": unit}
    bench.add(
        "world_flows", WORLD_FLOWS.rows([{**r, "value": values[r["exporter"]]} for r in kept])
    )

    assert {0.625} == {r["hhi"] for r in bench.run("supplier_shares").to_pylist()}
    assert {0.625} == {r["hhi"] for r in bench.run("target_suppliers").to_pylist()}


@pytest.mark.parametrize(("most", "left"), [(4, 4), (3, 2)])
def test_of_a_world_of_products_the_targets_alone_are_kept(bench, most, left):
    """Two products of two pairs without a total: above the limit those of the target, Russia, stay."""
    rows = world(some=("CN", "RU"))[:2] + world(some=("CN", "JP"))[:2]
    bench.add("customs_rows", CUSTOMS_ROWS.rows(
        [{**r, "product": code} for r in rows for code in ("2710", "2701")]
    ))  # fmt: skip
    bench.run("world_flows")

    assert left == bench.run("mirror_pairs", most_products=most).num_rows


def test_a_given_distance_counts_before_that_of_capitals(bench):
    """Who gives a file of distances means it."""
    bench.add("customs_rows", CUSTOMS_ROWS.rows(world(some=("CN", "RU"))))
    bench.add("distances", DISTANCES.rows([{"exporter_iso": "CHN", "importer_iso": "RUS",
              "distance_km": 1234.5, "contiguous": True, "source_id": "b" * 64,
              "locator": "line 2"}]))  # fmt: skip
    bench.run("world_flows")
    got = {
        (r["exporter"], r["importer"]): (r["distance_km"], r["contiguous"])
        for r in bench.run("mirror_pairs").to_pylist()
    }

    assert got["country:CN", "country:RU"] == (1234.5, True)
    assert got["country:RU", "country:CN"][1] is None
    assert 5700 < got["country:RU", "country:CN"][0] < 5900


def test_capitals_lie_where_geodist_has_them(shared):
    """Typed positions are held against CEPII's distances; countries whose city differs are few."""
    path = shared / "data" / "trade" / "cepii_geodist.csv.gz"
    import gzip  # noqa: PLC0415 - one test's own

    got = all_rows(READER, gzip.decompress(path.read_bytes()))
    assert not got.get("rejects")
    listed = {(r["exporter_iso"], r["importer_iso"]): r["distance_km"] for r in got["distances"]}
    iso = {r["id"]: r["iso3"] for r in facts("countries").to_pylist()}
    at = {iso[r["id"]]: (r["lat"], r["lon"]) for r in facts("capitals").to_pylist()}
    far = set()
    for a, here in at.items():
        off = sorted(abs(_km(here, at[b]) / listed[a, b] - 1) for b in at if (a, b) in listed)
        if off and off[len(off) // 2] > 0.04:
            far.add(a)

    assert far <= {
        "WSM",
        "ZAF",
        "KAZ",
        "NGA",
        "DEU",
        "BRA",
        "TUR",
    }  # another city, or another sign


def _km(one, other):
    (la, lo), (lb, lp) = ([math.radians(x) for x in p] for p in (one, other))
    inner = (
        math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((lp - lo) / 2) ** 2
    )
    return 2 * 6371 * math.asin(min(1.0, math.sqrt(inner)))


HEAD = "exporter,importer,contig,dist\n"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("CHN,RUS,2,5000", "contig '2' is neither 0 nor 1"),
        ("CHN,RUS,1,-5", "is no distance on Earth"),
        ("CHN,RUS,1,50000", "is no distance on Earth"),
        ("CHN,RUS,1,nan", "is no distance on Earth"),
        ("CHN,RUS,1,far", "is no number of km"),
        ("China,RUS,1,5000", "not two countries in ISO alpha-3"),
        ("CHN,RUS,1", "3 cells where the header has 4"),
    ],
)
def test_a_line_that_is_no_distance_is_a_reject(line, why):
    """Nothing vanishes."""
    got = all_rows(READER, f"{HEAD}{line}\nCHN,CHN,0,1\nCHN,PRK,1,800\n".encode())

    assert why in got["rejects"][0]["reason"]
    assert [("CHN", "PRK", 800.0, True)] == [
        (r["exporter_iso"], r["importer_iso"], r["distance_km"], r["contiguous"])
        for r in got["distances"]
    ]


@pytest.mark.parametrize("cut", range(len(HEAD), len(HEAD) + 34))
def test_a_file_of_distances_cut_at_any_byte_gives_whole_lines_only(cut):
    """A distance that lost its last digits is another distance."""
    whole = f"{HEAD}CHN,RUS,1,5793.5\nCHN,PRK,1,812\n".encode()
    got = all_rows(READER, whole[:cut]).get("distances", [])

    assert {r["distance_km"] for r in got} <= {5793.5, 812.0}


def test_a_file_without_distances_says_what_is_wanted():
    """Another table of pairs is refused by name."""
    with pytest.raises(ReadError, match="also \\['dist'\\]"):
        list(READER.rows(io.BytesIO(b"exporter,importer,contig\nA,B,1\n"), Source("a" * 64, "d")))


def months(values, first=2016):
    """Give one exporter's monthly exports to the target."""
    return TARGET_FLOWS.rows(
        [
            {"reporter": "country:CN", "partner": "country:KP", "flow": "export", "product": "TOTAL",
             "value": float(v), "currency": "USD", "valuation": "fob", "rows": 1,
             "period_start": datetime(first + n // 12, n % 12 + 1, 1, tzinfo=UTC),
             "period_end": datetime(first + (n + 1) // 12, (n + 1) % 12 + 1, 1, tzinfo=UTC),
             "period_grain": "month", "source_id": "a" * 64, "locator": f"line {n}",
             "synthetic": True}
            for n, v in enumerate(values)
        ]
    )  # fmt: skip


def test_a_halved_level_is_dated_with_its_interval(bench):
    """Twenty months of ten, then sixteen of five: the month, its interval and the factor."""
    dice = random.Random(3)
    bench.add(
        "target_flows", months([v * math.exp(dice.gauss(0, 0.05)) for v in [10] * 20 + [5] * 16])
    )
    got = bench.run("series_breaks").to_pylist()

    assert [True] == [r["found"] for r in got]
    assert "2017-09" == f"{got[0]['at']:%Y-%m}"
    assert got[0]["earliest"] <= got[0]["at"] <= got[0]["latest"]
    assert 0.5 == pytest.approx(got[0]["factor"], rel=0.05)


@pytest.mark.parametrize("values", [[10] * 23, [10, 0] * 18, []])
def test_too_few_months_or_months_of_nothing_have_no_break(bench, values):
    """A log of nothing is none; two years are the least."""
    bench.add("target_flows", months(values))

    assert [] == bench.run("series_breaks").to_pylist()


def test_a_gap_in_the_months_leaves_the_series_out(bench):
    """A month that nobody reported is not a month of nothing, and no neighbour of the next."""
    rows = months([10] * 40).to_pylist()
    bench.add("target_flows", TARGET_FLOWS.rows(rows[:15] + rows[16:]))

    assert [] == bench.run("series_breaks").to_pylist()


class TestPairs(StepContract):
    """Mirror pairs do not hang on the order of rows."""

    step = PAIRS
    tables: ClassVar = {t.name: t for t in CHANNEL.tables}
    inputs: ClassVar = {
        "world_flows": WORLD_FLOWS.rows([
            {"importer": "country:RU", "exporter": "country:CN", "product": product,
             "period_start": datetime(2022, 1, 1, tzinfo=UTC), "period_grain": "year",
             "seen_from": side, "value": value, "currency": "USD", "synthetic": False}
            for product, side, value in (
                ("2710", "exporter", 5.0), ("2710", "importer", 6.0),
                ("2701", "exporter", 1.0), ("2701", "importer", 1.1),
            )
        ]),
        "distances": DISTANCES.rows([]),
        "countries": facts("countries"),
        "capitals": facts("capitals"),
        "case_parties": CASE_PARTIES.rows([]),
    }  # fmt: skip


_PAIR: dict[str, object] = {
    "exporter": "country:CN", "importer": "country:RU", "product": "TOTAL", "period_grain": "year",
    "period_start": datetime(2022, 1, 1, tzinfo=UTC), "currency": "USD", "exported": 100.0,
    "imported": 110.0, "distance_km": 5800.0, "synthetic": False,
}  # fmt: skip
_BACK = _PAIR | {"exporter": "country:RU", "importer": "country:CN"}


_THIRD = _PAIR | {"importer": "country:JP", "imported": 140.0}


class TestFreight(StepContract):
    """Nor does freight."""

    step = CIF_FOB
    tables: ClassVar = {t.name: t for t in CHANNEL.tables}
    inputs: ClassVar = {"mirror_pairs": MIRROR_PAIRS.rows([_PAIR, _BACK])}


_COST = [
    {"exporter": r["exporter"], "importer": r["importer"], "year": 2022, "low": 1.0, "best": 1.06,
     "high": 1.1, "method": "band", "pairs": 2, "why": "few", "synthetic": False}
    for r in (_PAIR, _BACK)
]  # fmt: skip


class TestReliability(StepContract):
    """Nor does reliability."""

    step = TRUST
    tables: ClassVar = {t.name: t for t in CHANNEL.tables}
    inputs: ClassVar = {
        "mirror_pairs": MIRROR_PAIRS.rows([_PAIR, _BACK, _THIRD]), "freight": FREIGHT.rows([*_COST, _COST[0] | {"importer": "country:JP"}]),
    }  # fmt: skip


class TestReconciled(StepContract):
    """Nor do values between."""

    step = BETWEEN
    tables: ClassVar = {t.name: t for t in CHANNEL.tables}
    inputs: ClassVar = {
        "mirror_pairs": MIRROR_PAIRS.rows([_PAIR, _BACK]), "freight": FREIGHT.rows(_COST),
        "reliability": RELIABILITY.rows([
            {"reporter": c, "variance": v, "usual_gap": 0.1, "flows": 2, "partners": 2,
             "synthetic": False}
            for c, v in (("country:CN", 0.01), ("country:RU", 0.04))
        ]),
    }  # fmt: skip


class TestSplits(StepContract):
    """Nor do splits."""

    step = SPLITS
    tables: ClassVar = {t.name: t for t in CHANNEL.tables}
    inputs: ClassVar = {
        "target_flows": TARGET_FLOWS.rows([
            {"reporter": "country:RU", "partner": "country:KP", "flow": "export", "product": code,
             "value": value * year, "currency": "USD", "valuation": "fob", "rows": 1,
             "net_kg": 1.0, "period_start": datetime(2015 + year, 1, 1, tzinfo=UTC),
             "period_end": datetime(2016 + year, 1, 1, tzinfo=UTC), "period_grain": "year",
             "source_id": "a" * 64, "locator": f"line {year}", "synthetic": False}
            for code, value in (("2710", 3.0), ("2701", 2.0)) for year in (1, 2)
        ])
    }  # fmt: skip


_SUPPLIED = WORLD_FLOWS.rows([
    {"importer": "country:KP", "exporter": who, "product": "TOTAL",
     "period_start": datetime(year, 1, 1, tzinfo=UTC), "period_grain": "year",
     "seen_from": "exporter", "value": value, "currency": "USD", "synthetic": False}
    for who, year, value in (
        ("country:CN", 2016, 80.0), ("country:CN", 2017, 40.0), ("country:RU", 2017, 10.0)
    )
])  # fmt: skip


class TestSuppliers(StepContract):
    """Nor do suppliers."""

    step = OWN_SUPPLIERS
    tables: ClassVar = {t.name: t for t in CHANNEL.tables}
    inputs: ClassVar = {
        "world_flows": _SUPPLIED,
        "case_parties": CASE_PARTIES.rows([{"role": "target", "id": "country:KP"}]),
    }


class TestEnds(StepContract):
    """Nor do yearly ends."""

    step = ENDS
    tables: ClassVar = {t.name: t for t in CHANNEL.tables}
    inputs: ClassVar = {"world_flows": _SUPPLIED}


def test_a_supplier_that_is_new_has_nothing_before_and_one_that_is_gone_nothing_now(bench):
    """Who appears in one of two years has a row in both; a first year has no year before it."""
    bench.add("world_flows", _SUPPLIED)
    bench.add("case_parties", CASE_PARTIES.rows([{"role": "target", "id": "country:KP"}]))
    got = {
        (r["period_start"].year, r["exporter"][-2:]): (r["value"], r["before"], r["made_up"])
        for r in bench.run("target_suppliers").to_pylist()
    }

    assert got == {
        (2016, "CN"): (80.0, None, None),
        (2017, "CN"): (40.0, 80.0, 0.25),
        (2017, "RU"): (10.0, 0.0, None),
    }


class TestBreaks(StepContract):
    """Nor do breaks."""

    step = BREAKS
    tables: ClassVar = {t.name: t for t in CHANNEL.tables}
    inputs: ClassVar = {"target_flows": months([10] * 14 + [20] * 14)}


def test_the_value_between_leans_on_the_reliable_end(bench):
    """China's variance is a quarter of Russia's: its report weighs four fifths."""
    bench.add("mirror_pairs", MIRROR_PAIRS.rows([_PAIR]))
    bench.add("freight", FREIGHT.rows(_COST))
    bench.add("reliability", TestReconciled.inputs["reliability"])
    got = bench.run("reconciled").to_pylist()

    assert [0.8] == [r["exporter_weight"] for r in got]
    assert [r["best"] for r in got] == [round(100**0.8 * (110 / 1.06) ** 0.2, 2)]
    assert RECONCILED.name == "reconciled"
