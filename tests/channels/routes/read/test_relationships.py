"""Relationship files as text: every good line read, every bad one shown, no broken file taken."""

import io
import lzma
from datetime import date
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hawse.channels.routes.read import relationships
from hawse.channels.routes.tables import RELATIONS, SNAPSHOTS
from hawse.core.errors import ReadError
from hawse.testing import ReaderContract, a_source, all_rows

READER = relationships.READER
NAME = "asrel_201711.txt"
GOOD = b"# inferred clique: 174 3356\n4837|131279|-1\n20485|131279|-1\n174|3356|0\n"


class TestRelationships(ReaderContract):
    """What every reader keeps."""

    reader = READER
    good = GOOD
    name = NAME
    tables: ClassVar = {t.name: t for t in (RELATIONS, SNAPSHOTS)}


def read(data: bytes, name: str = NAME, **more):
    """Read bytes as a file of that name."""
    return all_rows(READER, data, a_source(name, **more))


def test_a_relation_is_a_row_with_its_line():
    """Any figure walks back to a line: comments count as lines."""
    (first, second, _) = read(GOOD)["relations"]

    assert (4837, 131279, -1, date(2017, 11, 1), 1) == (
        first["a"], first["b"], first["rel"], first["base_month"], first["months"],
    )  # fmt: skip
    assert ("line 3", "20485|131279|-1") == (second["locator"], second["quote"])


def test_the_whole_file_is_a_look_at_its_month():
    """What is not in it was looked for: that is what a gain rests on."""
    (snapshot,) = read(GOOD)["snapshots"]

    assert (date(2017, 11, 1), None, 3, "whole file") == (
        snapshot["month"], snapshot["customer"], snapshot["relations"], snapshot["locator"],
    )  # fmt: skip


def test_a_fourth_column_is_read_over():
    """Serial-2 says where a link was seen; the relation is the same."""
    got = read(b"1|11537|0|bgp\n1|21616|-1|mlp\n", "20171101.as-rel2.txt")

    assert [(1, 11537, 0), (1, 21616, -1)] == [
        (r["a"], r["b"], r["rel"]) for r in got["relations"]
    ]


@pytest.mark.parametrize(
    ("name", "comment", "month"),
    [
        ("asrel_201710.txt", b"", date(2017, 10, 1)),
        ("caida_20140901.as-rel.txt.xz", b"", date(2014, 9, 1)),
        ("2017/11/as-rel.txt", b"# month: 2017-11\n", date(2017, 11, 1)),
        ("as-rel.txt", b"# source:topology|BGP|20151201|routeviews|rv2\n", date(2015, 12, 1)),
    ],
)
def test_the_month_is_in_the_name_or_in_a_comment(name, comment, month):
    """The rows do not say when; a folder's name is not asked."""
    assert {month} == {r["base_month"] for r in read(comment + GOOD, name)["relations"]}


def test_a_file_without_a_month_says_how_to_name_it():
    """A guess would move an event; so the file is refused, with the cure."""
    with pytest.raises(ReadError, match=r"no month.*asrel_201711\.txt.*# month: 2017-11"):
        read(GOOD, "relations.txt")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"twenty|131279|-1", "the first column is no AS number"),
        (b"20485|word|-1", "the second column is no AS number"),
        (b"20485|131279|provider", "the third column is neither -1 nor 0"),
        (b"20485|131279|1", "the third column is neither -1 nor 0"),
        (b"20485|131279", "fewer than three columns"),
        (b"1|2|0|bgp|x", "more than four columns"),
        (b"0|131279|-1", "the first column is no AS number"),
        (b"4294967296|131279|-1", "the first column is no AS number"),
        (b"131279|131279|-1", "own neighbour"),
        (b"||", "the first column is no AS number"),
        (b"-1|5|0", "the first column is no AS number"),
        ("٣|5|0".encode(), "the first column is no AS number"),
    ],
)
def test_a_bad_line_is_a_reject_with_its_place(line, why):
    """One bad line does not stop the file and does not vanish."""
    got = read(GOOD + line + b"\n3356|1|-1")

    (reject,) = got["rejects"]
    assert "line 5" == reject["locator"]
    assert why in reject["reason"]
    assert line.decode() == reject["raw"]
    assert 4 == len(got["relations"])


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "no relation"),
        (b"# only a comment\n", "no relation"),
        (b"hello\nworld\n", "no relation in 2 lines"),
        (b"a,b,rel\n1,2,0\n", "no relation in 2 lines"),
        (bytes(range(256)) * 4, "binary data"),
        (b"7" * 3_000_000, "a line of over"),
    ],
)
def test_a_broken_file_is_refused(data, found):
    """A file that is something else must not end as a month without links."""
    with pytest.raises(ReadError, match=found):
        read(data)


@given(
    st.lists(
        st.tuples(st.integers(1, 2**32 - 1), st.integers(1, 2**32 - 1), st.sampled_from([-1, 0])),
        min_size=1,
        max_size=50,
    ).filter(lambda edges: all(a != b for a, b, _ in edges)),
    st.sampled_from(["\n", "\r\n", "\n\n", "\n# note\n"]),
)
def test_what_is_written_is_read(edges, end):
    """Whatever the line ends, blank lines and comments between, each relation comes back once."""
    text = "".join(f"{a}|{b}|{rel}{end}" for a, b, rel in edges)

    got = read(text.encode())

    assert edges == [(r["a"], r["b"], r["rel"]) for r in got["relations"]]
    assert "rejects" not in got


def test_a_file_longer_than_one_piece_keeps_its_line_numbers():
    """Pieces of a mebibyte end anywhere; lines and their numbers do not."""
    lines = [b"%d|%d|-1" % (n, n + 1) for n in range(1, 150_001)]
    lines[120_000] = b"x|1|0"

    got = read(b"\n".join(lines))

    assert "line 120001" == got["rejects"][0]["locator"]
    assert 149_999 == len(got["relations"])
    assert "line 150000" == got["relations"][-1]["locator"]


@pytest.mark.shared
@pytest.mark.parametrize(("month", "count"), [("201710", 266_954), ("201711", 271_667)])
def test_a_real_month_is_read_whole(shared, month, count):
    """The two files around the founding event, to the line."""
    with lzma.open(shared / f"asrel_{month}.txt.xz") as file:
        batches = list(READER.rows(io.BufferedReader(file), a_source(f"asrel_{month}.txt.xz")))

    assert count == sum(b.num_rows for n, b in batches if n == "relations")
    assert not [n for n, _ in batches if n == "rejects"]


@pytest.mark.shared
@pytest.mark.parametrize("name", ["asrel_202310.txt.xz", "caida_20140901.as-rel.txt.xz"])
def test_other_makers_files_are_read_too(shared, name):
    """One has header comments, one has the day in its name."""
    with lzma.open(shared / name) as file:
        data = file.read()

    got = [(n, b.num_rows) for n, b in READER.rows(io.BytesIO(data), a_source(name))]

    wanted = sum(1 for line in data.splitlines() if line and not line.startswith(b"#"))
    assert wanted == sum(rows for n, rows in got if n in ("relations", "rejects"))
    assert wanted * 0.99 < sum(rows for n, rows in got if n == "relations")
