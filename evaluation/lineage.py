"""How well copied stories are found: pairs of articles labelled by hand, beside honest baselines.

    python -m evaluation.lineage LABELS.csv ARTICLES.csv.xz [--damage all|NAME]

LABELS has columns id_a, id_b, label (lineage, digest: one was made from the other; none: not;
background: an agency's background paragraph alone, left out) and stratum_weight; ARTICLES has id,
publisher, text. The channel's own steps run on all articles, unchanged; a pair counts as found if the
table ``lineage`` holds it. ``weighted`` scales each pair by its stratum, so that it speaks of all
pairs of the collection. Intervals are bootstraps over pairs. ``--damage`` measures again on texts
that were damaged, every article by its own draw (``evaluation/damage.py``): ``damaged`` has a row each.
"""

# ruff: noqa: PLR2004 - the shares and cuts are the protocol, written out where they act

import argparse
import bz2
import csv
import gzip
import json
import lzma
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TextIO, cast

import numpy as np
from evaluation.damage import DAMAGES, damaged

from hawse.channels.reports import CHANNEL
from hawse.channels.reports.tables import DOCUMENTS
from hawse.channels.reports.text.normal import words
from hawse.channels.reports.text.shingles import Marks, marks
from hawse.testing import Bench

POSITIVE = {"lineage", "digest"}
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
)
Pair = dict[str, str]


def articles(path: Path) -> dict[str, Pair]:
    """Read the articles by their ids."""
    csv.field_size_limit(1 << 30)
    with opened(path) as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def opened(path: Path) -> TextIO:
    """Open a text file that may be packed."""
    packed = {".xz": lzma.open, ".gz": gzip.open, ".bz2": bz2.open}.get(path.suffix, open)
    return cast("TextIO", packed(path, "rt", encoding="utf-8", newline=""))


def hurt(labels: list[Pair], texts: dict[str, Pair], names: list[str]) -> dict[str, object]:
    """Measure on damaged texts, a row for each kind of damage."""
    out: dict[str, object] = {}
    plain = {key: row["text"] for key, row in texts.items()}
    for name in names:
        worse = damaged(plain, name)
        edges = found({key: {**row, "text": worse[key]} for key, row in texts.items()})

        def says(row: Pair, edges: dict[frozenset[str], str] = edges) -> bool:
            return frozenset((row["id_a"], row["id_b"])) in edges

        precision, recall, f1 = scores(labels, says, weighted=False)
        out[name] = {
            "precision": round(precision, 3),
            "recall": round(recall, 3),
            "f1": round(f1, 3),
            "weighted_f1": round(scores(labels, says, weighted=True)[2], 3),
        }
    return out


