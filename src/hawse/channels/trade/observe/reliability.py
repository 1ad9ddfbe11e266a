"""How far each reporter can be trusted, and one value between two reports of a flow."""

import math
from typing import Any, Final

import pyarrow as pa

from hawse.channels.trade.mirror.quality import Pair, reconcile, reporter_variances
from hawse.channels.trade.tables import RECONCILED, RELIABILITY

Row = dict[str, Any]
_Z: Final = 1.96
_DIGITS: Final = 6


def reliability(mirror_pairs: pa.Table, freight: pa.Table, *, fewest_partners: int) -> pa.Table:
    """Give each reporter's own part of what two reports differ by; small is reliable.

    Reporters with fewer than ``fewest_partners`` partners that report the same flows are left
    out: with one partner nothing tells whose difference it is.
    """
    pairs = mirror_pairs.to_pylist()
    partners: dict[str, set[str]] = {}
    flows: dict[str, int] = {}
    for row in pairs:
        for one, other in (("exporter", "importer"), ("importer", "exporter")):
            partners.setdefault(row[one], set()).add(row[other])
            flows[row[one]] = flows.get(row[one], 0) + 1
    parts = reporter_variances(_pairs(pairs, freight.to_pylist()), cif=1.0)
    synthetic = any(p["synthetic"] for p in pairs)
    return RELIABILITY.rows(
        [
            {
                "reporter": name,
                "variance": round(part, _DIGITS),
                "usual_gap": round(math.expm1(math.sqrt(part)), _DIGITS),
                "flows": flows[name],
                "partners": len(partners[name]),
                "synthetic": synthetic,
            }
            for name, part in parts.items()
            if len(partners[name]) >= fewest_partners
        ]
    )


def reconciled(mirror_pairs: pa.Table, freight: pa.Table, reliability: pa.Table) -> pa.Table:
    """Give a value between two reports of each flow, weighed by reliability; both reports stay."""
    variances = {r["reporter"]: r["variance"] for r in reliability.to_pylist()}
    pairs = mirror_pairs.to_pylist()
    made: list[Row] = []
    for row, pair in zip(pairs, _pairs(pairs, freight.to_pylist()), strict=True):
        got = reconcile(pair, variances, cif=1.0)
        if got is None:
            continue
        sender, receiver = variances[pair.exporter], variances[pair.importer]
        kept = ("exporter", "importer", "product", "period_start", "period_grain", "currency")
        made.append(
            {n: row[n] for n in (*kept, "exported", "imported", "synthetic")}
            | {
                "imported_fob": round(pair.imported, 2),
                "low": round(got.value * math.exp(-_Z * got.error), 2),
                "best": round(got.value, 2),
                "high": round(got.value * math.exp(_Z * got.error), 2),
                "exporter_weight": round(receiver / (sender + receiver), _DIGITS),
            }
        )
    return RECONCILED.rows(made)


def _pairs(rows: list[Row], freight: list[Row]) -> list[Pair]:
    """Take freight off the importers' reports."""
    cost = {(f["exporter"], f["importer"], f["year"]): f["best"] for f in freight}
    return [
        Pair(
            r["exporter"],
            r["importer"],
            r["exported"],
            r["imported"] / cost[r["exporter"], r["importer"], r["period_start"].year],
        )
        for r in rows
    ]
