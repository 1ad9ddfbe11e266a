"""A made-up season at sea: ships that sail, lie, drift and fall silent over real ports."""

import itertools
import math
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import Final

import searoute

from hawse.channels.ships.observe.harbours import km
from hawse.channels.ships.places.gazetteer import gazetteer

HOUR: Final = timedelta(hours=1)
KM_PER_NM: Final = 1.852
KM_PER_DEGREE: Final = 111.2
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
class Rest:
    """How a ship lies: it swings about its anchor, or drifts with wind and current."""

    swing_km: float = 0.0
    north_kn: float = 0.0
    east_kn: float = 0.0


MOORED: Final = Rest()


@dataclass
class Ship:
    """A made-up ship, where it goes from leg to leg, and what it says of itself.

    ``kind`` is its AIS ship type, 0 where it sends none; ``weak`` is the share of its messages
    that is lost wherever it is; ``silent`` are the spans in which it sent nothing, ``unsent`` what
    it would have sent then. Without a ``call`` one is made of its number.
    """

    mmsi: int
    imo: int
    name: str
    step: timedelta
    now: datetime
    here: Point
    draught_m: float = 5.0
    destination: str = ""
    kind: int = 80
    weak: float = 0.05
    call: str = ""
    size_m: tuple[int, int] = (80, 12)
    silent: list[tuple[datetime, datetime]] = field(default_factory=list)
    unsent: list[Fix] = field(default_factory=list)
    fixes: list[Fix] = field(default_factory=list)
    texts: list[tuple[datetime, str, float]] = field(default_factory=list)

    def says(self, destination: str, draught_m: float | None = None) -> None:
        """Type a destination, and a draught if it changed."""
        self.destination = destination
        self.draught_m = draught_m or self.draught_m
        self.texts.append((self.now, destination, self.draught_m))

    def lies(
        self, hours: float, dice: Random, *, silent: bool = False, rest: Rest = MOORED
    ) -> None:
        """Lie where it is, or drift from there."""
        begun, end, origin = self.now, self.now + hours * HOUR, self.here
        drift_kn = math.hypot(rest.north_kn, rest.east_kn)
        swing = dice.uniform(0, 360) if rest.swing_km else 0.0
        while self.now < end:
            swing += dice.uniform(-25, 25) if rest.swing_km else 0.0
            there = _carried(origin, rest, (self.now - begun) / HOUR, swing)
            if not silent:
                speed = round(abs(dice.gauss(drift_kn, 0.1)), 1)
                self.fixes.append(
                    Fix(self.now, *_strayed(there, dice), speed, dice.uniform(0, 359))
                )
            self.now += self.step * dice.uniform(0.7, 1.3)
        self.now = max(end, self.now)
        drift = Rest(0.0, rest.north_kn, rest.east_kn)
        self.here = _carried(origin, drift, (self.now - begun) / HOUR, 0.0)
        if silent:
            self.silent.append((begun, end))

    def sails(
        self, points: list[Point], knots: float, dice: Random, *, silent: bool = False
    ) -> None:
        """Sail along points."""
        set_out = self.now
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
        if silent:
            self.silent.append((set_out, self.now))


def _carried(origin: Point, rest: Rest, hours: float, swing: float) -> Point:
    north = rest.north_kn * KM_PER_NM * hours + rest.swing_km * math.cos(math.radians(swing))
    east = rest.east_kn * KM_PER_NM * hours + rest.swing_km * math.sin(math.radians(swing))
    lat = origin[0] + north / KM_PER_DEGREE
    return lat, origin[1] + east / KM_PER_DEGREE / math.cos(math.radians(origin[0]))


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
