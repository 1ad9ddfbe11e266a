"""Ships that two lists share: are they found by IMO number, by name alone, and with a wrong number?

    python -m evaluation.listed_ships EU.csv[.gz] SDN... [--seed N]

Every ship of the first list whose IMO number is on the others too is asked about under each of its own names.
A wrong ship is a hit on a party with another IMO number. Look-alikes: pairs of the others' own ships with
names at least 85 alike (token-sort ratio) and different numbers, both numbers known.
"""

import argparse
import json
import random
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

from evaluation.fitting import wilson
from rapidfuzz import fuzz

from hawse.channels.measures.lists.numbers import is_imo
from hawse.channels.measures.screen.forms import form
from hawse.channels.measures.screen.parties import gathered
from hawse.flow.screening import Lists, asked_tables, read_lists, run_steps

ALIKE = 85
Ships = dict[str, set[str]]


def ships_of(held: Lists, *, entries: bool = False) -> Ships:
    """Give the names of each ship with a valid IMO number; with ``entries`` for each entry, as 'number entry'."""
    found: Ships = defaultdict(set)
    for party in gathered(
        *(held.tables[n] for n in ("listed_parties", "listed_names", "listed_identifiers"))
    ).values():
        for number in party.imos if party.schema == "vessel" else ():
            found[f"{number} {party.key[1]}" if entries else number] |= set(party.names)
    return found


def asked(
    held: Lists, rows: list[tuple[str, str, str]], *, vetoed: bool = False
) -> dict[str, set[str]]:
    """Screen (id, name, IMO number) rows; give for each id the IMO numbers of its hits."""
    tables = run_steps(
        held,
        asked_tables([{"id": i, "name": n, "schema": "vessel", "imo": m} for i, n, m in rows]),
    )
    numbers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in held.tables["listed_identifiers"].to_pylist():
        if row["kind"] == "imo":
            numbers[row["list"], row["party"]].add(row["value"].split()[-1])
    hits: dict[str, set[str]] = defaultdict(set)
    for hit in tables["screening_hits"].to_pylist():
        if vetoed or hit["state"] != "vetoed":
            hits[hit["row"]] |= numbers[hit["list"], hit["party"]] or {"none"}
    return hits


def counted(ships: Ships, hits: dict[str, set[str]]) -> dict[str, Any]:
    """Count ships that are found, and those for which another ship is hit."""
    found = [n for n in ships if n.split()[0] in hits.get(n, ())]
    wrong = {
        n: sorted(hits[n] - {n.split()[0]}) for n in ships if hits.get(n, set()) - {n.split()[0]}
    }
    missed = {n: sorted(ships[n]) for n in ships if n not in found}
    return {
        "found": len(found),
        "of": len(ships),
        "interval": wilson(len(found), len(ships)),
        "wrong": wrong,
        "missed": missed,
    }


def slipped(number: str, dice: random.Random) -> str:
    """Change one digit so that the check digit fails."""
    while True:
        at, digit = dice.randrange(7), dice.choice("0123456789")
        made = number[:at] + digit + number[at + 1 :]
        if made != number and not is_imo(made):
            return made


def main() -> None:
    """Print one JSON line."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("first", type=Path)
    ask.add_argument("others", type=Path, nargs="+")
    ask.add_argument("--seed", type=int, default=7)
    given = ask.parse_args()
    dice = random.Random(given.seed)  # noqa: S311 - test rows, nothing secret
    mine, held = ships_of(read_lists([given.first]), entries=True), read_lists(given.others)
    theirs = ships_of(held)
    both = {n: names for n, names in sorted(mine.items()) if n.split()[0] in theirs}
    every = [(n, name) for n, names in both.items() for name in sorted(names)]
    free = "9999993"  # a number that no list has; its check digit holds
    other = {n: dice.choice(sorted(set(theirs) - {n.split()[0]})) for n in both}
    rows = {
        "by_imo": [(n, "", n.split()[0]) for n in both],
        "by_name": [(n, name, "") for n, name in every],
        "by_both": [(n, name, n.split()[0]) for n, name in every],
        "imo_mistyped": [(n, name, slipped(n.split()[0], dice)) for n, name in every],
        "imo_of_another_listed_ship": [(n, name, other[n]) for n, name in every],
        "imo_of_no_listed_ship": [(n, name, free) for n, name in every],
    }
    said: dict[str, Any] = {k: counted(both, asked(held, r)) for k, r in rows.items()}
    said["shown_as_vetoed"] = {
        k: v
        for k, v in counted(both, asked(held, rows["imo_of_no_listed_ship"], vetoed=True)).items()
        if k in {"found", "of", "interval"}
    }
    stolen = said["imo_of_another_listed_ship"]
    stolen["wrong"] = {n: w for n, w in stolen["wrong"].items() if set(w) - {other[n]}}
    alike = [
        (a, x, b)
        for (a, xs), (b, ys) in combinations(sorted(theirs.items()), 2)
        for x in sorted(xs)
        if any(fuzz.token_sort_ratio(x, y) >= ALIKE for y in ys)
    ]
    hits = asked(held, [(f"{a} {at}", x, a) for at, (a, x, _) in enumerate(alike)])
    crossed = sum(b in hits.get(f"{a} {at}", ()) for at, (a, _, b) in enumerate(alike))
    bare = asked(held, [(f"{a} {at}", x, "") for at, (a, x, _) in enumerate(alike)])
    digits = [
        (a, b, bare.get(f"{a} {at}", set()))
        for at, (a, x, b) in enumerate(alike)
        if all(form(x, "vessel").numbers != form(y, "vessel").numbers for y in theirs[b])
    ]
    print(
        json.dumps(
            {
                **said,
                "look_alikes": {
                    "pairs": len({(a, b) for a, _, b in alike}),
                    "hit_across": crossed,
                },
                "names_that_differ_in_digits": {
                    "pairs": len(digits),
                    "hit_across": sum(b in h for _, b, h in digits),
                },
            },
            ensure_ascii=False,
        )
    )


if __name__ == "__main__":
    main()
