"""Columns of Arrow from the kernels' arrays, in which -1 is nothing.

Room comes from Arrow's own pool, which keeps it: fresh pages cost as much as what is written.
"""

from typing import TypeAlias

import numba
import numpy as np
import numpy.typing as npt
import pyarrow as pa

Numbers: TypeAlias = npt.NDArray[np.integer]
NONE = np.int64(0)


def room(count: int, dtype: npt.DTypeLike) -> tuple[pa.Buffer, Numbers]:
    """Give a buffer for so many numbers, and an array to fill it through."""
    buffer = pa.allocate_buffer(count * np.dtype(dtype).itemsize)
    return buffer, np.frombuffer(buffer, dtype)


def copied(values: Numbers) -> pa.Buffer:
    """Copy an array into a buffer."""
    buffer, into = room(values.size, values.dtype)
    into[:] = values
    return buffer


def whole(values: Numbers, kind: pa.DataType) -> pa.Array:
    """Give a column without nulls."""
    return pa.Array.from_buffers(kind, values.size, [None, copied(values)])


def narrow(values: Numbers) -> pa.Array:
    """Give a column of unsigned 32-bit numbers; -1 is null."""
    buffer, into = room(values.size, np.uint32)
    return masked(values, buffer, into, pa.uint32(), 1 << 33)


def flags(values: Numbers) -> pa.Array:
    """Give a column of true and false from ones and zeros."""
    packed = pa.py_buffer(np.packbits(values.astype(np.bool_), bitorder="little"))
    return pa.Array.from_buffers(pa.bool_(), values.size, [None, packed])


def some(values: Numbers, kind: pa.DataType) -> pa.Array:
    """Give a column of another kind of the same width; -1 is null."""
    buffer, into = room(values.size, values.dtype)
    return masked(values, buffer, into, kind, 1 << 62)


def named(numbers: Numbers, names: pa.Array, most: int = 1 << 31) -> pa.DictionaryArray:
    """Give the names that numbers stand for; -1 and numbers from ``most`` on are null."""
    buffer, into = room(numbers.size, numbers.dtype)
    kind = pa.int8() if numbers.dtype == np.int8 else pa.int32()
    return dictionary(masked(numbers, buffer, into, kind, most), names)


def dictionary(numbers: pa.Array, names: pa.Array) -> pa.DictionaryArray:
    """Join numbers and names; the kernels give no number that has no name."""
    return pa.DictionaryArray.from_arrays(numbers, names, safe=False)


def ends(values: Numbers) -> pa.Array:
    """Give where the lists of all rows begin, and where the last one ends."""
    buffer, into = room(values.size + 1, np.int32)
    into[:1], into[1:] = 0, values
    return pa.Array.from_buffers(pa.int32(), into.size, [None, buffer])


def lists(borders: pa.Array, values: Numbers, kind: pa.DataType) -> pa.ListArray:
    """Give a column of lists."""
    return pa.ListArray.from_arrays(borders, whole(values, kind))


def masked(
    values: Numbers, buffer: pa.Buffer, into: Numbers, kind: pa.DataType, most: int
) -> pa.Array:
    """Fill a buffer and its bits of validity, and make a column of them."""
    bits, valid = room((values.size + 7) // 8, np.uint8)
    nulls = int(_mask(values, into, valid, np.int64(most)))
    return pa.Array.from_buffers(
        kind, values.size, [bits if nulls else None, buffer], null_count=nulls
    )


@numba.njit(cache=True)
def _mask(values, into, valid, most):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202 - numba infers
    """Copy values, and set a bit for each that is there; in most columns all are or none."""
    nulls = NONE
    for k in range(values.size):
        value = np.int64(values[k])
        nulls += np.int64(value < 0) | np.int64(value >= most)
        into[k] = values[k]
    if nulls == values.size:
        valid[:], into[:] = 0, 0
    elif nulls:
        for start in range(0, values.size, 8):
            octet = NONE
            for k in range(min(8, values.size - start)):
                there = 0 <= np.int64(values[start + k]) < most
                octet |= np.int64(there) << k
                if not there:
                    into[start + k] = 0
            valid[start >> 3] = octet
    return nulls
