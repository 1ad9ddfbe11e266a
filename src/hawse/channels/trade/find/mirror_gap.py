"""The step ``mirror_gap``: one flow as its two ends report it."""

import json
from typing import Any

import pyarrow as pa

from hawse.channels.trade.find.form import Row, finding, name_of, words_of_amount, words_of_period
from hawse.core.tables import FINDINGS


def mirror_gap(
    figures: pa.Table, countries: pa.Table, *, cif_low: float, cif_high: float
) -> pa.Table:
    """Give the ratio of the importer's report to the exporter's, freight and insurance taken out.

    Both must be customs figures of one flow, item, unit and period. The ratio is an interval over
    the CIF/FOB factor; 1 inside it is agreement. Both reports stay as they are.
    """
    names = {r["id"]: r["name"] for r in countries.to_pylist()}
    sides: dict[tuple[Any, ...], dict[bool, Row]] = {}
    for row in sorted(figures.to_pylist(), key=lambda r: (r["source_id"], r["figure"])):
        if (
            str(row["said_by"]).startswith("customs of ")
            and row["basis"] == "reported"
            and row["q_best"]
        ):
            key = tuple(
                row[k]
                for k in (
                    "subject",
                    "counterpart",
                    "flow",
                    "item",
                    "unit",
                    "period_start",
                    "period_end",
                )
            )
            sides.setdefault(key, {}).setdefault(bool(row["mirror"]), row)
    settings = {"cif_low": cif_low, "cif_high": cif_high}
    both = [pair for _, pair in sorted(sides.items(), key=lambda p: str(p[0])) if len(pair) > 1]
    return FINDINGS.rows([_finding(p[False], p[True], names, settings) for p in both])


def _finding(own: Row, mirror: Row, names: dict[str, str], settings: dict[str, Any]) -> Row:
    exporter, importer = (own, mirror) if own["flow"] == "export" else (mirror, own)
    plain = importer["q_best"] / exporter["q_best"]
    low, high = plain / settings["cif_high"], plain / settings["cif_low"]
    agree = low <= 1 <= high
    goods = "" if own["item"] == "all" else f" of {own['item'].replace('_', ' ')}"
    return finding("mirror_gap", "mirror_gap", settings, [own, mirror]) | {
        "says": f"{importer['said_by']} over {exporter['said_by']}: "
        f"{name_of(own['subject'], names)}'s "
        f"{own['flow']}s{goods} in {words_of_period(own['period_start'], own['period_end'])} are "
        f"{words_of_amount(round(low, 4), None, round(high, 4), 'factor')} as large"
        f"{', which agrees' if agree else ''}",
        "q_low": round(low, 6),
        "q_best": None,
        "q_high": round(high, 6),
        "unit": "factor",
        "quantity_kind": "change_factor",
        "said_by": None,
        "origin_id": None,
        "basis": "estimated",
        "reasons": json.dumps(_reasons(importer, exporter, settings)),
        "not_shown": "Why the two differ: timing, routes through third countries, codes, "
        "or goods not declared.",
    }


def _reasons(importer: Row, exporter: Row, settings: dict[str, Any]) -> list[str]:
    """Give both reports as they stand, and what was taken off for freight and insurance."""
    reports = [
        f"{r['said_by']}: {r['q_best']:,.0f} {r['unit']}, {r['note']}"
        for r in (importer, exporter)
    ]
    low, high = settings["cif_low"] - 1, settings["cif_high"] - 1
    return [*reports, f"imports taken down by freight and insurance of {low:.0%} to {high:.0%}"]
