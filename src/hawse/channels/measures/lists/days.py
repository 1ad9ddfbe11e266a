"""Days as lists write them: exact, a month, a year, about a year, a span of years."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Final

_MONTHS: Final = {
    m: n
    for n, m in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_ISO: Final = re.compile(r"\b(\d{4})-(\d{2})(?:-(\d{2}))?\b")
_DOTS: Final = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b")
_WORDS: Final = re.compile(
    rf"(?i)\b(?:(\d{{1,2}})\s+)?({'|'.join(_MONTHS)})[a-z]*\.?,?\s+(\d{{4}})\b"
)
_SPAN: Final = re.compile(r"\b(\d{4})\s*(?:to|-|–|/|and)\s*(\d{4})\b")
_YEAR: Final = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_MONTH_PARTS: Final = 2
_ABOUT: Final = re.compile(r"(?i)\b(circa|about|approx\w*|c\.|ca\.)")


def day(text: str | None) -> date | None:
    """Give the exact day that a text begins with (ISO, 3.10.2017 or 3 Oct 2017), else nothing."""
    found = [part for part in spans(text or "") if re.fullmatch(r"\d{4}-\d{2}-\d{2}", part)]
    return date.fromisoformat(found[0]) if found else None


@lru_cache(maxsize=65_536)
def spans(text: str) -> tuple[str, ...]:
    """Give every day, month, year or span of years that a text names, as ISO: 1958, 1955/1957.

    A year marked as about one is a span of two years to either side. What is no date is left out.
    """
    text = text[:500]
    about = bool(_ABOUT.search(text))
    found: list[str] = []
    for pattern, order in ((_ISO, (1, 2, 3)), (_DOTS, (3, 2, 1)), (_WORDS, (3, 2, 1))):
        for hit in pattern.finditer(text):
            found += _dated(*(hit.group(n) for n in order))
        text = pattern.sub(" ", text)
    for hit in _SPAN.finditer(text):
        found.append("/".join(sorted(hit.groups())))
    text = _SPAN.sub(" ", text)
    for hit in _YEAR.finditer(text):
        year = int(hit.group())
        found.append(f"{year - 2}/{year + 2}" if about else str(year))
    return tuple(dict.fromkeys(found))


def _dated(year: str, month: str, number: str | None) -> list[str]:
    at = _MONTHS.get(month.lower()) if month.isalpha() else int(month)
    if not at or not 1 <= at <= len(_MONTHS) or int(year) < 1:
        return []
    if not number or int(number) == 0:
        return [f"{int(year):04}-{at:02}"]
    if int(number) > monthrange(int(year), at)[1]:
        return []
    return [f"{int(year):04}-{at:02}-{int(number):02}"]


def ends(text: str) -> tuple[date, date] | None:
    """Give the first and the last day that an ISO day, month, year or span can stand for."""
    try:
        low, _, high = text.partition("/")
        return _ends(low)[0], _ends(high or low)[1]
    except (ValueError, OverflowError, TypeError):  # no day, or a year past any calendar
        return None


def _ends(text: str) -> tuple[date, date]:
    parts = [int(p) for p in text.split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    if len(parts) == _MONTH_PARTS:
        year, month = parts
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(*parts), date(*parts)
