"""How much hangs on each AS: upstream share, AS hegemony, country hegemony.

All are counted on clean paths (see ``paths``), on addresses that no more specific prefix of the
table takes away (see ``weights``). Source: R. Fontugne, A. Shah, E. Aben, The (thin) Bridges of AS
Connectivity, PAM 2018.
"""

from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Final, NamedTuple, TypeAlias

import numba
import numpy as np
import numpy.typing as npt

I64: TypeAlias = npt.NDArray[np.int64]
F64: TypeAlias = npt.NDArray[np.float64]
TRIM: Final = 0.1
THREADS: Final = 2
BESIDE: Final = 24  # bits for the peers of a table; it has at most 65 535 a collector
DENSE: Final = 25  # AS numbers below are counted in an array, sparser ones are sorted


class Seen(NamedTuple):
    """Routes of one moment, one a row: who saw which prefix over which clean path.

    ``peer`` numbers the routers that told the collector, ``peer_as`` gives their AS by that
    number; ``prefix`` numbers the prefixes, ``weight`` gives their addresses by that number. Row n
    has the hops ``hops[ends[n]:ends[n + 1]]``, the origin last.
    """

    peer: I64
    prefix: I64
    hops: I64
    ends: I64
    peer_as: I64
    weight: I64


class _Rows(NamedTuple):
    """Routes by origin, peer AS and peer, for the kernel."""

    order: I64
    peer: I64
    prefix: I64
    ends: I64
    peer_as: I64
    weight: I64


class Hegemony(NamedTuple):
    """One row for each origin and each AS on a path to it, sorted by both."""

    origin: I64
    asn: I64
    value: F64


def hegemony(
    seen: Seen, *, trim: float = TRIM, sparse: bool = False, vantages: int | None = None
) -> Hegemony:
    """Give the AS hegemony of every AS for every origin (PAM 2018, section 3).

    A peer's score of v is the part of the origin's weight that it reaches through v. Peers of one
    AS are averaged first. Every peer AS counts, those that do not see v with 0; ``sparse`` counts
    only those that see the origin at all. ``vantages`` is the number of peer ASes where ``seen``
    holds but some origins; else those that see any are counted. ``trim`` of the scores is cut off
    at both ends before the mean.
    """
    kept = np.flatnonzero(np.diff(seen.ends) > 0)
    origin = seen.hops[seen.ends[kept + 1] - 1]
    names, number = numbered(seen.hops)
    ranks = np.argsort(np.lexsort((np.arange(seen.peer_as.size), seen.peer_as)))
    order = kept[np.argsort(origin << BESIDE | ranks[seen.peer[kept]])]
    heads = seen.hops[seen.ends[order + 1] - 1]
    starts = np.flatnonzero(np.r_[True, heads[1:] != heads[:-1]]) if order.size else order
    count = vantages or np.unique(seen.peer_as[seen.peer[kept]]).size
    starts = np.r_[starts, order.size].astype(np.int64)
    rows = _Rows(order, seen.peer, seen.prefix, seen.ends, seen.peer_as, seen.weight)
    borders = np.searchsorted(starts, np.linspace(0, order.size, THREADS + 1).astype(np.int64))
    with ThreadPoolExecutor(THREADS) as pool:  # the kernel lets go of Python's lock
        parts = list(
            pool.map(
                lambda n: _hegemony(
                    rows, starts[borders[n] : borders[n + 1] + 1], number, names.size, count, trim,
                    sparse,
                ),
                range(THREADS),
            )
        )  # fmt: skip
    o, v, h = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Hegemony(heads[o], names[v], h)


def numbered(asns: I64) -> tuple[I64, I64]:
    """Give the AS numbers that occur, sorted, and the place of each row's in them."""
    most = int(asns.max(initial=0))
    if most >= 1 << DENSE:
        names, place = np.unique(asns, return_inverse=True)
        return names, place.astype(np.int64)
    there = np.zeros(most + 1, np.bool_)
    there[asns] = True
    return np.flatnonzero(there), (np.cumsum(there) - 1)[asns]


@numba.njit(cache=True)
def _trimmed(scores, count, total, trim):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202 - numba infers
    """The mean of ``count`` sorted scores and the zeros before them, both ends cut."""
    cut = int(trim * total)
    zeros, value = total - count, 0.0
    for k in range(cut, total - cut):
        if k >= zeros:
            value += scores[k - zeros]
    return value / (total - 2 * cut) if total > 2 * cut else 0.0


