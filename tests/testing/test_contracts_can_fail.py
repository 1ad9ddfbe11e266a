"""The contracts are worth what they refuse: each is shown a step, reader or engine that breaks it."""

import inspect

import pyarrow as pa
import pytest

from hawse.core.channel import Reader, Step
from hawse.core.errors import ReadError
from hawse.core.table import Column, Table
from hawse.engine.local import LocalEngine
from hawse.engine.store import Store
from hawse.testing import (
    EngineContract,
    ReaderContract,
    StepContract,
    scan,
    scan_function,
    table_of,
)

SHIPS = Table("ships", (
    Column("ship", pa.int64(), "-", "ship"), Column("port", pa.string(), "-", "port"),
    Column("tonnes", pa.float64(), "t", "loaded"),
))  # fmt: skip
MADE = Table(
    "made", (Column("ship", pa.int64(), "-", "ship"), Column("value", pa.string(), "-", "value"))
)
ROWS = table_of(
    SHIPS, "ship  port  tonnes\n" + "\n".join(f"{n % 5}  p{n % 3}  {n}.1" for n in range(40))
)


@pytest.fixture
def contract(tmp_path):
    def of(text, by=("ship",), **settings):
        path = tmp_path / "made.sql"
        path.write_text(text)

        class Here(StepContract):
            step = Step("made", ("ships",), by=by, does=path, settings=settings)
            tables = {"ships": SHIPS, "made": MADE}
            inputs = {"ships": ROWS}

        return Here()

    return of


def verdicts(contract):
    """Give the names of the tests of a contract that it does not pass."""
    failed = []
    for name, test in inspect.getmembers(contract, inspect.ismethod):
        if name.startswith("test_"):
            try:
                test()
            except AssertionError:
                failed.append(name)
    return failed


SOUND = "select ship, count(*)::varchar as value from ships group by ship"


def test_a_sound_step_passes_all(contract):
    """What follows would prove nothing if everything failed."""
    assert verdicts(contract(SOUND)) == []


@pytest.mark.parametrize(
    ("text", "caught_by"),
    [
        (
            "select ship, list(port)::varchar as value from ships group by ship",
            {"test_it_says_nothing_that_changes_from_run_to_run"},
        ),
        (
            "select ship, first(port) as value from ships group by ship",
            {"test_it_says_nothing_that_changes_from_run_to_run",
             "test_rows_in_another_order_and_more_threads_give_the_same"},
        ),
        (
            "select ship, (now() > '2020-01-01')::varchar as value from ships",
            {"test_it_says_nothing_that_changes_from_run_to_run"},
        ),
        (
            "select ship, sum(tonnes)::varchar as value from ships group by ship",
            {"test_rows_in_another_order_and_more_threads_give_the_same"},
        ),
        (
            "select ship, row_number() over (partition by ship)::varchar || port as value from ships",
            {"test_rows_in_another_order_and_more_threads_give_the_same"},
        ),
        (
            "select min(ship) as ship, count(*)::varchar as value from ships",
            {"test_bucketed_is_whole"},
        ),
        (
            "select ship, port as value from ships qualify row_number() over (order by ship, port, tonnes) <= 3",
            {"test_bucketed_is_whole"},
        ),
        (
            "select ship, port as value from ships where ship > 99",
            {"test_it_makes_something_of_its_example"},
        ),
    ],
)  # fmt: skip
def test_a_step_that_breaks_a_rule_is_caught(contract, text, caught_by):
    """Each rule of determinism and of splitting has a step that it stops."""
    assert caught_by <= set(verdicts(contract(text)))


def test_a_sum_of_decimals_passes_where_one_of_doubles_does_not(contract):
    """The way that the design asks for is the way that the contract lets through."""
    text = "select ship, sum(tonnes::decimal(28, 6))::varchar as value from ships group by ship"

    assert verdicts(contract(text)) == []


