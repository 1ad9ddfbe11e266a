"""What an estimate comes to, and which of its inputs to argue about.

Inputs are drawn independently by a quasi-random sequence (Hammersley 1960), which fills the cube
of probabilities more evenly than dice and is the same on every run.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from hawse.channels.labour.find.shapes import Floats, Pool

DRAWS: Final = 8192
AT: Final = (0.05, 0.25, 0.5, 0.75, 0.95)
PRIMES: Final = (2, 3, 5, 7, 11)
_BINS: Final = 64


@dataclass(frozen=True)
class Estimate:
    """Quantiles at ``AT``; each input's share of the variance and the swing that it makes.

    A share is the part of the variance that would go if the input were known (first-order Sobol
    index, as the variance of the means of the draws binned by the input); shares fall short of one
    by what inputs do together. A swing is the result with one input at its 5 and 95 in a hundred
    and the others in their middle.
    """

    quantiles: tuple[float, ...]
    shares: Mapping[str, float]
    swings: Mapping[str, tuple[float, float]]


def estimate(inputs: Mapping[str, Pool], does: Callable[..., Floats]) -> Estimate:
    """Draw every input, put the draws through ``does(**inputs)``, and weigh the inputs."""
    cube = spread(DRAWS, len(inputs))
    drawn = {name: pool.at(cube[:, n]) for n, (name, pool) in enumerate(inputs.items())}
    values = does(**drawn)
    middle = {name: pool.at([0.5]) for name, pool in inputs.items()}
    swings = {}
    for name, pool in inputs.items():
        low, high = (float(does(**{**middle, name: pool.at([u])})[0]) for u in (AT[0], AT[-1]))
        swings[name] = (min(low, high), max(low, high))
    shares = {name: _share(cube[:, n], values) for n, name in enumerate(inputs)}
    order = sorted(shares, key=lambda name: (-shares[name], name))
    return Estimate(
        tuple(float(v) for v in np.quantile(values, AT)),
        {name: shares[name] for name in order},
        {name: swings[name] for name in order},
    )


def spread(draws: int, sides: int) -> Floats:
    """Give points that fill a cube evenly; the same every time. At most as many sides as PRIMES.

    The midpoints of equal slices along the first side, radical inverses along the others.
    """
    columns = [(np.arange(draws) + 0.5) / draws]
    for prime in PRIMES[: sides - 1]:
        left, made, weight = np.arange(1, draws + 1), np.zeros(draws), 1.0
        while left.any():
            weight /= prime
            made += weight * (left % prime)
            left //= prime
        columns.append(made)
    return np.stack(columns, axis=1)


def _share(at: Floats, values: Floats) -> float:
    """Give the variance between bins of one input, from 0 to 1."""
    whole = float(values.var())
    if whole <= 1e-18 * float(values.mean()) ** 2:
        return 0.0
    means = values[np.argsort(at, kind="stable")].reshape(_BINS, -1).mean(axis=1)
    return float(means.var()) / whole


def percents(shares: Mapping[str, float]) -> str:
    """Write the shares that are at least half a percent, largest first."""
    said: Sequence[str] = [f"{n} {s:.0%}" for n, s in shares.items() if s >= 0.005]  # noqa: PLR2004 - a rounded nought
    return ", ".join(said)
