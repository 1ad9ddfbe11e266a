"""Periods: the spans of time that a sentence names, resolved against the article's own day."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from hawse.channels.reports.extract.calendar import day_of, months, week_of, year_of
from hawse.channels.reports.extract.reading import Reading, Span, index
from hawse.channels.reports.text.dates import MONTHS

_M: Final = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
_Y: Final = r"(?:19|20)\d\d"
_YEARISH: Final = rf"(?:{_Y}|this year|last year|next year)"
_N: Final = r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|twenty|thirty|a|one|several|few)"
_ORDER: Final = r"(?:first|second|third|fourth|final|last|1st|2nd|3rd|4th)"
_DAYS: Final = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_NUMBERS: Final = {
    w: n
    for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"a": 1, "eighteen": 18, "twenty": 20, "thirty": 30, "few": 3, "several": 5}
_ORDINALS: Final = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 0, "last": 0}
_AHEAD: Final = re.compile(r" (?:will|due to|next|scheduled|upcoming|plans? to|to hold|expected to|set to) ")

Made = tuple[datetime | None, datetime | None, str] | None
Maker = Callable[[re.Match[str], datetime | None, str], Made]


def _year(text: str | None, at: datetime | None) -> int | None:
    """Give the year that '2016' or 'last year' names; the article's own where nothing is said."""
    if text and text.isdigit():
        return int(text)
    if at is None:
        return None
    return at.year + {"last year": -1, "next year": 1}.get(text or "", 0)


def _quarter(hit: re.Match[str], at: datetime | None, _sentence: str) -> Made:
    number = int(hit["q"]) if hit["q"] else _ORDINALS[hit["o"]] or 4
    year = _year(hit["y"] or hit["y2"], at)
    if year is None:
        return None, None, "relative"
    if not (hit["y"] or hit["y2"]) and at is not None and months(year, 3 * number - 2)[0] > at:
        year -= 1
    return *months(year, 3 * number - 2, 3), "quarter"


def _half(hit: re.Match[str], at: datetime | None, _sentence: str) -> Made:
    year = _year(hit["y"], at)
    if year is None:
        return None, None, "relative"
    return *months(year, 1 if _ORDINALS[hit["o"]] == 1 else 7, 6), "half"


def _first_months(hit: re.Match[str], at: datetime | None, _sentence: str) -> Made:
    count, year = _number(hit["n"]), _year(hit["y"], at)
    return (None, None, "relative") if year is None else (*months(year, 1, count), "span")


def _month_to_month(hit: re.Match[str], at: datetime | None, sentence: str) -> Made:
    one, other = MONTHS[hit["a"]], MONTHS[hit["b"]]
    year = int(hit["y2"] or hit["y1"]) if hit["y2"] or hit["y1"] else _nearest(other, at, sentence)
    if year is None:
        return None, None, "relative"
    begin = int(hit["y1"]) if hit["y1"] else (year if one <= other else year - 1)
    return months(begin, one)[0], months(year, other)[1], "span"


def _date(hit: re.Match[str], at: datetime | None, sentence: str) -> Made:
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


def _month(hit: re.Match[str], at: datetime | None, sentence: str) -> Made:
    number = MONTHS[hit["m"]]
    year = int(hit["y"]) if hit["y"] else _year(hit["r"], at) if hit["r"] else _nearest(number, at, sentence)
    return (None, None, "relative") if year is None else (*months(year, number), "month")


def _nearest(month: int, at: datetime | None, sentence: str) -> int | None:
    """Give the year of a month that stands alone: the last one that began, or the next if the verb looks ahead."""
    if at is None:
        return None
    if _AHEAD.search(sentence):
        return at.year + (month < at.month)
    return at.year - (month > at.month)


