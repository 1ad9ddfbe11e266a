"""Scenarios of numbers and names: two hulls of one MMSI, one after the other, and one hull renamed."""  # noqa: E501 - a sentence in one piece

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Final

from hawse.channels.ships.planted.legs import PORTS, TEXTS, other, unlike, voyage
from hawse.channels.ships.planted.truth import Truth, World
from hawse.channels.ships.planted.world import HOUR, Ship, port, way

SECOND: Final = (("JPKIJ", "JPMOJ"), ("CNTAO", "CNDLC"), ("SGSIN", "HKHKG"), ("KRPUS", "JPKIJ"))


def shared(world: World, dice: Random) -> None:
    """Send one MMSI from two hulls at the same time, in the same sea or far apart."""
    one = voyage(world, dice, "KP", dice.choice(PORTS["KR"]), "BUSAN", "", "shared")
    world.truths[-1] = Truth("shared", one.mmsi)
    two, goal = dice.choice(SECOND[:3])
    step = timedelta(minutes=dice.uniform(5, 60))
    begun = one.fixes[0].at + dice.uniform(-20, 20) * HOUR
    double = Ship(one.mmsi, one.imo, one.name, step, begun, port(two), weak=one.weak)
    double.call, double.size_m = one.call, one.size_m
    double.lies(dice.uniform(5, 30), dice)
    double.sails(list(way(two, goal)), dice.uniform(8, 12), dice)
    double.lies(dice.uniform(5, 30), dice)
    world.ships.append(double)


def handed_on(world: World, dice: Random) -> None:
    """Hand an MMSI on: one hull has done with it, and hours or weeks later another sends it."""
    goal = other(dice)
    flag = dice.choice(("KP", "PA", "CN"))
    one = voyage(world, dice, flag, goal, dice.choice(TEXTS[goal]), "", "handed_on")
    world.truths[-1] = Truth("handed_on", one.mmsi)
    start, end = dice.choice((*SECOND, (goal, "KRPUS" if goal != "KRPUS" else "CNDLC")))
    after = dice.choice((dice.uniform(2, 12), dice.uniform(24, 24 * 20)))
    imo = 0 if dice.random() < 0.2 else unlike(world, dice, sound=True)  # noqa: PLR2004 - one of five sends none
    two = Ship(
        one.mmsi, imo, f"SECOND {world.number()}", one.step, one.now + after * HOUR, port(start)
    )
    two.call, two.weak, two.kind = f"S{world.number() % 9999:04d}", one.weak, 70
    two.size_m = one.size_m[0] + dice.randrange(25, 80), one.size_m[1] + dice.randrange(0, 9)
    two.says(end)
    two.lies(dice.uniform(5, 30), dice)
    two.sails(list(way(start, end)), dice.uniform(8, 12), dice)
    two.lies(dice.uniform(5, 30), dice)
    world.ships.append(two)


def renamed(world: World, dice: Random) -> None:
    """Go on under another name and call sign, after days in port or from one hour to the next.

    The hull is the same. One in three also sends another IMO number, without a silence; one in
    three had its size corrected.
    """
    goal = dice.choice(PORTS["KR"] + PORTS["CN"])
    one = voyage(world, dice, "PA", goal, dice.choice(TEXTS[goal]), "", "renamed")
    world.truths[-1] = Truth("renamed", one.mmsi)
    how = dice.randrange(3)
    two = replace(
        one, fixes=[], texts=[], silent=[], name=f"RENAMED {world.number()}",
        call=f"R{world.number() % 9999:04d}", here=one.here,
    )  # fmt: skip
    if how == 1:
        two.imo = unlike(world, dice, sound=True)
    else:
        two.now += dice.uniform(1, 6) * 24 * HOUR
    if how == 2:  # noqa: PLR2004 - one of three
        two.size_m = one.size_m[0] + dice.randrange(11, 30), one.size_m[1]
    back = dice.choice(PORTS["JP"])
    two.says(dice.choice(TEXTS[back]))
    two.lies(dice.uniform(5, 30), dice)
    two.sails(list(way(goal, back)), dice.uniform(8, 12), dice)
    two.lies(dice.uniform(5, 30), dice)
    world.ships.append(two)
