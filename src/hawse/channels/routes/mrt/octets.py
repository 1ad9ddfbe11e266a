"""Numbers and addresses in big-endian bytes, for the kernels. None of these checks a length."""

import numba
import numpy as np

# numba compiles a function once more for each plain constant that it is called with; not for these
V4, V6 = np.int64(4), np.int64(6)
TWO, FOUR = np.int64(2), np.int64(4)
NO, YES = np.bool_(False), np.bool_(True)
ONE = np.uint64(1)


@numba.njit(inline="always")
def u16(data, at):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - numba infers
    """Two octets."""
    k = np.uint64(at)  # numba asks of a signed index at every octet whether it is below zero
    return (np.int64(data[k]) << 8) | np.int64(data[k + ONE])


@numba.njit(inline="always")
def u32(data, at):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - numba infers
    """Four octets."""
    k = np.uint64(at)
    return np.int64(
        (np.uint32(data[k]) << np.uint32(24))
        | (np.uint32(data[k + ONE]) << np.uint32(16))
        | (np.uint32(data[k + ONE + ONE]) << np.uint32(8))
        | np.uint32(data[k + ONE + ONE + ONE])
    )


@numba.njit(inline="always")
def u64(data, at):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - numba infers
    """Eight octets, without a sign."""
    return (np.uint64(u32(data, at)) << np.uint64(32)) | np.uint64(u32(data, at + 4))


@numba.njit(cache=True)
def address(data, at, size):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - numba infers
    """An address of ``size`` octets (at most 16) as two halves; the rest is zero.

    An IPv4 address is the low half; anything shorter than its family is filled with zeros on the
    right.
    """
    high, low = np.uint64(0), np.uint64(0)
    for k in range(min(size, 8)):
        high |= np.uint64(data[at + k]) << np.uint64(56 - 8 * k)
    for k in range(8, min(size, 16)):
        low |= np.uint64(data[at + k]) << np.uint64(120 - 8 * k)
    return high, low


@numba.njit(cache=True)
def prefix_of(data, at, bits, family):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - numba infers
    """The octets of a prefix as two halves, as they were sent: host bits are not cleared."""
    if family == V4:
        low = np.uint64(0)
        for k in range((bits + 7) // 8):
            low |= np.uint64(data[at + k]) << np.uint64(24 - 8 * k)
        return np.uint64(0), low
    return address(data, at, (bits + 7) // 8)


@numba.njit(inline="always")
def ip(data, at, family):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - numba infers
    """A whole address as two halves; IPv4 in the low one."""
    if family == V4:
        return np.uint64(0), np.uint64(u32(data, at))
    return u64(data, at), u64(data, at + 8)
