"""The kernel that walks from record to record, and finds the way again where a file is damaged."""

import numba
import numpy as np

from hawse.channels.routes.mrt.faults import (
    BAD_MESSAGE,
    CUT,
    FINE,
    NO_HEADER,
    NOT_DECODED,
    SKIPPED,
)
from hawse.channels.routes.mrt.messages import bgp4mp, old_bgp
from hawse.channels.routes.mrt.octets import V4, V6, prefix_of, u16, u32
from hawse.channels.routes.mrt.output import (
    COMMS,
    FAULTS,
    HOPS,
    LARGE,
    LAST_SECOND,
    LOST_AT,
    NAMES,
    NEXTS,
    NOTHING,
    PEER_COUNT,
    PEERS,
    PREFIXES,
    RECORDS,
    ROWS,
    SCANNED,
)
from hawse.channels.routes.mrt.rows import fault
from hawse.channels.routes.mrt.tables import peer_table, table_v1, table_v2
from hawse.channels.routes.mrt.wanting import wanted_prefix

HEAD = 12
MOST_RECORD = 1 << 23
MOST_MESSAGE = (1 << 16) + 128
MOST_ROUTES = (1 << 16) - 1
FAR = 8 * 86_400
ANY_TIME = np.int64(0)
BGP, DUMP, DUMP_V2, BGP4MP, BGP4MP_ET = 5, 12, 13, 16, 17
DONE, MORE, FULL = 0, 1, 2
WHOLE, SHORT, NONE = 0, 1, 2


@numba.njit(cache=True)
def header(data, at, end, last):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201, PLR0911 - numba infers
    """Say whether an MRT header can be here: its type exists, its length and time may be.

    WHOLE, NONE, or SHORT where fewer than 12 octets are left.
    """
    if end - at < HEAD:
        return SHORT
    kind, subtype, length = u16(data, at + 4), u16(data, at + 6), u32(data, at + 8)
    if length > MOST_RECORD:
        return NONE
    if last > 0 and abs(u32(data, at) - last) > FAR:
        return NONE
    if kind == DUMP_V2:
        return WHOLE if 1 <= subtype <= 12 else NONE  # noqa: PLR2004 - RFC 6396, 8050
    if kind in (BGP4MP, BGP4MP_ET):
        return WHOLE if subtype <= 11 else NONE  # noqa: PLR2004 - RFC 6396, 8050
    if kind == DUMP:
        return WHOLE if 1 <= subtype <= 4 else NONE  # noqa: PLR2004 - two families, two widths
    if kind == BGP:
        return WHOLE if subtype <= 7 else NONE  # noqa: PLR2004 - RFC 6396, appendix B
    return WHOLE if kind in (11, 32, 33, 48, 49) and subtype <= 1 else NONE


@numba.njit(cache=True)
def chained(data, at, end, last, final):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - numba infers
    """Say whether a header is here and another follows its record, or the file's end does."""
    if header(data, at, end, last) != WHOLE:
        return False
    after = at + HEAD + u32(data, at + 8)
    if after > end:
        return False
    found = header(data, after, end, u32(data, at))
    return found == WHOLE or (found == SHORT and (after == end or not final))


@numba.njit(cache=True)
def search(data, at, stop, end, last, final):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201, PLR0917 - a kernel fills its arrays
    """Give the first place before ``stop`` where records follow each other again, or ``stop``."""
    while at < stop:
        if chained(data, at, end, last, final):
            return at
        at += 1
    return stop


@numba.njit(cache=True)
def record(out, want, data, at, base):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201, C901, PLR0911 - one branch a type
    """Read the record at ``at``; gives a fault code."""
    second, kind, subtype = u32(data, at), u16(data, at + 4), u16(data, at + 6)
    offset, start, end = base + at, at + HEAD, at + HEAD + u32(data, at + 8)
    at_us = second * 1_000_000
    if kind == BGP4MP_ET:
        if end - start < 4:  # noqa: PLR2004 - microseconds
            return BAD_MESSAGE
        at_us += u32(data, start)
        start += 4
    if kind in (BGP4MP, BGP4MP_ET):
        if end - start > MOST_MESSAGE:
            return BAD_MESSAGE
        before = out.n[ROWS]
        code = bgp4mp(out, want, data, start, end, subtype, at_us, offset)
        out.n[SCANNED] += out.n[ROWS] - before
        return code
    if kind == DUMP_V2:
        if subtype == 1:
            return peer_table(out, data, start, end, offset)
        if subtype == 7:  # noqa: PLR2004 - GEO_PEER_TABLE: where the peers are, no route
            return FINE
        return table_v2(out, want, data, start, end, subtype, at_us, offset)
    if kind == DUMP:
        return table_v1(out, want, data, start, end, subtype, at_us, offset)
    if kind == BGP:
        if end - start > MOST_MESSAGE:
            return BAD_MESSAGE
        return old_bgp(out, want, data, start, end, subtype, at_us, offset)
    return NOT_DECODED


