"""Parquet in batches: every row once and in order, however the file is cut into groups."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hawse.core.parquet import batches


@pytest.mark.parametrize("group", [1, 3, 7, 1000])
@pytest.mark.parametrize("rows", [1, 4, 1000])
def test_every_row_comes_once_and_in_order(tmp_path, group, rows):
    """No batch is longer than asked."""
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"n": range(20), "x": ["x"] * 20}), path, row_group_size=group)
    with pq.ParquetFile(path) as file:
        got = list(batches(file, rows, ["n"]))

    assert list(range(20)) == [n for batch in got for n in batch.column("n").to_pylist()]
    assert [["n"]] * len(got) == [batch.schema.names for batch in got]
    assert max(batch.num_rows for batch in got) <= rows


def test_a_file_without_rows_gives_none(tmp_path):
    """Its columns are there, its rows are not."""
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"n": pa.array([], pa.int64())}), path)
    with pq.ParquetFile(path) as file:
        assert [] == [n for b in batches(file, 5, ["n"]) for n in b.column("n").to_pylist()]


def test_what_was_read_is_let_go(tmp_path):
    """Of forty groups a few are held at any time, where one reading over all holds them all."""
    path = tmp_path / "a.parquet"
    with pq.ParquetWriter(path, pa.schema({"text": pa.string()}), compression="none") as writer:
        for n in range(40):
            words = [f"{n} {m} " * 50 for m in range(1000)]
            writer.write_table(pa.table({"text": words}))
    before = pa.total_allocated_bytes()
    with pq.ParquetFile(path) as file:
        held = [pa.total_allocated_bytes() - before for _ in batches(file, 1000, ["text"])]

    assert max(held) < path.stat().st_size / 5
