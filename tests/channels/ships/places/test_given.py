"""Places that a user gave: resolved, called at, and before those of the package."""

import io

import pyarrow as pa
import pytest

from hawse.channels.ships.panel import PANEL
from hawse.channels.ships.places.given import resolver_with
from hawse.channels.ships.places.resolve import resolve
from hawse.channels.ships.places.tables import GIVEN_PLACES
from hawse.channels.ships.read.places_csv import READER, own_ids
from hawse.channels.ships.tables import VOYAGES
from hawse.core.tables import CASE_PARTIES, FINDINGS, PORTS
from hawse.testing import a_source, all_rows

HEAD = "id,name,country,lat,lon,kind,other_names,part,size,source\n"
GOOD = "port:XXNEV,Neverland,country:JP,41.0,135.2,port,Neverland Pier|Nimmerland,,S,made up\n"


def read(text):
    return all_rows(READER, (HEAD + text).encode(), a_source("places.csv"))


@pytest.fixture(scope="module")
def given():
    rows = read(GOOD + "port:WPI1,Unplaced,country:JP,,,port,,,,made up\n")["given_places"]
    return resolver_with(GIVEN_PLACES.rows(rows))


def test_a_given_place_is_resolved_by_all_its_names(given):
    """It stands beside those that ship with the package, not in their stead."""
    assert resolve("NEVERLAND PIER").last is None
    for text in ("NEVERLAND", "NEVERLAND PIER", "NIMMERLAND,JAPAN", "XXNEV", "NEVERLND"):
        assert "port:XXNEV" == given(text, 42.0, 134.0).last.id
    assert "port:RUVVO" == given("VLADIVOSTOK", 42.0, 134.0).last.id
    assert "port:WPI1" == given("UNPLACED", 42.0, 134.0).last.id


def test_without_given_places_the_shipped_ones_are_used_as_they_are():
    """Building a gazetteer takes seconds."""
    assert resolver_with(GIVEN_PLACES.rows([])) is resolve


def test_a_place_becomes_a_port_of_the_case_and_a_place_with_names():
    """Stays are found by the table ports, texts by all names."""
    made = read(GOOD)

    assert [("port:XXNEV", 41.0, 135.2, "line 2")] == [
        (p["id"], p["lat"], p["lon"], p["locator"]) for p in made["ports"]
    ]
    assert ["Neverland Pier", "Nimmerland"] == made["given_places"][0]["other_names"]


@pytest.mark.parametrize(("line", "why"), [
    ("NEV,Neverland,country:JP,41.0,135.2,port,,,,", "id 'NEV' is none; wanted port: and a code without spaces"),
    ("port:N EV,Neverland,country:JP,41.0,135.2,port,,,,", "id 'port:N EV' is none; wanted port: and a code without spaces"),
    ("port:NEV,Neverland,JP,41.0,135.2,port,,,,", "country 'JP' is none; wanted country:RU"),
    ("port:NEV,Neverland,country:JP,91.5,135.2,port,,,,", "no such place: latitude 91.5, longitude 135.2"),
    ("port:NEV,Neverland,country:JP,41.0,135.2,castle,,,,", "kind 'castle' is none of port, terminal, anchorage"),
    ("port:NEV,Neverland,country:JP,41.0,135.2,port,,,XL,", "size 'XL' is none of L, M, S, V"),
    ("port:NEV,,country:JP,41.0,135.2,port,,,,", "says no name"),
])  # fmt: skip
def test_a_row_that_is_no_place_is_a_reject(line, why):
    """It is counted and shown, and the rows after it are read."""
    made = read(line + "\n" + GOOD)

    assert [("line 2", why)] == [(r["locator"], r["reason"]) for r in made["rejects"]]
    assert 1 == len(made["ports"])
    assert (2, 1, 1) == tuple(made["feeds"][0][n] for n in ("lines", "used", "refused"))


def test_the_channels_own_ports_stand_as_they_are():
    """Two positions of one id would make two findings of one distance."""
    assert "port:RUVVO" in own_ids()

    made = read("port:RUVVO,Elsewhere,country:RU,10.0,10.0,port,,,,x\n")

    assert "ports" not in made
    assert 1 == made["feeds"][0]["used"]


