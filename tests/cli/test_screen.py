"""What is shown: fitted to the terminal, whole when piped, plain where colour is not wanted."""

import json
import os
import subprocess
import sys

import pytest

from hawse.cli.screen import clean, shortened, table
from tests.made import PACKED, ROOT, cli, the_demo

ESC = "\x1b"


def on_demo(*words, **env):
    """Start a verb on the demo's ledger."""
    return cli(*words, "--out", the_demo() / "out", **env)


@pytest.fixture
def narrow(monkeypatch):
    """Show everything on 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")


def test_on_eighty_columns_no_line_is_longer(narrow, capsys):
    """A table whose ids take all the room cannot be read."""
    rows = [{"id": "f" + "0" * 16, "kind": "trade_change", "says": "word " * 60} for _ in range(3)]

    table("3 findings", rows, ("id", "kind", "says"))

    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    assert "    word word" in lines[3]


@pytest.mark.parametrize("verb", ["claims", "findings", "check"])
def test_every_list_fits_a_narrow_terminal(verb):
    """Eighty columns are what a terminal has when nobody has asked for more."""
    got = cli("check", PACKED, COLUMNS="80") if verb == "check" else on_demo(verb, COLUMNS="80")

    assert 0 == got.returncode, got.stderr
    assert max(map(len, got.stdout.splitlines())) <= 80


def test_piped_each_row_is_one_line_with_its_full_id():
    """What goes into grep or a file is whole."""
    got = on_demo("claims")
    head, _, *rows = got.stdout.splitlines()

    assert head == f"{len(rows)} claims"
    assert all(len(row.split()[0]) == 17 for row in rows)
    assert any(row.endswith("border with North Korea.") for row in rows)


def test_no_escape_reaches_a_pipe():
    """Colour is for terminals."""
    for got in (on_demo("claims"), on_demo("explain", "nothing"), cli("--help")):
        assert got.stdout + got.stderr
        assert ESC not in got.stdout + got.stderr


def test_no_color_is_honoured_where_colour_is_forced():
    """NO_COLOR is a promise of the whole trade."""
    forced = on_demo("claims", FORCE_COLOR="1", COLUMNS="80")
    plain = on_demo("claims", FORCE_COLOR="1", NO_COLOR="1", COLUMNS="80")

    assert f"{ESC}[" in forced.stdout
    assert not any(f"{ESC}[3{n}m" in plain.stdout for n in range(8))


def test_control_characters_of_a_source_do_not_reach_the_terminal():
    """A report may hold escapes that clear the screen or retitle the window."""
    assert "a\ufffd[2Jb" == clean(f"a{ESC}[2Jb")
    assert "one two" == clean("one\r\n\ttwo")
    assert "\ufffdabc" == clean("\u202eabc")


def test_ids_are_cut_to_what_tells_them_apart(narrow):
    """Seven characters, or as many as it takes; each can be given to explain."""
    rows = [{"id": "f12345678"}, {"id": "f12345679"}]

    assert ["f12345678", "f12345679"] == [r["id"] for r in shortened(rows)]
    assert ["fabcdef"] == [r["id"] for r in shortened([{"id": "fabcdef0123"}])]


def test_a_reader_that_stops_reading_ends_the_command_quietly():
    """``hawse findings | head`` is no failure."""
    line = f"{sys.executable} -m hawse.cli findings --out {the_demo() / 'out'} --json | head -c 11"
    got = subprocess.run(
        ["sh", "-c", line],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert '{"findings"' == got.stdout
    assert "" == got.stderr


def test_progress_goes_to_stderr_and_data_to_stdout(tmp_path):
    """Data can be piped on while the talk stays in sight."""
    got = cli("run", the_demo() / "case", "-o", tmp_path / "o", "--json")

    assert json.loads(got.stdout)
    assert ["1/4 read:", "2/4 observe:", "3/4 find:", "4/4 weigh:"] == list(dict.fromkeys(" ".join(line.split()[:2]) for line in got.stderr.splitlines()))  # fmt: skip
