"""The shapes that an input of an estimate may have, and several of them as one (a linear pool).

A shape is taken as its quantiles at the midpoints of equal slices of probability, so the same
inputs give the same figures on every run; no dice are thrown.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
SLICES: Final = 256
_CELLS: Final = 2048  # of the density of a beta, which has no quantiles in closed form
_TAIL: Final = 1.6448536269514722  # sd between the middle and 95 in a hundred of a normal


@dataclass(frozen=True)
class Shape:
    """What is known of an amount: its form and up to three numbers.

    ``point`` a; ``flat`` from a to b; ``triangular`` and ``pert`` from a to c with the peak at b
    (PERT as in Malcolm et al. 1959: a beta with mean (a + 4 b + c) / 6); ``beta`` with the
    exponents a and b, between 0 and 1; ``lognormal`` with a and b as its 5 and 95 in a hundred.

    Raises:
        ValueError: no such form, a number is missing, or they are not in order.
    """

    form: str
    a: float
    b: float | None = None
    c: float | None = None

    def __post_init__(self) -> None:
        """Refuse numbers that make no such shape."""
        if self.form not in _WANTS:
            raise ValueError(f"shape {self.form!r} is none of {', '.join(_WANTS)}")
        given = [n for n in (self.a, self.b, self.c) if n is not None]
        wanted = _WANTS[self.form]
        if len(given) != wanted or not all(math.isfinite(n) and n >= 0 for n in given):
            raise ValueError(f"{self.form} takes {wanted} numbers from 0 up, found {given}")
        if self.form == "beta":
            if min(given) <= 0:
                raise ValueError(f"the exponents of a beta are above 0, found {given}")
        elif given != sorted(given) or (self.form == "lognormal" and given[0] <= 0):
            raise ValueError(f"the numbers of {self.form} run upwards, found {given}")

    def points(self) -> Floats:
        """Give the quantiles at the midpoints of equal slices, in order."""
        if self.ends[0] == self.ends[1]:
            return np.full(SLICES, self.a)
        return np.array([self.at((n + 0.5) / SLICES) for n in range(SLICES)])

    @property
    def ends(self) -> tuple[float, float]:
        """Give the least and the most that the shape allows; a lognormal's most is open."""
        if self.form == "beta":
            return 0.0, 1.0
        if self.form == "lognormal":
            return 0.0, math.inf if self.b != self.a else self.a
        last = self.c if self.c is not None else self.b
        return self.a, self.a if last is None else last

    @property
    def at(self) -> Callable[[float], float]:
        """Give the quantile function."""
        return _QUANTILES[self.form](self)


def _flat(s: Shape) -> Callable[[float], float]:
    low, high = s.ends
    return lambda u: low + (high - low) * u


def _triangular(s: Shape) -> Callable[[float], float]:
    low, high = s.ends
    peak = s.b or 0.0
    turn = (peak - low) / (high - low)
    rise, fall = (high - low) * (peak - low), (high - low) * (high - peak)
    return lambda u: low + math.sqrt(u * rise) if u < turn else high - math.sqrt((1 - u) * fall)


def _pert(s: Shape) -> Callable[[float], float]:
    low, high = s.ends
    peak = s.b or 0.0
    up = 1 + 4 * (peak - low) / (high - low)
    inner = _beta(Shape("beta", up, 6 - up))
    return lambda u: low + (high - low) * inner(u)


def _beta(s: Shape) -> Callable[[float], float]:
    p, q = s.a, s.b or 1.0
    middles = (np.arange(_CELLS) + 0.5) / _CELLS
    dense = [math.exp((p - 1) * math.log(x) + (q - 1) * math.log1p(-x)) for x in middles.tolist()]
    below = np.concatenate([[0.0], np.cumsum(dense)])
    below /= below[-1]
    edges = np.arange(_CELLS + 1) / _CELLS
    return lambda u: float(np.interp(u, below, edges))


def _lognormal(s: Shape) -> Callable[[float], float]:
    low, high = math.log(s.a), math.log(s.b or s.a)
    normal = NormalDist((low + high) / 2, (high - low) / (2 * _TAIL))
    return lambda u: math.exp(normal.inv_cdf(u))


_WANTS: Final = {"point": 1, "flat": 2, "triangular": 3, "pert": 3, "beta": 2, "lognormal": 2}
_QUANTILES: Final = {
    "point": _flat, "flat": _flat, "triangular": _triangular, "pert": _pert, "beta": _beta,
    "lognormal": _lognormal,
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """One statement of an amount: its shape, its weight among others, and its words."""

    shape: Shape
    weight: float
    says: str


class Pool:
    """Several statements of one amount as one distribution: a linear pool (Stone 1961).

    A statement that stands apart widens the ends rather than being averaged away. Weights need
    not add up to one.
    """

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = tuple(parts)
        values = np.concatenate([p.shape.points() for p in parts])
        weights = np.repeat([p.weight / SLICES for p in parts], SLICES)
        order = np.argsort(values, kind="stable")
        self._values = values[order]
        below = np.cumsum(weights[order])
        self._below = (below - weights[order] / 2) / below[-1]

    def at(self, u: Floats | Sequence[float]) -> Floats:
        """Give the quantiles at ``u``; never outside what a part allows."""
        return np.asarray(np.interp(u, self._below, self._values), dtype=np.float64)

    def disagreement(self) -> float:
        """Give the part of the variance that lies between statements, not within one.

        The law of total variance; 0 where there is no spread.
        """
        weights = np.array([p.weight for p in self.parts])
        weights /= weights.sum()
        points = [p.shape.points() for p in self.parts]
        means = np.array([v.mean() for v in points])
        between = float(weights @ (means - weights @ means) ** 2)
        within = float(weights @ np.array([v.var() for v in points]))
        return between / (between + within) if between > 0 else 0.0
