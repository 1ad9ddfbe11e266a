"""The Spark engine (extra ``spark``): the same steps, run by workers of a cluster.

Spark moves rows and nothing else. Files are read by workers into the store, which all of them see.
A step with ``by`` is run as ``groupBy(bucket).applyInArrow`` over the packed rows of all tables
that it reads, a step with ``by=()`` as ``mapInArrow`` over row groups; what runs in the worker is
``engine/work.py``, as on the local engine. A step with ``by=None`` runs on the driver.
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, Final

import pyarrow as pa
from py4j.protocol import Py4JError
from pyspark import cloudpickle
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame

from hawse.core.errors import PlanError, StepError
from hawse.core.source import Source
from hawse.engine.apart import whole as loaded
from hawse.engine.catalog import Catalog, Told
from hawse.engine.cluster import Cluster
from hawse.engine.local import memory_mb
from hawse.engine.plan import Planned
from hawse.engine.reading import Reading, read
from hawse.engine.ship import (
    ANSWERED,
    PACKED,
    Work,
    answer_of,
    chunks,
    pack,
    read_files,
    run_chunks,
    run_packed,
    split_chunks,
)
from hawse.engine.store import Part, Store
from hawse.engine.work import Means, Task, pieces

MOST_WHOLE: Final = 256 << 20
BUCKET_ROWS: Final = 500_000
WORKER_MEANS_MB: Final = 512


class SparkEngine(Catalog):
    """Spark, with the store on a file system that driver and workers share."""

    def __init__(
        self,
        store: Store,
        threads: int | None = None,
        bucket_rows: int = BUCKET_ROWS,
        cluster: Cluster | None = None,
    ) -> None:
        super().__init__(Store(store.root.resolve()))
        self.bucket_rows = bucket_rows
        self._workers = threads or min(os.cpu_count() or 1, 2)
        self._given, self._cluster = cluster, cluster
        self._means = Means(self._workers, memory_mb(), self.store.root)

    @property
    def cluster(self) -> Cluster:
        """The cluster, started when it is first asked for."""
        if self._cluster is None:
            self._cluster = Cluster(self._workers)
        return self._cluster

    def close(self) -> None:
        """Stop the cluster that this engine started."""
        if self._cluster is not None and self._given is None:
            self._cluster.stop()
            self._cluster = None

    def read(self, jobs: Sequence[Reading], told: Told) -> list[Source]:
        """Read files, each once, on the workers; give their sources with counts.

        Raises:
            SourceError: files are broken; all of them are named.
        """
        new = [n for n, job in enumerate(jobs) if self.store.note(job.digest) is None]
        if not new:
            return super().read(jobs, told)
        frame = self._jobs([(n, jobs[n]) for n in new])
        work = partial(read_files, root=self.store.root)
        answers = dict(self._answers(frame.mapInArrow(work, ANSWERED), "read"))
        calls = [
            partial(answer_of, answers[n]) if n in answers else partial(read, job, self.store)
            for n, job in enumerate(jobs)
        ]
        return self.gather(calls, jobs, told)

    def run(self, planned: Planned) -> Part:
        """Run one step, or find that it ran before on the same inputs."""
        task, digest = planned.task, self.digest(planned)
        made = planned.step.makes
        part = self.store.part(made, digest)
        if part is None:
            alone = planned.step.by is None or not any(map(self.rows, planned.step.reads))
            if alone:
                inputs = {name: self.given(name) for name in planned.inputs}
                part = self.store.put(made, digest, task.schema, pieces(task, inputs, self._means))
            else:
                part = self._spread(planned, digest)
        self.add(made, part)
        return part

    def _spread(self, planned: Planned, digest: str) -> Part:
        """Run a step on the workers; they leave pieces in the store, which become one part."""
        step, task = planned.step, planned.task
        most = max(self.rows(name) for name in step.reads)
        work = Work(
            task=task,
            reads=tuple(self.tables[name].only(step.columns.get(name)) for name in step.reads),
            by=step.by or (),
            count=max(self._workers, -(-most // self.bucket_rows)),
            means=Means(1, WORKER_MEANS_MB),
            root=self.store.root,
            digest=digest,
        )
        every = [
            chunk
            for table in work.reads
            for chunk in chunks(table, tuple(p.path for p in self.parts(table.name) if p.rows))
        ]
        jobs = self._jobs(list(enumerate(every)))
        whole = self.cluster.context.broadcast(self._whole(planned))
        try:
            frame = _by_bucket(jobs, work, whole) if work.by else _by_chunk(jobs, work, whole)
            answers = sorted(self._answers(frame, task.name))
            made = [answer_of(data) for _, data in answers]
            return self._joined(planned, digest, [path for path, rows in made if rows])
        finally:
            whole.destroy()
            shutil.rmtree(self.store.root / "pieces" / digest, ignore_errors=True)

    def _joined(self, planned: Planned, digest: str, paths: list[Any]) -> Part:
        task = planned.task
        join = Task(
            task.name, task.schema, task.order, "select * from pieces", None, {}, apart=False
        )
        given = {"pieces": tuple(paths) if paths else task.schema.empty_table()}
        return self.store.put(
            planned.step.makes, digest, task.schema, pieces(join, given, self._means)
        )

    def _whole(self, planned: Planned) -> dict[str, bytes]:
        made = {}
        for name in planned.step.whole:
            step = planned.step
            rows = loaded(self.given(name), step.columns.get(name), step.where.get(name))
            if rows.nbytes > MOST_WHOLE:
                raise PlanError(
                    f"{planned.task.name}: takes {name} whole, which is {rows.nbytes >> 20} MB; "
                    f"at most {MOST_WHOLE >> 20} MB go to every worker; read it split by a column"
                )
            made[name] = pack(rows)
        return made

    def _jobs(self, jobs: Sequence[tuple[int, object]]) -> DataFrame:
        rows = [(number, bytearray(cloudpickle.dumps(job))) for number, job in jobs]
        spread = self.cluster.context.parallelize(rows, min(len(rows), 4 * self._workers))
        return self.cluster.session.createDataFrame(spread, "number int, job binary")

    def _answers(self, frame: DataFrame, name: str) -> Iterable[tuple[int, bytes]]:
        try:
            return [(row["number"], bytes(row["answer"])) for row in frame.collect()]
        except (PySparkException, Py4JError) as why:
            raise StepError(name, f"Spark gave up: {_said(why)}") from why


def _by_bucket(jobs: DataFrame, work: Work, whole: Any) -> DataFrame:  # noqa: ANN401 - a broadcast
    def run(packed: pa.Table) -> pa.Table:
        return run_packed(packed, work, whole.value)

    packed = jobs.mapInArrow(partial(split_chunks, work=work), PACKED)
    return packed.groupBy("bucket").applyInArrow(run, ANSWERED)


def _by_chunk(jobs: DataFrame, work: Work, whole: Any) -> DataFrame:  # noqa: ANN401 - a broadcast
    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return run_chunks(batches, work, whole.value)

    return jobs.mapInArrow(run, ANSWERED)


def _said(why: Exception) -> str:
    """Give the last line that a worker's Python wrote, without the Java around it."""
    lines = [line.strip() for line in str(why).splitlines() if line.strip()]
    told = [line for line in lines if "Error" in line and not line.startswith("at ")]
    return (told or lines or ["no reason given"])[-1][:500]
