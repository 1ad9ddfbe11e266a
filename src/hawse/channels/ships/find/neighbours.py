# ruff: noqa: PLR0917 - numba kernels: arrays handed one by one
"""Others about a silence: where their tracks put them then, and whether they were heard there.

A hole in reception takes those nearest to the silent ship; one that switched off is silent alone.
Each other ship is weighed by its distance and by how often it is unheard anyhow.
"""

import math
from datetime import datetime
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from numba import njit

from hawse.channels.ships.observe.drift import THREE_HOURS
from hawse.channels.ships.observe.harbours import km
from hawse.channels.ships.read.shapes import Ints, Reals

Row = dict[str, Any]
Flags = npt.NDArray[np.bool_]
ABOUT_KM: Final = 300.0
KM_TO_A_DEGREE: Final = 111.19
"""Of latitude, and no more: what is farther by it alone need not be measured."""
NEAR_KM, WIDE_KM = 60.0, 150.0
"""How fast the chance that a hole takes a neighbour too falls off with the distance to it."""
TAKES: Final = 0.9
"""That chance beside the silent ship: holes are not whole."""
TOGETHER_KM, TOGETHER_US = 400.0, THREE_HOURS // 2
HULLS: Final = 64
ROWS, COLS = 180, 360
MOST_SLOTS: Final = 240


