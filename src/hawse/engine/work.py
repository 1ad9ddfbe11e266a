"""Runs one step on one bucket. Every engine calls this; none has a second way.

SQL runs in a new DuckDB connection with ``TimeZone='UTC'``, the store as the only folder it may
see, external access off and the configuration locked. A function is called with Arrow tables. The
result is cast to the table's schema, because DuckDB widens sums.
"""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Final

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hawse.core.channel import Does, Setting
from hawse.core.errors import HawseError, StepError
from hawse.core.table import Table
from hawse.engine.apart import REAL, Input, RealFiles, Where, made_up_only, mixed, real_only, whole

BATCH: Final = 65_536
AT_ONCE: Final = 16_384
"""Keys mixed at once: few enough that their numbers stay in the cache."""
SELECT: Final = str(duckdb.StatementType.SELECT)
WORDS: Final = files("hawse.engine").joinpath("words.sql").read_text("utf-8")


@dataclass(frozen=True)
class Task:
    """A step made ready to be sent anywhere: its text or function, settings and result's form.

    ``apart`` keeps made-up rows from touching real results: see ``engine.apart``.
    """

    name: str
    schema: pa.Schema
    order: tuple[str, ...]
    text: str | None
    function: Does | None
    settings: Mapping[str, Setting]
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    where: Mapping[str, Where] = field(default_factory=dict)
    apart: bool = True


@dataclass(frozen=True, slots=True)
class Means:
    """What a step may use: threads, memory in MB, the folder that holds its inputs and spills."""

    threads: int = 1
    memory_mb: int = 1024
    store: Path | None = None


def connect(means: Means) -> duckdb.DuckDBPyConnection:
    """Open a connection that knows the words, sees the store alone and cannot be changed."""
    con = duckdb.connect(config={"threads": means.threads, "memory_limit": f"{means.memory_mb}MB"})
    con.execute("set TimeZone = 'UTC'")
    con.execute("set preserve_insertion_order = false")
    con.execute("set enable_progress_bar = false")
    con.execute("set autoinstall_known_extensions = false")
    con.execute("set autoload_known_extensions = false")
    con.execute("set python_enable_replacements = false")
    con.execute(WORDS)
    if means.store is not None:
        con.execute("set temp_directory = $1", [str(means.store / "spill")])
        con.execute("set allowed_directories = $1", [[str(means.store)]])
    else:
        con.execute("set temp_directory = ''")
    con.execute("set enable_external_access = false")
    con.execute("set lock_configuration = true")
    return con


def offer(con: duckdb.DuckDBPyConnection, name: str, given: Input) -> None:
    """Make an input visible under its table's name."""
    if isinstance(given, pa.Table):
        con.register(name, given)
        return
    paths, which = (given.paths, REAL) if isinstance(given, RealFiles) else (given, "")
    listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths)
    view = f'create view "{name}" as select * from read_parquet([{listed}]){which}'  # noqa: S608 - our own paths; a view takes no parameters
    con.execute(view)


def cast(table: pa.Table, task: Task) -> pa.Table:
    """Give the result its declared form.

    Raises:
        StepError: a column is missing or not declared, or a value does not fit its type.
    """
    wanted, got = set(task.schema.names), set(table.column_names)
    if wanted != got:
        raise StepError(
            task.name,
            f"gave columns that differ: missing {sorted(wanted - got)}, "
            f"not declared {sorted(got - wanted)}",
            task.text or "",
        )
    try:
        return table.select(task.schema.names).cast(task.schema)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as why:
        raise StepError(
            task.name, f"gave a value that does not fit: {why}", task.text or ""
        ) from why


def query_of(con: duckdb.DuckDBPyConnection, text: str) -> duckdb.Statement:
    """Give the one query that a text holds.

    Raises:
        StepError: it holds several statements, or something that is no query; such a text could
            write or change what the next statement sees.
    """
    statements = con.extract_statements(text)
    if len(statements) != 1 or str(statements[0].type) != SELECT:
        kinds = [str(one.type).rsplit(".", 1)[-1] for one in statements]
        raise StepError("text", f"holds {kinds or 'nothing'}, wanted one query", text)
    return statements[0]


def ordered(text: str, order: tuple[str, ...]) -> str:
    """Put the declared order around a step's text, which stays as it is."""
    bare = text.rstrip().rstrip(";")
    if not order:
        return bare
    keys = ", ".join(f'"{name}" nulls last' for name in order)
    return f"select * from (\n{bare}\n) order by {keys}"  # noqa: S608 - column names of our own tables


def stream(task: Task, inputs: Mapping[str, Input], means: Means) -> Iterator[pa.Table]:
    """Run a SQL task and give its result piece by piece, so that it need not fit in memory.

    Raises:
        StepError: DuckDB refused the text or the data; the text is shown.
    """
    if not (task.apart and mixed(task.schema, inputs)):
        yield from _stream(task, inputs, means)
        return
    real = list(_stream(task, real_only(inputs), means))
    made_up = [made_up_only(piece) for piece in _stream(task, inputs, means)]
    rows = pa.concat_tables([task.schema.empty_table(), *real, *made_up])
    yield sorted_rows(rows, task.order) if task.order else rows


