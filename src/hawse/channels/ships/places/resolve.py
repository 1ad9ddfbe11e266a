"""From the text that a crew typed to the places it may mean.

The kinds of text: ``port`` (one place), ``multi`` (several legs), ``eri`` (an inland ERI or ISRS
code), ``status`` (``FOR ORDERS``: a kind of its own, no failure), ``status+port``, ``area`` (a
sea, a wind farm), ``junk`` and ``unknown``. What is not recognised stays unanswered: a wrong
place costs more than none.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from hawse.channels.ships.places.codes import CODE, SHORT, TOKEN, Leg, a_tuple
from hawse.channels.ships.places.countries import COUNTRIES, COUNTRY_KEYS
from hawse.channels.ships.places.gazetteer import Gazetteer, gazetteer
from hawse.channels.ships.places.legs import LegReader
from hawse.channels.ships.places.parting import Parting
from hawse.channels.ships.places.ports import Place
from hawse.channels.ships.places.reach import (
    FAR_KM,
    LARGE_RANK,
    Sender,
    choose,
    distance,
    is_meant,
    is_slight,
)
from hawse.channels.ships.places.words import (
    AREA_ALONE,
    AREA_ENDS,
    AREA_STARTS,
    AREA_WORDS,
    DROPPED,
    JUNK,
    MARKS,
    PASSAGE,
    SIGNS,
    STATUS,
    STATUS_ALONE,
    STATUS_STARTS,
    parted,
)

__all__ = ["Leg", "Resolved", "Resolver", "resolve"]

ERI: Final = re.compile(r"^([A-Z]{2})([A-Z0-9]{3})[A-Z0-9]{5}[A-Z0-9]{5}\d{4,5}$")
ERI_LEAST: Final = 19
CODED: Final = re.compile(
    r"[<>*.\s]*([A-Z]{2}) ?([A-Z]{3})(?:XX|OFF)?"
    r"(?:(?! TO\b| OR\b) [A-Z0-9]{1,2}| [A-Z0-9]{3}\Z)*\Z"
)
"""A UN/LOCODE, alone or before a berth as Japan's form has it (``>JP YOK OS``)."""
CODE_LONGEST: Final = 9
"""The most characters in which there is but one code."""
NOT_SAID: Final = re.compile(r">[\s?]*\?[\s?]*\Z")
"""A port left for one not known (``NL RTM>?? ???``): the port before it is no destination."""
VIA: Final = re.compile(r"\s*\bVIA\b")
NO_NAMES: Final = STATUS_ALONE | AREA_ALONE | COUNTRY_KEYS
"""Keys that are names of places too, but mean something else where they stand alone."""
NEAR_KM: Final = 15.0
LONG: Final = 4
"""From so many letters on, and with nothing but letters, a text is no junk but of one letter."""


class Resolved(NamedTuple):
    """What a text says: its kind and the legs that name a place, in the order written."""

    kind: str
    legs: tuple[Leg, ...] = ()

    @property
    def last(self) -> Place | None:
        """The likeliest place of the last leg; None where no place was recognised."""
        return self.legs[-1].places[0] if self.legs else None


@lru_cache(maxsize=200_000)
def resolve(text: str, lat: float | None = None, lon: float | None = None) -> Resolved:
    """Resolve one destination text; ``lat`` and ``lon`` are where the sender was.

    >>> resolve("GDYNIA-RANDERS").last.id
    'port:DKRAN'
    >>> resolve("AWAITING ORDERS").kind
    'status'
    """
    return shipped().resolve(text, lat, lon)


@lru_cache(maxsize=1)
def shipped() -> "Resolver":
    """Give what resolves by the gazetteer that ships with the package."""
    return Resolver(gazetteer())


