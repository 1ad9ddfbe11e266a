"""What the dossier shows of ships: every place named, every line drawn as its caption says."""

from datetime import UTC, datetime, timedelta

import pytest

from hawse.channels.ships.charted import lines
from hawse.channels.ships.panel import draws
from hawse.channels.ships.tables import VOYAGES
from hawse.core.tables import CASE_PARTIES, FINDINGS
from tests.channels.ships.test_ships import facts

DAY = datetime(2017, 5, 1, tzinfo=UTC)
PARTIES = CASE_PARTIES.rows(
    [{"role": "target", "id": "country:KP"}, {"role": "supplier", "id": "country:RU"}]
)


def voyage(outcome="kept", port_to="port:KRPUS", left=0.0, **more):
    return {
        "ship": "mmsi:445000001", "flag": "country:KP", "port_from": "port:RUVVO", "country_from": "country:RU",
        "port_to": port_to, "country_to": f"country:{port_to[5:7]}", "left_at": DAY + timedelta(hours=left),
        "arrived_at": DAY + timedelta(hours=left + 40), "coverage": 1.0, "declared": "port:KRPUS",
        "country_declared": "country:KR", "declared_text": "BUSAN", "outcome": outcome, "synthetic": False, **more,
    }  # fmt: skip


def figures(*told):
    made = draws(FINDINGS.empty(), facts("ports"), PARTIES, VOYAGES.rows(list(told)))
    return {f.title: f for f in made}


def test_a_port_where_a_line_ends_is_named_on_the_map_whosever_it_is():
    """An arrow to nowhere tells nothing: Pusan is no port of a party, and was declared."""
    drawn = figures(voyage())["Voyages from the parties' ports"].data

    assert ["Pusan"] == [d.label for d in drawn if d.series == "country:KR"]
    assert ["Vladivostok (RUVVO) to Pusan (KRPUS)"] == [d.label for d in drawn if d.unit == "ship"]


def test_the_matrix_gives_countries_as_ids_that_the_page_spells_out():
    """KR beside China says that the reader should know what KR is."""
    matrix = figures(voyage(), voyage("diverted", "port:KPCHO", left=100))[
        "Declared against actual"
    ]

    assert (
        "declared",
        "next seen in country:KP",
        "next seen in country:KR",
        "cannot be told",
    ) == matrix.columns
    assert [("country:KR", "1", "1", "–")] == [d.cells for d in matrix.data]


def test_of_voyages_that_kept_their_word_the_one_heard_best_is_drawn():
    """Its way has the fewest guesses; it stands for both, and says so."""
    hole = {
        "way_lats": [42.0, 40.0, 38.0],
        "way_lons": [132.0] * 3,
        "way_heard": [True, False, True],
    }
    whole = {"way_lats": [42.0, 40.0, 38.0], "way_lons": [131.0] * 3, "way_heard": [True] * 3}

    drawn = lines(
        [voyage(coverage=0.5, **hole), voyage(left=200, coverage=1.0, **whole)],
        {"port:RUVVO": (43.1, 131.9), "port:KRPUS": (35.1, 129.0)}, {}, {},
    )  # fmt: skip

    assert [("observed", 2.0)] == [(d.series, d.best) for d in drawn]


@pytest.mark.parametrize(("off", "points"), [(0.001, 3), (0.2, 5)])
def test_a_point_on_the_line_between_others_is_not_drawn(off, points):
    """The map's coast is no finer than two kilometres, and every point is bytes of the page."""
    way = {
        "way_lats": [41.0, 39.0, 37.0],
        "way_lons": [131.0, 131.0 + off, 131.0],
        "way_heard": [True] * 3,
    }
    ends = {"port:RUVVO": (43.1, 131.0), "port:KRPUS": (37.0, 129.0)}

    drawn = lines([voyage(**way)], ends, {}, {})

    assert [points] == [len(d.cells[0].split()) for d in drawn]
