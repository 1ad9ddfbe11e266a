"""The step ``counted``: for which part of each year labour figures speak, by host."""

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any, Final

import pyarrow as pa

from hawse.core.tables import COVERAGE

Row = dict[str, Any]
_COUNTS: Final = frozenset({"workers", "permits"})
_MONTHS: Final = 12
_HEADS: Final = (
    "Head-counts by {voices} speak of {months} of the 12 months of {year}. Workers without "
    "papers and those whom nobody counted are in none of them."
)
_BANKS: Final = (
    "Bank transfers of {months} of the 12 months of {year}. Cash, goods and what went by other "
    "countries are not in them."
)


def counted(
    figures: pa.Table, head_counts: pa.Table, transfers: pa.Table, *, holds_months: int
) -> pa.Table:
    """Give the share of each calendar year's months that a figure speaks of.

    A stock said for a day or month speaks of ``holds_months`` to each side of it, as it does in
    the findings. A year of which nothing speaks has no row: nothing was looked at there.
    """
    seen: dict[tuple[str, int, str], tuple[set[int], set[str], list[bool]]] = defaultdict(
        lambda: (set(), set(), [])
    )
    for row in [*figures.to_pylist(), *head_counts.to_pylist()]:
        if row["topic"] == "labour" and row["counts"] in _COUNTS and row["subject"]:
            for year, month in _held(row, holds_months):
                _add(seen[row["subject"], year, _HEADS], month, row["said_by"], row)
    for row in transfers.to_pylist():
        start = row["period_start"]
        if row["direction"] == "inflow" and row["type"] == "total":
            _add(seen[row["country"], start.year, _BANKS], start.month, "banks", row)
    return COVERAGE.rows([_row(key, *value) for key, value in sorted(seen.items())])


def _add(held: tuple[set[int], set[str], list[bool]], month: int, voice: str, row: Row) -> None:
    held[0].add(month)
    held[1].add(str(voice))
    held[2].append(bool(row["synthetic"]))


def _held(row: Row, holds: int) -> list[tuple[int, int]]:
    """List the months that a stock speaks of; one without both ends speaks of none."""
    start, end = row["period_start"], row["period_end"]
    if start is None or end is None or row["basis"] != "reported":
        return []
    wide = holds if row["period_grain"] in {"day", "month"} else 0
    first = start.year * _MONTHS + start.month - 1
    after = end.year * _MONTHS + end.month - 1
    last = after if (end.day, end.hour, end.minute) != (1, 0, 0) else after - 1
    if last - first > 100 * _MONTHS:
        return []
    return [divmod(n, _MONTHS) for n in range(first - wide, last + wide + 1)]


def _row(
    key: tuple[str, int, str], months: set[int], voices: set[str], synthetic: list[bool]
) -> Row:
    host, year, text = key
    count = "1 speaker" if len(voices) == 1 else f"{len(voices)} speakers"
    return {
        "channel": "labour",
        "subject": host,
        "place": host,
        "period_start": datetime(year, 1, 1, tzinfo=UTC),
        "period_end": datetime(year + 1, 1, 1, tzinfo=UTC),
        "share": round(len(months) / _MONTHS, 6),
        "basis_text": text.format(voices=count, months=len(months), year=year),
        "synthetic": all(synthetic),
    }
