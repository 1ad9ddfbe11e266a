"""Kernels for table dumps: TABLE_DUMP and TABLE_DUMP_V2 (RFC 6396, 4.2 and 4.3; RFC 8050)."""

import numba
import numpy as np

from hawse.channels.routes.mrt.attributes import attributes
from hawse.channels.routes.mrt.faults import (
    BAD_ENTRY,
    BAD_PEERS,
    BAD_PREFIX,
    FINE,
    NO_PEER,
    NO_TABLE,
    NOT_DECODED,
)
from hawse.channels.routes.mrt.messages import family_at
from hawse.channels.routes.mrt.octets import FOUR, TWO, V4, V6, YES, ip, prefix_of, u16, u32
from hawse.channels.routes.mrt.output import (
    MP_HOP,
    NOTHING,
    ORIGIN_AS,
    PEER_COUNT,
    SAFI,
    SCANNED,
    SENT,
    TABLE_AT,
)
from hawse.channels.routes.mrt.rows import (
    TABLE,
    fault,
    peer_number,
    prefix_number,
    row,
)
from hawse.channels.routes.mrt.wanting import wanted_origin, wanted_prefix

MICRO = 1_000_000


@numba.njit(cache=True)
def peer_table(out, data, at, end, offset):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - numba infers
    """Read the peers that the routes after it refer to by number (RFC 6396, 4.3.1)."""
    if end - at < 6:  # noqa: PLR2004 - collector, length of the view's name
        return BAD_PEERS
    at += 6 + u16(data, at + 4)
    if end - at < 2:  # noqa: PLR2004 - number of peers
        return BAD_PEERS
    count, at = u16(data, at), at + 2
    out.state[PEER_COUNT] = 0
    for k in range(count):
        if at >= end:
            return BAD_PEERS
        kind = np.int64(data[at])
        family, octets = (V6, 16) if kind & 1 else (V4, 4)
        size = 4 if kind & 2 else 2
        if end - at < 5 + octets + size:
            return BAD_PEERS
        out.table_high[k], out.table_low[k] = ip(data, at + 5, family)
        out.table_family[k] = family
        at += 5 + octets
        out.table_as[k] = u32(data, at) if size == 4 else u16(data, at)  # noqa: PLR2004 - octets of an AS number
        at += size
    out.state[PEER_COUNT], out.state[TABLE_AT] = count, offset
    for k in range(count):
        out.table_number[k] = NOTHING
    return FINE


@numba.njit(cache=True)
def table_v2(out, want, data, at, end, subtype, at_us, offset):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201, C901, PLR0911, PLR0912, PLR0917 - the hot loop in one piece
    """Read one prefix with its routes (RFC 6396, 4.3.2 to 4.3.4); gives a fault code."""
    with_id = subtype >= 8  # noqa: PLR2004 - RFC 8050, 4
    plain = subtype - 6 if with_id else subtype
    if end - at < 5:  # noqa: PLR2004 - sequence number and a prefix's length
        return BAD_ENTRY
    at += 4
    out.state[SAFI], out.state[SENT] = 2 if plain == 3 or plain == 5 else 1, 0  # noqa: PLR1714, PLR2004 - multicast
    if plain == 6:  # noqa: PLR2004 - RIB_GENERIC
        if end - at < 4:  # noqa: PLR2004 - family, kind and a prefix's length
            return BAD_ENTRY
        family, out.state[SAFI], at = family_at(data, at), data[at + 2], at + 3
        if family == 0:
            return NOT_DECODED
        if with_id:  # the path id stands with the prefix there, and no sample of it is known
            return NOT_DECODED
    else:
        family = V4 if plain <= 3 else V6  # noqa: PLR2004 - subtypes 2 and 3 are IPv4, 4 and 5 IPv6
    bits = np.int64(data[at])
    octets = (bits + 7) // 8
    if bits > (32 if family == V4 else 128):
        return BAD_PREFIX
    if at + 1 + octets + 2 > end:
        return BAD_ENTRY
    high, low = prefix_of(data, at + 1, bits, family)
    at += 1 + octets
    count, at = u16(data, at), at + 2
    inside = want.all or wanted_prefix(want, high, low, bits, family)
    out.n[SCANNED] += count
    if not inside and want.asns == 0:
        return FINE
    if out.state[PEER_COUNT] == 0:
        return NO_TABLE
    number, head = NOTHING, 12 if with_id else 8
    for k in range(count):
        if end - at < head:
            return BAD_ENTRY
        peer_at, learned = u16(data, at), u32(data, at + 2)
        path_id = u32(data, at + 6) if with_id else NOTHING
        stop = at + head + u16(data, at + head - 2)
        if stop > end:
            return BAD_ENTRY
        start, at = at + head, stop
        if peer_at >= out.state[PEER_COUNT]:
            fault(out, NO_PEER, offset, offset, k)
            continue
        code = attributes(out, data, start, stop, FOUR, YES)
        if code != FINE:
            fault(out, code, offset, offset, k)
            continue
        if not inside and not wanted_origin(want, out.now[ORIGIN_AS]):
            continue
        if number < 0:
            number = prefix_number(out, high, low, bits, family)
        peer = out.table_number[peer_at]
        if peer == NOTHING:
            peer = peer_number(
                out, out.table_as[peer_at], out.table_high[peer_at], out.table_low[peer_at],
                out.table_family[peer_at],
            )  # fmt: skip
            out.table_number[peer_at] = peer
        row(
            out,
            at_us,
            TABLE,
            peer,
            number,
            path_id,
            learned * MICRO,
            offset,
            YES,
            out.now[MP_HOP] != NOTHING,
        )
    return FINE


@numba.njit(cache=True)
def table_v1(out, want, data, at, end, subtype, at_us, offset):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201, PLR0911, PLR0917 - a kernel fills its arrays
    """Read a route of an old table dump (RFC 6396, 4.2); subtypes 3, 4 have wide AS numbers."""
    out.state[SAFI], out.state[SENT] = 1, 0
    family = V4 if subtype % 2 == 1 else V6
    octets, size = (4 if family == V4 else 16), (FOUR if subtype > 2 else TWO)  # noqa: PLR2004 - as said above
    if end - at < 12 + 2 * octets + size:
        return BAD_ENTRY
    bits = np.int64(data[at + 4 + octets])
    if bits > 8 * octets:
        return BAD_PREFIX
    high, low = prefix_of(data, at + 4, bits, family)
    at += 6 + octets
    learned = u32(data, at)
    peer_high, peer_low = ip(data, at + 4, family)
    at += 4 + octets
    asn = u32(data, at) if size == 4 else u16(data, at)  # noqa: PLR2004 - octets of an AS number
    at += size
    stop = at + 2 + u16(data, at)
    out.n[SCANNED] += 1
    inside = want.all or wanted_prefix(want, high, low, bits, family)
    if stop > end:
        return BAD_ENTRY
    if not inside and want.asns == 0:
        return FINE
    code = attributes(out, data, at + 2, stop, size, YES)
    if code != FINE:
        return code
    if not inside and not wanted_origin(want, out.now[ORIGIN_AS]):
        return FINE
    peer = peer_number(out, asn, peer_high, peer_low, family)
    number = prefix_number(out, high, low, bits, family)
    row(
        out,
        at_us,
        TABLE,
        peer,
        number,
        -1,
        learned * MICRO,
        offset,
        YES,
        out.now[MP_HOP] != NOTHING,
    )
    return FINE
