"""How well sentences are aligned and edits named: a stress set made at any seed, or pairs made by hand.

    python -m evaluation.alignment --seed N [--pairs 150] [--articles ARTICLES.csv.xz] [--damage all|NAME]
    python -m evaluation.alignment GOLD.json [--damage all|NAME]

The stress set cuts, moves, splits, merges and rewords real articles and puts strangers' sentences in,
so that every link is known; without ``--articles`` it looks for the collection in ../shared, and
without that it joins texts of ``gold/alignment.json``. GOLD holds pairs written by hand: sentences
of a parent and of a child, the links, and the labels of the edits (``evaluation/gold/alignment.json``).
``f1`` is over links (child sentence, parent sentence); ``label_macro_f1`` over the labels of links and
of edits, each label counted once. ``--damage`` measures again with the children damaged
(``evaluation/damage.py``); there ``label_macro_f1`` is over the labels of links alone, because damage is
an edit that nobody labelled.
"""

# ruff: noqa: PLR2004 - the shares and cuts are the protocol, written out where they act

import argparse
import csv
import json
import lzma
from collections import defaultdict
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np
from evaluation.damage import DAMAGES, FURNITURE

from hawse.channels.reports.observe.aligned import pair
from hawse.channels.reports.text.normal import words
from hawse.channels.reports.text.parts import parts
from hawse.channels.reports.text.split import sentences

HERE = Path(__file__).parent
GOLD = HERE / "gold" / "alignment.json"
SHARED = HERE.parents[1] / "shared" / "data" / "reports" / "helsinki_articles.csv.xz"
LIKE = {
    "said": "stated",
    "with": "alongside",
    "after": "following",
    "also": "too",
    "big": "large",
    "says": "states",
    "about": "around",
}


class Planted(NamedTuple):
    """Two texts and the truth: links (child, parent, label)."""

    parent: list[str]
    child: list[str]
    links: set[tuple[int, int, str]]


def collection(path: Path | None) -> list[list[str]]:
    """Give articles as lists of sentences."""
    path = path or (SHARED if SHARED.exists() else None)
    if path is None:
        written = [p["parent"] for p in json.loads(GOLD.read_text("utf-8"))["pairs"]]
        eight = [[*chain(*(written[n - k] for k in range(8)))] for n in range(len(written))]
        return [distinct([s for s in texts if len(words(s)) >= 6]) for texts in eight]
    csv.field_size_limit(1 << 30)
    found = []
    with lzma.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            body = [row["text"][p.start : p.end] for p in parts(row["text"]) if p.role == "body"]
            split = [text[a:b] for text in body for a, b in sentences(text)]
            unique = distinct([s for s in split if len(words(s)) >= 6])
            if 12 <= len(unique) <= 80:
                found.append(unique)
    return found


def distinct(split: list[str]) -> list[str]:
    """Leave out sentences that an article repeats, whole or nearly: their truth would be ambiguous."""
    kept: list[str] = []
    bags: list[set[str]] = []
    for text in split:
        bag = set(words(text))
        if all(len(bag & other) <= 0.6 * min(len(bag), len(other)) for other in bags):
            kept.append(text)
            bags.append(bag)
    return kept


def planted(dice: np.random.Generator, article: list[str], stranger: list[str]) -> Planted:
    """Make a child of an article: 30-70 % kept, some moved, split, merged, reworded; strangers added."""
    order, moved = shuffled(dice, article)
    child: list[str] = []
    links: set[tuple[int, int, str]] = set()
    place = 0
    while place < len(order):
        n = order[place]
        if dice.random() < 0.12:
            child.append(stranger[int(dice.integers(0, len(stranger)))])
        text = article[n].split()
        draw = dice.random()
        label = "moved" if n in moved else ""
        follows = place + 1 < len(order) and order[place + 1] == n + 1 and not moved & {n, n + 1}
        if draw < 0.12 and len(text) >= 16:
            cut = len(text) // 2
            links |= {(len(child), n, label or "split"), (len(child) + 1, n, label or "split")}
            child += [" ".join(text[:cut]) + ".", " ".join(text[cut:])]
        elif draw < 0.24 and follows:
            links |= {(len(child), n, "merged"), (len(child), n + 1, "merged")}
            child.append(article[n].rstrip(".") + ", and " + article[n + 1])
            place += 1
        else:
            new = reworded(dice, text)
            same = words(" ".join(new)) == words(article[n])
            links.add((len(child), n, label or ("kept" if same else "edited")))
            child.append(" ".join(new))
        place += 1
    return Planted(article, child, links)


