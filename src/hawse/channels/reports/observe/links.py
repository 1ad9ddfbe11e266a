"""Which sentences of two related articles are the same: links from longest common subsequences."""

from collections.abc import Callable
from itertools import chain, cycle, pairwise
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq
from rapidfuzz.process import cdist

SHORT: Final = 4  # tokens; a shorter sentence is only ever linked to its equal
_SURE: Final = 0.8
_LIKELY: Final = 0.35
_PLAIN: Final = 0.6  # below it a link needs a run of three tokens in common
_BEST: Final = 0.85
_SAME_PART: Final = 0.5
_RUN: Final = 3
_FIRST: Final = 0x4E00  # interned tokens become characters from here on, past all marks
_LAST: Final = 0xD7FF
_SIGNS: Final = tuple(map(chr, range(_FIRST, _LAST)))
Matrix = npt.NDArray[np.float64]
Links = list[tuple[int, int]]


def linked(new: list[list[str]], old: list[list[str]]) -> Links:
    """Give the linked pairs (child, parent): longest common subsequence over the shorter sentence.

    A pair is linked where it is nearly the best of its row and its column, or where four fifths of
    the shorter sentence stand in the other; so several sentences may link to one (merges, splits),
    each with a part of its own: of two links for one part the longer stays, then the one in order.
    """
    if not new or not old:
        return []
    here, there = _interned(new, old)
    scores = _scores(here, there)
    rows, columns = scores.max(axis=1, keepdims=True), scores.max(axis=0, keepdims=True)
    likely = (scores >= _LIKELY) & (scores >= _BEST * rows) & (scores >= _BEST * columns)
    found = [(int(i), int(j)) for i, j in np.argwhere(likely | (scores >= _SURE))]
    found = [(i, j) for i, j in found if scores[i, j] >= _PLAIN or _share_run(here[i], there[j])]
    ordered = set(forward(found))
    found = _own_parts(found, ordered, lambda i, j: _matched(here[i], there[j]), 0)
    return _own_parts(found, ordered, lambda i, j: _matched(there[j], here[i]), 1)


def _interned(new: list[list[str]], old: list[list[str]]) -> tuple[list[str], list[str]]:
    """Write each token as one character, so that sentences compare as short strings."""
    known = dict(
        zip(dict.fromkeys(chain.from_iterable((*new, *old))), cycle(_SIGNS), strict=False)
    )
    here = ["".join(map(known.__getitem__, words)) for words in new]
    return here, ["".join(map(known.__getitem__, words)) for words in old]


def _scores(here: list[str], there: list[str]) -> Matrix:
    common = cdist(here, there, scorer=LCSseq.similarity, dtype=np.int32)
    lengths = np.array([len(w) for w in here])[:, None], np.array([len(w) for w in there])[None, :]
    shorter = np.minimum(*lengths)
    scores = common / np.maximum(shorter, 1)
    equal = (common == lengths[0]) & (common == lengths[1]) & (common > 0)
    return np.where(shorter >= SHORT, scores, np.where(equal, 1.0, 0.0))


def _share_run(one: str, other: str) -> bool:
    runs = {one[n : n + _RUN] for n in range(len(one) - _RUN + 1)}
    return any(other[n : n + _RUN] in runs for n in range(len(other) - _RUN + 1))


def _matched(one: str, other: str) -> set[int]:
    """Give the places of the first sentence that its common subsequence with the second covers."""
    steps = LCSseq.opcodes(one, other)
    return {n for s in steps if s.tag == "equal" for n in range(s.src_start, s.src_end)}


def _own_parts(
    found: Links, ordered: set[tuple[int, int]], covers: Callable[[int, int], set[int]], side: int
) -> Links:
    """Keep, of links that cover the same part of one sentence, the longest."""
    held: dict[int, Links] = {}
    for link in found:
        held.setdefault(link[side], []).append(link)
    kept: Links = []
    for links in held.values():
        if len(links) == 1:
            kept += links
            continue
        parts = {link: covers(*link) for link in links}
        taken: set[int] = set()
        for link in sorted(links, key=lambda k: (-len(parts[k]), k not in ordered, k)):
            if len(parts[link] & taken) <= _SAME_PART * len(parts[link]):
                kept.append(link)
                taken |= parts[link]
    return sorted(kept)


def forward(links: Links) -> Links:
    """Give the longest run of links that goes forward in both texts: the others were moved."""
    if all(one[1] <= other[1] for one, other in pairwise(links)):
        return links
    best: list[tuple[int, int]] = []  # (length, previous)
    for at, (i, j) in enumerate(links):
        length, previous = max(
            ((best[k][0] + 1, k) for k in range(at) if links[k][0] <= i and links[k][1] <= j),
            default=(1, -1),
            key=lambda p: (p[0], -p[1]),
        )
        best.append((length, previous))
    at = max(range(len(links)), key=lambda k: (best[k][0], -k), default=-1)
    run = []
    while at >= 0:
        run.append(links[at])
        at = best[at][1]
    return run
