"""The MRT decoder: equal to bgpdump where that is sound, and never fooled by a length."""

import gzip
import io
import lzma
import random
import struct
from ipaddress import ip_network

import pytest

from hawse.channels.routes.mrt import decode, open_packed, wanted
from hawse.channels.routes.read import mrt_archive
from hawse.channels.routes.tables import ROUTES_SEEN
from hawse.core.errors import ReadError
from hawse.testing import ReaderContract, a_source, all_rows
from tests.channels.routes import mrt_maker as make

AT = 1_506_848_871
TOLD = make.attributes([3333, 4837, 131279], communities=[(3333 << 16) | 1], med=7)
SMALL = (
    make.peer_table(AT)
    + make.table(AT, "175.45.176.0/24", [(0, TOLD), (1, TOLD)])
    + make.table(AT, "2001:db8::/32", [(2, TOLD)], 1)
    + make.update(AT + 1, 3333, TOLD, ["175.45.177.0/24"], ["175.45.176.0/24"], micro=250_000)
    + make.update(AT + 2, 3333, TOLD, ["175.45.178.0/24", "175.45.179.0/24"])
)
ORACLE = {
    "bview.64k_stream_overflow.gz": 23,
    "bview.ipv4_unicast_add_path.gz": 62,
    "bview.ipv6_unicast_add_path.gz": 62,
    "mrtparse_bird-mrtdump_bgp": 24,
    "mrtparse_bird-mrtdump_rib": 18,
    "mrtparse_bird6-mrtdump_bgp": 24,
    "mrtparse_bird6-mrtdump_rib": 10,
    "mrtparse_openbgpd_rib_table": 31,
    "mrtparse_openbgpd_rib_table-mp": 31,  # which bgpdump cannot read
    "mrtparse_openbgpd_rib_table-v2": 31,
    "mrtparse_quagga_rib": 9,
    "rib.20140523.0600_firstMB.bz2": 270_005,
    "ris.rrc06.updates.1427846400.gz": 1_561,
    "routeviews.jinx.updates.1427846400.bz2": 8_611,
    "updates.20100722.2015.gz": 5_654,
    "updates.et-header.2015.gz": 577_744,
    "updates.long_withdrawal.gz": 4_096,
    "updates.nlri_mask_trailing_bits.gz": 1,
}


class TestMrt(ReaderContract):
    """What every reader keeps."""

    reader = mrt_archive.READER
    good = SMALL
    name = "updates.20171001.0900.mrt"
    tables = {ROUTES_SEEN.name: ROUTES_SEEN}


def rows(data: bytes, want=None):
    """Decode bytes; give rows and rejects."""
    got, bad = [], []
    for piece in decode(io.BytesIO(data), want):
        got += piece.routes.to_pylist()
        bad += piece.rejects
    return got, bad


def test_a_route_has_all_that_was_sent():
    """Time, peer, prefix, path, next hop, communities, MED, and the place in the file."""
    got, bad = rows(SMALL)

    first = got[0]
    assert [] == bad
    assert ("table", "10.0.0.1", 4_064_999, "175.45.176.0/24", 131279) == (
        first["kind"], first["peer"], first["peer_as"], first["prefix"], first["origin"],
    )  # fmt: skip
    assert ([3333, 4837, 131279], [130, 2, 2]) == (first["path"], first["path_kinds"])
    assert ("10.0.0.9", [(3333 << 16) | 1], 7, None, "igp") == (
        first["next_hop"], first["communities"], first["med"], first["local_pref"], first["origin_code"],
    )  # fmt: skip
    assert len(make.peer_table(AT)) == first["offset"]


def test_a_message_is_a_row_for_each_prefix():
    """Withdrawn first, then announced; the second prefix has the same path as the first."""
    got, _ = rows(SMALL)

    assert [
        ("withdraw", "175.45.176.0/24", []),
        ("announce", "175.45.177.0/24", [3333, 4837, 131279]),
        ("announce", "175.45.178.0/24", [3333, 4837, 131279]),
        ("announce", "175.45.179.0/24", [3333, 4837, 131279]),
    ] == [(r["kind"], r["prefix"], r["path"]) for r in got[3:]]
    assert 250_000 == got[3]["at"].microsecond


def test_an_old_speakers_path_is_put_together_again():
    """RFC 6793: a two-octet speaker hides wide numbers behind 23456 and sends them along."""
    wide = 131279
    told = make.attribute(1, b"\0") + make.attribute(2, make.segments([3333, 23456, 23456], 2))
    told += make.attribute(17, make.segments([4_200_000, wide], 4), 0xC0)
    body = struct.pack(">HHHH", 3333, 65000, 0, 1) + bytes(8)
    inner = struct.pack(">HH", 0, len(told)) + told + make.nlri("10.0.0.0/8")
    message = b"\xff" * 16 + struct.pack(">HB", 19 + len(inner), 2) + inner

    (got,), _ = rows(make.record(AT, 16, 1, body + message))

    assert [3333, 4_200_000, wide] == got["path"]


