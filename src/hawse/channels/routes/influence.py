"""Country-level Transit Influence: how much of a country's addresses lies behind each AS.

A. Gamero-Garrido et al., Quantifying Nations' Exposure to Traffic Observation and Selective
Tampering, PAM 2022, section 3; the trimming as their published code has it.
"""

from collections.abc import Collection, Mapping
from itertools import pairwise

import numpy as np

from hawse.channels.routes.metrics import TRIM, Seen


def descending(seen: Seen, carries: Collection[tuple[int, int]]) -> Seen:
    """Cut each path to its part from the first provider that hands on to a customer.

    ``carries`` holds (provider, customer). What lies left of that provider climbs or crosses, and
    is no transit of the country. A path without such a pair is dropped whole.
    """
    pairs = set(carries)
    hops: list[int] = []
    ends = [0]
    for row in range(seen.peer.size):
        path = seen.hops[seen.ends[row] : seen.ends[row + 1]].tolist()
        first = next((n for n, two in enumerate(pairwise(path)) if two in pairs), len(path))
        hops += path[first:]
        ends.append(len(hops))
    return seen._replace(hops=np.array(hops, np.int64), ends=np.array(ends, np.int64))


def cti(
    seen: Seen, addresses: Mapping[int, int], outside: Collection[int], *, trim: float = TRIM
) -> dict[int, float]:
    """Give each AS its Country-level Transit Influence (PAM 2022, section 3).

    ``addresses`` gives the country's prefixes, by number, the country's addresses in them;
    ``outside`` names the ASes of monitors that are not in the country. An AS d hops from the
    origin gets 1/d of the prefix's part of the country; the monitor's AS and the origin get none.
    Monitors of one AS share its weight. With ten values or more, ``trim`` is cut off at both ends
    for each pair of origin and transit AS. ``descending`` cuts the paths beforehand.
    """
    total = sum(addresses.values())
    monitors: dict[tuple[int, int], set[int]] = {}
    for row in range(seen.peer.size):
        key = int(seen.peer_as[seen.peer[row]]), int(seen.prefix[row])
        monitors.setdefault(key, set()).add(int(seen.peer[row]))
    hosts = {int(seen.peer_as[p]) for p in set(seen.peer.tolist())} & set(outside)
    scores: dict[tuple[int, int], dict[int, float]] = {}
    for row in np.lexsort((seen.prefix, seen.peer)).tolist():
        prefix, host = int(seen.prefix[row]), int(seen.peer_as[seen.peer[row]])
        hops = seen.hops[seen.ends[row] : seen.ends[row + 1]].tolist()
        if prefix not in addresses or host not in hosts or not hops:
            continue
        part = addresses[prefix] / total / len(monitors[host, prefix])
        for away, asn in enumerate(reversed(hops[:-1]), start=1):
            if asn != host:
                per_host = scores.setdefault((hops[-1], asn), {})
                per_host[host] = per_host.get(host, 0.0) + part / away
    result: dict[int, float] = {}
    for (_, asn), per_host in sorted(scores.items()):
        values = sorted([per_host.get(h, 0.0) for h in hosts])
        cut = int(trim * len(values)) if len(values) >= 10 else 0  # noqa: PLR2004 - as their code has it
        kept = values[cut : len(values) - cut]
        result[asn] = result.get(asn, 0.0) + sum(kept) / len(kept)
    return result
