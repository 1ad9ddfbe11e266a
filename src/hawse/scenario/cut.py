"""What is left of a supply if a line is cut: the accounting rung and the substitution rung.

Rung 1 counts: what share of the known supply the line carried, and how long a stock lasts without
it. Rung 2 lets the rest stand in for it, as a CES aggregate (Bachmann et al. 2022, section 3).
Rung 3, general equilibrium, is ``hawse.scenario.equilibrium``; it needs input-output tables, which
the DPRK does not have. Every result is an interval, and an end that nobody knows is open.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from hawse.scenario.lines import WHOLE, carries
from hawse.scenario.world import ScenarioError

Row = Mapping[str, Any]
_KEY: Final = (
    "channel",
    "target",
    "flow",
    "item",
    "unit",
    "period_start",
    "period_end",
    "basis",
    "synthetic",
)


@dataclass(frozen=True)
class Span:
    """An amount with its ends; ``high`` is ``None`` where it is open."""

    low: float
    high: float | None


@dataclass(frozen=True)
class Left:
    """What a cut takes and leaves of one supply, as shares of what is known of it."""

    channel: str
    item: str | None
    unit: str
    period: tuple[Any, Any]
    basis: str
    lost: Span
    left: Span
    others: tuple[str, ...]
    rung: str
    why: str
    finding_ids: tuple[str, ...] = ()
    synthetic: bool = False
    flow: str | None = None


def accounting(supplies: Iterable[Row], *lines: str) -> list[Left]:
    """Give what is left of every supply that any of the lines has a part in, without them.

    A line is an id of a partner, an upstream, a port or a ship, or an item (oil_products), whose
    part is that of all goods of the period. Lines that are cut at once are one shock: a supply
    that runs over two of them is lost once, and nobody who is cut stands in for another. Supplies
    of different units, periods or bases are never added. What nobody reported is in neither the
    part nor the whole. Rows are those of ``lines.supplies``.

    Raises:
        ScenarioError: nothing runs over one of the lines, or there is none.
    """
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in supplies:
        groups[tuple(row[k] for k in _KEY)].append(row)
    every = [dict(r) for rows in groups.values() for r in rows]
    for line in lines or ("no line",):
        if not any(carries(r, line) for r in every):
            known = sorted({str(r["partner"]) for r in every})
            raise ScenarioError(f"nothing runs over {line!r}; known partners are {known}")
    made = []
    for key, rows in sorted(groups.items(), key=lambda pair: str(pair[0])):
        cut = [r for r in rows if carries(dict(r), *lines)]
        goods = _goods_cut(key, groups, lines) if key[3] == WHOLE else []
        if goods:
            more = _within(key, rows, groups, lines) if cut else []
            made.append(_of_goods(key, cut, [*rows, *more], goods))
        elif cut and key[3] not in lines:
            rest = [r for r in rows if r not in cut]
            made.append(_left(key, cut, rest + _within(key, rows, groups, lines)))
        elif cut and (*key[:3], WHOLE, *key[4:]) not in groups:
            made.append(_left(key, cut, []))
    return made


def _goods_cut(
    key: tuple[Any, ...], groups: Mapping[tuple[Any, ...], list[Row]], lines: tuple[str, ...]
) -> list[list[Row]]:
    """Give the rows of each product that is cut, where those of all goods are ``key``."""
    found = (groups.get((*key[:3], line, *key[4:])) for line in lines if line != WHOLE)
    return [rows for rows in found if rows]


def in_part(whole: Left, part: float) -> Left:
    """Give what is left where only a part of the line is cut, between 0 and 1.

    Raises:
        ScenarioError: the part is not above 0 and at most 1.
    """
    if not 0 < part <= 1:
        raise ScenarioError(f"part {part:g}: a cut takes more than 0 and at most 1 of a line")
    if part == 1:
        return whole
    high = 1.0 if whole.lost.high is None else whole.lost.high
    lost = Span(whole.lost.low * part, high * part)
    left = Span(1 - high * part, 1 - lost.low)
    return replace(whole, lost=lost, left=left, why=f"{whole.why}; {part:.0%} of the line is cut")


def _within(
    key: tuple[Any, ...],
    rows: list[Row],
    groups: Mapping[tuple[Any, ...], list[Row]],
    lines: tuple[str, ...],
) -> list[Row]:
    """Give partners that are known for a part of the period alone: at least that much is left.

    Of several parts the largest counts, since parts may overlap; the end above is open.
    """
    known = {r["partner"] for r in rows}
    start, end = key[5], key[6]
    best: dict[str, Row] = {}
    for other, more in groups.items():
        alike = (*other[:5], *other[7:]) == (*key[:5], *key[7:])
        if not alike or other == key or None in {start, end, other[5], other[6]}:
            continue
        if start <= other[5] and other[6] <= end:
            for row in more:
                one = str(row["partner"])
                less = one not in best or (row["q_low"] or 0.0) > (best[one]["q_low"] or 0.0)
                if one not in known and not carries(dict(row), *lines) and less:
                    best[one] = dict(row) | {"q_high": None}
    return [best[one] for one in sorted(best)]


def _left(key: tuple[Any, ...], cut: list[Row], rest: list[Row]) -> Left:
    channel, _, _, item, unit, start, end, basis, _ = key
    gone, stays = _total(cut), _total(rest)
    low = 0.0 if stays.high is None else _part(gone.low, stays.high)
    high = 1.0 if gone.high is None else _part(gone.high, stays.low)
    others = tuple(sorted({str(r["partner"]) for r in rest}))
    why = "shares of what is known; unknown suppliers are in neither part"
    if not others:
        why = "no other supplier is known here; that none is known is not that there is none"
    ids = tuple(sorted({i for r in (*cut, *rest) for i in r.get("finding_ids") or ()}))
    return Left(
        channel, item, unit, (start, end), basis, Span(low, high), Span(1 - high, 1 - low), others,
        "accounting", why, ids, bool(key[-1]), key[2],
    )  # fmt: skip


def _of_goods(
    key: tuple[Any, ...], cut: list[Row], whole: list[Row], goods: list[list[Row]]
) -> Left:
    """Give the part of all goods that products and partners cut at once take.

    Of a partner that is cut it is all; of another one its products, which may lie inside each
    other: at least the largest, at most their sum. Partners of whom nobody knows the product are
    in neither the part nor the whole where products alone are cut; beside a partner that is cut
    they may lose nothing or all.
    """
    alone = not cut
    known = {r["partner"] for rows in goods for r in rows}
    taken = {r["partner"] for r in cut}
    both = [r for r in whole if taken or r["partner"] in known]
    gone, ids = [], {i for r in both for i in r.get("finding_ids") or ()}
    for row in both:
        if row["partner"] in taken:
            gone.append(Span(row["q_low"] or 0.0, row["q_high"]))
            continue
        mine = [[r for r in rows if r["partner"] == row["partner"]] for rows in goods]
        parts = [_total(rows) for rows in mine if rows]
        ids |= {i for rows in mine for r in rows for i in r.get("finding_ids") or ()}
        highs = [p.high for p in parts] or [row["q_high"]]
        high = None if None in highs else math.fsum(h for h in highs if h is not None)
        gone.append(Span(max((p.low for p in parts), default=0.0), high))
    part = Span(
        math.fsum(g.low for g in gone),
        None if any(g.high is None for g in gone) else math.fsum(g.high or 0.0 for g in gone),
    )
    all_of_it = _total(both)
    low = 0.0 if all_of_it.high in {None, 0.0} else min(1.0, part.low / (all_of_it.high or 1.0))
    high_share = (
        1.0 if part.high is None or not all_of_it.low else min(1.0, part.high / all_of_it.low)
    )
    worked_out = any(r.get("worked_out") for rows in goods for r in rows)
    basis = "estimated" if worked_out else key[7]
    why = "the product's part of all goods of the partners that are known for both"
    if not alone:
        why = "all goods of the partners cut, and of the others what is known of the products"
    return Left(
        key[0], WHOLE, key[4], (key[5], key[6]), basis, Span(low, high_share),
        Span(1 - high_share, 1 - low),
        tuple(sorted({str(r["partner"]) for r in both if r["partner"] not in taken})),
        "accounting", why, tuple(sorted(ids)), bool(key[-1]), key[2],
    )  # fmt: skip


def _total(rows: list[Row]) -> Span:
    highs = [r["q_high"] for r in rows]
    low = math.fsum(r["q_low"] or 0.0 for r in rows)
    return Span(low, None if None in highs else math.fsum(highs))


def _part(one: float, other: float) -> float:
    return one / (one + other) if one + other > 0 else 0.0


def days_of_cover(stock: Span, use: Span, rest: Span) -> Span:
    """Give for how many days a stock covers what use (a day) exceeds the rest of supply (a day).

    Without a stock it is no day; where the rest may meet the use, the upper end is open.
    """
    most_missing = math.inf if use.high is None else use.high - rest.low
    least_missing = 0.0 if rest.high is None else use.low - rest.high
    low = 0.0 if most_missing == math.inf else _days(stock.low, most_missing)
    high = None if stock.high is None or least_missing <= 0 else _days(stock.high, least_missing)
    if low == math.inf:
        return Span(0.0 if stock.low == 0 else stock.low / 1e-9, None)
    return Span(low, high)


def _days(stock: float, missing: float) -> float:
    return stock / missing if missing > 0 else math.inf


def substitution(weight: float, left: float, elasticity: float) -> float:
    """Give the share of output lost when ``left`` of an input of cost share ``weight`` is left.

    CES: 1 - (a left^((s-1)/s) + 1 - a)^(s/(s-1)), with its limits at s = 1 (Cobb-Douglas) and s =
    0 (Leontief: the shortfall of the scarcest input).

    >>> round(100 * substitution(0.04, 0.9, 0.04), 2)
    1.57

    Raises:
        ScenarioError: a share is outside 0 and 1, or the elasticity is negative.
    """
    if not (0 <= weight <= 1 and 0 <= left <= 1) or elasticity < 0:
        found = f"weight {weight}, left {left}, elasticity {elasticity}"
        raise ScenarioError(f"{found}: shares are between 0 and 1, elasticities not below 0")
    if weight == 0 or left == 1:
        return 0.0
    if elasticity == 0 or left == 0:
        scarce = elasticity <= 1
        return 1.0 - left if scarce else 1 - (1 - weight) ** (elasticity / (elasticity - 1))
    if abs(elasticity - 1) < 1e-9:  # noqa: PLR2004 - the limit itself
        return float(1.0 - left**weight)
    power = (elasticity - 1) / elasticity
    one = math.log(weight) + power * math.log(left)
    other = math.log1p(-weight) if weight < 1 else -math.inf
    most = max(one, other)  # taken out of the sum, which no float could hold near Leontief
    whole = most + math.log(math.exp(one - most) + math.exp(other - most))
    return float(1.0 - math.exp(whole / power))


def substitution_span(weight: Span, left: Span, elasticity: Span) -> Span:
    """Give the loss at both ends: more weight costs more, more left or substituted costs less.

    Raises:
        ScenarioError: a share is outside 0 and 1, or an end is open.
    """
    if weight.high is None or left.high is None or elasticity.high is None:
        raise ScenarioError("the substitution rung needs both ends of weight, rest and elasticity")
    return Span(
        substitution(weight.low, left.high, elasticity.high),
        substitution(weight.high, left.low, elasticity.low),
    )
