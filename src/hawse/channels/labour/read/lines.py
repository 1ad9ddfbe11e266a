"""What the readers of labour share: a header in any order, whole lines, amounts, dates."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import BinaryIO, Final

import pyarrow as pa

from hawse.core.errors import ReadError
from hawse.core.source import Source
from hawse.core.table import Table
from hawse.core.tables import REJECTS

Row = dict[str, object]
Line = Mapping[str, str]
BATCH: Final = 16_384
LONGEST: Final = 1 << 16
RAW: Final = 500
DECEMBER: Final = 12
FIRST_YEAR, LAST_YEAR = 1900, 2199
_NUMBER: Final = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,12})?")
_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?")


def header(line: str) -> list[str]:
    """Give the names of a header's columns in lower case, whatever its mark and order."""
    cells = line.lstrip("\ufeff").strip().split(mark(line))
    return [c.strip().strip('"').strip().lower() for c in cells]


def mark(line: str) -> str:
    """Give what parts the cells: comma, semicolon or tab."""
    return max(",;\t", key=line.count)


def has(head: bytes, needed: frozenset[str]) -> bool:
    """Say whether the first line names all the columns."""
    return needed <= set(header(head.split(b"\n", 1)[0].decode("utf-8", "replace")))


def read(
    file: BinaryIO,
    source: Source,
    needed: frozenset[str],
    into: Table,
    *,
    row: Callable[[Line], Row],
    one_of: frozenset[str] = frozenset(),
) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield the rows that ``row`` makes of the lines, and rejects with its reasons, in batches.

    The header has all ``needed`` columns and, if any are given, just one of ``one_of``. A last
    line without an end may have lost digits and is a reject.

    Raises:
        ReadError: the header lacks a column or has one twice, a line or a quote never ends.
    """
    text = file.readline(LONGEST).decode("utf-8", "replace")
    names = header(text)
    if wanted := _fault(names, needed, one_of):
        raise ReadError(source.path, "line 1", f"columns {names[:12]}", wanted)
    good: list[Row] = []
    bad: list[Row] = []
    for number, cells, ended in _lines(file, source, mark(text)):
        place: Row = {"source_id": source.id, "locator": f"line {number}"}
        try:
            made = row(_named(cells, names, ended=ended))
            quote = {"quote": ",".join(cells)[:RAW]} if "quote" in into.names else {}
            good.append({**made, **quote, "synthetic": source.synthetic, **place})
        except ValueError as why:
            bad.append({**place, "reason": str(why), "raw": ",".join(cells)[:RAW]})
        if len(good) + len(bad) >= BATCH:
            yield from _batches(into, good, bad)
            good, bad = [], []
    yield from _batches(into, good, bad)


def _fault(names: list[str], needed: frozenset[str], one_of: frozenset[str]) -> str | None:
    if missing := sorted(needed - set(names)):
        return f"also {missing}"
    if len(set(names)) < len(names):
        return "each column once"
    if one_of and len(one_of & set(names)) != 1:
        return f"one of {sorted(one_of)}"
    return None


def _batches(into: Table, good: list[Row], bad: list[Row]) -> Iterator[tuple[str, pa.RecordBatch]]:
    for table, rows in ((into, good), (REJECTS, bad)):
        for batch in table.rows(rows).to_batches() if rows else ():
            yield table.name, batch


def _lines(
    file: BinaryIO, source: Source, delimiter: str
) -> Iterator[tuple[int, list[str], bool]]:
    """Yield (number, cells, whether the line has an end) of every line that is not blank."""
    taken, ended = 1, True

    def texts() -> Iterator[str]:
        nonlocal taken, ended
        while line := file.readline(LONGEST + 1):
            taken += 1
            if len(line) > LONGEST:
                raise ReadError(
                    source.path, f"line {taken}", "a line without an end", "one amount a line"
                )
            ended = line.endswith(b"\n")
            yield line.decode("utf-8", "replace").replace("\x00", "\ufffd")

    try:
        for cells in csv.reader(texts(), delimiter=delimiter, strict=True):
            if any(c.strip() for c in cells):
                yield taken, [c.strip() for c in cells], ended
    except csv.Error as why:
        raise ReadError(
            source.path, f"line {taken}", str(why), "a row with its quotes closed"
        ) from None


def _named(cells: list[str], names: list[str], *, ended: bool) -> Line:
    if len(cells) != len(names):
        raise ValueError(f"{len(cells)} cells where the header has {len(names)}")
    if not ended:
        raise ValueError("the line has no end; is the file cut off?")
    return dict(zip(names, cells, strict=True))


def amount(text: str, name: str) -> float:
    """Give a number that is not negative.

    Raises:
        ValueError: the cell is empty, no number, or negative.
    """
    bare = re.sub(r"[\s\u00a0\u202f]", "", text)
    if not bare:
        raise ValueError(f"{name} is empty")
    if not _NUMBER.fullmatch(bare) or not bare.isascii():
        raise ValueError(
            f"{name} {text[:20]!r} is no number; a currency or unit stands in the header"
        )
    value = float(bare.replace(",", ""))
    if value < 0:
        raise ValueError(f"{name} {text[:20]!r} is negative; in and out are told apart in words")
    return value


def period(text: str) -> tuple[datetime, datetime, str]:
    """Give the ends and the grain of 2017, 2017-12 or 2017-12-31.

    Raises:
        ValueError: it is none of these, or there is no such month or day.
    """
    found = _DATE.fullmatch(text.strip())
    if not found or not text.isascii():
        raise ValueError(f"date {text[:20]!r} is none; write 2017, 2017-12 or 2017-12-31")
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"date {text[:20]!r}: {year} is not between {FIRST_YEAR} and {LAST_YEAR}")
    if month is None:
        return datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC), "year"
    if not 1 <= month <= DECEMBER:
        raise ValueError(f"date {text[:20]!r}: there is no month {month}")
    if day is None:
        after = datetime(year + month // DECEMBER, month % DECEMBER + 1, 1, tzinfo=UTC)
        return datetime(year, month, 1, tzinfo=UTC), after, "month"
    try:
        start = datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        raise ValueError(f"date {text[:20]!r}: there is no such day") from None
    return start, start + timedelta(days=1), "day"
