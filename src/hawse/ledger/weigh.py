"""Weighing: each claim held against the findings, reading by reading, to a verdict."""

import json
from typing import Any

import pyarrow as pa

from hawse.core.tables import LEDGER
from hawse.ledger import cover
from hawse.ledger.confidence import confidence
from hawse.ledger.independence import groups, origins
from hawse.ledger.readings import as_row, readings_of
from hawse.ledger.scales import Scales, scales
from hawse.ledger.scope import loose
from hawse.ledger.store import with_ids
from hawse.ledger.verdict import basis_of, reproduces, verdict_of, would_settle

Row = dict[str, Any]
ON_THE_FACTS = frozenset({"supported", "partly_supported", "contradicted"})


def entries(  # noqa: PLR0917 - one argument for each table that a step reads
    numbered_claims: pa.Table,
    numbered_findings: pa.Table,
    kinds: pa.Table,
    coverage: pa.Table,
    measures: pa.Table,
    belongs: pa.Table,
    ports: pa.Table,
    countries: pa.Table,
    articles: pa.Table,
    aligned: pa.Table,
    sources: pa.Table,
    case_parties: pa.Table,
    case_period: pa.Table,
) -> pa.Table:
    """Step: one row for each proposition that is claimed, with its verdict and every reading."""
    given = {
        "numbered_findings": numbered_findings,
        "kinds": kinds,
        "coverage": coverage,
        "measures": measures,
        "belongs": belongs,
        "ports": ports,
        "countries": countries,
        "articles": articles,
        "sources": sources,
        "case_parties": case_parties,
        "case_period": case_period,
    }
    held = scales(given)
    rows = [entry(g, held) for g in groups(numbered_claims.to_pylist(), aligned.to_pylist())]
    return LEDGER["entries"].rows(with_ids("entries", rows))


def entry(group: list[Row], held: Scales) -> Row:
    """Weigh the claims of one form; give their entry, still without its id."""
    claim = _fullest(group)
    readings, left_out = readings_of(claim, group, held)
    verdict, because = verdict_of(claim, readings, left_out, held)
    rules, law = _law(claim, held)
    level: str | None = None
    rests_on: str | None = None
    if verdict in ON_THE_FACTS:
        level, reasons = confidence(basis_of(claim, readings, rules))
        rests_on = "; ".join(reasons) or None
    bearing = [r.finding for r in readings if r.agrees is not None or r.consistent]
    likely = [f for f in bearing if f["likelihood_low"] is not None]
    support: str | None = None
    if verdict in {"supported", "partly_supported"}:
        support = "reproduced" if reproduces(claim, readings) else "corroborated"
    told = [as_row(r) for r in readings] + left_out
    return {
        "key": claim["key"],
        "claim_ids": [row["id"] for row in group],
        "finding_ids": sorted({r.finding["id"] for r in readings}),
        "measure_ids": [m["id"] for m in rules],
        "verdict": verdict,
        "support": support,
        "readings": json.dumps(told, ensure_ascii=False, sort_keys=True),
        "likelihood_low": min((f["likelihood_low"] for f in likely), default=None),
        "likelihood_high": max((f["likelihood_high"] for f in likely), default=None),
        "confidence": level,
        "confidence_because": rests_on,
        "because": f"{because} {law}".strip(),
        "would_settle": None if verdict == "not_testable" else would_settle(claim, held),
        "independent_sources": len(origins(group)),
        "basis": claim["basis"],
        "synthetic": any(r["synthetic"] for r in [*group, *bearing]),
    }


def _fullest(group: list[Row]) -> Row:
    """Take the claim that says most to stand for its group: one with a speaker of its own."""
    return min(
        group,
        key=lambda c: (
            c["speaker"] is None,
            "attribution_inherited" in (c["flags"] or ()),
            c["id"],
        ),
    )


def _law(claim: Row, held: Scales) -> tuple[list[Row], str]:
    """Give the measures that would cover the goods claimed, and the sentence on caps."""
    codes = cover.codes_of(claim["item"])
    if not codes or loose(claim) or claim["channel"] != "trade":
        return [], ""
    side = cover.side_of(claim["flow"], claim["subject"], held.target)
    span = (claim["period_start"], claim["period_end"])
    rules = cover.covering(held.measures, codes, side, span)
    return rules, cover.sentence(held.measures, rules, codes, side, span)
