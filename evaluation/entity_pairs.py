"""How well do we say whether two entities are one? F1 with the threshold chosen on other folds.

    python -m evaluation.entity_pairs FILE.yml [--show]

The file has a list ``checks`` of ``match, schema, query, candidate``; entities have FollowTheMoney's
properties: names, parts of names, birth dates, countries, numbers. For the very file that the weights that
ship were fitted on, weights are fitted anew on the other folds, so that no pair is asked about by weights
that knew it; any other file is judged by the weights that ship, with the threshold of its other folds.
"""

import argparse
import json
import time
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from evaluation.fitting import (
    Floats,
    f1_interval,
    f1_of,
    folds,
    out_of_fold,
    steady_threshold,
    was_fitted_on,
)
from numpy.typing import NDArray

from hawse.channels.measures.screen.entities import SCHEMAS, compared
from hawse.channels.measures.screen.kin import kin
from hawse.channels.measures.screen.resemblance import scorer
from hawse.flow.screening import weights

PARTS, SEEDS, RIDGE = 5, 5, 10.0
Bools = NDArray[np.bool_]


def checks_of(path: Path) -> list[dict[str, Any]]:
    """Read the checks of a file; a schema that is not known is told apart from no other."""
    made = yaml.safe_load(path.read_text("utf-8"))
    return [c for c in made["checks"] if "match" in c and c.get("query") and c.get("candidate")]


def measured(checks: list[dict[str, Any]]) -> tuple[Floats, Floats]:
    """Give the measures of the nearest names of each pair, and the log-odds of all else that is known."""
    score = scorer(weights(), "entity")
    made = [
        compared(c["query"], c["candidate"], SCHEMAS.get(c.get("schema", ""), "unknown"), score)
        for c in checks
    ]
    return np.array([m.measures for m in made]), np.array([m.odds for m in made])


def as_shipped(x: Floats, odds: Floats, truth: Bools, part: NDArray[np.int64]) -> Floats:
    """Give each row's score by the weights that ship, less the threshold of the other folds."""
    score = scorer(weights(), "entity")
    scores, made = np.array([score(tuple(r)) for r in x]) + odds, np.zeros(len(x))
    for at in range(int(part.max()) + 1):
        other, own = part != at, part == at
        made[own] = scores[own] - steady_threshold(scores[other], truth[other])
    return made


def show(checks: list[dict[str, Any]], scores: Floats, truth: Bools) -> None:
    """Print the pairs that are judged wrongly."""
    for check, score, right in zip(checks, scores, truth, strict=True):
        if (score >= 0) != right:
            print(
                round(float(score), 2),
                *(check[k] for k in ("match", "schema", "query", "candidate")),
            )


def main() -> None:
    """Print one JSON line."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("file", type=Path)
    ask.add_argument("--show", action="store_true")
    given = ask.parse_args()
    checks = checks_of(given.file)
    kin("Jane", "Joan", person=True)  # load the table of names, which is done once
    started = time.process_time()
    x, odds = measured(checks)
    spent = (time.process_time() - started) / max(1, len(checks))
    truth = np.array([bool(c["match"]) for c in checks])
    known = was_fitted_on(weights(), "entity", given.file)
    splits = [(folds(len(x), PARTS, seed), seed) for seed in range(SEEDS)]
    shipped = [as_shipped(x, odds, truth, part) for part, _ in splits]
    refit = [out_of_fold(x, odds, truth, RIDGE, part, seed) for part, seed in splits]
    chosen = refit if known else shipped
    if given.show:
        show(checks, chosen[0], truth)
    keys = ("precision", "recall", "f1")
    figures, fixed, again = (
        np.array([f1_of(s >= 0, truth) for s in made]).mean(axis=0)
        for made in (chosen, shipped, refit)
    )
    print(
        json.dumps(
            {
                "n": len(checks),
                **{k: round(float(v), 4) for k, v in zip(keys, figures, strict=True)},
                "f1_interval": f1_interval(chosen[0] >= 0, truth),
                "weights": "of the other folds" if known else "as shipped",
                "f1_as_shipped": round(float(fixed[2]), 4),
                "f1_refit_on_other_folds": round(float(again[2]), 4),
                "threshold": "of the other folds",
                "us_per_pair": round(spent * 1e6, 1),
                "folds": PARTS,
                "splits": SEEDS,
            }
        )
    )


if __name__ == "__main__":
    main()
