"""The step that makes fingerprints.

A sample of each body's shingles, narration and quotation apart.
"""

from collections.abc import Iterable, Mapping

import numpy as np
import pyarrow as pa

from hawse.channels.reports.tables import FINGERPRINTS
from hawse.channels.reports.text.normal import tokens, words
from hawse.channels.reports.text.quotes import outside
from hawse.channels.reports.text.shingles import marks, sampled


def fingerprints(paragraphs: pa.Table) -> pa.Table:
    """Give one row for each sampled mark of each body."""
    ids: list[str] = []
    kinds: list[str] = []
    found: list[np.ndarray] = []
    rows = paragraphs.to_pylist()
    made_up = {str(row["article_id"]) for row in rows if row["synthetic"]}
    for article, texts in bodies(rows):
        narrated, quoted = told_and_quoted(texts)
        for kind, told in (("narration", narrated), ("quote", quoted)):
            kept = sampled(marks(told))
            ids += [article] * len(kept)
            kinds += [kind] * len(kept)
            found.append(kept)
    values = np.concatenate(found) if found else np.empty(0, dtype=np.uint64)
    return pa.table(
        [
            pa.array(ids, pa.string()),
            pa.array(values.astype(np.int64)),
            pa.array(kinds, pa.string()),
            pa.array([article in made_up for article in ids], pa.bool_()),
        ],
        schema=FINGERPRINTS.schema,
    )


def bodies(paragraphs: Iterable[Mapping[str, object]]) -> list[tuple[str, list[str]]]:
    """Give each article's body paragraphs in order, articles in order of their ids."""
    found: dict[str, list[tuple[int, str]]] = {}
    for row in paragraphs:
        if row["role"] == "body":
            key, number = str(row["article_id"]), int(str(row["paragraph"]))
            found.setdefault(key, []).append((number, str(row["text"])))
    return [(key, [text for _, text in sorted(found[key])]) for key in sorted(found)]


def told_and_quoted(texts: list[str]) -> tuple[list[str], list[str]]:
    """Give the normalised words of narration and those of quotation."""
    narrated: list[str] = []
    quoted: list[str] = []
    for text in texts:
        if not any(sign in text for sign in '"“”«»„'):
            narrated += words(text)
            continue
        spans = outside(text)
        at = 0
        for token in tokens(text):
            while at < len(spans) and spans[at][1] <= token.start:
                at += 1
            told = at < len(spans) and spans[at][0] <= token.start
            (narrated if told else quoted).append(token.word)
    return narrated, quoted