def shuffled(dice: np.random.Generator, article: list[str]) -> tuple[list[int], set[int]]:
    """Choose what is kept and in which order; say what was moved."""
    share = dice.uniform(0.3, 0.7)
    order = [n for n in range(len(article)) if dice.random() < share]
    if dice.random() < 0.16:
        order = order[: max(3, len(order) // 2)]
    if len(order) <= 6 or dice.random() >= 0.4:
        return order, set()
    size = int(dice.integers(1, 3))
    at = int(dice.integers(0, len(order) - size))
    block, rest = order[at : at + size], order[:at] + order[at + size :]
    to = int(dice.integers(0, len(rest) + 1))
    return (rest[:to] + block + rest[to:], set(block)) if abs(to - at) > 1 else (order, set())


def reworded(dice: np.random.Generator, text: list[str]) -> list[str]:
    """Change up to 35 % of the words in four sentences of ten: drop, swap, or put one in."""
    if dice.random() > 0.4:
        return text
    share = dice.uniform(0.03, 0.35)
    out: list[str] = []
    for word in text:
        draw = dice.random()
        if draw < share / 3 and len(text) > 8:
            continue
        out.append(LIKE.get(word, "changed") if draw < 2 * share / 3 else word)
        if 2 * share / 3 <= draw < share:
            out.append("quite")
    return out


def rows(texts: list[str]) -> list[dict[str, object]]:
    """Lay sentences out as the step reads them."""
    return [{"sentence": n, "text": text, "tokens": words(text)} for n, text in enumerate(texts)]


class Tally:
    """Hits, wrong and missed ones, in all and by label."""

    def __init__(self) -> None:
        self.count: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])

    def add(self, name: str, truth: set[object], said: set[object]) -> None:
        """Count one set against another."""
        for n, value in enumerate((len(truth & said), len(said - truth), len(truth - said))):
            self.count[name][n] += value

    def f1(self, name: str) -> float:
        """Give F1 of one label."""
        hit, wrong, missed = self.count[name]
        return 2 * hit / (2 * hit + wrong + missed) if hit + wrong + missed else 1.0


def hurt(case: Planted, name: str, dice: np.random.Generator) -> Planted:
    """Damage a child: its sentences, or which of them there are."""
    if name == "lossy":
        kept = [n for n in range(len(case.child)) if dice.random() >= 0.3]
        place = {n: at for at, n in enumerate(kept)}
        links = {(place[c], p, label) for c, p, label in case.links if c in place}
        return Planted(case.parent, [case.child[n] for n in kept], links)
    if name == "furnished":
        child: list[str] = []
        place = {}
        for n, text in enumerate(case.child):
            if dice.random() < 0.3:
                child.append(FURNITURE[int(dice.integers(0, len(FURNITURE)))])
            place[n] = len(child)
            child.append(text)
        return Planted(case.parent, child, {(place[c], p, label) for c, p, label in case.links})
    return Planted(case.parent, [DAMAGES[name](t, dice) for t in case.child], case.links)


def worse(
    cases: list[tuple[Planted, dict[int, list[str]] | None]], names: list[str]
) -> dict[str, object]:
    """Measure with damaged children, a row for each kind of damage."""
    out: dict[str, object] = {}
    for name in names:
        dice = np.random.default_rng(3)
        got = judge([(hurt(case, name, dice), None) for case, _ in cases])
        out[name] = {k: got[k] for k in ("f1", "f1_interval", "label_macro_f1")}
    return out


