"""Add up what was supplied within a window, as an interval no more exact than its rows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

Row = dict[str, Any]
WORLD = "entity:world"


class Cap(NamedTuple):
    """A cap on a product for a target, in one of its windows (``end`` is left out)."""

    measure: Row
    target: str
    item: str
    start: datetime
    end: datetime


class Amount(NamedTuple):
    """One row's amount in the cap's unit; ``high`` is open where the row says no more.

    ``chain`` are the row's product and the wider ones that hold it.
    """

    row: Row
    supplier: str
    start: datetime
    end: datetime
    low: float
    high: float | None
    factor: str
    chain: frozenset[str] = frozenset()

    @property
    def item(self) -> str:
        """The row's product; empty where none is told."""
        return self.row.get("item") or ""


class Total(NamedTuple):
    """What a window's rows add up to, the rows that count, and the factors that were used.

    ``amounts`` are those that the low end was added up of. It ``contradicts`` itself where a row
    for all states is less than its suppliers.
    """

    low: float
    high: float | None
    rows: tuple[Row, ...]
    factors: tuple[str, ...]
    amounts: tuple[Amount, ...] = ()
    contradicts: bool = False


def total(amounts: Sequence[Amount], start: datetime, end: datetime) -> Total:
    """Add up the suppliers of a window.

    Rows of one supplier, product and period are two reports of one amount: their ends are kept,
    nothing is added. Products that lie in each other count once, the wider one; others are added.
    Of rows that overlap the longer one counts. Suppliers are added; a row for all states together
    replaces the sum where it is larger. The upper end stays open unless rows for all states, or
    for the only supplier that is spoken of, cover the whole window. Where the suppliers add up to
    more than a row for all states allows, the reports contradict each other, and the total spans
    from the one to the other.
    """
    by: dict[str, list[Amount]] = defaultdict(list)
    for one in sorted(amounts, key=lambda a: (a.start, a.end, a.row["locator"], a.row["figure"])):
        by[one.supplier].append(one)
    kept = {supplier: _without_overlap(_merged(rows)) for supplier, rows in sorted(by.items())}
    lows = {s: sum(a.low for a in rows) for s, rows in kept.items()}
    parts = sum(low for s, low in lows.items() if not _joint(s))
    low = max([parts, *(v for s, v in lows.items() if _joint(s))])
    used = [a for rows in kept.values() for a in rows]
    high = _upper(kept.get(WORLD) or (used if len(kept) == 1 else []), start, end)
    contradicts = high is not None and high < low
    if contradicts:
        low, high = lows[WORLD], low
        lows = {WORLD: low}
        parts = 0.0
    whole = max((s for s in lows if _joint(s)), key=lambda s: (lows[s], s), default=None)
    by_whole = whole is not None and lows[whole] > parts
    added = [
        a for s, rows in kept.items() if (s == whole if by_whole else not _joint(s)) for a in rows
    ]
    return Total(
        low,
        high,
        tuple(a.row for a in used),
        tuple(dict.fromkeys(a.factor for a in used if a.factor)),
        tuple(added),
        contradicts,
    )


def _joint(supplier: str) -> bool:
    return supplier.startswith("entity:")


def _merged(rows: list[Amount]) -> list[Amount]:
    """Join reports of the same product and period: the lowest low, the highest high.

    Of the products of one period those that lie within another are left out.
    """
    same: dict[tuple[datetime, datetime, str], Amount] = {}
    for one in rows:
        old = same.get((one.start, one.end, one.item))
        if old is None:
            same[one.start, one.end, one.item] = one
            continue
        high = None if old.high is None or one.high is None else max(old.high, one.high)
        factor = "; ".join(dict.fromkeys(f for f in (old.factor, one.factor) if f))
        same[one.start, one.end, one.item] = old._replace(
            low=min(old.low, one.low), high=high, factor=factor
        )
    return [
        one
        for (start, end, item), one in same.items()
        if not any((start, end, wider) in same for wider in one.chain - {item})
    ]


def _without_overlap(rows: list[Amount]) -> list[Amount]:
    """Keep the longest periods that do not overlap; products that share nothing may."""
    kept: list[Amount] = []
    for one in sorted(rows, key=lambda a: (a.start - a.end, a.start)):
        if all(one.end <= k.start or k.end <= one.start or _apart(one, k) for k in kept):
            kept.append(one)
    return sorted(kept, key=lambda a: a.start)


def _apart(one: Amount, two: Amount) -> bool:
    """Say whether two rows tell of products of which neither lies in the other."""
    told = bool(one.chain and two.chain)
    return told and one.item not in two.chain and two.item not in one.chain


def _upper(world: list[Amount], start: datetime, end: datetime) -> float | None:
    at, high = start, 0.0
    for one in world:
        if one.start > at or one.high is None:
            return None
        at, high = one.end, high + one.high
    return high if at >= end else None


def chain(item: str, within: Mapping[str, str | None]) -> set[str]:
    """Give a product and the wider ones that hold it; that they are goods at all is not one."""
    found: set[str] = set()
    at: str | None = item
    while at and at not in found:
        found.add(at)
        at = within.get(at)
    return found - {"all"}


def factor_for(
    item: str, unit: str, into: str, conversions: Sequence[Row], within: Mapping[str, str | None]
) -> tuple[float, float, str] | None:
    """Give the factor between two units for a product, or for the nearest wider one that has one.

    The words name the factor and its source. ``None``: the units cannot be turned into each other.
    """
    if unit == into:
        return 1.0, 1.0, ""
    at: str | None = item
    seen: set[str] = set()
    while at and at not in seen:
        seen.add(at)
        for row in conversions:
            words = (
                f"{row['name']}: {row['low']:g} to {row['high']:g} {row['into']} per "
                f"{row['unit']} ({row['source']})"
            )
            if row["item"] == at and (row["unit"], row["into"]) == (unit, into):
                return row["low"], row["high"], words
            if row["item"] == at and (row["into"], row["unit"]) == (unit, into):
                return 1 / row["high"], 1 / row["low"], words
        at = within.get(at)
    return None
