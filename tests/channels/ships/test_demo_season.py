"""The demo's season: eight of forty go home, and none is said to have landed anything."""

from collections import Counter
from pathlib import Path

import pytest

import hawse
from hawse.channels.ships.observe.flags import sound_imo
from hawse.channels.ships.planted.season import season, write

DEMO = Path(hawse.__file__).parent / "demo" / "lifeline-2017" / "ships"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """The channel run alone on the season, as `hawse ships` runs it."""
    files = [DEMO / "traffic.nmea.gz", DEMO / "declarations.csv"]
    return hawse.look("ships", files, tmp_path_factory.mktemp("out"), target="KP")


def test_exactly_the_eight_return_home(ledger):
    """The founding sentence, made testable."""
    home = {r["subject"] for r in ledger.rows("findings") if r["kind"] == "returned_home"}

    assert {f"mmsi:{445_700_000 + n}" for n in range(8)} == home


def test_no_finding_says_that_cargo_was_landed(ledger):
    """A track cannot show it; each finding says so."""
    rows = [
        r for r in ledger.rows("findings") if r["kind"] in {"returned_home", "declared_elsewhere"}
    ]

    assert rows
    assert all("cargo was landed" in r["not_shown"] for r in rows)
    assert not [
        r for r in ledger.rows("findings") if "landed" in r["says"] or "unloaded" in r["says"]
    ]


def test_each_finding_walks_back_to_the_declaration_and_the_two_ports(ledger):
    """Three places of evidence: what was declared, where it left, where it was next seen."""
    rows = [r for r in ledger.rows("findings") if r["kind"] == "returned_home"]

    assert {3} == {len(r["evidence_ids"]) for r in rows}


def test_the_ship_that_was_not_seen_again_is_counted_as_not_observable(ledger):
    """Coverage says how many departures can be judged: 39 of 40."""
    told = [
        r
        for r in ledger.rows("coverage")
        if r["channel"] == "ships" and r["place"] == "country:RU"
    ]

    assert [0.975] == [r["share"] for r in told]


def test_the_season_is_made_up_and_marked_so(tmp_path):
    """Fictional names, numbers that fail their check digit, and the same bytes each time."""
    ships, declared, truth = season()
    write(tmp_path)

    assert not [s for s in ships if sound_imo(s.imo)]
    assert {"home": 8, "hidden": 1, "honest_home": 3, "weather": 3, "kept": 25} == Counter(
        t["kind"] for t in truth
    )
    assert 40 == len({s.name for s in ships}) == len(declared)
    for name in ("declarations.csv", "truth.csv"):
        assert (tmp_path / name).read_bytes() == (DEMO / name).read_bytes()
