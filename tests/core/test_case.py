"""The case file: every fault at once, each with its line and its cure; never a traceback."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hawse.core.case import parse
from hawse.core.errors import CaseError

KNOWN = {
    "ships": {"stays": {"max_speed_kn": 1.0, "min_fixes": 3, "port": "all", "strict": False}},
    "routes": {"gains": {"persist_months": 2}},
}
READERS = ("lines", "csv_positions")
GOOD = """\
[case]
id = "one"
question = "Who supplies it?"
target = "KP"
suppliers = ["RU", "CN"]
period = { from = 2017-01-01, until = 2017-09-30 }
"""


def read(text, folder="."):
    return parse(text, "case.toml", Path(folder), KNOWN, READERS)


def faults(text, folder="."):
    with pytest.raises(CaseError) as caught:
        read(text, folder)
    return [str(fault) for fault in caught.value.faults]


def test_a_case_says_what_is_asked_of_which_files(tmp_path):
    """Each key of the file arrives where it is used."""
    (tmp_path / "data").mkdir()
    case = read(
        GOOD
        + """\
flow = "from_target"
root = "data"
handling = "restricted"
as_of = 2017-10-05

[[source]]
path = "a/*.txt"
reader = "lines"
published = 2017-10-05
obtained = 2026-01-02T03:04:05+01:00
synthetic = true
grade = "B"

[values]
"price.cap" = 60

[ships.stays]
max_speed_kn = 2
""",
        tmp_path,
    )
    source = case.sources[0]

    assert (case.id, case.target, case.suppliers) == ("one", "KP", ("RU", "CN"))
    assert (case.flow, case.handling, case.root) == (
        "from_target",
        "restricted",
        tmp_path / "data",
    )
    assert (source.path, source.reader, source.line) == ("a/*.txt", "lines", 12)
    assert source.published == datetime(2017, 10, 5, tzinfo=UTC)
    assert source.obtained == datetime(2026, 1, 2, 2, 4, 5, tzinfo=UTC)
    assert (source.synthetic, source.grade, source.sha256) == (True, "B", None)
    assert (case.as_of, case.values) == (date(2017, 10, 5), {"price.cap": "60"})
    assert case.settings == {("ships", "stays"): {"max_speed_kn": 2.0}}


def test_until_is_the_last_day_and_is_included():
    """A reader of the file says 30 September and means all of it."""
    case = read(GOOD)

    assert case.start == datetime(2017, 1, 1, tzinfo=UTC)
    assert case.end == datetime(2017, 10, 1, tzinfo=UTC)


def test_four_faults_are_four_messages_each_with_its_line_and_cure():
    """Whoever mends a case file mends it once."""
    got = faults("""\
[case]
id = "one"
question = "Who supplies it?"
traget = "KP"
target = "North Korea"
period = { from = 2017-09-30, until = 2017-01-01 }

