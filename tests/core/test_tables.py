"""The shared tables: the data dictionary that other programs read."""

from datetime import date

import pytest

from hawse.core.measure import Measure
from hawse.core.tables import LEDGER, SHARED
from hawse.core.units import UNITS

EVERY = [pytest.param(table, id=f"{where}.{name}") for where, tables in
         (("shared", SHARED), ("ledger", LEDGER)) for name, table in tables.items()]  # fmt: skip
PLAIN = {
    "-",
    "UTC",
    "day",
    "JSON",
    "unit",
    "share",
    "probability",
    "row",
    "character",
    "source",
    "degree",
    "byte",
}


@pytest.mark.parametrize("table", EVERY)
def test_every_column_has_a_unit_and_a_meaning(table):
    """A column that nobody explained is read as each reader likes."""
    assert [
        c.name for c in table.columns if not c.meaning or c.unit not in PLAIN | set(UNITS)
    ] == []


@pytest.mark.parametrize("table", EVERY)
def test_a_table_is_ordered_by_columns_that_it_has(table):
    """The order is what makes two runs the same bytes."""
    assert set(table.order) <= set(table.names)
    assert len(set(table.names)) == len(table.names)


@pytest.mark.parametrize("table", LEDGER.values(), ids=LEDGER)
def test_every_double_of_the_ledger_is_rounded(table):
    """The last bits of a sum must never change an id."""
    assert [c.name for c in table.columns if str(c.type) == "double" and c.decimals is None] == []


def test_a_row_with_an_unknown_key_is_refused_and_a_missing_key_is_null():
    """A misspelt column would otherwise be a silent null."""
    table = SHARED["belongs"]

    assert table.rows([{"child": "as:1"}]).to_pylist()[0]["parent"] is None
    with pytest.raises(KeyError, match="belongs has no column \\['chlid'\\]"):
        table.rows([{"chlid": "as:1"}])


def test_a_measure_replaced_before_it_began_never_holds():
    """Caps have been superseded before their first day."""

    def measure(first, last, published=None):
        return Measure("m", "r", "cap", "s", "x", first, last, published, "A")

    never = measure(date(2018, 1, 1), date(2017, 12, 22))
    once = measure(date(2017, 10, 1), date(2017, 12, 31), date(2017, 9, 11))

    assert not any(never.in_force(date(2018, 1, day)) for day in (1, 2))
    assert once.in_force(date(2017, 10, 1))
    assert once.in_force(date(2017, 12, 31))
    assert not once.in_force(date(2018, 1, 1))
    assert not once.in_force(date(2017, 9, 30))
    assert once.knowable(date(2017, 9, 11))
    assert not once.knowable(date(2017, 9, 10))
    assert not never.knowable(date(2018, 1, 1))
