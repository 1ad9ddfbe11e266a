"""Read Global Fishing Watch's export of port visits as port calls.

Columns as their event exports have them: ``vessel.ssvid`` or ``ssvid`` (MMSI), ``start``,
``end``, and
the port's name in ``port_visit.startanchorage.topdestination``, ``port.name`` or
``start_anchorage_name``.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, Final

from hawse.channels.ships.read import rows as r
from hawse.channels.ships.read.instants import zoned
from hawse.channels.ships.tables import FEEDS, GIVEN_CALLS
from hawse.core.channel import Reader
from hawse.core.source import Source
from hawse.core.tables import REJECTS

SHIPS: Final = ("vessel.ssvid", "vessel_ssvid", "ssvid")
PORTS: Final = (
    "port_visit.startanchorage.topdestination",
    "port.name",
    "port_name",
    "start_anchorage_name",
    "port_visit.startanchorage.name",
)
NEEDED: Final = frozenset({"start", "end"})
TABLES: Final = {GIVEN_CALLS.name: GIVEN_CALLS}


def accepts(path: Path, head: bytes) -> bool:
    """Say whether the first line names the columns of an event export with ports."""
    del path
    names = set(r.header(head))
    return names >= NEEDED and bool(names & set(SHIPS)) and bool(names & set(PORTS))


def record(line: Mapping[str, str]) -> dict[str, r.Row]:
    """Turn one event into a call; an event of another type than a port visit says so."""
    if (kind := r.said(line.get("type"))) not in {None, "port_visit", "port"}:
        raise ValueError(f"event of type {kind}; only port visits are read")
    mmsi = next((line[n] for n in SHIPS if r.said(line.get(n))), None)
    port = next((line[n] for n in PORTS if r.said(line.get(n))), None)
    at, left = zoned(line.get("start")), zoned(line.get("end"))
    if at is None or port is None:
        raise ValueError("says no start or no port")
    if left is not None and left < at:
        raise ValueError(f"ends at {left.isoformat()} before it starts at {at.isoformat()}")
    return {
        GIVEN_CALLS.name: {
            "ship": f"mmsi:{r.ship(mmsi)}",
            "port_text": port,
            "arrived_at": at,
            "left_at": left,
            "source": "Global Fishing Watch, port visits",
        }
    }


def rows(file: BinaryIO, source: Source) -> r.Made:
    """Yield calls, rejects and one row of feeds.

    Raises:
        ReadError: a needed column is missing, or there is no record.
    """
    yield from r.rows(file, source, NEEDED, record, TABLES, READER.name)


READER: Final = Reader("gfw_events", 3, (*TABLES, FEEDS.name, REJECTS.name), accepts, rows)
