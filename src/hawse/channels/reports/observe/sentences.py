"""The step that splits bodies into sentences."""

import pyarrow as pa
import pyarrow.compute as pc

from hawse.channels.reports.text.split import sentences as split
from hawse.core.tables import SENTENCES

GAP = "\n\n"  # what stands between two paragraphs of a body
_SAME = ("article_id", "paragraph", "source_id", "synthetic")


def sentences(paragraphs: pa.Table) -> pa.Table:
    """Give one row for each sentence of each body, with its offsets in the body."""
    columns: dict[str, list[object]] = {name: [] for name in SENTENCES.names}
    bodies: dict[str, list[dict[str, object]]] = {}
    told = paragraphs.filter(pc.equal(paragraphs["role"], "body"))
    told = told.sort_by([("article_id", "ascending"), ("paragraph", "ascending")])
    for row in told.to_pylist():
        bodies.setdefault(row["article_id"], []).append(row)
    for body in bodies.values():
        _add(columns, body)
    return pa.table({n: columns[n] for n in SENTENCES.names}, schema=SENTENCES.schema)


def _add(columns: dict[str, list[object]], body: list[dict[str, object]]) -> None:
    """Add the sentences of one body."""
    cased = any(c.isupper() for p in body for c in str(p["text"])[:2000])
    at = number = 0
    for paragraph in body:
        text = str(paragraph["text"])
        spans = split(text, cased=cased)
        for start, end in spans:
            columns["sentence"].append(number)
            columns["start"].append(at + start)
            columns["end"].append(at + end)
            columns["text"].append(text[start:end])
            columns["locator"].append(f"{paragraph['locator']}, sentence {number}")
            number += 1
        for name in _SAME:
            columns[name] += [paragraph[name]] * len(spans)
        at += len(text) + len(GAP)
