"""MRT archives to Arrow: routing tables and updates, every length checked, memory bounded.

RFC 6396 (MRT), RFC 8050 (add-path), RFC 4271 (BGP-4), RFC 4760 (other families), RFC 6793 (wide AS
numbers), RFC 1997 and 8092 (communities).
"""

from collections.abc import Iterable, Iterator
from ipaddress import ip_network
from typing import BinaryIO, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from hawse.channels.routes.mrt.batches import SCHEMA, batch, faults
from hawse.channels.routes.mrt.output import (
    FAULTS,
    HOPS,
    RECORDS,
    ROWS,
    SCANNED,
    Output,
    clear,
    new_output,
)
from hawse.channels.routes.mrt.walk import DONE, FULL, HEAD, MOST_RECORD, walk

__all__ = ["SCHEMA", "Decoded", "Wanted", "decode", "wanted"]

ROOM: Final = 1 << 18
OCTETS: Final = (MOST_RECORD >> 2) + (1 << 20)
BLOCK: Final = 1 << 24


class Wanted(NamedTuple):
    """Which routes to decode: all, or those in some prefixes or of some origins."""

    all: bool
    family: npt.NDArray[np.uint8]
    high: npt.NDArray[np.uint64]
    low: npt.NDArray[np.uint64]
    bits: npt.NDArray[np.uint8]
    origins: npt.NDArray[np.int64]


class Decoded(NamedTuple):
    """One piece of a file: routes, what could not be read as (locator, reason, raw), and counts.

    ``scanned`` counts routes looked at, whether wanted or not; ``records`` counts MRT records.
    """

    routes: pa.RecordBatch
    rejects: list[tuple[str, str, str]]
    scanned: int
    records: int


def wanted(prefixes: Iterable[str] = (), origins: Iterable[int] = ()) -> Wanted:
    """Ask for the routes to these prefixes or parts of them, or with these origins; for all if neither.

    With origins alone a withdrawal, which has no path, is left out; name the prefixes too to see it.

    Raises:
        ValueError: a text is no prefix.
    """
    nets = [ip_network(p) for p in prefixes]
    numbers = [int(n.network_address) for n in nets]
    asns = np.array(sorted(set(origins)), np.int64)
    return Wanted(
        not nets and not asns.size,
        np.array([n.version for n in nets], np.uint8),
        np.array([x >> 64 for x in numbers], np.uint64),
        np.array([x & (1 << 64) - 1 for x in numbers], np.uint64),
        np.array([n.prefixlen for n in nets], np.uint8),
        asns,
    )


def decode(
    file: BinaryIO, want: Wanted | None = None, collector: str = "", rows: int = ROOM
) -> Iterator[Decoded]:
    """Decode an MRT file, already unpacked, piece by piece; ``rows`` is the most of a piece, about.

    A damaged place is passed over to where records follow each other again, and is named in
    ``rejects``; a record cut off by the file's end gives no rows. Memory is bounded by the size of a
    piece and of the largest record (8 MiB), whatever the file says of itself.
    """
    out = new_output(max(rows, ROOM // 2), OCTETS)
    buffer = np.empty(BLOCK + MOST_RECORD + 2 * HEAD, np.uint8)
    want = want or wanted()
    held, base, at, final = 0, 0, 0, False
    while True:
        at, status = walk(out, want, buffer, at, held, base, final)
        if status == FULL or (status == DONE) or out.n[ROWS] >= rows or out.n[HOPS] > OCTETS // 2:
            if out.n[ROWS] or out.n[FAULTS] or out.n[SCANNED]:
                yield _piece(out, collector)
            clear(out)
        if status == DONE:
            return
        if status == FULL:
            continue
        held, base, at = _kept(buffer, at, held), base + at, 0
        held, final = _fill(file, buffer, held)


def _piece(out: Output, collector: str) -> Decoded:
    return Decoded(
        batch(out, collector), list(faults(out)), int(out.n[SCANNED]), int(out.n[RECORDS])
    )


def _kept(buffer: npt.NDArray[np.uint8], at: int, held: int) -> int:
    """Move what is not yet read to the buffer's front; give its size."""
    left = held - at
    buffer[:left] = buffer[at:held].copy()
    return left


def _fill(file: BinaryIO, buffer: npt.NDArray[np.uint8], held: int) -> tuple[int, bool]:
    """Fill the buffer from the file; give how much it holds, and whether the file is at its end."""
    while held < buffer.size:
        block = file.read(min(buffer.size - held, BLOCK))
        if not block:
            return held, True
        buffer[held : held + len(block)] = np.frombuffer(block, np.uint8)
        held += len(block)
    return held, False
