"""The relations of one month, out of a table that holds many months as bits."""

from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

I64: TypeAlias = npt.NDArray[np.int64]
Relations: TypeAlias = tuple[I64, I64, npt.NDArray[np.int8]]
BITS: Final = 63


def months_in(relations: pa.Table) -> list[int]:
    """Give every month that has a relation, counted from year 0."""
    masks, starts = _columns(relations)
    every = set()
    for start in np.unique(starts).tolist():
        joined = int(np.bitwise_or.reduce(masks[starts == start]))
        every |= {start + bit for bit in range(BITS) if joined >> bit & 1}
    return sorted(every)


def of_month(relations: pa.Table, month: int) -> Relations:
    """Give provider or peer, customer or peer, and kind of every relation of a month."""
    masks, starts = _columns(relations)
    bits = month - starts
    there = (bits >= 0) & (bits < BITS) & (masks >> np.clip(bits, 0, BITS - 1) & 1 == 1)
    kept = relations.filter(pa.array(there))
    return kept["a"].to_numpy(), kept["b"].to_numpy(), kept["rel"].to_numpy()


def named(month: int) -> str:
    """Write a month that is counted from year 0.

    >>> named(2017 * 12 + 9)
    '2017-10'
    """
    return f"{month // 12}-{month % 12 + 1:02}"


def _columns(relations: pa.Table) -> tuple[I64, I64]:
    """Give the masks, and the months that their bit 0 stands for."""
    days = relations["base_month"].to_numpy().astype("datetime64[M]").astype(np.int64)
    return relations["months"].to_numpy(), days + 1970 * 12
