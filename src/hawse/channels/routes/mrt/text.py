"""Addresses and prefixes as text, many at once: RFC 5952 for IPv6."""

from typing import Final

import numba
import numpy as np
import numpy.typing as npt
import pyarrow as pa

LONGEST: Final = 43  # eight groups of four, seven colons, a slash and three digits
HEX: Final = np.frombuffer(b"0123456789abcdef", np.uint8).copy()
PREFACE: Final = np.frombuffer(b"::ffff:", np.uint8).copy()
MAPPED: Final = np.uint64(0xFFFF)
NO_BITS: Final = 255
V4, DOT, COLON, SLASH = 4, 46, 58, 47


def texts(
    high: npt.NDArray[np.uint64],
    low: npt.NDArray[np.uint64],
    family: npt.NDArray[np.uint8],
    bits: npt.NDArray[np.uint8] | None = None,
) -> pa.Array:
    """Give addresses as text, with ``/bits`` behind them where bits are given."""
    count = high.size
    into = np.empty(count * LONGEST, np.uint8)
    ends = np.zeros(count + 1, np.int32)
    lengths = np.full(count, NO_BITS, np.uint8) if bits is None else bits
    size = _write(high, low, family, lengths, HEX, into, ends)
    return pa.StringArray.from_buffers(count, pa.py_buffer(ends), pa.py_buffer(into[:size]))


@numba.njit(cache=True)
def _number(into, at, value):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202 - numba infers
    """Write a number below 1000."""
    if value >= 100:  # noqa: PLR2004 - three digits
        into[at] = 48 + value // 100
        at += 1
    if value >= 10:  # noqa: PLR2004 - two digits
        into[at] = 48 + value // 10 % 10
        at += 1
    into[at] = 48 + value % 10
    return at + 1


@numba.njit(cache=True)
def _four(into, at, low):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202 - numba infers
    """Write an IPv4 address."""
    for k in range(4):
        at = _number(into, at, np.int64((low >> np.uint64(24 - 8 * k)) & np.uint64(255)))
        if k < 3:  # noqa: PLR2004 - three dots
            into[at] = DOT
            at += 1
    return at


@numba.njit(cache=True)
def _gap(groups):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202 - numba infers
    """Give the first longest run of zero groups, and its length (at least 2)."""
    best, length, k = -1, 1, 0
    while k < 8:  # noqa: PLR2004 - groups of IPv6
        n = 0
        while k + n < 8 and groups[k + n] == 0:  # noqa: PLR2004 - as above
            n += 1
        if n > length:
            best, length = k, n
        k += n + 1
    return best, length


@numba.njit(cache=True)
def _six(into, at, groups, hexes):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202 - numba infers
    """Write an IPv6 address (RFC 5952, 4)."""
    best, length = _gap(groups)
    k = 0
    while k < 8:  # noqa: PLR2004 - groups of IPv6
        if k == best:
            into[at] = COLON
            at += 1
            if k == 0:
                into[at] = COLON
                at += 1
            k += length
            continue
        begun = False
        for shift in (12, 8, 4, 0):
            digit = (groups[k] >> shift) & 15
            if begun or digit or shift == 0:
                into[at] = hexes[digit]
                at += 1
                begun = True
        k += 1
        if k < 8:  # noqa: PLR2004 - groups of IPv6
            into[at] = COLON
            at += 1
    return at


@numba.njit(cache=True)
def _write(high, low, family, bits, hexes, into, ends):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202, PLR0917 - a kernel fills its arrays
    """Write every address behind the one before it; give the size of all."""
    groups, at = np.zeros(8, np.int64), 0
    for n in range(high.size):
        if family[n] == V4:
            at = _four(into, at, low[n])
        else:
            for k in range(4):
                groups[k] = np.int64((high[n] >> np.uint64(48 - 16 * k)) & np.uint64(0xFFFF))
                groups[k + 4] = np.int64((low[n] >> np.uint64(48 - 16 * k)) & np.uint64(0xFFFF))
            if high[n] == 0 and low[n] >> np.uint64(32) == MAPPED:  # RFC 5952, 5
                for k in range(PREFACE.size):
                    into[at + k] = PREFACE[k]
                at = _four(into, at + PREFACE.size, low[n])
            else:
                at = _six(into, at, groups, hexes)
        if bits[n] != NO_BITS:
            into[at] = SLASH
            at = _number(into, at + 1, np.int64(bits[n]))
        ends[n + 1] = at
    return at
