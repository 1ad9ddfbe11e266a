"""Figures drawn: a table whose rows carry the ids they rest on, with a picture in or above it.

What each kind draws, and how its data are told, stands in the modules of ``svg``: ``rows`` (bars,
intervals, gauge), ``lines``, ``graph``, ``map``. A ``table`` prints ``Datum.cells`` under
``Figure.columns``. A ``note`` prints its caption, and a line for each datum.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from hawse.core.channel import Datum, Figure
from hawse.dossier.amounts import amount, day, period
from hawse.dossier.svg import graph, lines, rows
from hawse.dossier.svg import map as maps
from hawse.dossier.svg.basemap import Box
from hawse.dossier.svg.scale import Scale

MOST_ROWS = 120
"""Rows of one figure's table that the page prints."""
_PIVOT_SERIES = 6
_FORMS = "Filled: observed; hollow: reported; dashed: estimated or assumed; striped: synthetic."
KEYS = {
    "bars": f"{_FORMS} The thin line is the interval.",
    "intervals": "The line is the interval, the dot the best value (hollow where it is not "
    "observed); an arrow is an open end.",
    "gauge": f"{_FORMS} The heavy rule is the cap; an arrow is an open end.",
}
"""How to read the pictures that stand in rows."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, a small picture (markup), and the ids that it rests on."""

    text: str
    picture: str = ""
    ids: tuple[str, ...] = ()
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a figure's table; ``mark`` is the number of its mark on a map, if it has one."""

    cells: tuple[Cell, ...]
    ids: tuple[str, ...]
    basis: str
    synthetic: bool
    mark: int | None = None
    starts: str = ""
    ends: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure ready to print: picture (markup), head, rows, and the number of rows in all.

    ``basis`` is the one basis of all rows; where they differ (``bases``) each row says its own.
    """

    kind: str
    title: str
    caption: str
    picture: str
    head: tuple[Cell, ...]
    lines: tuple[Line, ...]
    total: int
    chips: bool
    basis: str
    bases: bool
    credit: str = ""


def draw(figure: Figure, box: Box | None = None) -> Drawn:
    """Draw one figure; one without data is its caption alone."""
    picture, credit = "", ""
    if figure.kind == "lines":
        picture = lines.draw(figure.title, figure.data, figure.unit)
    elif figure.kind == "graph":
        picture = graph.draw(figure.title, figure.data)
    elif figure.kind == "map":
        picture = maps.draw(figure.title, figure.data, box, figure.columns)
        credit = maps.CREDIT if picture else ""
    elif figure.data:
        credit = KEYS.get(figure.kind, "")
    head, told, chips = _TABLES[figure.kind](figure)
    head, told = _without_empty(head, told)
    bases = {line.basis for line in told}
    weighed = any(d.ids for d in figure.data) or figure.kind != "table"
    return Drawn(
        kind=figure.kind,
        title=figure.title,
        caption=figure.caption,
        picture=picture,
        head=head if told else (),
        lines=told[:MOST_ROWS],
        total=len(told),
        chips=chips and any(line.ids for line in told),
        basis=bases.pop() if len(bases) == 1 and weighed else "",
        bases=len(bases) > 1,
        credit=credit,
    )


def _without_empty(
    head: tuple[Cell, ...], told: tuple[Line, ...]
) -> tuple[tuple[Cell, ...], tuple[Line, ...]]:
    """Leave out columns in which no row has anything; the first, which names the rows, stays."""
    kept = [
        n
        for n in range(len(head))
        if n == 0
        or any(c.text not in ("", "–") or c.picture for c in (row.cells[n] for row in told))
    ]
    return (
        tuple(head[n] for n in kept),
        tuple(replace(line, cells=tuple(line.cells[n] for n in kept)) for line in told),
    )


Table = tuple[tuple[Cell, ...], tuple[Line, ...], bool]


def _said(datum: Datum, figure: Figure) -> str:
    """Say a datum's amount; its own unit counts before the figure's."""
    unit = datum.unit if datum.unit != "-" else figure.unit
    return amount(datum.low, datum.best, datum.high, unit)


def _amount(datum: Datum, figure: Figure) -> str:
    """Say an amount on a map; degrees are a place and no amount."""
    degrees = "degree" in (datum.unit, figure.unit)
    return "" if degrees else _said(datum, figure)


def _line(datum: Datum, *cells: Cell) -> Line:
    """Make a row of a datum."""
    return Line(cells, datum.ids, datum.basis, datum.synthetic)


def _series(data: Sequence[Datum]) -> dict[str, int]:
    """Number the series in the order in which they come."""
    return {s: n for n, s in enumerate(dict.fromkeys(d.series for d in data))}


def _drawn_rows(
    figure: Figure, mark: Callable[[Datum, Scale, int], str], caps: Sequence[float] = ()
) -> Table:
    """Make the table of bars, intervals or gauges: the picture stands in the row."""
    scale = rows.scale_of(figure.data, *caps)
    number = _series(figure.data)
    head = (
        Cell("what"),
        Cell("", rows.axis(scale, figure.unit)),
        Cell("amount"),
        Cell("series"),
        Cell("when"),
    )
    told = []
    for d in figure.data:
        picture = Cell("", mark(d, scale, number[d.series]))
        dated = d.start is None or f"{d.start.year}" in d.label
        when = "" if dated or not d.label else period(d.start, d.end)
        series = d.series if len(number) > 1 else ""
        told.append(
            _line(d, Cell(_label(d)), picture, Cell(_said(d, figure)), Cell(series), Cell(when))
        )
    return head, tuple(told), True


def _label(d: Datum) -> str:
    """Name a datum by its label, else by its time."""
    return d.label or period(d.start, d.end)


def _bars(figure: Figure) -> Table:
    """Make the table of a bar chart."""
    return _drawn_rows(figure, rows.bar)


def _intervals(figure: Figure) -> Table:
    """Make the table of an interval chart."""
    return _drawn_rows(figure, rows.interval)


def _gauge(figure: Figure) -> Table:
    """Make the table of a gauge; the cap is drawn through every row of its unit."""
    units = {d.unit if d.unit != "-" else figure.unit for d in figure.data}
    caps = {u: rows.cap_of(figure.data, u) for u in sorted(units)}

    def mark(d: Datum, scale: Scale, _: int) -> str:
        return rows.gauge(d, scale, caps[d.unit if d.unit != "-" else figure.unit])

    return _drawn_rows(figure, mark, [c for c in caps.values() if c is not None])


def _lines(figure: Figure) -> Table:
    """Make the table of lines: time down and series across, or one row a datum."""
    names = lines.series_of(figure.data)
    if len(names) > _PIVOT_SERIES or len(names) < 2:  # noqa: PLR2004 -- one series needs no columns of its own
        return _plain(figure)
    when: dict[str, dict[str, Datum]] = {}
    for d in sorted(figure.data, key=lambda d: d.start.timestamp() if d.start else 0.0):
        when.setdefault(_time(d), {})[d.series] = d
    told = []
    for label, by in when.items():
        cells = [
            Cell(said, "", by[n].ids, by[n].synthetic)
            if n in by and (said := _said(by[n], figure))
            else Cell("–")
            for n in names
        ]
        one = next(iter(by.values()))
        told.append(
            Line((Cell(label), *cells), (), one.basis, all(d.synthetic for d in by.values()))
        )
    return (Cell("when"), *(Cell(n or "all") for n in names)), tuple(told), False


def _time(d: Datum) -> str:
    """Name a datum by its time, else by its label."""
    if d.start is None:
        return d.label
    return period(d.start, d.end) if d.end else day(d.start)


def _plain(figure: Figure) -> Table:
    """Make a table of what is there: label, series, time, amount."""
    dated = bool(figure.data) and all(d.start and d.label in ("", _time(d)) for d in figure.data)
    head = tuple(map(Cell, ("when" if dated else "what", "series", "when", "amount")))
    told = []
    for d in figure.data:
        when = "" if dated else _time(d) if d.start else ""
        first = _time(d) if dated else _label(d)
        told.append(_line(d, *map(Cell, (first, d.series, when, _said(d, figure)))))
    return head, tuple(told), True


def _graph(figure: Figure) -> Table:
    """Make the table of a graph's edges."""
    head = tuple(map(Cell, ("from", "to", "series", "when", "amount")))
    told = []
    for d in figure.data:
        cells = (d.label, d.to, d.series, period(d.start, d.end), _said(d, figure))
        told.append(_line(d, *map(Cell, cells)))
    return head, tuple(told), True


