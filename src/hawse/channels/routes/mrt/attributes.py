"""Kernels for BGP path attributes (RFC 4271, 1997, 4760, 6793, 8092). Every length is checked."""

import numba
import numpy as np

from hawse.channels.routes.mrt.faults import BAD_ATTRIBUTES, BAD_PATH, FINE
from hawse.channels.routes.mrt.octets import FOUR, TWO, V4, V6, ip, u16, u32
from hawse.channels.routes.mrt.output import (
    AGGREGATOR,
    AGGREGATOR4,
    COMMS,
    GONE_AT,
    GONE_END,
    HOPS,
    LARGE,
    LOCAL_PREF,
    MED,
    MP_HOP,
    N_COMMS,
    N_HOPS,
    N_LARGE,
    N_NEW,
    N_OLD,
    NAMES,
    NEXT_HOP,
    NEXTS,
    NOTHING,
    ORIGIN_AS,
    ORIGIN_CODE,
    REACH_AT,
    REACH_END,
    SLOTS,
    SPREAD,
)

SET, SEQUENCE, CONFED_SEQUENCE, CONFED_SET = 1, 2, 3, 4
FIRST = 128
NONE = np.int64(0)
AS_TRANS = 23456


@numba.njit(cache=True)
def next_hop(out, high, low, family):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - numba infers
    """Give the number of a next hop in this batch; a new one gets the next number."""
    mixed = (high ^ low) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(family)
    slot = np.int64(mixed >> np.uint64(SPREAD))
    while True:
        number = out.next_slots[slot]
        if number == NOTHING:
            break
        if (
            out.next_low[number] == low
            and out.next_high[number] == high
            and out.next_family[number] == family
        ):
            return number
        slot = (slot + 1) % SLOTS
    number = out.n[NEXTS]
    if number >= NAMES:
        return NOTHING
    out.next_high[number], out.next_low[number], out.next_family[number] = high, low, family
    out.next_slots[slot] = number
    out.n[NEXTS] = number + 1
    return number


@numba.njit(cache=True)
def path(data, at, end, size, hops, kinds, first, most):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201, PLR0917 - a kernel fills its arrays
    """Read an AS path of ``size``-octet numbers into hops[first:]; give their count, or -1."""
    count = 0
    while at < end:
        if end - at < 2:  # noqa: PLR2004 - a segment's kind and length
            return -1
        kind, members = np.int64(data[at]), np.int64(data[at + 1])
        at += 2
        if (
            kind < SET
            or kind > CONFED_SET
            or at + members * size > end
            or first + count + members > most
        ):
            return -1
        for k in range(members):
            hops[first + count] = u32(data, at) if size == 4 else u16(data, at)  # noqa: PLR2004 - octets of an AS number
            kinds[first + count] = kind + FIRST if k == 0 else kind
            at += size
            count += 1
    return count


@numba.njit(cache=True)
def units(kinds, count):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - numba infers
    """Count a path's length: a set is one, a confederation's part none (RFC 5065)."""
    total = 0
    for k in range(count):
        kind = kinds[k] & 127
        if kind == SEQUENCE or (kind == SET and kinds[k] >= FIRST):
            total += 1
    return total


@numba.njit(cache=True)
def put_together(out, start):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - numba infers
    """Join the path of a two-octet speaker with its AS4_PATH (RFC 6793, 4.2.3) at hops[start:]."""
    old, new = out.now[N_OLD], out.now[N_NEW]
    lead = old
    other = out.now[AGGREGATOR] != NOTHING and out.now[AGGREGATOR] != AS_TRANS
    if new > 0 and not (other and out.now[AGGREGATOR4] != NOTHING):
        extra = units(out.old_kinds, old) - units(out.new_kinds, new)
        if extra >= 0:
            lead, seen = 0, 0
            while lead < old:
                kind = out.old_kinds[lead] & 127
                begins = kind == SEQUENCE or (kind == SET and out.old_kinds[lead] >= FIRST)
                if begins and seen == extra:
                    break
                seen += 1 if begins else 0
                lead += 1
        else:
            new = 0
    else:
        new = 0
    for k in range(lead):
        out.hops[start + k], out.hop_kinds[start + k] = out.old_hops[k], out.old_kinds[k]
    for k in range(new):
        out.hops[start + lead + k] = out.new_hops[k]
        out.hop_kinds[start + lead + k] = out.new_kinds[k]
    if (
        new > 0
        and lead > 0
        and (out.old_kinds[lead - 1] & 127) == SEQUENCE
        and out.new_kinds[0] == SEQUENCE + FIRST
    ):
        out.hop_kinds[start + lead] = SEQUENCE
    return lead + new


