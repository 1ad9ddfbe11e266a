"""Codes in the text of one leg: whole, in two, turned about, mistyped, their last letters."""

import re
from itertools import pairwise
from operator import ne
from typing import Final, NamedTuple

from hawse.channels.ships.places.countries import BERTH_WORDS, CODE_WORDS, STATES
from hawse.channels.ships.places.gazetteer import ENDING_RANK, TYPED, Gazetteer
from hawse.channels.ships.places.ports import Place
from hawse.channels.ships.places.reach import NEAR_KM, Sender, distance, is_slight
from hawse.channels.ships.places.words import DIGITS, NOISE

SHORT: Final = 3
TOKEN: Final = re.compile(r"[^\W_]+")
"""A run of letters and digits."""
CODE: Final = 5
COUNTRY: Final = 2
ENDING_KM: Final = 300.0
Tokens = list[str]


class Leg(NamedTuple):
    """One leg: the places it may mean, the likeliest first, and how they were found."""

    places: tuple[Place, ...]
    how: str


a_tuple: Final = tuple.__new__
"""Makes a ``Leg`` or the like from its fields, in a third of the time that its name takes."""


class CodeReader:
    """Reads codes by one gazetteer."""

    def __init__(self, known: Gazetteer) -> None:
        self.known = known

    def slipped(self, key: str, sender: Sender) -> bool:
        """Say whether a port near the sender is called almost like a slight place far away.

        ``HANK`` off Hanko is no village in Brabant.
        """
        if key in self.known.slipped:
            return False
        return any(
            other[0] == key[0] and p.is_port and distance(p, sender) < NEAR_KM
            for other in self.known.close(key)
            for p in self.known.names[other]
        )

    def mistaken(self, text: str, place: Place, sender: Sender) -> bool:
        """Say whether a text that is a place's code is rather a name near by with a slip."""
        return len(text) == CODE and is_slight(place, sender) and self.slipped(text, sender)

    def code(self, tokens: Tokens, sender: Sender, *, marked: bool = False) -> Leg | None:
        """Read a UN/LOCODE: whole, in two, before a berth (``JP YOK OS``), or its last letters.

        ``marked`` says that the text shows in another way that codes are meant.
        """
        first = tokens[0]
        size = len(first)
        if (
            size == CODE
            and (place := self.known.coded.get(first))
            and self._is_code(tokens, place, sender)
        ):
            return Leg((place,), "code")
        if size == COUNTRY and len(tokens) > 1 and SHORT <= len(tokens[1]) <= CODE:
            return self._in_two(tokens, sender, marked=marked)
        if size == SHORT and (len(tokens) == 1 or self._is_berth(tokens[1:])):
            within = sender
            if len(tokens) > 1 and tokens[1] in self.known.countries:
                within = sender.within(tokens[1])
            return self._ending(first, within)
        return None

    def _is_code(self, tokens: Tokens, place: Place, sender: Sender) -> bool:
        """Say whether five letters that are a place's code are meant so.

        Alone they are, unless a port near the sender is called almost so. Behind them may stand a
        berth, a country, or the name of a place there: ``CNTAO INNER ANCHORAGE``, ``KRPUS BUSAN``;
        ``GRAND HAVN`` only looks like a code.
        """
        after = tokens[1:]
        if not after:
            return not self.mistaken(tokens[0], place, sender)
        if all(len(t) <= SHORT or t in NOISE or not t.isalpha() for t in after):
            return not self.known.close("".join(tokens))
        named = self.known.look("".join(t for t in after if t not in NOISE))
        return any(p.country == place.country for p in named or ())

    def _is_berth(self, tokens: Tokens) -> bool:
        """Say whether words may follow the last letters of a code: a country, a berth."""
        return (tokens[0] in self.known.countries or not BERTH_WORDS.isdisjoint(tokens)) and all(
            len(t) <= SHORT for t in tokens
        )

    def _in_two(self, tokens: Tokens, sender: Sender, *, marked: bool) -> Leg | None:
        country, rest = tokens[0], tokens[1]
        last = rest[:SHORT]
        if len(tokens) > 3 and any(t + u in self.known.coded for t, u in pairwise(tokens[2:])):  # noqa: PLR2004 - room for a second code
            return None
        if len(rest) > SHORT and rest[SHORT:] not in CODE_WORDS and len(rest) > SHORT + 1:
            return None
        for code in dict.fromkeys((country + last, country + last.translate(DIGITS))):
            if place := self.known.coded.get(code):
                return Leg((place,), "code")
        if (
            country in self.known.countries
            and last.isalpha()
            and len(rest) == SHORT
            and (marked or country not in STATES)
        ):
            for spelled in self.known.look(last) or ():
                if spelled.rank == TYPED and spelled.country == country:
                    return Leg((spelled,), "code")
            place = self._mistyped(country + last, sender)
            return Leg((place,), "code with a slip") if place else None
        return None

    def turned(self, tokens: Tokens) -> Leg | None:
        """Read a code whose country stands behind it: ``ZEE BE``."""
        place = self.known.codes.get(tokens[1] + tokens[0]) if len(tokens) == 2 else None  # noqa: PLR2004 - a code in two
        return Leg((place,), "code") if place and place.rank >= ENDING_RANK else None

    def _mistyped(self, code: str, sender: Sender) -> Place | None:
        """Give the port near the sender whose code differs by one letter, where it is alone."""
        if sender.lat is None:
            return None
        close = [
            p
            for p in self.known.ports_near(code[:2], sender.lat, sender.lon or 0.0)
            if sum(map(ne, p.id[-CODE:], code)) == 1
        ]
        return close[0] if len(close) == 1 else None

    def _ending(self, last: str, sender: Sender) -> Leg | None:
        places = self.known.endings.get(last, ())
        close = [p for p in places if distance(p, sender) < ENDING_KM]
        if sender.country:
            close = [p for p in close if p.country == sender.country]
        return Leg((close[0],), "last letters of a code") if len(close) == 1 else None
