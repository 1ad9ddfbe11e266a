"""Read MRT archives: routing tables and updates of RouteViews, RIPE RIS and routers.

The decoder is ``hawse.channels.routes.mrt``; here its pieces become rows of ``routes_seen``.
"""

import struct
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import BinaryIO, Final

import numpy as np
import pyarrow as pa

from hawse.channels.routes.mrt import Decoded, decode
from hawse.channels.routes.paths import clean
from hawse.channels.routes.read.places import places, rejects
from hawse.channels.routes.tables import ROUTES_SEEN
from hawse.core.channel import Reader
from hawse.core.errors import ReadError
from hawse.core.source import Source

_TYPES: Final = {5: 7, 12: 4, 13: 12, 16: 11, 17: 11}
_NAMES: Final = (".mrt", "bview.", "rib.", "updates.")
_HEAD: Final = struct.Struct(">IHHI")


def accepts(path: Path, head: bytes) -> bool:
    """Say whether the first bytes are an MRT header of a route, and a second one follows."""
    if (at := _after(head, 0)) is None:
        named = path.name.lower().endswith(".mrt") or path.name.lower().startswith(_NAMES)
        return named and len(head) > 0 and b"\0" in head[: _HEAD.size]
    return at >= len(head) or len(head) - at < _HEAD.size or _after(head, at) is not None


def _after(head: bytes, at: int) -> int | None:
    """Give where the record at ``at`` ends; nothing if no header is there."""
    if len(head) - at < _HEAD.size:
        return None
    _, kind, subtype, length = _HEAD.unpack_from(head, at)
    known = kind in _TYPES and subtype <= _TYPES[kind] and length < 1 << 23
    return at + _HEAD.size + length if known else None


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield ``routes_seen`` and ``rejects``; rows after a damaged place are read too.

    Raises:
        ReadError: no record in the whole file can be read.
    """
    records, first = 0, ""
    for piece in decode(file, collector=PurePath(source.path).parent.name):
        records += piece.records
        first = first or next((reason for _, reason, _ in piece.rejects), "")
        if piece.routes.num_rows:
            yield ROUTES_SEEN.name, seen(piece, source)
        if piece.rejects:
            yield "rejects", rejects(source, piece.rejects)
    if records == 0:
        found = f"no MRT record ({first or 'the file is empty'})"
        raise ReadError(
            source.path, "byte 0", found, "records of type 12, 13, 16 or 17 (RFC 6396)"
        )


def seen(piece: Decoded, source: Source) -> pa.RecordBatch:
    """Turn a piece into rows of ``routes_seen``: names as text, the upstream worked out."""
    routes = piece.routes
    paths = clean(routes["path"], routes["path_kinds"])
    upstream = paths.upstream
    count = routes.num_rows
    made = {name: routes[name] for name in routes.schema.names}
    made |= {
        "upstream": pa.array(upstream.astype(np.uint32), mask=upstream < 0),
        "source_id": pa.repeat(pa.scalar(source.id, pa.string()), count),
        "locator": places("byte", np.asarray(routes["offset"])),
        "synthetic": pa.repeat(pa.scalar(source.synthetic, pa.bool_()), count),
    }
    return pa.RecordBatch.from_arrays(
        [made[c.name].cast(c.type) for c in ROUTES_SEEN.columns], schema=ROUTES_SEEN.schema
    )


READER: Final = Reader("mrt", 2, (ROUTES_SEEN.name, "rejects"), accepts, rows)
