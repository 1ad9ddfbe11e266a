"""The step that says which article was made from which, and by what clues."""

import json
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hawse.channels.reports.observe.digests import digests
from hawse.channels.reports.observe.direction import Side, direction
from hawse.channels.reports.tables import MADE_FROM
from hawse.channels.reports.text.scan import Places
from hawse.channels.reports.text.shingles import Marks, laid, shared, united, without

_WHOLE: Final = 0.9
_WRITE_THROUGH: Final = 0.7
_PASSAGE: Final = 0.2
_LESS: Final = 0.6  # of the least share, where a whole sentence is shared
_HEAD: Final = ["article_id", "agency", "published_at", "print_note"]
_PLAIN: Final = ["article_id", "words", "converts", "honorifics", "credits"]
Row = Mapping[str, object]


class Sets(NamedTuple):
    """Sets of marks, one an article: all of them in a row, and where each begins."""

    marks: Marks
    starts: Places

    def sizes(self) -> Places:
        """Give the size of each set."""
        return np.diff(self.starts)


class Least(NamedTuple):
    """What two articles must share at least: see ``lineage``."""

    narration: float
    shared: int
    passage: int
    pictured: int


class Match(NamedTuple):
    """Two articles that share narration: places, what they share, and the share of each."""

    one: int
    other: int
    within: float
    around: float
    body: float


def lineage(
    pairs: pa.Table,
    told: pa.Table,
    heads: pa.Table,
    *,
    least_narration: float,
    least_shared: int,
    least_passage: int,
    least_pictured: int,
    quoted_elsewhere: int,
) -> pa.Table:
    """Give one row for each two articles of one story: child, parent, and how they relate.

    The score is the containment of narration (words outside quotation marks, captions too) of the
    smaller text in the other. Two articles are related by ``least_narration`` of it and
    ``least_shared`` runs of five words, or by ``least_passage`` runs (a sentence) where they make
    up three fifths of that share; where captions alone are shared, by ``least_pictured`` runs.
    What shares less shares quotations (``shared_quotes`` tells) or a chance phrase, no parent. A
    run that stands in quotation marks in ``quoted_elsewhere`` articles, or in an embedded post, is
    speech everywhere: posts on social networks are often embedded without marks.
    """
    keys = told["article_id"].combine_chunks()
    wanted = pa.chunked_array([*pairs["first"].chunks, *pairs["second"].chunks], pa.string())
    used = np.flatnonzero(pc.is_in(keys, wanted).to_numpy(zero_copy_only=False))
    used = used[pc.sort_indices(keys.take(pa.array(used))).to_numpy()]
    plain = told.select(_PLAIN).take(pa.array(used)).to_pylist()
    place = {row["article_id"]: at for at, row in enumerate(plain)}
    named = heads.select(_HEAD).filter(
        pc.is_in(heads["article_id"], pa.array(list(place), pa.string()))
    )
    head = {row["article_id"]: row for row in named.to_pylist()}
    sides = [Side(row["article_id"], head[row["article_id"]], row) for row in plain]
    rows = sorted((p["first"], p["second"], bool(p["synthetic"])) for p in pairs.to_pylist())
    ones = np.array([place[first] for first, _, _ in rows], np.int64)
    others = np.array([place[second] for _, second, _ in rows], np.int64)
    speech = often(_sets(told, "quotes", used), quoted_elsewhere, _sets(told, "posts", used).marks)
    whole, body = _narration(told, used, speech)
    least = Least(least_narration, least_shared, least_passage, least_pictured)
    matches = _matches(whole, body, (ones, others), least)
    found = [(m, rows[n][2]) for n, m in matches]
    parts = digests([(m.one, m.other) for m, _ in found], whole.marks, whole.starts)
    return MADE_FROM.rows(
        [{**_edge(sides, m, parts), "synthetic": made_up} for m, made_up in found]
    )


