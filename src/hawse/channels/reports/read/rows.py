"""What the readers of many articles share: one row of ``documents``, and rejects, in batches."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

import pyarrow as pa

from hawse.channels.reports.tables import DOCUMENTS
from hawse.channels.reports.text.dates import day
from hawse.core.source import Source
from hawse.core.table import Table
from hawse.core.tables import REJECTS

BATCH: Final = 2_000  # articles a batch: some ten megabytes
MOST_CHARACTERS: Final = 300_000  # some fifty thousand words, ten times the longest report
TEXT_NAMES: Final = ("text", "body", "content", "article", "maintext", "full_text", "story")
TITLE_NAMES: Final = ("title", "headline", "head")
PUBLISHER_NAMES: Final = ("publisher", "source", "outlet", "publication", "site", "domain")
DATE_NAMES: Final = (
    "published_at", "published", "date", "date_published", "pub_date", "datetime", "publish_date",
)  # fmt: skip
BYLINE_NAMES: Final = ("byline", "author", "authors")
LANGUAGE_NAMES: Final = ("language", "lang")

Found = tuple[str, pa.RecordBatch]


class Rows:
    """Collects documents and rejects and gives them out in batches."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.number = 0
        self._documents: list[dict[str, object]] = []
        self._rejects: list[dict[str, object]] = []

    def document(self, locator: str, fields: dict[str, str | None]) -> None:
        """Add one article; without any letter it is a reject, too long it is cut and said so."""
        text = fields.get("text") or ""
        if not any(map(str.isalpha, text[:10_000])):
            self.reject(locator, "no text in it", text)
            return
        if len(text) > MOST_CHARACTERS:
            why = f"longer than {MOST_CHARACTERS} characters; what follows was not read"
            self.reject(locator, why, text[MOST_CHARACTERS:])
            text = text[:MOST_CHARACTERS]
        at = instant(fields.get("published_at"))
        self._documents.append(
            {
                "article_id": f"{self.source.id}#{self.number}",
                "source_id": self.source.id,
                "locator": locator,
                "text": text,
                "title": fields.get("title") or None,
                "publisher": fields.get("publisher") or self.source.publisher,
                "byline": fields.get("byline") or None,
                "published_at": at or self.source.published_at,
                "dated_by": "the file" if at else "the case" if self.source.published_at else None,
                "language": (fields.get("language") or "")[:2].lower() or None,
                "synthetic": self.source.synthetic,
            }
        )
        self.number += 1

    def reject(self, locator: str, reason: str, raw: str) -> None:
        """Add one line or record that could not be read."""
        self._rejects.append(
            {
                "source_id": self.source.id,
                "locator": locator,
                "reason": reason,
                "raw": raw[:500].replace("\0", ""),
            }
        )

    def batches(self, *, last: bool = False) -> Iterator[Found]:
        """Give what is full, and with ``last`` all that is left."""
        if self._documents and (last or len(self._documents) >= BATCH):
            yield from _of("documents", DOCUMENTS, self._documents)
            self._documents = []
        if self._rejects and (last or len(self._rejects) >= BATCH):
            yield from _of("rejects", REJECTS, self._rejects)
            self._rejects = []


def _of(name: str, table: Table, rows: list[dict[str, object]]) -> Iterator[Found]:
    for batch in table.rows(rows).to_batches():
        yield name, batch


def instant(text: str | None) -> datetime | None:
    """Read a time as files give it; a day without a time is its midnight, no zone is UTC.

    >>> instant("2017-10-05"), instant("20171005T080000Z").hour, instant("soon")
    (datetime.datetime(2017, 10, 5, 0, 0, tzinfo=datetime.timezone.utc), 8, None)
    """
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        return day(text)
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def named(fields: dict[str, str], names: tuple[str, ...]) -> str | None:
    """Give the first of several fields that is there and not blank."""
    return next((fields[n] for n in names if fields.get(n, "").strip()), None)


def mapped(fields: dict[str, str]) -> dict[str, str | None]:
    """Map a row's own field names onto ours."""
    return {
        "text": named(fields, TEXT_NAMES),
        "title": named(fields, TITLE_NAMES),
        "publisher": named(fields, PUBLISHER_NAMES),
        "byline": named(fields, BYLINE_NAMES),
        "published_at": named(fields, DATE_NAMES),
        "language": named(fields, LANGUAGE_NAMES),
    }
