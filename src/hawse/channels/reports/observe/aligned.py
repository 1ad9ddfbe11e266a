"""The step that aligns the sentences of two related articles and says what was done to each."""

import json
from collections.abc import Mapping, Sequence
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
    new, old = ([cast("list[str]", row["tokens"]) for row in side] for side in (child, parent))
    here, there = _SIGNS.write(new, old)
    links = linked(here, there)
    ahead = set(forward(links))
    by_new: dict[int, list[int]] = {}
    by_old: dict[int, list[int]] = {}
    for i, j in links:
        by_new.setdefault(i, []).append(j)
        by_old.setdefault(j, []).append(i)
    rows = []
    for i, j in links:
        joined, parted = len(by_new[i]) > 1, len(by_old[j]) > 1
        same = here[i] == there[j]
        found = (
            []
            if same
            else edits(
                Version(old[j], there[j], str(parent[j]["text"])),
                Version(new[i], here[i], str(child[i]["text"])),
                trim_new=joined,
                trim_old=parted,
            )
        )
        label = _label(found, joined=joined, parted=parted, moved=(i, j) not in ahead, same=same)
        rows.append(_row(child[i], parent[j], label, found))
    rows += [_row(row, None, "added", []) for i, row in enumerate(child) if i not in by_new]
    rows += [_row(None, row, "cut", []) for j, row in enumerate(parent) if j not in by_old]
    return rows


def _label(found: list[Edit], *, joined: bool, parted: bool, moved: bool, same: bool) -> str:
    if moved:
        return "moved"
    if joined:
        return "merged"
    if parted:
        return "split"
    return "kept" if same or not found else "edited"


def _row(
    child: Mapping[str, object] | None,
    parent: Mapping[str, object] | None,
    label: str,
    found: list[Edit],
) -> dict[str, object]:
    return {
        "child_sentence": child["sentence"] if child else None,
        "parent_sentence": parent["sentence"] if parent else None,
        "label": label,
        "ops": f"[{', '.join(map(_told, found))}]",
    }


def _told(edit: Edit) -> str:
    """Write an edit as JSON."""
    op, before, after = map(_JSON, edit)
    return f'{{"op": {op}, "before": {before}, "after": {after}}}'