[[source]]
path = "a.txt"
reader = "line"
""")

    assert got == [
        "case.toml:4: unknown key 'traget'; did you mean 'target'?",
        "case.toml:5: target is 'North Korea'; write an ISO 3166 alpha-2 code, for example \"KP\"",
        "case.toml:6: the period ends (2017-01-01) before it begins (2017-09-30); swap the two days",
        "case.toml:10: reader is 'line'; did you mean 'lines'?",
    ]


@pytest.mark.parametrize(
    ("line", "found", "cure"),
    [
        ("id = 7", "id is 7", 'write id = "..."'),
        ('question = " "', "question is ' '", 'write question = "..."'),
        ('target = "kp"', "target is 'kp'", "ISO 3166"),
        ("target = [1]", "target is [1]", "ISO 3166"),
        ('suppliers = "RU"', "suppliers is 'RU'", "write a list"),
        ("suppliers = [1]", "suppliers is 1", "ISO 3166"),
        ('period = "2017"', "period is '2017'", "write period = {"),
        ("period = { from = 2017-01-01 }", "period is {'from'", "write period = {"),
        ("period = { from = 2017-01-01, until = 2017 }", "until is 2017", "write a day"),
        (
            "period = { from = 2017-01-01, until = 2017-02-01T00:00:00Z }",
            "until is 2017-02-01T00:00:00+00:00",
            "write a day",
        ),
        ("period = { from = 2017-01-01, until = 9999-12-31 }", "ends on 9999-12-31", "next one"),
        ('flow = "to target"', "flow is 'to target'", "did you mean 'to_target'?"),
        ("handling = 3", "handling is 3", "there are"),
        ('root = "nowhere"', "root 'nowhere' is no folder", "give a folder"),
        ("root = 1", "root is 1", "write root"),
        ('as_of = "today"', "as_of is 'today'", "write a day without quotes"),
        ("as_of = 2017-10-05T01:00:00Z", "as_of is 2017-10-05T01:00:00+00:00", "write a day"),
        ("colour = 1", "unknown key 'colour'", "there are as_of"),
    ],
)
def test_a_wrong_value_in_the_head_is_named_with_what_to_write(line, found, cure):
    """Every key has a type; whatever stands there instead is shown and mended."""
    key = line.split(" =")[0]
    text = (
        "\n".join(one for one in GOOD.splitlines() if not one.startswith(f"{key} ="))
        + f"\n{line}\n"
    )
    [got] = faults(text)

    assert found in got
    assert cure in got
    assert got.startswith(f"case.toml:{text.splitlines().index(line) + 1}:")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("path = 3", "path is 3"),
        ('path = ""', "path is ''"),
        ('reader = "word"', "reader is 'word'"),
        ("title = 3", "title is 3"),
        ('obtained = "2017"', "obtained is '2017'"),
        ("published = 2017-01-01T00:00:00", "time 2017-01-01T00:00:00 has no zone"),
        ('synthetic = "no"', "synthetic is 'no'"),
        ('grade = "G"', "grade is 'G'"),
        ("grade = 1", "grade is 1"),
        ('handling = "open"', "handling is 'open'"),
        ('sha256 = "12"', "sha256 is '12'"),
        ('licence = ["x"]', "licence is ['x']"),
    ],
)
def test_a_wrong_value_in_a_source_is_named(line, found):
    """A source that is half understood would be read as something else."""
    rest = "" if line.startswith("path") else 'path = "a.txt"\n'
    [got] = faults(f"{GOOD}\n[[source]]\n{rest}{line}\n")

    assert found in got
    assert got.startswith(f"case.toml:{9 if rest == '' else 10}:")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[case", "not TOML"),
        ("x = " + "[" * 5000, "not TOML"),
        ("", "there is no [case]"),
        ("case = 3", "case is 3"),
        ("source = 3\n" + GOOD, "source is no list"),
        ("source = [3]\n" + GOOD, "source 1 is 3"),
        ("values = 3\n" + GOOD, "values is 3"),
        (GOOD + "[values]\nx = [1]\n", "x is [1]"),
        (
            GOOD + "[shisp.stays]\nmin_fixes = 1\n",
            "unknown section 'shisp'; did you mean 'ships'?",
        ),
        (
            GOOD + "[ships.stay]\nmin_fixes = 1\n",
            "no step 'stay' with settings; did you mean 'stays'?",
        ),
        (GOOD + "[ships]\nstays = 1\n", "no step 'stays' with settings"),
        (
            GOOD + "[ships.stays]\nmin_fix = 1\n",
            "unknown key 'min_fix'; did you mean 'min_fixes'?",
        ),
        (GOOD + "[ships.stays]\nmin_fixes = 1.5\n", "min_fixes is 1.5; write a value like 3"),
        (GOOD + "[ships.stays]\nmin_fixes = true\n", "min_fixes is True; write a value like 3"),
        (
            GOOD + "[ships.stays]\nmax_speed_kn = nan\n",
            "max_speed_kn is nan; write a value like 1.0",
        ),
        (GOOD + "[ships.stays]\nport = 1\n", "port is 1; write a value like 'all'"),
        (GOOD + "[ships.stays]\nstrict = 1\n", "strict is 1; write a value like False"),
    ],
)
def test_whatever_else_is_wrong_is_one_plain_message(text, found):
    """A misspelt section would otherwise be a setting that nobody reads."""
    [got] = faults(text)

    assert found in got


def test_a_fault_never_prints_more_than_a_line_of_what_it_found():
    """A pasted article in the wrong place must not fill the screen."""
    [got] = faults(GOOD.replace('"KP"', f'"{"x" * 10_000}"'))

    assert len(got) < 200


KEYS = ("id", "question", "target", "suppliers", "period", "flow", "root", "handling", "as_of")
scalars = st.one_of(
    st.integers(), st.floats(), st.booleans(), st.text("abc\u0000/.", max_size=5), st.dates()
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["from", "until"]), inner)
    ),
    max_leaves=4,
)


def toml(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + value.encode("unicode_escape").decode().replace("\\x00", "\\u0000") + '"'
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k} = {toml(v)}" for k, v in value.items()) + " }"
    return value.isoformat() if isinstance(value, date) else repr(value)


@given(st.dictionaries(st.sampled_from(KEYS), values), st.lists(values, max_size=2))
def test_no_value_of_any_type_is_a_traceback(head, listed):
    """What people type into a case file is a case or a list of faults, whatever it is."""
    text = f"source = {toml(listed)}\n[case]\n" + "\n".join(
        f"{k} = {toml(v)}" for k, v in head.items()
    )
    told = []
    try:
        read(text)
    except CaseError as why:
        told = why.faults or [None]
    assert all(fault.where.startswith("case.toml:") and fault.cure for fault in told)
