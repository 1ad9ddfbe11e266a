"""The flow from files to dossier: which files, in which stages, and what survives a second run."""

import shutil
from datetime import UTC, datetime

import pytest

import hawse
from hawse.core.errors import CaseError, HashError, LedgerError, SourceError
from hawse.core.tables import LEDGER
from hawse.flow.files import short_names
from hawse.ledger import store
from tests.made import FIGURES, HEAD, PACKED, UPSTREAMS, a_case, demo_copy, the_demo


def paths(case):
    """Give the paths that a case would read, in order."""
    return [r["path"] for r in hawse.check(case)["files"]]


def test_the_stages_are_told_in_their_order():
    """Read -> observe -> find -> weigh; whoever waits sees how far it is."""
    told = []
    hawse.run(the_demo() / "case", the_demo() / "out", told=lambda *seen: told.append(seen))

    stages = list(dict.fromkeys(what.split(" ")[0] for what, _, _ in told))
    assert ["read", "observe", "find", "weigh"] == stages
    assert all(0 <= done <= of for _, done, of in told)


def test_a_pattern_names_its_files_in_the_order_of_their_names(tmp_path):
    """The order in which a disk lists files must not show."""
    (tmp_path / "r").mkdir()
    for name in ("b.txt", "a.txt", "c.txt"):
        (tmp_path / "r" / name).write_text(
            f"Report {name}.\n\nOSLO (Wire) - It was so in {name}.", "utf-8"
        )

    assert ["r/a.txt", "r/b.txt", "r/c.txt"] == paths(a_case(tmp_path, "r/*.txt"))


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path):
    """People put brackets into names."""
    shutil.copy(UPSTREAMS, tmp_path / "kp [final].csv")

    assert ["kp [final].csv"] == paths(a_case(tmp_path, "kp [final].csv"))


def test_a_folder_stands_for_the_case_in_it(tmp_path):
    """``hawse run my-case`` is what one types."""
    assert hawse.load(PACKED) == hawse.load(PACKED / "case.toml")


def test_a_hash_written_into_the_case_is_held_against_the_file(tmp_path):
    """Whoever pins a source wants no other."""
    shutil.copy(UPSTREAMS, tmp_path / "u.csv")
    pin = 'sha256 = "' + "0" * 64 + '"\n'

    with pytest.raises(HashError, match=r"u\.csv: SHA-256 is [0-9a-f]{64}, the case says 0{64}"):
        hawse.check(a_case(tmp_path, "u.csv", more=pin))


def test_a_reader_that_does_not_exist_is_a_fault_of_the_case(tmp_path):
    """The nearest name is given."""
    shutil.copy(UPSTREAMS, tmp_path / "u.csv")

    with pytest.raises(CaseError, match="did you mean 'upstreams_csv'"):
        hawse.check(a_case(tmp_path, "u.csv", more='reader = "upstream_csv"\n'))


def test_files_of_one_name_are_told_apart_by_their_folder(tmp_path):
    """Two months are often called the same."""
    here, there, other = tmp_path / "a" / "x.csv", tmp_path / "b" / "x.csv", tmp_path / "y.csv"

    assert {here: "a/x.csv", there: "b/x.csv", other: "y.csv"} == short_names([here, there, other])


def test_one_channel_alone_takes_files_from_anywhere_and_only_its_own(tmp_path):
    """No case file, no root: the user named the files by hand."""
    ledger = hawse.look("routes", [UPSTREAMS], tmp_path / "o")

    assert "new_upstream" in {f["kind"] for f in ledger.rows("findings")}
    with pytest.raises(SourceError, match="no reader takes it"):
        hawse.look("routes", [FIGURES], tmp_path / "p")


def test_a_channel_that_does_not_exist_is_answered_with_those_that_do(tmp_path):
    """A message that names what there is saves a look into the manual."""
    with pytest.raises(LedgerError, match=r"no channel 'sea'; there are \['ships', 'routes'"):
        hawse.look("sea", [UPSTREAMS], tmp_path)


def test_the_demo_function_can_be_called_after_it_was_called():
    """The folder of the demo's files has the name of the function; it must not take its place."""
    the_demo()

    assert callable(hawse.demo)


def test_decisions_survive_a_second_run(tmp_path):
    """What a person decided is not the machine's to forget."""
    out = demo_copy(tmp_path) / "out"
    made = [{
        "target_key": hawse.claims(out)[0]["key"], "act": "note", "reason": "asked the ministry", "author": "A. Editor",
        "at": datetime(2026, 1, 2, tzinfo=UTC), "supersedes": None,
    }]  # fmt: skip
    decisions = LEDGER["decisions"].rows(store.with_ids("decisions", made))
    tables = {n: t for n, t in store.read(out).tables.items() if n != "decisions"}
    manifest = {k: v for k, v in store.manifest_of(out).items() if k not in {"ledger", "tables"}}
    store.write(out / "ledger", {**tables, "decisions": decisions}, manifest)

    again = hawse.run(tmp_path / "demo" / "case", out)

    assert decisions.to_pylist() == again.ledger.rows("decisions")
    assert hawse.verify(out)["verified"] is True


def test_every_channel_has_a_panel_on_the_page_with_data_or_without():
    """A channel without data keeps its place and says why: what is missing is never left out."""
    page = (the_demo() / "out" / "dossier.html").read_text("utf-8")

    for name in ("Ships", "Routes", "Trade", "Labour", "Measures", "Reports"):
        assert name in page


def test_the_period_of_the_case_ends_after_its_last_day(tmp_path):
    """``until`` is a day that counts."""
    case = hawse.load(a_case(tmp_path, head=HEAD))

    assert (datetime(2017, 1, 1, tzinfo=UTC), datetime(2018, 1, 1, tzinfo=UTC)) == (
        case.start,
        case.end,
    )
