"""Read an article from plain text: one file is one article."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

import pyarrow as pa

from hawse.channels.reports.read.decode import decoded
from hawse.channels.reports.read.rows import MOST_CHARACTERS
from hawse.channels.reports.tables import DOCUMENTS
from hawse.core.channel import Reader
from hawse.core.source import Source
from hawse.core.tables import REJECTS

SUFFIXES: Final = frozenset({".txt", ".text", ".md", ""})
MOST_BYTES: Final = 64 * 2**20


def accepts(path: Path, head: bytes) -> bool:
    """Take whatever is named as text; what is inside is judged by ``rows``."""
    name = Path(path.stem) if path.suffix in {".gz", ".bz2", ".xz"} else path
    return name.suffix.lower() in SUFFIXES and not head.startswith(
        (b"WARC/", b"<!DOCTYPE", b"<html")
    )


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield one row of ``documents``, and a reject for whatever of it was not kept.

    An article past 300,000 characters is cut there, and the rest becomes a reject that says so.

    Raises:
        ReadError: the file is empty, binary, or in an unknown encoding.
    """
    text, repaired = decoded(file.read(MOST_BYTES + 1), source.path)
    rejects = []
    if repaired:
        rejects.append(
            _reject(
                source,
                "bytes",
                f"{repaired} bytes were not UTF-8 and were read as Windows-1252",
                "",
            )
        )
    if len(text) > MOST_CHARACTERS:
        line = text.count("\n", 0, MOST_CHARACTERS) + 1
        why = f"the article is longer than {MOST_CHARACTERS} characters; what follows was not read"
        rejects.append(
            _reject(source, f"line {line}", why, text[MOST_CHARACTERS : MOST_CHARACTERS + 500])
        )
        text = text[:MOST_CHARACTERS]
    row: dict[str, object] = {
        "article_id": f"{source.id}#0",
        "source_id": source.id,
        "locator": "line 1",
        "text": text,
        "title": source.title,
        "publisher": source.publisher,
        "published_at": source.published_at,
        "dated_by": "the case" if source.published_at else None,
        "synthetic": source.synthetic,
    }
    yield from _batches("documents", DOCUMENTS.rows([row]))
    if rejects:
        yield from _batches("rejects", REJECTS.rows(rejects))


def _reject(source: Source, locator: str, reason: str, raw: str) -> dict[str, object]:
    return {"source_id": source.id, "locator": locator, "reason": reason, "raw": raw[:500]}


def _batches(name: str, table: pa.Table) -> Iterator[tuple[str, pa.RecordBatch]]:
    for batch in table.to_batches():
        yield name, batch


READER: Final = Reader("plain_text", 1, ("documents", "rejects"), accepts, rows, fallback=True)
