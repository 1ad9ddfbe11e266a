"""Writes small MRT files for tests: the form of RFC 6396 in plain Python, one function a record."""

import struct
from ipaddress import ip_address, ip_network

PEERS = (("10.0.0.1", 64999 + 4_000_000), ("10.0.0.2", 3333), ("2001:db8::3", 6939))


def record(at: int, kind: int, subtype: int, body: bytes) -> bytes:
    """One MRT record."""
    return struct.pack(">IHHI", at, kind, subtype, len(body)) + body


def attribute(kind: int, body: bytes, flags: int = 0x40) -> bytes:
    """One path attribute; a long one gets two octets of length."""
    if len(body) > 255:
        return struct.pack(">BBH", flags | 16, kind, len(body)) + body
    return struct.pack(">BBB", flags, kind, len(body)) + body


def segments(path: list[int | set[int]], size: int) -> bytes:
    """An AS path: runs of numbers are sequences of at most 255, a set is a set."""
    out, run = b"", []
    form = ">I" if size == 4 else ">H"
    for hop in [*path, None]:
        if isinstance(hop, int) and len(run) < 255:
            run.append(hop)
            continue
        if run:
            out += bytes([2, len(run)]) + b"".join(struct.pack(form, h) for h in run)
        run = [hop] if isinstance(hop, int) else []
        if isinstance(hop, set):
            out += bytes([1, len(hop)]) + b"".join(struct.pack(form, h) for h in sorted(hop))
    return out


