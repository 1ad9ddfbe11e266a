"""Ports laid on a grid of quarter degrees, so that the port at a position is found at once."""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import pyarrow as pa
from numba import njit

from hawse.channels.ships.places.ports import searoute_ports
from hawse.channels.ships.read.shapes import Ints, Reals

RADIUS_KM: Final = 6371.0088
CELLS: Final = 4
ROWS: Final = 180 * CELLS
COLUMNS: Final = 360 * CELLS
SAME_KM: Final = 6.0
KM_TO_A_DEGREE: Final = 111.19
"""Of latitude, and no more."""


@dataclass(frozen=True)
class Harbours:
    """Ports with their coordinates, and for each cell of the grid the ports near it."""

    ids: list[str]
    countries: list[str]
    lats: Reals
    lons: Reals
    starts: Ints
    members: Ints

    @property
    def country_of(self) -> dict[str, str]:
        """The country of each port."""
        return dict(zip(self.ids, self.countries, strict=True))

    @property
    def places(self) -> dict[str, tuple[float, float]]:
        """The latitude and longitude of each port."""
        spots = zip(self.lats.tolist(), self.lons.tolist(), strict=True)
        return dict(zip(self.ids, spots, strict=True))


def harbours(ports: pa.Table, radius_km: float) -> Harbours:
    """Lay out the case's ports, and searoute's where the case has none within ``SAME_KM``."""
    given = tuple(
        (r["id"], r["country"], r["lat"], r["lon"])
        for r in ports.to_pylist()
        if r["lat"] is not None
        and r["lon"] is not None
        and r["kind"] in {"port", "terminal", "anchorage"}
    )
    return _laid_out(given, radius_km)


@lru_cache(maxsize=4)
def _laid_out(given: tuple[tuple[str, str, float, float], ...], radius_km: float) -> Harbours:
    """Lay out ports once for all the buckets of a step."""
    rows = list(given)
    own = {(round(lat), round(lon)): [] for _, _, lat, lon in rows}  # type: dict[tuple[int, int], list[tuple[float, float]]]
    for _, _, lat, lon in rows:
        own[round(lat), round(lon)].append((lat, lon))
    known = {r[0] for r in rows}
    for p in searoute_ports():
        around = [
            q
            for a in (-1, 0, 1)
            for b in (-1, 0, 1)
            for q in own.get((round(p.lat) + a, round(p.lon) + b), ())
        ]
        if p.id not in known and all(km(p.lat, p.lon, *q) > SAME_KM for q in around):
            rows.append((p.id, f"country:{p.country}", p.lat, p.lon))
    rows.sort()
    lats = np.array([r[2] for r in rows], np.float64)
    lons = np.array([r[3] for r in rows], np.float64)
    starts, members = grid(lats, lons, radius_km)
    return Harbours([r[0] for r in rows], [r[1] for r in rows], lats, lons, starts, members)


def grid(lats: Reals, lons: Reals, radius_km: float) -> tuple[Ints, Ints]:
    """Give each cell's ports: those whose circle may reach into it, in one array with its starts."""  # noqa: E501 - a sentence in one piece
    cells: dict[int, list[int]] = {}
    for n, (lat, lon) in enumerate(zip(lats.tolist(), lons.tolist(), strict=True)):
        row, column = int((lat + 90) * CELLS), int((lon + 180) * CELLS)
        tall = int(radius_km / 111.0 * CELLS) + 1
        wide = int(radius_km / (111.0 * max(0.02, math.cos(math.radians(lat)))) * CELLS) + 1
        for r in range(max(0, row - tall), min(ROWS - 1, row + tall) + 1):
            for c in range(column - wide, column + wide + 1):
                cells.setdefault(r * COLUMNS + c % COLUMNS, []).append(n)
    starts = np.zeros(ROWS * COLUMNS + 1, np.int64)
    for cell, held in cells.items():
        starts[cell + 1] = len(held)
    return np.cumsum(starts), np.array(
        [n for cell in sorted(cells) for n in sorted(set(cells[cell]))], np.int64
    )


@njit(cache=True)
def km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Give the great-circle distance in kilometres (haversine form)."""
    a, b = math.radians(lat_a), math.radians(lat_b)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    return 2 * RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


@njit(cache=True)
def port_at(  # noqa: PLR0917 - each argument is one thing of the row
    lat: float, lon: float, lats: Reals, lons: Reals, starts: Ints, members: Ints, within: float
) -> int:
    """Give the nearest port within so many kilometres, or -1."""
    row = min(max(int((lat + 90) * CELLS), 0), ROWS - 1)
    cell = row * COLUMNS + int((lon + 180) * CELLS) % COLUMNS
    best, near = -1, within
    for n in range(starts[cell], starts[cell + 1]):
        if abs(lat - lats[members[n]]) * KM_TO_A_DEGREE > near:
            continue  # too far by latitude alone
        far = km(lat, lon, lats[members[n]], lons[members[n]])
        if far <= near:
            best, near = members[n], far
    return best
