"""The step ``change_splits``: what products, amounts, prices and mix made of a year's change."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

import pyarrow as pa

from hawse.channels.trade.split import Goods, bennet, lmdi, shapley
from hawse.channels.trade.tables import CHANGE_SPLITS

Row = dict[str, Any]
_SIDES: Final = ("reporter", "partner", "flow", "currency", "said_by")
_MONTHS: Final = 12


def change_splits(target_flows: pa.Table) -> pa.Table:
    """Give the parts of every change of a flow from one whole year to the next.

    Four ways, each adding up to the change of the products that both years give at the coarsest
    level of the HS they share: ``product`` (each product's own change), ``bennet`` (amounts,
    prices, and what has no weight or is new or gone), ``lmdi`` (the same in logarithms) and
    ``shapley`` (volume, mix and price of the goods that both years weigh).
    """
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in target_flows.to_pylist():
        if str(row["product"]).isdigit():
            groups[tuple(row[k] for k in _SIDES)].append(row)
    made: list[Row] = []
    for sides, rows in sorted(groups.items(), key=str):
        years = _years(rows)
        for year in sorted(years):
            if year - 1 in years:
                made += _parts(sides, year, (years[year], years[year - 1]), rows)
    return CHANGE_SPLITS.rows(made)


def _years(rows: Iterable[Row]) -> dict[int, dict[str, tuple[float, float | None]]]:
    """Give value and weight by product for every whole year."""
    held: dict[tuple[int, str], list[Row]] = defaultdict(list)
    for row in rows:
        held[row["period_start"].year, row["product"]].append(row)
    made: dict[int, dict[str, tuple[float, float | None]]] = defaultdict(dict)
    for (year, product), own in sorted(held.items()):
        whole = [r for r in own if r["period_grain"] == "year"][:1]
        parts = whole or [r for r in own if r["period_grain"] == "month"]
        if whole or len({r["period_start"] for r in parts}) == _MONTHS:
            weights = [r["net_kg"] for r in parts]
            known = [w for w in weights if w]
            kg = math.fsum(known) if len(known) == len(weights) else None
            made[year][product] = (math.fsum(r["value"] for r in parts), kg)
    return made


def _parts(
    sides: tuple[Any, ...], year: int, both: tuple[Goods, Goods], rows: list[Row]
) -> list[Row]:
    lengths = set(map(len, both[0])) & set(map(len, both[1]))
    if not lengths:
        return []
    now, before = ({k: v for k, v in g.items() if len(k) == min(lengths)} for g in both)
    total = math.fsum(v for v, _ in now.values()) - math.fsum(v for v, _ in before.values())
    first = min(rows, key=lambda r: (r["source_id"], r["locator"]))
    head = dict(zip(_SIDES, sides, strict=True)) | {
        "year": year,
        "whole": round(total, 2),
        "source_id": first["source_id"],
        "locator": first["locator"],
        "synthetic": any(r["synthetic"] for r in rows),
    }
    return [
        head | {"method": method, "part": part, "amount": round(amount, 2)}
        for method, part, amount in _split(now, before)
    ]


def _split(now: Goods, before: Goods) -> Iterator[tuple[str, str, float]]:
    for code in sorted(set(now) | set(before)):
        yield "product", code, now.get(code, (0.0,))[0] - before.get(code, (0.0,))[0]
    for part, amount in bennet(now, before)._asdict().items():
        yield "bennet", part, amount
    both = [k for k in sorted(now) if k in before and _weighed(now[k]) and _weighed(before[k])]
    one, other = (
        {k: (g[k][1] or 1.0, g[k][0] / (g[k][1] or 1.0)) for k in both} for g in (now, before)
    )
    if both:
        effects = [lmdi(one[k], other[k]) for k in both]
        for n, part in enumerate(("quantity", "price")):
            yield "lmdi", part, math.fsum(e[n] for e in effects)
        total = math.fsum(v for v, _ in now.values()) - math.fsum(v for v, _ in before.values())
        moved = math.fsum(now[k][0] - before[k][0] for k in both)
        yield "lmdi", "unsplit", total - moved
        yield from _volume_mix_price(one, other)


def _weighed(good: tuple[float, float | None]) -> bool:
    return bool(good[0] > 0 and good[1])


def _volume_mix_price(
    one: dict[str, tuple[float, float]], other: dict[str, tuple[float, float]]
) -> Iterator[tuple[str, str, float]]:
    """Split the change of weighed goods into volume, mix and price, each in every order."""
    if len(one) < 2:  # noqa: PLR2004 - one product has no mix
        return
    sides = (other, one)
    volumes = [math.fsum(kg for kg, _ in side.values()) for side in sides]

    def value(at: tuple[float, ...]) -> float:
        volume, mix, price = (int(a) for a in at)
        return math.fsum(
            volumes[volume] * sides[mix][k][0] / volumes[mix] * sides[price][k][1] for k in one
        )

    effects = shapley(value, (1.0, 1.0, 1.0), (0.0, 0.0, 0.0))
    for part, effect in zip(("volume", "mix", "price"), effects, strict=True):
        yield "shapley", part, effect
