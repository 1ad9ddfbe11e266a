"""Kernels that write one row, number one prefix or one peer, or note one fault."""

import numba
import numpy as np

from hawse.channels.routes.mrt.octets import V4, prefix_of, u32
from hawse.channels.routes.mrt.output import (
    COMMS,
    FAULTS,
    HOPS,
    LARGE,
    LOCAL_PREF,
    MED,
    MP_HOP,
    N_COMMS,
    N_HOPS,
    N_LARGE,
    NAMES,
    NEXT_HOP,
    NOTHING,
    ORIGIN_AS,
    ORIGIN_CODE,
    PEERS,
    PREFIXES,
    ROWS,
    SAFI,
    SENT,
    SLOTS,
    SPREAD,
)
from hawse.channels.routes.mrt.wanting import wanted_origin, wanted_prefix

TABLE, ANNOUNCE, WITHDRAW, STATE = (np.int64(kind) for kind in range(4))
BITS_V4, BITS_V6 = 32, 128


@numba.njit(cache=True)
def fault(out, code, at, end, entry):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - numba infers
    """Note a place that could not be read; the caller leaves room for it."""
    k = out.n[FAULTS]
    if k < out.fault_at.size:
        out.fault_at[k], out.fault_end[k] = at, end
        out.fault_code[k], out.fault_entry[k] = code, entry
        out.n[FAULTS] = k + 1


@numba.njit(cache=True)
def peer_number(out, asn, high, low, family):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - numba infers
    """Give the number of a peer in this batch; a new one gets the next, -1 if there is no room."""
    mixed = (high ^ low ^ (np.uint64(asn) << np.uint64(32))) * np.uint64(0x9E3779B97F4A7C15)
    slot = np.int64((mixed + np.uint64(family)) >> np.uint64(SPREAD))
    while True:
        k = out.peer_slots[slot]
        if k == NOTHING:
            break
        if (
            out.peer_low[k] == low
            and out.peer_high[k] == high
            and out.peer_as[k] == asn
            and out.peer_family[k] == family
        ):
            return k
        slot = (slot + 1) % SLOTS
    k = out.n[PEERS]
    if k >= NAMES:
        return NOTHING
    out.peer_as[k], out.peer_family[k] = asn, family
    out.peer_high[k], out.peer_low[k] = high, low
    out.peer_slots[slot] = k
    out.n[PEERS] = k + 1
    return k


@numba.njit(cache=True)
def prefix_number(out, high, low, bits, family):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - numba infers
    """Number a prefix of this batch; each record's prefix is a new one."""
    k = out.n[PREFIXES]
    out.prefix_high[k], out.prefix_low[k] = high, low
    out.prefix_bits[k], out.prefix_family[k] = bits, family
    out.n[PREFIXES] = k + 1
    return k


@numba.njit(cache=True)
def row(out, at_us, kind, peer, prefix, path_id, learned, offset, with_path, by_mp):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201, PLR0917 - a kernel fills its arrays
    """Write one row with the attributes at hand, which lie behind the filled hops."""
    k, now = out.n[ROWS], out.now
    out.at_us[k], out.kind[k], out.peer[k], out.prefix[k] = at_us, kind, peer, prefix
    out.path_id[k], out.learned[k], out.offset[k] = path_id, learned, offset
    out.state_old[k] = out.state_new[k] = NOTHING
    out.safi[k], out.sent[k] = out.state[SAFI], out.state[SENT]
    if with_path:
        out.n[HOPS] += now[N_HOPS]
        out.n[COMMS] += now[N_COMMS]
        out.n[LARGE] += now[N_LARGE]
        out.origin[k], out.origin_code[k] = now[ORIGIN_AS], now[ORIGIN_CODE]
        hop = now[MP_HOP] if by_mp else now[NEXT_HOP]
        out.next_hop[k] = hop
        out.med[k], out.local_pref[k] = now[MED], now[LOCAL_PREF]
    else:
        out.origin[k], out.origin_code[k], out.next_hop[k] = NOTHING, NOTHING, NOTHING
        out.med[k], out.local_pref[k] = NOTHING, NOTHING
    out.path_end[k], out.comm_end[k], out.large_end[k] = out.n[HOPS], out.n[COMMS], out.n[LARGE]
    out.n[ROWS] = k + 1


@numba.njit(cache=True)
def again(out):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - numba infers
    """Copy the path and communities of the last row behind it: the next has the same."""
    now = out.now
    hop, comm, big = out.n[HOPS], out.n[COMMS], out.n[LARGE]
    for k in range(now[N_HOPS]):
        out.hops[hop + k] = out.hops[hop - now[N_HOPS] + k]
        out.hop_kinds[hop + k] = out.hop_kinds[hop - now[N_HOPS] + k]
    for k in range(now[N_COMMS]):
        out.comms[comm + k] = out.comms[comm - now[N_COMMS] + k]
    for k in range(now[N_LARGE]):
        out.large[big + k] = out.large[big - now[N_LARGE] + k]


@numba.njit(cache=True)
def count_prefixes(data, at, end, family, with_id):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - numba infers
    """Count the prefixes in data[at:end]; give where they end, short of ``end`` if one is bad."""
    count, most = 0, BITS_V4 if family == V4 else BITS_V6
    while at < end:
        after = at + 4 if with_id else at
        if after >= end:
            return count, at
        bits = np.int64(data[after])
        after += 1 + (bits + 7) // 8
        if bits > most or after > end:
            return count, at
        at = after
        count += 1
    return count, at


@numba.njit(cache=True)
def prefixes(out, want, data, at, end, family, with_id, at_us, kind, peer, offset, by_mp, fresh):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201, PLR0917 - a kernel fills its arrays
    """Write a row for each wanted prefix of data[at:end], which ``count_prefixes`` has checked.

    ``fresh`` says that no row of this message holds its path yet; what it is afterwards is given
    back.
    """
    while at < end:
        path_id = -1
        if with_id:
            path_id = u32(data, at)
            at += 4
        bits = np.int64(data[at])
        high, low = prefix_of(data, at + 1, bits, family)
        at += 1 + (bits + 7) // 8
        if (
            want.all
            or wanted_prefix(want, high, low, bits, family)
            or (kind == ANNOUNCE and wanted_origin(want, out.now[ORIGIN_AS]))
        ):
            if kind == ANNOUNCE and not fresh:
                again(out)
            number = prefix_number(out, high, low, bits, family)
            row(out, at_us, kind, peer, number, path_id, NOTHING, offset, kind == ANNOUNCE, by_mp)
            fresh = False
    return fresh
