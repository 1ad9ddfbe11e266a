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
