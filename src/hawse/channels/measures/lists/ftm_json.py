"""Read FollowTheMoney entities as JSON lines.

Parties, their sanctions, and who owns or directs whom.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

import pyarrow as pa

from hawse.channels.measures.lists.days import day, spans
from hawse.channels.measures.lists.entry import Entry, Row, batches, version_of
from hawse.channels.measures.lists.places import country
from hawse.channels.measures.lists.tables import ALL
from hawse.core.channel import Reader
from hawse.core.errors import ReadError
from hawse.core.source import Source

_SCHEMAS: Final = {
    "Person": "person",
    "Vessel": "vessel",
    "Airplane": "aircraft",
    "Company": "company",
    "Organization": "company",
    "LegalEntity": "unknown",
    "PublicBody": "company",
}
_NAMES: Final = (
    ("name", "primary"),
    ("alias", "alias"),
    ("weakAlias", "weak"),
    ("previousName", "former"),
)
_NUMBERS: Final = {
    "imoNumber": "imo",
    "mmsi": "mmsi",
    "callSign": "call_sign",
    "passportNumber": "passport",
    "idNumber": "national_id",
    "registrationNumber": "registration",
    "taxNumber": "tax",
    "innCode": "inn",
    "ogrnCode": "ogrn",
    "leiCode": "lei",
    "swiftBic": "swift",
}
_PLACES: Final = (
    "country",
    "nationality",
    "citizenship",
    "jurisdiction",
    "flag",
    "birthCountry",
    "mainCountry",
)
_TIES: Final = {
    "Ownership": ("owner", "asset", "owns"),
    "Directorship": ("director", "organization", "directs"),
    "Family": ("person", "relative", "family"),
    "UnknownLink": ("subject", "object", "linked"),
}
LISTED: Final = frozenset({"sanction", "sanction.counter"})
"""Topics of entities that are on a list themselves; sanction.linked is a neighbour of one."""
_LONGEST: Final = 1 << 22
_MOST_SANCTIONS: Final = 1_000_000


def accepts(path: Path, head: bytes) -> bool:  # noqa: ARG001 - the head decides
    """Say whether the first line begins an entity with a schema and properties."""
    line = head.split(b"\n", 1)[0]
    return line.lstrip().startswith(b"{") and b'"schema"' in line and b'"properties"' in line


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield parties with their numbers, names, listing days and ties.

    A party is *listed* if a Sanction of the file names it or it has a topic of ``LISTED``; such
    files describe families, subsidiaries and donors besides, whom nobody listed.

    Raises:
        ReadError: a line is longer than 4 MiB.
    """
    ended: list[bool] = []
    yield from batches(_entries(file, source, ended), source, version_of(source), ended)


def _entries(file: BinaryIO, source: Source, ended: list[bool]) -> Iterator[Entry | Row]:
    begun: dict[str, list[str]] = defaultdict(list)
    parties: list[tuple[int, dict[str, Any]]] = []
    for number, raw in _lines(file, source, ended):
        try:
            thing = _entity(raw)
        except ValueError as why:
            yield {
                "locator": f"line {number}",
                "reason": str(why),
                "raw": raw.decode("utf-8", "replace"),
            }
            continue
        said = thing["properties"]
        if thing["schema"] == "Sanction" and len(begun) < _MOST_SANCTIONS:
            for one in said.get("entity", []):
                begun[one] += [
                    d for key in ("listingDate", "startDate") for d in said.get(key, [])
                ]
        elif thing["schema"] in _TIES:
            first, second, _ = _TIES[thing["schema"]]
            if said.get(first) and said.get(second):
                yield from _ties(thing, number, source)
            else:
                reason = f"a tie of schema {thing['schema']} has {first} and {second}"
                raw_text = raw.decode("utf-8", "replace")
                yield {"locator": f"line {number}", "reason": reason, "raw": raw_text}
        elif thing["schema"] in _SCHEMAS:
            parties.append((number, thing))
    yield from _told(parties, begun, source)


def _told(
    parties: list[tuple[int, dict[str, Any]]], begun: dict[str, list[str]], source: Source
) -> Iterator[Entry | Row]:
    """Give the listed and the described; a file that lists nobody says so."""
    listed = 0
    for number, thing in parties:
        if thing["id"] in begun or LISTED.intersection(thing["properties"].get("topics", ())):
            listed += 1
            yield _party(thing, number, source, begun)
        else:
            yield _described(thing, number, source)
    if parties and not listed:
        reason = (
            "no entity is named by a Sanction or has the topic sanction: all are described, none "
            "is taken for listed"
        )
        yield {"locator": "whole file", "reason": reason, "raw": f"{len(parties)} entities"}


