"""Splits the rows that a step reads into buckets, each row read and written once.

Without keys a bucket is the next rows of the one table read. With keys the rows are dealt into one
file a bucket, which is taken away when its bucket is done.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Final
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from hawse.core.parquet import batches
from hawse.core.table import Table
from hawse.engine.apart import Input, repeated, whole
from hawse.engine.work import Means, connect, dealt

ROWS: Final = 262_144
BYTES: Final = 32 << 20
Split = Mapping[str, tuple[Table, Input]]


def bytes_in(given: Input) -> int:
    """Give the size of an input once it is loaded, as its files tell it."""
    if isinstance(given, pa.Table):
        return int(given.nbytes)
    if not isinstance(given, tuple):
        return int(whole(given).nbytes)
    return sum(
        file.row_group(n).total_byte_size
        for file in map(pq.read_metadata, given)
        for n in range(file.num_row_groups)
    )


def buckets(
    read: Split, by: tuple[str, ...], count: int, folder: Path
) -> Iterator[dict[str, Input]]:
    """Give the rows of each bucket by table, one bucket at a time.

    Rows that agree in ``by`` are in one bucket, whatever table they are of.
    """
    if not by:
        name, (table, given) = next(iter(read.items()))
        for rows in _pieces(table, given, count):
            yield {name: rows}
        return
    folder = folder / uuid4().hex
    folder.mkdir(parents=True)
    try:
        for name, (table, given) in read.items():
            _deal(table, given, by, count, folder / name)
        for bucket in range(count):
            yield {
                name: _dealt(table, folder / f"{name}.{bucket}")
                for name, (table, _) in read.items()
            }
    finally:
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()


def _pieces(table: Table, given: Input, count: int) -> Iterator[pa.Table]:
    """Give consecutive rows of about equal count; the last piece may be small."""
    most = max(1, -(-_rows(given) // count))
    held: list[pa.RecordBatch] = []
    have = 0
    for batch in _batches(given, table.names, most):
        at = 0
        while at < batch.num_rows:
            part = batch.slice(at, most - have)
            held.append(part)
            at, have = at + part.num_rows, have + part.num_rows
            if have == most:
                yield pa.Table.from_batches(held).cast(table.schema)
                held, have = [], 0
    if held:
        yield pa.Table.from_batches(held).cast(table.schema)


def _rows(given: Input) -> int:
    if isinstance(given, tuple):
        return sum(pq.read_metadata(path).num_rows for path in given)
    return int(whole(given).num_rows)


def _batches(
    given: Input, names: Sequence[str], most: int, repeated: frozenset[str] = frozenset()
) -> Iterator[pa.RecordBatch]:
    """Give the rows in batches that stay small, also where a row is a whole text.

    The columns are those named. Of those that are ``repeated`` each value is held once a batch,
    and its number in every row.
    """
    if not isinstance(given, tuple):
        yield from whole(given, names).to_batches()
        return
    for path in given:
        with pq.ParquetFile(path, read_dictionary=sorted(repeated)) as file:
            wide = max(1, bytes_in((path,)) // max(file.metadata.num_rows, 1))
            rows = min(ROWS, most, max(1, BYTES // wide))
            yield from batches(file, rows, names, threads=False)


def _repeated(table: Table, given: Input) -> frozenset[str]:
    """Give the columns of text that say the same over and over, as the size of the files tells."""
    if not isinstance(given, tuple):
        return frozenset()
    return repeated([pq.read_metadata(path) for path in given]) & set(table.names)


def _deal(table: Table, given: Input, by: tuple[str, ...], count: int, to: Path) -> None:
    """Write the rows into one file a bucket.

    They are written as they are: packed by LZ4, 20 million positions, whose places do not shrink,
    took 0.6 s more of 4.1 s.
    """
    repeated = _repeated(table, given) - set(by)
    packed = pa.schema(
        pa.field(f.name, pa.dictionary(pa.int32(), f.type) if f.name in repeated else f.type)
        for f in table.schema
    )
    with ExitStack() as stack:
        files = [stack.enter_context(pa.OSFile(f"{to}.{bucket}", "wb")) for bucket in range(count)]
        writers = [stack.enter_context(pa.ipc.new_stream(file, packed)) for file in files]
        con = stack.enter_context(closing(connect(Means())))
        for batch in _batches(given, table.names, ROWS, repeated):
            rows = pa.Table.from_batches([batch]).cast(packed)
            for bucket, part in dealt(table.name, rows, by, count, con):
                writers[bucket].write_table(part)


def _dealt(table: Table, path: Path) -> pa.Table:
    with pa.memory_map(str(path)) as file, pa.ipc.open_stream(file) as reader:
        rows = reader.read_all().cast(table.schema)
    path.unlink()
    return rows
