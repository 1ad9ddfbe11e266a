"""Contracts that ship with the seam: by them a reader, step, channel or engine proves itself.

Subclass one in a test module and give it what it asks for; its tests are then collected.
"""

import io
import random
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar, Final

import pyarrow as pa
import pyarrow.parquet as pq

from hawse.core.channel import Channel, Reader, Step
from hawse.core.errors import ReadError
from hawse.core.source import Source
from hawse.core.table import Column, Table
from hawse.core.tables import MANY_MAKERS, SHARED
from hawse.engine.local import LocalEngine
from hawse.engine.plan import Planned, plan
from hawse.engine.store import Store
from hawse.engine.work import Means, run_bucket

FORBIDDEN: Final = (
    (
        r"\b(fsum|avg|mean|stddev\w*|var_pop|var_samp|variance|corr|regr_\w+)\s*\(",
        "a sum of doubles in no fixed order; use sum(x::decimal(28, n)) or sum(x order by KEY)",
    ),
    (
        r"\b(first|last|any_value|mode|arbitrary)\s*\((?![^()]*\border\s+by\b)",
        "takes any row; use min, max, or arg_min of a unique struct",
    ),
    (r"\bapprox_\w+\s*\(", "approximate"),
    (
        r"\b(random|uuid|now|current_date|current_timestamp|today|get_current_time)\b\s*(\(|$)?",
        "not the same twice",
    ),
    (
        r"\b(list|array_agg|string_agg|group_concat|listagg)\s*\((?![^()]*(\([^()]*\)[^()]*)*\border\s+by\b)",
        "a list without an order; write list(x order by KEY)",
    ),
)
"""What a step's SQL may not say, and why (design, section 3)."""

EARLY: Final = datetime(2017, 10, 5, tzinfo=UTC)


def a_source(name: str = "file.txt", **more: Any) -> Source:
    """Give a source for a test."""
    return Source(**{"id": "0" * 64, "path": name, "retrieved_at": EARLY, **more})


def table_of(table: Table, text: str) -> pa.Table:
    """Make rows from text laid out as a table: a header line, then one line a row.

    Cells are parted by two or more spaces; ``-`` is null. Columns that are left out are null;
    instants without a zone are UTC.
    """
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    header, *body = [re.split(r"\s{2,}", line) for line in lines]
    types = {c.name: c.type for c in table.columns}
    rows: list[dict[str, object]] = []
    for line in body:
        if len(line) != len(header):
            raise ValueError(
                f"{line} has {len(line)} cells, the header {header} has {len(header)}"
            )
        rows.append({n: _value(cell, types[n]) for n, cell in zip(header, line, strict=True)})
    return table.rows(rows)


def _value(cell: str, kind: pa.DataType) -> object:
    if cell == "-":
        return None
    if pa.types.is_timestamp(kind):
        at = datetime.fromisoformat(cell)
        return at if at.tzinfo else at.replace(tzinfo=UTC)
    if pa.types.is_list(kind):
        return [part for part in cell.strip("[]").split(",") if part]
    if pa.types.is_boolean(kind):
        return cell == "true"
    return pa.scalar(cell).cast(kind).as_py()


def all_rows(
    reader: Reader, data: bytes, source: Source | None = None
) -> dict[str, list[dict[str, Any]]]:
    """Read bytes with a reader and give every table's rows as plain dicts."""
    got: dict[str, list[dict[str, Any]]] = {}
    for name, batch in reader.rows(io.BytesIO(data), source or a_source()):
        got.setdefault(name, []).extend(batch.to_pylist())
    return got


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


