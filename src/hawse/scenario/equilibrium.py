"""Exact-hat general equilibrium: many sectors, input-output, tariffs (Caliendo and Parro 2015).

Everything is relative to a baseline (hats). One sweep takes wages, prices and spending to what
they imply of each other (equations 8 to 12 of the paper); Anderson acceleration (type II) mixes
the last sweeps. World value added is the numeraire.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

import numba
import numpy as np

from hawse.scenario.world import Floats, ScenarioError, World

MEMORY: Final = 8
_RESTART: Final = 3.0
_EXPLODED: Final = 1e3


@dataclass(frozen=True)
class Outcome:
    """A counterfactual: hats of wages (n), prices and costs (n, j), and how it was reached.

    ``residual`` is the largest relative error of a market: wages against what sales pay, spending
    against income and inputs.
    """

    wage: Floats
    price: Floats
    cost: Floats
    spending: Floats
    share: Floats
    income: Floats
    tariff: Floats
    deficit: Floats
    sweeps: int
    residual: float


def solve(
    base: World,
    *,
    tariff: Floats | None = None,
    iceberg: Floats | None = None,
    deficit: Floats | None = None,
    tolerance: float = 1e-11,
    most_sweeps: int = 5000,
) -> Outcome:
    """Find the equilibrium after a change of tariffs, iceberg factors (j, n, i) or deficits.

    A cut is an iceberg factor that is large or infinite.

    Raises:
        ScenarioError: a factor is not above zero, a region loses all suppliers of a sector, or no
            equilibrium was reached.
    """
    after = base.tariff if tariff is None else tariff
    gap = base.deficit if deficit is None else deficit
    with np.errstate(over="ignore"):
        cost = (1 + after) / (1 + base.tariff) * (1.0 if iceberg is None else iceberg)
        reach = np.ascontiguousarray(base.share * cost ** -base.theta[:, None, None])
    if not np.isfinite(reach).all() or (cost <= 0).any():
        raise ScenarioError("a cost factor is not above zero; 1 leaves a line as it is")
    if (reach.sum(axis=2) <= 0).any():
        j, n = np.argwhere(reach.sum(axis=2) <= 0)[0]
        where = f"{base.regions[n]} is left without any {base.sectors[j]}"
        raise ScenarioError(f"{where}: a total cut of all its suppliers has no equilibrium")
    given = (
        reach, np.ascontiguousarray(after), base.value_added, base.inputs, base.taste, base.theta,
        base.wages, np.ascontiguousarray(gap),
    )  # fmt: skip
    start = np.concatenate(
        [np.zeros(base.wages.size + base.spending.size), np.log(base.spending).ravel()]
    )
    kept = np.ascontiguousarray(1 / (1 + after))  # the part of spending that the seller gets
    kernel = (reach, kept, *given[2:])
    state, sweeps = _accelerated(lambda v: _sweep(v, *kernel), start, tolerance, most_sweeps)
    return _outcome(state, given, sweeps)


def settled(base: World, found: Outcome) -> World:
    """Give an outcome as a new baseline, such as the world without its deficits."""
    return replace(
        base,
        share=found.share,
        tariff=found.tariff,
        wages=base.wages * found.wage,
        deficit=found.deficit,
        spending=found.spending,
    )


def _accelerated(
    sweep: Callable[[Floats], Floats], start: Floats, tolerance: float, most: int
) -> tuple[Floats, int]:
    """Iterate ``sweep`` to its fixed point by Anderson mixing (Walker and Ni 2011).

    Where the error grows threefold the memory is dropped. Where it explodes, the best point so far
    is taken up again, and from there on only half of each step is taken.
    """
    at, best_at, best, lately, part = start, start, math.inf, math.inf, 1.0
    past = _Past(start.size)
    size = math.inf
    for number in range(1, most + 1):
        image = sweep(at)
        error = image - at
        size = float(np.abs(error).max())
        if size < tolerance:
            return image, number
        if not size <= _EXPLODED * best:  # also where it is no number
            if not math.isfinite(best):
                raise ScenarioError("the first sweep has no finite prices; is the cut total?")
            past.clear()
            at, part, lately = best_at, part / 2, math.inf
            continue
        if size > _RESTART * lately:
            past.clear()
            lately = math.inf
        lately = min(lately, size)
        if size < best:
            best, best_at = size, at
        at = past.mixed(at + part * error, error)
    raise ScenarioError(
        f"no equilibrium within {most} sweeps (last change {size:.2g}, wanted {tolerance:.2g})"
    )


class _Past:
    """The last steps between sweeps, and their mix that leaves the least error."""

    def __init__(self, size: int) -> None:
        self.steps = np.zeros((MEMORY, size))
        self.moves = np.zeros((MEMORY, size))
        self.square = np.zeros((MEMORY, MEMORY))  # products of the steps, kept up row by row
        self.count = 0
        self.image: Floats | None = None
        self.error: Floats | None = None

    def clear(self) -> None:
        """Forget every step."""
        self.count, self.image, self.error = 0, None, None

    def mixed(self, image: Floats, error: Floats) -> Floats:
        """Take in a sweep's image and error, and give the next point to sweep from."""
        if self.image is not None and self.error is not None:
            row = (self.count - 1) % MEMORY
            np.subtract(image, self.image, out=self.moves[row])
            np.subtract(error, self.error, out=self.steps[row])
            self.square[row] = self.square[:, row] = self.steps @ self.steps[row]
        self.image, self.error = image, error
        self.count += 1
        rows = min(self.count - 1, MEMORY)
        if rows == 0:
            return image
        steps = self.steps[:rows]
        square = self.square[:rows, :rows].copy()
        square.flat[:: rows + 1] *= 1 + 1e-12
        mixed: Floats = image - np.linalg.solve(square, steps @ error) @ self.moves[:rows]
        return mixed


