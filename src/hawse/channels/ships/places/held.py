"""The rows of the gazetteer that ship with the package, each file read into places."""

import csv
import gzip
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Final

from hawse.channels.ships.places.ports import Place, town_rank
from hawse.channels.ships.places.text import keys_of

HERE: Final = files("hawse.channels.ships")
OWN_RANK: Final = 9.0
SIZE_RANK: Final = {"L": 9.2, "M": 8.5, "S": 7.8, "V": 7.0, "": 6.0}
"""By harbour size of the World Port Index; last, a port that UN/LOCODE alone knows."""
RIVER_RANK: Final = 4.5
"""A port of the United States that UN/LOCODE alone knows: mostly an inland town."""


def own_ports() -> Iterator[tuple[Place, tuple[str, ...]]]:
    """Yield the ports of the channel's facts with their aliases."""
    aliases: dict[str, list[str]] = {}
    for row in _rows("facts", "aliases.csv"):
        aliases.setdefault(row["id"], []).append(row["alias"])
    for row in _rows("facts", "ports.csv"):
        yield place_of(row, OWN_RANK), tuple(aliases.get(row["id"], ()))


def listed_rows() -> Iterator[tuple[Place, tuple[str, ...]]]:
    """Yield the ports of the World Port Index and of UN/LOCODE with their other names."""
    with gzip.open(HERE / "places" / "ports.csv.gz", "rt", encoding="utf-8") as file:  # type: ignore[call-overload]
        for row in csv.DictReader(file):
            yield place_of(row), tuple(n for n in row["other_names"].split("|") if n)


def by_town() -> frozenset[str]:
    """Give the ids of the listed ports whose position is that of a town of their name."""
    with gzip.open(HERE / "places" / "ports.csv.gz", "rt", encoding="utf-8") as file:  # type: ignore[call-overload]
        return frozenset(
            row["id"] for row in csv.DictReader(file) if "position of the town" in row["source"]
        )


def place_of(row: Mapping[str, str], rank: float | None = None) -> Place:
    """Make a place of a row in the form of ``places.csv``; no position is a position of NaN."""
    country = row["country"].removeprefix("country:")
    size = row.get("size") or ""
    if rank is None:
        rank = RIVER_RANK if country == "US" and not size else SIZE_RANK[size]
    return Place(
        row["id"], row["name"], country, row.get("part") or "",
        float(row["lat"] or "nan"), float(row["lon"] or "nan"), rank, is_port=True,
    )  # fmt: skip


def more_ports() -> Iterator[tuple[Place, tuple[str, ...]]]:
    """Yield typed positions of ports whose lists give none."""
    for row in _rows("places", "more_ports.csv"):
        made = {**row, "id": f"port:{row['code']}", "country": row["code"][:2]}
        yield place_of(made, SIZE_RANK["V"]), ()


def spellings() -> Iterator[tuple[str, str]]:
    """Yield the typed spellings: a key and the UN/LOCODE that it stands for."""
    for row in _rows("places", "spellings.csv"):
        yield row["alias"], row["code"]


def towns() -> Iterator[tuple[Place, tuple[str, ...], tuple[str, ...]]]:
    """Yield towns with the keys of their names and of their other names."""
    with gzip.open(HERE / "places" / "towns.csv.gz", "rt", encoding="utf-8") as file:  # type: ignore[call-overload]
        next(file)
        seen: Counter[tuple[str, str]] = Counter()
        for line in file:
            name, country, part, lat, lon, people, others = line.rstrip("\n").split("\t")
            nth = seen[country, name]
            seen[country, name] += 1
            town = Place(
                f"town:{country}:{nth + 1}:{name}" if nth else f"town:{country}:{name}",
                name, country, part, float(lat), float(lon),
                town_rank(int(people)), is_port=False,
            )  # fmt: skip
            made = (
                dict.fromkeys(k for n in others.split("|") for k in keys_of(n)) if others else ()
            )
            yield town, keys_of(name), tuple(made)


def _rows(folder: str, name: str) -> Iterable[dict[str, str]]:
    return list(csv.DictReader((HERE / folder / name).read_text("utf-8").splitlines()))
