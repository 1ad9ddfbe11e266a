# ruff: noqa: PLR0917 - a numba kernel: arrays handed one by one
"""How the typed draught changed over each wait, for the many waits of a feed at once."""

from typing import Any, Final

import numpy as np
import pyarrow as pa
from numba import njit

from hawse.channels.ships.observe.epochs import Holders
from hawse.channels.ships.observe.of_kind import instants
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
    known = {own: n for n, own in enumerate(owners)}
    pairs = zip(waits["ship"].to_pylist(), waits["hull"].to_pylist(), strict=True)
    own = np.fromiter((known.get(pair, -1) for pair in pairs), np.int64, waits.num_rows)
    starts, ends = (
        waits[n].combine_chunks().cast(pa.int64()).to_numpy() for n in ("start", "end")
    )
    counts = np.array([len(held) for held in times], np.int64)
    first = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    flat = np.array([at for held in times for at in held], np.int64)
    typed = np.array([one for held in draughts for one in held], np.float64)
    return _changes(own, starts, ends, first, flat, typed)


def _typed(
    said: pa.Table, holders: Holders
) -> tuple[list[tuple[int, int]], list[list[int]], list[list[float]]]:
    """Give the hulls that typed a draught, and for each when, in order, and which."""
    made: dict[tuple[int, int], list[tuple[int, float]]] = {}
    starts = said["start"].cast(pa.int64()).to_pylist()
    columns: tuple[list[Any], ...] = (
        said["ship"].to_pylist(),
        instants(said, "start"),
        said["draught_m"].to_pylist(),
    )
    for ship, at, draught, start in zip(*columns, starts, strict=True):
        if draught is not None and at is not None:
            made.setdefault((ship, holders.hull(ship, at)), []).append((start, draught))
    every = [sorted(told) for told in made.values()]
    times = [[at for at, _ in told] for told in every]
    return list(made), times, [[draught for _, draught in told] for told in every]


@njit(cache=True)
def _changes(
    own: Ints, starts: Ints, ends: Ints, first: Ints, times: Ints, draughts: Reals
) -> Reals:
    made = np.full(len(own), np.nan)
    for n in range(len(own)):
        if own[n] < 0:
            continue
        low, high = first[own[n]], first[own[n] + 1]
        begun = np.searchsorted(times[low:high], starts[n] + BEGUN_US, side="right")
        after = np.searchsorted(times[low:high], ends[n] + AFTER_US, side="right")
        if 0 < begun < after:
            made[n] = draughts[low + after - 1] - draughts[low + begun - 1]
    return made
