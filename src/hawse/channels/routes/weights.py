"""How many addresses each prefix of a table stands for, once more specific ones have theirs."""

import re
from collections.abc import Collection
from ipaddress import ip_network

import numba
import numpy as np

FOUR = 4
PLAIN = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}/[0-9]{1,2}")
BITS = 32
OCTET = 255


def weights(prefixes: Collection[str]) -> dict[str, int]:
    """Give each prefix its addresses less those of announced parts of it; an IPv6 one has 1.

    Raises:
        ValueError: a text is no prefix.
    """
    given = dict.fromkeys(prefixes, 1)
    fours, keys = [], []
    for text in given:
        if (key := _four(text)) >= 0:
            fours.append(text)
            keys.append(key)
    every, place = np.unique(np.array(keys, np.int64), return_inverse=True)
    left = _left(every >> 6, every & 63)[place]
    given.update(zip(fours, left.tolist(), strict=True))
    return given


def _four(text: str) -> int:
    """Give an IPv4 prefix as one number, its first address before its length; -1 for IPv6."""
    if PLAIN.fullmatch(text):
        a, b, c, d, bits = map(int, text.replace("/", ".").split("."))
        if bits <= BITS and max(a, b, c, d) <= OCTET:
            host_bits = BITS - bits
            return ((a << 24 | b << 16 | c << 8 | d) >> host_bits << host_bits) << 6 | bits
    net = ip_network(text, strict=False)  # says what is wrong with it
    return int(net.network_address) << 6 | net.prefixlen if net.version == FOUR else -1


@numba.njit(cache=True)
def _left(starts, lengths):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202 - numba infers
    """Take from each prefix what those inside have; sorted, so a prefix comes before its parts."""
    left = np.zeros(starts.size, np.int64)
    above = np.zeros(BITS + 1, np.int64)
    depth = 0
    for n in range(starts.size):
        size = np.int64(1) << (BITS - lengths[n])
        left[n] = size
        while depth:
            top = above[depth - 1]
            if starts[n] < starts[top] + (np.int64(1) << (BITS - lengths[top])):
                left[top] -= size
                break
            depth -= 1
        above[depth] = n
        depth += 1
    return left
