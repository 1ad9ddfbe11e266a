"""FollowTheMoney: one entity a line, for Aleph, OpenAleph and every other program that reads FtM.

| here | there |
|---|---|
| source, report | Document, Article (no text: it is not ours to hand on) |
| finding | Event, its sources as proof |
| claim, entry | Note about its report, about its claims and findings |
| measure | Sanction on the target's Territory |
| lifeline | UnknownLink between partner and target |
| country, network, ship, port, other | Territory, Organization, Vessel, Address, LegalEntity |

A synthetic row has SYNTHETIC before its name, a keyword, and a data set of its own.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from hawse.export.handed import Handed
from hawse.export.parties import Parties
from hawse.export.shaped import MARK, Entity, dataset, entity

ABOUT: Final = (
    "`entities.ftm.json` holds one FollowTheMoney entity a line. Findings are Events, claims and\n"
    "verdicts Notes, measures Sanctions on the target, lifelines UnknownLinks. Synthetic ones\n"
    "have SYNTHETIC before their name, the keyword `synthetic`, and a data set of their own."
)
NAME: Final = "entities.ftm.json"
Row = dict[str, Any]


def files(handed: Handed) -> Iterator[tuple[str, bytes]]:
    """Give name and bytes of the one file: entities in the order of their ids."""
    made = {e["id"]: e for e in entities(handed)}
    lines = (json.dumps(made[i], ensure_ascii=False, sort_keys=True) + "\n" for i in sorted(made))
    yield NAME, "".join(lines).encode("utf-8", "surrogatepass")


def entities(handed: Handed) -> Iterator[Entity]:
    """Give every entity of a ledger; parties come once, whoever names them."""
    parties = Parties(handed)
    ledger, case = handed.ledger, handed.case
    files_of = {e["id"]: f"s-{e['source_id']}" for e in ledger.rows("evidence")}
    yield from (_document(r, case) for r in ledger.rows("sources"))
    yield from (_article(r, case) for r in ledger.rows("articles"))
    for row in ledger.rows("findings"):
        yield from _event(row, case, files_of, parties)
    yield from (_claim(r, case) for r in ledger.rows("claims"))
    yield from (_verdict(r, case) for r in ledger.rows("entries"))
    yield from (_measure(r, handed, parties) for r in ledger.rows("measures"))
    yield from (_lifeline(r, case, parties) for r in ledger.rows("lifelines"))
    yield from parties.entities()


def _document(r: Row, case: str) -> Entity:
    said = {
        "fileName": [r["path"].rsplit("/", 1)[-1]],
        "title": [r["title"]],
        "publisher": [r["publisher"]],
        "sourceUrl": [r["url"]],
        "publishedAt": [day(r["published_at"])],
        "retrievedAt": [day(r["retrieved_at"])],
        "fileSize": [str(r["bytes"])],
        "notes": [f"SHA-256 {r['id']}", r["licence"] and f"licence: {r['licence']}"],
    }
    return entity("Document", f"s-{r['id']}", said, case, synthetic=r["synthetic"])


def _article(r: Row, case: str) -> Entity:
    said = {
        "title": [r["title"] or r["publisher"] or "untitled report"],
        "author": [r["byline"]],
        "publisher": [r["publisher"] or r["agency"]],
        "publishedAt": [day(r["published_at"])],
        "notes": [r["dated_by"] and f"dated by: {r['dated_by']}"],
        "proof": [f"s-{r['source_id']}"],
    }
    return entity("Article", _article_id(r["id"]), said, case, synthetic=r["synthetic"])


def _article_id(own: str | None) -> str:
    return "a-" + str(own).replace("#", "-")


def _event(r: Row, case: str, files_of: dict[str, str], parties: Parties) -> Iterator[Entity]:
    """Give the event of a finding, and a link to each ship or port that takes part in it."""
    named = [r[n] for n in ("subject", "counterpart") if r[n]]
    places = [r[n] for n in ("place", "place_from", "place_declared", "place_to") if r[n]]
    actors = [parties.of(i, synthetic=r["synthetic"]) for i in named]
    said = {
        "name": [r["says"]],
        "startDate": [day(r["period_start"])],
        "endDate": [last_day(r["period_end"])],
        "country": [i.partition(":")[2].lower() for i in named if i.startswith("country:")],
        "involved": [a for a, i in zip(actors, named, strict=True) if parties.legal(i)],
        "location": [parties.name(i) for i in places],
        "proof": [files_of[e] for e in r["evidence_ids"] if e in files_of],
        "notes": [f"key {r['key']}", r["not_shown"] and f"does not show: {r['not_shown']}"],
        "keywords": ["finding", r["kind"], r["channel"], f"basis: {r['basis']}"],
        "recordId": [r["id"]],
    }
    yield entity("Event", r["id"], said, case, synthetic=r["synthetic"])
    for i, actor in zip(named, actors, strict=True):
        if not parties.legal(i):
            link = {"subject": [actor], "object": [r["id"]], "role": [r["kind"]]}
            own = f"l-{r['id']}-{actor}"
            yield entity("UnknownLink", own, link, case, synthetic=r["synthetic"])


def _claim(r: Row, case: str) -> Entity:
    speaker = r["speaker"] or "the report itself"
    said = {
        "name": [f"Claim ({r['kind']}) by {speaker}"],
        "description": [r["says"]],
        "entity": [_article_id(r["article_id"])],
        "keywords": ["claim", r["kind"], r["channel"], "basis: reported", *(r["flags"] or ())],
        "notes": [f"key {r['key']}"],
    }
    return entity("Note", r["id"], said, case, synthetic=r["synthetic"])


def _verdict(r: Row, case: str) -> Entity:
    said = {
        "name": [f"Verdict: {r['verdict'].replace('_', ' ')}"],
        "description": [r["because"]],
        "entity": [*r["claim_ids"], *r["finding_ids"]],
        "keywords": ["verdict", r["verdict"]],
        "notes": [
            f"key {r['key']}",
            r["confidence"] and f"confidence: {r['confidence']}",
            r["would_settle"] and f"would settle it: {r['would_settle']}",
        ],
    }
    return entity("Note", r["id"], said, case, synthetic=r["synthetic"])


def _measure(r: Row, handed: Handed, parties: Parties) -> Entity:
    rule = " ".join(p for p in (r["instrument"], r["paragraph"]) if p)
    said = {
        "entity": [parties.of(f"country:{handed.target}", synthetic=False)],
        "program": [r["regime"]],
        "provisions": [f"{rule}: {r['kind']} on {r['subject']}"],
        "startDate": [day(r["in_force_from"])],
        "endDate": [day(r["in_force_to"])],
        "listingDate": [day(r["published"])],
        "recordId": [r["id"]],
        "summary": [f"checked {r['checked']}: {r['source']}"],
    }
    return entity("Sanction", f"m-{r['id']}", said, handed.case, synthetic=False)


def _lifeline(r: Row, case: str, parties: Parties) -> Entity:
    ends = [parties.of(r[n], synthetic=r["synthetic"]) for n in ("partner", "target")]
    amounts = [r[n] for n in ("q_low", "q_best", "q_high")]
    told = "/".join("?" if v is None else f"{v:g}" for v in amounts)
    about = (
        r["channel"],
        r["item"],
        r["flow"],
        r["unit"],
        r["period_start"],
        *ends,
        r["basis"],
        told,
    )
    said: dict[str, Sequence[object]] = {
        "subject": ends[:1],
        "object": ends[1:],
        "role": [" ".join(p for p in (r["role"], r["channel"], r["item"]) if p)],
        "startDate": [day(r["period_start"])],
        "endDate": [last_day(r["period_end"])],
        "summary": [f"low/best/high {told} {r['unit']}, {r['flow']}; basis: {r['basis']}"],
    }
    return entity("UnknownLink", dataset("w", about), said, case, synthetic=r["synthetic"])


def day(when: datetime | date | None) -> str | None:
    """Give a day as FtM writes it."""
    return None if when is None else f"{when:%Y-%m-%d}"


def last_day(end: datetime | None) -> str | None:
    """Give the last day of a half-open period."""
    return None if end is None else day(end - timedelta(microseconds=1))


__all__ = ["ABOUT", "MARK", "NAME", "entities", "files"]
