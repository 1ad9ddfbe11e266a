"""Detours: whose imports from some suppliers jumped out of line when another road was closed.

Score of a partner in a year: z ln(1 + excess / size), where z is its growth since the base year,
less the growth of all partners together, over the usual spread of its own growth over as many
years (median absolute deviation, at least ``floor`` a year), and excess the amount above what the
common growth gives. The base is the last year before the shock, so that a jump is not forgotten a
year later. The form and the alarm were chosen with 2022 in sight; judge them on partners that were
kept back.
"""

import math
import statistics
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

_TO_SD: Final = 1.4826  # a normal variable's standard deviation over its median absolute deviation


@dataclass(frozen=True)
class Rules:
    """Smallest trade looked at, which also scales an excess; least spread, history, alarm."""

    size: float = 20e6
    floor: float = 0.08
    history: int = 4
    alarm: float = 17.0


class Score(NamedTuple):
    """One partner's score; ``z`` without its weight by size."""

    partner: str
    score: float
    z: float
    excess: float


def detours(
    trade: Mapping[str, Mapping[int, float]], year: int, base: int, rules: Rules | None = None
) -> list[Score]:
    """Rank partners by how far their trade is out of line with the base year's, highest first.

    A partner needs at least ``history`` earlier changes over as many years as lie between the two.
    """
    use = rules or Rules()
    gap = year - base
    common = {y: _common(trade, y, gap) for y in range(min_year(trade) + gap, year + 1)}
    found = []
    for partner, series in sorted(trade.items()):
        one = _score(partner, series, (year, base), common, use)
        if one is not None:
            found.append(one)
    return sorted(found, key=lambda s: (-s.score, s.partner))


def alarms(scores: list[Score], rules: Rules | None = None) -> list[Score]:
    """Give the partners whose score is above the alarm."""
    level = (rules or Rules()).alarm
    return [s for s in scores if s.score > level]


def min_year(trade: Mapping[str, Mapping[int, float]]) -> int:
    """Give the first year of any partner; 0 where there is none."""
    return min((y for series in trade.values() for y in series), default=0)


def _common(trade: Mapping[str, Mapping[int, float]], year: int, gap: int) -> float:
    """Give the log growth of all partners together that have both years."""
    both = [s for s in trade.values() if s.get(year, 0) > 0 and s.get(year - gap, 0) > 0]
    if not both:
        return 0.0
    now, then = (math.fsum(s[y] for s in both) for y in (year, year - gap))
    return math.log(now / then)


def _score(
    partner: str,
    series: Mapping[int, float],
    years: tuple[int, int],
    common: Mapping[int, float],
    rules: Rules,
) -> Score | None:
    year, base = years
    gap = year - base
    now, then = series.get(year, 0.0), series.get(base, 0.0)
    if now < rules.size or then <= 0:
        return None
    past = [
        math.log(series[y] / series[y - gap]) - common[y]
        for y in sorted(common)
        if y <= base and series.get(y, 0) > 0 and series.get(y - gap, 0) > 0
    ]
    if len(past) < max(1, rules.history - gap + 1):
        return None
    middle = statistics.median(past)
    spread = _TO_SD * statistics.median([abs(p - middle) for p in past])
    z = (math.log(now / then) - common[year]) / max(spread, rules.floor * math.sqrt(gap))
    excess = now - then * math.exp(common[year])
    score = z * math.log1p(excess / rules.size) if z > 0 and excess > 0 else min(z, 0.0)
    return Score(partner, score, z, excess)
