"""Lines over time: one line a series with its interval as a band, named at its end.

A datum stands at its ``start`` (its ``label`` where it has none, in the order given). A missing
``best`` breaks the line: what was not seen is not bridged.
"""

from collections.abc import Sequence
from datetime import datetime

from hawse.core.channel import Datum
from hawse.dossier.amounts import plain
from hawse.dossier.svg.marks import (
    DASHES,
    INK,
    QUIET,
    RULE,
    SERIES,
    number,
    picture,
    shape,
    tag,
    words,
)
from hawse.dossier.svg.scale import Scale, months, rounded

WIDTH, HEIGHT = 760.0, 300.0
LEFT, RIGHT, TOP, BOTTOM = 62.0, 170.0, 26.0, 34.0
LONE = 20.0  # room at the right where one line alone needs no name
MOST_SERIES = 6
"""Lines in one picture; the table below has all of them."""
_LABEL_GAP = 15.0
_FEW = 40


def series_of(data: Sequence[Datum]) -> tuple[str, ...]:
    """Give the series, the one with the largest last value first."""
    last: dict[str, float] = {}
    for d in data:
        if d.best is not None:
            last[d.series] = d.best
    names = list(dict.fromkeys(d.series for d in data))
    return tuple(sorted(names, key=lambda n: (-last.get(n, float("-inf")), n)))


def draw(title: str, data: Sequence[Datum], unit: str) -> str:
    """Draw the picture; an empty text where nothing has a value."""
    values = [v for d in data for v in (d.low, d.best, d.high) if v is not None]
    if not values:
        return ""
    right = RIGHT if len({d.series for d in data}) > 1 else LONE
    across, ticks = _across(data, right)
    up = rounded(values, HEIGHT - BOTTOM, TOP)
    names = series_of(data)[:MOST_SERIES]
    marks = _axes(up, ticks, unit, WIDTH - right)
    ends: list[tuple[float, int, str]] = []
    for n, name in enumerate(names):
        own = [d for d in data if d.series == name]
        drawn, last = _one(own, across, up, n)
        marks += drawn
        ends.append((last, n, name))
    return picture(WIDTH, HEIGHT, title, marks + (_names(ends) if len(ends) > 1 else ""))


def _across(
    data: Sequence[Datum], right: float
) -> tuple[dict[int, float], list[tuple[float, str]]]:
    """Place every datum by time or by label; give the places by identity, and ticks."""
    starts = [d.start for d in data if d.start is not None]
    if len(starts) == len(data):
        first, last = min(starts), max(starts)
        span = (last - first).total_seconds() or 1.0

        def at(when: datetime) -> float:
            return LEFT + (when - first).total_seconds() / span * (WIDTH - LEFT - right)

        form = "%Y" if (last - first).days > 366 * 3 else "%Y-%m"
        return (
            {id(d): at(d.start) for d in data if d.start is not None},
            [(at(t), t.strftime(form)) for t in months(first, last)],
        )
    labels = list(dict.fromkeys(d.label for d in data))
    step = (WIDTH - LEFT - right) / max(1, len(labels) - 1)
    place = {label: LEFT + n * step for n, label in enumerate(labels)}
    every = max(1, len(labels) // 8)
    return {id(d): place[d.label] for d in data}, [(place[t], t) for t in labels[::every]]


def _axes(up: Scale, ticks: list[tuple[float, str]], unit: str, end: float) -> str:
    """Draw rules and numbers of both axes."""
    factor = 100.0 if unit == "share" else 1.0
    said = "%" if unit == "share" else "" if unit in ("-", "factor") else unit
    marks = "".join(
        tag("line", x1=LEFT, x2=end, y1=up.at(t), y2=up.at(t), stroke=RULE)
        + words(LEFT - 6, up.at(t) + 4, plain(t * factor), text_anchor="end", fill=QUIET)
        for t in up.ticks
    )
    marks += "".join(
        tag("line", x1=x, x2=x, y1=HEIGHT - BOTTOM, y2=HEIGHT - BOTTOM + 4, stroke=QUIET)
        + words(x, HEIGHT - BOTTOM + 18, label, text_anchor="middle", fill=QUIET)
        for x, label in ticks
    )
    return marks + words(0, 12, said, fill=QUIET, font_size=11)


def _one(own: Sequence[Datum], across: dict[int, float], up: Scale, n: int) -> tuple[str, float]:
    """Draw one series: band, broken line and marks; give its last height too."""
    colour = SERIES[n % len(SERIES)]
    placed = sorted(((across[id(d)], d) for d in own), key=lambda p: p[0])
    runs: list[list[tuple[float, Datum]]] = [[]]
    for x, d in placed:
        if d.best is None:
            runs.append([])
        else:
            runs[-1].append((x, d))
    marks = "".join(_band(run, up, colour) + _path(run, up, n) for run in runs if run)
    points = [(x, d) for run in runs for x, d in run]
    if len(points) <= _FEW:
        marks += "".join(
            shape(n, x, up.at(d.best or 0.0), colour, hollow=d.synthetic or d.basis != "observed")
            for x, d in points
        )
    return marks, up.at(points[-1][1].best or 0.0) if points else HEIGHT - BOTTOM


def _path(run: list[tuple[float, Datum]], up: Scale, n: int) -> str:
    """Draw the line of one unbroken run."""
    points = " ".join(f"{number(x)},{number(up.at(d.best or 0.0))}" for x, d in run)
    return tag(
        "polyline", points=points, fill="none", stroke=SERIES[n % len(SERIES)], stroke_width=2,
        stroke_dasharray=DASHES[n % len(DASHES)],
    )  # fmt: skip


def _band(run: list[tuple[float, Datum]], up: Scale, colour: str) -> str:
    """Draw the interval of one unbroken run as a pale band."""
    known = [(x, d.low, d.high) for x, d in run if d.low is not None and d.high is not None]
    if not any(low != high for _, low, high in known):
        return ""
    around = [(x, up.at(high)) for x, _, high in known]
    around += [(x, up.at(low)) for x, low, _ in reversed(known)]
    points = " ".join(f"{number(x)},{number(y)}" for x, y in around)
    return tag("polygon", points=points, fill=colour, fill_opacity="0.16")


def _names(ends: list[tuple[float, int, str]]) -> str:
    """Name each line at its end, pushed apart where they overlap, with its dash and shape."""
    marks, floor = "", TOP - _LABEL_GAP
    for y, n, name in sorted(ends):
        floor = max(y, floor + _LABEL_GAP)
        x, colour = WIDTH - RIGHT + 8, SERIES[n % len(SERIES)]
        marks += tag(
            "line", x1=x, x2=x + 22, y1=floor, y2=floor, stroke=colour, stroke_width=2,
            stroke_dasharray=DASHES[n % len(DASHES)],
        )  # fmt: skip
        marks += shape(n, x + 11, floor, colour)
        marks += words(x + 28, floor + 4, name or "all", fill=INK)
    return marks
