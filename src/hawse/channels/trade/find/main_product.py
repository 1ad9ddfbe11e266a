"""The step ``main_product``: a product's share, and what its group cannot tell apart."""

import json
from collections.abc import Iterator

import pyarrow as pa

from hawse.channels.trade.find.form import (
    NOT_SHOWN,
    Row,
    finding,
    name_of,
    speaker,
    words_of_period,
)
from hawse.core.tables import FINDINGS

_OF = {"exports": "export", "imports": "import", "turnover": "total", "total": "total"}


def main_product(figures: pa.Table, products: pa.Table, countries: pa.Table) -> pa.Table:
    """Give the share of each reported product group, and bounds for the products inside it.

    'Mineral products' hold coal and oil alike (HS chapters 25 to 27): a share of 83.4 % says only
    that the share of oil products lies between nothing and 83.4 %. Such a bound is a finding of
    its own, with its best value left open: it neither bears out nor refutes 'mainly oil products'.
    """
    names = {r["id"]: r["name"] for r in countries.to_pylist()}
    within = {r["item"]: r["within"] for r in products.to_pylist()}
    hs = {r["item"]: r["hs"] for r in products.to_pylist()}
    rows = [r for r in figures.to_pylist() if r["share_of"] and r["subject"] and r["counterpart"]]
    rows.sort(key=lambda r: (r["source_id"], r["locator"], r["figure"]))
    made: list[Row] = []
    for row in rows:
        made.append(_share(row, names, hs))
        made.extend(_bounds(row, names, within, hs))
    return FINDINGS.rows(made)


def _share(row: Row, names: dict[str, str], hs: dict[str, str | None]) -> Row:
    flow = _OF[row["share_of"]]
    codes = hs.get(row["item"])
    return finding("main_product", "main_product", {}, [row]) | {
        "flow": flow,
        "says": f"{speaker(row)}: "
        f"{row['item'].replace('_', ' ')}{f' (HS {codes})' if codes else ''} were "
        f"{row['q_best']:.1%} of {_flow(row, names, flow)}",
        "q_low": row["q_low"],
        "q_best": row["q_best"],
        "q_high": row["q_high"],
        "reasons": json.dumps(["a share that was reported"]),
    }


def _bounds(
    row: Row, names: dict[str, str], within: dict[str, str | None], hs: dict[str, str | None]
) -> Iterator[Row]:
    """Bound the products that the group holds and cannot tell apart."""
    flow = _OF[row["share_of"]]
    group = row["item"]
    for item in sorted({"oil_products", "crude_oil", "coal"}):
        if group not in _above(item, within):
            continue
        why = (
            f"{group.replace('_', ' ')} (HS {hs.get(group)}) do not separate oil from "
            "coal; HS 2701 and 2710 would"
        )
        yield finding("main_product", "main_product", {}, [row]) | {
            "item": item,
            "flow": flow,
            "says": f"the share of {item.replace('_', ' ')} in {_flow(row, names, flow)} "
            "lies between 0 and "
            f"{row['q_best']:.1%}: {why}",
            "q_low": 0.0,
            "q_best": None,
            "q_high": row["q_high"],
            "basis": "estimated",
            "reasons": json.dumps([why, f"bounded by the share of {group.replace('_', ' ')}"]),
            "not_shown": f"Which part of the group was {item.replace('_', ' ')}. {NOT_SHOWN}",
        }


def _flow(row: Row, names: dict[str, str], flow: str) -> str:
    words = {"export": "exports to", "import": "imports from", "total": "trade with"}[flow]
    period = words_of_period(row["period_start"], row["period_end"])
    target = name_of(row["counterpart"], names)
    return f"{name_of(row['subject'], names)}'s {words} {target} in {period}"


def _above(item: str, within: dict[str, str | None]) -> list[str]:
    """List the wider groups of an item, nearest first; a circle in the facts ends it."""
    found: list[str] = []
    at = within.get(item)
    while at and at != "all" and at not in found:
        found.append(at)
        at = within.get(at)
    return found
