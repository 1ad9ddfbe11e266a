"""Positions well inside land: told where no ship can be, and nowhere that ships go."""

import json

import pytest
from tests.channels.ships.observe.test_tracks import NORTH, PORTS, fix, seen

from hawse.channels.ships.find.identities import faults
from hawse.channels.ships.observe.ashore import inland, is_inland
from hawse.channels.ships.places.gazetteer import gazetteer
from hawse.channels.ships.places.inland import _town, land, waters
from hawse.channels.ships.tables import HULLS, SPELLS

SAHARA, UTAH, TIBET = (23.0, 10.0), (39.0, -113.0), (33.0, 88.0)

INLAND_SHIPPING = """
Rhine 47.56 7.59 | 49.0 8.3 | 50.36 7.6 ; Main 50.04 10.23 ; Mittelland canal 52.3 9.0 ; Danube 48.2 16.4 | 44.67 22.53
Seine 48.86 2.35 ; Rhone 45.7 4.83 ; Vltava 50.1 14.4 ; Volga 51.5 46.0 | 56.3 44.0 | 58.4 38.4 ; Kama 57.0 54.0
Volga-Don canal 48.52 44.55 ; Tsimlyansk 47.9 42.9 ; Don 47.6 41.5 ; Onega 61.7 35.5 ; Ladoga 60.9 31.5
Mississippi 35.1 -90.1 | 38.6 -90.2 | 44.9 -93.2 ; Ohio 38.27 -85.77 | 40.4 -80.0 ; Missouri 41.25 -95.92
Arkansas 36.2 -95.7 ; Tennessee 35.0 -85.3 ; Snake 46.4 -117.0 ; Kuskokwim 61.9 -157.9
Lake Superior 47.7 -87.5 | 47.3 -85.6 | 47.5 -89.5 ; Michigan 43.5 -87.0 ; Huron 44.8 -82.3 ; Erie 42.2 -81.2
Ontario 43.6 -77.8 ; Winnipeg 52.5 -97.8 ; Great Slave Lake 61.5 -114.0
Yangtze 30.6 114.3 | 31.0 110.5 | 29.6 106.6 | 28.8 104.6 ; Xi 22.8 108.3 ; Amur 51.0 128.5 ; Sungari 45.8 126.6
Ob 61.2 73.4 ; Yenisei 62.0 89.5 ; Lena 60.4 120.4 ; Baikal 53.5 108.0 ; Caspian Sea 42.0 50.5 | 46.0 50.0
Amazon -3.1 -60.0 | -3.7 -73.2 ; Paraguay -19.0 -57.65 ; Parana -24.5 -54.3 ; Congo 0.5 18.0 ; Nile 25.7 32.6 | 23.0 32.8
Victoria -1.0 33.0 ; Tanganyika -6.0 29.5 ; Malawi -12.0 34.5 ; Niger 14.5 -4.2 ; Mekong 17.9 102.6 ; Ganges 25.3 83.0
"""
POINTS = [
    (name.strip(), *map(float, point))
    for line in INLAND_SHIPPING.replace("\n", ";").split(";")
    if line.strip()
    for name in [line.rstrip("0123456789.-| ")]
    for point in [p.split() for p in line[len(name) :].split("|")]
]


@pytest.mark.parametrize(("water", "lat", "lon"), POINTS)
def test_inland_shipping_is_not_on_land(water, lat, lon):
    """Points of rivers, canals and lakes on which ships go."""
    assert not is_inland(lat, lon, inland()), water


@pytest.mark.parametrize(
    ("lat", "lon"),
    [SAHARA, UTAH, TIBET, (-25.0, 130.0), (48.0, 67.5), (45.0, 104.0), (23.0, 48.0), (63.0, 105.0)],
)  # fmt: skip
def test_deserts_and_mountains_are_on_land(lat, lon):
    """Where no ship can be."""
    assert is_inland(lat, lon, inland())


def test_no_known_port_is_on_land():
    """Each that has a position, in the gazetteer and in the channel's own facts."""
    known = [(p.lat, p.lon) for p in gazetteer().codes.values()]
    known += [(p["lat"], p["lon"]) for p in PORTS.to_pylist() if p["lat"] is not None]

    assert len(known) > 10_000
    assert [] == [point for point in known if is_inland(*point, inland())]


