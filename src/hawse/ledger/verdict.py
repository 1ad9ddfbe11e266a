"""From readings to a verdict, its reason, and what would settle it.

Verdicts (design, section 5): supported, partly_supported, contradicted, not_observable,
not_testable, not_examined. ``contradicted`` only if every reasonable reading fails, and never on
one other report alone: a difference between two reporters is a difference between reports.
"""

from typing import Any, Final

from hawse.ledger.compare import Reading
from hawse.ledger.confidence import Basis
from hawse.ledger.independence import UNTESTABLE, same_speaker
from hawse.ledger.readings import span
from hawse.ledger.scales import Scales
from hawse.ledger.scope import loose, within
from hawse.ledger.seen import in_full, looked_at

Row = dict[str, Any]
WHY_UNTESTABLE: Final = {
    "motive": "it speaks of a motive, which no record of ships, routes, trade or votes can show",
    "opinion": "it is an opinion",
    "forecast": "it speaks of what is to come",
    "counterfactual": "it speaks of what would be if something else were so",
}
ENOUGH_REPORTS: Final = 2
SHOWN: Final = 3


def verdict_of(
    claim: Row, readings: list[Reading], left_out: list[Row], scales: Scales
) -> tuple[str, str]:
    """Give the verdict on a claim, and its reason in words."""
    if flags := sorted(set(claim["flags"] or ()) & UNTESTABLE):
        return "not_testable", f"Not testable: {'; '.join(WHY_UNTESTABLE[f] for f in flags)}."
    same = [r for r in readings if r.scope == "same" and r.agrees is not None]
    agree = [r for r in same if r.agrees]
    against = [r for r in readings if r.agrees is False]
    fits = [r for r in readings if r.agrees is None and r.consistent]
    if agree or against:
        return _decided(claim, agree, against, fits)
    if fits:
        return "partly_supported", f"Bounded, not confirmed: {in_words(fits)}"
    return _unseen(claim, readings, left_out, scales)


def _decided(
    claim: Row, agree: list[Reading], against: list[Reading], fits: list[Reading]
) -> tuple[str, str]:
    if agree and not against:
        which = "the one reading" if len(agree) == 1 else f"all {len(agree)} readings"
        return "supported", f"{in_words(agree)} That is {which} of its own scope that can tell."
    if agree:
        both = f"For: {in_words(agree)} Against: {in_words(against)}"
        return "partly_supported", f"Readings disagree. {both}"
    if fits:
        room = f"Leaving room for it: {in_words(fits)}"
        return "partly_supported", f"Readings disagree. {room} Against: {in_words(against)}"
    if _refutes(claim, against):
        return "contradicted", f"Every reasonable reading fails: {in_words(against)}"
    why = "Other reports differ, which is a difference between reports and no refutation"
    return "not_examined", f"{why}: {in_words(against)}"


def _refutes(claim: Row, against: list[Reading]) -> bool:
    """Say whether what speaks against a claim is enough: observed rows, or two reporters.

    A report of a wider window than the claim's may hold another moment; it refutes nothing, unless
    it bounds the claim.
    """
    firm = [r for r in against if r.scope in {"part", "whole"} or within(claim, r.finding)]
    bases = {r.finding["basis"] for r in firm}
    reporters = {r.finding["said_by"] for r in firm}
    return "observed" in bases or len(reporters) >= ENOUGH_REPORTS


