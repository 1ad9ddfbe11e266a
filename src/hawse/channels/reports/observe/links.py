"""Which sentences of two related articles are the same: links from longest common subsequences."""

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise
from operator import itemgetter
from typing import Final

import numpy as np
import numpy.typing as npt
from numba import njit
from rapidfuzz.distance import LCSseq
from rapidfuzz.process import cdist

SHORT: Final = 4  # tokens; a shorter sentence is only ever linked to its equal
_SURE: Final = 0.8
_LIKELY: Final = 0.35
_PLAIN: Final = 0.6  # below it a link needs a run of three tokens in common
_BEST: Final = 0.85
_SAME_PART: Final = 0.5
_RUN: Final = 3
_MOST: Final = 128  # likely links of one sentence; two printings of 7,000 equal lines took 9 GB
_LONGEST: Final = 8_000  # sentences of an article that are aligned: a table of 256 MB at most
_FIRST: Final = 0xE000  # interned tokens become characters from here on, past the surrogates
_LAST: Final = 0x110000
_FULL: Final = 400_000  # as many are left for the words of one pair
Counts = npt.NDArray[np.int32]
Sizes = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]
Links = list[tuple[int, int]]


class Signs(dict[str, str]):
    """One character for each token, given out as tokens come, so that sentences compare fast.

    Kept from one pair of articles to the next, as any memory of words; emptied when nearly all
    characters are given out, so that two words of a pair never share one.
    """

    def __missing__(self, word: str) -> str:
        """Give the next character; past the last one the first serves again."""
        self[word] = sign = chr(_FIRST + len(self) % (_LAST - _FIRST))
        return sign

    def write(
        self, new: Iterable[list[str]], old: Iterable[list[str]]
    ) -> tuple[list[str], list[str]]:
        """Write each sentence of two articles as one short string."""
        if len(self) > _FULL:
            self.clear()
        return [*map(self._written, new)], [*map(self._written, old)]

    def _written(self, words: list[str]) -> str:
        """Write one sentence; asking for all words at once is a sixth faster than one by one."""
        if len(words) > 1:
            return "".join(itemgetter(*words)(self))
        return self[words[0]] if words else ""


def linked(here: list[str], there: list[str]) -> Links:
    """Give the linked pairs (child, parent): longest common subsequence over the shorter sentence.

    A pair is linked where it is nearly the best of its row and its column, or where four fifths of
    the shorter sentence stand in the other; so several sentences may link to one (merges, splits),
    each with a part of its own: of two links for one part the longer stays, then the one in order.
    Sentences are written by the same ``Signs``.
    """
    if not here or not there:
        return []
    here, there = here[:_LONGEST], there[:_LONGEST]
    common = cdist(here, there, scorer=LCSseq.similarity, dtype=np.int32)
    sizes = np.fromiter(map(len, here), np.int64), np.fromiter(map(len, there), np.int64)
    news, olds, plain = _likely(common, *sizes)
    found: Links = list(zip(news.tolist(), olds.tolist(), strict=True))
    if not plain.all():
        found = [
            link
            for link, is_plain in zip(found, plain.tolist(), strict=True)
            if is_plain or _share_run(here[link[0]], there[link[1]])
        ]
    several, parted = _often(found, 0), _often(found, 1)
    if not several and not parted:
        return found
    ordered = set(forward(found))
    if several:
        found = _own_parts(found, several, ordered, lambda i, j: _matched(here[i], there[j]), 0)
        parted = _often(found, 1)
    if parted:
        found = _own_parts(found, parted, ordered, lambda i, j: _matched(there[j], here[i]), 1)
    return found


def _often(links: Links, side: int) -> set[int]:
    """Give the sentences of one side that more than one link has."""
    counts = Counter(map(itemgetter(side), links))
    return {n for n, count in counts.items() if count > 1} if len(counts) < len(links) else set()


@njit(cache=True)
def _score(common: int, one: int, other: int) -> float:
    """Give the share of the shorter sentence that the other has; short ones must be equal."""
    shorter = min(one, other)
    if shorter >= SHORT:
        return common / shorter
    return 1.0 if 0 < common == one == other else 0.0


