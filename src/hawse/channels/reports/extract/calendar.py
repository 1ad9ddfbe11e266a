"""Spans of the calendar, half open, in UTC."""

from datetime import UTC, datetime, timedelta

Ends = tuple[datetime, datetime]


def day_of(at: datetime) -> Ends:
    """Give the day that an instant lies in."""
    start = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return start, start + timedelta(days=1)


def months(year: int, month: int, count: int = 1) -> Ends:
    """Give ``count`` months from a month on; the month may lie outside 1 to 12.

    >>> [d.date().isoformat() for d in months(2017, 10, 3)]
    ['2017-10-01', '2018-01-01']
    """
    return _first(year, month), _first(year, month + count)


def year_of(year: int) -> Ends:
    """Give a calendar year."""
    return months(year, 1, 12)


def week_of(at: datetime) -> Ends:
    """Give the week, from Monday, that an instant lies in."""
    start = day_of(at)[0] - timedelta(days=at.weekday())
    return start, start + timedelta(days=7)


def _first(year: int, month: int) -> datetime:
    return datetime(year + (month - 1) // 12, (month - 1) % 12 + 1, 1, tzinfo=UTC)
