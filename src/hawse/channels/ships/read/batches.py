"""From the decoder's arrays to Arrow: what was not sent becomes null, texts become strings.

Arrow keeps the numbers that it is given, so that each batch copies what the next block overwrites.
"""

from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from hawse.channels.ships.read import codes as s
from hawse.channels.ships.read import sixbit as x
from hawse.channels.ships.read.arrays import Made
from hawse.channels.ships.read.shapes import Ints
from hawse.channels.ships.tables import POSITIONS, STATICS
from hawse.core.source import Source
from hawse.core.table import UTC
from hawse.core.tables import REJECTS

_NOT_TIME: Final = int(x.NONE)


def positions(made: Made, count: int, source: Source) -> pa.RecordBatch:
    """Make the batch of the positions that one call decoded."""
    ints, reals = made.p_ints[:, :count].copy(), made.p_reals[:, :count].copy()
    return pa.RecordBatch.from_arrays(
        [
            pa.array(ints[x.P_SHIP]),
            instants(ints[x.P_TIME]),
            *(pa.array(r, from_pandas=True) for r in reals),
            _numbers(ints[x.P_HEADING]),
            _numbers(ints[x.P_STATUS]),
            pa.array(ints[x.P_KIND]),
            _receivers(made, ints[x.P_STATION]),
            pa.array(ints[x.P_LINE]),
            *origin(source, count),
        ],
        names=list(POSITIONS.names),
    )


def statics(made: Made, count: int, source: Source) -> pa.RecordBatch:
    """Make the batch of the static messages that one call decoded."""
    # Arrow keeps the very numbers that it is given, and the next block is decoded into them
    ints = made.s_ints[:, :count].copy()
    name, call, destination = (_texts(made, n, count) for n in range(3))
    return pa.RecordBatch.from_arrays(
        [
            pa.array(ints[x.S_SHIP]),
            instants(ints[x.S_TIME]),
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
            *origin(source, count),
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


def _texts(made: Made, which: int, count: int) -> pa.Array:
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


def instants(values: Ints) -> pa.Array:
    """Give instants, those that were not sent as nulls."""
    return _numbers(values).cast(UTC)


def _numbers(values: Ints, also_none: int = _NOT_TIME) -> pa.Array:
    """Give integers, those that were not sent as nulls."""
    missing: npt.NDArray[np.bool_] = values == x.NONE
    if also_none != _NOT_TIME:
        missing |= values == also_none
    return pa.array(values, mask=missing) if missing.any() else pa.array(values.copy())


def _receivers(made: Made, which: Ints) -> pa.Array:
    return pa.DictionaryArray.from_arrays(
        pa.array(which.astype(np.int32), mask=which < 0), made.stations()
    )


def origin(source: Source, count: int) -> tuple[pa.Array, pa.Array]:
    """Give the columns source_id and synthetic, the same in every row."""
    return (
        pa.DictionaryArray.from_arrays(pa.array(np.zeros(count, np.int32)), pa.array([source.id])),
        pa.array(np.full(count, source.synthetic)),
    )


def rejects(made: Made, count: int, source: Source) -> pa.RecordBatch:
    """Make the batch of the lines that one call refused, each with its reason."""
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
