"""The local engine: DuckDB on this machine, out of core, in at most 2 GB.

A ``.sql`` step runs over all rows; a ``.py`` step over buckets of at most 3 million rows.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from hawse import __version__
from hawse.core.errors import SourceError
from hawse.core.source import Source
from hawse.core.table import Table
from hawse.engine.plan import Planned
from hawse.engine.protocol import Told
from hawse.engine.reading import Reading, read
from hawse.engine.store import Part, Store, digest_of
from hawse.engine.work import Input, Means, Task, connect, offer, run_bucket, stream

BUCKET_ROWS: Final = 3_000_000
MOST_MB: Final = 2_000


def memory_mb() -> int:
    """Give the memory that steps may use: half the machine's, at most 2 GB."""
    have = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // (1 << 20)
    return min(have // 2, MOST_MB)


class Catalog:
    """Which parts make up each table of this run. Engines share it; how a step runs is their own."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.tables: dict[str, Table] = {}
        self._parts: dict[str, list[Part]] = {}

    def declare(self, tables: Mapping[str, Table]) -> None:
        """Make every table exist, typed and empty."""
        self.tables.update(tables)

    def parts(self, name: str) -> list[Part]:
        """Give a table's parts, in an order that depends on their contents alone."""
        return sorted(self._parts.get(name, []), key=lambda part: part.digest)

    def add(self, name: str, part: Part) -> None:
        """Add a part; the same part twice is one."""
        held = self._parts.setdefault(name, [])
        if part not in held:
            held.append(part)

    def put(self, name: str, rows: pa.Table) -> None:
        """Add rows that the run itself gives."""
        digest = digest_of("put", name, rows.to_pylist())
        part = self.store.part(name, digest)
        self.add(name, part or self.store.put(name, digest, self.tables[name].schema, [rows]))

    def table(self, name: str) -> pa.Table:
        """Give a table whole."""
        return (
            self.given(name)
            if not self.parts(name)
            else pa.concat_tables([pq.read_table(p.path) for p in self.parts(name)])
        )

    def given(self, name: str) -> Input:
        """Give a table as an input of a step: files, or an empty Arrow table."""
        parts = [part.path for part in self.parts(name) if part.rows]
        return tuple(parts) if parts else self.tables[name].empty()

    def rows(self, name: str) -> int:
        """Count a table's rows."""
        return sum(part.rows for part in self.parts(name))

    def digest(self, planned: Planned) -> str:
        """Name what a step will make: its code, its settings, its inputs, and this version of Hawse."""
        inputs = {name: [part.digest for part in self.parts(name)] for name in planned.inputs}
        schema = str(planned.task.schema)
        return digest_of(
            "step",
            planned.task.name,
            planned.code,
            dict(planned.task.settings),
            inputs,
            schema,
            __version__,
        )

    def read(self, jobs: Sequence[Reading], told: Told) -> list[Source]:
        """Read files, each once; give their sources with counts.

        Raises:
            SourceError: files are broken; all of them are named.
        """
        return self.gather([lambda job=job: read(job, self.store) for job in jobs], jobs, told)  # type: ignore[misc]

    def gather(self, calls: Sequence[object], jobs: Sequence[Reading], told: Told) -> list[Source]:
        """Call each, keep its parts, and report every broken file at once."""
        sources, faults = [], []
        for done, (call, job) in enumerate(zip(calls, jobs, strict=True)):
            told(job.source.path, done, len(jobs))
            try:
                source, parts = call()  # type: ignore[operator]
            except SourceError as why:
                faults.append(why)
                continue
            sources.append(source)
            for name, part in parts.items():
                self.add(name, part)
        told("", len(jobs), len(jobs))
        if len(faults) == 1:
            raise faults[0]
        if faults:
            raise SourceError("\n".join(str(fault) for fault in faults))
        return sources


class LocalEngine(Catalog):
    """DuckDB in this process."""

    def __init__(
        self, store: Store, threads: int | None = None, bucket_rows: int = BUCKET_ROWS
    ) -> None:
        super().__init__(store)
        self.bucket_rows = bucket_rows
        self.means = Means(threads or os.cpu_count() or 1, memory_mb(), store.root.resolve())

    def run(self, planned: Planned) -> Part:
        """Run one step, or find that it ran before on the same inputs."""
        task, digest = planned.task, self.digest(planned)
        made = planned.step.makes
        part = self.store.part(made, digest)
        if part is None:
            part = self.store.put(made, digest, task.schema, self._pieces(planned))
        self.add(made, part)
        return part

    def close(self) -> None:
        """Nothing is held between steps."""

    def _pieces(self, planned: Planned) -> Iterator[pa.Table]:
        task, step = planned.task, planned.step
        inputs = {name: self.given(name) for name in planned.inputs}
        buckets = -(-max((self.rows(name) for name in step.reads), default=0) // self.bucket_rows)
        if task.function is None:
            yield from stream(task, inputs, self.means)
        elif step.by is None or buckets <= 1:
            yield run_bucket(task, inputs, self.means)
        else:
            pieces = (
                run_bucket(task, bucket, self.means)
                for bucket in self._buckets(planned, inputs, buckets)
            )
            yield from _in_order(task, pieces)

    def _buckets(
        self, planned: Planned, inputs: Mapping[str, Input], count: int
    ) -> Iterator[dict[str, Input]]:
        """Split what is read into buckets of whole groups, one at a time."""
        step = planned.step
        whole = {name: inputs[name] for name in step.whole}
        keys = ", ".join(f'"{name}"' for name in step.by or ())
        for bucket in range(count):
            con = connect(self.means)
            try:
                split: dict[str, Input] = {}
                for name in step.reads:
                    offer(con, name, inputs[name])
                    which = (
                        f"hash({keys}) % {count} = {bucket}"
                        if keys
                        else f"hash(t) % {count} = {bucket}"
                    )
                    split[name] = (
                        con.sql(f'select * from "{name}" t where {which}')
                        .to_arrow_table()
                        .cast(self.tables[name].schema)
                    )  # noqa: S608 - column names of our own tables
            finally:
                con.close()
            yield {**split, **whole}


def _in_order(task: Task, pieces: Iterator[pa.Table]) -> Iterator[pa.Table]:
    """Put the pieces in the table's order, if it has one."""
    if not task.order:
        yield from pieces
        return
    yield pa.concat_tables(list(pieces)).sort_by([(name, "ascending") for name in task.order])
