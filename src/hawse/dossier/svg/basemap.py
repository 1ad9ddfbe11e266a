"""Land for the map: Natural Earth 1:10m, cut to the case's box.

The file ships with the package (``assets/NOTICE`` says from where) as quantised TopoJSON: arcs of
whole-number steps that countries share. Only what lies in the box is turned into degrees.
Mercator; a box past 180 degrees east is served by a second copy of the land.
"""

import gzip
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

ASSET = Path(__file__).parent.parent / "assets" / "countries-10m.topo.json.gz"
FURTHEST = 84.0
"""Latitude at which Mercator is cut off."""

Box = tuple[float, float, float, float]
Point = tuple[float, float]
Ring = list[Point]


@dataclass(frozen=True, slots=True)
class Land:
    """One country's land in the box: name and rings in degrees, east and north positive."""

    name: str
    rings: tuple[tuple[Point, ...], ...]


def mercator(lat: float) -> float:
    """Give Mercator's northing of a latitude, in degrees of longitude at the equator."""
    held = math.radians(min(FURTHEST, max(-FURTHEST, lat)))
    return math.degrees(math.log(math.tan(math.pi / 4 + held / 2)))


def latitude(northing: float) -> float:
    """Give the latitude of a northing; the inverse of ``mercator``.

    >>> round(latitude(mercator(43.1)), 9)
    43.1
    """
    return math.degrees(2 * math.atan(math.exp(math.radians(northing))) - math.pi / 2)


@cache
def _topology() -> dict[str, Any]:
    """Read the file once."""
    got: dict[str, Any] = json.loads(gzip.decompress(ASSET.read_bytes()))
    return got


@cache
def _arcs() -> tuple[tuple[Point, ...], ...]:
    """Turn every arc from whole-number steps into degrees."""
    topology = _topology()
    (kx, ky), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    return tuple(
        tuple(
            (x * kx + x0, y * ky + y0)
            for x, y in zip(
                accumulate(p[0] for p in arc), accumulate(p[1] for p in arc), strict=True
            )
        )
        for arc in topology["arcs"]
    )


@cache
def land(box: Box) -> tuple[Land, ...]:
    """Give the countries that have land in the box (west, south, east, north), each cut to it."""
    got = []
    for country in _topology()["objects"]["countries"]["geometries"]:
        rings = [cut for ring in _rings(country) for cut in _within(ring, box)]
        if rings:
            name = str(country.get("properties", {}).get("name", ""))
            got.append(Land(name, tuple(map(tuple, rings))))
    return tuple(got)


def _rings(country: dict[str, Any]) -> Iterator[Ring]:
    """Give a country's rings; holes are rings too, the fill rule tells them apart."""
    shapes = country.get("arcs", [])
    polygons = [shapes] if country["type"] == "Polygon" else shapes
    for polygon in polygons:
        for ring in polygon:
            yield _ring(ring)


def _ring(indices: Sequence[int]) -> Ring:
    """Join arcs to a ring; ``~i`` is arc i backwards, and shared ends are kept once."""
    arcs = _arcs()
    got: Ring = []
    for i in indices:
        arc = arcs[i] if i >= 0 else arcs[~i][::-1]
        got.extend(arc[1:] if got else arc)
    return got


def _within(ring: Ring, box: Box) -> Iterator[Ring]:
    """Cut a ring to the box, and its copy one turn further east where the box reaches there."""
    west, south, east, north = box
    for turn in (0.0, 360.0) if east > 180 else (0.0,):  # noqa: PLR2004 -- degrees
        xs = [x + turn for x, _ in ring]
        ys = [y for _, y in ring]
        if min(xs) < east and max(xs) > west and min(ys) < north and max(ys) > south:
            cut = clip(list(zip(xs, ys, strict=True)), box)
            if len(cut) > 2:  # noqa: PLR2004 -- a ring has three corners at least
                yield cut


def clip(ring: Ring, box: Box) -> Ring:
    """Cut a closed ring to a box, edge by edge (Sutherland and Hodgman, CACM 17, 1974).

    >>> clip([(0, 0), (4, 0), (4, 2), (0, 2)], (1, -1, 3, 3))
    [(1, 0.0), (3, 0.0), (3, 2.0), (1, 2.0)]
    """
    west, south, east, north = box
    for axis, edge, above in (
        (0, west, True),
        (0, east, False),
        (1, south, True),
        (1, north, False),
    ):
        ring = _half(ring, axis, edge, above=above)
        if not ring:
            break
    return ring


def _half(ring: Ring, axis: int, edge: float, *, above: bool) -> Ring:
    """Keep the side of a ring that lies above (or below) one edge."""
    got: Ring = []
    for n, here in enumerate(ring):
        before = ring[n - 1]
        inside, was = ((p[axis] >= edge) == above or p[axis] == edge for p in (here, before))
        if inside != was:
            share = (edge - before[axis]) / (here[axis] - before[axis])
            other = before[1 - axis] + share * (here[1 - axis] - before[1 - axis])
            got.append((edge, other) if axis == 0 else (other, edge))
        if inside:
            got.append(here)
    return got
