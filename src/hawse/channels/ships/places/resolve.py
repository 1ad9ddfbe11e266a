"""From the text that a crew typed to the places it may mean.

The kinds of text: ``port`` (one place), ``multi`` (several legs), ``eri`` (an inland ERI or ISRS
code), ``status`` (``FOR ORDERS``: a kind of its own, no failure), ``status+port``, ``area`` (a
sea, a
wind farm), ``junk`` and ``unknown``. What is not recognised stays unanswered: a wrong place costs
more than none.
"""

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from hawse.channels.ships.places.gazetteer import FUZZY_LEAST, Gazetteer, gazetteer
from hawse.channels.ships.places.ports import Place
from hawse.channels.ships.places.text import keys_of
from hawse.channels.ships.places.words import (
    AREA,
    COUNTRIES,
    DIGITS,
    JUNK,
    NOISE,
    PROVINCES,
    SEPARATOR,
    STATES,
    STATUS,
    STATUS_ALONE,
)

ERI: Final = re.compile(r"^([A-Z]{2})([A-Z0-9]{3})[A-Z0-9]{5}[A-Z0-9]{5}\d{4,5}$")
LOCODE: Final = re.compile(r"^[<>*.\s]*([A-Z]{2})\s?([A-Z2-9]{3})$")
SPACED: Final = re.compile(r"^[<>*.\s]*([A-Z]{2})\s+([A-Z]{3})[A-Z]?(?:\s+.*|\(.*)?$")
BRACKET: Final = re.compile(r"[(\[{]([^)\]}]*)[)\]}]?")
LED: Final = re.compile(r"^[<>*.\s]*([A-Z]{2,3})\s+([A-Z][A-Z ]{3,}?)(?:\s+[A-Z0-9]{1,4})?$")
VIA: Final = re.compile(r"\s*\bVIA\b")
NEAR_KM: Final = 15.0
WORD_KM: Final = 300.0
FAR_KM: Final = 2500.0
SHORT: Final = 3
KNOWN: Final = 5.0
FUZZY_ALONE: Final = 7
KM_PER_DEGREE: Final = 111.195


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg: the places it may mean, the likeliest first, and how they were found."""

    places: tuple[Place, ...]
    how: str


@dataclass(frozen=True, slots=True)
class Resolved:
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
    return Resolver(gazetteer()).resolve(text, lat, lon)


@dataclass(frozen=True, slots=True)
class Sender:
    """What else is known where one leg is read: where the ship was, and a country written beside."""  # noqa: E501 - a sentence in one piece

    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Resolver:
    """Resolves texts against one gazetteer."""

    known: Gazetteer

    def resolve(self, text: str, lat: float | None = None, lon: float | None = None) -> Resolved:  # noqa: PLR0911 - one return a form
        """Resolve one text."""
        upper = " ".join(
            text.upper().partition("@")[0].replace("`", "'").replace("_", " ").split()
        )
        upper = VIA.split(upper)[0]
        sender = Sender(lat, lon)
        whole = not SEPARATOR.search(upper[1:])
        if whole and (leg := self._code(upper, sender)) and leg.how == "code":
            return Resolved("port", (leg,))
        if upper in COUNTRIES:
            return Resolved("area")
        if upper not in STATUS_ALONE and (places := self._exact(upper, sender)):
            return Resolved("port", (Leg(places, "name"),))
        if JUNK.match(upper):
            return Resolved("junk")
        if (found := ERI.match(upper.replace(" ", ""))) and self._is_country(found[1]):
            return self._inland(found[1] + found[2], sender)
        if whole and (leg := self._code(upper, sender)):
            return Resolved("port", (leg,))
        rest = STATUS.sub(" ", upper)
        if rest != upper:
            legs = self._legs(rest, sender) if any(map(str.isalpha, rest)) else ()
            return (
                Resolved("status+port", legs)
                if legs and not AREA.search(rest)
                else Resolved("status")
            )
        legs = self._legs(upper, sender)
        if AREA.search(upper) and not (
            legs and all(leg.how == "name" for leg in legs) and len(legs) > 1
        ):
            return Resolved("area")
        if not legs:
            return Resolved("unknown")
        return Resolved("multi" if len(legs) > 1 else "port", legs)

    def _legs(self, text: str, sender: Sender) -> tuple[Leg, ...]:
        """Read the legs of a text: parted by signs first, then hyphens, then by a space."""
        text, sender = self._country(text, sender)
        pieces = [p for p in SEPARATOR.split(text) if p and any(map(str.isalpha, p))]
        if len(pieces) > 1:
            return tuple(leg for p in pieces if (leg := self._one(p, sender)))
        text = pieces[0] if pieces else text
        if leg := self._one(text, sender, slips=False):
            return (leg,)
        for sign, least in (("-", SHORT - 1), (".", SHORT)):
            pieces = [
                p for p in text.split(sign) if sum(map(str.isalpha, p)) >= least and p != "ST"
            ]
            if (
                len(pieces) > 1
                and (legs := tuple(self._one(p, sender) for p in pieces))
                and any(legs)
            ):
                return tuple(leg for leg in legs if leg)
        if leg := self._one(text, sender):
            return (leg,)
        return self._spaced(text, sender)

    def _spaced(self, text: str, sender: Sender) -> tuple[Leg, ...]:
        """Read two names with a space between, both written as they are known."""
        words = text.split()
        for n in range(1, len(words)):
            pair = (" ".join(words[:n]), " ".join(words[n:]))
            legs = [self._one(p, sender, slips=len(p) >= FUZZY_LEAST) for p in pair]
            if all(legs) and all(len(p) >= SHORT for p in pair):
                return tuple(leg for leg in legs if leg and leg.places[0].rank >= 3)  # noqa: PLR2004 - the number is said beside it
        if (
            words
            and len(words) > 1
            and len(words[0]) > 4  # noqa: PLR2004 - the number is said beside it
            and (places := self._exact(words[0], sender))
        ):
            near = places[0].is_port or (
                sender.lat is not None and distance(places[0], sender) < WORD_KM
            )
            return (Leg(places, "first word"),) if near else ()
        return ()

    def _one(self, text: str, sender: Sender, *, slips: bool = True) -> Leg | None:  # noqa: C901, PLR0911 - one branch a form
        """Read one leg."""
        text = text.strip(" .,-'\"*!?:")
        if leg := self._code(text, sender):
            return leg
        if places := self._exact(text, sender):
            return Leg(places, "name")
        text, sender = self._country(text, sender)
        if not any(map(str.isalpha, NOISE.sub(" ", text))):
            return None
        if (found := LED.match(text)) and (
            led := COUNTRIES.get(found[1], found[1])
        ) in self.known.countries:
            within = Sender(sender.lat, sender.lon, led)
            if places := self._exact(NOISE.sub(" ", found[2]), within):
                return Leg(places, "name")
        inside = BRACKET.search(text)
        for tried in dict.fromkeys((text, BRACKET.sub(" ", text), inside[1] if inside else "")):
            bare = " ".join(NOISE.sub(" ", tried).split())
            for spelled in dict.fromkeys(
                (tried, bare, bare.translate(DIGITS), re.sub(r"[^A-Z ]+", " ", bare))
            ):
                if places := self._exact(spelled, sender):
                    if (
                        spelled != tried
                        and len(spelled) < FUZZY_LEAST
                        and not distance(places[0], sender) < FAR_KM / 2
                    ):
                        continue
                    return Leg(places, "name")
        if slips and (leg := self._slip(text, sender)):
            return leg
        return self._word(text, sender)

    def _word(self, text: str, sender: Sender) -> Leg | None:
        """Read a part of a longer name, where one place near the sender has it."""
        if sender.lat is None:
            return None
        for key in keys_of(NOISE.sub(" ", text))[:1]:
            close = [p for p in self.known.words.get(key, ()) if distance(p, sender) < WORD_KM]
            if len({p.id for p in close}) == 1:
                return Leg((close[0],), "part of a name")
        return None

    def _slip(self, text: str, sender: Sender) -> Leg | None:
        """Read a name with a slip in it, where one place alone is that near."""
        for spelled in dict.fromkeys((text, NOISE.sub(" ", text))):
            for key in keys_of(spelled.translate(DIGITS))[:1]:
                if len(key) < FUZZY_LEAST:
                    continue
                places = [p for k in self.known.close(key) for p in self.known.names[k]]
                if sender.lat is None and len(key) < FUZZY_ALONE:
                    continue
                places = [p for p in places if distance(p, sender) < reach(key, p)]
                if chosen := self._chosen(places, sender):
                    return Leg(chosen, "one slip")
        return None

    def _exact(self, text: str, sender: Sender) -> tuple[Place, ...]:
        """Give the places of a name, the likeliest first."""
        for key in keys_of(text):
            if (places := self.known.names.get(key)) and (chosen := self._chosen(places, sender)):
                return chosen
        return ()

    def _chosen(self, places: list[Place], sender: Sender) -> tuple[Place, ...]:
        """Order places of one name by rank and by how near the sender was: what it can reach."""
        fitting = [
            p
            for p in places
            if sender.country in {None, p.country}
            and (not sender.part or p.part in {"", sender.part})
        ]
        if sender.lat is not None and not sender.country:
            fitting = [
                p for p in fitting if p.is_port or p.rank >= KNOWN or distance(p, sender) < FAR_KM
            ]
        if sender.part and (exact := [p for p in fitting if p.part == sender.part]):
            fitting = exact
        return tuple(sorted(fitting, key=lambda p: (-worth(p, sender), p.id)))

    def _code(self, text: str, sender: Sender) -> Leg | None:
        """Read a UN/LOCODE, alone or before a berth as Japan's form has it; or its last three letters."""  # noqa: E501 - a sentence in one piece
        if found := (LOCODE.match(text) or SPACED.match(text)):
            code = found[1] + found[2]
            spaced = bool(SPACED.match(text)) or text[:1] in "<>"
            if code in self.known.codes:
                return Leg((self.known.codes[code],), "code")
            if (
                spaced
                and self._is_country(found[1])
                and found[1] not in STATES - {"DE", "IN", "CA"}
            ):
                lat, lon = sender.lat or 0.0, sender.lon or 0.0
                return Leg(
                    (Place(f"port:{code}", code, found[1], "", lat, lon, 8.0, is_port=True),),
                    "code",
                )
        if len(text) == SHORT and (places := self.known.endings.get(text)):
            close = [p for p in places if distance(p, sender) < FAR_KM / 4]
            if len(close) == 1:
                return Leg((close[0],), "last letters of a code")
        return None

    def _inland(self, code: str, sender: Sender) -> Resolved:
        """Read an inland code: a UN/LOCODE first, then fairway, terminal and hectometre."""
        if place := self.known.codes.get(code):
            return Resolved("eri", (Leg((place,), "code"),))
        around = sorted(
            (distance(p, sender), p.id)
            for p in self.known.codes.values()
            if p.country == code[:2] and sender.lat is not None
        )
        if around and around[0][0] < NEAR_KM:
            return Resolved(
                "eri",
                (
                    Leg(
                        (self.known.codes[around[0][1].removeprefix("port:")],),
                        "nearest to an inland code",
                    ),
                ),
            )
        lat, lon = sender.lat or 0.0, sender.lon or 0.0
        return Resolved(
            "eri",
            (
                Leg(
                    (Place(f"port:{code}", code, code[:2], "", lat, lon, 8.0, is_port=True),),
                    "code",
                ),
            ),
        )

    def _country(self, text: str, sender: Sender) -> tuple[str, Sender]:
        """Take a country or a state off the end of a text."""
        words = re.findall(r"[A-Z]+", BRACKET.sub(lambda m: " " + m[1] + " ", text))
        for count in (3, 2, 1):
            name = " ".join(words[-count:])
            if len(words) > count and name in COUNTRIES:
                return _cut(text, words[-count:]), Sender(sender.lat, sender.lon, COUNTRIES[name])
        if (
            len(words) > 1
            and len(words[-1]) == 2  # noqa: PLR2004 - the number is said beside it
            and re.search(r"[,.(\s/]" + words[-1] + r"[.)\s]*$", text)
        ):
            last = words[-1]
            head = _cut(text, [last])
            if last in STATES and any(
                p.country == "US" for k in keys_of(head) for p in self.known.names.get(k, ())
            ):
                return head, Sender(sender.lat, sender.lon, "US", last)
            if last in PROVINCES:
                return head, Sender(sender.lat, sender.lon, "CA", PROVINCES[last])
            if last in self.known.countries and any(
                p.country == last
                for k in keys_of(head)
                for near in (k, *self.known.close(k))
                for p in self.known.names.get(near, ())
            ):
                return head, Sender(sender.lat, sender.lon, last)
        return text, sender

    def _is_country(self, code: str) -> bool:
        return code in self.known.countries


