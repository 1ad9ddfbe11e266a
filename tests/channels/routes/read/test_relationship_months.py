"""Many months in one Parquet file: bits are months, and a spoiled row is shown."""

import io
import lzma
from datetime import date
from typing import ClassVar

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hawse.channels.routes.read import relationship_months, relationships
from hawse.channels.routes.tables import RELATIONS, SNAPSHOTS
from hawse.core.errors import ReadError
from hawse.testing import ReaderContract, a_source, all_rows

READER = relationship_months.READER
NAME = "asrel_201701_201806.parquet"
ROWS = {"a": [4837, 20485, 174], "b": [131279, 131279, 3356], "rel": [-1, -1, 0]}
MASKS = {"months": [(1 << 18) - 1, 0b111111110000000000, 1]}


def parquet(metadata: dict[str, str] | None = None, **columns: list[object]) -> bytes:
    """Write columns as Parquet."""
    table = pa.table({**ROWS, **MASKS, **columns}).replace_schema_metadata(metadata)
    file = io.BytesIO()
    pq.write_table(table, file)
    return file.getvalue()


class TestRelationshipMonths(ReaderContract):
    """What every reader keeps."""

    reader = READER
    good = parquet()
    name = NAME
    tables: ClassVar = {t.name: t for t in (RELATIONS, SNAPSHOTS)}


def read(data: bytes, name: str = NAME):
    """Read bytes as a file of that name."""
    return all_rows(READER, data, a_source(name))


def test_rows_are_counted_from_one():
    """The locator is a place that a person can find: the first row is row 1."""
    got = read(parquet())["relations"]

    assert [("row 1", 4837), ("row 2", 20485), ("row 3", 174)] == [
        (r["locator"], r["a"]) for r in got
    ]
    assert {date(2017, 1, 1)} == {r["base_month"] for r in got}


def test_each_month_of_the_name_was_looked_at():
    """A bit that no row has is still a month with a file."""
    got = read(parquet())["snapshots"]

    assert 18 == len(got)
    assert ("whole file, bit 10 of months", date(2017, 11, 1), 2) == (
        got[10]["locator"],
        got[10]["month"],
        got[10]["relations"],
    )


def test_the_months_may_stand_in_the_metadata():
    """A renamed file still knows what it is."""
    got = read(parquet({"base_month": "2017-01", "last_month": "2018-06"}), "asrel.parquet")

    assert 18 == len(got["snapshots"])


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("a", [0, 20485, 174]),
        ("a", [1 << 33, 20485, 174]),
        ("a", [131279, 20485, 174]),
        ("a", [None, 20485, 174]),
        ("rel", [1, -1, 0]),
        ("months", [0, 1, 1]),
        ("months", [1 << 18, 1, 1]),
        ("months", [-1, 1, 1]),
    ],
)
def test_a_spoiled_row_is_a_reject(column, values):
    """AS 0, a sibling code, a month past the last: shown with the row's number."""
    got = read(parquet(**{column: values}))

    assert ["row 1"] == [r["locator"] for r in got["rejects"]]
    assert 2 == len(got["relations"])


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (parquet(), "asrel.parquet", "0 of 2 months.*asrel_201701_201806.parquet"),
        (parquet(), "asrel_201806_201701.parquet", "2018-06 to 2017-01"),
        (parquet(a=["x", "y", "z"]), NAME, "a string.*also whole numbers in"),
        (parquet()[:-20], NAME, "damage"),
        (b"", NAME, "damage"),
        (b"PAR1" + bytes(200) + b"PAR1", NAME, "damage"),
        (b"4837|131279|-1\n", NAME, "damage"),
    ],
)
def test_a_broken_file_is_refused(data, name, found):
    """Where, what, and how to name it."""
    with pytest.raises(ReadError, match=found):
        read(data, name)


@pytest.mark.shared
def test_the_two_forms_say_the_same(shared):
    """Month 2017-11 of the Parquet is the text file of 2017-11, edge by edge."""
    with (shared / NAME).open("rb") as file:
        packed = {
            (r["a"], r["b"], r["rel"])
            for n, batch in READER.rows(file, a_source(NAME))
            if n == "relations"
            for r in batch.select(["a", "b", "rel", "months"]).to_pylist()
            if r["months"] >> 10 & 1
        }
    with lzma.open(shared / "asrel_201711.txt.xz") as file:
        plain = {
            (r["a"], r["b"], r["rel"])
            for n, batch in relationships.READER.rows(file, a_source("asrel_201711.txt"))
            if n == "relations"
            for r in batch.select(["a", "b", "rel"]).to_pylist()
        }

    assert plain == packed
