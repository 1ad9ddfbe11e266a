"""How many listed people are found, and how many who are not listed are hit?

    python -m evaluation.screening POSITIVES.csv NEGATIVES.csv[.gz] LIST... [--plain PLAIN.csv] [--refit PAIRS...]

Recall counts a positive as found only if a hit is on the party that its plain form names, where that is
known. ``PLAIN.csv`` holds the unaltered names in the same order; without it a file beside POSITIVES with
``untreated`` for ``treated`` in its name is taken; failing that, a name that is not word for word on a list
counts as altered and a hit on any party as found.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from evaluation.fitting import wilson
from evaluation.screen_rows import Bench, answers, rows_of
from rapidfuzz.distance import OSA

from hawse.channels.measures.screen.forms import form, script_of

SLIP = 2
Keys = set[tuple[str, str]]


def alteration(plain: str, given: str) -> str:
    """Name what was done to a name."""
    one, two = plain.casefold(), given.casefold()
    if one == two:
        return "none"
    a, b = form(plain, "person").latin, form(given, "person").latin
    if a == b:
        return "marks"
    if sorted(a) == sorted(b):
        return "order of parts"
    joined = OSA.distance("".join(a), "".join(b))
    if joined == 0:
        return "spaces moved"
    if len(a) != len(b) and joined > SLIP:
        return "part left out or added"
    return "one letter" if joined == 1 else "several letters"


def plain_beside(path: Path) -> Path | None:
    """Find the file of plain names that belongs to a file of altered ones."""
    beside = path.with_name(path.name.replace("treated", "untreated"))
    return beside if beside != path and beside.is_file() and "untreated" not in path.name else None


def rate(right: int, of: int) -> dict[str, Any]:
    """Give a rate with its 95 % interval."""
    return {"n": of, "rate": round(right / of, 5) if of else None, "interval": wilson(right, of)}


def grouped(labels: Iterable[str], found: Iterable[bool]) -> dict[str, Any]:
    """Give the rate of each group."""
    groups: dict[str, list[bool]] = defaultdict(list)
    for label, hit in zip(labels, found, strict=True):
        groups[label].append(hit)
    return {label: rate(sum(hits), len(hits)) for label, hits in sorted(groups.items())}


def look(
    bench: Bench,
    positives: list[dict[str, str]],
    plain: list[dict[str, str]] | None,
    negatives: list[dict[str, str]],
) -> dict[str, Any]:
    """Count what was found of the first rows and hit of the others."""
    hits: dict[str, Keys] = defaultdict(set)
    for row in bench.tables["screening_hits"].to_pylist():
        if row["state"] != "vetoed":
            hits[row["asked_locator"]].add((row["list"], row["party"]))
    of = [hits.get(f"line {n}", set()) for n in range(2, len(positives) + len(negatives) + 2)]
    truth = answers(plain or positives, bench.tables)
    found = [bool(got & want if want else got) for got, want in zip(of, truth, strict=False)][
        : len(positives)
    ]
    kinds = (
        [alteration(p["full_name"], g["full_name"]) for p, g in zip(plain, positives, strict=True)]
        if plain
        else ["none" if want else "not word for word on a list" for want in truth]
    )
    altered = [hit for hit, kind in zip(found, kinds, strict=True) if kind != "none"]
    false = [bool(got) for got in of[len(positives) :]]
    scripts = [script_of(r["full_name"].casefold().split()).lower() for r in negatives]
    return {
        "recall": rate(sum(found), len(found)),
        "altered": rate(sum(altered), len(altered)),
        "false_hit_rate": rate(sum(false), len(false)),
        "by_alteration": grouped(kinds, found),
        "false_hits_by_script": grouped(scripts, false),
        "answers_known": sum(map(bool, truth[: len(positives)])),
        "missed": [r["full_name"] for r, hit in zip(positives, found, strict=True) if not hit][
            :20
        ],
        "hit_wrongly": [r["full_name"] for r, hit in zip(negatives, false, strict=True) if hit][
            :20
        ],
        "seconds": round(bench.seconds, 3),
        "per_second": round(len(of) / bench.seconds),
    }


def main() -> None:
    """Print one JSON line."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("positives", type=Path)
    ask.add_argument("negatives", type=Path)
    ask.add_argument("lists", type=Path, nargs="+")
    ask.add_argument("--plain", type=Path)
    given = ask.parse_args()
    positives, negatives = rows_of(given.positives), rows_of(given.negatives)
    beside = given.plain or plain_beside(given.positives)
    plain = rows_of(beside) if beside else None
    full = look(Bench(positives + negatives, given.lists), positives, plain, negatives)
    bare = look(
        Bench(positives + negatives, given.lists, names_only=True), positives, plain, negatives
    )
    print(
        json.dumps(
            {
                "n": len(positives) + len(negatives),
                "recall": full["recall"]["rate"],
                "recall_altered": full["altered"]["rate"],
                "false_hit_rate": full["false_hit_rate"]["rate"],
                "per_second": full["per_second"],
                "by_alteration": full["by_alteration"],
                "whole_rows": full,
                "names_only": bare,
            },
            ensure_ascii=False,
        )
    )


if __name__ == "__main__":
    main()
