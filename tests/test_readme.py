"""What the README says can be done is done here: its commands run, its case is sound."""

import re
import shlex
import tomllib

import pytest

from hawse.cli import commands, main
from hawse.cli.screen import MARKS
from hawse.core import errors
from tests.made import ROOT, cli

README = (ROOT / "README.md").read_text("utf-8")
FENCED = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
MOST_PICTURE = 300_000


def blocks(language):
    """Give the README's blocks of code in a language."""
    return [text for found, text in FENCED.findall(README) if found == language]


def lines():
    """Give the README's shell lines, without their comments."""
    return [
        s
        for text in blocks("sh")
        for line in text.splitlines()
        if (s := line.split("#")[0].strip())
    ]


def test_every_hawse_command_of_the_readme_runs_in_its_order(tmp_path, monkeypatch, capsys):
    """A reader who copies them gets what they are said to give."""
    monkeypatch.chdir(tmp_path)
    hawse = [shlex.split(line)[1:] for line in lines() if line.startswith("hawse ")]

    assert len(hawse) >= 7
    for words in dict.fromkeys(map(tuple, hawse)):
        assert 0 == main(list(words)), (words, capsys.readouterr().err)
        assert capsys.readouterr().out.strip(), words


def test_every_make_target_of_the_readme_is_in_the_makefile():
    """``make demo`` and ``make test`` are the promise of the first page."""
    made = (ROOT / "Makefile").read_text("utf-8")
    targets = {line.split()[1] for line in lines() if line.startswith("make ")}

    assert {"demo", "test"} <= targets
    for target in targets:
        assert re.search(rf"^{target}:", made, re.MULTILINE)


def test_every_verb_is_in_the_readme_and_every_verb_of_the_readme_is_one():
    """The table is the map of the program."""
    named = set(re.findall(r"`hawse (\w+)`", README))

    assert {name for name in commands() if not name.startswith("-")} == named


def test_the_case_of_the_readme_is_sound(tmp_path):
    """It is what people copy first."""
    (text,) = blocks("toml")
    assert tomllib.loads(text)["case"]["id"] == "my-case"
    (tmp_path / "case.toml").write_text(text, "utf-8")
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text(
        "A line is kept open.\n\nMOSCOW (Wire) - It is.", "utf-8"
    )

    got = cli("check", tmp_path)

    assert 0 == got.returncode, got.stderr
    assert "plain_text" in got.stdout


def test_the_exit_codes_of_the_readme_are_those_of_the_errors():
    """Scripts are written after the README."""
    codes = {c.exit_code for c in vars(errors).values() if isinstance(c, type) and issubclass(c, errors.HawseError)}  # fmt: skip

    assert codes <= {int(n) for n in re.findall(r"(?:codes: |, |\n)(\d) ", README)}


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)h][^)]*)\)", README))))
def test_every_link_of_the_readme_leads_to_a_file(link):
    """A dead link on the first page."""
    assert (ROOT / link).exists()


def test_the_picture_is_a_small_png():
    """A clone should not carry megabytes for one look."""
    picture = (ROOT / "docs" / "dossier.png").read_bytes()

    assert picture.startswith(b"\x89PNG")
    assert len(picture) < MOST_PICTURE


def test_the_six_verdicts_of_the_readme_are_those_of_the_ledger():
    """The words on the first page are the words of the page."""
    told = re.findall(r"^\| (\w[\w ]+) \|", README.split("## What the verdicts mean")[1].split("##")[0], re.MULTILINE)  # fmt: skip

    assert set(MARKS) == {t.replace(" ", "_") for t in told} - {"verdict"}
