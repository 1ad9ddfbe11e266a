"""Kernels for BGP messages: BGP4MP, BGP4MP_ET (RFC 6396, 4.4; RFC 8050), the old type BGP."""

import numba
import numpy as np

from hawse.channels.routes.mrt.attributes import attributes, next_hop
from hawse.channels.routes.mrt.faults import (
    BAD_ENTRY,
    BAD_MESSAGE,
    BAD_PREFIX,
    BAD_STATE,
    FINE,
    NOT_DECODED,
    SHORT_MESSAGE,
    TOO_WIDE,
)
from hawse.channels.routes.mrt.octets import FOUR, NO, TWO, V4, V6, YES, ip, prefix_of, u16, u32
from hawse.channels.routes.mrt.output import (
    COMMS,
    GONE_AT,
    GONE_END,
    HOPS,
    LARGE,
    MP_HOP,
    N_COMMS,
    N_HOPS,
    N_LARGE,
    NOTHING,
    ORIGIN_AS,
    REACH_AT,
    REACH_END,
    ROWS,
    SAFI,
    SENT,
)
from hawse.channels.routes.mrt.rows import (
    ANNOUNCE,
    STATE,
    TABLE,
    WITHDRAW,
    count_prefixes,
    peer_number,
    prefix_number,
    prefixes,
    row,
)
from hawse.channels.routes.mrt.wanting import wanted_origin, wanted_prefix

AFI_V4, AFI_V6 = 1, 2
UNICAST, BOTH = 1, 3  # SAFI 2 is multicast, 3 was both (RFC 2858)
NO_FAMILY = 0xFFFF
UPDATE = 2
NOWHERE = np.uint64(0)
WITH_ID = 8  # the first subtype with path identifiers (RFC 8050, 3)


@numba.njit(cache=True)
def family_at(data, at):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - numba infers
    """Give the address family of an AFI and SAFI; 0 if it is not decoded."""
    kind = np.int64(data[at + 2])
    if kind < UNICAST or kind > BOTH:
        return 0
    afi = u16(data, at)
    return V4 if afi == AFI_V4 else V6 if afi == AFI_V6 else 0


@numba.njit(cache=True)
def update(out, want, data, at, end, size, with_id, at_us, peer, offset):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201, C901, PLR0911, PLR0917 - one return a fault
    """Read the body of an UPDATE (RFC 4271, 4.3); all is checked before a row is written."""
    if end - at < 4:  # noqa: PLR2004 - two lengths
        return BAD_MESSAGE
    gone_at, gone_end = at + 2, at + 2 + u16(data, at)
    if gone_end + 2 > end:
        return BAD_MESSAGE
    told_at = gone_end + 2
    told_end = told_at + u16(data, gone_end)
    if told_end > end:
        return BAD_MESSAGE
    code = attributes(out, data, told_at, told_end, size, NO)
    if code != FINE:
        return code
    now = out.now
    gone_to = count_prefixes(data, gone_at, gone_end, V4, with_id)[1]
    plain, plain_to = count_prefixes(data, told_end, end, V4, with_id)
    short = gone_to < gone_end or plain_to < end
    reached, reach_family, reach_at, reach_to = 0, 0, 0, 0
    left_family, left_to = 0, 0
    if now[REACH_AT] != NOTHING:
        reach_family = family_at(data, now[REACH_AT])
        reach_at = now[REACH_AT] + 5 + np.int64(data[now[REACH_AT] + 3])
        if reach_family:
            reached, reach_to = count_prefixes(
                data, reach_at, now[REACH_END], reach_family, with_id
            )
            short = short or reach_to < now[REACH_END]
    if now[GONE_AT] != NOTHING:
        left_family = family_at(data, now[GONE_AT])
        if left_family:
            left_to = count_prefixes(data, now[GONE_AT] + 3, now[GONE_END], left_family, with_id)[
                1
            ]
            short = short or left_to < now[GONE_END]
    told = plain + reached
    if (
        out.n[HOPS] + told * now[N_HOPS] > out.hops.size
        or out.n[COMMS] + told * now[N_COMMS] > out.comms.size
        or out.n[LARGE] + told * now[N_LARGE] > out.large.size
    ):
        return TOO_WIDE
    out.state[SAFI] = UNICAST
    prefixes(
        out, want, data, gone_at, gone_to, V4, with_id, at_us, WITHDRAW, peer, offset, NO, YES
    )
    if left_family:
        out.state[SAFI] = data[now[GONE_AT] + 2]
        prefixes(
            out, want, data, now[GONE_AT] + 3, left_to, left_family, with_id, at_us, WITHDRAW,
            peer, offset, NO, YES,
        )  # fmt: skip
    out.state[SAFI] = UNICAST
    fresh = prefixes(
        out,
        want,
        data,
        told_end,
        plain_to,
        V4,
        with_id,
        at_us,
        ANNOUNCE,
        peer,
        offset,
        NO,
        YES,
    )
    if reach_family:
        out.state[SAFI] = data[now[REACH_AT] + 2]
        prefixes(
            out, want, data, reach_at, reach_to, reach_family, with_id, at_us, ANNOUNCE,
            peer, offset, YES, fresh,
        )  # fmt: skip
    if short:
        return BAD_PREFIX
    unknown = (now[REACH_AT] != NOTHING and not reach_family) or (
        now[GONE_AT] != NOTHING and not left_family
    )
    return NOT_DECODED if unknown else FINE


@numba.njit(cache=True)
def state_change(out, at_us, peer, old, new, offset):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201, PLR0917 - a kernel fills its arrays
    """Write the row of a session's state change (RFC 6396, 4.4.1)."""
    out.state[SAFI] = NOTHING
    row(out, at_us, STATE, peer, NOTHING, NOTHING, NOTHING, offset, NO, NO)
    last = out.n[ROWS] - 1
    out.state_old[last], out.state_new[last] = old, new


