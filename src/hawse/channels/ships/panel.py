"""What the dossier shows of ships: voyages on a map, declared against actual, and what is missing."""  # noqa: E501 - a sentence in one piece

from collections import Counter
from typing import Any, Final

import pyarrow as pa

from hawse.channels.ships.charted import called, lines
from hawse.channels.ships.observe.harbours import harbours
from hawse.channels.ships.places.ports import searoute_ports
from hawse.channels.ships.tables import KINDS
from hawse.core.channel import Datum, Figure, Panel

Row = dict[str, Any]
NO_SHIP = "Ports of the parties. No ship is drawn: none was looked at."
MAP_CAPTION: Final = (
    "Blue: the way as heard every three hours, to a kilometre. Heavy: it ended at another port "
    "than the one declared. Long dashes: no signal, the way is a guess. Thin and black: straight "
    "to the port declared, a way that nobody sailed. Lines of rows that are made up are of fine "
    "dots. Of voyages that kept their word the one heard best stands for all between two ports. "
    "Without positions a straight line joins the ports. A track cannot show that cargo was landed."
)
MATRIX_CAPTION: Final = (
    "Departures for which a destination was declared, by the country declared (rows) and the "
    "country of the next port seen (columns). Cannot be told: no next port was seen, or a silence "
    "on the way was long enough for a call at the declared place."
)
ELSEWHERE_CAPTION: Final = (
    "Home: the next port lies in the state whose flag the MMSI shows; elsewhere: in another. "
    "Coverage: the share of the voyage without a silence. Changing a destination is no offence."
)


def draws(
    findings: pa.Table, ports: pa.Table, case_parties: pa.Table, voyages: pa.Table
) -> tuple[Figure, ...]:
    """Give the map, the matrix, the voyages that ended elsewhere, the distances, and what is missing."""  # noqa: E501 - a sentence in one piece
    rows = [r for r in findings.to_pylist() if r["channel"] == "ships"]
    rows.sort(key=lambda r: (r["kind"], r["q_best"] if r["q_best"] is not None else 0.0, r["id"]))
    parties = {r["id"] for r in case_parties.to_pylist()}
    told = [
        v
        for v in voyages.to_pylist()
        if v["declared"] and (not parties or {v["country_from"], v["country_to"]} & parties)
    ]
    names = {p.id: p.name for p in searoute_ports()}
    names |= {p["id"]: p["name"] for p in ports.to_pylist()}
    return (
        *_map(ports, parties, told, rows, names),
        *_matrix(told, rows),
        *_elsewhere(rows, names),
        *_distances(rows),
        _needed(rows),
    )


def _map(
    ports: pa.Table, parties: set[str], told: list[Row], rows: list[Row], names: dict[str, str]
) -> tuple[Figure, ...]:
    at = harbours(ports, 1.0)
    where, countries = at.places, at.country_of
    found = {r["subject"]: r["id"] for r in rows if r["kind"] == "distance"}
    shown = sorted(
        (p for p in ports.to_pylist() if p["country"] in parties and p["lat"] is not None),
        key=lambda p: (p["country"], p["name"]),
    )
    data = [
        Datum(
            label=p["name"],
            ids=(found[p["id"]],) if p["id"] in found else (),
            series=p["country"],
            cells=(f"{p['lat']:.5f}", f"{p['lon']:.5f}", p["kind"]),
        )
        for p in shown
    ]
    ends = {v[n] for v in told for n in ("port_from", "declared", "port_to")} & where.keys()
    data += [
        Datum(
            label=names.get(port, port),
            ids=(),
            series=countries[port],
            cells=(f"{where[port][0]:.5f}", f"{where[port][1]:.5f}", "port"),
        )
        for port in sorted(ends - {p["id"] for p in shown})
    ]
    data += lines(told, where, _ids(rows), names)
    if not data:
        return ()
    title = "Voyages from the parties' ports" if told else "Ports of the case"
    return (Figure("map", title, tuple(data), caption=MAP_CAPTION if told else NO_SHIP),)


