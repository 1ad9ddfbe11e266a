"""One entry of a list, and how entries become batches of the four tables."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath
from typing import Any, Final

import pyarrow as pa

from hawse.channels.measures.lists.days import ends
from hawse.channels.measures.lists.numbers import holds
from hawse.channels.measures.lists.tables import IDENTIFIERS, LINKS, NAMES, PARTIES, VERSIONS
from hawse.core.source import Source
from hawse.core.tables import REJECTS

Row = dict[str, Any]
LONGEST_NAME: Final = 1_000
_RAW: Final = 500
_REMARKS: Final = 2_000
_BATCH: Final = 20_000
_IN_NAME: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_]?(\d\d)(?:[-_]?(\d\d))?(?!\d)")


@dataclass
class Entry:
    """One entry as a list gives it; what the list does not say stays empty."""

    of: str
    party: str
    schema: str
    locator: str
    names: list[tuple[str, str]] = field(default_factory=list)
    identifiers: list[tuple[str, str]] = field(default_factory=list)
    programmes: list[str] = field(default_factory=list)
    listed_on: date | None = None
    removed_on: date | None = None
    births: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    remarks: str = ""
    links: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Version:
    """Which days a file can stand for, and how that is known."""

    name: str
    first_on: date | None
    last_on: date | None
    dated_by: str


def version_of(source: Source, inside: str | None = None) -> Version:
    """Say which day a file stands for: by its own words, else its publisher, else its name.

    A month is kept as a month: for coverage it is as late as its last day when the list must have
    begun, and as early as its first when it must still hold.
    """
    told = (
        ((inside or "")[:10], "file"),
        (_published(source), "publisher"),
        (_named(source), "file name"),
    )
    for text, how in told:
        span = ends(text) if text else None
        if span:
            return Version(text, *span, how)
    return Version("undated", None, None, "not said")


def _published(source: Source) -> str:
    return f"{source.published_at:%Y-%m-%d}" if source.published_at else ""


def _named(source: Source) -> str:
    hit = _IN_NAME.search(PurePath(source.path).name)
    return "-".join(part for part in hit.groups() if part) if hit else ""


def tidy(texts: Iterable[str]) -> list[str]:
    """Give texts once each, in their order, without empty ones."""
    return [t for t in dict.fromkeys(" ".join(t.split()) for t in texts) if t]


def batches(
    entries: Iterable[Entry | Row], source: Source, version: Version, ended: list[bool]
) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Turn entries and rejects into batches; last of all the versions, one row a list.

    ``ended`` holds one truth value by the time the entries run out: did the file come to its end.
    """
    made: dict[str, list[Row]] = {
        t.name: [] for t in (PARTIES, NAMES, IDENTIFIERS, LINKS, REJECTS)
    }
    counts: Counter[str] = Counter()
    newest: dict[str, date] = {}
    for entry in entries:
        if isinstance(entry, dict):
            made["rejects"].append({"source_id": source.id, **entry, "raw": entry["raw"][:_RAW]})
            continue
        counts[entry.of] += bool(entry.schema)
        if entry.listed_on and entry.listed_on > newest.get(entry.of, date.min):
            newest[entry.of] = entry.listed_on
        _spread(entry, source, version, made)
        if len(made["listed_names"]) >= _BATCH:
            yield from _emptied(made)
    yield from _emptied(made)
    place = {"source_id": source.id, "locator": "whole file", "synthetic": source.synthetic}
    rows = [
        {
            "list": name,
            "version": version.name,
            **_days(version, newest.get(name)),
            "entries": n,
            "whole": bool(ended and ended[-1]),
            **place,
        }
        for name, n in sorted(counts.items())
        if n
    ]
    for batch in VERSIONS.rows(rows).to_batches():
        yield "list_versions", batch


def _days(version: Version, newest: date | None) -> Row:
    """Give the days that a file stands for.

    One that says none is no older than its newest entry.
    """
    if version.first_on is None and newest is not None:
        return {"first_on": newest, "last_on": None, "dated_by": "newest entry"}
    return {"first_on": version.first_on, "last_on": version.last_on, "dated_by": version.dated_by}


def _spread(entry: Entry, source: Source, version: Version, made: dict[str, list[Row]]) -> None:
    key = {"list": entry.of, "version": version.name, "party": entry.party}
    place = {"source_id": source.id, "locator": entry.locator, "synthetic": source.synthetic}
    if entry.schema:
        made["listed_parties"].append(
            {
                **key,
                "schema": entry.schema,
                "caption": entry.names[0][0][:LONGEST_NAME] if entry.names else None,
                "programmes": tidy(entry.programmes),
                "listed_on": entry.listed_on,
                "removed_on": entry.removed_on,
                "births": tidy(entry.births),
                "countries": tidy(entry.countries),
                "remarks": entry.remarks[:_REMARKS] or None,
                **place,
            }
        )
    for name, sort in dict.fromkeys((" ".join(n.split()), s) for n, s in entry.names):
        if len(name) > LONGEST_NAME:
            why = f"a name of {len(name)} characters; the longest taken is {LONGEST_NAME}"
            made["rejects"].append(
                {
                    "source_id": source.id,
                    "locator": entry.locator,
                    "reason": why,
                    "raw": name[:_RAW],
                }
            )
        elif name:
            made["listed_names"].append({**key, "name": name, "sort": sort, **place})
    for kind, value in dict.fromkeys((k, " ".join(v.split())[:200]) for k, v in entry.identifiers):
        if value:
            made["listed_identifiers"].append(
                {**key, "kind": kind, "value": value, "valid": holds(kind, value), **place}
            )
    made["listed_links"] += [{**key, **link, **place} for link in entry.links]


def _emptied(made: dict[str, list[Row]]) -> Iterator[tuple[str, pa.RecordBatch]]:
    for table in (PARTIES, NAMES, IDENTIFIERS, LINKS, REJECTS):
        if made[table.name]:
            for batch in table.rows(made[table.name]).to_batches():
                yield table.name, batch
            made[table.name] = []
