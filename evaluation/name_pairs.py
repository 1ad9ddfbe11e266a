"""How well do we say whether two names are one's? F1 with the threshold chosen on other folds.

    python -m evaluation.name_pairs FILE.csv

The weights are those that ship (fitted on one half of the public pairs, see facts/name_weights.csv); with
``--refit`` they are fitted anew on the other folds too, which is the honest figure for that half.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
from evaluation.fitting import Floats, best_threshold, f1_interval, f1_of, fitted, folds
from evaluation.screen_rows import rows_of
from numpy.typing import NDArray

from hawse.channels.measures.screen.forms import form
from hawse.channels.measures.screen.resemblance import resemblance, scorer
from hawse.flow.screening import weights

SCHEMAS = {
    "Person": "person",
    "Company": "company",
    "Organization": "company",
    "LegalEntity": "unknown",
    "Vessel": "vessel",
}
PARTS, SEEDS, RIDGE = 5, 5, 10.0


def measured(rows: list[dict[str, str]]) -> Floats:
    """Measure each pair."""
    made = []
    for row in rows:
        schema = SCHEMAS[row["schema"]]
        pair = form(row["name1"], schema), form(row["name2"], schema)
        made.append(resemblance(*pair, person=schema == "person").measures)
    return np.array(made)


def across(x: Floats, truth: NDArray[np.bool_], *, refit: bool) -> list[NDArray[np.bool_]]:
    """Give what is said of each pair, for several splits into folds: threshold (and weights) of the others."""
    score = scorer(weights(), "pair")
    fixed = np.array([score(tuple(row)) for row in x])
    said = []
    for seed in range(SEEDS):
        part, out = folds(len(x), PARTS, seed), np.zeros(len(x), dtype=bool)
        for at in range(PARTS):
            other, own = part != at, part == at
            if refit:
                w, c = fitted(x[other], truth[other].astype(float), RIDGE)
                inner, scores = (
                    folds(int(other.sum()), PARTS, seed + 100),
                    np.zeros(int(other.sum())),
                )
                for k in range(PARTS):
                    w_in, c_in = fitted(
                        x[other][inner != k], truth[other][inner != k].astype(float), RIDGE
                    )
                    scores[inner == k] = x[other][inner == k] @ w_in + c_in
                out[own] = x[own] @ w + c >= best_threshold(scores, truth[other])
            else:
                out[own] = fixed[own] >= best_threshold(fixed[other], truth[other])
        said.append(out)
    return said


def main() -> None:
    """Print one JSON line."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("file", type=Path)
    ask.add_argument("--refit", action="store_true")
    given = ask.parse_args()
    rows = [r for r in rows_of(given.file) if r["schema"] in SCHEMAS]
    truth = np.array([r["is_match"] == "true" for r in rows])
    started = time.process_time()
    x = measured(rows)
    spent = (time.process_time() - started) / max(1, len(rows))
    said = across(x, truth, refit=given.refit)
    figures = np.array([f1_of(s, truth) for s in said]).mean(axis=0)
    groups = {}
    for schema in sorted({r["schema"] for r in rows}):
        own = np.array([r["schema"] == schema for r in rows])
        groups[schema] = {
            "n": int(own.sum()),
            "f1": round(float(np.mean([f1_of(s[own], truth[own])[2] for s in said])), 4),
        }
    keys = ("precision", "recall", "f1")
    print(
        json.dumps(
            {
                "n": len(rows),
                **{k: round(float(v), 4) for k, v in zip(keys, figures, strict=True)},
                "f1_interval": f1_interval(said[0], truth),
                "refit": given.refit,
                "by_schema": groups,
                "us_per_pair": round(spent * 1e6, 1),
                "threshold": "of the other folds",
                "folds": PARTS,
                "splits": SEEDS,
            }
        )
    )


if __name__ == "__main__":
    main()