def _matrix(told: list[Row], rows: list[Row]) -> tuple[Figure, ...]:
    """Count departures by country declared and country seen."""
    if not told:
        return ()
    ids = _ids(rows)
    seen = [v["country_to"] if v["outcome"] != "not_observable" else None for v in told]
    columns = sorted({c for c in seen if c})
    cells = Counter((v["country_declared"], c) for v, c in zip(told, seen, strict=True))
    data = []
    for land in sorted({v["country_declared"] for v in told}):
        own = [v for v in told if v["country_declared"] == land]
        data.append(
            Datum(
                label=land,
                ids=tuple(
                    sorted(
                        {
                            ids[v["ship"], v["left_at"]]
                            for v in own
                            if (v["ship"], v["left_at"]) in ids
                        }
                    )
                ),
                cells=(
                    land,
                    *(str(cells[land, c] or "–") for c in columns),
                    str(cells[land, None] or "–"),
                ),
                synthetic=any(v["synthetic"] for v in own),
            )
        )
    head = ("declared", *(f"next seen in {c}" for c in columns), "cannot be told")
    return (Figure("table", "Declared against actual", tuple(data), "ship", head, MATRIX_CAPTION),)


def _elsewhere(rows: list[Row], names: dict[str, str]) -> tuple[Figure, ...]:
    """List the voyages that ended elsewhere than declared."""
    found = [r for r in rows if r["kind"] == "declared_elsewhere"]
    home = {(r["subject"], r["period_start"]) for r in rows if r["kind"] == "returned_home"}
    data = tuple(
        Datum(
            label=r["subject"],
            ids=(r["id"],),
            synthetic=r["synthetic"],
            basis=r["basis"],
            cells=(
                r["subject"],
                called(r["place_from"], names),
                f"{r['period_start']:%Y-%m-%d}",
                called(r["place_declared"], names),
                called(r["place_to"], names),
                "home" if (r["subject"], r["period_start"]) in home else "elsewhere",
                "not said" if r["coverage"] is None else f"{r['coverage']:.0%}",
            ),
        )
        for r in sorted(found, key=lambda r: (r["period_start"], r["subject"]))
    )
    head = ("ship", "left", "on", "declared", "next seen at", "outcome", "coverage")
    title = "Voyages that ended elsewhere than declared"
    figure = Figure("table", title, data, columns=head, caption=ELSEWHERE_CAPTION)
    return (figure,) if data else ()


def _distances(rows: list[Row]) -> tuple[Figure, ...]:
    found = [r for r in rows if r["kind"] == "distance"]
    if not found:
        return ()
    data = tuple(
        Datum(
            label=r["says"].partition(" lies ")[0],
            ids=(r["id"],),
            low=r["q_low"],
            best=r["q_best"],
            high=r["q_high"],
            unit="km",
            series=r["counterpart"],
            basis=r["basis"],
        )
        for r in found
    )
    return (Figure("intervals", "Distance of ports to the target's border", data, unit="km"),)


def _needed(rows: list[Row]) -> Figure:
    """List what would settle each kind that nothing was found of."""
    have = {r["kind"] for r in rows}
    data = tuple(
        Datum(
            label=k.name,
            ids=(),
            cells=(
                k.name.replace("_", " "),
                k.meaning,
                k.settled_by.format(
                    period="the case's period", places="the ports above", subject="the place"
                ),
            ),
        )
        for k in KINDS
        if k.name not in have
    )
    return Figure(
        "table",
        "What would be needed to look",
        data,
        columns=("kind", "what it is", "data that would settle it"),
    )


def _ids(rows: list[Row]) -> dict[tuple[str, Any], str]:
    """Give the finding of each voyage, by ship and departure."""
    return {
        (r["subject"], r["period_start"]): r["id"]
        for r in rows
        if r["kind"] == "declared_elsewhere"
    }


PANEL: Final = Panel(reads=("findings", "ports", "case_parties", "voyages"), draws=draws)
