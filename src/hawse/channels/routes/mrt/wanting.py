"""Which routes to decode: all, or those in some prefixes or of some origins."""

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, collapse_addresses, ip_network
from typing import Final, TypeAlias

import numba
import numpy as np

from hawse.channels.routes.mrt.octets import V4

RANGES: Final = 1 << 16
ORIGINS: Final = 1 << 17
WANTED: Final = np.dtype(
    [
        ("all", np.int64), ("states", np.int64),
        ("fours", np.int64), ("sixes", np.int64), ("asns", np.int64),
        ("four_from", np.uint64, RANGES), ("four_to", np.uint64, RANGES),
        ("six_from", np.uint64, (RANGES, 2)), ("six_to", np.uint64, (RANGES, 2)),
        ("origins", np.int64, ORIGINS),
    ],
    align=True,
)  # fmt: skip
Wanted: TypeAlias = np.void
HALF: Final = (1 << 64) - 1


def wanted(
    prefixes: Iterable[str] = (), origins: Iterable[int] = (), *, states: bool = False
) -> Wanted:
    """Ask for the routes in these prefixes or with these origins; for all if neither is given.

    With origins alone a withdrawal, which has no path, is left out; name the prefixes too to see
    it. ``states`` asks for the sessions' changes of state besides, which are of no prefix.

    Raises:
        ValueError: a text is no prefix, or there are more than 65 536 ranges or 131 072 origins.
    """
    nets = [ip_network(p) for p in prefixes]
    fours = list(collapse_addresses(n for n in nets if isinstance(n, IPv4Network)))
    sixes = list(collapse_addresses(n for n in nets if isinstance(n, IPv6Network)))
    asns = sorted(set(origins))
    if max(len(fours), len(sixes)) > RANGES or len(asns) > ORIGINS:
        found = f"{len(fours)} and {len(sixes)} ranges, {len(asns)} origins"
        raise ValueError(f"{found}; wanted at most {RANGES} ranges a family and {ORIGINS} origins")
    want: Wanted = np.zeros(1, WANTED)[0]
    want["all"] = not nets and not asns
    want["states"] = states or want["all"]
    want["fours"], want["sixes"], want["asns"] = len(fours), len(sixes), len(asns)
    for k, four in enumerate(fours):
        want["four_from"][k] = int(four.network_address)
        want["four_to"][k] = int(four.broadcast_address)
    for k, six in enumerate(sixes):
        first, last = int(six.network_address), int(six.broadcast_address)
        want["six_from"][k] = first >> 64, first & HALF
        want["six_to"][k] = last >> 64, last & HALF
    want["origins"][: len(asns)] = asns
    return want


@numba.njit(cache=True)
def wanted_prefix(want, high, low, bits, family):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - numba infers
    """Say whether a prefix lies in one of the wanted ranges, which are sorted."""
    if family == V4:
        host = np.uint64(0xFFFFFFFF) >> np.uint64(bits) if bits < 32 else np.uint64(0)  # noqa: PLR2004 - bits of IPv4
        first = low & ~host
        lo, hi = 0, want.fours
        while lo < hi:
            mid = (lo + hi) // 2
            if want.four_from[mid] <= first:
                lo = mid + 1
            else:
                hi = mid
        return lo > 0 and (first | host) <= want.four_to[lo - 1]
    full = np.uint64(0xFFFFFFFFFFFFFFFF)
    if bits < 64:  # noqa: PLR2004 - half of IPv6
        host_high, host_low = full >> np.uint64(bits), full
    else:
        host_high = np.uint64(0)
        host_low = full >> np.uint64(bits - 64) if bits < 128 else np.uint64(0)  # noqa: PLR2004 - bits of IPv6
    first_high, first_low = high & ~host_high, low & ~host_low
    lo, hi = 0, want.sixes
    while lo < hi:
        mid = (lo + hi) // 2
        start = want.six_from[mid, 0]
        if start < first_high or (start == first_high and want.six_from[mid, 1] <= first_low):
            lo = mid + 1
        else:
            hi = mid
    if lo == 0:
        return False
    last_high, last_low = first_high | host_high, first_low | host_low
    stop = want.six_to[lo - 1, 0]
    return last_high < stop or (last_high == stop and last_low <= want.six_to[lo - 1, 1])


@numba.njit(cache=True)
def wanted_origin(want, origin):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - numba infers
    """Say whether an origin AS is one of the wanted ones, which are sorted."""
    lo, hi = 0, want.asns
    while lo < hi:
        mid = (lo + hi) // 2
        if want.origins[mid] < origin:
            lo = mid + 1
        else:
            hi = mid
    return lo < want.asns and want.origins[lo] == origin
