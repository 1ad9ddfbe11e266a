"""Find the tables of a folder by their columns, for the scripts that take a folder."""

import csv
import gzip
import io
from collections.abc import Iterator
from pathlib import Path

from hawse.channels.trade import CHANNEL

Panel = dict[str, dict[int, float]]


def rows(folder: Path, columns: set[str]) -> Iterator[dict[str, str]]:
    """Yield the rows of every CSV (plain or gzip) of the folder that has exactly these columns."""
    for path in sorted(folder.iterdir()):
        if not path.name.endswith((".csv", ".csv.gz")):
            continue
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        lines = csv.DictReader(io.StringIO(data.decode("utf-8-sig", "replace")))
        if set(lines.fieldnames or ()) == columns:
            yield from lines


def panel(folder: Path, who: str) -> Panel:
    """Give amounts by partner (ISO alpha-3) and year from the tables with the columns who, year, eur.

    Lines that are no amount of a year are left out. Of two lines of one partner and year (the same
    table twice, a part beside its whole) the larger counts: nothing is added.

    Raises:
        ValueError: the folder has no such table.
    """
    codes = names()
    made: Panel = {}
    for row in rows(folder, {who, "year", "eur"}):
        try:
            year, amount = int(row["year"]), float(row["eur"])
        except ValueError:
            continue
        key = codes.get(row[who].strip().lower(), row[who].strip())
        series = made.setdefault(key, {})
        series[year] = max(amount, series.get(year, amount))
    if not made:
        raise ValueError(f"no table with the columns {who}, year, eur in {folder}")
    return made


def names() -> dict[str, str]:
    """Give alpha-3 codes by country name and by code, lower case."""
    path = next(f.path for f in CHANNEL.facts if f.table == "countries")
    with path.open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    return {row[key].lower(): row["iso3"] for key in ("name", "iso3") for row in found}