@numba.njit(cache=True)
def reach(out, data, at, end, in_table):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - numba infers
    """Read MP_REACH_NLRI: the next hop now, the place of its prefixes for later (RFC 4760, 3).

    In a table dump it is shortened to the next hop (RFC 6396, 4.3.4); some writers leave it whole.
    """
    if in_table and end > at and np.int64(data[at]) == end - at - 1:
        size, start = end - at - 1, at + 1
    else:
        if end - at < 5:  # noqa: PLR2004 - family, kind, length, reserved
            return BAD_ATTRIBUTES
        size, start = np.int64(data[at + 3]), at + 4
        if start + size + 1 > end:
            return BAD_ATTRIBUTES
        out.now[REACH_AT], out.now[REACH_END] = at, end
    if size >= 16:  # noqa: PLR2004 - the first of two IPv6 next hops is the global one
        high, low = ip(data, start, V6)
        out.now[MP_HOP] = next_hop(out, high, low, V6)
    elif size == 4:  # noqa: PLR2004 - octets of IPv4
        high, low = ip(data, start, V4)
        out.now[MP_HOP] = next_hop(out, high, low, V4)
    return FINE


@numba.njit(cache=True)
def attributes(out, data, at, end, size, in_table):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201, C901, PLR0911, PLR0912, PLR0915, PLR0917 - one branch an attribute
    """Read the attributes in data[at:end] into ``now`` and behind the filled hops and communities.

    ``size`` is the octets of an AS number in AS_PATH. Gives a fault code.
    """
    now = out.now
    now[:] = NOTHING
    now[N_HOPS] = now[N_COMMS] = now[N_LARGE] = now[N_OLD] = now[N_NEW] = 0
    hop, comm, big = out.n[HOPS], out.n[COMMS], out.n[LARGE]
    while at < end:
        if end - at < 3:  # noqa: PLR2004 - flags, type, length
            return BAD_ATTRIBUTES
        flags, kind = np.int64(data[at]), np.int64(data[at + 1])
        if flags & 16:
            if end - at < 4:  # noqa: PLR2004 - as above, with two octets of length
                return BAD_ATTRIBUTES
            length, at = u16(data, at + 2), at + 4
        else:
            length, at = np.int64(data[at + 2]), at + 3
        stop = at + length
        if stop > end:
            return BAD_ATTRIBUTES
        if kind == 2:  # noqa: PLR2004 - AS_PATH
            if size == 4:  # noqa: PLR2004 - octets of an AS number
                now[N_HOPS] = path(
                    data, at, stop, FOUR, out.hops, out.hop_kinds, hop, out.hops.size
                )
                if now[N_HOPS] < 0:
                    return BAD_PATH
            else:
                now[N_OLD] = path(
                    data, at, stop, TWO, out.old_hops, out.old_kinds, NONE, out.old_hops.size
                )
                if now[N_OLD] < 0:
                    return BAD_PATH
        elif kind == 1 and length == 1:
            now[ORIGIN_CODE] = data[at]
        elif kind == 3 and length == 4:  # noqa: PLR2004 - NEXT_HOP
            high, low = ip(data, at, V4)
            now[NEXT_HOP] = next_hop(out, high, low, V4)
        elif kind == 4 and length == 4:  # noqa: PLR2004 - MULTI_EXIT_DISC
            now[MED] = u32(data, at)
        elif kind == 5 and length == 4:  # noqa: PLR2004 - LOCAL_PREF
            now[LOCAL_PREF] = u32(data, at)
        elif kind == 7:  # noqa: PLR2004 - AGGREGATOR
            if length == 6 or length == 8:  # noqa: PLR2004, PLR1714 - with two or four octets of AS number
                now[AGGREGATOR] = u16(data, at) if length == 6 else u32(data, at)  # noqa: PLR2004 - as above
        elif kind == 18 and length == 8:  # noqa: PLR2004 - AS4_AGGREGATOR
            now[AGGREGATOR4] = u32(data, at)
        elif kind == 8:  # noqa: PLR2004 - COMMUNITIES
            if length % 4 or comm + length // 4 > out.comms.size:
                return BAD_ATTRIBUTES
            now[N_COMMS] = length // 4
            for k in range(length // 4):
                out.comms[comm + k] = u32(data, at + 4 * k)
        elif kind == 14:  # noqa: PLR2004 - MP_REACH_NLRI
            code = reach(out, data, at, stop, in_table)
            if code != FINE:
                return code
        elif kind == 15:  # noqa: PLR2004 - MP_UNREACH_NLRI
            if length < 3:  # noqa: PLR2004 - family and kind
                return BAD_ATTRIBUTES
            now[GONE_AT], now[GONE_END] = at, stop
        elif kind == 17 and size == 2:  # noqa: PLR2004 - AS4_PATH
            now[N_NEW] = path(
                data, at, stop, FOUR, out.new_hops, out.new_kinds, NONE, out.new_hops.size
            )
            if now[N_NEW] < 0:
                return BAD_PATH
        elif kind == 32:  # noqa: PLR2004 - LARGE_COMMUNITY
            if length % 12 or big + length // 4 > out.large.size:
                return BAD_ATTRIBUTES
            now[N_LARGE] = length // 4
            for k in range(length // 4):
                out.large[big + k] = u32(data, at + 4 * k)
        at = stop
    if size == 2:  # noqa: PLR2004 - octets of an AS number
        if hop + now[N_OLD] + now[N_NEW] > out.hops.size:
            return BAD_PATH
        now[N_HOPS] = put_together(out, hop)
    last = hop + now[N_HOPS] - 1
    if now[N_HOPS] > 0 and (out.hop_kinds[last] & 127) == SEQUENCE:
        now[ORIGIN_AS] = np.int64(out.hops[last])
    return FINE
