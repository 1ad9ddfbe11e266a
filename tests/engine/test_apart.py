"""Made-up rows kept apart: a planted row neither changes nor takes away a real result."""

from dataclasses import replace

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hawse.core.channel import Channel, Panel, Reader, Step
from hawse.core.table import Column, Table
from hawse.engine.apart import made_up_only, mixed, real_only, whole
from hawse.engine.work import Means, Task, run_bucket
from hawse.testing import Bench, table_of

SIGHTINGS = Table(
    "sightings",
    (
        Column("port", pa.string(), "-", "where"),
        Column("ships", pa.int64(), "ship", "how many"),
        Column("synthetic", pa.bool_(), "-", "made up"),
    ),
)
TOTALS = Table("totals", SIGHTINGS.columns, order=("port", "synthetic"))


def total(sightings: pa.Table) -> pa.Table:
    """Sum the ships of each port; a sum is made up as soon as one of its rows is."""
    found: dict[str, list[tuple[int, bool]]] = {}
    for row in sightings.to_pylist():
        found.setdefault(row["port"], []).append((row["ships"], bool(row["synthetic"])))
    return TOTALS.rows(
        [
            {"port": p, "ships": sum(n for n, _ in r), "synthetic": any(m for _, m in r)}
            for p, r in sorted(found.items())
        ]
    )


SQL = (
    "select port, sum(ships)::bigint as ships, coalesce(bool_or(synthetic), false) as synthetic "
    "from sightings group by port"
)
TASKS = {
    "sql": Task("t.sql", TOTALS.schema, TOTALS.order, SQL, None, {}),
    "function": Task("t.function", TOTALS.schema, TOTALS.order, None, total, {}),
}
MIXED = """
    port     ships  synthetic
    Nampo    3      false
    Nampo    90     true
    Rajin    5      false
    Wonsan   7      true
"""


@pytest.mark.parametrize("how", TASKS)
def test_a_planted_row_adds_a_marked_result_and_leaves_the_real_one(how):
    """Three real ships in Nampo stay three, whatever is planted beside them."""
    got = run_bucket(TASKS[how], {"sightings": table_of(SIGHTINGS, MIXED)}, Means()).to_pylist()

    assert [
        ("Nampo", 3, False),
        ("Nampo", 93, True),
        ("Rajin", 5, False),
        ("Wonsan", 7, True),
    ] == [(r["port"], r["ships"], r["synthetic"]) for r in got]


@pytest.mark.parametrize("how", TASKS)
def test_the_ledgers_own_steps_see_all_rows_at_once(how):
    """Weighing knows the rule itself, and must see a made-up claim beside real findings."""
    task = replace(TASKS[how], apart=False)

    got = run_bucket(task, {"sightings": table_of(SIGHTINGS, MIXED)}, Means()).to_pylist()

    assert {"Nampo": 93, "Rajin": 5, "Wonsan": 7} == {r["port"]: r["ships"] for r in got}


rows = st.lists(
    st.fixed_dictionaries(
        {"port": st.sampled_from("abc"), "ships": st.integers(0, 9), "synthetic": st.booleans()}
    ),
    max_size=12,
)


@given(rows)
def test_the_real_part_is_what_the_real_rows_alone_give(given_rows):
    """For any mixture: the unmarked results equal those of the unmarked rows."""
    inputs = {"sightings": SIGHTINGS.rows(given_rows)}
    for task in TASKS.values():
        both = run_bucket(task, inputs, Means())
        alone = run_bucket(task, real_only(inputs), Means())

        assert [r for r in both.to_pylist() if not r["synthetic"]] == alone.to_pylist()
        assert made_up_only(alone).num_rows == 0


@pytest.mark.parametrize("planted", [True, False])
def test_files_are_looked_through_by_their_statistics(tmp_path, planted):
    """A table in the store is told apart without being loaded."""
    step = Step(makes="totals", reads=("sightings",), by=("port",), does=total)
    reader = Reader("r", 1, ("sightings",), lambda _p, _h: False, lambda _f, _s: iter(()))
    panel = Panel((), lambda: ())
    bench = Bench(
        tmp_path, Channel("t", "?", (SIGHTINGS, TOTALS), (), (reader,), (), (step,), panel)
    )
    bench.add("sightings", MIXED if planted else "port  ships  synthetic\nNampo  3  false")
    inputs = {"sightings": bench.engine.given("sightings")}

    assert mixed(TOTALS.schema, inputs) is planted
    assert mixed(SIGHTINGS.schema.remove(2), inputs) is False
    assert whole(real_only(inputs)["sightings"]).num_rows == (2 if planted else 1)
    assert bench.run().num_rows == (4 if planted else 1)