def _stream(task: Task, inputs: Mapping[str, Input], means: Means) -> Iterator[pa.Table]:
    if task.text is None:
        raise StepError(task.name, "has no SQL text to stream")
    con = connect(means)
    try:
        for name, given in inputs.items():
            offer(con, name, given)
        query_of(con, task.text)
        made = con.sql(ordered(task.text, task.order), params=dict(task.settings) or None)
        for batch in made.to_arrow_reader(BATCH):
            yield cast(pa.Table.from_batches([batch]), task)
    except duckdb.Error as why:
        raise StepError(task.name, str(why), task.text) from why
    finally:
        con.close()


def run_bucket(task: Task, inputs: Mapping[str, Input], means: Means) -> pa.Table:
    """Run one step on one bucket and give its rows.

    Raises:
        StepError: the step failed; says which, and shows its text.
    """
    if task.function is None:
        pieces = list(stream(task, inputs, means))
        return pa.concat_tables(pieces) if pieces else task.schema.empty_table()
    if not (task.apart and mixed(task.schema, inputs)):
        return _call(task, inputs)
    real = _call(task, real_only(inputs))
    rows = pa.concat_tables([real, made_up_only(_call(task, inputs))])
    return sorted_rows(rows, task.order) if task.order else rows


def _call(task: Task, inputs: Mapping[str, Input]) -> pa.Table:
    if task.function is None:
        raise StepError(task.name, "has no function to call")
    tables = {
        name: whole(given, task.columns.get(name), task.where.get(name))
        for name, given in inputs.items()
    }
    try:
        made = task.function(**tables, **task.settings)
    except HawseError:
        raise
    except Exception as why:
        raise StepError(task.name, f"{type(why).__name__}: {why}") from why
    result = cast(made, task)
    return sorted_rows(result, task.order) if task.order else result


def sorted_rows(rows: pa.Table, order: tuple[str, ...]) -> pa.Table:
    """Put rows in a table's order, nulls last, as ``ordered`` does in SQL."""
    return rows.sort_by([(name, "ascending") for name in order])


def bucketed(
    table: Table,
    rows: pa.Table,
    by: tuple[str, ...],
    count: int,
    con: duckdb.DuckDBPyConnection | None = None,
) -> Iterator[tuple[int, pa.Table]]:
    """Split rows in one pass: (bucket, its rows), none empty.

    Whoever splits batch after batch gives the connection to work with; one takes 15 ms to open.

    Rows that agree in ``by`` land in one bucket, whatever table they are of; without ``by`` a row
    lands where its own values put it.
    """
    yield from dealt(table.name, rows.cast(table.schema), by, count, con)


def dealt(
    name: str,
    rows: pa.Table,
    by: tuple[str, ...],
    count: int,
    con: duckdb.DuckDBPyConnection | None = None,
) -> Iterator[tuple[int, pa.Table]]:
    """Split rows as ``bucketed`` does, in the form in which they are given."""
    if not rows.num_rows:
        return
    keys = rows.select(list(by or rows.column_names))
    whole_numbers = all(pa.types.is_signed_integer(t) for t in keys.schema.types)
    which = _by_numbers(keys, count) if whole_numbers else _buckets_of(name, keys, count, con)
    # 16 bits are sorted by their digits, in a third of the time
    order = np.argsort(which.astype(np.uint16) if count <= 1 << 16 else which, kind="stable")
    sorted_by = rows.take(pa.array(order))
    ends = np.cumsum(np.bincount(which, minlength=count))
    for bucket, (start, end) in enumerate(itertools.pairwise([0, *ends.tolist()])):
        if end > start:
            yield bucket, sorted_by.slice(start, end - start)


def _by_numbers(keys: pa.Table, count: int) -> np.ndarray:
    """Give each row's bucket by keys that are whole numbers: SplitMix64's mixer, key after key.

    Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014), fig. 16.
    """
    columns = [pc.fill_null(c.cast(pa.int64()), -1).to_numpy() for c in keys.columns]
    which = np.empty(keys.num_rows, np.int32)
    for start in range(0, keys.num_rows, AT_ONCE):
        rows = slice(start, start + AT_ONCE)
        mixed = np.zeros(len(which[rows]), np.uint64)
        for column in columns:
            mixed = (mixed + column[rows].astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
            mixed ^= mixed >> np.uint64(30)
            mixed *= np.uint64(0xBF58476D1CE4E5B9)
            mixed ^= mixed >> np.uint64(27)
        which[rows] = mixed % np.uint64(count)
    return which


def _buckets_of(
    name: str, keys: pa.Table, count: int, given: duckdb.DuckDBPyConnection | None
) -> np.ndarray:
    """Give each row's bucket, by keys of any type."""
    named = ", ".join(f't."{key}"' for key in keys.column_names)
    text = f'select (hash({named}) % $count)::integer as "?bucket", "?row" from "{name}" t'  # noqa: S608 - column names of our own tables
    con = given or connect(Means())
    try:
        offer(con, name, keys.append_column("?row", pa.array(np.arange(keys.num_rows))))
        found = con.sql(text, params={"count": count}).to_arrow_table()
    finally:
        if given is None:
            con.close()
    which = np.empty(keys.num_rows, np.int32)
    which[found["?row"].to_numpy()] = found["?bucket"].to_numpy()
    return which


def pieces(task: Task, inputs: Mapping[str, Input], means: Means) -> Iterator[pa.Table]:
    """Run one step on all of its rows, piece by piece where the step is SQL."""
    if task.function is None:
        yield from stream(task, inputs, means)
    else:
        yield run_bucket(task, inputs, means)