def test_sets_and_their_borders_are_kept():
    """Two sets side by side are two sets; a path that ends in one has no origin."""
    told = make.attributes([3333, {1, 2}, {3}])

    (got,), _ = rows(make.update(AT, 3333, told, ["10.0.0.0/8"]))

    assert [3333, 1, 2, 3] == got["path"]
    assert [130, 129, 1, 129] == got["path_kinds"]
    assert got["origin"] is None


def test_only_what_is_wanted_is_decoded():
    """A country's prefixes, or its origins."""
    other = make.table(AT, "8.8.8.0/24", [(0, make.attributes([1, 15169]))])
    data = make.peer_table(AT) + other + SMALL[len(make.peer_table(AT)) :]

    near, _ = rows(data, wanted(["175.45.176.0/22"]))
    of, _ = rows(data, wanted(origins=[15169]))

    assert {"175.45.176.0/24", "175.45.177.0/24", "175.45.178.0/24", "175.45.179.0/24"} == {
        r["prefix"] for r in near
    }
    assert ["8.8.8.0/24"] == [r["prefix"] for r in of]


@pytest.mark.parametrize(
    "prefix", ["0.0.0.0/0", "175.45.176.0/22", "175.45.176.0/24", "::/0", "2001:db8::/31"]
)
def test_wanted_prefixes_are_those_inside(prefix):
    """A wider wish holds the narrower prefix; a narrower one does not hold the wider."""
    got, _ = rows(SMALL, wanted([prefix]))
    wish = ip_network(prefix)
    every, _ = rows(SMALL)

    assert [
        r["prefix"]
        for r in every
        if (net := ip_network(r["prefix"])).version == wish.version and net.subnet_of(wish)
    ] == [r["prefix"] for r in got]


def test_a_file_cut_at_any_byte_keeps_its_whole_records():
    """Whatever is left is a beginning of the rows of the whole file, and the cut is named."""
    every, _ = rows(SMALL)
    ends = {0}
    at = 0
    while at < len(SMALL):
        at += 12 + struct.unpack_from(">I", SMALL, at + 8)[0]
        ends.add(at)

    for cut in range(len(SMALL)):
        got, bad = rows(SMALL[:cut])

        assert every[: len(got)] == got
        assert (cut in ends) == (not bad)
        assert all(where.startswith("byte ") for where, _, _ in bad)


def test_no_length_makes_it_read_on_or_give_more():
    """Each octet of the file set to 0, 255 and one more: rows at most, places named, no crash."""
    dice = random.Random(5)

    for at in range(0, len(SMALL), 2):
        data = bytearray(SMALL)
        data[at] = dice.choice((0, 255, (SMALL[at] + 1) % 256, dice.randrange(256)))
        got, _ = rows(bytes(data))

        assert len(got) <= 40


def test_records_of_no_known_type_are_passed_over():
    """What lies between two good records is named and nothing more."""
    alien = make.record(AT, 99, 3, b"x" * 40)
    parts = make.peer_table(AT), make.table(AT, "175.45.176.0/24", [(0, TOLD)])

    got, bad = rows(parts[0] + alien + parts[1] + alien + parts[1] + make.peer_table(AT))

    assert 2 == len(got)
    assert 2 == len(bad)
    assert f"byte {len(parts[0])}" == bad[0][0]


def test_a_damaged_length_costs_one_record():
    """The next record begins inside the one whose length is wrong; it is found again."""
    parts = [make.table(AT, f"10.{n}.0.0/16", [(0, TOLD), (1, TOLD)]) for n in range(6)]
    parts[2] = parts[2][:8] + struct.pack(">I", 5_000) + parts[2][12:]

    got, bad = rows(make.peer_table(AT) + b"".join(parts))

    assert [0, 0, 1, 1, 3, 3, 4, 4, 5, 5] == [int(r["prefix"].split(".")[1]) for r in got]
    assert "another record begins inside" in bad[0][1]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (make.table(AT, "10.0.0.0/8", [(0, TOLD)]), "before any peer table"),
        (make.peer_table(AT) + make.table(AT, "10.0.0.0/8", [(9, TOLD)]), "a peer that"),
        (
            make.peer_table(AT) + make.table(AT, "10.0.0.0/8", [(0, TOLD[:-1])]),
            "lengths do not fit",
        ),
        (make.update(AT, 1, b"\x40\x02\x03\x02\x09\x01", ["10.0.0.0/8"]), "segments do not fit"),
        (make.update(AT, 1, TOLD, ["10.0.0.0/8"]).replace(b"\xff" * 16, b"\xfe" * 16), "marker"),
        (make.record(AT, 13, 1, b"\0\0\0\0\0\x09"), "a peer table"),
    ],
)
def test_what_cannot_be_read_is_named(data, why):
    """One entry or one message is lost, with its place; the rest is read."""
    good = make.peer_table(AT) + make.table(AT, "175.45.176.0/24", [(1, TOLD)])

    got, bad = rows(data + good)

    assert 1 == len(got)
    assert why in bad[0][1]


