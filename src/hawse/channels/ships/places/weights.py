"""How much a port of a list weighs among places of its name: by its size, or by its town's."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from hawse.channels.ships.places.ports import Place, near
from hawse.channels.ships.places.text import keys_of, plain_keys

TAILS: Final = (" aan ", " am ", " an der ", " sur ", " upon ", " de ", " (", "/", " i ")
SHORTEST: Final = 4
SAME_TOWN: Final = 0.7
SAME_PORT: Final = 0.5
"""Degrees within which a town and a port, and ports of two lists, of one name are the same."""
LARGE_TOWN: Final = 5.0
UNSIZED_RANK: Final = 7.3
"""The highest rank of a port whose size no list gives."""


def spelled(name: str) -> tuple[str, ...]:
    """Give a name's keys, and those of its first part: Ludwigshafen for Ludwigshafen am Rhein."""
    lower = name.lower()
    cuts = [lower.index(tail) for tail in TAILS if tail in lower]
    first = keys_of(name[: min(cuts)]) if cuts else ()
    return tuple(dict.fromkeys((*keys_of(name), *(k for k in first if len(k) > SHORTEST))))


def cities_of(held: Iterable[Place]) -> dict[tuple[str, str], list[Place]]:
    """Give the large towns by country and key."""
    made: dict[tuple[str, str], list[Place]] = {}
    for town in held:
        if town.rank >= LARGE_TOWN:
            for key in plain_keys(town.name):
                made.setdefault((town.country, key), []).append(town)
    return made


class Parts:
    """The states and provinces of ports that a list gives none for: those of their towns."""

    def __init__(self, listed: Iterable[Place], towns: Iterable[Place]) -> None:
        self._ids = {p.id: p.part for p in listed if p.part}
        self._towns: dict[tuple[str, str], list[Place]] = {}
        for town in towns:
            if town.part:
                for key in plain_keys(town.name):
                    self._towns.setdefault((town.country, key), []).append(town)

    def of(self, place: Place) -> str:
        """Give a port's state or province; empty where no list and no town near by has it."""
        if place.part or place.id in self._ids:
            return place.part or self._ids[place.id]
        held = self._towns.get((place.country, next(iter(plain_keys(place.name)), "")), ())
        return next((town.part for town in held if near(place, town, SAME_TOWN)), "")


def ranked(place: Place, cities: Mapping[tuple[str, str], list[Place]]) -> Place:
    """Give a port that no list has a size for the weight of the large town of its name."""
    if place.rank <= UNSIZED_RANK:
        for town in cities.get((place.country, next(iter(keys_of(place.name)), "")), ()):
            if near(place, town, SAME_TOWN):
                return replace(place, rank=max(place.rank, town.rank + 2))
    return place


class Ranks:
    """The ranks that listed ports have by their size, for other lists' places of one name."""

    def __init__(self, listed: Iterable[Place]) -> None:
        self._held: dict[tuple[str, str], list[Place]] = {}
        for place in listed:
            for key in (place.id, *spelled(place.name)):
                self._held.setdefault((place.country, key), []).append(place)

    def of(self, place: Place) -> float:
        """Give the highest rank of the same port in the lists; 0 where it is in none."""
        return max(
            (
                p.rank
                for key in (place.id, *spelled(place.name))
                for p in self._held.get((place.country, key), ())
                if p.id == place.id or (p.is_placed and near(p, place, SAME_PORT))
            ),
            default=0.0,
        )
