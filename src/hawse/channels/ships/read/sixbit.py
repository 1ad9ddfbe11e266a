# ruff: noqa: PLR2004 - the numbers are ASCII codes, bit offsets and limits of the standards
# ruff: noqa: C901, PLR0912, PLR0917 - numba kernels: one pass, arrays handed one by one
"""The payload of an AIS message: six-bit characters to fields (ITU-R M.1371-5, annex 8).

Everything here is a numba kernel: it is called once for each message and makes no Python object.
A field that reaches past the end of a payload reads as zeros; the caller checks the length first.
"""

from typing import Final

import numpy as np
from numba import njit

from hawse.channels.ships.read.shapes import Ints, Octets, Reals

NONE: Final = -(2**62)
"""An integer that was not sent."""

P_SHIP, P_TIME, P_LINE, P_KIND, P_STATUS, P_HEADING, P_STATION = range(7)
F_LAT, F_LON, F_SPEED, F_COURSE = range(4)
S_SHIP, S_TIME, S_LINE, S_KIND, S_IMO, S_TYPE, S_BOW, S_STERN, S_PORT, S_STARBOARD = range(10)
S_DRAUGHT, S_MONTH, S_DAY, S_HOUR, S_MINUTE, S_STATION = range(10, 16)
T_NAME, T_CALL, T_DESTINATION = range(3)
C_STATION, C_TIME, C_SAID, C_LINE = range(4)

OK, SHORT, NOWHERE, PASSED = 0, 4, 6, -1
_BITS_POSITION, _BITS_LONG, _BITS_B, _BITS_STATIC = 168, 96, 312, 420
_BITS_NAME, _BITS_PART = 160, 162
_PARTS = 2


@njit(cache=True, forceinline=True)
def unsigned(six: Octets, start: int, length: int) -> int:
    """Give ``length`` bits from ``start`` as an unsigned number; bits past the end are zero."""
    value = 0
    end = start + length
    at = start // 6
    done = start
    while done < end:
        char = int(six[at]) if at < len(six) else 0
        upto = (at + 1) * 6
        take = min(upto, end) - done
        value = (value << take) | ((char >> (upto - done - take)) & ((1 << take) - 1))
        done += take
        at += 1
    return value


@njit(cache=True, forceinline=True)
def signed(six: Octets, start: int, length: int) -> int:
    """Give ``length`` bits from ``start`` as a number in two's complement."""
    value = unsigned(six, start, length)
    return value - (1 << length) if value >> (length - 1) else value


@njit(cache=True, forceinline=True)
def text_into(six: Octets, start: int, chars: int, into: Octets) -> int:
    """Write six-bit text up to ``@`` without spaces at its end; give the number of characters."""
    long, at, shift = 0, start // 6, 6 - start % 6
    for n in range(min(chars, len(six) - at - 1)):
        value = ((int(six[at + n]) << 6 | int(six[at + n + 1])) >> shift) & 63
        if value == 0:
            break
        into[n] = value + 64 if value < 32 else value
        long = n + 1
    while long > 0 and into[long - 1] == 32:
        long -= 1
    return long


@njit(cache=True, forceinline=True)
def place(lon: int, lat: int, scale: float, reals: Reals, row: int) -> int:
    """Write a position in degrees; 181 and 91 mean 'not available' and become nulls.

    Gives ``NOWHERE`` for any other place that is not on the Earth.
    """
    if lon == 181 * scale or lat == 91 * scale:
        reals[F_LAT, row] = np.nan
        reals[F_LON, row] = np.nan
        return OK
    if lon < -180 * scale or lon > 180 * scale or lat < -90 * scale or lat > 90 * scale:
        return NOWHERE
    reals[F_LAT, row] = lat / scale
    reals[F_LON, row] = lon / scale
    return OK