def _map(figure: Figure) -> Table:
    """Make the table of a map's points and lines: lines first, what rests on nothing last."""
    head = (Cell("what"), Cell("mark"), Cell("place"), Cell("when"), Cell("amount"))
    told = []
    for number, d in sorted(enumerate(figure.data), key=lambda nd: _late_on_map(nd[1], figure)):
        points = maps.places(d, figure.columns)
        at = ", ".join(
            f"{abs(y):.2f}° {'NS'[y < 0]} {abs(x):.2f}° {'EW'[x < 0]}" for x, y in points[:1]
        )
        more = f" and {len(points) - 1} more points" if len(points) > 1 else ""
        mark = maps.spot(d, figure.columns)[2]
        place = at + more if points else "no place given"
        cells = (d.label, mark, place, period(d.start, d.end), _amount(d, figure))
        starts, ends = (day(t)[:10] if d.start and d.end else "" for t in (d.start, d.end))
        row = _line(d, *map(Cell, cells))
        told.append(replace(row, mark=number, starts=starts, ends=ends))
    return head, tuple(told), True


def _late_on_map(datum: Datum, figure: Figure) -> tuple[bool, bool]:
    """Say whether a datum comes late in a map's table: a point, and one that rests on nothing."""
    return len(maps.places(datum, figure.columns)) < 2, not datum.ids  # noqa: PLR2004 -- a line has two ends


def _table(figure: Figure) -> Table:
    """Make the table as it was given; a short row is filled up, a long one keeps its cells."""
    widest = max([len(figure.columns), *(len(d.cells) for d in figure.data)])
    head = tuple(Cell(c) for c in figure.columns) + (Cell(""),) * (widest - len(figure.columns))
    told = []
    for d in figure.data:
        cells = d.cells or (d.label,)
        told.append(_line(d, *map(Cell, cells), *[Cell("")] * (widest - len(cells))))
    return head, tuple(told), True


def _note(figure: Figure) -> Table:
    """Make a note's lines: label and amount."""
    told = tuple(_line(d, Cell(d.label), Cell(_said(d, figure))) for d in figure.data)
    return (Cell("what"), Cell("amount")), told, True


_TABLES: dict[str, Callable[[Figure], Table]] = {
    "bars": _bars,
    "intervals": _intervals,
    "gauge": _gauge,
    "lines": _lines,
    "graph": _graph,
    "map": _map,
    "table": _table,
    "note": _note,
}
