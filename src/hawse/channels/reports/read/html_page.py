"""Read an article from a saved web page."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from hawse.channels.reports.read.decode import decoded
from hawse.channels.reports.read.markup import article_of
from hawse.channels.reports.read.rows import Found, Rows
from hawse.core.channel import Reader
from hawse.core.errors import ReadError
from hawse.core.source import Source

MOST_BYTES: Final = 16 * 2**20


def accepts(path: Path, head: bytes) -> bool:
    """Take what is named or begins as HTML."""
    begins = head.lstrip()[:200].lower()
    return (
        path.suffix.lower() in {".html", ".htm", ".xhtml"}
        and b"\0" not in head[:1000]
        and b"<" in begins
    )


def rows(file: BinaryIO, source: Source) -> Iterator[Found]:
    """Yield the page's article.

    Raises:
        ReadError: the page is past 16 MiB, is no text, or has no text in it.
    """
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise ReadError(source.path, "byte 0", "a page past 16 MiB", "an article")
    html, _ = decoded(data, source.path)
    fields = article_of(html)
    if not (fields.get("text") or "").strip():
        raise ReadError(source.path, "byte 0", "a page without text", "paragraphs of text")
    found = Rows(source)
    found.document("page", fields)
    yield from found.batches(last=True)


READER: Final = Reader("html_page", 2, ("documents", "rejects"), accepts, rows)
