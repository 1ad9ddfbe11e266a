"""The step ``diversion``: what a sender lost with the target and sent to a hub that sends it on.

For a sender S, a hub H and the target T (Chupilkin, Javorcik and Plekhanov, CEPR DP 20097): the
drop D of S to T, the rise U of S to H and the onward rise V of H to T give the share min(U, V) to
D.
The interval spans base windows and, where only the importer reports a flow, the cost of freight.
Middle shares of the triangle's other products stand beside it as a placebo.
"""

import json
import math
import statistics
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import product as pairs_of
from typing import Any, Final, NamedTuple

import pyarrow as pa

from hawse.channels.trade.find.form import NOT_SHOWN, Row, finding, name_of, words_of_amount
from hawse.channels.trade.observe.names import items_by_code
from hawse.core.tables import FINDINGS

_CIF: Final = (1.0, 1.06, 1.10)
_MONTHS: Final = 12
_WINDOW: Final = 3

Key = tuple[str, str, str]


class _Yearly(NamedTuple):
    """Values of one flow by year, the kilograms where known, its rows, and who reports it."""

    value: dict[int, float]
    kg: dict[int, float]
    rows: dict[int, Row]
    cif: bool


class _Triangle(NamedTuple):
    sender: str
    hub: str
    target: str
    product: str
    drop: float
    rise: float
    onward: float
    low: float
    high: float
    rows: list[Row]
    uplift: float | None


def diversion(
    target_flows: pa.Table,
    hub_flows: pa.Table,
    case_parties: pa.Table,
    countries: pa.Table,
    products: pa.Table,
    *,
    least_cut: float,
    least_share: float,
) -> pa.Table:
    """Give every triangle whose sender's flow to the target fell by ``least_cut`` or more.

    Years are compared with the year before and with the mean of up to three years before. A share
    below ``least_share`` at its upper end is no finding.
    """
    parties = case_parties.to_pylist()
    targets = {p["id"] for p in parties if p["role"] == "target"}
    names = {r["id"]: r["name"] for r in countries.to_pylist()}
    items = items_by_code(products.to_pylist())
    flows = _yearly([*target_flows.to_pylist(), *hub_flows.to_pylist()])
    settings = {"least_cut": least_cut, "least_share": least_share}
    found: list[tuple[int, _Triangle]] = []
    for sender, hub, target, code in _corners(flows, targets):
        for year in sorted(flows[sender, target, code].value):
            made = _triangle(flows, (sender, hub, target, code), year, least_cut)
            if made is not None:
                found.append((year, made))
    rows = [
        _finding(t, year, _others(found, t, year), (names, items, settings))
        for year, t in found
        if t.high >= least_share
    ]
    return FINDINGS.rows(rows)