def _unseen(
    claim: Row, readings: list[Reading], left_out: list[Row], scales: Scales
) -> tuple[str, str]:
    """Say why nothing decides: a blind spot, nothing looked at, or nothing that can tell."""
    kind = scales.kinds.get(claim["kind"])
    if kind is None:
        return "not_examined", f"No channel declares the kind {claim['kind']}."
    figures = "1 figure" if len(left_out) == 1 else f"{len(left_out)} figures"
    dropped = f" {figures} of the claim's own origin left out." if left_out else ""
    if not readings and (seen := looked_at(claim, kind["channel"], scales)):
        full = in_full(claim, kind["channel"], scales)
        if full and kind["weigh"] == "count":
            why = f"Looked at in full and not found: {_bare(full[0]['basis_text'])}"
            denied = claim["polarity"] == "denies"
            verdict = "partly_supported" if denied else "contradicted"
            return verdict, f"{why}.{dropped}"
        best = max(seen, key=lambda c: (c["share"], c["basis_text"] or ""))
        share = f"coverage {best['share']:.0%}"
        why = f"Not found, but the data could have missed it ({share})"
        return "not_observable", f"{why}: {_bare(best['basis_text'])}.{dropped}"
    if readings:
        why = "No independent data of its own scope. Looked at, but it cannot tell"
        return "not_examined", f"{why}: {in_words(readings)}{dropped}"
    if kind["channel"] not in scales.examined:
        return "not_examined", f"No data of the channel {kind['channel']} were given.{dropped}"
    return "not_examined", f"No independent data speak of this.{dropped}"


def _bare(text: str | None) -> str:
    return (text or "no reason given").rstrip(". ")


def basis_of(claim: Row, readings: list[Reading], measures: list[Row]) -> Basis:
    """Give the facts that the confidence in a verdict rests on."""
    bearing = [r for r in readings if r.agrees or r.consistent] or readings
    covered = [r.finding["coverage"] for r in bearing if r.finding["coverage"] is not None]
    reported = [r.finding["said_by"] for r in bearing if r.finding["basis"] == "reported"]
    return Basis(
        observed=sum(r.finding["basis"] == "observed" for r in bearing),
        reported_origins=len(set(reported)),
        estimated=sum(r.finding["basis"] == "estimated" for r in bearing),
        same_scope=sum(r.scope == "same" and r.agrees is not None for r in bearing),
        disagreeing=sum(r.agrees is False for r in readings)
        if any(r.agrees for r in readings)
        else 0,
        coverage=min(covered, default=None),
        reproduced=reproduces(claim, readings),
        unchecked=any(m["checked"] != "A" for m in measures),
    )


def reproduces(claim: Row, readings: list[Reading]) -> bool:
    """Say whether all that bears a claim out comes from the claim's own kind of sensor.

    What anybody says of routes rests on public route collectors; a figure rests on its reporter's
    records.
    """
    bearing = [r.finding for r in readings if r.agrees] or [
        r.finding for r in readings if r.consistent
    ]
    if not bearing:
        return False
    if claim["channel"] == "routes":
        return all(f["channel"] == "routes" for f in bearing)
    return all(
        f["basis"] != "observed" and same_speaker(claim["speaker"], f["said_by"]) for f in bearing
    )


def would_settle(claim: Row, scales: Scales) -> str:
    """Name the data that would settle a claim: its kind's own words, filled in from the claim."""
    kind = scales.kinds.get(claim["kind"])
    if kind is None:
        return "a channel that declares this kind"
    start, end = claim["period_start"], claim["period_end"]
    if loose(claim) or start is None or end is None:
        start, end = scales.start, scales.end
    named = ("place_from", "place_declared", "place_to", "place")
    places = [claim[n] for n in named if claim[n]]
    if "AIS" in kind["settled_by"]:
        places += [scales.target]
    filled = {
        "period": span(start, end) or "the period",
        "subject": scales.named(claim["subject"], "the party"),
        "counterpart": scales.named(claim["counterpart"], "the other party"),
        "item": claim["item"] or "the goods",
        "places": "; ".join(_place(p, scales) for p in dict.fromkeys(places))
        or "the places named",
    }
    text = str(kind["settled_by"])
    for name, value in filled.items():
        text = text.replace("{" + name + "}", value)
    return text


def _place(place: str, scales: Scales) -> str:
    """Give a place by name; a country of which ports are known with those ports."""
    ports = scales.ports.get(place, [])
    name = scales.named(place, "the place")
    return f"the ports of {name} ({', '.join(ports)})" if ports else name


def in_words(readings: list[Reading]) -> str:
    """Tell the first readings in words; all of them are kept in the entry's ``readings``."""
    shown = [f"{r.finding['says'].rstrip('.')} ({r.why})." for r in readings[:SHOWN]]
    more = f" And {len(readings) - SHOWN} more." if len(readings) > SHOWN else ""
    return " ".join(shown) + more
