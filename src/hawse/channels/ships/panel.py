"""What the dossier shows of ships: the ports of the case on a map, and what would be needed to look."""

from typing import Any, Final

import pyarrow as pa

from hawse.channels.ships.tables import KINDS
from hawse.core.channel import Datum, Figure, Panel

Row = dict[str, Any]


def draws(findings: pa.Table, ports: pa.Table, case_parties: pa.Table) -> tuple[Figure, ...]:
    """Give the map of the parties' ports, the distances found, and the data that each kind would need."""
    rows = [r for r in findings.to_pylist() if r["channel"] == "ships"]
    rows.sort(key=lambda r: (r["kind"], r["q_best"] if r["q_best"] is not None else 0.0, r["id"]))
    found = {r["subject"]: r["id"] for r in rows if r["kind"] == "distance"}
    parties = {r["id"] for r in case_parties.to_pylist()}
    return (*_map(ports.to_pylist(), parties, found), *_distances(rows), _needed(rows))


def _map(ports: list[Row], parties: set[str], found: dict[str, str]) -> tuple[Figure, ...]:
    shown = sorted(
        (p for p in ports if p["country"] in parties), key=lambda p: (p["country"], p["name"])
    )
    if not shown:
        return ()
    data = tuple(
        Datum(
            label=p["name"],
            ids=(found[p["id"]],) if p["id"] in found else (),
            low=p["lat"],
            high=p["lon"],
            unit="degree",
            series=p["country"],
            cells=(p["id"], f"{p['lat']:.5f}", f"{p['lon']:.5f}", p["source"]),
        )
        for p in shown
    )
    caption = "Ports of the parties; low is latitude, high is longitude. No ship is drawn: none was looked at."
    columns = ("port", "latitude", "longitude", "source")
    return (Figure("map", "Ports of the case", data, "degree", columns, caption),)


def _distances(rows: list[Row]) -> tuple[Figure, ...]:
    found = [r for r in rows if r["kind"] == "distance"]
    if not found:
        return ()
    data = tuple(
        Datum(label=r["says"].partition(" lies ")[0], ids=(r["id"],), low=r["q_low"], best=r["q_best"],
              high=r["q_high"], unit="km", series=r["counterpart"], basis=r["basis"])
        for r in found
    )  # fmt: skip
    return (Figure("intervals", "Distance of ports to the target's border", data, unit="km"),)


def _needed(rows: list[Row]) -> Figure:
    """List what would settle each kind that nothing was found of."""
    have = {r["kind"] for r in rows}
    data = tuple(
        Datum(
            label=k.name,
            ids=(),
            cells=(k.name, k.meaning, k.settled_by.format(period="the case's period", places="the ports above",
                                                         subject="the place")),
        )
        for k in KINDS
        if k.name not in have
    )  # fmt: skip
    return Figure(
        "table",
        "What would be needed to look",
        data,
        columns=("kind", "what it is", "data that would settle it"),
    )


PANEL: Final = Panel(reads=("findings", "ports", "case_parties"), draws=draws)
