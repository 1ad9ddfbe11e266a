"""Reading one file: taken by one reader, kept once, and nothing kept of what broke."""

import csv
import gzip
import io
import lzma

import pyarrow as pa
import pytest

from hawse.core.channel import Facts, Reader
from hawse.core.errors import ReadError, SourceError
from hawse.core.table import Column, Table
from hawse.core.tables import REJECTS, SHARED
from hawse.engine.files import sha256
from hawse.engine.reading import Reading, choose, facts_reader, read, reject
from hawse.engine.store import Store
from hawse.testing import a_source

PAIRS = Table("pairs", (
    Column("name", pa.string(), "-", "name"), Column("value", pa.int64(), "-", "value"),
))  # fmt: skip
TABLES = {"pairs": PAIRS, "rejects": REJECTS}
READS = []


def rows(file, source):
    READS.append(source.path)
    for n, (name, value) in enumerate(csv.reader(io.TextIOWrapper(file, "utf-8")), start=1):
        if value.isdigit():
            yield "pairs", PAIRS.rows([{"name": name, "value": int(value)}]).to_batches()[0]
        else:
            yield "rejects", reject(source, [(f"line {n}", "no number", value)])


PAIR_READER = Reader("pairs", 1, ("pairs", "rejects"), lambda _p, head: b"," in head, rows)
OTHER = Reader("semicolons", 1, ("pairs",), lambda _p, head: b";" in head, rows)
GREEDY = Reader("greedy", 1, ("pairs",), lambda _p, _h: True, rows)


@pytest.fixture
def job(tmp_path):
    def make(data, name="a.csv", reader=PAIR_READER, **more):
        path = tmp_path / name
        path.write_bytes(data)
        return Reading(reader, a_source(name, id=sha256(path), **more), path, TABLES)

    READS.clear()
    return make


def test_a_file_is_read_once(job, tmp_path):
    """The second run finds the rows in the store; another reader's version reads again."""
    store = Store(tmp_path / "store")
    first, parts = read(job(b"a,1\nb,x\n"), store)
    again, same = read(job(b"a,1\nb,x\n"), store)

    assert (first.rows_read, first.rows_rejected) == (1, 1)
    assert (again, same) == (first, parts)
    assert READS == ["a.csv"]
    newer = Reader("pairs", 2, ("pairs", "rejects"), PAIR_READER.accepts, rows)
    read(job(b"a,1\nb,x\n", reader=newer), store)
    assert READS == ["a.csv", "a.csv"]


def test_what_is_told_of_a_file_is_part_of_what_it_was_read_as(job, tmp_path):
    """An article's date may come from the case: with another date it is read again."""
    store = Store(tmp_path / "store")
    read(job(b"a,1\n"), store)
    read(job(b"a,1\n", title="another"), store)

    assert len(READS) == 2


def test_nothing_is_kept_of_a_file_that_breaks(job, tmp_path):
    """Rows before the break would be taken for the whole."""
    store = Store(tmp_path / "store")
    data = lzma.compress(b"".join(b"n%d,%d\n" % (n, n) for n in range(5_000)))
    with pytest.raises(ReadError, match="cut or damaged"):
        read(job(data[:-30]), store)

    assert not [path for path in store.root.rglob("*") if path.is_file()]


def test_a_reader_that_trips_over_a_file_is_told_as_a_read_error(job, tmp_path):
    """Text that is no text, a line with too few cells: what was found, and what to do."""
    for data in (b"a,1\nb\n", b"a,1\n\xff\xfe\x00,2\n"):
        with pytest.raises(ReadError) as caught:
            read(job(data), Store(tmp_path / "store"))

        assert "what pairs cannot read" in caught.value.found
        assert "name another reader" in caught.value.wanted


def test_a_killed_read_is_done_again_and_a_finished_one_is_not(job, tmp_path):
    """A part is there when it is whole; the note is there when the file was read whole."""
    store = Store(tmp_path / "store")
    one = job(b"a,1\n")
    read(one, store)
    note = store.root / "read" / f"{one.digest}.json"
    note.unlink()

    source, parts = read(one, store)

    assert (source.rows_read, parts["pairs"].rows) == (1, 1)
    assert len(READS) == 2


def test_a_file_is_taken_by_the_only_reader_that_accepts_it(job):
    """Packing does not hide what a file is."""
    readers = [("c", PAIR_READER), ("c", OTHER)]
    packed = job(gzip.compress(b"a,1\n"))

    assert choose(readers, packed.path, "a.csv") == ("c", PAIR_READER)


@pytest.mark.parametrize(
    ("data", "readers", "wanted", "told"),
    [
        (b"", [PAIR_READER], None, "found an empty file, wanted rows"),
        (b"\x00\x01\x02", [PAIR_READER], None, "no reader takes it, it begins with"),
        (b"a,1;", [PAIR_READER, OTHER], None, "taken by ['pairs', 'semicolons']; say which"),
        (b"a,1", [PAIR_READER], "pears", "there is no reader 'pears'; there are ['pairs']"),
    ],
)
def test_a_file_that_none_or_two_take_says_so(job, data, readers, wanted, told):
    """Guessing would be reading it as something else."""
    one = job(data)
    with pytest.raises(SourceError) as caught:
        choose([("c", r) for r in readers], one.path, "a.csv", wanted)

    assert told in str(caught.value)
    assert str(caught.value).startswith("a.csv: ")


def test_a_packed_file_with_nothing_in_it_is_an_empty_file(job):
    """An empty archive is as empty as an empty file."""
    with pytest.raises(SourceError, match="found an empty file"):
        choose([("c", GREEDY)], job(gzip.compress(b"")).path, "a.csv")


def test_facts_are_typed_by_their_table_and_cite_their_lines(tmp_path):
    """A fact's line is its evidence."""
    path = tmp_path / "belongs.csv"
    path.write_text("child,parent,from,to,source\nas:1,country:KP,2017-01-01,,a register\n")
    made = facts_reader(Facts("belongs", path), SHARED["belongs"])
    with path.open("rb") as file:
        [(name, batch)] = made.rows(file, a_source("belongs.csv"))

    assert name == "belongs"
    assert batch.to_pylist()[0]["to"] is None
    assert str(batch.to_pylist()[0]["from"]) == "2017-01-01"


@pytest.mark.parametrize(
    ("text", "where", "found"),
    [
        ("child,parent\n", "line 1", "['child', 'parent']"),
        ("", "line 1", "None"),
        ("child,parent,from,to,source\na,b,1 May,,x\n", "column from", "1 May"),
        ("child,parent,from,to,source\na,b\n", "line 2", "2 cells"),
        ("child,parent,from,to,source\na,b,,,x,y\n", "line 2", "6 cells"),
    ],
)
def test_facts_that_do_not_fit_name_the_place(tmp_path, text, where, found):
    """Facts ship with the package: a slip in them is found before anyone relies on it."""
    path = tmp_path / "belongs.csv"
    path.write_text(text)
    made = facts_reader(Facts("belongs", path), SHARED["belongs"])
    with path.open("rb") as file, pytest.raises(ReadError) as caught:
        list(made.rows(file, a_source("belongs.csv")))

    assert caught.value.where == where
    assert found in caught.value.found


def test_a_reject_keeps_its_line_and_cuts_a_long_one():
    """Nothing vanishes; a line of a million characters is shown by its beginning."""
    [row] = reject(a_source(), [("line 3", "no number", "x" * 1000)]).to_pylist()

    assert (row["locator"], row["reason"], len(row["raw"])) == ("line 3", "no number", 500)
