"""How fast copied stories are found: text to lineage, the candidate step beside its peers, alignment, claims.

    python -m benchmarks.reports [--articles 10000] [--seed 1]

Articles are made of words drawn by a Zipf law, 436 in the mean; one in twenty is made from another:
cut to 30, 45, 60 or 80 % of its sentences with 3 % of the words changed. Times are of one process, in
seconds of wall and of CPU. Peers run where they are installed (datasketch, rensa): from the same
shingles, at the thresholds .5 and .8; ``recall`` is over the planted pairs, per kind and in all.
"""

import argparse
import importlib
import importlib.util
import json
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa

from hawse.channels.reports import CHANNEL
from hawse.channels.reports.extract.article import extract
from hawse.channels.reports.extract.reading import Gazetteer
from hawse.channels.reports.observe.aligned import pair
from hawse.channels.reports.tables import DOCUMENTS
from hawse.channels.reports.text.normal import words
from hawse.channels.reports.text.split import sentences
from hawse.testing import Bench

KEPT = (0.8, 0.6, 0.45, 0.3)
STEPS = ("parted", "paragraphs", "heads", "fingerprints", "pairs", "lineage")
REPORT = (
    "Exports of diesel to North Korea from China rose 12 percent to 4,200 tonnes in March, the customs service said. "
    "At least five tankers left the port with fuel and returned home despite declaring other destinations, officials said. "
    "About 12,000 North Korean workers are employed in Mongolia, according to a labour lawyer in Ulaanbaatar. "
    "The road is closed in winter. Nobody could say when the bridge would be mended. It is long and it is narrow. "
)


def made(count: int, seed: int) -> tuple[list[str], list[tuple[int, int, float]]]:
    """Make articles, and the planted pairs (child, parent, share kept)."""
    dice = np.random.default_rng(seed)
    letters = np.array(list("abcdefghijklmnoprstuvw"))
    vocabulary = np.array(
        ["".join(dice.choice(letters, size=int(n))) for n in dice.integers(2, 10, 30_000)]
    )
    rank = 1.0 / np.arange(1, 30_001)
    chance = np.cumsum(rank / rank.sum())
    texts: list[list[str]] = []
    planted = []
    for n in range(count):
        if n > 20 and n % 20 == 0:
            parent, kept = int(dice.integers(0, n)), KEPT[(n // 20) % 4]
            keep = [s for s in texts[parent] if dice.random() < kept] or texts[parent][:3]
            texts.append(
                [
                    " ".join(w if dice.random() > 0.03 else "other" for w in s.split(" "))
                    for s in keep
                ]
            )
            planted.append((n, parent, kept))
            continue
        length = int(np.clip(dice.normal(436, 120), 80, 1200))
        drawn = vocabulary[np.searchsorted(chance, dice.random(length))]
        texts.append(
            [" ".join(drawn[at : at + 22]).capitalize() + "." for at in range(0, length, 22)]
        )
    return [
        "\n\n".join(" ".join(t[at : at + 3]) for at in range(0, len(t), 3)) for t in texts
    ], planted


@contextmanager
def clocked(found: dict[str, float], name: str) -> Iterator[None]:
    """Note the wall and CPU seconds of a block."""
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    found[name] = round(time.perf_counter() - wall, 2)
    found[name + "_cpu"] = round(time.process_time() - cpu, 2)


def recall(planted: list[tuple[int, int, float]], linked: set[frozenset[int]]) -> dict[str, float]:
    """Give the share of planted pairs that were found, by kind and in all."""
    kinds = {
        f"cut_{int(k * 100)}": [frozenset(p[:2]) in linked for p in planted if p[2] == k]
        for k in KEPT
    }
    every = [hit for hits in kinds.values() for hit in hits]
    return {
        name: round(float(np.mean(hits)), 3)
        for name, hits in {**kinds, "all": every}.items()
        if hits
    }


def lineage(texts: list[str], found: dict[str, float]) -> set[frozenset[int]]:
    """Run the channel's steps from text to lineage, each timed, and give the related pairs."""
    rows: list[dict[str, object]] = [
        {
            "article_id": f"{n:07}",
            "source_id": f"{n:07}",
            "locator": "line 1",
            "text": t,
            "synthetic": True,
        }
        for n, t in enumerate(texts)
    ]
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), CHANNEL, threads=2)
        bench.add("documents", DOCUMENTS.rows(rows))
        edges = pa.table({})
        for step in STEPS:
            with clocked(found, step):
                edges = bench.run(step)
        return {frozenset((int(e["child"]), int(e["parent"]))) for e in edges.to_pylist()}


def shingled(texts: list[str]) -> list[set[str]]:
    """Give each text's shingles of five words, as the peers take them."""
    out = []
    for text in texts:
        w = words(text)
        out.append({" ".join(w[n : n + 5]) for n in range(len(w) - 4)})
    return out


