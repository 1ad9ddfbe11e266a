"""Missing trade and detours: planted panels come back, controls stay quiet, partial years leave by the guard."""

import math
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hawse.channels.trade.mirror.detours import Rules, alarms, detours
from hawse.channels.trade.mirror.missing import CIF, missing, pooled

YEARS = range(2019, 2024)


def planted(share, *, cif=1.06, growth=2.0, base=100.0):
    """Give exports that grow from 2022 on and imports from which ``share`` of the growth is missing."""
    exports = {y: base if y < 2022 else base * growth for y in YEARS}
    imports = {
        y: cif * (base if y < 2022 else base + (exports[y] - base) * (1 - share)) for y in YEARS
    }
    return exports, imports


@given(st.floats(0.15, 0.95), st.sampled_from(CIF), st.floats(1.3, 8.0))
def test_a_planted_share_lies_in_the_interval(share, cif, growth):
    """Whatever freight costs in truth, the span over the CIF factors holds the planted share within .05."""
    got = missing("X", *planted(share, cif=cif, growth=growth), 2022)

    assert got.low is not None
    assert got.low - 0.05 <= share <= got.high + 0.05


def test_a_partner_that_reports_what_it_gets_shows_no_evidence():
    """A control: exports double, imports double, nothing is missing."""
    got = missing("X", *planted(0.0), 2022)

    assert not got.evidence
    assert "no evidence" in got.why


@pytest.mark.parametrize(("after", "evidence"), [(0.89, True), (0.91, False)])
def test_ordinary_differences_of_two_offices_are_no_evidence(after, evidence):
    """Imports just under and just over nine tenths of exports."""
    exports = {y: 100.0 if y < 2022 else 200.0 for y in YEARS}
    imports = {y: 106.0 if y < 2022 else 200.0 * after for y in YEARS}

    assert evidence is missing("X", exports, imports, 2022).evidence


@pytest.mark.parametrize(("fall", "left_out"), [(0.49, (2023,)), (0.51, ())])
def test_a_year_that_collapsed_on_one_side_is_partial(fall, left_out):
    """Imports at under half of the year before, while exports hold, are a year not yet fully reported."""
    exports, imports = planted(0.3)
    got = missing("X", exports, {**imports, 2023: imports[2022] * fall}, 2022)

    assert left_out == got.left_out


def test_a_collapse_of_both_sides_is_a_real_one():
    """If exports fall as well, the year counts."""
    exports, imports = planted(0.3)
    got = missing("X", {**exports, 2023: 40.0}, {**imports, 2023: 40.0}, 2022)

    assert () == got.left_out


def test_without_growth_nothing_can_be_missing():
    """The share is undefined near no growth: refused, not blown up."""
    got = missing("X", *planted(0.5, growth=1.05), 2022)

    assert (None, None, False) == (got.low, got.high, got.evidence)


def test_without_a_year_before_there_is_no_base():
    """No whole year before the shock, no share."""
    got = missing("X", {2022: 10.0, 2023: 10.0}, {2022: 5.0, 2023: 5.0}, 2022)

    assert got.low is None
    assert "no whole year" in got.why


def test_the_pooled_share_leaves_controls_out():
    """Partners without evidence do not thin the share of those with it."""
    found = [missing("A", *planted(0.6), 2022), missing("B", *planted(0.0), 2022)]

    assert pooled(found[:1]) == pooled(found)
    assert pooled(found[1:]) is None


@given(st.floats(0.001, 1000.0))
def test_the_unit_of_money_changes_no_share(scale):
    """Euros or millions of them."""
    exports, imports = planted(0.4)
    scaled = missing(
        "X",
        {y: v * scale for y, v in exports.items()},
        {y: v * scale for y, v in imports.items()},
        2022,
    )

    assert scaled.low == pytest.approx(missing("X", exports, imports, 2022).low)


def world(seed, partners=120, jump=None):
    """Give yearly trade of many partners with noise of their own; ``jump`` multiplies some from 2022 on."""
    dice = random.Random(seed)
    made = {}
    for n in range(partners):
        level, spread = 10 ** dice.uniform(7.4, 10), dice.uniform(0.03, 0.15)
        series = {}
        for year in range(2010, 2024):
            level *= math.exp(0.02 + dice.gauss(0, spread))
            series[year] = level * (jump or {}).get(f"p{n}", 1.0) if year >= 2022 else level
        made[f"p{n}"] = series
    return made


