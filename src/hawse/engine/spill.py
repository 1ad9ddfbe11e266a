"""Rows split into buckets in one pass, each bucket a file in the store until its turn comes."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hawse.core.table import Table
from hawse.engine.apart import Input, RealFiles, whole
from hawse.engine.work import Means, numbering

ROWS: Final = 1 << 17


def spilled(
    tables: Mapping[str, Table],
    inputs: Mapping[str, Input],
    by: tuple[str, ...],
    count: int,
    means: Means,
) -> Iterator[dict[str, Input]]:
    """Yield each bucket's rows of every table, in the order of the buckets.

    Rows that agree in ``by`` land in one bucket, whatever table they are of. Each table is read
    once, however many buckets there are; a bucket's rows are in memory when it is their turn.
    """
    with TemporaryDirectory(prefix=".split", dir=means.store) as folder:
        for name, given in inputs.items():
            _split(tables[name], given, by, count, Path(folder) / name)
        for bucket in range(count):
            yield {
                name: _gathered(Path(folder) / name / str(bucket), tables[name].schema)
                for name in inputs
            }


def _split(table: Table, given: Input, by: tuple[str, ...], count: int, folder: Path) -> None:
    folder.mkdir()
    with ExitStack() as held:
        writers: dict[int, pa.ipc.RecordBatchStreamWriter] = {}
        number = held.enter_context(numbering(by, count))
        for batch in _batches(table.schema, given):
            which = number(batch)
            for bucket in sorted(which.unique().to_pylist()):
                own = batch.filter(pc.equal(which, bucket))
                if bucket not in writers:
                    file = held.enter_context((folder / str(bucket)).open("wb"))
                    writers[bucket] = held.enter_context(pa.ipc.new_stream(file, own.schema))
                writers[bucket].write_table(own)


def _batches(schema: pa.Schema, given: Input) -> Iterator[pa.Table]:
    """Read rows, texts as numbers of a dictionary: most are said many times over."""
    if isinstance(given, pa.Table | RealFiles):
        yield whole(given)
        return
    texts = [f.name for f in schema if pa.types.is_string(f.type)]
    for path in given:
        with pq.ParquetFile(path, read_dictionary=texts) as file:
            for batch in file.iter_batches(ROWS):
                yield pa.Table.from_batches([batch])


def _gathered(path: Path, schema: pa.Schema) -> pa.Table:
    if not path.exists():
        return schema.empty_table()
    with path.open("rb") as file, pa.ipc.open_stream(file) as rows:
        return pa.concat_tables([pa.Table.from_batches([b]).cast(schema) for b in rows])
