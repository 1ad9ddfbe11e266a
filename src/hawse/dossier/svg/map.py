"""Maps: land in the case's box, points and lines on it.

How a ``map`` figure is told in ``Datum``:

* ``cells = (lats, lons, mark)``, all texts; ``lats`` and ``lons`` are decimal degrees (WGS 84,
  north and east positive). One number each is a point; several, parted by spaces, are a line from
  first to last.
* ``mark`` of a point: ``port``, ``terminal``, ``anchorage``, ``border`` or ``place`` (any other
  word is drawn as a place).
* ``mark`` of a line: ``observed`` (solid), ``silent`` (dashed: no signal, path unknown),
  ``elsewhere`` (heavy: declared another port), ``declared`` (thin, with an arrow: to the declared
  port).
* ``label`` names it, ``series`` groups it in the legend, ``best`` and ``unit`` are printed in the
  table below.

Where the figure names its ``columns``, the cells under ``latitude``, ``longitude`` and ``mark``
(or ``kind``) are taken instead.

A datum whose cells are no such numbers is left off the picture and stays in the table.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from hawse.core.channel import Datum
from hawse.dossier.amounts import plain
from hawse.dossier.svg.basemap import Box, Land, Point, land, latitude, mercator
from hawse.dossier.svg.coast import ground
from hawse.dossier.svg.marks import (
    INK,
    PAPER,
    QUIET,
    SEA,
    SERIES,
    halo,
    number,
    picture,
    tag,
    words,
)

WIDTH = 760.0
TALLEST, LOWEST = 620.0, 240.0
MARGIN = 0.18
"""Room around the data, as a share of their span."""
LEAST_SPAN = 1.5
"""Degrees that a map spans at least."""
MOST_LABELS = 40
_KM_PER_DEGREE = 111.195
_LINES = {"observed", "silent", "elsewhere", "declared"}
_SPOTS = ((8, 4, "start"), (-8, 4, "end"), (8, -8, "start"), (8, 16, "start"), (-8, 16, "end"))
_LETTER = 12.5  # pixels that a letter of a country's name takes
_BIG = 0.012  # share of the map from which a country is named
CREDIT = (
    "Land and boundaries: Natural Earth 1:10m (public domain), boundaries as in Natural Earth, "
    "no position taken. Coast generalised, do not read distances under 2 km."
)


@dataclass(frozen=True, slots=True)
class Frame:
    """The map's box and how a place of it falls on paper."""

    box: Box
    scale: float
    height: float

    def at(self, lon: float, lat: float) -> Point:
        """Give the place on paper; a longitude west of the box is taken one turn further east."""
        west, _, _, north = self.box
        turned = lon + 360 if lon < west and lon + 360 <= self.box[2] else lon
        return (turned - west) * self.scale, (mercator(north) - mercator(lat)) * self.scale


def spot(datum: Datum, columns: Sequence[str] = ()) -> tuple[str, str, str]:
    """Give a datum's latitudes, longitudes and mark as told; empty where they are not."""
    told = dict(zip(columns, datum.cells, strict=False))
    if "latitude" in told and "longitude" in told:
        return told["latitude"], told["longitude"], told.get("mark", told.get("kind", "place"))
    lats, lons, mark = (*datum.cells[:3], "", "", "")[:3]
    return lats, lons, mark


def places(datum: Datum, columns: Sequence[str] = ()) -> list[Point]:
    """Read a datum's points as (lon, lat); none where they are no numbers of degrees."""
    told = spot(datum, columns)
    try:
        lats = [float(v) for v in told[0].split()]
        lons = [float(v) for v in told[1].split()]
    except ValueError:
        return []
    good = len(lats) == len(lons) and all(abs(v) <= 90 for v in lats)  # noqa: PLR2004 -- degrees
    return list(zip(lons, lats, strict=True)) if good and all(abs(v) <= 360 for v in lons) else []  # noqa: PLR2004 -- degrees


