"""Tracks: hulls told apart, faults, stays and waits, on positions that a person can read."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.channels.ships.test_ships import facts

from hawse.channels.ships import CHANNEL
from hawse.channels.ships.observe.hulls import hulls
from hawse.channels.ships.observe.spells import spells
from hawse.channels.ships.tables import POSITIONS, SAID, SPELLS

DAY = datetime(2017, 5, 1, tzinfo=UTC)
STEP = next(s for s in CHANNEL.steps if s.name == "spells")
PORTS = facts("ports")


def fix(hours, lat, lon, speed=10.0, ship=445000001):
    return {
        "ship": ship, "sent_at": DAY + timedelta(hours=hours), "lat": lat, "lon": lon, "speed_kn": speed, "kind": 1,
        "line": round(hours * 100), "source_id": "s", "synthetic": False,
    }  # fmt: skip


def seen(fixes, said=None, **settings):
    told = SAID.rows(said or [])
    got = spells(POSITIONS.rows(fixes), told, PORTS, **{**STEP.settings, **settings})
    return got.to_pylist()


def kinds(fixes, **settings):
    return sorted(
        {(r["hull"], r["kind"]) for r in seen(fixes, **settings) if r["kind"] != "track"}
    )


NORTH = [fix(n, 38.0 + n * 0.15, 131.0) for n in range(40)]
"""A ship that goes north at nine knots for forty hours."""


def test_two_hulls_that_send_one_number_in_turn_are_told_apart():
    """Six hundred kilometres apart at the same hours."""
    other = [fix(n + 0.5, 38.0 + n * 0.1, 138.0) for n in range(40)]

    got = [r for r in seen(NORTH + other) if r["kind"] == "track"]

    assert [(0, 40), (1, 40)] == [(r["hull"], r["fixes"]) for r in got]


def test_a_jump_away_and_back_is_no_second_hull():
    """A spoofed receiver shows the ship in another port for eight hours, then comes back."""
    jump = [fix(n, 35.1, 139.7, 0.1) if 15 <= n < 23 else one for n, one in enumerate(NORTH)]

    got = seen(jump)

    assert {0} == {r["hull"] for r in got}
    assert 8 == sum(r["kind"] == "fault" for r in got)


AWAY = [fix(n, 40.7, 129.2, 0.1) for n in range(20, 25)]
"""Five hours at rest in a port that the ship could have reached in a silence."""


def test_a_false_place_after_a_silence_is_told_when_the_ship_comes_back():
    """The way to it was not heard; from it the ship could not have come back to its course."""
    got = seen([*NORTH[:12], *AWAY, *NORTH[25:]])

    assert {0} == {r["hull"] for r in got}
    assert 5 == sum(r["kind"] == "fault" for r in got)
    assert "port:KPSON" not in {r["port"] for r in got}


def test_a_false_place_before_a_silence_is_told_too():
    """The jump to it is seen, the way back is not."""
    false = [fix(n, 40.7, 129.2, 0.1) for n in range(12, 17)]

    got = seen([*NORTH[:12], *false, *NORTH[29:]])

    assert {0} == {r["hull"] for r in got}
    assert 5 == sum(r["kind"] == "fault" for r in got)


def test_a_ship_that_stays_where_it_was_last_seen_for_two_days_was_there():
    """No false place is held for longer than a day: what begins elsewhere then is another hull."""
    stays = [fix(n, 40.7, 129.2, 0.1) for n in range(20, 68)]
    other = [fix(68.5 + n, 38.0 + n * 0.1, 131.0) for n in range(20)]

    got = seen([*NORTH[:12], *stays, *other])

    assert {0, 1} == {r["hull"] for r in got}
    assert 0 == sum(r["kind"] == "fault" for r in got)


@pytest.mark.parametrize(("far", "faults"), [(0.7, 0), (1.1, 3)])
def test_a_slow_ship_cannot_jump_as_a_ferry_could(far, faults):
    """It seldom passes ten knots: twenty are believed, 74 km in two hours; more are not."""
    fixes = [f for f in NORTH if not 15 <= f["line"] / 100 < 22]
    jump = [fix(16 + n, 40.1, 131.0 + far, 0.2) for n in range(3)]

    got = seen([*fixes[:15], *jump, *fixes[15:]])

    assert faults == sum(r["kind"] == "fault" for r in got)


def test_a_number_that_goes_to_another_hull_is_two_hulls():
    """The first is heard until noon, the second far away from then on."""
    later = [fix(40.5 + n, 22.0 + n * 0.1, 114.5) for n in range(30)]

    assert {(0, 40), (1, 30)} == {
        (r["hull"], r["fixes"]) for r in seen(NORTH + later) if r["kind"] == "track"
    }


@pytest.mark.parametrize(("lat", "lon"), [(0.0, 0.0), (10.0, 100.0)])
def test_a_lone_place_that_cannot_be_is_a_fault(lat, lon):
    """Null island, or four thousand kilometres away for one message."""
    assert (0, "fault") in kinds([*NORTH, fix(12.5, lat, lon)])


@pytest.mark.parametrize(("lat", "fast"), [(60.0, 60.0), (85.0, 30.0)])
def test_a_ship_may_cross_the_antimeridian_and_sail_in_high_latitudes(lat, fast):
    """The shorter way counts; no fault, no second hull."""
    step = fast / 400
    fixes = [fix(n, lat, (179.0 + n * step + 180) % 360 - 180) for n in range(40)]

    assert [] == kinds(fixes)
    assert any(f["lon"] < 0 for f in fixes)


@pytest.mark.parametrize(("hours", "found"), [(2.0, [(0, "stay")]), (1.9, [])])
def test_a_stay_needs_its_time_in_a_ports_circle(hours, found):
    """Two hours at rest off Vladivostok's quay."""
    rest = [fix(n * hours / 4, 43.109, 131.888, 0.1) for n in range(5)]

    assert found == kinds(rest)


