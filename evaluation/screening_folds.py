"""Screening by names alone with weights fitted on other folds of the names: the honest figure for known files.

    python -m evaluation.screening_folds POSITIVES.csv PLAIN.csv NEGATIVES.csv[.gz] LIST... [--least 2.2]

Every name is judged with weights that were fitted without it; births, countries and numbers are not used.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from evaluation.fitting import fitted, folds, wilson
from evaluation.name_weights import SCREEN_RIDGE, screened, weight_rows
from evaluation.screen_rows import Bench, rows_of

from hawse.channels.measures.screen.likeness import RARE, Judge
from hawse.channels.measures.screen.rarity import Rarity
from hawse.channels.measures.screen.resemblance import MEASURES

PARTS = 5


def main() -> None:
    """Print one JSON line."""
    ask = argparse.ArgumentParser(description=__doc__)
    for name in ("positives", "plain", "negatives"):
        ask.add_argument(name, type=Path)
    ask.add_argument("lists", type=Path, nargs="+")
    ask.add_argument("--least", type=float, default=2.2)
    given = ask.parse_args()
    listed, plain, others = (rows_of(p) for p in (given.positives, given.plain, given.negatives))
    bench = Bench(listed + others, given.lists, names_only=True)
    x, y, pairs = screened(bench, plain, len(listed))
    part = folds(len(listed) + len(others), PARTS, 7)
    who = np.array([p.row for p in pairs])
    rarity = Rarity(bench.tables["listed_index"]["tokens"])
    best = np.full(len(part), -np.inf)
    for at in range(PARTS):
        learn = part[who] != at
        fit = fitted(x[learn], y[learn], SCREEN_RIDGE)
        judge = Judge(weight_rows("screen", (*MEASURES, *RARE), fit, ""), rarity)
        for pair in (p for p, out in zip(pairs, ~learn, strict=True) if out):
            told = judge.judge(pair.asked, pair.listed, "person", weak=pair.weak)
            if told is not None:
                best[pair.row] = max(best[pair.row], told.score)
    found, hit = best[: len(listed)] >= given.least, best[len(listed) :] >= given.least
    altered = np.array(
        [p["full_name"] != g["full_name"] for p, g in zip(plain, listed, strict=True)]
    )
    print(json.dumps({
        "n": len(part), "folds": PARTS, "least": given.least,
        "recall": round(float(found.mean()), 5), "recall_interval": wilson(int(found.sum()), len(found)),
        "recall_altered": round(float(found[altered].mean()), 5), "altered_interval": wilson(int(found[altered].sum()), int(altered.sum())),
        "false_hit_rate": round(float(hit.mean()), 5), "false_hit_interval": wilson(int(hit.sum()), len(hit)),
    }))  # fmt: skip


if __name__ == "__main__":
    main()
