"""The step that splits bodies into sentences."""

import pyarrow as pa

from hawse.channels.reports.text.normal import words
from hawse.channels.reports.text.split import sentences as split
from hawse.core.tables import SENTENCES

GAP = "\n\n"  # what stands between two paragraphs of a body


def sentences(paragraphs: pa.Table) -> pa.Table:
    """Give one row for each sentence of each body, with its offsets in the body."""
    rows: list[dict[str, object]] = []
    bodies: dict[str, list[dict[str, object]]] = {}
    for row in sorted(
        paragraphs.to_pylist(), key=lambda r: (str(r["article_id"]), r["paragraph"])
    ):
        if row["role"] == "body":
            bodies.setdefault(row["article_id"], []).append(row)
    for article in sorted(bodies):
        cased = any(c.isupper() for p in bodies[article] for c in str(p["text"])[:2000])
        at = number = 0
        for paragraph in bodies[article]:
            text = str(paragraph["text"])
            for start, end in split(text, cased=cased):
                rows.append(_sentence(paragraph, number, at, start, end))
                number += 1
            at += len(text) + len(GAP)
    return SENTENCES.rows(rows)


def _sentence(
    paragraph: dict[str, object], number: int, at: int, start: int, end: int
) -> dict[str, object]:
    text = str(paragraph["text"])[start:end]
    return {
        "article_id": paragraph["article_id"],
        "sentence": number,
        "paragraph": paragraph["paragraph"],
        "start": at + start,
        "end": at + end,
        "text": text,
        "tokens": words(text),
        "source_id": paragraph["source_id"],
        "locator": f"{paragraph['locator']}, sentence {number}",
        "synthetic": paragraph["synthetic"],
    }