def _lines(file: BinaryIO, source: Source, ended: list[bool]) -> Iterator[tuple[int, bytes]]:
    number, last = 0, b"\n"
    while raw := file.readline(_LONGEST + 1):
        number, last = number + 1, raw
        if len(raw) > _LONGEST:
            raise ReadError(
                source.path, f"line {number}", f"more than {_LONGEST} bytes", "one entity a line"
            )
        if raw.strip():
            yield number, raw
    ended.append(last.endswith(b"\n") or last.rstrip().endswith(b"}"))


def _entity(raw: bytes) -> dict[str, Any]:
    try:
        thing = json.loads(raw)
    except (ValueError, RecursionError) as why:
        raise ValueError("not a JSON object") from why
    if b"\\ud" in raw.lower() and not _writable(thing):
        raise ValueError("half a character (a lone surrogate) in a text")
    whole = isinstance(thing, dict) and all(
        isinstance(thing.get(k), str) for k in ("id", "schema")
    )
    if not whole or not isinstance(thing.get("properties"), dict):
        raise ValueError("an entity has an id, a schema and properties")
    kept = {
        k: [v for v in vs if isinstance(v, str)]
        for k, vs in thing["properties"].items()
        if isinstance(vs, list)
    }
    return {**thing, "properties": kept}


def _writable(thing: object) -> bool:
    """Say whether all texts are of whole characters, so that they can be written down again."""
    try:
        json.dumps(thing, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _list(thing: dict[str, Any], source: Source) -> str:
    sets = thing.get("datasets")
    return (
        str(sets[0])[:60]
        if isinstance(sets, list) and sets
        else Path(source.path).name.split(".")[0]
    )


def _party(
    thing: dict[str, Any], number: int, source: Source, begun: dict[str, list[str]]
) -> Entry:
    said = thing["properties"]
    entry = Entry(_list(thing, source), thing["id"], _SCHEMAS[thing["schema"]], f"line {number}")
    entry.names = [(n, sort) for key, sort in _NAMES for n in said.get(key, [])]
    if not entry.names and isinstance(thing.get("caption"), str):
        entry.names = [(thing["caption"], "primary")]
    entry.identifiers = [(kind, v) for key, kind in _NUMBERS.items() for v in said.get(key, [])]
    entry.programmes = [*said.get("program", []), *said.get("programId", [])]
    days = [d for d in map(day, begun.get(thing["id"], [])) if d]
    entry.listed_on = min(days) if days else None
    entry.births = [s for v in said.get("birthDate", []) for s in spans(v)]
    entry.countries = [country(v) for key in _PLACES for v in said.get(key, [])]
    entry.remarks = " ".join(said.get("notes", []))
    return entry


def _described(thing: dict[str, Any], number: int, source: Source) -> Entry:
    """Give an entity that the file describes and nobody listed: its name, for chains of owners."""
    entry = Entry(_list(thing, source), thing["id"], "", f"line {number}")
    names = [*thing["properties"].get("name", []), thing.get("caption")]
    name = next((n for n in names if isinstance(n, str) and n.strip()), None)
    entry.links = [{"other": thing["id"], "relation": "described", "role": name}]
    return entry


def _ties(thing: dict[str, Any], number: int, source: Source) -> Iterator[Entry]:
    """Give the ties of one Ownership, Directorship, Family or UnknownLink.

    Each from the first to the second.
    """
    first, second, relation = _TIES[thing["schema"]]
    said = thing["properties"]
    low, high = _share(said.get("percentage", []))
    starts, stops = ([d for d in map(day, said.get(k, [])) if d] for k in ("startDate", "endDate"))
    for one in said.get(first, []):
        entry = Entry(_list(thing, source), one, "", f"line {number}")
        entry.links = [
            {
                "other": other,
                "relation": relation,
                "role": "; ".join(said.get("role", [])) or None,
                "share_low": low,
                "share_high": high,
                "from_on": min(starts, default=None),
                "to_on": max(stops, default=None),
            }
            for other in said.get(second, [])
        ]
        yield entry


def _share(texts: list[str]) -> tuple[float | None, float | None]:
    """Give the least and the most share that percentages name.

    Several are a span, none is not said.
    """
    found: list[float] = []
    for text in texts:
        for part in text.replace("%", " ").replace(",", ".").split():
            try:
                value = float(part) / 100
            except ValueError:
                continue
            found += [value] if 0 <= value <= 1 else []
    return (min(found), max(found)) if found else (None, None)


READER = Reader("ftm_json", 3, (*(t.name for t in ALL), "rejects"), accepts, rows)
