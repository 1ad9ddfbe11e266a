"""The metrics of the routes channel once more, slow and plain: what the fast ones are held against."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from ipaddress import ip_network

Route = tuple[int, int, str, tuple[int, ...]]
"""Peer, its AS, prefix, clean path."""
V4, V6 = 4, 6


def weights(prefixes: Iterable[str]) -> dict[str, int]:
    """Count, address by address, what no other announced prefix inside takes away."""
    nets = {p: ip_network(p) for p in prefixes}
    given = {}
    for text, net in nets.items():
        if net.version == V6:
            given[text] = 1
            continue
        left = set(range(int(net.network_address), int(net.broadcast_address) + 1))
        for other in nets.values():
            if other.version == V4 and other != net and other.subnet_of(net):
                left -= set(range(int(other.network_address), int(other.broadcast_address) + 1))
        given[text] = len(left)
    return given


def hegemony(
    routes: Sequence[Route], weight: Mapping[str, int], trim: float = 0.1, *, sparse: bool = False
) -> dict[tuple[int, int], float]:
    """Score every AS for every origin, peer by peer, as PAM 2018 words it."""
    every_as = {a for _, a, _, path in routes if path}
    result = {}
    for origin in {path[-1] for *_, path in routes if path}:
        mine = [r for r in routes if r[3] and r[3][-1] == origin]
        for asn in {v for *_, path in mine for v in path}:
            per_as = defaultdict(list)
            for peer in {p for p, *_ in mine}:
                own = [r for r in mine if r[0] == peer]
                total = sum(weight[p] for _, _, p, _ in own)
                if total:
                    through = sum(weight[p] for _, _, p, path in own if asn in path)
                    per_as[own[0][1]].append(through / total)
            means = [sum(v) / len(v) for v in per_as.values()]
            scores = sorted(means + [0.0] * (0 if sparse else len(every_as) - len(means)))
            cut = int(trim * len(scores))
            kept = scores[cut : len(scores) - cut]
            result[origin, asn] = sum(kept) / len(kept) if kept else 0.0
    return result


def cone(relations: Iterable[tuple[int, int]], root: int) -> set[int]:
    """Follow customers of customers until nobody new comes in."""
    pairs, got = set(relations), {root}
    while more := {b for a, b in pairs if a in got} - got:
        got |= more
    return got


def chains(relations: Iterable[tuple[int, int]], inside: set[int]) -> int:
    """Find the most chains without a common AS by trying every set of simple chains."""
    pairs = set(relations)
    above = defaultdict(set)
    for a, b in pairs:
        above[b].add(a)

    def climb(at: int, seen: tuple[int, ...]) -> Iterable[frozenset[int]]:
        if not above[at]:
            yield frozenset(seen)
        for up in above[at] - inside - set(seen):
            yield from climb(up, (*seen, up))

    firsts = {up for own in inside for up in above[own]} - inside
    every = {c for first in firsts for c in climb(first, (first,))}

    def most(left: set[frozenset[int]]) -> int:
        best = 0
        for one in left:
            best = max(best, 1 + most({c for c in left if not c & one}))
        return best

    return most(every)
