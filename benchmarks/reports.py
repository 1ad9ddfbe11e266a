"""How fast copied stories are found: file to lineage, the candidate step beside its peers, alignment, claims.

    python -m benchmarks.reports [--articles 10000] [--seed 1] [--peers 10000] [--news ARTICLES.csv.xz]

Articles are made of words drawn by a Zipf law, 436 in the mean, and written as one CSV; one in twenty
is made from one of the 5,000 before it: cut to 30, 45, 60 or 80 % of its sentences with 3 % of the
words changed. The channel's own reader and steps run on that file as ``hawse reports`` runs them, one
process, two threads; ``seconds`` is of the wall and ``cpu_seconds`` of the process, from the file to
the table ``lineage``; ``peak_mb`` is the process's largest resident size by then. The articles are
not marked as made up, so that the steps run once, as they do for a user.

Peers (datasketch, rensa; 128 permutations) are installed into an environment of their own and run by
turns with ours on the first ``--peers`` articles, all from the same start. ``from_shingles``: the
shingles of five words lie ready, as what each takes (strings for the peers, 64-bit hashes for ours);
the clock runs to the pairs. ``from_text``: ours are the steps ``fingerprints``, ``meetings`` and
``pairs`` with their files read and written; a peer pays for words in lower case by a plain pattern,
cheaper than our normal forms, and for joining them. ``cpu`` is the median of the rounds, ``ratio`` that
over ours, ``recall`` is over the planted pairs.

Claims are timed on made reports in which nearly every sentence makes one, some forty in 456 words, and
with ``--news`` on the column ``text`` of a file of real articles, where twenty in 700 words are usual.
"""

import argparse
import csv
import gzip
import json
import lzma
import resource
import subprocess
import tempfile
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.made_reports import KEPT, Made, texts, told_reports

from hawse.channels.reports import CHANNEL
from hawse.channels.reports.extract.article import extract
from hawse.channels.reports.extract.reading import Gazetteer
from hawse.channels.reports.observe.aligned import pair
from hawse.channels.reports.read.csv_articles import READER
from hawse.channels.reports.text.joined import sharing
from hawse.channels.reports.text.normal import words
from hawse.channels.reports.text.scan import Hashes, Places
from hawse.channels.reports.text.shingles import CUT, marks
from hawse.channels.reports.text.split import sentences
from hawse.core.source import Source
from hawse.engine.reading import Reading
from hawse.testing import Bench

PEERS = ("datasketch==2.0.0", "rensa==0.5.0")
PEERS_ASKED = (("datasketch", 0.5), ("rensa", 0.5), ("rensa", 0.8))
ROUNDS = 3
CANDIDATES = ("fingerprints", "meetings", "pairs")
STEPS = (
    "headers",
    "parted",
    "paragraphs",
    "heads",
    "fingerprints",
    "meetings",
    "pairs",
    "related",
    "told",
    "lineage",
    "shared_quotes",
)


