"""Shares, F1, the area under the ROC curve, calibration, each with its 95 % interval."""

import math
from collections.abc import Callable, Sequence

import numpy as np

Scored = Sequence[tuple[float, bool]]
ROUNDS = 200


def _down(value: float) -> float:
    """Cut a rate off after four places: a figure is never rounded up to its goal."""
    return math.floor(value * 10_000) / 10_000


def f1(both: int, told: int, true: int) -> float | None:
    """Give the harmonic mean of precision and recall; None where there is nothing to tell."""
    return _down(2 * both / (told + true)) if told or true else None


def auc(scored: Scored) -> float | None:
    """Give the area under the ROC curve: how often a dark silence scores above another one."""
    yes, no = [s for s, d in scored if d], [s for s, d in scored if not d]
    if not yes or not no:
        return None
    values = np.array([s for s, _ in scored])
    order = np.argsort(values, kind="stable")
    _, where, counts = np.unique(values[order], return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks = ((ends - counts + 1 + ends) / 2)[where]
    dark = np.array([d for _, d in scored])[order]
    wins = float(ranks[dark].sum()) - len(yes) * (len(yes) + 1) / 2
    return _down(wins / (len(yes) * len(no)))


def calibration(scored: Scored, bins: int = 10) -> float | None:
    """Give the expected calibration error in ten bins (Guo and others 2017)."""
    if not scored:
        return None
    error = 0.0
    for n in range(bins):
        held = [
            (s, d)
            for s, d in scored
            if n / bins <= s < (n + 1) / bins or (n == bins - 1 and s == 1.0)
        ]
        if held:
            error += abs(sum(s for s, _ in held) - sum(d for _, d in held)) / len(scored)
    return math.ceil(error * 10_000) / 10_000


def share(part: int, whole: int) -> float | None:
    """Give a share; None of nothing."""
    return _down(part / whole) if whole else None


def wilson(hits: int, of: int) -> list[float]:
    """Give Wilson's 95 % interval of a share (Wilson 1927, JASA 22:209)."""
    if not of:
        return [0.0, 1.0]
    part, z = hits / of, 1.96
    middle = part + z * z / (2 * of)
    half = z * math.sqrt(part * (1 - part) / of + z * z / (4 * of * of))
    return [round((middle + s * half) / (1 + z * z / of), 4) for s in (-1, 1)]


def resampled(scored: Scored, measure: Callable[[Scored], float | None]) -> list[float] | None:
    """Give the 95 % interval of a measure by the bootstrap (Efron 1979), the same each time."""
    dice = np.random.default_rng(7)
    found = [
        got
        for take in dice.integers(0, len(scored), (ROUNDS, len(scored))).tolist()
        if (got := measure([scored[n] for n in take])) is not None
    ]
    return [round(float(q), 4) for q in np.quantile(found, (0.025, 0.975))] if found else None


def f1_95(both: int, told: int, true: int) -> list[float] | None:
    """Give the 95 % interval of F1 = 2b / (2b + false + missed): Wilson's, of b of those."""
    if not (told or true):
        return None
    return [round(2 * p / (1 + p), 4) for p in wilson(both, told + true - both)]
