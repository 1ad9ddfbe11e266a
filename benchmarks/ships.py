"""How fast positions become findings, every step counted, and how that grows.

    python -m benchmarks.ships --rows 5000000 [--again 10000000] [--movingpandas PYTHON]

Made-up traffic of 2,500 positions a ship (legs under way, rests at sea and in port) is written to
the store, and every step of the channel is run on it by the local engine. CPU seconds are user
and system time of this process; the peak is its resident set. With ``--again`` the growth exponent
between the two sizes is given. With ``--movingpandas``, an interpreter that has it, its stop
detector (1 km, 1 h) is timed on 30,000 of the rows and held against the step that finds ours. Each
size runs in a process of its own, so that the peak is that size's.
"""

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from hawse.channels.ships import CHANNEL
from hawse.engine.reading import facts_reader
from hawse.testing import Bench, a_source

EACH: Final = 2_500
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
    parser.add_argument("--again", type=int)
    parser.add_argument("--movingpandas", type=Path)
    parser.add_argument("--only", action="store_true", help="one size, in this process")
    asked = parser.parse_args()
    if asked.only:
        measure(50_000)  # compiles the kernels
        print(json.dumps(measure(asked.rows)))
        return
    line = apart(asked.rows)
    if asked.again:
        more = apart(asked.again)
        line["again"] = more
        line["growth_exponent"] = round(
            math.log(more["cpu_s"] / line["cpu_s"]) / math.log(more["rows"] / line["rows"]), 3
        )
    line["ratio_movingpandas"] = (
        round(peer(asked.movingpandas) * line["rows_per_cpu_s_stops"], 1)
        if asked.movingpandas
        else None
    )
    print(json.dumps(line))


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
        found = engine.rows("findings")
    cpu = sum(spent.values())
    return {
        "rows": rows,
        "rows_per_cpu_s": round(rows / cpu),
        "rows_per_cpu_s_stops": round(rows / max(0.001, spent["spells"])),
        "cpu_s": round(cpu, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "findings": found,
        "steps": spent,
    }


def traffic(rows: int) -> Iterator[pa.RecordBatch]:
    """Yield positions, ``SHIPS`` ships at a time, in order of time within a ship."""
    dice = np.random.default_rng(5)
    done = 0
    while done < rows:
        ships = min(SHIPS, -(-(rows - done) // EACH))
        yield batch(dice, ships, done // EACH, done)
        done += ships * EACH


def batch(dice: np.random.Generator, ships: int, first: int, line: int) -> pa.RecordBatch:
    """Make one batch: legs of forty positions under way, then twenty at rest."""
    fixes = np.arange(EACH)
    rests = fixes % 60 >= 40
    legs = fixes // 60
    turns = dice.uniform(0, 2 * math.pi, (ships, EACH // 60 + 1))[:, legs]
    knots = np.where(rests, 0.0, 10.0)
    far = knots * 1.852 / 6 / 111.2
    lat = dice.uniform(36, 42, (ships, 1)) + np.cumsum(far * np.cos(turns), axis=1)
    lon = dice.uniform(129, 136, (ships, 1)) + np.cumsum(far * np.sin(turns) / 0.77, axis=1)
    count = ships * EACH
    noise = dice.normal(0, 0.0002, (2, count))
    numbers = 200_000_000 + first + np.repeat(np.arange(ships), EACH)
    times = (
        1_490_000_000_000_000
        + np.tile(fixes, ships) * STEP_US
        + dice.integers(0, 60_000_000, count)
    )
    made = {
        "ship": numbers,
        "sent_at": pa.array(times).cast(pa.timestamp("us", "UTC")),
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
