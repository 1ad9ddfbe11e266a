"""The steps ``listed_by_name`` and ``lists_held``.

Hits as findings, and the days that lists can speak of.
"""

import json
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pyarrow as pa

from hawse.channels.measures.find.form import Row, at
from hawse.channels.measures.screen.standing import Held
from hawse.core.tables import COVERAGE, FINDINGS

FALSE_HITS: Final = 0.0004
"""How often a person who is not listed was hit by name alone.

2 of 5,000 made-up people (evaluation.screening).
"""
_NOT_SHOWN: Final = (
    "That it is the same one: a hit is a reason to look, and who is hit has to be asked."
)


def listed_by_name(screening_hits: pa.Table, least: float) -> pa.Table:
    """Give a finding for every hit in force on the day that scores at least ``least``."""
    rows = [r for r in screening_hits.to_pylist() if r["state"] == "in_force"]
    rows = [r for r in rows if r["score"] >= least or r["found_by"] == "imo"]
    rows.sort(key=lambda r: (r["row"], r["asked"], r["list"], r["party"]))
    return FINDINGS.rows([_finding(r, least) for r in rows])


def _finding(hit: Row, least: float) -> Row:
    since = (
        f"since {hit['in_force_from']}"
        if hit["in_force_from"]
        else "since a day that the list does not say"
    )
    subject = (
        f"imo:{hit['imo']}"
        if hit["imo"]
        else f"entity:{' '.join(hit['asked'].casefold().split())}"
    )
    values: dict[str, Any] = {k: hit[k] for k in ("list", "party", "name", "versions", "found_by")}
    asked = {"row": hit["row"], "asked": hit["asked"]}
    reasons = [
        *(f"for: {r}" for r in hit["reasons_for"]),
        *(f"against: {r}" for r in hit["reasons_against"]),
    ]
    ends = hit["in_force_to"] or None
    return {
        "channel": "measures",
        "kind": "listed",
        "polarity": "asserts",
        "subject": subject,
        "says": f"{hit['asked'] or subject} may be {hit['name']} ({hit['list']} "
        f"entry {hit['party']}), "
        f"listed {since}; "
        f"found by {hit['found_by']}",
        "item": f"{hit['list']}:{hit['party']}",
        "quantity_kind": "count",
        "period_start": at(hit["in_force_from"]) if hit["in_force_from"] else None,
        "period_end": at(ends) if ends else None,
        "period_grain": "day",
        "as_of": at(hit["as_of"]),
        "score": hit["score"],
        "base_rate": FALSE_HITS
        if hit["found_by"] == "name" and hit["schema"] == "person"
        else None,
        "step": "listed_by_name",
        "settings": json.dumps({"least": least}),
        "reasons": json.dumps(reasons, ensure_ascii=False),
        "not_shown": _NOT_SHOWN,
        "basis": "observed",
        "synthetic": bool(hit["synthetic"]),
        "evidence_total": 2,
        "evidence": [
            {
                "source_id": hit["source_id"],
                "locator": hit["locator"],
                "quote": hit["name"],
                "values": json.dumps(values, ensure_ascii=False, sort_keys=True),
            },
            {
                "source_id": hit["asked_source_id"],
                "locator": hit["asked_locator"],
                "quote": hit["asked"],
                "values": json.dumps(asked, ensure_ascii=False, sort_keys=True),
            },
        ],
    }


def lists_held(list_versions: pa.Table) -> pa.Table:
    """Give the days for which each list can speak of a name without a hit.

    From its first whole version to its last.
    """
    made: list[Row] = []
    for name, versions in sorted(Held(list_versions.to_pylist()).of.items()):
        whole = [v for v in versions if v["whole"] and v["last_on"]]
        if not whole:
            continue
        first, last = min(v["last_on"] for v in whole), max(v["first_on"] for v in whole)
        words = ", ".join(dict.fromkeys(v["version"] for v in whole))
        if first <= last:
            end = datetime(last.year, last.month, last.day, tzinfo=UTC) + timedelta(days=1)
            made.append(
                {
                    "channel": "measures",
                    "subject": f"entity:list {name}",
                    "place": None,
                    "period_start": at(first),
                    "period_end": end,
                    "share": 1.0,
                    "basis_text": f"versions of {name} held: {words}",
                }
            )
    return COVERAGE.rows(made)
