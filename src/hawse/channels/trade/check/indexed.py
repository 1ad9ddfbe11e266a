"""Rows found by their period and by what they share, so that a check looks at few of them.

Of one series and period no more than ``MOST`` rows are looked at: nobody reports one amount more
often, and a file that does must not cost the square of its length.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Final

from hawse.channels.trade.check.form import Row

MOST: Final = 32
_MOST_INSIDE: Final = 512  # rows inside one period that are looked at: a year of days, and more
_STEPS: Final = frozenset({1, 3})  # months in what is held against the one before it
Day = tuple[int, int, int]


def together(rows: Iterable[Row], keys: Sequence[str]) -> dict[tuple[Hashable, ...], list[Row]]:
    """Group rows by what they share."""
    groups: dict[tuple[Hashable, ...], list[Row]] = defaultdict(list)
    for row in rows:
        groups[tuple(row[k] for k in keys)].append(row)
    return groups


class Spans:
    """Rows of one series by their period."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._by_span: dict[tuple[Day, Day], list[Row]] = defaultdict(list)
        self._rows = list(rows)
        for row in self._rows:
            mine = self._by_span[_day(row["period_start"], 0), _day(row["period_end"], 0)]
            if len(mine) < MOST:
                mine.append(row)
        self.first = min((r["period_start"] for r in self._rows), default=None)
        self._sorted: list[Row] | None = None

    def at(self, row: Row, years: int = 0) -> list[Row]:
        """Give rows whose period is that of ``row``, moved by whole years."""
        ends = _day(row["period_start"], years), _day(row["period_end"], years)
        return self._by_span.get(ends, [])

    def before(self, row: Row) -> list[Row]:
        """Give rows of the month or quarter that ends where ``row``, one of those, begins."""
        (year, month, day), (later, end, other) = (
            _day(row["period_start"], 0),
            _day(row["period_end"], 0),
        )
        months = (later - year) * 12 + end - month
        if (day, other) != (1, 1) or months not in _STEPS:
            return []
        count = year * 12 + month - 1 - months
        return self._by_span.get(((count // 12, count % 12 + 1, 1), (year, month, 1)), [])

    def groups(self) -> Iterator[list[Row]]:
        """Give the rows of each period."""
        yield from self._by_span.values()

    def inside(self, row: Row) -> Iterator[Row]:
        """Give rows whose period lies inside that of ``row``, itself included."""
        if self._sorted is None:
            kept = (r for rows in self._by_span.values() for r in rows)
            self._sorted = sorted(kept, key=_start)
        at = bisect_left(self._sorted, row["period_start"], key=_start)
        for one in islice(self._sorted, at, at + _MOST_INSIDE):
            if one["period_start"] >= row["period_end"]:
                return
            if one["period_end"] <= row["period_end"]:
                yield one


def same_time(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Give the rows of each period that several share."""
    yield from (group for group in Spans(rows).groups() if len(group) > 1)


def _start(row: Row) -> datetime:
    at: datetime = row["period_start"]
    return at


def _day(at: datetime, years: int) -> Day:
    return at.year + years, at.month, at.day
