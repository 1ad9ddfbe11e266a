"""Read places that ``hawse places import`` wrote, or a person did.

Columns: ``id`` (port:LOCODE, port:WPI... or port:anything), ``name``, ``country`` (country:RU),
``lat`` and ``lon`` (degrees, WGS 84; both empty where the list gives none), ``kind`` (port,
terminal, anchorage), ``other_names`` (``|`` between) and, if there, ``part`` (a state of the
United States or Canada), ``size`` (L, M, S, V) and ``source``. Ships are then found at rest there,
and texts that name the place are resolved to it. A place whose id is one of the channel's own
stands as the channel has it.
"""

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import BinaryIO, Final

import pyarrow as pa

from hawse.channels.ships.places.tables import GIVEN_PLACES
from hawse.channels.ships.read import rows as r
from hawse.channels.ships.tables import FEEDS
from hawse.core.channel import Reader
from hawse.core.source import Source
from hawse.core.tables import PORTS, REJECTS

NEEDED: Final = frozenset({"id", "name", "country", "lat", "lon", "kind", "other_names"})
KINDS: Final = ("port", "terminal", "anchorage")
SIZES: Final = ("L", "M", "S", "V")
ID: Final = re.compile(r"^port:[^\s,|]{1,80}$")
COUNTRY: Final = re.compile(r"^country:[A-Z]{2}$")
OWN: Final = Path(__file__).parents[1] / "facts" / "ports.csv"


def accepts(path: Path, head: bytes) -> bool:
    """Say whether the first line names the columns this reader needs."""
    del path
    return set(r.header(head)) >= NEEDED


@cache
def own_ids() -> frozenset[str]:
    """Give the ids of the channel's own ports."""
    with OWN.open(encoding="utf-8", newline="") as file:
        return frozenset(row["id"] for row in csv.DictReader(file))


def record(line: Mapping[str, str]) -> r.Row:
    """Turn one record into a place; ValueError says what is wrong with it."""
    ident, country, kind = (line.get(n) or "" for n in ("id", "country", "kind"))
    if not ID.match(ident):
        raise ValueError(f"id {ident[:40]!r} is none; wanted port: and a code without spaces")
    if not COUNTRY.match(country):
        raise ValueError(f"country {country[:40]!r} is none; wanted country:RU")
    if kind not in KINDS:
        raise ValueError(f"kind {kind[:40]!r} is none of {', '.join(KINDS)}")
    size, name = line.get("size") or "", r.said(line.get("name"))
    if size and size not in SIZES:
        raise ValueError(f"size {size[:40]!r} is none of {', '.join(SIZES)}")
    if name is None:
        raise ValueError("says no name")
    lat, lon = r.place(line.get("lat"), line.get("lon"))
    return {
        "id": ident,
        "name": name,
        "country": country,
        "lat": lat,
        "lon": lon,
        "kind": kind,
        "other_names": [
            n.strip() for n in (line.get("other_names") or "").split("|") if n.strip()
        ],
        "part": r.said(line.get("part")),
        "size": size or None,
        "source": r.said(line.get("source")) or "",
    }


def rows(file: BinaryIO, source: Source) -> r.Made:
    """Yield ports, the same as given places with all their names, rejects and one row of feeds.

    Raises:
        ReadError: a needed column is missing, or there is no record.
    """
    own = own_ids()
    tables = {PORTS.name: PORTS, GIVEN_PLACES.name: GIVEN_PLACES}

    def turn(line: dict[str, str]) -> dict[str, r.Row]:
        made = record(line)
        return {} if made["id"] in own else {GIVEN_PLACES.name: made}

    for name, batch in r.rows(file, source, NEEDED, turn, tables, READER.name):
        if name == GIVEN_PLACES.name:
            yield PORTS.name, _ports(batch, source)
        yield name, batch


def _ports(batch: pa.RecordBatch, source: Source) -> pa.RecordBatch:
    made = [
        {k: row[k] for k in ("id", "name", "country", "lat", "lon", "kind", "source")}
        | {"source_id": source.id, "locator": f"line {row['line']}"}
        for row in batch.to_pylist()
    ]
    return PORTS.rows(made).combine_chunks().to_batches()[0]


READER: Final = Reader(
    "places_csv", 2, (PORTS.name, GIVEN_PLACES.name, FEEDS.name, REJECTS.name), accepts, rows
)
