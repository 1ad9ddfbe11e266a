"""Claims held against evidence: entries in words, and the few of them that are key judgements."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from hawse.dossier.amounts import amount
from hawse.dossier.beside import decisions_by_key, in_short, rules_by_statement
from hawse.dossier.book import Book, Row, loaded, text, texts
from hawse.dossier.held import ClaimRow, Entry, FindingRow, Judgement, Quote, Reading
from hawse.dossier.words import VERDICTS, likelihood

MOST_JUDGEMENTS = 7
MOST_OF_ONE_CHANNEL = 2
"""Judgements that one channel may have before every other had its turn."""
ONE_SHIP = amount(None, 1, None, "ship")
JUDGED = ("supported", "partly_supported", "contradicted")
_CONFIDENCE = {"high": 0, "moderate": 1, "low": 2}
_SUPPORT = {"corroborated": 0, "reproduced": 1}
_LAST = 9
_ONES = ("ship", "connection")
_COUNTED = re.compile(r"(\d+) distinct subjects found(, or more)?")


def entries(
    book: Book, claims: Mapping[str, ClaimRow], findings: Mapping[str, FindingRow]
) -> tuple[Entry, ...]:
    """Word every entry: real before synthetic, by verdict, then in the order of the reports."""
    rules, decided = rules_by_statement(book), decisions_by_key(book)
    got = []
    for r in book.of("entries"):
        own = [row for c in texts(r["claim_ids"]) for row in rules.get(c, ())]
        more: dict[str, Any] = {
            "rules": in_short(own),
            "decisions": decided.get(text(r["key"]), ()),
        }
        got.append(replace(_entry(book, r, claims, findings), **more))
    order = list(VERDICTS)

    def place(e: Entry) -> tuple[object, ...]:
        first = e.claims[0] if e.claims else None
        return (
            e.synthetic,
            order.index(e.verdict) if e.verdict in order else _LAST,
            first.report if first else "",
            (first.sentence or 0) if first else 0,
            e.id,
        )

    return tuple(sorted(got, key=place))


def _entry(
    book: Book, r: Row, claims: Mapping[str, ClaimRow], findings: Mapping[str, FindingRow]
) -> Entry:
    """Word one entry."""
    said = tuple(claims[c] for c in texts(r["claim_ids"]) if c in claims)
    ids = book.known("findings", texts(r["finding_ids"]))
    readings = _readings(book, r["readings"])
    return Entry(
        id=text(r["id"]),
        short=book.short["entries"][text(r["id"])],
        key=text(r["key"]),
        channel=_channel(said, ids, findings),
        verdict=text(r["verdict"]),
        support=text(r["support"]),
        claims=said,
        quotes=quotes(said),
        readings=readings,
        finding_ids=ids,
        measure_ids=texts(r["measure_ids"]),
        rules="",
        decisions=(),
        observed=_observed(readings, ids, findings),
        likelihood=likelihood(r["likelihood_low"], r["likelihood_high"]),
        confidence=text(r["confidence"]),
        because=book.told(text(r["because"])),
        reason=book.told(text(r["confidence_because"])),
        would_settle=book.told(text(r["would_settle"])),
        independent_sources=r["independent_sources"],
        synthetic=bool(r["synthetic"]),
    )


def quotes(claims: Sequence[ClaimRow]) -> tuple[Quote, ...]:
    """Put claims of the same words together: printed once, in the form that has its capitals."""
    same: dict[str, list[ClaimRow]] = {}
    for c in claims:
        same.setdefault("".join(filter(str.isalnum, c.says.casefold())), []).append(c)
    return tuple(
        Quote(next((c.says for c in own if c.says != c.says.lower()), own[0].says), tuple(own))
        for own in same.values()
    )


def _channel(
    said: Sequence[ClaimRow], finding_ids: Sequence[str], findings: Mapping[str, FindingRow]
) -> str:
    """Say which channel an entry belongs to: its first claim's, else its first finding's."""
    named = [c.channel for c in said]
    named += [findings[f].channel for f in finding_ids if f in findings]
    return next((n for n in named if n), "")


def _readings(book: Book, raw: object) -> tuple[Reading, ...]:
    """Read the readings; what is not of the form is kept as a text rather than lost."""
    got = loaded(raw)
    if got is None:
        return ()
    rows = got if isinstance(got, list) else [got]
    return tuple(_reading(book, r) for r in rows)


def _reading(book: Book, r: object) -> Reading:
    """Read one reading."""
    if not isinstance(r, dict):
        return Reading(str(r), "", (), None, "")
    agrees = r.get("agrees")
    return Reading(
        reading=book.told(text(r.get("reading"))),
        says=book.told(text(r.get("says"))),
        finding_ids=book.known("findings", texts(r.get("finding_ids"))),
        agrees=agrees if isinstance(agrees, bool) else None,
        why=book.told(text(r.get("why"))),
    )


def _observed(
    readings: tuple[Reading, ...], ids: tuple[str, ...], findings: Mapping[str, FindingRow]
) -> str:
    """Give the amount of the first finding that agrees, else of the first.

    Where each finding is one of a kind and the ledger counted them, their number.
    """
    agreeing = [f for r in readings if r.agrees for f in r.finding_ids]
    held = [findings[f].amount for f in (*agreeing, *ids) if f in findings]
    first = next((a for a in held if a), "")
    counted = next((m for r in readings if r.agrees and (m := _COUNTED.match(r.why))), None)
    unit = next((u for u in _ONES if amount(None, 1, None, u) == first), None)
    if counted is None or unit is None:
        return first
    number = int(counted[1])
    return amount(number, None if counted[2] else number, None, unit)


def judgements(
    entries: Sequence[Entry], findings: Mapping[str, FindingRow]
) -> tuple[Judgement, ...]:
    """Choose the entries that carry weight, at most seven, no channel crowding out another.

    Real before synthetic, claims as well as findings; better confidence first; corroborated before
    reproduced; then as told.
    """

    def weight(e: Entry) -> tuple[bool, bool, int, int, int]:
        made_up = any(findings[f].synthetic for f in e.finding_ids if f in findings)
        return (e.synthetic, made_up, *_weight(e))

    ranked = sorted((e for e in entries if e.verdict in JUDGED), key=weight)
    counts: dict[str, int] = {}
    first: list[Entry] = []
    rest: list[Entry] = []
    for e in ranked:
        counts[e.channel] = counts.get(e.channel, 0) + 1
        (first if counts[e.channel] <= MOST_OF_ONE_CHANNEL else rest).append(e)
    chosen = sorted((*first, *rest)[:MOST_JUDGEMENTS], key=weight)
    return tuple(_judgement(e, findings) for e in chosen)


def _weight(e: Entry) -> tuple[int, int, int]:
    """Rank an entry; sorting is stable, so equals stay in the order of the claims."""
    return (
        _CONFIDENCE.get(e.confidence, _LAST),
        _SUPPORT.get(e.support, _LAST),
        -len(e.claims),
    )


def _judgement(e: Entry, findings: Mapping[str, FindingRow]) -> Judgement:
    """Say what was found, and what was found against it; the reason is that of the confidence."""
    speaks = [r for r in e.readings if r.agrees is True]
    denies = [r for r in e.readings if r.agrees is False]
    if e.verdict == "contradicted":
        speaks, denies = denies, speaks
    found, ids = _words(speaks or list(e.readings), findings)
    against, other = _words(denies if speaks else [], findings)
    return Judgement(
        entry=e,
        quote=e.quotes[0].says if e.quotes else "",
        found=found or _first(e.finding_ids, findings) or e.because,
        ids=ids or e.finding_ids,
        against=against,
        against_ids=other,
        agreeing=sum(r.agrees is True for r in e.readings),
        decided=sum(r.agrees is not None for r in e.readings),
        reason=e.reason or e.because,
    )


def _words(
    readings: Sequence[Reading], findings: Mapping[str, FindingRow]
) -> tuple[str, tuple[str, ...]]:
    """Give the words of the first finding of some readings, and the findings of all of them.

    Where each finding is one ship, their number is what the claim is about and comes first.
    """
    ids = tuple(dict.fromkeys(f for r in readings for f in r.finding_ids))
    said = _first(ids, findings) or next((r.says for r in readings if r.says), "")
    ships = [f for f in ids if f in findings and findings[f].amount == ONE_SHIP]
    if len(ships) > 1 and len(ships) == len(ids):
        counted = next((m for r in readings if (m := _COUNTED.match(r.why))), None)
        number = int(counted[1]) if counted else len(ships)
        if number > 1:
            return f"{number} such ships were found, among them: {said}", ids
    return said, ids


def _first(ids: Sequence[str], findings: Mapping[str, FindingRow]) -> str:
    """Give the words of the first finding that has any."""
    return next((findings[f].says for f in ids if f in findings and findings[f].says), "")
