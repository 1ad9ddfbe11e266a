"""A table of keys in arrays, for kernels: which number has the key that a run of bytes is?"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

Bytes = npt.NDArray[np.uint8]
Ends = npt.NDArray[np.int64]
Ids = npt.NDArray[np.int32]
Slots = npt.NDArray[np.uint64]
Told = npt.NDArray[np.int32]
NONE = -1


class Keys(NamedTuple):
    """Keys in a table of slots, and what is told of each: one row a key, one array to be read."""

    slots: Slots
    text: Bytes
    ends: Ends
    told: Told


def joined(texts: Sequence[str]) -> tuple[Bytes, Ends]:
    """Lay ASCII texts one behind the other; give where each ends."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    return np.frombuffer("".join(texts).encode("ascii"), np.uint8), np.cumsum(lengths)


def keys_of(keys: Sequence[str], told: Told) -> Keys:
    """Lay distinct keys into a table."""
    text, ends = joined(keys)
    return Keys(slots_of(text, ends, 2 << len(keys).bit_length()), text, ends, told)


@njit(cache=True)
def hashed(data: Bytes, begin: int, end: int) -> np.uint64:
    """Hash a run of bytes (FNV-1a, then mixed)."""
    h = np.uint64(0xCBF29CE484222325)
    for n in range(begin, end):
        h = (h ^ np.uint64(data[n])) * np.uint64(0x100000001B3)
    h ^= h >> np.uint64(32)
    h *= np.uint64(0x9E3779B97F4A7C15)
    return h ^ (h >> np.uint64(29))


@njit(cache=True)
def slots_of(keys: Bytes, ends: Ends, size: int) -> Slots:
    """Lay distinct keys into a table of ``size`` slots, a power of two: hash and number each."""
    slots = np.zeros(size, np.uint64)
    mask = np.uint64(size - 1)
    begin = 0
    for n in range(len(ends)):
        h = hashed(keys, begin, ends[n])
        at = h & mask
        while slots[at]:
            at = (at + np.uint64(1)) & mask
        slots[at] = (h & ~np.uint64(0xFFFFFF)) | np.uint64(n + 1)
        begin = ends[n]
    return slots


@njit(cache=True)
def found(data: Bytes, begin: int, end: int, held: Keys) -> int:
    """Give the number of the key that a run of bytes is; -1 if it is none."""
    slots, keys, ends = held.slots, held.text, held.ends
    h = hashed(data, begin, end)
    mask = np.uint64(len(slots) - 1)
    at = h & mask
    while slots[at]:
        if (slots[at] ^ h) >> np.uint64(24) == 0:
            n = int(slots[at] & np.uint64(0xFFFFFF)) - 1
            start = ends[n - 1] if n else 0
            if ends[n] - start == end - begin:
                same = True
                for i in range(end - begin):
                    if keys[start + i] != data[begin + i]:
                        same = False
                        break
                if same:
                    return n
        at = (at + np.uint64(1)) & mask
    return NONE
