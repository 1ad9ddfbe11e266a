"""Tonnes and barrels of one amount: does a sourced factor explain the pair?

A pair is explained if a factor of the product (or, for a product that is only said to be refined
oil, of any product inside it) lies within ``tolerance`` of the quotient, rounding of the printed
figures granted. A quotient between the factors of the lightest and the heaviest product without
LPG can be a mix of products: it is no slip, but no factor explains it. Everything else is a slip
of the pen or of the press.
"""

from collections.abc import Container, Iterator, Sequence
from itertools import product
from typing import Final, NamedTuple

from hawse.channels.trade.check.form import (
    ZEROS,
    Held,
    Row,
    around,
    daily,
    made,
    other_unit,
    series,
    span,
    stated_quotient,
)
from hawse.channels.trade.check.indexed import same_time

_GENERIC: Final = frozenset({"oil_products", "oil_and_oil_products", "mineral_fuels"})
_ANY_FUEL: Final = (4.8, 12.0)
"""A barrel is 0.159 cubic metres: from pitch (1.3 tonnes a cubic metre) to butane and propane."""
_APART: Final = frozenset({"lpg", "crude_oil"})


class _Pair(NamedTuple):
    rows: list[Row]
    tonnes: tuple[float, float]
    barrels: tuple[float, float]


def pairs(
    rows: list[Row], factors: Sequence[Row], tolerance: float, known: Container[str] = ()
) -> list[Row]:
    """Judge every pair of tonnes and barrels: two rows of one amount, or a row and its note.

    ``known`` are the products of the facts: of coal, which is known and has no factor, nothing is
    said; a fuel that nobody listed is held against the factors of all fuels.
    """
    judged = (_judged(p, factors, tolerance, known) for p in _found(rows))
    return [row for row in judged if row is not None]


def _found(rows: list[Row]) -> Iterator[_Pair]:
    fuel = [daily(r) for r in rows if r["unit"] in {"t", "bbl", "bbl/day"} and not r["per"]]
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
                    yield _Pair(both, around(one, zeros=ZEROS), _barrels(other))
    for row in fuel:
        stated = other_unit(row)
        if stated is None:
            continue
        own, middle = row["q_best"] or 0.0, (stated[0] + stated[1]) / 2
        tonnes_first = (own, middle) if row["unit"] == "t" else (middle, own)
        if (row["source_id"], *span(row), *tonnes_first) not in seen:
            printed = around(row, zeros=ZEROS)
            yield _Pair([row], *((printed, stated) if row["unit"] == "t" else (stated, printed)))


def _barrels(row: Row) -> tuple[float, float]:
    if "days" in row:  # a daily rate is worked out, and rounded to tens
        low, high = around(row["days"], zeros=1)
        times = row["q_best"] / row["days"]["q_best"]
        return low * times, high * times
    return around(row, zeros=ZEROS)


def quotients(rows: list[Row]) -> list[Row]:
    """Judge barrels a tonne that a note works out of its pair: '1,498 t => 8.33'."""
    found = []
    for row in rows:
        said = stated_quotient(row) if row["unit"] in {"t", "bbl"} and not row["per"] else None
        stated = other_unit(row) if said else None
        if said is None or stated is None or not row["q_best"]:
            continue
        own = around(row, zeros=ZEROS)
        tonnes, barrels = (own, stated) if row["unit"] == "t" else (stated, own)
        ends = (barrels[0] / tonnes[1], barrels[1] / max(tonnes[0], 1e-9))
        agrees = said[0] <= ends[1] and ends[0] <= said[1]
        says = (
            f"its note: {(said[0] + said[1]) / 2:.4g} bbl/t is stated, {ends[0]:.4g} to "
            f"{ends[1]:.4g} worked out"
        )
        held = Held(said, ends, "bbl/t")
        found.append(made("pair_quotient", "explained" if agrees else "slip", [row], says, held))
    return found


def _judged(
    pair: _Pair, factors: Sequence[Row], tolerance: float, listed: Container[str]
) -> Row | None:
    """Judge a pair; goods that are no fuel are not judged.

    A fuel without a factor of its own may have that of any other, but no more than any fuel has.
    """
    low, high = pair.barrels[0] / pair.tonnes[1], pair.barrels[1] / max(pair.tonnes[0], 1e-9)
    item = pair.rows[-1]["item"]
    own = [f for f in factors if _fits(f, item)]
    known = bool(own)
    if not own and (item in listed or pair.rows[-1]["topic"] != "fuel"):
        return None
    own = own or list(factors)
    values = {(v, f["name"], f["source"]) for f in own for v in (f["low"], f["high"])}
    middle = (low + high) / 2
    for value, name, source in sorted(values, key=lambda v: (abs(v[0] / middle - 1), v)):
        near, far = value * (1 - tolerance), value * (1 + tolerance)
        if low <= far and near <= high:
            says = f"{low:.4g} to {high:.4g} bbl/t: {name} {value:g}, {source}"
            held = Held((low, high), (near, far), "bbl/t")
            return made("pair", "explained", pair.rows, says, held)
    lightest, heaviest = max(f["high"] for f in own), min(f["low"] for f in own)
    if not known:
        heaviest, lightest = _ANY_FUEL
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
