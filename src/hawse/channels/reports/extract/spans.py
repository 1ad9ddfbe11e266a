"""What a named period means.

The ends that 'last month' or 'the first quarter' have on a given day.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from hawse.channels.reports.extract.calendar import day_of, months, week_of, year_of
from hawse.channels.reports.text.dates import MONTHS
from hawse.channels.reports.text.normal import listed

MONTH: Final = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
YEAR: Final = r"(?:19|20)\d\d"
YEARISH: Final = rf"(?:{YEAR}|this year|last year|next year)"
COUNT: Final = (
    r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|eighteen|twenty|thirty|a|one|several|few)"
)
ORDER: Final = r"(?:first|second|third|fourth|final|last|1st|2nd|3rd|4th)"
DAYS: Final = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_NUMBERS: Final = {
    w: n
    for n, w in enumerate(
        listed("zero one two three four five six seven eight nine ten eleven twelve")
    )
} | {"a": 1, "eighteen": 18, "twenty": 20, "thirty": 30, "few": 3, "several": 5}
_ORDINALS: Final = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "final": 0,
    "last": 0,
}
_AHEAD: Final = re.compile(
    r" (?:will|due to|next|scheduled|upcoming|plans? to|to hold|expected to|set to) "
)

Made = tuple[datetime | None, datetime | None, str] | None
Maker = Callable[[re.Match[str], datetime | None, str], Made]


def _year(text: str | None, at: datetime | None) -> int | None:
    """Give the year that '2016' or 'last year' names; the article's own where nothing is said."""
    if text and text.isdigit():
        return int(text)
    if at is None:
        return None
    return at.year + {"last year": -1, "next year": 1}.get(text or "", 0)


def quarter(hit: re.Match[str], at: datetime | None, _sentence: str) -> Made:
    """Read 'the first quarter of 2017', 'Q1'."""
    number = int(hit["q"]) if hit["q"] else _ORDINALS[hit["o"]] or 4
    year = _year(hit["y"] or hit["y2"], at)
    if year is None:
        return None, None, "relative"
    if not (hit["y"] or hit["y2"]) and at is not None and months(year, 3 * number - 2)[0] > at:
        year -= 1
    return *months(year, 3 * number - 2, 3), "quarter"


def half(hit: re.Match[str], at: datetime | None, _sentence: str) -> Made:
    """Read 'the first half of 2017'."""
    year = _year(hit["y"], at)
    if year is None:
        return None, None, "relative"
    return *months(year, 1 if _ORDINALS[hit["o"]] == 1 else 7, 6), "half"


def first_months(hit: re.Match[str], at: datetime | None, _sentence: str) -> Made:
    """Read 'the first nine months of 2017'."""
    count, year = _number(hit["n"]), _year(hit["y"], at)
    return (None, None, "relative") if year is None else (*months(year, 1, count), "span")


def month_to_month(hit: re.Match[str], at: datetime | None, sentence: str) -> Made:
    """Read 'January to September 2017'."""
    one, other = MONTHS[hit["a"]], MONTHS[hit["b"]]
    year = int(hit["y2"] or hit["y1"]) if hit["y2"] or hit["y1"] else _nearest(other, at, sentence)
    if year is None:
        return None, None, "relative"
    begin = int(hit["y1"]) if hit["y1"] else (year if one <= other else year - 1)
    return months(begin, one)[0], months(year, other)[1], "span"


def date(hit: re.Match[str], at: datetime | None, sentence: str) -> Made:
    """Read 'October 5, 2017', '5 October'."""
    name = hit["m"] or hit["m2"]
    number = int(hit["d"] or hit["d2"])
    given = hit["y"] or hit["y2"]
    year = int(given) if given else _nearest(MONTHS[name], at, sentence)
    if year is None:
        return None, None, "relative"
    try:
        return *day_of(datetime(year, MONTHS[name], number, tzinfo=UTC)), "day"
    except ValueError:
        return *months(year, MONTHS[name]), "month"


