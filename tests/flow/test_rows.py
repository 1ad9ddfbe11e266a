"""Rows kept as columns read as a list of dicts would."""

import pyarrow as pa
import pytest

from hawse.flow.rows import Rows

PLAIN = [{"name": "a", "n": 1}, {"name": "b", "n": 2}, {"name": None, "n": 3}]


def test_rows_are_the_dicts_that_a_list_would_have():
    """Whoever screened a file reads its hits one by one, by place or in pieces."""
    rows = Rows(pa.Table.from_pylist(PLAIN))

    assert list(rows) == PLAIN == rows
    assert (3, PLAIN[0], PLAIN[-1]) == (len(rows), rows[0], rows[-1])
    assert PLAIN[::-1] == rows[::-1]
    assert PLAIN[1:] == rows[1:]
    assert repr(PLAIN) == repr(rows)


def test_no_rows_are_an_empty_list_and_a_place_past_the_end_is_an_error():
    """Empty is false, as a list is; nothing is made up."""
    rows = Rows(pa.table({"n": pa.array([], pa.int64())}))

    assert [] == rows
    assert not rows
    with pytest.raises(IndexError):
        _ = rows[0]
