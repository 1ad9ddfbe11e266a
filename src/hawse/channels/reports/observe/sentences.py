"""The step that splits bodies into sentences."""

from itertools import groupby
from operator import itemgetter

import pyarrow as pa
import pyarrow.compute as pc

from hawse.channels.reports.text.split import sentences as split
from hawse.core.tables import SENTENCES

GAP = "\n\n"  # what stands between two paragraphs of a body
_SAME = ("article_id", "paragraph", "source_id", "synthetic")
_AT_ONCE = 20_000  # rows that stand as plain objects at one time
Columns = dict[str, list[object]]


def sentences(paragraphs: pa.Table) -> pa.Table:
    """Give one row for each sentence of each body, with its offsets in the body."""
    told = paragraphs.filter(pc.equal(paragraphs["role"], "body"))
    told = told.select([*_SAME, "text", "locator"])
    told = told.sort_by([("article_id", "ascending"), ("paragraph", "ascending")])
    rows = (row for batch in told.to_batches(_AT_ONCE) for row in batch.to_pylist())
    made, columns = [SENTENCES.empty()], _empty()
    for _, body in groupby(rows, key=itemgetter("article_id")):
        _add(columns, list(body))
        if len(columns["text"]) >= _AT_ONCE:
            made.append(pa.table(columns, schema=SENTENCES.schema))
            columns = _empty()
    return pa.concat_tables([*made, pa.table(columns, schema=SENTENCES.schema)])


def _empty() -> Columns:
    return {name: [] for name in SENTENCES.names}


def _add(columns: Columns, body: list[dict[str, object]]) -> None:
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
