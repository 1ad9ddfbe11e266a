"""Ships, thin: ports with their sources, distances that honour what a city is, and what is still needed."""

from typing import ClassVar

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hawse.channels.ships import CHANNEL, DISTANCE
from hawse.channels.ships.find.distance import distance, km
from hawse.channels.ships.tables import BORDERS, EXTENTS, VOYAGES
from hawse.core.source import Source
from hawse.core.tables import CASE_PARTIES, COUNTRIES, PORTS, SHARED
from hawse.engine.reading import facts_reader
from hawse.testing import ChannelContract, StepContract, table_of

TABLES = {t.name: t for t in CHANNEL.tables}
NAMES = table_of(COUNTRIES, "id          name\ncountry:RU  Russia\ncountry:KP  North Korea")


def facts(name):
    """Read a facts file of the channel as the engine does."""
    one = next(f for f in CHANNEL.facts if f.table == name)
    table = TABLES.get(name) or SHARED[name]
    with one.path.open("rb") as file:
        return pa.Table.from_batches(
            [b for _, b in facts_reader(one, table).rows(file, Source("f" * 64, name))]
        )


def parties(target="country:KP"):
    """Give a case's parties."""
    return CASE_PARTIES.rows(
        [{"role": "target", "id": target}, {"role": "supplier", "id": "country:RU"}]
    )


INPUTS = {
    "ports": facts("ports"),
    "borders": facts("borders"),
    "extents": facts("extents"),
    "countries": NAMES,
    "case_parties": parties(),
}


def found(port, **more):
    """Give the distance found for a port."""
    made = distance(**{**INPUTS, **more}, place_radius_km=5.0, most_km=1000.0).to_pylist()
    return next(r for r in made if r["subject"] == port)


def test_vladivostok_is_a_city_and_no_point():
    """Its harbour lies 128 km from the border; the city's peninsula is 30 km long, so it begins nearer."""
    got = found("port:RUVVO")

    assert ("km", "level", "country:KP") == (got["unit"], got["quantity_kind"], got["counterpart"])
    assert 125 < got["q_best"] < 131
    assert (30.0, 30.0) == (
        pytest.approx(got["q_best"] - got["q_low"]),
        pytest.approx(got["q_high"] - got["q_best"]),
    )
    assert "peninsula about 30 km long" in got["reasons"]


def test_a_place_without_an_extent_takes_the_setting():
    """What is assumed of a place is written into its finding."""
    got = found("port:RUPSE")

    assert pytest.approx(5.0) == got["q_best"] - got["q_low"]
    assert "is taken to reach 5 km" in got["reasons"]
    assert got["evidence_total"] == len(got["evidence"]) == 2


def test_a_place_nearer_than_its_own_extent_is_not_at_a_negative_distance():
    """A city at the border begins at zero."""
    near = table_of(
        PORTS,
        "id          name  country     lat      lon       kind  source  source_id  locator\nport:RUVVO  X     country:RU  42.3000  130.7000  port  s       s          line 2",
    )

    assert 0.0 == found("port:RUVVO", ports=near)["q_low"]


@pytest.mark.parametrize(("most_km", "rows"), [(127.0, 0), (129.0, 1)])
def test_a_port_far_from_the_border_has_no_distance_to_it(most_km, rows):
    """Nobody means Murmansk by the border with Korea."""
    made = distance(**INPUTS, place_radius_km=5.0, most_km=most_km).to_pylist()

    assert rows == sum(r["subject"] == "port:RUVVO" for r in made)


def test_without_a_border_there_is_no_distance():
    """A target without a land border that is known gets no figure."""
    assert (
        0
        == distance(
            **{**INPUTS, "case_parties": parties("country:JP")},
            place_radius_km=5.0,
            most_km=1000.0,
        ).num_rows
    )


coordinates = st.tuples(st.floats(-89, 89), st.floats(-180, 180))


@given(coordinates, coordinates)
def test_a_distance_does_not_depend_on_where_it_starts(a, b):
    """There and back are one distance, never above half the globe."""
    assert km(*a, *b) == pytest.approx(km(*b, *a), abs=1e-6)
    assert 0 <= km(*a, *b) <= 20_016


def test_every_port_names_its_source_and_lies_on_earth():
    """A gazetteer row without a source is an opinion."""
    rows = facts("ports").to_pylist()

    assert all(r["source"] and -90 <= r["lat"] <= 90 and -180 <= r["lon"] <= 180 for r in rows)
    assert {
        "port:RUVVO",
        "port:RUNJK",
        "port:KPCHO",
        "port:KPRJN",
        "port:KPHGM",
        "port:KPSON",
    } <= {r["id"] for r in rows}
    assert {r["id"] for r in rows} == {r["child"] for r in facts("belongs").to_pylist()}


def test_names_of_a_port_lead_to_one_port():
    """Kimchaek is Songjin and Najin is Rajin; no name leads to two."""
    names = {r["alias"]: r["id"] for r in facts("aliases").to_pylist()}

    assert names["kimchaek"] == names["songjin"]
    assert names["najin"] == names["rajin"]
    assert len(names) == facts("aliases").num_rows


def test_the_panel_says_what_looking_would_need():
    """With no positions nothing is found, and the page names the data that would settle each kind."""
    empty = SHARED["findings"].empty().append_column("id", [[]])
    figures = CHANNEL.panel.draws(
        findings=empty, ports=facts("ports"), case_parties=parties(), voyages=VOYAGES.empty()
    )
    needed = figures[-1]

    assert ["map", "table"] == [f.kind for f in figures]
    assert {"returned_home", "ship_to_ship", "dark_gap"} <= {d.label for d in needed.data}
    assert all("{" not in cell for d in needed.data for cell in d.cells)


def test_a_distance_is_drawn_with_its_finding():
    """The map's mark and the interval walk back to the finding."""
    made = distance(**INPUTS, place_radius_km=5.0, most_km=1000.0)
    made = made.append_column("id", [[f"f{n}" for n in range(made.num_rows)]])
    figures = CHANNEL.panel.draws(
        findings=made, ports=facts("ports"), case_parties=parties(), voyages=VOYAGES.empty()
    )

    assert ["map", "intervals", "table"] == [f.kind for f in figures]
    assert all(d.ids for d in figures[1].data)


class TestChannel(ChannelContract):
    """The channel keeps what every channel keeps."""

    channel = CHANNEL


class TestDistance(StepContract):
    """Distances do not hang on the order of ports and points."""

    step = DISTANCE
    tables: ClassVar = {t.name: t for t in (BORDERS, EXTENTS)}
    inputs: ClassVar = INPUTS
