"""The gazetteer: ports, towns and spellings by key, with a tolerance for one slip of the finger.

Sources that ship with the package: the channel's own ports, searoute's ports (Apache-2.0), ports
of the World Port Index (public domain) and of UN/LOCODE (UNECE; free to use), an extract of
GeoNames (CC BY 4.0) and spellings typed by us. More may be given: places that a user imported.
"""

import gc
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import Final

from rapidfuzz.distance import OSA

from hawse.channels.ships.places.held import (
    OWN_RANK,
    by_town,
    listed_rows,
    more_ports,
    own_ports,
    spellings,
    towns,
)
from hawse.channels.ships.places.ports import Place, near, searoute_ports, town_rank
from hawse.channels.ships.places.slip_index import SlipIndex
from hawse.channels.ships.places.slips import SIEVE, bones, sieve
from hawse.channels.ships.places.text import keys_of, plain_keys
from hawse.channels.ships.places.weights import (
    LARGE_TOWN,
    SAME_PORT,
    SAME_TOWN,
    Agreed,
    Parts,
    Ranks,
    cities_of,
    ranked,
    spelled,
)

ALIAS: Final = 3.0
"""What a name in another language counts less than the name itself."""
TYPED: Final = 12.0
"""The rank of a spelling typed by us: it stands before its namesakes."""
FUZZY_LEAST: Final = 5
FUZZY_LONG: Final = 9
FUZZY_EDGED: Final = 11
"""From so many letters on, a name with slips must have the first or the last four right."""
FUZZY_TOWN: Final = 20_000
FUZZY_RANK: Final = 5.5
ENDING_RANK: Final = 6.5
TAIL: Final = 4
HEAD: Final = 6
"""The letters by which beginnings of names are held: so many, and ``TAIL`` for shorter ones."""
ABOVE: Final = 0.05
"""By how much searoute's place stands before the same port of another list."""
OTHER: Final = 1.6
OTHER_MOST: Final = 5.9
"""What another name in a list of ports counts less than the first, and what it counts at most:
less than a port that is called so alone."""
SAME_NAME: Final = 0.12
SHORT: Final = 3
_BREAK: Final = re.compile(r"[\s\-/']+")