class Resolver:
    """Resolves texts against one gazetteer; it keeps no memory of earlier texts."""

    def __init__(self, known: Gazetteer) -> None:
        self.known = known
        self._reader = LegReader(known)
        self.parting = Parting(self._reader)

    def resolve(self, text: str, lat: float | None = None, lon: float | None = None) -> Resolved:
        """Resolve one text."""
        upper = text.upper()
        if "?" in upper and NOT_SAID.search(upper):
            return Resolved("unknown")
        key = upper if upper.isalnum() else upper.translate(DROPPED)
        places = self.known.names.get(key)
        sender = a_tuple(Sender, (lat, lon, None, None))
        if places is not None and key not in NO_NAMES:
            chosen = choose(places, sender)
            if len(key) == CODE and chosen and not chosen[0].is_port and key in self.known.coded:
                return Resolved("port", (Leg((self.known.coded[key],), "code"),))
            if (
                chosen
                and (len(key) > SHORT or is_meant(key, chosen[0], sender))
                and not (is_slight(chosen[0], sender) and self._reader.slipped(key, sender))
            ):
                return a_tuple(Resolved, ("port", (a_tuple(Leg, (chosen, "name")),)))
        if "@" in upper:
            return self.resolve(upper.partition("@")[0], lat, lon)
        if not upper.isascii() or "_" in upper or "`" in upper:
            upper = upper.translate(MARKS)
        return self._formed(" ".join(upper.split()), key, sender)

    def _formed(self, text: str, key: str, sender: Sender) -> Resolved:
        """Resolve a text that is not one known name."""
        word = text.isalnum()
        if (not word or len(text) < CODE_LONGEST) and (found := CODED.match(text)):
            place = self.known.coded.get(found[1] + found[2])
            alone = len(text) <= CODE_LONGEST or text[-6:].replace(" ", "") not in self.known.coded
            if place and alone and not self._reader.mistaken(text, place, sender):
                return Resolved("port", (Leg((place,), "code"),))
        plain = key.isalpha() and len(key) >= LONG and key[0] != key[1] and key[:SHORT] != "MOB"
        if not plain and JUNK.match(text):
            return Resolved("junk")
        if key in COUNTRY_KEYS or text in COUNTRIES or key in AREA_ALONE:
            return self._country(key, COUNTRIES.get(text), sender)
        if len(key) >= ERI_LEAST and (inland := self._inland(key, sender)):
            return inland
        if "VIA" in text:
            text = VIA.split(text)[0]
        tokens = [text] if word else TOKEN.findall(text)
        return self._worded(text, tokens, sender) if tokens else Resolved("unknown")

    def _country(self, key: str, country: str | None, sender: Sender) -> Resolved:
        """Resolve a country's name: an area, unless a port of that country has it (Djibouti)."""
        places = [p for p in self.known.names.get(key, ()) if p.country == country]
        if places and places[0].rank >= LARGE_RANK:
            return Resolved("port", (Leg(choose(places, sender), "name"),))
        return Resolved("area")

    def _worded(self, text: str, tokens: list[str], sender: Sender) -> Resolved:
        """Resolve a text of words: a status, a name with its country, an area, or legs."""
        starts = [t[:SHORT] for t in tokens]
        if not STATUS_STARTS.isdisjoint(starts):
            rest = STATUS.sub(" ", text)
            if rest != text:
                return self._status(rest, tokens, sender)
        if tokens[-1] in COUNTRIES and (leg := self._with_country(tokens, sender)):
            return Resolved("port", (leg,))
        if _is_passage(tokens):
            return Resolved("area")
        if _is_area(tokens):
            return self._area(text, tokens, sender)
        legs = self.parting.legs(text, tokens, sender)
        kind = "multi" if len(legs) > 1 else "port" if legs else "unknown"
        return a_tuple(Resolved, (kind, legs))

    def _area(self, text: str, tokens: list[str], sender: Sender) -> Resolved:
        """Resolve a text with a word for a sea or a site: known names around it still count."""
        leg = self._reader.exact(tokens, sender)
        if leg and leg.how == "name":
            return Resolved("port", (leg,))
        pieces = [TOKEN.findall(p) for p in parted(text, tokens)] if SIGNS.search(text) else []
        legs = [self._reader.exact(p, sender) for p in pieces if p]
        read = tuple(leg for leg in legs if leg and leg.how == "name")
        return Resolved("multi", read) if len(read) == len(legs) > 1 else Resolved("area")

    def _with_country(self, tokens: list[str], sender: Sender) -> Leg | None:
        """Read a known name with its country behind it, whatever sign stands between."""
        code = COUNTRIES.get(tokens[-1])
        places = self.known.look("".join(tokens[:-1])) if code and len(tokens) > 1 else None
        chosen = choose(places, sender.within(code)) if code and places else ()
        return Leg(chosen, "name") if chosen else None

    def _status(self, rest: str, tokens: list[str], sender: Sender) -> Resolved:
        """Resolve a text with words of a status: they may stand beside a port, or in a code.

        ``rest`` is the text without those words.
        """
        if (leg := self._reader.code(tokens, sender)) and leg.how == "code":
            return Resolved("port", (leg,))
        left = [t for t in TOKEN.findall(rest) if not t.isdigit()]
        sea = _is_area(left) and not self.known.look("".join(left))
        if not left or sea or not any(map(str.isalpha, rest)):
            return Resolved("status")
        legs = tuple(
            leg
            for leg in self.parting.legs(rest, left, sender)
            if leg.places[0].is_port or distance(leg.places[0], sender) < FAR_KM / 10
        )
        return Resolved("status+port", legs) if legs else Resolved("status")

    def _inland(self, key: str, sender: Sender) -> Resolved | None:
        """Read an inland code: a UN/LOCODE first, then fairway, terminal and hectometre."""
        found = ERI.match(key)
        if not found or found[1] not in self.known.countries:
            return None
        code = found[1] + found[2]
        if place := self.known.codes.get(code):
            return Resolved("eri", (Leg((place,), "code"),))
        if sender.lat is not None:
            around = self.known.ports_near(code[:2], sender.lat, sender.lon or 0.0)
            far = [(distance(p, sender), p.id, n) for n, p in enumerate(around)]
            if far and (nearest := min(far))[0] < NEAR_KM:
                leg = Leg((around[nearest[2]],), "nearest to an inland code")
                return Resolved("eri", (leg,))
        lat, lon = sender.lat or 0.0, sender.lon or 0.0
        made = Place(f"port:{code}", code, code[:2], "", lat, lon, 8.0, is_port=True)
        return Resolved("eri", (Leg((made,), "code"),))


def _is_passage(tokens: list[str]) -> bool:
    """Say whether a text is of a river or a canal: ``ELBE PILOT``, ``PANAMA CANAL TRANSIT``."""
    return any(
        "".join(tokens[:n]) in AREA_ALONE and PASSAGE.issuperset(tokens[n:]) for n in (1, 2)
    )


def _is_area(tokens: list[str]) -> bool:
    return not (
        AREA_WORDS.isdisjoint(tokens)
        and AREA_STARTS.isdisjoint([t[:6] for t in tokens])
        and AREA_ENDS.isdisjoint([t[-7:] for t in tokens])
    )
