"""Figures drawn: a table whose rows carry the ids they rest on, with a picture in or above it.

What each kind draws, and how its data are told, stands in the modules of ``svg``: ``rows`` (bars,
intervals, gauge), ``lines``, ``graph``, ``map``. A ``table`` prints ``Datum.cells`` under
``Figure.columns``. A ``note`` prints its caption, and a line for each datum.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hawse.core.channel import Datum, Figure
from hawse.dossier.amounts import amount, day, period
from hawse.dossier.svg import graph, lines, rows
from hawse.dossier.svg import map as maps
from hawse.dossier.svg.basemap import Box
from hawse.dossier.svg.scale import Scale

MOST_ROWS = 120
"""Rows of one figure's table that the page prints."""
_PIVOT_SERIES = 6


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, a small picture (markup), and the ids that it rests on."""

    text: str
    picture: str = ""
    ids: tuple[str, ...] = ()
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a figure's table."""

    cells: tuple[Cell, ...]
    ids: tuple[str, ...]
    basis: str
    synthetic: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure ready to print: picture (markup), head, rows, and the number of rows in all."""

    kind: str
    title: str
    caption: str
    picture: str
    head: tuple[Cell, ...]
    lines: tuple[Line, ...]
    total: int
    chips: bool
    credit: str = ""


def draw(figure: Figure, box: Box | None = None) -> Drawn:
    """Draw one figure; one without data is its caption alone."""
    picture, credit = "", ""
    if figure.kind == "lines":
        picture = lines.draw(figure.title, figure.data, figure.unit)
    elif figure.kind == "graph":
        picture = graph.draw(figure.title, figure.data)
    elif figure.kind == "map":
        picture = maps.draw(figure.title, figure.data, box)
        credit = maps.CREDIT if picture else ""
    head, told, chips = _TABLES[figure.kind](figure)
    return Drawn(
        kind=figure.kind,
        title=figure.title,
        caption=figure.caption,
        picture=picture,
        head=head if told else (),
        lines=told[:MOST_ROWS],
        total=len(told),
        chips=chips,
        credit=credit,
    )


Table = tuple[tuple[Cell, ...], tuple[Line, ...], bool]


def _said(datum: Datum, figure: Figure) -> str:
    """Say a datum's amount; its own unit counts before the figure's."""
    unit = datum.unit if datum.unit != "-" else figure.unit
    return amount(datum.low, datum.best, datum.high, unit)


def _line(datum: Datum, *cells: Cell) -> Line:
    """Make a row of a datum."""
    return Line(cells, datum.ids, datum.basis, datum.synthetic)


def _series(data: Sequence[Datum]) -> dict[str, int]:
    """Number the series in the order in which they come."""
    return {s: n for n, s in enumerate(dict.fromkeys(d.series for d in data))}


def _drawn_rows(figure: Figure, mark: Callable[[Datum, Scale, int], str]) -> Table:
    """Make the table of bars or intervals: the picture stands in the row."""
    scale = rows.scale_of(figure.data)
    number = _series(figure.data)
    several = set(number) != {""}
    head = [Cell("what"), Cell("", rows.axis(scale, figure.unit)), Cell("amount")]
    head += [Cell("series")] if several else []
    told = []
    for d in figure.data:
        cells = [
            Cell(_label(d)),
            Cell("", mark(d, scale, number[d.series])),
            Cell(_said(d, figure)),
        ]
        told.append(_line(d, *cells, *([Cell(d.series)] if several else [])))
    return tuple(head), tuple(told), True


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
    caps = {d.unit: d.best for d in figure.data if d.series == rows.CAP}
    return _drawn_rows(figure, lambda d, scale, _: rows.gauge(d, scale, caps.get(d.unit)))


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
    several = any(d.series for d in figure.data)
    timed = any(d.start for d in figure.data)
    head = [Cell("what")] + [Cell("series")] * several + [Cell("when")] * timed + [Cell("amount")]
    told = []
    for d in figure.data:
        cells = [Cell(d.label)] + [Cell(d.series)] * several
        cells += [Cell(period(d.start, d.end))] * timed + [Cell(_said(d, figure))]
        told.append(_line(d, *cells))
    return tuple(head), tuple(told), True


def _graph(figure: Figure) -> Table:
    """Make the table of a graph's edges."""
    several = any(d.series for d in figure.data)
    head = [Cell("from"), Cell("to")] + [Cell("series")] * several + [Cell("when"), Cell("amount")]
    told = []
    for d in figure.data:
        cells = [Cell(d.label), Cell(d.to)] + [Cell(d.series)] * several
        told.append(_line(d, *cells, Cell(period(d.start, d.end)), Cell(_said(d, figure))))
    return tuple(head), tuple(told), True


def _map(figure: Figure) -> Table:
    """Make the table of a map's points and lines."""
    head = (Cell("what"), Cell("mark"), Cell("place"), Cell("when"), Cell("amount"))
    told = []
    for d in figure.data:
        points = maps.places(d)
        at = ", ".join(
            f"{abs(y):.2f}° {'NS'[y < 0]} {abs(x):.2f}° {'EW'[x < 0]}" for x, y in points[:1]
        )
        more = f" and {len(points) - 1} more points" if len(points) > 1 else ""
        mark = d.cells[2] if len(d.cells) > 2 else ""  # noqa: PLR2004 -- the third cell
        place = at + more if points else "no place given"
        cells = (d.label, mark, place, period(d.start, d.end), _said(d, figure))
        told.append(_line(d, *map(Cell, cells)))
    return head, tuple(told), True


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
