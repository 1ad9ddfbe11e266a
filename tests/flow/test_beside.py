"""What the page says beside its ledger comes back from the disk as it was."""

import json

import pytest

from hawse.core.errors import LedgerError
from hawse.dossier.build import build
from hawse.dossier.render import render
from hawse.flow import beside
from hawse.ledger import store
from tests.made import demo_copy, the_demo


def test_the_page_told_from_what_was_kept_is_the_page_of_the_run():
    """Whoever is handed OUT alone writes the same bytes."""
    out = the_demo() / "out"
    ledger = store.read(out)
    kept = beside.kept(out, ledger)

    assert (
        render(build(ledger.tables, kept.figures, kept.about))
        == (out / "dossier.html").read_bytes()
    )


def test_only_ports_that_the_ledger_names_are_kept():
    """A gazetteer of the world is no part of a case."""
    out = the_demo() / "out"
    ledger = store.read(out)
    named = {r[n] for t in ("findings", "claims") for r in ledger.rows(t) for n in beside.PLACES}

    places = beside.kept(out, ledger).places

    assert places
    assert set(places) <= named


@pytest.mark.parametrize("text", ["", "{", "[]", '{"about": {}}', '{"about": 3, "figures": 3}'])
def test_a_broken_file_says_what_to_do(tmp_path, text):
    """It is read from disks of strangers."""
    out = demo_copy(tmp_path) / "out"
    (out / beside.NAME).write_text(text, "utf-8")

    with pytest.raises(LedgerError, match=r"told\.json: cannot be read .*; run the case again"):
        beside.kept(out, store.read(out))


def test_a_figure_of_another_form_is_no_figure(tmp_path):
    """A key too many is a file of another version."""
    out = demo_copy(tmp_path) / "out"
    whole = json.loads((out / beside.NAME).read_text("utf-8"))
    next(f for own in whole["figures"].values() for f in own)["colour"] = "red"
    (out / beside.NAME).write_text(json.dumps(whole), "utf-8")

    with pytest.raises(LedgerError, match="colour"):
        beside.kept(out, store.read(out))
