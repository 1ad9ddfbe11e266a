"""Weighing: each claim held against the findings, reading by reading, to a verdict that says why.

Verdicts: supported, partly_supported, contradicted, not_observable, not_testable, not_examined (design,
section 5). ``contradicted`` only if every reasonable reading fails, and never on one other report alone:
a difference between two reporters is a difference between reports.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import pyarrow as pa

from hawse.core.tables import LEDGER
from hawse.ledger import cover
from hawse.ledger.compare import Reading, compare, in_time, loose
from hawse.ledger.confidence import Basis, confidence
from hawse.ledger.independence import UNTESTABLE, groups, origins, same_speaker
from hawse.ledger.store import with_ids

Row = dict[str, Any]
WHY_UNTESTABLE: Final = {
    "motive": "it speaks of a motive, which no record of ships, routes, trade or votes can show",
    "opinion": "it is an opinion",
    "forecast": "it speaks of what is to come",
    "counterfactual": "it speaks of what would be if something else were so",
}
MIXED_AFTER: Final = 2


@dataclass(frozen=True)
class Scales:
    """All that weighing looks at besides the claim."""

    findings: Mapping[str, list[Row]]
    kinds: Mapping[str, Row]
    coverage: list[Row]
    measures: list[Row]
    above: dict[str, set[str]]
    spans: Mapping[tuple[str, str], tuple[date | None, date | None]]
    articles: Mapping[str, Row]
    examined: frozenset[str]
    target: str
    case_start: datetime | None
    case_end: datetime | None


def entries(
    numbered_claims: pa.Table,
    numbered_findings: pa.Table,
    kinds: pa.Table,
    coverage: pa.Table,
    measures: pa.Table,
    belongs: pa.Table,
    articles: pa.Table,
    sources: pa.Table,
    case_parties: pa.Table,
    case_period: pa.Table,
) -> pa.Table:
    """Step: one row for each proposition that is claimed, with its verdict and every reading."""
    scales = _scales(
        numbered_findings,
        kinds,
        coverage,
        measures,
        belongs,
        articles,
        sources,
        case_parties,
        case_period,
    )
    rows = [_entry(group, scales) for group in groups(numbered_claims.to_pylist())]
    return LEDGER["entries"].rows(with_ids("entries", rows))


def _scales(
    found: pa.Table,
    kinds: pa.Table,
    coverage: pa.Table,
    measures: pa.Table,
    belongs: pa.Table,
    articles: pa.Table,
    sources: pa.Table,
    parties: pa.Table,
    period: pa.Table,
) -> Scales:
    by_kind: dict[str, list[Row]] = {}
    for row in found.to_pylist():
        by_kind.setdefault(row["kind"], []).append(row)
    above: dict[str, set[str]] = {}
    spans: dict[tuple[str, str], tuple[date | None, date | None]] = {}
    for row in belongs.to_pylist():
        above.setdefault(row["child"], set()).add(row["parent"])
        spans[row["child"], row["parent"]] = (row["from"], row["to"])
    span = next(iter(period.to_pylist()), {"start": None, "end": None})
    return Scales(
        findings=by_kind,
        kinds={k["name"]: k for k in kinds.to_pylist()},
        coverage=coverage.to_pylist(),
        measures=measures.to_pylist(),
        above=_closed(above),
        spans=spans,
        articles={
            a["id"]: a
            for a in articles.select(["id", "agency", "publisher", "published_at"]).to_pylist()
        },
        examined=frozenset(
            s["channel"] for s in sources.to_pylist() if not s["path"].startswith("hawse:")
        ),
        target=next((p["id"] for p in parties.to_pylist() if p["role"] == "target"), ""),
        case_start=span["start"],
        case_end=span["end"],
    )


def _closed(above: dict[str, set[str]]) -> dict[str, set[str]]:
    """Give every ancestor of every id; a circle ends where it began."""
    closed: dict[str, set[str]] = {}
    for child in above:
        seen: set[str] = set()
        todo = list(above[child])
        while todo:
            parent = todo.pop()
            if parent not in seen and parent != child:
                seen.add(parent)
                todo += above.get(parent, ())
        closed[child] = seen
    return closed


def _entry(group: list[Row], scales: Scales) -> Row:
    claim = _fullest(group)
    readings, left_out = _readings(claim, group, scales)
    verdict, because = _verdict(claim, readings, left_out, scales)
    held, law = _law(claim, scales)
    weighed = [r.finding for r in readings if r.agrees is not None or r.consistent]
    support, level = None, None
    if verdict in {"supported", "partly_supported", "contradicted"}:
        level, reasons = confidence(_basis(claim, readings, scales))
        because += " Confidence: " + "; ".join(reasons) + "." if reasons else ""
    if verdict in {"supported", "partly_supported"}:
        support = "reproduced" if _reproduces(claim, readings) else "corroborated"
    likely = [f for f in weighed if f["likelihood_low"] is not None]
    return {
        "key": claim["key"],
        "claim_ids": [row["id"] for row in group],
        "finding_ids": sorted({r.finding["id"] for r in readings}),
        "measure_ids": [m["id"] for m in held],
        "verdict": verdict,
        "support": support,
        "readings": json.dumps(
            [_told(r) for r in readings] + left_out, ensure_ascii=False, sort_keys=True
        ),
        "likelihood_low": min((f["likelihood_low"] for f in likely), default=None),
        "likelihood_high": max((f["likelihood_high"] for f in likely), default=None),
        "confidence": level,
        "because": f"{because} {law}".strip(),
        "would_settle": None if verdict == "not_testable" else _would_settle(claim, scales),
        "independent_sources": len(origins(group)),
        "basis": claim["basis"],
        "synthetic": any(r["synthetic"] for r in group) or any(f["synthetic"] for f in weighed),
    }


def _fullest(group: list[Row]) -> Row:
    """Take the claim that says most to stand for its group: with a speaker, not inherited, by id."""
    return min(
        group,
        key=lambda c: (
            c["speaker"] is None,
            "attribution_inherited" in (c["flags"] or ()),
            c["id"],
        ),
    )


def _readings(claim: Row, group: list[Row], scales: Scales) -> tuple[list[Reading], list[Row]]:
    """Hold the claim against every finding of its kind; give the readings, and what was left out and why."""
    kind = scales.kinds.get(claim["kind"])
    if kind is None or set(claim["flags"] or ()) & UNTESTABLE:
        return [], []
    said_at = _said_at(group, scales)
    readings, left_out = [], []
    real = not claim["synthetic"]
    matching = [
        f
        for f in scales.findings.get(claim["kind"], ())
        if not (real and f["synthetic"])
        and _parties(claim, f, scales)
        and in_time(claim, f, said_at)
    ]
    for finding in sorted(matching, key=lambda f: f["id"]):
        reading = compare(claim, finding, kind["weigh"], scales.above)
        if reading is None:
            continue
        if why := _same_origin(group, finding, scales):
            left_out.append({**_told(reading), "agrees": None, "why": why})
        else:
            readings.append(reading)
    return (_counted(claim, readings) if kind["weigh"] == "count" else readings), left_out


def _parties(claim: Row, finding: Row, scales: Scales) -> bool:
    return all(
        claim[n] is None or _is(finding[n], claim[n], finding, scales)
        for n in ("subject", "counterpart")
    )


def _is(theirs: str | None, ours: str, finding: Row, scales: Scales) -> bool:
    """Say whether the finding's party is the claim's, or belonged to it at that time."""
    if theirs is None or theirs == ours:
        return theirs == ours
    if ours not in scales.above.get(theirs, ()):
        return False
    first, last = scales.spans.get((theirs, ours), (None, None))
    start, end = finding["period_start"], finding["period_end"]
    return not (first and end and end.date() <= first) and not (
        last and start and start.date() > last
    )


def _counted(claim: Row, readings: list[Reading]) -> list[Reading]:
    """Turn the readings of a count into one: how many distinct subjects were found."""
    found = {
        r.finding["subject"]
        for r in readings
        if r.scope != "other" and r.finding["polarity"] == claim["polarity"]
    }
    if not readings:
        return []
    low, high = claim["q_low"] or claim["q_best"], claim["q_high"] or claim["q_best"]
    full = all((r.finding["coverage"] or 0) >= 1 for r in readings)
    short = low is not None and len(found) < low
    over = high is not None and len(found) > high
    agrees = None if short and not full else not short and not over
    open_end = "" if full else " or more, as coverage is not full"
    why = f"{len(found)}{open_end} distinct subjects found"
    return [
        Reading(r.finding, r.scope, agrees, consistent=agrees is not False, why=why)
        for r in readings
    ]


def _said_at(group: Iterable[Row], scales: Scales) -> datetime | None:
    days = [
        a["published_at"]
        for c in group
        if (a := scales.articles.get(c["article_id"])) and a["published_at"]
    ]
    return min(days, default=None)


def _same_origin(group: list[Row], finding: Row, scales: Scales) -> str | None:
    """Say why a finding goes back to the claim's own origin; ``None`` if it does not."""
    if finding["basis"] != "reported":
        return None
    for claim in group:
        article = scales.articles.get(claim["article_id"], {})
        if finding["origin_id"] and finding["origin_id"] in {
            claim["origin_id"],
            claim["article_id"],
        }:
            return "left out: the figure goes back to the same document as the claim"
        if same_speaker(claim["speaker"], finding["said_by"]) and _same_figure(claim, finding):
            return f"left out: the figure is {finding['said_by']}'s own, as the claim is"
        for house in (article.get("agency"), article.get("publisher")):
            if (
                house
                and house.lower() in (finding["origin_id"] or "").lower()
                and _same_figure(claim, finding)
            ):
                return f"left out: the figure was taken from {house}, as the claim was"
    return None


