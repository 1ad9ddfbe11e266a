"""Voyages as lines of a map: solid where heard, dashed where silent, thin to the port declared."""

from dataclasses import replace
from itertools import pairwise
from math import cos, hypot, radians
from typing import Any, Final

from hawse.core.channel import Datum

Row = dict[str, Any]
Point = tuple[float, float]
Places = dict[str, Point]
ELSEWHERE: Final = {"returned_home", "returned_to_origin", "diverted"}
BASES: Final = {
    "observed": "observed",
    "elsewhere": "observed",
    "declared": "reported",
    "silent": "assumed",
}
MOST: Final = 40
"""Voyages that are drawn one by one; what is more is in the tables."""
WITHIN: Final = 0.01
"""Degrees, about a kilometre: a point that lies so near the line between others is not drawn."""


def lines(
    told: list[Row], where: Places, ids: dict[tuple[str, Any], str], names: dict[str, str]
) -> list[Datum]:
    """Give the lines of the voyages told, those that ended elsewhere one by one, before the rest.

    Of voyages that kept their word the one that was heard best stands for all between two ports,
    and says how many; of those that cannot be told the way is drawn as far as it was heard, and
    dashed on to the port declared.
    """
    apart = [v for v in told if v["outcome"] in ELSEWHERE]
    apart.sort(key=lambda v: (v["left_at"], v["ship"]))
    made = []
    for v in apart[:MOST]:
        own = ((v["ship"], v["left_at"]),)
        made += _pieces([v], "elsewhere", v["port_to"], where, _own(own, ids))
        made += _straight([v], "declared", v["declared"], where, _own(own, ids))
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for v in told:
        if v["outcome"] not in ELSEWHERE:
            end = v["declared"] if v["outcome"] == "not_observable" else v["port_to"]
            groups.setdefault((v["outcome"], v["port_from"], end or ""), []).append(v)
    for (_, _, end), held in sorted(groups.items())[:MOST]:
        held.sort(key=lambda v: (-(v["coverage"] or 0.0), v["left_at"], v["ship"]))
        made += _pieces(held, "observed", end, where, ())
    return [replace(d, label=_spelled(d.label, names)) for d in made]


def called(place: str, names: dict[str, str]) -> str:
    """Name a place in words and by its code; one without a name keeps its id.

    >>> called("port:KRPUS", {"port:KRPUS": "Busan"}), called("country:KR", {})
    ('Busan (KRPUS)', 'country:KR')
    """
    name = names.get(place)
    return f"{name} ({_plain(place)})" if name else place


def _spelled(label: str, names: dict[str, str]) -> str:
    return " ".join(called(word, names) if word in names else word for word in label.split(" "))


def _own(keys: tuple[tuple[str, Any], ...], ids: dict[tuple[str, Any], str]) -> tuple[str, ...]:
    return tuple(sorted({ids[key] for key in keys if key in ids}))


def _pieces(
    held: list[Row], mark: str, end: str, where: Places, own: tuple[str, ...]
) -> list[Datum]:
    """Cut the way of the first of some voyages into what was heard and what was not."""
    v = held[0]
    if not v["way_lats"]:
        return _straight(
            held, "silent" if v["outcome"] == "not_observable" else mark, end, where, own
        )
    points = list(zip(v["way_lats"], v["way_lons"], strict=True))
    heard = list(v["way_heard"])
    if v["port_from"] in where:
        points, heard = [where[v["port_from"]], *points], [True, *heard]
    if end in where:
        last = v["outcome"] != "not_observable"
        points, heard = [*points, where[end]], [*heard, last]
    made: list[Datum] = []
    run: list[Point] = []
    sort = ""
    for (a, b), (one, two) in zip(pairwise(points), pairwise(heard), strict=True):
        now = mark if one and two else "silent"
        if now != sort and run:
            made.append(_line(held, sort, end, run, own))
            run = []
        run = [*(run or [a]), b]
        sort = now
    return [*made, _line(held, sort, end, run, own)] if run else made


def _thinned(points: list[Point]) -> list[Point]:
    """Leave out the points that lie on the line between those kept (Douglas and Peucker 1973).

    >>> _thinned([(43.0, 131.0), (42.0, 131.001), (41.0, 131.0), (41.0, 132.0)])
    [(43.0, 131.0), (41.0, 131.0), (41.0, 132.0)]
    """
    if len(points) < 3:  # noqa: PLR2004 - a line of two points has nothing between them
        return points
    far = [_off(p, points[0], points[-1]) for p in points]
    at = max(range(1, len(points) - 1), key=far.__getitem__)
    if far[at] <= WITHIN:
        return [points[0], points[-1]]
    return [*_thinned(points[: at + 1])[:-1], *_thinned(points[at:])]


def _off(point: Point, start: Point, end: Point) -> float:
    """Give how far a point lies from a line, in degrees of latitude."""
    narrow = cos(radians(start[0]))
    (y, x), (b, a) = ((p[0] - start[0], (p[1] - start[1]) * narrow) for p in (point, end))
    long = a * a + b * b
    along = max(0.0, min(1.0, (x * a + y * b) / long)) if long else 0.0
    return hypot(x - along * a, y - along * b)


def _straight(
    held: list[Row], mark: str, end: str, where: Places, own: tuple[str, ...]
) -> list[Datum]:
    v = held[0]
    if v["port_from"] not in where or end not in where:
        return []
    return [_line(held, mark, end, [where[v["port_from"]], where[end]], own)]


def _line(
    held: list[Row], mark: str, end: str, points: list[Point], own: tuple[str, ...]
) -> Datum:
    v, points = held[0], _thinned(points)
    ship = f"{v['ship']}: " if mark in {"elsewhere", "declared"} or own else ""
    return Datum(
        label=f"{ship}{v['port_from']} to {end}",
        ids=own,
        best=float(len(held)),
        unit="ship",
        series=mark,
        cells=(
            " ".join(f"{lat:.3f}" for lat, _ in points),
            " ".join(f"{lon:.3f}" for _, lon in points),
            mark,
        ),
        start=min(v["left_at"] for v in held),
        end=max(v["arrived_at"] or v["left_at"] for v in held),
        basis=BASES[mark],
        synthetic=any(v["synthetic"] for v in held),
    )


def _plain(typed: str) -> str:
    return typed.rpartition(":")[2]
