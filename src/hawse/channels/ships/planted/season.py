"""The demo's season of made-up traffic: forty ships leave Russia's Far East, eight go home.

    python -m hawse.channels.ships.planted.season DIR

Writes ``traffic.nmea.gz`` (AIS with receive times), ``declarations.csv`` (what was declared to a
port authority) and ``truth.csv``. Names are fictional and every IMO number fails its check digit.
"""

import csv
import gzip
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Final

from hawse.channels.ships.planted.reception import ears, written
from hawse.channels.ships.planted.world import HOUR, Ship, halves, port, sound_imo, way

SEED: Final = 2017
START: Final = datetime(2017, 3, 6, tzinfo=UTC)
LOADS: Final = ("RUVVO", "RUNJK")
HOMES: Final = ("KPSON", "KPCHO", "KPHGM", "KPRJN")
AWAY: Final = ("KRPUS", "KRUSN", "CNDLC", "CNTAO")
MIDS: Final = {"home": 445, "kept": 445, "KR": 440, "CN": 412, "PA": 355}
FIRST: Final = [
    "AMBER",
    "BRISK",
    "CINDER",
    "DAWN",
    "EMBER",
    "FALLOW",
    "GLEAM",
    "HARBOR",
    "IVORY",
    "JUNIPER",
    "KESTREL",
    "LARK",
    "MARSH",
    "NIMBLE",
    "OAKEN",
    "PALE",
]
SECOND: Final = ["GULL", "HERON", "PETREL", "TERN", "AUK"]
NAMES: Final = {
    "KRPUS": "Busan",
    "KRUSN": "Ulsan",
    "CNDLC": "Dalian",
    "CNTAO": "Qingdao",
    "KPSON": "Kimchaek",
    "KPCHO": "Chongjin",
    "KPHGM": "Hungnam",
    "KPRJN": "Rajin",
    "RUVVO": "Vladivostok",
    "RUNJK": "Nakhodka",
}
Line = dict[str, str]


def season(seed: int = SEED) -> tuple[list[Ship], list[Line], list[Line]]:
    """Make the ships, the declarations and the truth: eight go home, one is not to be seen."""
    dice = Random(seed)  # noqa: S311 - a fixed order, nothing secret
    ships: list[Ship] = []
    declared: list[Line] = []
    truth: list[Line] = []
    for n in range(40):
        kind = _kind(n)
        flag = "home" if n < 12 else ("KR", "CN", "PA")[n % 3]  # noqa: PLR2004 - the number is said beside it
        start = LOADS[n % 2]
        goal = HOMES[n % 4] if kind in {"home", "honest_home"} else AWAY[n % 4]
        said = AWAY[n % 4] if kind == "home" else goal
        ship = Ship(
            MIDS[flag] * 1_000_000 + 700_000 + n,
            sound_imo(dice, sound=False),
            f"{FIRST[n % len(FIRST)]} {SECOND[n % len(SECOND)]}",
            timedelta(minutes=110),
            START + timedelta(days=dice.uniform(0, 110)),
            port(start),
        )
        ship.says("", round(dice.uniform(3.0, 4.0), 1))
        ship.lies(30, dice)
        declared.append(_declaration(ship, start, said))
        ship.says("", round(ship.draught_m + dice.uniform(0.8, 1.6), 1))
        ship.lies(8, dice)
        _goes(ship, kind, start, goal, dice)
        ships.append(ship)
        truth.append(
            {
                "mmsi": str(ship.mmsi),
                "kind": kind,
                "from": start,
                "declared": said,
                "to": "" if kind == "hidden" else goal,
            }
        )
    return ships, declared, truth


def _kind(n: int) -> str:
    """Give what becomes of the ship with this number: eight go home, one is not seen again."""
    for last, kind in ((8, "home"), (9, "hidden"), (12, "honest_home"), (15, "weather")):
        if n < last:
            return kind
    return "kept"


def _goes(ship: Ship, kind: str, start: str, goal: str, dice: Random) -> None:
    out, on = halves(way(start, goal), port(start))
    ship.sails(out, 10, dice)
    if kind == "weather":
        ship.lies(20, dice)
    if kind != "hidden":
        ship.sails(on, 10, dice)
        ship.lies(40, dice)


def _declaration(ship: Ship, start: str, said: str) -> Line:
    return {
        "ship": f"mmsi:{ship.mmsi}",
        "declared_at": (ship.now - HOUR).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "kind": "port_authority",
        "destination": NAMES[said],
        "from": NAMES[start],
        "cargo": f"diesel fuel, {500 + ship.mmsi % 7 * 200} t",
        "source": "made up for this demo",
    }


def write(folder: Path) -> None:
    """Write the three files; the same seed gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    ships, declared, truth = season()
    text = "\n".join(written(ships, ears(ships, [], Random(SEED + 1)))) + "\n"  # noqa: S311 - a fixed order, nothing secret
    with (
        (folder / "traffic.nmea.gz").open("wb") as raw,
        gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed,
    ):
        packed.write(text.encode())
    for name, rows in (("declarations", declared), ("truth", truth)):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            table.writeheader()
            table.writerows(rows)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
