# ruff: noqa: C901, PLR0912, PLR0915, PLR0917 - numba kernels: one pass, arrays handed one by one
"""Kernels over one bucket's positions, sorted by ship and time: hulls, stays, waits, gaps, faults."""  # noqa: E501 - a sentence in one piece

import math
from typing import Final

import numpy as np
from numba import njit

from hawse.channels.ships.observe.harbours import km, port_at
from hawse.channels.ships.read.shapes import Ints, Reals

HOUR: Final = 3_600_000_000
KM_PER_NM: Final = 1.852
TRACK, STAY, WAIT, GAP, FAULT = range(5)
E_SHIP, E_HULL, E_KIND, E_FIRST, E_LAST, E_PORT, E_AFTER, E_FIXES, E_USUAL = range(9)
FIELDS: Final = 9
JITTER_KM: Final = 2.0
NULL_DEGREES: Final = 0.02
MOST_KM: Final = 111.2
"""No degree, of latitude or longitude, is longer."""
USUAL: Final = 64
SLOWEST_KN: Final = 20.0
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
    if told < USUAL // 4:
        return math.inf
    under = 0
    for knots in range(104):
        under += counts[knots]
        if under * 10 >= told * 9:
            return float(knots)
    return math.inf


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
    two hulls send side by side. Positions at latitude and longitude zero are faults.
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


@njit(cache=True)
def put(
    out: Ints,
    row: int,
    ship: int,
    hull: int,
    kind: int,
    first: int,
    last: int,
    port: int,
    after: int,
    fixes: int,
    usual: int,
) -> Ints:
    """Write one spell; the array grows by doubling."""
    if row >= out.shape[1]:
        more = np.zeros((out.shape[0], out.shape[1] * 2), np.int64)
        more[:, : out.shape[1]] = out
        out = more
    out[E_SHIP, row], out[E_HULL, row], out[E_KIND, row] = ship, hull, kind
    out[E_FIRST, row], out[E_LAST, row], out[E_PORT, row] = first, last, port
    out[E_AFTER, row], out[E_FIXES, row], out[E_USUAL, row] = after, fixes, usual
    return out


@njit(cache=True)
def spells_of(
    ships: Ints,
    hulls: Ints,
    times: Ints,
    lats: Reals,
    lons: Reals,
    speeds: Reals,
    port_lats: Reals,
    port_lons: Reals,
    starts: Ints,
    members: Ints,
    radius_km: float,
    still_kn: float,
    stay_us: int,
    wait_us: int,
    gap_us: int,
    least_stay_us: int,
    least_wait_us: int,
) -> Ints:
    """Find the spells of every hull; gives one column a spell, rows as in ``E_*``.

    A stay is a run of slow positions within ``radius_km`` of one port, a wait one at sea; a longer
    silence than ``stay_us`` or ``wait_us`` ends it, and so does way on the ship outside the
    circle.
    A position without a speed counts as slow where the way from the one before was.
    """
    out = np.zeros((FIELDS, 1024), np.int64)
    rows = 0
    usual = np.zeros(USUAL, np.int64)
    count = len(ships)
    at = 0
    while at < count:
        upto = at
        while upto < count and ships[upto] == ships[at]:
            upto += 1
        for hull in range(-1, 2):
            first, before, fixes = -1, -1, 0
            kind, begun, ended, port, held = -1, -1, -1, -1, 0
            gaps = 0
            for n in range(at, upto):
                if hulls[n] != hull:
                    continue
                if hull < 0:
                    out = put(out, rows, ships[n], 0, FAULT, n, n, -1, -1, 1, 0)
                    rows += 1
                    continue
                fixes += 1
                if first < 0:
                    first = n
                silent = times[n] - times[before] if before >= 0 else 0
                if before >= 0:
                    usual[gaps % USUAL] = silent
                    gaps += 1
                speed = speeds[n]
                if np.isnan(speed):
                    far = km(lats[before], lons[before], lats[n], lons[n]) if before >= 0 else 0.0
                    speed = far / KM_PER_NM / (silent / HOUR) if silent > 0 else 0.0
                slow = speed <= still_kn
                # the circle is looked up where it matters: at rest, and on either side of a
                # silence
                here = -1
                if slow or silent > gap_us:
                    here = port_at(
                        lats[n], lons[n], port_lats, port_lons, starts, members, radius_km
                    )
                if silent > gap_us:
                    there = port_at(
                        lats[before],
                        lons[before],
                        port_lats,
                        port_lons,
                        starts,
                        members,
                        radius_km,
                    )
                    middle = int(np.median(usual[: min(gaps, USUAL)]))
                    out = put(
                        out, rows, ships[n], hull, GAP, before, n, there, here, fixes - 1, middle
                    )
                    rows += 1
                now = (STAY if here >= 0 else WAIT) if slow else -1
                goes_on = (
                    kind >= 0
                    and now == kind
                    and (kind == WAIT or here == port)
                    and silent <= (stay_us if kind == STAY else wait_us)
                )
                if goes_on:
                    ended = n
                    held += 1
                else:
                    shifts = (
                        kind == STAY
                        and now < 0
                        and silent <= stay_us
                        and km(lats[n], lons[n], port_lats[port], port_lons[port]) <= radius_km
                    )
                    if kind >= 0 and not shifts:
                        least = least_stay_us if kind == STAY else least_wait_us
                        if times[ended] - times[begun] >= least and held > 1:
                            out = put(
                                out, rows, ships[n], hull, kind, begun, ended, port, -1, held, 0
                            )
                            rows += 1
                        kind = -1
                    if now >= 0 and kind < 0:
                        kind, begun, ended, port, held = now, n, n, here, 1
                before = n
            if kind >= 0:
                least = least_stay_us if kind == STAY else least_wait_us
                if times[ended] - times[begun] >= least and held > 1:
                    out = put(out, rows, ships[at], hull, kind, begun, ended, port, -1, held, 0)
                    rows += 1
            if first >= 0:
                middle = int(np.median(usual[: min(gaps, USUAL)])) if gaps else 0
                out = put(out, rows, ships[at], hull, TRACK, first, before, -1, -1, fixes, middle)
                rows += 1
        at = upto
    return out[:, :rows]
