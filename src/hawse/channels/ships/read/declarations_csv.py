"""Read declared destinations from a CSV: ``ship,declared_at,kind,destination`` and, if there, more.

``ship`` is ``imo:9074729``, ``mmsi:273...`` or ``entity:...``; ``kind`` is ais_type5,
port_authority,
bill_of_lading or press; times are ISO 8601 with a zone. Also read: ``from``, ``cargo``,  #
noqa: E501 - a sentence in one piece
``source``.
"""  # noqa: E501 - a sentence in one piece

import re
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, Final

from hawse.channels.ships.read import rows as r
from hawse.channels.ships.read.instants import zoned
from hawse.channels.ships.tables import FEEDS, GIVEN_DECLARATIONS
from hawse.core.channel import Reader
from hawse.core.source import Source
from hawse.core.tables import REJECTS

NEEDED: Final = frozenset({"ship", "declared_at", "kind", "destination"})
KINDS: Final = ("ais_type5", "port_authority", "bill_of_lading", "press")
TABLES: Final = {GIVEN_DECLARATIONS.name: GIVEN_DECLARATIONS}
SHIP: Final = re.compile(r"^(?:imo:\d{7}|mmsi:\d{1,9}|entity:\S.*)$")


def accepts(path: Path, head: bytes) -> bool:
    """Say whether the first line names the columns this reader needs."""
    del path
    return set(r.header(head)) >= NEEDED


def named(text: str | None) -> str:
    """Give a ship's typed id; ValueError where it is none."""
    bare = (text or "").strip()
    if not SHIP.match(bare):
        raise ValueError(
            f"ship {bare[:40]!r} is none; wanted imo:9074729, mmsi:273123456 or entity:name"
        )
    return bare


def record(line: Mapping[str, str]) -> dict[str, r.Row]:
    """Turn one record into a declaration."""
    r.legible(line)
    kind = (line.get("kind") or "").strip()
    if kind not in KINDS:
        raise ValueError(f"kind {kind!r} is none of {', '.join(KINDS)}")
    at, text = zoned(line.get("declared_at")), r.said(line.get("destination"))
    if at is None or text is None:
        raise ValueError("says no time or no destination")
    return {
        GIVEN_DECLARATIONS.name: {
            "ship": named(line.get("ship")),
            "kind": kind,
            "declared_at": at,
            "text": text,
            "from_text": r.said(line.get("from")),
            "cargo": r.said(line.get("cargo")),
            "source": r.said(line.get("source")),
        }
    }


def rows(file: BinaryIO, source: Source) -> r.Made:
    """Yield declarations, rejects and one row of feeds.

    Raises:
        ReadError: a needed column is missing, or there is no record.
    """
    yield from r.rows(file, source, NEEDED, record, TABLES, READER.name, spanning=True)


READER: Final = Reader("declarations_csv", 2, (*TABLES, FEEDS.name, REJECTS.name), accepts, rows)
