"""Read positions from a plain CSV: ``mmsi,time,lat,lon`` and, if there, more.

Times are ISO 8601 with a zone. Other columns that are read: ``sog`` or ``speed`` (knots), ``cog``
or ``course``, ``heading``, ``imo``, ``name`` or ``shipname``, ``callsign``, ``shiptype`` (AIS
number), ``length`` and ``beam`` or ``width`` (metres), ``draught`` (metres), ``destination``.
"""

from pathlib import Path
from typing import BinaryIO, Final

from hawse.channels.ships.read import blocks, takes
from hawse.channels.ships.read import rows as r
from hawse.channels.ships.read.form import Cell, Form
from hawse.channels.ships.read.instants import zoned
from hawse.channels.ships.tables import FEEDS, POSITIONS, STATICS
from hawse.core.channel import Reader
from hawse.core.source import Source
from hawse.core.tables import REJECTS

NEEDED: Final = frozenset({"mmsi", "time", "lat", "lon"})
TABLES: Final = {t.name: t for t in (POSITIONS, STATICS)}
TEXTS: Final = (
    "imo", "name", "shipname", "callsign", "shiptype", "length", "beam", "width", "draught",
    "destination",
)  # fmt: skip
SHIP: Final = Cell("ship", r.ship, ("mmsi",))
SENT: Final = Cell("sent_at", zoned, ("time",))
MOVES: Final = Form(
    POSITIONS,
    (
        SHIP,
        SENT,
        Cell("speed_kn", takes.speed, ("sog", "speed")),
        Cell("course_deg", takes.course, ("cog", "course")),
        Cell("heading_deg", takes.heading, ("heading",)),
    ),
    place=("lat", "lon"),
)
SAYS: Final = Form(
    STATICS,
    (
        SHIP,
        SENT,
        Cell("imo", takes.imo, ("imo",)),
        Cell("name", r.said, ("name", "shipname")),
        Cell("call_sign", r.said, ("callsign",)),
        Cell("ship_type", takes.ship_type, ("shiptype",)),
        Cell("length_m", takes.metres, ("length",)),
        Cell("beam_m", takes.metres, ("beam", "width")),
        Cell("draught_m", takes.draught, ("draught",)),
        Cell("destination", r.said, ("destination",)),
    ),
    where=TEXTS,
)
FORMS: Final = (MOVES, SAYS)


def accepts(path: Path, head: bytes) -> bool:
    """Say whether the first line names the columns this reader needs."""
    del path
    return set(r.header(head)) >= NEEDED


def rows(file: BinaryIO, source: Source) -> r.Made:
    """Yield positions, statics, rejects and one row of feeds.

    Raises:
        ReadError: a needed column is missing, or there is no record.
    """
    yield from blocks.rows(file, source, NEEDED, FORMS, READER.name)


READER: Final = Reader("positions_csv", 3, (*TABLES, FEEDS.name, REJECTS.name), accepts, rows)
