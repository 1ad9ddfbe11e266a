"""Read EU annexes, one CSV a regulation.

Columns celex, recordId, programKey, annex, measure, startDate, ....

A name in parentheses after a ship's name is another name of it, and a name may hold its form
in the own script in parentheses.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

import pyarrow as pa

from hawse.channels.measures.lists.days import day, spans
from hawse.channels.measures.lists.entry import Entry, batches, version_of
from hawse.channels.measures.lists.lines import header, named
from hawse.channels.measures.lists.places import country
from hawse.channels.measures.lists.tables import ALL
from hawse.core.channel import Reader
from hawse.core.source import Source

NEEDED: Final = (
    "celex",
    "recordId",
    "programKey",
    "annex",
    "measure",
    "startDate",
    "schema",
    "name",
    "alias",
    "country",
    "birthDate",
    "imoNumber",
)
_SCHEMAS: Final = {
    "Person": "person",
    "Vessel": "vessel",
    "LegalEntity": "company",
    "Company": "company",
    "Organization": "company",
    "Airplane": "aircraft",
}
_NUMBERS: Final = {
    "passportNumber": "passport",
    "registrationNumber": "registration",
    "taxNumber": "tax",
    "idNumber": "national_id",
    "innCode": "inn",
    "ogrnCode": "ogrn",
    "leiCode": "lei",
    "swiftBic": "swift",
    "mmsi": "mmsi",
}
_SORTS: Final = (("alias", "alias"), ("weakAlias", "weak"), ("previousName", "former"))
_INSIDE: Final = re.compile(r"\(([^()]{3,})\)")


def accepts(path: Path, head: bytes) -> bool:  # noqa: ARG001 - the head decides
    """Say whether the first line names the annexes' columns."""
    return set(NEEDED) <= header(head)


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield entries with the day their measure began.

    Raises:
        ReadError: a column is missing, or a quoted cell never ends.
    """
    ended: list[bool] = []
    made = (_entry(line, row) for line, row in named(file, source, NEEDED, ended))
    yield from batches(made, source, version_of(source), ended)


def _entry(line: int, row: dict[str, str]) -> Entry:
    schema = _SCHEMAS.get(row["schema"], "unknown")
    record = row["recordId"] or row["imoNumber"] or row["name"]
    party = f"{row['celex']} {row['annex']} {record}"
    entry = Entry(row["programKey"] or "EU", party, schema, f"line {line}")
    entry.names = list(_names(row["name"], "primary", schema))
    for column, sort in _SORTS:
        for part in (row.get(column) or "").split(";"):
            entry.names += _names(part, sort, schema)
    entry.programmes = [f"{row['annex']}: {row['measure']}"]
    entry.listed_on = day(row["startDate"])
    entry.births = [s for part in row["birthDate"].split(";") for s in spans(part)]
    for column in ("country", "nationality", "jurisdiction", "flag"):
        entry.countries += [country(p) for p in (row.get(column) or "").split(";")]
    if not any(entry.countries):
        entry.countries = [country((row.get("address") or "").rsplit(",", 1)[-1])]
    for column, kind in _NUMBERS.items():
        entry.identifiers += [(kind, part) for part in (row.get(column) or "").split(";")]
    sort = "imo" if schema == "vessel" else "imo_company"
    entry.identifiers += [(sort, part) for part in (row["imoNumber"] or "").split(";")]
    entry.remarks = " ".join(t for t in (row.get("reason"), row.get("notes")) if t)
    return entry


def _names(text: str, sort: str, schema: str) -> Iterator[tuple[str, str]]:
    inside = [t.strip() for t in _INSIDE.findall(text)]
    if schema == "vessel" and inside:
        yield _INSIDE.sub(" ", text).strip(), sort
        yield from ((t, "alias") for t in inside)
        return
    yield text, sort
    if inside:
        yield _INSIDE.sub(" ", text).strip(), sort
        yield from ((t, "original") for t in inside if not t.isascii())


READER = Reader("eu_annex_csv", 1, (*(t.name for t in ALL), "rejects"), accepts, rows)
