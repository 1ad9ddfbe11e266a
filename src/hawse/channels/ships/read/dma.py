"""Read the Danish Maritime Authority's historical CSV, of both eras (22 and 26 columns).

The first column's name is literally ``# Timestamp``; dates are day first, in UTC; ``Unknown`` and
``Undefined`` stand for nothing. Each line is a position with the ship's latest static data.
"""

from pathlib import Path
from typing import BinaryIO, Final

from hawse.channels.ships.read import blocks, takes
from hawse.channels.ships.read import rows as r
from hawse.channels.ships.read.form import Cell, Form
from hawse.channels.ships.tables import FEEDS, POSITIONS, STATICS
from hawse.core.channel import Reader
from hawse.core.source import Source
from hawse.core.tables import REJECTS

NEEDED: Final = frozenset({"timestamp", "mmsi", "latitude", "longitude", "type of mobile"})
TABLES: Final = {t.name: t for t in (POSITIONS, STATICS)}
TIMES: Final = ("%d/%m/%Y %H:%M:%S", "%d-%m-%Y %H:%M:%S")
SAID: Final = ("imo", "callsign", "name", "destination", "draught", "length", "width")
SHIP: Final = Cell("ship", r.ship, ("mmsi",))
SENT: Final = Cell("sent_at", takes.instant(*TIMES), ("timestamp",))
MOVES: Final = Form(
    POSITIONS,
    (
        SHIP,
        SENT,
        Cell("speed_kn", takes.speed, ("sog",)),
        Cell("course_deg", takes.course, ("cog",)),
        Cell("heading_deg", takes.heading, ("heading",)),
    ),
    place=("latitude", "longitude"),
)
SAYS: Final = Form(
    STATICS,
    (
        SHIP,
        SENT,
        Cell("imo", takes.imo, ("imo",)),
        Cell("name", r.said, ("name",)),
        Cell("call_sign", r.said, ("callsign",)),
        Cell("draught_m", takes.draught, ("draught",)),
        Cell("length_m", takes.metres, ("length",)),
        Cell("beam_m", takes.metres, ("width",)),
        Cell("destination", r.said, ("destination",)),
        Cell("eta", r.said, ("eta",)),
    ),
    where=SAID,
)
FORMS: Final = (MOVES, SAYS)


def accepts(path: Path, head: bytes) -> bool:
    """Say whether the first line names the columns of a DMA file."""
    del path
    return set(r.header(head)) >= NEEDED


def rows(file: BinaryIO, source: Source) -> r.Made:
    """Yield positions, statics, rejects and one row of feeds.

    Raises:
        ReadError: a needed column is missing, or there is no record.
    """
    yield from blocks.rows(file, source, NEEDED, FORMS, READER.name)


READER: Final = Reader("dma_csv", 3, (*TABLES, FEEDS.name, REJECTS.name), accepts, rows)
