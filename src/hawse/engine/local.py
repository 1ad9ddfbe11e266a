"""The local engine: DuckDB on this machine, out of core, the whole in 2 GB.

A ``.sql`` step runs over all rows; a ``.py`` step over buckets of some 1.5 million rows or 32 MB.
What DuckDB may hold leaves room for the process around it: libraries, one bucket and its result.
"""

import os
from collections.abc import Iterator, Mapping
from typing import Final

import pyarrow as pa

from hawse.engine.apart import Input
from hawse.engine.catalog import Catalog
from hawse.engine.merge import in_order
from hawse.engine.plan import Planned
from hawse.engine.split import buckets, bytes_in
from hawse.engine.store import Part, Store
from hawse.engine.work import Means, pieces, run_bucket

BUCKET_ROWS: Final = 1_500_000
BUCKET_BYTES: Final = 32 << 20  # a function holds its rows as plain objects, at ten times the size
MOST_MB: Final = 1_000


def memory_mb() -> int:
    """Give the memory in MB that DuckDB may use: half the machine's, at most ``MOST_MB``."""
    have = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // (1 << 20)
    return min(have // 2, MOST_MB)


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
            pa.default_memory_pool().release_unused()  # else the next step's peak stands on it
        self.add(made, part)
        return part

    def close(self) -> None:
        """Nothing is held between steps."""

    def _pieces(self, planned: Planned) -> Iterator[pa.Table]:
        task, step = planned.task, planned.step
        inputs = {name: self.given(name) for name in planned.inputs}
        count = self._count({name: inputs[name] for name in step.reads})
        if task.function is None or step.by is None or count <= 1:
            yield from pieces(task, inputs, self.means)
        else:
            split = {
                name: (self.tables[name].only(step.columns.get(name)), inputs[name])
                for name in step.reads
            }
            every = buckets(split, step.by, count, self.store.root / "spill")
            whole = {name: inputs[name] for name in step.whole}
            made = (run_bucket(task, {**one, **whole}, self.means) for one in every)
            spill = self.store.root / "spill"
            yield from in_order(made, task.order, count, spill) if task.order else made

    def _count(self, read: Mapping[str, Input]) -> int:
        """Say in how many buckets a function runs; it hangs on the rows alone."""
        rows = max((self.rows(name) for name in read), default=0)
        size = sum(map(bytes_in, read.values()))
        return max(-(-rows // self.bucket_rows), -(-size // BUCKET_BYTES))
