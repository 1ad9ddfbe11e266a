"""A made-up season at sea: ships that sail, lie and fall silent over real ports, and who hears them."""  # noqa: E501 - a sentence in one piece

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import Final

import searoute

from hawse.channels.ships.observe.harbours import km
from hawse.channels.ships.places.gazetteer import gazetteer
from hawse.channels.ships.planted.encode import position, sentences, static

HOUR: Final = timedelta(hours=1)
KM_PER_NM: Final = 1.852
Point = tuple[float, float]
NOISE: Final = 0.0004
"""Degrees by which a position strays, about 40 m."""


@dataclass(frozen=True)
class Fix:
    """One position as it was sent."""

    at: datetime
    lat: float
    lon: float
    speed_kn: float
    course: float


@dataclass(frozen=True)
class Hole:
    """A region in which nothing is heard for a while."""

    south: float
    north: float
    west: float
    east: float
    start: datetime
    end: datetime

    def covers(self, fix: Fix) -> bool:
        """Say whether a position falls into it."""
        return (
            self.start <= fix.at < self.end
            and self.south <= fix.lat <= self.north
            and self.west <= fix.lon <= self.east
        )


@dataclass
class Ship:
    """A made-up ship, where it goes from leg to leg, and what it says of itself."""

    mmsi: int
    imo: int
    name: str
    step: timedelta
    now: datetime
    here: Point
    draught_m: float = 5.0
    destination: str = ""
    fixes: list[Fix] = field(default_factory=list)
    texts: list[tuple[datetime, str, float]] = field(default_factory=list)

    def says(self, destination: str, draught_m: float | None = None) -> None:
        """Type a destination, and a draught if it changed."""
        self.destination = destination
        self.draught_m = draught_m or self.draught_m
        self.texts.append((self.now, destination, self.draught_m))

    def lies(self, hours: float, dice: Random, *, silent: bool = False) -> None:
        """Lie where it is."""
        end = self.now + hours * HOUR
        while self.now < end:
            if not silent:
                speed = round(abs(dice.gauss(0, 0.1)), 1)
                self.fixes.append(
                    Fix(self.now, *_strayed(self.here, dice), speed, dice.uniform(0, 359))
                )
            self.now += self.step * dice.uniform(0.7, 1.3)
        self.now = max(end, self.now)

    def sails(
        self, points: list[Point], knots: float, dice: Random, *, silent: bool = False
    ) -> None:
        """Sail along points."""
        for goal in points:
            far = km(*self.here, *goal)
            if far < 0.1:  # noqa: PLR2004 - the number is said beside it
                continue
            hours = far / KM_PER_NM / knots
            start, begun = self.here, self.now
            east = math.cos(math.radians((goal[0] + start[0]) / 2)) * (goal[1] - start[1])
            course = math.degrees(math.atan2(east, goal[0] - start[0])) % 360
            while self.now < begun + hours * HOUR:
                part = (self.now - begun) / HOUR / hours
                there = (
                    start[0] + (goal[0] - start[0]) * part,
                    start[1] + (goal[1] - start[1]) * part,
                )
                if not silent:
                    self.fixes.append(Fix(self.now, *_strayed(there, dice), knots, course))
                self.now += self.step * dice.uniform(0.7, 1.3)
            self.here = goal
            self.now = max(self.now, begun + hours * HOUR)


def _strayed(point: Point, dice: Random) -> Point:
    return point[0] + dice.gauss(0, NOISE), point[1] + dice.gauss(0, NOISE)


def port(code: str) -> Point:
    """Give a port's place."""
    place = gazetteer().codes[code]
    return place.lat, place.lon


@cache
def way(one: str, other: str) -> tuple[Point, ...]:
    """Give the points of the way by sea between two ports, the second port last."""
    (a, b), (c, d) = port(one), port(other)
    line = searoute.searoute([b, a], [d, c])["geometry"]["coordinates"]
    middle = [
        (lat, lon)
        for lon, lat in line
        if km(lat, lon, a, b) > 15 and km(lat, lon, c, d) > 15  # noqa: PLR2004 - the number is said beside it
    ]
    return (*middle, (c, d))


def halves(points: tuple[Point, ...], start: Point) -> tuple[list[Point], list[Point]]:
    """Cut a way in its middle."""
    whole = [start, *points]
    lengths = [km(*a, *b) for a, b in itertools.pairwise(whole)]
    goal: list[Point] = []
    left = sum(lengths) / 2
    for n, long in enumerate(lengths):
        if left <= long:
            part = left / long if long else 0.0
            a, b = whole[n], whole[n + 1]
            cut = (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part)
            return [*goal, cut], list(points[n:])
        left -= long
        goal.append(whole[n + 1])
    return goal, []


def sound_imo(dice: Random, *, sound: bool) -> int:
    """Make an IMO number whose check digit holds, or does not."""
    digits = dice.randrange(500_000, 990_000)
    check = sum(int(c) * w for c, w in zip(str(digits), range(7, 1, -1), strict=True)) % 10
    return digits * 10 + (check if sound else (check + dice.randrange(1, 10)) % 10)


def written(
    ships: list[Ship], holes: list[Hole], dice: Random, *, lost: float = 0.05
) -> Iterator[str]:
    """Yield the sentences that were heard, in order of time.

    A twentieth of all messages is lost at random; static messages are sent every six hours while
    the ship's positions are heard.
    """
    heard: list[tuple[datetime, int, str]] = []
    for n, ship in enumerate(ships):
        told = ship.now - 10**6 * HOUR
        for fix in ship.fixes:
            if any(hole.covers(fix) for hole in holes) or dice.random() < lost:
                continue
            payload = position(
                ship.mmsi, fix.lat, fix.lon, fix.speed_kn, fix.course, fix.at.second
            )
            heard.append((fix.at, n, payload))
            spoken = [t for t in ship.texts if t[0] <= fix.at]
            if spoken and (fix.at - told >= 6 * HOUR or spoken[-1][0] > told):
                told = fix.at
                text = static(
                    ship.mmsi,
                    ship.imo,
                    ship.name,
                    f"P{n % 9999:04d}",
                    spoken[-1][2],
                    spoken[-1][1],
                )
                heard.append((fix.at, n, text))
    heard.sort(key=lambda h: (h[0], h[1], h[2]))
    for sequence, (at, _, payload) in enumerate(heard):
        yield from sentences(payload, at, "planted", sequence)