@njit(cache=True)
def _likely(common: Counts, rows: Sizes, columns: Sizes) -> tuple[Sizes, Sizes, Sizes]:
    """Give the pairs that are likely linked, in order, and whether each is so beyond doubt.

    Of a sentence with more than ``_MOST`` such pairs, a line that is repeated, only the best
    count, and of these the ``_MOST`` nearest by place: else there is one for each two repeats.
    """
    row_best, column_best = np.zeros(len(rows)), np.zeros(len(columns))
    for i in range(len(rows)):
        for j in range(len(columns)):
            score = _score(common[i, j], rows[i], columns[j])
            row_best[i] = max(row_best[i], score)
            column_best[j] = max(column_best[j], score)
    pairs = np.empty((3, min(common.size, _MOST * len(rows))), np.int64)
    found, scores = 0, np.zeros(len(columns))
    for i in range(len(rows)):
        several = 0
        for j in range(len(columns)):
            score = _score(common[i, j], rows[i], columns[j])
            best = score >= _BEST * row_best[i] and score >= _BEST * column_best[j]
            likely = score >= _SURE or (score >= _LIKELY and best)
            scores[j] = score if likely else -1.0
            several += likely
        far = len(columns)
        if several > _MOST:
            far, several = _reach(scores, row_best[i], i)
        for j in range(len(columns)):
            near = far == len(columns) or (scores[j] == row_best[i] and abs(j - i) <= far)
            if scores[j] >= 0 and near and several > 0:
                pairs[0, found], pairs[1, found], pairs[2, found] = i, j, scores[j] >= _PLAIN
                found, several = found + 1, several - 1
    return pairs[0, :found], pairs[1, :found], pairs[2, :found]


@njit(cache=True)
def _reach(scores: Scores, best: float, at: int) -> tuple[int, int]:
    """Give how far from a place its best pairs are taken, and how many they are."""
    count = 0
    for far in range(max(len(scores), at + 1)):
        for j in (at - far, at + far) if far else (at, -1):
            if 0 <= j < len(scores) and scores[j] == best:
                count += 1
        if count >= _MOST:
            return far, _MOST
    return len(scores) - 1, count


def _share_run(one: str, other: str) -> bool:
    runs = {one[n : n + _RUN] for n in range(len(one) - _RUN + 1)}
    return any(other[n : n + _RUN] in runs for n in range(len(other) - _RUN + 1))


def _matched(one: str, other: str) -> set[int]:
    """Give the places of the first sentence that its common subsequence with the second covers."""
    steps = LCSseq.opcodes(one, other)
    return {n for s in steps if s.tag == "equal" for n in range(s.src_start, s.src_end)}


def _own_parts(
    found: Links,
    several: set[int],
    ordered: set[tuple[int, int]],
    covers: Callable[[int, int], set[int]],
    side: int,
) -> Links:
    """Keep, of the links that cover the same part of one of ``several`` sentences, the longest."""
    held: dict[int, Links] = {}
    for link in found:
        if link[side] in several:
            held.setdefault(link[side], []).append(link)
    lost: set[tuple[int, int]] = set()
    for links in held.values():
        parts = {link: covers(*link) for link in links}
        taken: set[int] = set()
        for link in sorted(links, key=lambda k: (-len(parts[k]), k not in ordered, k)):
            if len(parts[link] & taken) <= _SAME_PART * len(parts[link]):
                taken |= parts[link]
            else:
                lost.add(link)
    return [link for link in found if link not in lost] if lost else found


def forward(links: Links) -> Links:
    """Give the longest run of links that goes forward in both texts: the others were moved."""
    if all(one[1] <= other[1] for one, other in pairwise(links)):
        return links
    places = _longest_run(np.array([j for _, j in links], np.int64))
    return [links[n] for n in places.tolist()]


@njit(cache=True)
def _longest_run(columns: Sizes) -> Sizes:
    """Give the places of the longest run that never falls; of equals, the earliest.

    A tree of the best run by its last value (Fenwick 1994) answers in a few steps what looking at
    all links before would: two printings of a page of one repeated line have a link for each two.
    """
    size = columns.max() + 1
    lengths, lasts = np.zeros(size + 1, np.int64), np.full(size + 1, -1, np.int64)
    before = np.full(len(columns), -1, np.int64)
    longest, end = 0, -1
    for at in range(len(columns)):
        length, last = 0, -1
        n = columns[at] + 1
        while n > 0:
            if lengths[n] > length or (lengths[n] == length and 0 <= lasts[n] < last):
                length, last = lengths[n], lasts[n]
            n -= n & -n
        before[at] = last
        length += 1
        if length > longest:
            longest, end = length, at
        n = columns[at] + 1
        while n <= size:
            if length > lengths[n]:
                lengths[n], lasts[n] = length, at
            n += n & -n
    run = np.empty(longest, np.int64)
    for n in range(longest - 1, -1, -1):
        run[n] = end
        end = before[end]
    return run
