"""A large table is split on disk once, and each bucket holds what asking for it alone gives."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hawse.core.table import Column, Table
from hawse.engine.apart import RealFiles
from hawse.engine.buckets import Buckets
from hawse.engine.work import Means, bucket_of

SHIPS = Table("ships_seen", (
    Column("ship", pa.int64(), "-", "a ship"),
    Column("seen_at", pa.timestamp("us", "UTC"), "UTC", "when"),
    Column("places", pa.list_(pa.struct([("port", pa.string())])), "-", "where"),
    Column("synthetic", pa.bool_(), "-", "made up"),
))  # fmt: skip


@pytest.fixture
def files(tmp_path):
    """Two files of a table in a store."""
    rows = [
        {
            "ship": n % 7,
            "seen_at": n * 1_000_000,
            "places": [{"port": f"P{n}"}] if n % 3 else None,
            "synthetic": n % 5 == 0,
        }
        for n in range(200)
    ]
    made = []
    for part, some in enumerate((rows[:90], rows[90:])):
        made.append(tmp_path / f"{part}.parquet")
        pq.write_table(pa.Table.from_pylist(some, SHIPS.schema), made[-1])
    return tuple(made)


def sorted_(table):
    return sorted(table.to_pylist(), key=lambda r: r["seen_at"])


@pytest.mark.parametrize("by", [("ship",), ()], ids=["by ship", "any split"])
@pytest.mark.parametrize("only_real", [False, True])
def test_each_bucket_is_what_asking_for_it_alone_gives(tmp_path, files, by, only_real):
    """The split is another way to the same rows; lists, nulls and instants come back as they were."""
    given = RealFiles(files) if only_real else files
    means = Means(2, 200, tmp_path)
    with Buckets(SHIPS, given, by, 4, means) as split:
        got = [split.rows(bucket) for bucket in range(4)]

    want = [bucket_of(SHIPS, given, by, (bucket, 4), means) for bucket in range(4)]
    assert [SHIPS.schema] * 4 == [one.schema for one in got]
    assert [sorted_(one) for one in want] == [sorted_(one) for one in got]
    assert (160 if only_real else 200) == sum(one.num_rows for one in got)


def test_nothing_is_left_behind(tmp_path, files):
    """Also where the step fails half way."""

    def fails_half_way():
        with Buckets(SHIPS, files, ("ship",), 3, Means(1, 200, tmp_path)):
            assert [] != [*tmp_path.rglob("bucket_of_row=*")]
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails_half_way()

    assert [] == [*tmp_path.rglob("bucket_of_row=*")]


def test_a_table_in_memory_is_split_too(tmp_path):
    """An empty table is one: it has no file."""
    with Buckets(SHIPS, SHIPS.empty(), ("ship",), 3, Means(1, 200, tmp_path)) as split:
        assert [0, 0, 0] == [split.rows(bucket).num_rows for bucket in range(3)]
