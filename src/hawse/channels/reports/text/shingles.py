# ruff: noqa: PLR0917 - numba kernels: one pass, arrays handed one by one
"""Shingles: hashes of five words in a row, by which copied passages are found.

Containment of sampled shingles, not Jaccard: a story cut to a third of its length can never reach
a Jaccard of .5 with its parent, whatever its words (Broder 1997, "On the resemblance and
containment of documents", for both measures; the sample is FracMinHash: every hash below a fixed
cut).
"""

from typing import Final

import numpy as np
import numpy.typing as npt
from numba import njit

from hawse.channels.reports.text.hashed import word_hash
from hawse.channels.reports.text.scan import Flags, Hashes, Places

WIDTH: Final = 5
CUT: Final = np.uint64(1 << 62)  # one quarter of all hashes lies below it
EVERY: Final = np.uint64((1 << 64) - 1)
Marks = npt.NDArray[np.uint64]


def marks(words: list[str]) -> Marks:
    """Give the hash of every run of five words, each once and in order of size."""
    hashed = np.array([word_hash(word) for word in words], np.uint64)
    return marked(hashed, np.ones(len(words), np.bool_), np.array([0, len(words)]), EVERY)[0]


def marked(words: Hashes, use: Flags, bounds: Places, cut: np.uint64) -> tuple[Marks, Places]:
    """Give the marks of many articles, and where the marks of each begin.

    ``bounds`` are the places of each article's words, of which those in ``use`` count: a run goes
    on over what is left out. Marks up to ``cut``, each once and in order of size.
    """
    starts = np.zeros(len(bounds), np.int64)
    if not use.any():
        return np.empty(0, np.uint64), starts
    found = np.empty(len(words), np.uint64)
    _marked(words, use, bounds, cut, found, starts)
    return found[: starts[-1]].copy(), starts


@njit(cache=True)
def _marked(
    words: Hashes, use: Flags, bounds: Places, cut: np.uint64, found: Marks, starts: Places
) -> None:
    """Fill in the marks of each article, sorted and each once."""
    turn = np.uint64(0x9E3779B97F4A7C15)
    a = b = c = d = e = np.uint64(0)  # the last five words: an array of them costs a third more
    total = 0
    for article in range(len(bounds) - 1):
        began, have = total, 0
        for at in range(bounds[article], bounds[article + 1]):
            if not use[at]:
                continue
            a, b, c, d, e = b, c, d, e, words[at]
            have += 1
            if have >= WIDTH:
                mixed = np.uint64(0)
                for word in (a, b, c, d, e):
                    mixed = (mixed ^ word) * turn
                    mixed = (mixed << np.uint64(23)) | (mixed >> np.uint64(41))
                mixed ^= mixed >> np.uint64(32)
                mixed *= np.uint64(0xC2B2AE3D27D4EB4F)
                mixed ^= mixed >> np.uint64(29)
                if mixed <= cut:
                    found[total] = mixed
                    total += 1
        if total > began:
            found[began:total] = np.sort(found[began:total])
            kept = began + 1
            for at in range(began + 1, total):
                if found[at] != found[kept - 1]:
                    found[kept] = found[at]
                    kept += 1
            total = kept
        starts[article + 1] = total


@njit(cache=True)
def shared(marks: Marks, starts: Places, ones: Places, others: Places) -> Places:
    """Count, for each pair of articles, the marks that both hold (sorted, each once)."""
    counts = np.zeros(len(ones), np.int64)
    for pair in range(len(ones)):
        a, a_end = starts[ones[pair]], starts[ones[pair] + 1]
        b, b_end = starts[others[pair]], starts[others[pair] + 1]
        while a < a_end and b < b_end:
            if marks[a] == marks[b]:
                counts[pair] += 1
                a += 1
                b += 1
            elif marks[a] < marks[b]:
                a += 1
            else:
                b += 1
    return counts


@njit(cache=True)
def laid(marks: Marks, sizes: Places, to: Places, out: Marks) -> None:
    """Copy sets that lie in a row to their places in ``out``; a place below 0: not wanted."""
    at = 0
    for n in range(len(sizes)):
        if to[n] >= 0:
            out[to[n] : to[n] + sizes[n]] = marks[at : at + sizes[n]]
        at += sizes[n]


@njit(cache=True)
def without(marks: Marks, starts: Places, taken: Marks) -> tuple[Marks, Places]:
    """Take marks out of all sets, in place (``taken`` is sorted); give what is left."""
    left = np.zeros(len(starts), np.int64)
    total = 0
    for article in range(len(starts) - 1):
        for n in range(starts[article], starts[article + 1]):
            at = np.searchsorted(taken, marks[n])
            if at >= len(taken) or taken[at] != marks[n]:
                marks[total] = marks[n]
                total += 1
        left[article + 1] = total
    return marks[:total], left


@njit(cache=True)
def united(
    first: Marks, first_starts: Places, second: Marks, second_starts: Places, without: Marks
) -> tuple[Marks, Places]:
    """Unite two sets of marks for each article and take out those in ``without`` (all sorted)."""
    out = np.empty(len(first) + len(second), np.uint64)
    starts = np.zeros(len(first_starts), np.int64)
    total = 0
    for article in range(len(first_starts) - 1):
        a, a_end = first_starts[article], first_starts[article + 1]
        b, b_end = second_starts[article], second_starts[article + 1]
        while a < a_end or b < b_end:
            if b >= b_end or (a < a_end and first[a] <= second[b]):
                mark = first[a]
                if b < b_end and second[b] == mark:
                    b += 1
                a += 1
            else:
                mark = second[b]
                b += 1
            at = np.searchsorted(without, mark)
            if at >= len(without) or without[at] != mark:
                out[total] = mark
                total += 1
        starts[article + 1] = total
    return out[:total], starts


@njit(cache=True)
def joined(words: Hashes, starts: Places) -> Hashes:
    """Give one hash for the words of each text, in their order."""
    out = np.zeros(len(starts) - 1, np.uint64)
    for text in range(len(starts) - 1):
        h = np.uint64(0xCBF29CE484222325)
        for at in range(starts[text], starts[text + 1]):
            h = (h ^ words[at]) * np.uint64(0x9E3779B97F4A7C15)
            h ^= h >> np.uint64(29)
        out[text] = h
    return out
