"""Read positions from a plain CSV: ``mmsi,time,lat,lon`` and, if there, more.

Times are ISO 8601 with a zone. Other columns that are read: ``sog`` or ``speed`` (knots), ``cog``
or ``course``, ``heading``, ``imo``, ``name`` or ``shipname``, ``callsign``, ``shiptype``,
``draught``,
``destination``.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, Final

from hawse.channels.ships.read import rows as r
from hawse.channels.ships.tables import FEEDS, POSITIONS, STATICS
from hawse.core.channel import Reader
from hawse.core.source import Source
from hawse.core.tables import REJECTS

NEEDED: Final = frozenset({"mmsi", "time", "lat", "lon"})
TABLES: Final = {t.name: t for t in (POSITIONS, STATICS)}
TEXTS: Final = ("imo", "name", "shipname", "callsign", "shiptype", "draught", "destination")


def accepts(path: Path, head: bytes) -> bool:
    """Say whether the first line names the columns this reader needs."""
    del path
    return set(r.header(head)) >= NEEDED


def record(line: Mapping[str, str]) -> dict[str, r.Row]:
    """Turn one record into a position and, where it has any, what the ship says of itself."""
    lat, lon = r.place(line.get("lat"), line.get("lon"))
    mmsi, at = r.ship(line.get("mmsi")), r.zoned(line.get("time"))
    heading = r.whole(line.get("heading"), "heading")
    made: dict[str, r.Row] = {
        "positions": {
            "ship": mmsi,
            "sent_at": at,
            "lat": lat,
            "lon": lon,
            "speed_kn": r.real(line.get("sog") or line.get("speed"), "speed"),
            "course_deg": r.real(line.get("cog") or line.get("course"), "course"),
            "heading_deg": None if heading is None or heading >= 360 else heading,  # noqa: PLR2004 - the number is said beside it
        }
    }
    if any(r.said(line.get(name)) for name in TEXTS):
        made["statics"] = {
            "ship": mmsi,
            "sent_at": at,
            "imo": r.whole(line.get("imo"), "IMO number") or None,
            "name": r.said(line.get("name") or line.get("shipname")),
            "call_sign": r.said(line.get("callsign")),
            "ship_type": None,
            "draught_m": r.real(line.get("draught"), "draught") or None,
            "destination": r.said(line.get("destination")),
        }
    return made


def rows(file: BinaryIO, source: Source) -> r.Made:
    """Yield positions, statics, rejects and one row of feeds.

    Raises:
        ReadError: a needed column is missing, or there is no record.
    """
    yield from r.rows(file, source, NEEDED, record, TABLES, READER.name)


READER: Final = Reader("positions_csv", 1, (*TABLES, FEEDS.name, REJECTS.name), accepts, rows)
