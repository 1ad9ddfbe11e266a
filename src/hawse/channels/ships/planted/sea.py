"""Scenarios at sea: silences, meetings and what looks like one, two hulls of one number, traffic."""  # noqa: E501 - a sentence in one piece

from datetime import datetime, timedelta
from random import Random
from typing import Final

from hawse.channels.ships.observe.harbours import km
from hawse.channels.ships.planted.legs import (
    LOADS,
    PORTS,
    SEASON_DAYS,
    START,
    TEXTS,
    a_ship,
    drifts,
    loads,
    voyage,
)
from hawse.channels.ships.planted.reception import Hole
from hawse.channels.ships.planted.truth import Truth, World
from hawse.channels.ships.planted.world import (
    HOUR,
    KM_PER_DEGREE,
    Fix,
    Point,
    Rest,
    Ship,
    halves,
    port,
    way,
)

FISHING, PILOT, UNSAID = 30, 50, 0
ROADS: Final = (("KRPUS", -0.16, 0.16), ("KRUSN", -0.02, 0.24), ("RUNJK", -0.2, 0.08))
LANES: Final = (
    ("RUVVO", "KRPUS"),
    ("RUNJK", "JPKIJ"),
    ("RUVYP", "KRUSN"),
    ("RUVVO", "JPMOJ"),
    ("RUNJK", "CNTAO"),
    ("JPKIJ", "KRPUS"),
)
DARK_LEGS: Final = 0.06


def _silent(world: World, dice: Random, *, dark: bool) -> Ship:
    goal, start = dice.choice(PORTS["KR"][:2] + PORTS["JP"][:1]), dice.choice(LOADS)
    ship = a_ship(world, dice.choice(("KP", "PA")), dice, start)
    loads(ship, dice, dice.choice(TEXTS[goal]))
    out, on = halves(way(start, goal), port(start))
    ship.sails(out, 11, dice)
    ship.lies(dice.uniform(14, 40), dice, silent=dark, rest=drifts(dice))
    ship.sails(on, 11, dice)
    ship.lies(20, dice)
    world.ships.append(ship)
    world.truths.append(Truth("dark" if dark else "hole", ship.mmsi))
    return ship


def dark(world: World, dice: Random) -> None:
    """Switch off at sea, where others are heard."""
    _silent(world, dice, dark=True)


