"""Verify: a sound ledger holds; whatever was altered in it, or under it, is found and named."""

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import hawse
from hawse.core.errors import FigureError, HashError, LedgerError, SourceError
from hawse.core.tables import LEDGER
from hawse.ledger import store
from tests.made import cli, demo_copy, the_demo


def altered(out, table, change):
    """Change the rows of one table of a ledger where it lies."""
    path = out / "ledger" / f"{table}.parquet"
    rows = pq.read_table(path).to_pylist()
    change(rows)
    pq.write_table(pa.Table.from_pylist(rows, schema=LEDGER[table].schema), path)


def covered_up(out):
    """Make the ids and the manifest anew, as one would who wants an altered figure to pass."""
    ledger = store.read(out)
    tables = {}
    for name in LEDGER:
        rows = ledger.rows(name)
        if name in store.LETTERS:
            rows = [{**row, "id": store.content_id(name, row)} for row in rows]
        tables[name] = LEDGER[name].rows(rows)
    manifest = {k: v for k, v in store.manifest_of(out).items() if k not in {"ledger", "tables"}}
    store.write(out / "ledger", tables, manifest)


def larger(rows):
    """Add one to the best figure of the first row that has one."""
    row = next(r for r in rows if r["q_best"] is not None)
    row["q_best"] += 1
    row["q_high"] = None


def test_a_ledger_as_it_was_made_holds():
    """What was looked at is counted, so that nobody takes an empty look for a sound one."""
    seen = hawse.verify(the_demo() / "out")

    assert seen["verified"] is True
    assert seen["findings"] > 50
    assert seen["evidence"] > 50
    assert store.read(the_demo() / "out").digest == seen["ledger"]


@pytest.mark.parametrize("table", ["findings", "claims", "lifelines"])
def test_one_altered_number_is_found_by_the_manifest(tmp_path, table):
    """The file's bytes are no longer those that the manifest names."""
    out = demo_copy(tmp_path) / "out"
    altered(out, table, larger)

    with pytest.raises(FigureError, match=rf"ledger/{table}\.parquet: SHA-256 is "):
        hawse.verify(out)


def test_one_altered_number_breaks_the_id_of_its_row(tmp_path):
    """An id is a hash of the row: the row itself is named, not its file alone."""
    out = demo_copy(tmp_path) / "out"
    altered(out, "findings", larger)

    with pytest.raises(
        FigureError, match=r"findings f[0-9a-f]{16}: its content gives f[0-9a-f]{16}"
    ):
        hawse.verify(out)


@pytest.mark.parametrize("table", ["findings", "lifelines"])
def test_one_altered_number_is_found_though_ids_and_manifest_were_made_to_fit(tmp_path, table):
    """Hashes can be made anew by anybody; the figure comes out of the sources and nowhere else."""
    out = demo_copy(tmp_path) / "out"
    altered(out, table, larger)
    covered_up(out)
    assert [] == store.check(out)

    with pytest.raises(
        FigureError, match=rf"(?s)figures do not recompute.*{table}: .*q_best is .*made anew"
    ):
        hawse.verify(out)


def test_a_verdict_that_was_turned_is_found_though_all_hashes_fit(tmp_path):
    """A verdict is derived like a figure."""
    out = demo_copy(tmp_path) / "out"

    def turned(rows):
        row = next(r for r in rows if r["verdict"] == "supported")
        row["verdict"] = "contradicted"

    altered(out, "entries", turned)
    covered_up(out)

    with pytest.raises(FigureError, match=r"verdict is contradicted, made anew supported"):
        hawse.verify(out)


def test_a_finding_that_was_taken_out_is_missed(tmp_path):
    """An unwelcome finding that is gone is as false as one that is altered."""
    out = demo_copy(tmp_path) / "out"
    altered(out, "findings", lambda rows: rows.pop())
    covered_up(out)

    with pytest.raises(FigureError, match=r"findings: .* is missing"):
        hawse.verify(out)


