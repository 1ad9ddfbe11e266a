"""Digests: articles put together from parts of several others ("news in brief", live pages)."""

from typing import Final

import numpy as np

from hawse.channels.reports.text.scan import Places
from hawse.channels.reports.text.shingles import Marks

_PARENTS: Final = 3  # two parents are a story that was joined to another
_OWN: Final = 0.8  # of what a part shares with the digest, this much stands in no other part
_LEAST: Final = 8  # runs of five words that a part shares at least
_MOST: Final = 0.6  # a text of which one parent gives more is a version of that parent


def digests(pairs: list[tuple[int, int]], marks: Marks, starts: Places) -> set[tuple[int, int]]:
    """Give the pairs (digest, parent) where an article holds parts of three or more others.

    The parts must lie side by side: what one parent gives stands in no other. A story that was
    printed in many versions has many relatives too, but they all give the same passages.
    """
    around: dict[int, list[int]] = {}
    for one, other in pairs:
        around.setdefault(one, []).append(other)
        around.setdefault(other, []).append(one)
    found: set[tuple[int, int]] = set()
    for article, others in sorted(around.items()):
        if len(others) >= _PARENTS:
            found |= {(article, other) for other in _parents(article, others, marks, starts)}
    return found - {(b, a) for a, b in found}


def _parents(article: int, others: list[int], marks: Marks, starts: Places) -> list[int]:
    """Give those others whose parts make the article up; none if it is no digest."""
    mine = marks[starts[article] : starts[article + 1]]
    given = [
        (np.isin(mine, marks[starts[o] : starts[o + 1]], assume_unique=True), o) for o in others
    ]
    given.sort(key=lambda g: (-int(g[0].sum()), g[1]))
    if int(given[0][0].sum()) > _MOST * len(mine):
        return []
    taken = np.zeros(len(mine), np.bool_)
    parents = 0
    for part, _ in given:
        size = int(part.sum())
        if size >= _LEAST and int((part & ~taken).sum()) >= _OWN * size:
            parents += 1
            taken |= part
    return [o for part, o in given if part.sum() >= _LEAST] if parents >= _PARENTS else []
