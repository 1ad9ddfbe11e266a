"""Tell of a CSV of ships whose columns have other names than any reader knows; read nothing.

What a column of another name or language holds is not guessed (German ``Länge`` is a longitude and
a ship's length). The error says which columns there are, which are wanted, and what those that
have a known word in them may be. A text in UTF-16, as spreadsheets and Windows consoles write it,
is told here too.
"""

import codecs
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Final

from hawse.channels.ships.read import rows as r
from hawse.channels.ships.read.opened import first_line
from hawse.channels.ships.tables import FEEDS
from hawse.core.channel import Reader
from hawse.core.errors import ReadError
from hawse.core.source import Source

SUFFIXES: Final = (".csv", ".tsv", ".log", ".nmea", ".nm4", ".aivdm")
PACKED: Final = (".gz", ".bz2", ".xz", ".zst")
PLAIN: Final = ["mmsi", "time", "lat", "lon"]
WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
SHIP: Final = ("mmsi", "ммси", "ssvid")
LAT: Final = ("latitude", "lat", "breite", "breitengrad", "bredde", "breddegrad", "широта")
LON: Final = (
    "longitude", "lon", "lng", "long", "länge", "laenge", "längengrad", "længde", "længdegrad",
    "долгота",
)  # fmt: skip
TIME: Final = (
    "time", "timestamp", "datetime", "date_time", "zeit", "zeitpunkt", "zeitstempel", "datum",
    "tid", "tidspunkt", "tidsstempel", "heure", "horodatage", "date", "время", "дата",
)  # fmt: skip
MEANT: Final = {"mmsi": SHIP, "time": TIME, "lat": LAT, "lon": LON}


def names_of(head: bytes) -> list[str]:
    """Give the names in a file's first line, in lower case, also where it is UTF-16."""
    if head.startswith(WIDE):
        text = head[: len(head) & ~1].decode("utf-16", "replace")
        return r.header(text.splitlines()[0].encode()) if text.splitlines() else []
    return r.header(head)


def meant(names: Sequence[str]) -> dict[str, str]:
    """Give, by a column that the plain form wants, the file's column that may be it.

    >>> meant(["schiff", "zeit", "breite", "länge"])
    {'time': 'zeit', 'lat': 'breite', 'lon': 'länge'}
    """
    found: dict[str, str] = {}
    for wanted, words in MEANT.items():
        like = (n for n in names if n in words or (words is SHIP and any(w in n for w in words)))
        if (name := next(like, None)) is not None:
            found[wanted] = name
    return found


def accepts(path: Path, head: bytes) -> bool:
    """Say whether columns name a ship's number or a place, or whether sentences are UTF-16."""
    name = Path(path.stem) if path.suffix.lower() in PACKED else path
    if name.suffix.lower() not in SUFFIXES:
        return False
    found = meant(names_of(head))
    sentences = head.startswith(WIDE) and b"V\0D\0M\0" in head
    return sentences or "mmsi" in found or {"lat", "lon"} <= set(found)


def rows(file: BinaryIO, source: Source) -> r.Made:
    """Say what is wrong with the file.

    Raises:
        ReadError: always; with the columns found, those wanted, and what to rename.
    """
    head, _ = first_line(file)
    if head.startswith(WIDE):
        raise ReadError(
            source.path, "byte 1", "text in UTF-16",
            "UTF-8 (or ASCII); save the file as UTF-8 and run again",
        )  # fmt: skip
    names = names_of(head)
    cures = [f"{theirs!r} to {ours!r}" for ours, theirs in meant(names).items() if ours != theirs]
    cure = f"; in line 1 rename {', '.join(cures)} if that is what they hold" if cures else ""
    found = f"columns {r.shown(names)}, which no reader of ships knows together"
    wanted = f"columns {PLAIN}, or those of another form that the channel's README lists{cure}"
    raise ReadError(source.path, "line 1", found, wanted)
    yield  # a generator, as every reader is one


READER: Final = Reader("other_csv", 1, (FEEDS.name,), accepts, rows, fallback=True)