def _yearly(rows: Iterable[Row]) -> dict[Key, _Yearly]:
    """Sum months to whole years; of two reports of a flow the exporter's counts."""
    groups: dict[tuple[Key, bool, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        own = row["flow"] == "export"
        ends = (row["reporter"], row["partner"]) if own else (row["partner"], row["reporter"])
        groups[(*ends, row["product"]), own, row["currency"], row["said_by"] or ""].append(row)
    made: dict[Key, _Yearly] = {}
    for (key, own, _, _), group in sorted(
        groups.items(), key=lambda g: (g[0][0], not g[0][1], g[0][2:])
    ):
        one = _Yearly({}, {}, {}, cif=not own)
        months: dict[int, list[Row]] = defaultdict(list)
        for row in sorted(group, key=lambda r: (r["period_start"], r["source_id"], r["locator"])):
            year = row["period_start"].year
            if row["period_grain"] == "year":
                _put(one, year, [row])
            else:
                months[year].append(row)
        for year, parts in months.items():
            if len({p["period_start"] for p in parts}) == len(parts) == _MONTHS:
                _put(one, year, parts)
        made.setdefault(key, one)
    return made


def _put(one: _Yearly, year: int, rows: Sequence[Row]) -> None:
    if year not in one.value:
        one.value[year] = math.fsum(r["value"] for r in rows)
        one.rows[year] = rows[0]
        if all(r["net_kg"] for r in rows):
            one.kg[year] = math.fsum(r["net_kg"] for r in rows)


def _corners(flows: dict[Key, _Yearly], targets: set[str]) -> list[tuple[str, str, str, str]]:
    """List senders, hubs, targets and products of which all three sides are known."""
    to_target = sorted({(a, b, c) for a, b, c in flows if b in targets})
    return [
        (sender, hub, target, code)
        for (sender, target, code), (hub, again, same) in pairs_of(to_target, to_target)
        if (target, code) == (again, same) and sender != hub and (sender, hub, code) in flows
    ]


def _triangle(
    flows: dict[Key, _Yearly], corner: tuple[str, str, str, str], year: int, least_cut: float
) -> _Triangle | None:
    sender, hub, target, code = corner
    sides = (flows[sender, target, code], flows[sender, hub, code], flows[hub, target, code])
    known = [y for y in range(year - _WINDOW, year) if all(y in s.value for s in sides)]
    if year - 1 not in known or not all(year in s.value for s in sides):
        return None
    shares = []
    for window, cif in pairs_of((known[-1:], known), _CIF):
        drop, rise, onward = (_moved(s, window, year, cif) for s in sides)
        base = sum(sides[0].value[y] for y in window) / len(window)
        if -drop < least_cut * base or drop >= 0:
            return None
        shares.append(max(0.0, min(rise, onward)) / -drop)
    steps = [_moved(s, known[-1:], year, 1.0) for s in sides]
    rows = [s.rows[y] for s in sides for y in (year, year - 1)]
    return _Triangle(
        sender, hub, target, code, -steps[0], steps[1], steps[2], min(shares), max(shares), rows,
        _uplift(sides[0], sides[2], year),
    )  # fmt: skip


def _moved(side: _Yearly, window: Sequence[int], year: int, cif: float) -> float:
    base = math.fsum(side.value[y] for y in window) / len(window)
    return (side.value[year] - base) / (cif if side.cif else 1.0)


def _uplift(straight: _Yearly, onward: _Yearly, year: int) -> float | None:
    """Give how much dearer a kilogram is by way of the hub than straight, a year before."""
    if year in onward.kg and year - 1 in straight.kg:
        return (onward.value[year] / onward.kg[year]) / (
            straight.value[year - 1] / straight.kg[year - 1]
        )
    return None


def _others(found: list[tuple[int, _Triangle]], one: _Triangle, year: int) -> list[float]:
    """Give the shares of the same triangle's other products of as many digits."""
    return [
        (t.low + t.high) / 2
        for y, t in found
        if y == year
        and (t.sender, t.hub, t.target) == (one.sender, one.hub, one.target)
        and t.product != one.product
        and len(t.product) == len(one.product)
    ]


def _finding(
    t: _Triangle,
    year: int,
    others: list[float],
    given: tuple[dict[str, str], dict[str, str], dict[str, Any]],
) -> Row:
    names, items, settings = given
    first = t.rows[0]
    goods = "all" if t.product == "TOTAL" else items.get(t.product, f"hs_{t.product}")
    sender, hub, target = (name_of(p, names) for p in (t.sender, t.hub, t.target))
    rows = [r | {"figure": f"{r['reporter']}-{r['partner']}-{r['product']}", "q_best": r["value"],
                 "unit": r["currency"], "quote": None, "url": None} for r in t.rows]  # fmt: skip
    low, high = min(1.0, t.low), min(1.0, t.high)
    base = {
        "subject": t.sender, "counterpart": t.target, "item": goods, "flow": "export",
        "unit": "share", "quantity_kind": "share", "period_start": first["period_start"],
        "period_end": first["period_end"], "period_grain": "year", "place_from": None,
        "said_by": None, "origin_id": None,
    }  # fmt: skip
    made = finding("diversion", "diversion", settings, [r | base for r in rows])
    share = f"{low:.0%} to {high:.0%}"
    return made | {
        "place": t.hub,
        "says": f"{share} of what {sender} no longer sends {target} ({goods.replace('_', ' ')}) "
        f"is matched by its rise to {hub} and {hub}'s onward rise in {year}",
        "q_low": round(low, 6),
        "q_best": None,
        "q_high": round(high, 6),
        "basis": "estimated",
        "reasons": json.dumps(_reasons(t, others, (sender, hub, target)), ensure_ascii=False),
        "not_shown": "That the same goods travelled on: the hub's own growth, transit, prices and "
        f"reclassified codes look alike. {NOT_SHOWN}",
    }


def _reasons(t: _Triangle, others: list[float], ends: tuple[str, str, str]) -> list[str]:
    """Give the three moves, the price by way of the hub, and the placebo."""
    sender, hub, target = ends
    amounts = [words_of_amount(a, a, a, t.rows[0]["currency"]) for a in (t.drop, t.rise, t.onward)]
    reasons = [
        f"{sender} to {target} fell by {amounts[0]}",
        f"{sender} to {hub} rose by {amounts[1]}",
        f"{hub} to {target} rose by {amounts[2]}",
    ]
    if t.high > 1:
        reasons.append("the hub's rise exceeds the drop, so that growth of its own is in it")
    if t.uplift is not None:
        reasons.append(
            f"a kilogram by way of the hub costs {t.uplift:.2f} times what it did straight"
        )
    if others:
        reasons.append(
            f"placebo: the middle of {len(others)} other products is "
            f"{statistics.median(others):.0%}"
        )
    return reasons