def _same_figure(claim: Row, finding: Row) -> bool:
    reading = compare(
        {**claim, "period_start": None}, {**finding, "period_start": None}, "interval", {}
    )
    return reading is None or reading.agrees is not False


def _verdict(
    claim: Row, readings: list[Reading], left_out: list[Row], scales: Scales
) -> tuple[str, str]:
    """Give the verdict and its reason in words."""
    if flags := sorted(set(claim["flags"] or ()) & UNTESTABLE):
        return "not_testable", "Not testable: " + "; ".join(WHY_UNTESTABLE[f] for f in flags) + "."
    same = [r for r in readings if r.scope == "same" and r.agrees is not None]
    bounds = [r for r in readings if r.scope != "same"]
    agree, fail = [r for r in same if r.agrees], [r for r in same if not r.agrees]
    broken, fits = [r for r in bounds if r.agrees is False], [r for r in bounds if r.consistent]
    count = f"{len(agree)} of {len(same)} readings of the same scope agree"
    if agree and not fail and not broken:
        return "supported", f"{_sentence(agree)} {count}."
    if agree:
        return (
            "partly_supported",
            f"Readings disagree: {count}. For: {_sentence(agree)} Against: {_sentence(fail + broken)}",
        )
    if fail or (broken and not fits):
        if _enough(fail + broken) and not fits:
            return "contradicted", f"Every reasonable reading fails: {_sentence(fail + broken)}"
        if fits:
            return (
                "partly_supported",
                f"Readings disagree. Not against it: {_sentence(fits)} Against: {_sentence(fail + broken)}",
            )
        return (
            "not_examined",
            f"One other report differs, which is a difference between reports and not a refutation: {_sentence(fail + broken)}",
        )
    if fits:
        mixed = f" Against: {_sentence(broken)}" if broken else ""
        return "partly_supported", f"Bounded, not confirmed: {_sentence(fits)}{mixed}"
    return _unseen(claim, readings, left_out, scales)


