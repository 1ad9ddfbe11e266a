"""The gazetteer: ports, towns and spellings by key, with a tolerance for one slip of the finger.

Three sources ship with the package: searoute's ports (Apache-2.0), an extract of GeoNames (CC BY
4.0) and spellings typed by us. More may be given, as ``ports`` rows that a user imported.
"""

import csv
import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Final

from rapidfuzz.distance import OSA

from hawse.channels.ships.places.ports import Place, searoute_ports
from hawse.channels.ships.places.text import keys_of

HERE: Final = files("hawse.channels.ships")
ALIAS: Final = 3.0
"""What a name in another language counts less than the name itself."""
FUZZY_LEAST: Final = 5
FUZZY_LONG: Final = 9
FUZZY_TOWN: Final = 20_000
TAILS: Final = (" aan ", " am ", " an der ", " sur ", " upon ", " de ", " (", "/", " i ")


class Gazetteer:
    """Places by key, by code, and by a key with one letter left out."""

    def __init__(self, more: Iterable[Place] = ()) -> None:
        self.names: dict[str, list[Place]] = {}
        self.codes: dict[str, Place] = {}
        self.endings: dict[str, list[Place]] = {}
        self._holes: dict[str, list[str]] = {}
        self.words: dict[str, list[Place]] = {}
        self.countries: frozenset[str] = frozenset()
        for place in (*_own(), *searoute_ports(), *more):
            self._port(place)
        self._towns()
        self._spellings()
        for places in self.names.values():
            places.sort(key=lambda p: (-p.rank, p.id))
        for code, place in self.codes.items():
            self.endings.setdefault(code[2:], []).append(place)
        self._slips()
        self._words()

    def _port(self, place: Place) -> None:
        if place.code:
            self.codes.setdefault(place.code, place)
        for key in _spelled(place.name):
            self._add(key, place)

    def _add(self, key: str, place: Place) -> None:
        held = self.names.setdefault(key, [])
        if all(p.id != place.id for p in held):
            held.append(place)

    def _towns(self) -> None:
        """Add the towns; one that has a port of its name close by lends the port its other names."""  # noqa: E501 - a sentence in one piece
        for town, others in _town_rows():
            keys = _spelled(town.name)
            there = [
                p
                for n, name in enumerate((town.name, *others))
                for k in keys_of(name)
                for p in self.names.get(k, ())
                if p.is_port
                and p.country == town.country
                and near(p, town, 0.7 if n == 0 or town.rank >= 5 else 0.12)  # noqa: PLR2004 - the number is said beside it
            ]
            known = there[0] if there else town
            if there:
                for k in keys:
                    self._add(k, known)
            elif not there:
                for k in keys:
                    self._add(k, town)
            weak = replace(known, rank=known.rank - ALIAS)
            for k in dict.fromkeys(k for name in others for k in keys_of(name)):
                if len(k) > 3 and all(p.id != known.id for p in self.names.get(k, ())):  # noqa: PLR2004 - the number is said beside it
                    self._add(k, weak)

    def _spellings(self) -> None:
        """Add the typed spellings; each stands before its namesakes."""
        text = (HERE / "places" / "spellings.csv").read_text("utf-8")
        for row in csv.DictReader(text.splitlines()):
            self.names.setdefault(row["alias"], []).append(
                replace(self.codes[row["code"]], rank=12.0)
            )

    def _slips(self) -> None:
        for key, places in self.names.items():
            if len(key) >= FUZZY_LEAST and (
                places[0].is_port or places[0].rank >= town_rank(FUZZY_TOWN)
            ):
                for hole in holes(key):
                    self._holes.setdefault(hole, []).append(key)

    def _words(self) -> None:
        """Index the first and the last word of names of several words."""
        every = {p.id: p for places in self.names.values() for p in places}
        self.countries = frozenset(p.country for p in every.values())
        for place in every.values():
            words = re.split(r"[\s\-/']+", place.name)
            if len(words) > 1:
                for key in {k for w in (words[0], words[-1]) for k in keys_of(w)[:1]}:
                    if len(key) >= FUZZY_LEAST:
                        self.words.setdefault(key, []).append(place)

    def named(self, name: str) -> list[Place]:
        """Give the places of a name as it is written in the gazetteer."""
        return [p for key in keys_of(name) for p in self.names.get(key, ())]

    def close(self, key: str) -> list[str]:
        """Give the keys nearest to a key: one slip in a short one, two in a long one."""
        allowed = 2 if len(key) >= FUZZY_LONG else 1
        found: dict[str, int] = {}
        for hole in holes(key):
            for other in self._holes.get(hole, ()):
                if other not in found:
                    found[other] = OSA.distance(key, other, score_cutoff=allowed)
        least = min(found.values(), default=9)
        return sorted(k for k, far in found.items() if far == least) if least <= allowed else []


