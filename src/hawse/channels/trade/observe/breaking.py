"""The step ``series_breaks``: when a monthly flow with the target changed its level."""

from collections import defaultdict
from datetime import datetime
from itertools import pairwise
from typing import Any, Final

import pyarrow as pa

from hawse.channels.trade.breaks import CRITICAL, level_break
from hawse.channels.trade.tables import SERIES_BREAKS

Row = dict[str, Any]
_SIDES: Final = ("reporter", "partner", "flow", "product", "currency", "said_by")


def series_breaks(target_flows: pa.Table, *, least_months: int) -> pa.Table:
    """Give the one break of every flow whose months follow each other without a gap.

    A break that does not pass the test is given too, with ``found`` false: its date means nothing.
    """
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in target_flows.to_pylist():
        if row["period_grain"] == "month":
            groups[tuple(row[k] for k in _SIDES)].append(row)
    made: list[Row] = []
    for sides, rows in sorted(groups.items(), key=str):
        months = sorted(rows, key=lambda r: r["period_start"])
        one_by_one = all(a["period_end"] == b["period_start"] for a, b in pairwise(months))
        if len(months) < least_months or not one_by_one:
            continue
        got = level_break([m["value"] for m in months])
        if got is None:
            continue
        at, earliest, latest = (_start(months, n) for n in (got.at, got.earliest, got.latest))
        made.append(
            dict(zip(_SIDES, sides, strict=True))
            | {
                "at": at,
                "earliest": earliest,
                "latest": latest,
                "factor": round(got.factor, 6),
                "statistic": round(got.statistic, 4),
                "critical": CRITICAL,
                "found": got.found,
                "months": len(months),
                "first": months[0]["period_start"],
                "source_id": months[got.at]["source_id"],
                "locator": months[got.at]["locator"],
                "synthetic": any(m["synthetic"] for m in months),
            }
        )
    return SERIES_BREAKS.rows(made)


def _start(months: list[Row], number: int) -> datetime:
    start: datetime = months[number]["period_start"]
    return start