def _enough(fails: list[Reading]) -> bool:
    """A refutation needs something observed or computed, or two independent reports."""
    bases = {r.finding["basis"] for r in fails}
    return (
        bool(bases & {"observed", "estimated"})
        or len({r.finding["said_by"] for r in fails}) >= MIXED_AFTER
    )


def _unseen(
    claim: Row, readings: list[Reading], left_out: list[Row], scales: Scales
) -> tuple[str, str]:
    """Say why nothing bears on a claim: a blind spot, nothing looked at, or nothing that can tell."""
    kind = scales.kinds.get(claim["kind"])
    context = f" Looked at, but it cannot tell: {_sentence(readings)}" if readings else ""
    dropped = (
        f" {len(left_out)} figure{'s' if len(left_out) > 1 else ''} of the claim's own origin left out."
        if left_out
        else ""
    )
    if kind is None:
        return "not_examined", f"No channel declares the kind {claim['kind']}."
    blind = [c for c in _coverage(claim, kind["channel"], scales) if c["share"] is not None]
    if not readings and blind:
        best = max(blind, key=lambda c: (c["share"], c["basis_text"] or ""))
        if best["share"] >= 1 and kind["weigh"] == "exists":
            return "contradicted", f"Looked at in full and not found: {best['basis_text']}."
        if kind["weigh"] in {"exists", "count"}:
            return (
                "not_observable",
                f"Not found in data that cannot show that it was not so (coverage {best['share']:.0%}): {best['basis_text']}.{dropped}",
            )
    if kind["channel"] not in scales.examined and not readings:
        return "not_examined", f"No data of the channel {kind['channel']} were given.{dropped}"
    return "not_examined", f"No independent data speak of this.{context}{dropped}"


