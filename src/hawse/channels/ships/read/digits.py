# ruff: noqa: PLR2004 - the numbers are ASCII codes, bit offsets and limits of the standards

"""Numbers, checksums and times in the bytes of a line: numba kernels that make no object."""

from numba import njit

from hawse.channels.ships.read.codes import (
    BAD_SUM,
    FIRST_SECOND,
    FIRST_YEAR,
    LAST_YEAR,
    NO_SUM,
    SECOND_AFTER,
)
from hawse.channels.ships.read.shapes import Octets
from hawse.channels.ships.read.sixbit import NONE


@njit(cache=True, forceinline=True)
def hex_of(char: int) -> int:
    """Give the value of a hexadecimal digit, -1 for any other character."""
    if 48 <= char <= 57:
        return char - 48
    if 65 <= char <= 70:
        return char - 55
    if 97 <= char <= 102:
        return char - 87
    return -1


@njit(cache=True, forceinline=True)
def number(text: Octets, start: int, end: int) -> int:
    """Read an unsigned number; -1 where there is none or anything else is in it."""
    if start >= end or end - start > 15:
        return -1
    value = 0
    for at in range(start, end):
        if not 48 <= text[at] <= 57:
            return -1
        value = value * 10 + (text[at] - 48)
    return value


@njit(cache=True, forceinline=True)
def find(text: Octets, char: int, start: int, end: int) -> int:
    """Give the next place of a character, or ``end``."""
    at = start
    while at < end and text[at] != char:
        at += 1
    return at


@njit(cache=True, forceinline=True)
def summed(text: Octets, start: int, star: int, end: int) -> int:
    """Hold the sum of ``text[start:star]`` against the two digits after the star."""
    if star + 2 >= end:
        return NO_SUM
    high, low = hex_of(text[star + 1]), hex_of(text[star + 2])
    if high < 0 or low < 0:
        return NO_SUM
    total = 0
    for at in range(start, star):
        total ^= int(text[at])
    return -1 if total == high * 16 + low else BAD_SUM


@njit(cache=True, forceinline=True)
def epoch(value: int) -> int:
    """Give microseconds since 1970 of seconds or milliseconds; NONE for no such time at sea."""
    if FIRST_SECOND <= value < SECOND_AFTER:
        return value * 1_000_000
    if FIRST_SECOND * 1_000 <= value < SECOND_AFTER * 1_000:
        return value * 1_000
    return NONE


@njit(cache=True)
def epoch_of(text: Octets, start: int, end: int) -> int:
    """Read microseconds since 1970 of seconds, with or without decimals, or of milliseconds.

    NONE for what is no such time. Of decimals the first six count.
    """
    point = find(text, 46, start, end)
    value = epoch(number(text, start, point))
    if point == end or value == NONE:
        return value
    if value % 1_000_000 or point + 1 == end or number(text, point + 1, min(end, point + 16)) < 0:
        return NONE
    worth = 100_000
    for at in range(point + 1, min(end, point + 7)):
        value += (int(text[at]) - 48) * worth
        worth //= 10
    return value


@njit(cache=True, forceinline=True)
def instant(year: int, month: int, day: int, seconds: int) -> int:
    """Give microseconds since 1970 of a day and the seconds in it; NONE for no such day.

    Days from the civil calendar by Howard Hinnant's algorithm (chrono-compatible date algorithms).
    """
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 31):
        return NONE
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if day > 30 and month in (4, 6, 9, 11):
        return NONE
    if month == 2 and day > (29 if leap else 28):
        return NONE
    shifted = year - 1 if month <= 2 else year
    era = shifted // 400
    of_era = shifted - era * 400
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    days = era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468
    return (days * 86400 + seconds) * 1_000_000
