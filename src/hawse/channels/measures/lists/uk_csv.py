"""Read the UK's consolidated list of financial sanctions targets.

OFSI's ConList.csv, format of 2018 to 2025.

The first line is 'Last Updated,DAY'; the second names the columns. One line is one name of a
target; lines of one Group ID are one entry.
"""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, Final

import pyarrow as pa

from hawse.channels.measures.lists.days import day, spans
from hawse.channels.measures.lists.entry import Entry, Row, batches, version_of
from hawse.channels.measures.lists.lines import cells
from hawse.channels.measures.lists.numbers import imo_in
from hawse.channels.measures.lists.places import country
from hawse.channels.measures.lists.tables import ALL
from hawse.core.channel import Reader
from hawse.core.errors import ReadError
from hawse.core.source import Source

NEEDED: Final = ("Name 6", "Group Type", "Alias Type", "Regime", "Listed On", "Group ID")
_NAMES: Final = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6")
_SCHEMAS: Final = {"individual": "person", "entity": "company", "ship": "vessel"}
_SORTS: Final = {"primary name": "primary", "primary name variation": "alias"}


def accepts(path: Path, head: bytes) -> bool:  # noqa: ARG001 - the head decides
    """Say whether the file begins with the day of its last update and OFSI's columns."""
    lines = head.lstrip(b"\xef\xbb\xbf").split(b"\n", 2)
    return lines[0].startswith(b"Last Updated") and len(lines) > 1 and b"Group ID" in lines[1]


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield entries; lines of another width are rejects.

    Raises:
        ReadError: a column is missing, or a quoted cell never ends.
    """
    ended: list[bool] = []
    lines = cells(file, source, ended)
    _, first = next(lines, (1, []))
    number, names = next(lines, (2, []))
    names = [n.strip() for n in names]
    if missing := [n for n in NEEDED if n not in names]:
        raise ReadError(source.path, f"line {number}", f"columns {names[:40]}", f"also {missing}")
    updated = day(first[1]) if len(first) > 1 else None
    version = version_of(source, updated.isoformat() if updated else None)
    yield from batches(_entries(lines, names), source, version, ended)


def _entries(lines: Iterator[tuple[int, list[str]]], names: list[str]) -> Iterator[Entry | Row]:
    good: list[tuple[int, dict[str, str]]] = []
    for line, row in lines:
        if len(row) != len(names):
            why = f"{len(row)} cells, the header has {len(names)}"
            yield {"locator": f"line {line}", "reason": why, "raw": ",".join(row)}
        else:
            good.append((line, dict(zip(names, row, strict=True))))
    good.sort(
        key=lambda pair: (
            pair[1]["Group ID"],
            pair[1]["Alias Type"].lower() != "primary name",
            pair[0],
        )
    )
    for group, members in groupby(good, key=lambda pair: pair[1]["Group ID"]):
        yield _entry(group, list(members))


def _entry(group: str, members: list[tuple[int, dict[str, str]]]) -> Entry:
    line, first = members[0]
    entry = Entry(
        "UK-OFSI", group, _SCHEMAS.get(first["Group Type"].lower(), "unknown"), f"line {line}"
    )
    for _, row in members:
        weak = (row.get("Alias Quality") or "").lower() == "low quality a.k.a"
        sort = _SORTS.get(
            row["Alias Type"].lower(),
            "former" if "f.k.a" in row["Alias Type"].lower() else "alias",
        )
        entry.names.append(
            (" ".join(row[n] for n in _NAMES if row.get(n)), "weak" if weak else sort)
        )
        if original := row.get("Name Non-Latin Script"):
            entry.names.append((original, "original"))
        entry.births += spans((row.get("DOB") or "").replace("00/00/", ""))
        entry.countries += [country(row.get(k) or "") for k in ("Nationality", "Country")]
        entry.identifiers += [
            ("passport", row.get("Passport Number") or ""),
            ("national_id", row.get("National Identification Number") or ""),
        ]
    entry.programmes = [first["Regime"]]
    entry.listed_on = day(first["Listed On"])
    entry.remarks = first.get("Other Information") or ""
    if entry.schema == "vessel" and (number := imo_in(entry.remarks)):
        entry.identifiers.append(("imo", number))
    return entry


READER = Reader("uk_csv", 1, (*(t.name for t in ALL), "rejects"), accepts, rows)
