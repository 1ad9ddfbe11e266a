"""What if it is cut: valley-free propagation with links or ASes taken out.

L. Gao, J. Rexford, Stable Internet Routing Without Global Coordination, 2001: an AS prefers routes
from customers, then from peers, then from providers; the shortest of these; then a tie-break that
nobody outside knows. So every share comes with an interval over many tie-breaks. A modelled share
is a scenario and no evidence: held against real paths, the model names the right upstream in about
half of the cases (``trust`` says how many). Whether a network is reached at all is far
sturdier.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

import numba
import numpy as np
import numpy.typing as npt

from hawse.channels.routes.structure import Graph, graph_of

I64: TypeAlias = npt.NDArray[np.int64]
I32: TypeAlias = npt.NDArray[np.int32]
TIE_BREAKS: Final = 50
NONE, CUSTOMER, PEER, PROVIDER = 0, 1, 2, 3
FAR: Final = 255


class Interval(NamedTuple):
    """A modelled number over all tie-breaks: median, 5th and 95th percentile."""

    low: float
    median: float
    high: float


class Cut(NamedTuple):
    """What is left of a target: part of all ASes that reach it, through whom, how much farther.

    ``entry`` gives each first AS outside the target the part of the reaching ASes that come in
    through it. ``stretch`` is the change in mean path length in hops. Each is a model's figure
    over ``tie_breaks``.
    """

    reach: Interval
    entry: dict[int, Interval]
    hops: Interval
    tie_breaks: int


def without(
    a: I64,
    b: I64,
    rel: npt.NDArray[np.int8],
    *,
    ases: Collection[int] = (),
    links: Collection[tuple[int, int]] = (),
) -> tuple[I64, I64, npt.NDArray[np.int8]]:
    """Take ASes, and links in either direction, out of a list of relations."""
    gone = np.array(sorted(set(ases)), np.int64)
    keep = ~(np.isin(a, gone) | np.isin(b, gone))
    for x, y in sorted({(min(p), max(p)) for p in links}):
        keep &= ~(((a == x) & (b == y)) | ((a == y) & (b == x)))
    return a[keep], b[keep], rel[keep]


def propagate(graph: Graph, origins: Collection[int], seed: int = 0) -> tuple[I32, I32, I32]:
    """Give each AS its kind of route to the origins, its next hop and its distance.

    Kind 0 is no route; the next hop is a place in ``graph.names``, -1 for an origin or no route.
    Seed 0 breaks ties by the lowest AS number, any other by a fixed shuffle.
    """
    roots = np.array(sorted(k for k in (graph.place(o) for o in set(origins)) if k >= 0), np.int32)
    found: tuple[I32, I32, I32] = _propagate(
        graph.up,
        graph.providers,
        graph.down,
        graph.customers,
        graph.side,
        graph.peers,
        roots,
        seed,
    )
    return found


@numba.njit(cache=True)
def _rank(seed, at, by):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202 - numba infers
    """The rank of a neighbour in an AS's tie-break: its number for seed 0, else a hash."""
    if seed == 0:
        return np.uint64(by)
    x = np.uint64(seed) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(at) * np.uint64(
        0xBF58476D1CE4E5B9
    )
    x = (x ^ np.uint64(by)) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


@numba.njit(cache=True)
def _offer(at, by, kind, distance, seed, kinds, nexts, far):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202, PLR0917 - a kernel fills its arrays
    """Take a route if it is better than the one held; say whether the AS had none of this kind."""
    if kinds[at] != NONE and kinds[at] < kind:
        return False
    if kinds[at] == NONE:
        kinds[at], nexts[at], far[at] = kind, by, distance
        return True
    if distance < far[at] or (
        distance == far[at] and nexts[at] >= 0 and _rank(seed, at, by) < _rank(seed, at, nexts[at])
    ):
        nexts[at], far[at] = by, distance
    return False


