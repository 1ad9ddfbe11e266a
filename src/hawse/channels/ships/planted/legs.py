"""Scenarios of voyages: homes, kept and open changes of mind, storms, and what nobody could watch."""  # noqa: E501 - a sentence in one piece

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final

from hawse.channels.ships.observe.harbours import km
from hawse.channels.ships.places.ports import searoute_ports
from hawse.channels.ships.planted.reception import Hole
from hawse.channels.ships.planted.truth import Truth, World
from hawse.channels.ships.planted.world import (
    HOUR,
    Fix,
    Point,
    Rest,
    Ship,
    halves,
    port,
    sound_imo,
    way,
)

START: Final = datetime(2017, 4, 1, tzinfo=UTC)
SEASON_DAYS: Final = 150
BAD_IMO: Final = 0.07
WEAK: Final = 0.12
CLEAR_KM: Final = 15.0
MOST_TRIES: Final = 50
LOADS: Final = ("RUVVO", "RUNJK", "RUVYP")
LANES: Final = (
    ("RUVVO", "KRPUS"),
    ("RUNJK", "JPKIJ"),
    ("RUVYP", "KRUSN"),
    ("RUVVO", "JPMOJ"),
    ("RUNJK", "CNTAO"),
    ("JPKIJ", "KRPUS"),
)
PORTS: Final = {
    "KP": ("KPCHO", "KPSON", "KPHGM", "KPWON"),
    "KR": ("KRPUS", "KRUSN", "KRINC"),
    "CN": ("CNDLC", "CNTAO", "CNSHA"),
    "JP": ("JPKIJ", "JPMOJ", "JPSMZ"),
}
MIDS: Final = {
    "KP": (445,),
    "KR": (440, 441),
    "CN": (412, 413),
    "JP": (431,),
    "PA": (355, 371),
    "RU": (273,),
}
TEXTS: Final = {
    "KPCHO": ("CHONGJIN", "KP CHO", "KPCHO"),
    "KPSON": ("KIMCHAEK", "SONGJIN"),
    "KPHGM": ("HUNGNAM", "KP HGM"),
    "KPWON": ("WONSAN", "KPWON"),
    "KRPUS": ("BUSAN", "PUSAN", "KR PUS", "KRPUS", "BUSAN KOREA", "RUVVO>KRPUS"),
    "KRUSN": ("ULSAN", "KR USN", "ULSAN, KOREA"),
    "KRINC": ("INCHEON", "INCHON", "KRINC"),
    "CNDLC": ("DALIAN", "CN DLC", "DALIAN CHINA", "DA LIAN"),
    "CNTAO": ("QINGDAO", "CNTAO", "QING DAO"),
    "CNSHA": ("SHANGHAI", "CN SHA", "SHANGHAI ANCH"),
    "JPKIJ": ("NIIGATA", ">JP KIJ"),
    "JPMOJ": ("MOJI", "JP MOJ"),
    "JPSMZ": ("SHIMIZU", "JPSMZ"),
}


def a_ship(world: World, flag: str, dice: Random, at: str, kind: int = 80) -> Ship:
    """Make a ship that lies in a port on some day of the season."""
    n = world.number()
    mmsi = dice.choice(MIDS[flag]) * 1_000_000 + n
    bad = dice.random() < BAD_IMO
    step = timedelta(minutes=dice.uniform(5, 60))
    start = START + dice.uniform(1, SEASON_DAYS) * 24 * HOUR
    imo = unlike(world, dice, sound=not bad)
    weak = dice.uniform(0.3, 0.7) if dice.random() < WEAK else 0.05
    size = dice.randrange(60, 180), dice.randrange(10, 30)
    ship = Ship(
        mmsi, imo, f"PLANTED {n}", step, start, port(at), kind=kind, weak=weak,
        call=f"P{n % 9999:04d}", size_m=size,
    )  # fmt: skip
    ship.says(dice.choice(("FOR ORDERS", at, "")))
    return ship


def unlike(world: World, dice: Random, *, sound: bool) -> int:
    """Make an IMO number that no other planted ship has."""
    while (imo := sound_imo(dice, sound=sound)) in world.numbers:
        pass
    world.numbers.add(imo)
    return imo


def loads(ship: Ship, dice: Random, text: str) -> None:
    """Lie in the first port, and type a destination and a draught towards the end."""
    ship.lies(dice.uniform(10, 40), dice)
    if text:
        ship.says(text, round(ship.draught_m + dice.uniform(0.0, 1.5), 1))
    ship.lies(dice.uniform(2, 8), dice)


