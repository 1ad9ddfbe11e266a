"""The step ``distance``: how far a port city lies from the land border with the target."""

import json
import math
from typing import Any, Final

import pyarrow as pa

from hawse.core.tables import FINDINGS

Row = dict[str, Any]
RADIUS_KM: Final = 6371.0088
"""Mean radius of the Earth (IUGG)."""


def distance(
    ports: pa.Table,
    borders: pa.Table,
    extents: pa.Table,
    countries: pa.Table,
    case_parties: pa.Table,
    *,
    place_radius_km: float,
    most_km: float,
) -> pa.Table:
    """Give the distance of every port to the nearest point of its country's border with it.

    A port further than ``most_km`` is none that anybody means by the border.

    A city is no point: the interval reaches as far to each side as the city does (``extents``,
    else ``place_radius_km``). Great circles on a sphere of mean radius; the error against the
    ellipsoid is below half a percent and lies inside the interval.
    """
    names = {r["id"]: r["name"] for r in countries.to_pylist()}
    wide = {r["id"]: r for r in extents.to_pylist()}
    wanted = {r["id"] for r in case_parties.to_pylist() if r["role"] == "target"}
    points = sorted(borders.to_pylist(), key=lambda r: (r["one"], r["other"], r["lat"], r["lon"]))
    settings = json.dumps({"most_km": most_km, "place_radius_km": place_radius_km})
    made: list[Row] = []
    for port in sorted(ports.to_pylist(), key=lambda r: (r["id"], r["kind"], r["name"])):
        if port["lat"] is None or port["lon"] is None:
            continue
        for target in sorted(wanted - {port["country"]}):
            shared = [p for p in points if {p["one"], p["other"]} == {port["country"], target}]
            if shared:
                extent = wide.get(port["id"])
                reach = (
                    (extent["radius_km"], extent["source"]) if extent else (place_radius_km, None)
                )
                found = _finding(port, target, shared, names, reach)
                if found["q_best"] <= most_km:
                    made.append(found | {"settings": settings})
    return FINDINGS.rows(made)


def km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Give the great-circle distance in kilometres (haversine form).

    >>> round(km(0, 0, 0, 1), 3)
    111.195
    """
    a, b = math.radians(lat_a), math.radians(lat_b)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    return 2 * RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def _finding(
    port: Row,
    target: str,
    points: list[Row],
    names: dict[str, str],
    reach: tuple[float, str | None],
) -> Row:
    far = [(round(km(port["lat"], port["lon"], p["lat"], p["lon"]), 3), p) for p in points]
    best, nearest = min(far, key=lambda pair: (pair[0], pair[1]["lat"], pair[1]["lon"]))
    radius, whence = reach
    low, high = max(0.0, round(best - radius, 3)), round(best + radius, 3)
    why = [
        f"nearest known point: {nearest['what']} ({nearest['source']})",
        f"port: {port['source']}",
    ]
    why.append(
        f"the place reaches {radius:g} km from its point: {whence}"
        if whence
        else f"the place is taken to reach {radius:g} km from its point"
    )
    return {
        "channel": "ships",
        "kind": "distance",
        "polarity": "asserts",
        "says": f"{port['name']} lies {low:.0f} to {high:.0f} km ({best:.0f} km from its "
        "harbour) from the land border "
        f"of {names.get(port['country'], port['country'])} with {names.get(target, target)}",
        "subject": port["id"],
        "counterpart": target,
        "q_low": low,
        "q_best": best,
        "q_high": high,
        "unit": "km",
        "quantity_kind": "level",
        "place": port["id"],
        "step": "distance",
        "reasons": json.dumps(why, ensure_ascii=False),
        "not_shown": "Distances by road, rail or sea.",
        "basis": "observed",
        "coverage": 1.0,
        "synthetic": bool(nearest["synthetic"]),
        "evidence": [
            _evidence(port, ("id", "name", "lat", "lon", "source")),
            _evidence(nearest, ("one", "other", "lat", "lon", "what", "source")),
        ],
        "evidence_total": 2,
    }


def _evidence(row: Row, keys: tuple[str, ...]) -> Row:
    values = json.dumps({k: row[k] for k in keys}, ensure_ascii=False, sort_keys=True)
    return {
        "source_id": row["source_id"],
        "locator": row["locator"],
        "quote": None,
        "values": values,
    }
