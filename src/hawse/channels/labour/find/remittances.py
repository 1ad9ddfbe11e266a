"""The step ``remittances``: what workers in a host bring the target in a year, from rows alone."""

import json
import math
from collections import defaultdict
from datetime import UTC, datetime
from typing import Any, Final

import pyarrow as pa

from hawse.channels.labour.find.drivers import quantiles, shares
from hawse.channels.labour.find.form import (
    Row,
    finding,
    labour_rows,
    persons,
    place,
    speaker,
    when,
)
from hawse.core.tables import FINDINGS

_ALL: Final = frozenset({"workers", "permits", "wage", "kept", "remittances"})
_PAY: Final = "USD/person/month"


def remittances(
    figures: pa.Table,
    head_counts: pa.Table,
    countries: pa.Table,
    *,
    months_low: float,
    months_high: float,
) -> pa.Table:
    """Multiply head-count, wage less what the worker keeps, and months paid, end by end.

    A host and year is estimated where a head-count of that year, a wage and a kept amount are all
    reported for that host. The lowest and highest head-count of distinct speakers are the ends; a
    speaker who is repeated counts once. There is no best value: nothing says which end is nearer.
    Amounts that were reported outright are given as they stand.
    """
    names = {r["id"]: r["name"] for r in countries.to_pylist()}
    rows = labour_rows([*figures.to_pylist(), *head_counts.to_pylist()], _ALL)
    settings = {"months_low": months_low, "months_high": months_high}
    made = [_outright(r, names, settings) for r in rows if r["counts"] == "remittances"]
    pay: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row["unit"] == _PAY and row["q_low"] is not None and row["q_high"] is not None:
            pay[row["subject"], row["counts"]].append(row)
    for (host, target, year), counted in sorted(_stocks(rows).items()):
        wages, kept = pay[host, "wage"], pay[host, "kept"]
        if wages and kept:
            made.append(_estimate((host, target, year), counted, (wages, kept), names, settings))
    return FINDINGS.rows(made)


def _stocks(rows: list[Row]) -> dict[tuple[str, str, int], list[Row]]:
    """Group head-counts by host, origin and year; of one speaker the latest in the year stays."""
    latest: dict[tuple[str, str, int, str], Row] = {}
    for row in rows:
        if (
            row["unit"] == "person"
            and row["counts"] in {"workers", "permits"}
            and row["period_start"]
        ):
            if row["q_low"] is None or row["q_high"] is None or row["basis"] != "reported":
                continue
            key = (row["subject"], row["counterpart"], row["period_start"].year, row["said_by"])
            old = latest.get(key)
            if old is None or (old["period_end"], old["locator"]) < (
                row["period_end"],
                row["locator"],
            ):
                latest[key] = row
    groups: dict[tuple[str, str, int], list[Row]] = defaultdict(list)
    for (host, target, year, _), row in sorted(latest.items()):
        groups[host, target, year].append(row)
    return groups


def _estimate(
    key: tuple[str, str, int],
    counted: list[Row],
    pay: tuple[list[Row], list[Row]],
    names: dict[str, str],
    settings: dict[str, Any],
) -> Row:
    host, target, year = key
    wages, kept = pay
    taken = (
        max(0.0, min(w["q_low"] for w in wages) - max(k["q_high"] for k in kept)),
        max(0.0, max(w["q_high"] for w in wages) - min(k["q_low"] for k in kept)),
    )
    inputs = {
        "head-count": (min(r["q_low"] for r in counted), max(r["q_high"] for r in counted)),
        "what is taken of the wage": taken,
        "months paid": (settings["months_low"], settings["months_high"]),
    }
    low, high = (math.prod(span[end] for span in inputs.values()) for end in (0, 1))
    reasons = [*_inputs(counted, wages, kept, settings), *_drivers(inputs)]
    start, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    return finding("remittances", "remittances", settings, [*counted, *wages, *kept]) | {
        "says": f"workers of {place(target, names)} in {place(host, names)} bring between "
        f"{low / 1e6:,.0f} and {high / 1e6:,.0f} million USD in {year}, estimated",
        "q_low": round(low, 2),
        "q_high": round(high, 2),
        "unit": "USD",
        "period_start": start,
        "period_end": end,
        "period_grain": "year",
        "as_of": end,
        "said_by": None,
        "origin_id": None,
        "basis": "estimated",
        "reasons": json.dumps(reasons, ensure_ascii=False),
        "not_shown": "What the target spends of it abroad, fees on the way, and pay in kind.",
    }


def _inputs(
    counted: list[Row], wages: list[Row], kept: list[Row], settings: dict[str, Any]
) -> list[str]:
    """List every input with its speaker and time."""
    return [
        *(f"{persons(r)} workers, {speaker(r)}, {when(r)}" for r in counted),
        *(f"wage {_money(w)} USD a month, {speaker(w)}, {when(w)}" for w in wages),
        *(f"the worker keeps {_money(k)} USD a month, {speaker(k)}, {when(k)}" for k in kept),
        f"{settings['months_low']:g} to {settings['months_high']:g} months paid in a year",
        "wage and kept amount are taken to hold in that year, though said of other years",
    ]


def _drivers(inputs: dict[str, tuple[float, float]]) -> list[str]:
    """Say what the width of the estimate comes from, and where its middle would lie."""
    parts = [f"{name} {share:.0%}" for name, share in shares(inputs).items() if share > 0]
    if not parts:
        return []
    low, middle, high = (v / 1e6 for v in quantiles(list(inputs.values())))
    return [
        f"its width comes from: {', '.join(parts)}",
        f"5, 50, 95 in a hundred: {low:,.0f}, {middle:,.0f}, {high:,.0f} million USD (flat)",
    ]


def _money(row: Row) -> str:
    low, high = row["q_low"], row["q_high"]
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def _outright(row: Row, names: dict[str, str], settings: dict[str, Any]) -> Row:
    return finding("remittances", "remittances", settings, [row]) | {
        "says": f"{speaker(row)}: remittances of workers of {place(row['counterpart'], names)} in "
        f"{place(row['subject'], names)}, {when(row)}",
        "q_low": row["q_low"],
        "q_best": row["q_best"],
        "q_high": row["q_high"],
        "period_start": row["period_start"],
        "period_end": row["period_end"],
        "reasons": json.dumps([row["derivation"]] if row["derivation"] else []),
        "not_shown": "How the speaker counted it.",
    }
