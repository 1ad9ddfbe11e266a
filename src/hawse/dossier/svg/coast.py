"""The land of a map: one path a country, with no more corners than can be seen."""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

from hawse.dossier.svg.basemap import Land, Point
from hawse.dossier.svg.marks import COAST, LAND, tag

_TINY = 1.2  # pixels: land smaller than this is not drawn
_NEAR = 0.7  # pixels: corners nearer than this to the one before are left out
_OFF = 0.5  # pixels: corners nearer than this to the line between their neighbours are left out


def ground(country: Land, at: Callable[[float, float], Point]) -> str:
    """Draw one country's land, corners nearer than a pixel left out.

    ``at`` gives the place on paper of a longitude and a latitude.
    """
    path = ""
    for ring in country.rings:
        kept: list[Point] = []
        for lon, lat in ring:
            x, y = at(lon, lat)
            if not kept or math.hypot(x - kept[-1][0], y - kept[-1][1]) >= _NEAR:
                kept.append((x, y))
        kept = _straight(kept)
        wide = max(x for x, _ in kept) - min(x for x, _ in kept)
        if len(kept) > 2 and wide >= _TINY:  # noqa: PLR2004 -- a ring has three corners at least
            path += _steps(kept)
    if not path:
        return ""
    scaled = "scale(.1)"
    own: dict[str, str | float | None] = {
        "fill": LAND,
        "fill_rule": "evenodd",
        "stroke": COAST,
        "stroke_width": 6.0,
    }
    return tag("path", d=path, transform=scaled, **own)


def _straight(ring: list[Point]) -> list[Point]:
    """Leave out the corners that lie on a line, as near as makes no difference on paper.

    Method: Douglas and Peucker 1973, doi:10.3138/FM57-6770-U75U-7727.
    """
    keep, spans = {0, len(ring) - 1}, [(0, len(ring) - 1)]
    while spans:
        first, last = spans.pop()
        (x0, y0), (x1, y1) = ring[first], ring[last]
        long = math.hypot(x1 - x0, y1 - y0)
        far, at = _OFF, 0
        for n in range(first + 1, last):
            x, y = ring[n]
            across = abs((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0))
            off = across / long if long else math.hypot(x - x0, y - y0)
            if off > far:
                far, at = off, n
        if at:
            keep.add(at)
            spans += [(first, at), (at, last)]
    return [ring[n] for n in sorted(keep)]


def _steps(points: Sequence[Point]) -> str:
    """Write a ring as whole tenths of a pixel, each step from the one before: shorter by half."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    steps = [f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(tenths)]
    return f"M{tenths[0][0]} {tenths[0][1]}l" + " ".join(steps).replace(" -", "-") + "z"
