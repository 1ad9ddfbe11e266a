"""The steps ``in_force``, ``none_in_force`` and ``listed``: what held when, and when nothing."""

import json
import re
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final

import pyarrow as pa

from hawse.channels.measures.find.form import (
    Row,
    after,
    against,
    at,
    cite,
    covers,
    doubts,
    finding,
    in_force_on,
    stands_for,
    targets,
)
from hawse.core.tables import FINDINGS

QUANTITY: Final = frozenset({"ban", "cap"})
_NOT_SHOWN: Final = (
    "Measures of single states, and rules of conduct (listed parties, ship-to-ship "
    "transfer, inspection), are "
    "no quantity measures; what is in force is not yet known to be kept."
)


def in_force(
    dated_measures: pa.Table, regimes: pa.Table, case_parties: pa.Table, case_period: pa.Table
) -> pa.Table:
    """Give a finding for every measure against the target that holds at some time of the case."""
    span = _span(case_period)
    if span is None:
        return FINDINGS.empty()
    made = [
        _held(row, target) | {"as_of": stands_for(after(row["in_force_to"]), at(span[1]))}
        for row, target in against(dated_measures, regimes, targets(case_parties))
        if _holds(row, *span)
    ]
    return FINDINGS.rows(made)


def none_in_force(
    *,
    dated_measures: pa.Table,
    regimes: pa.Table,
    groups: pa.Table,
    part_only: pa.Table,
    countries: pa.Table,
    case_parties: pa.Table,
    case_period: pa.Table,
) -> pa.Table:
    """Give, for each group of goods, the spans of the case with their number of quantity measures.

    A quantity measure is a ban or a cap that covers the group's whole HS heading on the group's
    side. A span without one is a finding too: 'no quantity measure was in force' is an answer.
    Measures that cover a part of the heading are named, and so is the one that came next.
    """
    span = _span(case_period)
    made: list[Row] = []
    if span is None:
        return FINDINGS.empty()
    names = {r["id"]: r["name"] for r in countries.to_pylist()}
    parts = {(p["measure"], p["item"]): p["part"] for p in part_only.to_pylist()}
    pairs = against(dated_measures, regimes, targets(case_parties))
    for target in sorted({t for _, t in pairs}):
        rows = [r for r, t in pairs if t == target]
        for group in sorted(groups.to_pylist(), key=lambda g: (g["item"], g["side"])):
            touching = [
                r for r in rows if r["side"] == group["side"] and covers(r["hs"], group["hs"])
            ]
            whole = [
                r
                for r in touching
                if r["kind"] in QUANTITY and (r["id"], group["item"]) not in parts
            ]
            some = [r for r in touching if (r["id"], group["item"]) in parts]
            if whole:
                side = "supplied to" if group["side"] == "supply" else "from"
                words = f"{group['words']} (HS {group['hs']}) {side} {names.get(target, target)}"
                made += [
                    _spell(spell, (whole, some), parts, group | {"words": words}, target)
                    for spell in _spells(whole, *span)
                ]
    return FINDINGS.rows(made)


def listed(
    dated_measures: pa.Table, regimes: pa.Table, case_parties: pa.Table, case_period: pa.Table
) -> pa.Table:
    """Give a finding for every ship that a listing names by an IMO number that can be one."""
    span = _span(case_period)
    if span is None:
        return FINDINGS.empty()
    made = []
    for row, target in against(dated_measures, regimes, targets(case_parties)):
        if row["kind"] != "listing" or not _holds(row, *span):
            continue
        numbers = re.findall(r"\b\d{7}\b", row["subject"] or "")
        made += [
            _listing(row, target, number)
            | {"as_of": stands_for(after(row["in_force_to"]), at(span[1]))}
            for number in numbers
            if is_imo(number)
        ]
    return FINDINGS.rows(made)


def is_imo(number: str) -> bool:
    """Say whether seven digits are a ship's IMO number: weights 7 to 2, last digit of the sum."""
    return sum(int(d) * w for d, w in zip(number, range(7, 1, -1), strict=False)) % 10 == int(
        number[6]
    )


def _span(case_period: pa.Table) -> tuple[date, date] | None:
    """Give the case's first day and the day after its last."""
    rows = [r for r in case_period.to_pylist() if r["start"] and r["end"]]
    return (rows[0]["start"].date(), rows[0]["end"].date()) if rows else None


def _holds(row: Row, start: date, end: date) -> bool:
    last = row["in_force_to"]
    return bool(
        row["in_force_from"] < end
        and (last is None or (last >= start and last >= row["in_force_from"]))
    )


