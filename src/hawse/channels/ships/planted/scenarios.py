"""Scenarios with a known truth: who went home, who could not be watched, who met whom."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final

from hawse.channels.ships.planted.world import (
    HOUR,
    Fix,
    Hole,
    Point,
    Ship,
    halves,
    port,
    sound_imo,
    way,
)

START: Final = datetime(2017, 4, 1, tzinfo=UTC)
SEASON_DAYS: Final = 90
BAD_IMO: Final = 0.07
LIES_DEGREES: Final = 0.02
LOADS: Final = ("RUVVO", "RUNJK", "RUVYP")
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
KINDS: Final = (
    ("home", 20),
    ("kept", 16),
    ("diverted", 8),
    ("changed", 6),
    ("stale", 6),
    ("weather", 6),
    ("hidden", 12),
    ("dark", 8),
    ("hole", 8),
    ("meeting", 6),
    ("beside", 4),
    ("shared", 4),
)
"""Kinds of scenario and how many of a hundred are of each."""


@dataclass(frozen=True)
class Truth:
    """What is true of one scenario."""

    kind: str
    mmsi: int
    outcome: str | None = None
    partner: int | None = None
    silent: tuple[datetime, datetime] | None = None
    spot: Fix | None = None
    heard: bool = True


@dataclass
class World:
    """Everything planted: ships (one entry a hull), holes in reception, and the truth."""

    ships: list[Ship] = field(default_factory=list)
    holes: list[Hole] = field(default_factory=list)
    truths: list[Truth] = field(default_factory=list)


def planted(count: int, seed: int) -> World:
    """Plant ``count`` scenarios; the same seed plants the same."""
    dice = Random(seed)  # noqa: S311 - a fixed order, nothing secret
    world = World()
    kinds = [kind for kind, many in KINDS for _ in range(many)]
    for n in range(count):
        _MAKERS[kinds[n % len(kinds)]](world, n, dice)
    for n in range(max(60, count // 12)):
        _passes(world, count * 2 + n, dice)
    world.truths = [_as_heard(t, world) for t in world.truths]
    return world


def _as_heard(truth: Truth, world: World) -> Truth:
    """Say what receivers could tell: whether the place of it was heard, and both ends of the voyage.

    Where the ship was not heard in its last port the truth is that the track cannot tell. Where it
    was not heard in the first port, or not after it typed its destination, there is no departure
    to judge; where it was heard for less than half of its way, nothing is asked.
    """  # noqa: E501 - a sentence in one piece
    if truth.spot is not None and truth.silent is not None:
        (start, end), spot = truth.silent, truth.spot
        away = any(
            hole.start < end
            and start < hole.end
            and hole.covers(replace(spot, at=max(start, hole.start)))
            for hole in world.holes
        )
        return replace(truth, heard=not away)
    if truth.outcome is None:
        return truth
    ship = next(s for s in world.ships if s.mmsi == truth.mmsi)
    heard = [not any(hole.covers(fix) for hole in world.holes) for fix in ship.fixes]
    first, last = ship.fixes[0], ship.fixes[-1]
    blind = not _rests(ship, heard, last)
    way = [
        h
        for f, h in zip(ship.fixes, heard, strict=True)
        if not (_beside(f, first) or _beside(f, last))
    ]
    half = sum(heard if blind else way) * 2 >= len(heard if blind else way)
    told = "undeclared" if truth.outcome == "undeclared" else "not_observable"
    typed = max(at for at, _, _ in ship.texts)
    said = any(
        h and f.at >= typed for f, h in zip(ship.fixes, heard, strict=True) if _beside(f, first)
    )
    return replace(
        truth,
        outcome=told if blind else truth.outcome,
        heard=_rests(ship, heard, first) and (blind or half) and (said or truth.kind == "changed"),
    )


def _beside(one: Fix, other: Fix) -> bool:
    return abs(one.lat - other.lat) < LIES_DEGREES and abs(one.lon - other.lon) < LIES_DEGREES


def _rests(ship: Ship, heard: list[bool], side: Fix) -> bool:
    """Say whether a ship was heard for three hours or more where it lay first, or last."""
    near = [f.at for f, h in zip(ship.fixes, heard, strict=True) if h and _beside(f, side)]
    return len(near) > 2 and max(near) - min(near) >= 3 * HOUR  # noqa: PLR2004 - the number is said beside it


def _ship(n: int, flag: str, dice: Random, at: str) -> Ship:
    mmsi = dice.choice(MIDS[flag]) * 1_000_000 + n
    bad = dice.random() < BAD_IMO
    step = timedelta(minutes=dice.uniform(5, 60))
    start = START + dice.uniform(1, SEASON_DAYS) * 24 * HOUR
    ship = Ship(mmsi, sound_imo(dice, sound=not bad), f"PLANTED {n}", step, start, port(at))
    ship.says(dice.choice(("FOR ORDERS", at, "")))
    return ship


def _loads(ship: Ship, dice: Random, text: str) -> None:
    ship.lies(dice.uniform(10, 40), dice)
    if text:
        ship.says(text, round(ship.draught_m + dice.uniform(0.0, 1.5), 1))
    ship.lies(dice.uniform(2, 8), dice)


def _other(dice: Random, *without: str) -> str:
    return dice.choice([p for land, ports in PORTS.items() if land not in without for p in ports])


def _voyage(  # noqa: PLR0917 - each argument is one thing of the row
    world: World, n: int, dice: Random, flag: str, goal: str, text: str, outcome: str, kind: str
) -> Ship:
    start = dice.choice(LOADS)
    ship = _ship(n, flag, dice, start)
    _loads(ship, dice, text)
    ship.sails(list(way(start, goal)), dice.uniform(8, 13), dice)
    ship.lies(dice.uniform(8, 40), dice)
    world.ships.append(ship)
    world.truths.append(Truth(kind, ship.mmsi, outcome))
    return ship


def _home(world: World, n: int, dice: Random) -> None:
    flag = dice.choice(("KP", "KP", "KP", "CN", "KR"))
    goal = dice.choice(PORTS[flag])
    declared = _other(dice, flag)
    _voyage(world, n, dice, flag, goal, dice.choice(TEXTS[declared]), "returned_home", "home")


def _kept(world: World, n: int, dice: Random) -> None:
    flag = dice.choice(("KP", "KR", "CN", "PA", "RU"))
    goal = _other(dice)
    _voyage(world, n, dice, flag, goal, dice.choice(TEXTS[goal]), "kept", "kept")


def _diverted(world: World, n: int, dice: Random) -> None:
    land = dice.choice(("KR", "CN", "JP"))
    declared = dice.choice(PORTS[land])
    goal = _other(dice, land)
    _voyage(world, n, dice, "PA", goal, dice.choice(TEXTS[declared]), "diverted", "diverted")


def _changed(world: World, n: int, dice: Random) -> None:
    """Change the destination openly on the way: an honest diversion."""
    land = dice.choice(("KR", "CN"))
    first, goal, start = dice.choice(PORTS[land]), _other(dice, land), dice.choice(LOADS)
    ship = _ship(n, dice.choice(("PA", "KP")), dice, start)
    _loads(ship, dice, dice.choice(TEXTS[first]))
    out, on = halves(way(start, goal), port(start))
    ship.sails(out, 11, dice)
    ship.says(dice.choice(TEXTS[goal]))
    ship.sails(on, 11, dice)
    ship.lies(20, dice)
    world.ships.append(ship)
    world.truths.append(Truth("changed", ship.mmsi, "kept"))


def _stale(world: World, n: int, dice: Random) -> None:
    """Leave the text of the voyage before, which names the port just left."""
    start, goal = dice.choice(LOADS), _other(dice)
    ship = _ship(n, "KP", dice, start)
    ship.texts[-1] = (ship.now, start, ship.draught_m)
    _loads(ship, dice, "")
    ship.sails(list(way(start, goal)), 11, dice)
    ship.lies(20, dice)
    world.ships.append(ship)
    world.truths.append(Truth("stale", ship.mmsi, "undeclared"))


def _weather(world: World, n: int, dice: Random) -> None:
    """Wait for weather at sea, then go where declared."""
    goal, start = _other(dice), dice.choice(LOADS)
    ship = _ship(n, dice.choice(("KP", "PA")), dice, start)
    _loads(ship, dice, dice.choice(TEXTS[goal]))
    out, on = halves(way(start, goal), port(start))
    ship.sails(out, 11, dice)
    ship.lies(dice.uniform(12, 30), dice)
    ship.sails(on, 11, dice)
    ship.lies(20, dice)
    world.ships.append(ship)
    world.truths.append(Truth("weather", ship.mmsi, "kept"))


def _hidden(world: World, n: int, dice: Random) -> None:
    """Go where declared, or straight home, unseen either way: the track cannot tell."""
    start, home = dice.choice(LOADS), dice.choice(PORTS["KP"])
    declared = dice.choice(PORTS["KR"][:2])
    ship = _ship(n, "KP", dice, start)
    _loads(ship, dice, dice.choice(TEXTS[declared]))
    out, _ = halves(way(start, declared), port(start))
    ship.sails(out[:1], 11, dice)
    ship.lies(dice.uniform(100, 240), dice, silent=True)
    if dice.random() < 0.7:  # noqa: PLR2004 - the number is said beside it
        ship.here = port(home)
        ship.lies(20, dice)
    world.ships.append(ship)
    world.truths.append(Truth("hidden", ship.mmsi, "not_observable"))


def _silent(world: World, n: int, dice: Random, kind: str) -> tuple[Ship, Point]:
    goal, start = dice.choice(PORTS["KR"][:2] + PORTS["JP"][:1]), dice.choice(LOADS)
    ship = _ship(n, dice.choice(("KP", "PA")), dice, start)
    _loads(ship, dice, dice.choice(TEXTS[goal]))
    out, on = halves(way(start, goal), port(start))
    ship.sails(out, 11, dice)
    there, begun = ship.here, ship.now
    ship.lies(dice.uniform(14, 40), dice, silent=kind == "dark")
    spot = Fix(begun, *there, 0.0, 0.0) if kind == "dark" else None
    world.truths.append(Truth(kind, ship.mmsi, None, silent=(begun, ship.now), spot=spot))
    ship.sails(on, 11, dice)
    ship.lies(20, dice)
    world.ships.append(ship)
    return ship, there


def _dark(world: World, n: int, dice: Random) -> None:
    """Switch off at sea, where others are heard."""
    _silent(world, n, dice, "dark")


def _hole(world: World, n: int, dice: Random) -> None:
    """Lie where nobody is heard for a while."""
    _, (lat, lon) = _silent(world, n, dice, "hole")
    start, end = world.truths[-1].silent or (START, START)
    high, wide = dice.uniform(2.2, 4), dice.uniform(2.2, 4)
    world.holes.append(Hole(lat - high, lat + high, lon - wide, lon + wide, start, end))


def _meeting(
    world: World, n: int, dice: Random, apart_km: float = 0.15, kind: str = "meeting"
) -> None:
    """Meet another ship at sea, side by side."""
    start, goal = dice.choice(LOADS), dice.choice(PORTS["KR"][:2])
    one = _ship(n, "KP", dice, start)
    _loads(one, dice, dice.choice(TEXTS[goal]))
    out, on = halves(way(start, goal), port(start))
    spot = (out[-1][0] + dice.uniform(-0.8, 0.8), out[-1][1] + dice.uniform(-0.3, 0.8))
    one.sails([*out[:-1], spot], 11, dice)
    other = _ship(n + 500_000, "PA", dice, goal)
    hours = dice.uniform(4, 11)
    other.here = (spot[0] + 1.2, spot[1] + 0.4)
    other.now = one.now - 8 * HOUR
    other.sails([(spot[0], spot[1] + apart_km / 85.0)], 11, dice)
    met = max(one.now, other.now)
    for ship in (one, other):
        ship.lies(hours, dice)
    one.sails(on, 11, dice)
    one.lies(15, dice)
    other.sails([(spot[0] + 1.2, spot[1] + 0.4)], 11, dice)
    world.ships += [one, other]
    world.truths.append(
        Truth(
            kind, one.mmsi, None, other.mmsi, (met, met + hours * HOUR), Fix(met, *spot, 0.0, 0.0)
        )
    )


def _waits_beside(world: World, n: int, dice: Random) -> None:
    """Wait some kilometres from another ship: no meeting."""
    _meeting(world, n, dice, dice.uniform(2.5, 8), "beside")


def _shared(world: World, n: int, dice: Random) -> None:
    """Send one MMSI from two hulls far apart at the same time."""
    one = _voyage(world, n, dice, "KP", dice.choice(PORTS["KR"]), "BUSAN", "", "shared")
    world.truths[-1] = Truth("shared", one.mmsi)
    other = Ship(
        one.mmsi,
        one.imo,
        one.name,
        timedelta(minutes=dice.uniform(5, 60)),
        one.fixes[0].at,
        port("SGSIN"),
    )
    other.lies(12, dice)
    other.sails([(4.0, 105.5), (9.0, 109.0)], 11, dice)
    world.ships.append(other)


def _passes(world: World, n: int, dice: Random) -> None:
    """Sail to and fro between two ports all season: the traffic that others are heard by."""
    flag = dice.choice(("KR", "JP", "CN", "PA"))
    a, b = dice.choice(
        (("RUVVO", "KRPUS"), ("RUNJK", "JPKIJ"), ("RUVYP", "KRUSN"), ("RUVVO", "JPMOJ"))
    )
    ship = _ship(n, flag, dice, a)
    ship.now = START + dice.uniform(0, 120) * HOUR
    ship.step = timedelta(minutes=dice.uniform(20, 60))
    ship.texts.clear()
    while ship.now < START + (SEASON_DAYS + 20) * 24 * HOUR:
        for one, other in ((a, b), (b, a)):
            ship.says(dice.choice(TEXTS[other]) if other in TEXTS else other)
            ship.sails(list(way(one, other)), dice.uniform(9, 13), dice)
            ship.lies(dice.uniform(10, 30), dice)
    world.ships.append(ship)


_MAKERS: Final = {
    "home": _home,
    "kept": _kept,
    "diverted": _diverted,
    "changed": _changed,
    "stale": _stale,
    "weather": _weather,
    "hidden": _hidden,
    "dark": _dark,
    "hole": _hole,
    "meeting": _meeting,
    "beside": _waits_beside,
    "shared": _shared,
}


def scenarios(world: World) -> Iterator[dict[str, object]]:
    """Yield the truth as plain rows, to be written apart from the traffic."""
    for t in world.truths:
        silent = [at.isoformat() for at in t.silent] if t.silent else None
        yield {
            "kind": t.kind,
            "mmsi": t.mmsi,
            "outcome": t.outcome,
            "partner": t.partner,
            "silent": silent,
            "heard": t.heard,
        }
