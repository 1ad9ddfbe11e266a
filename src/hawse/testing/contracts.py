"""What a reader, a step and a channel keep. Subclass one in a test module; pytest collects it."""

import io
import random
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

import pyarrow as pa
import pyarrow.compute as pc

from hawse.core.channel import Channel, Panel, Reader, Step
from hawse.core.errors import ReadError
from hawse.core.source import Source
from hawse.core.table import Column, Table
from hawse.core.tables import SHARED
from hawse.engine.plan import plan
from hawse.engine.work import Means, run_bucket
from hawse.testing.bench import Bench
from hawse.testing.rows import EARLY, a_source, all_rows
from hawse.testing.scan import scan, scan_function


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


_NO_PANEL = Panel((), lambda: ())
WORN = 0.999
"""What doubles are worn by, so that a sum of them shows the order in which it was made."""


class StepContract:
    """What every step keeps. Give ``step``, ``tables`` and ``inputs`` that it finds things in."""

    step: ClassVar[Step]
    tables: ClassVar[Mapping[str, Table]]
    inputs: ClassVar[Mapping[str, pa.Table]]

    def _run(self, inputs: Mapping[str, pa.Table], threads: int = 1) -> list[str]:
        lone = Channel(
            "test", "?", tuple(self.tables.values()), (), (), (), (self.step,), _NO_PANEL
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
        """No result may hang on the order in which rows lie or on who reads them.

        Done on the example and on the same with its doubles worn, because sums of round figures
        are the same in any order and sums of real ones are not.
        """
        dice = random.Random(11)  # noqa: S311 - a fixed order
        for given in (self.inputs, {name: worn(rows) for name, rows in self.inputs.items()}):
            whole = self._run(given)
            for threads in (2, 1, 1):
                shuffled = {name: mixed(rows, dice) for name, rows in given.items()}
                assert whole == self._run(shuffled, threads)

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


def mixed(rows: pa.Table, dice: random.Random) -> pa.Table:
    """Give the rows in another order."""
    order = list(range(rows.num_rows))
    dice.shuffle(order)
    return rows.take(pa.array(order, pa.int64()))


def worn(rows: pa.Table) -> pa.Table:
    """Multiply the doubles by a factor that leaves their order and makes them uneven."""
    for n, one in enumerate(rows.schema):
        if pa.types.is_floating(one.type):
            rows = rows.set_column(n, one, pc.multiply(rows[one.name], WORN).cast(one.type))
    return rows


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
        plan([self.channel, *_stand_in(self.channel)])

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


def _stand_in(channel: Channel) -> list[Channel]:
    """Give a channel that makes what this one takes from others: names and split columns."""
    own = {t.name: t for t in channel.tables} | SHARED
    taken = {name for step in channel.steps for name in (*step.reads, *step.whole)}
    keys: dict[str, dict[str, pa.DataType]] = {name: {} for name in taken - set(own)}
    for step in channel.steps:
        for key in step.by or ():
            near = [own[n].schema for n in step.reads if n in own and key in own[n].names]
            for name in set(step.reads) & set(keys):
                keys[name][key] = near[0].field(key).type if near else pa.string()
    if not keys:
        return []
    tables = tuple(
        Table(name, tuple(Column(k, t, "-", "stands in") for k, t in columns.items()))
        for name, columns in sorted(keys.items())
    )
    reader = Reader("stands_in", 1, tuple(keys), lambda _p, _h: False, lambda _f, _s: iter(()))
    return [Channel("stands_in", "?", tables, (), (reader,), (), (), _NO_PANEL)]
