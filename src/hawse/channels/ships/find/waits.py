"""The step ``waits``: ships that wait at sea."""

from datetime import timedelta
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from hawse.channels.ships.find.form import day, finding, rate_of_ships
from hawse.channels.ships.find.heard_share import heard_shares
from hawse.channels.ships.observe.harbours import km
from hawse.channels.ships.observe.of_kind import of_kind, plain
from hawse.core.tables import FINDINGS

Row = dict[str, Any]
HOUR: Final = timedelta(hours=1)
NOT_SHOWN: Final = "Why it waited: for weather, a berth, orders, repairs, or another ship."


def waits(
    spells: pa.Table,
    hulls: pa.Table,
    ports: pa.Table,
    case_parties: pa.Table,
    *,
    least_h: float,
    coast_km: float,
    clear_km: float,
) -> pa.Table:
    """Find waits of ``least_h`` or more off the target's coast and clear of its ports.

    Off the coast is within ``coast_km`` of one of its ports and more than ``clear_km`` from all of
    them. The base rate is the share of ships seen that waited so.
    """
    ships = {(r["mmsi"], r["hull"]): r for r in plain(hulls)}
    targets = {r["id"] for r in case_parties.to_pylist() if r["role"] == "target"}
    coast = [
        (p["id"], p["country"], p["lat"], p["lon"])
        for p in ports.to_pylist()
        if p["country"] in targets and p["lat"] is not None and p["lon"] is not None
    ]
    settings = {"least_h": least_h, "coast_km": coast_km, "clear_km": clear_km}
    found = []
    for s in _long_ones(spells, least_h) if coast else ():
        hours = (s["end"] - s["start"]) / HOUR
        far, port, country = min(
            (km(s["lat"], s["lon"], lat, lon), i, c) for i, c, lat, lon in coast
        )
        if clear_km < far <= coast_km:
            found.append((s, hours, far, port, country))
    shares = heard_shares(spells)
    rate = rate_of_ships({s["ship"] for s, *_ in found}, len(shares))
    return FINDINGS.rows(
        [
            _finding(*one, ships, rate, shares.get((one[0]["ship"], one[0]["hull"])), settings)
            for one in found
        ]
    )


def _long_ones(spells: pa.Table, least_h: float) -> list[Row]:
    """Give the waits of ``least_h`` or more as rows; the many short ones never become any."""
    long = pc.subtract(spells["end"].cast(pa.int64()), spells["start"].cast(pa.int64()))
    least = round(least_h * HOUR / timedelta(microseconds=1))
    return of_kind(spells.filter(pc.greater_equal(long, least)), "wait")


def _finding(  # noqa: PLR0917 - each argument is one thing of the row
    s: Row,
    hours: float,
    far: float,
    port: str,
    country: str,
    ships: dict[tuple[int, int], Row],
    rate: float | None,
    coverage: float | None,
    settings: Row,
) -> Row:
    hull = ships[s["ship"], s["hull"]]
    name = hull["name"] or hull["ship"]
    return finding(
        "waits",
        settings,
        "loitering",
        f"{name} lay or drifted for {hours:.0f} hours from {day(s['start'])}, {far:.0f} km off {port[5:]}",  # noqa: E501 - a sentence in one piece
        subject=hull["ship"],
        counterpart=country,
        q_low=round(hours, 3),
        q_best=round(hours, 3),
        unit="hour",
        quantity_kind="level",
        period_start=s["start"],
        period_end=s["end"],
        place=port,
        as_of=s["end"],
        base_rate=rate,
        coverage=coverage,
        synthetic=bool(s["synthetic"]),
        not_shown=NOT_SHOWN,
        reasons=[f"{s['fixes']} slow positions within reach of each other"],
        evidence=[
            (
                s["source_id"],
                s["line"],
                {"mmsi": s["ship"], "at": s["start"], "lat": s["lat"], "lon": s["lon"]},
            ),
            (
                s["source_id"],
                s["line_end"],
                {"mmsi": s["ship"], "at": s["end"], "lat": s["end_lat"], "lon": s["end_lon"]},
            ),
        ],
    )
