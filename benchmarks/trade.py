"""How a BACI year becomes tables: ``python -m benchmarks.trade [--rows N] [--folder DIR] [--threads N]``.

A made-up year of BACI's form (226 countries, 5,000 products, skewed as trade is) is written once as CSV;
a fresh process reads it with the real reader into the store, sorts it (step world_flows) and works out the
full table of suppliers of every importer and product (step supplier_shares). Then one target's suppliers
by chapter are asked for. Prints one JSON line: seconds of wall and CPU for each, and the peak memory.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
from pyarrow import csv

from hawse.channels.trade import CHANNEL
from hawse.channels.trade.read.baci import READER
from hawse.core.source import Source
from hawse.core.tables import SHARED
from hawse.engine.local import LocalEngine
from hawse.engine.plan import plan
from hawse.engine.reading import Reading, facts_reader
from hawse.engine.store import Store

TARGET = "country:KP"
QUERY = """
select exporter, product[1:2] as chapter, sum(value::decimal(28, 2)) as value
from read_parquet($path) where importer = $target group by exporter, chapter order by exporter, chapter
"""


def write(path: Path, rows: int, seed: int = 1) -> None:
    """Write a year: exporters, importers and products as skewed as in the world."""
    dice = np.random.default_rng(seed)
    facts = next(f.path for f in CHANNEL.facts if f.table == "m49")
    codes = np.array(
        sorted({int(line.split(",")[0]) for line in facts.read_text("utf-8").splitlines()[1:]})
    )
    weight = dice.lognormal(0, 1.6, codes.size)
    weight /= weight.sum()
    products = np.sort(dice.choice(np.arange(10_121, 970_700), 5_000, replace=False))
    step = 1_000_000
    with path.open("wb") as file:
        file.write(b'"t","i","j","k","v","q"\n')
        for start in range(0, rows, step):
            n = min(step, rows - start)
            value = np.round(dice.lognormal(3, 2.6, n), 3)
            sender, receiver = (dice.choice(codes.size, n, p=weight) for _ in range(2))
            receiver = np.where(sender == receiver, (receiver + 1) % codes.size, receiver)
            table = pa.table({
                "t": np.full(n, 2022), "i": codes[sender], "j": codes[receiver],
                "k": pa.compute.utf8_lpad(pa.array(dice.choice(products, n)).cast(pa.string()), 6, "0"), "v": value,
                "q": np.round(value * dice.lognormal(-1, 1, n), 3),
            })  # fmt: skip
            csv.write_csv(
                table, file, csv.WriteOptions(include_header=False, quoting_style="none")
            )


def spent(work: object) -> tuple[float, float]:
    """Give wall and CPU seconds of some work."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()  # type: ignore[operator]
    return round(time.perf_counter() - wall, 2), round(time.process_time() - cpu, 2)


def measure(path: Path, folder: Path, threads: int) -> dict[str, object]:
    """Read, sort, work out and ask; give the figures."""
    made = plan([CHANNEL])
    engine = LocalEngine(Store(folder / "store"), threads)
    engine.declare(made.tables)
    for name in ("countries", "m49"):
        table = {t.name: t for t in CHANNEL.tables}.get(name) or SHARED[name]
        one = next(f for f in CHANNEL.facts if f.table == name)
        with one.path.open("rb") as file:
            batches = [b for _, b in facts_reader(one, table).rows(file, Source("f" * 64, name))]
        engine.put(name, pa.Table.from_batches(batches))
    source = Source(sha256(str(path.stat().st_size).encode()).hexdigest(), path.name)
    job = Reading(READER, source, path, made.tables)
    steps = {p.step.name: p for p in made.steps}
    times = {"read": spent(lambda: engine.read([job], lambda *_: None))}
    for name in ("world_flows", "supplier_shares"):
        times[name] = spent(lambda name=name: engine.run(steps[name]))  # type: ignore[misc]
    sorted_part, shares = engine.parts("world_flows")[0], engine.parts("supplier_shares")[0]
    walls, cpus, found = [], [], []
    con = duckdb.connect(config={"threads": 1})  # a target's rows lie together: one thread's work
    con.execute("set parquet_metadata_cache = true")
    for _ in range(9):
        wall, cpu = time.perf_counter(), time.process_time()
        found = con.execute(QUERY, {"path": str(sorted_part.path), "target": TARGET}).fetchall()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return {
        "rows": engine.parts("customs_rows")[0].rows, "rows_sorted": sorted_part.rows, "dependence_rows": shares.rows,
        "read_seconds": times["read"], "sort_seconds": times["world_flows"], "dependence_seconds": times["supplier_shares"],
        "query_ms": round(1000 * statistics.median(walls), 1), "query_cpu_ms": round(1000 * statistics.median(cpus), 1), "query_rows": len(found),
        "stored_mb": round(sorted_part.path.stat().st_size / 1e6, 1), "threads": threads,
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }  # fmt: skip


def main() -> int:
    """Write the year, then measure in a process of its own, whose peak is that of the work alone."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=11_000_000)
    asked.add_argument("--folder", type=Path)
    asked.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    asked.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    args = asked.parse_args()
    if args.measure:
        print(json.dumps(measure(args.measure, args.folder, args.threads)))
        return 0
    with tempfile.TemporaryDirectory(dir=args.folder) as name:
        path = Path(name) / "BACI_HS92_Y2022.csv"
        write(path, args.rows)
        size = path.stat().st_size
        again = [
            sys.executable,
            "-m",
            "benchmarks.trade",
            "--measure",
            str(path),
            "--folder",
            name,
            "--threads",
            str(args.threads),
        ]
        done = subprocess.run(again, capture_output=True, text=True, check=False)
        if done.returncode:
            print(done.stderr, file=sys.stderr)
            return 1
        print(
            json.dumps(
                {"csv_mb": round(size / 1e6, 1), **json.loads(done.stdout.splitlines()[-1])}
            )
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
