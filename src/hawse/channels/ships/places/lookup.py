# ruff: noqa: PLR0917 - numba kernels: arrays handed one by one
"""A table of keys in arrays, for kernels: which number has the key that a run of bytes is?"""

import numpy as np
import numpy.typing as npt
from numba import njit

Bytes = npt.NDArray[np.uint8]
Ends = npt.NDArray[np.int64]
Ids = npt.NDArray[np.int32]
Slots = npt.NDArray[np.uint64]
NONE = -1


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
def found(data: Bytes, begin: int, end: int, slots: Slots, keys: Bytes, ends: Ends) -> int:
    """Give the number of the key that a run of bytes is; -1 if it is none."""
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
