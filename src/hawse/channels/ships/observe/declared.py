"""The step ``declarations``: what was said of a voyage's destination, whoever was told."""

import gc
from functools import cache
from typing import Any

import pyarrow as pa

from hawse.channels.ships.observe.epochs import Holders
from hawse.channels.ships.observe.of_kind import of_kind, plain
from hawse.channels.ships.places.given import resolved_with
from hawse.channels.ships.places.ports import Place
from hawse.channels.ships.places.resolve import Resolved
from hawse.channels.ships.tables import DECLARATIONS

Row = dict[str, Any]
MOST_PLACES = 5


def declarations(
    said: pa.Table,
    given_declarations: pa.Table,
    hulls: pa.Table,
    spells: pa.Table,
    given_places: pa.Table,
) -> pa.Table:
    """Give one row for each declaration: AIS texts as they change, and those of documents.

    The text is resolved with the position of the ship's track next to it in time, so that of
    places of one name the one within reach is chosen; places that a user gave count.
    """
    known = plain(hulls)
    ships = {(r["mmsi"], r["hull"]): r["ship"] for r in known}
    holders = Holders(spells)
    aliases = {f"imo:{r['imo']}": r["ship"] for r in known if r["imo"]}
    where = _places(spells)
    sent = []
    for text in plain(said):
        if text["destination"]:
            own = text["ship"], holders.hull(text["ship"], text["start"])
            near = _near(where.get(own, []), text["start"]) or (None, None)
            sent.append((text, ships[own], (text["destination"], *near)))
    documents = given_declarations.to_pylist()
    told = [(given["text"], None, None) for given in documents]
    read = resolved_with(given_places, [*(words for _, _, words in sent), *told])
    rows = [
        _row(ship, "ais_type5", text["start"], words[0], read[words], text)
        | {"until": text["end"]}
        for text, ship, words in sent
    ]
    for given, words in zip(documents, told, strict=True):
        ship = aliases.get(given["ship"], given["ship"])
        made = _row(ship, given["kind"], given["declared_at"], words[0], read[words], given)
        rows.append(made | {"cargo": given["cargo"]})
    _settle()
    return DECLARATIONS.rows(rows)


@cache
def _settle() -> None:
    """Tell the collector once to leave alone what is held by now, the gazetteer above all.

    It lives as long as the process; to look through it again takes longer than a step does.
    """
    gc.freeze()


def _row(  # noqa: PLR0917 - each argument is one thing of the row
    ship: str,
    kind: str,
    at: Any,  # noqa: ANN401 - a value of any type
    text: str,
    found: Resolved,
    origin: Row,
) -> Row:
    places: tuple[Place, ...] = found.legs[-1].places[:MOST_PLACES] if found.legs else ()
    ports_before = [leg.places[0].id for leg in found.legs[:-1]]
    return {
        "ship": ship,
        "kind": kind,
        "declared_at": at,
        "text": text,
        "says": found.kind,
        "place": places[0].id if places else None,
        "country": f"country:{places[0].country}" if places else None,
        "places": list(dict.fromkeys([*(p.id for p in places), *ports_before])),
        "line": origin["line"],
        "source_id": origin["source_id"],
        "synthetic": origin["synthetic"],
    }


def _places(spells: pa.Table) -> dict[tuple[int, int], list[tuple[Any, float, float]]]:
    made: dict[tuple[int, int], list[tuple[Any, float, float]]] = {}
    for s in of_kind(spells, "stay", "track"):
        made.setdefault((s["ship"], s["hull"]), []).append((s["start"], s["lat"], s["lon"]))
    return {ship: sorted(held) for ship, held in made.items()}


def _near(held: list[tuple[Any, float, float]], at: Any) -> tuple[float, float] | None:  # noqa: ANN401 - a value of any type
    """Give the last place at or before an instant, to a tenth of a degree; else the first."""
    if not held:
        return None
    before = [h for h in held if h[0] <= at] or held[:1]
    return round(before[-1][1], 1), round(before[-1][2], 1)