def written(folder: Path, count: int, seed: int, first: int) -> Made:
    """Write the articles as CSV, and the first of them as lines for the peers."""
    found = Made()
    with (
        (folder / "articles.csv").open("w", encoding="utf-8", newline="") as file,
        (folder / "first.csv").open("w", encoding="utf-8", newline="") as some,
        (folder / "texts.jsonl").open("w", encoding="utf-8") as plain,
    ):
        every, few = csv.writer(file), csv.writer(some)
        for table in (every, few):
            table.writerow(("id", "publisher", "date", "text"))
        for n, text in enumerate(texts(count, seed, found)):
            row = (n, f"paper {n % 50}", f"2019-{n % 12 + 1:02}-{n % 28 + 1:02}", text)
            every.writerow(row)
            if n < first:
                few.writerow(row)
                plain.write(json.dumps(text) + "\n")
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
    planned = {p.step.name: p for p in bench.plan.steps}
    for step in STEPS:
        with clocked(times, step):
            bench.engine.run(planned[step])
        times[step + "_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

    def numbered(name: str, ends: tuple[str, str]) -> set[frozenset[int]]:
        rows = bench.engine.table(name).select(list(ends)).to_pylist()
        return {frozenset(int(r[end].split("#")[1]) for end in ends) for r in rows}

    return numbered("pairs", ("first", "second")), numbered("made_from", ("child", "parent"))


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


def ready(texts: list[str]) -> tuple[Hashes, Places]:
    """Give the articles' shingles as hashes, each once: made before the clock starts."""
    every = [marks(words(text)) for text in texts]
    return np.concatenate(every), np.cumsum([0, *map(len, every)])


def candidates_of(hashes: Hashes, starts: Places) -> set[frozenset[int]]:
    """Give our candidates from ready shingles: the rule of ``meetings`` and ``pairs``."""
    use = hashes <= CUT
    holders = np.repeat(np.arange(len(starts) - 1), np.diff(starts))[use]
    met = sharing(hashes[use], holders, 50)
    packed, shared = np.unique((met.ones << 32) | met.others, return_counts=True)
    ones, others = packed >> 32, packed & 0xFFFFFFFF
    sizes = np.bincount(holders, minlength=len(starts) - 1)
    enough = (shared >= 2) & (shared >= 0.03 * np.minimum(sizes[ones], sizes[others]))
    return {frozenset(p) for p in zip(ones[enough].tolist(), others[enough].tolist(), strict=True)}


def asked(python: str, name: str, threshold: float, start: str, folder: Path) -> dict[str, Any]:
    """Ask one peer once."""
    script = Path(__file__).with_name("peer_minhash.py")
    call = [python, str(script), name, str(threshold), start, str(folder / "texts.jsonl")]
    done = subprocess.run(call, capture_output=True, check=False, text=True)
    return {"fault": done.stderr[-200:]} if done.returncode else dict(json.loads(done.stdout))


def beside(folder: Path, found: Made, first: int) -> dict[str, object]:
    """Run our candidate step and the peers' on the first articles, by turns, from the same start."""
    planted = [p for p in found.planted if p[0] < first]
    with (folder / "texts.jsonl").open(encoding="utf-8") as file:
        hashes, starts = ready([json.loads(line) for line in file])
    candidates_of(hashes[: starts[20]], starts[:21])  # kernels are loaded before the clock starts
    python, told = peer_python(), ("text", "shingles")
    spent: dict[tuple[str, str], list[float]] = {}
    linked: dict[tuple[str, str], set[frozenset[int]]] = {}
    for turn in range(ROUNDS):
        times: dict[str, float] = {}
        linked["hawse", "text"] = run(folder / "first.csv", folder / f"first{turn}", times)[0]
        steps = sum(times[f"{step}_cpu"] for step in CANDIDATES)
        spent.setdefault(("hawse", "text"), []).append(steps)
        began = time.process_time()
        linked["hawse", "shingles"] = candidates_of(hashes, starts)
        spent.setdefault(("hawse", "shingles"), []).append(time.process_time() - began)
        for name, threshold in PEERS_ASKED if python else ():
            for start in told:
                said = asked(python or "", name, threshold, start, folder)
                key = (f"{name}_{threshold}", start)
                spent.setdefault(key, []).append(said.get("cpu", float("nan")))
                linked[key] = {frozenset(p) for p in said.get("pairs", ())}
    middle = {key: float(np.median(every)) for key, every in spent.items()}
    return {"articles": first, "rounds": ROUNDS} | {
        f"{name}_from_{start}": {
            "cpu": round(cpu, 3),
            "ratio": round(cpu / middle["hawse", start], 2),
            "recall": recall(planted, linked[name, start])["all"],
        }
        for (name, start), cpu in middle.items()
    }


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


def claiming(times: int = 1) -> tuple[float, float]:
    """Give the articles and the claims extracted in a second of CPU, on reports of news density.

    A report has 76 words; ``times`` 6 makes the 456 of a usual news article. No two are the same:
    goods, figures, months and directions are drawn.
    """
    every = [cut(text) for text in told_reports(times)]
    return extracting(every)


def printed(path: Path) -> dict[str, float]:
    """Give the same for the real articles of a CSV, with the words that one has in the mean."""
    csv.field_size_limit(1 << 27)
    opened = lzma.open if path.suffix == ".xz" else gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        every = [row["text"] for row in csv.DictReader(file) if row["text"]]
    articles, claims = extracting([cut(text) for text in every])
    return {
        "articles": len(every),
        "words": round(sum(len(text.split()) for text in every) / len(every), 1),
        "articles_extracted_per_cpu_second": articles,
        "claims_per_cpu_second": claims,
    }


def cut(text: str) -> list[dict[str, Any]]:
    """Give the sentences of an article as the step before the claims gives them."""
    return [
        {"sentence": n, "paragraph": n // 3, "text": text[a:b]}
        for n, (a, b) in enumerate(sentences(text))
    ]


def extracting(every: list[list[dict[str, Any]]]) -> tuple[float, float]:
    """Give the articles and the claims extracted in a second of CPU."""
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
    parser.add_argument("--news", type=Path, help="a CSV of real articles with a column text")
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
                "news": printed(given.news) if given.news else None,
            }
        )
    )


if __name__ == "__main__":
    main()