class Neighbours:
    """Where every track was every three hours, heard or in a silence, and where silences end."""

    def __init__(self, spells: pa.Table) -> None:
        tracks = spells.filter(pc.equal(spells["kind"], "track"))
        tracks = tracks.take(
            pc.sort_indices(tracks, [("ship", "ascending"), ("hull", "ascending")])
        )
        lats, lons = (tracks[n].combine_chunks() for n in ("lats", "lons"))
        counts = pc.fill_null(pc.list_value_length(lats), 0).to_numpy().astype(np.int64)
        first = np.cumsum(counts) - counts
        slots = -(-_ints(tracks, "start") // THREE_HOURS)
        self.keys = _ints(tracks, "ship") * HULLS + _ints(tracks, "hull")
        gaps = spells.filter(pc.equal(spells["kind"], "gap"))
        starts, ends = _ints(gaps, "start"), _ints(gaps, "end")
        self.gap_of = np.searchsorted(self.keys, _ints(gaps, "ship") * HULLS + _ints(gaps, "hull"))
        silent = np.zeros(int(counts.sum()), np.bool_)
        _mark(
            self.gap_of,
            -(-starts // THREE_HOURS),
            ends // THREE_HOURS,
            slots,
            first,
            counts,
            silent,
        )
        which = np.repeat(np.arange(len(counts)), counts)
        unheard = np.bincount(which, weights=silent, minlength=len(counts))
        self.shares = (unheard + 0.5) / (counts + 5.0)
        slot = np.repeat(slots - first, counts) + np.arange(len(which))
        lat, lon = (_reals(side) for side in (lats, lons))
        key = (slot * ROWS + np.floor(lat + 90.0).astype(np.int64)) * COLS
        key += np.floor(lon + 180.0).astype(np.int64) % COLS
        order = np.argsort(key, kind="stable")
        self.points = key[order], lat[order], lon[order], silent[order], which[order]
        self.begun = _by_time(gaps, "start", "lat", "lon", self.gap_of)
        self.ended = _by_time(gaps, "end", "end_lat", "end_lon", self.gap_of)

    def weighed(self, gap: Row) -> list[float]:
        """Weigh a hole in reception against one that fell silent alone, by what others did.

        Gives the logarithm of the ratio, squeezed: over all instants by ``NEAR_KM`` and by
        ``WIDE_KM``; at the instant that speaks least for a hole, at the one that speaks most, at
        the first and the last; then how many others fell silent, and were heard again, with it.
        """
        own = int(np.searchsorted(self.keys, gap["ship"] * HULLS + gap["hull"]))
        start, end = _us(gap["start"]), _us(gap["end"])
        way = (start, end, gap["lat"], gap["lon"], gap["end_lat"], gap["end_lon"])
        said = _weighed(own, *way, *self.points, self.shares)
        begun = _together(own, start, gap["lat"], gap["lon"], *self.begun)
        ended = _together(own, end, gap["end_lat"], gap["end_lon"], *self.ended)
        squeezed = [math.copysign(math.log1p(abs(v)), v) for v in said.tolist()]
        return [*squeezed, math.log1p(begun), math.log1p(ended)]


def _by_time(gaps: pa.Table, at: str, lat: str, lon: str, owner: Ints) -> tuple[Any, ...]:
    times = _ints(gaps, at)
    order = np.argsort(times, kind="stable")
    sides = (gaps[n].combine_chunks().to_numpy(zero_copy_only=False)[order] for n in (lat, lon))
    return times[order], *sides, owner[order]


def _ints(table: pa.Table, name: str) -> Ints:
    made: Ints = table[name].combine_chunks().cast(pa.int64()).to_numpy(zero_copy_only=False)
    return made


def _reals(lists: pa.ListArray) -> Reals:
    made: Reals = lists.flatten().cast(pa.float64()).to_numpy(zero_copy_only=False)
    return made


def _us(at: datetime) -> int:
    return round(at.timestamp()) * 1_000_000


@njit(cache=True)
def _mark(
    owner: Ints, firsts: Ints, lasts: Ints, slots: Ints, begins: Ints, counts: Ints, silent: Flags
) -> None:
    """Mark the instants of each track that lie in its silences."""
    for n in range(len(owner)):
        own = owner[n]
        low = max(0, firsts[n] - slots[own])
        high = min(counts[own], lasts[n] - slots[own] + 1)
        for m in range(low, high):
            silent[begins[own] + m] = True


@njit(cache=True)
def _weighed(
    own: int,
    start: int,
    end: int,
    lat_a: float,
    lon_a: float,
    lat_b: float,
    lon_b: float,
    keys: Ints,
    lats: Reals,
    lons: Reals,
    silent: Flags,
    which: Ints,
    shares: Reals,
) -> Reals:
    """Give the six sums of ``Neighbours.weighed``, along the straight way of a silence."""
    made = np.zeros(6)
    first, last = -(-start // THREE_HOURS), end // THREE_HOURS
    last = min(last, first + MOST_SLOTS)
    east = (lon_b - lon_a + 180.0) % 360.0 - 180.0
    for slot in range(first, last + 1):
        part = (slot * THREE_HOURS - start) / max(1, end - start)
        lat = lat_a + (lat_b - lat_a) * part
        lon = (lon_a + east * part + 180.0) % 360.0 - 180.0
        near, wide = 0.0, 0.0
        row, tall = int(lat + 90.0), int(ABOUT_KM / 111.0) + 1
        shrunk = max(0.02, math.cos(math.radians(min(89.0, abs(lat) + tall))))
        broad = min(COLS // 2, int(ABOUT_KM / 111.0 / shrunk) + 1)
        middle = int(lon + 180.0)
        for r in range(max(0, row - tall), min(ROWS - 1, row + tall) + 1):
            begin = (slot * ROWS + r) * COLS
            for turn in range(-1, 2):  # the part of the row that lies beyond the antimeridian
                low = max(0, middle - broad + turn * COLS)
                high = min(COLS - 1, middle + min(broad, COLS // 2 - 1) + turn * COLS)
                if low > high:
                    continue
                n = np.searchsorted(keys, begin + low)
                while n < len(keys) and keys[n] <= begin + high:
                    if abs(lat - lats[n]) * KM_TO_A_DEGREE > ABOUT_KM:
                        n += 1
                        continue
                    far = km(lat, lon, lats[n], lons[n])
                    if which[n] != own and far <= ABOUT_KM:
                        share = shares[which[n]]
                        near += _odds(share, far / NEAR_KM, silent[n])
                        wide += _odds(share, far / WIDE_KM, silent[n])
                    n += 1
        made[0] += near
        made[1] += wide
        made[2] = wide if slot == first else min(made[2], wide)
        made[3] = wide if slot == first else max(made[3], wide)
        made[4] = wide if slot == first else made[4]
        made[5] = wide
    return made


@njit(cache=True)
def _odds(share: float, far: float, silent: bool) -> float:  # noqa: FBT001 - a numba kernel
    taken = share + (1.0 - share) * TAKES * math.exp(-far)
    return math.log(taken / share) if silent else math.log((1.0 - taken) / (1.0 - share))


@njit(cache=True)
def _together(
    own: int, at: int, lat: float, lon: float, times: Ints, lats: Reals, lons: Reals, owner: Ints
) -> int:
    """Count the silences of others that begin, or end, at about one time and place."""
    count = 0
    n = np.searchsorted(times, at - TOGETHER_US)
    while n < len(times) and times[n] <= at + TOGETHER_US:
        if owner[n] != own and km(lat, lon, lats[n], lons[n]) <= TOGETHER_KM:
            count += 1
        n += 1
    return count
