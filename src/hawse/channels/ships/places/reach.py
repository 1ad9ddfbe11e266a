"""What a sender can reach: places of one name in the order in which they are likely meant."""

import math
from collections.abc import Iterable
from typing import Final, NamedTuple

from hawse.channels.ships.places.ports import Place

FAR_KM: Final = 2500.0
NEAR_KM: Final = 300.0
KNOWN: Final = 5.0
"""The rank from which on a place may be meant from any distance."""
UNPLACED_KM: Final = 600.0
"""How far away a place counts whose list gives no position: neither near nor out of reach."""
KM_PER_DEGREE: Final = 111.195
HALVED_KM: Final = 50.0
OCEAN_KM: Final = 4000.0
"""Beyond so far a place is across an ocean: farther still tells nothing more."""
SLIGHT: Final = 2.0
SLIGHT_KM: Final = 500.0
"""How near a place must be of whose names only another language's, or a hamlet's, is written."""
BRIEF: Final = 3
BRIEF_KM: Final = 400.0
LARGE_RANK: Final = 7.8
SLIGHT_RANK: Final = 6.3
"""The rank below which a place is a town, or a port whose size no list gives."""


class Sender(NamedTuple):
    """What else is known of a text: where the ship was, and a country or state written beside."""

    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    part: str | None = None

    def within(self, country: str, part: str | None = None) -> "Sender":
        """Give the same sender with the country or state that a text names."""
        return tuple.__new__(Sender, (self[0], self[1], country, part))


def distance(place: Place, sender: Sender) -> float:
    """Give kilometres from the sender, on a plane that is good enough to rank by; 0 if unknown."""
    lat = sender[0]
    if lat is None or sender[1] is None:
        return 0.0
    if place.lat != place.lat:
        return UNPLACED_KM
    east = (place.lon - sender[1] + 540) % 360 - 180
    north = place.lat - lat
    east *= math.cos((place.lat + lat) * 0.008726646259971648)
    return math.sqrt(east * east + north * north) * KM_PER_DEGREE


def worth(place: Place, sender: Sender) -> float:
    """Say how likely a place is meant: its rank, one less for each doubling of the distance."""
    return place.rank - math.log2(1 + min(distance(place, sender), OCEAN_KM) / HALVED_KM)


def is_meant(key: str, place: Place, sender: Sender) -> bool:
    """Say whether a name of three letters or fewer may mean a place: a near or a large one.

    Two letters are too few for another ocean.
    """
    if len(key) > BRIEF:
        return True
    if place.rank >= LARGE_RANK:
        return len(key) == BRIEF or distance(place, sender) < FAR_KM
    return sender.lat is not None and distance(place, sender) < BRIEF_KM


def is_slight(place: Place, sender: Sender) -> bool:
    """Say whether a place is little known and not near: its name may be a port's with a slip.

    Not where a country or state beside the name tells that it is meant.
    """
    return (
        place.rank < SLIGHT_RANK and sender.country is None and distance(place, sender) > NEAR_KM
    )


def choose(places: list[Place], sender: Sender) -> tuple[Place, ...]:
    """Order places of one name, given by rank, by rank and by how near the sender was.

    The rank counts one less for each doubling of the distance beyond 50 km, up to an ocean. Left
    out are hamlets out of reach, and places outside a country or state that the text names. Of
    those that could not stand first even if the sender lay there, the large ones follow by rank.
    """
    if sender.country is None:
        first = places[0]
        if first.rank >= KNOWN and len(places) == 1:
            return (first,)
        far = distance(first, sender)
        if first.rank >= KNOWN or far < FAR_KM:
            if len(places) == 1:
                return (first,) if first.rank >= SLIGHT or far < SLIGHT_KM else ()
            if places[1].rank < first.rank - math.log2(1 + min(far, OCEAN_KM) / HALVED_KM):
                return _known(places, 1, (first,))
    return _ordered(places, sender)


def _ordered(places: list[Place], sender: Sender) -> tuple[Place, ...]:
    """Order places as ``choose`` does where the first by rank is not alone in reach."""
    country, part = sender.country, sender.part
    made, best, rest = [], -math.inf, len(places)
    for n, p in enumerate(places):
        if country is not None and (country != p.country or (part and p.part not in {"", part})):
            continue
        rank = p.rank
        if rank < best and country is None:
            rest = n
            break
        far = distance(p, sender)
        if country is None and rank < KNOWN and far >= (FAR_KM if rank >= SLIGHT else SLIGHT_KM):
            continue
        worth = math.log2(1 + min(far, OCEAN_KM) / HALVED_KM) - rank
        best = max(best, -worth)
        made.append((bool(part) and p.part != part, worth, p.id, n))
    if len(made) > 1:
        made.sort()
    return _known(places, rest, tuple([places[m[3]] for m in made]))


def _known(places: list[Place], begin: int, before: tuple[Place, ...]) -> tuple[Place, ...]:
    """Put the well-known places from ``begin`` on behind others; by rank, they come first."""
    end = begin
    while end < len(places) and places[end].rank >= KNOWN:
        end += 1
    return (*before, *places[begin:end]) if end > begin else before


def by_rank(places: Iterable[Place]) -> list[Place]:
    """Give each place once, the highest rank first."""
    return sorted({p.id: p for p in places}.values(), key=lambda p: (-p.rank, p.id))
