"""Where many ships were at whole steps of time, handed out in windows of time that stay small."""

import itertools
from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hawse.channels.ships.read.shapes import Ints, Reals

AT_ONCE: Final = 1 << 18
"""Places of ships that are laid out in one window."""


class Window(NamedTuple):
    """The places in a span of time: from the first step, up to the one after the last.

    ``at`` is where each place lies among all, ``which`` its spell, ``slot`` its step since 1970.
    """

    first: int
    upto: int
    at: Ints
    which: Ints
    slot: Ints
    lat: Reals
    lon: Reals


class Ways:
    """The lists of where each spell was, as ``spells`` has them for waits and tracks.

    Only those of the rows ``chosen`` count; the lists of the others are not copied anew. ``begun``
    is each chosen spell's first step since 1970, ``counts`` how many places it has, ``first``
    where those lie among all.
    """

    def __init__(self, spells: pa.Table, chosen: Ints, step_us: int) -> None:
        counts = pc.fill_null(pc.list_value_length(spells["lats"]), 0)
        self.counts = counts.to_numpy().astype(np.int64)[chosen]
        self.first, self.lat = _flat(spells["lats"])
        self.first, self.lon = self.first[chosen], _flat(spells["lons"])[1]
        self.begun = -(-spells["start"].cast(pa.int64()).to_numpy()[chosen] // step_us)

    def windows(self, at_once: int = AT_ONCE) -> Iterator[Window]:
        """Yield windows in order of time.

        Each step is in one window, and a window holds about ``at_once`` places of ships, or those
        of one step, however many spells there are: so memory does not grow with them.
        """
        order = np.argsort(self.begun, kind="stable")
        lasts = self.begun + self.counts
        came, active = 0, np.zeros(0, np.int64)
        for first, upto in itertools.pairwise(self._edges(lasts, at_once)):
            begun = int(np.searchsorted(self.begun, upto, sorter=order))
            active = np.concatenate([active[lasts[active] > first], order[came:begun]])
            came = begun
            yield self._window(first, upto, np.sort(active))

    def _window(self, first: int, upto: int, spells: Ints) -> Window:
        begun = self.begun[spells]
        start = np.maximum(begun, first)
        counts = np.maximum(0, np.minimum(begun + self.counts[spells], upto) - start)
        ends = np.cumsum(counts)
        along = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - counts, counts)
        at = np.repeat(self.first[spells] + start - begun, counts) + along
        which, slot = np.repeat(spells, counts), np.repeat(start, counts) + along
        return Window(first, upto, at, which, slot, self.lat[at], self.lon[at])

    def _edges(self, lasts: Ints, at_once: int) -> list[int]:
        """Give the steps at which windows begin, and the one at which the last one ends."""
        total = int(self.counts.sum())
        if not total:
            return []
        starts, ends = np.sort(self.begun), np.sort(lasts)
        sums = [np.concatenate([[0], np.cumsum(side)]) for side in (starts, ends)]
        wanted = np.arange(at_once, total, at_once)
        low, high = np.full(len(wanted), starts[0]), np.full(len(wanted), ends[-1])
        while (low < high).any():  # the first step before which there are so many places
            middle = (low + high) // 2
            begun, ended = (np.searchsorted(side, middle) for side in (starts, ends))
            before = begun * middle - sums[0][begun] - (ended * middle - sums[1][ended])
            enough = before >= wanted
            low, high = np.where(enough, low, middle + 1), np.where(enough, middle, high)
        return [int(starts[0]), *np.unique(low[low < ends[-1]]).tolist(), int(ends[-1])]


def _flat(lists: pa.ChunkedArray) -> tuple[Ints, Reals]:
    """Give where each list begins among the values of all, and those values."""
    first, values, base = [np.zeros(0, np.int64)], [np.zeros(0)], 0
    for chunk in lists.chunks:
        offsets = chunk.offsets.to_numpy().astype(np.int64)
        first.append(offsets[:-1] - offsets[0] + base)
        held = chunk.values.slice(offsets[0], offsets[-1] - offsets[0])
        values.append(held.to_numpy(zero_copy_only=False))
        base += len(held)
    return np.concatenate(first), np.concatenate(values)