def test_a_function_that_hangs_on_row_order_is_caught():
    """Python code has no scan; the shuffled rows find it."""

    def seen_first(ships):
        seen = {}
        for row in ships.to_pylist():
            seen.setdefault(row["ship"], f"{row['port']} {row['tonnes']}")
        return MADE.rows([{"ship": ship, "value": value} for ship, value in seen.items()])

    class Here(StepContract):
        step = Step("made", ("ships",), by=("ship",), does=seen_first)
        tables = {"ships": SHIPS, "made": MADE}
        inputs = {"ships": ROWS}

    assert verdicts(Here()) == ["test_rows_in_another_order_and_more_threads_give_the_same"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("select avg(x) from t", "avg("),
        ("select fsum(x) from t", "fsum("),
        ("select stddev_samp(x) from t", "stddev_samp("),
        ("select any_value(x) from t", "any_value("),
        ("select mode(x) from t", "mode("),
        ("select approx_count_distinct(x) from t", "approx_count_distinct("),
        ("select string_agg(x, ',') from t", "string_agg("),
        ("select array_agg(distinct x) from t", "array_agg("),
        ("select list(struct_pack(a := f(x))) from t", "list("),
        ("select random() as r", "random("),
        ("select current_date as d", "current_date"),
        ("select uuid() as u", "uuid("),
    ],
)
def test_the_scan_finds_what_is_not_the_same_twice(tmp_path, text, said):
    """A word in the text is found before a run finds it once in a hundred."""
    path = tmp_path / "made.sql"
    path.write_text(text)

    assert said in "".join(scan(Step("made", does=path)))


@pytest.mark.parametrize(
    "text",
    [
        "select list(x order by x) from t",
        "select list(item(a, f(b), null, c) order by g(d), e)[1:16] from t",
        "select string_agg(x, ',' order by x) from t",
        "select first(x order by x) from t",
        "-- avg(x) would not do\nselect 'now() and random()' as words, min(x) from t",
        "select average, listed, moderate, nowhere from t",
    ],
)
def test_the_scan_lets_an_ordered_list_and_a_mere_word_pass(tmp_path, text):
    """A rule that cries at comments is a rule that people switch off."""
    path = tmp_path / "made.sql"
    path.write_text(text)

    assert scan(Step("made", does=path)) == []


def test_trigonometry_by_numpy_is_found():
    """NumPy's sine differs from machine to machine; numba's and DuckDB's do not."""
    import numpy as np  # noqa: PLC0415 - only its source matters

    def turned(ships):
        return np.sin(ships)

    assert scan_function(Step("made", ("ships",), does=turned)) == ["turned: np.sin"]


def test_a_reader_that_lets_a_traceback_out_is_caught():
    """Whatever is read, a stranger's error is not an answer."""

    def rows(file, source):
        value = int(file.read())
        yield "ships", SHIPS.rows([{"ship": value}]).to_batches()[0]

    class Here(ReaderContract):
        reader = Reader("bare", 1, ("ships",), lambda _p, _h: True, rows)
        good = b"12345"
        tables = {"ships": SHIPS}

    with pytest.raises(ValueError, match="invalid literal"):
        Here().test_no_bytes_crash_it()
    with pytest.raises(AssertionError):
        Here().test_it_leaves_other_files_alone()


def test_a_reader_that_says_no_place_is_caught():
    """An error without a place sends people searching."""

    def rows(file, source):
        raise ReadError(source.path, "", "this", "that")
        yield

    class Here(ReaderContract):
        reader = Reader("vague", 1, ("ships",), lambda _p, _h: True, rows)
        good = b"12345"

    with pytest.raises(AssertionError):
        Here().test_no_bytes_crash_it()


class Forgetful(LocalEngine):
    """An engine that loses the last row of every table it is given."""

    def put(self, name, rows):
        """Add all rows but one."""
        super().put(name, rows.slice(0, max(rows.num_rows - 1, 0)))


class Local(LocalEngine):
    """An engine whose months are those of the machine's clock."""

    def run(self, planned):
        """Run with the text's months moved into another zone."""
        text = (planned.task.text or "").replace(
            "month_start(c.first_at)", "month_start(c.first_at + interval 10 hour)"
        )
        object.__setattr__(planned.task, "text", text or None)
        return super().run(planned)


@pytest.mark.parametrize(
    ("engine", "test"),
    [
        (Forgetful, "test_three_tables_read_and_one_whole_meet_in_every_bucket"),
        (Forgetful, "test_a_halo_finds_each_pair_once_and_across_borders"),
        (Local, "test_an_instant_keeps_its_month_under_another_clock"),
    ],
)
def test_an_engine_that_loses_rows_or_hours_is_caught(tmp_path, monkeypatch, engine, test):
    """A second engine is believed because a broken one is not."""

    class Here(EngineContract):
        def engine(self, folder, threads):
            return engine(Store(folder / "store"), threads)

    more = {"monkeypatch": monkeypatch} if "clock" in test else {"threads": 1}
    with pytest.raises(AssertionError):
        getattr(Here(), test)(tmp_path, **more)
