"""A text parted into the legs of its voyage: by signs, hyphens, full stops, or spaces alone."""

from typing import Final, TypeVar

from hawse.channels.ships.places.codes import CODE, COUNTRY, SHORT, TOKEN, Leg
from hawse.channels.ships.places.countries import COUNTRIES
from hawse.channels.ships.places.legs import LegReader
from hawse.channels.ships.places.nearly import NearReader
from hawse.channels.ships.places.ports import Place
from hawse.channels.ships.places.reach import FAR_KM, NEAR_KM, Sender, distance
from hawse.channels.ships.places.words import JOINED, NOISE, SIGNS, parted

LEAST_RANK: Final = 3.0
FAR_LEG_KM: Final = 500.0
"""How far a town must be from the sender for a port of its name near another leg to replace it."""
SURE_KM: Final = FAR_KM / 10
"""How near a hamlet must be to be read where the sign before it may be part of a name."""
NEAR_LEG_KM: Final = 500.0
"""How near the sender each leg must be where spaces alone part three or more."""


_Leg = TypeVar("_Leg", Leg, Leg | None)


class Parting:
    """Parts texts into legs and has each read."""

    def __init__(self, reader: LegReader) -> None:
        self._reader = reader
        self.near = NearReader(reader)
        self.known = reader.known

    def legs(self, text: str, tokens: list[str], sender: Sender) -> tuple[Leg, ...]:
        """Read the legs of a text: parted by signs first, then hyphens, then by a space."""
        if SIGNS.search(text) or not JOINED.isdisjoint(tokens):
            pieces = parted(text, tokens)
            if len(pieces) > 1:
                found = self._signed(tokens, pieces, sender)
                left = len(found) == 1 and ">" in text and self._left(text, sender)
                return () if left else found
            if pieces and pieces[0] != text:
                text = pieces[0]
                tokens = TOKEN.findall(text)
        if not tokens:
            return ()
        if leg := self._reader.exact(tokens, sender):
            return (leg,)
        if len(tokens) == 1:
            leg = self.near.loose(tokens, sender)
            return (leg,) if leg else ()
        return self.unsigned(text, tokens, sender)

    def _left(self, text: str, sender: Sender) -> bool:
        """Say whether the one port read is that left: what stands after the arrow is no place."""
        before, _, after = text.rpartition(">")
        words = [w for w in TOKEN.findall(after) if w not in NOISE]
        named = len("".join(words)) > SHORT and TOKEN.search(before)
        return bool(named) and not self.legs(after.strip(" =-"), words, sender)

    def unsigned(self, text: str, tokens: list[str], sender: Sender) -> tuple[Leg, ...]:
        """Read a text of several words without a sign that parts it for certain."""
        dashed = self._dashed(text, sender) if "-" in text or "." in text else []
        if dashed and all(dashed):
            return tuple(leg for leg in dashed if leg)
        if pair := self._spaced(tokens, sender):
            return pair
        if "'" in text and (leg := self.near.contracted(text, sender)):
            return (leg,)
        if leg := self.near.loose(tokens, sender, whole=not dashed):
            return (leg,)
        return self._nearly(text, dashed, sender)

    def _signed(self, tokens: list[str], pieces: list[str], sender: Sender) -> tuple[Leg, ...]:
        """Read legs with a sign between them; a country behind the last is no leg."""
        worded = [TOKEN.findall(p) for p in pieces]
        last = worded[-1]
        if len(pieces) == 2 and (  # noqa: PLR2004 - a place and its country
            " ".join(last) in COUNTRIES or (len(last) == 1 and len(last[0]) <= COUNTRY)
        ):
            if leg := self._reader.exact(tokens, sender) or self.near.loose(tokens, sender):
                return (leg,)
            pieces = pieces[:1]
        found: list[Leg] = []
        written: list[list[str]] = []
        unread: list[list[str]] = []
        for piece, words in zip(pieces, worded, strict=False):
            letters = "".join(words)
            if not (letters.isalpha() or any(map(str.isalpha, letters))):
                continue
            legs = self._piece(piece, words, found, sender)
            found += legs
            written += [words] * len(legs)
            if not legs and not found and len(words) == 1:
                unread.append(words)
        if found and unread and (leg := self._beside(found[0], unread[-1])):
            return (leg, *found)
        if (
            len(found) == 1
            and worded[0] == last
            and (leg := self.near.three_letters("".join(last), found[0].places[0]))
        ):
            return (leg, *found, leg)
        return tuple(self._near_each_other(written, found, sender))

    def _piece(
        self, piece: str, words: list[str], found: list[Leg], sender: Sender
    ) -> tuple[Leg, ...]:
        """Read one piece between signs; ``found`` are the legs before it."""
        if NOISE.issuperset(words):
            return ()
        leg = None
        if (
            found
            and any([leg.how == "code" for leg in found])  # noqa: C419 - a list is faster here
            and not self.known.look("".join(words))
        ):
            leg = self._reader.code(words, sender, marked=True)
        leg = leg or self._reader.exact(words, sender)
        if leg is not None:
            return (leg,)
        if "'" in piece:
            leg = self.near.contracted(piece, sender)
        if leg is None:
            inner = self._dashed(piece, sender)
            if inner and all(inner):
                return tuple(one for one in inner if one)
            leg = self.near.loose(words, sender)
        if leg is None and len(words) == 1 and found and not words[0].isdigit():
            leg = self._beside(found[-1], words)
        return (leg,) if leg else ()

    def _dashed(self, text: str, sender: Sender) -> list[Leg | None]:
        """Read the pieces between hyphens or full stops as they are known; none if none stand."""
        for sign, least in (("-", SHORT - 1), (".", SHORT)):
            if sign not in text:
                continue
            pieces = [words for _, words in _cut(text, sign, least) if words != ["ST"]]
            if len(pieces) > 1:
                legs = [self._sure(p, sender) for p in pieces]
                return self._near_each_other(pieces, legs, sender)
        return []

    def _near_each_other(
        self, pieces: list[list[str]], legs: list[_Leg], sender: Sender
    ) -> list[_Leg]:
        """Put a port near another leg in the stead of a town of its name far from both.

        ``BRENTWOOD-MILL BAY``: Brentwood Bay across the water, no Brentwood inland.
        """
        for n, leg in enumerate(legs):
            if (
                leg is None
                or leg.places[0].is_port
                or distance(leg.places[0], sender) < FAR_LEG_KM
            ):
                continue
            for other in legs:
                if (
                    other is not None
                    and other is not leg
                    and (nearer := self._port_near(other.places[0], pieces[n]))
                ):
                    legs[n] = nearer
                    break
        return legs

    def _port_near(self, place: Place, words: list[str]) -> Leg | None:
        if not place.is_placed:
            return None
        about = Sender(place.lat, place.lon)
        leg = self.near.abbreviated("".join(words), about, port=True)
        return leg if leg and distance(leg.places[0], about) < FAR_LEG_KM else None

    def _sure(self, tokens: list[str], sender: Sender) -> Leg | None:
        """Read a piece whose sign may be part of a name: no hamlet far away."""
        leg = self._reader.exact(tokens, sender)
        sure = leg and (
            leg.places[0].rank >= LEAST_RANK or distance(leg.places[0], sender) < SURE_KM
        )
        return leg if sure else None

    def _nearly(self, text: str, dashed: list[Leg | None], sender: Sender) -> tuple[Leg, ...]:
        """Read pieces between hyphens of which not all are written as they are known."""
        if not dashed:
            return ()
        sign = "-" if "-" in text else "."
        cut = _cut(text, sign, SHORT - 1)
        legs = [
            self.near.contracted(piece.strip(), sender)
            or self._reader.exact(words, sender)
            or self.near.loose(words, sender, whole=False)
            for piece, words in cut
        ]
        guessed = not all(legs)
        least = SHORT if guessed and sign == "." else 0
        return tuple(
            leg
            for leg, (_, words) in zip(legs, cut, strict=True)
            if leg and len("".join(words)) > least and self._fits(leg, sender, guessed=guessed)
        )

    @staticmethod
    def _fits(leg: Leg, sender: Sender, *, guessed: bool) -> bool:
        """Say whether a leg may stand where another is not read: ``guessed``."""
        if guessed and leg.how == "beginning of a name":
            return False
        return leg.places[0].is_port or distance(leg.places[0], sender) < FAR_KM / 5

    def _spaced(self, tokens: list[str], sender: Sender) -> tuple[Leg, ...]:
        """Read names with spaces between: two, or more of one word each."""
        tokens = [t for t in tokens if t not in NOISE and not t.isdigit()]
        if len(tokens) > 2 and all(len(t) >= SHORT for t in tokens):  # noqa: PLR2004 - more than a pair
            each = self._each(tokens, sender)
            if each:
                return each
        for n in range(1, len(tokens)):
            one, other = "".join(tokens[:n]), "".join(tokens[n:])
            if len(one) < SHORT or len(other) < SHORT:
                continue
            if first := self._word(tokens[:n], sender):
                second: Leg | None = self._word(tokens[n:], sender)
                if second is None or not second.places[0].is_port:
                    second = self._beside(first, tokens[n:]) or second
                if second and CODE in {len(one), len(other)} and _mixed(first, second):
                    continue
                if second and self._together(first, second, sender):
                    return (first, second)
        return ()

    def _each(self, tokens: list[str], sender: Sender) -> tuple[Leg, ...]:
        """Read every word as a leg near the sender; none where one word is not."""
        legs: list[Leg] = []
        for token in tokens:
            leg = self.near.abbreviated(token, sender) if sender.lat is not None else None
            if leg is None or distance(leg.places[0], sender) >= NEAR_LEG_KM:
                return ()
            legs.append(leg)
        return tuple(legs)

    def _beside(self, leg: Leg, tokens: list[str]) -> Leg | None:
        """Read the second leg of a short trip from the first port's point of view."""
        place = leg.places[0]
        if not (place.is_port and place.is_placed) or len(tokens) > 1:
            return None
        about = Sender(place.lat, place.lon)
        read = self.near.abbreviated(tokens[0], about, port=True)
        sure = read and (read.how != "one slip" or distance(read.places[0], about) < NEAR_KM)
        return read if sure else None

    def _word(self, tokens: list[str], sender: Sender) -> Leg | None:
        key = "".join(tokens)
        if self.known.look(key) and (leg := self._reader.name(key, sender)):
            return leg
        if len(tokens) == 1 and len(key) not in {SHORT, CODE}:
            return None
        return self._reader.code(tokens, sender)

    def _together(self, one: Leg, other: Leg, sender: Sender) -> bool:
        """Say whether two names without a sign between may be the ends of one voyage."""
        a, b = one.places[0], other.places[0]
        if a.id == b.id or not (a.is_placed and b.is_placed):
            return False
        apart = distance(b, Sender(a.lat, a.lon))
        near = FAR_KM / 2 if a.is_port and b.is_port else FAR_KM / 10
        return (
            min(a.rank, b.rank) >= LEAST_RANK
            and apart < 2 * near
            and min(distance(a, sender), distance(b, sender)) < near
        )


def _mixed(one: Leg, other: Leg) -> bool:
    """Say whether one of two legs is a code, the other a name: few write so (``DOVER HRBOR``)."""
    return (one.how == "code") != (other.how == "code")


def _cut(text: str, sign: str, least: int) -> list[tuple[str, list[str]]]:
    """Cut a text at a sign into pieces of ``least`` letters or more, each with its words.

    What tells of a berth or a return trip alone is left out where two pieces are left.
    """
    pieces = [(p, words) for p in text.split(sign) if (words := TOKEN.findall(p))]
    pieces = [one for one in pieces if sum(map(len, one[1])) >= least]
    if len(pieces) > 2 and (  # noqa: PLR2004 - more than a pair
        len(named := [one for one in pieces if not NOISE.issuperset(one[1])]) > 1
    ):
        return named
    return pieces
