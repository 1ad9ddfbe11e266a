"""A world as a trade model sees it: shares, costs, tastes and tariffs, built from flows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hawse.core.errors import HawseError

Floats = npt.NDArray[np.float64]
SMALL = 0.01
"""Balanced input-output tables hold a few small negative inputs; larger ones are refused."""


class ScenarioError(HawseError):
    """A scenario is asked of data that cannot carry it; says what was found and what is wanted."""

    exit_code = 3


@dataclass(frozen=True)
class World:
    """A baseline equilibrium in values. Axes: j sector, n importer, i exporter, k input.

    ``share[j, n, i]`` is the part of n's spending on j that goes to i; ``tariff[j, n, i]`` the
    rate that n lays on i; ``value_added[n, j]`` and ``inputs[n, k, j]`` are the cost shares of
    making j in n; ``taste[n, j]`` the part of n's final spending; ``theta[j]`` the trade
    elasticity; ``wages[n]`` value added; ``deficit[n]`` imports less exports; ``spending[n, j]``
    what n spends on j, tariffs in.
    """

    regions: tuple[str, ...]
    sectors: tuple[str, ...]
    share: Floats
    tariff: Floats
    value_added: Floats
    inputs: Floats
    taste: Floats
    theta: Floats
    wages: Floats
    deficit: Floats
    spending: Floats

    @property
    def flows(self) -> Floats:
        """Trade before tariffs, (j, n, i)."""
        return self.share * self.spending.T[:, :, None] / (1 + self.tariff)

    @property
    def income(self) -> Floats:
        """Wages, tariff revenue and deficit of every region."""
        revenue: Floats = (self.flows * self.tariff).sum(axis=(0, 2))
        return self.wages + revenue + self.deficit


def world(
    *,
    trade: Floats,
    tariff: Floats,
    value_added: Floats,
    inputs: Floats,
    theta: Floats,
    names: tuple[Sequence[str], Sequence[str]],
) -> World:
    """Build a baseline from flows (j, n, i) before tariffs, and costs in values.

    ``value_added`` is (n, j), ``inputs`` (n, k, j): input k into the making of j. Final tastes are
    what spending leaves after inputs, at least nothing (Caliendo and Parro 2015, section 4); own
    sales stand on the diagonal of ``trade``.

    Raises:
        ScenarioError: shapes do not fit, a value is negative or not finite, a region makes or buys
            nothing of a sector, or an elasticity is not above zero.
    """
    regions, sectors = (tuple(str(n) for n in part) for part in names)
    arrays = dict(trade=trade, tariff=tariff, value_added=value_added, inputs=inputs, theta=theta)  # noqa: C408 - names as they are said in errors
    _check(arrays, len(sectors), len(regions))
    made = trade.sum(axis=1).T
    spent = (trade * (1 + tariff)).sum(axis=2).T
    if (made <= 0).any() or (spent <= 0).any():
        n, j = np.argwhere((made <= 0) | (spent <= 0))[0]
        raise ScenarioError(
            f"{regions[n]} makes or buys nothing of {sectors[j]}; join the sector to another one"
        )
    cost = value_added + inputs.sum(axis=1)
    io = inputs / cost[:, None, :]
    final = np.maximum(spent - np.einsum("nkj,nj->nk", io, made), 0.0)
    return World(
        regions,
        sectors,
        share=trade * (1 + tariff) / spent.T[:, :, None],
        tariff=tariff.astype(np.float64),
        value_added=value_added / cost,
        inputs=np.ascontiguousarray(io),
        taste=final / final.sum(axis=1, keepdims=True),
        theta=theta.astype(np.float64),
        wages=(value_added / cost * made).sum(axis=1),
        deficit=trade.sum(axis=(0, 2)) - trade.sum(axis=(0, 1)),
        spending=spent,
    )


def _check(arrays: Mapping[str, Floats], sectors: int, regions: int) -> None:
    wanted = {
        "trade": (sectors, regions, regions),
        "tariff": (sectors, regions, regions),
        "value_added": (regions, sectors),
        "inputs": (regions, sectors, sectors),
        "theta": (sectors,),
    }
    for name, values in arrays.items():
        if values.shape != wanted[name]:
            raise ScenarioError(f"{name} has the shape {values.shape}, wanted {wanted[name]}")
        if not np.isfinite(values).all() or ((values < 0).any() and name != "inputs"):
            raise ScenarioError(f"{name} holds a negative value or one that is no number")
    inputs = arrays["inputs"]
    cost = arrays["value_added"] + inputs.sum(axis=1)
    if (inputs < -SMALL * cost[:, None, :]).any():
        raise ScenarioError("inputs hold a negative value of more than a hundredth of the cost")
    if (arrays["theta"] <= 0).any():
        raise ScenarioError("an elasticity is not above zero")