def _relative(hit: re.Match[str], at: datetime | None, _sentence: str) -> Made:
    if at is None:
        return None, None, "relative"
    step = {"this": 0, "current": 0, "next": 1, "coming": 1}.get(hit["w"], -1)
    unit = hit["u"]
    if unit == "week":
        return *week_of(at + timedelta(days=7 * step)), "span"
    if unit == "month":
        return *months(at.year, at.month + step), "month"
    if unit == "quarter":
        return *months(at.year, 3 * ((at.month - 1) // 3 + step) + 1, 3), "quarter"
    if unit == "decade":
        return year_of(at.year // 10 * 10 + 10 * step)[0], year_of(at.year // 10 * 10 + 10 * step + 9)[1], "span"
    if step == 0:
        return year_of(at.year)[0], day_of(at)[1], "span"
    return *year_of(at.year + step), "year"


def _near_day(hit: re.Match[str], at: datetime | None, _sentence: str) -> Made:
    if at is None:
        return None, None, "relative"
    word = hit["w"]
    if word in _DAYS:
        back = (at.weekday() - _DAYS.split("|").index(word)) % 7
        return *day_of(at - timedelta(days=back)), "day"
    step = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(word, 0)
    return *day_of(at + timedelta(days=step)), "day"


def _past(hit: re.Match[str], at: datetime | None, _sentence: str) -> Made:
    if at is None:
        return None, None, "relative"
    start = _back(at, _number(hit["n"]), hit["u"])
    return start, day_of(at)[1], "span"


def _ago(hit: re.Match[str], at: datetime | None, _sentence: str) -> Made:
    if at is None:
        return None, None, "relative"
    then = _back(at, _number(hit["n"]), hit["u"])
    unit = hit["u"].rstrip("s")
    if unit == "day":
        return *day_of(then), "day"
    if unit == "week":
        return *week_of(then), "span"
    return (*months(then.year, then.month), "month") if unit == "month" else (*year_of(then.year), "year")


def _back(at: datetime, count: int, unit: str) -> datetime:
    unit = unit.rstrip("s")
    if unit in {"day", "week"}:
        return day_of(at - timedelta(days=count * (7 if unit == "week" else 1)))[0]
    try:
        return months(at.year, at.month - count * {"month": 1, "year": 12, "decade": 120}[unit])[0]
    except ValueError:
        return months(1, 1)[0]


def _since(hit: re.Match[str], at: datetime | None, sentence: str) -> Made:
    said = hit["y"] or hit["y1"]
    year = int(said) if said else _nearest(MONTHS[hit["m"]], at, sentence)
    if year is None:
        return None, None, "relative"
    start = months(year, MONTHS[hit["m"]] if hit["m"] else 1)[0]
    return start, day_of(at)[1] if at and at > start else None, "span"


def _years(hit: re.Match[str], _at: datetime | None, _sentence: str) -> Made:
    one, other = int(hit["a"]), int(hit["b"])
    return (year_of(one)[0], year_of(other)[1], "span") if one < other else None


def _one_year(hit: re.Match[str], _at: datetime | None, _sentence: str) -> Made:
    return *year_of(int(hit["y"])), "year"


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word]


_BEFORE: Final = "in|until|by|from|last|next|this|early|late|mid|during|through"
_RULES: Final[tuple[tuple[re.Pattern[str], Maker], ...]] = (
    (re.compile(rf" (?:(?:the )?(?P<o>{_ORDER}) quarter|q(?P<q>[1-4])|(?P<y2>{_Y}) q[1-4])(?: (?:of |in )?(?P<y>{_YEARISH}))?(?= )"), _quarter),
    (re.compile(rf" (?:the )?(?P<o>first|second|1st|2nd) half(?: (?:of |in )?(?P<y>{_YEARISH}))?(?= )"), _half),
    (re.compile(rf" (?:the )?first (?P<n>{_N}) months(?: (?:of |in )?(?P<y>{_YEARISH}))?(?= )"), _first_months),
    (re.compile(rf" (?:the )?(?P<n>{_N}) months of (?P<y>{_YEARISH})(?= )"), _first_months),
    (re.compile(rf" (?:between |from )?(?P<a>{_M})(?: (?P<y1>{_Y}))? (?:and|to|through|until|-) (?P<b>{_M})(?: (?:of )?(?P<y2>{_Y}))?(?= )"), _month_to_month),
    (re.compile(rf" (?P<m>{_M}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: (?:, )?(?P<y>{_Y}))?(?= )"
                rf"| (?P<d2>\d{{1,2}})(?: (?:st|nd|rd|th|of))? (?P<m2>{_M})(?: (?:, )?(?P<y2>{_Y}))?(?= )"), _date),
    (re.compile(rf" since (?:the )?(?:(?:start|beginning) of )?(?:(?P<m>{_M})(?: (?:of )?(?P<y1>{_Y}))?|(?P<y>{_Y}))(?= )"), _since),
    (re.compile(rf" (?P<m>{_M}) (?:(?:of |, )?(?P<y>{_Y})|(?:of )?(?P<r>this year|last year|next year))(?= )"), _month),
    (re.compile(rf" (?:{_BEFORE}) (?P<m>{_M})(?P<y>)(?P<r>)(?= )"), _month),
    (re.compile(rf" (?:on )?(?P<w>yesterday|today|tomorrow|last night|tonight|(?<= on )(?:{_DAYS}))(?= )"), _near_day),
    (re.compile(r" (?:(?:earlier|later|so far) )?(?P<w>this|last|next|past|previous|current|coming) (?P<u>week|month|quarter|year|decade)(?= )"), _relative),
    (re.compile(rf" (?:in |over |during )?(?:the )?(?:last|past|previous) (?P<n>{_N}) (?P<u>days?|weeks?|months?|years?|decades?)(?= )"), _past),
    (re.compile(rf" (?P<n>{_N}) (?P<u>days?|weeks?|months?|years?|decades?) (?:ago|earlier|before)(?= )"), _ago),
    (re.compile(rf" (?:between |from )?(?P<a>{_Y}) (?:and|to|-|through|until) (?P<b>{_Y})(?= )"), _years),
    (re.compile(rf" (?P<y>{_Y})(?= (?!million|billion|thousand|people|workers|ships|tonnes|tons|barrels|km|miles|percent|%))"), _one_year),
)  # fmt: skip


def periods(reading: Reading, at: datetime | None) -> None:
    """Fill ``reading.periods`` with what the sentence names, in order.

    ``at`` is the article's own day; without it 'this month' stays unresolved, with both ends null.
    """
    text = reading.words()
    starts = index(text)
    taken: set[int] = set()
    place = {offset: number for number, offset in enumerate(starts)}
    found: list[Span] = []
    for hit, made in _hits(text, at):
        first = place[hit.start() + 1]
        last = place[hit.start() + 1 + hit.group().rstrip().rfind(" ")] if " " in hit.group().strip() else first
        covered = set(range(first, last + 1))
        if covered & taken or made is None:
            continue
        taken |= covered
        base = bool(re.search(r" (?:earlier|before)$| ago$|same period|previous year", hit.group().rstrip()))
        base = base and "earlier this" not in hit.group()
        found.append(Span(made[0], made[1], made[2], first, last, base))
    reading.periods.extend(sorted(found, key=lambda s: s.first))


def _hits(text: str, at: datetime | None) -> Iterator[tuple[re.Match[str], Made]]:
    for pattern, maker in _RULES:
        for hit in pattern.finditer(text):
            yield hit, maker(hit, at, text)


def present(at: datetime | None) -> tuple[datetime | None, datetime | None, str]:
    """Give what 'is cutting back' speaks of: the year so far, and no less than the last half year."""
    if at is None:
        return None, None, "relative"
    return min(year_of(at.year)[0], months(at.year, at.month - 6)[0]), day_of(at)[1], "span"