@njit(cache=True, forceinline=True)
def position(six: Octets, kind: int, bits: int, ints: Ints, reals: Reals, row: int) -> int:
    """Decode types 1-3, 9, 18, 19 and 27 into one row of positions."""
    ints[P_SHIP, row] = unsigned(six, 8, 30)
    ints[P_KIND, row] = kind
    ints[P_STATUS, row] = NONE
    ints[P_HEADING, row] = NONE
    if kind <= 3:
        if bits < _BITS_POSITION:
            return SHORT
        ints[P_STATUS, row] = unsigned(six, 38, 4)
        heading = unsigned(six, 128, 9)
        speed, course = unsigned(six, 50, 10), unsigned(six, 116, 12)
        reals[F_SPEED, row] = np.nan if speed == 1023 else speed / 10
        reals[F_COURSE, row] = np.nan if course >= 3600 else course / 10
        lon, lat = signed(six, 61, 28), signed(six, 89, 27)
    elif kind == 9:
        if bits < _BITS_POSITION:
            return SHORT
        heading = 511
        speed, course = unsigned(six, 50, 10), unsigned(six, 116, 12)
        reals[F_SPEED, row] = np.nan if speed == 1023 else float(speed)
        reals[F_COURSE, row] = np.nan if course >= 3600 else course / 10
        lon, lat = signed(six, 61, 28), signed(six, 89, 27)
    elif kind == 27:
        if bits < _BITS_LONG:
            return SHORT
        ints[P_STATUS, row] = unsigned(six, 40, 4)
        speed, course = unsigned(six, 79, 6), unsigned(six, 85, 9)
        reals[F_SPEED, row] = np.nan if speed == 63 else float(speed)
        reals[F_COURSE, row] = np.nan if course >= 360 else float(course)
        return place(signed(six, 44, 18), signed(six, 62, 17), 600.0, reals, row)
    else:
        if bits < (_BITS_POSITION if kind == 18 else _BITS_B):
            return SHORT
        heading = unsigned(six, 124, 9)
        speed, course = unsigned(six, 46, 10), unsigned(six, 112, 12)
        reals[F_SPEED, row] = np.nan if speed == 1023 else speed / 10
        reals[F_COURSE, row] = np.nan if course >= 3600 else course / 10
        lon, lat = signed(six, 57, 28), signed(six, 85, 27)
    if heading < 360:
        ints[P_HEADING, row] = heading
    return place(lon, lat, 600000.0, reals, row)


@njit(cache=True)
def static(
    six: Octets, kind: int, bits: int, ints: Ints, texts: Octets, longs: Ints, row: int
) -> int:
    """Decode types 5, 19 and 24 into one row of statics: what the crew or the installer typed."""
    for n in range(ints.shape[0]):
        ints[n, row] = NONE
    for n in range(longs.shape[0]):
        longs[n, row] = 0
    ints[S_SHIP, row] = unsigned(six, 8, 30)
    ints[S_KIND, row] = kind
    at = -1
    if kind == 5:
        if bits < _BITS_STATIC:
            return SHORT
        ints[S_IMO, row] = unsigned(six, 40, 30)
        longs[T_CALL, row] = text_into(six, 70, 7, texts[T_CALL, row])
        longs[T_NAME, row] = text_into(six, 112, 20, texts[T_NAME, row])
        ints[S_TYPE, row] = unsigned(six, 232, 8)
        at = 240
        ints[S_MONTH, row], ints[S_DAY, row] = unsigned(six, 274, 4), unsigned(six, 278, 5)
        ints[S_HOUR, row], ints[S_MINUTE, row] = unsigned(six, 283, 5), unsigned(six, 288, 6)
        ints[S_DRAUGHT, row] = unsigned(six, 294, 8)
        longs[T_DESTINATION, row] = text_into(six, 302, 20, texts[T_DESTINATION, row])
    elif kind == 19:
        if bits < _BITS_B:
            return SHORT
        longs[T_NAME, row] = text_into(six, 143, 20, texts[T_NAME, row])
        ints[S_TYPE, row] = unsigned(six, 263, 8)
        at = 271
    else:
        part = unsigned(six, 38, 2)
        if part >= _PARTS:
            return PASSED
        if part == 0:
            if bits < _BITS_NAME:
                return SHORT
            longs[T_NAME, row] = text_into(six, 40, 20, texts[T_NAME, row])
        else:
            if bits < _BITS_PART:
                return SHORT
            ints[S_TYPE, row] = unsigned(six, 40, 8)
            longs[T_CALL, row] = text_into(six, 90, 7, texts[T_CALL, row])
            # an auxiliary craft (MMSI 98...) sends its mother ship's MMSI in place of dimensions
            at = -1 if ints[S_SHIP, row] // 10_000_000 == 98 else 132
    if at >= 0:
        ints[S_BOW, row], ints[S_STERN, row] = unsigned(six, at, 9), unsigned(six, at + 9, 9)
        ints[S_PORT, row] = unsigned(six, at + 18, 6)
        ints[S_STARBOARD, row] = unsigned(six, at + 24, 6)
    return OK
