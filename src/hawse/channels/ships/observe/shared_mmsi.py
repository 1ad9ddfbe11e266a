# ruff: noqa: C901, PLR0912, PLR0915, PLR0917 - numba kernels: one pass, arrays handed one by one
"""Kernels that tell apart the hulls that send one MMSI at one time, and find false places."""

import math
from typing import Final

import numpy as np
from numba import njit

from hawse.channels.ships.observe.harbours import km
from hawse.channels.ships.read.shapes import Ints, Reals

HOUR: Final = 3_600_000_000
KM_PER_NM: Final = 1.852
FEW: Final = 16
"""From fewer speeds than this it is not known how fast a ship seldom is."""
JITTER_KM: Final = 2.0
NULL_DEGREES: Final = 0.02
MOST_KM: Final = 111.2
"""No degree, of latitude or longitude, is longer."""
SLOWEST_KN: Final = 20.0
UNSEEN_US, FALSE_US = 3 * HOUR, 24 * HOUR
"""A silence of the first is way enough to a false place; no false place is held longer than the second."""  # noqa: E501 - a sentence in one piece
MOST_SENT_KN: Final = 102.2
"""What an AIS message can say of a speed; 102.3 means that there is none."""


@njit(cache=True)
def _seldom(speeds: Reals) -> float:
    """Give the whole knots that nine of ten of a ship's speeds do not exceed; infinite if few."""
    counts = np.zeros(104, np.int64)
    told = 0
    for n in range(len(speeds)):
        if speeds[n] >= 0.0 and speeds[n] <= MOST_SENT_KN:
            counts[math.ceil(speeds[n])] += 1
            told += 1
    if told < FEW:
        return math.inf
    under = 0
    for knots in range(104):
        under += counts[knots]
        if under * 10 >= told * 9:
            return float(knots)
    return math.inf


@njit(cache=True)
def _rejoined(hulls: Ints, times: Ints, lats: Reals, lons: Reals, at: int, fast: float) -> bool:
    """Take the faults out of one hull that a silence and a false place cut in two, and join it.

    ``hulls`` are those of one ship from row ``at`` on, the first hull's all before the second's.
    Where the second begins within reach of the first before a silence, what came after the silence
    was false; so was the beginning of the second where it comes back into reach after one.
    """
    end, begin = -1, -1
    for n in range(len(hulls)):
        if hulls[n] == 0:
            end = n
        elif hulls[n] == 1 and begin < 0:
            begin = n
    after, false_from, false_to = end, -1, -1
    for n in range(end - 1, -1, -1):
        if times[at + end] - times[at + after] > FALSE_US:
            break
        if hulls[n] != 0:
            continue
        reach = (times[at + begin] - times[at + n]) / HOUR * fast * KM_PER_NM + JITTER_KM
        far = km(lats[at + n], lons[at + n], lats[at + begin], lons[at + begin])
        if times[at + after] - times[at + n] >= UNSEEN_US and far <= reach:
            false_from, false_to = after, end
            break
        after = n
    before = begin
    for n in range(begin + 1, len(hulls)):
        if false_from >= 0 or times[at + before] - times[at + begin] > FALSE_US:
            break
        if hulls[n] != 1:
            continue
        reach = (times[at + n] - times[at + end]) / HOUR * fast * KM_PER_NM + JITTER_KM
        far = km(lats[at + n], lons[at + n], lats[at + end], lons[at + end])
        if times[at + n] - times[at + before] >= UNSEEN_US and far <= reach:
            false_from, false_to = begin, before
        before = n
    if false_from < 0:
        return False
    for n in range(len(hulls)):
        hulls[n] = -1 if false_from <= n <= false_to else min(hulls[n], 0)
    return True


@njit(cache=True)
def split(
    ships: Ints,
    times: Ints,
    lats: Reals,
    lons: Reals,
    speeds: Reals,
    most_kn: float,
    least: int,
) -> Ints:
    """Tell the hulls that send one MMSI apart: 0 or 1 for each position, -1 for a fault.

    A position belongs to the hull that can have reached it at ``most_kn``, or, where the ship
    sends its speed, at twice what it seldom exceeds and no less than ``SLOWEST_KN``; the
    nearer one if both can. Where neither can, a second hull begins. The lesser of two hulls is
    none if it has fewer than ``least`` positions, or under a fiftieth of the other's: its
    positions are faults. So are those of one that takes turns with the other no more than
    ``least`` times and ends before it: a jammed or spoofed receiver jumps away and comes back,
    two hulls send side by side. A false place that a silence hides the way to is told when the
    ship comes back: see ``_rejoined``. Positions at latitude and longitude zero are faults.
    """
    count = len(ships)
    hulls = np.zeros(count, np.int64)
    last = np.zeros(2, np.int64)
    seen = np.zeros(2, np.int64)
    at = 0
    while at < count:
        upto = at
        while upto < count and ships[upto] == ships[at]:
            upto += 1
        last[0], last[1], seen[0], seen[1] = -1, -1, 0, 0
        fast = min(most_kn, max(SLOWEST_KN, 2.0 * _seldom(speeds[at:upto])))
        for n in range(at, upto):
            if abs(lats[n]) < NULL_DEGREES and abs(lons[n]) < NULL_DEGREES:
                hulls[n] = -1
                continue
            best, near = -1, 1e18
            for h in range(2):
                if last[h] < 0:
                    continue
                reach = (times[n] - times[last[h]]) / HOUR * fast * KM_PER_NM + JITTER_KM
                along = abs(lats[n] - lats[last[h]]) + abs(lons[n] - lons[last[h]])
                if last[1 - h] < 0 and along * MOST_KM <= reach:
                    best = h  # by meridian and parallel it is near enough: no need to measure
                    continue
                far = km(lats[last[h]], lons[last[h]], lats[n], lons[n])
                if far <= reach and far < near:
                    best, near = h, far
            if best < 0:
                best = 0 if last[0] < 0 else (1 if last[1] < 0 else -1)
            if best < 0:  # neither can be there: a lone fault, unless one of them was the fault
                weak = 0 if seen[0] < seen[1] else 1
                if seen[weak] < least:
                    for m in range(at, n):
                        if hulls[m] == weak:
                            hulls[m] = -1
                    seen[weak] = 0
                    best = weak
                else:
                    hulls[n] = -1
                    continue
            hulls[n] = best
            last[best] = n
            seen[best] += 1
        turns, before = 0, -1
        for m in range(at, upto):
            if hulls[m] >= 0:
                turns += 1 if before >= 0 and hulls[m] != before else 0
                before = hulls[m]
        if turns == 1 and _rejoined(hulls[at:upto], times, lats, lons, at, fast):
            seen[0], seen[1] = seen[0] + seen[1], 0
        for h in range(2):
            # the lesser of two that took turns too seldom, the other being there at the end
            jumps = turns > 1 and turns <= 2 * least and seen[h] < seen[1 - h] and before != h
            lesser = seen[h] < seen[1 - h] or (seen[h] == seen[1 - h] and h == 1)
            few = seen[h] < least and lesser
            if seen[h] > 0 and (few or seen[h] * 50 < seen[1 - h] or jumps):
                for m in range(at, upto):
                    if hulls[m] == h:
                        hulls[m] = -1
                seen[h] = 0
        if seen[0] == 0 and seen[1] > 0:
            for m in range(at, upto):
                if hulls[m] == 1:
                    hulls[m] = 0
        at = upto
    return hulls
