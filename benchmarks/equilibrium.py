"""Speed of the equilibrium: ``python -m benchmarks.equilibrium [FILE.npz] [--sizes 30 60 100] [--peer PYTHON]``.

Prints one JSON line: seconds for a cut in the 31 by 40 world of FILE (one pair closed, one region cut off),
for 1,000 draws of its elasticities with every one converged, and for one sector with each number of
countries; with ``--peer``, an interpreter that has gegravity, also its seconds on the same data in the
same run (build the baseline and simulate) and the ratio.
"""

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from hawse.scenario.equilibrium import settled, solve
from hawse.scenario.world import ScenarioError, World, world

DISTANCE, BORDER, THETA = -0.8, -2.0, 4.0
PEER = Path(__file__).parent / "peer_gegravity.py"


def gravity(countries: int, seed: int = 1) -> tuple[World, list[dict[str, object]]]:
    """Give a balanced one-sector world that a gravity equation made, and its rows for the peer."""
    dice = np.random.default_rng(seed)
    place = dice.uniform(0, 10, (countries, 2))
    far = np.log(1 + np.linalg.norm(place[:, None] - place[None], axis=2))
    abroad = 1.0 - np.eye(countries)
    ease = np.exp(DISTANCE * far + BORDER * abroad)
    size = dice.lognormal(2.0, 1.0, countries)
    out, into = np.ones(countries), np.ones(countries)
    for _ in range(2000):
        out = size / (ease @ into)
        into = size / (ease.T @ out)
    trade = out[:, None] * ease * into[None]  # exporter, importer
    names = [f"C{n:03d}" for n in range(countries)]
    base = world(
        trade=trade.T[None],
        tariff=np.zeros((1, countries, countries)),
        value_added=trade.sum(axis=1)[:, None],
        inputs=np.zeros((countries, 1, 1)),
        theta=np.array([THETA]),
        names=(names, ["all"]),
    )
    rows: list[dict[str, object]] = [
        {"exporter": names[i], "importer": names[n], "year": 2006, "trade": trade[i, n], "Y": trade[i].sum(),
         "E": trade[:, n].sum(), "lndist": far[i, n], "international": abroad[i, n], "shock": 0.0}
        for i in range(countries) for n in range(countries)
    ]  # fmt: skip
    return base, rows


def timed(work: object, times: int = 9, clock: Callable[[], float] = time.perf_counter) -> float:
    """Give the middle time of some runs, after one that is not counted."""
    taken = []
    for _ in range(times + 1):
        start = clock()
        work()  # type: ignore[operator]
        taken.append(clock() - start)
    return sorted(taken[1:])[times // 2]


def peer(python: str, rows: list[dict[str, object]]) -> dict[str, float]:
    """Run the peer on the same rows: one pair's costs go up; give its seconds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        made = subprocess.run(
            [python, str(PEER), str(path), str(DISTANCE), str(BORDER), str(THETA + 1)],
            capture_output=True, text=True, check=True, timeout=1200,
        )  # fmt: skip
    return dict(json.loads(made.stdout.splitlines()[-1]))


def one_sector(sizes: list[int], python: str | None) -> dict[str, dict[str, float]]:
    """Time a raised cost between one pair, with building the world included as for the peer."""
    found = {}
    for size in sizes:
        base, rows = gravity(size)
        cost = np.ones_like(base.share)
        cost[0, 1, 0] = cost[0, 0, 1] = np.exp(1.0 / THETA)
        trade = base.flows

        def build_and_solve(
            trade: np.ndarray = trade, base: World = base, cost: np.ndarray = cost
        ) -> None:
            fresh = world(
                trade=trade, tariff=base.tariff, value_added=trade.sum(axis=1).T, inputs=np.zeros_like(base.inputs),
                theta=base.theta, names=(base.regions, base.sectors),
            )  # fmt: skip
            solve(fresh, iceberg=cost)

        found[str(size)] = {"seconds": timed(build_and_solve)}
        if python:
            other = peer(python, rows)
            found[str(size)] |= {
                "peer_seconds": other["seconds"],
                "ratio": round(other["seconds"] / found[str(size)]["seconds"], 1),
            }
    return found


def cuts(path: Path, draws: int) -> dict[str, object]:
    """Time cuts in the world of a file, and draws of its elasticities (sd 25 %)."""
    from evaluation.nafta import load  # noqa: PLC0415 - only with a file

    base, _ = load(path)
    start = settled(base, solve(base, deficit=np.zeros(len(base.regions))))
    sectors, regions, _ = start.share.shape
    pair, whole = np.ones_like(start.share), np.ones_like(start.share)
    one = regions // 2
    pair[:, one, 0] = 1e3
    whole[:, one, :] = whole[:, :, one] = 1e3
    whole[:, one, one] = 1.0
    dice = np.random.default_rng(7)
    factors = np.exp(dice.normal(0, 0.25, (draws, sectors)))
    converged, worst = 0, 0.0
    began = time.perf_counter()
    for factor in factors:
        try:
            got = solve(replace(start, theta=start.theta * factor), iceberg=pair, tolerance=1e-10)
        except ScenarioError:
            continue
        converged += 1
        worst = max(worst, got.residual)
    return {
        "shape": [regions, sectors],
        "cut_pair_seconds": timed(lambda: solve(start, iceberg=pair)),
        "cut_region_seconds": timed(lambda: solve(start, iceberg=whole)),
        "cut_pair_cpu_seconds": timed(lambda: solve(start, iceberg=pair), clock=time.process_time),
        "cut_region_cpu_seconds": timed(
            lambda: solve(start, iceberg=whole), clock=time.process_time
        ),
        "cut_region_residual": solve(start, iceberg=whole).residual,
        "draws": draws,
        "draws_converged": converged,
        "draws_seconds": round(time.perf_counter() - began, 2),
        "draws_worst_residual": worst,
    }


def main() -> int:
    """Run what the arguments ask for and print it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("file", nargs="?", type=Path)
    asked.add_argument("--sizes", nargs="*", type=int, default=[30, 60, 100])
    asked.add_argument("--draws", type=int, default=1000)
    asked.add_argument("--peer", help="an interpreter that has gegravity")
    args = asked.parse_args()
    made: dict[str, object] = {"one_sector": one_sector(args.sizes, args.peer)}
    if args.file:
        made |= cuts(args.file, args.draws)
    made["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    print(json.dumps(made))
    return 0


if __name__ == "__main__":
    sys.exit(main())
