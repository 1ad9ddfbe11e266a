"""Read the US Consolidated Screening List (CSV of trade.gov).

SDN and a dozen other US lists in one.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

import pyarrow as pa

from hawse.channels.measures.lists.days import day, spans
from hawse.channels.measures.lists.entry import Entry, batches, version_of
from hawse.channels.measures.lists.lines import header, named
from hawse.channels.measures.lists.ofac_words import SCHEMAS, numbers, read_remarks
from hawse.channels.measures.lists.places import country
from hawse.channels.measures.lists.tables import ALL
from hawse.core.channel import Reader
from hawse.core.source import Source

NEEDED: Final = (
    "source",
    "entity_number",
    "type",
    "programs",
    "name",
    "addresses",
    "start_date",
    "end_date",
    "remarks",
    "alt_names",
    "citizenships",
    "dates_of_birth",
    "nationalities",
    "ids",
)
_SHORT: Final = re.compile(r"\(([A-Z][A-Za-z-]+)(?: List)?\)")


def accepts(path: Path, head: bytes) -> bool:  # noqa: ARG001 - the head decides
    """Say whether the first line names the list's columns."""
    return set(NEEDED) <= header(head)


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield entries of every list in the file.

    The SDN part has the same numbers as OFAC's own files.

    Raises:
        ReadError: a column is missing, or a quoted cell never ends.
    """
    ended: list[bool] = []
    made = (_entry(line, row) for line, row in named(file, source, NEEDED, ended))
    yield from batches(made, source, version_of(source), ended)


def _entry(line: int, row: dict[str, str]) -> Entry:
    short = _SHORT.search(row["source"])
    name = (
        f"US-{short.group(1).split('-')[0].upper()}"
        if short
        else f"US-{row['source'][:20].strip()}"
    )
    number = row["entity_number"] or row.get("_id", "") or f"line {line}"
    entry = Entry(name, number, SCHEMAS.get(row["type"].lower(), "unknown"), f"line {line}")
    entry.names = [(row["name"], "primary"), *((n, "alias") for n in row["alt_names"].split(";"))]
    entry.programmes = row["programs"].split(";")
    read_remarks(entry, row["remarks"])
    entry.listed_on, entry.removed_on = day(row["start_date"]), day(row["end_date"])
    entry.births += [s for part in row["dates_of_birth"].split(";") for s in spans(part)]
    places = [
        *re.split(r"[;,]", f"{row['citizenships']};{row['nationalities']}"),
        row.get("vessel_flag") or "",
    ]
    places += [a.rsplit(",", 1)[-1] for a in row["addresses"].split(";")]
    entry.countries += [country(p) for p in places]
    for part in row["ids"].split(";"):
        words = re.sub(r",\s*Vessel Registration Identification", "", part).strip()
        entry.identifiers += numbers(words) or _after(words)
    if call := row.get("call_sign"):
        entry.identifiers.append(("call_sign", call))
    if owner := row.get("vessel_owner"):
        entry.links.append({"other": owner, "relation": "owned_by", "role": "vessel owner"})
    return entry


def _after(part: str) -> list[tuple[str, str]]:
    """Read an id that is written the other way round.

    'B1234567, Passport' or 'KP, 123, Passport'.
    """
    words = [w.strip() for w in part.split(",")]
    if not words[1:]:
        return []
    return numbers(f"{words[-1]} {words[-2]}")


READER = Reader("us_csl", 1, (*(t.name for t in ALL), "rejects"), accepts, rows)