@pytest.mark.parametrize(("speed", "found"), [(1.5, [(0, "wait")]), (1.6, [])])
def test_a_wait_is_slow_at_sea(speed, found):
    """A ship under way is no wait."""
    assert found == kinds([fix(n * 0.5, 40.0, 132.0, speed) for n in range(12)])


def test_a_wait_says_where_it_was_at_each_half_hour():
    """Between the two positions about it."""
    rest = [fix(0.25 + n, 40.0 + n * 0.01, 132.0, 0.5) for n in range(4)]

    (got,) = [r for r in seen(rest) if r["kind"] == "wait"]

    assert got["lats"] == pytest.approx([40.0025, 40.0075, 40.0125, 40.0175, 40.0225, 40.0275])
    assert [[40.0275]] == [r["lats"] for r in seen(rest) if r["kind"] == "track"]


@pytest.mark.parametrize(("hours", "found"), [(4.1, [(0, "gap")]), (4.0, [])])
def test_a_silence_is_longer_than_its_setting(hours, found):
    """Four hours."""
    assert found == kinds([*NORTH[:5], fix(4 + hours, 38.6, 131.0)])


def test_positions_that_come_out_of_order_are_put_in_order():
    """Times that go backwards in a file are no fault of the ship."""
    assert seen(NORTH) == seen(NORTH[::-1])


def track(mmsi, start, end):
    return {
        "ship": mmsi, "hull": 0, "kind": "track", "start": DAY + timedelta(hours=start),
        "end": DAY + timedelta(hours=end), "synthetic": False,
    }  # fmt: skip


def told(mmsi, imo=9074729, **more):
    return {"ship": mmsi, "imo": imo, "start": DAY, "end": DAY, "messages": 5, "line": 1, **more}


@pytest.mark.parametrize(
    ("start", "ships"), [(44, ["imo:9074729"] * 2), (43, ["mmsi:1", "mmsi:2"])]
)
def test_one_imo_number_under_two_numbers_heard_together_is_two_ships(start, ships):
    """A new flag brings a new MMSI after the old one; six hours of both are two transmitters."""
    got = hulls(
        SPELLS.rows([track(1, 0, 50), track(2, start, 90)]), SAID.rows([told(1), told(2)])
    ).to_pylist()

    assert ships == [r["ship"] for r in got]


def test_a_number_that_fails_its_check_digit_names_no_ship():
    """Seven in a hundred do."""
    got = hulls(SPELLS.rows([track(1, 0, 50)]), SAID.rows([told(1, imo=9074728)])).to_pylist()

    assert [("mmsi:1", False)] == [(r["ship"], r["imo_sound"]) for r in got]
