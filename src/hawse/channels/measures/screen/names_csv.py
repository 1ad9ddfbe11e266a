"""Read a CSV of names to be screened.

Columns: name (or full_name), and any of id, schema, birth (or date_of_birth), country (or
nationality, flag), imo, mmsi, number. Without a schema a row with an IMO number is a vessel,
one with a birth date a person, any other unknown.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final

import pyarrow as pa

from hawse.channels.measures.lists.days import spans
from hawse.channels.measures.lists.lines import cells, header
from hawse.channels.measures.lists.places import country
from hawse.channels.measures.screen.tables import SCREENED
from hawse.core.channel import Reader
from hawse.core.errors import ReadError
from hawse.core.source import Source
from hawse.core.tables import REJECTS

SCHEMAS: Final = {
    "person": "person",
    "individual": "person",
    "company": "company",
    "entity": "company",
    "organization": "company",
    "vessel": "vessel",
    "ship": "vessel",
    "aircraft": "aircraft",
    "legalentity": "unknown",
    "unknown": "unknown",
    "": "",
}
LONGEST: Final = 1_000
BATCH: Final = 25_000
_RAW: Final = 500


def accepts(path: Path, head: bytes) -> bool:  # noqa: ARG001 - the head decides
    """Say whether the header has names with a schema, or full names with birth dates."""
    names = {n.lower() for n in header(head)}
    return ({"name", "schema"} <= names and "celex" not in names) or {
        "full_name",
        "date_of_birth",
    } <= names


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield rows to be screened and rejects.

    Raises:
        ReadError: there is no column of names, or a quoted cell never ends.
    """
    lines = cells(file, source, [])
    number, names = next(lines, (1, []))
    names = [n.strip().lower() for n in names]
    if not {"name", "full_name"} & set(names):
        raise ReadError(
            source.path, f"line {number}", f"columns {names[:40]}", "a column name or full_name"
        )
    good: list[dict[str, Any]] = []
    bad: list[dict[str, Any]] = []
    for line, row in lines:
        place = {"source_id": source.id, "locator": f"line {line}"}
        try:
            good.append(
                row_of(dict(zip(names, row, strict=False)), line)
                | place
                | {"synthetic": source.synthetic}
            )
        except ValueError as why:
            bad.append({**place, "reason": str(why), "raw": ",".join(row)[:_RAW]})
        if len(good) + len(bad) >= BATCH:
            yield from _batches(good, bad)
            good, bad = [], []
    yield from _batches(good, bad)


def _batches(
    good: list[dict[str, Any]], bad: list[dict[str, Any]]
) -> Iterator[tuple[str, pa.RecordBatch]]:
    yield from ((SCREENED.name, b) for b in SCREENED.rows(good).to_batches())
    yield from (("rejects", b) for b in REJECTS.rows(bad).to_batches())


def row_of(cell: Mapping[str, str], line: int) -> dict[str, Any]:
    """Make one row; ValueError says what is wrong with it."""
    name = " ".join((cell.get("name") or cell.get("full_name") or "").split())
    imo = (cell.get("imo") or "").strip()
    if not name and not imo:
        raise ValueError("no name and no IMO number; give one of them")
    if len(name) > LONGEST:
        raise ValueError(f"a name of {len(name)} characters; the longest taken is {LONGEST}")
    told = (cell.get("schema") or "").strip().lower()
    if told not in SCHEMAS:
        raise ValueError(f"schema {told[:40]!r}; wanted one of {sorted(k for k in SCHEMAS if k)}")
    born = spans(cell.get("birth") or cell.get("date_of_birth") or "")
    schema = SCHEMAS[told] or (
        "vessel" if imo else "person" if "date_of_birth" in cell or born else "unknown"
    )
    places = [cell.get(k) or "" for k in ("country", "nationality", "flag")]
    return {
        "row": (cell.get("id") or "").strip() or f"row {line - 1}",
        "name": name,
        "schema": schema,
        "births": list(born),
        "countries": [c for c in map(country, places) if c],
        "imo": imo or None,
        "mmsi": (cell.get("mmsi") or "").strip() or None,
        "numbers": [n.strip() for n in (cell.get("number") or "").split(";") if n.strip()],
    }


READER = Reader("names_csv", 1, (SCREENED.name, "rejects"), accepts, rows)
