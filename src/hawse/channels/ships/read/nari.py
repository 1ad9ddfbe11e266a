"""Read the CSV of the Brest data set (``nari_dynamic``, ``nari_static``; Ray and others 2018)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final

from hawse.channels.ships.read import rows as r
from hawse.channels.ships.tables import FEEDS, POSITIONS, STATICS
from hawse.core.channel import Reader
from hawse.core.source import Source
from hawse.core.tables import REJECTS

MOVING: Final = frozenset({"sourcemmsi", "speedoverground", "lon", "lat", "t"})
NAMED: Final = frozenset({"sourcemmsi", "imonumber", "destination", "t"})
NEEDED: Final = MOVING & NAMED
TABLES: Final = {t.name: t for t in (POSITIONS, STATICS)}


def accepts(path: Path, head: bytes) -> bool:
    """Say whether the first line names the columns of nari_dynamic or nari_static."""
    del path
    names = set(r.header(head))
    return names >= MOVING or names >= NAMED


def record(line: Mapping[str, str]) -> dict[str, r.Row]:
    """Turn one record into a position or a static row, by the columns that the file has."""
    mmsi, second = r.ship(line.get("sourcemmsi")), r.whole(line.get("t"), "t")
    if second is not None and not 0 <= second < 1 << 34:
        raise ValueError(f"t {second} is no second since 1970")
    at = None if second is None else datetime.fromtimestamp(second, UTC)
    if "lon" in line:
        lat, lon = r.place(line.get("lat"), line.get("lon"))
        heading = r.whole(line.get("trueheading"), "heading")
        return {
            "positions": {
                "ship": mmsi,
                "sent_at": at,
                "lat": lat,
                "lon": lon,
                "speed_kn": r.real(line.get("speedoverground"), "speed"),
                "course_deg": r.real(line.get("courseoverground"), "course"),
                "heading_deg": None if heading is None or heading >= 360 else heading,  # noqa: PLR2004 - the number is said beside it
                "status": r.whole(line.get("navigationalstatus"), "status"),
            }
        }
    draught = r.real(line.get("draught"), "draught")
    return {
        "statics": {
            "ship": mmsi,
            "sent_at": at,
            "imo": r.whole(line.get("imonumber"), "IMO number") or None,
            "name": r.said(line.get("shipname")),
            "call_sign": r.said(line.get("callsign")),
            "ship_type": r.whole(line.get("shiptype"), "ship type"),
            "draught_m": draught or None,
            "destination": r.said(line.get("destination")),
            "eta": r.said(line.get("eta")),
        }
    }


def rows(file: BinaryIO, source: Source) -> r.Made:
    """Yield positions or statics, rejects and one row of feeds.

    Raises:
        ReadError: a needed column is missing, or there is no record.
    """
    yield from r.rows(file, source, NEEDED, record, TABLES, READER.name)


READER: Final = Reader("nari_csv", 1, (*TABLES, FEEDS.name, REJECTS.name), accepts, rows)
