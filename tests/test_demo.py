"""The demo: what a first user sees, in under a minute, with nothing but the package."""

import json
import re

import pytest

import hawse
from hawse.cli import main
from hawse.core.errors import SourceError
from hawse.ledger import store
from tests.made import PACKED, cli, the_demo


@pytest.fixture(scope="module")
def first_look(tmp_path_factory):
    """Run the demo once as a first user does; give the folder and the finished command."""
    folder = tmp_path_factory.mktemp("first")
    return folder, cli("demo", "here", cwd=folder, HOME=str(folder), COLUMNS="80")


def test_the_demo_runs_and_verifies_itself(first_look):
    """The first minute decides whether there is a second; how long it takes stands in benchmarks/."""
    folder, got = first_look

    assert 0 == got.returncode, got.stderr
    assert "Verified: " in got.stdout
    assert "Wrote here/out/dossier.html" in got.stdout
    assert (folder / "here" / "case" / "case.toml").exists()


def test_the_command_that_the_demo_says_is_next_works(first_look):
    """A hint that fails is worse than none."""
    folder, got = first_look
    (words,) = re.findall(r"Next: hawse (explain \S+ -o \S+)", got.stdout)

    next_ = cli(*words.split(), cwd=folder)

    assert 0 == next_.returncode, next_.stderr
    assert "SHA-256" in next_.stdout


def test_the_demo_writes_nothing_outside_its_folder(first_look):
    """A try-out leaves no litter, in the home folder neither."""
    folder, _ = first_look

    assert ["here"] == sorted(p.name for p in folder.iterdir())


def test_the_demo_shows_a_supported_a_partly_supported_and_an_unexamined_claim():
    """A demo in which all is proven would teach the wrong lesson."""
    verdicts = {r["verdict"] for r in hawse.claims(the_demo() / "out")}

    assert {"supported", "partly_supported", "not_examined", "not_testable"} <= verdicts


def test_the_demo_page_shows_how_many_ships_were_found_beside_how_many_were_claimed():
    """The claim is of eight, and so many went home; one of them alone would be read as one."""
    page = (the_demo() / "out" / "dossier.html").read_text("utf-8")

    found = re.findall(r"<dt>Found</dt><dd>([^<]*)", page)
    assert any(one.replace("\u202f", " ").startswith("at least 8 ships") for one in found)


def test_the_demo_page_says_that_it_is_one_on_its_first_line():
    """Synthetic rows must not be cited by somebody who was sent the file."""
    page = (the_demo() / "out" / "dossier.html").read_text("utf-8")
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", page.split("<body", 1)[1], flags=re.DOTALL)
    text = " ".join(re.sub(r"<[^>]+>", " ", "<body" + body).split())

    assert "DEMO – synthetic rows, do not cite" in text[:300]


def test_the_two_printings_of_the_demo_are_one_story():
    """The demo shows what the founding case is about: an edited reprint is no second source."""
    (pair,) = store.read(the_demo() / "out").rows("lineage")

    assert pair["score"] > 0.5


def test_the_demo_as_json_is_one_object_with_counts(tmp_path, capsys):
    """A script that tries the demo reads its outcome."""
    assert 0 == main(["demo", str(tmp_path / "d"), "--json"])

    (line,) = capsys.readouterr().out.splitlines()
    told = json.loads(line)
    assert ("lifeline-2017", True) == (told["case"], told["verified"])
    assert told["claims"]["supported"] >= 1


def test_every_file_of_the_demo_says_what_it_is():
    """What is made up is marked so, what is real names its origin."""
    rows = hawse.check(PACKED / "case.toml")["files"]
    case = hawse.load(PACKED / "case.toml")

    assert {"reports", "routes", "ships", "trade"} == {r["channel"] for r in rows}
    assert [True, True, False, False, True, True] == [s.synthetic for s in case.sources]
    assert all(s.licence and s.publisher for s in case.sources)
    assert "demo" == case.handling


def test_a_demo_that_cannot_be_written_says_so(tmp_path):
    """The folder is a file: told in one line."""
    (tmp_path / "d").write_text("mine", "utf-8")

    with pytest.raises(SourceError, match="cannot be written"):
        hawse.demo(tmp_path / "d")
