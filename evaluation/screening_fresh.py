"""How well are names screened that nobody has seen: fresh alterations of listed people, fresh strangers?

    python -m evaluation.screening_fresh PLAIN.csv NEGATIVES.csv[.gz] LIST... [--seed 1] [--times 2] [--strangers 10000]

Every plain name is altered in every kind of ``evaluation.altered_names``, as often as ``--times`` says. Strangers
are put together of given and family names of one nationality in NEGATIVES; those of parts of listed names are
told apart, since many of them are somebody's name. By names alone: no births, no countries.
"""

import argparse
import json
import random
from collections import defaultdict
from pathlib import Path
from typing import Any

from evaluation.altered_names import HARD, KINDS, LIGHT, altered, out_of_lists, strangers
from evaluation.screen_rows import Bench, answers, rows_of
from evaluation.screening import grouped, rate

from hawse.channels.measures.screen.forms import script_of


def main() -> None:
    """Print one JSON line."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("plain", type=Path)
    ask.add_argument("negatives", type=Path)
    ask.add_argument("lists", type=Path, nargs="+")
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--times", type=int, default=2)
    ask.add_argument("--strangers", type=int, default=10_000)
    given = ask.parse_args()
    dice = random.Random(given.seed)  # noqa: S311 - made-up names, nothing secret
    plain = [r["full_name"] for r in rows_of(given.plain)]
    made = [
        (kind, *pair)
        for kind in KINDS
        for _ in range(given.times)
        for pair in altered(plain, kind, dice)
    ]
    others = strangers(rows_of(given.negatives), given.strangers, dice)
    rows = [{"full_name": name} for _, _, name in made] + others
    bench = Bench(rows, given.lists, names_only=True)
    print(json.dumps({"n": len(rows), "seed": given.seed, **looked(bench, made, others),
                      "of_listed_parts": of_parts(given.lists, bench, dice)}, ensure_ascii=False))  # fmt: skip


def looked(
    bench: Bench, made: list[tuple[str, str, str]], others: list[dict[str, str]]
) -> dict[str, Any]:
    """Count what was found of the altered names and hit of the strangers."""
    hits: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for row in bench.tables["screening_hits"].to_pylist():
        hits[int(row["asked_locator"].split()[-1]) - 2].add((row["list"], row["party"]))
    truth = answers([{"full_name": plain} for _, plain, _ in made], bench.tables)
    found = [bool(hits[at] & want if want else hits[at]) for at, want in enumerate(truth)]
    kinds = [kind for kind, _, _ in made]
    light = [f for f, k in zip(found, kinds, strict=True) if k in LIGHT]
    hard = [f for f, k in zip(found, kinds, strict=True) if k in HARD]
    false = [bool(hits[len(made) + at]) for at in range(len(others))]
    scripts = [script_of(r["full_name"].casefold().split()).lower() for r in others]
    return {
        "recall_light": rate(sum(light), len(light)),
        "recall_hard": rate(sum(hard), len(hard)),
        "false_hit_rate": rate(sum(false), len(false)),
        "by_alteration": grouped(kinds, found),
        "false_hits_by_script": grouped(scripts, false),
        "missed": [m for m, f in zip(made, found, strict=True) if not f][:40],
        "hit_wrongly": [r["full_name"] for r, f in zip(others, false, strict=True) if f][:40],
    }


def of_parts(lists: list[Path], bench: Bench, dice: random.Random) -> dict[str, Any]:
    """Count the hits on names put together of parts of listed ones."""
    index = bench.tables["listed_index"].to_pylist()
    people = [r["name"] for r in index if r["schema"] == "person"]
    rows = out_of_lists(people, 2000, dice)
    hits = Bench(rows, lists, names_only=True).tables["screening_hits"]
    return rate(len(set(hits["asked_locator"].to_pylist())), len(rows))


if __name__ == "__main__":
    main()
