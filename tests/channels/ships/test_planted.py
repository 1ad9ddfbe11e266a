"""Planted silences: what a ship keeps back is what a hole in reception would have taken."""

from datetime import UTC, datetime, timedelta
from random import Random

from hawse.channels.ships.planted.reception import Hole, ears, switched_off
from hawse.channels.ships.planted.world import Ship

DAY = datetime(2017, 5, 1, tzinfo=UTC)
HOLE = Hole(39.0, 41.0, 130.0, 132.0, DAY + timedelta(hours=10), DAY + timedelta(hours=30))


def a_ship():
    ship = Ship(445000001, 0, "GULL", timedelta(minutes=30), DAY, (40.0, 131.0), weak=0.0)
    ship.lies(48, Random(1))
    return ship


def test_a_ship_that_switches_off_leaves_the_track_that_a_hole_would_leave():
    """Nothing of the silence itself tells the two apart."""
    heard, dark = a_ship(), a_ship()

    switched_off(dark, HOLE, Random(2))

    mask = ears([heard], [HOLE], Random(2))[0]
    assert dark.fixes == [fix for fix, one in zip(heard.fixes, mask, strict=True) if one]
    assert dark.unsent == [fix for fix, one in zip(heard.fixes, mask, strict=True) if not one]


def test_the_span_of_a_dark_spell_is_from_the_last_to_the_next_position():
    """As long as the silence that receivers see."""
    dark = a_ship()

    switched_off(dark, HOLE, Random(2))

    ((start, end),) = dark.silent
    assert start <= HOLE.start <= end - timedelta(hours=19)
    assert end >= HOLE.end
    assert {start, end} <= {fix.at for fix in dark.fixes}


def test_a_hole_elsewhere_switches_nothing_off():
    """The ship was never in it."""
    dark = a_ship()

    switched_off(dark, Hole(10.0, 11.0, 130.0, 132.0, HOLE.start, HOLE.end), Random(2))

    assert ([], []) == (dark.silent, dark.unsent)
