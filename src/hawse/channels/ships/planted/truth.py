"""What is true of made-up traffic, and how much of it receivers could tell."""

import itertools
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from hawse.channels.ships.planted.reception import Hole
from hawse.channels.ships.planted.world import HOUR, Fix, Ship

LIES_DEGREES: Final = 0.02
SEEN_LYING: Final = timedelta(hours=3)
NOT_TOLD: Final = {"undeclared"}


@dataclass(frozen=True)
class Truth:
    """What is true of one scenario.

    ``outcome`` is that of the first departure; ``span`` and ``spot`` say when and where ships met,
    or one fell silent; ``heard`` is false where the traffic that was heard decides nothing.
    """

    kind: str
    mmsi: int
    outcome: str | None = None
    partner: int | None = None
    span: tuple[datetime, datetime] | None = None
    spot: Fix | None = None
    heard: bool = True


@dataclass
class World:
    """Everything planted: ships (one entry a hull), holes in reception, what was heard, the truth, IMO numbers."""  # noqa: E501 - a sentence in one piece

    ships: list[Ship] = field(default_factory=list)
    holes: list[Hole] = field(default_factory=list)
    truths: list[Truth] = field(default_factory=list)
    heard: list[list[bool]] = field(default_factory=list)
    numbers: set[int] = field(default_factory=set)

    def number(self) -> int:
        """Give the number of the next ship."""
        return len(self.ships) + 1


def as_heard(truth: Truth, ships: dict[int, tuple[Ship, list[bool]]]) -> Truth:
    """Say what receivers could tell of a scenario.

    Where the ship was not heard at rest in its last port the track cannot tell; where it was heard
    there for less than three hours, either answer is fair and none is asked. Where it was not
    heard for so long in the first port, or not after it typed its destination, there is no
    departure to judge; where it was heard on less than half of its way, nothing is asked.
    """
    ship, heard = ships[truth.mmsi]
    if truth.span is not None:
        alone = truth.partner is None or truth.kind == "one_sided"
        pair = (truth.mmsi,) if alone else (truth.mmsi, truth.partner or 0)
        return replace(truth, heard=all(_watched(*ships[m], *truth.span) for m in pair))
    if truth.outcome is None:
        return truth
    first, last = ship.fixes[0], ship.fixes[-1]
    at_last = [f.at for f, h in zip(ship.fixes, heard, strict=True) if h and _beside(f, last)]
    blind = len(at_last) <= 1 or _beside(first, last)
    seen = not blind and at_last[-1] - at_last[0] >= SEEN_LYING and len(at_last) > 2  # noqa: PLR2004 - a start, an end, and one between
    way = [
        h
        for f, h in zip(ship.fixes, heard, strict=True)
        if not (_beside(f, first) or _beside(f, last))
    ]
    half = sum(way) * 2 >= len(way)
    typed = max(at for at, _, _ in ship.texts)
    at_first = [f.at for f, h in zip(ship.fixes, heard, strict=True) if h and _beside(f, first)]
    left = len(at_first) > 2 and at_first[-1] - at_first[0] >= SEEN_LYING  # noqa: PLR2004 - as above
    said = bool(at_first) and at_first[-1] >= typed
    if truth.outcome == "not_observable":
        return replace(truth, heard=left and said)
    untold = truth.outcome if truth.outcome in NOT_TOLD else "not_observable"
    return replace(
        truth,
        outcome=untold if blind else truth.outcome,
        heard=left and (said or truth.kind == "changed") and (blind or (seen and half)),
    )


def _beside(one: Fix, other: Fix) -> bool:
    return abs(one.lat - other.lat) < LIES_DEGREES and abs(one.lon - other.lon) < LIES_DEGREES


def _watched(ship: Ship, heard: list[bool], start: datetime, end: datetime) -> bool:
    """Say whether a ship was heard for two thirds of a span, without a hole of four hours."""
    within = [f.at for f, h in zip(ship.fixes, heard, strict=True) if h and start <= f.at <= end]
    if not within:
        return False
    steps = [start, *within, end]
    longest = max(b - a for a, b in itertools.pairwise(steps))
    return within[-1] - within[0] >= (end - start) * 2 / 3 and longest <= 4 * HOUR
