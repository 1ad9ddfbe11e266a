# ruff: noqa: PLR0917 - numba kernels: arrays handed one by one
"""Names by what is left of them where a letter is left out: the nearest to a text's, at once.

Two keys that share what is left when each loses a letter, or none, are at most two slips apart
(Garbe's symmetric deletes). The hashes stand sorted in one array: a dictionary of 450,000 strings
takes ten times the memory, and each look into it waits for memory where this one does not.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from numba import njit

from hawse.channels.ships.places.lookup import Bytes, Ends, Ids, Slots, hashed

LONGEST = 64
MOST = 64
"""The longest key that is looked for, and the most names that are given."""
_BITS = 18
Rows = npt.NDArray[np.int64]


class SlipIndex:
    """Finds the keys that are the fewest slips away from a text."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = keys
        text = "".join(keys).encode("ascii", "replace")
        self._text = np.frombuffer(text, np.uint8)
        self._ends = np.cumsum(np.fromiter(map(len, keys), np.int64, len(keys)))
        hashes, whose = _holes(self._text, self._ends)
        order = np.argsort(hashes, kind="stable")
        self._hashes, self._whose = hashes[order], whose[order]
        firsts = np.arange(1, 1 << _BITS, dtype=np.uint64) << np.uint64(64 - _BITS)
        self._starts = np.concatenate(
            ([0], np.searchsorted(self._hashes, firsts), [len(hashes)])
        ).astype(np.int64)
        self._near = np.zeros(MOST, np.int32)

    def nearest(self, key: str, allowed: int) -> list[str]:
        """Give the keys nearest to a key, in order; none where all are further than ``allowed``.

        A slip is a letter more, less or another, or two that changed places; for a letter that
        is not ASCII no key has the same.
        """
        if len(key) > LONGEST:
            return []
        count = _nearest(
            key.encode("ascii", "replace"), allowed, self._starts, self._hashes, self._whose,
            self._text, self._ends, self._near,
        )  # fmt: skip
        if not count:
            return []
        return sorted([self._keys[n] for n in self._near[:count].tolist()])


@njit(cache=True)
def _without(data: Bytes, begin: int, end: int, left_out: int, into: Bytes) -> np.uint64:
    """Hash a key without one of its letters; ``left_out`` is its end where none is left out."""
    n = 0
    for i in range(begin, end):
        if i != left_out:
            into[n] = data[i]
            n += 1
    return hashed(into, 0, n)


@njit(cache=True)
def _holes(text: Bytes, ends: Ends) -> tuple[Slots, Ids]:
    """Hash each key whole and without each of its letters; beside each hash the key's number."""
    size = len(ends) + (ends[-1] if len(ends) else 0)
    hashes = np.zeros(size, np.uint64)
    whose = np.zeros(size, np.int32)
    longest = 1
    begin = 0
    for end in ends:
        longest = max(longest, end - begin)
        begin = end
    into = np.zeros(longest, np.uint8)
    at = begin = 0
    for n in range(len(ends)):
        end = ends[n]
        for left_out in range(begin, end + 1):
            hashes[at] = _without(text, begin, end, left_out, into)
            whose[at] = n
            at += 1
        begin = end
    return hashes, whose


@njit(cache=True)
def _slips(a: Bytes, text: Bytes, begin: int, end: int, most: int, rows: Rows) -> int:
    """Count the slips between two keys (optimal string alignment); over ``most`` is any number."""
    long, wide = len(a), end - begin
    if abs(long - wide) > most:
        return most + 1
    for j in range(wide + 1):
        rows[0, j] = j
    for i in range(1, long + 1):
        row, above, top = i % 3, (i - 1) % 3, (i - 2) % 3
        rows[row, 0] = i
        least = i
        for j in range(1, wide + 1):
            same = a[i - 1] == text[begin + j - 1]
            cost = rows[above, j - 1] + (0 if same else 1)
            cost = min(cost, rows[above, j] + 1, rows[row, j - 1] + 1)
            if (
                i > 1
                and j > 1
                and a[i - 1] == text[begin + j - 2]
                and a[i - 2] == text[begin + j - 1]
            ):
                cost = min(cost, rows[top, j - 2] + 1)
            rows[row, j] = cost
            least = min(least, cost)
        if least > most + 1:
            return most + 1
    return int(rows[long % 3, wide])


@njit(cache=True)
def _nearest(
    key: bytes, allowed: int, starts: Ends, hashes: Slots, whose: Ids, text: Bytes, ends: Ends,
    near: Ids,
) -> int:  # fmt: skip
    """Write the numbers of the keys that are the fewest slips away; give how many they are."""
    size = len(key)
    data = np.zeros(size, np.uint8)
    for n in range(size):
        data[n] = key[n]
    into = np.zeros(size + 1, np.uint8)
    rows = np.zeros((3, size + allowed + 2), np.int64)
    count = 0
    least = allowed
    for left_out in range(size + 1):
        h = _without(data, 0, size, left_out, into)
        bucket = np.int64(h >> np.uint64(64 - _BITS))
        for at in range(starts[bucket], starts[bucket + 1]):
            if hashes[at] != h:
                continue
            n = whose[at]
            held = False
            for i in range(count):
                held = held or near[i] == n
            if held:
                continue
            begin = ends[n - 1] if n else 0
            far = _slips(data, text, begin, ends[n], least, rows)
            if far < least:
                least = far
                count = 0
            if far == least and count < len(near):
                near[count] = n
                count += 1
    return count
