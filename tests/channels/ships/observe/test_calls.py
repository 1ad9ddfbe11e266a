"""Port calls that documents name: resolved as declared destinations are, given places included."""

import io

import pytest
from tests.channels.ships.test_ships import facts

from hawse.channels.ships.observe.calls import port_calls
from hawse.channels.ships.observe.declared import declarations
from hawse.channels.ships.observe.unplaced import unplaced
from hawse.channels.ships.places.tables import GIVEN_PLACES
from hawse.channels.ships.read import calls_csv, declarations_csv, gfw, places_csv
from hawse.channels.ships.tables import (
    GIVEN_CALLS,
    GIVEN_DECLARATIONS,
    HULLS,
    SAID,
    SPELLS,
)
from hawse.testing import a_source, all_rows

PLACES = (
    "id,name,country,lat,lon,kind,other_names,part,size,source\n"
    "port:XXNEV,Neverland,country:JP,41.0,135.2,port,Neverland Pier|Nimmerland,,S,made up\n"
    "port:WPI1,Unplaced,country:JP,,,port,,,,made up\n"
)
CALLS = "ship,port,arrived_at,left_at\n" + "".join(
    f"mmsi:273000001,{port},2017-04-0{day}T00:00:00Z,2017-04-0{day}T09:00:00Z\n"
    for day, port in enumerate(
        ("VLADIVOSTOK", "NEVERLAND PIER", "XXNEV", "NIMMERLAND", "UNPLACED", "ZZXQY"), start=1
    )
)
VISITS = (
    "type,vessel.ssvid,start,end,port_visit.startanchorage.topdestination\n"
    "port_visit,273000001,2017-04-01T00:00:00Z,2017-04-01T09:00:00Z,NEVERLAND\n"
)


def read(reader, text, table):
    return table.rows(all_rows(reader, text.encode(), a_source("file.csv"))[table.name])


def called(calls, given_places, same_call_h=0.0):
    made = port_calls(
        SPELLS.empty(), HULLS.empty(), calls, facts("ports"), given_places, same_call_h=same_call_h
    )
    return [(r["port"], r["country"]) for r in made.to_pylist()]


@pytest.fixture(scope="module")
def places():
    return read(places_csv.READER, PLACES, GIVEN_PLACES)


def test_a_call_at_a_given_place_is_known_by_each_of_its_names(places):
    """The shipped places stay known, a place without a position too; a port nobody knows is none."""
    never = ("port:XXNEV", "country:JP")

    assert [("port:RUVVO", "country:RU"), never, never, never, ("port:WPI1", "country:JP")] == called(
        read(calls_csv.READER, CALLS, GIVEN_CALLS), places
    )  # fmt: skip


def test_without_given_places_a_call_there_is_none():
    """What the file of places adds is seen against its absence."""
    calls = read(calls_csv.READER, CALLS, GIVEN_CALLS)

    assert [("port:RUVVO", "country:RU")] == called(calls, GIVEN_PLACES.empty())


def test_a_port_visit_of_an_export_is_known_alike(places):
    """Global Fishing Watch's export names the anchorage that its own list has."""
    visits = read(gfw.READER, VISITS, GIVEN_CALLS)

    assert [("port:XXNEV", "country:JP")] == called(visits, places)
    assert [] == called(visits, GIVEN_PLACES.empty())


def test_calls_and_declarations_say_one_place_for_one_text(places):
    """Else a ship that kept to its declaration would have gone elsewhere."""
    texts = ("NEVERLAND PIER", "NIMMERLAND", "XXNEV", "NEVERLND", "UNPLACED", "NAKHODKA")
    out = io.StringIO()
    out.write("ship,kind,declared_at,destination\n")
    for text in texts:
        out.write(f"mmsi:273000001,press,2017-04-01T00:00:00Z,{text}\n")
    said = declarations(
        SAID.empty(), read(declarations_csv.READER, out.getvalue(), GIVEN_DECLARATIONS),
        HULLS.empty(), SPELLS.empty(), places,
    )  # fmt: skip
    at = iter(range(1, 9))
    calls = "ship,port,arrived_at,left_at\n" + "".join(
        f"mmsi:273000001,{text},2017-04-0{next(at)}T00:00:00Z,\n" for text in texts
    )

    assert {r["text"]: r["place"] for r in said.to_pylist()} == dict(
        zip(texts, (p for p, _ in called(read(calls_csv.READER, calls, GIVEN_CALLS), places)), strict=True)
    )  # fmt: skip


def test_a_call_at_a_port_that_nobody_knows_is_a_reject_with_its_line(places):
    """It stands in no voyage, and it does not vanish."""
    calls = read(calls_csv.READER, CALLS, GIVEN_CALLS)
    told = unplaced(calls, places).to_pylist()

    assert [("line 7", "ZZXQY")] == [(r["locator"], r["raw"]) for r in told]
    assert "hawse places import" in told[0]["reason"]
    assert 0 == unplaced(GIVEN_CALLS.empty(), places).num_rows
    assert 5 == unplaced(calls, GIVEN_PLACES.empty()).num_rows
