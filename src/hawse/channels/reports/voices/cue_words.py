"""How likely a word is a cue by itself, and in what way it reports.

``cue_words.txt`` was written by hand, in six steps; ``LEVEL`` gives their worth as log odds. The
steps are coarse on purpose: they tell 'said' from 'showed' and 'showed' from 'went', no more.
"""

from functools import lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

from hawse.channels.reports.voices.offer import Offer

LEVEL: Final = {"a": 2.1, "b": 1.0, "c": 0.3, "d": -0.4, "e": -1.2, "f": -1.9}
_UNLISTED: Final = {"v": -3.1, "n": -4.0, "j": -3.5, "h": -3.5, "x": -2.0}
_PREFIX: Final = {"n": "n ", "j": "be ", "h": "have "}  # as ``Offer.verb`` names what is no verb
HEADS: Final = "njhx"


class CueWord(NamedTuple):
    """Log odds that a word reports somebody, and its way: s t w r j d, or ``?`` if unlisted."""

    odds: float
    way: str


@lru_cache(maxsize=1)
def _listed() -> dict[tuple[str, str], CueWord]:
    found = {}
    for line in (files(__package__) / "cue_words.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        sort, level, way, *words = line.split()
        for word in words:
            found[sort, word.replace("_", " ")] = CueWord(LEVEL[level], way)
    return found


def sort_of(offer: Offer) -> str:
    """Give the sort of an offer's cue: v verb, n noun, j state, h having, x fixed phrase."""
    return offer.form if offer.form in HEADS else "v"


def cue_word(offer: Offer) -> CueWord:
    """Say what the word alone tells."""
    sort = sort_of(offer)
    word = offer.verb.removeprefix(_PREFIX.get(sort, ""))
    return _listed().get((sort, word)) or CueWord(_UNLISTED[sort], "?")
