"""How fast positions become findings, every step counted, and how that grows.

    python -m benchmarks.ships --rows 5000000 [--again 10000000 ...] [--movingpandas PYTHON]
    python -m benchmarks.ships --exponent            # 5, 10, 20 and 40 million rows

Made-up traffic of 2,500 positions a ship is written to the store, and every step of the channel is
run on it by the local engine: legs under way and rests, at sea and in port; a static message for
every 36 positions, as type 5 is sent, with destinations and draughts that change; silences of 5 to
30 hours, two a ship; one ship in twenty-five lies beside another once. Every 400 ships have a sea
of their own of twelve degrees by fourteen with ports, the first off Korea, so that more rows are
more ships in more seas, each as dense as the next. Ships turn back at its borders, and where the
channel's own map has land: no real ship crosses it, and the ways that did made half a million
faults of 20 million rows. So hardly any position is false. ``rows`` are the
positions alone. CPU seconds are user and system time of this process; the peak is its resident
set. With ``--again`` or ``--exponent`` the growth exponent over the sizes (the slope of the
logarithms) is given, for all steps and for the step that finds encounters, whose own growth is in
the number of ships. With ``--movingpandas``, an interpreter that has it, its stop detector (1 km,
1 h) is timed on 30,000 of the rows and held against the step that finds ours. Each size runs in a
process of its own, so that the peak is that size's.
"""

import argparse
import itertools
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from hawse.channels.ships import CHANNEL
from hawse.channels.ships.observe.ashore import CELLS, COLUMNS, ROWS, inland
from hawse.channels.ships.places.ports import searoute_ports
from hawse.engine.reading import facts_reader
from hawse.testing import Bench, a_source

SIZES: Final = (5_000_000, 10_000_000, 20_000_000, 40_000_000)
EACH: Final = 2_500
EVERY: Final = 36
"""Positions for each static message: the share that a public sample of AISHub has."""
LEG, RESTS = 60, 40
SILENT_H: Final = (5.0, 30.0)
PAIRS: Final = 25
"""One ship in so many lies beside the one before it, once."""
TALL, BROAD = 12, 14
TURNS: Final = 24
"""How often a ship tries another way before it goes back where it came from."""
MOST_LAND, LEAST_PORTS = 0.3, 5
"""What is a sea: the part of it that is well inside land, and how many ports it has."""
OFF_KOREA: Final = (36, 128)
SHIPS: Final = 400
STEP_US: Final = 600_000_000
SLICE: Final = 30_000
PEER: Final = Path(__file__).parent / "peer_movingpandas.py"


def main() -> None:
    """Run the benchmark and print its line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--again", type=int, nargs="+", default=[])
    parser.add_argument("--exponent", action="store_true", help="5, 10, 20 and 40 million rows")
    parser.add_argument("--movingpandas", type=Path)
    parser.add_argument("--only", action="store_true", help="one size, in this process")
    asked = parser.parse_args()
    if asked.only:
        measure(50_000)  # compiles the kernels
        print(json.dumps(measure(asked.rows)))
        return
    sizes = list(SIZES) if asked.exponent else [asked.rows, *asked.again]
    every = [apart(rows) for rows in sizes]
    line = every[0]
    if len(every) > 1:
        line |= {
            "again": every[1:],
            "growth_exponent": exponent([(m["rows"], m["cpu_s"]) for m in every]),
            "growth_exponent_encounters": exponent(
                [(m["ships"], m["steps"]["meetings"]) for m in every]
            ),
            "peak_mb_at_most": max(m["peak_mb"] for m in every),
        }
    line["ratio_movingpandas"] = (
        round(peer(asked.movingpandas) * line["rows_per_cpu_s_stops"], 1)
        if asked.movingpandas
        else None
    )
    print(json.dumps(line))


def exponent(sizes: list[tuple[int, float]]) -> float:
    """Give the slope of the logarithm of seconds over that of size, by least squares."""
    points = [(math.log(size), math.log(max(0.001, spent))) for size, spent in sizes]
    x, y = (math.fsum(side) / len(points) for side in zip(*points, strict=True))
    up = math.fsum((a - x) * (b - y) for a, b in points)
    return math.ceil(1000 * up / math.fsum((a - x) ** 2 for a, _ in points)) / 1000


def apart(rows: int) -> dict[str, Any]:
    """Measure one size in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.ships", "--only", "--rows", str(rows)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    made: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return made


