"""The form that the findings of this channel share: evidence, words for amounts and periods."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from hawse.core.table import MOST_EVIDENCE

Row = dict[str, Any]
NOT_SHOWN: Final = (
    "Trade statistics show what was declared at customs; smuggling and ship-to-ship "
    "transfers are not in them, "
    "and reported figures are rounded and revised later."
)
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def of_statistics(row: Row) -> bool:
    """Say whether a figure is from trade statistics: a customs office's, or both reconciled."""
    return str(row["note"] or "").startswith("valued ")


def stands(row: Row) -> bool:
    """Say whether a figure is somebody's own: reported, or reconciled by the one who gives it."""
    return bool(row["basis"] == "reported" or of_statistics(row))


def evidence(rows: Sequence[Row]) -> list[Row]:
    """Give the places that the rows were read from, the first rows being the defining ones."""
    found: list[Row] = []
    for row in rows:
        values = {
            k: row[k]
            for k in (
                "figure",
                "q_low",
                "q_best",
                "q_high",
                "unit",
                "said_by",
                "url",
                "derivation",
            )
            if row.get(k) is not None
        }
        found.append(
            {
                "source_id": row["source_id"],
                "locator": row["locator"],
                "quote": row["quote"],
                "values": json.dumps(values, ensure_ascii=False, sort_keys=True),
            }
        )
    return found[:MOST_EVIDENCE]


def finding(kind: str, step: str, settings: Mapping[str, Any], rows: Sequence[Row]) -> Row:
    """Start a finding from its rows, the defining row first; the caller adds the rest."""
    first = rows[0]
    return {
        "channel": "trade",
        "kind": kind,
        "polarity": "asserts",
        "subject": first["subject"],
        "counterpart": first["counterpart"],
        "item": first["item"],
        "flow": first["flow"],
        "unit": first["unit"],
        "quantity_kind": first["quantity_kind"],
        "period_start": first["period_start"],
        "period_end": first["period_end"],
        "period_grain": first["period_grain"],
        "place_from": first["place_from"],
        "as_of": first["period_end"],
        "step": step,
        "settings": json.dumps(dict(settings), sort_keys=True),
        "not_shown": NOT_SHOWN,
        "said_by": first["said_by"],
        "origin_id": first["origin_id"],
        "basis": "reported",
        "synthetic": any(r["synthetic"] for r in rows),
        "evidence": evidence(rows),
        "evidence_total": len(rows),
    }


def speaker(row: Row) -> str:
    """Name who said it and who passed it on."""
    return f"{row['said_by']} (via {', '.join(row['via'])})" if row["via"] else str(row["said_by"])


def name_of(party: str | None, countries: Mapping[str, str]) -> str:
    """Give the plain name of a typed party."""
    if party is None:
        return "a party that is not named"
    if party == "entity:world":
        return "all states together"
    return countries.get(party, party.partition(":")[2])


def words_of_period(start: datetime | None, end: datetime | None) -> str:
    """Write a half-open period as people do: 2017, Q1 2017, January–February 2018."""
    if start is None:
        return f"before {end:%Y-%m-%d}" if end else "at no stated time"
    if end is None:
        return f"since {start:%Y-%m-%d}"
    last = end - timedelta(days=1)
    if start.day == 1 and end.day == 1:
        return _words_of_months(start, last)
    one, other = (f"{d.day} {_MONTHS[d.month - 1]} {d.year}" for d in (start, last))
    return one if last <= start else f"{one} to {other}"


def _words_of_months(start: datetime, last: datetime) -> str:
    """Write whole months; ``last`` lies in the last of them."""
    months = (last.year - start.year) * 12 + last.month - start.month + 1
    one, other = _MONTHS[start.month - 1], _MONTHS[last.month - 1]
    aligned = (start.month - 1) % months == 0
    named = {
        1: f"{one} {start.year}",
        3: f"Q{start.month // 3 + 1} {start.year}",
        6: f"the {'first' if start.month == 1 else 'second'} half of {start.year}",
        12: str(start.year),
    }
    if aligned and months in named:
        return named[months]
    if aligned and months % 12 == 0:
        return f"{start.year}–{last.year}"
    return (
        f"{one}–{other} {start.year}"
        if start.year == last.year
        else f"{one} {start.year} to {other} {last.year}"
    )


def words_of_amount(low: float | None, best: float | None, high: float | None, unit: str) -> str:
    """Write an amount with its ends: '77.9 million USD', '200 to 400 t', 'at least 2'."""
    unit = {"factor": "times", "share": "of the whole", "person": "persons"}.get(unit, unit)
    if best is not None and low == high:
        return f"{_short(best)} {unit}"
    if low is not None and high is not None:
        middle = (
            f"{_short(best)} ({_short(low)} to {_short(high)})"
            if best is not None
            else (f"{_short(low)} to {_short(high)}")
        )
        return f"{middle} {unit}"
    if low is not None:
        return f"at least {_short(low)} {unit}"
    if high is not None:
        return f"at most {_short(high)} {unit}"
    return f"about {_short(best or 0.0)} {unit}"


def _short(value: float) -> str:
    for scale, word in ((1e9, " billion"), (1e6, " million")):
        if abs(value) >= scale:
            return f"{value / scale:.4g}{word}"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"  # noqa: PLR2004 - thousands get a mark
