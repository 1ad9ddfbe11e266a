"""Read the CSV of the Brest data set (``nari_dynamic``, ``nari_static``; Ray and others 2018)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final

from hawse.channels.ships.read import blocks, takes
from hawse.channels.ships.read import rows as r
from hawse.channels.ships.read.form import Cell, Form
from hawse.channels.ships.read.instants import in_its_years
from hawse.channels.ships.tables import FEEDS, POSITIONS, STATICS
from hawse.core.channel import Reader
from hawse.core.source import Source
from hawse.core.tables import REJECTS

MOVING: Final = frozenset({"sourcemmsi", "speedoverground", "lon", "lat", "t"})
NAMED: Final = frozenset({"sourcemmsi", "imonumber", "destination", "t"})
NEEDED: Final = MOVING & NAMED
TABLES: Final = {t.name: t for t in (POSITIONS, STATICS)}
SHIP: Final = Cell("ship", r.ship, ("sourcemmsi",))


def second(text: str | None) -> datetime | None:
    """Take a second since 1970."""
    value = r.whole(text, "t")
    if value is not None and not 0 <= value < 1 << 34:
        raise ValueError(f"t {value} is no second since 1970")
    return None if value is None else in_its_years(datetime.fromtimestamp(value, UTC))


SENT: Final = Cell("sent_at", second, ("t",))
MOVES: Final = Form(
    POSITIONS,
    (
        SHIP,
        SENT,
        Cell("speed_kn", takes.speed, ("speedoverground",)),
        Cell("course_deg", takes.course, ("courseoverground",)),
        Cell("heading_deg", takes.heading, ("trueheading",)),
        Cell("status", takes.whole("status"), ("navigationalstatus",)),
    ),
    place=("lat", "lon"),
)
SAYS: Final = Form(
    STATICS,
    (
        SHIP,
        SENT,
        Cell("imo", takes.imo, ("imonumber",)),
        Cell("name", r.said, ("shipname",)),
        Cell("call_sign", r.said, ("callsign",)),
        Cell("ship_type", takes.whole("ship type"), ("shiptype",)),
        Cell("draught_m", takes.draught, ("draught",)),
        Cell("destination", r.said, ("destination",)),
        Cell("eta", r.said, ("eta",)),
    ),
)


def chosen(names: Sequence[str]) -> tuple[Form, ...]:
    """Choose the form by the columns that the file has: one file holds one table."""
    return (MOVES,) if set(names) >= MOVING else (SAYS,)


def accepts(path: Path, head: bytes) -> bool:
    """Say whether the first line names the columns of nari_dynamic or nari_static."""
    del path
    names = set(r.header(head))
    return names >= MOVING or names >= NAMED


def rows(file: BinaryIO, source: Source) -> r.Made:
    """Yield positions or statics, rejects and one row of feeds.

    Raises:
        ReadError: a needed column is missing, or there is no record.
    """
    yield from blocks.rows(file, source, NEEDED, chosen, READER.name)


READER: Final = Reader("nari_csv", 3, (*TABLES, FEEDS.name, REJECTS.name), accepts, rows)