def _coverage(claim: Row, channel: str, scales: Scales) -> list[Row]:
    parties = {claim["subject"], claim["counterpart"], None}
    return [
        c
        for c in scales.coverage
        if c["channel"] == channel
        and c["subject"] in parties
        and in_time(
            claim, {"period_start": c["period_start"], "period_end": c["period_end"]}, None
        )
    ]


def _law(claim: Row, scales: Scales) -> tuple[list[Row], str]:
    """Give the measures that would cover what is claimed, and the sentence on quantity measures."""
    codes = cover.codes_of(claim["item"])
    if not codes or loose(claim) or not claim["channel"] == "trade":
        return [], ""
    side = cover.side_of(claim["flow"], claim["subject"], scales.target)
    start, end = claim["period_start"], claim["period_end"]
    held = cover.covering(scales.measures, codes, side, start, end)
    return held, cover.sentence(scales.measures, held, codes, side, start, end)


def _basis(claim: Row, readings: list[Reading], scales: Scales) -> Basis:
    bearing = [
        r for r in readings if r.agrees or (r.consistent and r.scope != "other")
    ] or readings
    covered = [r.finding["coverage"] for r in bearing if r.finding["coverage"] is not None]
    same = [r for r in bearing if r.scope == "same" and r.agrees is not None]
    return Basis(
        observed=sum(r.finding["basis"] == "observed" for r in bearing),
        reported_origins=len(
            {r.finding["said_by"] for r in bearing if r.finding["basis"] == "reported"}
        ),
        estimated=sum(r.finding["basis"] == "estimated" for r in bearing),
        same_scope=len(same),
        disagreeing=sum(r.agrees is False for r in readings),
        coverage=min(covered, default=None),
        reproduced=_reproduces(claim, readings),
        unchecked=False,
    )


def _reproduces(claim: Row, readings: list[Reading]) -> bool:
    """Say whether all that bears out a claim comes from the kind of sensor that the claim itself rests on.

    What is said of routes rests on public route collectors, whoever says it; a figure rests on its
    reporter's own records.
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


def _would_settle(claim: Row, scales: Scales) -> str:
    kind = scales.kinds.get(claim["kind"])
    if kind is None:
        return "a channel that declares this kind"
    start, end = claim["period_start"] or scales.case_start, claim["period_end"] or scales.case_end
    if loose(claim):
        start, end = scales.case_start, scales.case_end
    period = (
        f"{start:%Y-%m-%d} to {date.fromordinal(end.date().toordinal() - 1)}"
        if start and end
        else "the period"
    )
    places = [claim[n] for n in ("place_from", "place_declared", "place_to", "place") if claim[n]]
    filled = {
        "period": period,
        "subject": claim["subject"] or "the party",
        "counterpart": claim["counterpart"] or "the other party",
        "item": claim["item"] or "the goods",
        "places": ", ".join(dict.fromkeys(places)) or "the places named",
    }
    text = str(kind["settled_by"])
    for name, value in filled.items():
        text = text.replace("{" + name + "}", value)
    return text


def _told(reading: Reading) -> Row:
    f = reading.finding
    span = _span(f)
    scope = [
        f"flow: {f['flow']}" if f["flow"] else "",
        f"item: {f['item']}" if f["item"] else "",
        f"period: {span}" if span else "",
    ]
    if f["base_start"] is not None:
        scope.append(f"against: {f['base_start']:%Y-%m-%d}")
    return {
        "reading": ", ".join(s for s in scope if s) or "as it stands",
        "says": f["says"],
        "finding_ids": [f["id"]],
        "scope": reading.scope,
        "agrees": reading.agrees,
        "why": reading.why,
    }


def _span(row: Row) -> str:
    start, end = row["period_start"], row["period_end"]
    if start is None or end is None:
        return ""
    last = date.fromordinal(end.date().toordinal() - 1)
    return f"{start:%Y-%m-%d} to {last}" if last > start.date() else f"{start:%Y-%m-%d}"


def _sentence(readings: list[Reading]) -> str:
    """Tell the first readings in words; the rest are in the readings themselves."""
    shown = [f"{r.finding['says'].rstrip('.')} ({r.why})." for r in readings[:3]]
    more = f" And {len(readings) - 3} more." if len(readings) > 3 else ""  # noqa: PLR2004 - as many as are shown
    return " ".join(shown) + more
