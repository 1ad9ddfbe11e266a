"""When a series broke: one break of the level, with an interval for its date and a test.

The F of a break is taken at every date but the first and last 15 percent (Andrews 1993); its
largest value is held against 8.85, the 5 percent value for one restriction. Noise that carries on
from month to month is granted by a long-run variance (Bartlett weights, Newey and West 1987).
The interval of the date is Bai's (1997): 11 long-run variances over the squared jump, to each
side. The model is named with every date: a level, without trend or season.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

CRITICAL: Final = 8.85
TRIM: Final = 0.15
_BAI: Final = 11.0  # 97.5 percent point of the argmax of a two-sided Brownian motion with drift
_FEWEST: Final = 12


@dataclass(frozen=True)
class Break:
    """A break before place ``at`` of the series; between ``earliest`` and ``latest`` at 95 %.

    ``factor`` is the level after over the level before; ``statistic`` the robust F, and
    ``found`` whether it passes the critical value.
    """

    at: int
    earliest: int
    latest: int
    factor: float
    statistic: float
    found: bool


def level_break(amounts: Sequence[float]) -> Break | None:
    """Find the most likely break of the log of amounts above zero; ``None`` for too few of them.

    >>> level_break([10.0, 11.0] * 12 + [50.0, 55.0] * 12).at
    24
    """
    n = len(amounts)
    if n < _FEWEST or any(a <= 0 for a in amounts):
        return None
    y = [math.log(a) for a in amounts]
    first, last = max(2, math.ceil(n * TRIM)), min(n - 2, math.floor(n * (1 - TRIM)))
    total, so_far = math.fsum(y), 0.0
    sums = []
    for value in y:
        so_far += value
        sums.append(so_far)
    best, at = -1.0, first
    for k in range(first, last + 1):
        one, other = sums[k - 1] / k, (total - sums[k - 1]) / (n - k)
        gained = (one - other) ** 2 * k * (n - k) / n  # fall of the squared error
        if gained > best:
            best, at = gained, k
    before, after = sums[at - 1] / at, (total - sums[at - 1]) / (n - at)
    errors = [v - (before if i < at else after) for i, v in enumerate(y)]
    variance = max(long_run(errors), 1e-12)
    jump = after - before
    reach = math.ceil(_BAI * variance / jump**2) if jump else n
    statistic = best / variance
    return Break(
        at, max(1, at - reach), min(n - 1, at + reach), math.exp(jump), statistic,
        statistic > CRITICAL,
    )  # fmt: skip


def long_run(errors: Sequence[float]) -> float:
    """Give the variance of errors that carry on: Bartlett weights over 4 (n / 100)^(2/9) places.

    Never less than the plain variance: a series that swings back is no surer for it.
    """
    n = len(errors)
    lags = math.floor(4 * (n / 100) ** (2 / 9))
    plain = math.fsum(e * e for e in errors) / n
    more = sum(
        2
        * (1 - k / (lags + 1))
        * math.fsum(a * b for a, b in zip(errors, errors[k:], strict=False))
        / n
        for k in range(1, lags + 1)
    )
    return float(max(plain, plain + more))
