"""From the kernels' arrays to Arrow: a record batch of routes, and rejects with their places."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import pyarrow as pa

from hawse.channels.routes.mrt.columns import (
    dictionary,
    ends,
    flags,
    lists,
    named,
    narrow,
    some,
    whole,
)
from hawse.channels.routes.mrt.faults import WORDS
from hawse.channels.routes.mrt.output import (
    COMMS,
    FAULTS,
    HOPS,
    LARGE,
    NEXTS,
    PEERS,
    PREFIXES,
    ROOM,
    ROWS,
    Output,
)
from hawse.channels.routes.mrt.text import texts

HALVES: Final = ("high", "low", "family")
PER_ROW: Final = (
    "at_us", "path_id", "origin", "med", "local_pref", "learned", "offset", "peer", "prefix",
    "path_end", "comm_end", "large_end", "next_hop", "kind", "origin_code", "state_old",
    "state_new", "safi", "sent",
)  # fmt: skip
KINDS: Final = pa.array(["table", "announce", "withdraw", "state"], pa.string())
ORIGINS: Final = pa.array(["igp", "egp", "incomplete"], pa.string())
UTC: Final = pa.timestamp("us", tz="UTC")
ASN: Final = pa.uint32()
ZEROS: Final = pa.py_buffer(np.zeros(ROOM, np.int32))
NAME: Final = pa.dictionary(pa.int32(), pa.string())
SMALL: Final = pa.dictionary(pa.int8(), pa.string())
SCHEMA: Final = pa.schema(
    [
        ("at", UTC),
        ("kind", SMALL),
        ("collector", NAME),
        ("peer_as", pa.uint32()),
        ("peer", NAME),
        ("prefix", NAME),
        ("path_id", pa.uint32()),
        ("origin", pa.uint32()),
        ("path", pa.list_(pa.uint32())),
        ("path_kinds", pa.list_(pa.uint8())),
        ("origin_code", SMALL),
        ("next_hop", NAME),
        ("communities", pa.list_(pa.uint32())),
        ("large_communities", pa.list_(pa.uint32())),
        ("med", pa.uint32()),
        ("local_pref", pa.uint32()),
        ("learned_at", UTC),
        ("safi", pa.int8()),
        ("sent", pa.bool_()),
        ("state_old", pa.int8()),
        ("state_new", pa.int8()),
        ("offset", pa.int64()),
    ]
)
"""One row a route seen.

``at`` is the record's time; ``path`` has all hops as sent, prepends kept, and ``path_kinds`` one
octet a hop (1 set, 2 sequence, 3 and 4 the same in a confederation; 128 is added on a segment's
first hop). ``large_communities`` has three numbers each. ``safi`` is 1 for unicast, 2 for
multicast, 3 for both; ``sent`` is true where the dumping router told the peer (BGP4MP_*_LOCAL) and
not the peer the router. ``offset`` is the record's place in the unpacked file. Null is: not said.
"""


def batch(out: Output, collector: str) -> pa.RecordBatch:
    """Copy what the kernels filled into a record batch of ``SCHEMA``."""
    rows = int(out["n"][ROWS])
    peers, nexts = int(out["n"][PEERS]), int(out["n"][NEXTS])
    names = int(out["n"][PREFIXES])
    made = {name: out[name][:rows] for name in PER_ROW}
    peer_texts = texts(*(out[f"peer_{half}"][:peers] for half in HALVES))
    next_texts = texts(*(out[f"next_{half}"][:nexts] for half in HALVES))
    prefix_texts = texts(*(out[f"prefix_{half}"][:names] for half in (*HALVES, "bits")))
    hops, comms, large = (int(out["n"][n]) for n in (HOPS, COMMS, LARGE))
    path_ends, comm_ends, large_ends = (
        ends(made[name]) for name in ("path_end", "comm_end", "large_end")
    )
    own = pa.array([collector], pa.string())
    return pa.RecordBatch.from_arrays(
        [
            whole(made["at_us"], UTC),
            dictionary(whole(made["kind"], pa.int8()), KINDS),
            dictionary(pa.Array.from_buffers(pa.int32(), rows, [None, ZEROS]), own),
            whole(out["peer_as"][made["peer"]] if peers else np.zeros(rows, np.uint32), ASN),
            named(made["peer"], peer_texts),
            named(made["prefix"], prefix_texts),
            narrow(made["path_id"]),
            narrow(made["origin"]),
            lists(path_ends, out["hops"][:hops], ASN),
            lists(path_ends, out["hop_kinds"][:hops], pa.uint8()),
            named(made["origin_code"], ORIGINS, most=len(ORIGINS)),
            named(made["next_hop"], next_texts),
            lists(comm_ends, out["comms"][:comms], ASN),
            lists(large_ends, out["large"][:large], ASN),
            narrow(made["med"]),
            narrow(made["local_pref"]),
            some(made["learned"], UTC),
            some(made["safi"], pa.int8()),
            flags(made["sent"]),
            some(made["state_old"], pa.int8()),
            some(made["state_new"], pa.int8()),
            whole(made["offset"], pa.int64()),
        ],
        schema=SCHEMA,
    )


def faults(out: Output) -> Iterator[tuple[str, str, str]]:
    """Yield (locator, reason, raw) for each place that could not be read."""
    for k in range(int(out["n"][FAULTS])):
        start, end, entry = (int(out[f"fault_{name}"][k]) for name in ("at", "end", "entry"))
        words = WORDS[int(out["fault_code"][k])]
        if entry >= 0:
            yield f"byte {start}, entry {entry}", words, ""
        else:
            yield f"byte {start}", f"{words} (bytes {start} to {end})", ""
