"""What the finding steps of this channel share: targets, days, HS codes, evidence."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa

from hawse.core.table import MOST_EVIDENCE

Row = dict[str, Any]


def targets(case_parties: pa.Table) -> set[str]:
    """Give the ids that the case names as targets."""
    return {r["id"] for r in case_parties.to_pylist() if r["role"] == "target"}


def against(measures: pa.Table, regimes: pa.Table, wanted: set[str]) -> list[tuple[Row, str]]:
    """Pair every measure whose regime is against one of the targets with that target, in order."""
    whom = {r["regime"]: r["target"] for r in regimes.to_pylist()}
    rows = sorted(measures.to_pylist(), key=lambda r: r["id"])
    return [(r, whom[r["regime"]]) for r in rows if whom.get(r["regime"]) in wanted]


def in_force_on(rows: Iterable[Row], day: date) -> list[Row]:
    """Give the measures that hold on a day; one replaced before it began never holds."""
    return [
        r
        for r in rows
        if r["in_force_from"] <= day and (r["in_force_to"] is None or day <= r["in_force_to"])
    ]


def covers(hs: str | None, code: str) -> bool:
    """Say whether a measure's HS text ('2701;2702', '50-63', '03;1603-1605') covers a whole code.

    A measure on 271111 covers a part of 2711 only, so it does not cover 2711.
    """
    for part in (hs or "").replace(" ", "").split(";"):
        low, _, high = part.partition("-")
        if low and low <= code[: len(low)] <= (high or low) and len(code) >= len(low):
            return True
    return False


def at(day: date) -> datetime:
    """Give a day's first instant in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def after(day: date | None) -> datetime | None:
    """Give the first instant after a last day; a day that is open stays open."""
    return at(day + timedelta(days=1)) if day and day < date.max else None


def stands_for(told_until: datetime | None, looked_until: datetime) -> datetime:
    """Give the first instant after what a finding's data speak of, as every finding's ``as_of``.

    ``told_until`` is the end of what its rows tell; what has no end is looked at to the end of the
    case.
    """
    return looked_until if told_until is None else min(told_until, looked_until)


def evidence(rows: Sequence[Row], keys: Sequence[str]) -> list[Row]:
    """Give the places that rows were read from, the defining ones first."""
    return [
        {
            "source_id": r["source_id"],
            "locator": r["locator"],
            "quote": None,
            "values": json.dumps(
                {
                    k: r[k] if isinstance(r[k], int | float | bool) else str(r[k])
                    for k in keys
                    if r[k] is not None
                },
                ensure_ascii=False,
                sort_keys=True,
            ),
        }
        for r in rows[:MOST_EVIDENCE]
    ]


MEASURE_KEYS = (
    "id",
    "instrument",
    "paragraph",
    "in_force_from",
    "in_force_to",
    "published",
    "checked",
)


def finding(kind: str, step: str, settings: Mapping[str, Any], rows: Sequence[Row]) -> Row:
    """Start a finding from the measures it rests on."""
    return {
        "channel": "measures",
        "kind": kind,
        "polarity": "asserts",
        "step": step,
        "settings": json.dumps(dict(settings), sort_keys=True),
        "basis": "observed",
        "synthetic": any(r["synthetic"] for r in rows),
        "evidence": evidence(rows, MEASURE_KEYS),
        "evidence_total": len(rows),
    }


def cite(row: Row) -> str:
    """Name a measure as a reader would look it up: 'S/RES/2375 para 14 (2375-14a)'."""
    return f"{row['instrument']} {place(row['paragraph'])}({row['id']})"


def place(paragraph: str | None) -> str:
    """Write a paragraph with its word; nothing where none is known."""
    if not paragraph:
        return ""
    if "para" in paragraph:  # an act of a committee stands under paragraphs of several resolutions
        return f"under {paragraph} "
    return f"para {paragraph} " if paragraph[0].isdigit() else f"{paragraph} "


def doubts(row: Row) -> list[str]:
    """Say what of a row was not checked: letter B, and what its source leaves open."""
    _, marked, rest = (row["source"] or "").partition("| open:")
    found = [f"{row['id']} was not checked against its text"] if row["checked"] != "A" else []
    return [*found, *([f"{row['id']}: not checked: {rest.strip()}"] if marked else [])]
