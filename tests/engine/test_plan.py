"""The plan: a wiring that does not fit is told in full before anything runs."""

import pyarrow as pa
import pytest

from hawse.core.channel import Channel, Panel, Reader, Step
from hawse.core.errors import PlanError
from hawse.core.kinds import Kind
from hawse.core.table import Column, Table
from hawse.engine.plan import known_settings, plan

NO_PANEL = Panel((), lambda: ())


def table(name, **columns):
    return Table(
        name, tuple(Column(n, t, "-", "x") for n, t in (columns or {"a": pa.int64()}).items())
    )


def feeder(*names):
    return Reader("feeder", 1, names, lambda _p, _h: False, lambda _f, _s: iter(()))


def channel(*steps, tables=(), readers=(), kinds=(), name="c"):
    return Channel(name, "?", tables, kinds, readers, (), steps, NO_PANEL)


@pytest.fixture
def sql(tmp_path):
    def write(name, text):
        path = tmp_path / f"{name}.sql"
        path.write_text(text)
        return path

    return write


def does(raw):
    return raw


def keeps(m):
    return m


def takes(n):
    return n


def test_steps_run_after_the_makers_of_what_they_take(sql):
    """The order of declaration does not matter where the tables say the order."""
    last = Step("z", ("y",), does=sql("last", "select * from y"))
    first = Step("y", ("x",), does=sql("first", "select * from x"))
    made = plan(
        [channel(last, first, tables=(table("x"), table("y"), table("z")), readers=(feeder("x"),))]
    )

    assert [p.task.name for p in made.steps] == ["c.first", "c.last"]


def test_a_step_may_read_what_another_channel_makes(sql):
    """Wiring is by table name and nothing else."""
    maker = channel(Step("y", ("x",), does=sql("maker", "select * from x")), name="a",
                    tables=(table("x"), table("y")), readers=(feeder("x"),))  # fmt: skip
    taker = channel(Step("z", ("y",), does=sql("taker", "select * from y")), tables=(table("z"),))

    assert [p.task.name for p in plan([taker, maker]).steps] == ["a.maker", "c.taker"]


def test_every_fault_of_the_wiring_is_told_at_once(sql):
    """Whoever writes a channel mends it once."""
    steps = (
        Step("y", ("x", "nowhere"), does=sql("one", "select 1 as a")),
        Step(
            "y", ("x",), does=sql("two", "select * from x where a > $least"), settings={"most": 1}
        ),
        Step("z", ("x",), by=("b",), does=sql("three", "select * from x; drop table x")),
        Step("w", ("x",), by=(), does=does, settings={"deep": True}),
        Step("v", ("x", "raw"), by=(), does=sql("five", "select from where")),
        Step("u", ("m",), by=("a",), does=keeps, columns={"m": ("c",), "x": ("a",)}),
        Step(
            "t",
            ("n",),
            does=takes,
            columns={"n": ("a",)},
            where={"n": ("port", ()), "x": ("a", ("b",))},
        ),
        Step("s", ("m",), does=keeps, where={"m": ("a", ("1",))}),
    )
    tables = tuple(table(n) for n in ("x", "y", "z", "w", "v", "u", "t", "s", "raw"))
    marked = table("m", a=pa.int64(), synthetic=pa.bool_())
    named = table("n", a=pa.int64(), port=pa.string())
    with pytest.raises(PlanError) as caught:
        plan([channel(*steps, tables=(*tables, marked, named), readers=(feeder("x", "m", "n"),))])

    told = str(caught.value)
    for fault in (
        "c.two: makes y, which c.one makes already",
        "c.one: no channel declares the table nowhere",
        "c.two: settings ['most'] are not used; use them in two.sql or drop them",
        "c.two: $least in two.sql is not set; add it to the step",
        "c.three: split by ['b'], which x lacks; read it whole",
        "c.three: three.sql: holds ['SELECT', 'DROP'], wanted one query",
        "c.does: takes ['raw'], but is given ['deep', 'x']",
        "c.five: nothing makes the table raw",
        "c.five: by=() splits the rows of one table, but it reads 2",
        "c.five: five.sql: Parser Error",
        "c.keeps: takes ['c'], which m lacks",
        "c.keeps: leaves out ['a', 'synthetic'] of m, which the engine needs",
        "c.keeps: names columns of x, which it hands to no function",
        "c.takes: leaves out port of n, by which it chooses rows",
        "c.takes: chooses no row of n; name the values that count",
        "c.takes: chooses rows of x, which it hands to no function",
        "c.keeps: chooses rows by a, which is no column of text of m",
    ):
        assert fault in told


def test_a_split_column_has_one_type_in_every_table(sql):
    """An int32 and an int64 of equal value land in different buckets."""
    step = Step("z", ("x", "y"), by=("ship",), does=sql("one", "select 1 as a"))
    tables = (table("x", ship=pa.int32()), table("y", ship=pa.int64()), table("z"))
    with pytest.raises(PlanError, match="split by ship, which is int64 in y and int32 in another"):
        plan([channel(step, tables=tables, readers=(feeder("x", "y"),))])


def test_steps_that_wait_for_each_other_are_named(sql):
    """A circle has no first step."""
    a = Step("x", ("y",), does=sql("one", "select * from y"))
    b = Step("y", ("x",), does=sql("two", "select * from x"))
    with pytest.raises(PlanError, match=r"wait for each other: \['c.one', 'c.two'\]"):
        plan([channel(a, b, tables=(table("x"), table("y")))])


def test_a_kind_and_a_table_have_one_owner():
    """Two channels that mean different things by one name would weigh each other's claims."""
    kind = Kind("moved", "it moved", "-", "count", "exists")
    with pytest.raises(PlanError) as caught:
        plan([
            channel(name="a", kinds=(kind,), tables=(table("x"),)),
            channel(name="b", kinds=(kind,), tables=(table("x", b=pa.string()),)),
        ])  # fmt: skip

    assert str(caught.value).splitlines() == [
        "b: table x is declared twice; give one of them another name",
        "b: kind moved is declared by a too; a kind has one owner",
    ]


def test_a_cases_settings_replace_the_defaults_and_change_the_digest(sql):
    """A finding carries the settings that made it."""
    step = Step(
        "y", ("x",), does=sql("one", "select * from x where a > $least"), settings={"least": 1}
    )
    one = channel(step, tables=(table("x"), table("y")), readers=(feeder("x"),))

    assert known_settings([one])["c"] == {"one": {"least": 1}}
    assert plan([one]).steps[0].task.settings == {"least": 1}
    assert plan([one], settings={("c", "one"): {"least": 5}}).steps[0].task.settings == {
        "least": 5
    }


def test_a_text_that_is_not_there_is_a_plan_fault(tmp_path):
    """A step's file that was renamed is told by its name."""
    step = Step("y", ("x",), does=tmp_path / "gone.sql")
    with pytest.raises(PlanError, match=r"gone\.sql: cannot be read \(No such file"):
        plan([channel(step, tables=(table("x"), table("y")), readers=(feeder("x"),))])
