"""Scenarios with a known truth: who went home, who could not be watched, who met whom.

    python -m hawse.channels.ships.planted.scenarios DIR [--scenarios 1000] [--seed 1]

Writes ``traffic.nmea`` (AIS with receive times) and, apart from it, ``truth.jsonl``: a line for
each scenario, and one for each span in which a ship sent nothing.
"""

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Final

from hawse.channels.ships.planted import legs, papers, silent, together
from hawse.channels.ships.planted.reception import ears, written
from hawse.channels.ships.planted.truth import World, as_heard
from hawse.channels.ships.planted.world import Ship

KINDS: Final[tuple[tuple[Callable[[World, Random], None], int], ...]] = (
    (legs.home, 18),
    (legs.kept, 10),
    (legs.jammed, 2),
    (legs.diverted, 7),
    (legs.borrowed, 2),
    (legs.changed, 4),
    (legs.stale, 4),
    (legs.weather, 4),
    (legs.shelter, 4),
    (legs.hidden, 8),
    (silent.dark, 6),
    (silent.hole, 6),
    (together.meeting, 32),
    (together.beside, 4),
    (together.roads, 1),
    (together.fleet, 1),
    (together.tow, 2),
    (together.bunkering, 2),
    (together.overtaking, 2),
    (papers.shared, 3),
    (papers.handed_on, 4),
    (papers.renamed, 2),
)
"""Kinds of scenario and how many of a round of 128 are of each."""


def planted(count: int, seed: int) -> World:
    """Plant ``count`` scenarios and say what was heard of them; the same seed plants the same."""
    dice = Random(seed)  # noqa: S311 - a fixed order, nothing secret
    world = World()
    makers = [maker for maker, many in KINDS for _ in range(many)]
    for n in range(count):
        makers[n * 37 % len(makers)](world, dice)
    for _ in range(max(60, count // 10)):
        silent.passes(world, dice)
    for _ in range(max(8, count // 25)):
        silent.outage(world, dice)
    world.heard = ears(world.ships, world.holes, dice)
    ships: dict[int, tuple[Ship, list[bool]]] = {}
    for ship, heard in zip(world.ships, world.heard, strict=True):
        ships.setdefault(ship.mmsi, (ship, heard))
    world.truths = [as_heard(t, ships) for t in world.truths]
    return world


def scenarios(world: World) -> Iterator[dict[str, object]]:
    """Yield the truth as plain rows, to be written apart from the traffic."""
    for t in world.truths:
        yield {
            "kind": t.kind,
            "mmsi": t.mmsi,
            "outcome": t.outcome,
            "partner": t.partner,
            "span": [at.isoformat() for at in t.span] if t.span else None,
            "heard": t.heard,
        }
    for ship in world.ships:
        for start, end in ship.silent:
            span = [start.isoformat(), end.isoformat()]
            yield {"kind": "sent_nothing", "mmsi": ship.mmsi, "span": span}


def write(folder: Path, world: World) -> None:
    """Write the traffic and, apart from it, the truth."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "traffic.nmea").open("w", encoding="ascii", newline="\n") as file:
        file.writelines(f"{line}\n" for line in written(world.ships, world.heard))
    with (folder / "truth.jsonl").open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(row) + "\n" for row in scenarios(world))


def main() -> None:
    """Plant and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scenarios", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    write(asked.folder, planted(asked.scenarios, asked.seed))


if __name__ == "__main__":
    main()
