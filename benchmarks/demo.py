"""The demo from an installed package to a verified dossier: seconds on the clock and of CPU.

    python -m benchmarks.demo [--runs 3]

Each run is a process of its own in a new folder. The last line is JSON; the aim is under 60 seconds
on two cores.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def run() -> tuple[float, float]:
    """Run the demo once; give seconds on the clock and of CPU."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "hawse.cli", "demo", folder, "--json"],
            check=True,
            capture_output=True,
        )
        if not (Path(folder) / "out" / "dossier.html").stat().st_size:
            raise SystemExit("the demo wrote an empty dossier")
    took = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Run the demo some times and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    each = [run() for _ in range(parser.parse_args().runs)]
    print(
        json.dumps(
            {
                "runs": len(each),
                "wall_s": round(statistics.median(w for w, _ in each), 2),
                "cpu_s": round(statistics.median(c for _, c in each), 2),
            }
        )
    )


if __name__ == "__main__":
    main()
