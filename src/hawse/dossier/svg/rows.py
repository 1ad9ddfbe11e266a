"""Bars, intervals and gauges: one small picture for each row of the table that it stands in.

The table is the figure: label, picture, amount, basis and chips in one row, so nothing is told by
the picture alone.

* ``bars``: a bar from nought to ``best``, a whisker from ``low`` to ``high``.
* ``intervals``: a line from ``low`` to ``high`` with a dot at ``best``; an open end is an arrow.
* ``gauge``: the datum whose ``series`` is ``cap`` is the cap, drawn as a heavy rule through every
  row of the same ``unit``; the others are amounts of use. In the unit ``share`` the cap is 1
  where no datum says so.
"""

from collections.abc import Sequence

from hawse.core.channel import Datum
from hawse.dossier.amounts import plain
from hawse.dossier.svg.marks import INK, PAPER, QUIET, RULE, SERIES, number, tag, words
from hawse.dossier.svg.scale import Scale, rounded

WIDTH, HEIGHT, MARGIN = 360.0, 22.0, 14.0
CAP = "cap"
_STRIPE = 5.0


def scale_of(data: Sequence[Datum], *caps: float) -> Scale:
    """Make the one scale of all rows, caps included."""
    ends = list(caps) + [v for d in data for v in (d.low, d.best, d.high) if v is not None]
    return rounded(ends, MARGIN, WIDTH - MARGIN)


def axis(scale: Scale, unit: str) -> str:
    """Draw the head of the column: the ticks' numbers; shares read as percent."""
    factor = 100.0 if unit == "share" else 1.0
    marks = ""
    for t in scale.ticks:
        x, anchor = scale.at(t), "middle"
        if t in (scale.ticks[0], scale.ticks[-1]):
            x, anchor = (0.0, "start") if t == scale.ticks[0] else (WIDTH, "end")
        marks += words(x, 13, plain(t * factor), text_anchor=anchor, fill=QUIET, font_size=11)
        marks += tag("line", x1=scale.at(t), x2=scale.at(t), y1=16, y2=HEIGHT, stroke=QUIET)
    return _small(marks)


def bar(datum: Datum, scale: Scale, series: int) -> str:
    """Draw one bar with its whisker; striped if synthetic, hollow if not observed."""
    return _small(_small_bar(datum, scale, SERIES[series % len(SERIES)]))


def interval(datum: Datum, scale: Scale, series: int) -> str:
    """Draw one interval with its best value; an end that is open is an arrow to the edge."""
    return _small(_span(datum, scale, SERIES[series % len(SERIES)]))


def cap_of(data: Sequence[Datum], unit: str) -> float | None:
    """Give the cap of a unit: the datum marked so; in shares of the cap it is 1 by itself."""
    marked = [d.best for d in data if d.series == CAP and d.unit == unit and d.best is not None]
    return marked[0] if marked else 1.0 if unit == "share" else None


def gauge(datum: Datum, scale: Scale, cap: float | None) -> str:
    """Draw use against a cap: the bar or the interval, and the cap as a heavy rule.

    Use whose least is above the cap, or whose best is, has the second colour.
    """
    used = datum.best if datum.best is not None else datum.low
    over = cap is not None and used is not None and used > cap
    marks = ""
    if datum.series == CAP:
        marks = _grid(scale)
    elif datum.best is not None:
        marks = _small_bar(datum, scale, SERIES[1] if over else SERIES[0])
    else:
        marks = _span(datum, scale, SERIES[1] if over else SERIES[0])
    if cap is not None:
        x = scale.at(cap)
        marks += tag("line", x1=x, x2=x, y1=0, y2=HEIGHT, stroke=INK, stroke_width=3)
    return _small(marks)


def _small_bar(datum: Datum, scale: Scale, colour: str) -> str:
    """Draw the marks of one bar: its body from nought, and its whisker."""
    marks = _grid(scale)
    if datum.best is not None:
        zero, end = scale.at(0.0), scale.at(datum.best)
        marks += _block(min(zero, end), abs(end - zero), colour, datum)
    return marks + _whisker(datum, scale)


