"""Read articles from JSON Lines with a text field, streamed."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from hawse.channels.reports.read.rows import TEXT_NAMES, Found, Rows, mapped
from hawse.core.channel import Reader
from hawse.core.errors import ReadError
from hawse.core.source import Source

LONGEST_LINE: Final = 64 * 2**20


def accepts(path: Path, head: bytes) -> bool:
    """Take ``.jsonl`` or ``.ndjson`` whose first line has a field of text."""
    name = Path(path.stem) if path.suffix in {".gz", ".bz2", ".xz"} else path
    if name.suffix.lower() not in {".jsonl", ".ndjson"} or not head.lstrip().startswith(b"{"):
        return False
    if b'"text_id"' in head.split(b"\n", 1)[0]:
        return False  # recorded answers of an extractor
    return any(f'"{n}"'.encode() in head.lower() for n in TEXT_NAMES)


def rows(file: BinaryIO, source: Source) -> Iterator[Found]:
    """Yield the articles of a file, one a line; a line that is no object with text is a reject.

    Raises:
        ReadError: a line is longer than 64 MiB.
    """
    found = Rows(source)
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise ReadError(
                source.path, f"line {number}", "a line past 64 MiB", "one article a line"
            )
        if not line.strip():
            continue
        _line(line, number, found)
        yield from found.batches()
    yield from found.batches(last=True)


def _line(line: bytes, number: int, found: Rows) -> None:
    """Read one line into a document or a reject."""
    raw = line.decode("utf-8", "replace").lstrip("\ufeff")
    try:
        given = json.loads(raw)
    except (ValueError, RecursionError) as why:
        found.reject(f"line {number}", f"no JSON: {str(why)[:200]}", raw)
        return
    if not isinstance(given, dict):
        found.reject(f"line {number}", f"a {type(given).__name__}, wanted an object", raw)
        return
    fields = {str(k).lower(): v if isinstance(v, str) else _plain(v) for k, v in given.items()}
    found.document(f"line {number}", mapped(fields))


def _plain(value: object) -> str:
    """Write a list of names or paragraphs as text; anything else is not ours to read."""
    if isinstance(value, list):
        return "\n\n".join(v for v in value if isinstance(v, str))
    return ""


READER: Final = Reader("json_lines", 1, ("documents", "rejects"), accepts, rows)
