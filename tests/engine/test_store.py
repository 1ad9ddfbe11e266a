"""The store: a part that is there is whole, and its bytes hang on its rows alone."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hawse.engine import store as store_module
from hawse.engine.store import Store, digest_of

SCHEMA = pa.schema([("a", pa.int64()), ("b", pa.string())])


def batch(first, count):
    return pa.RecordBatch.from_pydict(
        {
            "a": list(range(first, first + count)),
            "b": [str(n) for n in range(first, first + count)],
        },
        schema=SCHEMA,
    )


def test_a_part_that_was_not_finished_is_not_there(tmp_path):
    """A run that is killed leaves no half table behind that a second run would take."""
    store = Store(tmp_path)

    def interrupted():
        yield batch(0, 3)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.put("t", "d", SCHEMA, interrupted())

    assert store.part("t", "d") is None
    assert not list((tmp_path / "t").iterdir())


def test_a_parts_bytes_do_not_hang_on_the_batches_it_came_in(tmp_path, monkeypatch):
    """Two threads hand over rows in other portions than one does."""
    monkeypatch.setattr(store_module, "GROUP_ROWS", 100)
    store = Store(tmp_path)
    one = store.put("t", "one", SCHEMA, [batch(0, 250)])
    many = store.put("t", "many", SCHEMA, [batch(n, 10) for n in range(0, 250, 10)])
    odd = store.put("t", "odd", SCHEMA, [batch(0, 1), batch(1, 230), batch(231, 19)])

    assert one.rows == many.rows == odd.rows == 250
    assert one.path.read_bytes() == many.path.read_bytes() == odd.path.read_bytes()


def test_heavy_rows_are_let_go_before_they_fill_the_memory(tmp_path, monkeypatch):
    """A table of whole articles must not be held until a quarter million are there."""
    monkeypatch.setattr(store_module, "GROUP_BYTES", 100)
    part = Store(tmp_path).put("t", "d", SCHEMA, [batch(n, 50) for n in range(0, 200, 50)])

    assert pq.read_metadata(part.path).num_row_groups == 4
    assert pq.read_table(part.path)["a"].to_pylist() == list(range(200))


def test_a_part_without_rows_is_a_typed_file(tmp_path):
    """Nothing found is written down as nothing found."""
    part = Store(tmp_path).put("t", "d", SCHEMA, [])

    assert part.rows == 0
    assert Store(tmp_path).part("t", "d") == part


def test_a_digest_hangs_on_values_and_not_on_the_order_of_keys():
    """The same settings written in another order are the same settings."""
    assert digest_of("x", {"a": 1, "b": 2}) == digest_of("x", {"b": 2, "a": 1})
    assert digest_of("x", 1) != digest_of("x", "1")
