"""Read port calls from a CSV: ``ship,port,arrived_at`` and, if there, ``left_at`` and ``source``.

``port`` is a UN/LOCODE or a name; times are ISO 8601 with a zone.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, Final

from hawse.channels.ships.read import rows as r
from hawse.channels.ships.read.declarations_csv import named
from hawse.channels.ships.read.instants import zoned
from hawse.channels.ships.tables import FEEDS, GIVEN_CALLS
from hawse.core.channel import Reader
from hawse.core.source import Source
from hawse.core.tables import REJECTS

NEEDED: Final = frozenset({"ship", "port", "arrived_at"})
TABLES: Final = {GIVEN_CALLS.name: GIVEN_CALLS}


def accepts(path: Path, head: bytes) -> bool:
    """Say whether the first line names the columns this reader needs."""
    del path
    return set(r.header(head)) >= NEEDED


def record(line: Mapping[str, str]) -> dict[str, r.Row]:
    """Turn one record into a call."""
    r.legible(line)
    at, port = zoned(line.get("arrived_at")), r.said(line.get("port"))
    left = zoned(line.get("left_at"))
    if at is None or port is None:
        raise ValueError("says no time or no port")
    if left is not None and left < at:
        raise ValueError(f"left at {left.isoformat()} before it arrived at {at.isoformat()}")
    return {
        GIVEN_CALLS.name: {
            "ship": named(line.get("ship")),
            "port_text": port,
            "arrived_at": at,
            "left_at": left,
            "source": r.said(line.get("source")),
        }
    }


def rows(file: BinaryIO, source: Source) -> r.Made:
    """Yield calls, rejects and one row of feeds.

    Raises:
        ReadError: a needed column is missing, or there is no record.
    """
    yield from r.rows(file, source, NEEDED, record, TABLES, READER.name, spanning=True)


READER: Final = Reader("calls_csv", 2, (*TABLES, FEEDS.name, REJECTS.name), accepts, rows)