@numba.njit(cache=True)
def _propagate(up, providers, down, customers, side, peers, roots, seed):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202, C901, PLR0912, PLR0917 - three waves in one
    """Three waves: up through customers, once across peers, down from the nearest first."""
    count = up.size - 1
    kinds, nexts = np.zeros(count, np.int32), np.full(count, -1, np.int32)
    far, queue = np.full(count, FAR, np.int32), np.zeros(count, np.int32)
    head, tail = 0, 0
    for root in roots:
        kinds[root], far[root] = CUSTOMER, 0
        queue[tail] = root
        tail += 1
    while head < tail:  # breadth first, so an AS has its shortest route before it passes it on
        at = queue[head]
        head += 1
        for k in range(up[at], up[at + 1]):
            if _offer(providers[k], at, CUSTOMER, far[at] + 1, seed, kinds, nexts, far):
                queue[tail] = providers[k]
                tail += 1
    for n in range(tail):
        at = queue[n]
        for k in range(side[at], side[at + 1]):
            _offer(peers[k], at, PEER, far[at] + 1, seed, kinds, nexts, far)
    levels = np.zeros(FAR + 2, np.int64)
    for at in range(count):
        if kinds[at] != NONE:
            levels[far[at] + 1] += 1
    starts = np.cumsum(levels)
    order = np.zeros(count, np.int32)
    place = starts[:-1].copy()
    for at in range(count):
        if kinds[at] != NONE:
            order[place[far[at]]] = at
            place[far[at]] += 1
    fresh, newer = np.zeros(count, np.int32), np.zeros(count, np.int32)
    n_fresh = 0
    for level in range(FAR):
        n_newer = 0
        for n in range(place[level] - starts[level] + n_fresh):
            own = place[level] - starts[level]
            at = order[starts[level] + n] if n < own else fresh[n - own]
            for k in range(down[at], down[at + 1]):
                if _offer(customers[k], at, PROVIDER, level + 1, seed, kinds, nexts, far):
                    newer[n_newer] = customers[k]
                    n_newer += 1
        fresh, newer = newer, fresh
        n_fresh = n_newer
        if n_fresh == 0 and level > 0 and starts[level + 1] == starts[FAR]:
            break
    return kinds, nexts, far


def cut(
    relations: tuple[I64, I64, npt.NDArray[np.int8]],
    target: Collection[int],
    *,
    ases: Collection[int] = (),
    links: Collection[tuple[int, int]] = (),
    tie_breaks: int = TIE_BREAKS,
) -> Cut:
    """Say what is left of a target's links once ASes or links are taken out.

    The parts are of all ASes of the whole graph that are not the target's or taken out.

    Raises:
        ValueError: fewer than one tie-break is asked for.
    """
    if tie_breaks < 1:
        raise ValueError(f"{tie_breaks} tie-breaks; wanted at least 1")
    others = set(np.unique(np.concatenate(relations[:2])).tolist()) - set(target) - set(ases)
    graph = graph_of(*without(*relations, ases=ases, links=links))
    reach, hops, entries = [], [], []
    for seed in range(tie_breaks):
        routes = propagate(graph, target, seed)
        share, length, entry = _one(graph, target, routes, max(len(others), 1))
        reach.append(share)
        hops.append(length)
        entries.append(entry)
    ways = sorted({asn for entry in entries for asn in entry})
    return Cut(
        interval(reach),
        {asn: interval([e.get(asn, 0.0) for e in entries]) for asn in ways},
        interval(hops),
        tie_breaks,
    )


def _one(
    graph: Graph, target: Collection[int], routes: tuple[I32, I32, I32], others: int
) -> tuple[float, float, dict[int, float]]:
    """Give reach, mean length and entry shares of one propagation."""
    kinds, nexts, far = routes
    inside = np.isin(graph.names, np.array(sorted(target), np.int64))
    reached = (kinds != NONE) & ~inside
    if not reached.any():
        return 0.0, float("nan"), {}
    first = _first_outside(nexts, inside, far)
    asns, counts = np.unique(graph.names[first[reached]], return_counts=True)
    entry = {int(a): int(c) / int(reached.sum()) for a, c in zip(asns, counts, strict=True)}
    return int(reached.sum()) / others, float(far[reached].mean()), entry


@numba.njit(cache=True)
def _first_outside(nexts, inside, far):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202 - numba infers
    """Give each AS the last AS outside the target on its way to it."""
    first = np.arange(nexts.size)
    for at in range(nexts.size):
        walk = at
        for _ in range(min(far[at], FAR)):
            if nexts[walk] < 0 or inside[nexts[walk]]:
                break
            walk = nexts[walk]
        first[at] = walk
    return first


def interval(values: Sequence[float]) -> Interval:
    """Give the 5th, 50th and 95th percentile of a model's figures."""
    low, middle, high = (float(np.quantile(values, q)) for q in (0.05, 0.5, 0.95))
    return Interval(low, middle, high)


def entry_countries(found: Mapping[int, Interval], country: Mapping[int, str]) -> dict[str, float]:
    """Add up the median entry shares by country; an AS without one counts under ``??``."""
    summed: dict[str, float] = {}
    for asn in sorted(found):
        key = country.get(asn, "??")
        summed[key] = summed.get(key, 0.0) + found[asn].median
    return summed
