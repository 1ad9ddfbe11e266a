"""Meetings: two ships at one place at the same half hours, and all that only looks like it."""

from datetime import UTC, datetime, timedelta

import pytest

from hawse.channels.ships.find.meetings import meetings
from hawse.channels.ships.find.nearness import near_pairs
from hawse.channels.ships.tables import HULLS, SAID, SPELLS

DAY = datetime(2017, 5, 1, tzinfo=UTC)
SETTINGS = {"near_km": 0.5, "beside_km": 0.2, "crowd": 4, "least_h": 2.0, "draught_m": 0.5}
KM = 1 / 111.195
"""Degrees of latitude in a kilometre on the sphere that distances are taken on."""


def at(hours):
    return DAY + timedelta(hours=hours)


def wait(ship, start=0.0, end=10.0, lat=40.0, lon=131.0, drift=0.0):  # noqa: PLR0917 - each argument is one thing of the row
    """A wait that drifts east by so many degrees an hour."""
    first, last = -(-start * 2 // 1), end * 2 // 1
    halves = [n / 2 for n in range(int(first), int(last) + 1)]
    lons = [(lon + drift * (h - start) + 180) % 360 - 180 for h in halves]
    return {
        "ship": ship, "hull": 0, "kind": "wait", "start": at(start), "end": at(end), "lat": lat, "lon": lon,
        "end_lat": lat, "end_lon": lon, "fixes": 9, "lats": [lat] * len(halves), "lons": lons, "line": 1,
        "line_end": 2, "source_id": "s", "synthetic": False,
    }  # fmt: skip


def hulls(rows, kinds=None):
    return HULLS.rows(
        [
            {"ship": f"mmsi:{m}", "mmsi": m, "hull": 0, "ship_type": (kinds or {}).get(m)}
            for m in sorted({r["ship"] for r in rows})
        ]
    )


def found(rows, kinds=None, said=None, **more):
    got = meetings(SPELLS.rows(rows), hulls(rows, kinds), said or SAID.empty(), **SETTINGS | more)
    return [(r["item"], r["subject"], r["counterpart"]) for r in got.to_pylist()]


BOTH = [("both_seen", "mmsi:1", "mmsi:2")]


@pytest.mark.parametrize(("apart_km", "told"), [(0.499, BOTH), (0.501, [])])
def test_two_ships_side_by_side_meet_and_farther_apart_do_not(apart_km, told):
    """Half a kilometre is the limit."""
    assert told == found([wait(1), wait(2, lat=40.0 + apart_km * KM)])


@pytest.mark.parametrize(("start", "told"), [(8.0, BOTH), (8.1, [])])
def test_a_meeting_needs_its_time_together(start, told):
    """Ships that lie in one place one after the other did not meet."""
    assert told == found([wait(1), wait(2, start=start, end=20.0)])


def test_ships_that_drift_together_meet_though_they_began_to_wait_elsewhere():
    """The first began to drift five hours earlier: only the same instants are compared."""
    rows = [wait(1, drift=0.02), wait(2, start=5.0, lon=131.1, drift=0.02)]

    assert found(rows) == BOTH


def test_ships_that_drift_through_one_place_at_different_times_do_not_meet():
    """The place is the same, the hour is not."""
    rows = [wait(1, drift=0.02), wait(2, lon=131.1, drift=0.02)]

    assert found(rows) == []


@pytest.mark.parametrize(("others", "told"), [(3, True), (4, False)])
def test_in_a_crowd_a_pair_must_lie_closer(others, told):
    """In the roads and in a fishing fleet everyone is near someone."""
    rows = [wait(1), wait(2, lat=40.0 + 0.4 * KM)]
    rows += [wait(10 + n, lat=40.0 + (1.2 + n) * KM) for n in range(others)]

    assert told == (BOTH[0] in found(rows))


@pytest.mark.parametrize(("apart_km", "told"), [(0.199, BOTH), (0.201, [])])
def test_side_by_side_in_a_crowd_is_still_a_meeting(apart_km, told):
    """Ships at anchor keep clear of each other; those that are moored together do not."""
    rows = [wait(1), wait(2, lat=40.0 + apart_km * KM)]
    rows += [wait(10 + n, lat=40.0 + (1.2 + n) * KM) for n in range(4)]

    assert told == found(rows, {1: 80})


def test_in_a_crowd_two_that_do_not_say_what_they_carry_are_no_meeting():
    """A third of a fishing fleet sends no type."""
    rows = [wait(1), wait(2), *(wait(10 + n, lat=40.0 + (1.2 + n) * KM) for n in range(4))]

    assert [] == found(rows)


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (80, 70, BOTH),
        (80, 30, BOTH),
        (30, 30, []),
        (None, 30, []),
        (80, 50, []),
        (80, 52, []),
        (80, 31, []),
        (80, 33, []),
        (None, None, BOTH),
    ],
)
def test_two_fishers_a_pilot_or_a_tug_are_no_meeting(one, other, told):
    """A tanker beside a fishing vessel is one: fleets are supplied at sea."""
    assert told == found([wait(1), wait(2)], {1: one, 2: other})


