"""Amounts and periods in words: intervals kept, units said, no digit too many."""

import math
from datetime import date, datetime, timedelta
from typing import Final

THIN = "\u202f"
"""Narrow no-break space: parts thousands and ties a number to its unit."""

_UNIT_WORDS: Final[dict[str, tuple[str, str]]] = {
    "person": ("person", "people"),
    "ship": ("ship", "ships"),
    "as": ("network", "networks"),
    "connection": ("connection", "connections"),
    "prefix": ("prefix", "prefixes"),
    "measure": ("measure", "measures"),
    "vote": ("vote", "votes"),
    "day": ("day", "days"),
    "hour": ("hour", "hours"),
}
_SCALES: Final = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
QUARTER, HALF, YEAR = 3, 6, 12  # months
_TWO_DIGITS = 1  # digits after the first that the width of an interval bears


def amount(low: float | None, best: float | None, high: float | None, unit: str | None) -> str:
    """Say an amount with its interval and unit; an empty text where nothing is said.

    >>> amount(2.11, 2.33, 2.56, "factor").replace(THIN, " ")
    '× 2.33 (2.11–2.56)'
    >>> amount(8, None, None, "ship").replace(THIN, " ")
    'at least 8 ships'
    >>> amount(0.31, 0.38, 0.44, "share").replace(THIN, " ")
    '38 % (31–44 %)'
    """
    ends = [v if v is None or math.isfinite(v) else None for v in (low, best, high)]
    said = [v for v in ends if v is not None]
    if not said:
        return ""
    if unit == "share":
        ends = [None if v is None else v * 100 for v in ends]
        said = [v * 100 for v in said]
        unit = "percent"
    scale, word = _scale(said)
    decimals = _decimals(said, scale)
    if unit == "percent" and max(said) >= 1:
        decimals = min(1, decimals)
    texts = [None if v is None else _plain(v / scale, decimals) for v in ends]
    after = _after(word, unit, many=set(said) != {1.0})
    before = "×" + THIN if unit == "factor" else ""
    return _phrase(texts, before, after, percent=unit == "percent")


def _phrase(texts: list[str | None], before: str, after: str, *, percent: bool) -> str:
    """Put the ends together: best with its interval, an interval alone, or an open end."""
    low, best, high = texts
    inner = THIN + "%" if percent else ""
    if low is not None and high is not None and low != high:
        span = f"{low}–{high}"
        return f"{before}{best}{after} ({span}{inner})" if best else f"{before}{span}{after}"
    if best is not None:
        return f"{before}{best}{after}"
    if low is not None and high is not None:
        return f"{before}{low}{after}"
    return (
        f"at least {before}{low}{after}" if low is not None else f"at most {before}{high}{after}"
    )


def _after(word: str, unit: str | None, *, many: bool) -> str:
    """Say what follows the number: the scale's word and the unit's."""
    if unit in (None, "-", "factor", "rank"):
        named = ""
    elif unit == "percent":
        named = "%"
    else:
        one, more = _UNIT_WORDS.get(unit, (unit, unit))
        named = more if many else one
    return "".join(THIN + part for part in (word, named) if part)


def _scale(said: list[float]) -> tuple[float, str]:
    """Choose one scale for all ends, so that they can be compared at a glance."""
    most = max(abs(v) for v in said)
    return next(((s, word) for s, word in _SCALES if most >= s), (1.0, ""))


def _decimals(said: list[float], scale: float) -> int:
    """Say how many decimals to write: two digits of the interval's width, else four digits."""
    width = (max(said) - min(said)) / scale
    if width > 0:
        return min(6, max(0, _TWO_DIGITS - math.floor(math.log10(width))))
    most = abs(said[0]) / scale
    return 3 if most == 0 else max(0, min(9, 3 - math.floor(math.log10(most))))


def _plain(value: float, decimals: int) -> str:
    """Write a number without exponent, with thin spaces and no empty decimals."""
    text = f"{value:,.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return ("0" if text in ("-0", "") else text).replace(",", THIN).replace("-", "−")


def plain(value: float) -> str:
    """Write one number as it stands.

    >>> plain(31400000).replace(THIN, " ")
    '31.4 million'
    """
    return amount(None, value, None, "-")


def count(number: int, one: str, more: str = "") -> str:
    r"""Say how many of a thing.

    >>> count(1, "row"), count(2, "entry", "entries")
    ('1\u202frow', '2\u202fentries')
    """
    return f"{number:,}".replace(",", THIN) + THIN + (one if number == 1 else more or one + "s")


def day(when: datetime | date | None) -> str:
    """Write a day, or an instant with its time where it is not midnight; UTC."""
    if when is None:
        return ""
    if isinstance(when, datetime) and (when.hour, when.minute, when.second) != (0, 0, 0):
        return f"{when:%Y-%m-%d %H:%M} UTC"
    return f"{when:%Y-%m-%d}"


def period(start: datetime | None, end: datetime | None, grain: str | None = None) -> str:
    """Say a half-open period in words.

    >>> from datetime import UTC
    >>> period(datetime(2017, 1, 1, tzinfo=UTC), datetime(2017, 4, 1, tzinfo=UTC), "quarter")
    'Q1 2017'
    """
    if start is None and end is None:
        return ""
    if start is None or end is None:
        return f"from {day(start)}" if end is None else f"before {day(end)}"
    if grain == "snapshots":
        return f"between {day(start)} and {day(end)} (snapshots)"
    return _calendar(start, end) or _span(start, end)


def _calendar(start: datetime, end: datetime) -> str:
    """Name a period that is exactly a year, half, quarter or month; else give nothing."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if any((t.day, t.hour, t.minute, t.second) != (1, 0, 0, 0) for t in (start, end)):
        return ""
    if months == YEAR and start.month == 1:
        return f"{start.year}"
    if months == HALF and start.month % HALF == 1:
        return f"H{start.month // HALF + 1} {start.year}"
    if months == QUARTER and start.month % QUARTER == 1:
        return f"Q{start.month // QUARTER + 1} {start.year}"
    last = end - timedelta(days=1)
    return f"{start:%Y-%m}" if months == 1 else f"{start:%Y-%m} to {last:%Y-%m}"


def _span(start: datetime, end: datetime) -> str:
    """Give both ends; the last day is the one before a midnight end."""
    midnight = (end.hour, end.minute, end.second) == (0, 0, 0)
    last = end - timedelta(days=1) if midnight and end > start else end
    return day(start) if day(start) == day(last) else f"{day(start)} to {day(last)}"
