"""One leg of a voyage as a crew types it: the tokens of a text to the places they may mean.

A leg is read here that is written as its place is known: a code, a name, with a country, a state
or words such as *anchorage* beside it.
"""

import re
from typing import Final

from hawse.channels.ships.places.codes import (
    COUNTRY,
    SHORT,
    CodeReader,
    Leg,
    Tokens,
    a_tuple,
)
from hawse.channels.ships.places.countries import (
    COUNTRIES,
    LAST_WORDS,
    PROVINCES,
    STATES,
)
from hawse.channels.ships.places.gazetteer import FUZZY_LEAST
from hawse.channels.ships.places.reach import (
    FAR_KM,
    NEAR_KM,
    Sender,
    by_rank,
    choose,
    distance,
    is_meant,
    is_slight,
)
from hawse.channels.ships.places.text import keys_of
from hawse.channels.ships.places.words import ARRIVAL, DIGITS, FIRST_WORDS, NOISE

DIGRAPH: Final = re.compile(r"AA|AE|OE|UE")
"""Letters with marks as they are written without: a name may have some of them so, some not."""


class LegReader(CodeReader):
    """Reads legs by one gazetteer."""

    def exact(self, tokens: Tokens, sender: Sender) -> Leg | None:
        """Read a leg that is written as its place is known."""
        key, first = "".join(tokens), tokens[0]
        if leg := self.name(key, sender) or self.code(tokens, sender):
            return leg
        if len(tokens) == 1:
            return None if key.isalpha() else self._without_noise(tokens, sender)
        last = tokens[-1]
        if len(last) == COUNTRY and len(first) == SHORT and (leg := self.turned(tokens)):
            return leg
        if (last in LAST_WORDS or len(last) <= COUNTRY or COUNTRY <= len(first) <= SHORT) and (
            leg := self._with_country(tokens, sender)
        ):
            return leg
        if not (key.isalpha() and NOISE.isdisjoint(tokens)) and (
            leg := self._without_noise(tokens, sender)
        ):
            return leg
        return self._expanded(tokens, sender) if first in FIRST_WORDS else None

    def name(self, key: str, sender: Sender) -> Leg | None:
        """Read a key that is a name, in any usual spelling."""
        places = self.known.look(key)
        if places is None:
            if not key.isascii():
                places = next((p for k in keys_of(key) if (p := self.known.look(k))), None)
            elif DIGRAPH.search(key):
                places = self.known.look(DIGRAPH.sub(lambda m: m[0][0], key))
            if places is None:
                return None
        chosen = choose(places, sender)
        if (
            not chosen
            or (len(key) <= SHORT and not is_meant(key, chosen[0], sender))
            or (is_slight(chosen[0], sender) and self.slipped(key, sender))
        ):
            return None
        return a_tuple(Leg, (chosen, "name"))

    def _with_country(self, tokens: Tokens, sender: Sender) -> Leg | None:
        """Read a name with its country or state after or before it."""
        head, within = self.country(tokens, sender)
        if within is not sender:
            leg = self.name("".join(head), within) or self._without_noise(head, within)
            if leg := leg or self._expanded(head, within):
                return leg
        first = tokens[0]
        if len(first) not in {COUNTRY, SHORT}:
            return None
        first = COUNTRIES.get(first, first)
        if first in self.known.countries:
            within = sender.within(first)
            for n in (len(tokens), 2):
                key = "".join(tokens[1:n])
                if len(key) > SHORT and (leg := self.name(key, within)):
                    return leg
            if len(tokens[1]) > SHORT:
                return self._without_noise(tokens[1:], within)
        return None

    def country(self, tokens: Tokens, sender: Sender) -> tuple[Tokens, Sender]:
        """Take a country or a state off the end; the sender is the same where there is none."""
        last, head = tokens[-1], tokens[:-1]
        if last in LAST_WORDS:
            for count in (3, 2, 1):
                code = len(tokens) > count and COUNTRIES.get(" ".join(tokens[-count:]))
                if code:
                    return tokens[:-count], sender.within(code)
        if len(last) == 1 and len(tokens) > 2 and len(tokens[-2]) == 1:  # noqa: PLR2004 - B.C. is two tokens
            last, head = tokens[-2] + last, tokens[:-2]
        if len(last) != COUNTRY or not head:
            return tokens, sender
        within = two_letters(last, self._countries_of("".join(head)), sender)
        return (head, within) if within else (tokens, sender)

    def _countries_of(self, key: str) -> set[str]:
        places = self.known.look(key)
        if places is None and len(key) >= FUZZY_LEAST:
            places = [p for k in self.known.close(key) for p in self.known.names[k]]
        return {p.country for p in places or ()}

    def _without_noise(self, tokens: Tokens, sender: Sender) -> Leg | None:
        """Read a name without berths, pilots, anchorages and what holds a digit."""
        text = "".join(tokens)
        if not text.isalpha() and (leg := self._near_name(text.translate(DIGITS), sender)):
            return leg
        bare = [t for t in tokens if t not in NOISE and t.isalpha()]
        if not bare or len(bare) == len(tokens):
            return None
        if tokens[0] in NOISE and (leg := self._begun_with_port(tokens, sender)):
            return leg
        leg = self.name("".join(bare), sender) or (
            self.code(bare, sender) if len(bare[0]) != SHORT and bare[0] != tokens[0] else None
        )
        if leg is None:
            return None
        arrival = ARRIVAL.issuperset([t for t in tokens if t in NOISE])
        far = distance(leg.places[0], sender)
        return leg if berth_fits(far, len("".join(bare)), arrival=arrival) else None

    def _begun_with_port(self, tokens: Tokens, sender: Sender) -> Leg | None:
        """Read a name that begins with such a word, others behind it: ``PORT SAID ANCH``."""
        end = len(tokens)
        while end and (tokens[end - 1] in NOISE or not tokens[end - 1].isalpha()):
            end -= 1
        key = "".join(tokens[:end])
        leg = self.name(key, sender) if 1 < end < len(tokens) else None
        far = distance(leg.places[0], sender) if leg else 0.0
        arrival = ARRIVAL.issuperset([t for t in tokens[end:] if t in NOISE])
        return leg if berth_fits(far, len(key), arrival=arrival) else None

    def _near_name(self, key: str, sender: Sender) -> Leg | None:
        leg = self.name(key, sender)
        fits = leg and (len(key) >= FUZZY_LEAST or distance(leg.places[0], sender) < NEAR_KM)
        return leg if fits else None

    def _expanded(self, tokens: Tokens, sender: Sender) -> Leg | None:
        """Read a name whose first word is cut to a letter or two: ``P. HARCOURT``."""
        words = FIRST_WORDS.get(tokens[0])
        if not words or len(tokens) == 1:
            return None
        rest = "".join(t for t in tokens[1:] if t not in NOISE)
        found = [p for w in words for p in self.known.names.get(w + rest, ())]
        chosen = choose(by_rank(found), sender) if found and len(rest) > SHORT else ()
        if chosen and distance(chosen[0], sender) < 2 * FAR_KM:
            return Leg(chosen, "name")
        return None


def berth_fits(far_km: float, letters: int, *, arrival: bool) -> bool:
    """Say whether a place so far away may be meant by a name of some letters beside a berth.

    ``arrival`` says that the words beside it are such as a ship from afar may write.
    """
    return (far_km <= FAR_KM or arrival) and (letters >= FUZZY_LEAST or far_km < FAR_KM / 2)


def two_letters(last: str, there: set[str], sender: Sender) -> Sender | None:
    """Take two letters for a state, province or country of ``there``; None where they are none."""
    if last in STATES and "US" in there:
        return sender.within("US", last)
    if last in PROVINCES and "CA" in there:
        return sender.within("CA", PROVINCES[last])
    return sender.within(last) if last in there else None