def test_a_path_of_ten_thousand_hops_is_one_row():
    """Long paths are data; private numbers and AS 0 too."""
    path = [0, *range(1, 10_000)]

    (got,), bad = rows(make.update(AT, 3333, make.attributes(path), ["10.0.0.0/8"]))

    assert [] == bad
    assert path == got["path"]


def test_a_message_cannot_make_more_than_a_batch_holds():
    """30 000 prefixes with a path of 5 000 hops would be 150 million hops; it is refused."""
    told = make.attributes(list(range(1, 5_001)))
    net = [f"{a}.{b}.0.0/16" for a in range(1, 60) for b in range(256)]

    got, bad = rows(make.update(AT, 3333, told, net) + make.update(AT, 3333, TOLD, ["10.0.0.0/8"]))

    assert 1 == len(got)
    assert "more hops or communities than a batch holds" in bad[0][1]


@pytest.mark.parametrize(
    "data", [b"", b"hello, I am a text\n" * 50, bytes(5_000), b"\xff" * 5_000]
)
def test_a_file_that_is_no_mrt_is_refused(data):
    """A text named .mrt must not end as a table without routes."""
    with pytest.raises(ReadError, match="no MRT record"):
        all_rows(mrt_archive.READER, data, a_source("rib.mrt"))


@pytest.mark.parametrize("packing", [gzip, lzma])
def test_a_packed_file_that_is_cut_keeps_what_can_be_unpacked(tmp_path, packing):
    """The good rows stay, and the reject says where unpacking ended."""
    path = tmp_path / "updates.gz"
    data = packing.compress(SMALL * 200)
    path.write_bytes(data[: len(data) * 3 // 4])

    got, bad = [], []
    for piece in decode(open_packed(path)):
        got += piece.routes.to_pylist()
        bad += piece.rejects

    assert len(got) > 100
    assert "cannot be unpacked" in bad[-1][1]


def test_good_records_before_a_flood_of_nothing_are_kept(tmp_path):
    """A small file that unpacks to forty million zeros: its rows stay, and the flood is one reject."""
    path = tmp_path / "rib.mrt.gz"
    path.write_bytes(gzip.compress(SMALL + bytes(40_000_000), 1))

    got, bad = [], []
    for piece in decode(open_packed(path)):
        got += piece.routes.to_pylist()
        bad += piece.rejects

    assert rows(SMALL)[0] == got
    assert 1 <= len(bad) <= 2
    assert f"byte {len(SMALL)}" == bad[0][0]


@pytest.mark.shared
@pytest.mark.parametrize("name", sorted(ORACLE))
def test_real_files_have_as_many_rows_as_bgpdump_prints(shared, name):
    """The counts of an independent program, file by file."""
    path = shared / "mrt" / name
    with open_packed(path) as file:
        assert ORACLE[name] == sum(p.routes.num_rows for p in decode(file))


@pytest.mark.shared
def test_a_damaged_real_file_is_read_on(shared):
    """Two record borders are damaged; what lies behind them is found, and both are named."""
    with gzip.open(shared / "mrt" / "rrc00.updates.20000325.0345.damaged.gz") as file:
        pieces = list(decode(file))

    rejects = [r for p in pieces for r in p.rejects]
    assert 5_685 == sum(p.routes.num_rows for p in pieces)
    assert ["byte 188", "byte 4554"] == [r[0] for r in rejects]


@pytest.mark.shared
def test_north_korea_in_a_real_table(shared):
    """23 October 2015: all four prefixes behind China Unicom, nobody else."""
    got = []
    with open_packed(shared / "mrt" / "updates.et-header.2015.gz") as file:
        for piece in decode(file, wanted(["175.45.176.0/22"])):
            got += mrt_archive.seen(piece, a_source("updates.et-header.2015")).to_pylist()

    assert {f"175.45.{n}.0/24" for n in range(176, 180)} == {r["prefix"] for r in got}
    assert {4837} == {r["upstream"] for r in got}
