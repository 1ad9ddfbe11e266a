"""What an engine is: a place where tables live, files are read and steps run."""

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from hawse.core.errors import PlanError
from hawse.core.source import Source
from hawse.core.table import Table
from hawse.engine.catalog import Told
from hawse.engine.local import LocalEngine
from hawse.engine.plan import Plan, Planned
from hawse.engine.reading import Reading
from hawse.engine.store import Part, Store


class Engine(Protocol):
    """Where tables live and steps run. No step knows which engine it is on."""

    store: Store

    def declare(self, tables: Mapping[str, Table]) -> None:
        """Make every table exist, typed and empty."""
        ...

    def read(self, jobs: Sequence[Reading], told: Told) -> list[Source]:
        """Read files, each once; give their sources with counts. All broken files are told."""
        ...

    def put(self, name: str, rows: pa.Table) -> None:
        """Add rows that the run itself gives (the case's tables, sources)."""
        ...

    def run(self, planned: Planned) -> Part:
        """Run one step, or find that it ran before on the same inputs."""
        ...

    def table(self, name: str) -> pa.Table:
        """Give a table whole."""
        ...

    def parts(self, name: str) -> list[Part]:
        """Give a table's parts."""
        ...

    def close(self) -> None:
        """Let go of what the engine holds."""
        ...


def run_plan(engine: Engine, plan: Plan, steps: Iterable[Planned], told: Told) -> None:
    """Run steps in their order, telling of each."""
    every = list(steps)
    engine.declare(plan.tables)
    for done, planned in enumerate(every):
        told(planned.task.name, done, len(every))
        engine.run(planned)
    told("", len(every), len(every))


def open_engine(name: str, out: Path, threads: int | None = None) -> Engine:
    """Open an engine by name: ``local`` (DuckDB) or ``spark``.

    Raises:
        PlanError: there is no such engine, or what it needs is not installed.
    """
    store = Store(out / "store")
    if name == "local":
        return LocalEngine(store, threads)
    if name == "spark":
        try:
            spark = import_module("hawse.engine.spark")
        except ImportError as why:
            cure = "pip install 'hawse[spark]' and install a Java 17 runtime"
            raise PlanError(f"the spark engine needs {why.name or 'pyspark'}; {cure}") from why
        engine: Engine = spark.SparkEngine(store, threads)
        return engine
    raise PlanError(f"there is no engine {name!r}; there are local and spark")
