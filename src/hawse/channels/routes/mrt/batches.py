"""From the kernels' arrays to Arrow: a record batch of routes, and rejects with their places."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from hawse.channels.routes.mrt.faults import WORDS
from hawse.channels.routes.mrt.output import (
    FAULTS,
    HOPS,
    LARGE,
    NEXTS,
    NOTHING,
    PEERS,
    PREFIXES,
    ROWS,
    Output,
)
from hawse.channels.routes.mrt.text import texts

HALVES: Final = ("high", "low", "family")
PER_ROW: Final = (
    "at_us", "path_id", "origin", "med", "local_pref", "learned", "offset", "peer", "prefix",
    "path_end", "comm_end", "large_end", "next_hop", "kind", "origin_code", "state_old",
    "state_new",
)  # fmt: skip
KINDS: Final = pa.array(["table", "announce", "withdraw", "state"], pa.string())
ORIGINS: Final = pa.array(["igp", "egp", "incomplete"], pa.string())
UTC: Final = pa.timestamp("us", tz="UTC")
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
        ("state_old", pa.int8()),
        ("state_new", pa.int8()),
        ("offset", pa.int64()),
    ]
)
"""One row a route seen.

``at`` is the record's time; ``path`` has all hops as sent, prepends kept, and ``path_kinds`` one
octet a hop (1 set, 2 sequence, 3 and 4 the same in a confederation; 128 is added on a segment's
first hop). ``large_communities`` has three numbers each. ``offset`` is the record's place in the
unpacked file. Null is: not sent.
"""


def batch(out: Output, collector: str) -> pa.RecordBatch:
    """Copy what the kernels filled into a record batch of ``SCHEMA``."""
    rows = int(out["n"][ROWS])
    peers, nexts = int(out["n"][PEERS]), int(out["n"][NEXTS])
    names = int(out["n"][PREFIXES])
    made = {name: out[name][:rows].copy() for name in PER_ROW}
    peer_texts = texts(*(out[f"peer_{half}"][:peers] for half in HALVES))
    next_texts = texts(*(out[f"next_{half}"][:nexts] for half in HALVES))
    prefix_texts = texts(*(out[f"prefix_{half}"][:names] for half in (*HALVES, "bits")))
    path_ends, comm_ends = _ends(made["path_end"]), _ends(made["comm_end"])
    hops, comms = int(out["n"][HOPS]), int(comm_ends[-1])
    large_ends = _ends(made["large_end"])
    peer_as = out["peer_as"][made["peer"]] if peers else np.zeros(rows, np.uint32)
    return pa.RecordBatch.from_arrays(
        [
            pa.array(made["at_us"]).cast(UTC),
            pa.DictionaryArray.from_arrays(pa.array(made["kind"]), KINDS),
            pa.DictionaryArray.from_arrays(
                pa.array(np.zeros(rows, np.int32)), pa.array([collector], pa.string())
            ),
            pa.array(peer_as),
            _named(made["peer"], peer_texts),
            _named(made["prefix"], prefix_texts),
            _number(made["path_id"]),
            _number(made["origin"]),
            _lists(path_ends, out["hops"][:hops]),
            _lists(path_ends, out["hop_kinds"][:hops]),
            _named(made["origin_code"], ORIGINS, most=len(ORIGINS)),
            _named(made["next_hop"], next_texts),
            _lists(comm_ends, out["comms"][:comms]),
            _lists(large_ends, out["large"][: int(out["n"][LARGE])]),
            _number(made["med"]),
            _number(made["local_pref"]),
            _time(made["learned"]),
            pa.array(made["state_old"], mask=made["state_old"] == NOTHING),
            pa.array(made["state_new"], mask=made["state_new"] == NOTHING),
            pa.array(made["offset"]),
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


def _ends(ends: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    return np.concatenate([np.zeros(1, np.int32), ends])


def _lists(ends: npt.NDArray[np.int32], values: npt.NDArray[np.generic]) -> pa.ListArray:
    return pa.ListArray.from_arrays(pa.array(ends), pa.array(values.copy()))


def _number(values: npt.NDArray[np.int64]) -> pa.Array:
    return pa.array(values.astype(np.uint32), mask=values == NOTHING)


def _time(values: npt.NDArray[np.int64]) -> pa.Array:
    return pa.array(values.copy(), mask=values == NOTHING).cast(UTC)


def _named(
    numbers: npt.NDArray[np.int32] | npt.NDArray[np.int8], names: pa.Array, most: int = 1 << 31
) -> pa.DictionaryArray:
    missing = (numbers < 0) | (numbers >= most)
    indices = pa.array(np.where(missing, 0, numbers).astype(numbers.dtype), mask=missing)
    return pa.DictionaryArray.from_arrays(indices, names)
