"""Find near copies with MinHash and banding: run by benchmarks.reports in an environment of its own.

    python peer_minhash.py NAME THRESHOLD START FILE

FILE holds one article a line as JSON text. START says where the clock starts: ``text`` (words in lower
case by a plain pattern, five in a row joined, each once, then sketches and lookup) or ``shingles`` (those
are ready). Prints one JSON line: CPU and wall seconds until the pairs are there, and the pairs.
"""

import json
import re
import sys
import time
from pathlib import Path

PERMUTATIONS = 128
WORD = re.compile(r"\w+")
Shingles = list[list[str]]


def shingled(texts: list[str]) -> Shingles:
    """Give each article's shingles of five words."""
    out = []
    for text in texts:
        words = WORD.findall(text.lower())
        out.append(list({" ".join(words[n : n + 5]) for n in range(len(words) - 4)}))
    return out


def datasketch(shingles: Shingles, threshold: float) -> list[list[int]]:
    """Sketch, look up, insert, one article after the other."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415 - one peer is asked at a time

    lsh = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    linked = []
    for n, held in enumerate(shingles):
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([s.encode() for s in held])
        linked += [[n, int(k)] for k in lsh.query(sketch)]
        lsh.insert(str(n), sketch)
    return linked


def rensa(shingles: Shingles, threshold: float) -> list[list[int]]:
    """Do the same with rensa's R-MinHash, all at once; 16 bands of 8 rows, or 32 of 4."""
    from rensa import RMinHash, RMinHashLSH  # noqa: PLC0415 - as above

    bands = 16 if threshold > 0.6 else 32
    lsh = RMinHashLSH(threshold=threshold, num_perm=PERMUTATIONS, num_bands=bands)
    sketches = RMinHash.from_token_sets(shingles, PERMUTATIONS, 1)
    lsh.insert_many(sketches)
    return [[n, k] for n, found in enumerate(lsh.query_all(sketches)) for k in found if k < n]


def main() -> None:
    """Read, time, print."""
    name, threshold, start, path = sys.argv[1], float(sys.argv[2]), sys.argv[3], Path(sys.argv[4])
    with path.open(encoding="utf-8") as file:
        texts = [json.loads(line) for line in file]
    find = {"datasketch": datasketch, "rensa": rensa}[name]
    find(shingled(texts[:20]), threshold)  # libraries are loaded before the clock starts
    ready = shingled(texts) if start == "shingles" else []
    wall, cpu = time.perf_counter(), time.process_time()
    linked = find(ready or shingled(texts), threshold)
    spent = {"seconds": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    print(json.dumps({**{k: round(v, 3) for k, v in spent.items()}, "pairs": linked}))


if __name__ == "__main__":
    main()
