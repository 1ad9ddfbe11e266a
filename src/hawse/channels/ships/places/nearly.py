"""One leg that is only nearly as its place is known: slips, cut names, a name among other words.

Each reading asks that the place be within a reach that fits how much the text tells.
"""

import re
from typing import Final

from hawse.channels.ships.places.codes import COUNTRY, SHORT, Leg, Tokens
from hawse.channels.ships.places.countries import LAST_WORDS
from hawse.channels.ships.places.gazetteer import FUZZY_LEAST, TAIL
from hawse.channels.ships.places.legs import DIGRAPH, LegReader
from hawse.channels.ships.places.ports import Place, near
from hawse.channels.ships.places.reach import (
    FAR_KM,
    KM_PER_DEGREE,
    LARGE_RANK,
    NEAR_KM,
    Sender,
    by_rank,
    choose,
    distance,
    worth,
)
from hawse.channels.ships.places.weights import SAME_PORT
from hawse.channels.ships.places.words import AREA_WORDS, DIGITS, NOISE

HEAD_KM: Final = 1000.0
HEAD_DEGREES: Final = HEAD_KM / KM_PER_DEGREE + 0.01
"""Degrees of latitude beyond which no place is within ``HEAD_KM``: most need not be measured."""
CONTRACTED_KM: Final = 1500.0
ABOUT_AS_WELL: Final = 2.0
"""How much more a place must be worth than one of another name that is as few slips away."""
SURE_BONES: Final = 8
"""From so many letters on, the consonants alone tell of a large port far away."""
PREFIX_RANK: Final = 7.0
LISTED_RANK: Final = 6.2
"""The rank that a port has at least whose size or place some list of seaports gives."""
PREFIX_KM: Final = ((8, FAR_KM), (6, 400.0), (5, 250.0), (4, 150.0))
"""How far away a port may be by the number of its name's letters that are written."""
FUZZY_ALONE: Final = 7
_CONTRACTED: Final = re.compile(r"([A-Z])'([A-Z]{3,})")


