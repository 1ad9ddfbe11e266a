"""How well amounts are read: sentences marked by hand.

    python -m evaluation.quantities [FILE] [--damage KIND]

Each line of FILE is ``text | marks``; a mark is ``=n`` (exact), ``>n`` (at least), ``<n`` (at most),
``~n`` (give or take a tenth), ``^n`` (a tenth below, up to n) or ``a..b``, then the unit. An amount is
right if its unit and both ends are; dates, ages, labels and spans of weeks or years are no amounts.
The sentences were marked before the rules were run on them. The interval is a bootstrap over sentences.
"""

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from evaluation.damage import NAMES, hurt

from hawse.channels.reports.extract.article import prepared
from hawse.channels.reports.extract.reading import Gazetteer

GOLD = Path(__file__).parent / "gold" / "quantities.txt"
DAY = datetime(2021, 6, 30, tzinfo=UTC)
Mark = tuple[float | None, float | None, str]


def marked(text: str) -> set[Mark]:
    """Read the marks of one line."""
    found: set[Mark] = set()
    for mark in filter(None, (m.strip() for m in text.split(";"))):
        amount, unit = mark.split()
        if ".." in amount:
            low, high = (float(end) for end in amount.split(".."))
            found.add((low, high, unit))
            continue
        value = float(amount[1:])
        ends = {
            "=": (value, value),
            ">": (value, None),
            "<": (0.0, value),
            "~": (round(value * 0.9, 6), round(value * 1.1, 6)),
            "^": (round(value * 0.9, 6), value),
        }[amount[0]]
        found.add((*ends, unit))
    return found


def read(text: str) -> set[Mark]:
    """Read the amounts of one sentence with the channel's own grammar."""
    reading = prepared(text, cased=text != text.lower(), at=DAY, gazetteer=Gazetteer({}))
    return {(rounded(a.low), rounded(a.high), a.unit) for a in reading.amounts}


def rounded(value: float | None) -> float | None:
    """Give a value as the marks write it."""
    return None if value is None else round(value, 6)


def main() -> None:
    """Read every sentence, print what differs and one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=GOLD)
    parser.add_argument("--damage", choices=NAMES)
    asked = parser.parse_args()
    counts = []
    for line in asked.file.read_text("utf-8").splitlines():
        if line.startswith("#") or "|" not in line:
            continue
        text, marks = line.rsplit("|", 1)
        if asked.damage:
            text, _ = hurt(text.strip(), asked.damage, len(counts))
        truth, said = marked(marks), read(text.strip())
        if truth != said and not asked.damage:
            print(
                f"differs: {text.strip()} marked {sorted(map(str, truth - said))}, read {sorted(map(str, said - truth))}"
            )
        counts.append((len(truth & said), len(said), len(truth)))
    table = np.array(counts)
    dice = np.random.default_rng(11)
    drawn = [score(table[dice.integers(0, len(table), len(table))]) for _ in range(1000)]
    hits, said_n, truth_n = (int(v) for v in table.sum(axis=0))
    print(
        json.dumps(
            {
                "n": len(table),
                "damaged": asked.damage or False,
                "amounts": truth_n,
                "precision": round(hits / max(said_n, 1), 4),
                "recall": round(hits / max(truth_n, 1), 4),
                "f1": round(score(table), 4),
                "f1_interval": [round(float(v), 4) for v in np.quantile(drawn, [0.025, 0.975])],
            }
        )
    )


def score(table: np.ndarray) -> float:
    """Give F1 of summed counts."""
    hits, said, truth = (int(v) for v in table.sum(axis=0))
    return 2 * hits / max(said + truth, 1)


if __name__ == "__main__":
    main()
