r"""Make ``inland.bits.gz``: the quarter degrees of the world in which no ship can be.

    python -m hawse.channels.ships.places.inland countries-10m.topo.json.gz inland.bits.gz

``countries-10m.topo.json.gz`` is Natural Earth's land 1:10m (public domain), as the dossier has
it. A cell is *inland* where it and two cells about it, 55 km, hold no sea, and no known port, nor
a waterway of ``waterways.csv``, lies within 80 km. A waterway is written as the towns along it, or
as ``latitude longitude`` where the gazetteer has no such town. So coarse a coast and so wide a
margin leave rivers, canals and lakes that carry ships alone, and miss what lies near them.
"""

import csv
import gzip
import json
import math
import sys
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from hawse.channels.ships.places.gazetteer import Gazetteer, gazetteer

Bits = npt.NDArray[np.bool_]
Point = tuple[float, float]

CELLS: Final = 4
"""Cells to a degree."""
FINE: Final = 5
"""Rows and columns of a cell that are looked at for sea."""
ABOUT: Final = 2
"""Cells about a cell that must hold no sea."""
WATER_KM: Final = 80.0
STEP_KM: Final = 15.0
KM: Final = 111.195


def inland(topology: dict[str, Any], waters: Iterable[Point]) -> Bits:
    """Give the grid, row by row from the south, column by column from 180 degrees west."""
    fine = land(topology)
    rows, columns = 180 * CELLS, 360 * CELLS
    dry: Bits = np.asarray(fine.reshape(rows, FINE, columns, FINE).all(axis=(1, 3)))
    made = dry.copy()
    for north in range(-ABOUT, ABOUT + 1):
        moved = np.roll(dry, north, axis=0)
        for row in range(rows):
            wide = _columns(row, ABOUT * KM / CELLS)
            for east in range(-wide, wide + 1):
                made[row] &= np.roll(moved[row], east)
    for lat, lon in waters:
        _wet(made, lat, lon)
    return made


def _columns(row: int, km: float) -> int:
    """Give how many columns a way takes in a row."""
    lat = abs((row + 0.5) / CELLS - 90.0)
    return min(180 * CELLS, math.ceil(km * CELLS / KM / max(0.01, math.cos(math.radians(lat)))))


def _wet(made: Bits, lat: float, lon: float) -> None:
    """Take out the cells about a point of water."""
    rows, columns = made.shape
    row, column = int((lat + 90.0) * CELLS), int((lon + 180.0) * CELLS)
    high = math.ceil(WATER_KM * CELLS / KM)
    for r in range(max(0, row - high), min(rows, row + high + 1)):
        wide = _columns(r, WATER_KM)
        made[r, np.arange(column - wide, column + wide + 1) % columns] = False


def land(topology: dict[str, Any]) -> Bits:
    """Draw the countries' land on the fine grid: a point is land between two of its borders."""
    scale = CELLS * FINE
    made = np.zeros((180 * scale, 360 * scale), bool)
    arcs = _arcs(topology)
    for country in topology["objects"]["countries"]["geometries"]:
        crossed: dict[int, list[float]] = {}
        for ring in _rings(country, arcs):
            for (x, y), (u, v) in pairwise(ring):
                _cross(crossed, (x, y), (u, v), scale)
        for row, found in crossed.items():
            found.sort()
            for west, east in zip(found[::2], found[1::2], strict=True):
                made[row, math.ceil(west * scale - 0.5) : math.floor(east * scale - 0.5) + 1] = (
                    True
                )
    return made


def _cross(crossed: dict[int, list[float]], one: Point, other: Point, scale: int) -> None:
    """Note where a piece of a border crosses the middle of a row."""
    (x, y), (u, v) = sorted((one, other), key=lambda p: p[1])
    for row in range(math.ceil(y * scale - 0.5), math.ceil(v * scale - 0.5)):
        crossed.setdefault(row, []).append(x + ((row + 0.5) / scale - y) / (v - y) * (u - x))


def _arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Turn arcs from whole-number steps into degrees east of 180 west and north of the pole."""
    (kx, ky), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    return [
        [
            (x * kx + x0 + 180.0, y * ky + y0 + 90.0)
            for x, y in zip(
                accumulate(p[0] for p in arc), accumulate(p[1] for p in arc), strict=True
            )
        ]
        for arc in topology["arcs"]
    ]


def _rings(country: dict[str, Any], arcs: list[list[Point]]) -> Iterator[list[Point]]:
    shapes = country.get("arcs", [])
    for shape in [shapes] if country["type"] == "Polygon" else shapes:
        for ring in shape:
            points: list[Point] = []
            for n in ring:
                points += arcs[n] if n >= 0 else arcs[~n][::-1]
            yield points


def waters(known: Gazetteer) -> Iterator[Point]:
    """Yield points of water: every port that has a position, and the ways along the waterways.

    Raises:
        ValueError: a town of ``waterways.csv`` is not in the gazetteer.
    """
    for place in known.codes.values():
        yield place.lat, place.lon
    text = (files("hawse.channels.ships") / "places" / "waterways.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        towns = [_town(known, name) for name in row["towns"].split("|")]
        yield towns[0]
        for (lat, lon), (north, east) in pairwise(towns):
            wide = (east - lon) * math.cos(math.radians(lat))
            steps = max(1, math.ceil(math.hypot(north - lat, wide) * KM / STEP_KM))
            for n in range(1, steps + 1):
                yield lat + (north - lat) * n / steps, lon + (east - lon) * n / steps


def _town(known: Gazetteer, name: str) -> Point:
    where, sign, called = name.partition(":")
    if not sign:
        lat, lon = map(float, name.split())
        return lat, lon
    country, _, part = where.partition("/")
    for place in known.named(called):
        if place.country == country and place.is_placed and (not part or place.part in {"", part}):
            return place.lat, place.lon
    raise ValueError(f"waterways.csv: no town {name!r} in the gazetteer; write its position")


def main(arguments: list[str]) -> None:
    """Read the land, write the bits; the same input gives the same bytes."""
    topology = json.loads(gzip.decompress(Path(arguments[0]).read_bytes()))
    made = np.packbits(inland(topology, waters(gazetteer())))
    with Path(arguments[1]).open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(made.tobytes())


if __name__ == "__main__":
    main(sys.argv[1:])
