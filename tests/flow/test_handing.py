"""A ledger told again and held against another."""

import shutil

import pytest

import hawse
from hawse.core.errors import LedgerError, SourceError
from hawse.core.tables import LEDGER
from hawse.ledger import store
from hawse.ledger.changes import changes
from tests.made import demo_copy, the_demo


def test_the_page_is_written_again_without_the_sources(tmp_path):
    """Whoever was handed OUT alone can make the page of it."""
    demo = demo_copy(tmp_path)
    shutil.rmtree(demo / "case")
    shutil.rmtree(demo / "out" / "store")
    page = (demo / "out" / "dossier.html").read_bytes()
    (demo / "out" / "dossier.html").unlink()

    made = hawse.write_dossier(demo / "out")

    assert demo / "out" / "dossier.html" == made
    assert page == made.read_bytes()


def test_a_smaller_page_has_a_name_of_its_own_and_keeps_to_its_size(tmp_path):
    """The page that ``verify`` knows is not written over by another form."""
    out = demo_copy(tmp_path) / "out"

    small = hawse.write_dossier(out, most=500_000)
    brief = hawse.write_dossier(out, profile="brief")

    assert {"dossier-full.html", "dossier-brief.html"} == {small.name, brief.name}
    assert small.stat().st_size <= 500_000
    hawse.verify(out)


def test_the_brief_form_says_every_judgement_and_holds_the_records_it_cites():
    """It is what is handed to somebody who has two minutes."""
    out = the_demo() / "out"
    full = (out / "dossier.html").read_text("utf-8")

    brief = hawse.write_dossier(out, profile="brief").read_text("utf-8")

    assert brief.count('<li><p class="lead">') == full.count('<p class="lead"><strong>')
    assert "What we could not see" in brief
    assert "DEMO – synthetic rows, do not cite" in brief
    assert store.read(out).digest in brief
    assert len(brief) < len(full) / 4


def test_a_page_smaller_than_can_be_is_refused(tmp_path):
    """A page that leaves out what it leaves out would be worse than none."""
    with pytest.raises(LedgerError, match=r"the page needs \d+ bytes and may have 1000"):
        hawse.write_dossier(the_demo() / "out", most=1000)
    with pytest.raises(SourceError, match="cannot be written"):
        hawse.write_dossier(the_demo() / "out", the_demo() / "out")


def test_two_runs_of_one_case_differ_in_nothing(tmp_path):
    """``diff`` of the same is empty, or it explains every difference."""
    assert [] == hawse.diff(the_demo() / "out", demo_copy(tmp_path) / "out")


def test_one_figure_altered_in_a_source_is_told_from_source_to_verdict(tmp_path):
    """What changed, by key: the file, the findings made of it, the verdicts that rest on them."""
    demo = demo_copy(tmp_path)
    figures = demo / "case" / "figures" / "reported_figures.csv"
    rows = figures.read_text("utf-8").splitlines(keepends=True)
    figures.write_text("".join(r for r in rows if "Putin" not in r), "utf-8")
    hawse.run(demo / "case", tmp_path / "later")

    made = hawse.diff(the_demo() / "out", tmp_path / "later")

    (source,) = [c for c in made if c.table == "sources"]
    assert ("changed", "figures/reported_figures.csv") == (source.what, source.key)
    assert {"id", "rows_read"} == set(source.was)
    gone = [c for c in made if c.table == "findings" and c.what == "gone"]
    assert any("Putin" in c.says for c in gone)
    assert any(c.table == "entries" and c.what == "changed" for c in made)
    assert not [c for c in made if c.table == "claims"]


def test_a_row_that_shares_its_key_is_not_taken_for_another(tmp_path):
    """Two reporters of one figure share a key; one of them going is one change."""
    one = store.read(the_demo() / "out")
    keys = [r["key"] for r in one.rows("findings")]
    shared = next(k for k in sorted(keys) if keys.count(k) > 1)
    rows = one.rows("findings")
    rows.remove(next(r for r in rows if r["key"] == shared))
    other = store.Ledger({**one.tables, "findings": LEDGER["findings"].rows(rows)}, "")

    made = changes(one, other)

    assert [("findings", "gone", shared)] == [(c.table, c.what, c.key) for c in made]
