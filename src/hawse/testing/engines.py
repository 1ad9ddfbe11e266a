"""What every engine keeps: the same steps give the same rows, wherever and however they run."""

import gzip
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Final

import pyarrow as pa
import pytest

from hawse.core.errors import SourceError, StepError
from hawse.core.table import Table
from hawse.core.tables import REJECTS
from hawse.engine.plan import plan
from hawse.engine.protocol import Engine
from hawse.engine.reading import Reading
from hawse.testing.rows import a_source
from hawse.testing.toy import (
    CALLS,
    CHANNEL,
    FAULTY,
    LOADS,
    MARKED,
    NAMED,
    PRICES,
    REACH,
    READER,
    SEEN,
    far,
    moved,
)

PORTS: Final = tuple(f"port:{n}" for n in range(7))
LATE: Final = datetime(2017, 1, 31, 23, 30, tzinfo=UTC)


def _trade() -> dict[str, pa.Table]:
    """Give loads whose sum as doubles would hang on their order, at two prices a port."""
    loads = [
        {"port": port, "item": item, "tonnes": (n * 7919 % 1009) / 7 + 1e9 * (n % 3)}
        for n in range(300)
        for port in PORTS
        for item in ("coal", "oil")
    ]
    prices = [
        {"port": port, "item": item, "usd_per_tonne": 0.1 + n / 3}
        for n, port in enumerate(PORTS)
        for item in ("coal", "oil")
    ]
    calls = [
        {"port": port, "called_at": LATE + timedelta(days=n)}
        for n in range(5)
        for port in PORTS[1:]
    ]
    named = [{"port": port, "name": port.upper()} for port in PORTS]
    return {
        "loads": LOADS.rows(loads),
        "prices": PRICES.rows(prices),
        "calls": CALLS.rows(calls),
        "named": NAMED.rows(named),
    }


def _sightings() -> list[tuple[int, float]]:
    return [(ship, (ship * 37 + n * 53) % 1000 / 10) for ship in range(1, 41) for n in range(3)]


