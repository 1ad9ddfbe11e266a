"""The rows around a cited place, read from the source now, and its hash taken now."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from hawse.core.errors import HawseError
from hawse.engine.files import head_of, open_source, sha256

ROWS: Final = 20
MOST_LINE: Final = 2000
"""Characters of a line that are shown."""
BLOCK: Final = 1 << 16
MOST_READ: Final = 4 << 30
"""Bytes that are read to come to a line; a place further in is said to be."""
NUMBERED: Final = re.compile(r"^(line|row) (\d+)\b")
PARQUET: Final = b"PAR1"

Row = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """One line or row of a file; ``cited`` is the one that the evidence names."""

    number: int
    text: str
    cited: bool


@dataclass(frozen=True)
class Around:
    """What stands around a place, and whether the file is still the one that was read."""

    path: str
    locator: str
    held: str
    now: str | None
    said: str
    lines: tuple[Line, ...]

    @property
    def same(self) -> bool:
        """Say whether the file has the bytes that were read."""
        return self.now == self.held

    def plain(self) -> Row:
        """Give it as plain values, for JSON."""
        return {
            "path": self.path,
            "locator": self.locator,
            "sha256_in_ledger": self.held,
            "sha256_now": self.now,
            "same": self.same,
            "said": self.said,
            "lines": [{"number": n.number, "text": n.text, "cited": n.cited} for n in self.lines],
        }


def around(path: str, held: str, locator: str, place: Path | None) -> Around:
    """Read what stands around a place; ``place`` is the file, ``None`` where it may not be read.

    Lines are shown only of a file whose bytes are those of the ledger: any other is not what was
    cited.
    """
    if place is None or not place.is_file():
        said = "The file is not where the case says; its rows cannot be shown."
        return Around(path, locator, held, None, said, ())
    try:
        now = sha256(place)
        if now != held:
            said = "These are not the bytes that were read, so no row of them is shown."
            return Around(path, locator, held, now, said, ())
        found = NUMBERED.match(locator)
        if found is None:
            said = "This place is not a line or row; the values as they were read stand above."
            return Around(path, locator, held, now, said, ())
        lines = tuple(_near(place, found.group(1), int(found.group(2))))
    except (HawseError, OSError, pa.ArrowException) as why:
        return Around(path, locator, held, None, f"It cannot be read: {why}", ())
    said = "" if any(n.cited for n in lines) else f"The file ends, or is cut, before {locator}."
    return Around(path, locator, held, now, said, lines)


def _near(place: Path, word: str, number: int) -> Iterator[Line]:
    if word == "row":
        yield from _rows(place, number)
    elif head_of(place).startswith(PARQUET):
        return
    else:
        yield from _lines(place, number)


def _lines(place: Path, number: int) -> Iterator[Line]:
    """Give the lines around one, the first of the file being 1."""
    with open_source(place) as file:
        at, read, text = 1, 0, b""
        while at <= number + ROWS and read < MOST_READ and (block := file.readline(BLOCK)):
            read += len(block)
            if at >= number - ROWS and len(text) < BLOCK:
                text += block
            if block.endswith(b"\n"):
                if at >= number - ROWS:
                    yield Line(at, _shown(text), at == number)
                at, text = at + 1, b""
        if text:
            yield Line(at, _shown(text), at == number)


def _shown(raw: bytes) -> str:
    text = raw.decode("utf-8", "replace").rstrip("\r\n")
    more = len(text) - MOST_LINE
    return text if more <= 0 else f"{text[:MOST_LINE]}… [{more} more]"


def _rows(place: Path, number: int) -> Iterator[Line]:
    """Give the rows around one of a Parquet file, the first being 1; other forms have none."""
    if not head_of(place).startswith(PARQUET):
        return
    with pq.ParquetFile(place) as file:
        first = 1
        for group in range(file.metadata.num_row_groups):
            count = file.metadata.row_group(group).num_rows
            if first + count > number - ROWS and first <= number + ROWS:
                start = max(0, number - ROWS - first)
                table = file.read_row_group(group).slice(start, number + ROWS - first - start + 1)
                for n, row in enumerate(table.to_pylist(), start=first + start):
                    text = ", ".join(f"{k} = {v}" for k, v in row.items())
                    yield Line(n, _shown(text.encode("utf-8", "replace")), n == number)
            first += count
