"""What the kernels fill: one batch of rows as columns, with the dictionaries that they share."""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

I32, I64 = npt.NDArray[np.int32], npt.NDArray[np.int64]
U8, U32 = npt.NDArray[np.uint8], npt.NDArray[np.uint32]

NAMES: Final = 1 << 16  # peers or next hops of a batch; a table has at most 65 535 of them
SLOTS: Final = 1 << 17
SPREAD: Final = 47  # a 64-bit hash has as many bits to spare above a slot's number
SCRATCH: Final = 1 << 15
FAULT_ROOM: Final = 1 << 17

# counters of a batch, by their place in ``Output.n``
ROWS, HOPS, COMMS, LARGE, PREFIXES, PEERS, NEXTS, FAULTS, SCANNED, RECORDS = range(10)
# what lasts from batch to batch, by its place in ``Output.state``
PEER_COUNT, LAST_SECOND, LOST_AT, TABLE_AT = range(4)
# attributes of the entry at hand, by their place in ``Output.now``
(
    ORIGIN_CODE, MED, LOCAL_PREF, NEXT_HOP, N_HOPS, N_COMMS, N_LARGE, ORIGIN_AS,
    REACH_AT, REACH_END, GONE_AT, GONE_END, AGGREGATOR, N_OLD, N_NEW, MP_HOP,
) = range(16)  # fmt: skip
NOTHING: Final = -1


ROW: Final = np.dtype(
    [
        ("at_us", np.int64), ("path_id", np.int64), ("origin", np.int64), ("med", np.int64),
        ("local_pref", np.int64), ("learned", np.int64), ("offset", np.int64),
        ("peer", np.int32), ("prefix", np.int32), ("path_end", np.int32), ("comm_end", np.int32),
        ("large_end", np.int32), ("next_hop", np.int32),
        ("kind", np.int8), ("origin_code", np.int8), ("state_old", np.int8), ("state_new", np.int8),
    ],
    align=True,
)  # fmt: skip
PREFIX: Final = np.dtype(
    [("high", np.uint64), ("low", np.uint64), ("bits", np.uint8), ("family", np.uint8)], align=True
)
SPEAKER: Final = np.dtype(
    [
        ("high", np.uint64), ("low", np.uint64), ("asn", np.uint32), ("number", np.int32),
        ("family", np.uint8),
    ],
    align=True,
)  # fmt: skip
FAULT: Final = np.dtype(
    [("at", np.int64), ("end", np.int64), ("entry", np.int64), ("code", np.int8)], align=True
)


class Output(NamedTuple):
    """One batch. ``n`` counts what is filled; ``now`` holds the entry at hand; ``rows`` one a route.

    Addresses are two 64-bit halves, IPv4 in the low one. Prefixes, peers and next hops are numbered, and
    rows hold the numbers (-1: none). ``hop_kinds`` has one octet a hop: the segment's kind (1 set, 2
    sequence, 3 and 4 the same inside a confederation), with 128 added on a segment's first hop.
    ``table`` holds the peers of the table dump being read. Few arrays, because numba's time to compile
    grows with their number.
    """

    n: I64
    state: I64
    now: I64
    rows: npt.NDArray[np.void]
    hops: U32
    hop_kinds: U8
    comms: U32
    large: U32
    prefixes: npt.NDArray[np.void]
    peers: npt.NDArray[np.void]
    nexts: npt.NDArray[np.void]
    slots: I32
    table: npt.NDArray[np.void]
    old_hops: U32
    old_kinds: U8
    new_hops: U32
    new_kinds: U8
    faults: npt.NDArray[np.void]


def new_state() -> I64:
    """Make the state of a file's beginning."""
    return np.array([0, 0, NOTHING, NOTHING], np.int64)


def new_output(rows: int, octets: int, state: I64 | None = None) -> Output:
    """Make room for a batch of ``rows`` rows and ``octets`` hops and communities."""
    table = np.zeros(NAMES, SPEAKER)
    table["number"] = NOTHING
    return Output(
        np.zeros(10, np.int64),
        new_state() if state is None else state,
        np.zeros(16, np.int64),
        np.zeros(rows, ROW),
        np.zeros(octets, np.uint32),
        np.zeros(octets, np.uint8),
        np.zeros(octets, np.uint32),
        np.zeros(octets, np.uint32),
        np.zeros(rows, PREFIX),
        np.zeros(NAMES, SPEAKER),
        np.zeros(NAMES, SPEAKER),
        np.full((2, SLOTS), NOTHING, np.int32),
        table,
        np.zeros(SCRATCH, np.uint32),
        np.zeros(SCRATCH, np.uint8),
        np.zeros(SCRATCH, np.uint32),
        np.zeros(SCRATCH, np.uint8),
        np.zeros(FAULT_ROOM, FAULT),
    )


def clear(out: Output) -> None:
    """Empty a batch for the next one; the table dump's peers and the state stay."""
    out.n[:] = 0
    out.slots[:] = NOTHING
    out.table["number"] = NOTHING
