r"""Read AIS receiver logs: NMEA 0183 !xxVDM and !xxVDO sentences, plain or with receive times.

Times and stations are taken from tag blocks (``\c:``, ``\t:``, ``\s:``), from Gatehouse's
``$PGHP`` lines, from an epoch behind the checksum (``,1506816000`` or ``,rSTATION,1506816000``) or
before the sentence. A message without one is read all the same: its ``sent_at`` is null and
``feeds`` counts it as ``untimed``. Types 1-3, 5, 9, 18, 19, 24 and 27 become rows, type 4 gives
base stations' clocks, every other type is counted in ``feeds``.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from hawse.channels.ships.read import codes as s
from hawse.channels.ships.read import sixbit as x
from hawse.channels.ships.read.sentences import decode, finish
from hawse.channels.ships.read.shapes import Ints, Octets, Reals
from hawse.channels.ships.tables import CLOCKS, FEEDS, POSITIONS, STATICS
from hawse.core.channel import Reader
from hawse.core.errors import ReadError
from hawse.core.source import Source
from hawse.core.table import UTC
from hawse.core.tables import REJECTS

BLOCK: Final = 1 << 22
MOST_TAIL: Final = 1 << 20
_SENTENCE: Final = re.compile(rb"(^|[\n\\\s,\d])!..VD[MO],\d,\d,", re.MULTILINE)
_NOT_TIME: Final = int(x.NONE)


def accepts(path: Path, head: bytes) -> bool:
    """Say whether an AIS sentence begins within the first lines."""
    del path
    return b"\0" not in head and _SENTENCE.search(head) is not None


class _Made:
    """The arrays that the kernel fills, and those in which it remembers."""

    def __init__(self, block: int) -> None:
        self.now = np.array([x.NONE, -1], np.int64)
        self.said = np.zeros(s.SAID_TYPE + 64, np.int64)
        self.names = np.zeros((s.STATIONS, 16), np.uint8)
        self.station_longs = np.zeros(s.STATIONS + 1, np.int64)
        self.kept = np.zeros((s.SLOTS + 1, 8), np.int64)
        self.parts = np.zeros((s.SLOTS, s.MOST_PARTS, s.PART_CHARS), np.uint8)
        self.longs = np.zeros((s.SLOTS, s.MOST_PARTS), np.int64)
        self.lines = np.zeros((s.SLOTS, s.MOST_PARTS), np.int64)
        rows = block // 40 + 64
        self.p_ints: Ints = np.zeros((7, rows), np.int64)
        self.p_reals: Reals = np.zeros((4, rows), np.float64)
        few = block // 320 + 64
        self.s_ints: Ints = np.zeros((16, few), np.int64)
        self.s_texts: Octets = np.zeros((3, few, 20), np.uint8)
        self.s_longs: Ints = np.zeros((3, few), np.int64)
        self.clocks: Ints = np.zeros((4, few), np.int64)
        self.rows = np.zeros(3, np.int64)
        self.bad: Ints = np.zeros((4096, 4), np.int64)
        self.raw: Octets = np.zeros((4096, s.RAW), np.uint8)

    def decode(self, text: Octets, end: int) -> int:
        """Decode whole lines; give the place reached."""
        self.rows[:] = 0
        return int(
            decode(
                text, end, self.now, self.said, self.names, self.station_longs, self.kept,
                self.parts, self.longs, self.lines, self.p_ints, self.p_reals, self.s_ints,
                self.s_texts, self.s_longs, self.clocks, self.rows, self.bad, self.raw,
            )
        )  # fmt: skip

    def finish(self) -> None:
        """Give up what still waits for its other parts."""
        self.rows[:] = 0
        finish(self.said, self.kept, self.parts, self.longs, self.lines, self.bad, self.raw)

    def stations(self) -> pa.Array:
        """Give the names of the stations met so far."""
        count = int(self.station_longs[s.STATIONS])
        return pa.array(
            [bytes(self.names[n, : self.station_longs[n]]).decode("ascii") for n in range(count)],
            pa.string(),
        )


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield positions, statics, clocks, rejects and, last, one row of feeds.

    Memory is that of one block, whatever the size of the file.

    Raises:
        ReadError: a line of over a megabyte, or not one sentence in the whole file.
    """
    made, held = _Made(BLOCK), b""
    while True:
        block = file.read(BLOCK)
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
    made: _Made, text: bytes, whole: int, source: Source
) -> Iterator[tuple[str, pa.RecordBatch]]:
    bytes_ = np.frombuffer(text, np.uint8)
    at = 0
    while at < whole:
        at += made.decode(bytes_[at:whole], whole - at)
        yield from _batches(made, source)


