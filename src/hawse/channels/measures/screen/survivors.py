"""Which candidates are alike enough to be judged in full.

Three looks, the cheapest first: letters in common, whatever their order, which no ratio can pass
and which are enough where nearly all are, as are the same consonants in the same order; the ratio
of the names' words in order of the alphabet; the ratio in their own order.
"""

from typing import Final, NamedTuple

import numpy as np
import pyarrow as pa
from numba import njit
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from hawse.channels.measures.screen.near_words import bones, spelled

Ints = NDArray[np.int64]
Bags = NDArray[np.uint16]
Bones = NDArray[np.uint64]
Texts = NDArray[np.object_]
_BLOCK: Final = 1_000_000
_WITHIN, _FAR, _LINE, _LETTERS_ALIKE = 90, 40, 84, 84
_SLACK: Final = 0.01
"""For what a ratio in single precision may be rounded up by."""
_LETTERS: Final = 32
_BONY: Final = 6
"""Consonants, spaces among them, by which two names with other vowels may be one."""
_AT_ONCE: Final = 100_000


class Sides(NamedTuple):
    """The names of one index: words in order of the alphabet, in their own, and their letters."""

    texts: Texts
    lines: Texts
    long: Ints
    bags: Bags
    dry: Bones


def surviving(
    asked_index: pa.Table, listed_index: pa.Table, candidates: pa.Table, coarse: float
) -> list[tuple[int, str, str]]:
    """Give the pairs that are alike enough to be judged: (asked number, listed name, its schema).

    Alike are their words in order of the alphabet, or, because a first letter that is wrong puts
    a word elsewhere, in their own order. So are their letters whatever the order, because a list
    may put the family name first, and one that lies wholly within the other, and a name of one
    word that nearly does.
    """
    asked, listed = asked_index.sort_by("asked"), listed_index.sort_by("listed")
    mine, theirs = _sides(asked), _sides(listed)
    one, two = (candidates[c].cast(pa.int64()).to_numpy() for c in ("asked", "listed"))
    kept: list[NDArray[np.int64]] = []
    for start in range(0, len(one), _BLOCK):
        a, b = one[start : start + _BLOCK], two[start : start + _BLOCK]
        kept.append(start + _alike(mine, theirs, a, b, coarse))
    left = np.concatenate(kept) if kept else np.empty(0, np.int64)
    at, of = one[left], pa.array(two[left], pa.int64())
    names, schemas = (listed[c].take(of).to_pylist() for c in ("name", "schema"))
    return list(zip(at.tolist(), names, schemas, strict=True))


def _alike(mine: Sides, theirs: Sides, a: Ints, b: Ints, coarse: float) -> Ints:
    """Give the places of the pairs that are alike."""
    short, both = np.minimum(mine.long[a], theirs.long[b]), mine.long[a] + theirs.long[b]
    most = 2 * shared(mine.bags, theirs.bags, a, b)
    dry: NDArray[np.bool_] = (mine.dry[a] == theirs.dry[b]) & (mine.dry[a] != 0)
    worth = (
        dry
        | (100 * most >= (min(coarse, _LINE) - _SLACK) * both)
        | (100 * most >= (_WITHIN - _SLACK) * 2 * short)
    )
    look = np.flatnonzero(worth)
    a, b, short, both, dry = a[look], b[look], short[look], both[look], dry[look]
    left, right = mine.texts[a].tolist(), theirs.texts[b].tolist()
    ratio = process.cpdist(left, right, scorer=fuzz.ratio, score_cutoff=_FAR, dtype=np.float32)
    alike: NDArray[np.bool_] = (
        dry | (ratio >= coarse) | (100 * most[look] >= _LETTERS_ALIKE * both)
    )
    rest = np.flatnonzero(~alike)
    lines = mine.lines[a[rest]].tolist(), theirs.lines[b[rest]].tolist()
    in_line = process.cpdist(*lines, scorer=fuzz.ratio, score_cutoff=_LINE, dtype=np.float32)
    alike[rest] |= in_line > 0
    # words that lie within others make the ratio as high as the two lengths allow
    within = np.flatnonzero(~alike & (ratio * both >= _WITHIN * 2 * short) & (ratio > 0))
    for n in within.tolist():
        alike[n] = _within(left[n], right[n])
    found: Ints = look[alike]
    return found


def _within(one: str, two: str) -> bool:
    """Say whether all words of one name are in the other, or a lone word is nearly one of them."""
    left, right = set(one.split()), set(two.split())
    if left <= right or right <= left:
        return True
    return len(left) == 1 and fuzz.token_set_ratio(one, two) >= _WITHIN


def _sides(index: pa.Table) -> Sides:
    texts, lines = (index[c].to_pylist() for c in ("text", "line"))
    blocks = [bags(texts[at : at + _AT_ONCE]) for at in range(0, len(texts), _AT_ONCE)]
    long = np.fromiter(map(len, texts), np.int64, len(texts))
    packed = np.concatenate(blocks) if blocks else np.empty((0, _LETTERS), np.uint16)
    return Sides(np.array(texts, object), np.array(lines, object), long, packed, _dry(lines))


def _dry(lines: list[str]) -> Bones:
    """Hash the consonants of each line in their order; 0 where they are few."""
    made, (hashes, owner) = np.zeros(len(lines), np.uint64), bones(*spelled(lines), 0, _BONY)
    made[owner] = hashes
    return made


def bags(texts: list[str]) -> Bags:
    """Count the letters of each text in 32 sorts; two letters of one sort only loosen a bound."""
    letters = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    row = np.repeat(np.arange(len(texts)), np.fromiter(map(len, texts), np.int64, len(texts)))
    counts = np.bincount(row * _LETTERS + letters % _LETTERS, minlength=len(texts) * _LETTERS)
    return counts.reshape(-1, _LETTERS).astype(np.uint16)


@njit(cache=True)
def shared(one: Bags, two: Bags, a: Ints, b: Ints) -> Ints:  # pragma: no cover - compiled
    """Count the letters that two texts have in common: no order of theirs can match more."""
    made = np.empty(len(a), np.int64)
    for n in range(len(a)):
        left, right, same = one[a[n]], two[b[n]], 0
        for k in range(32):
            same += min(left[k], right[k])
        made[n] = same
    return made