def strays(point: Point, dice: Random) -> Point:
    """Give a place some way off: no two ships stop at the very middle of a way."""
    return point[0] + dice.uniform(-0.25, 0.25), point[1] + dice.uniform(-0.25, 0.25)


def at_sea(point: Point, dice: Random) -> Point:
    """Give a place within some degrees that is clear of every port."""
    for _ in range(MOST_TRIES):
        spot = point[0] + dice.uniform(-0.8, 0.8), point[1] + dice.uniform(-0.4, 0.8)
        if all(km(*spot, p.lat, p.lon) > CLEAR_KM for p in searoute_ports()):
            return spot
    return point


def moved(ship: Ship, at: datetime, there: Point) -> None:
    """Begin a ship's season elsewhere and at another time, with what it had typed."""
    ship.texts = [(at - HOUR, text, draught) for _, text, draught in ship.texts]
    ship.now, ship.here = at, there


def drifts(dice: Random) -> Rest:
    """Give a way to lie at sea: at anchor, or adrift at up to a knot."""
    if dice.random() < 0.4:  # noqa: PLR2004 - two of five anchor
        return Rest(swing_km=0.12)
    return Rest(0.0, dice.uniform(-0.7, 0.7), dice.uniform(-0.7, 0.7))


def other(dice: Random, *without: str) -> str:
    """Choose a port of another land."""
    return dice.choice([p for land, ports in PORTS.items() if land not in without for p in ports])


def voyage(  # noqa: PLR0917 - each argument is one thing of the row
    world: World, dice: Random, flag: str, goal: str, text: str, outcome: str, kind: str
) -> Ship:
    """Load, sail, and lie in the port of arrival."""
    start = dice.choice(LOADS)
    ship = a_ship(world, flag, dice, start)
    loads(ship, dice, text)
    ship.sails(list(way(start, goal)), dice.uniform(8, 13), dice)
    ship.lies(dice.uniform(8, 40), dice)
    world.ships.append(ship)
    world.truths.append(Truth(kind, ship.mmsi, outcome))
    return ship


def home(world: World, dice: Random) -> None:
    """Declare another land and go home."""
    flag = dice.choice(("KP", "KP", "KP", "CN", "KR"))
    goal = dice.choice(PORTS[flag])
    declared = other(dice, flag)
    voyage(world, dice, flag, goal, dice.choice(TEXTS[declared]), "returned_home", "home")


def kept(world: World, dice: Random) -> None:
    """Go where declared."""
    flag = dice.choice(("KP", "KR", "CN", "PA", "RU"))
    goal = other(dice)
    voyage(world, dice, flag, goal, dice.choice(TEXTS[goal]), "kept", "kept")


def diverted(world: World, dice: Random) -> None:
    """Go to another land than the one declared, neither being home."""
    land = dice.choice(("KR", "CN", "JP"))
    declared = dice.choice(PORTS[land])
    goal = other(dice, land)
    voyage(world, dice, "PA", goal, dice.choice(TEXTS[declared]), "diverted", "diverted")


def borrowed(world: World, dice: Random) -> None:
    """Go where declared under the IMO number of a ship that is at sea at the same time."""
    goal = other(dice, "KP")
    ship = voyage(
        world, dice, dice.choice(("KP", "PA")), goal, dice.choice(TEXTS[goal]), "kept", "borrowed"
    )
    lender = a_ship(world, dice.choice(("KR", "JP")), dice, "KRPUS")
    moved(lender, ship.fixes[0].at - 20 * HOUR, lender.here)
    lender.imo, lender.weak = ship.imo, 0.05
    for one, two in (("KRPUS", "JPMOJ"), ("JPMOJ", "KRPUS"), ("KRPUS", "JPKIJ")):
        lender.lies(dice.uniform(20, 40), dice)
        lender.says(dice.choice(TEXTS[two]))
        lender.sails(list(way(one, two)), 11, dice)
    lender.lies(20, dice)
    world.ships.append(lender)