def test_a_source_with_one_byte_changed_is_named_with_both_hashes(tmp_path):
    """The ledger is of other bytes than those that lie there now."""
    demo = demo_copy(tmp_path)
    source = demo / "case" / "figures" / "reported_figures.csv"
    source.write_bytes(source.read_bytes().replace(b"77.9", b"97.9", 1))

    with pytest.raises(
        HashError, match=r"figures/reported_figures\.csv: SHA-256 is .*, it was read as "
    ) as why:
        hawse.verify(demo / "out")

    assert 5 == why.value.exit_code


def test_a_source_that_is_gone_is_named(tmp_path):
    """Gone is not changed: the user looks for a file, not for a forger."""
    demo = demo_copy(tmp_path)
    (demo / "case" / "routes" / "upstreams_kp.csv").unlink()

    with pytest.raises(
        SourceError, match=r"routes/upstreams_kp\.csv: is gone; its SHA-256 was"
    ) as why:
        hawse.verify(demo / "out")

    assert 4 == why.value.exit_code


def test_a_ledger_that_names_a_file_outside_the_root_is_not_followed(tmp_path):
    """A ledger from a stranger must not have the files of whoever verifies it hashed."""
    out = demo_copy(tmp_path) / "out"

    def outside(rows):
        rows[0]["path"] = "../../../../etc/hostname"

    altered(out, "sources", outside)
    covered_up(out)

    with pytest.raises(SourceError, match=r"etc/hostname: leaves the case's root"):
        hawse.verify(out)


def test_a_page_with_one_word_altered_is_found(tmp_path):
    """People read the page, not the ledger."""
    out = demo_copy(tmp_path) / "out"
    page = (out / "dossier.html").read_text("utf-8")
    (out / "dossier.html").write_text(page.replace("supported", "contradicted", 1), "utf-8")

    with pytest.raises(
        FigureError, match=r"dossier\.html: is not the one that this ledger gives"
    ) as why:
        hawse.verify(out)

    assert 6 == why.value.exit_code


def test_a_case_file_that_changed_since_is_said_to_have(tmp_path):
    """The question on the page is then no longer the one that was answered."""
    demo = demo_copy(tmp_path)
    case = demo / "case" / "case.toml"
    case.write_text(case.read_text("utf-8").replace("What kept", "What had kept"), "utf-8")

    with pytest.raises(FigureError, match=r"the case file has changed since"):
        hawse.verify(demo / "out")


@pytest.mark.parametrize("name", ["ledger", "question", "version"])
def test_a_manifest_with_one_word_altered_is_found(tmp_path, name):
    """It is the manifest's digest that people cite."""
    path = demo_copy(tmp_path) / "out" / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**manifest, name: "another"}), "utf-8")

    with pytest.raises(FigureError, match=rf"manifest\.json: {name} is another, made anew"):
        hawse.verify(path.parent)


def test_a_ledger_whose_case_is_gone_asks_for_it(tmp_path):
    """A case that was moved can be named; nothing is guessed."""
    demo = demo_copy(tmp_path)
    moved = demo / "case" / "moved.toml"
    (demo / "case" / "case.toml").rename(moved)

    with pytest.raises(LedgerError, match=r"the case file is gone; give it with --case"):
        hawse.verify(demo / "out")
    assert hawse.verify(demo / "out", case=moved)["verified"] is True


def test_the_command_ends_with_six_and_says_which_figure(tmp_path):
    """A script that runs verify sees the code; a person reads the line."""
    out = demo_copy(tmp_path) / "out"
    altered(out, "findings", larger)
    covered_up(out)

    got = cli("verify", "--out", out, "--json")

    assert 6 == got.returncode
    assert 6 == json.loads(got.stdout)["exit_code"]
    assert "findings: f" in got.stderr
    assert "Traceback" not in got.stderr
