"""Customs statistics as figures: months become quarters and years, the supplier stands first."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from hawse.channels.trade.observe.names import flipped

Row = dict[str, Any]
_MONTHS: Final = {"quarter": 3, "year": 12}
_ENDS: Final = (3, 6, 9)
_CHAPTER: Final = 2  # products without a name of their own are kept by HS chapter alone
_ALWAYS: Final = frozenset({"all", "oil_products", "coal"})
_WEIGHED: Final = frozenset({"oil_products", "crude_oil", "coal"})
"""What caps count in tonnes or barrels: an office's net weights of these are figures too."""
_KG: Final = 1000.0


def customs_figures(
    flows: Sequence[Row],
    items: Mapping[str, str],
    names: Mapping[str, str],
    targets: frozenset[str],
) -> Iterator[Row]:
    """Give a figure for every yearly and quarterly flow, and for months of the main items.

    Products without a name in the facts are kept by chapter, topic trade_detail: they bear on
    shares of a change and make no findings of their own. A quarter or a year is made of its months
    only if every one of them is there. The reporter of a mirrored flow is the target itself. Of
    goods that are capped by weight the net weight is a figure beside the value, in tonnes.
    """

    def said(row: Row) -> str:
        own = f"customs of {names.get(row['reporter'], row['reporter'])}"
        return str(row["said_by"] or own)

    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in (*flows, *_rolled_up(flows)):
        groups[
            *(row[k] for k in ("reporter", "partner", "flow", "product", "currency")), said(row)
        ].append(row)
    for (reporter, partner, flow, product, currency, voice), rows in sorted(groups.items()):
        item = "all" if product == "TOTAL" else items.get(product, f"hs_{product}")
        if item.startswith("hs_") and len(product) > _CHAPTER:
            continue
        mirror = reporter in targets and partner not in targets
        head = {
            "topic": "trade_detail" if item.startswith("hs_") else "trade",
            "counts": "trade",
            "subject": partner if mirror else reporter,
            "counterpart": reporter if mirror else partner,
            "flow": flipped(flow) if mirror else flow,
            "item": item,
            "mirror": mirror,
            "said_by": voice,
            "origin_id": f"said:{voice}",
        }
        for row in _periods(sorted(rows, key=lambda r: r["period_start"])):
            if row["period_grain"] != "month" or item in _ALWAYS:
                yield head | _figure(row, (reporter, partner, flow, product, currency))
                if item in _WEIGHED and row["net_kg"]:
                    yield head | _weight(row, (reporter, partner, flow, product))


def _rolled_up(flows: Sequence[Row]) -> Iterator[Row]:
    """Give totals, chapters and headings of sources that hold every product but only as leaves.

    Such are the reconciled ones alone (BACI): any other file may hold the products that somebody
    asked for, and their sum is no total.
    """
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    keys = ("reporter", "partner", "flow", "said_by", "currency", "period_start", "period_end")
    for row in flows:
        if row["said_by"] is not None:
            groups[tuple(row[k] for k in keys)].append(row)
    for rows in groups.values():
        finest = max(len(r["product"]) for r in rows)
        leaves = [r for r in rows if len(r["product"]) == finest and r["product"].isdigit()]
        known = {r["product"] for r in rows}
        sums: dict[str, list[Row]] = defaultdict(list)
        for row in leaves:
            for code in ("TOTAL", row["product"][:2], row["product"][:4]):
                if code not in known:
                    sums[code].append(row)
        for code, parts in sorted(sums.items()):
            first = min(parts, key=lambda r: (r["source_id"], r["locator"]))
            yield first | {
                "product": code,
                "value": round(math.fsum(p["value"] for p in parts), 2),
                "net_kg": _kg(parts),
                "synthetic": any(p["synthetic"] for p in parts),
                "derived": f"sum of {len(parts)} products of {finest} digits",
            }


def _periods(rows: list[Row]) -> Iterator[Row]:
    """Give the rows, and the quarters and years that their months make up whole."""
    yield from rows
    months = {r["period_start"]: r for r in rows if r["period_grain"] == "month"}
    years = {r["period_start"].year for r in rows if r["period_grain"] == "year"}
    for grain, length in _MONTHS.items():
        for year in sorted({m.year for m in months}):
            for first in range(1, 13, length):
                parts = [
                    months.get(datetime(year, m, 1, tzinfo=UTC))
                    for m in range(first, first + length)
                ]
                known = [p for p in parts if p]
                if len(known) == length and not (grain == "year" and year in years):
                    yield _sum_of(known, grain)
    yield from _twelve(months)


def _twelve(months: Mapping[datetime, Row]) -> Iterator[Row]:
    """Give the twelve months up to the end of each quarter that ends within a year.

    Beside the quarter itself they tell a jump from a year that was flat.
    """
    for last in sorted(months):
        if last.month in _ENDS:
            starts = [(last.year * 12 + last.month - 1) - k for k in range(11, -1, -1)]
            parts = [months.get(datetime(m // 12, m % 12 + 1, 1, tzinfo=UTC)) for m in starts]
            known = [p for p in parts if p]
            if len(known) == len(parts):
                yield _sum_of(known, "span")


def _sum_of(known: Sequence[Row], grain: str) -> Row:
    return known[0] | {
        "period_end": known[-1]["period_end"],
        "period_grain": grain,
        "value": round(math.fsum(p["value"] for p in known), 2),
        "net_kg": _kg(known),
        "synthetic": any(p["synthetic"] for p in known),
        "derived": f"sum of {len(known)} months",
    }


def _kg(parts: Sequence[Row]) -> float | None:
    """Add weights; one that is not known leaves the sum unknown."""
    known = [p["net_kg"] for p in parts if p["net_kg"]]
    return round(math.fsum(known), 3) if len(known) == len(parts) else None


def _weight(row: Row, key: tuple[str, ...]) -> Row:
    """Give a flow's net weight as a figure of its own."""
    tonnes = row["net_kg"] / _KG
    said = "" if row["said_by"] is None else ", reconciled from two reports"
    return _figure(row, (*key, "t")) | {
        "q_low": tonnes,
        "q_best": tonnes,
        "q_high": tonnes,
        "q_step": 1 / _KG,
        "unit": "t",
        "note": f"net weight{said}",
    }


def _figure(row: Row, key: tuple[str, ...]) -> Row:
    value = row["value"]
    return {
        "figure": "-".join((*key, f"{row['period_start']:%Y-%m}", row["period_grain"])),
        "q_low": value,
        "q_best": value,
        "q_high": value,
        "q_step": 1.0,
        "unit": row["currency"],
        "quantity_kind": "level",
        "period_start": row["period_start"],
        "period_end": row["period_end"],
        "period_grain": row["period_grain"],
        "approximate": False,
        "via": [],
        "basis": "reported" if row["said_by"] is None else "estimated",
        "derivation": row.get("derived"),
        "note": f"valued {row['valuation']}"
        + ("" if row["said_by"] is None else ", reconciled from two reports"),
        "source_id": row["source_id"],
        "locator": row["locator"],
        "synthetic": row["synthetic"],
    }
