"""What the graph of relationships says by itself: cones, entry, concentration, chains.

Customer cones: M. Luckie et al., AS Relationships, Customer Cones, and Validation, IMC 2013,
section 5 (the recursive cone, an upper bound).
"""

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import numba
import numpy as np
import numpy.typing as npt

I64: TypeAlias = npt.NDArray[np.int64]
I32: TypeAlias = npt.NDArray[np.int32]


class Graph(NamedTuple):
    """Neighbour lists: AS ``names[k]`` has providers[up[k]:up[k + 1]], and so on."""

    names: I64
    up: I32
    providers: I32
    down: I32
    customers: I32
    side: I32
    peers: I32

    def place(self, asn: int) -> int:
        """Give the place of an AS; -1 if it is not in the graph."""
        at = int(np.searchsorted(self.names, asn))
        return at if at < self.names.size and self.names[at] == asn else -1


def graph_of(a: I64, b: I64, rel: npt.NDArray[np.int8]) -> Graph:
    """Make a graph of relations: rel -1 says that a carries b's traffic, 0 that they are peers."""
    names = np.unique(np.concatenate([a, b]))
    x, y = np.searchsorted(names, a), np.searchsorted(names, b)
    paid, free = rel == -1, rel == 0
    up, providers = _lists(y[paid], x[paid], names.size)
    down, customers = _lists(x[paid], y[paid], names.size)
    side, peers = _lists(
        np.concatenate([x[free], y[free]]), np.concatenate([y[free], x[free]]), names.size
    )
    return Graph(names, up, providers, down, customers, side, peers)


def _lists(of: I64, to: I64, count: int) -> tuple[I32, I32]:
    order = np.lexsort((to, of))
    of, to = of[order], to[order]
    if of.size:
        fresh = np.r_[True, (of[1:] != of[:-1]) | (to[1:] != to[:-1])]
        of, to = of[fresh], to[fresh]
    starts = np.searchsorted(of, np.arange(count + 1)).astype(np.int32)
    return starts, to.astype(np.int32)


def cone_sizes(graph: Graph) -> I64:
    """Give the size of each AS's recursive customer cone, itself included."""
    sizes: I64 = _cones(graph.down, graph.customers, graph.names.size)
    return sizes


@numba.njit(cache=True)
def _cones(down, customers, count):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202 - numba infers
    sizes, mark = np.zeros(count, np.int64), np.full(count, -1, np.int64)
    stack = np.zeros(count, np.int64)
    for root in range(count):
        top, size = 1, 0
        stack[0], mark[root] = root, root
        while top:
            top -= 1
            at = stack[top]
            size += 1
            for k in range(down[at], down[at + 1]):
                to = customers[k]
                if mark[to] != root:
                    mark[to] = root
                    stack[top] = to
                    top += 1
        sizes[root] = size
    return sizes


def concentration(shares: Iterable[float]) -> float:
    """Give the Herfindahl-Hirschman index of shares, brought to a sum of 1; nan without any.

    >>> concentration([0.5, 0.5])
    0.5
    """
    values = sorted(shares)
    total = sum(values)
    return sum((v / total) ** 2 for v in values) if total else float("nan")


def entries(
    paths: Iterable[tuple[Sequence[int], float]],
    inside: Collection[int],
    country: Mapping[int, str],
) -> dict[str, float]:
    """Give the part of a country's addresses that is entered from each country.

    ``paths`` are clean paths with their weights, the origin last and inside. The last AS outside
    decides; an AS without a country counts under ``??``.
    """
    summed: dict[str, float] = {}
    for hops, weight in paths:
        before = next((h for h in reversed(hops) if h not in inside), None)
        if before is not None:
            key = country.get(before, "??")
            summed[key] = summed.get(key, 0.0) + weight
    total = sum(summed.values())
    return {key: summed[key] / total for key in sorted(summed)} if total else {}


def disjoint_chains(graph: Graph, inside: Collection[int], most: int = 16) -> int:
    """Count provider chains from a country to the top that share no AS outside it, up to ``most``.

    The top is every AS without providers that is not inside. One chain means a single point of
    failure. Max flow over AS numbers split in two (Menger); each step of a chain goes from
    customer to provider.
    """
    own = {k for k in (graph.place(asn) for asn in inside) if k >= 0}
    used: dict[int, tuple[int | None, int | None]] = {}  # AS on a chain -> (from, to)
    firsts = sorted(
        {int(p) for k in own for p in graph.providers[graph.up[k] : graph.up[k + 1]]} - own
    )
    chains = 0
    while chains < most and _augment(graph, own, firsts, used):
        chains += 1
    return chains


def _augment(
    graph: Graph,
    own: set[int],
    firsts: Sequence[int],
    used: dict[int, tuple[int | None, int | None]],
) -> bool:
    """Find one more chain, breadth first; states are (AS, side), side 1 is its way out."""
    parent: dict[tuple[int, int], tuple[int, int] | None] = {}
    queue: deque[tuple[int, int]] = deque()
    for first in firsts:
        if first not in used or used[first][0] is not None:
            parent[first, 0] = None
            queue.append((first, 0))
    while queue:
        at, side = queue.popleft()
        if side == 1 and graph.up[at] == graph.up[at + 1]:
            if at not in used:
                _flip((at, 1), parent, used)
                return True
            continue
        for nxt in _steps(graph, own, used, at, side):
            if nxt not in parent:
                parent[nxt] = (at, side)
                queue.append(nxt)
    return False


def _steps(
    graph: Graph,
    own: set[int],
    used: Mapping[int, tuple[int | None, int | None]],
    at: int,
    side: int,
) -> list[tuple[int, int]]:
    if side == 0:
        if at not in used:
            return [(at, 1)]
        came = used[at][0]
        return [(came, 1)] if came is not None else []
    onward = [
        int(p) for p in graph.providers[graph.up[at] : graph.up[at + 1]] if int(p) not in own
    ]
    steps = [(p, 0) for p in onward if at not in used or used[at][1] != p]
    if at in used:
        steps.append((at, 0))
    return steps


def _flip(
    end: tuple[int, int],
    parent: Mapping[tuple[int, int], tuple[int, int] | None],
    used: dict[int, tuple[int | None, int | None]],
) -> None:
    """Add the path found to the chains: an edge walked backwards is taken out."""
    edges = {(f, t) for t, (f, _) in used.items()} | {(t, to) for t, (_, to) in used.items()}
    state: tuple[int, int] | None = end
    edges.add((end[0], None))
    while state is not None:
        before = parent[state]
        if before is None:
            edges.add((None, state[0]))
        elif before[0] != state[0]:
            if before[1] == 1:
                edges.add((before[0], state[0]))
            else:
                edges.discard((state[0], before[0]))
        state = before
    came = {t: f for f, t in edges if t is not None}
    went = {f: t for f, t in edges if f is not None}
    used.clear()
    used.update({k: (came.get(k), went.get(k)) for k in came})