def judge(cases: list[tuple[Planted, dict[int, list[str]] | None]]) -> dict[str, object]:
    """Align every pair and score links, labels and edits."""
    links, labels = Tally(), Tally()
    every: list[float] = []
    for case, ops in cases:
        got = pair(rows(case.child), rows(case.parent))
        linked = {
            (int(str(r["child_sentence"])), int(str(r["parent_sentence"])), str(r["label"]))
            for r in got
            if r["child_sentence"] is not None and r["parent_sentence"] is not None
        }
        truth, said = {t[:2] for t in case.links}, {t[:2] for t in linked}
        links.add("link", set(truth), set(said))
        every.append(2 * len(truth & said) / (len(truth) + len(said)) if truth or said else 1.0)
        alone = {("added", n) for n in range(len(case.child))} - {("added", c) for c, _ in truth}
        cut = {("cut", n) for n in range(len(case.parent))} - {("cut", p) for _, p in truth}
        given = {
            (
                str(r["label"]),
                r["child_sentence"] if r["label"] == "added" else r["parent_sentence"],
            )
            for r in got
            if r["label"] in {"added", "cut"}
        }
        for name in ("added", "cut"):
            labels.add(
                name, {t for t in alone | cut if t[0] == name}, {t for t in given if t[0] == name}
            )
        for name in ("kept", "edited", "merged", "split", "moved"):
            labels.add(
                name, {t for t in case.links if t[2] == name}, {t for t in linked if t[2] == name}
            )
        if ops is not None:
            edits(labels, got, ops)
    dice = np.random.default_rng(5)
    means = [float(np.mean(dice.choice(every, len(every)))) for _ in range(1000)]
    names = sorted(name for name, c in labels.count.items() if c[0] + c[2])
    return {
        "f1": round(links.f1("link"), 4),
        "f1_interval": [round(float(v), 4) for v in np.quantile(means, [0.025, 0.975])],
        "label_macro_f1": round(float(np.mean([labels.f1(n) for n in names])), 4),
        "labels": {n: round(labels.f1(n), 3) for n in names},
        "pairs": len(cases),
        "links": links.count["link"],
    }


def edits(labels: Tally, got: list[dict[str, object]], ops: dict[int, list[str]]) -> None:
    """Score the edit labels of each child sentence that was edited."""
    said: dict[int, set[str]] = defaultdict(set)
    for row in got:
        if row["child_sentence"] is not None and row["parent_sentence"] is not None:
            said[int(str(row["child_sentence"]))] |= {e["op"] for e in json.loads(str(row["ops"]))}
    for name in sorted(
        {o for listed in ops.values() for o in listed} | {o for s in said.values() for o in s}
    ):
        truth = {(n, name) for n, listed in ops.items() if name in listed}
        labels.add("op:" + name, set(truth), {(n, name) for n, s in said.items() if name in s})


def main() -> None:
    """Make or read the pairs, align them, print one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="?", type=Path)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--pairs", type=int, default=150)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--damage", choices=["all", *DAMAGES])
    given = parser.parse_args()
    names = list(DAMAGES) if given.damage == "all" else [given.damage] if given.damage else []
    cases: list[tuple[Planted, dict[int, list[str]] | None]] = []
    if given.seed is None:
        for p in json.loads((given.gold or GOLD).read_text("utf-8"))["pairs"]:
            known = {(c, q, label) for c, q, label in p["links"]}
            cases.append(
                (Planted(p["parent"], p["child"], known), {int(k): v for k, v in p["ops"].items()})
            )
    else:
        dice = np.random.default_rng(given.seed)
        found = collection(given.articles)
        for _ in range(given.pairs):
            one, other = dice.choice(len(found), 2, replace=False)
            cases.append((planted(dice, found[int(one)], found[int(other)]), None))
    damaged = {"damaged": worse(cases, names)} if names else {}
    print(json.dumps({**judge(cases), **damaged}))


if __name__ == "__main__":
    main()