def month(hit: re.Match[str], at: datetime | None, sentence: str) -> Made:
    """Read 'in March', 'March 2017'."""
    number = MONTHS[hit["m"]]
    year = (
        int(hit["y"])
        if hit["y"]
        else _year(hit["r"], at)
        if hit["r"]
        else _nearest(number, at, sentence)
    )
    return (None, None, "relative") if year is None else (*months(year, number), "month")


def _nearest(month: int, at: datetime | None, sentence: str) -> int | None:
    """Give the year of a month that stands alone.

    The last one that began, or the next if the verb looks ahead.
    """
    if at is None:
        return None
    if _AHEAD.search(sentence):
        return at.year + (month < at.month)
    return at.year - (month > at.month)


def relative(hit: re.Match[str], at: datetime | None, _sentence: str) -> Made:
    """Read 'this month', 'last quarter', 'this year': the year so far."""
    if at is None:
        return None, None, "relative"
    step = {"this": 0, "current": 0, "next": 1, "coming": 1}.get(hit["w"], -1)
    if hit["u"] == "week":
        return *week_of(at + timedelta(days=7 * step)), "span"
    if hit["u"] == "year" and step == 0:
        return year_of(at.year)[0], day_of(at)[1], "span"
    decade = at.year // 10 * 10 + 10 * step
    quarter_start = 3 * ((at.month - 1) // 3 + step) + 1
    year, month, count = {
        "month": (at.year, at.month + step, 1),
        "quarter": (at.year, quarter_start, 3),
        "decade": (decade, 1, 120),
        "year": (at.year + step, 1, 12),
    }[hit["u"]]
    return *months(year, month, count), "span" if hit["u"] == "decade" else hit["u"]


def near_day(hit: re.Match[str], at: datetime | None, _sentence: str) -> Made:
    """Read 'yesterday', 'on Monday'."""
    if at is None:
        return None, None, "relative"
    word = hit["w"]
    if word in DAYS:
        back = (at.weekday() - DAYS.split("|").index(word)) % 7
        return *day_of(at - timedelta(days=back)), "day"
    step = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(word, 0)
    return *day_of(at + timedelta(days=step)), "day"


def past(hit: re.Match[str], at: datetime | None, _sentence: str) -> Made:
    """Read 'the last three months'."""
    if at is None:
        return None, None, "relative"
    start = _back(at, _number(hit["n"]), hit["u"])
    return start, day_of(at)[1], "span"


def ago(hit: re.Match[str], at: datetime | None, _sentence: str) -> Made:
    """Read 'two years ago'."""
    if at is None:
        return None, None, "relative"
    then = _back(at, _number(hit["n"]), hit["u"])
    unit = hit["u"].rstrip("s")
    if unit == "day":
        return *day_of(then), "day"
    if unit == "week":
        return *week_of(then), "span"
    return (
        (*months(then.year, then.month), "month")
        if unit == "month"
        else (*year_of(then.year), "year")
    )


def _back(at: datetime, count: int, unit: str) -> datetime:
    unit = unit.rstrip("s")
    if unit in {"day", "week"}:
        return day_of(at - timedelta(days=count * (7 if unit == "week" else 1)))[0]
    try:
        return months(at.year, at.month - count * {"month": 1, "year": 12, "decade": 120}[unit])[0]
    except ValueError:
        return months(1, 1)[0]


def since(hit: re.Match[str], at: datetime | None, sentence: str) -> Made:
    """Read 'since January': until the article's day."""
    said = hit["y"] or hit["y1"]
    year = int(said) if said else _nearest(MONTHS[hit["m"]], at, sentence)
    if year is None:
        return None, None, "relative"
    start = months(year, MONTHS[hit["m"]] if hit["m"] else 1)[0]
    return start, day_of(at)[1] if at and at > start else None, "span"


def years(hit: re.Match[str], _at: datetime | None, _sentence: str) -> Made:
    """Read 'from 2013 to 2016'."""
    one, other = int(hit["a"]), int(hit["b"])
    return (year_of(one)[0], year_of(other)[1], "span") if one < other else None


def one_year(hit: re.Match[str], _at: datetime | None, _sentence: str) -> Made:
    """Read a year by itself."""
    return *year_of(int(hit["y"])), "year"


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word]
