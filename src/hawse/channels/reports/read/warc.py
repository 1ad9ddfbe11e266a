"""Read articles from WARC files: the pages that a crawler stored (ISO 28500)."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from hawse.channels.reports.read.decode import decoded
from hawse.channels.reports.read.markup import article_of
from hawse.channels.reports.read.rows import Found, Rows
from hawse.core.channel import Reader
from hawse.core.errors import ReadError
from hawse.core.source import Source

LONGEST_HEADER: Final = 65_536
MOST_PAGE: Final = 16 * 2**20
_PIECE: Final = 1 << 20


def accepts(_path: Path, head: bytes) -> bool:
    """Take a file by its first bytes."""
    return head.startswith(b"WARC/1.")


def rows(file: BinaryIO, source: Source) -> Iterator[Found]:
    """Yield the article of each stored page; a page that cannot be read is a reject.

    Records of other types (requests, images) are passed over, as WARC means them to be.

    Raises:
        ReadError: a record does not begin with its version, or ends before its length.
    """
    found = Rows(source)
    number = 0
    while True:
        line = file.readline(LONGEST_HEADER)
        if not line:
            break
        if not line.strip():
            continue
        number += 1
        if not line.startswith(b"WARC/"):
            raise ReadError(
                source.path, f"record {number}", repr(line[:30]), "WARC/1.0 or WARC/1.1"
            )
        _record(file, _headers(file), number, found)
        yield from found.batches()
    yield from found.batches(last=True)


def _headers(file: BinaryIO) -> dict[str, str]:
    """Read header lines up to the blank one."""
    fields: dict[str, str] = {}
    while (line := file.readline(LONGEST_HEADER)).strip():
        name, _, value = line.decode("utf-8", "replace").partition(":")
        fields[name.strip().lower()] = value.strip()
        if len(fields) > 200:  # noqa: PLR2004 - no honest record has more
            break
    return fields


def _record(file: BinaryIO, fields: dict[str, str], number: int, found: Rows) -> None:
    """Read one record into a document, a reject, or nothing."""
    where = f"record {number}"
    length = fields.get("content-length", "")
    if not length.isdigit():
        raise ReadError(
            found.source.path, where, f"Content-Length {length!r}", "a number of bytes"
        )
    size = int(length)
    is_page = fields.get("warc-type") == "response" and size <= MOST_PAGE
    data = _taken(file, size, keep=is_page, where=where, path=found.source.path)
    if fields.get("warc-type") != "response":
        return
    if not is_page:
        found.reject(
            where,
            f"a response of {size} bytes, past {MOST_PAGE}",
            fields.get("warc-target-uri", ""),
        )
        return
    head, _, body = data.partition(b"\r\n\r\n")
    if b"html" not in head.lower():
        return
    try:
        html, _ = decoded(body, found.source.path)
    except ReadError as why:
        found.reject(where, f"{why.found}; wanted {why.wanted}", fields.get("warc-target-uri", ""))
        return
    page = article_of(html)
    site = fields.get("warc-target-uri", "").split("/")
    page.setdefault("publisher", site[2] if len(site) > 2 else None)  # noqa: PLR2004 - scheme://site/
    found.document(where, page)


def _taken(file: BinaryIO, size: int, *, keep: bool, where: str, path: str) -> bytes:
    """Read ``size`` bytes, keeping them or letting them go."""
    kept = []
    left = size
    while left:
        piece = file.read(min(left, _PIECE))
        if not piece:
            raise ReadError(path, where, f"an end {left} bytes early", f"{size} bytes")
        left -= len(piece)
        if keep:
            kept.append(piece)
    return b"".join(kept)


READER: Final = Reader("warc", 2, ("documents", "rejects"), accepts, rows)
