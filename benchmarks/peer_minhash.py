"""Find near copies with MinHash and banding: run by benchmarks.reports in an environment of its own.

    python peer_minhash.py NAME THRESHOLD FILE

FILE holds one article a line, its normalised words with blanks between. Prints one JSON line: CPU and
wall seconds from ready shingles to candidates (sketching and lookup), and of the lookup alone, and
the pairs found.
"""

import json
import sys
import time
from pathlib import Path

PERMUTATIONS = 128


def shingled(path: Path) -> list[list[str]]:
    """Give each article's shingles of five words: made before the clock starts."""
    out = []
    with path.open(encoding="utf-8") as file:
        for line in file:
            words = line.split()
            out.append(sorted({" ".join(words[n : n + 5]) for n in range(len(words) - 4)}))
    return out


def datasketch(shingles: list[list[str]], threshold: float) -> tuple[list[list[int]], float]:
    """Sketch, look up, insert, one article after the other; give pairs and the lookup's seconds."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415 - one peer is asked at a time

    lsh = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    sketches = []
    for held in shingles:
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([s.encode() for s in held])
        sketches.append(sketch)
    began, linked = time.process_time(), []
    for n, sketch in enumerate(sketches):
        linked += [[n, int(k)] for k in lsh.query(sketch)]
        lsh.insert(str(n), sketch)
    return linked, time.process_time() - began


def rensa(shingles: list[list[str]], threshold: float) -> tuple[list[list[int]], float]:
    """Do the same with rensa's R-MinHash; 16 bands of 8 rows, or 32 of 4 for lower thresholds."""
    from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415 - as above

    bands = 16 if threshold > 0.6 else 32
    lsh = RMinHashLSH(threshold=threshold, num_perm=PERMUTATIONS, num_bands=bands)
    sketches = []
    for held in shingles:
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update(held)
        sketches.append(sketch)
    began, linked = time.process_time(), []
    for n, sketch in enumerate(sketches):
        linked += [[n, int(k)] for k in lsh.query(sketch)]
        lsh.insert(n, sketch)
    return linked, time.process_time() - began


def main() -> None:
    """Read, time, print."""
    name, threshold, path = sys.argv[1], float(sys.argv[2]), Path(sys.argv[3])
    shingles = shingled(path)
    wall, cpu = time.perf_counter(), time.process_time()
    linked, lookup = {"datasketch": datasketch, "rensa": rensa}[name](shingles, threshold)
    print(
        json.dumps(
            {
                "seconds": round(time.perf_counter() - wall, 2),
                "cpu": round(time.process_time() - cpu, 2),
                "lookup_cpu": round(lookup, 2),
                "pairs": linked,
            }
        )
    )


if __name__ == "__main__":
    main()