# Sums may be taken in another order, so that they run in lanes; no number is taken as finite.
@numba.njit(cache=True, fastmath={"reassoc", "contract", "nsz"})
def _sweep(  # noqa: PLR0917, C901, PLR0912 - a kernel: arrays in, one nest of loops
    state: Any,  # noqa: ANN401 - arrays of float64
    reach: Any,  # noqa: ANN401 - as above
    kept: Any,  # noqa: ANN401 - as above
    value_added: Any,  # noqa: ANN401 - as above
    inputs: Any,  # noqa: ANN401 - as above
    taste: Any,  # noqa: ANN401 - as above
    theta: Any,  # noqa: ANN401 - as above
    wages: Any,  # noqa: ANN401 - as above
    deficit: Any,  # noqa: ANN401 - as above
) -> Any:  # noqa: ANN401 - as above
    """Take (ln wage, ln price, ln spending) to what they imply of each other."""
    regions, sectors = taste.shape
    prices, sums = regions, regions + regions * sectors
    new = np.empty_like(state)
    power = np.empty((sectors, regions))
    cost = np.empty(sectors)
    for i in range(regions):
        for j in range(sectors):
            cost[j] = value_added[i, j] * state[i]
        for k in range(sectors):
            price = state[prices + i * sectors + k]
            for j in range(sectors):
                cost[j] += inputs[i, k, j] * price
        for j in range(sectors):
            power[j, i] = math.exp(-theta[j] * cost[j])
    made = np.zeros((sectors, regions))
    revenue = np.zeros(regions)
    for j in range(sectors):
        for n in range(regions):
            reached = 0.0
            for i in range(regions):
                reached += reach[j, n, i] * power[j, i]
            new[prices + n * sectors + j] = -math.log(reached) / theta[j]
            each = math.exp(state[sums + n * sectors + j]) / reached
            taxed = 0.0
            for i in range(regions):
                paid_for = reach[j, n, i] * power[j, i]
                flow = paid_for * kept[j, n, i]
                made[j, i] += flow * each
                taxed += paid_for - flow
            revenue[n] += taxed * each
    paid = np.zeros(regions)
    for j in range(sectors):
        for i in range(regions):
            paid[i] += value_added[i, j] * made[j, i]
    scale = wages.sum() / paid.sum()
    for n in range(regions):
        new[n] = math.log(paid[n] * scale / wages[n])
        income = (paid[n] + revenue[n]) * scale + deficit[n]
        for k in range(sectors):
            spent = 0.0
            for j in range(sectors):
                spent += inputs[n, k, j] * made[j, n]
            spent = spent * scale + taste[n, k] * income
            new[sums + n * sectors + k] = math.log(max(spent, 1e-300))
    return new


def _outcome(state: Floats, given: tuple[Floats, ...], sweeps: int) -> Outcome:
    """Unfold a state into hats and flows, and measure how far its markets are from clearing."""
    reach, tariff, value_added, inputs, taste, theta, wages, deficit = given
    regions, sectors = taste.shape
    wage = state[:regions]
    price = state[regions : regions + taste.size].reshape(regions, sectors)
    spending = np.exp(state[regions + taste.size :]).reshape(regions, sectors)
    cost = value_added * wage[:, None] + np.einsum("nk,nkj->nj", price, inputs)
    power = np.exp(-theta * cost)
    share = reach * power.T[:, None, :]
    share /= share.sum(axis=2, keepdims=True)
    flows = share * spending.T[:, :, None] / (1 + tariff)
    made = flows.sum(axis=1).T
    income = np.exp(wage) * wages + (flows * tariff).sum(axis=(0, 2)) + deficit
    paid = (value_added * made).sum(axis=1)
    wanted = np.einsum("nkj,nj->nk", inputs, made) + taste * income[:, None]
    residual = max(
        float(np.abs(paid / (np.exp(wage) * wages) - 1).max()),
        float(np.abs(wanted / spending - 1).max()),
    )
    hats = np.exp(wage), np.exp(price), np.exp(cost)
    return Outcome(*hats, spending, share, income, tariff, deficit, sweeps, residual)