def holes(key: str) -> Iterator[str]:
    """Yield a key and the same with each letter left out: equal ones are at most two slips apart."""  # noqa: E501 - a sentence in one piece
    yield key
    for n in range(len(key)):
        yield key[:n] + key[n + 1 :]


def near(a: Place, b: Place, degrees: float) -> bool:
    """Say whether two places may be one: a port lies in its town, or some way down the river."""
    return abs(a.lat - b.lat) < degrees and abs(a.lon - b.lon) < degrees


def town_rank(people: int) -> float:
    """Order towns by their number of digits: 0 for a hamlet, 7 for ten million."""
    return max(0.0, len(str(people)) - 1 + (int(str(people)[0]) - 1) / 9)


def _spelled(name: str) -> tuple[str, ...]:
    """Give a name's keys, and those of its first part: Ludwigshafen for Ludwigshafen am Rhein."""
    lower = name.lower()
    cuts = [lower.index(tail) for tail in TAILS if tail in lower]
    first = keys_of(name[: min(cuts)]) if cuts else ()
    return tuple(dict.fromkeys((*keys_of(name), *(k for k in first if len(k) > 4))))  # noqa: PLR2004 - the number is said beside it


def _own() -> Iterator[Place]:
    """Yield the ports of the channel's facts with their aliases, and typed ports that searoute lacks."""  # noqa: E501 - a sentence in one piece
    aliases: dict[str, list[str]] = {}
    with (HERE / "facts" / "aliases.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            aliases.setdefault(row["id"], []).append(row["alias"])
    with (HERE / "facts" / "ports.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            country = row["country"].removeprefix("country:")
            place = Place(
                row["id"],
                row["name"],
                country,
                "",
                float(row["lat"]),
                float(row["lon"]),
                9.0,
                is_port=True,
            )
            yield place
            for alias in aliases.get(row["id"], ()):
                yield replace(place, name=alias)
    text = (HERE / "places" / "more_ports.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        for name in row["names"].split("|"):
            yield Place(
                f"port:{row['code']}",
                name,
                row["code"][:2],
                "",
                float(row["lat"]),
                float(row["lon"]),
                8.5,
                is_port=True,
            )


def _town_rows() -> Iterator[tuple[Place, list[str]]]:
    with gzip.open(HERE / "places" / "towns.csv.gz", "rt", encoding="utf-8") as file:  # type: ignore[call-overload]
        for line in list(file)[1:]:
            name, country, part, lat, lon, people, others = line.rstrip("\n").split("\t")
            rank = town_rank(int(people))
            yield (
                Place(
                    f"town:{country}:{name}",
                    name,
                    country,
                    part,
                    float(lat),
                    float(lon),
                    rank,
                    is_port=False,
                ),
                others.split("|") if others else [],
            )


@cache
def gazetteer() -> Gazetteer:
    """Give the gazetteer that ships with the package, built once."""
    return Gazetteer()
