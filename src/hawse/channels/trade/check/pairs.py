"""Tonnes and barrels of one amount: does a sourced factor explain the pair?

A pair is explained if a factor of the product (or, for a product that is only said to be refined
oil, of any product inside it) lies within ``tolerance`` of the quotient, rounding of the printed
figures granted. A quotient between the factors of the lightest and the heaviest product without
LPG can be a mix of products: it is no slip, but no factor explains it. Everything else is a slip
of the pen or of the press.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final, NamedTuple

from hawse.channels.trade.check.form import (
    ZEROS,
    Held,
    Row,
    around,
    made,
    other_unit,
    series,
    span,
)
from hawse.channels.trade.check.indexed import same_time

_GENERIC: Final = frozenset({"oil_products", "oil_and_oil_products", "mineral_fuels"})
_APART: Final = frozenset({"lpg", "crude_oil"})


class _Pair(NamedTuple):
    rows: list[Row]
    tonnes: tuple[float, float]
    barrels: tuple[float, float]


def pairs(rows: list[Row], factors: Sequence[Row], tolerance: float) -> list[Row]:
    """Judge every pair of tonnes and barrels: two rows of one amount, or a row and its note."""
    judged = (_judged(p, factors, tolerance) for p in _found(rows))
    return [row for row in judged if row is not None]


def _found(rows: list[Row]) -> Iterator[_Pair]:
    fuel = [r for r in rows if r["unit"] in {"t", "bbl"} and not r["per"]]
    seen: set[tuple[object, ...]] = set()
    for group in series(fuel, "said_by"):
        place = {id(row): n for n, row in enumerate(group)}
        for rows_of_one in same_time(group):
            for one, other in product(rows_of_one, rows_of_one):
                if (one["unit"], other["unit"]) == ("t", "bbl"):
                    both = sorted((one, other), key=lambda r: place[id(r)])
                    seen.add(
                        (
                            one["source_id"],
                            *span(one),
                            one["q_best"] or 0.0,
                            other["q_best"] or 0.0,
                        )
                    )
                    yield _Pair(both, around(one, zeros=ZEROS), around(other, zeros=ZEROS))
    for row in fuel:
        stated = other_unit(row)
        if stated is None:
            continue
        own, middle = row["q_best"] or 0.0, (stated[0] + stated[1]) / 2
        tonnes_first = (own, middle) if row["unit"] == "t" else (middle, own)
        if (row["source_id"], *span(row), *tonnes_first) not in seen:
            printed = around(row, zeros=ZEROS)
            yield _Pair([row], *((printed, stated) if row["unit"] == "t" else (stated, printed)))


def _judged(pair: _Pair, factors: Sequence[Row], tolerance: float) -> Row | None:
    """Judge a pair; a product without any factor is not judged."""
    low, high = pair.barrels[0] / pair.tonnes[1], pair.barrels[1] / max(pair.tonnes[0], 1e-9)
    item = pair.rows[-1]["item"]
    own = [f for f in factors if _fits(f, item)]
    if not own:
        return None
    values = {(v, f["name"], f["source"]) for f in own for v in (f["low"], f["high"])}
    middle = (low + high) / 2
    for value, name, source in sorted(values, key=lambda v: (abs(v[0] / middle - 1), v)):
        near, far = value * (1 - tolerance), value * (1 + tolerance)
        if low <= far and near <= high:
            says = f"{low:.4g} to {high:.4g} bbl/t: {name} {value:g}, {source}"
            held = Held((low, high), (near, far), "bbl/t")
            return made("pair", "explained", pair.rows, says, held)
    lightest, heaviest = max(f["high"] for f in own), min(f["low"] for f in own)
    if low <= lightest and heaviest <= high:
        says = f"{low:.4g} to {high:.4g} bbl/t: no factor, but a mix of products can have it"
        verdict = "mix"
    else:
        says = (
            f"{low:.4g} to {high:.4g} bbl/t: outside {heaviest:g} to {lightest:g}, which "
            "no mix of "
            f"{item.replace('_', ' ')} has"
        )
        verdict = "slip"
    return made("pair", verdict, pair.rows, says, Held((low, high), (heaviest, lightest), "bbl/t"))


def _fits(factor: Row, item: str) -> bool:
    """Say whether a factor can hold for a product; refined oil is any but LPG and crude."""
    if item == "oil_products":
        return bool(factor["item"] not in _APART)
    if item in _GENERIC:
        return bool(factor["item"] != "lpg")
    return bool(factor["item"] == item)
