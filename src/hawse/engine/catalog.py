"""The catalog: which parts make up each table of a run. Engines share it."""

from collections.abc import Callable, Mapping, Sequence

import pyarrow as pa
import pyarrow.parquet as pq

from hawse.core.errors import SourceError
from hawse.core.source import Source
from hawse.core.table import Table
from hawse.core.version import VERSION
from hawse.engine.apart import Input
from hawse.engine.plan import Planned
from hawse.engine.reading import Reading, read
from hawse.engine.store import Part, Store, digest_of

Told = Callable[[str, int, int], None]
"""Progress: what is being done, how much of it is done, of how much."""

Read = tuple[Source, dict[str, Part]]
"""A source with its counts, and the parts that its file was read into."""


class Catalog:
    """Which parts make up each table of a run."""

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
        parts = self.parts(name)
        if not parts:
            return self.tables[name].empty()
        return pa.concat_tables([pq.read_table(part.path) for part in parts])

    def given(self, name: str) -> Input:
        """Give a table as an input of a step: files, or an empty Arrow table."""
        parts = [part.path for part in self.parts(name) if part.rows]
        return tuple(parts) if parts else self.tables[name].empty()

    def rows(self, name: str) -> int:
        """Count a table's rows."""
        return sum(part.rows for part in self.parts(name))

    def digest(self, planned: Planned) -> str:
        """Name what a step will make: by its code, settings, inputs and this version of Hawse."""
        inputs = {name: [part.digest for part in self.parts(name)] for name in planned.inputs}
        task = planned.task
        return digest_of(
            "step",
            task.name,
            planned.code,
            dict(task.settings),
            inputs,
            str(task.schema),
            task.order,
            VERSION,
        )

    def read(self, jobs: Sequence[Reading], told: Told) -> list[Source]:
        """Read files, each once; give their sources with counts.

        Raises:
            SourceError: files are broken; all of them are named.
        """
        return self.gather([_Later(job, self.store) for job in jobs], jobs, told)

    def gather(
        self, calls: Sequence[Callable[[], Read]], jobs: Sequence[Reading], told: Told
    ) -> list[Source]:
        """Call each, keep its parts, and report every broken file at once.

        Raises:
            SourceError: files are broken; all of them are named.
        """
        sources, faults = [], []
        for done, (call, job) in enumerate(zip(calls, jobs, strict=True)):
            told(job.source.path, done, len(jobs))
            try:
                source, parts = call()
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


class _Later:
    """A reading that is done when it is called."""

    def __init__(self, job: Reading, store: Store) -> None:
        self._job, self._store = job, store

    def __call__(self) -> Read:
        return read(self._job, self._store)
