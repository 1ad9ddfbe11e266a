"""What the CSV readers of this channel share: lines by name of column, and tables from rows."""

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Final, TextIO

import pyarrow as pa

from hawse.channels.ships.read.opened import MOST_LINE, first_line
from hawse.channels.ships.read.tally import Tally
from hawse.channels.ships.tables import FEEDS
from hawse.core.errors import ReadError
from hawse.core.source import Source
from hawse.core.table import Table
from hawse.core.tables import REJECTS

Row = dict[str, Any]
Made = Iterator[tuple[str, pa.RecordBatch]]
Cells = Sequence[str] | None
Turn = Callable[[dict[str, str]], Mapping[str, Row]]
BATCH: Final = 50_000
RAW: Final = 500
NOTHING: Final = frozenset(
    {"", "unknown", "undefined", "none", "null", "nan", "n/a", "unknown value"}
)
LAT_NONE: Final = 91.0
LON_NONE: Final = 181.0
NORTH: Final = 90.0
EAST: Final = 180.0
SHOWN: Final = 40
"""So many columns, and characters of each name, are shown in an error."""
NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
"""A number as files write it: Python's own float also takes 1_000 and the digits of any script."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a header says: the columns' names in lower case, and the sign between them."""

    names: tuple[str, ...]
    sign: str


def header(head: bytes) -> list[str]:
    """Give the names of the columns in a file's first line, in lower case; none if it is no text."""  # noqa: E501 - a sentence in one piece
    first = head.split(b"\n", 1)[0]
    if not first or b"\0" in head[:4096]:
        return []
    text = first.decode("utf-8-sig", "replace").strip()
    sign = max(",;\t|", key=text.count)
    return [name.strip().strip('"').lstrip("# ").lower() for name in text.split(sign)]


