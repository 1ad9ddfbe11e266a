"""Scales: from amounts and instants to places on paper; no mark passes the axis."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

_ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)
_LEAST = 1e-9  # the ledger keeps nine decimals: a spread below is none
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale from ``low..high`` to ``start..end`` on paper, with its round ticks."""

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...]

    def at(self, value: float) -> float:
        """Give the place of a value; what lies outside is held at the edge."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + min(1.0, max(0.0, share)) * (self.end - self.start)


def rounded(values: Sequence[float], start: float, end: float, *, most: int = 4) -> Scale:
    """Make a scale that holds all values, and nought unless they lie far from it.

    Where all values are whole numbers the ticks are whole too: there is no half of a ship.
    """
    low, high = min(values, default=0.0), max(values, default=1.0)
    spread = high - low
    if low > 0 and not (spread > 0 and low > 3 * spread):
        low = 0.0
    if high < 0:
        high = 0.0
    if high - low < _LEAST * max(1.0, abs(high)):
        high = low + max(abs(low), 1.0)
    raw = (high - low) / most
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(r for r in _ROUND if r * power >= raw * 0.999) * power
    if all(float(v).is_integer() for v in values):
        step = max(step, 1.0)
    first, last = math.floor(low / step), math.ceil(high / step)
    ticks = tuple(round(n * step, 12) for n in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], start, end, ticks)


def months(first: datetime, last: datetime, *, most: int = 8) -> tuple[datetime, ...]:
    """Give the beginnings of months, quarters or years that lie in a span, not more than a few."""
    span = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((s for s in _MONTH_STEPS if span / s <= most), _MONTH_STEPS[-1])
    at = math.ceil((first.year * 12 + first.month - 1) / step) * step
    got = []
    while (tick := datetime(at // 12, at % 12 + 1, 1, tzinfo=UTC)) <= last:
        if tick >= first:
            got.append(tick)
        at += step
    return tuple(got)
