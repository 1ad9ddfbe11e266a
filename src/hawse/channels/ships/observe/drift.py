# ruff: noqa: PLR0917 - a numba kernel: arrays handed one by one
"""Where a ship was at whole half hours, or three hours: so two are compared at once."""

from typing import Final

import numpy as np
from numba import njit

from hawse.channels.ships.read.shapes import Ints, Reals

HALF_HOUR: Final = 1_800_000_000
THREE_HOURS: Final = 6 * HALF_HOUR


@njit(cache=True)
def places_at(
    firsts: Ints,
    lasts: Ints,
    hull: Ints,
    steps: Ints,
    hulls: Ints,
    times: Ints,
    lats: Reals,
    lons: Reals,
) -> tuple[Ints, Reals, Reals]:
    """Give the positions at whole multiples of a spell's step, between the two fixes about each.

    ``firsts`` and ``lasts`` are the places of a spell's first and last position, ``hull`` its
    hull; a step of zero asks for nothing. The first of the three arrays says where each spell's
    rows begin; one more says where they end. Across the antimeridian the shorter way is taken.
    """
    starts = np.zeros(len(firsts) + 1, np.int64)
    for n in range(len(firsts)):
        many = 0
        if steps[n] > 0:
            many = times[lasts[n]] // steps[n] + (-times[firsts[n]] // steps[n]) + 1
        starts[n + 1] = starts[n] + max(0, many)
    out_lats, out_lons = np.zeros(starts[-1]), np.zeros(starts[-1])
    for n in range(len(firsts)):
        if starts[n + 1] == starts[n]:
            continue
        row, before = starts[n], firsts[n]
        at = -(-times[before] // steps[n]) * steps[n]
        for m in range(firsts[n], lasts[n] + 1):
            if hulls[m] != hull[n]:
                continue
            while row < starts[n + 1] and at <= times[m]:
                span = times[m] - times[before]
                part = (at - times[before]) / span if span > 0 else 0.0
                east = (lons[m] - lons[before] + 180.0) % 360.0 - 180.0
                out_lats[row] = lats[before] + (lats[m] - lats[before]) * part
                out_lons[row] = (lons[before] + east * part + 180.0) % 360.0 - 180.0
                row += 1
                at += steps[n]
            before = m
    return starts, out_lats, out_lons
