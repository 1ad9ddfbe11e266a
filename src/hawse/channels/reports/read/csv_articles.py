"""Read articles from CSV with a text column, streamed."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from hawse.channels.reports.read.rows import TEXT_NAMES, Found, Rows, mapped
from hawse.core.channel import Reader
from hawse.core.errors import ReadError
from hawse.core.source import Source

LONGEST_FIELD: Final = 64 * 2**20


def accepts(path: Path, head: bytes) -> bool:
    """Take a CSV or TSV whose header names a column of text and one that only articles have."""
    name = Path(path.stem) if path.suffix in {".gz", ".bz2", ".xz"} else path
    if name.suffix.lower() not in {".csv", ".tsv"}:
        return False
    columns = _columns(head.split(b"\n", 1)[0].decode("utf-8-sig", "replace"))
    return bool(set(TEXT_NAMES) & set(columns))


def _columns(line: str) -> list[str]:
    return [c.strip().strip('"').lower() for c in line.replace("\t", ",").split(",")]


def rows(file: BinaryIO, source: Source) -> Iterator[Found]:
    """Yield the articles of a file, one a row; a row without text is a reject.

    Columns are known by their usual names: text (or body, content), title, publisher (or source,
    outlet), date (or published_at), author, language. Bytes that are not UTF-8 are replaced.

    Raises:
        ReadError: the header has no column of text.
    """
    csv.field_size_limit(LONGEST_FIELD)
    text = io.TextIOWrapper(file, "utf-8-sig", errors="replace", newline="")
    first = text.readline()
    names = next(csv.reader([first], delimiter=_delimiter(first)), [])
    lowered = [n.strip().lower() for n in names]
    if not set(TEXT_NAMES) & set(lowered):
        raise ReadError(
            source.path, "line 1", f"columns {names[:12]}", f"one of {list(TEXT_NAMES)}"
        )
    found = Rows(source)
    table = csv.reader((line.replace("\0", "") for line in text), delimiter=_delimiter(first))
    for number in _counted(table, found):
        cells, line = number
        if len(cells) != len(lowered):
            found.reject(
                f"row {line}", f"{len(cells)} cells, wanted {len(lowered)}", ",".join(cells)
            )
            continue
        found.document(f"row {line}", mapped(dict(zip(lowered, cells, strict=True))))
        yield from found.batches()
    yield from found.batches(last=True)


def _delimiter(header: str) -> str:
    return "\t" if header.count("\t") > header.count(",") else ","


def _counted(table: Iterator[list[str]], found: Rows) -> Iterator[tuple[list[str], int]]:
    """Give the rows with their numbers; a row that is no CSV ends the file with a reject."""
    line = 0
    while True:
        try:
            cells = next(table)
        except StopIteration:
            return
        except csv.Error as why:
            found.reject(f"row {line + 1}", f"no CSV: {why}", "")
            return
        line += 1
        if cells:
            yield cells, line


READER: Final = Reader("csv_articles", 1, ("documents", "rejects"), accepts, rows)
