"""Periods: the spans of time that a sentence names, resolved against the article's own day."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from hawse.channels.reports.extract import spans
from hawse.channels.reports.extract.calendar import day_of, months, year_of
from hawse.channels.reports.extract.reading import Reading, Span
from hawse.channels.reports.extract.spans import (
    COUNT,
    DAYS,
    MONTH,
    ORDER,
    YEAR,
    YEARISH,
    Made,
    Maker,
)
from hawse.channels.reports.text.dates import MONTHS
from hawse.channels.reports.text.normal import listed

_BEFORE: Final = "in|until|by|from|last|next|this|early|late|mid|during|through"
_RULES: Final[tuple[tuple[re.Pattern[str], Maker], ...]] = (
    (
        re.compile(
            rf" (?:(?:the )?(?P<o>{ORDER}) quarter|q(?P<q>[1-4])|(?P<y2>{YEAR}) q[1-4])(?: "
            rf"(?:of |in )?(?P<y>{YEARISH}))?(?= )"
        ),
        spans.quarter,
    ),
    (
        re.compile(
            rf" (?:the )?(?P<o>first|second|1st|2nd) half(?: (?:of |in "
            rf")?(?P<y>{YEARISH}))?(?= )"
        ),
        spans.half,
    ),
    (
        re.compile(
            rf" (?:the )?first (?P<n>{COUNT}) months(?: (?:of |in )?(?P<y>{YEARISH}))?(?= )"
        ),
        spans.first_months,
    ),
    (re.compile(rf" (?:the )?(?P<n>{COUNT}) months of (?P<y>{YEARISH})(?= )"), spans.first_months),
    (
        re.compile(
            rf" (?:between |from )?(?P<a>{MONTH})(?: (?P<y1>{YEAR}))? (?:and|to|through|until|-) "
            rf"(?P<b>{MONTH})(?: (?:of )?(?P<y2>{YEAR}))?(?= )"
        ),
        spans.month_to_month,
    ),
    (
        re.compile(
            rf" (?P<m>{MONTH}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: (?:, )?(?P<y>{YEAR}))?(?= )"
            rf"| (?P<d2>\d{{1,2}})(?: (?:st|nd|rd|th|of))? (?P<m2>{MONTH})(?: (?:, "
            rf")?(?P<y2>{YEAR}))?(?= )"
        ),
        spans.date,
    ),
    (
        re.compile(
            rf" since (?:the )?(?:(?:start|beginning) of )?(?:(?P<m>{MONTH})(?: (?:of "
            rf")?(?P<y1>{YEAR}))?|(?P<y>{YEAR}))(?= )"
        ),
        spans.since,
    ),
    (
        re.compile(
            rf" (?P<m>{MONTH}) (?:(?:of |, )?(?P<y>{YEAR})|(?:of )?(?P<r>this year|last year|next "
            rf"year))(?= )"
        ),
        spans.month,
    ),
    (re.compile(rf" (?:{_BEFORE}) (?P<m>{MONTH})(?P<y>)(?P<r>)(?= )"), spans.month),
    (
        re.compile(
            rf" (?:on )?(?P<w>yesterday|today|tomorrow|last night|tonight|(?<= on "
            rf")(?:{DAYS}))(?= )"
        ),
        spans.near_day,
    ),
    (
        re.compile(
            r" (?:(?:earlier|later|so far) )?(?P<w>this|last|next|past|previous|current"
            r"|coming) (?P<u>week|month|quarter|year|decade)(?= )"
        ),
        spans.relative,
    ),
    (
        re.compile(
            rf" (?:in |over |during )?(?:the )?(?:last|past|previous) (?P<n>{COUNT}) "
            rf"(?P<u>days?|weeks?|months?|years?|decades?)(?= )"
        ),
        spans.past,
    ),
    (
        re.compile(
            rf" (?P<n>{COUNT}) (?P<u>days?|weeks?|months?|years?|decades?) (?:ago|earlier"
            rf"|before)(?= )"
        ),
        spans.ago,
    ),
    (
        re.compile(
            rf" (?:between |from )?(?P<a>{YEAR}) (?:and|to|-|through|until) (?P<b>{YEAR})(?= )"
        ),
        spans.years,
    ),
    (
        re.compile(
            rf" (?P<y>{YEAR})(?= (?!million|billion|thousand|people|workers|ships|tonnes|tons"
            rf"|barrels|km|miles|percent|%))"
        ),
        spans.one_year,
    ),
)


_HINTS: Final = frozenset(MONTHS) | frozenset(
    listed(
        "quarter q1 q2 q3 q4 half months month week year decade days weeks years decades day "
        "yesterday today tomorrow tonight night monday tuesday wednesday thursday friday "
        "saturday sunday"
    )
)
"""A sentence without any of these, and without a year, names no period."""
_CENTURIES: Final = frozenset({"19", "20"})
_YEARS: Final[frozenset[str]] = frozenset()  # the rule needs a year, which no list of words holds
_MONTH_WORDS: Final = frozenset(MONTHS)
_SPANS: Final = frozenset(
    listed("day days week weeks month months year years decade decades quarter")
)
_NEEDS: Final = (
    frozenset(listed("quarter q1 q2 q3 q4")),
    frozenset({"half"}),
    frozenset({"months"}),
    frozenset({"months"}),
    *(_MONTH_WORDS,) * 2,
    frozenset({"since"}),
    *(_MONTH_WORDS,) * 2,
    frozenset(listed("yesterday today tomorrow night tonight")) | frozenset(DAYS.split("|")),
    *(_SPANS,) * 3,
    *(_YEARS,) * 2,
)
"""For each rule the words of which its pattern holds at least one."""


def periods(reading: Reading, at: datetime | None) -> None:
    """Fill ``reading.periods`` with what the sentence names, in order.

    ``at`` is the article's own day; without it 'this month' stays unresolved, with both ends null.
    """
    said = reading.told
    dated = any(word[:2] in _CENTURIES for word in reading.numbered)
    if not dated and _HINTS.isdisjoint(said):
        return
    hits = list(_hits(reading.words(), said, at, dated=dated))
    if not hits:
        return
    taken: set[int] = set()
    starts = reading.offsets
    found: list[Span] = []
    for hit, made in hits:
        first = bisect_left(starts, hit.start() + 1)
        last = bisect_left(starts, hit.start() + 1 + hit.group().rstrip().rfind(" "))
        last = last if " " in hit.group().strip() else first
        covered = set(range(first, last + 1))
        grouped = re.search(r"\d,\d", reading.cut(first, last)) and made and made[2] == "year"
        if covered & taken or made is None or grouped:
            continue
        taken |= covered
        base = bool(
            re.search(
                r" (?:earlier|before)$| ago$|same period|previous year", hit.group().rstrip()
            )
        )
        base = base and "earlier this" not in hit.group()
        found.append(Span(made[0], made[1], made[2], first, last, base))
    reading.periods.extend(sorted(found, key=lambda s: s.first))


def _hits(
    text: str, said: frozenset[str], at: datetime | None, *, dated: bool
) -> Iterator[tuple[re.Match[str], Made]]:
    for (pattern, maker), needs in zip(_RULES, _NEEDS, strict=True):
        if (dated and needs is _YEARS) or not needs.isdisjoint(said):
            for hit in pattern.finditer(text):
                yield hit, maker(hit, at, text)


def present(at: datetime | None) -> tuple[datetime | None, datetime | None, str]:
    """Give what 'is cutting back' speaks of.

    The year so far, and no less than the last half year.
    """
    if at is None:
        return None, None, "relative"
    return min(year_of(at.year)[0], months(at.year, at.month - 6)[0]), day_of(at)[1], "span"
