"""Evidence and sources: where every figure is from, down to file, place and hash."""

import re

from hawse.dossier.amounts import day
from hawse.dossier.book import Book, Row, as_lines, text, texts
from hawse.dossier.held import EvidenceRow, SourceRow

LONGEST_LOCATOR = 200
"""Characters of a locator that decide on its place; a number of more digits is no line."""
_NUMBERS = re.compile("([0-9]{1,18})")


def evidence(book: Book) -> tuple[EvidenceRow, ...]:
    """Word every evidence row, by file and place, with what uses it."""
    sources = book.by_id("sources")
    users: dict[str, list[str]] = {}
    for table in ("findings", "claims"):
        for r in book.of(table):
            for e in texts(r["evidence_ids"]):
                users.setdefault(e, []).append(book.short[table][text(r["id"])])

    def row(r: Row) -> EvidenceRow:
        source = sources.get(text(r["source_id"]), {})
        return EvidenceRow(
            id=text(r["id"]),
            short=book.short["evidence"][text(r["id"])],
            source_id=text(r["source_id"]),
            path=text(source.get("path")),
            locator=text(r["locator"]),
            quote=text(r["quote"]),
            values=book.reported("; ".join(as_lines(r["values"]))),
            basis=text(r["basis"]),
            synthetic=bool(r["synthetic"]),
            read_by=_reader(source),
            obtained=day(source.get("retrieved_at")),
            used_by=tuple(sorted(set(users.get(text(r["id"]), ())))),
        )

    return tuple(
        sorted(
            map(row, book.of("evidence")),
            key=lambda e: (e.path, e.source_id, _natural(e.locator), e.id),
        )
    )


def _natural(locator: str) -> tuple[tuple[int, str], ...]:
    """Sort ``line 9`` before ``line 10``, wherever the numbers stand."""
    return tuple(
        (int(part), "") if part.isascii() and part.isdigit() else (-1, part)
        for part in _NUMBERS.split(locator[:LONGEST_LOCATOR])
    )


def _reader(source: Row) -> str:
    """Name the reader with its version."""
    name = text(source.get("reader"))
    return f"{name} v{source.get('reader_version')}" if name else ""


def sources(book: Book) -> tuple[SourceRow, ...]:
    """Word every source, by channel and path."""
    cited: dict[str, int] = {}
    for r in book.of("evidence"):
        cited[text(r["source_id"])] = cited.get(text(r["source_id"]), 0) + 1

    def row(r: Row) -> SourceRow:
        return SourceRow(
            id=text(r["id"]),
            short=book.short["sources"][text(r["id"])],
            channel=text(r["channel"]),
            path=text(r["path"]),
            title=text(r["title"]),
            publisher=text(r["publisher"]),
            url=text(r["url"]),
            obtained=day(r["retrieved_at"]),
            published=day(r["published_at"]),
            licence=text(r["licence"]),
            size=int(r["bytes"] or 0),
            rows_read=int(r["rows_read"] or 0),
            rows_rejected=int(r["rows_rejected"] or 0),
            reader=_reader(r),
            family=text(r["family"]),
            grade=text(r["grade"]),
            handling=text(r["handling"]),
            cited=cited.get(text(r["id"]), 0),
            synthetic=bool(r["synthetic"]),
        )

    return tuple(sorted(map(row, book.of("sources")), key=lambda s: (s.channel, s.path, s.id)))
