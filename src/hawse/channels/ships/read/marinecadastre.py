"""Read MarineCadastre's daily CSV of the United States, of both eras.

To 2024 the columns are ``MMSI,BaseDateTime,LAT,LON,SOG,...``, from 2025 on
``mmsi,base_date_time,longitude,latitude,sog,...``; times are in UTC.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final

from hawse.channels.ships.read import blocks, takes
from hawse.channels.ships.read import rows as r
from hawse.channels.ships.read.form import Cell, Form
from hawse.channels.ships.tables import FEEDS, POSITIONS, STATICS
from hawse.core.channel import Reader
from hawse.core.source import Source
from hawse.core.tables import REJECTS

OLD: Final = frozenset({"mmsi", "basedatetime", "lat", "lon"})
NEW: Final = frozenset({"mmsi", "base_date_time", "latitude", "longitude"})
NEEDED: Final = (OLD, NEW)
TABLES: Final = {t.name: t for t in (POSITIONS, STATICS)}
TIMES: Final = ("%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S")
SAID: Final = (
    "imo", "callsign", "call_sign", "vesselname", "vessel_name", "draft", "length", "width",
)  # fmt: skip
SHIP: Final = Cell("ship", r.ship, ("mmsi",))
SENT: Final = Cell("sent_at", takes.instant(*TIMES), ("base_date_time", "basedatetime"))


def status(text: str | None) -> int | None:
    """Take a navigational status; older years write it out in words."""
    return r.whole(text, "status") if (text or "").isdigit() else None


MOVES: Final = Form(
    POSITIONS,
    (
        SHIP,
        SENT,
        Cell("speed_kn", takes.speed, ("sog",)),
        Cell("course_deg", takes.course, ("cog",)),
        Cell("heading_deg", takes.rounded_heading, ("heading",)),
        Cell("status", status, ("status",)),
    ),
    place=("lat", "lon"),
)
SAYS: Final = Form(
    STATICS,
    (
        SHIP,
        SENT,
        Cell("imo", takes.imo, ("imo",)),
        Cell("name", r.said, ("vessel_name", "vesselname")),
        Cell("call_sign", r.said, ("call_sign", "callsign")),
        Cell("ship_type", takes.ship_type, ("vessel_type", "vesseltype")),
        Cell("draught_m", takes.draught, ("draft",)),
        Cell("length_m", takes.metres, ("length",)),
        Cell("beam_m", takes.metres, ("width",)),
    ),
    where=SAID,
)
FORMS: Final = (MOVES, SAYS)
NEW_FORMS: Final = (replace(MOVES, place=("latitude", "longitude")), SAYS)


def chosen(names: Sequence[str]) -> tuple[Form, ...]:
    """Choose the form by the names that the file's era gave its columns."""
    return NEW_FORMS if set(names) >= NEW else FORMS


def accepts(path: Path, head: bytes) -> bool:
    """Say whether the first line names the columns of a MarineCadastre file."""
    del path
    names = set(r.header(head))
    return names >= OLD or names >= NEW


def rows(file: BinaryIO, source: Source) -> r.Made:
    """Yield positions, statics, rejects and one row of feeds.

    Raises:
        ReadError: a needed column is missing, or there is no record.
    """
    yield from blocks.rows(file, source, NEEDED, chosen, READER.name)


READER: Final = Reader("marinecadastre_csv", 3, (*TABLES, FEEDS.name, REJECTS.name), accepts, rows)