def test_a_log_with_a_given_place_finds_what_was_declared(tmp_path):
    """The whole run: without the file of places the declaration says nothing, with it it does."""
    import hawse  # noqa: PLC0415 - heavy, and needed here alone

    hours = [(f"2017-04-01T{h:02}:00:00Z", 43.109, 131.888, 0.1) for h in range(1, 7)]
    hours += [(f"2017-04-01T{h:02}:00:00Z", 43.1 - 0.09 * (h - 6), 131.9 - 0.14 * (h - 6), 8.0)
              for h in range(7, 21)]  # fmt: skip
    hours += [(f"2017-04-02T{h:02}:00:00Z", 41.767, 129.817, 0.1) for h in range(8)]
    log, places = tmp_path / "log.csv", tmp_path / "places.csv"
    log.write_text("mmsi,time,lat,lon,sog,destination,name\n" + "".join(
        f"273000001,{at},{lat},{lon},{speed},NEVERLAND PIER,SHIP\n" for at, lat, lon, speed in hours
    ))  # fmt: skip
    places.write_text(HEAD + GOOD)

    said = [
        {f["kind"]: f for f in hawse.look("ships", files, tmp_path / f"out{n}").rows("findings")}
        for n, files in enumerate(([log], [log, places]))
    ]

    assert "declared_elsewhere" not in said[0]
    assert "port:XXNEV" == said[1]["declared_elsewhere"]["place_declared"]


def test_a_place_without_a_position_hinders_no_step(tmp_path):
    """UN/LOCODE gives none for most ports of North Korea: a wait off its coast, a map, distances."""
    import hawse  # noqa: PLC0415 - heavy, and needed here alone

    log, places = tmp_path / "log.csv", tmp_path / "places.csv"
    log.write_text("mmsi,time,lat,lon,sog,name\n" + "".join(
        f"273000001,2017-04-0{1 + h // 24}T{h % 24:02}:00:00Z,40.5,129.5,0.3,SHIP\n" for h in range(30)
    ))  # fmt: skip
    places.write_text(HEAD + "port:KPXXX,Unplaced,country:KP,,,port,,,,x\n"
                      "port:RUXXX,Unplaced too,country:RU,,,port,,,,x\n")  # fmt: skip

    ledger = hawse.look("ships", [log, places], tmp_path / "out")
    kinds = {f["kind"] for f in ledger.rows("findings")}

    assert {"loitering", "distance"} <= kinds
    assert not any("XXX" in str(f["subject"]) for f in ledger.rows("findings"))


def test_a_place_without_a_position_is_not_drawn():
    """The map has the others."""
    port = {
        "name": "A",
        "country": "country:KP",
        "kind": "port",
        "source": "x",
        "source_id": "s",
        "locator": "line 2",
    }
    ports = PORTS.rows([
        {**port, "id": "port:KPAAA", "lat": 40.0, "lon": 129.0}, {**port, "id": "port:KPBBB", "lat": None, "lon": None}
    ])  # fmt: skip
    parties = CASE_PARTIES.rows([{"role": "target", "id": "country:KP"}])

    shown = PANEL.draws(
        findings=FINDINGS.empty(), ports=ports, case_parties=parties, voyages=VOYAGES.empty()
    )

    assert [("40.00000", "129.00000", "port")] == [d.cells for d in shown[0].data]


def test_the_reader_takes_what_the_import_writes(tmp_path):
    """The two ends of the form are one."""
    from hawse.channels.ships.places import lists  # noqa: PLC0415 - one use

    out = io.StringIO()
    lists.write(out, [lists.Listed("port:AAAAA", "A, B", "DE", None, None, "port", ("Ä", "C|D"))])
    made = all_rows(READER, out.getvalue().encode(), a_source("places.csv"))

    assert "rejects" not in made
    assert isinstance(GIVEN_PLACES.rows(made["given_places"]), pa.Table)
