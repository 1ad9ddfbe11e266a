"""How likely an offer is a report, from counts.

``counts.csv.gz`` holds whole numbers only: how often a word, or a place in a sentence, was seen in
the training part of PolNeAR (Newell, Margolin and Ruths 2018, "An attribution relations corpus for
political news") and how often an annotator marked it a cue with that source. No text was taken
over. ``evaluation.cue_counts`` makes the file.
"""

import csv
import gzip
from functools import lru_cache
from importlib.resources import files
from math import exp, log
from typing import Final, NamedTuple

from hawse.channels.reports.voices.laid import Laid
from hawse.channels.reports.voices.offer import Offer
from hawse.channels.reports.voices.traits import Setting, place_keys, seen, word_keys

_OF_GROUP, _OF_WORD, _OF_DETAIL, _OF_PLACE = 3, 6, 8, 4  # as if so many more had been seen
_DETAIL_WEIGHT: Final = 0.3  # the details of a word overlap each other
PLACE_WEIGHT: Final = 0.4  # so do those of a place
_LEAST: Final = 1e-4
_PER: Final = 10.0  # expected hits are kept in tenths


class Count(NamedTuple):
    """How often a key was seen, how often it was a hit, and how many its words alone explain."""

    seen: float
    hits: float
    expected: float = 0.0


NEVER: Final = Count(0, 0)


def log_odds(share: float) -> float:
    """Give the log odds of a share, kept away from 0 and 1."""
    share = min(max(share, _LEAST), 1 - _LEAST)
    return log(share / (1 - share))


@lru_cache(maxsize=1)
def counts() -> dict[str, Count]:
    """Read the counts that ship with the channel."""
    packed = (files(__package__) / "counts.csv.gz").read_bytes()
    rows = csv.reader(gzip.decompress(packed).decode().splitlines()[1:])
    return {key: Count(int(n), int(hits), int(tenths) / _PER) for key, n, hits, tenths in rows}


def by_word(keys: tuple[str, ...], known: dict[str, Count], own: Count = NEVER) -> float:
    """Give the log odds that the word alone gives; ``own`` is taken out of every count."""

    def share(key: str, as_if: float, before: float) -> float:
        n, hits, _ = known.get(key, own)
        return (hits - own.hits + as_if * before) / (n - own.seen + as_if)

    group = known.get(keys[0], own)
    plain = share(keys[1], _OF_GROUP, group.hits / max(group.seen, 1))
    odds = log_odds(share(keys[2], _OF_WORD, plain))
    base = log_odds(plain)
    for key in keys[3:]:
        odds += _DETAIL_WEIGHT * (log_odds(share(key, _OF_DETAIL, plain)) - base)
    return odds


@lru_cache(maxsize=100_000)
def _word_odds(keys: tuple[str, ...]) -> float:
    return by_word(keys, counts())


@lru_cache(maxsize=1)
def _place_odds() -> dict[str, float]:
    """Give what each place adds: its hits against those that its words alone explain."""
    found = {}
    for key, (n, hits, expected) in counts().items():
        if expected:
            usual = expected / n
            there = log_odds((hits + _OF_PLACE * usual) / (n + _OF_PLACE))
            found[key] = PLACE_WEIGHT * (there - log_odds(usual))
    return found


def chance(offer: Offer, held: Laid, where: Setting) -> float:
    """Give how likely an annotator would call this a report by this source, from 0 to 1."""
    known = seen(offer, held)
    odds = _word_odds(word_keys(offer, known))
    places = _place_odds()
    for key in place_keys(offer, known, where):
        odds += places.get(key, 0.0)
    return 1 / (1 + exp(-odds))
