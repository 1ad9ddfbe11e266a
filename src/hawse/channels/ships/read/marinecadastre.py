"""Read MarineCadastre's daily CSV of the United States (``MMSI,BaseDateTime,LAT,LON,SOG,...``)."""

from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, Final

from hawse.channels.ships.read import rows as r
from hawse.channels.ships.tables import FEEDS, POSITIONS, STATICS
from hawse.core.channel import Reader
from hawse.core.source import Source
from hawse.core.tables import REJECTS

NEEDED: Final = frozenset({"mmsi", "basedatetime", "lat", "lon"})
TABLES: Final = {t.name: t for t in (POSITIONS, STATICS)}
FORMS: Final = ("%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S")


def accepts(path: Path, head: bytes) -> bool:
    """Say whether the first line names the columns of a MarineCadastre file."""
    del path
    return set(r.header(head)) >= NEEDED


def record(line: Mapping[str, str]) -> dict[str, r.Row]:
    """Turn one record into a position and, where it has any, a static row."""
    lat, lon = r.place(line.get("lat"), line.get("lon"))
    mmsi, at = r.ship(line.get("mmsi")), r.moment(line.get("basedatetime"), *FORMS)
    heading = r.real(line.get("heading"), "heading")
    speed = r.real(line.get("sog"), "SOG")
    made: dict[str, r.Row] = {
        "positions": {
            "ship": mmsi,
            "sent_at": at,
            "lat": lat,
            "lon": lon,
            "speed_kn": None if speed is None or speed >= 102.3 else speed,  # noqa: PLR2004 - the number is said beside it
            "course_deg": r.real(line.get("cog"), "COG"),
            "heading_deg": None if heading is None or heading >= 360 else round(heading),  # noqa: PLR2004 - the number is said beside it
            "status": r.whole(line.get("status"), "status")
            if (line.get("status") or "").isdigit()
            else None,
        }
    }
    texts = {
        n: r.said(line.get(n))
        for n in ("imo", "callsign", "vesselname", "draft", "length", "width")
    }
    if any(texts.values()):
        kind = r.said(line.get("vesseltype"))
        made["statics"] = {
            "ship": mmsi,
            "sent_at": at,
            "imo": r.whole(texts["imo"], "IMO number") or None,
            "name": texts["vesselname"],
            "call_sign": texts["callsign"],
            "ship_type": int(float(kind)) if kind and kind.replace(".", "").isdigit() else None,
            "draught_m": r.real(texts["draft"], "draft") or None,
            "length_m": _metres(texts["length"]),
            "beam_m": _metres(texts["width"]),
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


READER: Final = Reader("marinecadastre_csv", 1, (*TABLES, FEEDS.name, REJECTS.name), accepts, rows)
