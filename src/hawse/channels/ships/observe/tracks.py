# ruff: noqa: C901, PLR0912, PLR0915, PLR0917 - numba kernels: one pass, arrays handed one by one
"""Kernels over one bucket's positions, sorted by ship and time: stays, waits, gaps, faults."""

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
USUAL: Final = 64


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
        for hull in range(hulls[at:upto].min(), hulls[at:upto].max() + 1):
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
