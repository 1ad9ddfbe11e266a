"""The step ``mirror_gap``: one flow as its two ends report it."""

import json
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import pyarrow as pa

from hawse.channels.trade.find.form import Row, finding, name_of, words_of_amount, words_of_period
from hawse.core.tables import FINDINGS

_BETWEEN: Final = (
    "exporter",
    "importer",
    "product",
    "period_start",
    "period_grain",
    "currency",
)


class _Known(NamedTuple):
    """What is known beside the two reports: names, freight by way and year, reconciled values."""

    names: dict[str, str]
    freight: dict[tuple[str | None, str | None, int | None], Row]
    between: dict[tuple[Any, ...], Row]
    settings: dict[str, Any]


def mirror_gap(
    figures: pa.Table,
    countries: pa.Table,
    freight: pa.Table,
    reconciled: pa.Table,
    *,
    cif_low: float,
    cif_high: float,
) -> pa.Table:
    """Give the ratio of the importer's report to the exporter's, freight and insurance taken out.

    Both must be customs figures of one flow, item, unit and period. The ratio is an interval over
    the CIF/FOB factor, which is fitted on all flows that both ends report or, where they are too
    few, the band ``cif_low`` to ``cif_high``; 1 inside it is agreement. Both reports stay as they
    are; a value between them, weighed by how reliable each is, is told beside them.
    """
    names = {r["id"]: r["name"] for r in countries.to_pylist()}
    sides: dict[tuple[Any, ...], dict[bool, Row]] = {}
    for row in sorted(figures.to_pylist(), key=lambda r: (r["source_id"], r["figure"])):
        if (
            str(row["said_by"]).startswith("customs of ")
            and row["basis"] == "reported"
            and row["q_best"]
            and row["unit"] != "t"  # a weight has no freight in it
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
    known = _Known(
        names,
        {(r["exporter"], r["importer"], r["year"]): r for r in freight.to_pylist()},
        {tuple(r[k] for k in _BETWEEN): r for r in reconciled.to_pylist()},
        {"cif_low": cif_low, "cif_high": cif_high},
    )
    both = [pair for _, pair in sorted(sides.items(), key=lambda p: str(p[0])) if len(pair) > 1]
    return FINDINGS.rows([_finding(p[False], p[True], known) for p in both])


def _finding(own: Row, mirror: Row, known: _Known) -> Row:
    exporter, importer = (own, mirror) if own["flow"] == "export" else (mirror, own)
    ends = [own["subject"], own["counterpart"]]
    way = ends if own["flow"] == "export" else ends[::-1]
    cost = known.freight.get((way[0], way[1], own["period_start"].year))
    plain = importer["q_best"] / exporter["q_best"]
    fitted = cost is not None and cost["method"] == "regression"
    cif = (cost["low"], cost["high"]) if cost and fitted else _band(known)
    low, high = plain / cif[1], plain / cif[0]
    agree = low <= 1 <= high
    goods = "" if own["item"] == "all" else f" of {own['item'].replace('_', ' ')}"
    return finding("mirror_gap", "mirror_gap", known.settings, [own, mirror]) | {
        "says": f"{importer['said_by']} over {exporter['said_by']}: "
        f"{name_of(own['subject'], known.names)}'s "
        f"{own['flow']}s{goods} in {words_of_period(own['period_start'], own['period_end'])} are "
        f"{words_of_amount(round(low, 4), None, round(high, 4), 'factor')} as large"
        f"{', which agrees' if agree else ''}",
        "q_low": round(low, 6),
        "q_best": round(plain / cost["best"], 6) if cost and fitted else None,
        "q_high": round(high, 6),
        "unit": "factor",
        "quantity_kind": "change_factor",
        "said_by": None,
        "origin_id": None,
        "basis": "estimated",
        "reasons": json.dumps(
            [
                *_reports(importer, exporter),
                *_freight(cost, known, plain),
                *_between(exporter, way, known),
            ],
            ensure_ascii=False,
        ),
        "not_shown": "Why the two differ: timing, routes through third countries, codes, "
        "or goods not declared.",
    }


def _band(known: _Known) -> tuple[float, float]:
    return known.settings["cif_low"], known.settings["cif_high"]


def _reports(importer: Row, exporter: Row) -> Iterator[str]:
    """Give both reports as they stand."""
    for row in (importer, exporter):
        yield f"{row['said_by']}: {row['q_best']:,.0f} {row['unit']}, {row['note']}"


def _freight(cost: Row | None, known: _Known, plain: float) -> Iterator[str]:
    """Say what was taken off for freight and insurance, and whether the ratio is out of line."""
    if cost is None or cost["method"] != "regression":
        low, high = (end - 1 for end in _band(known))
        why = (cost or known.freight.get((None, None, None)) or {}).get(
            "why", "nothing was fitted"
        )
        yield f"imports taken down by freight and insurance of {low:.0%} to {high:.0%}: {why}"
        return
    low, best, high = (cost[k] - 1 for k in ("low", "best", "high"))
    yield (
        f"imports taken down by freight and insurance of {best:.1%} ({low:.1%} to {high:.1%}), "
        f"estimated: {cost['why']}"
    )
    inside = cost["ratio_low"] <= plain <= cost["ratio_high"]
    yield (
        f"imports over exports are {plain:.4g}, {'within' if inside else 'outside'} what 95 % of "
        f"such reports give ({cost['ratio_low']:.4g} to {cost['ratio_high']:.4g})"
    )


def _between(exporter: Row, way: list[str], known: _Known) -> Iterator[str]:
    """Give the value between the two reports, where both reporters could be weighed."""
    product = "TOTAL" if exporter["item"] == "all" else str(exporter["figure"]).split("-")[3]
    key = (*way, product, exporter["period_start"], exporter["period_grain"], exporter["unit"])
    row = known.between.get(key)
    if row is not None:
        amount = words_of_amount(row["low"], row["best"], row["high"], exporter["unit"])
        yield (
            f"a value between the two is {amount}, estimated: the exporter's report weighs "
            f"{row['exporter_weight']:.0%} by how reliable each reporter is"
        )
