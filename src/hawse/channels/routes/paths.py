"""Clean AS paths: what every metric is counted on.

Prepends are collapsed and the path is cut after the first occurrence of its origin. A path with an
AS set, with a loop, or with a private or reserved number is left out whole, as IHR and CTI do.
"""

from typing import NamedTuple

import numba
import numpy as np
import numpy.typing as npt
import pyarrow as pa

SEQUENCE = 2
LONGEST = 255


class Paths(NamedTuple):
    """Clean paths of many rows: row n has hops[ends[n]:ends[n + 1]], the vantage AS first.

    A row without hops was left out.
    """

    hops: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]

    @property
    def origin(self) -> npt.NDArray[np.int64]:
        """The last AS of each path; -1 where the path was left out."""
        return self._from_end(1)

    @property
    def upstream(self) -> npt.NDArray[np.int64]:
        """The AS before the origin; -1 where there is none."""
        return self._from_end(2)

    def _from_end(self, back: int) -> npt.NDArray[np.int64]:
        lengths = np.diff(self.ends)
        at = np.maximum(self.ends[1:] - back, 0)
        if not self.hops.size:
            return np.full(lengths.size, -1, np.int64)
        return np.where(lengths >= back, self.hops[np.minimum(at, self.hops.size - 1)], -1)


def clean(path: pa.ListArray, kinds: pa.ListArray) -> Paths:
    """Clean the columns ``path`` and ``path_kinds`` of decoded routes."""
    starts = np.asarray(path.offsets, np.int64)
    hops = np.asarray(path.values, np.uint32).astype(np.int64)
    into, ends = np.empty(hops.size, np.int64), np.zeros(starts.size, np.int64)
    size = _clean(hops, np.asarray(kinds.values, np.uint8), starts, into, ends)
    return Paths(into[:size], ends)


@numba.njit(cache=True)
def odd(asn):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - numba infers
    """Say whether a number is private or reserved (RFC 6996, 7300, 7607, 5398, 6793)."""
    return (
        asn in (0, 23456)  # AS_TRANS is 23456
        or 64496 <= asn <= 65551  # noqa: PLR2004 - documentation, private, last of 16 bits
        or asn >= 4200000000  # noqa: PLR2004 - private, last of 32 bits
    )


@numba.njit(cache=True)
def _clean(hops, kinds, starts, into, ends):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202, C901 - numba infers
    size = 0
    for n in range(starts.size - 1):
        first, good = size, starts[n + 1] - starts[n] <= LONGEST
        if good and starts[n + 1] > starts[n]:
            last = hops[starts[n + 1] - 1]
            for k in range(starts[n], starts[n + 1]):
                asn = hops[k]
                if (kinds[k] & 127) != SEQUENCE or odd(asn):
                    good = False
                    break
                if size > first and into[size - 1] == asn:
                    continue
                for j in range(first, size):
                    if into[j] == asn:
                        good = False
                        break
                if not good:
                    break
                into[size] = asn
                size += 1
                if asn == last:
                    break
        if not good:
            size = first
        ends[n + 1] = size
    return size
