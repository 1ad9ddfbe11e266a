"""Every form of record that RFC 6396 and 8050 know, made here and held against a slow decoder."""

import io
import random
import struct
from datetime import UTC, datetime
from ipaddress import ip_address

import pytest

from hawse.channels.routes.mrt import decode
from tests.channels.routes import mrt_maker as make
from tests.channels.routes import mrt_slow as slow

AT = 1_506_848_871
PEERS = (*make.PEERS, ("10.0.0.4", 65_000), ("2001:db8::5", 4_200_000_000))
NARROW = ("10.0.0.1", "10.0.0.2", "2001:db8::3")


def fast(data: bytes) -> tuple[list[dict], list[tuple[str, str, str]]]:
    """Decode by the kernels; instants as microseconds, nothing else changed."""
    rows, bad = [], []
    for piece in decode(io.BytesIO(data)):
        for row in piece.routes.to_pylist():
            row["at"] = round((row["at"] - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() * 1e6)
            if row["learned_at"]:
                row["learned_at"] = round(row["learned_at"].timestamp())
            del row["collector"]
            rows.append(row)
        bad += piece.rejects
    return rows, bad


def same(data: bytes) -> list[dict]:
    """Give the rows of a sound file, which both decoders must agree on."""
    rows, bad = fast(data)
    wanted = slow.decode(data)

    assert [] == bad
    assert len(wanted) == len(rows)
    for mine, theirs in zip(rows, wanted, strict=True):
        assert theirs == mine
    return rows


def full(path, size: int = 4) -> bytes:
    """Every attribute that a route may have, those that are not decoded among them."""
    told = make.attributes(path, size, "10.0.0.9", [(3333 << 16) | n for n in range(70)], 7)
    told += make.attribute(5, struct.pack(">I", 100))
    told += make.attribute(6, b"")
    told += make.attribute(9, b"\x0a\0\0\1", 0x80) + make.attribute(10, bytes(8), 0x80)
    told += make.attribute(16, bytes(8), 0xC0)
    told += make.attribute(32, struct.pack(">6I", 1, 2, 3, 4_200_000_000, 5, 6), 0xC0)
    return told + make.attribute(99, b"what is this", 0xC0)


WIDE = full([3333, 4_200_000, {7, 70_000}, 131279])
THIN = full([3333, 23456, {7, 9}, 1239], 2)
FOURS = ["10.0.0.0/8", "10.1.2.128/25", "0.0.0.0/0", "192.0.2.1/32"]
SIXES = ["2001:db8::/32", "::/0", "2001:db8::1/128", "2001:db8:8000::/33"]
PLAIN = make.update_body(WIDE, FOURS, FOURS[1:])
SIX = make.update_body(
    make.reach(2, 1, "2001:db8::9", SIXES) + make.unreach(2, 1, SIXES[2:]) + WIDE
)


@pytest.mark.parametrize("micro", [None, 999_999])
@pytest.mark.parametrize("peer", ["10.0.0.1", "2001:db8::7"])
@pytest.mark.parametrize("subtype", [1, 4, 6, 7, 8, 9, 10, 11])
def test_messages_of_every_subtype(subtype, peer, micro):
    """Two and four octets of AS number, sent and received, with and without path identifiers."""
    told = WIDE if subtype in (4, 7, 9, 11) else THIN
    path_id = 77 if subtype >= 8 else None
    body = make.update_body(
        make.reach(2, 1, "2001:db8::9", SIXES, path_id)
        + told
        + make.unreach(2, 2, SIXES, path_id),
        FOURS,
        FOURS[1:],
        path_id,
    )
    data = make.bgp4mp(AT, subtype, make.message(2, body), peer=peer, micro=micro)

    rows = same(data + make.bgp4mp(AT + 1, subtype, make.message(4, b""), peer=peer, micro=micro))

    assert 3 + 4 + 4 + 4 == len(rows)
    assert {subtype in (6, 7, 10, 11)} == {r["sent"] for r in rows}


@pytest.mark.parametrize("peer", ["10.0.0.1", "2001:db8::7"])
@pytest.mark.parametrize("subtype", [0, 5])
def test_state_changes(subtype, peer):
    """A session that goes up and down."""
    data = make.bgp4mp(AT, subtype, struct.pack(">HH", 6, 1), peer=peer)

    assert [(6, 1)] == [(r["state_old"], r["state_new"]) for r in same(data)]


@pytest.mark.parametrize("wide", [False, True])
def test_old_table_dumps(wide):
    """TABLE_DUMP of IPv4 and IPv6, with AS numbers of two octets and of four."""
    told = WIDE if wide else THIN
    data = b"".join(make.table_v1(AT, n, "10.0.0.1", 3333, told, wide=wide) for n in FOURS)
    for hop in ("2001:db8::9", ip_address("2001:db8::9").packed + ip_address("fe80::1").packed):
        six = told + make.short_reach(hop)
        data += b"".join(make.table_v1(AT, n, "2001:db8::7", 3333, six, wide=wide) for n in SIXES)

    six = told + make.reach(2, 1, "::9", [])
    rows = same(data + make.table_v1(AT, SIXES[0], "::1", 1, six, wide=wide))

    assert 4 + 8 + 1 == len(rows)


@pytest.mark.parametrize("subtype", [2, 3, 4, 5, 8, 9, 10, 11])
def test_tables_of_every_subtype(subtype):
    """Unicast and multicast, with path identifiers and without, the next hop long and short."""
    six = subtype in (4, 5, 10, 11)
    routes = [(n, 9 + n, WIDE) for n in range(len(PEERS))]
    if six:
        routes += [(0, 1, WIDE + make.short_reach("2001:db8::9"))]
        routes += [(1, 2, WIDE + make.reach(2, 1, "2001:db8::9", []))]
    data = make.peer_table(AT, PEERS)
    data += b"".join(make.rib(AT, subtype, n, routes) for n in (SIXES if six else FOURS))

    rows = same(data + make.rib(AT, subtype, "::/0" if six else "0.0.0.0/0", []))

    assert 4 * len(routes) == len(rows)
    assert {2 if subtype in (3, 5, 9, 11) else 1} == {r["safi"] for r in rows}


@pytest.mark.parametrize("family", [(1, 1), (1, 2), (2, 1), (2, 2), (2, 3)])
def test_the_generic_table(family):
    """RIB_GENERIC names its family itself."""
    nets = FOURS if family[0] == 1 else SIXES
    data = make.peer_table(AT, PEERS)
    data += b"".join(make.rib(AT, 6, n, [(0, 0, WIDE)], family=family) for n in nets)

    assert [family[1]] * 4 == [r["safi"] for r in same(data)]


def test_peers_of_two_octets_in_a_table():
    """The peer table says of each peer how wide its address and number are."""
    body = b"\1\2\3\4\0\0" + struct.pack(">H", 2)
    body += b"\0" + bytes(4) + b"\x0a\0\0\1" + struct.pack(">H", 3333)
    body += b"\1" + bytes(4) + ip_address("2001:db8::7").packed + struct.pack(">H", 1239)
    data = make.record(AT, 13, 1, body) + make.table(AT, "10.0.0.0/8", [(0, WIDE), (1, WIDE)])

    assert [3333, 1239] == [r["peer_as"] for r in same(data)]


def test_a_second_peer_table_stands_for_the_first():
    """A file may hold several dumps one after the other."""
    data = make.peer_table(AT, PEERS) + make.table(AT, "10.0.0.0/8", [(1, WIDE)])
    data += make.peer_table(AT, PEERS[::-1]) + make.table(AT, "10.0.0.0/8", [(1, WIDE)])

    assert ["10.0.0.2", "10.0.0.4"] == [r["peer"] for r in same(data)]


def test_entries_as_openbgpd_writes_them():
    """BGP4MP_ENTRY: a route with its next hop outside the attributes."""
    data = make.bgp4mp(AT, 2, make.entry(AT, "10.0.0.0/8", "10.0.0.9", THIN))
    data += make.bgp4mp(AT, 2, make.entry(AT, "2001:db8::/32", "2001:db8::9", THIN, 2))

    assert ["10.0.0.9", "2001:db8::9"] == [r["next_hop"] for r in same(data)]


def test_the_old_type_bgp():
    """Of the first archives: messages and state changes of two-octet numbers."""
    head = struct.pack(">H", 3333) + b"\x0a\0\0\1"
    data = make.record(AT, 5, 1, head + head + make.update_body(THIN, FOURS, FOURS[1:]))
    data += make.record(AT, 5, 3, head + struct.pack(">HH", 6, 1))
    data += make.record(AT, 5, 7, head + head)

    assert 3 + 4 + 1 == len(same(data))


def test_a_message_longer_than_4096_octets():
    """RFC 8654: as long as its two octets of length can say."""
    nets = [f"{a}.{b}.0.0/16" for a in range(1, 60) for b in range(256)]
    data = make.bgp4mp(AT, 4, make.message(2, make.update_body(WIDE, nets[:12_000])))

    assert 12_000 == len(same(data))


OLD_AND_NEW = [
    ([3333, 23456, 23456], [4_200_000, 131279], [3333, 4_200_000, 131279]),
    ([3333, 23456], [3333, 131279], [3333, 131279]),
    ([3333, {1, 2}, 23456], [131279], [3333, 1, 2, 131279]),
    ([3333, {1, 2}, 23456], [{1, 70_000}, 131279], [3333, 1, 70_000, 131279]),
    ([3333], [1, 2, 131279], [3333]),
    ([3333, 1239], [], [3333, 1239]),
    ([{1, 2}], [131279], [131279]),
    ([*range(1, 300)], [*range(70_000, 70_100)], [*range(1, 200), *range(70_000, 70_100)]),
]


@pytest.mark.parametrize(("old", "new", "wanted"), OLD_AND_NEW)
@pytest.mark.parametrize("aggregators", ["", "narrow", "trans", "both"])
def test_wide_numbers_behind_a_narrow_speaker(old, new, wanted, aggregators):
    """RFC 6793, 4.2.3: AS4_PATH is left if both aggregators are there and the old one is not 23456."""
    told = make.attribute(1, b"\0") + make.attribute(2, make.segments(old, 2))
    told += make.attribute(17, make.segments(new, 4), 0xC0)
    if aggregators:
        asn = 23456 if aggregators == "trans" else 1239
        told += make.attribute(7, struct.pack(">H", asn) + bytes(4), 0xC0)
    if aggregators in ("trans", "both"):
        told += make.attribute(18, struct.pack(">I", 131279) + bytes(4), 0xC0)

    (row,) = same(make.bgp4mp(AT, 1, make.message(2, make.update_body(told, ["10.0.0.0/8"]))))

    flat = [h for hop in old for h in (sorted(hop) if isinstance(hop, set) else [hop])]
    assert (flat if aggregators == "both" else wanted) == row["path"]


def test_a_confederation_goes_with_its_neighbour():
    """It counts nothing, so it is neither lost nor counted where paths are put together."""
    inside = bytes([3, 2]) + struct.pack(">HH", 65001, 65002)
    old = inside + make.segments([3333], 2) + inside + make.segments([23456], 2)
    told = make.attribute(1, b"\0") + make.attribute(2, old)
    told += make.attribute(17, make.segments([131279], 4), 0xC0)

    (row,) = same(make.bgp4mp(AT, 1, make.message(2, make.update_body(told, ["10.0.0.0/8"]))))

    assert [65001, 65002, 3333, 65001, 65002, 131279] == row["path"]


def test_what_zebra_left_out_is_read():
    """Of 2000 to 2004: a state change without addresses, and a message behind two numbers alone."""
    numbers = struct.pack(">HH", 3333, 64999)
    data = make.record(AT, 16, 0, numbers + struct.pack(">HH", 6, 1))
    data += make.record(AT, 16, 1, numbers + make.message(2, make.update_body(THIN, FOURS)))

    rows, bad = fast(data)

    assert [] == bad
    assert [("state", None), *(("announce", n) for n in FOURS)] == [
        (r["kind"], r["prefix"]) for r in rows
    ]
    assert {3333} == {r["peer_as"] for r in rows}


@pytest.mark.parametrize("lost", [1, 2, 4, 5, 6, 14])
def test_a_message_that_its_record_cuts_off_keeps_its_whole_prefixes(lost):
    """Old collectors wrote at most 4096 octets of a message; what is whole is kept, the cut is named."""
    nets = ["10.0.0.0/8", "10.1.0.0/16", "192.0.2.1/32"]
    cut = make.message(2, make.update_body(THIN, nets))[:-lost]

    rows, ((_, why, _),) = fast(make.bgp4mp(AT, 1, cut))

    kept = [n for n, after in zip(nets, [8, 5, 0], strict=True) if after >= lost]
    assert kept == [r["prefix"] for r in rows]
    assert "kept" in why or "lost" in why or "lengths do not fit" in why


def some_record(dice: random.Random) -> bytes:
    """Any record of a sound update file or table, with attributes in any order and number."""
    hops = [dice.choice((0, 23456, dice.randrange(1, 65_535))) for _ in range(dice.randrange(9))]
    if dice.random() < 0.2:
        hops.append({dice.randrange(1, 65_535) for _ in range(3)})
    size = dice.choice((2, 4))
    parts = [
        make.attribute(1, bytes([dice.randrange(3)])),
        make.attribute(2, make.segments(hops, size)),
    ]
    if dice.random() < 0.5:
        parts.append(make.attribute(3, bytes(dice.randrange(256) for _ in range(4))))
    if dice.random() < 0.5:
        parts.append(make.attribute(4, struct.pack(">I", dice.randrange(1 << 32)), 0x80))
    if dice.random() < 0.5:
        count = dice.randrange(80)
        parts.append(make.attribute(8, bytes(dice.randrange(256) for _ in range(4 * count)), 0xC0))
    dice.shuffle(parts)
    told, at = b"".join(parts), AT + dice.randrange(100)
    four, six = dice.choice(FOURS), dice.choice(SIXES)
    if dice.random() < 0.5:
        subtype = dice.choice((4, 7, 9, 11) if size == 4 else (1, 6, 8, 10))
        path_id = dice.randrange(1 << 32) if subtype >= 8 else None
        more = make.reach(2, dice.randrange(1, 4), "2001:db8::9", [six], path_id)
        body = make.update_body(told + more * dice.randrange(2), [four], [four], path_id)
        micro = dice.choice((None, dice.randrange(1_000_000)))
        return make.bgp4mp(
            at, subtype, make.message(2, body), peer=dice.choice(NARROW), micro=micro
        )
    if size == 2:
        return make.table_v1(at, four, "10.0.0.1", dice.randrange(65_536), told)
    subtype = dice.choice((2, 3, 4, 5, 8, 9, 10, 11))
    net = six if subtype in (4, 5, 10, 11) else four
    routes = [
        (dice.randrange(len(PEERS)), dice.randrange(9), told) for _ in range(dice.randrange(4))
    ]
    return make.rib(at, subtype, net, routes)


def some_file(seed: int, count: int) -> list[bytes]:
    """A peer table and so many records of any form."""
    dice = random.Random(seed)
    return [make.peer_table(AT, PEERS), *(some_record(dice) for _ in range(count))]


@pytest.mark.parametrize("seed", range(20))
def test_any_mix_of_records(seed):
    """Fifty records of any form, and both decoders agree on each row."""
    same(b"".join(some_file(seed, 50)))


@pytest.mark.parametrize("seed", range(20))
def test_one_damaged_octet_costs_its_own_record_alone(seed):
    """Whatever octet of whatever record is turned: all rows of the others are there, none twice."""
    dice = random.Random(1000 + seed)
    parts = some_file(seed, 12)
    whole = b"".join(parts)
    starts = [sum(map(len, parts[:n])) for n in range(len(parts) + 1)]
    every = slow.decode(whole)

    for _ in range(60):
        hit = dice.randrange(1, len(parts))
        at = dice.randrange(starts[hit], starts[hit + 1])
        data = bytearray(whole)
        data[at] ^= 1 << dice.randrange(8)
        rows, _bad = fast(bytes(data))

        others = [r for r in rows if not starts[hit] <= r["offset"] < starts[hit + 1]]
        wanted = [r for r in every if not starts[hit] <= r["offset"] < starts[hit + 1]]
        assert wanted == others, (hit, at - starts[hit])
