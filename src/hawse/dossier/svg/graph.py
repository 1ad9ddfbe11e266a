"""Small graphs: edges from ``label`` to ``to`` in columns from source to sink.

``best`` is the edge's weight where it has one. Series named ``before`` and ``after``, or any other
names, are drawn one below the other with the same places, so that what came and what went is seen
at a glance.
"""

from collections.abc import Sequence
from math import inf

from hawse.core.channel import Datum
from hawse.dossier.amounts import amount
from hawse.dossier.svg.marks import INK, PAPER, QUIET, SERIES, halo, picture, tag, words

WIDTH, ROW, NODE = 760.0, 44.0, 190.0
MOST_NODES = 24
"""Nodes in one column; the table below has every edge."""


def columns(edges: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Give each node its column: one further than whatever leads to it; rings end somewhere."""
    column = {n: 0 for e in edges for n in e}
    for _ in range(len(column)):
        moved = False
        for a, b in edges:
            if a != b and column[b] < column[a] + 1 <= len(column) - 1:
                column[b], moved = column[a] + 1, True
        if not moved:
            break
    used = sorted(set(column.values()))
    return {n: min(used.index(c), 3) for n, c in column.items()}


def draw(title: str, data: Sequence[Datum]) -> str:
    """Draw the picture; an empty text where there is no edge."""
    edges = [d for d in data if d.label and d.to]
    if not edges:
        return ""
    places, height = _places(edges)
    names = series_in_time(edges)
    marks = ""
    for n, name in enumerate(names):
        down = n * (height + 26)
        marks += words(0, down + 14, name, font_weight="bold") if name else ""
        own = [d for d in edges if d.series == name]
        marks += tag(
            "g", _one(own, places, len(names) > 1), transform=f"translate(0 {down + 20:.0f})"
        )
    return picture(WIDTH, len(names) * (height + 26) + 4, title, marks)


def series_in_time(edges: Sequence[Datum]) -> list[str]:
    """Order the series by their first instant; those without one keep the order given, last."""
    names = list(dict.fromkeys(d.series for d in edges))
    first = {
        n: min((d.start.timestamp() for d in edges if d.series == n and d.start), default=inf)
        for n in names
    }
    return sorted(names, key=lambda n: first[n])


def _places(edges: Sequence[Datum]) -> tuple[dict[str, tuple[float, float]], float]:
    """Place the nodes: columns from left to right, in each by name."""
    column = columns([(d.label, d.to) for d in edges])
    last = max(column.values()) or 1
    stacks: dict[int, list[str]] = {}
    for node in sorted(column):
        stacks.setdefault(column[node], []).append(node)
    tallest = min(MOST_NODES, max(map(len, stacks.values())))
    places = {}
    for c, nodes in stacks.items():
        shown = nodes[:MOST_NODES]
        gap = tallest * ROW / len(shown)
        for n, node in enumerate(shown):
            places[node] = (c * (WIDTH - NODE) / last, (n + 0.5) * gap)
    return places, tallest * ROW


def _one(edges: Sequence[Datum], places: dict[str, tuple[float, float]], quiet: bool) -> str:  # noqa: FBT001 -- drawn for one place only
    """Draw one series: edges first, then nodes; nodes without an edge here are pale."""
    marks = ""
    for d in edges:
        if d.label in places and d.to in places:
            marks += _edge(d, places[d.label], places[d.to])
    here = {n for d in edges for n in (d.label, d.to)}
    for node, (x, y) in sorted(places.items()):
        if node in here or quiet:
            marks += _node(node, x, y, pale=node not in here)
    return marks


def _edge(d: Datum, a: tuple[float, float], b: tuple[float, float]) -> str:
    """Draw one edge with its arrow and weight."""
    colour = SERIES[0]
    back = b[0] <= a[0]
    x1, x2 = (a[0] + NODE / 2, b[0] + NODE / 2) if back else (a[0] + NODE, b[0] - 6)
    middle = (x1 + x2) / 2
    path = (
        f"M{x1:.1f} {a[1]:.1f}C{middle:.1f} {a[1]:.1f} {middle:.1f} {b[1]:.1f} {x2:.1f} {b[1]:.1f}"
    )
    dash = "2 3" if d.synthetic else None if d.basis == "observed" else "6 3"
    marks = tag("path", d=path, fill="none", stroke=colour, stroke_width=2, stroke_dasharray=dash)
    head = f"{x2 + 6:.1f},{b[1]:.1f} {x2 - 2:.1f},{b[1] - 4:.1f} {x2 - 2:.1f},{b[1] + 4:.1f}"
    marks += tag("polygon", points=head, fill=colour)
    said = amount(d.low, d.best, d.high, d.unit)
    return marks + (
        halo(middle, (a[1] + b[1]) / 2 - 4, said, text_anchor="middle", font_size=11)
        if said
        else ""
    )


def _node(name: str, x: float, y: float, *, pale: bool) -> str:
    """Draw one node as a box with its name."""
    box = tag(
        "rect", x=x + 1, y=y - 14, width=NODE - 2, height=28, rx=4, fill=PAPER,
        stroke=QUIET if pale else INK, stroke_dasharray="3 3" if pale else None,
    )  # fmt: skip
    cut = name if len(name) <= 28 else name[:27] + "…"  # noqa: PLR2004 -- letters that fit the box
    return box + words(x + NODE / 2, y + 4, cut, text_anchor="middle", fill=QUIET if pale else INK)