def _span(datum: Datum, scale: Scale, colour: str) -> str:
    """Draw the marks of one interval; an open end is an arrow to the edge."""
    low = scale.start - 8 if datum.low is None else scale.at(datum.low)
    high = scale.end + 8 if datum.high is None else scale.at(datum.high)
    y = HEIGHT / 2
    marks = _grid(scale)
    if datum.low is not None or datum.high is not None:
        dash = "3 2" if datum.synthetic else None
        marks += tag(
            "line",
            x1=low,
            x2=high,
            y1=y,
            y2=y,
            stroke=colour,
            stroke_width=3,
            stroke_dasharray=dash,
        )
        marks += _end(low, y, colour, -1 if datum.low is None else 0)
        marks += _end(high, y, colour, 1 if datum.high is None else 0)
    if datum.best is not None:
        fill = PAPER if datum.basis != "observed" else colour
        x = scale.at(datum.best)
        marks += tag("circle", cx=x, cy=y, r=5, fill=fill, stroke=colour, stroke_width=2)
    return marks


def _small(inside: str) -> str:
    """Wrap the marks of one row; the row's words say the same, so it is not read aloud."""
    return tag(
        "svg",
        inside,
        viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}",
        width=WIDTH,
        height=HEIGHT,
        aria_hidden="true",
        font_family="system-ui, sans-serif" if "<text" in inside else None,
    )


def _grid(scale: Scale) -> str:
    """Draw the ticks' rules through the row; nought is darker."""
    zero, others = [0.0] * (0 in scale.ticks), [t for t in scale.ticks if t != 0]
    return _rules(others, scale, RULE) + _rules(zero, scale, QUIET)


def _rules(ticks: Sequence[float], scale: Scale, colour: str) -> str:
    """Draw rules of one colour in one mark: most of a page's pictures are rows like this."""
    down = "".join(f"M{number(scale.at(t))} 0v{HEIGHT:.0f}" for t in ticks)
    return tag("path", d=down, stroke=colour) if down else ""


def _block(x: float, width: float, colour: str, datum: Datum) -> str:
    """Draw the body of a bar: filled, hollow or striped."""
    y, height = 4.0, HEIGHT - 8
    if not datum.synthetic:
        fill = colour if datum.basis == "observed" else PAPER
        dash = "4 2" if datum.basis in ("estimated", "assumed") else None
        return tag(
            "rect", x=x, y=y, width=max(width, 1.0), height=height, fill=fill, stroke=colour,
            stroke_width=2, stroke_dasharray=dash,
        )  # fmt: skip
    stripes = int(width // _STRIPE)
    body = "".join(
        tag("rect", x=x + n * _STRIPE, y=y, width=_STRIPE / 2, height=height, fill=colour)
        for n in range(stripes)
    )
    return body + tag(
        "rect", x=x, y=y, width=max(width, 1.0), height=height, fill="none", stroke=colour
    )


def _whisker(datum: Datum, scale: Scale) -> str:
    """Draw the interval of a bar."""
    if datum.low is None or datum.high is None or datum.low == datum.high:
        return ""
    low, high, y = scale.at(datum.low), scale.at(datum.high), HEIGHT / 2
    a, b = number(low), number(high)
    ends = "".join(f"M{x} {y - 4:.0f}v8" for x in (a, b))
    return tag("path", d=f"M{a} {y:.0f}H{b}{ends}", stroke=INK, stroke_width=1.5)


def _end(x: float, y: float, colour: str, way: int) -> str:
    """Draw the end of an interval: a cap, or an arrow where it is open."""
    if way == 0:
        return tag("line", x1=x, x2=x, y1=y - 5, y2=y + 5, stroke=colour, stroke_width=2)
    points = f"{x:.1f},{y:.1f} {x - 6 * way:.1f},{y - 4:.1f} {x - 6 * way:.1f},{y + 4:.1f}"
    return tag("polygon", points=points, fill=colour)
