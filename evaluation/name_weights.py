"""Fit the weights of names and write them as facts: pairs of names, and screened names against lists.

    python -m evaluation.name_weights PAIRS.csv ENTITIES.yml PLAIN.csv NEGATIVES.csv[.gz] LIST... -o name_weights.csv

The weights of screening are fitted on alterations of listed names in every kind of ``evaluation.altered_names``
and on strangers put together of the parts of NEGATIVES. Parties that PLAIN names are left out, so that the labelled
files of altered names stay unseen. The constant is moved so that the threshold of the step lets one stranger in a
thousand through, or a little less; what it was moved by is kept as ``moved``, for the chance of a hit.
"""

import argparse
import csv
import json
import random
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from evaluation import entity_pairs
from evaluation.altered_names import HARD, LIGHT, altered, strangers
from evaluation.fitting import Floats, digest, fitted
from evaluation.name_pairs import measured
from evaluation.screen_rows import Bench, answers, rows_of

from hawse.channels.measures.screen.forms import form
from hawse.channels.measures.screen.hits import having
from hawse.channels.measures.screen.index import in_order
from hawse.channels.measures.screen.likeness import RARE, Judge
from hawse.channels.measures.screen.rarity import Rarity
from hawse.channels.measures.screen.resemblance import MEASURES
from hawse.channels.measures.screen.survivors import surviving
from hawse.flow.screening import Lists, read_lists

PAIR_RIDGE, SCREEN_RIDGE = 10.0, 1.0
SEED, ALTERED, STRANGERS = 103, 9_000, 100_000
LEAST, FALSE_HITS = 2.2, 0.0009
Tokens = tuple[str, ...]


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
        if schema in {"person", "unknown"} and (at >= count or same):
            low = all((*key, name) in weak for key in holding[name])
            rows.append(
                judge.measures(
                    form(asked[number], "person"), form(name, "person"), weak=low, person=True
                )[1]
            )
            right.append(float(same))
            kept.append(Pair(at, asked[number], name, low))
    return np.array(rows), np.array(right), kept


class Fresh(NamedTuple):
    """Fresh alterations of listed names and strangers: what was done to which, and all rows."""

    plain: list[str]
    rows: list[dict[str, str]]

    @classmethod
    def made(
        cls, bench: Lists, unseen: set[Tokens], others: list[dict[str, str]], seed: int
    ) -> "Fresh":
        """Make them from the lists' people, but of those whom an unseen name may mean."""
        dice = random.Random(seed)  # noqa: S311 - made-up names, nothing secret
        names = bench.tables["listed_names"].select(["list", "party", "name", "sort"]).to_pylist()
        parties = bench.tables["listed_parties"].select(["list", "party", "schema"]).to_pylist()
        people = {(r["list"], r["party"]) for r in parties if r["schema"] == "person"}
        out = {(r["list"], r["party"]) for r in names if _tokens(r["name"]) in unseen}
        pool = sorted(
            {
                r["name"]
                for r in names
                if r["sort"] != "weak" and (r["list"], r["party"]) in people - out
            }
        )
        plain, given = [], []
        for name in dice.sample(pool, min(ALTERED, len(pool))):
            kind = dice.choice((*LIGHT, *LIGHT, *HARD))
            for one, two in altered([_as_spoken(name)], kind, dice):
                plain.append(one)
                given.append({"full_name": two})
        return cls(plain, [*given, *strangers(others, STRANGERS, dice)])


def fitted_fresh(
    plain: list[dict[str, str]], others: list[dict[str, str]], lists: list[Path]
) -> tuple[Floats, float, float, int]:
    """Fit the weights of screening; give weights, constant, what it was moved by, and the pairs' count."""
    fresh = Fresh.made(read_lists(lists), {_tokens(r["full_name"]) for r in plain}, others, SEED)
    count = len(fresh.plain)
    bench = Bench(fresh.rows, lists, names_only=True)
    x, y, pairs = screened(bench, [{"full_name": p} for p in fresh.plain], count)
    # another name of the same party says nothing of how its names are misspelt; the very same needs no fit
    use = np.array([_tokens(p.asked) != _tokens(p.listed)
                    and (p.row >= count or _tokens(fresh.plain[p.row]) == _tokens(p.listed)) for p in pairs])  # fmt: skip
    weights, constant = fitted(x[use], y[use], SCREEN_RIDGE)
    best: dict[int, float] = {}
    for pair, score in zip(pairs, (x @ weights + constant).tolist(), strict=True):
        if pair.row >= count:
            best[pair.row] = max(best.get(pair.row, -np.inf), score)
    worst = sorted(best.values(), reverse=True)
    cut = int(FALSE_HITS * (len(fresh.rows) - count))
    moved = LEAST - (worst[cut] + worst[cut - 1]) / 2
    return weights, constant + moved, moved, int(use.sum())


def _as_spoken(name: str) -> str:
    """Put a family name that stands first, before a comma, last."""
    family, comma, given = name.partition(",")
    return (
        f"{given.strip()} {family.strip()}"
        if comma and "." not in given
        else name.replace(",", "")
    )


def _tokens(name: str) -> Tokens:
    return tuple(sorted(form(name, "person").latin))


def main() -> None:
    """Fit both and write the file."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("pairs", type=Path)
    ask.add_argument("entities", type=Path)
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
    *fit, moved, count = fitted_fresh(rows_of(given.plain), rows_of(given.negatives), given.lists)
    listed = " and ".join(
        f"{p.name} (SHA-256 {digest(p)})" for p in (*given.lists, given.negatives)
    )
    source = (f"fitted by evaluation.name_weights on alterations of the names of {listed} with seed {SEED}; {count} pairs; "
              "none of a party in screening_positives_un_untreated.csv")  # fmt: skip
    made += weight_rows("screen", (*MEASURES, *RARE), (fit[0], fit[1]), source)
    made.append({"use": "screen", "measure": "moved", "weight": f"{moved:.6f}", "source": source})
    with given.out.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, ("use", "measure", "weight", "source"), lineterminator="\n")
        out.writeheader()
        out.writerows(made)
    print(
        json.dumps(
            {"pairs": len(pairs), "screened_pairs": count, "moved": moved, "rows": len(made)}
        )
    )


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
