"""Ledgers to export: the demo's, and a small one with a ship that only made-up rows name."""

import pytest

from hawse.core.channel import Datum, Figure
from hawse.core.tables import LEDGER
from hawse.export.handed import Handed
from hawse.flow import beside
from hawse.ledger import store
from hawse.ledger.store import Ledger
from tests.made import the_demo


@pytest.fixture(scope="session")
def demo():
    """Give the demo's ledger with what lies beside it."""
    out = the_demo() / "out"
    ledger = store.read(out)
    told = beside.kept(out, ledger)
    about = told.about
    return Handed(
        ledger, about.case_id, about.target, "0", dict(about.names), told.figures, told.places
    )


FINDING = {
    "id": "f1", "key": "returned_home-1", "channel": "ships", "kind": "returned_home",
    "says": "=1+1 declared Busan and was next observed at Rajin", "polarity": "asserts",
    "subject": "imo:9000001", "counterpart": "country:KP", "item": "oil_products", "flow": "to_target",
    "place_from": "port:RUVVO", "place_declared": "port:KRPUS", "place_to": "port:KPRAJ",
    "evidence_ids": ["e1"], "evidence_total": 1, "basis": "observed", "synthetic": True,
    "not_shown": "what was aboard",
}  # fmt: skip
SOURCE = {
    "id": "a" * 64, "path": "ais/made up.csv", "bytes": 3, "synthetic": True, "url": "not an address",
}  # fmt: skip
EVIDENCE = {
    "id": "e1", "source_id": "a" * 64, "locator": "line 2", "basis": "observed", "synthetic": True,
}  # fmt: skip
REJECT = {"source_id": "a" * 64, "locator": "line 3", "reason": "no such place", "raw": "@x"}
DECISION = {"id": "d1", "target_key": "returned_home-1", "act": "note", "author": "me"}


def small(**more):
    """Make a ledger of one made-up finding, and whatever else a test needs."""
    rows = {
        "sources": [SOURCE], "findings": [FINDING], "evidence": [EVIDENCE], "rejects": [REJECT],
        "decisions": [DECISION], **more,
    }  # fmt: skip
    tables = {n: t.rows(rows.get(n, [])) for n, t in LEDGER.items()}
    return Ledger(tables, "d" * 64)


TRACK = Datum("IMO 9000001", ("f1",), cells=("43.1 42.3", "131.9 130.3", "silent"), synthetic=True)
LONG = Datum("over", ("f1",), cells=("50 52", "179 -179", "observed"), synthetic=True)
MAP = Figure("map", "Where they went", (TRACK, LONG, Datum("nowhere", (), cells=("x", "y", ""))))


@pytest.fixture
def made_up():
    """Give the small ledger with a map and the ports that it names."""
    places = {"port:RUVVO": (43.1, 131.9), "port:KPRAJ": (42.2, 130.3)}
    names = {"port:RUVVO": "Vladivostok"}
    return Handed(small(), "a case", "KP", "0", names, {"ships": (MAP,)}, places)
