"""The local engine: DuckDB on this machine, out of core, in at most 2 GB.

A ``.sql`` step runs over all rows; a ``.py`` step over buckets of at most 3 million rows.
"""

import os
from collections.abc import Iterator, Mapping
from typing import Final

import pyarrow as pa

from hawse.engine.apart import Input
from hawse.engine.catalog import Catalog
from hawse.engine.plan import Planned
from hawse.engine.store import Part, Store
from hawse.engine.work import Means, Task, bucket_of, pieces, run_bucket, sorted_rows

BUCKET_ROWS: Final = 3_000_000
MOST_MB: Final = 1_500  # with what Python and Arrow hold beside it, the process stays under 2 GB


def memory_mb() -> int:
    """Give the memory that steps may use: half the machine's, at most 1.5 GB."""
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
        self.add(made, part)
        return part

    def close(self) -> None:
        """Nothing is held between steps."""

    def _pieces(self, planned: Planned) -> Iterator[pa.Table]:
        task, step = planned.task, planned.step
        inputs = {name: self.given(name) for name in planned.inputs}
        buckets = -(-max((self.rows(name) for name in step.reads), default=0) // self.bucket_rows)
        if task.function is None or step.by is None or buckets <= 1:
            yield from pieces(task, inputs, self.means)
        else:
            every = self._buckets(planned, inputs, buckets)
            yield from _in_order(task, (run_bucket(task, one, self.means) for one in every))

    def _buckets(
        self, planned: Planned, inputs: Mapping[str, Input], count: int
    ) -> Iterator[dict[str, Input]]:
        """Split what is read into buckets of whole groups, one at a time."""
        step = planned.step
        for bucket in range(count):
            yield {
                **{
                    name: bucket_of(
                        self.tables[name], inputs[name], step.by or (), (bucket, count), self.means
                    )
                    for name in step.reads
                },
                **{name: inputs[name] for name in step.whole},
            }


def _in_order(task: Task, made: Iterator[pa.Table]) -> Iterator[pa.Table]:
    """Put the pieces in the table's order, if it has one."""
    if task.order:
        yield sorted_rows(pa.concat_tables(list(made)), task.order)
    else:
        yield from made