class ReaderContract:
    """What every reader keeps. Give ``reader``, ``good`` (bytes it reads) and ``tables``."""

    reader: ClassVar[Reader]
    good: ClassVar[bytes]
    name: ClassVar[str] = "file"
    tables: ClassVar[Mapping[str, Table]] = SHARED

    def source(self) -> Source:
        """The source that a test reads as."""
        return a_source(self.name, published_at=EARLY)

    def test_it_takes_its_own_file(self) -> None:
        """A reader that does not accept its own format is never called."""
        assert self.reader.accepts(Path(self.name), self.good[: 1 << 16])

    def test_it_leaves_other_files_alone(self) -> None:
        """Two readers that take one file stop the run."""
        for head in (b"", b"\x00\x01\x02\xff" * 64, b"%PDF-1.7\n%\xe2\xe3"):
            assert not self.reader.accepts(Path("other.bin"), head)

    def test_its_rows_have_the_tables_forms(self) -> None:
        """What a reader gives is stored as it is declared, or the run stops."""
        for name, batch in self.reader.rows(io.BytesIO(self.good), self.source()):
            assert name in self.reader.makes
            if name in self.tables:
                pa.Table.from_batches([batch]).cast(self.tables[name].schema)

    def test_it_reads_the_same_twice(self) -> None:
        """The same bytes give the same rows."""
        first, second = (all_rows(self.reader, self.good, self.source()) for _ in range(2))
        assert first == second
        assert any(rows for name, rows in first.items() if name != "rejects")

    def test_no_bytes_crash_it(self) -> None:
        """Whatever is read ends in rows, rejects or a ReadError; never in a traceback."""
        dice = random.Random(7)  # noqa: S311 - a fixed corpus, nothing secret
        told: list[ReadError] = []
        for n in range(200):
            data = bytearray(self.good[: dice.randrange(1, len(self.good) + 1)])
            for _ in range(n % 7):
                data[dice.randrange(len(data))] = dice.randrange(256)
            try:
                all_rows(self.reader, bytes(data), self.source())
            except ReadError as why:
                told.append(why)
        assert all(why.where and why.wanted for why in told)


def scan(step: Step) -> list[str]:
    """Give what a step's SQL says that is not the same twice; empty for a sound text."""
    if not isinstance(step.does, Path):
        return []
    bare = re.sub(r"--[^\n]*|'(?:[^']|'')*'", " ", step.text()).lower()
    return [
        f"{step.name}: {found.group(0).strip()} ({why})"
        for what, why in FORBIDDEN
        for found in re.finditer(what, bare)
    ]


def scan_function(step: Step) -> list[str]:
    """Give the trigonometry that a function leaves to NumPy, which is not the same everywhere."""
    if isinstance(step.does, Path):
        return []
    return [
        f"{step.name}: {m}"
        for m in re.findall(r"\bnp\.(?:sin|cos|tan|arc\w+|exp|log\w*)\b", step.text())
    ]


class StepContract:
    """What every step keeps. Give ``step``, ``tables`` and ``inputs`` that it finds things in."""

    step: ClassVar[Step]
    tables: ClassVar[Mapping[str, Table]]
    inputs: ClassVar[Mapping[str, pa.Table]]

    def _run(self, inputs: Mapping[str, pa.Table], threads: int = 1) -> list[str]:
        lone = Channel(
            "test", "?", tuple(self.tables.values()), (), (), (), (self.step,), _no_panel()
        )
        task = plan([_fed(lone)]).steps[-1].task
        made = run_bucket(
            task, {n: inputs[n] for n in (*self.step.reads, *self.step.whole)}, Means(threads)
        )
        return sorted(map(repr, made.to_pylist()))

    def test_it_makes_something_of_its_example(self) -> None:
        """A contract on an empty result proves nothing."""
        assert self._run(self.inputs)

    def test_it_runs_on_empty_tables(self) -> None:
        """Every declared table exists, perhaps empty."""
        self._run({n: t.schema.empty_table() for n, t in self.inputs.items()})

    def test_it_says_nothing_that_changes_from_run_to_run(self) -> None:
        """Same inputs, same bytes."""
        assert not scan(self.step)
        assert not scan_function(self.step)

    def test_rows_in_another_order_and_more_threads_give_the_same(self) -> None:
        """No result may hang on the order in which rows lie or on who reads them."""
        dice = random.Random(11)  # noqa: S311 - a fixed order
        mixed = {}
        for name, rows in self.inputs.items():
            order = list(range(rows.num_rows))
            dice.shuffle(order)
            mixed[name] = rows.take(pa.array(order, pa.int64()))
        assert self._run(self.inputs) == self._run(mixed, threads=2)

    def test_bucketed_is_whole(self) -> None:
        """Running per bucket and joining equals running on everything."""
        if self.step.by is None:
            return
        dice = random.Random(13)  # noqa: S311 - a fixed split
        whole = self._run(self.inputs)
        for count in (2, 5):
            salt = dice.randrange(1 << 30)
            pieces: list[str] = []
            for bucket in range(count):
                split = {n: self._bucket(n, bucket, count, salt) for n in self.step.reads}
                pieces += self._run({**self.inputs, **split})
            assert whole == sorted(pieces)

    def _bucket(self, name: str, bucket: int, count: int, salt: int) -> pa.Table:
        rows = self.inputs[name]
        keys = list(self.step.by or ())
        groups = (
            rows.select(keys).to_pylist() if keys else [{"n": n} for n in range(rows.num_rows)]
        )
        keep = [random.Random(f"{salt}{g}").randrange(count) == bucket for g in groups]  # noqa: S311 - a fixed split
        return rows.filter(pa.array(keep, pa.bool_()))


