"""The step ``port_calls``: stays in ports, and calls that documents name, as one table."""

from typing import Any

import pyarrow as pa

from hawse.channels.ships.observe.harbours import harbours
from hawse.channels.ships.observe.of_kind import of_kind
from hawse.channels.ships.places.given import resolver_with
from hawse.channels.ships.tables import PORT_CALLS

Row = dict[str, Any]
HOUR_S = 3600.0


def port_calls(
    spells: pa.Table,
    hulls: pa.Table,
    given_calls: pa.Table,
    ports: pa.Table,
    given_places: pa.Table,
    *,
    same_call_h: float,
) -> pa.Table:
    """Give one row for each call; stays in one port less than ``same_call_h`` apart are one call.

    The port that a document names is resolved as a declared destination is: places that a user
    gave count, and of places of one name that nobody can tell apart the largest is meant.
    """
    ships = {(r["mmsi"], r["hull"]): r["ship"] for r in hulls.to_pylist()}
    countries = harbours(ports, 1.0).country_of
    rows = [
        {
            "ship": ships[s["ship"], s["hull"]],
            "port": s["port"],
            "country": countries.get(s["port"]),
            "arrived_at": s["start"],
            "left_at": s["end"],
            "fixes": s["fixes"],
            "line": s["line"],
            "source_id": s["source_id"],
            "synthetic": s["synthetic"],
        }
        for s in of_kind(spells, "stay")
        if s["kind"] == "stay"
    ]
    if given_calls.num_rows:
        rows += _given(given_calls, hulls, given_places)
    return PORT_CALLS.rows(_joined(rows, same_call_h))


def _given(given_calls: pa.Table, hulls: pa.Table, given_places: pa.Table) -> list[Row]:
    """Give the calls that documents name, where their port is known."""
    resolve = resolver_with(given_places)
    aliases = {f"imo:{r['imo']}": r["ship"] for r in hulls.to_pylist() if r["imo"]}
    rows = []
    for call in given_calls.to_pylist():
        place = resolve(call["port_text"]).last
        if place is not None:
            rows.append(
                {
                    "ship": aliases.get(call["ship"], call["ship"]),
                    "port": place.id,
                    "country": f"country:{place.country}",
                    "arrived_at": call["arrived_at"],
                    "left_at": call["left_at"],
                    "fixes": None,
                    "line": call["line"],
                    "source_id": call["source_id"],
                    "synthetic": call["synthetic"],
                }
            )
    return rows


def _joined(rows: list[Row], same_call_h: float) -> list[Row]:
    made: list[Row] = []
    for row in sorted(
        rows, key=lambda r: (r["ship"], r["arrived_at"], r["port"], r["source_id"], r["line"])
    ):
        last = made[-1] if made else None
        if (
            last is not None
            and (last["ship"], last["port"]) == (row["ship"], row["port"])
            and last["left_at"] is not None
            and (row["arrived_at"] - last["left_at"]).total_seconds() <= same_call_h * HOUR_S
        ):
            last["left_at"] = max(last["left_at"], row["left_at"] or last["left_at"])
            last["fixes"] = (
                None
                if last["fixes"] is None or row["fixes"] is None
                else last["fixes"] + row["fixes"]
            )
            last["synthetic"] = last["synthetic"] or row["synthetic"]
        else:
            made.append(dict(row))
    return made
