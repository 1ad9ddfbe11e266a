"""The house's rules that a machine can keep: layers, names, lengths, and no way to the network."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from importlinter import api, cli

import hawse
from hawse.channels import channels
from hawse.core.version import VERSION
from hawse.testing import scan, scan_function

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "hawse"
MODULES = sorted(SOURCE.rglob("*.py"))
TEXTS = sorted(SOURCE.rglob("*.sql"))
STEPS = [step for channel in channels() for step in channel.steps]
VAGUE = {"utils", "util", "helpers", "common", "misc"}
NETWORK = {"requests", "httpx", "aiohttp", "socket", "http", "urllib3", "ftplib", "smtplib"}


def shown(path):
    return str(path.relative_to(SOURCE))


def imported(path):
    """Give every module that a module imports, also inside a function."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
            yield node.module


def length(function):
    """Count a function's lines without its docstring; a row's form, one column a line, is one line."""
    lines = function.end_lineno - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None:
        lines -= first.end_lineno - first.lineno + 1
    forms = [
        node
        for node in ast.walk(function)
        if (isinstance(node, ast.Dict) and len(node.keys) > 10)
        or (isinstance(node, ast.Call) and len(node.keywords) > 10)
        or (isinstance(node, ast.Tuple) and len(node.elts) > 10)
    ]
    outer = [
        a
        for a in forms
        if not any(
            a is not b and b.lineno <= a.lineno <= a.end_lineno <= b.end_lineno for b in forms
        )
    ]
    return lines - sum(node.end_lineno - node.lineno for node in outer)


def test_imports_run_one_way(monkeypatch):
    """Layers are written down in .importlinter and kept here."""
    monkeypatch.chdir(ROOT)
    assert api.read_configuration(".importlinter")["contracts_options"]
    assert (
        cli.lint_imports(config_filename=".importlinter", no_cache=True) == cli.EXIT_STATUS_SUCCESS
    )


def too_long(path):
    """Give what of a module is past its measure: 300 lines, 40 in a function.

    A kernel that numba compiles, and a ``tables.py``, which is a data dictionary, may be longer.
    """
    text = path.read_text("utf-8")
    found = [
        f"{node.name}: {length(node)} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
        and length(node) > 40
        and not any("njit" in ast.unparse(d) for d in node.decorator_list)
    ]
    if text.count("\n") > 300 and path.name != "tables.py":
        found.append(f"{text.count(chr(10))} lines")
    return found


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_a_module_is_short_and_its_name_says_what_it_holds(path):
    """Past 300 lines a module holds two meanings; a function past 40 does too."""
    assert not VAGUE & {path.stem, *path.parent.parts}
    assert [] == too_long(path)


@pytest.mark.parametrize("path", TEXTS, ids=shown)
def test_a_step_in_sql_is_short_and_says_what_one_row_is(path):
    """The first line is the step's docstring."""
    lines = path.read_text("utf-8").splitlines()

    assert len(lines) <= 60
    assert lines[0].startswith("-- ")


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_no_step_says_what_is_not_the_same_twice(step):
    """Same inputs, same bytes, on any number of threads and on either engine."""
    assert [*scan(step), *scan_function(step)] == []


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_nothing_opens_the_network_or_runs_what_it_reads(path):
    """A run touches the case's files and its own folder; what is read is data and never code."""
    names = set(imported(path))
    calls = {
        node.func.id
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }

    assert not {n for n in names if n.split(".")[0] in NETWORK or n.startswith("urllib.request")}
    assert not {"eval", "exec"} & calls
    assert ("pickle" in names) == (shown(path) == "engine/ship.py"), (
        "only a worker's post is pickled"
    )


def test_no_excuse_is_without_a_reason():
    """A lint rule is switched off at its line's end, with the why behind it."""
    bare = [
        f"{shown(path)}:{n}"
        for path in MODULES
        for n, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if re.search(r"#\s*noqa(?!: [A-Z0-9, ]+ --? \S)|#\s*type: ignore(?!\[)", line)
    ]

    assert bare == []


def test_the_version_is_said_once():
    """The cache key, the package and the program name one version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert hawse.__version__ == VERSION == project["version"]


def test_the_package_holds_every_file_that_the_repository_does(tmp_path):
    """A text or a fact that is left out of the package is missed only on another machine."""
    from hatchling.builders.wheel import WheelBuilder  # noqa: PLC0415 - a builder of packages

    builder = WheelBuilder(str(ROOT))
    held = {Path(one.distribution_path) for one in builder.recurse_included_files()}
    wanted = {
        Path("hawse") / path.relative_to(SOURCE)
        for path in SOURCE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert wanted - held == set()