class Gazetteer:
    """Places by key, by code, and by a key with one letter left out.

    ``codes`` has the places whose position is known, ``coded`` those without one too; ``slipped``
    are the names that a slip is looked for in.
    """

    def __init__(self, more: Iterable[tuple[Place, tuple[str, ...]]] = ()) -> None:
        self.names: dict[str, list[Place]] = {}
        self.codes: dict[str, Place] = {}
        self.coded: dict[str, Place] = {}
        self.endings: dict[str, list[Place]] = {}
        self.words: dict[str, list[Place]] = {}
        self.tails: dict[str, list[tuple[str, Place]]] = {}
        self.countries: frozenset[str] = frozenset()
        self._cells: dict[tuple[str, int, int], list[Place]] = {}
        self._heads: dict[str, list[tuple[str, Place]]] = {}
        self._bones: dict[str, list[str]] = {}
        self._edges: set[str] = set()
        with uncollected():
            self._fill(more)

    def _fill(self, more: Iterable[tuple[Place, tuple[str, ...]]]) -> None:
        held = list(towns())
        self._ports(more, [town for town, _, _ in held])
        self._towns(held)
        for alias, code in spellings():
            self.names.setdefault(alias, []).insert(0, replace(self.codes[code], rank=TYPED))
        for places in self.names.values():
            if len(places) > 1:
                places.sort(key=lambda p: (-p.rank, p.id))
        self._slips()
        self._words()
        self._known = sieve(self.names)

    def _ports(
        self,
        more: Iterable[tuple[Place, tuple[str, ...]]],
        towns: list[Place],
    ) -> None:
        """Add ports: ours, then searoute's with the sizes that lists give, then the lists' own."""
        listed = dict(listed_rows())
        ranks, parts, cities = Ranks(listed), Parts(listed, towns), cities_of(towns)
        guessed = by_town()
        agreed = Agreed(place for place in listed if place.id not in guessed)
        for place, others in (*more, *own_ports(), *more_ports()):
            self._port(place, others)
        for place in filter(None, map(agreed.on, searoute_ports())):
            sized = replace(place, rank=ranks.of(place) or place.rank)
            weighed = ranked(sized, cities)
            weight = weighed.rank + ABOVE
            self._port(replace(weighed, rank=weight, part=parts.of(place)), ())
        for listed_place, others in listed.items():
            place = ranked(listed_place, cities)
            held = self.codes.get(place.code or "") or self._twin(place)
            if place.code and place.is_placed:
                self.codes.setdefault(place.code, place)
            if place.code:
                self.coded.setdefault(place.code, held or place)
            self._port(place if held is None else replace(held, name=place.name), others)

    def _port(self, place: Place, others: tuple[str, ...]) -> None:
        if place.code:
            self.coded.setdefault(place.code, place)
        if place.code and place.is_placed:
            self.codes.setdefault(place.code, place)
        for key in spelled(place.name):
            self._add(key, place)
        if others:
            weak = (
                place
                if place.rank == OWN_RANK
                else replace(place, rank=min(place.rank - OTHER, OTHER_MOST))
            )
            for name in others:
                for key in keys_of(name):
                    self._add(key, weak)

    def _twin(self, place: Place) -> Place | None:
        """Give the port of a place's own name close by, which another list has by another code."""
        if place.is_placed:
            key = next(iter(keys_of(place.name)), "")
            for p in self.names.get(key, ()):
                if (
                    p.country == place.country and p.is_placed and near(p, place, SAME_PORT)
                    and key in spelled(p.name)
                ):  # fmt: skip
                    return p
        return None

    def _add(self, key: str, place: Place) -> None:
        held = self.names.setdefault(key, [])
        for p in held:
            if p.id == place.id:
                return
        held.append(place)

    def _towns(self, held: Iterable[tuple[Place, tuple[str, ...], tuple[str, ...]]]) -> None:
        """Add towns; one that has a port of its name close by lends the port its other names."""
        for town, keys, other_keys in held:
            known = self._port_of(town, keys, other_keys)
            for key in keys:
                self._add(key, known or town)
            weak = replace(known or town, rank=(known or town).rank - ALIAS)
            for key in other_keys:
                if len(key) > SHORT:
                    self._add(key, weak)

    def _port_of(
        self, town: Place, keys: tuple[str, ...], others: tuple[str, ...]
    ) -> Place | None:
        for key in keys:
            for p in self.names.get(key, ()):
                if p.is_port and p.country == town.country and near(p, town, SAME_TOWN):
                    return p
        degrees = SAME_TOWN if town.rank >= LARGE_TOWN else SAME_NAME
        for key in others:
            for p in self.names.get(key, ()):
                if p.is_port and p.country == town.country and near(p, town, degrees):
                    return p
        return None

    def _slips(self) -> None:
        """Index the names that a slip is looked for in: ports' and larger towns'."""
        large, slipped = town_rank(FUZZY_TOWN), []
        for key, places in self.names.items():
            first = places[0]
            least = FUZZY_RANK if first.is_port else large
            if len(key) < FUZZY_LEAST or first.rank < least:
                continue
            self._edges.update((key[:TAIL], key[-TAIL:]))
            slipped.append(key)
            if first.is_port:
                self.tails.setdefault(key[-TAIL:], []).append((key, first))
                for start in {key[:SHORT], key[:TAIL], key[:HEAD]}:
                    self._heads.setdefault(start, []).append((key, first))
                self._bones.setdefault(bones(key), []).append(key)
        self._near = SlipIndex(slipped)
        self.slipped = frozenset(slipped)

    def _words(self) -> None:
        """Index codes by their last letters, and places by the first and last word of a name."""
        for code, place in self.codes.items():
            if place.rank >= ENDING_RANK:
                self.endings.setdefault(code[2:], []).append(place)
                cell = (place.country, round(place.lat), round(place.lon))
                self._cells.setdefault(cell, []).append(place)
        every = {p.id: p for places in self.names.values() for p in places}
        self.countries = frozenset(p.country for p in every.values())
        for place in every.values():
            words = _BREAK.split(place.name)
            if len(words) > 1:
                for key in {k for w in (words[0], words[-1]) for k in plain_keys(w)}:
                    if len(key) >= FUZZY_LEAST:
                        self.words.setdefault(key, []).append(place)

    def named(self, name: str) -> list[Place]:
        """Give the places of a name as it is written in the gazetteer."""
        return [p for key in keys_of(name) for p in self.names.get(key, ())]

    def ports_near(self, country: str, lat: float, lon: float) -> list[Place]:
        """Give a country's ports in the degree of a position and in those about it."""
        return [
            p
            for north in (-1, 0, 1)
            for east in (-1, 0, 1)
            for p in self._cells.get((country, round(lat) + north, round(lon) + east), ())
        ]

    def same_bones(self, key: str) -> list[str]:
        """Give ports' keys with the consonants of a key, of which a third at most differs."""
        held = self._bones.get(bones(key))
        if held is None:
            return []
        allowed = len(key) // 3
        return [
            other
            for other in held
            if other[0] == key[0] and OSA.distance(key, other, score_cutoff=allowed) <= allowed
        ]

    def look(self, key: str) -> list[Place] | None:
        """Give the places of a key, most of which are none: sifted first."""
        bit = hash(key) & (SIEVE - 1)
        return self.names.get(key) if self._known[bit >> 3] >> (bit & 7) & 1 else None

    def close(self, key: str) -> list[str]:
        """Give the keys nearest to a key: one slip in a short one, two in a long one."""
        allowed = 2 if len(key) >= FUZZY_LONG else 1
        if len(key) >= FUZZY_EDGED and self._edges.isdisjoint((key[:TAIL], key[-TAIL:])):
            return []
        return self._near.nearest(key, allowed)

    def begun(self, start: str) -> list[Place]:
        """Give the ports whose name begins with some letters, three at least."""
        held = self._heads.get(start[:HEAD] if len(start) >= HEAD else start[:TAIL], ())
        return [place for key, place in held if key.startswith(start)]


@contextmanager
def uncollected() -> Iterator[None]:
    """Leave the collector of cycles off while a million small objects are made, none a cycle.

    It would go through all of them time and again: a third of the time that building takes.
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


@cache
def gazetteer() -> Gazetteer:
    """Give the gazetteer that ships with the package, built once."""
    return Gazetteer()
