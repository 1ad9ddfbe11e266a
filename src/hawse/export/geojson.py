"""GeoJSON (RFC 7946): what the dossier's maps draw, and every finding that names a known place.

A finding is a point for each place it names, never a line between two: nobody saw the way there.
"""

import json
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, Final

from hawse.core.channel import Datum
from hawse.export.handed import Handed
from hawse.export.plain import cell

ABOUT: Final = (
    "`map.geojson` (WGS 84, longitude before latitude) holds what the dossier's maps draw\n"
    "(`from` is `map`) and one point for each place that a finding names (`from` is `finding`;\n"
    "`role` says which: where it happened, from, declared, to). `path` says how far a line may\n"
    "be believed."
)
ROLES: Final = {
    "place": "place",
    "place_from": "from",
    "place_declared": "declared",
    "place_to": "to",
}
PATHS: Final = {
    "observed": "seen where its points are; straight between them",
    "elsewhere": "seen where its points are, straight between them; another port was declared",
    "silent": "unknown: no signal between its ends",
    "declared": "none: leads to the port that was declared",
}
HALF_TURN: Final = 180.0
FINDING: Final = (
    "id", "key", "channel", "kind", "says", "subject", "counterpart", "period_start", "period_end",
    "basis", "not_shown", "synthetic",
)  # fmt: skip
Feature = dict[str, Any]


def files(handed: Handed) -> Iterator[tuple[str, bytes]]:
    """Give name and bytes of the one file."""
    made = [*_drawn(handed), *_found(handed)]
    whole = {
        "type": "FeatureCollection",
        "hawse": {"case": handed.case, "ledger": handed.ledger.digest},
        "synthetic": sum(f["properties"]["synthetic"] for f in made),
        "features": made,
    }
    text = json.dumps(whole, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    yield "map.geojson", text.encode("utf-8", "surrogatepass")


def _drawn(handed: Handed) -> Iterator[Feature]:
    """Give a feature for each mark of the maps."""
    for channel, figures in sorted(handed.figures.items()):
        for figure in figures:
            for datum in figure.data if figure.kind == "map" else ():
                if shape := _shape(datum):
                    yield _feature(shape, {"from": "map", **_told(channel, figure.title, datum)})


def _told(channel: str, title: str, datum: Datum) -> dict[str, Any]:
    mark = datum.cells[2] if len(datum.cells) > 2 else ""  # noqa: PLR2004 - latitudes, longitudes, mark
    said = {
        "channel": channel, "map": title, "label": datum.label, "mark": mark,
        "ids": list(datum.ids), "start": cell(datum.start), "end": cell(datum.end),
        "basis": datum.basis, "synthetic": datum.synthetic,
    }  # fmt: skip
    return {**said, "path": PATHS[mark]} if mark in PATHS else said


def _shape(datum: Datum) -> Feature | None:
    """Give a point, or a line cut where it crosses the antimeridian; none without positions."""
    try:
        lats, lons = ([float(v) for v in text.split()] for text in datum.cells[:2])
    except ValueError:
        return None
    points = [[lon, lat] for lat, lon in zip(lats, lons, strict=False)]
    if len(points) < 2:  # noqa: PLR2004 - a line has two ends
        return {"type": "Point", "coordinates": points[0]} if points else None
    parts = [[points[0]]]
    for before, point in pairwise(points):
        if abs(point[0] - before[0]) > HALF_TURN:
            over = _crossing(before, point)
            parts[-1].append([HALF_TURN if before[0] > 0 else -HALF_TURN, over])
            parts.append([[-HALF_TURN if before[0] > 0 else HALF_TURN, over]])
        parts[-1].append(point)
    if len(parts) == 1:
        return {"type": "LineString", "coordinates": parts[0]}
    return {"type": "MultiLineString", "coordinates": parts}


def _crossing(one: list[float], other: list[float]) -> float:
    """Give the latitude at which a straight line between two positions crosses 180 degrees."""
    first, last = (p[0] % 360 for p in (one, other))
    part = 0.5 if first == last else (HALF_TURN - first) / (last - first)
    return round(one[1] + part * (other[1] - one[1]), 6)


def _found(handed: Handed) -> Iterator[Feature]:
    """Give a point for each place of each finding whose position is known."""
    for row in handed.ledger.rows("findings"):
        for column, role in ROLES.items():
            at = handed.places.get(row[column] or "")
            if at is None:
                continue
            said = {n: row[n] if n == "synthetic" else cell(row[n]) for n in FINDING}
            where = {"role": role, "place": row[column], "name": handed.name(row[column])}
            shape = {"type": "Point", "coordinates": [at[1], at[0]]}
            yield _feature(shape, {"from": "finding", **where, **said})


def _feature(shape: Feature, told: Mapping[str, Any]) -> Feature:
    return {"type": "Feature", "geometry": shape, "properties": dict(told)}