def measure(rows: int) -> dict[str, Any]:
    """Write traffic of so many rows, run every step, and give the figures."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), CHANNEL, threads=1)
        engine = bench.engine
        schema = bench.plan.tables["positions"].schema
        engine.add("positions", engine.store.put("positions", "made", schema, traffic(rows)))
        schema = bench.plan.tables["statics"].schema
        engine.add("statics", engine.store.put("statics", "made", schema, statics(rows)))
        for facts in CHANNEL.facts:
            table = bench.plan.tables[facts.table]
            with facts.path.open("rb") as file:
                for name, batch in facts_reader(facts, table).rows(
                    file, a_source(facts.path.name)
                ):
                    bench.add(name, pa.Table.from_batches([batch]))
        bench.add("case_parties", "role  id\ntarget  country:KP\nsupplier  country:RU")
        spent = {}
        for planned in bench.plan.steps:
            start = time.process_time()
            engine.run(planned)
            spent[planned.step.name] = round(time.process_time() - start, 3)
        found = Counter(engine.table("findings")["kind"].to_pylist())
        counted = {
            n: engine.rows(n) for n in ("statics", "said", "spells", "port_calls", "voyages")
        }
    cpu = sum(spent.values())
    return {
        "rows": rows,
        "rows_per_cpu_s": round(rows / cpu),
        "rows_per_cpu_s_stops": round(rows / max(0.001, spent["spells"])),
        "cpu_s": round(cpu, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "ships": -(-rows // EACH),
        "findings": dict(sorted(found.items())),
        "made": counted,
        "steps": spent,
    }


def traffic(rows: int) -> Iterator[pa.RecordBatch]:
    """Yield positions, ``SHIPS`` ships at a time, in order of time within a ship."""
    for block, ships in blocks(rows):
        yield batch(block, ships)


def statics(rows: int) -> Iterator[pa.RecordBatch]:
    """Yield the static messages of the same ships."""
    for block, ships in blocks(rows):
        yield texts(block, ships)


def blocks(rows: int) -> Iterator[tuple[int, int]]:
    """Yield the number of each block of ships, and how many it has."""
    for block in range(-(-rows // (SHIPS * EACH))):
        yield block, min(SHIPS, -(-(rows - block * SHIPS * EACH) // EACH))


def sent(dice: np.random.Generator, ships: int) -> np.ndarray:
    """Give when each position is sent: every ten minutes or so, but for two silences a ship."""
    steps = np.full((ships, EACH), STEP_US) + dice.integers(-60_000_000, 60_000_000, (ships, EACH))
    silent = dice.uniform(*SILENT_H, (ships, 2)) * 3.6e9
    at = dice.integers(100, EACH - 100, (ships, 2))
    np.add.at(steps, (np.arange(ships)[:, None], at), silent.astype(np.int64))
    return 1_490_000_000_000_000 + np.cumsum(steps, axis=1)


def batch(block: int, ships: int) -> pa.RecordBatch:
    """Make one batch: legs of forty positions under way, then twenty at rest."""
    dice = np.random.default_rng((5, block))
    fixes = np.arange(EACH)
    rests, legs = fixes % LEG >= RESTS, fixes // LEG
    knots = np.where(rests, 0.0, 10.0)
    lat, lon, turns = ways(dice, ships, *sea(block))
    turns = turns[:, legs]
    times = sent(dice, ships)
    for n in range(1, ships, PAIRS):
        lat[n], lon[n] = beside(dice, lat[n - 1 : n + 1], lon[n - 1 : n + 1])
        times[n] = times[n - 1] + 30_000_000
    count, line = ships * EACH, block * SHIPS * EACH
    noise = dice.normal(0, 0.0002, (2, count))
    made = {
        "ship": 200_000_000 + block * SHIPS + np.repeat(np.arange(ships), EACH),
        "sent_at": pa.array(times.ravel()).cast(pa.timestamp("us", "UTC")),
        "lat": np.clip(lat.ravel() + noise[0], -85, 85),
        "lon": np.clip(lon.ravel() + noise[1], -179, 179),
        "speed_kn": np.tile(knots, ships),
        "course_deg": np.degrees(turns.ravel()) % 360,
        "heading_deg": pa.nulls(count, pa.int64()),
        "status": pa.nulls(count, pa.int64()),
        "kind": np.ones(count, np.int64),
        "receiver": pa.nulls(count, pa.string()),
        "line": np.arange(line, line + count),
        "source_id": pa.DictionaryArray.from_arrays(np.zeros(count, np.int32), ["0" * 64]),
        "synthetic": np.zeros(count, bool),
    }
    return pa.RecordBatch.from_pydict(made)


def ways(
    dice: np.random.Generator, ships: int, south: int, west: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give latitudes and longitudes, and the course of each leg, within one sea and off the land."""
    legs, along = EACH // LEG + 1, np.minimum(np.arange(LEG), RESTS) * (10 * 1.852 / 6 / 111.2)
    corner, size = np.array([[south], [west]]), np.array([[TALL], [BROAD]])
    at = corner + dice.uniform(0, 1, (2, ships)) * size
    while (bad := ~afloat(at, corner, size)).any():
        at[:, bad] = corner + dice.uniform(0, 1, (2, bad.sum())) * size
    turns, made = np.zeros((ships, legs)), np.zeros((2, ships, legs, LEG))
    for leg in range(legs):
        left = np.ones(ships, np.bool_)
        for tried in range(TURNS + 1):
            count = int(left.sum())
            new = dice.uniform(0, 2 * math.pi, count)
            turns[left, leg] = turns[left, leg - 1] + math.pi if tried == TURNS else new
            steps = np.stack([np.cos(turns[left, leg]), np.sin(turns[left, leg]) / 0.77])
            made[:, left, leg] = at[:, left, None] + steps[:, :, None] * along
            left[left] = ~afloat(made[:, left, leg], corner[:, None], size[:, None]).all(axis=1)
            if not left.any():
                break
        at = made[:, :, leg, -1]
    lat, lon = made.reshape(2, ships, -1)[:, :, :EACH]
    return lat, lon, turns


