"""A routing table as archives leave it in the end: a target's routes, and what each weighs.

Of a whole table only the prefixes are kept (an address counts for the most specific one), and of
the routes only those to the target; so memory does not grow with the number of peers.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from hawse.channels.routes.metrics import Seen
from hawse.channels.routes.mrt import Decoded
from hawse.channels.routes.paths import clean
from hawse.channels.routes.weights import weights

FULL_FEED: Final = 0.5
COLUMNS: Final = ("at", "kind", "collector", "peer", "peer_as", "prefix", "path", "path_kinds")
Peer = tuple[str, str]


@dataclass
class Gathered:
    """Routes to some origins as the last record left them, and the prefixes of the whole table."""

    held: dict[tuple[Peer, str], tuple[int, ...]] = field(default_factory=dict)
    peer_as: dict[Peer, int] = field(default_factory=dict)
    told: Counter[Peer] = field(default_factory=Counter)
    prefixes: set[str] = field(default_factory=set)
    last: datetime | None = None
    rows: int = 0

    def full(self, least: float = FULL_FEED) -> list[Peer]:
        """Give the peers that told at least ``least`` as many routes as the one that told most.

        A peer that tells a part of its table sees nothing of what it leaves out.
        """
        most = max(self.told.values(), default=0)
        return sorted(p for p, n in self.told.items() if n >= least * most)

    def seen(self, peers: Sequence[Peer]) -> tuple[Seen, list[str]]:
        """Give the routes of these peers as the metrics take them, and the prefixes' names."""
        number = {p: n for n, p in enumerate(peers)}
        routes = sorted((number[p], x, path) for (p, x), path in self.held.items() if p in number)
        names = sorted({x for _, x, _ in routes})
        place = {x: n for n, x in enumerate(names)}
        every = weights(self.prefixes)
        seen = Seen(
            _ints([peer for peer, *_ in routes]),
            _ints([place[x] for _, x, _ in routes]),
            _ints([hop for *_, path in routes for hop in path]),
            np.cumsum(_ints([0, *(len(path) for *_, path in routes)])),
            _ints([self.peer_as[p] for p in peers]),
            _ints([every[x] for x in names]),
        )
        return seen, names


def gather(pieces: Iterable[Decoded], collector: str, inside: Collection[int]) -> Gathered:
    """Go through one archive's pieces in their order; see ``join`` for several archives."""
    got = Gathered()
    wanted = pa.array(sorted(inside), pa.uint32())
    for piece in pieces:
        take(got, piece.routes, collector, wanted)
    return got


def take(got: Gathered, routes: pa.RecordBatch, collector: str, wanted: pa.Array) -> None:
    """Take one batch of rows into a table."""
    kinds = routes["kind"].cast(pa.string())
    usual = pc.and_(pc.not_equal(routes["safi"], 2), pc.invert(routes["sent"]))
    told = pc.and_(pc.fill_null(usual, False), pc.is_in(kinds, _TOLD))
    table = routes.filter(told)
    got.rows += table.num_rows
    if table.num_rows:
        got.prefixes.update(x for x in table["prefix"].dictionary.to_pylist() if x)
        _count(got, table, collector)
    if routes.num_rows:
        last = pc.max(routes["at"]).as_py()
        got.last = last if got.last is None else max(got.last, last)
    mine = pc.and_(told, pc.fill_null(pc.is_in(routes["origin"], wanted), False))
    known = pa.array(sorted({x for _, x in got.held}), pa.string())
    other = pc.is_in(routes["prefix"].cast(pa.string()), known) if len(known) else mine
    state = pc.equal(kinds, "state")
    some = routes.filter(pc.or_(mine, pc.or_(pc.fill_null(other, False), state)))
    _apply(got, some.select(COLUMNS), collector, set(wanted.to_pylist()))


_TOLD: Final = pa.array(["table", "announce"])


def _count(got: Gathered, table: pa.RecordBatch, collector: str) -> None:
    """Count what each peer told."""
    numbers = np.asarray(table["peer"].indices)
    ases = np.asarray(table["peer_as"])
    names = table["peer"].dictionary.to_pylist()
    places, first, counts = np.unique(numbers, return_index=True, return_counts=True)
    for place, at, count in zip(places.tolist(), first.tolist(), counts.tolist(), strict=True):
        peer = (collector, names[place])
        got.told[peer] += count
        got.peer_as[peer] = int(ases[at])


def _apply(got: Gathered, rows: pa.RecordBatch, collector: str, inside: set[int]) -> None:
    """Apply rows in their order; a session that goes down takes its routes along."""
    paths = clean(rows["path"], rows["path_kinds"])
    ends, hops = paths.ends.tolist(), paths.hops.tolist()
    short: list[dict[str, Any]] = rows.select(["kind", "peer", "prefix"]).to_pylist()
    for n, row in enumerate(short):
        peer = (collector, row["peer"])
        if row["kind"] == "state":
            for key in [k for k in got.held if k[0] == peer]:
                del got.held[key]
            continue
        path = tuple(hops[ends[n] : ends[n + 1]])
        if row["kind"] != "withdraw" and path and path[-1] in inside:
            got.held[peer, row["prefix"]] = path
        else:
            got.held.pop((peer, row["prefix"]), None)


def join(every: Sequence[Gathered]) -> Gathered:
    """Join tables of several archives; of one collector the later archive stands."""
    got = Gathered()
    for one in sorted(every, key=lambda g: (g.last is not None, g.last)):
        got.held |= one.held
        got.peer_as |= one.peer_as
        got.told = Counter(
            {p: max(got.told[p], one.told[p]) for p in sorted({*got.told, *one.told})}
        )
        got.prefixes |= one.prefixes
        got.last, got.rows = one.last or got.last, got.rows + one.rows
    return got


def _ints(values: Sequence[int]) -> npt.NDArray[np.int64]:
    return np.array(values, np.int64)
