"""The readings of a claim: every finding it may be held against, and what was left out."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from hawse.ledger.compare import Reading, compare
from hawse.ledger.independence import UNTESTABLE, same_speaker
from hawse.ledger.scales import Scales
from hawse.ledger.scope import in_time
from hawse.ledger.seen import in_full

Row = dict[str, Any]
OWN_STORY = "founding article"
"""How a table of reported figures marks one that it took from the case's own story."""


def readings_of(claim: Row, group: list[Row], scales: Scales) -> tuple[list[Reading], list[Row]]:
    """Hold a claim against every finding of its kind; give the readings, and what was left out.

    ``group`` are all the claims of one form that ``claim`` stands for. Synthetic findings never
    weigh a real claim. A null on the claim's side makes one reading for each value.
    """
    kind = scales.kinds.get(claim["kind"])
    if kind is None or set(claim["flags"] or ()) & UNTESTABLE:
        return [], []
    said_at = _said_at(group, scales)
    readings: list[Reading] = []
    left_out: list[Row] = []
    real = not all(row["synthetic"] for row in group)
    for finding in sorted(scales.of(claim["kind"], claim["subject"]), key=lambda f: str(f["id"])):
        if (real and finding["synthetic"]) or not _meets(claim, finding, scales, said_at):
            continue
        reading = compare(claim, finding, kind["weigh"], scales.parties.above)
        if reading is None:
            continue
        if why := _same_origin(group, finding, scales):
            left_out.append({**as_row(reading), "agrees": None, "why": why})
        else:
            readings.append(reading)
    if kind["weigh"] == "count":
        readings = _counted(claim, readings, full=bool(in_full(claim, kind["channel"], scales)))
    return readings, left_out


def _meets(claim: Row, finding: Row, scales: Scales, said_at: datetime | None) -> bool:
    span = (finding["period_start"], finding["period_end"])
    return in_time(claim, finding, said_at) and all(
        claim[n] is None or scales.parties.is_(finding[n], claim[n], *span)
        for n in ("subject", "counterpart")
    )


def _counted(claim: Row, readings: list[Reading], *, full: bool) -> list[Reading]:
    """Turn the readings of a count into ones that say how many distinct subjects were found.

    Falling short decides nothing unless all that could have been counted was looked at (``full``)
    and each that was found was followed all the time: to see some ships all the way says nothing
    of the ships that were never seen. More than were claimed leave room for the claim, unless it
    said "at most".
    """
    fit = [r for r in readings if r.scope != "other" and r.finding["polarity"] == "asserts"]
    found = len({r.finding["subject"] for r in fit})
    low = claim["q_low"] if claim["q_low"] is not None else claim["q_best"]
    high = claim["q_high"] if claim["q_high"] is not None else claim["q_best"]
    full = full and all((r.finding["coverage"] or 0) >= 1 for r in fit)
    over = high is not None and found > high
    short = low is not None and found < low
    at_most = low is None and high is not None
    asserts = claim["polarity"] == "asserts"
    if not asserts:
        agrees = False if low is None and high is None else None
    elif over or at_most:
        agrees = (not over) if at_most and (over or full) else None
    else:
        agrees = (False if full else None) if short else True
    room = asserts and (agrees is True or (agrees is None and not short))
    more = "" if full else ", or more, as coverage is not full"
    why = f"{found} distinct subjects found{more}"
    return [Reading(r.finding, "same", agrees, consistent=room, why=why) for r in fit]


def _said_at(group: Iterable[Row], scales: Scales) -> datetime | None:
    articles = [scales.articles.get(claim["article_id"]) for claim in group]
    return min((a["published_at"] for a in articles if a and a["published_at"]), default=None)


def _same_origin(group: list[Row], finding: Row, scales: Scales) -> str | None:
    """Say why a finding goes back to the claim's own origin; ``None`` if it does not.

    A reported figure never supports a claim of the same origin (design, section 5, rule 2).
    """
    if finding["basis"] == "observed":
        return None
    origin = (finding["origin_id"] or "").lower()
    for claim in group:
        article = scales.articles.get(claim["article_id"], {})
        if finding["origin_id"] and finding["origin_id"] in {
            claim["origin_id"],
            claim["article_id"],
        }:
            return "left out: the figure goes back to the same document as the claim"
        if not _same_figure(claim, finding):
            continue
        if same_speaker(claim["speaker"], finding["said_by"]):
            return f"left out: the figure is {finding['said_by']}'s own, as the claim is"
        for house in (article.get("agency"), article.get("publisher")):
            if house and house.lower() in origin:
                return f"left out: the figure was taken from {house}, as the claim was"
        if OWN_STORY in origin:
            return "left out: the figure was taken from a printing of this very story"
    return None


def _same_figure(claim: Row, finding: Row) -> bool:
    """Say whether the two figures may be one, whatever their periods."""
    ends = ("q_low", "q_best", "q_high")
    if claim["unit"] is None or finding["unit"] != claim["unit"]:
        return False
    a, b = ([row[n] for n in ends if row[n] is not None] for row in (claim, finding))
    return bool(a and b) and min(a) <= max(b) and min(b) <= max(a)


def as_row(reading: Reading) -> Row:
    """Give a reading as plain values, for the ledger's ``readings``."""
    f = reading.finding
    scope = [f"{n}: {f[n]}" for n in ("flow", "item") if f[n]]
    if said := span(f["period_start"], f["period_end"]):
        scope.append(f"period: {said}")
    if base := span(f["base_start"], f["base_end"]):
        scope.append(f"against: {base}")
    return {
        "reading": ", ".join(scope) or "as it stands",
        "says": f["says"],
        "finding_ids": [f["id"]],
        "scope": reading.scope,
        "agrees": reading.agrees,
        "why": reading.why,
    }


def span(start: datetime | None, end: datetime | None) -> str:
    """Give a half-open period in words, its last day included; empty where an end is not said."""
    if start is None or end is None:
        return ""
    last = date.fromordinal(end.date().toordinal() - 1)
    return f"{start:%Y-%m-%d} to {last}" if last > start.date() else f"{start:%Y-%m-%d}"
