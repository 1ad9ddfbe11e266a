"""Whether n copies of one story with m fresh facts count as 1 + m sources.

    python -m evaluation.independence [CASES.json] [--seed N] [--damage all|NAME]

A story is printed n times: cut, reworded a little, sentences moved. Into m of the printings goes one
sentence with a figure that no other has. All go through the channel's steps; the distinct origins of
the claims must be one for the story and one for each fresh fact. CASES.json may name the cases as
``[[n, m], ...]``.
"""

# ruff: noqa: PLR2004 - the shares and cuts are the protocol, written out where they act

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa
from evaluation.damage import DAMAGES

from hawse.channels.reports import CHANNEL
from hawse.channels.reports.tables import DOCUMENTS
from hawse.engine.reading import facts_reader
from hawse.testing import Bench, a_source

STORY = [
    "Customs officers at the northern border crossing opened the gates on Monday after a closure of three weeks that had left hundreds of lorries stranded.",
    "Exports of diesel to North Korea from China rose to 4,200 tonnes in March, the customs service said in a statement.",
    "The drivers had slept in their cabins and lived on soup that villagers brought to the road twice a day.",
    "A spokesman for the ministry of transport said the closure had been ordered after a landslide damaged the only bridge.",
    "Engineers put up a temporary span of steel that can carry one loaded lorry at a time in each direction.",
    "About 1,500 North Korean workers crossed the bridge on foot during the closure, according to the border police.",
    "Traders in the nearest town complained that fruit worth a great deal had rotted while they waited for permits.",
    "The mayor promised help for the families who lost their income, but he could not say when it would be paid.",
    "A second bridge has been planned for many years and has never been built because the two sides cannot agree on the cost.",
    "Officials on both banks of the river said they expected normal traffic to return before the end of the month.",
    "Residents said they had seen no soldiers at the crossing since the gates were opened for the first lorries.",
    "The railway that runs beside the road was not affected and carried twice as many wagons as it usually does.",
]  # fmt: skip
CASES = [
    [1, 0],
    [2, 0],
    [2, 1],
    [3, 2],
    [5, 0],
    [5, 3],
    [10, 1],
    [10, 4],
    [20, 0],
    [20, 7],
    [35, 5],
    [50, 0],
    [50, 1],
    [50, 10],
]
GRAIN = [
    "coal",
    "timber",
    "wheat",
    "copper",
    "seafood",
    "textiles",
    "fertiliser",
    "iron ore",
    "kerosene",
    "machinery",
]


def printing(dice: np.random.Generator, number: int) -> list[str]:
    """Give one printing of the story: the first is whole, others are cut and edited."""
    if number == 0:
        return list(STORY)
    kept = [text for n, text in enumerate(STORY) if n in {1, 5} or dice.random() < 0.7]
    if dice.random() < 0.3:
        at = int(dice.integers(0, len(kept)))
        kept = kept[at:] + kept[:at]
    return [
        text.replace("Engineers", "The engineers").replace("on Monday ", "")
        if dice.random() < 0.5
        else text
        for text in kept
    ]


def sources(dice: np.random.Generator, copies: int, fresh: int, damage: str | None = None) -> int:
    """Give the number of distinct origins of the claims that all printings make.

    With ``damage`` every printing but the first is damaged that way.
    """
    rows: list[dict[str, object]] = []
    for n in range(copies):
        text = printing(dice, n)
        if damage == "lossy" and n:  # before the fact is put in: a fact that is lost is no source
            text = DAMAGES[damage]("\n\n".join(text), dice).split("\n\n")
        if 0 < n <= fresh or (copies == 1 and fresh):
            item = GRAIN[n % len(GRAIN)]
            fact = f"Imports of {item} from North Korea reached {n * 13 + 7}00 tonnes in April, a harbour pilot named Oyelaran {chr(65 + n % 26)}dam said by telephone."
            text.insert(int(dice.integers(1, len(text) + 1)), fact)
        body = "\n\n".join(text)
        if damage and damage != "lossy" and n:
            body = DAMAGES[damage](body, dice)
        rows.append(
            {
                "article_id": f"a{n:03}",
                "source_id": f"a{n:03}",
                "locator": "line 1",
                "text": f"May {n % 27 + 2}, 2019\n\n{body}\n",
                "synthetic": True,
            }
        )
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), CHANNEL)
        bench.add("documents", DOCUMENTS.rows(rows))
        facts = CHANNEL.facts[0]
        with facts.path.open("rb") as file:
            for name, batch in facts_reader(facts, bench.plan.tables[facts.table]).rows(
                file, a_source("facts")
            ):
                bench.add(name, pa.Table.from_batches([batch]))
        bench.run()
        claims = bench.engine.table("claims").to_pylist()
    return len({c["origin_id"] for c in claims if c["channel"] in {"trade", "labour"}})


def counted(cases: list[list[int]], seed: int, damage: str | None = None) -> dict[str, object]:
    """Run every case and count those that come to 1 + m."""
    dice = np.random.default_rng(seed)
    wrong = []
    for copies, fresh in cases:
        got = sources(dice, copies, fresh, damage)
        if got != 1 + fresh:
            wrong.append({"copies": copies, "fresh": fresh, "got": got})
    return {"right": len(cases) - len(wrong), "total": len(cases), "wrong": wrong}


def main() -> None:
    """Run every case and print one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="?", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--damage", choices=["all", *DAMAGES])
    given = parser.parse_args()
    cases = json.loads(given.cases.read_text("utf-8")) if given.cases else CASES
    names = list(DAMAGES) if given.damage == "all" else [given.damage] if given.damage else []
    damaged = {name: counted(cases, given.seed, name) for name in names}
    told = {"damaged": damaged} if damaged else {}
    print(json.dumps({**counted(cases, given.seed), **told}))


if __name__ == "__main__":
    main()
