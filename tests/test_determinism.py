"""The same inputs give the same bytes, whatever the threads, the clock's zone and the folder."""

import re
import shutil
from datetime import UTC, datetime

import pytest

import hawse
from tests.made import bytes_of, cli, the_demo


def the_case():
    """Give the demo's case file."""
    return the_demo() / "case" / "case.toml"


def parts(out):
    """Give every part of a store with the instant at which it was written."""
    files = (p for p in (out / "store").rglob("*.parquet") if p.parent.name != "spill")
    return {p.relative_to(out).as_posix(): p.stat().st_mtime_ns for p in files}


@pytest.mark.parametrize("threads", [1, 2])
def test_another_run_gives_the_same_bytes_with_one_thread_and_with_two(tmp_path, threads):
    """A figure that hangs on how the work was shared out is no figure."""
    made = hawse.run(the_case(), tmp_path / "out", threads=threads)

    assert bytes_of(the_demo() / "out") == bytes_of(made.out)


def test_zone_hash_seed_and_working_folder_leave_no_trace(tmp_path):
    """A colleague in another zone, in another folder, gets the very same ledger and page."""
    odd = {"TZ": "America/St_Johns", "PYTHONHASHSEED": "4242"}
    shutil.copytree(the_demo() / "case", tmp_path / "elsewhere")

    got = cli("run", "elsewhere/case.toml", "-o", "o", cwd=tmp_path, **odd)

    assert 0 == got.returncode, got.stderr
    assert bytes_of(the_demo() / "out") == bytes_of(tmp_path / "o")


def test_a_second_run_reads_and_makes_nothing_again(tmp_path):
    """What was read once is not read again; what was made once is not made again."""
    out = tmp_path / "out"
    hawse.run(the_case(), out)
    before, page = parts(out), bytes_of(out)

    hawse.run(the_case(), out)

    assert before == parts(out)
    assert page == bytes_of(out)


def test_a_changed_setting_makes_again_only_what_hangs_on_it(tmp_path):
    """Trying a setting is cheap, and the rest of the ledger stands as it was."""
    case, out = tmp_path / "case", tmp_path / "out"
    shutil.copytree(the_demo() / "case", case)
    hawse.run(case / "case.toml", out)
    before = parts(out)
    text = (case / "case.toml").read_text("utf-8")
    (case / "case.toml").write_text(text + "\n[routes.sole_upstream]\nsole_months = 99\n", "utf-8")

    hawse.run(case / "case.toml", out)

    after = parts(out)
    assert before == {name: after[name] for name in before}
    new = {name.split("/")[1] for name in set(after) - set(before)}
    assert "findings" in new
    covered = {"would_cover", "numbered_cover"}
    assert new <= {"findings", "cited", "numbered_findings", "entries", "lifelines"} | covered
    assert "sole_upstream" not in {f["kind"] for f in hawse.findings(out)}


def test_an_unknown_setting_is_a_fault_with_its_nearest_name(tmp_path):
    """A setting that is quietly ignored is a figure that is quietly another."""
    case = tmp_path / "case"
    shutil.copytree(the_demo() / "case", case)
    with (case / "case.toml").open("a") as file:
        file.write("\n[routes.sole_upstream]\nsole_month = 99\n")

    got = cli("check", case / "case.toml")

    assert 3 == got.returncode
    assert "unknown key 'sole_month'; did you mean 'sole_months'?" in got.stderr


def test_the_page_carries_no_clock_and_no_folder(tmp_path):
    """Its date is that of the newest source: made tomorrow of the same sources it is the same page."""
    case, today = tmp_path / "case", datetime.now(UTC).date().isoformat()
    shutil.copytree(the_demo() / "case", case)
    text = (case / "case.toml").read_text("utf-8")
    (case / "case.toml").write_text(
        re.sub("obtained = .*", "obtained = 2020-02-03", text), "utf-8"
    )

    made = hawse.run(case / "case.toml", tmp_path / "out")

    page = made.dossier.read_text("utf-8")
    assert "2020-02-03" in page
    assert today not in page
    assert str(tmp_path) not in page
    assert str(tmp_path) not in (made.out / "manifest.json").read_text("utf-8")
