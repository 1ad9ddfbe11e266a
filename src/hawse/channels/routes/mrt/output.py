"""What the kernels fill: one batch of rows as columns, with the dictionaries that they share."""

from typing import Final, TypeAlias

import numpy as np

NAMES: Final = 1 << 16  # peers or next hops of a batch; a table has at most 65 535 of them
SLOTS: Final = 1 << 17
SPREAD: Final = 47  # a 64-bit hash has as many bits to spare above a slot's number
SCRATCH: Final = 1 << 15
FAULT_ROOM: Final = 1 << 17

# counters of a batch, by their place in ``Output.n``
ROWS, HOPS, COMMS, LARGE, PREFIXES, PEERS, NEXTS, FAULTS, SCANNED, RECORDS = range(10)
# what lasts from batch to batch, by its place in ``Output.state``
PEER_COUNT, LAST_SECOND, LOST_AT, TABLE_AT, SAFI, SENT = range(6)
# attributes of the entry at hand, by their place in ``Output.now``
(
    ORIGIN_CODE, MED, LOCAL_PREF, NEXT_HOP, N_HOPS, N_COMMS, N_LARGE, ORIGIN_AS,
    REACH_AT, REACH_END, GONE_AT, GONE_END, AGGREGATOR, N_OLD, N_NEW, MP_HOP, AGGREGATOR4,
) = range(17)  # fmt: skip
NOTHING: Final = np.int64(-1)


ROOM: Final = 1 << 17  # rows of a batch; one record may need half of them
OCTETS: Final = (1 << 21) + (1 << 20)  # hops or communities of a batch; a record has at most 2^21

I8, I32, I64 = np.int8, np.int32, np.int64
U8, U32, U64 = np.uint8, np.uint32, np.uint64

OUTPUT: Final = np.dtype(
    [
        ("n", I64, 10), ("state", I64, 6), ("now", I64, 17),
        # one a row
        ("at_us", I64, ROOM), ("path_id", I64, ROOM), ("origin", I64, ROOM), ("med", I64, ROOM),
        ("local_pref", I64, ROOM), ("learned", I64, ROOM),
        ("offset", I64, ROOM),
        ("peer", I32, ROOM), ("prefix", I32, ROOM), ("path_end", I32, ROOM),
        ("comm_end", I32, ROOM), ("large_end", I32, ROOM), ("next_hop", I32, ROOM),
        ("kind", I8, ROOM),
        ("origin_code", I8, ROOM), ("state_old", I8, ROOM), ("state_new", I8, ROOM),
        ("safi", I8, ROOM), ("sent", I8, ROOM),
        # shared by rows
        ("hops", U32, OCTETS), ("comms", U32, OCTETS), ("large", U32, OCTETS),
        ("hop_kinds", U8, OCTETS),
        ("prefix_high", U64, ROOM), ("prefix_low", U64, ROOM), ("prefix_bits", U8, ROOM),
        ("prefix_family", U8, ROOM),
        ("peer_high", U64, NAMES), ("peer_low", U64, NAMES), ("peer_as", U32, NAMES),
        ("peer_slots", I32, SLOTS), ("peer_family", U8, NAMES),
        ("next_high", U64, NAMES), ("next_low", U64, NAMES), ("next_slots", I32, SLOTS),
        ("next_family", U8, NAMES),
        # the peers of the table dump being read, with their numbers in this batch
        ("table_high", U64, NAMES), ("table_low", U64, NAMES), ("table_as", U32, NAMES),
        ("table_number", I32, NAMES), ("table_family", U8, NAMES),
        # paths of two-octet speakers, before they are put together
        ("old_hops", U32, SCRATCH), ("new_hops", U32, SCRATCH),
        ("old_kinds", U8, SCRATCH), ("new_kinds", U8, SCRATCH),
        # places that could not be read
        ("fault_at", I64, FAULT_ROOM), ("fault_end", I64, FAULT_ROOM),
        ("fault_entry", I64, FAULT_ROOM),
        ("fault_code", I8, FAULT_ROOM),
    ],
    align=True,
)  # fmt: skip
"""One batch, as one record of arrays: numba hands it on as one pointer.

``n`` counts what is filled; ``now`` holds the entry at hand. Addresses are two 64-bit halves, IPv4
in the low one. Prefixes, peers and next hops are numbered, and rows hold the numbers (-1: none).
``hop_kinds`` has one octet a hop: the segment's kind (1 set, 2 sequence, 3 and 4 the same inside a
confederation), with 128 added on a segment's first hop.
``state[SAFI]`` and ``state[SENT]`` are set before rows are written: which table they are of, and
whether the dumping router told the peer (and not the peer the router).
"""

Output: TypeAlias = np.void


def new_output() -> Output:
    """Make an empty batch at the beginning of a file."""
    out: Output = np.zeros(1, OUTPUT)[0]
    restart(out)
    return out


def restart(out: Output) -> None:
    """Forget what lasts from batch to batch: another file begins."""
    out["state"][:] = 0
    out["state"][LOST_AT] = NOTHING
    clear(out)


def clear(out: Output) -> None:
    """Empty a batch for the next one; the table dump's peers and the state stay."""
    out["n"][:] = 0
    for name in ("peer_slots", "next_slots", "table_number"):
        out[name][:] = NOTHING