def _held(row: Row, target: str) -> Row:
    capped = row["value"] and row["kind"] in {"cap", "price cap"}
    amount = f", {row['value']:,.10g} {row['unit']} ({row['per']})" if capped else ""
    until = f"to {row['in_force_to']}" if row["in_force_to"] else "with no end"
    reasons = [
        f"public since {row['published']}" if row["published"] else "day of publication not known"
    ]
    if row["replaced_by"]:
        reasons.append(f"followed by {row['replaced_by']}")
    return finding("in_force", "in_force", {}, [row]) | {
        "says": f"{cite(row)}: {row['kind']}, {row['subject']}{amount}; in force from "
        f"{row['in_force_from']} {until}",
        "subject": target,
        "item": row["id"],
        "q_low": 1.0,
        "q_best": 1.0,
        "q_high": 1.0,
        "unit": "measure",
        "quantity_kind": "level",
        "period_start": at(row["in_force_from"]),
        "period_end": after(row["in_force_to"]),
        "period_grain": "day",
        "reasons": json.dumps([*reasons, *doubts(row)], ensure_ascii=False),
        "not_shown": "Whether it was kept, and what single states added.",
    }


def _spells(rows: list[Row], start: date, end: date) -> list[tuple[date, date, tuple[str, ...]]]:
    """Cut a period where a measure begins or ends; give each piece with what holds in it."""
    day = timedelta(days=1)
    cuts = {start, end}
    for row in rows:
        cuts |= {row["in_force_from"], (row["in_force_to"] or date.max - day) + day}
    inside = sorted(c for c in cuts if start <= c <= end)
    pieces: list[tuple[date, date, tuple[str, ...]]] = []
    for first, last in pairwise(inside):
        held = tuple(sorted(r["id"] for r in in_force_on(rows, first)))
        if pieces and pieces[-1][2] == held:
            pieces[-1] = (pieces[-1][0], last, held)
        else:
            pieces.append((first, last, held))
    return pieces


def _spell(
    spell: tuple[date, date, tuple[str, ...]],
    touching: tuple[list[Row], list[Row]],
    parts: dict[tuple[str, str], str],
    group: Row,
    target: str,
) -> Row:
    start, end, held = spell
    whole, some = touching
    words = group["words"]
    now = [r for r in whole if r["id"] in held]
    partial = [
        r for r in some if any(r in in_force_on(some, d) for d in (start, end - timedelta(days=1)))
    ]
    later = sorted(
        (r for r in whole if r["in_force_from"] >= end and _holds(r, end, date.max)),
        key=lambda r: (r["in_force_from"], r["id"]),
    )[:1]
    reasons = [f"{cite(r)} covers only {parts[r['id'], group['item']]}" for r in partial]
    reasons += [f"the next was {cite(r)}, in force from {r['in_force_from']}" for r in later]
    between = f"from {start} to {end - timedelta(days=1)}"
    rows = [*now, *partial, *later] or whole
    count = float(len(held))
    says = (
        f"{'one quantity measure' if count == 1 else f'{count:.0f} quantity measures'} on "
        f"{words} in force {between}: " + "; ".join(cite(r) for r in now)
        if held
        else f"no quantity measure on {words} was in force {between}"
    )
    return finding("in_force", "none_in_force", {}, rows) | {
        "polarity": "asserts" if held else "denies",
        "says": says,
        "subject": target,
        "item": group["item"],
        "flow": "import" if group["side"] == "supply" else "export",
        "q_low": count,
        "q_best": count,
        "q_high": count,
        "unit": "measure",
        "quantity_kind": "level",
        "period_start": at(start),
        "period_end": at(end),
        "period_grain": "day",
        "as_of": at(end),
        "not_shown": _NOT_SHOWN,
        "reasons": json.dumps(
            [*reasons, *(d for r in rows for d in doubts(r))], ensure_ascii=False
        ),
    }


def _listing(row: Row, target: str, number: str) -> Row:
    settings: dict[str, Any] = {}
    return finding("listed", "listed", settings, [row]) | {
        "says": f"ship IMO {number} was listed by {cite(row)} from "
        f"{row['in_force_from']}, public on {row['published']}",
        "subject": f"imo:{number}",
        "counterpart": target,
        "item": row["id"],
        "quantity_kind": "count",
        "period_start": at(row["in_force_from"]),
        "period_end": after(row["in_force_to"]),
        "period_grain": "day",
        "reasons": json.dumps(doubts(row), ensure_ascii=False),
        "not_shown": "When the ship was taken off the list again.",
    }