def nlri(prefix: str, path_id: int | None = None) -> bytes:
    """One prefix."""
    net = ip_network(prefix)
    head = b"" if path_id is None else struct.pack(">I", path_id)
    return head + bytes([net.prefixlen]) + net.network_address.packed[: (net.prefixlen + 7) // 8]


def attributes(path, size: int = 4, next_hop: str = "10.0.0.9", communities=(), med=None) -> bytes:
    """The attributes that every route has, and some that it may have."""
    told = attribute(1, b"\0") + attribute(2, segments(path, size))
    told += attribute(3, ip_address(next_hop).packed)
    if med is not None:
        told += attribute(4, struct.pack(">I", med), 0x80)
    if communities:
        told += attribute(8, b"".join(struct.pack(">I", c) for c in communities), 0xC0)
    return told


def peer_table(at: int, peers=PEERS) -> bytes:
    """PEER_INDEX_TABLE."""
    body = b"\x01\x02\x03\x04" + struct.pack(">H", 4) + b"view" + struct.pack(">H", len(peers))
    for address, asn in peers:
        ip = ip_address(address)
        body += bytes([2 | (ip.version == 6)]) + b"\0\0\0\1" + ip.packed + struct.pack(">I", asn)
    return record(at, 13, 1, body)


def table(at: int, prefix: str, routes, number: int = 0) -> bytes:
    """One prefix of a TABLE_DUMP_V2; routes are (peer's number, attributes)."""
    body = struct.pack(">I", number) + nlri(prefix) + struct.pack(">H", len(routes))
    for peer, told in routes:
        body += struct.pack(">HIH", peer, at - 60, len(told)) + told
    return record(at, 13, 2 if ip_network(prefix).version == 4 else 4, body)


def update(
    at: int,
    peer_as: int,
    told: bytes = b"",
    announced=(),
    withdrawn=(),
    *,
    micro: int | None = None,
    peer: str = "10.0.0.1",
) -> bytes:
    """A BGP4MP_MESSAGE_AS4 (or BGP4MP_ET) with an UPDATE."""
    gone = b"".join(nlri(p) for p in withdrawn)
    body = struct.pack(">H", len(gone)) + gone + struct.pack(">H", len(told)) + told
    body += b"".join(nlri(p) for p in announced)
    message = b"\xff" * 16 + struct.pack(">HB", 19 + len(body), 2) + body
    head = struct.pack(">IIHH", peer_as, 65000, 0, 1) + ip_address(peer).packed + b"\x0a\0\0\xfe"
    if micro is None:
        return record(at, 16, 4, head + message)
    return record(at, 17, 4, struct.pack(">I", micro) + head + message)


def reach(afi: int, safi: int, next_hop: str | bytes, nets, path_id: int | None = None) -> bytes:
    """MP_REACH_NLRI."""
    hop = next_hop if isinstance(next_hop, bytes) else ip_address(next_hop).packed
    body = struct.pack(">HBB", afi, safi, len(hop)) + hop + b"\0"
    return attribute(14, body + b"".join(nlri(n, path_id) for n in nets), 0x80)


def short_reach(next_hop: str | bytes) -> bytes:
    """MP_REACH_NLRI as RFC 6396 has it in a table: the next hop alone."""
    hop = next_hop if isinstance(next_hop, bytes) else ip_address(next_hop).packed
    return attribute(14, bytes([len(hop)]) + hop, 0x80)


def unreach(afi: int, safi: int, nets, path_id: int | None = None) -> bytes:
    """MP_UNREACH_NLRI."""
    body = struct.pack(">HB", afi, safi)
    return attribute(15, body + b"".join(nlri(n, path_id) for n in nets), 0x80)


def update_body(
    told: bytes = b"", announced=(), withdrawn=(), path_id: int | None = None
) -> bytes:
    """The body of an UPDATE."""
    gone = b"".join(nlri(p, path_id) for p in withdrawn)
    body = struct.pack(">H", len(gone)) + gone + struct.pack(">H", len(told)) + told
    return body + b"".join(nlri(p, path_id) for p in announced)


def message(kind: int, body: bytes) -> bytes:
    """One BGP message."""
    return b"\xff" * 16 + struct.pack(">HB", 19 + len(body), kind) + body


def bgp4mp(
    at: int,
    subtype: int,
    inner: bytes,
    *,
    peer: str = "10.0.0.1",
    peer_as: int = 3333,
    micro: int | None = None,
) -> bytes:
    """A BGP4MP record of any subtype; what is inside follows the two addresses."""
    form = ">II" if subtype in (4, 5, 7, 9, 11) else ">HH"
    ip = ip_address(peer)
    head = struct.pack(form, peer_as, 64999) + struct.pack(">HH", 7, 1 if ip.version == 4 else 2)
    head += ip.packed + bytes(len(ip.packed) - 1) + b"\x09"
    if micro is None:
        return record(at, 16, subtype, head + inner)
    return record(at, 17, subtype, struct.pack(">I", micro) + head + inner)


def entry(at: int, prefix: str, next_hop: str, told: bytes, safi: int = 1) -> bytes:
    """BGP4MP_ENTRY's inside: one route."""
    net, hop = ip_network(prefix), ip_address(next_hop).packed
    body = struct.pack(">HHIHBB", 0, 0, at - 9, 1 if net.version == 4 else 2, safi, len(hop))
    return body + hop + nlri(prefix) + struct.pack(">H", len(told)) + told


def rib(
    at: int, subtype: int, prefix: str, routes, *, family: tuple[int, int] | None = None
) -> bytes:
    """A TABLE_DUMP_V2 record of any subtype; routes are (peer's number, path id, attributes)."""
    body = struct.pack(">I", 5)
    if family is not None:
        body += struct.pack(">HB", *family)
    body += nlri(prefix) + struct.pack(">H", len(routes))
    for peer, path_id, told in routes:
        body += struct.pack(">HI", peer, at - 60)
        body += struct.pack(">I", path_id) if subtype >= 8 else b""
        body += struct.pack(">H", len(told)) + told
    return record(at, 13, subtype, body)


def table_v1(
    at: int, prefix: str, peer: str, asn: int, told: bytes, *, wide: bool = False
) -> bytes:
    """A TABLE_DUMP record."""
    net = ip_network(prefix)
    subtype = (1 if net.version == 4 else 2) + 2 * wide
    body = struct.pack(">HH", 0, 3) + net.network_address.packed
    body += struct.pack(">BBI", net.prefixlen, 1, at - 90) + ip_address(peer).packed
    body += struct.pack(">I" if wide else ">H", asn) + struct.pack(">H", len(told)) + told
    return record(at, 12, subtype, body)