@pytest.mark.parametrize(
    ("lat", "lon"), [(90.0, 180.0), (-90.0, -180.0), (90.0, -180.0), (0.0, 180.0), (43.0, 131.9)]
)
def test_the_edges_of_the_world_are_looked_up_too(lat, lon):
    """Neither a pole nor the antimeridian leads outside the bits; the South Pole is land."""
    assert not is_inland(lat, lon, inland()) or lat == -90.0


def ship(count, place=SAHARA):
    """A ship that goes north, ``count`` of whose forty positions lie elsewhere."""
    return [fix(n, *place) if 10 <= n < 10 + count else one for n, one in enumerate(NORTH)]


@pytest.mark.parametrize("count", [1, 5, 19])
def test_positions_on_land_are_faults_and_no_second_hull(count):
    """However many there are in a row; the rest is one track, and no gap longer than they last."""
    got = seen(ship(count))

    assert count == sum(r["kind"] == "fault" for r in got)
    assert [(0, 40 - count)] == [(r["hull"], r["fixes"]) for r in got if r["kind"] == "track"]


def test_a_craft_that_is_mostly_there_is_left_alone():
    """A lake that nobody knew of: half of its positions or more."""
    lake = [fix(n, 33.0 + n * 0.01, 88.0, 5.0) for n in range(40)]

    assert not any(r["kind"] == "fault" for r in seen(lake))
    assert not any("on_land" in w for f in found(ship(20)) for w in f["reasons"])


def found(fixes):
    hull = {"mmsi": 445000001, "hull": 0, "ship": "mmsi:445000001", "name": "SHIP", "flag": "country:KP",
            "synthetic": False}  # fmt: skip
    made = faults(SPELLS.rows(seen(fixes)), HULLS.rows([hull]), least=2).to_pylist()
    return [{**f, "reasons": json.loads(f["reasons"])} for f in made]


def test_the_finding_says_that_they_were_on_land():
    """With how many, and each row of evidence says it."""
    (one,) = found(ship(4))

    assert "4 of them well inside land" in one["reasons"][0]
    assert 1 == len(one["reasons"])
    assert all("on_land" in str(e["values"]) for e in one["evidence"])
    assert [] == found(ship(1))


def test_faults_of_both_kinds_give_both_reasons():
    """Two in the Sahara, and two too far away at sea."""
    mixed = ship(2)
    mixed[30], mixed[33] = fix(30, 10.0, 100.0), fix(33, -20.0, 100.0)

    (one,) = found(mixed)

    assert ["on_land: 2", "faster tha"] == [w[:10] for w in one["reasons"]]
    assert 4 == one["q_best"]


def test_nothing_gives_nothing():
    """No positions."""
    assert [] == seen([])


SQUARE = {
    "transform": {"scale": [1.0, 1.0], "translate": [0.0, 0.0]},
    "arcs": [[[10, 10], [10, 0], [0, 10], [-10, 0], [0, -10]], [[14, 14], [2, 0], [0, 2], [-2, 0], [0, -2]]],
    "objects": {"countries": {"geometries": [{"type": "Polygon", "arcs": [[0], [-2]]}]}},
}  # fmt: skip


def test_land_is_drawn_without_its_lakes():
    """A square of ten degrees with a hole of two, on a grid of a twentieth of a degree."""
    made = land(SQUARE)
    at = lambda lat, lon: bool(made[int((lat + 90) * 20), int((lon + 180) * 20)])  # noqa: E731

    assert 20 * 20 * (100 - 4) == made.sum()
    assert at(12.0, 12.0)
    assert not at(15.0, 15.0)
    assert not at(9.9, 12.0)
    assert at(10.1, 19.9)


def test_a_town_that_nobody_knows_is_an_error():
    """It says what to write in its stead."""
    assert (21.8, 31.3) == _town(gazetteer(), "21.8 31.3")
    with pytest.raises(ValueError, match=r"no town 'RU:Nowhere' in the gazetteer; write its pos"):
        _town(gazetteer(), "RU:Nowhere")
    assert len(list(waters(gazetteer()))) > 10_000
