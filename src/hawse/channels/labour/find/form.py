"""The form that the findings of this channel share."""

import json
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from hawse.core.table import MOST_EVIDENCE

Row = dict[str, Any]


def labour_rows(figures: list[Row], counts: frozenset[str]) -> list[Row]:
    """Pick the figures that count the given things and whose host and origin are known."""
    rows = [
        r
        for r in figures
        if r["topic"] == "labour" and r["counts"] in counts and r["subject"] and r["counterpart"]
    ]
    return sorted(rows, key=lambda r: (r["source_id"], r["locator"], r["figure"]))


def evidence(rows: Sequence[Row]) -> list[Row]:
    """Give the places that the rows were read from, the defining row first."""
    keys = ("figure", "q_low", "q_best", "q_high", "unit", "said_by", "url", "derivation")
    return [
        {
            "source_id": r["source_id"],
            "locator": r["locator"],
            "quote": r["quote"],
            "values": json.dumps(
                {k: r[k] for k in keys if r.get(k) is not None}, ensure_ascii=False, sort_keys=True
            ),
        }
        for r in rows[:MOST_EVIDENCE]
    ]


def finding(kind: str, step: str, settings: Mapping[str, Any], rows: Sequence[Row]) -> Row:
    """Start a finding from its rows, the defining row first; the caller adds words and amounts."""
    first = rows[0]
    return {
        "channel": "labour",
        "kind": kind,
        "polarity": "asserts",
        "subject": first["subject"],
        "counterpart": first["counterpart"],
        "unit": first["unit"],
        "quantity_kind": "level",
        "period_grain": first["period_grain"],
        "as_of": first["period_end"],
        "step": step,
        "settings": json.dumps(dict(settings), sort_keys=True),
        "said_by": first["said_by"],
        "origin_id": first["origin_id"],
        "basis": first["basis"],
        "synthetic": any(r["synthetic"] for r in rows),
        "evidence": evidence(rows),
        "evidence_total": len(rows),
    }


def moved(at: datetime | None, months: int) -> datetime | None:
    """Move an instant by whole months, to the month's last day where the day does not exist."""
    if at is None:
        return None
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    return at.replace(year=year, month=month + 1, day=min(at.day, monthrange(year, month + 1)[1]))


def when(row: Row) -> str:
    """Write the time that a figure was said to hold for."""
    start, end, grain = row["period_start"], row["period_end"], row["period_grain"]
    if start is None or end is None:
        return f"before {end:%Y}" if end else f"since {start:%Y}" if start else "at no stated time"
    shape = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}.get(grain)
    if row["approximate"] and shape:  # the ends were set a year apart on each side
        return f"about {start.replace(year=start.year + 1).strftime(shape)}"
    return start.strftime(shape) if shape else f"{start:%Y-%m-%d} to {end:%Y-%m-%d}"


def ends(row: Row) -> tuple[float | None, float | None, float | None]:
    """Give the ends of a head-count: permits are a lower bound, round figures were rounded.

    Visas bound nothing: a holder need not have come, and others come without. None at
    least is all that they leave certain; a best value would be drawn into shares of suppliers.
    """
    low, best, high = row["q_low"], row["q_best"], row["q_high"]
    if row["counts"] == "permits":
        return low, None, None
    if row["counts"] == "visas":
        return 0.0, None, None
    if best is None or low != high or row["basis"] != "reported":
        return low, best, high
    half = 0.5
    while best and best % (half * 20) == 0:
        half *= 10
    reach = half if half > 1 else 0.0  # a count that is not round is a count
    return best - reach, best, best + reach


def persons(row: Row) -> str:
    """Write a head-count with its ends."""
    low, best, high = row["q_low"], row["q_best"], row["q_high"]
    if best is not None and low == high:
        return f"{best:,.0f}"
    if low is not None and high is not None:
        return f"{low:,.0f} to {high:,.0f}"
    return f"at least {low:,.0f}" if low is not None else f"at most {high:,.0f}"


def speaker(row: Row) -> str:
    """Name who said it and who passed it on."""
    return f"{row['said_by']} (via {', '.join(row['via'])})" if row["via"] else str(row["said_by"])


def place(party: str, names: Mapping[str, str]) -> str:
    """Give the plain name of a host."""
    return "all host countries" if party == "entity:world" else names.get(party, party)
