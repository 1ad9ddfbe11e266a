"""What runs inside a worker of a cluster: read a file, split rows into buckets, run a bucket.

Rows travel as Arrow IPC in a column of bytes, so that any number of tables can share one shuffle
and no other engine's types come between. What comes back is an answer; an error crosses as one,
whole, and never as another program's traceback.
"""

import pickle
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from hawse.core.errors import HawseError, StepError
from hawse.core.table import Table
from hawse.engine.reading import Reading, read
from hawse.engine.store import Store
from hawse.engine.work import Means, Task, bucketed, run_bucket

PACKED: Final = "bucket int, name string, rows binary"
"""A packed row: the bucket, the table's name, and many of its rows as one Arrow stream."""

ANSWERED: Final = "number int, answer binary"
"""An answer: the number of the job or bucket, and a pickled result or ``HawseError``."""

_PACKED = pa.schema([("bucket", pa.int32()), ("name", pa.string()), ("rows", pa.binary())])
_ANSWERED = pa.schema([("number", pa.int32()), ("answer", pa.binary())])


@dataclass(frozen=True)
class Chunk:
    """One row group of one part: the unit in which a table is read by workers."""

    table: Table
    path: Path
    group: int

    def rows(self) -> pa.Table:
        """Read the rows."""
        with pq.ParquetFile(self.path) as file:
            rows = file.read_row_group(self.group, list(self.table.names))
            return rows.cast(self.table.schema)


@dataclass(frozen=True)
class Work:
    """One step as it is sent out: what it runs, by what it is split, and where pieces are put."""

    task: Task
    reads: tuple[Table, ...]
    by: tuple[str, ...]
    count: int
    means: Means
    root: Path
    digest: str

    def put(self, number: int, rows: pa.Table) -> tuple[Path, int]:
        """Write one bucket's result into the store as a piece."""
        part = Store(self.root).put(f"pieces/{self.digest}", str(number), self.task.schema, [rows])
        return part.path, part.rows


def pack(rows: pa.Table) -> bytes:
    """Give rows as an Arrow stream."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema) as writer:
        writer.write_table(rows)
    return bytes(sink.getvalue())


def unpack(data: bytes) -> pa.Table:
    """Give the rows of an Arrow stream."""
    with pa.ipc.open_stream(data) as reader:
        return reader.read_all()


def chunks(table: Table, paths: tuple[Path, ...]) -> list[Chunk]:
    """Give a table's row groups."""
    return [
        Chunk(table, path, group)
        for path in paths
        for group in range(pq.read_metadata(path).num_row_groups)
    ]


def read_files(jobs: Iterator[pa.RecordBatch], root: Path) -> Iterator[pa.RecordBatch]:
    """Read the files of pickled ``Reading`` jobs into the store."""
    for number, job in _unpickled(jobs):
        yield _answer(number, partial(_read, job, root))


def split_chunks(jobs: Iterator[pa.RecordBatch], work: Work) -> Iterator[pa.RecordBatch]:
    """Read pickled chunks and pack their rows by bucket."""
    for _, chunk in _unpickled(jobs):
        made = [
            {"bucket": bucket, "name": chunk.table.name, "rows": pack(rows)}
            for bucket, rows in bucketed(chunk.table, chunk.rows(), work.by, work.count)
        ]
        yield pa.RecordBatch.from_pylist(made, schema=_PACKED)


def run_packed(packed: pa.Table, work: Work, whole: Mapping[str, bytes]) -> pa.Table:
    """Run a step on one bucket that came packed."""
    number = packed["bucket"][0].as_py()

    def made() -> tuple[Path, int]:
        held: dict[str, list[pa.Table]] = {table.name: [] for table in work.reads}
        for name, rows in zip(packed["name"], packed["rows"], strict=True):
            held[name.as_py()].append(unpack(rows.as_py()))
        reads = {
            table.name: pa.concat_tables([table.empty(), *held[table.name]])
            for table in work.reads
        }
        return work.put(number, _run(work, reads, whole))

    return pa.Table.from_batches([_answer(number, made)])


def run_chunks(
    jobs: Iterator[pa.RecordBatch], work: Work, whole: Mapping[str, bytes]
) -> Iterator[pa.RecordBatch]:
    """Run a step that any split of its rows suits, chunk by chunk."""
    for number, chunk in _unpickled(jobs):
        yield _answer(number, partial(_run_chunk, number, chunk, work, whole))


def _run_chunk(
    number: int, chunk: Chunk, work: Work, whole: Mapping[str, bytes]
) -> tuple[Path, int]:
    return work.put(number, _run(work, {chunk.table.name: chunk.rows()}, whole))


def _run(work: Work, reads: Mapping[str, pa.Table], whole: Mapping[str, bytes]) -> pa.Table:
    given = {name: unpack(data) for name, data in whole.items()}
    return run_bucket(work.task, {**reads, **given}, work.means)


def _unpickled(jobs: Iterator[pa.RecordBatch]) -> Iterator[tuple[int, Any]]:
    for batch in jobs:
        for number, job in zip(batch["number"], batch["job"], strict=True):
            yield number.as_py(), pickle.loads(job.as_py())  # noqa: S301 - made by our own driver


def _read(job: Reading, root: Path) -> object:
    return read(job, Store(root))


def _answer(number: int, call: Callable[[], object]) -> pa.RecordBatch:
    """Give a call's result, or the error it ended in, as a row."""
    made: object
    try:
        made = call()
    except HawseError as why:
        made = why
    except Exception as why:  # noqa: BLE001 - a worker's error goes to the driver, whatever it is
        made = StepError("on a worker", f"{type(why).__name__}: {why}")
    row = {"number": number, "answer": pickle.dumps(made)}
    return pa.RecordBatch.from_pylist([row], schema=_ANSWERED)


def answer_of(data: bytes) -> Any:  # noqa: ANN401 - whatever the job gives
    """Give an answer's result.

    Raises:
        HawseError: the job ended in it.
    """
    made = pickle.loads(data)  # noqa: S301 - made by our own worker
    if isinstance(made, HawseError):
        raise made
    return made