def _no_panel() -> Any:  # noqa: ANN401 - a panel that draws nothing
    from hawse.core.channel import Panel  # noqa: PLC0415 - used by tests alone

    return Panel((), lambda: ())


def _fed(channel: Channel) -> Channel:
    """Give a channel whose inputs all have a maker, so that its one step can be planned alone."""
    step = channel.steps[0]
    feeder = Reader(
        "feeder", 1, (*step.reads, *step.whole), lambda _p, _h: False, lambda _f, _s: iter(())
    )
    return Channel(
        channel.name, "?", channel.tables, (), (feeder,), (), channel.steps, channel.panel
    )


class ChannelContract:
    """What every channel keeps. Give ``channel``."""

    channel: ClassVar[Channel]

    def test_it_asks_a_question(self) -> None:
        """A channel that answers nothing is no channel."""
        assert self.channel.question.endswith("?")

    def test_every_column_has_a_unit_and_a_meaning(self) -> None:
        """The data dictionary is the documentation."""
        bare = [
            f"{t.name}.{c.name}"
            for t in self.channel.tables
            for c in t.columns
            if not c.unit or not c.meaning
        ]
        assert not bare

    def test_its_kinds_say_what_would_settle_them(self) -> None:
        """A claim that cannot be examined must name the data that would be needed."""
        assert not [
            k.name for k in self.channel.kinds if not (k.meaning and k.unit and k.settled_by)
        ]

    def test_its_wiring_fits(self) -> None:
        """Every table that its steps take is made by it, shared, or another channel's."""
        others = {n for s in self.channel.steps for n in (*s.reads, *s.whole)}
        own = {t.name for t in self.channel.tables} | set(SHARED) | set(MANY_MAKERS)
        foreign = [
            Table(n, (Column("x", pa.string(), "-", "stands in for another channel's table"),))
            for n in others - own
        ]
        if not foreign:
            plan([self.channel])

    def test_its_steps_say_nothing_that_changes_from_run_to_run(self) -> None:
        """Same inputs, same bytes."""
        assert not [said for s in self.channel.steps for said in (*scan(s), *scan_function(s))]

    def test_its_facts_name_their_sources(self) -> None:
        """A fact without a source is an opinion."""
        for facts in self.channel.facts:
            header = facts.path.read_text("utf-8").splitlines()[0].split(",")
            assert "source" in header, f"{facts.path.name} has no column source"

    def test_nothing_in_nothing_found(self, tmp_path: Path) -> None:
        """With no data every step runs and nothing is found."""
        if any(
            n not in {t.name for t in self.channel.tables} | set(SHARED)
            for s in self.channel.steps
            for n in (*s.reads, *s.whole)
        ):
            return
        bench = Bench(tmp_path, self.channel)
        for planned in bench.plan.steps:
            bench.engine.run(planned)
        assert bench.engine.table("findings").num_rows == 0
