"""What made a change of trade statistics: amounts, prices and mix, and whether all suppliers grew.

Every split is exact; what cannot be split (new and vanished goods, goods without a weight on both
sides) stands apart. The words go beside the change as its reasons.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from hawse.channels.trade.find.form import Row, words_of_amount
from hawse.channels.trade.split import bennet, lmdi, shapley, shift_share

Goods = dict[str, tuple[float, float | None]]
Flows = Mapping[tuple[Any, ...], list[Row]]
_SIDES: Final = ("reporter", "partner", "flow", "currency", "said_by")


def by_sides(flows: Iterable[Row]) -> Flows:
    """Put flows together by their sides."""
    made: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in flows:
        if str(row["product"]).isdigit():
            made[tuple(row[k] for k in _SIDES)].append(row)
    return made


def parts(now: Row, then: Row, flows: Flows) -> Iterator[str]:
    """Give the reasons of a change of all goods between two figures of one office."""
    key = _key(now, flows)
    if key is None or now["item"] != "all":
        return
    sides = [_goods(flows[key], row) for row in (now, then)]
    width = min((max(map(len, g), default=0) for g in sides), default=0)
    one, other = ({k: v for k, v in g.items() if len(k) == width} for g in sides)
    if not one or not other:
        return
    yield from _amounts_and_prices(one, other, str(now["unit"]))
    yield from _mix(one, other, str(now["unit"]))
    yield from _among_suppliers(key, (now, then), flows, width, (one, other))


def _key(row: Row, flows: Flows) -> tuple[Any, ...] | None:
    """Give the sides that a figure's own office reports them by."""
    for reporter, partner in (
        (row["subject"], row["counterpart"]),
        (row["counterpart"], row["subject"]),
    ):
        mirrored = reporter == row["counterpart"]
        if mirrored != bool(row["mirror"]):
            continue
        flow = {"export": "import", "import": "export"}[row["flow"]] if mirrored else row["flow"]
        for said in (None, row["said_by"]):
            key = (reporter, partner, flow, row["unit"], said)
            if key in flows:
                return key
    return None


def _goods(rows: Iterable[Row], figure: Row) -> Goods:
    """Sum what lies inside a figure's period, by product; no weight where one is missing."""
    value: dict[str, list[float]] = defaultdict(list)
    weight: dict[str, list[float | None]] = defaultdict(list)
    for row in rows:
        inside = figure["period_start"] <= row["period_start"]
        if inside and row["period_end"] <= figure["period_end"]:
            value[row["product"]].append(row["value"])
            weight[row["product"]].append(row["net_kg"])
    return {
        k: (math.fsum(v), None if None in weight[k] else math.fsum(w for w in weight[k] if w))
        for k, v in sorted(value.items())
    }


def _amounts_and_prices(one: Goods, other: Goods, unit: str) -> Iterator[str]:
    split = bennet(one, other)
    if split.quantity or split.price:
        a, p, u = (_signed(v, unit) for v in split)
        yield f"amounts made {a}, prices {p}, goods new, gone or without a weight {u} (Bennet)"
    both = [k for k in one if k in other and all(x and x > 0 for x in (*one[k], *other[k]))]
    effects = [
        lmdi((one[k][1] or 1, one[k][0] / (one[k][1] or 1)),
             (other[k][1] or 1, other[k][0] / (other[k][1] or 1)))
        for k in both
    ]  # fmt: skip
    if effects:
        a, p = (_signed(math.fsum(e[n] for e in effects), unit) for n in (0, 1))
        yield f"of goods known at both times amounts made {a}, prices {p} (LMDI)"


def _mix(one: Goods, other: Goods, unit: str) -> Iterator[str]:
    """Split the change of weighed goods into volume, mix and price, each in every order."""
    both = [k for k in one if k in other and all(x and x > 0 for x in (*one[k], *other[k]))]
    if len(both) < 2:  # noqa: PLR2004 - one product has no mix
        return
    totals = [math.fsum(g[k][1] or 0 for k in both) for g in (other, one)]
    shares = [
        {k: (g[k][1] or 0) / t for k in both} for g, t in zip((other, one), totals, strict=True)
    ]
    prices = [{k: g[k][0] / (g[k][1] or 1) for k in both} for g in (other, one)]

    def value(at: tuple[float, ...]) -> float:
        volume, mix, price = (int(a) for a in at)
        return totals[volume] * math.fsum(shares[mix][k] * prices[price][k] for k in both)

    effects = shapley(value, (1.0, 1.0, 1.0), (0.0, 0.0, 0.0))
    v, m, p = (_signed(e, unit) for e in effects)
    yield f"of goods known at both times volume made {v}, mix {m}, price {p} (Shapley)"


def _among_suppliers(
    key: tuple[Any, ...],
    figures: tuple[Row, Row],
    flows: Flows,
    width: int,
    own: tuple[Goods, Goods],
) -> Iterator[str]:
    """Split growth into that of all suppliers whose offices report the same way, mix, and own."""
    world: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    place = 0 if key[1] == figures[0]["counterpart"] else 1  # where the supplier stands
    seen = 0
    for other, rows in sorted(flows.items(), key=str):
        alike = other[1 - place] == key[1 - place] and other[2:4] == key[2:4]
        if not alike or (other[4] is None) != (key[4] is None):
            continue
        sides = [_goods(rows, f) for f in figures]
        if all(sides):
            seen += 1
            for n, goods in enumerate(sides):
                for code, (amount, _) in goods.items():
                    if len(code) == width:
                        world[code][n] += amount
    if seen > 1:
        plain = [{k: v for k, (v, _) in g.items()} for g in own]
        split = shift_share(plain[0], plain[1], {k: (w[0], w[1]) for k, w in world.items()})
        c, m, o = (_signed(v, str(figures[0]["unit"])) for v in split)
        yield f"growth as of {seen} suppliers {c}, its mix {m}, its own {o} (shift-share)"


def _signed(value: float, unit: str) -> str:
    return (
        f"{'-' if value < 0 else '+'}{words_of_amount(abs(value), abs(value), abs(value), unit)}"
    )
