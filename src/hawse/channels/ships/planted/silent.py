"""Scenarios of silences: ships that switch off, and reception that fails, of the same lengths.

What switches one ship off is drawn as holes in reception are, by place, span and thoroughness
(``reception.switched_off``): neither the length of a silence nor its place tells the two apart.
"""

from datetime import datetime, timedelta
from random import Random
from typing import Final

from hawse.channels.ships.planted.legs import (
    LANES,
    LOADS,
    PORTS,
    SEASON_DAYS,
    START,
    TEXTS,
    a_ship,
    drifts,
    loads,
    strays,
)
from hawse.channels.ships.planted.reception import Hole, switched_off
from hawse.channels.ships.planted.truth import Truth, World
from hawse.channels.ships.planted.world import HOUR, Point, Ship, halves, port, way

DARK_HOLES: Final = 6
"""Places on its lane at which a ship to and fro switches off at some time, there or not."""


def _waits(world: World, dice: Random, kind: str) -> tuple[Ship, Hole]:
    """Wait at sea on the way, and draw a hole about the place and the time."""
    goal, start = dice.choice(PORTS["KR"][:2] + PORTS["JP"][:1]), dice.choice(LOADS)
    ship = a_ship(world, dice.choice(("KP", "PA")), dice, start)
    loads(ship, dice, dice.choice(TEXTS[goal]))
    out, on = halves(way(start, goal), port(start))
    ship.sails([*out[:-1], strays(out[-1], dice)], 11, dice)
    ship.lies(dice.uniform(14, 40), dice, rest=drifts(dice))
    ship.sails(on, 11, dice)
    ship.lies(20, dice)
    world.ships.append(ship)
    world.truths.append(Truth(kind, ship.mmsi))
    middle = ship.fixes[len(ship.fixes) // 2]
    return ship, _a_hole((middle.lat, middle.lon), middle.at - dice.uniform(0, 8) * HOUR, dice)


def dark(world: World, dice: Random) -> None:
    """Switch off at sea, where others are heard."""
    ship, hole = _waits(world, dice, "dark")
    switched_off(ship, hole, dice)


def hole(world: World, dice: Random) -> None:
    """Lie where nobody is heard for a while."""
    world.holes.append(_waits(world, dice, "hole")[1])


def _a_hole(at: Point, start: datetime, dice: Random) -> Hole:
    high, wide = dice.uniform(0.7, 2.5), dice.uniform(0.7, 2.5)
    lost = 1.0 if dice.random() < 0.6 else dice.uniform(0.85, 0.98)  # noqa: PLR2004 - three of five are whole
    end = start + dice.uniform(10, 60) * HOUR
    return Hole(at[0] - high, at[0] + high, at[1] - wide, at[1] + wide, start, end, lost)


def _on_lane(one: str, two: str, dice: Random) -> Hole:
    """Draw a hole somewhere on a lane, at some time of the season."""
    begun = START + dice.uniform(1, SEASON_DAYS) * 24 * HOUR
    lat, lon = dice.choice(way(one, two))
    return _a_hole((lat + dice.uniform(-1, 1), lon + dice.uniform(-1, 1)), begun, dice)


def outage(world: World, dice: Random) -> None:
    """Lose reception somewhere on a lane, or for days off a North Korean port."""
    if dice.random() < 0.3:  # noqa: PLR2004 - three of ten are off a North Korean port
        begun = START + dice.uniform(1, SEASON_DAYS) * 24 * HOUR
        lat, lon = port(dice.choice(PORTS["KP"]))
        wide = dice.uniform(0.3, 1.5)
        end = begun + dice.uniform(24, 200) * HOUR
        world.holes.append(Hole(lat - wide, lat + wide, lon - wide, lon + wide, begun, end))
        return
    world.holes.append(_on_lane(*dice.choice(LANES), dice))


def passes(world: World, dice: Random) -> None:
    """Sail to and fro between two ports all season: the traffic that others are heard by.

    Here and there on its lane it switches off.
    """
    one, two = dice.choice(LANES)
    ship = a_ship(world, dice.choice(("KR", "JP", "CN", "PA")), dice, one, dice.choice((70, 80)))
    ship.now = START + dice.uniform(0, 120) * HOUR
    ship.step = timedelta(minutes=dice.uniform(15, 60))
    ship.texts.clear()
    while ship.now < START + (SEASON_DAYS + 20) * 24 * HOUR:
        for a, b in ((one, two), (two, one)):
            ship.says(dice.choice(TEXTS[b]) if b in TEXTS else b)
            ship.sails(list(way(a, b)), dice.uniform(9, 13), dice)
            ship.lies(dice.uniform(10, 30), dice)
    for _ in range(DARK_HOLES):
        switched_off(ship, _on_lane(one, two, dice), dice)
    world.ships.append(ship)
