"""Who hears made-up ships: regions in which nothing, or little, is heard for a while."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Final

from hawse.channels.ships.planted.encode import position, sentences, static
from hawse.channels.ships.planted.world import HOUR, Fix, Ship

STATIC: Final = 6 * HOUR
DEAF: Final = 0.999


@dataclass(frozen=True)
class Hole:
    """A region in which a share of all messages is lost for a while; all of them unless said."""

    south: float
    north: float
    west: float
    east: float
    start: datetime
    end: datetime
    lost: float = 1.0

    def covers(self, fix: Fix) -> bool:
        """Say whether a position falls into it."""
        return (
            self.start <= fix.at < self.end
            and self.south <= fix.lat <= self.north
            and self.west <= fix.lon <= self.east
        )


def switched_off(ship: Ship, hole: Hole, dice: Random) -> None:
    """Let a ship send nothing where and while a hole would have swallowed it, and nobody else.

    What is left of its track is what the same hole in reception would have left; only others
    that are heard there, or are not, tell the two apart.
    """
    kept = []
    before, sends = ship.fixes[0].at, True
    for fix in ship.fixes:
        if hole.covers(fix) and (hole.lost > DEAF or dice.random() < hole.lost):
            sends = False
            ship.unsent.append(fix)
            continue
        if not sends:
            ship.silent.append((before, fix.at))
        before, sends = fix.at, True
        kept.append(fix)
    if not sends:
        ship.silent.append((before, ship.fixes[-1].at))
    ship.fixes = kept


def ears(ships: Iterable[Ship], holes: Iterable[Hole], dice: Random) -> list[list[bool]]:
    """Say for each position of each ship whether it was heard.

    A ship loses its own share of messages wherever it is (``weak``), and a hole takes its share of
    what is left.
    """
    by_day: dict[int, list[Hole]] = {}
    for hole in holes:
        for day in range(hole.start.toordinal(), hole.end.toordinal() + 1):
            by_day.setdefault(day, []).append(hole)
    return [
        [
            not any(
                hole.covers(fix) and (hole.lost > DEAF or dice.random() < hole.lost)
                for hole in by_day.get(fix.at.toordinal(), ())
            )
            and dice.random() >= ship.weak
            for fix in ship.fixes
        ]
        for ship in ships
    ]


def written(ships: list[Ship], heard: list[list[bool]]) -> Iterator[str]:
    """Yield the sentences that were heard, in order of time.

    Static messages are sent every six hours while the ship's positions are heard, and when it
    types something new.
    """
    told: list[tuple[datetime, int, str]] = []
    for n, (ship, mask) in enumerate(zip(ships, heard, strict=True)):
        last, upto, typed = ship.now - 10**6 * HOUR, 0, sorted(ship.texts, key=lambda t: t[0])
        for fix, one in zip(ship.fixes, mask, strict=True):
            if not one:
                continue
            payload = position(
                ship.mmsi, fix.lat, fix.lon, fix.speed_kn, fix.course, fix.at.second
            )
            told.append((fix.at, n, payload))
            while upto < len(typed) and typed[upto][0] <= fix.at:
                upto += 1
            if upto and (fix.at - last >= STATIC or typed[upto - 1][0] > last):
                last = fix.at
                _, text, draught = typed[upto - 1]
                call = ship.call or f"P{n % 9999:04d}"
                papers = ship.mmsi, ship.imo, ship.name, call
                payload = static(*papers, draught, text, ship.kind, ship.size_m)
                told.append((fix.at, n, payload))
    told.sort(key=lambda h: (h[0], h[1], h[2]))
    for sequence, (at, _, payload) in enumerate(told):
        yield from sentences(payload, at, "planted", sequence)
