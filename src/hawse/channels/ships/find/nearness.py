"""Pairs of waits near each other at the same half hours, and how crowded it was there."""

import math
from typing import Final, NamedTuple

import numpy as np
import pyarrow as pa
from numba import njit

from hawse.channels.ships.find.windows import AT_ONCE, Ways, Window
from hawse.channels.ships.observe.drift import HALF_HOUR
from hawse.channels.ships.observe.harbours import km
from hawse.channels.ships.read.shapes import Ints, Reals

CELLS: Final = 20
"""Cells in a degree of latitude: 5.6 km, wider than any distance asked for."""
ROWS, WIDE = 3_608, 7_200
"""Rows and columns of cells, at least: a row beyond a pole must not be one of another instant."""
MOST_IN_CELL: Final = 400
"""In a cell with more waits than this at one instant no pair is told: no one could tell it."""


class Near(NamedTuple):
    """Two waits, numbered among those that count; half hours in common; the median distance."""

    one: int
    other: int
    common: int
    median_km: float
    others: int


def near_pairs(
    waits: pa.Table, most_km: float, chosen: Ints | None = None, at_once: int = AT_ONCE
) -> list[Near]:
    """Give the pairs of waits of different hulls whose median distance is at most ``most_km``.

    Where ``chosen`` numbers some of the rows only those count, and are numbered in its order.
    Both are compared at the whole half hours that they have in common. ``others`` is how many
    further ships waited within some eight kilometres, at the median of those instants. The work
    grows with the number of rows, not with the number of ships: only waits of one cell and its
    neighbours meet, and about ``at_once`` places of ships are laid out at a time.
    """
    if chosen is None:
        chosen = np.arange(waits.num_rows)
    ways, ships = Ways(waits, chosen, HALF_HOUR), waits["ship"].to_numpy()[chosen]
    made = [_found(window, ships, most_km * 2) for window in ways.windows(at_once)]
    if not made:
        return []
    one, other, far, others = (np.concatenate(side) for side in zip(*made, strict=True))
    return _pairs(one, other, far, others, ways.begun, ways.counts, most_km)


def _found(at: Window, ships: Ints, most_km: float) -> tuple[Ints, Ints, Reals, Ints]:
    """Give the pairs of places of one window that are within so many kilometres."""
    row = np.floor((at.lat + 90.0) * CELLS).astype(np.int64)
    key = (at.slot * ROWS + row) * WIDE + _columns(row, at.lon)
    order = np.argsort(key, kind="stable")  # of one cell by wait: that is how they came
    held = (key[order], row[order], at.which[order], at.lat[order], at.lon[order])
    return _near(*held, ships, most_km)


def _pairs(  # noqa: PLR0917 - the columns of what was found, one by one
    one: Ints, other: Ints, far: Reals, others: Ints, begun: Ints, counts: Ints, most_km: float
) -> list[Near]:
    """Put the pairs' instants together: the median over all that they have in common."""
    if not len(one):
        return []
    order = np.lexsort((far, other, one))
    one, other, far, others = one[order], other[order], far[order], others[order]
    new = np.ones(len(one), np.bool_)
    new[1:] = (one[1:] != one[:-1]) | (other[1:] != other[:-1])
    starts = np.flatnonzero(new)
    made = []
    for start, end in zip(starts.tolist(), [*starts[1:].tolist(), len(one)], strict=True):
        a, b = int(one[start]), int(other[start])
        first = max(begun[a], begun[b])
        common = int(min(begun[a] + counts[a], begun[b] + counts[b]) - first)
        middle = (common - 1) // 2
        if start + middle < end and far[start + middle] <= most_km:
            crowd = int(np.sort(others[start:end])[(end - start) // 2])
            made.append(Near(a, b, common, round(float(far[start + middle]), 3), crowd))
    return made


@njit(cache=True)
def _near(  # noqa: C901, PLR0912, PLR0917 - a numba kernel: one pass, arrays handed one by one
    key: Ints,
    row: Ints,
    which: Ints,
    lat: Reals,
    lon: Reals,
    ships: Ints,
    most_km: float,
) -> tuple[Ints, Ints, Reals, Ints]:
    """Give pairs of rows of one instant that are within so many kilometres, by way of cells.

    The rows are sorted by ``key``: instant, row, column. A cell's neighbours are found by
    bisection among the rows of its instant.
    """
    size, made = 1024, 0
    ones, others = np.zeros(size, np.int64), np.zeros(size, np.int64)
    far, crowd = np.zeros(size), np.zeros(size, np.int64)
    count = len(key)
    begun, ended = 0, 0
    widths = np.array([_columns_of(r) for r in range(-1, ROWS)])
    for n in range(count):
        slot = key[n] // (ROWS * WIDE)
        if n >= ended:
            begun = n
            while ended < count and key[ended] // (ROWS * WIDE) == slot:
                ended += 1
        first = made
        around = 0
        for r in range(row[n] - 1, row[n] + 2):
            wide = widths[r + 1]
            m, before = -1, -2
            for step in range(-1 if wide > 2 else 0, min(2, wide)):  # noqa: PLR2004 - two columns are neighbours twice
                c = (_column(lon[n], wide) + step) % wide
                cell = (slot * ROWS + r) * WIDE + c
                if c != before + 1:
                    m = begun + int(np.searchsorted(key[begun:ended], cell))
                while m < ended and key[m] < cell:
                    m += 1  # the next cell of a row begins where the one before it ends
                before, begin, held = c, m, 0
                while m < ended and key[m] == cell:
                    held += 1
                    m += 1
                    if held > MOST_IN_CELL:
                        break
                around += held
                if held > MOST_IN_CELL:
                    continue
                for o in range(begin, begin + held):
                    if which[o] <= which[n] or ships[which[o]] == ships[which[n]]:
                        continue
                    apart = km(lat[n], lon[n], lat[o], lon[o])
                    if apart > most_km:
                        continue
                    if made == size:
                        size *= 2
                        ones, others = _longer(ones, size), _longer(others, size)
                        crowd = _longer(crowd, size)
                        more = np.zeros(size)
                        more[:made] = far
                        far = more
                    ones[made], others[made], far[made] = which[n], which[o], apart
                    made += 1
        for p in range(first, made):
            crowd[p] = around - 2
    return ones[:made], others[:made], far[:made], crowd[:made]


@njit(cache=True)
def _columns_of(row: int) -> int:
    """Give how many cells a row of them has, each at least as wide as it is high."""
    edge = max(abs(row / CELLS - 90.0), abs((row + 1) / CELLS - 90.0))
    return max(1, int(WIDE * math.cos(math.radians(min(90.0, edge)))))


@njit(cache=True)
def _column(lon: float, wide: int) -> int:
    return int((lon + 180.0) / 360.0 * wide) % wide


@njit(cache=True)
def _columns(row: Ints, lon: Reals) -> Ints:
    made = np.zeros(len(row), np.int64)
    for n in range(len(row)):
        made[n] = _column(lon[n], _columns_of(row[n]))
    return made


@njit(cache=True)
def _longer(held: Ints, size: int) -> Ints:
    more = np.zeros(size, np.int64)
    more[: len(held)] = held
    return more
