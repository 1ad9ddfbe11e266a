"""The step that aligns the sentences of two related articles and says what was done to each."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Final, cast

import pyarrow as pa
import pyarrow.compute as pc

from hawse.channels.reports.observe.edits import Edit, Version, edits
from hawse.channels.reports.observe.links import Signs, forward, linked
from hawse.channels.reports.text.normal import words
from hawse.core.tables import ALIGNED

_JSON: Final = json.encoder.encode_basestring
_SIGNS: Final = Signs()
Texts = Sequence[Mapping[str, object]]


def aligned(made_from: pa.Table, sentences: pa.Table) -> pa.Table:
    """Give one row for each link between a child's and a parent's sentence.

    And for each left alone.
    """
    wanted = pc.unique(
        pa.chunked_array([*made_from["child"].chunks, *made_from["parent"].chunks], pa.string())
    )
    told = sentences.select(["article_id", "sentence", "text"])
    texts: dict[str, list[dict[str, object]]] = {}
    for row in told.filter(pc.is_in(told["article_id"], wanted)).to_pylist():
        texts.setdefault(row["article_id"], []).append({**row, "tokens": words(row["text"])})
    for rows in texts.values():
        rows.sort(key=lambda r: int(str(r["sentence"])))
    out: list[dict[str, object]] = []
    for edge in sorted(made_from.to_pylist(), key=lambda e: (e["child"], e["parent"])):
        child, parent = texts.get(edge["child"], []), texts.get(edge["parent"], [])
        out += [
            {**{n: edge[n] for n in ("child", "parent", "synthetic")}, **row}
            for row in pair(child, parent)
        ]
    return ALIGNED.rows(out)


def pair(child: Texts, parent: Texts) -> list[dict[str, object]]:
    """Align two articles: rows with ``child_sentence``, ``parent_sentence``.

    ``label`` and ``ops``.
    """
    new = cast("list[list[str]]", [row["tokens"] for row in child])
    old = cast("list[list[str]]", [row["tokens"] for row in parent])
    here, there = _SIGNS.write(new, old)
    links = linked(here, there)
    ahead = set(forward(links))
    joined, parted = Counter(map(itemgetter(0), links)), Counter(map(itemgetter(1), links))
    rows = []
    for link in links:
        i, j = link
        one, other = child[i], parent[j]
        several, apart = joined[i] > 1, parted[j] > 1
        found = (
            []
            if here[i] == there[j]
            else edits(
                Version(old[j], there[j], str(other["text"])),
                Version(new[i], here[i], str(one["text"])),
                trim_new=several,
                trim_old=apart,
            )
        )
        label = (
            "moved" if link not in ahead
            else "merged" if several
            else "split" if apart
            else "edited" if found
            else "kept"
        )  # fmt: skip
        rows.append(_row(one["sentence"], other["sentence"], label, found))
    rows += [
        _row(row["sentence"], None, "added", ()) for i, row in enumerate(child) if i not in joined
    ]
    rows += [
        _row(None, row["sentence"], "cut", ()) for j, row in enumerate(parent) if j not in parted
    ]
    return rows


def _row(child: object, parent: object, label: str, found: Sequence[Edit]) -> dict[str, object]:
    ops = f"[{', '.join(map(_told, found))}]" if found else "[]"
    return {"child_sentence": child, "parent_sentence": parent, "label": label, "ops": ops}


def _told(edit: Edit) -> str:
    """Write an edit as JSON."""
    op, before, after = edit
    return f'{{"op": "{op}", "before": {_JSON(before)}, "after": {_JSON(after)}}}'
