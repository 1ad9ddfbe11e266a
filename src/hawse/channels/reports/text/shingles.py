"""Shingles: hashes of five tokens in a row, by which copied passages are found.

Containment of sampled shingles, not Jaccard: a story cut to a third of its length can never reach
a Jaccard of .5 with its parent, whatever its words (Broder 1997, "On the resemblance and
containment of documents", for both measures; the sample is FracMinHash: every hash below a fixed
cut).
"""

import hashlib
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

WIDTH: Final = 5
CUT: Final = np.uint64(1 << 62)  # one quarter of all hashes lies below it
Marks = npt.NDArray[np.uint64]

_ODD: Final = np.array(
    [
        0x9E3779B97F4A7C15,
        0xC2B2AE3D27D4EB4F,
        0x165667B19E3779F9,
        0xD6E8FEB86659FD93,
        0xA0761D6478BD642F,
    ],
    dtype=np.uint64,
)


@lru_cache(maxsize=400_000)
def _word(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")


def marks(words: list[str]) -> Marks:
    """Give the hash of every run of five tokens, in order; none for a shorter text."""
    if len(words) < WIDTH:
        return np.empty(0, dtype=np.uint64)
    hashed = np.fromiter(map(_word, words), dtype=np.uint64, count=len(words))
    runs = len(words) - WIDTH + 1
    mixed = np.zeros(runs, dtype=np.uint64)
    for place in range(WIDTH):
        mixed ^= (hashed[place : place + runs] + np.uint64(place)) * _ODD[place]
        mixed = (mixed << np.uint64(23)) | (mixed >> np.uint64(41))
    mixed ^= mixed >> np.uint64(32)
    mixed *= _ODD[0]
    return mixed ^ (mixed >> np.uint64(29))


def sampled(found: Marks) -> Marks:
    """Keep the quarter of the marks below the cut, each once and in order of size."""
    return np.unique(found[found < CUT])


def containment(inner: Marks, outer: Marks) -> float:
    """Give the share of the inner text's distinct marks that the outer one holds.

    0 if it has none.
    """
    inner, outer = np.unique(inner), np.unique(outer)
    if not len(inner):
        return 0.0
    return float(len(np.intersect1d(inner, outer, assume_unique=True)) / len(inner))
