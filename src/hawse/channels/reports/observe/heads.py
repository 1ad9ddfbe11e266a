"""The step that dates and names each article by what it says about itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hawse.channels.reports.observe.fingerprints import number_of
from hawse.channels.reports.tables import HEADS
from hawse.channels.reports.text.dates import day
from hawse.channels.reports.text.language import SAMPLE, language
from hawse.channels.reports.text.parts import agency_in, paper_in

Row = Mapping[str, object]
NEEDED: Final = ["article_id", "paragraph", "role", "text"]
STORY: Final = ("body", "title")
TOLD: Final = (*STORY, "note", "date", "dateline", "byline")
_MOST_PARTS: Final = 40  # of the story, that its language is told by
Texts = Mapping[str, list[str]]
NONE: Final[Texts] = {}


def heads(headers: pa.Table, paragraphs: pa.Table) -> pa.Table:
    """Give one row for each article: title, publisher, agency, day and language."""
    parted: dict[str, dict[str, list[str]]] = {}
    rows = _opening(paragraphs)
    for key, role, text in zip(
        rows["article_id"].to_pylist(),
        rows["role"].to_pylist(),
        rows["text"].to_pylist(),
        strict=True,
    ):
        roles = parted.setdefault(key, {})
        roles.setdefault(role, []).append(text)
        if role in STORY:
            roles.setdefault("story", []).append(text)
    found = {d["article_id"]: d for d in headers.to_pylist()}
    return HEADS.rows([_head(found[key], parted.get(key, NONE)) for key in sorted(found)])


def _opening(paragraphs: pa.Table) -> pa.Table:
    """Give the parts that tell of an article, in order, and of its story no more than the sample.

    The rest of the story is most of all text, and would be held as so many objects for nothing.
    """
    rows = paragraphs.select(NEEDED)
    rows = rows.filter(pc.is_in(rows["role"], pa.array(TOLD)))
    rows = rows.sort_by([("article_id", "ascending"), ("paragraph", "ascending")])
    if not rows.num_rows:
        return rows
    ids = rows["article_id"].combine_chunks().dictionary_encode().indices.to_numpy()
    story = pc.is_in(rows["role"], pa.array(STORY)).to_numpy()
    sizes = np.where(story, pc.utf8_length(rows["text"]).to_numpy(), 0)
    before = np.cumsum(sizes) - sizes
    before -= before[np.searchsorted(ids, ids)]  # ids are numbered in their order
    told = pc.equal(rows["role"], "body").to_numpy()
    return rows.filter(pa.array(~told | (before < SAMPLE)))


def _head(document: Row, parted: Texts) -> dict[str, object]:
    def of(*roles: str) -> list[str]:
        return [text for role in roles for text in parted.get(role, ())]

    papers = [paper for note in of("note") if (paper := paper_in(note))]
    signed = [*of("dateline", "byline", "note"), str(document["byline"] or "")]
    credited = [a for text in signed if (a := agency_in(text))]
    body = " ".join(text[:SAMPLE] for text in of("story")[:_MOST_PARTS])
    at, by = _dated(document, parted)
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


def _dated(document: Row, parted: Texts) -> tuple[datetime | None, str | None]:
    """Find the article's day: a print note first, then the file's own field, date line.

    Dateline.
    """
    for role, name in (
        ("note", "the print note"),
        ("date", "the date line"),
        ("dateline", "the dateline"),
    ):
        for text in parted.get(role, ()):
            if found := day(text):
                return found, f"{name} in the text"
    at = document["published_at"]
    if isinstance(at, datetime):
        return at, str(document["dated_by"] or "the file")
    return None, None
