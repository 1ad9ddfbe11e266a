"""Rank partners as detours: ``python -m evaluation.detours DIR [SHOCK_YEAR]``.

DIR holds a table of yearly exports (columns iso, year, eur). Prints one JSON line: ranks in the year of
the shock and in each later year, all against the last year before it, and the alarms of the years before
as a placebo, each against its own year before, with the 95 % interval of the rate an alarm a partner.
Where a table has months, the month in which each partner's exports broke is given beside the ranks.
"""

import json
import sys
from pathlib import Path

from evaluation.figures import wilson
from evaluation.tables import between, exports

from hawse.channels.trade.breaks import level_break
from hawse.channels.trade.mirror.detours import Rules, alarms, detours, min_year
from hawse.core.errors import HawseError

MONTH = len("2022-03")
SHORTEST = 2  # changes before the shock that a young table must have at least


def report(folder: Path, shock: int = 2022) -> dict[str, object]:
    """Give the figures that the script prints."""
    trade = exports(folder)
    rules = Rules(history=max(SHORTEST, min(Rules().history, shock - 1 - min_year(trade))))
    last = max((y for series in trade.values() for y in series), default=shock)
    ranks: dict[str, dict[str, int]] = {}
    looked, raised, points = {}, {}, {}
    for year in range(shock, last + 1):
        scores = detours(trade, year, shock - 1, rules)
        looked[str(year)] = len(scores)
        ranks[str(year)] = {s.partner: n for n, s in enumerate(scores[:25], start=1)}
        points[str(year)] = {s.partner: round(s.score, 1) for s in scores[:25]}
        raised[str(year)] = [s.partner for s in alarms(scores, rules)]
    placebo, seen = {}, 0
    for year in range(max(shock - 7, min_year(trade) + rules.history + 1), shock):
        scores = detours(trade, year, year - 1, rules)
        placebo[str(year)] = [s.partner for s in alarms(scores, rules)]
        seen += len(scores)
    count = sum(len(p) for p in placebo.values())
    return {
        "ranks": ranks,
        "partners": looked,
        "alarms": raised,
        "alarm_above": rules.alarm,
        "scores": points,
        "placebo_alarms_per_year": round(count / len(placebo), 4) if placebo else None,
        "placebo_most_in_a_year": max((len(p) for p in placebo.values()), default=None),
        "placebo": placebo,
        "placebo_rate_interval": wilson(count, seen),
        "breaks": _breaks(folder),
    }


def _breaks(folder: Path) -> dict[str, dict[str, object]]:
    """Give when monthly exports to each partner broke (one level, no trend), where a table has months."""
    made: dict[str, dict[str, object]] = {}
    for partner, amounts in sorted(between(folder)[0].items()):
        months = sorted(w for w in amounts if len(w) == MONTH)
        got = level_break([amounts[m] for m in months])
        if got is not None and got.found:
            ends = {"month": got.at, "earliest": got.earliest, "latest": got.latest}
            made[partner] = {k: months[n] for k, n in ends.items()} | {
                "factor": round(got.factor, 2)
            }
    return made


def main() -> int:
    """Print the report of the folder named on the command line."""
    if len(sys.argv) not in {2, 3}:
        print("usage: python -m evaluation.detours DIR [SHOCK_YEAR]", file=sys.stderr)
        return 2
    try:
        print(json.dumps(report(Path(sys.argv[1]), *map(int, sys.argv[2:]))))
    except (HawseError, OSError, ValueError, KeyError) as why:
        print(f"{sys.argv[1]}: {why}", file=sys.stderr)
        return 4
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