@numba.njit(cache=True)
def bgp4mp(out, want, data, at, end, subtype, at_us, offset):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201, C901, PLR0911, PLR0912, PLR0917 - one branch a subtype
    """Read a BGP4MP record's body; gives a fault code."""
    wide = subtype in (4, 5, 7, 9, 11)
    size = FOUR if wide else TWO
    if end - at < 2 * size + 4:
        return BAD_STATE if subtype in (0, 5) else BAD_MESSAGE
    out.state[SENT] = 1 if subtype in (6, 7, 10, 11) else 0
    asn = u32(data, at) if wide else u16(data, at)
    afi, start = u16(data, at + 2 * size + 2), at + 2 * size
    at = start + 4
    family = V4 if afi == AFI_V4 else V6 if afi == AFI_V6 else 0
    octets = 4 if family == V4 else 16
    high, low = NOWHERE, NOWHERE
    bare = end == at if subtype == 0 else afi == NO_FAMILY and subtype != 5  # noqa: PLR2004 - a state
    if bare:  # Zebra left family and addresses out: states or message follow the numbers
        at, family = start, V4
    elif family == 0:
        return NOT_DECODED
    elif end - at < 2 * octets:
        return BAD_STATE if subtype in (0, 5) else BAD_MESSAGE
    else:
        high, low = ip(data, at, family)
        at += 2 * octets
    peer = peer_number(out, asn, high, low, family)
    if subtype in (0, 5):
        if end - at < 4:  # noqa: PLR2004 - two states
            return BAD_STATE
        if want.states:
            state_change(
                out, at_us, peer, min(u16(data, at), 127), min(u16(data, at + 2), 127), offset
            )
        return FINE
    if subtype == 2:  # noqa: PLR2004 - BGP4MP_ENTRY
        return entry(out, want, data, at, end, peer, at_us, offset)
    if subtype == 3:  # noqa: PLR2004 - BGP4MP_SNAPSHOT names a file and holds no route
        return NOT_DECODED
    if end - at < 19:  # noqa: PLR2004 - marker, length, type
        return BAD_MESSAGE
    for k in range(16):
        if data[at + k] != 255:  # noqa: PLR2004 - RFC 4271, 4.1
            return BAD_MESSAGE
    length = u16(data, at + 16)
    if length < 19:  # noqa: PLR2004 - as above
        return BAD_MESSAGE
    if data[at + 18] != UPDATE:
        return FINE
    stop = min(at + length, end)
    code = update(
        out, want, data, at + 19, stop, size, subtype >= WITH_ID, at_us, peer, offset
    )  # fmt: skip
    return SHORT_MESSAGE if code == FINE and stop < at + length else code


@numba.njit(cache=True)
def entry(out, want, data, at, end, peer, at_us, offset):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201, PLR0911, PLR0917 - one return a fault
    """Read one route in the form BGP4MP_ENTRY, which OpenBGPD writes as ``table-mp``."""
    if end - at < 12:  # noqa: PLR2004 - view, status, time, family, kind, length of the next hop
        return BAD_ENTRY
    learned, family = u32(data, at + 4), family_at(data, at + 8)
    out.state[SAFI] = data[at + 10]
    if family == 0:
        return NOT_DECODED
    hop_at, octets = at + 12, np.int64(data[at + 11])
    at = hop_at + octets
    if at >= end:
        return BAD_ENTRY
    bits = np.int64(data[at])
    told_at = at + 1 + (bits + 7) // 8
    if bits > (32 if family == V4 else 128) or told_at + 2 > end:
        return BAD_PREFIX
    stop = told_at + 2 + u16(data, told_at)
    if stop > end:
        return BAD_ENTRY
    code = attributes(out, data, told_at + 2, stop, TWO, YES)
    if code != FINE:
        return code
    if octets >= (4 if family == V4 else 16):
        high, low = ip(data, hop_at, family)
        out.now[MP_HOP] = next_hop(out, high, low, family)
    high, low = prefix_of(data, at + 1, bits, family)
    if (
        want.all
        or wanted_prefix(want, high, low, bits, family)
        or wanted_origin(want, out.now[ORIGIN_AS])
    ):
        number = prefix_number(out, high, low, bits, family)
        row(
            out,
            at_us,
            TABLE,
            peer,
            number,
            -1,
            learned * 1000000,
            offset,
            YES,
            out.now[MP_HOP] != NOTHING,
        )
    return FINE


@numba.njit(cache=True)
def old_bgp(out, want, data, at, end, subtype, at_us, offset):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201, PLR0917 - a kernel fills its arrays
    """Read a record of the old type BGP (RFC 6396, B.2): IPv4, two-octet numbers."""
    if end - at < 6:  # noqa: PLR2004 - an AS number and an address
        return BAD_MESSAGE
    out.state[SENT] = 0
    high, low = ip(data, at + 2, V4)
    peer = peer_number(out, u16(data, at), high, low, V4)
    if subtype == 3:  # noqa: PLR2004 - STATE_CHANGE
        if end - at < 10:  # noqa: PLR2004 - two states more
            return BAD_STATE
        if want.states:
            state_change(
                out, at_us, peer, min(u16(data, at + 6), 127), min(u16(data, at + 8), 127), offset
            )
        return FINE
    if subtype != 1:
        return FINE
    if end - at < 12:  # noqa: PLR2004 - both ends of the session
        return BAD_MESSAGE
    return update(out, want, data, at + 12, end, TWO, NO, at_us, peer, offset)
