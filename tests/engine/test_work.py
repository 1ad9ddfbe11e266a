"""Running one step on one bucket: in a room without windows, and with the result in its form."""

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hawse.core.errors import PlanError, ReadError, StepError
from hawse.engine.protocol import open_engine
from hawse.engine.split import buckets
from hawse.engine.store import Store
from hawse.engine.work import Means, Task, bucketed, connect, run_bucket
from hawse.testing.toy import CELLED

X = pa.table({"a": pa.array([1, 2, 3], pa.int64())})


def task(text, schema=None, order=(), settings=None, function=None):
    schema = schema or pa.schema([("a", pa.int64())])
    return Task("c.step", schema, order, text, function, settings or {})


def run(text, **more):
    return run_bucket(task(text, **more), {"x": X}, Means())


@pytest.mark.parametrize(
    "text",
    [
        "select count(*) as a from read_text('/etc/passwd')",
        "select count(*) as a from read_csv('{outside}')",
        "select count(*) as a from '{outside}'",
        "select count(*) as a from glob('/etc/*')",
        "select count(*) as a from read_text('{store}/../outside.csv')",
        "select count(*) as a from read_csv('https://example.org/a.csv')",
        "select getenv('HOME')::int as a",
    ],
)
def test_a_step_sees_nothing_outside_the_store(tmp_path, text):
    """A channel from elsewhere is code that one runs; its SQL at least cannot look around."""
    outside = tmp_path / "outside.csv"
    outside.write_text("a\n1\n")
    store = Store(tmp_path / "store").root
    means = Means(store=store)
    with pytest.raises(StepError) as caught:
        run_bucket(task(text.format(outside=outside, store=store)), {"x": X}, means)

    assert text[:20] in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "copy (select 1) to '{store}/made.csv'",
        "create table t as select 1",
        "set enable_external_access = true",
        "reset lock_configuration",
        "attach '{store}/other.db' as other",
        "install spatial",
        "load spatial",
        "insert into x values (1)",
        "pragma threads = 8",
        "select 1 as a; copy (select 1) to '{store}/made.csv'",
        "",
    ],
)
def test_a_step_that_is_no_query_is_refused(tmp_path, text):
    """A step reads tables and gives rows; it writes nothing and changes nothing."""
    store = Store(tmp_path / "store").root
    with pytest.raises(StepError, match="wanted one query"):
        run_bucket(task(text.format(store=store)), {"x": X}, Means(store=store))

    assert not list(store.iterdir())


def test_the_configuration_is_locked():
    """What was switched off stays off, also for whoever holds the connection."""
    con = connect(Means())
    for text in (
        "set enable_external_access = true",
        "set TimeZone = 'Asia/Seoul'",
        "set threads = 9",
    ):
        with pytest.raises(duckdb.Error, match=r"locked|while database is running"):
            con.execute(text)


def test_python_variables_are_no_tables():
    """A name that is not wired must fail, and not find something by chance."""
    hidden = X  # noqa: F841 - DuckDB would find it by its name

    with pytest.raises(StepError, match="hidden"):
        run("select a from hidden")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("select a, 1 as b from x", "missing [], not declared ['b']"),
        ("select 1 as b", "missing ['a'], not declared ['b']"),
        ("select 'word' as a from x", "does not fit"),
        ("select 1e30 as a", "does not fit"),
        ("select b from x", "Binder Error"),
        ("select error('stop') as a from x", "stop"),
    ],
)
def test_a_result_that_does_not_fit_its_table_shows_the_text(text, told):
    """The SQL in the repository is the SQL that ran; a failing step shows it."""
    with pytest.raises(StepError) as caught:
        run(text)

    assert caught.value.step == "c.step"
    assert told in caught.value.why
    assert text in str(caught.value)


def test_a_wide_sum_is_brought_back_to_its_type():
    """DuckDB widens sums of whole numbers; the table says what they are."""
    got = run("select sum(a) as a from x")

    assert got.schema.field("a").type == pa.int64()
    assert got["a"].to_pylist() == [6]


def test_settings_are_parameters_and_never_text():
    """A setting that looks like SQL is a value."""
    got = run(
        "select $word as a from x limit 1",
        schema=pa.schema([("a", pa.string())]),
        settings={"word": "'; drop table x; --"},
    )

    assert got["a"].to_pylist() == ["'; drop table x; --"]


def test_a_functions_own_errors_pass_and_others_name_the_step():
    """Our own errors know what to say; a stranger is introduced by the step that raised it."""

    def ours(x):
        raise ReadError("a", "line 1", "this", "that")

    def theirs(x):
        return x["no such column"]

    with pytest.raises(ReadError):
        run_bucket(task(None, function=ours), {"x": X}, Means())
    with pytest.raises(StepError, match=r"c\.step: KeyError"):
        run_bucket(task(None, function=theirs), {"x": X}, Means())


def test_both_ways_of_splitting_follow_one_rule(tmp_path):
    """Local buckets and a cluster's buckets of the same rows are the same buckets."""
    rows = CELLED.rows(
        [{"cell": n % 7, "own": n % 2 == 0, "ship": n, "x": n / 3} for n in range(200)]
    )
    key = [("ship", "ascending")]
    for by in (("cell",), ("cell", "ship")):
        split = dict(bucketed(CELLED, rows, by, 5))
        local = [b["celled"] for b in buckets({"celled": (CELLED, rows)}, by, 5, tmp_path / "s")]
        for bucket, alone in enumerate(local):
            assert split.get(bucket, CELLED.empty()).sort_by(key).equals(alone.sort_by(key))
        assert sum(part.num_rows for part in split.values()) == len(rows)


def test_no_rows_are_in_no_bucket():
    """A table that holds nothing is dealt like any other."""
    assert [] == list(bucketed(CELLED, CELLED.empty(), ("cell",), 5))


@pytest.mark.parametrize("count", [1, 3, 7, 200, 999])
def test_without_keys_a_bucket_is_the_next_rows(tmp_path, count):
    """Rows that may be split anywhere are read once, in order, in pieces of about equal size."""
    rows = CELLED.rows([{"cell": n, "own": True, "ship": n, "x": 0.0} for n in range(200)])
    path = tmp_path / "rows.parquet"
    pq.write_table(rows, path, row_group_size=33)

    for given in (rows, (path,)):
        split = [b["celled"] for b in buckets({"celled": (CELLED, given)}, (), count, tmp_path)]

        assert pa.concat_tables(split).equals(rows)
        assert len(split) <= count
        assert max(part.num_rows for part in split) == -(-200 // min(count, 200))


def test_dealing_rows_leaves_nothing_behind(tmp_path):
    """The files that rows were dealt into are gone, also where the work on a bucket failed."""
    rows = CELLED.rows([{"cell": n % 7, "own": True, "ship": n, "x": 0.0} for n in range(50)])
    split = buckets({"celled": (CELLED, rows)}, ("cell",), 4, tmp_path / "spill")
    next(split)
    split.close()

    assert list((tmp_path / "spill").iterdir()) == []


def test_an_engine_that_is_not_there_says_which_are(tmp_path):
    """A misspelt engine is a usage fault, not a traceback."""
    with pytest.raises(PlanError, match="there is no engine 'dask'; there are local and spark"):
        open_engine("dask", tmp_path)
