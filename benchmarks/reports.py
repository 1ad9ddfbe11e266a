"""How fast copied stories are found: file to lineage, the candidate step beside its peers, alignment, claims.

    python -m benchmarks.reports [--articles 10000] [--seed 1] [--peers 10000]

Articles are made of words drawn by a Zipf law, 436 in the mean, and written as one CSV; one in twenty
is made from one of the 5,000 before it: cut to 30, 45, 60 or 80 % of its sentences with 3 % of the
words changed. The channel's own reader and steps run on that file as ``hawse reports`` runs them, one
process, two threads; ``seconds`` is of the wall and ``cpu_seconds`` of the process, from the file to
the table ``lineage``; ``peak_mb`` is the process's largest resident size by then. The articles are
not marked as made up, so that the steps run once, as they do for a user.

Peers (datasketch, rensa; 128 permutations, thresholds .5 and .8) are installed into an environment of
their own and start from ready shingles, while ours starts from text: their ``ratio`` is their CPU
seconds from shingles to candidates over our steps ``fingerprints`` and ``pairs`` on the first
``--peers`` articles. ``recall`` is over the planted pairs.
"""

import argparse
import csv
import json
import resource
import subprocess
import tempfile
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from hawse.channels.reports import CHANNEL
from hawse.channels.reports.extract.article import extract
from hawse.channels.reports.extract.reading import Gazetteer
from hawse.channels.reports.observe.aligned import pair
from hawse.channels.reports.read.csv_articles import READER
from hawse.channels.reports.text.normal import words
from hawse.channels.reports.text.split import sentences
from hawse.core.source import Source
from hawse.engine.reading import Reading
from hawse.testing import Bench

PEERS = ("datasketch==2.0.0", "rensa==0.5.0")
KEPT = (0.8, 0.6, 0.45, 0.3)
NEAR = 5_000
STEPS = (
    "headers",
    "parted",
    "paragraphs",
    "heads",
    "fingerprints",
    "pairs",
    "related",
    "told",
    "lineage",
)
ALIGNED = 600  # pairs that the rate of alignment is taken of
REPORT = (
    "Exports of {item} to North Korea from China {moved} {share} percent to {tonnes:,} tonnes in {month}, the customs "
    "service said. At least {count} tankers left the port with fuel and returned home despite declaring other "
    "destinations, officials said. About {workers:,} North Korean workers are employed in Mongolia, according to a "
    "labour lawyer in Ulaanbaatar. The {place} is closed in winter. Nobody could say when the bridge would be mended. "
    "It is long and it is narrow. "
)
DRAWN = {
    "item": ("diesel", "coal", "fuel", "grain", "timber", "kerosene"),
    "moved": ("rose", "fell", "grew", "dropped", "jumped"),
    "month": ("January", "March", "May", "August", "October"),
    "count": ("five", "eight", "three", "a dozen", "11"),
    "place": ("road", "pass", "harbour", "crossing", "railway"),
}


@dataclass
class Made:
    """What was written: planted pairs (child, parent, share kept), and the texts of the first of them."""

    planted: list[tuple[int, int, float]] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)