@pytest.mark.parametrize(("lat", "lon"), [(40.0, 179.999), (84.0, 30.0), (-77.0, -179.999)])
def test_a_meeting_is_found_across_the_antimeridian_and_in_high_latitudes(lat, lon):
    """A degree of longitude shrinks; the date line is no wall."""
    rows = [
        wait(1, lat=lat, lon=lon),
        wait(2, lat=lat + 0.2 * KM, lon=-lon if abs(lon) > 179 else lon),
    ]

    assert found(rows) == BOTH


@pytest.mark.parametrize(("draught", "told"), [(5.5, 1), (5.4, 0), (4.5, 1)])
def test_a_lone_wait_with_a_changed_draught_is_a_one_sided_meeting(draught, told):
    """The other ship may have been dark."""
    rows = [
        {"ship": 1, "start": at(start), "end": at(start + 1), "messages": 5, "draught_m": metres}
        for start, metres in ((-20, 5.0), (8, draught))
    ]

    got = found([wait(1)], said=SAID.rows(rows))

    assert [("one_sided", "mmsi:1", None)] * told == got


def test_the_second_hull_of_a_pilots_number_is_a_pilot():
    """Texts are not told apart between two hulls of one number; all of them say the same type."""
    second = wait(2) | {"hull": 1}
    ships = [(1, 0, 80), (2, 0, 50), (2, 1, None)]
    known = HULLS.rows(
        [
            {"ship": f"mmsi:{m}-{h}", "mmsi": m, "hull": h, "ship_type": kind}
            for m, h, kind in ships
        ]
    )

    got = meetings(SPELLS.rows([wait(1), second]), known, SAID.empty(), **SETTINGS)

    assert [] == got.to_pylist()


def test_no_waits_no_meetings():
    """An empty table is nothing to tell."""
    assert [] == near_pairs(SPELLS.empty(), 0.5)
    assert found([]) == []


def test_the_work_grows_with_the_rows_not_with_their_square():
    """Ten times the ships over ten times the sea make ten times the pairs, not a hundred."""
    few, many = (
        near_pairs(
            SPELLS.rows(
                [wait(n, lat=10 + (n // 2 % 600) * 0.1, lon=n // 1200 * 0.5) for n in range(count)]
            ),
            0.5,
        )
        for count in (200, 2000)
    )

    assert (100, 1000) == (len(few), len(many))


@pytest.mark.parametrize("at_once", [1, 7, 50])
def test_a_window_of_time_cuts_no_meeting_in_two(at_once):
    """However few places are laid out at once; waits that begin at one time or last long, too."""
    rows = [
        wait(n, start=n % 7 * 1.7, end=n % 7 * 1.7 + 2 + n % 5 * 4, lat=40 + n % 4 * 0.002)
        for n in range(40)
    ]
    waits = SPELLS.rows([*rows, wait(99, start=-200, end=300)])

    whole = near_pairs(waits, 0.5)

    assert len(whole) > 100
    assert whole == near_pairs(waits, 0.5, at_once=at_once)