def beside(
    dice: np.random.Generator, lat: np.ndarray, lon: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Lay the second ship's way so that it lies beside the first once, on the least land."""
    rests = dice.permutation(EACH // LEG) * LEG + RESTS + 5
    world = np.array([[-90.0], [-180.0]]), np.array([[180.0], [360.0]])
    found = []
    for at in rests.tolist():
        moved = np.stack(
            [lat[1] + lat[0, at] - lat[1, at] + 0.001, lon[1] + lon[0, at] - lon[1, at]]
        )
        found.append((int((~afloat(moved, *world)).sum()), at))
        if not found[-1][0]:
            break
    _, at = min(found)
    return lat[1] + lat[0, at] - lat[1, at] + 0.001, lon[1] + lon[0, at] - lon[1, at]


def afloat(at: np.ndarray, corner: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Say which places lie in a sea and not well inside land."""
    inside = ((at >= corner) & (at <= corner + size)).all(axis=0)
    rows, columns = (np.floor((at[n] + (90, 180)[n]) * CELLS).astype(np.int64) for n in (0, 1))
    cell = np.clip(rows, 0, ROWS - 1) * COLUMNS + columns % COLUMNS
    return inside & ((inland()[cell >> 3] >> (7 - (cell & 7)) & 1) == 0)


@cache
def seas() -> list[tuple[int, int]]:
    """Give the south-western corners of the seas that have ports, the one off Korea first."""
    land = np.unpackbits(inland()).reshape(ROWS, COLUMNS)
    ports = np.array([(p.lat, p.lon) for p in searoute_ports()])
    made = []
    for south, west in itertools.product(range(-60, 60, TALL), range(-180, 180 - BROAD, BROAD)):
        rows, columns = (south + 90) * CELLS, (west + 180) * CELLS
        cells = land[rows : rows + TALL * CELLS, columns : columns + BROAD * CELLS]
        near = ((ports >= (south, west)) & (ports < (south + TALL, west + BROAD))).all(axis=1)
        if cells.mean() <= MOST_LAND and near.sum() >= LEAST_PORTS:
            made.append((south, west))
    made = [made[n] for n in np.random.default_rng(7).permutation(len(made))]
    return sorted(made, key=lambda corner: corner != OFF_KOREA)


def sea(block: int) -> tuple[int, int]:
    """Give the south-western corner of a block's sea; after the last, the first again."""
    return seas()[block % len(seas())]


def texts(block: int, ships: int) -> pa.RecordBatch:
    """Make the static messages of one block: names, sizes, destinations, draughts as typed."""
    dice = np.random.default_rng((6, block))
    each = EACH // EVERY
    times = 1_490_000_000_000_000 + np.arange(each) * EVERY * STEP_US
    count = ships * each
    number = np.repeat(np.arange(ships), each) + block * SHIPS
    legs = np.tile(np.arange(each) // 12, ships)
    ports = [p.name.upper()[:20] for p in searoute_ports()]
    goes = dice.integers(0, len(ports), (ships, each // 12 + 1))
    deep = dice.integers(40, 120, (ships, each // 12 + 1)) / 10
    ship = np.repeat(np.arange(ships), each)
    made = {
        "ship": 200_000_000 + number,
        "sent_at": pa.array(np.tile(times, ships)).cast(pa.timestamp("us", "UTC")),
        "kind": np.full(count, 5),
        "imo": imos(number),
        "name": [f"SHIP {n}" for n in number.tolist()],
        "call_sign": [f"C{n}" for n in number.tolist()],
        "ship_type": 70 + number % 20,
        "length_m": 60 + number % 200,
        "beam_m": 10 + number % 30,
        "draught_m": deep[ship, legs // 3],
        "destination": [ports[n] for n in goes[ship, legs].tolist()],
        "eta": pa.nulls(count, pa.string()),
        "receiver": pa.nulls(count, pa.string()),
        "line": block * SHIPS * each + np.arange(count),
        "source_id": pa.DictionaryArray.from_arrays(np.zeros(count, np.int32), ["1" * 64]),
        "synthetic": np.zeros(count, bool),
    }
    return pa.RecordBatch.from_pydict(made)


def imos(number: np.ndarray) -> np.ndarray:
    """Give sound IMO numbers (resolution A.1117(30), annex), one a ship."""
    digits = 500_000 + number
    total = sum(digits // 10**n % 10 * (n + 2) for n in range(6))
    return digits * 10 + total % 10


def peer(python: Path) -> float:
    """Give the CPU seconds that MovingPandas needs a row to find stops (1 km, 1 h)."""
    rows = pa.Table.from_batches([next(traffic(SLICE))])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.parquet"
        pq.write_table(rows.select(["ship", "sent_at", "lat", "lon"]), path)
        command = [str(python), str(PEER), str(path)]
        done = subprocess.run(command, capture_output=True, check=True, text=True)
    made: float = json.loads(done.stdout.splitlines()[-1])["cpu_s"]
    return made / rows.num_rows


if __name__ == "__main__":
    main()
