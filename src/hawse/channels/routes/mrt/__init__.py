"""MRT archives to Arrow: routing tables and updates, every length checked, memory bounded.

RFC 6396 (MRT), RFC 8050 (add-path), RFC 4271 (BGP-4), RFC 4760 (other families), RFC 6793 (wide AS
numbers), RFC 1997 and 8092 (communities).
"""

import lzma
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from hawse.channels.routes.mrt.batches import SCHEMA, batch, faults
from hawse.channels.routes.mrt.output import (
    RECORDS,
    ROOM,
    ROWS,
    SCANNED,
    Output,
    clear,
    new_output,
    restart,
)
from hawse.channels.routes.mrt.unpack import open_packed
from hawse.channels.routes.mrt.walk import DONE, MORE, MOST_RECORD, walk
from hawse.channels.routes.mrt.wanting import Wanted, wanted
from hawse.core.errors import ReadError

__all__ = ["SCHEMA", "Decoded", "Wanted", "decode", "open_packed", "wanted"]

BLOCK: Final = 1 << 22
WINDOW: Final = 2 * (BLOCK + MOST_RECORD)


class Decoded(NamedTuple):
    """One piece of a file: routes, what could not be read as (locator, reason, raw), and counts.

    ``scanned`` counts routes looked at, whether wanted or not; ``records`` counts MRT records.
    """

    routes: pa.RecordBatch
    rejects: list[tuple[str, str, str]]
    scanned: int
    records: int


def decode(
    file: BinaryIO, want: Wanted | None = None, collector: str = "", rows: int = ROOM
) -> Iterator[Decoded]:
    """Decode an MRT file, already unpacked, in pieces of at most some ``rows`` rows.

    A damaged place is passed over to where records follow each other again, and is named in
    ``rejects``; a record cut off by the file's end gives no rows, and neither does what a packed
    stream that is cut no longer holds. Memory is bounded (about 150 MB), whatever the file says.
    """
    out, buffer = _SPARE.pop() if _SPARE else (new_output(), np.empty(WINDOW, np.uint8))
    try:
        restart(out)
        yield from _pieces(
            file, wanted() if want is None else want, collector, rows, (out, buffer)
        )
    finally:
        _SPARE[:] = [(out, buffer)]


_SPARE: Final[list[tuple[Output, npt.NDArray[np.uint8]]]] = []
"""Room that was used before: fresh pages would cost as much as the decoding of a small file."""


def _pieces(
    file: BinaryIO,
    want: Wanted,
    collector: str,
    rows: int,
    room: tuple[Output, npt.NDArray[np.uint8]],
) -> Iterator[Decoded]:
    out, buffer = room
    held, base, at, final, broken = 0, 0, 0, False, ""
    while True:
        at, status = walk(out, want, buffer, at, held, base, final)
        if status != MORE or out["n"][ROWS] >= rows:
            if out["n"].any() or broken:
                where = f"byte {base + held}" if status == DONE else ""
                yield _piece(out, collector, where, broken)
            clear(out)
        if status == DONE:
            return
        if status == MORE:
            left = held - at
            buffer[:left] = buffer[at:held].copy()
            held, base, at = left, base + at, 0
            held, final, broken = _fill(file, buffer, held)


def _piece(out: Output, collector: str, where: str, broken: str) -> Decoded:
    rejects = list(faults(out))
    if where and broken:
        rejects.append((where, broken, ""))
    return Decoded(batch(out, collector), rejects, int(out["n"][SCANNED]), int(out["n"][RECORDS]))


def _fill(file: BinaryIO, buffer: npt.NDArray[np.uint8], held: int) -> tuple[int, bool, str]:
    """Fill the buffer; give its size, whether that is all, and how the stream is broken."""
    most = min(buffer.size, held + BLOCK)
    view = buffer.data
    # one step at a time, so that what was unpacked before a break is not lost
    into = getattr(file, "readinto1", None) or getattr(file, "readinto", None)
    while held < most:
        try:
            if into is not None:
                size = into(view[held:most])
            else:
                block = file.read(most - held)
                size = len(block)
                view[held : held + size] = block
        except (ReadError, OSError, EOFError, zlib.error, lzma.LZMAError) as why:
            return held, True, f"what follows cannot be unpacked: {why}"
        if not size:
            return held, True, ""
        held += size
    return held, False, ""
