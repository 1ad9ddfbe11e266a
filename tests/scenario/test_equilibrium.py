"""General equilibrium: identities that hold for any world, and the published table."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hawse.scenario.equilibrium import settled, solve
from hawse.scenario.welfare import welfare
from hawse.scenario.world import ScenarioError, World, world


def one_sector(seed: int, regions: int = 5) -> World:
    """Give a balanced world of one sector without inputs and tariffs."""
    dice = np.random.default_rng(seed)
    trade = dice.uniform(0.1, 1.0, (1, regions, regions)) + np.eye(regions)[None] * 3
    trade = _balanced(trade)
    none = np.zeros_like(trade)
    made = trade.sum(axis=1).T
    names = ([f"r{n}" for n in range(regions)], ["all"])
    theta = np.array([dice.uniform(3.0, 8.0)])
    inputs = np.zeros((regions, 1, 1))
    return world(
        trade=trade, tariff=none, value_added=made, inputs=inputs, theta=theta, names=names
    )


def _balanced(trade: np.ndarray) -> np.ndarray:
    """Scale exporters until imports equal exports (Sinkhorn)."""
    for _ in range(500):
        trade = trade * (trade.sum(axis=(0, 2)) / trade.sum(axis=(0, 1)))[None, None, :]
    return trade


def many_sectors(seed: int, regions: int = 4, sectors: int = 3) -> World:
    """Give a world with inputs, tariffs and deficits."""
    dice = np.random.default_rng(seed)
    trade = dice.uniform(0.05, 1.0, (sectors, regions, regions)) + 2 * np.eye(regions)[None]
    tariff = dice.uniform(0.0, 0.2, trade.shape) * (1 - np.eye(regions))[None]
    made = trade.sum(axis=1).T
    mix = dice.uniform(0.1, 1.0, (regions, sectors, sectors))
    inputs = mix / mix.sum(axis=1, keepdims=True) * (made * 0.45)[:, None, :]
    names = ([f"r{n}" for n in range(regions)], [f"s{n}" for n in range(sectors)])
    theta = dice.uniform(2.5, 9.0, sectors)
    return world(
        trade=trade,
        tariff=tariff,
        value_added=made * 0.55,
        inputs=inputs,
        theta=theta,
        names=names,
    )


@given(st.integers(0, 10_000), st.floats(0.5, 3.0))
@settings(max_examples=25, deadline=None)
def test_one_sector_welfare_is_the_own_share_to_the_power(seed, factor):
    """Arkolakis, Costinot and Rodriguez-Clare (2012): real wage = (own share hat)^(-1/theta), to 1e-8."""
    base = one_sector(seed)
    cost = np.ones_like(base.share) * factor
    cost[:, range(5), range(5)] = 1.0
    got = solve(base, iceberg=cost)
    own = np.diag(got.share[0]) / np.diag(base.share[0])
    real = got.wage / got.price[:, 0]

    assert np.allclose(real, own ** (-1 / base.theta[0]), rtol=1e-8, atol=0)
    assert got.residual < 1e-9


@given(st.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
def test_autarky_is_the_limit_of_ever_higher_costs(seed):
    """Cut off from all, a region lives on its own share: real wage = own share^(1/theta)."""
    base = one_sector(seed)
    cost = np.full_like(base.share, 1e9)
    cost[:, range(5), range(5)] = 1.0
    got = solve(base, iceberg=cost)

    assert np.allclose(
        got.wage / got.price[:, 0], np.diag(base.share[0]) ** (1 / base.theta[0]), rtol=1e-7
    )
    assert got.residual < 1e-9


@given(st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_a_settled_world_that_does_not_change_stays_as_it_is(seed):
    """No shock, no hat: the baseline is an equilibrium of itself."""
    base = many_sectors(seed)
    start = settled(base, solve(base, deficit=np.zeros(4)))
    got = solve(start)

    assert np.allclose(got.wage, 1, atol=1e-8)
    assert np.allclose(got.price, 1, atol=1e-8)
    assert got.residual < 1e-9
    assert np.allclose(welfare(start, got).total, 0, atol=1e-6)


@given(st.integers(0, 10_000), st.floats(0.3, 30.0))
@settings(max_examples=15, deadline=None)
def test_markets_clear_after_any_shock(seed, factor):
    """The residual is measured from the equations themselves, not from the last step of the solver."""
    base = many_sectors(seed)
    cost = np.ones_like(base.share)
    cost[0, 1, 2] = factor
    got = solve(base, iceberg=cost, deficit=np.zeros(4))
    flows = got.share * got.spending.T[:, :, None] / (1 + got.tariff)

    assert got.residual < 1e-9
    assert np.allclose(flows.sum(axis=(0, 2)), flows.sum(axis=(0, 1)), rtol=1e-8)


@given(st.integers(0, 10_000), st.floats(0.01, 100.0))
@settings(max_examples=10, deadline=None)
def test_the_unit_of_money_changes_nothing(seed, scale):
    """Thousands or millions: hats have no unit."""
    base = many_sectors(seed)
    other = World(
        base.regions,
        base.sectors,
        base.share,
        base.tariff,
        base.value_added,
        base.inputs,
        base.taste,
        base.theta,
        base.wages * scale,
        base.deficit * scale,
        base.spending * scale,
    )
    zero = np.zeros(4)
    ours, theirs = solve(base, deficit=zero), solve(other, deficit=zero)

    assert np.allclose(ours.wage, theirs.wage, rtol=1e-9)
    assert max(ours.residual, theirs.residual) < 1e-9


def test_a_cut_line_carries_nothing_and_hurts_the_one_who_is_cut():
    """An infinite cost closes the line; both ends lose, the others find new partners."""
    base = one_sector(3)
    cost = np.ones_like(base.share)
    cost[0, 1, 2] = np.inf
    got = solve(base, iceberg=cost)

    assert got.share[0, 1, 2] == 0
    assert got.residual < 1e-9
    assert welfare(base, got).real_wage[1] < 0


def test_a_region_without_any_supplier_has_no_equilibrium():
    """Cutting every line of a sector, its own included, is refused with the place named."""
    base = one_sector(3)
    cost = np.ones_like(base.share)
    cost[0, 1, :] = np.inf

    with pytest.raises(ScenarioError, match="r1 is left without any all"):
        solve(base, iceberg=cost)


@pytest.mark.parametrize(("change", "why"), [
    ({"trade": np.full((1, 2, 2), -1.0)}, "negative"), ({"trade": np.full((1, 2, 2), np.nan)}, "no number"),
    ({"trade": np.ones((2, 2, 2))}, "shape"), ({"theta": np.array([0.0])}, "elasticity"),
    ({"trade": np.array([[[1.0, 0.0], [1.0, 0.0]]])}, "makes or buys nothing"),
])  # fmt: skip
def test_a_world_that_cannot_be_is_refused(change, why):
    """Negative trade, a wrong shape, an elasticity of zero: said before anything is solved."""
    given_values = {
        "trade": np.ones((1, 2, 2)),
        "tariff": np.zeros((1, 2, 2)),
        "value_added": np.ones((2, 1)),
        "inputs": np.zeros((2, 1, 1)),
        "theta": np.array([4.0]),
        "names": (["a", "b"], ["s"]),
    }

    with pytest.raises(ScenarioError, match=why):
        world(**{**given_values, **change})


def test_too_few_sweeps_are_said_and_not_returned():
    """An equilibrium that was not reached is no result."""
    with pytest.raises(ScenarioError, match="no equilibrium within 2 sweeps"):
        solve(many_sectors(1), deficit=np.zeros(4), most_sweeps=2)


@pytest.fixture
def shared() -> Path:
    """The folder of real data beside the repository; skip where it is not there."""
    folder = Path(__file__).parents[3] / "shared"
    if not folder.is_dir():
        pytest.skip("there is no folder ../shared with real data here")
    return folder


@pytest.mark.shared
def test_the_published_nafta_table_is_reproduced(shared):
    """Table 2 of Caliendo and Parro (2015) and cp2015's variant with deficits: 12 of 12 each."""
    from evaluation.nafta import report  # noqa: PLC0415 - only this test needs the script

    got = report(shared / "data/trade/cp2015_nafta.npz")

    assert (12, 12, 12, 12) == (
        got["matched"],
        got["of"],
        got["matched_with_deficits"],
        got["of_with_deficits"],
    )
    assert got["residual"] < 1e-9
