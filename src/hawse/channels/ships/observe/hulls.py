"""The steps ``hulls`` and ``belongs``: which ship an MMSI stands for, and whose flag it shows."""

import itertools
from datetime import datetime, timedelta
from typing import Any, Final

import pyarrow as pa

from hawse.channels.ships.observe.epochs import Holders
from hawse.channels.ships.observe.flags import flag_of, sound_imo
from hawse.channels.ships.observe.of_kind import of_kind, plain
from hawse.channels.ships.tables import HULLS
from hawse.core.tables import BELONGS

Row = dict[str, Any]
Key = tuple[int, int]
HOUR: Final = timedelta(hours=1)
TOLD: Final = ("ship", "start", "imo", "name", "ship_type", "messages", "synthetic")
"""What of a text tells who sent it."""
BOTH_H: Final = 6
"""Two MMSIs that are heard for so long together are two ships, whatever number they send."""
SOURCE: Final = "ITU, Table of Maritime Identification Digits"


def hulls(spells: pa.Table, said: pa.Table) -> pa.Table:
    """Give one row for each hull that was seen or said something.

    A ship is known by its IMO number where one alone with a sound check digit was sent with the
    MMSI, and no other MMSI that was heard at the same time sent it too; else by the MMSI; the
    second hull of a shared MMSI by the MMSI and ``-2``. A second hull's texts cannot be told from
    the first's, so it has none. One that took the MMSI over has its own texts, and is known by
    the MMSI and ``-3`` where no IMO number tells it.
    """
    holders = Holders(spells)
    texts: dict[Key, list[Row]] = {}
    for row in plain(said.select(TOLD)):
        own = row["ship"], holders.hull(row["ship"], row["start"])
        texts.setdefault(own, []).append(row)
    sound = {imo for imo in said["imo"].unique().to_pylist() if sound_imo(imo)}
    tracks = of_kind(spells, "track")
    seen = {(s["ship"], s["hull"]) for s in tracks} | set(texts)
    made_up = {s["ship"] for s in tracks if s["synthetic"]}
    made_up |= {own[0] for own, rows in texts.items() if any(r["synthetic"] for r in rows)}
    spans = {(s["ship"], s["hull"]): (s["start"], s["end"]) for s in tracks}
    undisputed = sound - _disputed(texts, spans, sound)
    return HULLS.rows(
        [
            _hull(mmsi, hull, texts.get((mmsi, hull), []), undisputed)
            | {"synthetic": mmsi in made_up}
            for mmsi, hull in sorted(seen)
        ]
    )


def _disputed(
    texts: dict[Key, list[Row]], spans: dict[Key, tuple[datetime, datetime]], sound: set[int]
) -> set[int]:
    """Give the sound IMO numbers that two MMSIs sent which were heard at the same time.

    A ship that changes its flag changes its MMSI and keeps the number; its two tracks follow one
    another.
    """
    senders: dict[int, set[Key]] = {}
    for own, rows in texts.items():
        for imo in sound.intersection([r["imo"] for r in rows]):
            senders.setdefault(imo, set()).add(own)
    made = set()
    for imo, owners in senders.items():
        held = sorted(spans[m] for m in owners if m in spans)
        for (_, end), (start, other_end) in itertools.pairwise(held):
            if min(end, other_end) - start > BOTH_H * HOUR:
                made.add(imo)
    return made


def _hull(mmsi: int, hull: int, texts: list[Row], undisputed: set[int]) -> Row:
    imo = _commonest(texts, "imo")
    own = undisputed.intersection([r["imo"] for r in texts])
    ship = (
        f"imo:{min(own)}" if len(own) == 1 else f"mmsi:{mmsi}" + (f"-{hull + 1}" if hull else "")
    )
    return {
        "ship": ship,
        "mmsi": mmsi,
        "hull": hull,
        "flag": flag_of(mmsi),
        "imo": imo,
        "imo_sound": None if imo is None else sound_imo(imo),
        "name": _commonest(texts, "name"),
        "ship_type": _commonest(texts, "ship_type"),
    }


def _commonest(texts: list[Row], field: str) -> Any:  # noqa: ANN401 - a value of any type
    """Give what was said most often; of equals the lowest; None where nothing was."""
    counts: dict[Any, int] = {}
    for text in texts:
        if (value := text[field]) is not None:
            counts[value] = counts.get(value, 0) + text["messages"]
    return min(counts, key=lambda v: (-counts[v], str(v))) if counts else None


def belongs(hulls: pa.Table) -> pa.Table:
    """Say that a ship belongs to its flag, so that a claim about a country's ships meets its ships."""  # noqa: E501 - a sentence in one piece
    rows = {(r["ship"], r["flag"]) for r in plain(hulls) if r["flag"]}
    return BELONGS.rows(
        [
            {"child": ship, "parent": flag, "from": None, "to": None, "source": SOURCE}
            for ship, flag in sorted(rows)
        ]
    )
