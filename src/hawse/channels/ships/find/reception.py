# ruff: noqa: PLR0917 - numba kernels: arrays handed one by one
"""How well ships were heard along a silence: others that were heard, and others that fell silent."""  # noqa: E501 - a sentence in one piece

import math
from collections import Counter
from datetime import datetime
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numba import njit

from hawse.channels.ships.read.shapes import Ints, Reals

Row = dict[str, Any]
SLOT_S: Final = 10_800
MOST_SLOTS: Final = 240
ABOUT: Final = 40
OWN: Final = 6
"""Slots on either side of a silence in which the silent ship itself is heard near its ends."""
OWN_CELL: Final = 4
"""The middle one of a cell and those about it."""
FAILED: Final = 1 / 30
HALF_DAY: Final = 4
"""Slots of half a day."""
SLOTS: Final = 1 << 32
EPOCH: Final = 1 << 31
FEATURES: Final = (
    "one",
    "along",
    "inner",
    "after_start",
    "before_end",
    "silent_others",
    "heard_others",
    "usual",
    "habit",
    "in_port",
    "near",
    "wide",
    "least",
    "most",
    "first",
    "last",
    "fell_silent_with",
    "heard_again_with",
)


class Reception:
    """What was heard where and when, in cells of a degree and slots of three hours."""

    def __init__(self, heard: pa.Table, gaps: list[Row]) -> None:
        row, col, slot, ships = (
            heard[n].combine_chunks().to_numpy() for n in ("row", "col", "slot", "ships")
        )
        key = ((row + 91) * 360 + (col + 180) % 360) * SLOTS + slot + EPOCH
        order = np.argsort(key, kind="stable")
        self.keys = key[order]
        self.sums = np.concatenate([[0], np.cumsum(ships[order])]).astype(np.int64)
        self.fed_at = np.unique(slot)
        self.often = Counter((gap["ship"], gap["hull"]) for gap in gaps)
        spans = np.array([_span(gap) for gap in gaps], np.int64).reshape(len(gaps), 2)
        ends = np.array([_ends(gap) for gap in gaps], np.float64).reshape(len(gaps), 4)
        self.silent = np.sort(_ways(spans, ends))

    def fed(self, gap: Row) -> float:
        """Give the part of a silence's three hours in which anybody was heard anywhere.

        One that is too short for whole three hours says nothing of the feed: 1.
        """
        start, end = _span(gap)
        first, last = -(-start // SLOT_S), end // SLOT_S
        heard = np.searchsorted(self.fed_at, last) - np.searchsorted(self.fed_at, first)
        return float(heard / (last - first)) if last > first else 1.0

    def features(
        self, gap: Row, hours: float, seen_days: float, beside: list[float]
    ) -> tuple[list[float], float]:
        """Give what tells a silence's causes apart, in the order of ``FEATURES``; and the part heard.

        ``along``, ``inner``, ``after_start`` and ``before_end`` weigh two explanations by Poisson's
        law for what others were heard: as ever, or a thirtieth of them, as where reception failed;
        along the straight way with the neighbouring cells and without, and in the first and last
        half day. ``silent_others`` and ``heard_others`` are ship slots near that way. A silence's
        length counts by ``usual`` alone, held against the ship's own time between positions; its
        ``habit`` is how often it falls silent. The last eight are ``beside``, those of ``Neighbours.weighed``.
        """  # noqa: E501 - a sentence in one piece
        seen, silent = _seen(*_span(gap), *_ends(gap), self.keys, self.sums, self.silent)
        heard, usual, *parts = seen.tolist()
        made = [
            1.0,
            _weighed(heard, usual),
            _weighed(*parts[:2]),
            _weighed(*parts[2:4]),
            _weighed(*parts[4:]),
            math.log1p(max(0, silent)),
            math.log1p(heard),
            math.log(max(0.05, gap["usual_h"] or 0.0) / hours),
            math.log1p((self.often[gap["ship"], gap["hull"]] - 1) / max(1.0, seen_days) * 10),
            float(bool(gap["port"])) + float(bool(gap["port_after"])),
            *beside,
        ]
        return made, min(1.0, heard / usual) if usual else 0.0


def _weighed(heard: float, usual: float) -> float:
    """Weigh "heard as ever" against "a thirtieth of it" by Poisson's law, squeezed to a few units."""  # noqa: E501 - a sentence in one piece
    weighed = heard * math.log(1 / FAILED) - usual * (1 - FAILED)
    return math.copysign(math.log1p(abs(weighed)), weighed)


def _span(gap: Row) -> tuple[int, int]:
    return _seconds(gap["start"]), _seconds(gap["end"])


def _ends(gap: Row) -> tuple[float, float, float, float]:
    return gap["lat"], gap["lon"], gap["end_lat"], gap["end_lon"]


def _seconds(at: datetime) -> int:
    return int(at.timestamp())


@njit(cache=True)
def _cell(
    slot: int, start: int, end: int, lat_a: float, lon_a: float, lat_b: float, lon_b: float
) -> tuple[int, int]:
    """Give the cell of the straight way in the middle of a slot."""
    part = ((slot + 0.5) * SLOT_S - start) / max(1, end - start)
    east = (lon_b - lon_a + 180.0) % 360.0 - 180.0
    lon = (lon_a + east * part + 180.0) % 360.0 - 180.0
    return math.floor(lat_a + (lat_b - lat_a) * part), math.floor(lon)


@njit(cache=True)
def _key(row: int, col: int, slot: int) -> int:
    return ((row + 91) * 360 + (col + 180) % 360) * SLOTS + slot + EPOCH


@njit(cache=True)
def _slots(start: int, end: int) -> tuple[int, int]:
    """Give the first slot wholly in a silence, and the one after the last, or after ``MOST_SLOTS``."""  # noqa: E501 - a sentence in one piece
    first = -(-start // SLOT_S)
    return first, max(first, min(end // SLOT_S, first + MOST_SLOTS))


@njit(cache=True)
def _ways(spans: Ints, ends: Reals) -> Ints:
    """Give the cell and slot of every instant of every silence."""
    count = 0
    for n in range(len(spans)):
        first, last = _slots(spans[n, 0], spans[n, 1])
        count += last - first
    made = np.zeros(count, np.int64)
    at = 0
    for n in range(len(spans)):
        start, end = spans[n]
        first, last = _slots(start, end)
        for slot in range(first, last):
            row, col = _cell(slot, start, end, ends[n, 0], ends[n, 1], ends[n, 2], ends[n, 3])
            made[at] = _key(row, col, slot)
            at += 1
    return made


@njit(cache=True)
def _span_of(keys: Ints, key: int, slots: int) -> tuple[int, int]:
    """Give where a cell's slots begin and end among sorted keys; few are held, so walk there."""
    low = int(np.searchsorted(keys, key))
    high = low
    while high < len(keys) and keys[high] < key + slots:
        high += 1
    return low, high


@njit(cache=True)
def _usual(keys: Ints, sums: Ints, row: int, col: int, first: int, last: int) -> Reals:
    """Give the ships usual in a slot, before and after a silence: in a cell and those about it."""
    made = np.zeros(9)
    for n in range(9):
        r, c = row - 1 + n // 3, col - 1 + n % 3
        before, upto = _span_of(keys, _key(r, c, first - OWN - ABOUT), ABOUT)
        after, end = _span_of(keys, _key(r, c, last + OWN), ABOUT)
        made[n] = (sums[upto] - sums[before] + sums[end] - sums[after]) / (2 * ABOUT)
    return made


@njit(cache=True)
def _seen(
    start: int,
    end: int,
    lat_a: float,
    lon_a: float,
    lat_b: float,
    lon_b: float,
    keys: Ints,
    sums: Ints,
    silent: Ints,
) -> tuple[Reals, int]:
    """Give (ships heard, ships usual) along a silence: whole, in its own cells, early and late.

    And how many others fell silent there, itself left out.
    """
    made, others = np.zeros(8), 0
    first, last = _slots(start, end)
    usual, held = np.zeros(9), (0, 0)
    for slot in range(first, last):
        row, col = _cell(slot, start, end, lat_a, lon_a, lat_b, lon_b)
        others -= 1
        if slot == first or held != (row, col):  # of a slow way many slots lie in one cell
            usual, held = _usual(keys, sums, row, col, first, last), (row, col)
        for n in range(9):
            key = _key(row - 1 + n // 3, col - 1 + n % 3, slot)
            low, high = _span_of(silent, key, 1)
            others += high - low
            low, high = _span_of(keys, key, 1)
            heard = sums[high] - sums[low]
            for which, counts in (
                (0, True),
                (2, n == OWN_CELL),
                (4, slot - first < HALF_DAY),
                (6, last - slot <= HALF_DAY),
            ):
                if counts:
                    made[which] += heard
                    made[which + 1] += usual[n]
    return made, others
