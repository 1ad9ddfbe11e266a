"""Pieces put in one order: as if they had been sorted together, however few rows are held."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hawse.engine.merge import in_order
from hawse.engine.work import sorted_rows

ORDER = ("key", "more")
KEYS = {
    "numbers": st.none() | st.integers(-3, 3),
    "texts": st.none() | st.sampled_from(["", "a", "B", "ß", "港", "𐀀"]),
    "reals": st.none() | st.sampled_from([-0.5, 0.0, 2.5, float("nan")]),
}
TYPES = {"numbers": pa.int64(), "texts": pa.string(), "reals": pa.float64()}


def table(rows, kind="numbers"):
    fields = [("key", TYPES[kind]), ("more", pa.int64()), ("piece", pa.int64())]
    return pa.Table.from_pylist(
        [dict(zip(("key", "more", "piece"), r, strict=True)) for r in rows],
        schema=pa.schema(fields),
    )


@pytest.mark.parametrize("kind", KEYS)
@given(data=st.data())
def test_pieces_side_by_side_are_as_one_table_sorted(kind, data, tmp_path_factory):
    """Equal keys stay in the order of their pieces, nulls are last, and no row is lost."""
    row = st.tuples(KEYS[kind], st.integers(0, 1))
    drawn = data.draw(st.lists(st.lists(row, max_size=200), min_size=1, max_size=5))
    pieces = [
        sorted_rows(table([(*r, n) for r in rows], kind), ORDER) for n, rows in enumerate(drawn)
    ]
    folder = tmp_path_factory.mktemp("spill")

    got = list(in_order(iter(pieces), ORDER, len(pieces), folder, rows=128))

    wanted = sorted_rows(pa.concat_tables(pieces), ORDER)
    assert repr(wanted.to_pylist()) == repr([row for run in got for row in run.to_pylist()])
    assert [] == list(folder.iterdir())


def test_only_some_rows_are_held_at_once(tmp_path):
    """Twenty pieces of a thousand rows come in runs near the size asked for."""
    pieces = [table([(n * 20 + p, 0, p) for n in range(1000)]) for p in range(20)]

    got = [run.num_rows for run in in_order(iter(pieces), ORDER, 20, tmp_path, rows=2000)]

    assert sum(got) == 20_000
    assert max(got) <= 4000


def test_what_a_step_fails_on_leaves_no_file(tmp_path):
    """The folder of spills is taken away with whatever the step left in it."""

    def made():
        yield table([(1, 1, 1)])
        raise ValueError("a step's own fault")

    with pytest.raises(ValueError, match="own fault"):
        list(in_order(made(), ORDER, 2, tmp_path))

    assert [] == list(tmp_path.iterdir())
