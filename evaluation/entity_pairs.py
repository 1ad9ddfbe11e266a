"""How well do we say whether two entities are one? F1 with the threshold chosen on other folds.

    python -m evaluation.entity_pairs FILE.yml [--show]

The file has a list ``checks`` of ``match, schema, query, candidate``; entities have names, parts of names,
birth dates, countries and numbers (FollowTheMoney property names). Weights are fitted on the other folds
(names alone and parts of names), never on the pairs that are asked about.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from evaluation.fitting import best_threshold, f1_interval, f1_of, fitted, folds

from hawse.channels.measures.lists.days import spans
from hawse.channels.measures.lists.places import country
from hawse.channels.measures.screen import ship_names
from hawse.channels.measures.screen.evidence import births, countries, numbers
from hawse.channels.measures.screen.forms import form
from hawse.channels.measures.screen.parts import Told, parts_differ
from hawse.channels.measures.screen.resemblance import MEASURES, resemblance, scorer
from hawse.flow.screening import weights

SCHEMAS = {
    "Person": "person",
    "Company": "company",
    "Organization": "company",
    "LegalEntity": "unknown",
    "Vessel": "vessel",
}
BORN, PLACES = ("birthDate",), ("country", "nationality", "citizenship", "jurisdiction", "flag")
NUMBERS = (
    "imoNumber",
    "mmsi",
    "passportNumber",
    "idNumber",
    "registrationNumber",
    "taxNumber",
    "innCode",
    "leiCode",
)
PARTS, SEEDS, RIDGE, HARD = 5, 5, 10.0, -8.0


def values(entity: dict[str, Any], names: tuple[str, ...]) -> list[str]:
    """Give all values of some properties, one or many each."""
    found = [entity[n] for n in names if n in entity]
    return [str(v) for f in found for v in (f if isinstance(f, list) else [f])]


def names_of(entity: dict[str, Any]) -> list[str]:
    """Give an entity's names, or its parts put together where it has no whole one."""
    whole = values(entity, ("name", "alias", "previousName"))
    return whole or [
        " ".join(
            values(entity, ("firstName", "secondName", "middleName", "fatherName", "lastName"))
        )
    ]


def measured(check: dict[str, Any]) -> tuple[tuple[float, ...], float]:
    """Give the measures of the nearest names of a pair, and the log-odds of all else that is known."""
    schema, person = SCHEMAS[check["schema"]], check["schema"] == "Person"
    a, b = check["query"], check["candidate"]
    score = scorer(weights(), "pair")
    pairs = [
        resemblance(form(x, schema), form(y, schema), person=person).measures
        for x in names_of(a)
        for y in names_of(b)
    ]
    told = [
        births(
            [s for v in values(a, BORN) for s in spans(v)],
            [s for v in values(b, BORN) for s in spans(v)],
        ),
        countries(*([country(v) for v in values(e, PLACES)] for e in (a, b))),
        numbers(values(a, NUMBERS), values(b, NUMBERS)),
    ]
    one, two = ({k: values(e, (v,)) for k, v in Told.items()} for e in (a, b))
    odds = sum(w.odds for w in told if w) + parts_differ(one, two)
    odds += hard(names_of(a), names_of(b), schema)
    return max(pairs, key=score), odds


def hard(asked: list[str], listed: list[str], schema: str) -> float:
    """Give the log-odds of the hard rules of screening: numbers, and what ships' names share."""
    pairs = [(form(x, schema), form(y, schema)) for x in asked for y in listed]
    if schema == "vessel":
        return 0.0 if any(ship_names.likeness(x, y) is not None for x, y in pairs) else HARD
    alike = schema == "person" or any(x.numbers == y.numbers for x, y in pairs)
    return 0.0 if alike else HARD


def main() -> None:
    """Print one JSON line."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("file", type=Path)
    ask.add_argument("--show", action="store_true")
    given = ask.parse_args()
    checks = [
        c
        for c in yaml.safe_load(given.file.read_text("utf-8"))["checks"]
        if c["schema"] in SCHEMAS
    ]
    rows = [measured(c) for c in checks]
    x, odds = np.array([m for m, _ in rows]), np.array([o for _, o in rows])
    truth = np.array([bool(c["match"]) for c in checks])
    score = scorer(weights(), "pair", MEASURES)
    shipped = np.array([score(tuple(r)) for r in x]) + odds
    fixed, refitted = [], []
    for seed in range(SEEDS):
        part = folds(len(x), PARTS, seed)
        one, two, own_scores = np.zeros(len(x), bool), np.zeros(len(x), bool), np.zeros(len(x))
        for at in range(PARTS):
            other, own = part != at, part == at
            one[own] = shipped[own] >= best_threshold(shipped[other], truth[other])
            w, c = fitted(x[other], truth[other].astype(float), RIDGE)
            inner, scores = folds(int(other.sum()), PARTS, seed + 100), np.zeros(int(other.sum()))
            for k in range(PARTS):
                w_in, c_in = fitted(
                    x[other][inner != k], truth[other][inner != k].astype(float), RIDGE
                )
                scores[inner == k] = x[other][inner == k] @ w_in + c_in + odds[other][inner == k]
            own_scores[own] = x[own] @ w + c + odds[own]
            two[own] = own_scores[own] >= best_threshold(scores, truth[other])
        fixed.append(one)
        refitted.append(two)
    keys = ("precision", "recall", "f1")
    figures = np.array([f1_of(s, truth) for s in fixed]).mean(axis=0)
    again = np.array([f1_of(s, truth) for s in refitted]).mean(axis=0)
    if given.show:
        for check, said, value in zip(checks, fixed[0], shipped, strict=True):
            if said != check["match"]:
                print(
                    round(float(value), 2),
                    check["match"],
                    check["schema"],
                    check["query"],
                    check["candidate"],
                )
    print(
        json.dumps(
            {
                "n": len(checks),
                **{k: round(float(v), 4) for k, v in zip(keys, figures, strict=True)},
                "f1_interval": f1_interval(fixed[0], truth),
                "f1_refit_on_other_folds": round(float(again[2]), 4),
                "threshold": "of the other folds",
                "folds": PARTS,
                "splits": SEEDS,
            }
        )
    )


if __name__ == "__main__":
    main()