def _sets(told: pa.Table, column: str, used: Places) -> Sets:
    """Give one column's sets of the rows in ``used``, in that order, as they lie in one piece.

    They are as long as a third of all text in the related articles, so they are copied once and
    not sorted, joined and taken as a table is.
    """
    chunks = told[column].chunks
    sizes = np.concatenate([np.empty(0, np.int64), *map(_lengths, chunks)])
    starts = np.concatenate([[0], np.cumsum(sizes[used])]).astype(np.int64)
    marks = np.empty(starts[-1], np.uint64)
    to = np.full(len(sizes), -1, np.int64)
    to[used] = starts[:-1]
    row = 0
    for chunk in chunks:
        here = slice(row, row + len(chunk))
        laid(chunk.flatten().to_numpy().view(np.uint64), sizes[here], to[here], marks)
        row += len(chunk)
    return Sets(marks, starts)


def _lengths(lists: pa.Array) -> Places:
    return np.asarray(pc.list_value_length(lists).to_numpy(zero_copy_only=False), np.int64)


def _narration(told: pa.Table, used: Places, speech: Marks) -> tuple[Sets, Sets]:
    """Give each article's marks outside quotation: with its captions, and of its body alone.

    Without any caption both are one, as they lie.
    """
    body = Sets(*without(*_sets(told, "narration", used), speech))
    captions = _sets(told, "captions", used)
    if not len(captions.marks):
        return body, body
    return Sets(*united(*body, *captions, speech)), body


def often(quotes: Sets, least: int, always: Marks) -> Marks:
    """Give the marks that at least ``least`` of the sets hold, and those in ``always``."""
    values, count = np.unique(quotes.marks, return_counts=True)
    return np.union1d(values[count >= least], always)


def _matches(
    whole: Sets, body: Sets, pairs: tuple[Places, Places], least: Least
) -> Iterator[tuple[int, Match]]:
    """Give the pairs that share enough narration, each with its number."""
    ones, others = pairs
    common = shared(*whole, ones, others)
    told = shared(*body, ones, others)
    sizes, plain = whole.sizes(), body.sizes()
    smaller = np.minimum(sizes[ones], sizes[others])
    bare = np.minimum(plain[ones], plain[others])
    in_body = (told > 0) & (told >= np.minimum(least.shared, bare))
    runs = np.where(in_body, least.shared, least.pictured)
    enough = (common > 0) & (common >= np.minimum(runs, smaller))
    enough &= common >= least.narration * smaller
    enough |= (told >= least.passage) & (common >= _LESS * least.narration * smaller)
    for n in np.flatnonzero(enough).tolist():
        a, b = int(ones[n]), int(others[n])
        yield (
            n,
            Match(
                a,
                b,
                float(common[n] / sizes[a]),
                float(common[n] / sizes[b]),
                float(told[n] / bare[n]) if in_body[n] else 0.0,
            ),
        )


def _edge(sides: list[Side], match: Match, parts: set[tuple[int, int]]) -> dict[str, object]:
    """Give the edge between two related articles: its direction and its type."""
    one, other = sides[match.one], sides[match.other]
    first, second = match.within, match.around
    child_is_first, sure, clues = direction(one, other, first, second)
    is_part = (match.one, match.other) in parts or (match.other, match.one) in parts
    if is_part:
        child_is_first, sure = (match.one, match.other) in parts, True
    child, parent = (one, other) if child_is_first else (other, one)
    within, around = (first, second) if child_is_first else (second, first)
    return {
        "child": child.article_id,
        "parent": parent.article_id,
        "relation": "digest_part"
        if is_part
        else _relation(child, parent, (within, around, match.body), sure=sure),
        "score": max(first, second),
        "clues": json.dumps(clues, ensure_ascii=False),
    }


def _relation(child: Side, parent: Side, shares: tuple[float, float, float], *, sure: bool) -> str:
    """Name the edge by the child's share in the parent, the other way round, and the body's."""
    within, around, body = shares
    if min(within, around) >= _WHOLE:
        return "copy"
    if not body:
        return "captions_only"
    if not sure:
        return "same_parent_unseen"
    if max(within, around) < _PASSAGE:
        return "background_only"
    agencies = child.head["agency"], parent.head["agency"]
    if all(agencies) and agencies[0] == agencies[1] and max(within, around) <= _WRITE_THROUGH:
        return "write_through"
    return (
        "abridged"
        if int(str(child.told["words"])) < int(str(parent.told["words"]))
        else "extended"
    )
