"""Read the Danish Maritime Authority's historical CSV, of both eras (22 and 26 columns).

The first column's name is literally ``# Timestamp``; dates are day first, in UTC; ``Unknown`` and
``Undefined`` stand for nothing. Each line is a position with the ship's latest static data.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, Final

from hawse.channels.ships.read import rows as r
from hawse.channels.ships.tables import FEEDS, POSITIONS, STATICS
from hawse.core.channel import Reader
from hawse.core.source import Source
from hawse.core.tables import REJECTS

NEEDED: Final = frozenset({"timestamp", "mmsi", "latitude", "longitude", "type of mobile"})
TABLES: Final = {t.name: t for t in (POSITIONS, STATICS)}
FORMS: Final = ("%d/%m/%Y %H:%M:%S", "%d-%m-%Y %H:%M:%S")


def accepts(path: Path, head: bytes) -> bool:
    """Say whether the first line names the columns of a DMA file."""
    del path
    return set(r.header(head)) >= NEEDED


def record(line: Mapping[str, str]) -> dict[str, r.Row]:
    """Turn one record into a position and, where it has any, a static row."""
    lat, lon = r.place(line.get("latitude"), line.get("longitude"))
    mmsi, at = r.ship(line.get("mmsi")), r.moment(line.get("timestamp"), *FORMS)
    heading = r.whole(line.get("heading"), "heading")
    made: dict[str, r.Row] = {
        "positions": {
            "ship": mmsi,
            "sent_at": at,
            "lat": lat,
            "lon": lon,
            "speed_kn": r.real(line.get("sog"), "SOG"),
            "course_deg": r.real(line.get("cog"), "COG"),
            "heading_deg": None if heading is None or heading >= 360 else heading,  # noqa: PLR2004 - the number is said beside it
        }
    }
    texts = {
        n: r.said(line.get(n))
        for n in ("imo", "callsign", "name", "destination", "draught", "length", "width")
    }
    if any(texts.values()):
        made["statics"] = {
            "ship": mmsi,
            "sent_at": at,
            "imo": r.whole(texts["imo"], "IMO number") or None,
            "name": texts["name"],
            "call_sign": texts["callsign"],
            "draught_m": r.real(texts["draught"], "draught") or None,
            "length_m": _metres(texts["length"]),
            "beam_m": _metres(texts["width"]),
            "destination": texts["destination"],
            "eta": r.said(line.get("eta")),
        }
    return made


def _metres(text: str | None) -> int | None:
    value = r.real(text, "size")
    return round(value) if value else None


def rows(file: BinaryIO, source: Source) -> r.Made:
    """Yield positions, statics, rejects and one row of feeds.

    Raises:
        ReadError: a needed column is missing, or there is no record.
    """
    yield from r.rows(file, source, NEEDED, record, TABLES, READER.name)


READER: Final = Reader("dma_csv", 1, (*TABLES, FEEDS.name, REJECTS.name), accepts, rows)