def draw(title: str, data: Sequence[Datum], box: Box | None, columns: Sequence[str] = ()) -> str:
    """Draw the map; an empty text where there is neither a box nor a place."""
    told = [replace(d, cells=spot(d, columns)) for d in data]
    numbered = [(n, d, p) for n, d in enumerate(told) if (p := places(d))]
    placed = [(d, p) for _, d, p in numbered]
    if not placed and box is None:
        return ""
    frame = _frame(box or _fit([p for _, ps in placed for p in ps]))
    countries = land(_wider(frame.box))
    marks = tag("rect", width=WIDTH, height=frame.height, fill=SEA)
    marks += "".join(ground(c, frame.at) for c in countries)
    marks += "".join(_name(c, frame) for c in countries)
    marks += "".join(_group(n, _line(d, p, frame)) for n, d, p in numbered if len(p) > 1)
    marks += "".join(_group(n, _point(d, p[0], frame)) for n, d, p in numbered if len(p) == 1)
    marks += _labels([(d, p[0]) for d, p in placed if len(p) == 1], frame)
    return picture(WIDTH, frame.height, title, marks + _bar(frame))


def _fit(points: Sequence[Point]) -> Box:
    """Fit a box to the data, with room around."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    wide = max(max(xs) - min(xs), LEAST_SPAN) * (0.5 + MARGIN)
    high = max(max(ys) - min(ys), LEAST_SPAN) * (0.5 + MARGIN)
    x, y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return x - wide, max(y - high, -83.0), x + wide, min(y + high, 83.0)


def _frame(box: Box) -> Frame:
    """Lay the box on paper; a box too flat or too tall is widened, never squeezed."""
    west, south, east, north = box
    low, high = mercator(south), mercator(north)
    wide = max(east - west, 1e-6)
    if (high - low) * WIDTH / wide > TALLEST:
        more = (high - low) * WIDTH / TALLEST - wide
        west, east, wide = west - more / 2, east + more / 2, wide + more
    if (high - low) * WIDTH / wide < LOWEST:
        more = LOWEST * wide / WIDTH - (high - low)
        low, high = low - more / 2, high + more / 2
    scale = WIDTH / wide
    return Frame((west, latitude(low), east, latitude(high)), scale, (high - low) * scale)


def _wider(box: Box) -> Box:
    """Widen the box a little, so that cut edges of the land lie outside the picture."""
    west, south, east, north = box
    x, y = (east - west) * 0.03, (north - south) * 0.03
    return west - x, south - y, east + x, north + y


def _name(country: Land, frame: Frame) -> str:
    """Name a country in the middle of its largest piece, where that is large enough."""
    pieces = [[frame.at(*p) for p in ring] for ring in country.rings]
    area, piece = max((_area(p), p) for p in pieces)
    if area < _BIG * WIDTH * frame.height:
        return ""
    room, x, y = max(_room(piece, frame.height * n / 12) for n in range(1, 12))
    if room < len(country.name) * _LETTER:
        return ""
    return words(
        x, y, country.name.upper(), text_anchor="middle", fill=QUIET,
        font_size=12, letter_spacing=2,
    )  # fmt: skip


def _area(ring: Sequence[Point]) -> float:
    """Give a ring's area (the shoelace formula)."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, ring[0]]))) / 2


def _room(ring: Sequence[Point], y: float) -> tuple[float, float, float]:
    """Give the widest stretch of land at one height: its width, middle and height."""
    crossings = sorted(
        a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
        for a, b in pairwise([*ring, ring[0]])
        if (a[1] > y) != (b[1] > y)
    )
    held = [min(max(x, 0.0), WIDTH) for x in crossings]
    stretches = [(b - a, (a + b) / 2, y) for a, b in zip(held[::2], held[1::2], strict=False)]
    return max(stretches, default=(0.0, 0.0, y))


def _group(number: int, marks: str) -> str:
    """Number a datum's marks, so that its row in the table and they find each other."""
    return f'<g data-n="{number}">{marks}</g>'