def jammed(world: World, dice: Random) -> None:
    """Go where declared, while for some hours the track shows the ship at rest in another port."""
    goal = dice.choice(PORTS["KR"] + PORTS["CN"])
    text = dice.choice(TEXTS[goal])
    ship = voyage(world, dice, dice.choice(("KP", "PA")), goal, text, "kept", "jammed")
    lat, lon = port(dice.choice(PORTS["KP"][:3] if dice.random() < 0.5 else PORTS["JP"]))  # noqa: PLR2004 - every second is at home
    middle = ship.fixes[len(ship.fixes) // 2].at
    end = middle + dice.uniform(2, 8) * HOUR
    for n, fix in enumerate(ship.fixes):
        if middle <= fix.at < end:
            there = lat + dice.gauss(0, 0.005), lon + dice.gauss(0, 0.005)
            ship.fixes[n] = Fix(fix.at, *there, round(abs(dice.gauss(0, 0.3)), 1), 0.0)


def changed(world: World, dice: Random) -> None:
    """Change the destination openly on the way: an honest diversion."""
    land = dice.choice(("KR", "CN"))
    first, goal, start = dice.choice(PORTS[land]), other(dice, land), dice.choice(LOADS)
    ship = a_ship(world, dice.choice(("PA", "KP")), dice, start)
    loads(ship, dice, dice.choice(TEXTS[first]))
    out, on = halves(way(start, goal), port(start))
    ship.sails(out, 11, dice)
    ship.says(dice.choice(TEXTS[goal]))
    ship.sails(on, 11, dice)
    ship.lies(20, dice)
    world.ships.append(ship)
    world.truths.append(Truth("changed", ship.mmsi, "kept"))


def stale(world: World, dice: Random) -> None:
    """Leave the text of the voyage before, which names the port just left."""
    start, goal = dice.choice(LOADS), other(dice)
    ship = a_ship(world, "KP", dice, start)
    ship.texts[-1] = (ship.now, start, ship.draught_m)
    loads(ship, dice, "")
    ship.sails(list(way(start, goal)), 11, dice)
    ship.lies(20, dice)
    world.ships.append(ship)
    world.truths.append(Truth("stale", ship.mmsi, "undeclared"))


def weather(world: World, dice: Random) -> None:
    """Wait for weather at sea, then go where declared."""
    goal, start = other(dice), dice.choice(LOADS)
    ship = a_ship(world, dice.choice(("KP", "PA")), dice, start)
    loads(ship, dice, dice.choice(TEXTS[goal]))
    out, on = halves(way(start, goal), port(start))
    ship.sails([*out[:-1], strays(out[-1], dice)], 11, dice)
    ship.lies(dice.uniform(12, 30), dice, rest=drifts(dice))
    ship.sails(on, 11, dice)
    ship.lies(20, dice)
    world.ships.append(ship)
    world.truths.append(Truth("weather", ship.mmsi, "kept"))


def shelter(world: World, dice: Random) -> None:
    """Shelter or bunker for some hours in a port on the way, at home for half, then go where declared."""  # noqa: E501 - a sentence in one piece
    goal, start = dice.choice(PORTS["CN"] + PORTS["KR"]), dice.choice(LOADS)
    flag = dice.choice(("KP", "KP", "PA"))
    haven = dice.choice(PORTS["KP"][:3])
    ship = a_ship(world, flag, dice, start)
    loads(ship, dice, dice.choice(TEXTS[goal]))
    ship.sails(list(way(start, haven)), 11, dice)
    ship.lies(dice.uniform(5, 20), dice)
    ship.sails(list(way(haven, goal)), 11, dice)
    ship.lies(20, dice)
    world.ships.append(ship)
    world.truths.append(Truth("shelter", ship.mmsi, "kept"))


def hidden(world: World, dice: Random) -> None:
    """Go where declared, or straight home, unseen either way: the track cannot tell.

    Two in three send nothing meanwhile; of the others nothing is heard where they are.
    """
    start, last = dice.choice(LOADS), dice.choice(PORTS["KP"])
    declared = dice.choice(PORTS["KR"][:2])
    ship = a_ship(world, "KP", dice, start)
    loads(ship, dice, dice.choice(TEXTS[declared]))
    out, _ = halves(way(start, declared), port(start))
    dark = dice.random() < 2 / 3
    ship.sails(out[:1] if dark else [*out[:-1], strays(out[-1], dice)], 11, dice)
    begun = ship.now
    ship.lies(dice.uniform(100, 240), dice, silent=dark)
    if not dark:
        (lat, lon), wide = ship.here, dice.uniform(0.4, 1.2)
        world.holes.append(Hole(lat - wide, lat + wide, lon - wide, lon + wide, begun, ship.now))
    if dice.random() < 0.7:  # noqa: PLR2004 - seven of ten are seen again, at home
        ship.here = port(last)
        ship.lies(20, dice)
    world.ships.append(ship)
    world.truths.append(Truth("hidden", ship.mmsi, "not_observable"))
