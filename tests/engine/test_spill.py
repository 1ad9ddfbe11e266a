"""Splitting in one pass: every row once, rows of one key together, whatever table they are of."""

import pyarrow as pa
import pytest

from hawse.core.table import Column, Table
from hawse.engine.spill import spilled
from hawse.engine.store import Store
from hawse.engine.work import Means

SEEN = Table(
    "seen", (Column("ship", pa.int64(), "-", "ship"), Column("port", pa.string(), "-", "port"))
)
SAID = Table(
    "said", (Column("ship", pa.int64(), "-", "ship"), Column("at", pa.float64(), "h", "when"))
)
TABLES = {t.name: t for t in (SEEN, SAID)}


def rows(ships):
    return SEEN.rows(
        [{"ship": n % ships, "port": f"P{n % 9}" if n % 5 else None} for n in range(300)]
    )


@pytest.mark.parametrize("stored", [True, False])
def test_every_row_lands_in_one_bucket_and_one_ship_in_the_same_one(tmp_path, stored):
    """Two tables of one step are split by one rule; texts and nulls come back as they were."""
    store = Store(tmp_path)
    seen, said = rows(17), SAID.rows([{"ship": n, "at": n / 3} for n in range(17)])
    given = {"seen": seen, "said": said}
    if stored:
        given = {
            name: (
                store.put(name, "x", TABLES[name].schema, [one.slice(0, 9), one.slice(9)]).path,
            )
            for name, one in given.items()
        }

    got = list(spilled(TABLES, given, ("ship",), 4, Means(store=tmp_path)))

    homes = [(set(b["seen"]["ship"].to_pylist()), set(b["said"]["ship"].to_pylist())) for b in got]
    assert 4 == len(got)
    assert all(one == other for one, other in homes)
    assert sum(len(one) for one, _ in homes) == 17
    key = [("ship", "ascending"), ("port", "ascending")]
    assert pa.concat_tables([b["seen"] for b in got]).sort_by(key).equals(seen.sort_by(key))


def test_more_buckets_than_keys_leave_some_empty(tmp_path):
    """An empty bucket has the table's form."""
    got = list(spilled(TABLES, {"seen": rows(1)}, ("ship",), 3, Means(store=tmp_path)))

    assert [0, 0, 300] == sorted(b["seen"].num_rows for b in got)
    assert {SEEN.schema} == {b["seen"].schema for b in got}


def test_nothing_is_left_behind(tmp_path):
    """The files of the buckets go when the last was taken, or when a step fails on the way."""
    made = spilled(TABLES, {"seen": rows(5)}, ("ship",), 3, Means(store=tmp_path))
    next(made)
    made.close()

    assert [] == list(tmp_path.iterdir())
