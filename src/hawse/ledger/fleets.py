"""Lines of single ships told as one: how many ships of a partner, in which quarter of a year."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, Final

Row = dict[str, Any]
BY_DRAUGHT: Final = "by_draught"
"""The item of a loading that only the ship's typed draught tells: what was loaded is not known."""
APART: Final = timedelta(days=1)
ALIKE: Final = ("channel", "partner", "target", "role", "flow", "unit", "basis", "synthetic")


def fleets(lines: Iterable[tuple[Row, Row]]) -> list[Row]:
    """Fold lines that are one ship each into one line a partner, item and quarter.

    A ship is counted once a quarter, however often it came. A loading that its draught tells is
    the documented one of the same ship where their times meet within a day; else its item is
    unknown. Other ships may have gone unseen, so the count is a least: it has no best value and
    no upper end, and so neither share nor trend.

    Args:
        lines: Pairs of a finding of one ship (unit ``ship``) and its line.
    """
    pairs = [(f, {**line, "item": _item(f, line)}) for f, line in lines]
    named = [(f, line) for f, line in pairs if line["item"] is not None]
    groups: dict[tuple[Any, ...], list[tuple[Row, Row]]] = defaultdict(list)
    for f, line in pairs:
        item = line["item"]
        if item is None:
            item = next((o["item"] for g, o in named if _same(f, line, g, o)), None)
        quarter = _quarter(line["period_start"])
        groups[*(line[n] for n in ALIKE), item, *quarter].append((f, line))
    return [_one(key, groups[key]) for key in sorted(groups, key=str)]


def _one(key: tuple[Any, ...], pairs: list[tuple[Row, Row]]) -> Row:
    *alike, item, start, end = key
    return {
        **pairs[0][1],
        **dict(zip(ALIKE, alike, strict=True)),
        "item": item,
        "q_low": float(len({f["subject"] for f, _ in pairs})),
        "q_best": None,
        "q_high": None,
        "period_start": start,
        "period_end": end,
        "finding_ids": sorted({i for _, line in pairs for i in line["finding_ids"]}),
    }


def _item(f: Row, line: Row) -> str | None:
    item: str | None = line["item"]
    return None if f["item"] == BY_DRAUGHT else item


def _same(f: Row, line: Row, other: Row, known: Row) -> bool:
    """Say whether a loading by draught is one that a document tells of the same ship."""
    ends = (line["period_start"], line["period_end"], known["period_start"], known["period_end"])
    if f["subject"] != other["subject"] or line["partner"] != known["partner"] or None in ends:
        return False
    begins, stops, first, last = ends
    return bool(max(first - stops, begins - last) <= APART)


def _quarter(at: datetime | None) -> tuple[datetime | None, datetime | None]:
    """Give the quarter of a year that a time lies in, its end left out.

    >>> [end.date().isoformat() for end in _quarter(datetime(2017, 12, 5, tzinfo=UTC))]
    ['2017-10-01', '2018-01-01']
    """
    if at is None:
        return None, None
    first = at.month - (at.month - 1) % 3
    after = (at.year + 1, 1) if first == 10 else (at.year, first + 3)  # noqa: PLR2004 - October
    return datetime(at.year, first, 1, tzinfo=UTC), datetime(*after, 1, tzinfo=UTC)
