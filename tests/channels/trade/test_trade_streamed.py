"""JSON row by row: what is read hangs neither on the pieces it comes in nor on the file's size."""

import io
import json
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hawse.channels.trade.read.comtrade import READER
from hawse.channels.trade.read.streamed import data_rows
from hawse.core.errors import ReadError
from hawse.core.source import Source

SOURCE = Source("a" * 64, "c.json")


class Dripping(io.RawIOBase):
    """A file that gives a few bytes at a time, as a pipe may."""

    def __init__(self, data, size):
        self._file, self._size = io.BytesIO(data), size

    def read(self, size=-1):
        """Give no more than its few bytes."""
        return self._file.read(self._size if size < 0 else min(size, self._size))


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@given(st.lists(values, max_size=6), st.dictionaries(st.text(max_size=5), values, max_size=3),
       st.integers(1, 7), st.booleans())  # fmt: skip
def test_rows_are_those_of_the_whole_file_however_it_drips(rows, beside, size, plain):
    """Keys beside the data, letters of any script, numbers at the end of a piece: all as json has it."""
    text = json.dumps(
        {"data": rows, **{f"x{k}": v for k, v in beside.items()}}, ensure_ascii=plain
    )
    data = text.encode()

    assert [*enumerate(rows, start=1)] == list(data_rows(b"", Dripping(data, size), SOURCE))


WHOLE = json.dumps({"elapsedTime": "1 s", "data": [{"a": 12.5}, {"b": "ж"}], "error": ""}).encode()


@pytest.mark.parametrize("cut", range(len(WHOLE)))
def test_a_file_cut_at_any_byte_is_broken_and_names_the_place(cut):
    """Rows before the cut do not make it whole."""
    with pytest.raises(ReadError):
        list(data_rows(b"", io.BytesIO(WHOLE[:cut]), SOURCE))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"data": [1 2]}', "wanted whole JSON"),
        ('{"data": [1]} {"data": [2]}', "nothing after the closing brace"),
        ('{"data": {"a": 1}}', "a list under 'data'"),
        ("{1: 2}", "a key in quotes"),
        ('{"data": [' + "[" * 5000 + "]" * 5000 + "]}", "nested without end"),
        ('{"data": ["' + "x" * (6 << 20), "less than 4 MiB"),
    ],
)
def test_what_is_no_such_file_is_refused_by_its_place(text, why):
    """Never a traceback, and never a guess."""
    with pytest.raises(ReadError, match=why):
        list(data_rows(b"", io.BytesIO(text.encode()), SOURCE))


def test_a_large_file_is_read_in_little_memory():
    """Forty megabytes of rows are read in a few: the whole is never held."""
    one = json.dumps({"refYear": 2017, "reporterCode": 643, "reporterISO": "RUS", "flowCode": "X",
                      "partnerCode": 408, "partnerISO": "PRK", "cmdCode": "2710",
                      "primaryValue": 12.5, "note": "x" * 800})  # fmt: skip
    count = (40 << 20) // len(one)
    data = f'{{"count": {count}, "data": [{",".join([one] * count)}]}}'.encode()
    file = io.BytesIO(data)
    tracemalloc.start()
    got = sum(
        batch.num_rows for name, batch in READER.rows(file, SOURCE) if name == "customs_rows"
    )
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert count == got
    assert peak < 60 << 20
