"""Many texts resolved at once: those of a plain form by ``Forms``, the others one by one."""

from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

from hawse.channels.ships.places import meanings
from hawse.channels.ships.places.codes import CODE, TOKEN, Leg, a_tuple
from hawse.channels.ships.places.forms import Forms
from hawse.channels.ships.places.gazetteer import uncollected
from hawse.channels.ships.places.legs import berth_fits, two_letters
from hawse.channels.ships.places.parting import FAR_LEG_KM, LEAST_RANK, SURE_KM
from hawse.channels.ships.places.ports import Place
from hawse.channels.ships.places.reach import (
    SLIGHT_RANK,
    Sender,
    choose,
    distance,
    is_meant,
    is_slight,
)
from hawse.channels.ships.places.resolve import Resolved, Resolver

Given: TypeAlias = tuple[str, float | None, float | None]
"""A text and where its sender was."""
Reader: TypeAlias = Callable[[str, list[int], Sender], Resolved | None]
"""Reads a text of one form; None where another way must be taken."""
_UNKNOWN: Final = Resolved("unknown")
_JUNK: Final = Resolved("junk")
_AREA: Final = Resolved("area")


class Batch:
    """Resolves many texts as ``Resolver.resolve`` resolves each; it remembers none of them."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._forms = Forms(resolver.known)
        readers: dict[int, Reader] = {
            meanings.JUNK: lambda *_: _JUNK,
            meanings.SEA: lambda *_: _AREA,
            meanings.SOLE: self._sole,
            meanings.OTHER: self._other,
            meanings.NAME: self._name,
            meanings.CODE: self._code,
            meanings.WITHIN: self._within,
            meanings.BESIDE: self._beside,
            meanings.BERTHED: self._berthed,
            meanings.SIGNED: self._signed,
            meanings.DASHED: self._dashed,
            meanings.WORDED: self._worded,
            meanings.BARE: self._bare,
            meanings.LONE: self._lone,
        }
        self._readers = [readers[form] for form in range(len(readers))]

    def resolve(self, given: Iterable[Given]) -> list[Resolved]:
        """Resolve texts, in their order."""
        given = list(given)
        with uncollected():
            return self._each(given)

    def _each(self, given: list[Given]) -> list[Resolved]:
        readers, one = self._readers, self._resolver.resolve
        return [
            readers[form](text, ids, a_tuple(Sender, (lat, lon, None, None)))
            or one(text, lat, lon)
            for (text, lat, lon), form, ids in zip(
                given, *self._forms.of([g[0] for g in given]), strict=True
            )
        ]

    def _sole(self, _: str, ids: list[int], __: Sender) -> Resolved:
        leg = a_tuple(Leg, (tuple(self._forms.names[ids[0]]), "name"))
        return a_tuple(Resolved, ("port", (leg,)))

    def _other(self, text: str, _: list[int], sender: Sender) -> Resolved:
        return self._resolver.resolve(text, sender.lat, sender.lon)

    def _name(self, _: str, ids: list[int], sender: Sender) -> Resolved | None:
        """Take a name; None where it may be another's with a slip."""
        chosen = choose(self._forms.names[ids[0]], sender)
        if not chosen or self._may_be_another(ids[0], chosen[0], sender):
            return None
        return a_tuple(Resolved, ("port", (a_tuple(Leg, (chosen, "name")),)))

    def _may_be_another(self, n: int, place: Place, sender: Sender) -> bool:
        """Say whether a name's place is so slight that it may be a port's name with a slip."""
        return place.rank < SLIGHT_RANK and n not in self._forms.exact and is_slight(place, sender)

    def _code(self, text: str, ids: list[int], sender: Sender) -> Resolved | None:
        """Take a code; None where it may be a name with a slip."""
        place = self._forms.codes[ids[0]]
        if len(text) == CODE and is_slight(place, sender):
            return None
        return a_tuple(Resolved, ("port", (a_tuple(Leg, ((place,), "code")),)))

    def _within(self, text: str, ids: list[int], sender: Sender) -> Resolved | None:
        return self._name(text, ids, sender.within(self._forms.countries[ids[1]]))

    def _beside(self, text: str, ids: list[int], sender: Sender) -> Resolved | None:
        places = self._forms.names[ids[0]]
        last = chr(ids[1]) + chr(ids[2])
        within = two_letters(last, {p.country for p in places}, sender)
        return self._name(text, ids, within) if within else None

    def _berthed(self, text: str, ids: list[int], sender: Sender) -> Resolved | None:
        read = self._name(text, ids, sender)
        fits = read and berth_fits(
            distance(read.legs[0].places[0], sender), ids[2], arrival=ids[1] > 0
        )
        return read if fits else None

    def _signed(self, _: str, ids: list[int], sender: Sender) -> Resolved | None:
        """Take the names between signs; None where one may mean a port near another leg."""
        legs: list[Leg] = []
        short = self._forms.short
        for n in ids:
            if n < 0:
                break
            chosen = choose(self._forms.names[n], sender)
            if (
                not chosen
                or not (chosen[0].is_port or distance(chosen[0], sender) < FAR_LEG_KM)
                or self._may_be_another(n, chosen[0], sender)
                or (n in short and not is_meant(short[n], chosen[0], sender))
            ):
                return None
            legs.append(a_tuple(Leg, (chosen, "name")))
        return a_tuple(Resolved, ("multi", tuple(legs)))

    def _dashed(self, text: str, ids: list[int], sender: Sender) -> Resolved | None:
        """Take the names between hyphens; None where one is a hamlet far away."""
        read = self._signed(text, ids, sender)
        sure = read and all(
            leg.places[0].rank >= LEAST_RANK or distance(leg.places[0], sender) < SURE_KM
            for leg in read.legs
        )
        return read if sure else None

    def _worded(self, text: str, _: list[int], sender: Sender) -> Resolved:
        text = " ".join(text.upper().replace("_", " ").split())
        return _of(self._resolver.parting.legs(text, TOKEN.findall(text), sender))

    def _bare(self, text: str, _: list[int], sender: Sender) -> Resolved:
        text = " ".join(text.upper().replace("_", " ").split())
        return _of(self._resolver.parting.unsigned(text, TOKEN.findall(text), sender))

    def _lone(self, text: str, _: list[int], sender: Sender) -> Resolved:
        leg = self._resolver.parting.near.loose(
            TOKEN.findall(text.upper().replace("_", " ")), sender
        )
        return a_tuple(Resolved, ("port", (leg,))) if leg else _UNKNOWN


def _of(legs: tuple[Leg, ...]) -> Resolved:
    if not legs:
        return _UNKNOWN
    return a_tuple(Resolved, ("multi" if len(legs) > 1 else "port", legs))
