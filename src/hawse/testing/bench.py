"""The bench: a real engine for a step's test, with tables that a test fills."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from hawse.core.channel import Channel
from hawse.engine.local import LocalEngine
from hawse.engine.plan import Planned, plan
from hawse.engine.store import Store
from hawse.testing.rows import table_of


class Bench:
    """A real engine for a step's test: add tables, run steps, look at what came out."""

    def __init__(
        self, store: Path, channel: Channel, threads: int = 1, bucket_rows: int = 3_000_000
    ) -> None:
        self.channel = channel
        self.plan = plan([channel])
        self.engine = LocalEngine(Store(store), threads, bucket_rows)
        self.engine.declare(self.plan.tables)

    def add(self, name: str, rows: pa.Table | str) -> None:
        """Add rows to a table: Arrow, or text as ``table_of`` reads it."""
        given = table_of(self.plan.tables[name], rows) if isinstance(rows, str) else rows
        self.engine.put(name, given)

    def run(self, *names: str, **settings: str | float | bool) -> pa.Table:
        """Run the named steps in the plan's order (all without a name); give the last one's rows.

        ``settings`` replace the defaults of the last step.
        """
        steps = [p for p in self.plan.steps if not names or p.step.name in names]
        made = None
        for planned in steps:
            chosen = self._with(planned, settings) if planned is steps[-1] else planned
            made = self.engine.run(chosen)
        if made is None:
            raise ValueError(f"no step {names} in {[p.step.name for p in self.plan.steps]}")
        return pq.read_table(made.path)

    def _with(self, planned: Planned, settings: Mapping[str, Any]) -> Planned:
        own = {s.name: s for s in self.channel.steps}[planned.step.name]
        if unknown := set(settings) - set(own.settings):
            raise ValueError(f"{own.name} has no settings {unknown}")
        changed = plan([self.channel], settings={(self.channel.name, own.name): settings})
        return next(p for p in changed.steps if p.task.name == planned.task.name)
