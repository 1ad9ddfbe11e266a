"""The step ``declarations``: what was said of a voyage's destination, whoever was told."""

import gc
from bisect import bisect_right
from datetime import datetime
from functools import cache
from operator import itemgetter
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from hawse.channels.ships.observe.epochs import Holders
from hawse.channels.ships.observe.of_kind import instants, of_kind, plain
from hawse.channels.ships.places.given import resolved_with
from hawse.channels.ships.places.ports import Place
from hawse.channels.ships.places.resolve import Resolved
from hawse.channels.ships.tables import DECLARATIONS

Own = tuple[int, int]
Seen = tuple[datetime, float, float]
MOST_PLACES: Final = 5
MEANT: Final = ("says", "place", "country", "places")
ORIGIN: Final = ("line", "source_id", "synthetic")
GIVEN: Final = ("kind", "declared_at", "text", "cargo", *ORIGIN)


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
    aliases = {f"imo:{r['imo']}": r["ship"] for r in known if r["imo"]}
    texts = said.filter(pc.greater(pc.utf8_length(said["destination"]), 0))
    senders = _senders(texts, Holders(spells))
    where = _places(spells)
    sent = [
        (words, *(_near(where.get(own, []), at) or (None, None)))
        for words, (own, at) in zip(texts["destination"].to_pylist(), senders, strict=True)
    ]
    documents = given_declarations.to_pylist()
    told = [(given["text"], None, None) for given in documents]
    read = resolved_with(given_places, [*sent, *told])
    rows = [
        {n: given[n] for n in GIVEN}
        | {"ship": aliases.get(given["ship"], given["ship"])}
        | dict(zip(MEANT, _meant(read[words]), strict=True))
        for given, words in zip(documents, told, strict=True)
    ]
    made = _of_texts(texts, [ships[own] for own, _ in senders], [read[words] for words in sent])
    _settle()
    return pa.concat_tables([made, DECLARATIONS.rows(rows)])


def _of_texts(texts: pa.Table, ships: list[str], read: list[Resolved]) -> pa.Table:
    """Give the declarations of AIS texts, column by column."""
    count = texts.num_rows
    meant = list(zip(*map(_meant, read), strict=True)) or [()] * len(MEANT)
    columns = {
        "ship": ships,
        "kind": ["ais_type5"] * count,
        "declared_at": texts["start"],
        "until": texts["end"],
        "text": texts["destination"],
        **dict(zip(MEANT, meant, strict=True)),
        "cargo": [None] * count,
        **{n: texts[n] for n in ORIGIN},
    }
    return pa.table(columns, schema=DECLARATIONS.schema)


@cache
def _settle() -> None:
    """Tell the collector once to leave alone what is held by now, the gazetteer above all.

    It lives as long as the process; to look through it again takes longer than a step does.
    """
    gc.freeze()


def _meant(found: Resolved) -> tuple[str, str | None, str | None, list[str]]:
    """Give what a text says, in the order of ``MEANT``."""
    places: tuple[Place, ...] = found.legs[-1].places[:MOST_PLACES] if found.legs else ()
    if not places:
        return found.kind, None, None, []
    ports_before = [leg.places[0].id for leg in found.legs[:-1]]
    every = list(dict.fromkeys([*(p.id for p in places), *ports_before]))
    return found.kind, places[0].id, f"country:{places[0].country}", every


def _senders(texts: pa.Table, holders: Holders) -> list[tuple[Own, datetime]]:
    """Give the MMSI and hull that each text was sent under, and when it was first."""
    sent = zip(texts["ship"].to_pylist(), instants(texts, "start"), strict=True)
    return [((ship, holders.hull(ship, at)), at) for ship, at in sent]


def _places(spells: pa.Table) -> dict[Own, list[Seen]]:
    """Give the beginnings of each hull's track and stays, to a tenth of a degree, in order."""
    made: dict[Own, list[Seen]] = {}
    for s in of_kind(spells, "stay", "track", only=("ship", "hull", "start", "lat", "lon")):
        made.setdefault((s["ship"], s["hull"]), []).append((s["start"], s["lat"], s["lon"]))
    return {
        own: [(at, round(lat, 1), round(lon, 1)) for at, lat, lon in sorted(held)]
        for own, held in made.items()
    }


def _near(held: list[Seen], at: datetime) -> tuple[float, float] | None:
    """Give the last place at or before an instant; else the first."""
    if not held:
        return None
    _, lat, lon = held[max(0, bisect_right(held, at, key=itemgetter(0)) - 1)]
    return lat, lon
