"""Read exactEarth's decoded CSV: one AIS message a line, some hundred columns, most of them empty."""  # noqa: E501 - a sentence in one piece

from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, Final

from hawse.channels.ships.read import rows as r
from hawse.channels.ships.read import takes
from hawse.channels.ships.read.instants import moment
from hawse.channels.ships.tables import FEEDS, POSITIONS, STATICS
from hawse.core.channel import Reader
from hawse.core.source import Source
from hawse.core.tables import REJECTS

NEEDED: Final = frozenset({"mmsi", "message_id", "time", "longitude", "latitude", "destination"})
TABLES: Final = {t.name: t for t in (POSITIONS, STATICS)}
MOVES: Final = frozenset({1, 2, 3, 9, 18, 19, 27})
NAMES: Final = frozenset({5, 19, 24})
MOST_DRAUGHT: Final = 255


def accepts(path: Path, head: bytes) -> bool:
    """Say whether the first line names the columns of an exactEarth file."""
    del path
    return set(r.header(head)) >= NEEDED


def _draught(text: str | None) -> float | None:
    """Take a draught as AIS sends it, in decimetres: the column holds the bare number."""
    value = r.whole(text, "draught")
    if value is not None and not 0 <= value <= MOST_DRAUGHT:
        raise ValueError(f"draught {value} is none; wanted 0 to {MOST_DRAUGHT} decimetres")
    return value / 10 if value else None


def _across(line: Mapping[str, str], one: str, other: str) -> int | None:
    """Give a hull's size from the two distances to its antenna; None where neither was sent."""
    parts = [r.whole(line.get(n), n) for n in (one, other)]
    return sum(p for p in parts if p is not None) or None


def record(line: Mapping[str, str]) -> dict[str, r.Row]:
    """Turn one message into a position, a static row, both or neither."""
    mmsi, kind = r.ship(line.get("mmsi")), r.whole(line.get("message_id"), "Message_ID")
    at = moment(line.get("time"), "%Y%m%d_%H%M%S")
    made: dict[str, r.Row] = {}
    if kind in MOVES:
        lat, lon = r.place(line.get("latitude"), line.get("longitude"))
        made["positions"] = {
            "ship": mmsi,
            "sent_at": at,
            "lat": lat,
            "lon": lon,
            "speed_kn": takes.speed(line.get("sog")),
            "course_deg": takes.course(line.get("cog")),
            "heading_deg": takes.rounded_heading(line.get("heading")),
            "kind": kind,
        }
    if kind in NAMES:
        made["statics"] = {
            "ship": mmsi,
            "sent_at": at,
            "kind": kind,
            "imo": r.whole(line.get("imo"), "IMO number") or None,
            "name": r.said(line.get("vessel_name")),
            "call_sign": r.said(line.get("call_sign")),
            "ship_type": r.whole(line.get("ship_type"), "ship type"),
            "length_m": _across(line, "dimension_to_bow", "dimension_to_stern"),
            "beam_m": _across(line, "dimension_to_port", "dimension_to_starboard"),
            "draught_m": _draught(line.get("draught")),
            "destination": r.said(line.get("destination")),
        }
    return made


def rows(file: BinaryIO, source: Source) -> r.Made:
    """Yield positions, statics, rejects and one row of feeds.

    Raises:
        ReadError: a needed column is missing, or there is no record.
    """
    yield from r.rows(file, source, NEEDED, record, TABLES, READER.name)


READER: Final = Reader("exactearth_csv", 3, (*TABLES, FEEDS.name, REJECTS.name), accepts, rows)
