"""Read a period as reports write it: 2017, 2017-Q1, 2017-01..2017-09, '12 months from 2018-01-01'.

Every period is half open. 'before 2019' has no start; 'about 2021' reaches a year to each side.
"""

import re
from datetime import UTC, datetime
from typing import Final, NamedTuple

_ONE: Final = re.compile(
    r"(?P<y>\d{4})(?:-(?:(?P<m>\d{2})(?:-(?P<d>\d{2}))?|Q(?P<q>\d)|H(?P<h>\d)))?"
)
_RATE: Final = re.compile(r"(?P<period>.+?)\s*\(per (?P<per>month|quarter|year)\)")
_MONTHS_FROM: Final = re.compile(r"(?P<n>\d{1,3}) months from (?P<from>\d{4}-\d{2}-\d{2})")
_FIRST, _LAST = 1800, 2200


class Read(NamedTuple):
    """A period that was read: its ends, its grain, what a rate is per, whether it is 'about'."""

    start: datetime | None
    end: datetime | None
    grain: str
    per: str | None = None
    approximate: bool = False


def read_period(text: str) -> Read:
    """Turn the words of a period into its ends.

    >>> read_period("2017-Q1").end.isoformat()
    '2017-04-01T00:00:00+00:00'

    Raises:
        ValueError: says what of the text is no period.
    """
    words = " ".join(text.split())
    if rate := _RATE.fullmatch(words):
        return read_period(rate["period"])._replace(per=rate["per"])
    if some := _MONTHS_FROM.fullmatch(words):
        start = _one(some["from"]).start
        return Read(start, _months(start, int(some["n"])), "span")
    if ".." in words:
        return _between(words)
    head, _, rest = words.partition(" ")
    return _one(words) if not rest else _open(head, rest, text)


def _open(head: str, rest: str, text: str) -> Read:
    """Read a period with an open or a blurred end: 'before 2019', 'about 2021'."""
    if head in {"before", "until"}:
        return Read(None, _one(rest).start, "span")
    if head in {"since", "from"}:
        return Read(_one(rest).start, None, "span")
    if head == "after":
        return Read(_one(rest).end, None, "span")
    if head in {"about", "around", "circa"}:
        inner = _one(rest)
        return Read(_months(inner.start, -12), _months(inner.end, 12), inner.grain, None, True)
    return _one(text)


def _between(words: str) -> Read:
    """Read '2017-01..2017-09': from the start of the first to the end of the second."""
    first, last = (_one(part.strip()) for part in words.split("..", 1))
    if first.start is None or last.end is None or first.start >= last.end:
        raise ValueError(f"period {words!r} ends before it starts")
    return Read(first.start, last.end, "span")


def _one(text: str) -> Read:
    """Read one year, half, quarter, month or day."""
    found = _ONE.fullmatch(text)
    if not found:
        raise ValueError(
            f"period {text!r} is none that can be read; write 2017, 2017-Q1, 2017-H1, 2017-01, "
            "2017-01-31 or 2017-01..2017-09"
        )
    year = int(found["y"])
    if not _FIRST <= year <= _LAST:
        raise ValueError(f"period {text!r}: year {year} is not between {_FIRST} and {_LAST}")
    if found["d"]:
        return _day(text, year, int(found["m"]), int(found["d"]))
    for group, most, months, grain in (
        ("m", 12, 1, "month"),
        ("q", 4, 3, "quarter"),
        ("h", 2, 6, "half"),
    ):
        if found[group]:
            n = int(found[group])
            if not 1 <= n <= most:
                raise ValueError(f"period {text!r}: there is no {grain} {n}")
            start = datetime(year, 1 + (n - 1) * months, 1, tzinfo=UTC)
            return Read(start, _months(start, months), grain)
    start = datetime(year, 1, 1, tzinfo=UTC)
    return Read(start, _months(start, 12), "year")


def _day(text: str, year: int, month: int, day: int) -> Read:
    try:
        start = datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        raise ValueError(f"period {text!r}: there is no such day") from None
    return Read(start, datetime.fromordinal(start.toordinal() + 1).replace(tzinfo=UTC), "day")


def _months(at: datetime | None, n: int) -> datetime | None:
    """Move a first of a month (or a day of a month that every month has) by ``n`` months."""
    if at is None:
        return None
    count = at.year * 12 + at.month - 1 + n
    year, month = divmod(count, 12)
    day = (
        min(at.day, 28) if month == 1 else min(at.day, 30)
    )  # 28 and 30: days all such months have
    return at.replace(year=year, month=month + 1, day=min(at.day, day))
