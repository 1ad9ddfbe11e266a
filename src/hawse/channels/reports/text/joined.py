"""Which texts hold the same marks: a join by sorting, of nothing but arrays.

Most marks stand in one text alone. A first pass counts them in a table that fits the cache and
drops what nothing shares; the few that are left are sorted.
"""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from hawse.channels.reports.text.scan import Flags, Hashes, Places

_LEAST_BITS: Final = 12
_MOST_BITS: Final = 24  # sixteen million counters of a byte


class Shared(NamedTuple):
    """Marks that two holders share: both holders (the smaller first) and the mark.

    ``crowd`` and ``crowded``: the holders of marks that more than the most hold, and those marks.
    """

    ones: Places
    others: Places
    marks: Hashes
    crowd: Places
    crowded: Hashes


def sharing(marks: Hashes, holders: Places, most: int) -> Shared:
    """Give every two holders of each mark, from one entry for each mark of each holder.

    A holder that comes twice for a mark counts once. In order of marks, then of holders.
    """
    bits = min(max(len(marks).bit_length() + 1, _LEAST_BITS), _MOST_BITS)
    kept = _repeated(marks, np.zeros(1 << bits, np.uint8), np.uint64(64 - bits))
    marks, holders = marks[kept], holders[kept]
    order = np.lexsort((holders, marks))
    return Shared(*_met(marks[order], holders[order], most))


@njit(cache=True)
def _repeated(marks: Hashes, seen: npt.NDArray[np.uint8], shift: np.uint64) -> Flags:
    """Say of each mark whether another entry may hold it too; two marks may share a counter."""
    turn = np.uint64(0x9E3779B97F4A7C15)
    for mark in marks:
        at = (mark * turn) >> shift
        if seen[at] < 2:  # noqa: PLR2004 - two is company
            seen[at] += 1
    out = np.empty(len(marks), np.bool_)
    for n, mark in enumerate(marks):
        out[n] = seen[(mark * turn) >> shift] == 2  # noqa: PLR2004 - as above
    return out


@njit(cache=True)
def _met(
    marks: Hashes, holders: Places, most: int
) -> tuple[Places, Places, Hashes, Places, Hashes]:
    """Pair the holders of each mark; entries are in order of marks, then of holders."""
    last = len(marks)
    once = np.ones(last, np.bool_)
    for at in range(1, last):
        once[at] = marks[at] != marks[at - 1] or holders[at] != holders[at - 1]
    marks, holders = marks[once], holders[once]
    last, total, begin = len(marks), 0, 0
    crowd = np.zeros(last, np.bool_)
    for at in range(1, last + 1):
        if at == last or marks[at] != marks[begin]:
            size = at - begin
            crowd[begin:at] = size > most
            total += size * (size - 1) // 2 if size <= most else 0
            begin = at
    ones, others = np.empty(total, np.int64), np.empty(total, np.int64)
    shared = np.empty(total, np.uint64)
    n = 0
    for at in range(last):
        following = at + 1
        while following < last and marks[following] == marks[at] and not crowd[at]:
            ones[n], others[n], shared[n] = holders[at], holders[following], marks[at]
            n += 1
            following += 1
    return ones, others, shared, holders[crowd], marks[crowd]