@numba.njit(cache=True, nogil=True)
def _hegemony(rows, starts, number, names, peers, trim, sparse):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202, C901, PLR0912, PLR0917 - one pass over sorted rows
    """Walk the rows of each origin, one at each start, peer AS by peer AS and peer by peer."""
    order, peer, prefix = rows.order, rows.peer, rows.prefix
    ends, peer_as, weight = rows.ends, rows.peer_as, rows.weight
    sums = np.zeros(names, np.int64)  # weight of one peer through each AS
    means = np.zeros(names, np.float64)  # scores of one peer AS, added up over its peers
    touched, told = np.zeros(names, np.int64), np.zeros(names, np.int64)
    out_o, out_v, out_h = (
        [np.int64(0) for _ in range(0)],
        [np.int64(0) for _ in range(0)],
        [0.0 for _ in range(0)],
    )
    for s in range(starts.size - 1):
        lo, hi = starts[s], starts[s + 1]
        pair_v, pair_h = [np.int64(0) for _ in range(0)], [0.0 for _ in range(0)]
        seeing, k = 0, lo
        while k < hi:  # one peer AS
            asn, n_told, n_peers = peer_as[peer[order[k]]], 0, 0
            while k < hi and peer_as[peer[order[k]]] == asn:  # one peer
                who, total, n = peer[order[k]], 0, 0
                while k < hi and peer[order[k]] == who:
                    row = order[k]
                    w = weight[prefix[row]]
                    total += w
                    for j in range(ends[row], ends[row + 1]):
                        v = number[j]
                        if sums[v] == 0 and w > 0:
                            touched[n] = v
                            n += 1
                        sums[v] += w
                    k += 1
                if total > 0:
                    n_peers += 1
                    for t in range(n):
                        v = touched[t]
                        if means[v] == 0.0:
                            told[n_told] = v
                            n_told += 1
                        means[v] += sums[v] / total
                for t in range(n):
                    sums[touched[t]] = 0
            if n_peers:
                seeing += 1
            for t in range(n_told):
                pair_v.append(told[t])
                pair_h.append(means[told[t]] / n_peers)
                means[told[t]] = 0.0
        every = np.array(pair_v, dtype=np.int64)
        scores = np.array(pair_h, dtype=np.float64)
        ranks = np.argsort(every, kind="mergesort")
        t, all_of = 0, seeing if sparse else peers
        while t < ranks.size:
            v, u = every[ranks[t]], t
            while u < ranks.size and every[ranks[u]] == v:
                u += 1
            one = np.sort(scores[ranks[t:u]])
            out_o.append(lo)
            out_v.append(v)
            out_h.append(_trimmed(one, u - t, all_of, trim))
            t = u
    return np.array(out_o), np.array(out_v), np.array(out_h)


def country_hegemony(
    found: Hegemony, origins: Mapping[int, float], *, inside: Collection[int] = ()
) -> dict[int, float]:
    """Give each AS its hegemony for a country: the mean over the country's origins, weighted.

    ``origins`` gives the country's ASes their weights (users, or 1 each); ``inside`` names ASes
    that are left out of the result (IHR's variant without the country's own networks). An origin
    that nobody saw counts nothing.
    """
    seen = [o for o in sorted(origins) if o in set(found.origin.tolist())]
    total = sum(origins[o] for o in seen)
    into: dict[int, float] = {}
    for origin, asn, value in zip(*(a.tolist() for a in found), strict=True):
        if origin in origins and asn not in inside:
            into[asn] = into.get(asn, 0.0) + origins[origin] * value
    return {asn: into[asn] / total for asn in sorted(into)} if total else {}


class Share(NamedTuple):
    """An upstream's part of an origin's addresses over all vantage ASes."""

    upstream: int
    median: float
    low: float
    high: float
    vantages: int


def upstream_shares(seen: Seen, origins: Collection[int]) -> tuple[Share, ...]:
    """Give each upstream its share of a set of origins, as vantage ASes see it.

    Median, 10th and 90th percentile. A vantage AS's share of u is the part of the origins'
    addresses it sees whose path enters them from u. Peers of one AS are averaged.
    """
    by_peer: dict[int, dict[int, int]] = {}
    inside = set(origins)
    for row in range(seen.peer.size):
        hops = seen.hops[seen.ends[row] : seen.ends[row + 1]].tolist()
        if not hops or hops[-1] not in inside:
            continue
        before = next((h for h in reversed(hops) if h not in inside), None)
        if before is not None:
            mine = by_peer.setdefault(int(seen.peer[row]), {})
            mine[before] = mine.get(before, 0) + int(seen.weight[seen.prefix[row]])
    by_as: dict[int, list[dict[int, float]]] = {}
    for peer in sorted(by_peer):
        total = sum(by_peer[peer].values())
        if total:
            shares = {u: w / total for u, w in by_peer[peer].items()}
            by_as.setdefault(int(seen.peer_as[peer]), []).append(shares)
    found = []
    for upstream in sorted({u for mine in by_peer.values() for u in mine}):
        values = np.array(
            [sum(s.get(upstream, 0.0) for s in by_as[a]) / len(by_as[a]) for a in sorted(by_as)]
        )
        low, middle, high = (float(np.quantile(values, q)) for q in (0.1, 0.5, 0.9))
        found.append(Share(upstream, middle, low, high, values.size))
    return tuple(found)
