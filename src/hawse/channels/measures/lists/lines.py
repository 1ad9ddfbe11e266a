"""Lines and cells of a CSV that anybody may have written: bounded, UTF-8, never a traceback."""

import csv
from collections.abc import Iterator
from typing import BinaryIO, Final

from hawse.core.errors import ReadError
from hawse.core.source import Source

LONGEST: Final = 1 << 20
_END: Final = b"\x1a"


def cells(file: BinaryIO, source: Source, ended: list[bool]) -> Iterator[tuple[int, list[str]]]:
    """Yield (number of its last line, cells) of every row that is not empty.

    A 0x1A byte ends the file, as in OFAC's legacy files. ``ended`` gets one truth value: the
    file ended with a whole line (or with 0x1A), so that it was not cut in the middle.

    Raises:
        ReadError: a line is longer than 1 MiB, holds a NUL, or a quoted cell never ends.
    """
    last = [b"\n"]
    widths = [0, 0]
    table = csv.reader(_lines(file, source, last), strict=True)
    while True:
        try:
            row = next(table)
        except StopIteration:
            break
        except csv.Error as why:
            raise ReadError(
                source.path, f"line {table.line_num}", str(why), "a CSV with closed quotes"
            ) from why
        if row:
            widths = [widths[0] or len(row), len(row)]
            yield table.line_num, row
    ended.append(last[0].endswith((b"\n", _END)) or widths[0] == widths[1])


def _lines(file: BinaryIO, source: Source, last: list[bytes]) -> Iterator[str]:
    number = 0
    while raw := file.readline(LONGEST + 1):
        number += 1
        if len(raw) > LONGEST:
            raise ReadError(
                source.path, f"line {number}", f"more than {LONGEST} bytes", "shorter lines"
            )
        if b"\0" in raw:
            raise ReadError(source.path, f"line {number}", "a NUL byte", "text in UTF-8")
        last[0] = raw
        if raw.startswith(_END):
            return
        text = raw.decode("utf-8", "replace")
        yield text.lstrip("\ufeff") if number == 1 else text


def header(head: bytes) -> set[str]:
    """Give the names in a head's first line, for a reader that knows its columns."""
    line = head.split(b"\n", 1)[0].decode("utf-8", "replace").lstrip("\ufeff").strip()
    try:
        return {c.strip() for c in next(csv.reader([line]), [])}
    except csv.Error:
        return set()


def named(
    file: BinaryIO, source: Source, needed: tuple[str, ...], ended: list[bool]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line, cells by column) under a header.

    Raises:
        ReadError: the header lacks a needed column.
    """
    rows = cells(file, source, ended)
    number, names = next(rows, (1, []))
    names = [n.strip() for n in names]
    if missing := [n for n in needed if n not in names]:
        raise ReadError(source.path, f"line {number}", f"columns {names[:60]}", f"also {missing}")
    for line, row in rows:
        yield line, dict(zip(names, row + [""] * (len(names) - len(row)), strict=False))
