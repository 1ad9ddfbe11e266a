r"""Read AIS receiver logs: NMEA 0183 !xxVDM and !xxVDO sentences, plain or with receive times.

Times and stations are taken from tag blocks (``\c:``, ``\t:``, ``\s:``), from Gatehouse's
``$PGHP`` lines, from an epoch behind the checksum (``,1506816000`` or ``,rSTATION,1506816000``) or
before the sentence. A message without one is read all the same: its ``sent_at`` is null and
``feeds`` counts it as ``untimed``. Types 1-3, 5, 9, 18, 19, 24 and 27 become rows, type 4 gives
base stations' clocks, every other type is counted in ``feeds``.
"""

import codecs
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
import pyarrow as pa

from hawse.channels.ships.read import codes as s
from hawse.channels.ships.read import sixbit as x
from hawse.channels.ships.read.arrays import Made
from hawse.channels.ships.read.batches import instants, origin, positions, rejects, statics
from hawse.channels.ships.tables import CLOCKS, FEEDS, POSITIONS, STATICS
from hawse.core.channel import Reader
from hawse.core.errors import ReadError
from hawse.core.source import Source
from hawse.core.tables import REJECTS

BLOCK: Final = 1 << 22
MOST_TAIL: Final = 1 << 20
_SENTENCE: Final = re.compile(rb"(^|\xef\xbb\xbf|[\n\\\s,\d])!..VD[MO],\d,\d,", re.MULTILINE)


def accepts(path: Path, head: bytes) -> bool:
    """Say whether an AIS sentence begins within the first lines."""
    del path
    return b"\0" not in head and _SENTENCE.search(head) is not None


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield positions, statics, clocks, rejects and, last, one row of feeds.

    Memory is that of one block, whatever the size of the file.

    Raises:
        ReadError: a line of over a megabyte, or not one sentence in the whole file.
    """
    made, held, first = Made(BLOCK), b"", True
    lone = False
    while True:
        block = file.read(BLOCK)
        if first:
            block, first = block.removeprefix(codecs.BOM_UTF8), False
            lone = b"\r" in block and b"\n" not in block
        if lone:
            block = block.replace(b"\r", b"\n")
        text = held + block if held else block
        whole = len(text) if not block else text.rfind(b"\n") + 1
        if not block and text and not text.endswith(b"\n"):
            text += b"\n"
            whole = len(text)
        if len(text) - whole > MOST_TAIL:
            raise ReadError(
                source.path, f"line {int(made.said[s.SAID_LINES]) + 1}",
                f"a line of over {MOST_TAIL} bytes", "NMEA sentences, one a line",
            )  # fmt: skip
        yield from _decoded(made, text, whole, source)
        held = text[whole:]
        if not block:
            break
    made.finish()
    yield from _batches(made, source)
    if not made.said[s.SAID_SINGLE] + made.said[s.SAID_PARTS] + made.said[s.SAID_REJECTS]:
        raise ReadError(
            source.path, "the whole file", f"{int(made.said[0])} lines without a sentence",
            "AIS sentences, !AIVDM,1,1,,A,...",
        )  # fmt: skip
    yield FEEDS.name, _feed(made, source)


def _decoded(
    made: Made, text: bytes, whole: int, source: Source
) -> Iterator[tuple[str, pa.RecordBatch]]:
    bytes_ = np.frombuffer(text, np.uint8)
    at = 0
    while at < whole:
        at += made.decode(bytes_[at:whole], whole - at)
        yield from _batches(made, source)


def _batches(made: Made, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Make Arrow batches of what one call found; the arrays are free again afterwards."""
    many, few, clocks = (int(n) for n in made.rows)
    if many:
        yield POSITIONS.name, positions(made, many, source)
    if few:
        yield STATICS.name, statics(made, few, source)
    if clocks:
        ints = made.clocks[:, :clocks].copy()
        yield (
            CLOCKS.name,
            pa.RecordBatch.from_arrays(
                [
                    pa.array(ints[x.C_STATION]),
                    instants(ints[x.C_TIME]),
                    instants(ints[x.C_SAID]),
                    pa.array(ints[x.C_LINE]),
                    *origin(source, clocks),
                ],
                names=list(CLOCKS.names),
            ),
        )
    if refused := int(made.said[s.SAID_REJECTS] - made.bad[0, 3]):
        yield REJECTS.name, rejects(made, refused, source)
        made.bad[0, 3] = made.said[s.SAID_REJECTS]


def _feed(made: Made, source: Source) -> pa.RecordBatch:
    said = made.said.tolist()
    types = {str(n): said[s.SAID_TYPE + n] for n in range(64) if said[s.SAID_TYPE + n]}
    row = {
        "source_id": source.id,
        "reader": "nmea",
        "lines": said[s.SAID_LINES],
        "used": said[s.SAID_SINGLE] + said[s.SAID_PARTS],
        "set_aside": sum(said[s.SAID_BLANK : s.SAID_OTHER + 1]),
        "refused": said[s.SAID_REJECTS],
        "messages": sum(types.values()),
        "untimed": said[s.SAID_UNTIMED],
        "by_type": json.dumps(types),
        "synthetic": source.synthetic,
    }
    return FEEDS.rows([row]).combine_chunks().to_batches()[0]


READER: Final = Reader(
    "nmea",
    3,
    (POSITIONS.name, STATICS.name, CLOCKS.name, FEEDS.name, REJECTS.name),
    accepts,
    rows,
)
