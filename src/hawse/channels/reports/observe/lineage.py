"""The step that says which article was made from which, and by what clues."""

import json
from collections.abc import Mapping
from typing import Final, NamedTuple

import numpy as np
import pyarrow as pa

from hawse.channels.reports.observe.direction import Side, direction
from hawse.channels.reports.observe.fingerprints import bodies, told_and_quoted
from hawse.channels.reports.text.shingles import Marks, containment, marks
from hawse.core.tables import LINEAGE

_WHOLE: Final = 0.9
_WRITE_THROUGH: Final = 0.7


class Story(NamedTuple):
    """What lineage needs of one article."""

    side: Side
    narrated: Marks
    quoted: Marks
    words: int


def lineage(
    pairs: pa.Table,
    paragraphs: pa.Table,
    heads: pa.Table,
    *,
    least_narration: float,
    least_shared: int,
    quoted_elsewhere: int,
) -> pa.Table:
    """Give one row for each two articles of one story: child, parent, and how they relate.

    The score is the containment of narration (words outside quotation marks) of the smaller text
    in the other; pairs below ``least_narration`` share quotations or a chance phrase, no parent,
    and so do pairs that share fewer than ``least_shared`` runs of five words. A run that stands in
    quotation marks in ``quoted_elsewhere`` articles is speech everywhere: posts on social networks
    are often embedded without marks.
    """
    wanted = set(pairs["first"].to_pylist()) | set(pairs["second"].to_pylist())
    named = {h["article_id"]: h for h in heads.to_pylist() if h["article_id"] in wanted}
    told = {
        key: _story(key, texts, named[key])
        for key, texts in bodies(p for p in paragraphs.to_pylist() if p["article_id"] in wanted)
    }
    speech = often([story.quoted for story in told.values()], quoted_elsewhere)
    told = {key: s._replace(narrated=np.setdiff1d(s.narrated, speech)) for key, s in told.items()}
    ordered = sorted((p["first"], p["second"], bool(p["synthetic"])) for p in pairs.to_pylist())
    found = (
        (_related(told[first], told[second], least_narration, least_shared), made_up)
        for first, second, made_up in ordered
    )
    return LINEAGE.rows([{**row, "synthetic": made_up} for row, made_up in found if row])


def often(each: list[Marks], least: int) -> Marks:
    """Give the marks that at least ``least`` of the sets hold."""
    if not each:
        return np.empty(0, dtype=np.uint64)
    values, count = np.unique(np.concatenate([np.unique(m) for m in each]), return_counts=True)
    return values[count >= least]


def _story(key: str, texts: list[str], head: Mapping[str, object]) -> Story:
    narrated, quoted = told_and_quoted(texts)
    side = Side(key, head, "\n".join(texts))
    return Story(side, marks(narrated), marks(quoted), len(narrated) + len(quoted))


def _related(
    one: Story, other: Story, least: float, least_shared: int
) -> dict[str, object] | None:
    """Relate two articles; ``None`` if their narration does not overlap enough."""
    first = containment(one.narrated, other.narrated)
    second = containment(other.narrated, one.narrated)
    smaller, share = (one, first) if len(one.narrated) <= len(other.narrated) else (other, second)
    shared = share * len(np.unique(smaller.narrated))
    if share < least or shared < min(least_shared, len(smaller.narrated)):
        return None
    child_is_first, sure, clues = direction(one.side, other.side, first, second)
    child, parent = (one, other) if child_is_first else (other, one)
    within = first if child_is_first else second
    around = second if child_is_first else first
    return {
        "child": child.side.article_id,
        "parent": parent.side.article_id,
        "relation": _relation(child, parent, within, around, sure=sure),
        "score": share,
        "clues": json.dumps(clues, ensure_ascii=False),
    }


def _relation(child: Story, parent: Story, within: float, around: float, *, sure: bool) -> str:
    """Name the edge: ``within`` is the child's share in the parent, ``around`` the other way."""
    if min(within, around) >= _WHOLE:
        return "copy"
    if not sure:
        return "same_parent_unseen"
    if max(within, around) < 0.2:  # noqa: PLR2004 - a passage, not a story
        return "background_only"
    agencies = child.side.head["agency"], parent.side.head["agency"]
    if all(agencies) and agencies[0] == agencies[1] and max(within, around) <= _WRITE_THROUGH:
        return "write_through"
    return "abridged" if child.words < parent.words else "extended"
