"""The step that aligns the sentences of two related articles and says what was done to each."""

import json
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from rapidfuzz.distance import LCSseq
from rapidfuzz.process import cdist

from hawse.channels.reports.observe.edits import Edit, edits
from hawse.core.tables import ALIGNED

SHORT: Final = 4  # tokens; a shorter sentence is only ever linked to its equal
_SURE: Final = 0.8
_LIKELY: Final = 0.35
_BEST: Final = 0.85
_FIRST: Final = 0x4E00  # interned tokens become characters from here on, past all marks
_LAST: Final = 0xD7FF
Matrix = npt.NDArray[np.float64]
Texts = Sequence[Mapping[str, object]]
Links = list[tuple[int, int]]


def aligned(lineage: pa.Table, sentences: pa.Table) -> pa.Table:
    """Give one row for each link between a child's and a parent's sentence.

    And for each left alone.
    """
    wanted = set(lineage["child"].to_pylist()) | set(lineage["parent"].to_pylist())
    texts: dict[str, list[dict[str, object]]] = {}
    for row in sentences.to_pylist():
        if row["article_id"] in wanted:
            texts.setdefault(row["article_id"], []).append(row)
    for rows in texts.values():
        rows.sort(key=lambda r: int(str(r["sentence"])))
    out: list[dict[str, object]] = []
    for edge in sorted(lineage.to_pylist(), key=lambda e: (e["child"], e["parent"])):
        child, parent = texts.get(edge["child"], []), texts.get(edge["parent"], [])
        out += [
            {"child": edge["child"], "parent": edge["parent"], **row}
            for row in pair(child, parent)
        ]
    return ALIGNED.rows(out)


def pair(child: Texts, parent: Texts) -> list[dict[str, object]]:
    """Align two articles: rows with ``child_sentence``, ``parent_sentence``.

    ``label`` and ``ops``.
    """
    new = [_words(row) for row in child]
    old = [_words(row) for row in parent]
    links = linked(new, old)
    chain = set(_chain(links))
    by_new: dict[int, list[int]] = {}
    by_old: dict[int, list[int]] = {}
    for i, j in links:
        by_new.setdefault(i, []).append(j)
        by_old.setdefault(j, []).append(i)
    rows = []
    for i, j in links:
        joined, parted = len(by_new[i]) > 1, len(by_old[j]) > 1
        found = edits(
            old[j],
            new[i],
            str(parent[j]["text"]),
            str(child[i]["text"]),
            trim_new=joined,
            trim_old=parted,
        )
        label = _label(
            found, joined=joined, parted=parted, moved=(i, j) not in chain, same=new[i] == old[j]
        )
        rows.append(_row(child[i], parent[j], label, found))
    rows += [_row(row, None, "added", []) for i, row in enumerate(child) if i not in by_new]
    rows += [_row(None, row, "cut", []) for j, row in enumerate(parent) if j not in by_old]
    return rows


def linked(new: list[list[str]], old: list[list[str]]) -> Links:
    """Give the linked pairs (child, parent): longest common subsequence over the shorter sentence.

    A pair is linked where it is nearly the best of its row and its column, or where four fifths of
    the shorter sentence stand in the other; so several sentences may link to one (merges, splits).
    """
    if not new or not old:
        return []
    scores = _scores(new, old)
    rows, columns = scores.max(axis=1, keepdims=True), scores.max(axis=0, keepdims=True)
    likely = (scores >= _LIKELY) & (scores >= _BEST * rows) & (scores >= _BEST * columns)
    return [(int(i), int(j)) for i, j in np.argwhere(likely | (scores >= _SURE))]


def _scores(new: list[list[str]], old: list[list[str]]) -> Matrix:
    known: dict[str, str] = {}
    for words in (*new, *old):
        for word in words:
            known.setdefault(word, chr(_FIRST + len(known) % (_LAST - _FIRST)))
    here = ["".join(known[w] for w in words) for words in new]
    there = ["".join(known[w] for w in words) for words in old]
    common = cdist(here, there, scorer=LCSseq.similarity, dtype=np.int32)
    lengths = np.array([len(w) for w in here])[:, None], np.array([len(w) for w in there])[None, :]
    shorter = np.minimum(*lengths)
    scores = common / np.maximum(shorter, 1)
    equal = np.array([[a == b for b in there] for a in here])
    return np.where(shorter >= SHORT, scores, np.where(equal & (shorter > 0), 1.0, 0.0))


def _chain(links: Links) -> Links:
    """Give the longest run of links that goes forward in both texts: the others were moved."""
    best: list[tuple[int, int]] = []  # (length, previous)
    for at, (i, j) in enumerate(links):
        length, previous = max(
            ((best[k][0] + 1, k) for k in range(at) if links[k][0] <= i and links[k][1] <= j),
            default=(1, -1),
            key=lambda p: (p[0], -p[1]),
        )
        best.append((length, previous))
    at = max(range(len(links)), key=lambda k: (best[k][0], -k), default=-1)
    chain = []
    while at >= 0:
        chain.append(links[at])
        at = best[at][1]
    return chain


def _label(found: list[Edit], *, joined: bool, parted: bool, moved: bool, same: bool) -> str:
    if moved:
        return "moved"
    if joined:
        return "merged"
    if parted:
        return "split"
    return "kept" if same or not found else "edited"


def _words(row: Mapping[str, object]) -> list[str]:
    given = row["tokens"]
    return [str(w) for w in given] if isinstance(given, list) else []


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
        "ops": json.dumps([e._asdict() for e in found], ensure_ascii=False),
    }