@pytest.mark.parametrize("seed", range(5))
def test_planted_detours_come_first_and_stay_there(seed):
    """Three partners whose trade triples lead in the year of the shock and in the year after it."""
    trade = world(seed, jump={"p3": 3.0, "p7": 3.5, "p11": 4.0})

    for year in (2022, 2023):
        first = {s.partner for s in detours(trade, year, 2021)[:6]}
        assert {"p3", "p7", "p11"} <= first


def test_a_quiet_world_raises_no_alarm():
    """Noise alone is not a detour: at most one alarm a year over seven years of five worlds."""
    counts = [
        len(alarms(detours(world(seed), year, year - 1)))
        for seed in range(5)
        for year in range(2015, 2022)
    ]

    assert sum(counts) <= len(counts) * 0.2
    assert max(counts) <= 1


@pytest.mark.parametrize(("now", "seen"), [(20.0e6, True), (19.9e6, False)])
def test_islets_below_the_size_are_not_looked_at(now, seen):
    """A hundred-fold jump from nothing is a container ship's registry, not a detour."""
    trade = {**world(1), "isle": {**{y: 1e6 + y for y in range(2010, 2022)}, 2022: now}}

    assert seen is ("isle" in {s.partner for s in detours(trade, 2022, 2021)})


def test_too_short_a_history_has_no_spread():
    """Three earlier changes say too little of what is usual."""
    trade = {**world(1), "new": {2018: 1e8, 2019: 1e8, 2020: 1e8, 2021: 1e8, 2022: 9e8}}
    known = {s.partner for s in detours(trade, 2022, 2021)}

    assert "new" not in known
    assert "new" in {s.partner for s in detours(trade, 2022, 2021, Rules(history=3))}


def test_nothing_in_nothing_out():
    """An empty table ranks nobody."""
    assert [] == detours({}, 2022, 2021)


@pytest.mark.shared
def test_the_central_asian_hubs_of_2022(shared):
    """Half of what was additionally sent never arrived; the three hubs lead 180 partners and more."""
    from evaluation import detours as ranked  # noqa: PLC0415 - only this test needs the scripts
    from evaluation import missing_trade  # noqa: PLC0415 - as above

    folder = Path(shared) / "data/trade"
    lost, ranks = missing_trade.report(folder), ranked.report(folder)

    assert lost["share_low"] < 0.5 < lost["share_high"]
    assert ["ARM", "KAZ", "KGZ"] == lost["pooled"]
    assert (2023,) == lost["partners"]["ARM"]["left_out"]
    assert not lost["partners"]["UZB"]["evidence"]
    assert {"ARM": 1, "KGZ": 2, "KAZ": 3} == {
        p: ranks["ranks"]["2022"][p] for p in ("ARM", "KGZ", "KAZ")
    }
    assert all(ranks["ranks"]["2023"][p] <= 10 for p in ("ARM", "KGZ", "KAZ"))
    assert ranks["partners"]["2022"] >= 180
    assert ranks["placebo_most_in_a_year"] <= 1


SENT = {2019: 100.0, 2020: 90.0, 2021: 100.0, 2022: 250.0, 2023: 300.0}


@pytest.mark.parametrize("year", sorted(SENT))
@pytest.mark.parametrize("part", [0.05, 0.2, 0.4])
def test_any_partial_year_is_left_out_and_no_other(year, part):
    """A year of which two fifths or less were reported is told by itself, wherever it stands."""
    got = {y: v * (0.95 if y < 2022 else 0.7) for y, v in SENT.items()}
    got[year] *= part

    assert (year,) == missing("X", SENT, got, 2022).left_out


@pytest.mark.parametrize("ratio", [0.6, 0.8, 0.95, 1.2])
@pytest.mark.parametrize("after", [0.97, 1.0])
def test_two_offices_that_differ_as_before_are_no_evidence(ratio, after):
    """Turkey's and Serbia's imports are nine tenths of exports in every year: nothing went missing."""
    got = {y: v * ratio * (1 if y < 2022 else after) for y, v in SENT.items()}

    assert not missing("X", SENT, got, 2022).evidence


@pytest.mark.parametrize("share", [0.3, 0.5, 0.7])
def test_a_planted_share_is_recovered(share):
    """What was taken out of the additional exports is found within .05 of the interval."""
    base = 100.0
    got = {y: 1.06 * (v if y < 2022 else base + (v - base) * (1 - share)) for y, v in SENT.items()}
    found = missing("X", SENT | {2020: 100.0}, got | {2020: 106.0}, 2022)

    assert found.evidence
    assert found.low - 0.05 <= share <= found.high + 0.05