def texts(count: int, seed: int, found: Made) -> Iterator[str]:
    """Make articles one after the other, of which only the last 5,000 are held."""
    dice = np.random.default_rng(seed)
    letters = np.array(list("abcdefghijklmnoprstuvw"))
    vocabulary = np.array(
        ["".join(dice.choice(letters, size=int(n))) for n in dice.integers(2, 10, 30_000)]
    )
    rank = 1.0 / np.arange(1, 30_001)
    chance = np.cumsum(rank / rank.sum())
    held: dict[int, list[str]] = {}
    for n in range(count):
        if n > 20 and n % 20 == 0:
            parent, kept = int(dice.integers(max(0, n - NEAR), n)), KEPT[(n // 20) % 4]
            keep = [s for s in held[parent] if dice.random() < kept] or held[parent][:3]
            held[n] = [
                " ".join(w if dice.random() > 0.03 else "other" for w in s.split(" "))
                for s in keep
            ]
            found.planted.append((n, parent, kept))
            if len(found.pairs) < ALIGNED:
                found.pairs.append((" ".join(held[n]), " ".join(held[parent])))
        else:
            length = int(np.clip(dice.normal(436, 120), 80, 1200))
            drawn = vocabulary[np.searchsorted(chance, dice.random(length))]
            held[n] = [
                " ".join(drawn[at : at + 22]).capitalize() + "." for at in range(0, length, 22)
            ]
        held.pop(n - NEAR, None)
        yield "\n\n".join(" ".join(held[n][at : at + 3]) for at in range(0, len(held[n]), 3))


def written(folder: Path, count: int, seed: int, first: int) -> Made:
    """Write the articles as CSV, and the first of them as normalised words for the peers."""
    found = Made()
    with (
        (folder / "articles.csv").open("w", encoding="utf-8", newline="") as file,
        (folder / "first.csv").open("w", encoding="utf-8", newline="") as some,
        (folder / "words.txt").open("w", encoding="utf-8") as plain,
    ):
        every, few = csv.writer(file), csv.writer(some)
        for table in (every, few):
            table.writerow(("id", "publisher", "date", "text"))
        for n, text in enumerate(texts(count, seed, found)):
            row = (n, f"paper {n % 50}", f"2019-{n % 12 + 1:02}-{n % 28 + 1:02}", text)
            every.writerow(row)
            if n < first:
                few.writerow(row)
                plain.write(" ".join(words(text)) + "\n")
    return found


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


def run(
    path: Path, store: Path, times: dict[str, float]
) -> tuple[set[frozenset[int]], set[frozenset[int]]]:
    """Read a file and run the steps, each timed; give the candidates and the related pairs."""
    bench = Bench(store, CHANNEL, threads=2)
    source = Source("a" * 64, path.name, channel="reports")
    tables = {name: bench.plan.tables[name] for name in READER.makes}
    with clocked(times, "read"):
        bench.engine.read([Reading(READER, source, path, tables)], lambda *_: None)
    times["read_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    for step in STEPS:
        with clocked(times, step):
            bench.run(step)
        times[step + "_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

    def numbered(name: str, ends: tuple[str, str]) -> set[frozenset[int]]:
        rows = bench.engine.table(name).select(list(ends)).to_pylist()
        return {frozenset(int(r[end].split("#")[1]) for end in ends) for r in rows}

    return numbered("pairs", ("first", "second")), numbered("lineage", ("child", "parent"))


def peer_python() -> str | None:
    """Give the Python of the environment that holds the peers; nothing if it cannot be made."""
    home = Path(tempfile.gettempdir()) / "hawse-benchmark-peers-reports"
    python = home / "bin" / "python"
    test = [str(python), "-c", "import datasketch, rensa"]
    if not python.exists():
        venv.create(home, with_pip=True)
        subprocess.run(
            [str(python), "-m", "pip", "install", "-q", *PEERS], check=False, capture_output=True
        )
    done = subprocess.run(test, check=False, capture_output=True).returncode
    return str(python) if done == 0 else None


def peers(
    folder: Path, planted: list[tuple[int, int, float]], ours: float, join: float
) -> dict[str, object]:
    """Time the candidate step of each peer, beside ours on the same articles."""
    python = peer_python()
    if python is None:
        return {"none": "could not be installed"}
    script = Path(__file__).with_name("peer_minhash.py")
    out: dict[str, object] = {}
    for name in ("datasketch", "rensa"):
        for threshold in (0.5, 0.8):
            call = [python, str(script), name, str(threshold), str(folder / "words.txt")]
            done = subprocess.run(call, capture_output=True, check=False, text=True)
            if done.returncode:
                out[f"{name}_{threshold}"] = done.stderr[-200:]
                continue
            told = json.loads(done.stdout)
            linked = {frozenset(p) for p in told.pop("pairs")}
            out[f"{name}_{threshold}"] = {
                **told,
                "ratio": round(told["cpu"] / max(ours, 0.01), 1),
                "ratio_lookup": round(told["lookup_cpu"] / max(join, 0.01), 1),
                "recall": recall(planted, linked)["all"],
            }
    return out


def beside(folder: Path, found: Made, first: int) -> dict[str, object]:
    """Run our candidate step and the peers' on the first articles."""
    times: dict[str, float] = {}
    candidates, _ = run(folder / "first.csv", folder / "first", times)
    planted = [p for p in found.planted if p[0] < first]
    ours = times["fingerprints_cpu"] + times["pairs_cpu"]
    return {
        "articles": first,
        "hawse": {"cpu": round(ours, 2), "lookup_cpu": times["pairs_cpu"], "recall": recall(planted, candidates)["all"]},
        **peers(folder, planted, ours, times["pairs_cpu"]),
    }  # fmt: skip


def aligning(found: Made) -> float:
    """Give the article pairs aligned and labelled in a second of CPU."""

    def laid(text: str) -> list[dict[str, object]]:
        return [
            {"sentence": n, "text": text[a:b], "tokens": words(text[a:b])}
            for n, (a, b) in enumerate(sentences(text))
        ]

    every = [(laid(child), laid(parent)) for child, parent in found.pairs]
    for child, parent in every[:20]:  # the kernels are compiled once
        pair(child, parent)
    began = time.process_time()
    for child, parent in every:
        pair(child, parent)
    return round(len(every) / max(time.process_time() - began, 1e-9), 1)


def told_reports(times: int, count: int = 200) -> Iterator[str]:
    """Make reports of six times ``times`` sentences, each with figures and words of its own."""
    dice = np.random.default_rng(times)
    for _ in range(count):
        yield "".join(
            REPORT.format(
                share=int(dice.integers(2, 90)),
                tonnes=int(dice.integers(1_000, 90_000)),
                workers=int(dice.integers(1_000, 60_000)),
                **{name: str(dice.choice(words)) for name, words in DRAWN.items()},
            )
            for _ in range(times)
        )


def claiming(times: int = 1) -> tuple[float, float]:
    """Give the articles and the claims extracted in a second of CPU, on reports of news density.

    A report has 76 words; ``times`` 6 makes the 456 of a usual news article. No two are the same:
    goods, figures, months and directions are drawn.
    """
    every = [
        [
            {"sentence": n, "paragraph": n // 3, "text": text[a:b]}
            for n, (a, b) in enumerate(sentences(text))
        ]
        for text in told_reports(times)
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
    for rows in every:
        told += len(extract(rows, datetime(2020, 1, 1, tzinfo=UTC), gazetteer, ()))
    spent = time.process_time() - began
    return round(len(every) / spent, 1), round(told / spent, 1)


def main() -> None:
    """Make the articles, run and time everything, print one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--peers", type=int, default=10_000, help="articles for the peers; 0: none"
    )
    given = parser.parse_args()
    first = min(given.peers, given.articles)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = written(folder, given.articles, given.seed, first)
        times: dict[str, float] = {}
        candidates, linked = run(folder / "articles.csv", folder / "store", times)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        other = beside(folder, found, first) if first else {}
    articles, told = claiming()
    at_length, told_at_length = claiming(6)
    total = sum(times[s] for s in ("read", *STEPS))
    planted = {frozenset(p[:2]) for p in found.planted}
    print(
        json.dumps(
            {
                "articles": given.articles,
                "seconds": round(total, 2),
                "cpu_seconds": round(sum(times[f"{s}_cpu"] for s in ("read", *STEPS)), 2),
                "per_second": round(given.articles / total, 1),
                "peak_mb": peak,
                "steps": times,
                "recall": recall(found.planted, linked),
                "recall_candidates": recall(found.planted, candidates).get("all"),
                "false_pairs": len(linked - planted),
                "candidates": len(candidates),
                "planted": len(found.planted),
                "peers": other,
                "pairs_aligned_per_cpu_second": aligning(found),
                "articles_extracted_per_cpu_second": articles,
                "claims_per_cpu_second": told,
                "articles_of_456_words_extracted_per_cpu_second": at_length,
                "claims_of_456_words_per_cpu_second": told_at_length,
            }
        )
    )


if __name__ == "__main__":
    main()
