"""The local engine on millions of rows: a step in SQL, a step in Python, one thread and two.

    python -m benchmarks.engine [--rows 5000000]

Rows are positions of made-up ships. Each run is a process of its own; ``peak_mb`` is its highest
resident memory. The last line is JSON.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

import numpy as np
import pyarrow as pa

from hawse.core.channel import Channel, Panel, Reader, Step
from hawse.core.table import UTC, Column, Table
from hawse.engine.local import LocalEngine
from hawse.engine.plan import plan
from hawse.engine.store import Store

GROUP = 1_000_000
POSITIONS = Table("positions", (
    Column("ship", pa.int64(), "-", "ship"),
    Column("sent_at", UTC, "UTC", "when"),
    Column("lat", pa.float64(), "degree", "latitude"),
    Column("lon", pa.float64(), "degree", "longitude"),
    Column("speed_kn", pa.float64(), "kn", "over ground"),
))  # fmt: skip
STAYS = Table("stays", (
    Column("ship", pa.int64(), "-", "ship"),
    Column("arrived_at", UTC, "UTC", "first slow fix"),
    Column("left_at", UTC, "UTC", "last slow fix"),
    Column("fixes", pa.int64(), "-", "fixes"),
), order=("ship", "arrived_at"))  # fmt: skip
TRACKS = Table("tracks", (
    Column("ship", pa.int64(), "-", "ship"),
    Column("fixes", pa.int64(), "-", "fixes"),
    Column("longest_gap_s", pa.int64(), "second", "longest silence"),
), order=("ship",))  # fmt: skip
SQL = """\
-- stays: one row for each unbroken run of slow fixes of a ship.
with marked as (
    select *, case when hours_between(lag(sent_at) over w, sent_at) <= $max_gap_h then 0 else 1 end as starts
    from positions where speed_kn <= $max_speed_kn
    window w as (partition by ship order by sent_at)
),
numbered as (select *, sum(starts) over (partition by ship order by sent_at) as stay from marked)
select ship, min(sent_at) as arrived_at, max(sent_at) as left_at, count(*) as fixes
from numbered group by ship, stay having count(*) >= $min_fixes
"""


def tracks(positions: pa.Table) -> pa.Table:
    """One row for each ship: its fixes and its longest silence."""
    ship = positions["ship"].to_numpy()
    at = positions["sent_at"].cast(pa.int64()).to_numpy()
    order = np.lexsort((at, ship))
    ship, at = ship[order], at[order]
    first = np.flatnonzero(np.r_[True, ship[1:] != ship[:-1]])
    gaps = np.r_[0, np.diff(at)] // 1_000_000
    gaps[first] = 0
    fixes = np.diff(np.r_[first, len(ship)])
    longest = np.maximum.reduceat(gaps, first) if len(first) else gaps[:0]
    return pa.table({"ship": ship[first], "fixes": fixes, "longest_gap_s": longest})


def wiring(folder: Path) -> Channel:
    """Give a channel of two steps over one table."""
    text = folder / "stays.sql"
    text.write_text(SQL)
    settings = {"max_speed_kn": 1.0, "max_gap_h": 6.0, "min_fixes": 3}
    feeder = Reader("feeder", 1, ("positions",), lambda _p, _h: False, lambda _f, _s: iter(()))
    return Channel(
        "bench", "?", (POSITIONS, STAYS, TRACKS), (), (feeder,), (),
        (Step("stays", ("positions",), by=("ship",), does=text, settings=settings),
         Step("tracks", ("positions",), by=("ship",), does=tracks)),
        Panel((), lambda: ()),
    )  # fmt: skip


def fill(store: Store, rows: int) -> None:
    """Write positions in the order of time, as files of receivers are."""
    dice = np.random.default_rng(7)
    ships = max(rows // 5_000, 1)
    start = 1_483_228_800_000_000

    def batches() -> object:
        for first in range(0, rows, GROUP):
            n = np.arange(first, min(first + GROUP, rows))
            speed = np.where((n // ships) % 40 < 12, 0.2, 11.0) + dice.integers(0, 4, len(n)) / 8
            yield pa.table({
                "ship": 200_000_000 + n % ships,
                "sent_at": pa.array(start + (n // ships) * 300_000_000 + n % 997, UTC),
                "lat": dice.integers(-6000, 6000, len(n)) / 100,
                "lon": dice.integers(-17900, 17900, len(n)) / 100,
                "speed_kn": speed,
            })  # fmt: skip

    store.put("positions", "made", POSITIONS.schema, batches())


def one(folder: Path, name: str, threads: int) -> None:
    """Run one step in this process and print what it took."""
    store = Store(folder / f"store-{name}-{threads}")
    given = store.path("positions", "made")
    given.parent.mkdir()
    given.hardlink_to(Store(folder / "given").path("positions", "made"))
    engine = LocalEngine(store, threads)
    made = plan([wiring(folder)])
    engine.declare(made.tables)
    engine.add("positions", store.part("positions", "made"))
    begin, wall = time.process_time(), time.perf_counter()
    part = engine.run(next(p for p in made.steps if p.step.makes == name))
    print(json.dumps({
        "cpu_s": round(time.process_time() - begin, 2),
        "wall_s": round(time.perf_counter() - wall, 2),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "made": part.rows,
        "sha256": sha256(part.path.read_bytes()).hexdigest(),
    }))  # fmt: skip


def main() -> None:
    """Run each step with one thread and with two."""
    given = argparse.ArgumentParser()
    given.add_argument("--rows", type=int, default=5_000_000)
    given.add_argument("--one", nargs=3, metavar=("FOLDER", "STEP", "THREADS"))
    asked = given.parse_args()
    if asked.one:
        one(Path(asked.one[0]), asked.one[1], int(asked.one[2]))
        return
    told: dict[str, object] = {"rows": asked.rows}
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        fill(Store(folder / "given"), asked.rows)
        for name in ("stays", "tracks"):
            runs = []
            for threads in ("1", "2"):
                command = [
                    sys.executable,
                    "-m",
                    "benchmarks.engine",
                    "--one",
                    temporary,
                    name,
                    threads,
                ]
                done = subprocess.run(command, check=True, capture_output=True, text=True)
                runs.append(json.loads(done.stdout.splitlines()[-1]))
            told[name] = {
                "rows_per_cpu_s": round(asked.rows / max(run["cpu_s"] for run in runs)),
                "peak_mb": max(run["peak_mb"] for run in runs),
                "made": runs[0]["made"],
                "same_bytes": runs[0]["sha256"] == runs[1]["sha256"],
                "runs": [{k: run[k] for k in ("cpu_s", "wall_s", "peak_mb")} for run in runs],
            }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
