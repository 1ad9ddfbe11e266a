"""Lists of words that stand in ``vocabulary.csv``, by the name of the list."""

import csv
from importlib.resources import files
from typing import Final


def _lists() -> dict[str, tuple[str, ...]]:
    text = (files("hawse.channels.ships") / "places" / "vocabulary.csv").read_text("utf-8")
    made: dict[str, tuple[str, ...]] = {}
    for row in csv.DictReader(text.splitlines()):
        made[row["list"]] = (*made.get(row["list"], ()), row["word"])
    return made


LISTS: Final = _lists()


def listed(name: str) -> frozenset[str]:
    """Give the words of a list."""
    return frozenset(LISTS[name])
