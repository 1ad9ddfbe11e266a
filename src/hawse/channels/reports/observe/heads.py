"""The step that dates and names each article by what it says about itself."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

import pyarrow as pa

from hawse.channels.reports.observe.fingerprints import number_of
from hawse.channels.reports.tables import HEADS
from hawse.channels.reports.text.dates import day
from hawse.channels.reports.text.language import SAMPLE, language
from hawse.channels.reports.text.parts import agency_in, paper_in

Row = Mapping[str, object]
NEEDED: Final = ["article_id", "paragraph", "role", "text"]
Texts = Callable[..., list[str]]


def heads(headers: pa.Table, paragraphs: pa.Table) -> pa.Table:
    """Give one row for each article: title, publisher, agency, day and language."""
    parted: dict[str, list[Row]] = {}
    for row in sorted(
        paragraphs.to_pylist(), key=lambda r: (str(r["article_id"]), r["paragraph"])
    ):
        parted.setdefault(row["article_id"], []).append(row)
    found = {d["article_id"]: d for d in headers.to_pylist()}
    return HEADS.rows([_head(found[key], parted.get(key, [])) for key in sorted(found)])


def _head(document: Row, parted: Sequence[Row]) -> dict[str, object]:
    def of(*roles: str) -> list[str]:
        return [str(p["text"]) for p in parted if p["role"] in roles]

    notes = of("note")
    papers = [paper for note in notes if (paper := paper_in(note))]
    signed = [*of("dateline", "byline", "note"), str(document["byline"] or "")]
    credited = [a for text in signed if (a := agency_in(text))]
    body = " ".join(text[:SAMPLE] for text in of("body", "title")[:40])
    at, by = _dated(document, of)
    return {
        "article_id": document["article_id"],
        "number": number_of(str(document["article_id"])),
        "title": document["title"] or next(iter(of("title")), None),
        "publisher": document["publisher"] or next(iter(papers), None),
        "byline": document["byline"] or next(iter(of("byline")), None),
        "agency": next(iter(credited), None),
        "published_at": at,
        "dated_by": by,
        "language": document["language"] or language(body),
        "print_note": bool(papers),
        "synthetic": document["synthetic"],
    }


def _dated(document: Row, of: Texts) -> tuple[datetime | None, str | None]:
    """Find the article's day: a print note first, then the file's own field, date line.

    Dateline.
    """
    for role, name in (
        ("note", "the print note"),
        ("date", "the date line"),
        ("dateline", "the dateline"),
    ):
        for text in of(role):
            if found := day(text):
                return found, f"{name} in the text"
    at = document["published_at"]
    if isinstance(at, datetime):
        return at, str(document["dated_by"] or "the file")
    return None, None