def datasketch(shingles: list[set[str]], threshold: float) -> set[frozenset[int]]:
    """Find candidates with datasketch's MinHash LSH at 128 permutations."""
    peer = importlib.import_module("datasketch")
    lsh = peer.MinHashLSH(threshold=threshold, num_perm=128)
    linked = set()
    for n, held in enumerate(shingles):
        sketch = peer.MinHash(num_perm=128)
        sketch.update_batch([s.encode() for s in held])
        linked |= {frozenset((n, int(k))) for k in lsh.query(sketch)}
        lsh.insert(str(n), sketch)
    return linked


def rensa(shingles: list[set[str]], threshold: float) -> set[frozenset[int]]:
    """Find candidates with rensa's R-MinHash LSH at 128 permutations."""
    peer = importlib.import_module("rensa")
    lsh = peer.RMinHashLSH(
        threshold=threshold, num_perm=128, num_bands=16 if threshold > 0.6 else 32
    )
    linked = set()
    for n, held in enumerate(shingles):
        sketch = peer.RMinHash(num_perm=128, seed=1)
        sketch.update(sorted(held))
        linked |= {frozenset((n, int(k))) for k in lsh.query(sketch)}
        lsh.insert(n, sketch)
    return linked


def peers(
    shingles: list[set[str]], planted: list[tuple[int, int, float]], ours: float
) -> dict[str, object]:
    """Time the candidate step of each peer that is installed."""
    out: dict[str, object] = {}
    rivals: dict[str, Callable[[list[set[str]], float], set[frozenset[int]]]] = {
        "datasketch": datasketch,
        "rensa": rensa,
    }
    for name, find in rivals.items():
        if importlib.util.find_spec(name) is None:
            out[name] = "not installed"
            continue
        for threshold in (0.5, 0.8):
            times: dict[str, float] = {}
            with clocked(times, "seconds"):
                linked = find(shingles, threshold)
            out[f"{name}_{threshold}"] = {
                **times,
                "ratio": round(times["seconds_cpu"] / max(ours, 0.01), 1),
                "recall": recall(planted, linked)["all"],
            }
    return out


def aligning(texts: list[str], planted: list[tuple[int, int, float]]) -> float:
    """Give the article pairs aligned and labelled in a second of CPU."""
    laid = {}
    for n in {n for p in planted[:150] for n in p[:2]}:
        spans = sentences(texts[n])
        laid[n] = [
            {"sentence": k, "text": texts[n][a:b], "tokens": words(texts[n][a:b])}
            for k, (a, b) in enumerate(spans)
        ]
    began = time.process_time()
    for child, parent, _ in planted[:150]:
        pair(laid[child], laid[parent])
    return round(len(planted[:150]) / max(time.process_time() - began, 1e-9), 1)


def claiming(times: int = 1) -> tuple[float, float]:
    """Give the articles and the claims extracted in a second of CPU, on a report of news density.

    The report has 76 words; ``times`` 6 makes the 456 of a usual news article.
    """
    text = REPORT * times
    rows = [
        {"sentence": n, "paragraph": n // 3, "text": text[a:b]}
        for n, (a, b) in enumerate(sentences(text))
    ]
    gazetteer = Gazetteer(
        {
            "north korea": ("country:KP", "name"),
            "north korean": ("country:KP", "people"),
            "china": ("country:CN", "name"),
            "mongolia": ("country:MN", "name"),
        }
    )
    began, told = time.process_time(), 0
    for _ in range(200):
        told += len(extract(rows, datetime(2020, 1, 1, tzinfo=UTC), gazetteer, ()))
    spent = time.process_time() - began
    return round(200 / spent, 1), round(told / spent, 1)


def main() -> None:
    """Make the articles, run and time everything, print one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    texts, planted = made(given.articles, given.seed)
    times: dict[str, float] = {}
    linked = lineage(texts, times)
    shingles: list[set[str]] = shingled(texts)
    articles, told = claiming()
    at_length, told_at_length = claiming(6)
    total = sum(times[s] for s in STEPS)
    print(
        json.dumps(
            {
                "articles": given.articles,
                "seconds": round(total, 2),
                "cpu_seconds": round(sum(times[s + "_cpu"] for s in STEPS), 2),
                "per_second": round(given.articles / total, 1),
                "steps": times,
                "recall": recall(planted, linked),
                "false_pairs": len(linked - {frozenset(p[:2]) for p in planted}),
                "planted": len(planted),
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
                "peers": peers(shingles, planted, times["pairs_cpu"]),
                "pairs_aligned_per_cpu_second": aligning(texts, planted),
                "articles_extracted_per_cpu_second": articles,
                "claims_per_cpu_second": told,
                "articles_of_456_words_extracted_per_cpu_second": at_length,
                "claims_of_456_words_per_cpu_second": told_at_length,
            }
        )
    )


if __name__ == "__main__":
    main()
