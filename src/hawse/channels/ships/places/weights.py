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
ELSEWHERE: Final = 3.0
SAME_LAND: Final = 15.0
"""Degrees beyond which a place is another, and within which a country's ports lie together."""
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


class Agreed:
    """What the lists say of the codes of another list's ports: some have one that is not theirs.

    In searoute Portland in Oregon has the code of that in Maine, and Panama one of Samoa.
    """

    def __init__(self, listed: Iterable[Place]) -> None:
        self._ids: dict[str, Place] = {}
        self._lands: dict[str, list[Place]] = {}
        for place in listed:
            if place.is_placed:
                self._ids[place.id] = place
                self._lands.setdefault(place.country, []).append(place)

    def on(self, place: Place) -> Place | None:
        """Give a port with the code that the lists leave it; None where it cannot be.

        A port that a list has by the same code far away, and by another name, keeps its name and
        loses the code. One that the World Port Index has by the same name and code far away, or
        of whose country no port lies in that part of the world, is left out.
        """
        held = self._ids.get(place.id)
        if held is None:
            about = self._lands.get(place.country)
            return place if not about or any(near(place, p, SAME_LAND) for p in about) else None
        if near(place, held, ELSEWHERE):
            return place
        if set(spelled(place.name)).isdisjoint(spelled(held.name)):
            return replace(place, id=f"searoute:{place.country}:{place.name}")
        return None if held.rank > UNSIZED_RANK else place


class Parts:
    """The states and provinces of ports that a list gives none for: those of their towns."""

    def __init__(self, listed: Iterable[Place], towns: Iterable[Place]) -> None:
        self._ids = {p.id: p for p in listed if p.part}
        self._towns: dict[tuple[str, str], list[Place]] = {}
        for town in towns:
            if town.part:
                for key in plain_keys(town.name):
                    self._towns.setdefault((town.country, key), []).append(town)

    def of(self, place: Place) -> str:
        """Give a port's state or province; empty where no list and no town near by has it."""
        held_by_id = self._ids.get(place.id)
        if held_by_id and near(place, held_by_id, SAME_TOWN):
            return held_by_id.part
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
