# ruff: noqa: PLR2004 - the numbers are ASCII codes, bit offsets and limits of the standards
# ruff: noqa: PLR0917 - numba kernels: arrays handed one by one
"""The commonest line of a log, decoded at once: a class A position in one plain sentence."""

import numpy as np
from numba import njit

from hawse.channels.ships.read.digits import hex_of
from hawse.channels.ships.read.shapes import Ints, Octets, Reals
from hawse.channels.ships.read.sixbit import (
    F_COURSE,
    F_SPEED,
    NONE,
    OK,
    P_HEADING,
    P_KIND,
    P_SHIP,
    P_STATUS,
    place,
)


@njit(cache=True, forceinline=True)
def quick(
    text: Octets,
    start: int,
    end: int,
    values: Octets,
    p_ints: Ints,
    p_reals: Reals,
    row: int,
) -> int:  # fmt: skip
    """Decode the commonest line, a class A position in one plain sentence; else give 0.

    Gives the place after the line's end. Nothing is decided here: whatever is not of this very
    form, or is not sound, is left to ``decode``, which says what is wrong with it.
    """
    if start + 50 > end:
        return 0
    first = start + (13 if text[start + 12] == 44 else 14)
    star = first + 30
    if (
        text[star] != 42
        or text[first - 1] != 44
        or text[first + 28] != 44
        or not 48 <= text[star - 1] <= 53
        or text[start + 3] != 86
        or text[start + 4] != 68
        or (text[start + 5] != 77 and text[start + 5] != 79)
        or text[start + 6] != 44
        or text[start + 7] != 49
        or text[start + 8] != 44
        or text[start + 9] != 49
        or text[start + 10] != 44
        or text[start + 11] != 44
        or not 49 <= text[first] <= 51
    ):
        return 0
    total = np.uint8(0)
    for at in range(start + 1, star):
        total ^= text[at]
    stop = star + 4 if text[star + 3] == 13 else star + 3
    high, low = hex_of(text[star + 1]), hex_of(text[star + 2])
    if text[stop] != 10 or high < 0 or low < 0 or high * 16 + low != total:
        return 0
    one, two, three, bad = np.int64(0), np.int64(0), np.int64(0), 0
    for n in range(10):
        value = values[text[first + n]]
        bad |= value
        one = (one << 6) | value
    for n in range(10, 20):
        value = values[text[first + n]]
        bad |= value
        two = (two << 6) | value
    for n in range(20, 28):
        value = values[text[first + n]]
        bad |= value
        three = (three << 6) | value
    lon, lat = (two >> 31) & 0xFFFFFFF, (two >> 4) & 0x7FFFFFF
    lon = lon - 0x10000000 if lon >> 27 else lon
    lat = lat - 0x8000000 if lat >> 26 else lat
    if bad > 63 or place(int(lon), int(lat), 600000.0, p_reals, row) != OK:
        return 0
    speed, course, heading = one & 0x3FF, ((two & 15) << 8) | (three >> 40), (three >> 31) & 0x1FF
    p_ints[P_SHIP, row] = (one >> 22) & 0x3FFFFFFF
    p_ints[P_KIND, row] = one >> 54
    p_ints[P_STATUS, row] = (one >> 18) & 15
    p_ints[P_HEADING, row] = heading if heading < 360 else NONE
    p_reals[F_SPEED, row] = np.nan if speed == 1023 else speed / 10
    p_reals[F_COURSE, row] = np.nan if course >= 3600 else course / 10
    return stop + 1