class EngineContract:
    """What every engine keeps. Give ``engine(folder, threads)``: an open engine, storing there."""

    def engine(self, folder: Path, threads: int) -> Engine:
        """Open the engine that is to prove itself."""
        raise NotImplementedError

    def made(self, folder: Path, threads: int, **given: pa.Table) -> dict[str, pa.Table]:
        """Run every step of the contract on some tables; give all tables."""
        engine = self.engine(folder, threads)
        try:
            wiring = plan([CHANNEL])
            engine.declare(wiring.tables)
            for name, rows in given.items():
                engine.put(name, rows)
            for planned in wiring.steps:
                engine.run(planned)
            return {table.name: engine.table(table.name) for table in CHANNEL.tables}
        finally:
            engine.close()

    @pytest.mark.parametrize("threads", [1, 2])
    def test_three_tables_read_and_one_whole_meet_in_every_bucket(
        self, tmp_path: Path, threads: int
    ) -> None:
        """Sums are exact, whatever the order; a port without a call is left out."""
        given = _trade()

        got = {
            row["port"]: row
            for row in self.made(tmp_path, threads, **given)["supplied"].to_pylist()
        }

        assert list(got) == list(PORTS[1:])
        for port, row in got.items():
            loads = [r for r in given["loads"].to_pylist() if r["port"] == port]
            assert row["tonnes"] == sum(_decimal(r["tonnes"]) for r in loads)
            assert (row["name"], row["calls"]) == (port.upper(), 5)

    def test_an_instant_keeps_its_month_under_another_clock(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Half past eleven at night UTC on 31 January is January, also in New York."""
        monkeypatch.setenv("TZ", "America/New_York")
        time.tzset()
        try:
            rows = self.made(tmp_path, 2, **_trade())["supplied"].to_pylist()
        finally:
            monkeypatch.undo()
            time.tzset()

        assert {r["first_at"] for r in rows} == {LATE}
        assert {r["month"] for r in rows} == {datetime(2017, 1, 1, tzinfo=UTC)}

    def test_empty_tables_give_empty_tables(self, tmp_path: Path) -> None:
        """Every declared table exists; nothing in, nothing out, and typed."""
        for name, rows in self.made(tmp_path, 2).items():
            wanted = next(table for table in CHANNEL.tables if table.name == name)
            assert rows.num_rows == 0
            assert rows.schema.equals(wanted.schema)

    @pytest.mark.parametrize("threads", [1, 2])
    def test_a_halo_finds_each_pair_once_and_across_borders(
        self, tmp_path: Path, threads: int
    ) -> None:
        """Two sightings on either side of a cell's border are a meeting, and are one meeting."""
        seen = _sightings()
        pairs = combinations(sorted(seen), 2)
        wanted = sorted((*a, *b) for a, b in pairs if a[0] != b[0] and abs(a[1] - b[1]) <= REACH)

        rows = SEEN.rows([{"ship": ship, "x": x} for ship, x in seen])
        got = self.made(tmp_path, threads, seen=rows)["met"].to_pylist()

        assert [(r["ship"], r["x"], r["other"], r["other_x"]) for r in got] == wanted

    def test_made_up_rows_stand_beside_real_ones_and_never_among_them(
        self, tmp_path: Path
    ) -> None:
        """Planted sightings of a ship give a marked row of their own; its real row stays."""
        marks = [(ship, n == ship % 5) for ship in range(1, 30) for n in range(4)]

        rows = MARKED.rows([{"ship": ship, "synthetic": made_up} for ship, made_up in marks])
        got = self.made(tmp_path, 2, marked=rows)["counted"].to_pylist()

        wanted = []
        for ship in range(1, 30):
            planted = sum(made_up for one, made_up in marks if one == ship)
            wanted += [(ship, 4 - planted, False), *[(ship, 4, True)] * planted]
        assert [(r["ship"], r["sightings"], r["synthetic"]) for r in got] == wanted

    def test_functions_run_as_sql_does(self, tmp_path: Path) -> None:
        """A function by ship and one on any split of rows give what they give in one piece."""
        rows = SEEN.rows([{"ship": ship, "x": x} for ship, x in _sightings()])

        got = self.made(tmp_path, 2, seen=rows)

        assert got["moved"].equals(moved(rows))
        assert got["far"].to_pylist() == sorted(
            far(rows, 90.0).to_pylist(), key=lambda r: (r["ship"], r["x"])
        )

    def test_a_function_is_handed_the_columns_that_it_takes(self, tmp_path: Path) -> None:
        """Of a table split by port and of one given whole; every port is there as ever."""
        got = self.made(tmp_path, 2, **_trade())["handed"].to_pylist()

        assert [r["port"] for r in got] == sorted(
            {r["port"] for r in _trade()["loads"].to_pylist()}
        )
        assert {(r["loads"], r["named"]) for r in got} == {("port item", "name")}

    def test_a_function_is_handed_the_rows_that_count(self, tmp_path: Path) -> None:
        """Of a table split by port and of one given whole, those with a value that is named."""
        got = self.made(tmp_path, 2, **_trade())["chosen"].to_pylist()

        assert [r["port"] for r in got] == sorted(PORTS)
        assert {(r["items"], r["named"]) for r in got} == {("coal", PORTS[0].upper())}

    def test_one_thread_and_two_write_the_same_bytes(self, tmp_path: Path) -> None:
        """A part whose order is total is the same file, whoever made it."""
        rows = SEEN.rows([{"ship": ship, "x": x} for ship, x in _sightings()])
        digests = []
        for threads in (1, 2):
            folder = tmp_path / str(threads)
            self.made(folder, threads, seen=rows, **_trade())
            digests.append(
                {
                    path.relative_to(folder): sha256(path.read_bytes()).hexdigest()
                    for name in ("supplied", "met", "moved", "far")
                    for path in sorted(folder.rglob(f"{name}/*.parquet"))
                }
            )

        assert len(digests[0]) == len(("supplied", "met", "moved", "far"))
        assert digests[0] == digests[1]

    def test_a_step_that_ran_is_not_run_again(self, tmp_path: Path) -> None:
        """The same step on the same rows is found in the store, unchanged."""
        rows = SEEN.rows([{"ship": ship, "x": x} for ship, x in _sightings()])
        first = self.made(tmp_path, 1, seen=rows)
        when = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.parquet")}

        again = self.made(tmp_path, 1, seen=rows)

        assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.parquet")} == when
        assert first == again

    def test_files_are_read_once_with_their_counts(self, tmp_path: Path) -> None:
        """Rows and rejects are counted, packed files are unpacked, a second run reads nothing."""
        jobs = [
            _job(tmp_path / "plain.csv", b"1,2.5\n2,3\nnobody,3\n"),
            _job(tmp_path / "packed.csv", gzip.compress(b"3,1\n")),
        ]
        engine = self.engine(tmp_path / "out", 2)
        try:
            engine.declare(plan([CHANNEL]).tables)
            sources = engine.read(jobs, lambda *_: None)
            again = engine.read(jobs, lambda *_: None)

            assert [(s.rows_read, s.rows_rejected) for s in sources] == [(2, 1), (1, 0)]
            assert again == sources
            assert sorted(r["ship"] for r in engine.table("seen").to_pylist()) == [1, 2, 3]
            assert [r["raw"] for r in engine.table("rejects").to_pylist()] == ["nobody"]
        finally:
            engine.close()

    def test_every_broken_file_is_named_and_none_is_kept(self, tmp_path: Path) -> None:
        """Two broken files are two messages; a third that is whole was not read for nothing."""
        jobs = [
            _job(tmp_path / "one.csv", b"1,1\nbroken,\n"),
            _job(tmp_path / "two.csv", b"broken,\n"),
            _job(tmp_path / "whole.csv", b"1,1\n"),
        ]
        engine = self.engine(tmp_path / "out", 2)
        try:
            engine.declare(plan([CHANNEL]).tables)
            with pytest.raises(SourceError) as caught:
                engine.read(jobs, lambda *_: None)
        finally:
            engine.close()

        assert str(caught.value).splitlines() == [
            "one.csv, line 2: found a broken file, wanted a whole one",
            "two.csv, line 1: found a broken file, wanted a whole one",
        ]
        assert len(list((tmp_path / "out").rglob("seen/*.parquet"))) == 1

    def test_a_step_that_fails_says_which_and_why(self, tmp_path: Path) -> None:
        """The message is the step's own, with no other program's traceback around it."""
        engine = self.engine(tmp_path, 2)
        try:
            wiring = plan([FAULTY])
            engine.declare(wiring.tables)
            engine.put("seen", SEEN.rows([{"ship": 1, "x": 1.0}]))
            with pytest.raises(StepError) as caught:
                engine.run(wiring.steps[0])
        finally:
            engine.close()

        assert str(caught.value) == "step faulty.broken: ZeroDivisionError: 1 rows by nothing"


def _decimal(value: float) -> Decimal:
    return Decimal(value).quantize(Decimal("1e-3"))


def _job(path: Path, data: bytes) -> Reading:
    path.write_bytes(data)
    tables: Mapping[str, Table] = {"seen": SEEN, "rejects": REJECTS}
    source = a_source(path.name, id=sha256(data).hexdigest(), channel="contract", reader="lines")
    return Reading(READER, source, path, tables)