@numba.njit(cache=True)
def room(out, data, at):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - numba infers
    """Say whether whatever the record at ``at`` may give fits behind what the batch holds.

    A message of n octets has at most n prefixes, n/2 hops and n/4 communities; a table's record at
    most 65 535 routes.
    """
    length, table = u32(data, at + 8), u16(data, at + 4) in (DUMP, DUMP_V2)
    rows = min(length, MOST_MESSAGE)
    octets = length // 4 if table else rows // 2
    names = min(length // 8, MOST_ROUTES) if table else 2
    return (
        out.n[ROWS] + rows < out.at_us.size
        and out.n[PREFIXES] + rows < out.prefix_low.size
        and out.n[HOPS] + octets < out.hops.size
        and out.n[COMMS] + octets < out.comms.size
        and out.n[LARGE] + octets < out.large.size
        and out.n[FAULTS] + names + 2 < out.fault_at.size
        and out.n[PEERS] + min(names, out.state[PEER_COUNT] + 1) < NAMES
        and out.n[NEXTS] + names < NAMES
    )


@numba.njit(cache=True)
def passed_over(want, data, at, stop):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - numba infers
    """Give how many routes of a table's record nobody asked for; NOTHING for other records.

    What is passed over needs no room in the batch: a search for one country is bound by this.
    """
    subtype = u16(data, at + 6)
    if want.all or want.asns != 0 or u16(data, at + 4) != DUMP_V2:
        return NOTHING
    if subtype not in (2, 4, 8, 10):  # unicast, RFC 6396 and 8050
        return NOTHING
    family = V4 if subtype in (2, 8) else V6
    place = at + HEAD + 4
    if stop - place < 1:
        return NOTHING
    bits = np.int64(data[place])
    octets = (bits + 7) // 8
    if bits > (32 if family == V4 else 128) or place + 1 + octets + 2 > stop:
        return NOTHING
    high, low = prefix_of(data, place + 1, bits, family)
    if wanted_prefix(want, high, low, bits, family):
        return NOTHING
    return np.int64(u16(data, place + 1 + octets))


@numba.njit(cache=True)
def walk(out, want, data, at, end, base, final):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201, C901, PLR0911, PLR0912, PLR0915, PLR0917 - the one loop
    """Read records from data[at:end] until the batch is full or the data are at an end.

    ``base`` is the offset of data[0] in the file, ``final`` says that nothing follows. Gives where
    to go on, and DONE, MORE (give more data) or FULL (take the batch away).
    """
    last = out.state[LAST_SECOND]
    if out.state[LOST_AT] >= 0:
        found = search(data, at, end, end, last, final)
        if found == end and not final:
            return max(at, end - HEAD - MOST_RECORD), MORE
        fault(out, NO_HEADER, out.state[LOST_AT], base + found, NOTHING)
        out.state[LOST_AT], at = -1, found
    sure = False  # that a header stands here was seen when the record before was read
    while at < end:
        last = out.state[LAST_SECOND]
        if out.n[FAULTS] + 4 >= out.fault_at.size:
            return at, FULL
        found = WHOLE if sure else header(data, at, end, ANY_TIME)
        sure = False
        if found == SHORT:
            if final:
                fault(out, CUT, base + at, base + end, NOTHING)
                return end, DONE
            return at, MORE
        if found == NONE:
            after = at + HEAD + u32(data, at + 8)
            if after + HEAD <= end and header(data, after, end, last) == WHOLE:  # of another type
                fault(out, NOT_DECODED, base + at, base + after, NOTHING)
                at = after
                continue
            place = search(data, at + 1, end, end, last, final)
            if place == end and not final:
                out.state[LOST_AT] = base + at
                return max(at + 1, end - HEAD - MOST_RECORD), MORE
            fault(out, NO_HEADER, base + at, base + place, NOTHING)
            at = place
            continue
        stop = at + HEAD + u32(data, at + 8)
        if not final and stop + HEAD > end:
            return at, MORE
        passed = passed_over(want, data, at, stop) if stop <= end else NOTHING
        if passed == NOTHING and stop <= end and not room(out, data, at):
            return at, FULL
        beyond = header(data, stop, end, u32(data, at)) if stop < end else SHORT
        follows = stop <= end and beyond != NONE
        if not follows:  # the length may be damaged: does another record begin inside?
            place = search(data, at + 1, min(stop, end), end, last, final)
            if place < min(stop, end):
                fault(out, SKIPPED, base + at, base + place, NOTHING)
                at = place
                continue
            if stop > end:
                fault(out, CUT, base + at, base + end, NOTHING)
                return end, DONE
        if passed != NOTHING:
            out.n[SCANNED] += passed
        else:
            code = record(out, want, data, at, base)
            if code != FINE:
                fault(out, code, base + at, base + stop, NOTHING)
        sure = beyond == WHOLE
        out.n[RECORDS] += 1
        out.state[LAST_SECOND] = u32(data, at)
        at = stop
    return end, DONE if final else MORE
