"""What drives an estimate that is a product of intervals: which input to argue about."""

import math
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Final

Span = tuple[float, float]
_POINTS: Final = 24


def shares(inputs: Mapping[str, Span]) -> dict[str, float]:
    """Give each input's part of the relative variance of the product, largest first.

    Each input is taken as equally likely anywhere between its ends (first order in the relative
    spread). Inputs without a spread drive nothing; without any spread nothing does.
    """
    relative = {}
    for name, (low, high) in inputs.items():
        middle = (low + high) / 2
        relative[name] = ((high - low) / middle) ** 2 / 12 if middle else 0.0
    whole = sum(relative.values())
    ordered = sorted(relative.items(), key=lambda pair: (-pair[1], pair[0]))
    return {name: part / whole if whole else 0.0 for name, part in ordered}


def quantiles(inputs: Sequence[Span], at: Sequence[float] = (0.05, 0.5, 0.95)) -> list[float]:
    """Give quantiles of the product of inputs that are equally likely anywhere between their ends.

    By the midpoints of equal slices of each input: no dice are thrown, and the same inputs give
    the same figures. At most four inputs.

    Raises:
        ValueError: more than four inputs.
    """
    if len(inputs) > 4:  # noqa: PLR2004 - slices to the power of the inputs
        raise ValueError(f"{len(inputs)} inputs; join some, at most four can be sliced")
    slices = [
        [low + (high - low) * (n + 0.5) / _POINTS for n in range(_POINTS)] if high > low else [low]
        for low, high in inputs
    ]
    values = sorted(_times(combined) for combined in product(*slices))
    return [values[min(len(values) - 1, int(q * len(values)))] for q in at]


def pooled(spans: Sequence[Span], at: Sequence[float] = (0.05, 0.5, 0.95)) -> list[float]:
    """Give quantiles of one amount that several report: each is as likely to be right.

    An equal mixture (a linear pool), each flat between its own ends, by midpoints of equal slices:
    a report that stands apart widens the ends rather than being averaged away.
    """
    values = sorted(
        low + (high - low) * (n + 0.5) / _POINTS for low, high in spans for n in range(_POINTS)
    )
    return [values[min(len(values) - 1, int(q * len(values)))] for q in at]


def disagreement(spans: Sequence[Span]) -> float:
    """Give the part of the mixture's variance that lies between the reports, not within them.

    The law of total variance; 0 where the mixture has no spread.
    """
    middles = [(low + high) / 2 for low, high in spans]
    mean = math.fsum(middles) / len(middles)
    between = math.fsum((m - mean) ** 2 for m in middles)
    within = math.fsum((high - low) ** 2 / 12 for low, high in spans)
    return between / (between + within) if between else 0.0


def _times(numbers: Sequence[float]) -> float:
    made = 1.0
    for number in numbers:
        made *= number
    return made
