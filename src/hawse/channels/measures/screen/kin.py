"""Which parts of two names are forms of one: Sergejs and Sergey, Plant and завод, Schweiz, Suisse.

The tables of given and family names (from Wikidata), of trades, places and institutions are
rigour's. Its table of personal names takes seconds to load, so nothing here runs unless it is
asked for; its table of organizations' words is small.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final, NamedTuple

from rigour.names import NamePart, NameTypeTag, analyze_names
from rigour.names.symbol import pair_symbols

from hawse.channels.measures.screen.forms import LONGEST, latin_of

_NAMES: Final = frozenset({"NAME", "NICK"})
_WORDS: Final = frozenset({"DOMAIN", "SYMBOL", "LOC"})
_PLACE: Final = "LOC"


class Pair(NamedTuple):
    """Words of one name and the words of the other that are forms of them, in Latin letters."""

    asked: tuple[str, ...]
    listed: tuple[str, ...]


class Kin(NamedTuple):
    """What rigour's tables tell of two names.

    ``pairs`` are forms of one name or word. ``known`` are the tokens that the tables have at
    all: two known names that are no forms of one are rather two names than a slip. ``places``
    are the known tokens that name a territory.
    """

    pairs: tuple[Pair, ...]
    known: frozenset[str]
    places: frozenset[str]


NONE: Final = Kin((), frozenset(), frozenset())


def kin(asked: str, listed: str, *, person: bool) -> Kin:
    """Tell which parts of two names are forms of one, and which of them are known."""
    one, two = _analysed(asked, person), _analysed(listed, person)
    if one is None or two is None:
        return NONE
    kept = _NAMES if person else _WORDS
    found = next(iter(pair_symbols(one.name, two.name)), ())
    pairs = tuple(
        Pair(_latin(p.qps), _latin(p.rps))
        for p in found
        if p.symbol is not None and p.symbol.category.value in kept
    )
    return Kin(pairs, one.known | two.known, one.places | two.places)


class _Analysed(NamedTuple):
    name: Any
    known: frozenset[str]
    places: frozenset[str]


@lru_cache(maxsize=65_536)
def _analysed(text: str, person: bool) -> _Analysed | None:  # noqa: FBT001 - a key of the cache
    tag = NameTypeTag.PER if person else NameTypeTag.ORG
    made = sorted(analyze_names(tag, [text[:LONGEST]], phonetics=False), key=lambda n: n.form)
    if not made:
        return None
    kept = _NAMES if person else _WORDS
    spans = [s for s in made[0].spans if s.symbol.category.value in kept]
    places = [s for s in spans if s.symbol.category.value == _PLACE]
    return _Analysed(
        made[0],
        frozenset(t for s in spans for t in _latin(s.parts)),
        frozenset(t for s in places for t in _latin(s.parts)),
    )


def _latin(parts: Iterable[NamePart]) -> tuple[str, ...]:
    return tuple(latin_of(p.form) for p in parts)