def _batches(made: _Made, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Make Arrow batches of what one call found; the arrays are free again afterwards."""
    positions, statics, clocks = (int(n) for n in made.rows)
    if positions:
        yield POSITIONS.name, _positions(made, positions, source)
    if statics:
        yield STATICS.name, _statics(made, statics, source)
    if clocks:
        ints = made.clocks[:, :clocks].copy()
        yield (
            CLOCKS.name,
            pa.RecordBatch.from_arrays(
                [
                    pa.array(ints[x.C_STATION]),
                    _instants(ints[x.C_TIME]),
                    _instants(ints[x.C_SAID]),
                    pa.array(ints[x.C_LINE]),
                    *_origin(source, clocks),
                ],
                names=list(CLOCKS.names),
            ),
        )
    if refused := int(made.said[s.SAID_REJECTS] - made.bad[0, 3]):
        yield REJECTS.name, _rejects(made, refused, source)
        made.bad[0, 3] = made.said[s.SAID_REJECTS]


def _positions(made: _Made, count: int, source: Source) -> pa.RecordBatch:
    ints, reals = made.p_ints[:, :count].copy(), made.p_reals[:, :count].copy()
    return pa.RecordBatch.from_arrays(
        [
            pa.array(ints[x.P_SHIP]),
            _instants(ints[x.P_TIME]),
            *(pa.array(r, from_pandas=True) for r in reals),
            _numbers(ints[x.P_HEADING]),
            _numbers(ints[x.P_STATUS]),
            pa.array(ints[x.P_KIND]),
            _receivers(made, ints[x.P_STATION]),
            pa.array(ints[x.P_LINE]),
            *_origin(source, count),
        ],
        names=list(POSITIONS.names),
    )


def _statics(made: _Made, count: int, source: Source) -> pa.RecordBatch:
    # Arrow keeps the very numbers that it is given, and the next block is decoded into them
    ints = made.s_ints[:, :count].copy()
    name, call, destination = (_texts(made, n, count) for n in range(3))
    return pa.RecordBatch.from_arrays(
        [
            pa.array(ints[x.S_SHIP]),
            _instants(ints[x.S_TIME]),
            pa.array(ints[x.S_KIND]),
            _numbers(ints[x.S_IMO], 0),
            name,
            call,
            _numbers(ints[x.S_TYPE]),
            _across(ints[x.S_BOW], ints[x.S_STERN]),
            _across(ints[x.S_PORT], ints[x.S_STARBOARD]),
            pa.array(ints[x.S_DRAUGHT] / 10, mask=ints[x.S_DRAUGHT] <= 0),
            destination,
            _etas(ints),
            _receivers(made, ints[x.S_STATION]),
            pa.array(ints[x.S_LINE]),
            *_origin(source, count),
        ],
        names=list(STATICS.names),
    )


def _across(one: Ints, other: Ints) -> pa.Array:
    """Give a hull's size from the two distances to its antenna; null where neither was sent."""
    whole = np.where((one == x.NONE) | (other == x.NONE), 0, one + other)
    return pa.array(whole, mask=whole <= 0)


def _etas(ints: Ints) -> pa.Array:
    """Give arrival times as typed: 'MM-DD hh:mm', null where month or day is not said."""
    month, day = ints[x.S_MONTH], ints[x.S_DAY]
    hour, minute = ints[x.S_HOUR], ints[x.S_MINUTE]
    each = np.stack(
        [
            month // 10,
            month % 10,
            day // 10,
            day % 10,
            hour // 10,
            hour % 10,
            minute // 10,
            minute % 10,
        ]
    )
    count = each.shape[1]
    text = np.tile(np.frombuffer(b"00-00 00:00", np.uint8), (count, 1))
    text[:, [0, 1, 3, 4, 6, 7, 9, 10]] += each.T.astype(np.uint8)
    held = (month > 0) & (day > 0)
    offsets = np.zeros(count + 1, np.int32)
    np.cumsum(held * 11, out=offsets[1:])
    bits = np.packbits(held, bitorder="little")
    return pa.StringArray.from_buffers(
        count,
        pa.py_buffer(offsets.tobytes()),
        pa.py_buffer(text[held].tobytes()),
        pa.py_buffer(bits.tobytes()),
    )


def _texts(made: _Made, which: int, count: int) -> pa.Array:
    """Give one column of fixed-width text as Arrow strings; an empty text is null."""
    longs = made.s_longs[which, :count]
    held = np.arange(20) < longs[:, None]
    offsets = np.zeros(count + 1, np.int32)
    np.cumsum(longs, out=offsets[1:])
    bits = np.packbits(longs > 0, bitorder="little")
    return pa.StringArray.from_buffers(
        count,
        pa.py_buffer(offsets.tobytes()),
        pa.py_buffer(made.s_texts[which, :count][held].tobytes()),
        pa.py_buffer(bits.tobytes()),
    )


def _instants(values: Ints) -> pa.Array:
    return _numbers(values).cast(UTC)


def _numbers(values: Ints, also_none: int = _NOT_TIME) -> pa.Array:
    """Give integers, those that were not sent as nulls."""
    missing: npt.NDArray[np.bool_] = values == x.NONE
    if also_none != _NOT_TIME:
        missing |= values == also_none
    return pa.array(values, mask=missing) if missing.any() else pa.array(values.copy())


def _receivers(made: _Made, which: Ints) -> pa.Array:
    return pa.DictionaryArray.from_arrays(
        pa.array(which.astype(np.int32), mask=which < 0), made.stations()
    )


def _origin(source: Source, count: int) -> tuple[pa.Array, pa.Array]:
    """Give the columns source_id and synthetic, the same in every row."""
    return (
        pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, np.int32)), pa.array([source.id])),
        pa.array(np.full(count, source.synthetic)),
    )


def _rejects(made: _Made, count: int, source: Source) -> pa.RecordBatch:
    found = made.bad[:count].tolist()
    return pa.RecordBatch.from_pydict(
        {
            "source_id": [source.id] * count,
            "locator": [f"line {line}" for line, _, _, _ in found],
            "reason": [s.REASONS[why] for _, why, _, _ in found],
            "raw": [
                bytes(made.raw[n, :long]).decode("utf-8", "replace")
                for n, (_, _, long, _) in enumerate(found)
            ],
        },
        schema=REJECTS.schema,
    )


def _feed(made: _Made, source: Source) -> pa.RecordBatch:
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
    2,
    (POSITIONS.name, STATICS.name, CLOCKS.name, FEEDS.name, REJECTS.name),
    accepts,
    rows,
)
