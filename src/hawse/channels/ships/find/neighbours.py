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

from hawse.channels.ships.find.windows import Ways, Window
from hawse.channels.ships.observe.drift import THREE_HOURS
from hawse.channels.ships.observe.epochs import MOST_HULLS
from hawse.channels.ships.observe.harbours import KM_TO_A_DEGREE, km
from hawse.channels.ships.read.shapes import Ints, Reals

Row = dict[str, Any]
Flags = npt.NDArray[np.bool_]
ABOUT_KM: Final = 300.0
NEAR_KM, WIDE_KM = 60.0, 150.0
"""How fast the chance that a hole takes a neighbour too falls off with the distance to it."""
TAKES: Final = 0.9
"""That chance beside the silent ship: holes are not whole."""
TOGETHER_KM, TOGETHER_US = 400.0, THREE_HOURS // 2
ROWS, COLS = 180, 360
MOST_SLOTS: Final = 240
ENDS: Final = ("lat", "lon", "end_lat", "end_lon")


class Neighbours:
    """Where every track was every three hours, heard or in a silence, and where silences end."""

    def __init__(self, spells: pa.Table) -> None:
        tracks = np.flatnonzero(pc.equal(spells["kind"], "track").to_numpy())
        keys = (_ints(spells, "ship") * MOST_HULLS + _ints(spells, "hull"))[tracks]
        order = np.argsort(keys, kind="stable")
        self.ways, self.keys = Ways(spells, tracks[order], THREE_HOURS), keys[order]
        gaps = spells.filter(pc.equal(spells["kind"], "gap"))
        owner = np.searchsorted(self.keys, _ints(gaps, "ship") * MOST_HULLS + _ints(gaps, "hull"))
        spans = -(-_ints(gaps, "start") // THREE_HOURS), _ints(gaps, "end") // THREE_HOURS
        self.silent = np.zeros(len(self.ways.lat), np.bool_)
        begun, first, counts = self.ways.begun, self.ways.first, self.ways.counts
        self.shares = (_mark(owner, *spans, begun, first, counts, self.silent) + 0.5) / (
            counts + 5.0
        )
        self.begun = _by_time(gaps, "start", "lat", "lon", owner)
        self.ended = _by_time(gaps, "end", "end_lat", "end_lon", owner)

    def weighed(self, gaps: list[Row]) -> list[list[float]]:
        """Weigh a hole in reception against one that fell silent alone, by what others did.

        Gives for each silence the logarithm of the ratio, squeezed: over all instants by
        ``NEAR_KM`` and by ``WIDE_KM``; at the instant that speaks least for a hole, at the one
        that speaks most, at the first and the last; then how many others fell silent, and were
        heard again, with it.
        """
        own = np.searchsorted(self.keys, np.array([_key(gap) for gap in gaps], np.int64))
        spans = np.array([(_us(g["start"]), _us(g["end"])) for g in gaps], np.int64)
        ends = np.array([[gap[n] for n in ENDS] for gap in gaps], np.float64)
        spans, ends = spans.reshape(len(gaps), 2), ends.reshape(len(gaps), 4)
        said = np.zeros((len(gaps), 6))
        first = -(-spans[:, 0] // THREE_HOURS)
        last = np.minimum(spans[:, 1] // THREE_HOURS, first + MOST_SLOTS)
        for window in self.ways.windows() if gaps else ():
            asked = np.flatnonzero((first < window.upto) & (last >= window.first))
            if len(asked):
                held = (said, self.shares, own, spans, ends, first, last)
                _weighed(*held, asked, *self._points(window))
        squeezed = [[math.copysign(math.log1p(abs(v)), v) for v in one] for one in said.tolist()]
        begun = _together(own, spans[:, 0], ends[:, 0], ends[:, 1], *self.begun)
        ended = _together(own, spans[:, 1], ends[:, 2], ends[:, 3], *self.ended)
        return [
            [*one, math.log1p(a), math.log1p(b)]
            for one, a, b in zip(squeezed, begun.tolist(), ended.tolist(), strict=True)
        ]

    def _points(self, at: Window) -> tuple[Any, ...]:
        """Give a window's span, and its places by instant and cell: key, where, silent, whose."""
        key = (at.slot * ROWS + np.floor(at.lat + 90.0).astype(np.int64)) * COLS
        key += np.floor(at.lon + 180.0).astype(np.int64) % COLS
        order = np.argsort(key, kind="stable")
        silent, which = self.silent[at.at[order]], at.which[order]
        return at.first, at.upto, key[order], at.lat[order], at.lon[order], silent, which


def _key(gap: Row) -> int:
    made: int = gap["ship"] * MOST_HULLS + gap["hull"]
    return made


def _by_time(gaps: pa.Table, at: str, lat: str, lon: str, owner: Ints) -> tuple[Any, ...]:
    times = _ints(gaps, at)
    order = np.argsort(times, kind="stable")
    sides = (gaps[n].combine_chunks().to_numpy(zero_copy_only=False)[order] for n in (lat, lon))
    return times[order], *sides, owner[order]


def _ints(table: pa.Table, name: str) -> Ints:
    made: Ints = table[name].combine_chunks().cast(pa.int64()).to_numpy(zero_copy_only=False)
    return made


def _us(at: datetime) -> int:
    return round(at.timestamp()) * 1_000_000


@njit(cache=True)
def _mark(
    owner: Ints, firsts: Ints, lasts: Ints, slots: Ints, begins: Ints, counts: Ints, silent: Flags
) -> Ints:
    """Mark the instants of each track that lie in its silences; gives how many those are."""
    unheard = np.zeros(len(counts), np.int64)
    for n in range(len(owner)):
        own = owner[n]
        low = max(0, firsts[n] - slots[own])
        high = min(counts[own], lasts[n] - slots[own] + 1)
        for m in range(begins[own] + low, begins[own] + high):
            unheard[own] += 0 if silent[m] else 1
            silent[m] = True
    return unheard


@njit(cache=True)
def _weighed(
    made: Reals,
    shares: Reals,
    own: Ints,
    spans: Ints,
    ends: Reals,
    firsts: Ints,
    lasts: Ints,
    asked: Ints,
    begun: int,
    upto: int,
    keys: Ints,
    lats: Reals,
    lons: Reals,
    silent: Flags,
    which: Ints,
) -> None:
    """Add to the six sums of ``Neighbours.weighed``, along the straight ways of silences.

    ``begun`` and ``upto`` are the steps of one window; windows come in order of time.
    """
    tall = int(ABOUT_KM / 111.0) + 1
    for g in asked:
        start, end = spans[g]
        lat_a, lon_a, lat_b, lon_b = ends[g]
        east = (lon_b - lon_a + 180.0) % 360.0 - 180.0
        for slot in range(max(firsts[g], begun), min(lasts[g] + 1, upto)):
            part = (slot * THREE_HOURS - start) / max(1, end - start)
            lat = lat_a + (lat_b - lat_a) * part
            lon = (lon_a + east * part + 180.0) % 360.0 - 180.0
            near, wide = 0.0, 0.0
            row = int(lat + 90.0)
            shrunk = max(0.02, math.cos(math.radians(min(89.0, abs(lat) + tall))))
            broad = min(COLS // 2, int(ABOUT_KM / 111.0 / shrunk) + 1)
            middle = int(lon + 180.0)
            for r in range(max(0, row - tall), min(ROWS - 1, row + tall) + 1):
                begin = (slot * ROWS + r) * COLS
                for turn in range(-1, 2):  # the part of the row beyond the antimeridian
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
                        if which[n] != own[g] and far <= ABOUT_KM:
                            share = shares[which[n]]
                            near += _odds(share, far / NEAR_KM, silent[n])
                            wide += _odds(share, far / WIDE_KM, silent[n])
                        n += 1
            made[g, 0] += near
            made[g, 1] += wide
            made[g, 2] = wide if slot == firsts[g] else min(made[g, 2], wide)
            made[g, 3] = wide if slot == firsts[g] else max(made[g, 3], wide)
            made[g, 4] = wide if slot == firsts[g] else made[g, 4]
            made[g, 5] = wide


@njit(cache=True)
def _odds(share: float, far: float, silent: bool) -> float:  # noqa: FBT001 - a numba kernel
    taken = share + (1.0 - share) * TAKES * math.exp(-far)
    return math.log(taken / share) if silent else math.log((1.0 - taken) / (1.0 - share))


@njit(cache=True)
def _together(
    own: Ints,
    ats: Ints,
    own_lats: Reals,
    own_lons: Reals,
    times: Ints,
    lats: Reals,
    lons: Reals,
    owner: Ints,
) -> Ints:
    """Count the silences of others that begin, or end, at about one time and place with each."""
    made = np.zeros(len(own), np.int64)
    for g in range(len(own)):
        n = np.searchsorted(times, ats[g] - TOGETHER_US)
        while n < len(times) and times[n] <= ats[g] + TOGETHER_US:
            far = km(own_lats[g], own_lons[g], lats[n], lons[n])
            made[g] += 1 if owner[n] != own[g] and far <= TOGETHER_KM else 0
            n += 1
    return made
