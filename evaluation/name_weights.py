"""Fit the weights of names and write them as facts: pairs of names, and screened names against lists.

python -m evaluation.name_weights PAIRS.csv ENTITIES.yml POSITIVES.csv PLAIN.csv NEGATIVES.csv[.gz] LIST... -o name_weights.csv
"""

import argparse
import csv
import json
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from evaluation import entity_pairs
from evaluation.fitting import Floats, digest, fitted
from evaluation.name_pairs import measured
from evaluation.screen_rows import Bench, answers, rows_of

from hawse.channels.measures.screen.forms import form
from hawse.channels.measures.screen.hits import having
from hawse.channels.measures.screen.index import Rarity, in_order
from hawse.channels.measures.screen.likeness import RARE, Judge
from hawse.channels.measures.screen.resemblance import MEASURES
from hawse.channels.measures.screen.survivors import surviving

PAIR_RIDGE, SCREEN_RIDGE = 10.0, 3.0


class Pair(NamedTuple):
    """A screened name and a listed one that have to be judged; ``row`` counts the rows as they were given."""

    row: int
    asked: str
    listed: str
    weak: bool


def screened(
    bench: Bench, plain: list[dict[str, str]], count: int
) -> tuple[Floats, Floats, list[Pair]]:
    """Give measures, truth and names of the pairs that screening has to judge.

    Pairs of a listed person with a party that is not theirs are left out: it may be another one's name.
    """
    judge = Judge([], Rarity(bench.tables["listed_index"]["tokens"]))
    pairs = surviving(
        *(bench.tables[n] for n in ("asked_index", "listed_index", "candidates")), bench.coarse
    )
    holding = having(bench.tables["listed_names"], {n for _, n, _ in pairs})
    truth = answers(plain, bench.tables)
    weak = {
        (r["list"], r["party"], r["name"])
        for r in bench.tables["listed_names"].to_pylist()
        if r["sort"] == "weak"
    }
    asked = bench.tables["asked_index"].sort_by("asked")["name"].to_pylist()
    lines = in_order(bench.tables["screened_names"])["locator"].to_pylist()
    first = [int(line.split()[-1]) - 2 for line in lines]
    rows, right, kept = [], [], []
    for number, name, schema in sorted(pairs):
        at = first[number]
        same = at < count and bool(holding[name] & truth[at])
        if schema == "person" and (at >= count or same):
            low = all((*key, name) in weak for key in holding[name])
            rows.append(
                judge.measures(
                    form(asked[number], "person"), form(name, "person"), weak=low, person=True
                )[1]
            )
            right.append(float(same))
            kept.append(Pair(at, asked[number], name, low))
    return np.array(rows), np.array(right), kept


def main() -> None:
    """Fit both and write the file."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("pairs", type=Path)
    ask.add_argument("entities", type=Path)
    ask.add_argument("positives", type=Path)
    ask.add_argument("plain", type=Path)
    ask.add_argument("negatives", type=Path)
    ask.add_argument("lists", type=Path, nargs="+")
    ask.add_argument("-o", "--out", type=Path, required=True)
    given = ask.parse_args()
    pairs = rows_of(given.pairs)
    truth = np.array([r["is_match"] == "true" for r in pairs], dtype=float)
    source = _source(given.pairs, len(pairs), "nomenklatura")
    made: list[dict[str, Any]] = weight_rows(
        "pair", MEASURES, fitted(measured(pairs), truth, PAIR_RIDGE), source
    )
    checks = entity_pairs.checks_of(given.entities)
    x, _ = entity_pairs.measured(checks)
    right = np.array([float(c["match"]) for c in checks])
    source = _source(given.entities, len(checks), "nomenklatura")
    made += weight_rows("entity", MEASURES, fitted(x, right, PAIR_RIDGE), source)
    listed, others = rows_of(given.positives), rows_of(given.negatives)
    bench = Bench(listed + others, given.lists)
    x, y, _ = screened(bench, rows_of(given.plain), len(listed))
    source = _source(given.positives, len(y), "yente")
    made += weight_rows("screen", (*MEASURES, *RARE), fitted(x, y, SCREEN_RIDGE), source)
    with given.out.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, ("use", "measure", "weight", "source"), lineterminator="\n")
        out.writeheader()
        out.writerows(made)
    print(json.dumps({"pairs": len(pairs), "screened_pairs": len(y), "rows": len(made)}))


def _source(path: Path, count: int, of: str) -> str:
    """Say what weights were fitted on, with the file's digest, so that it is not asked about by them."""
    return f"fitted by evaluation.name_weights on {path.name} (SHA-256 {digest(path)}; {count} pairs; {of} contrib, MIT)"


def weight_rows(
    use: str, names: tuple[str, ...], fit: tuple[Floats, float], source: str
) -> list[dict[str, Any]]:
    """Write a fit as rows of the table of weights."""
    weights, constant = fit
    named = [("constant", constant), *zip(names, weights.tolist(), strict=True)]
    return [{"use": use, "measure": n, "weight": f"{w:.6f}", "source": source} for n, w in named]


if __name__ == "__main__":
    main()
