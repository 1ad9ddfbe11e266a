"""Words side by side as numbers: which of them are the same, or a slip away from each other.

A word is known by a hash of its letters. Near ones meet in a hash of what is left of both without
one letter, so that no word is held against every other (Bocek, Hunt and Stiller, "Fast similarity
search in large dictionaries", 2007). Two words that share a hash by chance lead to a candidate
more and to no hit.
"""

from typing import Final, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Codes = NDArray[np.uint32]
Hashes = NDArray[np.uint64]

_FIRST, _PRIME = np.uint64(0xCBF29CE484222325), np.uint64(0x100000001B3)
_MIX = np.uint64(0x9E3779B97F4A7C15)
_HALF, _WORD = np.uint64(32), np.uint64(64)
SPACE: Final = np.uint32(ord(" "))
VOWELS: Final = np.array([ord(c) for c in "aeiouy"], np.uint32)
SERVANT, ARTICLE, SERVANT_OF, OTHER_ARTICLE, SON, OTHER_SON = (
    np.array([ord(c) for c in word], np.uint32)
    for word in ("abd", "al", "abdul", "el", "bin", "ben")
)


class Spelled(NamedTuple):
    """Words as the code points of their letters: word n is ``codes[ends[n]:ends[n + 1]]``."""

    codes: Codes
    ends: Ints


class Met(NamedTuple):
    """Hashes put into drawers by their first bits; ``owner`` says whose each is."""

    hashes: Hashes
    owner: Ints
    starts: Ints
    bits: int


def spelled(words: list[str]) -> Spelled:
    """Spell words."""
    ends = np.zeros(len(words) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, words), np.int64, len(words)), out=ends[1:])
    letters = "".join(words).encode("utf-32-le", "surrogatepass")
    return Spelled(np.frombuffer(letters, np.uint32), ends)


def met(hashes: Hashes, owner: Ints) -> Met:
    """Put hashes into drawers, about one in each."""
    bits = max(1, len(hashes).bit_length())
    return Met(*_drawn(hashes, owner, bits), bits)


@njit(cache=True)
def _drawn(
    hashes: Hashes, owner: Ints, bits: int
) -> tuple[Hashes, Ints, Ints]:  # pragma: no cover - compiled
    shift, starts = np.uint64(64 - bits), np.zeros((1 << bits) + 1, np.int64)
    for h in hashes:
        starts[np.int64(h >> shift) + 1] += 1
    starts = np.cumsum(starts)
    at, put, whose = starts.copy(), np.empty_like(hashes), np.empty_like(owner)
    for n in range(len(hashes)):
        drawer = np.int64(hashes[n] >> shift)
        put[at[drawer]], whose[at[drawer]] = hashes[n], owner[n]
        at[drawer] += 1
    return put, whose, starts


@njit(cache=True)
def fed(made: np.uint64, letters: Codes) -> np.uint64:  # pragma: no cover - compiled
    """Go on hashing with more letters (FNV-1a)."""
    for letter in letters:
        made = (made ^ np.uint64(letter)) * _PRIME
    return made


@njit(cache=True)
def mixed(made: np.uint64) -> np.uint64:  # pragma: no cover - compiled
    """End a hash, so that its first bits hang on every letter."""
    return (made ^ (made >> _HALF)) * _MIX


@njit(cache=True)
def same(one: Codes, two: Codes) -> bool:  # pragma: no cover - compiled
    """Say whether two words have the same letters."""
    return len(one) == len(two) and bool((one == two).all())


@njit(cache=True)
def shortened(
    codes: Codes, ends: Ints, least: int
) -> tuple[Hashes, Ints]:  # pragma: no cover - compiled
    """Hash every word, and of those of ``least`` letters what is left without each letter.

    Gives the hashes and whose each is, word by word.
    """
    count = 0
    for w in range(len(ends) - 1):
        long = ends[w + 1] - ends[w]
        count += 1 + (long if long >= least else 0)
    made, owner, at = np.empty(count, np.uint64), np.empty(count, np.int64), 0
    for w in range(len(ends) - 1):
        start, end = ends[w], ends[w + 1]
        made[at], owner[at] = mixed(fed(_FIRST, codes[start:end])), w
        at += 1
        for but in range(start, end if end - start >= least else start):
            whole = fed(fed(_FIRST, codes[start:but]), codes[but + 1 : end])
            made[at], owner[at] = mixed(whole), w
            at += 1
    return made, owner


@njit(cache=True)
def bones(
    codes: Codes, ends: Ints, bony: int, least: int
) -> tuple[Hashes, Ints]:  # pragma: no cover - compiled
    """Hash the consonants of the words of ``bony`` letters that have ``least`` consonants."""
    made, owner, at = np.empty(len(ends), np.uint64), np.empty(len(ends), np.int64), 0
    for w in range(len(ends) - 1):
        hard, left = _FIRST, 0
        for letter in codes[ends[w] : ends[w + 1]]:
            if not (letter == VOWELS).any():
                hard, left = (hard ^ np.uint64(letter)) * _PRIME, left + 1
        if left >= least and ends[w + 1] - ends[w] >= bony:
            made[at], owner[at] = mixed(hard), w
            at += 1
    return made[:at], owner[:at]


