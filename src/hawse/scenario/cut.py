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


def accounting(supplies: Iterable[Row], line: str) -> list[Left]:
    """Give what is left of every supply that a line has a part in, without it.

    ``line`` is an id of a partner, an upstream, a port or a ship, or an item (oil_products), whose
    part is that of all goods of the period. Supplies of different units, periods or bases are
    never added. What nobody reported is in neither the part nor the whole. Rows are those of
    ``lines.supplies``.

    Raises:
        ScenarioError: nothing runs over that line.
    """
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in supplies:
        groups[tuple(row[k] for k in _KEY)].append(row)
    made = []
    for key, rows in sorted(groups.items(), key=lambda pair: str(pair[0])):
        cut = [r for r in rows if carries(dict(r), line)]
        if cut and line != key[3]:
            rest = [r for r in rows if r not in cut]
            made.append(_left(key, cut, rest + _within(key, rows, groups, line)))
        elif cut:
            whole = groups.get((*key[:3], WHOLE, *key[4:]), [])
            made += [_of_goods(key, cut, whole)] if whole else [_left(key, cut, [])]
    if not made:
        known = sorted({str(r["partner"]) for rows in groups.values() for r in rows})
        raise ScenarioError(f"nothing runs over {line!r}; known partners are {known}")
    return made


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
    key: tuple[Any, ...], rows: list[Row], groups: Mapping[tuple[Any, ...], list[Row]], line: str
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
                if one not in known and not carries(dict(row), line) and less:
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


def _of_goods(key: tuple[Any, ...], cut: list[Row], whole: list[Row]) -> Left:
    """Give a product's part of all goods, of the partners whose both are known."""
    both = {r["partner"] for r in cut} & {r["partner"] for r in whole}
    part = _total([r for r in cut if r["partner"] in both])
    goods = _total([r for r in whole if r["partner"] in both])
    low = 0.0 if goods.high in {None, 0.0} else min(1.0, part.low / (goods.high or 1.0))
    high = 1.0 if part.high is None or not goods.low else min(1.0, part.high / goods.low)
    ids = tuple(sorted({i for r in (*cut, *whole) for i in r.get("finding_ids") or ()}))
    return Left(
        key[0], WHOLE, key[4], (key[5], key[6]), key[7], Span(low, high), Span(1 - high, 1 - low),
        tuple(sorted(str(p) for p in both)), "accounting",
        "the product's part of all goods of the partners that are known for both", ids,
        bool(key[-1]), key[2],
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
