"""Scenarios of ships beside each other: meetings, and all that only looks like one."""

from datetime import timedelta
from random import Random
from typing import Final

from hawse.channels.ships.observe.harbours import km
from hawse.channels.ships.planted.legs import (
    LANES,
    LOADS,
    SEASON_DAYS,
    START,
    TEXTS,
    a_ship,
    at_sea,
    drifts,
    loads,
    moved,
    other,
    strays,
)
from hawse.channels.ships.planted.truth import Truth, World
from hawse.channels.ships.planted.world import (
    HOUR,
    KM_PER_DEGREE,
    Fix,
    Point,
    Rest,
    halves,
    port,
    way,
)

FISHING, TOWING, PILOT, TUG, UNSAID = 30, 31, 50, 52, 0
HIDES: Final = 0.25
"""Share of meetings in which the partner sends nothing."""
ROADS: Final = (("KRPUS", -0.16, 0.16), ("KRUSN", -0.02, 0.24), ("RUNJK", -0.2, 0.08))


def meeting(
    world: World, dice: Random, apart_km: float | None = None, kind: str = "meeting"
) -> None:
    """Meet another ship at sea, side by side, adrift or at anchor; one in four partners is dark.

    Whoever is there first waits for the other; a half of those that were met type a new draught.
    """
    apart = dice.uniform(0.02, 0.12) if apart_km is None else apart_km
    hides = apart_km is None and dice.random() < HIDES
    start, goal = dice.choice(LOADS), other(dice, "KP")
    one = a_ship(world, "KP", dice, start)
    world.ships.append(one)
    loads(one, dice, dice.choice(TEXTS[goal]))
    out, on = halves(way(start, goal), port(start))
    spot = at_sea(out[-1], dice)
    by = (spot[0] + apart / KM_PER_DEGREE, spot[1])
    one.sails([*out[:-1], spot], 11, dice)
    two = a_ship(world, "PA", dice, goal, dice.choice((70, 80, 80, 80, UNSAID)))
    world.ships.append(two)
    near, far = (spot[0] + 0.6, spot[1] + 0.2), (spot[0] + 1.2, spot[1] + 0.4)
    moved(two, one.now - dice.uniform(6, 9) * HOUR, far)
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
    meeting(world, dice, dice.uniform(0.7, 8), "beside")


def roads(world: World, dice: Random) -> None:
    """Wait for a berth with others in the roads off a port; a pilot's boat lies beside some."""
    code, north, east = dice.choice(ROADS)
    lat, lon = port(code)
    lat, lon = strays((lat + north * 1.4, lon + east * 1.4), dice)
    begun = START + dice.uniform(1, SEASON_DAYS) * 24 * HOUR
    spots = _apart((lat, lon), dice.randrange(4, 8), 0.8, 4.0, dice)
    boat = a_ship(world, "KR", dice, code, PILOT)
    moved(boat, begun + 10 * HOUR, (lat, lon))
    boat.step, boat.weak = timedelta(minutes=8), 0.05
    world.ships.append(boat)
    for spot in spots:
        ship = a_ship(world, dice.choice(("KR", "CN", "PA")), dice, code)
        moved(ship, begun + dice.uniform(-5, 10) * HOUR, (lat + 0.4, lon + 0.6))
        ship.sails([spot], 10, dice)
        ship.lies(dice.uniform(10, 50), dice, rest=Rest(swing_km=0.15))
        ship.sails([port(code)], 9, dice)
        ship.lies(10, dice)
        world.ships.append(ship)
        boat.sails([(spot[0] + 0.002, spot[1])], 12, dice)
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


def tow(world: World, dice: Random) -> None:
    """Tow a ship that cannot sail, slowly and with stops: tug and tow side by side are no meeting."""  # noqa: E501 - a sentence in one piece
    one, two = dice.choice(LANES)
    out, on = halves(way(one, two), port(one))
    towed = a_ship(world, dice.choice(("PA", "KR")), dice, one)
    loads(towed, dice, dice.choice(TEXTS[two]) if two in TEXTS else two)
    world.ships.append(towed)
    tug = a_ship(world, "KR", dice, one, dice.choice((TOWING, TUG)))
    moved(tug, towed.now, (towed.here[0] + 0.001, towed.here[1]))
    tug.weak = 0.05
    world.ships.append(tug)
    spot = strays(out[-1], dice)
    by, rest, hours = (spot[0] + 0.001, spot[1]), drifts(dice), dice.uniform(3, 9)
    for ship, there in ((towed, spot), (tug, by)):
        ship.sails([*out[:-1], there], 4, dice)
        ship.lies(hours, dice, rest=Rest(0.0, rest.north_kn, rest.east_kn))
        ship.sails(on, 4, dice)
        ship.lies(6, dice)
    world.truths.append(Truth("tow", towed.mmsi, None, tug.mmsi))


def bunkering(world: World, dice: Random) -> None:
    """Take fuel from another tanker that comes alongside in port."""
    code = dice.choice(("KRPUS", "KRUSN", "JPKIJ", "RUNJK", "RUVVO"))
    north, east = dice.uniform(-0.015, 0.015), dice.uniform(-0.015, 0.015)
    lat, lon = port(code)[0] + north, port(code)[1] + east
    ship = a_ship(world, dice.choice(("KR", "PA", "JP")), dice, code, dice.choice((70, 80)))
    world.ships.append(ship)
    barge = a_ship(world, "KR", dice, code, 80)
    world.ships.append(barge)
    moved(ship, ship.now, (lat, lon))
    moved(barge, ship.now, (lat + 0.0004, lon + 0.0004))
    for one in (ship, barge):
        one.lies(dice.uniform(6, 20), dice)
    world.truths.append(Truth("bunkering", ship.mmsi, None, barge.mmsi))


def overtaking(world: World, dice: Random) -> None:
    """Sail one lane as another does, and slow down for fog together, a mile or two apart."""
    one, two = dice.choice(LANES)
    out, on = halves(way(one, two), port(one))
    first = a_ship(world, "KR", dice, one, 70)
    world.ships.append(first)
    first.sails([*out], 9, dice)
    second = a_ship(world, "PA", dice, one, 80)
    world.ships.append(second)
    moved(second, first.now - (first.now - first.fixes[0].at) * (9 / 11), port(one))
    second.sails([*out], 11, dice)
    apart = dice.uniform(0.8, 4) / KM_PER_DEGREE
    for ship, east in ((first, 0.0), (second, apart * 1.4)):
        lat, lon = ship.here
        ship.sails([(lat, lon + east)], 5, dice)
        ship.sails([(lat - 0.08, lon + east)], 1.3, dice)
        ship.sails(on, 10, dice)
    world.truths.append(Truth("overtaking", first.mmsi, None, second.mmsi))
