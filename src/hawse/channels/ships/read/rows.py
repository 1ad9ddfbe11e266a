"""What the CSV readers of this channel share: lines by name of column, and tables from rows."""

import csv
import io
import math
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, BinaryIO, Final

import pyarrow as pa

from hawse.channels.ships.tables import FEEDS
from hawse.core.errors import ReadError
from hawse.core.source import Source
from hawse.core.table import Table
from hawse.core.tables import REJECTS

Row = dict[str, Any]
Made = Iterator[tuple[str, pa.RecordBatch]]
BATCH: Final = 50_000
RAW: Final = 500
MOST_LINE: Final = 1 << 20
NOTHING: Final = frozenset(
    {"", "unknown", "undefined", "none", "null", "nan", "n/a", "unknown value"}
)
LAT_NONE: Final = 91.0
LON_NONE: Final = 181.0
NORTH: Final = 90.0
EAST: Final = 180.0


def header(head: bytes) -> list[str]:
    """Give the names of the columns in a file's first line, in lower case; none if it is no text."""  # noqa: E501 - a sentence in one piece
    first = head.split(b"\n", 1)[0]
    if not first or b"\0" in head[:4096]:
        return []
    text = first.decode("utf-8-sig", "replace").strip()
    sign = max(",;\t|", key=text.count)
    return [name.strip().strip('"').lstrip("# ").lower() for name in text.split(sign)]


def lines(
    file: BinaryIO, source: Source, needed: frozenset[str]
) -> Iterator[tuple[int, str, dict[str, str]]]:
    """Yield each record's number, its text, and its values by lower-case column name.

    Columns may come in any order and more of them than are needed.

    Raises:
        ReadError: a needed column is missing; the text is no UTF-8 or no CSV.
    """
    text = io.TextIOWrapper(file, "utf-8-sig", errors="replace", newline="")
    first = text.readline(MOST_LINE)
    sign = max(",;\t|", key=first.count)
    names = header(first.encode())
    if missing := sorted(needed - set(names)):
        raise ReadError(source.path, "line 1", f"columns {names[:40]}", f"also {missing}")
    csv.field_size_limit(MOST_LINE)
    table = csv.reader(text, delimiter=sign)
    number = 1
    try:
        for cells in table:
            number += 1
            yield (
                number,
                sign.join(cells)[:RAW],
                dict(zip(names, (c.strip() for c in cells), strict=False)),
            )
    except csv.Error as why:
        raise ReadError(source.path, f"line {number + 1}", f"{why}", "one record a line") from why
    finally:
        text.detach()


def rows(  # noqa: PLR0917 - each argument is one thing of the row
    file: BinaryIO,
    source: Source,
    needed: frozenset[str],
    turn: Callable[[dict[str, str]], Mapping[str, Row]],
    tables: Mapping[str, Table],
    reader: str,
) -> Made:
    """Read a CSV: ``turn`` makes of one record its rows by table, or raises ValueError to refuse it."""  # noqa: E501 - a sentence in one piece
    held: dict[str, list[Row]] = {name: [] for name in tables}
    bad: list[Row] = []
    read = refused = untimed = 0
    for number, raw, line in lines(file, source, needed):
        read += 1
        place = {"line": number, "source_id": source.id, "synthetic": source.synthetic}
        try:
            made = turn(line)
        except (ValueError, OverflowError) as why:
            refused += 1
            bad.append(
                {
                    "source_id": source.id,
                    "locator": f"line {number}",
                    "reason": str(why),
                    "raw": raw,
                }
            )
            made = {}
        for name, row in made.items():
            held[name].append({**row, **place})
            untimed += name == "positions" and row.get("sent_at") is None
        if read % BATCH == 0:
            yield from _batches(held, bad, tables)
            held, bad = {name: [] for name in tables}, []
    yield from _batches(held, bad, tables)
    if not read:
        raise ReadError(source.path, "line 2", "no record", "at least one line after the header")
    feed = {
        "source_id": source.id,
        "reader": reader,
        "lines": read,
        "used": read - refused,
        "set_aside": 0,
        "refused": refused,
        "messages": read - refused,
        "untimed": untimed,
        "by_type": "{}",
        "synthetic": source.synthetic,
    }
    yield FEEDS.name, _batch(FEEDS, [feed])


def _batches(held: Mapping[str, list[Row]], bad: list[Row], tables: Mapping[str, Table]) -> Made:
    for name, kept in held.items():
        if kept:
            yield name, _batch(tables[name], kept)
    if bad:
        yield REJECTS.name, _batch(REJECTS, bad)


def _batch(table: Table, made: list[Row]) -> pa.RecordBatch:
    return table.rows(made).combine_chunks().to_batches()[0]


def said(text: str | None) -> str | None:
    """Give a text, or None for what a file writes where it knows nothing."""
    bare = (text or "").strip()
    return None if bare.lower() in NOTHING else bare


def real(text: str | None, what: str) -> float | None:
    """Give a number, None where nothing is said; ValueError where it is none."""
    bare = said(text)
    if bare is None:
        return None
    try:
        value = float(bare)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ValueError(f"{what} {bare[:40]!r} is no number")
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


def moment(text: str | None, *forms: str) -> datetime | None:
    """Give an instant by the first form that fits; ValueError where none does; forms are UTC."""
    bare = said(text)
    if bare is None:
        return None
    for form in forms:
        try:
            return datetime.strptime(bare, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    raise ValueError(f"time {bare[:40]!r} is none; wanted the form {forms[0]}")


def zoned(text: str | None) -> datetime | None:
    """Give an ISO 8601 instant that says its zone; ValueError where it says none."""
    bare = said(text)
    if bare is None:
        return None
    try:
        at = datetime.fromisoformat(bare.replace(" UTC", "+00:00"))
    except ValueError:
        raise ValueError(f"time {bare[:40]!r} is none; wanted 2017-04-01T00:00:00Z") from None
    if at.tzinfo is None:
        raise ValueError(f"time {bare!r} has no zone; write +00:00 or Z")
    return at.astimezone(UTC)