@njit(cache=True)
def one_slip(a: Codes, b: Codes) -> bool:  # pragma: no cover - compiled
    """Say whether one letter changed, lost or added, or two neighbours swapped, makes a into b."""
    if len(a) > len(b):
        a, b = b, a
    first = 0
    while first < len(a) and a[first] == b[first]:
        first += 1
    if len(a) != len(b):
        return same(a[first:], b[first + 1 :])
    if first + 1 >= len(a) or same(a[first + 1 :], b[first + 1 :]):
        return True
    swapped = a[first] == b[first + 1] and a[first + 1] == b[first]
    return swapped and same(a[first + 2 :], b[first + 2 :])


@njit(cache=True)
def meeting(
    hashes: Hashes, owner: Ints, held: Met, owners: int
) -> tuple[Ints, Ints]:  # pragma: no cover - compiled
    """Give the pairs (owner, owner among ``held``) that have a hash in common, each once.

    The hashes of one owner have to stand together; ``owners`` is the number of those held.
    """
    shift, seen = _WORD - np.uint64(held.bits), np.full(owners, -1, np.int64)
    one, two, at = np.empty(1024, np.int64), np.empty(1024, np.int64), 0
    for n in range(len(hashes)):
        drawer = np.int64(hashes[n] >> shift)
        for k in range(held.starts[drawer], held.starts[drawer + 1]):
            other = held.owner[k]
            if held.hashes[k] == hashes[n] and seen[other] != owner[n]:
                seen[other] = owner[n]
                if at == len(one):
                    one, two = (
                        np.concatenate((one, np.empty_like(one))),
                        np.concatenate((two, np.empty_like(two))),
                    )
                one[at], two[at] = owner[n], other
                at += 1
    return one[:at], two[:at]


@njit(cache=True)
def near(
    asked: Spelled, listed: Spelled, one: Ints, two: Ints, long: int
) -> NDArray[np.bool_]:  # pragma: no cover - compiled
    """Say of pairs of words that meet less a letter which are near: a slip, two in long words."""
    made = np.ones(len(one), np.bool_)
    for n in range(len(one)):
        a = asked.codes[asked.ends[one[n]] : asked.ends[one[n] + 1]]
        b = listed.codes[listed.ends[two[n]] : listed.ends[two[n] + 1]]
        made[n] = len(a) >= long or one_slip(a, b)
    return made


@njit(cache=True)
def neighbours(
    lines: Spelled, apart: NDArray[np.bool_], least: int
) -> tuple[Hashes, Ints]:  # pragma: no cover - compiled
    """Hash two neighbours of a line as one word of ``least`` letters or more.

    Not of lines that are kept ``apart``. "abd al aziz" is "abdulaziz" too, "karim abd al" is
    "karimabdul", and "al" and "bin" are "el" and "ben", as others write them.
    """
    most = 2 * len(lines.codes)
    made, owner, at = np.empty(most, np.uint64), np.empty(most, np.int64), 0
    for row in range(len(lines.ends) - 1):
        if apart[row]:
            continue
        here, end = lines.ends[row], lines.ends[row + 1]
        before = last = np.array([here, here])  # the two words before: where each begins and ends
        for n in range(here, end + 1):
            if n < end and lines.codes[n] != SPACE:
                continue
            zero, one = lines.codes[before[0] : before[1]], lines.codes[last[0] : last[1]]
            two = lines.codes[here:n]
            if len(one) and len(one) + len(two) >= least:
                made[at], owner[at] = mixed(fed(fed(_FIRST, one), two)), row
                at += 1
                left, right = otherwise(one), otherwise(two)
                if len(left) or len(right):
                    left, right = left if len(left) else one, right if len(right) else two
                    made[at], owner[at] = mixed(fed(fed(_FIRST, left), right)), row
                    at += 1
            if same(one, ARTICLE) and same(zero, SERVANT):
                made[at], owner[at] = mixed(fed(fed(_FIRST, SERVANT_OF), two)), row
                at += 1
            if same(two, ARTICLE) and same(one, SERVANT) and len(zero):
                made[at], owner[at] = mixed(fed(fed(_FIRST, zero), SERVANT_OF)), row
                at += 1
            before, last, here = last, np.array([here, n]), n + 1
    return made[:at], owner[:at]


@njit(cache=True)
def otherwise(word: Codes) -> Codes:  # pragma: no cover - compiled
    """Give an Arabic particle as others write it; no letters for another word."""
    if same(word, ARTICLE):
        return OTHER_ARTICLE
    return OTHER_SON if same(word, SON) else word[:0]
