"""When was a cap passed, and how likely is it that it was: amounts drawn from their intervals.

An amount is as likely anywhere between its ends and flows evenly over its period. Where an
interval comes of a conversion alone, all amounts of that factor are drawn together: one unknown
product is unknown in every month.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

import numpy as np

from hawse.channels.measures.find.supply import Amount

DRAWS: Final = 4000
_SEED: Final = 1718
_TAILS: Final = (0.05, 0.5, 0.95)


class Crossing(NamedTuple):
    """The share of draws in which a cap was passed, and when: 5, 50 and 95 % of those draws.

    ``open_above`` says that some supply was not reported or has no upper end: the probability is
    then the least there is, and the days are the latest.
    """

    probability: float
    days: tuple[datetime, datetime, datetime] | None
    open_above: bool


def crossing(
    amounts: Sequence[Amount], cap: float, start: datetime, end: datetime, *, open_above: bool
) -> Crossing:
    """Say how likely amounts pass a cap within a window, and when; one of no end is at its low."""
    drawn = _drawn(amounts)
    edges = sorted(
        {start, end, *(t for a in amounts for t in (a.start, a.end) if start < t < end)}
    )
    steps = np.array([(t - start) / timedelta(days=1) for t in edges])
    grown = np.zeros((DRAWS, len(edges)))
    for values, one in zip(drawn, amounts, strict=True):
        first, last = ((t - start) / timedelta(days=1) for t in (one.start, one.end))
        grown += values[:, None] * np.clip((steps - first) / max(last - first, 1e-9), 0.0, 1.0)
    passed = grown[:, -1] > cap
    share = float(np.count_nonzero(passed)) / DRAWS
    if not passed.any():
        return Crossing(share, None, open_above)
    days = np.sort(np.array([_day(row, steps, cap) for row in grown[passed]]))
    low, middle, high = (
        start + timedelta(days=int(days[int(t * (len(days) - 1))])) for t in _TAILS
    )
    return Crossing(share, (low, middle, high), open_above)


def _drawn(amounts: Sequence[Amount]) -> list[np.ndarray]:
    """Draw each amount; those whose interval is one factor's alone move together."""
    dice = np.random.default_rng(_SEED)
    shared: dict[str, np.ndarray] = {}
    made = []
    for one in amounts:
        own = dice.random(DRAWS)
        if one.factor and one.row["q_low"] == one.row["q_high"]:
            own = shared.setdefault(one.factor, own)
        high = one.low if one.high is None else one.high
        made.append(one.low + (high - one.low) * own)
    return made


def _day(grown: np.ndarray, steps: np.ndarray, cap: float) -> float:
    """Give the day on which a growing sum passes the cap; it is known to pass it."""
    after = int(np.argmax(grown > cap))
    if after == 0:
        return float(steps[0])
    before = after - 1
    rise = grown[after] - grown[before]
    return float(steps[before] + (steps[after] - steps[before]) * (cap - grown[before]) / rise)


def in_words(found: Crossing) -> str:
    """Say a crossing in words: a probability of draws, and days."""
    least = "at least " if found.open_above else ""
    said = f"the cap was passed in {least}{found.probability:.1%} of {DRAWS} draws"
    if found.days is None:
        return said
    low, middle, high = (f"{d:%Y-%m-%d}" for d in found.days)
    late = "at the latest " if found.open_above else ""
    return f"{said}, {late}on {middle} (5 to 95 %: {low} to {high})"
