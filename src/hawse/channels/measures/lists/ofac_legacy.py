"""Read OFAC's legacy three-file CSV: SDN.CSV (entries), ADD.CSV (addresses), ALT.CSV (aliases).

No header; ``-0-`` means empty; a 0x1A byte ends the file (OFAC, "Specifications for SDN data
files").
"""

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

import pyarrow as pa

from hawse.channels.measures.lists.entry import Entry, Row, batches, version_of
from hawse.channels.measures.lists.lines import cells
from hawse.channels.measures.lists.ofac_words import SCHEMAS, read_remarks
from hawse.channels.measures.lists.places import country
from hawse.channels.measures.lists.tables import ALL
from hawse.core.channel import Reader
from hawse.core.source import Source

_SDN, _ADD, _ALT = 12, 6, 5
_ALIASES: Final = {"aka": "alias", "fka": "former", "nka": "alias"}


def _looks(head: bytes, width: int) -> bool:
    """Say whether the first line has so many cells.

    Begins with a number and uses OFAC's mark for empty.
    """
    if b"-0-" not in head:
        return False
    line = head.split(b"\n", 1)[0].decode("utf-8", "replace").strip()
    try:
        row = next(csv.reader([line]), [])
    except csv.Error:
        return False
    numbers = 1 if width == _SDN else 2
    return len(row) == width and all(c.strip().isdigit() for c in row[:numbers])


def _reading(
    make: Callable[[list[str], str], Entry], width: int
) -> Callable[[BinaryIO, Source], Iterator[tuple[str, pa.RecordBatch]]]:
    def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
        """Yield what one of the three files holds, and rejects of lines that have other cells."""
        ended: list[bool] = []
        yield from batches(_entries(file, source, ended), source, version_of(source), ended)

    def _entries(file: BinaryIO, source: Source, ended: list[bool]) -> Iterator[Entry | Row]:
        for number, row in cells(file, source, ended):
            plain = ["" if c.strip() == "-0-" else c.strip() for c in row]
            place = f"line {number}"
            if len(plain) != width or not plain[0].isdigit():
                why = (
                    f"{len(plain)} cells that begin with {plain[0][:20]!r}; "
                    f"an entry has {width} and begins with its number"
                )
                yield {"locator": place, "reason": why, "raw": ",".join(row)}
            else:
                yield make(plain, place)

    return rows


def _sdn(row: list[str], place: str) -> Entry:
    number, name, sort, programme, title, call, _type, _tonnage, _grt, flag, owner, remarks = row
    schema = SCHEMAS.get(sort.lower(), "company")
    entry = Entry("US-SDN", number, schema, place, [(name, "primary")])
    entry.programmes = [p.strip() for p in re.split(r"\]\s*\[|;", programme.strip("[] "))]
    read_remarks(entry, "; ".join(t for t in (remarks, title and f"title {title}") if t))
    entry.identifiers += [("call_sign", call)] if call else []
    entry.countries += [country(flag)] if flag else []
    if owner:
        entry.links.append({"other": owner, "relation": "owned_by", "role": "vessel owner"})
    return entry


def _add(row: list[str], place: str) -> Entry:
    entry = Entry("US-SDN", row[0], "", place)
    code = country(row[4])
    entry.identifiers = [("country", code)] if code else []
    return entry


def _alt(row: list[str], place: str) -> Entry:
    sort = "weak" if "weak" in row[4].lower() else _ALIASES.get(row[2].lower(), "alias")
    return Entry("US-SDN", row[0], "", place, [(row[3], sort)])


def _reader(name: str, width: int, make: Callable[[list[str], str], Entry]) -> Reader:
    def accepts(path: Path, head: bytes) -> bool:  # noqa: ARG001 - the head decides
        """Say whether the first line has this file's cells."""
        return _looks(head, width)

    return Reader(name, 1, (*(t.name for t in ALL), "rejects"), accepts, _reading(make, width))


SDN: Final = _reader("ofac_sdn_csv", _SDN, _sdn)
ADD: Final = _reader("ofac_add_csv", _ADD, _add)
ALT: Final = _reader("ofac_alt_csv", _ALT, _alt)