def _line(datum: Datum, points: Sequence[Point], frame: Frame) -> str:
    """Draw one line in the manner of its mark."""
    mark = datum.cells[2] if len(datum.cells) > 2 and datum.cells[2] in _LINES else "observed"  # noqa: PLR2004 -- the third cell
    on_paper = [frame.at(*p) for p in points]
    told = " ".join(f"{number(x)},{number(y)}" for x, y in on_paper)
    width, dash, colour = {
        "observed": (1.8, None, SERIES[0]),
        "silent": (1.6, "8 5", SERIES[0]),
        "elsewhere": (3.2, None, SERIES[1]),
        "declared": (1.0, None, INK),
    }[mark]
    if datum.synthetic:
        dash = "1 3" if dash is None else dash
    marks = tag(
        "polyline",
        points=told,
        fill="none",
        stroke=colour,
        stroke_width=width,
        stroke_dasharray=dash,
        stroke_linejoin="round",
    )
    (x0, y0), (x1, y1) = on_paper[-2:]
    turn = math.degrees(math.atan2(y1 - y0, x1 - x0))
    place = f"translate({number(x1)} {number(y1)}) rotate({number(turn)})"
    return marks + tag("polygon", points="0,0 -8,3.5 -8,-3.5", fill=colour, transform=place)


def _point(datum: Datum, point: Point, frame: Frame) -> str:
    """Draw one point in the shape of its mark."""
    x, y = frame.at(*point)
    mark = datum.cells[2] if len(datum.cells) > 2 else ""  # noqa: PLR2004 -- the third cell
    own: dict[str, str | float | None] = {
        "fill": PAPER if datum.synthetic else INK, "stroke": INK, "stroke_width": 1.5,
        "stroke_dasharray": "2 1" if datum.synthetic else None,
    }  # fmt: skip
    if mark in ("port", "terminal"):
        return tag("rect", x=x - 4, y=y - 4, width=8, height=8, **own)
    if mark == "anchorage":
        return tag("circle", cx=x, cy=y, r=5, **{**own, "fill": PAPER})
    if mark == "border":
        return tag(
            "path", d=f"M{x - 5:.1f} {y:.1f}h10M{x:.1f} {y - 5:.1f}v10", stroke=INK, stroke_width=2
        )
    return tag("circle", cx=x, cy=y, r=3.5, **own)


def _labels(placed: Sequence[tuple[Datum, Point]], frame: Frame) -> str:
    """Name the points where no label covers another; what finds no room is left out."""
    taken: list[tuple[float, float, float, float]] = []
    marks = ""
    for datum, point in placed[:MOST_LABELS]:
        x, y = frame.at(*point)
        long = 6.8 * min(len(datum.label), 40) + 8
        for dx, dy, anchor in _SPOTS:
            left = x + dx if anchor == "start" else x + dx - long
            spot = (left, y + dy - 11, left + long, y + dy + 3)
            free = all(
                spot[2] < t[0] or t[2] < spot[0] or spot[3] < t[1] or t[3] < spot[1] for t in taken
            )
            if free and left > 0 and left + long < WIDTH:
                taken.append(spot)
                marks += halo(x + dx, y + dy, datum.label[:40], text_anchor=anchor)
                break
    return marks


def _bar(frame: Frame) -> str:
    """Draw the scale bar, right at the middle latitude."""
    west, south, east, north = frame.box
    km = (east - west) * _KM_PER_DEGREE * math.cos(math.radians((south + north) / 2)) / 5
    power = 10.0 ** math.floor(math.log10(km))
    length = next(r for r in (5, 2, 1) if r * power <= km) * power
    pixels = length / km * WIDTH / 5
    x, y = 14.0, frame.height - 14
    line = tag(
        "path",
        d=f"M{x:.1f} {y - 5:.1f}v5h{pixels:.1f}v-5",
        fill="none",
        stroke=INK,
        stroke_width=2,
    )
    return line + halo(x + pixels + 8, y + 2, f"{plain(length)} km", font_size=11)