@dataclass(slots=True)
class Turned:
    """Rows by table, and rejects, of some records; those that say nothing are counted."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    bad: list[Row] = field(default_factory=list)
    blank: int = 0

    def add(
        self, number: int, line: tuple[Cells, str], head: Head, turn: Turn, source: Source
    ) -> None:
        """Turn one record, the line ``number`` of its file, into rows or a reject."""
        cells, raw = line
        if cells is not None and not any(map(str.strip, cells)):
            self.blank += 1
            return
        try:
            made = _turned(cells, raw, head, turn)
        except (ValueError, OverflowError) as why:
            at = {"source_id": source.id, "locator": f"line {number}"}
            self.bad.append({**at, "reason": str(why), "raw": raw[:RAW]})
            return
        place = {"line": number, "source_id": source.id, "synthetic": source.synthetic}
        for name, row in made.items():
            self.rows.setdefault(name, []).append({**row, **place})


def _turned(cells: Cells, raw: str, head: Head, turn: Turn) -> Mapping[str, Row]:
    if len(raw) >= MOST_LINE:
        raise ValueError(f"line is longer than {MOST_LINE} characters")
    if cells is None:
        raise ValueError("a quote is torn; wanted one record a line")
    if len(cells) < len(set(head.names)):
        raise ValueError(f"line is torn: it has {len(cells)} of {len(head.names)} columns")
    if any(map(str.strip, cells[len(head.names) :])):  # which cell is whose cannot be told
        raise ValueError(f"line has {len(cells)} cells for {len(head.names)} columns")
    return turn(dict(zip(head.names, map(str.strip, cells), strict=False)))


def headed(
    first: bytes, source: Source, needed: frozenset[str], used: Collection[str] | None = None
) -> Head:
    """Read a file's first line; ``used`` are the columns that are read, every one if left out.

    Raises:
        ReadError: a needed column is missing, or one that is read stands there twice.
    """
    names = header(first)
    if missing := sorted(needed - set(names)):
        raise ReadError(source.path, "line 1", f"columns {shown(names)}", f"also {missing}")
    counts = Counter(n for n in names if n and (used is None or n in used))
    if twice := sorted(n for n, many in counts.items() if many > 1):
        raise ReadError(
            source.path, "line 1", f"columns {shown(twice)} more than once",
            "each once; rename those that are not meant",
        )  # fmt: skip
    return Head(tuple(names), max(",;\t|", key=first.decode("utf-8-sig", "replace").count))


def shown(names: Sequence[str]) -> list[str]:
    """Give names for an error: not more, nor longer ones, than a person reads."""
    return [n if len(n) <= SHOWN else f"{n[:SHOWN]}..." for n in names[:SHOWN]]


def rows(  # noqa: PLR0917 - each argument is one thing of the row
    file: BinaryIO,
    source: Source,
    needed: frozenset[str],
    turn: Turn,
    tables: Mapping[str, Table],
    reader: str,
    *,
    spanning: bool = False,
) -> Made:
    """Read a CSV: ``turn`` makes of one record its rows by table, or refuses it by ValueError.

    Columns may come in any order and more of them than are needed. A record is one line, so that
    a torn quote swallows no other. ``spanning`` says that a text in quotes may run over several
    lines, as documents' do; a record's line is then its first, and a quote that is not closed is
    an error, as nobody can tell where its record ends.

    Raises:
        ReadError: a needed column is missing or there twice, a quote is torn (``spanning``), or
            there is no record.
    """
    first, rest = first_line(file)
    tally = Tally(source, reader)
    head = headed(first, source, needed)
    yield from turned(rest, head, turn, tables, tally, spanning=spanning)
    yield FEEDS.name, tally.feed()


def turned(
    file: BinaryIO,
    head: Head,
    turn: Turn,
    tables: Mapping[str, Table],
    tally: Tally,
    *,
    spanning: bool = False,
) -> Made:
    """Read the records that follow a header, one by one.

    Raises:
        ReadError: a quote is torn in a file whose texts may run over lines.
    """
    csv.field_size_limit(MOST_LINE)
    text = io.TextIOWrapper(file, "utf-8", errors="replace", newline="")
    some = Turned()
    try:
        records = _spanning(text, head.sign, tally.source) if spanning else _each(text, head.sign)
        for at, line in records:
            tally.read += 1
            some.add(tally.read + 1 if at is None else at, line, head, turn, tally.source)
            if tally.read % BATCH == 0:
                yield from _batches(some, tables, tally)
                some = Turned()
    finally:
        text.detach()
    yield from _batches(some, tables, tally)


def _spanning(
    text: TextIO, sign: str, source: Source
) -> Iterator[tuple[int | None, tuple[Cells, str]]]:
    """Yield each record with the line that it begins at."""
    records, at = csv.reader(text, delimiter=sign, strict=True), 2
    while True:
        try:
            cells = next(records)
        except StopIteration:
            return
        except csv.Error as why:
            raise ReadError(
                source.path, f"the record from line {at} on", f"a torn quote or cell ({why})",
                "quotes in pairs around a cell, doubled within it",
            ) from why  # fmt: skip
        yield at, (cells, sign.join(cells))
        at = records.line_num + 2


def _each(text: TextIO, sign: str) -> Iterator[tuple[int | None, tuple[Cells, str]]]:
    while line := text.readline(MOST_LINE):
        more = line
        while len(more) == MOST_LINE and more[-1] not in "\r\n":
            more = text.readline(MOST_LINE)  # it is one line still, of which nothing is read
        yield None, ((None, line) if len(line) == MOST_LINE else celled(line.rstrip("\r\n"), sign))


def celled(bare: str, sign: str) -> tuple[Cells, str]:
    """Give the cells of a line, None where a quote is torn, and the line itself."""
    if '"' not in bare:
        return bare.split(sign), bare
    try:
        return next(csv.reader([bare], delimiter=sign, strict=True)), bare
    except csv.Error:
        return None, bare


def _batches(some: Turned, tables: Mapping[str, Table], tally: Tally) -> Made:
    tally.refused += len(some.bad)
    tally.blank += some.blank
    for name, kept in some.rows.items():
        tally.untimed += sum(name == "positions" and row.get("sent_at") is None for row in kept)
        yield name, _batch(tables[name], kept)
    if some.bad:
        yield REJECTS.name, _batch(REJECTS, some.bad)


def _batch(table: Table, made: list[Row]) -> pa.RecordBatch:
    return table.rows(made).combine_chunks().to_batches()[0]


def legible(line: Mapping[str, str]) -> None:
    """Refuse a record of which some bytes were no UTF-8: what a document says would be altered."""
    if any("\ufffd" in text for text in line.values()):
        raise ValueError("holds bytes that are no UTF-8; save the file as UTF-8")


def said(text: str | None) -> str | None:
    """Give a text, or None for what a file writes where it knows nothing."""
    bare = (text or "").strip()
    return None if bare.lower() in NOTHING else bare


def real(text: str | None, what: str) -> float | None:
    """Give a number, None where nothing is said; ValueError where it is none."""
    bare = said(text)
    if bare is None:
        return None
    value = float(bare) if NUMBER.fullmatch(bare) else math.nan
    if not math.isfinite(value):
        cure = "; write a point for its comma" if "," in bare else ""
        raise ValueError(f"{what} {bare[:SHOWN]!r} is no number{cure}")
    return value


def whole(text: str | None, what: str) -> int | None:
    """Give a whole number, None where nothing is said; ValueError where it is none."""
    value = real((text or "").upper().removeprefix("IMO"), what)
    if value is not None and value != int(value):
        raise ValueError(f"{what} {value} is no whole number")
    return None if value is None else int(value)


def place(lat: str | None, lon: str | None) -> tuple[float | None, float | None]:
    """Give latitude and longitude; None where not available (91, 181); ValueError for no such place."""  # noqa: E501 - a sentence in one piece
    north, east = real(lat, "latitude"), real(lon, "longitude")
    if north is None or east is None or north == LAT_NONE or east == LON_NONE:
        return None, None
    if not (-NORTH <= north <= NORTH and -EAST <= east <= EAST):
        raise ValueError(f"no such place: latitude {north}, longitude {east}")
    return north, east


def ship(text: str | None) -> int:
    """Give an MMSI; ValueError where there is none."""
    value = whole(text, "MMSI")
    if value is None or not 0 <= value < 10**9:
        raise ValueError(f"MMSI {text!r} is none; wanted up to nine digits")
    return value
