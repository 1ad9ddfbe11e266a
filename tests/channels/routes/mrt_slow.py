"""MRT read once more, slow and plain, for sound files: what the kernels are held against.

Written from RFC 6396, 8050, 4271, 4760 and 6793, one function a form; every row is a dictionary in
the decoder's own words. It checks nothing: a damaged file ends in an error of struct.
"""

import struct
from ipaddress import ip_address

AFI = {1: 4, 2: 16}
ORIGINS = ("igp", "egp", "incomplete")


class Reader:
    """Octets from left to right."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, count: int) -> bytes:
        """The next octets."""
        self.at += count
        return self.data[self.at - count : self.at]

    def number(self, octets: int) -> int:
        """The next octets as a number."""
        return int.from_bytes(self.take(octets), "big")

    def left(self) -> bool:
        """Whether there are more."""
        return self.at < len(self.data)


def address(octets: bytes) -> str:
    """An address as text; RFC 5952 wants the mapped ones in dots."""
    ip = ip_address(octets)
    mapped = getattr(ip, "ipv4_mapped", None)
    return f"::ffff:{mapped}" if mapped else str(ip)


def prefix(r: Reader, afi: int) -> str:
    """One prefix."""
    bits = r.number(1)
    return f"{address(r.take((bits + 7) // 8).ljust(AFI[afi], bytes(1)))}/{bits}"


def prefixes(data: bytes, afi: int, with_id: bool) -> list[tuple[str, int | None]]:
    """All prefixes of a field, with their path identifiers."""
    r, got = Reader(data), []
    while r.left():
        path_id = r.number(4) if with_id else None
        got.append((prefix(r, afi), path_id))
    return got


def segments(data: bytes, size: int) -> list[tuple[int, list[int]]]:
    """An AS path as (kind, members)."""
    r, got = Reader(data), []
    while r.left():
        kind, count = r.number(1), r.number(1)
        got.append((kind, [r.number(size) for _ in range(count)]))
    return got


def length(path: list[tuple[int, list[int]]]) -> int:
    """Its length: a set is one, what lies inside a confederation none."""
    return sum(len(m) if k == 2 else int(k == 1 and bool(m)) for k, m in path)


def merged(old: list, new: list) -> list:
    """RFC 6793, 4.2.3: the lead of the old path that the new one lacks, then the new one."""
    lead, out = length(old) - length(new), []
    if lead < 0:
        return old
    for kind, members in old:
        if kind in (3, 4):  # counts nothing, and goes with its neighbour
            out.append((kind, members))
            continue
        if lead <= 0:
            break
        out.append((kind, members[:lead] if kind == 2 else members))
        lead -= len(members) if kind == 2 else 1
    if out and new and out[-1][0] == new[0][0] == 2:
        return [*out[:-1], (2, out[-1][1] + new[0][1]), *new[1:]]
    return out + new


def attributes(data: bytes, size: int, in_table: bool) -> dict:
    """All attributes: those of a row, and the fields of MP_REACH_NLRI and MP_UNREACH_NLRI."""
    raw, r = {}, Reader(data)
    while r.left():
        flags, kind = r.number(1), r.number(1)
        raw[kind] = r.take(r.number(2 if flags & 16 else 1))
    path = segments(raw.get(2, b""), size)
    other = 7 in raw and int.from_bytes(raw[7][: len(raw[7]) - 4], "big") != 23456
    if size == 2 and 17 in raw and not (other and 18 in raw):
        path = merged(path, segments(raw[17], 4))
    hops = [h for _, m in path for h in m]
    kinds = [k + 128 * (n == 0) for k, m in path for n in range(len(m))]
    told = {
        "path": hops,
        "path_kinds": kinds,
        "origin": hops[-1] if hops and kinds[-1] & 127 == 2 else None,
        "origin_code": ORIGINS[raw[1][0]] if 1 in raw and raw[1][0] < 3 else None,
        "next_hop": address(raw[3]) if 3 in raw else None,
        "med": int.from_bytes(raw[4], "big") if 4 in raw else None,
        "local_pref": int.from_bytes(raw[5], "big") if 5 in raw else None,
        "communities": list(struct.unpack(f">{len(raw.get(8, b'')) // 4}I", raw.get(8, b""))),
        "large_communities": list(
            struct.unpack(f">{len(raw.get(32, b'')) // 4}I", raw.get(32, b""))
        ),
    }
    reach = raw.get(14)
    if reach and in_table and reach[0] == len(reach) - 1:  # only the next hop (RFC 6396, 4.3.4)
        told["next_hop"] = address(reach[1:][: 16 if len(reach) > 16 else 4])
        reach = None
    return {"told": told, "reach": reach, "gone": raw.get(15)}


def via(octets: bytes) -> str | None:
    """The global next hop of MP_REACH_NLRI."""
    return address(octets[:16] if len(octets) >= 16 else octets) if octets else None


def row(head: dict, **more: object) -> dict:
    """One row in full."""
    none = dict.fromkeys(
        [
            "path_id",
            "origin",
            "origin_code",
            "next_hop",
            "med",
            "local_pref",
            "learned_at",
            "state_old",
            "state_new",
            "prefix",
        ]
    )
    lists = {n: [] for n in ("path", "path_kinds", "communities", "large_communities")}
    return {**none, **lists, "safi": 1, "sent": False, **head, **more}


def update(data: bytes, size: int, with_id: bool, head: dict) -> list[dict]:
    """An UPDATE: withdrawn, withdrawn of other families, announced, announced of other families."""
    r, rows = Reader(data), []
    gone = r.take(r.number(2))
    told = attributes(r.take(r.number(2)), size, in_table=False)
    rows += [
        row(head, kind="withdraw", prefix=p, path_id=i) for p, i in prefixes(gone, 1, with_id)
    ]
    if told["gone"]:
        m = Reader(told["gone"])
        afi, safi = m.number(2), m.number(1)
        for p, i in prefixes(m.data[3:], afi, with_id):
            rows.append(row(head, kind="withdraw", prefix=p, path_id=i, safi=safi))
    for p, i in prefixes(r.data[r.at :], 1, with_id):
        rows.append(row(head, kind="announce", prefix=p, path_id=i, **told["told"]))
    if told["reach"]:
        m = Reader(told["reach"])
        afi, safi, hop = m.number(2), m.number(1), m.take(m.number(1))
        m.take(1)
        for p, i in prefixes(m.data[m.at :], afi, with_id):
            more = {**told["told"], "next_hop": via(hop), "safi": safi}
            rows.append(row(head, kind="announce", prefix=p, path_id=i, **more))
    return rows


def bgp4mp(r: Reader, subtype: int, head: dict) -> list[dict]:
    """BGP4MP messages, state changes and entries (RFC 6396, 4.4; RFC 8050, 3)."""
    size = 4 if subtype in (4, 5, 7, 9, 11) else 2
    head["peer_as"] = r.number(size)
    r.take(size + 2)
    octets = AFI[r.number(2)]
    head["peer"] = address(r.take(octets))
    r.take(octets)
    head["sent"] = subtype in (6, 7, 10, 11)
    if subtype in (0, 5):
        old, new = r.number(2), r.number(2)
        return [row(head, kind="state", state_old=old, state_new=new, safi=None)]
    if subtype == 2:
        r.take(4)
        learned, afi, safi = r.number(4), r.number(2), r.number(1)
        hop = r.take(r.number(1))
        net = prefix(r, afi)
        told = attributes(r.take(r.number(2)), 2, in_table=True)["told"]
        return [
            row(head, kind="table", prefix=net, safi=safi, learned_at=learned)
            | {**told, "next_hop": via(hop)}
        ]
    r.take(16)
    body = r.take(r.number(2) - 18)
    return update(body[1:], size, subtype >= 8, head) if body[0] == 2 else []


def table_v2(r: Reader, subtype: int, head: dict, peers: list) -> list[dict]:
    """One prefix of TABLE_DUMP_V2 with its routes (RFC 6396, 4.3; RFC 8050, 4)."""
    with_id = subtype >= 8
    plain = subtype - 6 if with_id else subtype
    r.take(4)
    afi, safi = (1 if plain < 4 else 2), (2 if plain in (3, 5) else 1)
    if plain == 6:
        afi, safi = r.number(2), r.number(1)
    net, rows = prefix(r, afi), []
    for _ in range(r.number(2)):
        address_, asn = peers[r.number(2)]
        learned = r.number(4)
        path_id = r.number(4) if with_id else None
        told = attributes(r.take(r.number(2)), 4, in_table=True)
        mine = row(head, kind="table", peer=address_, peer_as=asn, prefix=net, safi=safi)
        mine |= {**told["told"], "path_id": path_id, "learned_at": learned}
        if told["reach"]:
            mine["next_hop"] = via(told["reach"][4:][: told["reach"][3]])
        rows.append(mine)
    return rows


def peer_table(r: Reader) -> list[tuple[str, int]]:
    """The peers of a table dump."""
    r.take(4)
    r.take(r.number(2))
    got = []
    for _ in range(r.number(2)):
        kind = r.number(1)
        r.take(4)
        ip = address(r.take(16 if kind & 1 else 4))
        got.append((ip, r.number(4 if kind & 2 else 2)))
    return got


def table_v1(r: Reader, subtype: int, head: dict) -> list[dict]:
    """One route of TABLE_DUMP (RFC 6396, 4.2); 3 and 4 have wide AS numbers."""
    octets, size = (4 if subtype % 2 else 16), (4 if subtype > 2 else 2)
    r.take(4)
    net = address(r.take(octets))
    bits = r.number(1)
    r.take(1)
    learned = r.number(4)
    head |= {"peer": address(r.take(octets)), "peer_as": r.number(size)}
    told = attributes(r.take(r.number(2)), size, in_table=True)
    mine = row(head, kind="table", prefix=f"{net}/{bits}", learned_at=learned, **told["told"])
    if told["reach"]:
        mine["next_hop"] = via(told["reach"][4:][: told["reach"][3]])
    return [mine]


def old_bgp(r: Reader, subtype: int, head: dict) -> list[dict]:
    """The old type BGP (RFC 6396, B.2)."""
    head |= {"peer_as": r.number(2), "peer": address(r.take(4))}
    if subtype == 3:
        old, new = r.number(2), r.number(2)
        return [row(head, kind="state", state_old=old, state_new=new, safi=None)]
    r.take(6)
    return update(r.data[r.at :], 2, False, head) if subtype == 1 else []


def decode(data: bytes) -> list[dict]:
    """Every row of a sound file."""
    r, rows, peers = Reader(data), [], []
    while r.left():
        offset = r.at
        second, kind, subtype = r.number(4), r.number(2), r.number(2)
        body = Reader(r.take(r.number(4)))
        micro = body.number(4) if kind == 17 else 0
        head = {"at": second * 1_000_000 + micro, "offset": offset}
        if kind in (16, 17):
            rows += bgp4mp(body, subtype, head)
        elif kind == 13 and subtype == 1:
            peers = peer_table(body)
        elif kind == 13:
            rows += table_v2(body, subtype, head, peers)
        elif kind == 12:
            rows += table_v1(body, subtype, head)
        elif kind == 5:
            rows += old_bgp(body, subtype, head)
    return rows
