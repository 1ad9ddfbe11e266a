"""Compare the figures and the dates of two versions of a sentence as values, not as words."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from hawse.channels.reports.extract.amounts import amounts
from hawse.channels.reports.extract.periods import periods
from hawse.channels.reports.extract.reading import Reading, Span, read
from hawse.channels.reports.text.dates import MONTHS

_ANY_DAY: Final = datetime(2000, 12, 31, tzinfo=UTC)
"""Both versions are read as of one day; which does not matter where both name dates alike."""
_CODE: Final = len("USD")
Amounts = dict[tuple[float | None, float | None, float | None, str], str]


def figures(before: str, after: str) -> tuple[str | None, list[str], list[str]]:
    """Give the label of a change of amounts, what was lost and what was gained.

    '$ 31.4 million' equals 'US$31.4 million'; a sum in a second currency beside the first is a
    conversion.
    """
    old, new = _amounts(before), _amounts(after)
    lost = [text for key, text in old.items() if key not in new]
    gained = {key: text for key, text in new.items() if key not in old}
    if lost and gained:
        return "quantity_changed", lost, list(gained.values())
    if lost:
        return "quantity_cut", lost, []
    if not gained:
        return None, [], []
    money = any(unit == "USD" for *_, unit in old)
    coded = all(len(unit) == _CODE and unit.isupper() for *_, unit in gained)
    return "conversion_added" if money and coded else "quantity_added", [], list(gained.values())


def period_change(before: str, after: str) -> str | None:
    """Say whether dates were rephrased ('of 2017', 'this year') or changed; ``None`` if neither.

    A date named by the calendar and one named from the article's day count as one where their
    grains agree: only the article's day could tell, and an editor puts one for the other daily.
    """
    old, new = _spans(before), _spans(after)
    if [words for words, _ in old] == [words for words, _ in new]:
        return None
    if len(old) != len(new):
        return "period_changed"
    same = all(_alike(a, b) for (_, a), (_, b) in zip(old, new, strict=True))
    return "period_rephrased" if same else "period_changed"


def _alike(one: tuple[Span, bool], other: tuple[Span, bool]) -> bool:
    (a, floating), (b, drifting) = one, other
    if floating != drifting:
        return a.grain == b.grain
    return (a.start, a.end) == (b.start, b.end)


@lru_cache(maxsize=4096)
def _spans(text: str) -> list[tuple[str, tuple[Span, bool]]]:
    """Give each date's words, its span, and whether it hangs on the article's day."""
    fixed = read(text, cased=True)
    free = Reading(text, fixed.said, fixed.tokens)
    periods(fixed, _ANY_DAY)
    periods(free, None)
    found = []
    for span, loose in zip(fixed.periods, free.periods, strict=False):
        named = " ".join(_words(fixed, span))
        hangs = loose.start is None and MONTHS.keys().isdisjoint(named.split())
        found.append((named, (span, hangs)))
    return found


def _words(reading: Reading, span: Span) -> list[str]:
    return [t.word for t in reading.tokens[span.first : span.last + 1]]


@lru_cache(maxsize=4096)
def _amounts(text: str) -> Amounts:
    reading = read(text, cased=True)
    periods(reading, None)
    amounts(reading)
    return {(a.low, a.best, a.high, a.unit): reading.cut(a.first, a.last) for a in reading.amounts}