def found(texts: dict[str, Pair]) -> dict[frozenset[str], str]:
    """Run the channel's steps and give the related pairs."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), CHANNEL, threads=2)
        rows: list[dict[str, object]] = [
            {
                "article_id": k,
                "source_id": k,
                "locator": f"row {k}",
                "text": a["text"],
                "publisher": a.get("publisher"),
                "synthetic": False,
            }
            for k, a in texts.items()
        ]
        bench.add("documents", DOCUMENTS.rows(rows))
        edges = bench.run(*STEPS)
        return {frozenset((e["child"], e["parent"])): e["relation"] for e in edges.to_pylist()}


def scores(
    labels: list[Pair], says: Callable[[Pair], bool], *, weighted: bool
) -> tuple[float, float, float]:
    """Give precision, recall and F1."""
    hit = wrong = missed = 0.0
    for row in labels:
        weight = float(row.get("stratum_weight") or 1) if weighted else 1.0
        truth, said = row["label"] in POSITIVE, says(row)
        hit += weight * (truth and said)
        wrong += weight * (said and not truth)
        missed += weight * (truth and not said)
    precision = hit / (hit + wrong) if hit + wrong else 0.0
    recall = hit / (hit + missed) if hit + missed else 0.0
    return precision, recall, 2 * hit / (2 * hit + wrong + missed) if hit else 0.0


def interval(labels: list[Pair], says: Callable[[Pair], bool], *, weighted: bool) -> list[float]:
    """Give the 95 % bootstrap interval of F1 over pairs."""
    dice = np.random.default_rng(17)
    said = [(row, says(row)) for row in labels]
    drawn = []
    for _ in range(1000):
        pick = [said[n] for n in dice.integers(0, len(said), len(said))]
        known = {id(row): s for row, s in pick}
        drawn.append(
            scores([row for row, _ in pick], lambda r, k=known: k[id(r)], weighted=weighted)[2]
        )
    return [round(float(v), 3) for v in np.quantile(drawn, [0.025, 0.975])]


def baselines(labels: list[Pair], texts: dict[str, Pair]) -> dict[str, dict[str, float]]:
    """Score the usual rules on the same pairs: Jaccard, containment, MinHash with banding."""
    whole = {
        k: np.unique(marks(words(texts[k]["text"])))
        for row in labels
        for k in (row["id_a"], row["id_b"])
    }
    sketches = {k: minhash(m) for k, m in whole.items()}

    def jaccard(row: Pair) -> float:
        a, b = whole[row["id_a"]], whole[row["id_b"]]
        both = len(np.intersect1d(a, b, assume_unique=True))
        return both / max(len(a) + len(b) - both, 1)

    def contained(row: Pair) -> float:
        a, b = whole[row["id_a"]], whole[row["id_b"]]
        return len(np.intersect1d(a, b, assume_unique=True)) / max(min(len(a), len(b)), 1)

    rules: dict[str, Callable[[Pair], bool]] = {
        "jaccard_.8": lambda r: jaccard(r) >= 0.8,
        "jaccard_.5": lambda r: jaccard(r) >= 0.5,
        "containment_.5": lambda r: contained(r) >= 0.5,
        "containment_.2": lambda r: contained(r) >= 0.2,
        "minhash_lsh_.8": lambda r: banded(sketches[r["id_a"]], sketches[r["id_b"]], 9, 13),
        "minhash_lsh_.5": lambda r: banded(sketches[r["id_a"]], sketches[r["id_b"]], 25, 5),
    }
    return {
        name: {
            "f1": round(scores(labels, rule, weighted=False)[2], 3),
            "weighted_f1": round(scores(labels, rule, weighted=True)[2], 3),
        }
        for name, rule in rules.items()
    }


def minhash(found_marks: Marks, permutations: int = 128) -> Marks:
    """Give the MinHash sketch of a set: the least of each of 128 affine permutations."""
    dice = np.random.default_rng(1)
    a = dice.integers(1, 1 << 62, permutations, dtype=np.uint64) | np.uint64(1)
    b = dice.integers(0, 1 << 62, permutations, dtype=np.uint64)
    if not len(found_marks):
        return np.zeros(permutations, dtype=np.uint64)
    return np.array(
        [(found_marks * x + y).min() for x, y in zip(a, b, strict=True)], dtype=np.uint64
    )


def banded(one: Marks, other: Marks, bands: int, rows: int) -> bool:
    """Say whether two sketches agree in a whole band, as LSH looks them up."""
    return any(
        bool((one[n * rows : (n + 1) * rows] == other[n * rows : (n + 1) * rows]).all())
        for n in range(bands)
    )


def main() -> None:
    """Read, run, score, print one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labels", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--damage", choices=["all", *DAMAGES])
    given = parser.parse_args()
    with opened(given.labels) as file:
        every = list(csv.DictReader(file))
    labels = [row for row in every if row["label"] != "background"]
    texts = articles(given.articles)
    edges = found(texts)

    def says(row: Pair) -> bool:
        return frozenset((row["id_a"], row["id_b"])) in edges

    names = list(DAMAGES) if given.damage == "all" else [given.damage] if given.damage else []
    precision, recall, f1 = scores(labels, says, weighted=False)
    weighted = scores(labels, says, weighted=True)
    for row in labels:
        if says(row) != (row["label"] in POSITIVE):
            print(
                f"differs: {row['id_a']} {row['id_b']} labelled {row['label']}, {'related' if says(row) else 'not related'}"
            )
    print(
        json.dumps(
            {
                "n": len(labels),
                "precision": round(precision, 3),
                "recall": round(recall, 3),
                "f1": round(f1, 3),
                "f1_interval": interval(labels, says, weighted=False),
                "weighted_f1": round(weighted[2], 3),
                "weighted_f1_interval": interval(labels, says, weighted=True),
                "weighted_precision": round(weighted[0], 3),
                "weighted_recall": round(weighted[1], 3),
                "background_left_out": len(every) - len(labels),
                "articles": len(texts),
                "edges": len(edges),
                "baselines": baselines(labels, texts),
                **({"damaged": hurt(labels, texts, names)} if names else {}),
            }
        )
    )


if __name__ == "__main__":
    main()
