"""How well do we say whether two names are one's? F1 with the threshold chosen on other folds.

    python -m evaluation.name_pairs FILE.csv [--refit]

For the very file that the weights that ship were fitted on, and with ``--refit`` for any, weights are fitted
anew on the other folds, so that no pair is asked about by weights that knew it. Any other file is judged by
the weights that ship, with the threshold of its other folds.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
from evaluation.entity_pairs import PARTS, RIDGE, SEEDS, Bools
from evaluation.fitting import (
    Floats,
    f1_interval,
    f1_of,
    folds,
    out_of_fold,
    steady_threshold,
    was_fitted_on,
)
from evaluation.screen_rows import rows_of

from hawse.channels.measures.screen.entities import SCHEMAS, slashed
from hawse.channels.measures.screen.forms import form
from hawse.channels.measures.screen.kin import NONE, kin
from hawse.channels.measures.screen.resemblance import resemblance, scorer
from hawse.flow.screening import weights


def measured(rows: list[dict[str, str]]) -> Floats:
    """Measure each pair; of the names that a slash parts, the nearest two."""
    score, made = scorer(weights(), "pair"), []
    for row in rows:
        schema = SCHEMAS.get(row["schema"], "unknown")
        person = schema == "person"
        pairs = [
            resemblance(
                form(a, schema),
                form(b, schema),
                person=person,
                kin=NONE if schema == "vessel" else kin(a, b, person=person),
            ).measures
            for a in slashed(row["name1"])
            for b in slashed(row["name2"])
        ]
        made.append(max(pairs, key=lambda m: (score(m), m)))
    return np.array(made)


def across(x: Floats, truth: Bools, *, refit: bool) -> list[Bools]:
    """Give what is said of each pair, for several splits into folds: threshold (and weights) of the others."""
    score = scorer(weights(), "pair")
    fixed, none = np.array([score(tuple(row)) for row in x]), np.zeros(len(x))
    said = []
    for seed in range(SEEDS):
        part, out = folds(len(x), PARTS, seed), np.zeros(len(x), dtype=bool)
        if refit:
            out = out_of_fold(x, none, truth, RIDGE, part, seed) >= 0
        else:
            for at in range(PARTS):
                other, own = part != at, part == at
                out[own] = fixed[own] >= steady_threshold(fixed[other], truth[other])
        said.append(out)
    return said


def main() -> None:
    """Print one JSON line."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("file", type=Path)
    ask.add_argument("--refit", action="store_true")
    given = ask.parse_args()
    rows = [r for r in rows_of(given.file) if r.get("name1") and r.get("name2")]
    truth = np.array([r["is_match"].strip().lower() == "true" for r in rows])
    kin("Jane", "Joan", person=True)  # load the table of names, which is done once
    started = time.process_time()
    x = measured(rows)
    spent = (time.process_time() - started) / max(1, len(rows))
    refit = given.refit or was_fitted_on(weights(), "pair", given.file)
    said = across(x, truth, refit=refit)
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
                "refit": refit,
                "weights": "of the other folds" if refit else "as shipped",
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