def hole(world: World, dice: Random) -> None:
    """Lie where nobody is heard for a while."""
    ship = _silent(world, dice, dark=False)
    middle = ship.fixes[len(ship.fixes) // 2]
    begun = middle.at - dice.uniform(0, 8) * HOUR
    world.holes.append(_a_hole((middle.lat, middle.lon), begun, dice))


def _a_hole(at: Point, start: datetime, dice: Random) -> Hole:
    high, wide = dice.uniform(0.7, 2.5), dice.uniform(0.7, 2.5)
    lost = 1.0 if dice.random() < 0.6 else dice.uniform(0.85, 0.98)  # noqa: PLR2004 - three of five are whole
    end = start + dice.uniform(10, 60) * HOUR
    return Hole(at[0] - high, at[0] + high, at[1] - wide, at[1] + wide, start, end, lost)


def outage(world: World, dice: Random) -> None:
    """Lose reception somewhere on a lane, or for days off a North Korean port."""
    begun = START + dice.uniform(1, SEASON_DAYS) * 24 * HOUR
    if dice.random() < 0.3:  # noqa: PLR2004 - three of ten are off a North Korean port
        lat, lon = port(dice.choice(PORTS["KP"]))
        wide = dice.uniform(0.3, 1.5)
        end = begun + dice.uniform(24, 200) * HOUR
        world.holes.append(Hole(lat - wide, lat + wide, lon - wide, lon + wide, begun, end))
        return
    one, two = dice.choice(LANES)
    lat, lon = dice.choice(way(one, two))
    there = (lat + dice.uniform(-1, 1), lon + dice.uniform(-1, 1))
    world.holes.append(_a_hole(there, begun, dice))


def meeting(
    world: World, dice: Random, apart_km: float | None = None, kind: str = "meeting"
) -> None:
    """Meet another ship at sea, side by side, adrift or at anchor; one in three partners is dark.

    Whoever is there first waits for the other; a half of those that were met type a new draught.
    """
    apart = dice.uniform(0.02, 0.12) if apart_km is None else apart_km
    hides = apart_km is None and dice.random() < 1 / 3
    start, goal = dice.choice(LOADS), dice.choice(PORTS["KR"][:2])
    one = a_ship(world, "KP", dice, start)
    world.ships.append(one)
    loads(one, dice, dice.choice(TEXTS[goal]))
    out, on = halves(way(start, goal), port(start))
    spot = (out[-1][0] + dice.uniform(-0.8, 0.8), out[-1][1] + dice.uniform(-0.3, 0.8))
    by = (spot[0] + apart / KM_PER_DEGREE, spot[1])
    one.sails([*out[:-1], spot], 11, dice)
    two = a_ship(world, "PA", dice, goal, dice.choice((70, 80, 80, 80, UNSAID)))
    world.ships.append(two)
    near, far = (spot[0] + 0.6, spot[1] + 0.2), (spot[0] + 1.2, spot[1] + 0.4)
    two.here, two.now = far, one.now - dice.uniform(6, 9) * HOUR
    two.sails([near], dice.uniform(9, 12), dice)
    two.sails([by], dice.uniform(9, 12), dice, silent=hides)
    met, hours, rest = max(one.now, two.now), dice.uniform(4, 11), drifts(dice)
    rest = Rest(0.0, rest.north_kn, rest.east_kn) if apart_km is None else rest
    end = met + hours * HOUR
    for ship, there in ((one, spot), (two, by)):
        dark = hides and ship is two
        ship.lies((met - ship.now) / HOUR, dice, silent=dark)
        ship.here, ship.now = there, met
        ship.lies(hours * 0.8, dice, silent=dark, rest=rest)
        if ship is one and apart_km is None and (hides or dice.random() < 0.5):  # noqa: PLR2004 - every second types its new draught
            ship.says(ship.destination, round(ship.draught_m - dice.uniform(0.6, 1.4), 1))
        ship.lies(max(0.0, (end - ship.now) / HOUR), dice, silent=dark, rest=rest)
    one.sails(on, 11, dice)
    one.lies(15, dice)
    two.sails([near], 11, dice, silent=hides)
    two.sails([far], 11, dice)
    told = "one_sided" if hides else kind
    world.truths.append(
        Truth(told, one.mmsi, None, two.mmsi, (met, end), Fix(met, *spot, 0.0, 0.0))
    )


def beside(world: World, dice: Random) -> None:
    """Wait some way from another ship, each at anchor or both adrift: no meeting."""
    meeting(world, dice, dice.uniform(0.9, 8), "beside")


def roads(world: World, dice: Random) -> None:
    """Wait for a berth with others in the roads off a port; a pilot's boat lies beside some."""
    code, north, east = dice.choice(ROADS)
    lat, lon = port(code)
    lat, lon = lat + north, lon + east
    begun = START + dice.uniform(1, SEASON_DAYS) * 24 * HOUR
    spots = _apart((lat, lon), dice.randrange(4, 8), 0.8, 4.0, dice)
    boat = a_ship(world, "KR", dice, code, PILOT)
    boat.now, boat.step, boat.weak = begun + 10 * HOUR, timedelta(minutes=8), 0.05
    world.ships.append(boat)
    for spot in spots:
        ship = a_ship(world, dice.choice(("KR", "CN", "PA")), dice, code)
        ship.now, ship.here = begun + dice.uniform(-5, 10) * HOUR, (lat + 0.4, lon + 0.6)
        ship.sails([spot], 10, dice)
        ship.lies(dice.uniform(10, 50), dice, rest=Rest(swing_km=0.15))
        ship.sails([port(code)], 9, dice)
        ship.lies(10, dice)
        world.ships.append(ship)
        boat.here = (spot[0] + 0.002, spot[1])
        boat.lies(dice.uniform(1.0, 3.5), dice)
    world.truths.append(Truth("roads", boat.mmsi))


def fleet(world: World, dice: Random) -> None:
    """Fish by night in a fleet, hundreds of metres apart, adrift together; some send no type."""
    lat, lon = dice.uniform(38.2, 41.0), dice.uniform(131.0, 134.0)
    begun = START + dice.uniform(1, SEASON_DAYS) * 24 * HOUR
    spots = _apart((lat, lon), dice.randrange(8, 16), 0.4, 3.0, dice)
    for spot in spots:
        kind = FISHING if dice.random() < 0.7 else UNSAID  # noqa: PLR2004 - seven of ten say what they are
        boat = a_ship(world, dice.choice(("KR", "JP", "CN")), dice, "KRPUS", kind)
        boat.imo, boat.here, boat.now = 0, spot, begun + dice.uniform(0, 1) * HOUR
        boat.texts = [(boat.now, "FISHING GROUND", 0.0)]
        for night in range(3):
            drift = Rest(0.0, 0.5 + dice.gauss(0, 0.02), 0.3 * night + dice.gauss(0, 0.02))
            boat.lies(10, dice, rest=drift)
            away = (boat.here[0] + dice.uniform(-0.3, 0.1), boat.here[1] + dice.uniform(-0.3, 0.1))
            boat.sails([away, spot], 7, dice)
            boat.now = max(boat.now, begun + (night + 1) * 24 * HOUR)
        world.ships.append(boat)
    world.truths.append(Truth("fleet", world.ships[-1].mmsi))


def _apart(
    middle: Point, count: int, least_km: float, most_km: float, dice: Random
) -> list[Point]:
    """Lay out places that keep their distance from each other."""
    made: list[Point] = []
    while len(made) < count:
        far = most_km / KM_PER_DEGREE
        one = (middle[0] + dice.uniform(-far, far), middle[1] + dice.uniform(-far, far) * 1.3)
        if all(km(*one, *two) >= least_km for two in made):
            made.append(one)
        most_km *= 1.02
    return made


def shared(world: World, dice: Random) -> None:
    """Send one MMSI from two hulls at the same time, in the same sea or far apart."""
    one = voyage(world, dice, "KP", dice.choice(PORTS["KR"]), "BUSAN", "", "shared")
    world.truths[-1] = Truth("shared", one.mmsi)
    two, goal = dice.choice((("JPKIJ", "JPMOJ"), ("CNTAO", "CNDLC"), ("SGSIN", "HKHKG")))
    step = timedelta(minutes=dice.uniform(5, 60))
    begun = one.fixes[0].at + dice.uniform(-20, 20) * HOUR
    double = Ship(one.mmsi, one.imo, one.name, step, begun, port(two), weak=one.weak)
    double.lies(dice.uniform(5, 30), dice)
    double.sails(list(way(two, goal)), dice.uniform(8, 12), dice)
    double.lies(dice.uniform(5, 30), dice)
    world.ships.append(double)


def passes(world: World, dice: Random) -> None:
    """Sail to and fro between two ports all season: the traffic that others are heard by.

    On some legs it sends nothing for a while, and lies still for a part of it.
    """
    one, two = dice.choice(LANES)
    ship = a_ship(world, dice.choice(("KR", "JP", "CN", "PA")), dice, one, dice.choice((70, 80)))
    ship.now = START + dice.uniform(0, 120) * HOUR
    ship.step = timedelta(minutes=dice.uniform(15, 60))
    ship.texts.clear()
    while ship.now < START + (SEASON_DAYS + 20) * 24 * HOUR:
        for a, b in ((one, two), (two, one)):
            ship.says(dice.choice(TEXTS[b]) if b in TEXTS else b)
            knots = dice.uniform(9, 13)
            out, on = halves(way(a, b), port(a))
            ship.sails(out, knots, dice)
            if dice.random() < DARK_LEGS:
                first, on = halves(tuple(on), ship.here)
                begun = ship.now
                ship.sails(first, knots, dice, silent=True)
                ship.lies(dice.uniform(0, 24), dice, silent=True)
                ship.silent[-2:] = [(begun, ship.now)]
            ship.sails(on, knots, dice)
            ship.lies(dice.uniform(10, 30), dice)
    world.ships.append(ship)
