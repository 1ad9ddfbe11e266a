"""Neighbours of a silence: who else was there, heard or not, and who fell silent with it."""

from datetime import UTC, datetime, timedelta

import pytest

from hawse.channels.ships.find.neighbours import Neighbours
from hawse.channels.ships.tables import SPELLS

DAY = datetime(2017, 5, 1, tzinfo=UTC)
HERE = (40.0, 131.0)
NAMES = ("near", "wide", "least", "most", "first", "last", "begun", "ended")


def at(hours):
    return DAY + timedelta(hours=hours)


def spell(ship, kind, start, end, lat, lon):  # noqa: PLR0917 - each argument is one thing of the row
    slots = [lat] * (int(end // 3) - int(-(-start // 3)) + 1)
    return {
        "ship": ship, "hull": 0, "kind": kind, "start": at(start), "end": at(end), "lat": lat, "lon": lon,
        "end_lat": lat, "end_lon": lon, "fixes": 9, "line": 1, "line_end": 2, "source_id": "s", "synthetic": False,
        "lats": slots if kind == "track" else None, "lons": [lon] * len(slots) if kind == "track" else None,
    }  # fmt: skip


def lies(ship, lat, lon, *silences):
    """A ship that lies in one place for thirty days, and what it is not heard of."""
    return [spell(ship, "track", -360, 360, lat, lon)] + [
        spell(ship, "gap", *span, lat, lon) for span in silences
    ]


def weighed(*others, here=HERE):
    """Weigh the silence of ship 1, of a day."""
    rows = [*lies(1, *here, (0, 24)), *(row for other in others for row in other)]
    made = Neighbours(SPELLS.rows(rows)).weighed([rows[1]])[0]
    return dict(zip(NAMES, made, strict=True))


def test_alone_nothing_is_known():
    """The silent ship itself is no neighbour."""
    assert {0.0} == set(weighed().values())


def test_one_that_is_heard_beside_it_speaks_against_a_hole_and_a_silent_one_for_it():
    """A hole in reception takes both."""
    heard, silent = weighed(lies(2, 40.1, 131.0)), weighed(lies(2, 40.1, 131.0, (0, 24)))

    assert heard["near"] < -2 < 2 < silent["near"]
    assert heard["least"] < 0 < silent["most"]
    assert (0.0, 0.0) == (heard["begun"], heard["ended"])
    assert silent["begun"] > 0 < silent["ended"]


def test_the_nearer_one_says_more_and_the_far_one_nothing():
    """300 km is where a neighbour ends."""
    near, far, beyond = (weighed(lies(2, lat, 131.0))["wide"] for lat in (40.1, 41.5, 42.8))

    assert near < far < beyond == 0.0


def test_one_that_is_often_unheard_says_little():
    """A weak sender's silence is no news."""
    often = [(n, n + 18) for n in range(-336, 336, 24) if n != 0]

    assert (
        weighed(lies(2, 40.1, 131.0, (0, 24)))["near"]
        > weighed(lies(2, 40.1, 131.0, (0, 24), *often))["near"]
    )


def test_waits_among_the_spells_change_nothing():
    """They too say where a ship was, at other instants; long ones come first."""
    rows = [*lies(1, *HERE, (0, 24)), *lies(2, 40.1, 131.0, (0, 24))]
    waits = [
        spell(1, "track", -9000, 9000, 40.0, 131.0) | {"kind": "wait"},
        spell(2, "track", -9000, 9000, 40.1, 131.0) | {"kind": "wait"},
    ]

    made = Neighbours(SPELLS.rows([*waits, *rows])).weighed([rows[1]])

    assert made == Neighbours(SPELLS.rows(rows)).weighed([rows[1]])


@pytest.mark.parametrize(("hours", "told"), [(1.5, True), (1.6, False)])
def test_silences_that_begin_at_one_time_are_counted(hours, told):
    """An hour and a half is half a slot."""
    got = weighed(lies(2, 41.0, 131.0, (hours, 60)))

    assert told == (got["begun"] > 0)
    assert 0.0 == got["ended"]


@pytest.mark.parametrize(("lon", "other"), [(179.95, -179.95), (-179.95, 179.95)])
def test_the_date_line_is_no_wall(lon, other):
    """Ten kilometres apart, on both sides of it."""
    assert weighed(lies(2, 40.0, other), here=(40.0, lon))["near"] < -2


def test_in_high_latitudes_a_degree_is_short():
    """At 80 degrees north ten degrees of longitude are 190 km."""
    assert weighed(lies(2, 80.0, 141.0), here=(80.0, 131.0))["wide"] < 0


def test_no_spells_no_neighbours():
    """An empty table is nothing to tell."""
    gap = spell(1, "gap", 0, 24, *HERE)

    assert {0.0} == set(*Neighbours(SPELLS.rows([])).weighed([gap]))
