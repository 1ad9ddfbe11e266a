"""Lists of ports that others publish: World Port Index, UN/LOCODE and GFW's anchorages.

Each reader here takes the lines of a file as its publisher gives it out and yields one ``Listed``
a place. They serve ``hawse places import`` and ``places/extract.py`` alike.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, TextIO

from hawse.channels.ships.places.countries import PROVINCES
from hawse.channels.ships.places.text import keys_of

WPI_NEEDED: Final = frozenset(
    ["world port index number", "main port name", "un/locode", "latitude", "longitude"]
)
GFW_NEEDED: Final = frozenset(["s2id", "label", "iso3"])
NORTH: Final = 90.0
EAST: Final = 180.0
LOCODE_CELLS: Final = 11
SHORT: Final = 3
FIELDS: Final = (
    "id", "name", "country", "lat", "lon", "kind", "other_names", "part", "size", "source",
)  # fmt: skip
SIZES: Final = {"Large": "L", "Medium": "M", "Small": "S", "Very Small": "V"}
_POINT: Final = re.compile(r"^(\d{2})(\d{2})([NS]) (\d{3})(\d{2})([EW])$")
_KIND: Final = re.compile(
    r"\s+(?:Pt|Port|Ko|Kou|Hang|Harbou?r|Havn|Hamn|Docks?|Jetty|(?:Marine |Oil )*Terminal)$"
)
_AIRPORT: Final = re.compile(r"(?:\s+\w+)?\s+(?:International|Intl)\s+Apt\b.*$")
_INSIDE: Final = re.compile(r"[(\[]([^)\]]+)[)\]]")


@dataclass(frozen=True, slots=True)
class Listed:
    """One place of a published list.

    ``lat`` and ``lon`` are None where the list gives none; ``size`` is the World Port Index's
    harbour size (L, M, S, V), empty where it is not said; ``country`` is ISO 3166 alpha-2.
    """

    id: str
    name: str
    country: str
    lat: float | None
    lon: float | None
    kind: str
    others: tuple[str, ...] = ()
    part: str = ""
    size: str = ""
    source: str = ""


def wpi(lines: Iterable[str]) -> Iterator[Listed | str]:
    """Yield the ports of NGA's World Port Index (``UpdatedPub150.csv``), or why a row is none.

    A port without a UN/LOCODE has the id ``port:WPI`` and its number. The list writes countries
    in words; their codes are learned from the rows that have a UN/LOCODE.
    """
    rows = [_cells(r) for r in csv.DictReader(lines)]
    seen: dict[str, Counter[str]] = {}
    for row in rows:
        if code := _locode_of(row.get("un/locode", "")):
            seen.setdefault(row.get("country code", ""), Counter())[code[:2]] += 1
    countries = {name: min(found, key=lambda c: (-found[c], c)) for name, found in seen.items()}
    for row in rows:
        number = row.get("world port index number", "").removesuffix(".0")
        code = _locode_of(row.get("un/locode", ""))
        country = code[:2] or countries.get(row.get("country code", ""), "")
        point = _degrees(row.get("latitude", ""), row.get("longitude", ""))
        name = row.get("main port name", "")
        if not (name and number and country and point):
            lacks = missing(name=name, number=number, country=country, position=point)
            yield f"World Port Index {number or 'without number'} {name!r}: {lacks}"
            continue
        others = (bare(name), *re.split(r"[;,]", row.get("alternate port name", "")))
        yield Listed(
            f"port:{code}" if code else f"port:WPI{number}", name, country, *point, "port",
            tuple(n.strip() for n in others if n.strip() != name), "",
            SIZES.get(row.get("harbor size", ""), ""),
            f"NGA World Port Index {number}",
        )  # fmt: skip


def unlocode(lines: Iterable[str], edition: str) -> Iterator[Listed | str]:
    """Yield the places of a UN/LOCODE code list that have the function *port* (1).

    The list has no header; its columns are change, country, location, name, name without
    marks, subdivision, function, status, date, IATA, coordinates. A line of change ``=`` gives
    another name of a place of the same country and becomes a name of it.
    """
    held: list[Listed] = []
    same: dict[tuple[str, str], list[str]] = {}
    for cells in csv.reader(lines):
        if len(cells) < LOCODE_CELLS or not re.fullmatch(r"[A-Z]{2}", cells[1]):
            yield f"{','.join(cells)[:60]!r} is no line of a UN/LOCODE list"
            continue
        if cells[0] == "=" and " = " in cells[4]:
            other, _, name = cells[4].partition(" = ")
            for key in keys_of(name)[:1]:
                same.setdefault((cells[1], key), []).append(other)
        elif cells[2] and cells[6][:1] == "1":
            held.append(_locode(cells, edition))
    for place in held:
        more = [n for key in keys_of(place.name) for n in same.get((place.country, key), ())]
        yield replace(place, others=tuple(dict.fromkeys((*place.others, *more))))


def missing(**said: object) -> str:
    """Say which things a row does not say.

    >>> missing(name="Nampo", country="", position=None)
    'no country, no position'
    """
    return ", ".join(f"no {name}" for name, value in said.items() if not value)


def _locode_of(text: str) -> str:
    """Give a UN/LOCODE without its space; empty for what has not its form."""
    code = text.replace(" ", "")
    return code if re.fullmatch(r"[A-Z]{2}[A-Z2-9]{3}", code) else ""


def bare(name: str) -> str:
    """Give a name without the word at its end that says what kind of place it is."""
    return _KIND.sub("", _AIRPORT.sub("", name)).strip()


def _locode(cells: list[str], edition: str) -> Listed:
    name, plain = (_AIRPORT.sub("", c.strip()) for c in (cells[3], cells[4]))
    point = _POINT.match(cells[10].strip())
    lat = lon = None
    if point:
        lat = round((int(point[1]) + int(point[2]) / 60) * (1 if point[3] == "N" else -1), 4)
        lon = round((int(point[4]) + int(point[5]) / 60) * (1 if point[6] == "E" else -1), 4)
    if lat is None or lon is None or abs(lat) > NORTH or abs(lon) > EAST:
        lat = lon = None
    others = [plain] if plain != name else []
    others += [
        n
        for text in (name, plain)
        for n in (*_INSIDE.findall(text), bare(text))
        if n[:1].isupper()
    ]
    part = cells[5].strip() if cells[1] in {"US", "CA"} else ""
    return Listed(
        f"port:{cells[1]}{cells[2]}", name, cells[1], lat, lon, "port",
        tuple(dict.fromkeys(others)), PROVINCES.get(part, part) if cells[1] == "CA" else part, "",
        f"UN/LOCODE {edition}",
    )  # fmt: skip


def anchorages(lines: Iterable[str], countries: dict[str, str]) -> Iterator[Listed | str]:
    """Yield Global Fishing Watch's anchorages, one place a label of a country.

    ``countries`` gives the alpha-2 code of an alpha-3 code. The point of a place is the middle
    of its cells, by the median of each coordinate.
    """
    cells: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for row in csv.DictReader(lines):
        low = _cells(row)
        point = _degrees(low.get("latitude") or low.get("lat", ""),
                         low.get("longitude") or low.get("lon", ""))  # fmt: skip
        country = countries.get(low.get("iso3", ""), "")
        label = low.get("label", "")
        if not (point and country and label):
            lacks = missing(label=label, country=country, position=point)
            yield f"anchorage {low.get('s2id', '')!r} {label!r}: {lacks}"
            continue
        cells.setdefault((country, label), []).append(point)
    for (country, label), points in sorted(cells.items()):
        lats, lons = sorted(p[0] for p in points), sorted(p[1] for p in points)
        middle = len(points) // 2
        yield Listed(
            f"port:GFW-{country}-{keys_of(label)[0] if keys_of(label) else label}", label, country,
            round(lats[middle], 5), round(lons[middle], 5), "anchorage",
            source=f"Global Fishing Watch anchorages, {len(points)} cells",
        )  # fmt: skip


def _cells(row: dict[str, str]) -> dict[str, str]:
    return {k.strip().lower(): v.strip() for k, v in row.items() if k and isinstance(v, str)}


def _degrees(lat: str, lon: str) -> tuple[float, float] | None:
    try:
        north, east = float(lat), float(lon)
    except ValueError:
        return None
    fits = -NORTH <= north <= NORTH and -EAST <= east <= EAST
    return (round(north, 5), round(east, 5)) if fits else None


def joined(lists: Iterable[Listed]) -> list[Listed]:
    """Make one place of those of one id: the first to give a thing gives it, names are united."""
    made: dict[str, Listed] = {}
    for place in lists:
        if (held := made.get(place.id)) is None:
            made[place.id] = place
            continue
        own = set(keys_of(held.name))
        names = (*held.others, place.name, *place.others)
        others = {k: n for n in reversed(names) for k in keys_of(n)[:1] if len(k) >= SHORT}
        lat, lon = (held.lat, held.lon) if held.lat is not None else (place.lat, place.lon)
        made[place.id] = replace(
            held, lat=lat, lon=lon, part=held.part or place.part, size=held.size or place.size,
            others=tuple(n for k, n in sorted(others.items()) if k not in own),
            source=f"{held.source}; {place.source}",
        )  # fmt: skip
    return [made[i] for i in sorted(made)]


def write(out: TextIO, places: Iterable[Listed]) -> int:
    """Write places in the form of ``places.csv``; give their number."""
    made = csv.writer(out, lineterminator="\n")
    made.writerow(FIELDS)
    count = 0
    for p in places:
        own = set(keys_of(p.name))
        others = {k: n for n in reversed(p.others) for k in keys_of(n)[:1] if k not in own}
        made.writerow((
            p.id, p.name, f"country:{p.country}", "" if p.lat is None else p.lat,
            "" if p.lon is None else p.lon, p.kind, "|".join(others[k] for k in sorted(others)),
            p.part, p.size, p.source,
        ))  # fmt: skip
        count += 1
    return count