def _cut(text: str, words: list[str]) -> str:
    return re.sub(r"[\s,.(/\-]*" + r"[^A-Z]+".join(words) + r"[\s.)]*$", "", text)


def distance(place: Place, sender: Sender) -> float:
    """Give kilometres from the sender, on a plane that is good enough to rank by; 0 if unknown."""
    if sender.lat is None or sender.lon is None:
        return 0.0
    east = (place.lon - sender.lon + 540) % 360 - 180
    east *= math.cos(math.radians((place.lat + sender.lat) / 2))
    return math.hypot(east, place.lat - sender.lat) * KM_PER_DEGREE


def reach(key: str, place: Place) -> float:
    """Say how far away a place may be that is read from a slip: a long name tells more than a short.

    A slip in the first letter is rare, so the place must be near.
    """  # noqa: E501 - a sentence in one piece
    if len(key) == FUZZY_LEAST:
        return WORD_KM
    if keys_of(place.name)[0][:1] != key[:1] or len(key) == FUZZY_LEAST + 1:
        return 2 * WORD_KM
    return 2 * FAR_KM if place.is_port else FAR_KM / 3


def worth(place: Place, sender: Sender) -> float:
    """Weigh a place: its rank, less one for each doubling of the distance beyond 50 km."""
    far = distance(place, sender)
    return place.rank - math.log2(1 + far / 50.0) if far else place.rank
