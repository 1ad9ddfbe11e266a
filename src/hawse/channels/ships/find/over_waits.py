# ruff: noqa: PLR0917 - a numba kernel: arrays handed one by one
"""How the typed draught changed over each wait, for the many waits of a feed at once."""

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numba import njit

from hawse.channels.ships.observe.epochs import MOST_HULLS, Holders
from hawse.channels.ships.read.shapes import Ints, Reals

HOUR_US: Final = 3_600_000_000
BEGUN_US, AFTER_US = HOUR_US, 12 * HOUR_US
"""So long after a wait's start the draught before it may be typed; after its end the new one."""


def changes(waits: pa.Table, said: pa.Table, holders: Holders) -> Reals:
    """Give the change of the typed draught in metres over each wait; NaN where it was not said.

    The draught before is the last that was typed up to an hour into the wait, the draught after
    the last up to half a day behind it; without a newer one there is no change to tell.
    """
    owners, times, draughts = _typed(said, holders)
    own = _keys(waits["ship"], waits["hull"].combine_chunks().to_numpy())
    first, last = (np.searchsorted(owners, own, side) for side in ("left", "right"))
    starts, ends = (
        waits[n].combine_chunks().cast(pa.int64()).to_numpy() for n in ("start", "end")
    )
    return _changes(first, last, starts, ends, times, draughts)


def _typed(said: pa.Table, holders: Holders) -> tuple[Ints, Ints, Reals]:
    """Give the draughts that were typed, by hull and time: whose, when, and how deep in metres."""
    told = said.filter(pc.and_(pc.is_valid(said["draught_m"]), pc.is_valid(said["start"])))
    times = told["start"].combine_chunks().cast(pa.int64()).to_numpy()
    hulls = np.zeros(len(times), np.int64)
    held = pc.is_in(told["ship"], value_set=pa.array(list(holders.starts), pa.int64()))
    for n in np.flatnonzero(held.to_numpy(zero_copy_only=False)).tolist():
        hulls[n] = holders.hull(told["ship"][n].as_py(), told["start"][n].as_py())
    draughts = told["draught_m"].combine_chunks().to_numpy()
    owners = _keys(told["ship"], hulls)
    order = np.lexsort((draughts, times, owners))
    return owners[order], times[order], draughts[order]


def _keys(ships: pa.ChunkedArray, hulls: Ints) -> Ints:
    """Give one number for each hull of each MMSI."""
    made: Ints = ships.combine_chunks().to_numpy() * MOST_HULLS + hulls
    return made


@njit(cache=True)
def _changes(
    first: Ints, last: Ints, starts: Ints, ends: Ints, times: Ints, draughts: Reals
) -> Reals:
    made = np.full(len(first), np.nan)
    for n in range(len(first)):
        typed = times[first[n] : last[n]]
        begun = np.searchsorted(typed, starts[n] + BEGUN_US, side="right")
        after = np.searchsorted(typed, ends[n] + AFTER_US, side="right")
        if 0 < begun < after:
            made[n] = draughts[first[n] + after - 1] - draughts[first[n] + begun - 1]
    return made
