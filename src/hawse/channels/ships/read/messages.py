# ruff: noqa: PLR2004 - the numbers are ASCII codes, bit offsets and limits of the standards
# ruff: noqa: C901, PLR0917 - numba kernels: arrays handed one by one
"""From a message's payload to the rows of its tables."""

from numba import njit

from hawse.channels.ships.read.codes import (
    NOW,
    SAID_TYPE,
    SAID_UNTIMED,
    STATION,
)
from hawse.channels.ships.read.digits import instant
from hawse.channels.ships.read.shapes import Ints, Octets, Reals
from hawse.channels.ships.read.sixbit import (
    C_LINE,
    C_SAID,
    C_STATION,
    C_TIME,
    NONE,
    OK,
    P_LINE,
    P_STATION,
    P_TIME,
    PASSED,
    S_LINE,
    S_STATION,
    S_TIME,
    SHORT,
    position,
    static,
    unsigned,
)


@njit(cache=True, forceinline=True)
def payload(text: Octets, start: int, end: int, six: Octets, at: int) -> int:
    """Turn payload characters into six-bit values from ``six[at]``; -1 where one is none."""
    for n in range(start, end):
        char = int(text[n])
        if not (48 <= char <= 87 or 96 <= char <= 119):
            return -1
        value = char - 48
        six[at] = value - 8 if value > 40 else value
        at += 1
    return at


@njit(cache=True)
def message(
    six: Octets, bits: int, line: int, now: Ints, p_ints: Ints, p_reals: Reals, s_ints: Ints,
    s_texts: Octets, s_longs: Ints, clocks: Ints, rows: Ints, said: Ints,
) -> int:  # fmt: skip
    """Decode one whole message into the rows of its tables; gives OK or a reason's code."""
    kind = int(six[0])
    if bits < 38:
        return SHORT
    said_as = OK
    if (1 <= kind <= 3) or kind in {9, 18, 19, 27}:
        row = rows[0]
        said_as = position(six, kind, bits, p_ints, p_reals, row)
        if said_as != OK:
            return said_as
        p_ints[P_TIME, row], p_ints[P_LINE, row] = now[NOW], line
        p_ints[P_STATION, row] = now[STATION]
        rows[0] += 1
    if kind in {5, 19, 24}:
        row = rows[1]
        said_as = static(six, kind, bits, s_ints, s_texts, s_longs, row)
        if said_as == OK:
            s_ints[S_TIME, row], s_ints[S_LINE, row] = now[NOW], line
            s_ints[S_STATION, row] = now[STATION]
            rows[1] += 1
        elif said_as != PASSED:
            return said_as
    elif kind == 4:
        if bits < 168:
            return SHORT
        row = rows[2]
        clocks[C_STATION, row] = unsigned(six, 8, 30)
        clocks[C_TIME, row], clocks[C_LINE, row] = now[NOW], line
        hour, minute, second = unsigned(six, 61, 5), unsigned(six, 66, 6), unsigned(six, 72, 6)
        clocks[C_SAID, row] = NONE  # hour 24 and minute and second 60 stand for 'not available'
        if hour < 24 and minute < 60 and second < 60:
            clocks[C_SAID, row] = instant(
                unsigned(six, 38, 14), unsigned(six, 52, 4), unsigned(six, 56, 5),
                hour * 3600 + minute * 60 + second,
            )  # fmt: skip
        rows[2] += 1
    said[SAID_TYPE + kind] += 1
    if now[NOW] == NONE:
        said[SAID_UNTIMED] += 1
    return OK