class NearReader:
    """Reads what no ``LegReader`` reads, by the same gazetteer."""

    def __init__(self, exactly: LegReader) -> None:
        self.exactly = exactly
        self.known = exactly.known

    def loose(self, tokens: Tokens, sender: Sender, *, whole: bool = True) -> Leg | None:
        """Read a leg that is nearly as its place is known; ``whole``: it stands alone."""
        if len(tokens) > 1 and (tokens[-1] in LAST_WORDS or len(tokens[-1]) <= COUNTRY):
            tokens, sender = self.exactly.country(tokens, sender)
        bare, key = tokens, "".join(tokens)
        if not (key.isalpha() and NOISE.isdisjoint(tokens)):
            every = key.translate(DIGITS)
            bare = [t for t in tokens if t not in NOISE and t.isalpha()]
            key = "".join(bare)
            if len(bare) == len(tokens):
                leg = self._slip(key, sender)
            elif len(every) >= FUZZY_ALONE and self.known.close(every):
                return self._slip(every, sender)
            else:
                leg = self._slip(key, sender)
        else:
            leg = self._slip(key, sender)
        if leg or not bare:
            return leg
        leg = self._part(key, sender) or self._prefix(key, sender) or self._bones(key, sender)
        if leg or len(bare) == 1 or not whole:
            return leg
        return self._one_word(bare, sender)

    def abbreviated(self, token: str, sender: Sender, *, port: bool = False) -> Leg | None:
        """Read one word: a name, the end of a code, a slip, or the beginning of a name.

        ``port`` says that nothing but a port is wanted.
        """
        for read in (self.exactly.name, self._code, self._slip, self._prefix):
            leg = read(token, sender)
            if leg and (leg.places[0].is_port or not port):
                return leg
        return None

    def _code(self, token: str, sender: Sender) -> Leg | None:
        return self.exactly.code([token], sender)

    def contracted(self, text: str, sender: Sender) -> Leg | None:
        """Read a port's first letter and its end: ``L'POOL``."""
        if not (found := _CONTRACTED.fullmatch(text)) or sender.lat is None:
            return None
        first, rest = found.groups()
        near = by_rank(
            p
            for key, p in self.known.tails.get(rest[-TAIL:].rjust(TAIL), ())
            if key[0] == first and key.endswith(rest) and distance(p, sender) < CONTRACTED_KM
        )
        chosen = choose(near, sender) if near else ()
        return Leg(chosen, "contracted") if chosen else None

    def _slip(self, key: str, sender: Sender) -> Leg | None:
        """Read a name with a slip in it, where the place is within what the length allows.

        A country written beside it tells enough for any distance.
        """
        if len(key) < FUZZY_LEAST or (sender.lat is None and len(key) < FUZZY_ALONE):
            return None
        keys = self.known.close(key)
        if not keys:
            return None
        places = [
            p
            for k in keys
            for p in self.known.names[k]
            if distance(p, sender) < reach(key, k, p)
            or (sender.country == p.country and key[0] == k[0] and len(key) > FUZZY_LEAST)
        ]
        chosen = choose(by_rank(places), sender) if places else ()
        if not chosen or (len(keys) > 1 and not self._alone(keys, chosen[0], sender)):
            return None
        return Leg(chosen, "one slip")

    def _alone(self, keys: list[str], place: Place, sender: Sender) -> bool:
        """Say whether no place of another name, as few slips away, fits about as well."""
        least = worth(place, sender) - ABOUT_AS_WELL
        for key in keys:
            held = self.known.names[key]
            if all(p.id != place.id for p in held) and any(
                worth(p, sender) > least and not near(p, place, SAME_PORT) for p in held
            ):
                return False
        return True

    def _bones(self, key: str, sender: Sender) -> Leg | None:
        """Read a port's name with its consonants right and its vowels wrong."""
        if len(key) <= FUZZY_LEAST or sender.lat is None:
            return None
        keys = self.known.same_bones(key)
        if not keys:
            return None
        close: dict[str, Place] = {}
        for k in keys:
            far = CONTRACTED_KM if len(key) >= SURE_BONES or k.startswith(key) else NEAR_KM
            for p in self.known.names[k]:
                if distance(p, sender) < (far if p.rank >= LARGE_RANK else NEAR_KM) and (
                    p.id not in close or p.rank > close[p.id].rank
                ):
                    close[p.id] = p
        found = [p for p in close.values() if p.rank >= PREFIX_RANK]
        if len(found) != 1 or not self._alone(keys, found[0], sender):
            return None
        return Leg((found[0],), "consonants")

    def _part(self, key: str, sender: Sender) -> Leg | None:
        """Read the first or last word of a longer name, where one place near the sender has it."""
        if sender.lat is None:
            return None
        held = self.known.words.get(key)
        if held is None:
            return None
        ports_km = HEAD_KM if len(key) > FUZZY_LEAST else NEAR_KM
        north = sender.lat + HEAD_DEGREES
        south = north - 2 * HEAD_DEGREES
        found = [(p, distance(p, sender)) for p in held if not (p.lat > north or p.lat < south)]
        for close in (
            [p for p, far in found if far < NEAR_KM],
            [p for p, far in found if far < NEAR_KM and p.is_port],
            [p for p, far in found if far < ports_km and p.rank >= PREFIX_RANK],
        ):
            if len({p.id for p in close}) == 1:
                return Leg((close[0],), "part of a name")
        return None

    def _prefix(self, key: str, sender: Sender) -> Leg | None:
        """Read the beginning of a port's name, where that port alone is as near as it tells."""
        if len(key) < TAIL or sender.lat is None:
            return None
        begun = self.known.begun(key)
        if not begun and DIGRAPH.search(key):
            begun = self.known.begun(DIGRAPH.sub(lambda m: m[0][0], key))
        if not begun:
            return None
        within = next(km for least, km in PREFIX_KM if len(key) >= least)
        word = PREFIX_KM[-1][1]
        close = {
            p.id: p
            for p in begun
            if distance(p, sender) < (min(within, word) if _is_a_word(key, p) else within)
        }
        return Leg(tuple(close.values()), "beginning of a name") if len(close) == 1 else None

    def three_letters(self, key: str, beside: Place) -> Leg | None:
        """Read both ends of a trip there and back: the one port near ``beside`` that begins so.

        ``HEY/WPT/HEY`` is Heysham, Warrenpoint and Heysham.
        """
        if len(key) != SHORT or not beside.is_placed:
            return None
        about = Sender(beside.lat, beside.lon)
        close = {
            p.id: p
            for p in self.known.begun(key)
            if p.rank >= PREFIX_RANK and p.id != beside.id and distance(p, about) < NEAR_KM
        }
        return Leg(tuple(close.values()), "beginning of a name") if len(close) == 1 else None

    def _one_word(self, bare: Tokens, sender: Sender) -> Leg | None:
        """Read the first words alone, or the last, where a place near the sender has that name."""
        if not AREA_WORDS.isdisjoint(bare):
            return None
        look = self.known.look
        for n in range(len(bare) - 1, 0, -1):
            key = "".join(bare[:n])
            leg = self.exactly.name(key, sender) if look(key) else None
            if leg and self._tells(leg.places[0], bare[:n], sender, HEAD_KM):
                return Leg(leg.places, "first word")
        for n in range(1, len(bare)):
            key = "".join(bare[n:])
            leg = self.exactly.name(key, sender) if look(key) else None
            if leg and self._tells(leg.places[0], bare[n:], sender, NEAR_KM):
                return Leg(leg.places, "last word")
        return None

    def _tells(self, place: Place, words: Tokens, sender: Sender, port_km: float) -> bool:
        if sum(map(len, words)) < FUZZY_LEAST or not place.is_placed:
            return False
        if sender.lat is None:
            return place.rank >= LARGE_RANK and port_km == HEAD_KM
        return distance(place, sender) < (port_km if place.is_port else NEAR_KM / 2)


def _is_a_word(key: str, place: Place) -> bool:
    """Say whether a short key is a whole word of a name, as SAINT or UPPER: it tells little."""
    return len(key) == FUZZY_LEAST and not place.name[FUZZY_LEAST : FUZZY_LEAST + 1].isalpha()


def reach(key: str, name: str, place: Place) -> float:
    """Say how far away a place may be whose ``name`` is read from a slip in a ``key``.

    A long name tells more than a short one. A slip in the first letter is rare: the rest must
    be right and the place near. So must a place be that no list of seaports has.
    """
    if key[0] != name[0]:
        return NEAR_KM if key[1:] == name[1:] else 0.0
    if len(key) == FUZZY_LEAST or (place.is_port and place.rank < LISTED_RANK):
        return NEAR_KM if len(key) == FUZZY_LEAST else 2 * NEAR_KM
    if len(key) == FUZZY_LEAST + 1:
        return 2 * NEAR_KM
    return 2 * FAR_KM if place.is_port else FAR_KM / 3
