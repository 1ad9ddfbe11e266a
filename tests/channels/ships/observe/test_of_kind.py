"""Arrow's rows as plain ones."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from hawse.channels.ships.observe.of_kind import of_kind, plain
from hawse.channels.ships.tables import SPELLS
from hawse.core.table import UTC

YEARS_300 = 300 * 366 * 86_400_000_000


@given(st.lists(st.none() | st.integers(-YEARS_300, YEARS_300)))
def test_rows_are_those_of_arrow(instants):
    """Null stays null, and an instant keeps its microseconds, before 1970 too."""
    rows = pa.table(
        {"at": pa.array(instants, UTC), "number": pa.array(range(len(instants)), pa.int64())}
    )

    assert rows.to_pylist() == plain(rows)


def test_spells_of_a_kind_have_the_columns_asked_for():
    """Without a word all but the two lists, which few steps want."""
    spells = SPELLS.rows([{"ship": 1, "kind": "gap", "lats": []}, {"ship": 2, "kind": "track"}])

    assert [{"ship": 1}] == of_kind(spells, "gap", only=("ship",))
    assert [1, 2] == [s["ship"] for s in of_kind(spells, "gap", "track")]
    assert set(SPELLS.names) - {"lats", "lons"} == set(of_kind(spells, "track")[0])
