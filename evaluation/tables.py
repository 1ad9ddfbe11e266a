"""Find the tables of a folder by their columns, for the scripts that take a folder.

Yearly tables (who, year, eur) and monthly ones (reporter, partner, period, eur) are read, under any file
name, plain, gzip or xz. Other files of the folder are passed over. Nothing is counted twice: of two lines
of one reporter, partner and year the larger counts, and months make a year only if all twelve are there.
"""

import csv
import gzip
import io
import lzma
import math
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from hawse.channels.trade import CHANNEL

Panel = dict[str, dict[int, float]]
Series = dict[str, dict[str, float]]
UNION = "eu27"
AGGREGATES = (
    "eu27",
    "eu28",
    "ea1",
    "ea2",
    "eu_",
    "ea_",
    "euro area",
    "european union",
    "world",
    "extra",
    "intra",
)
EU27 = frozenset({
    "AUT", "BEL", "BGR", "HRV", "CYP", "CZE", "DNK", "EST", "FIN", "FRA", "DEU", "GRC", "HUN", "IRL",
    "ITA", "LVA", "LTU", "LUX", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "ESP", "SWE",
})  # fmt: skip
MONTHS = 12
SAME = {
    "eur": frozenset({"usd", "value", "amount", "value_eur", "value_usd", "eur_value"}),
    "iso": frozenset({"iso3", "iso_a3", "partner_iso", "partner_iso3"}),
}
ALPHA = 3  # letters of an alpha-3 code


def unpacked(path: Path) -> bytes:
    """Give a file's bytes, unpacked where it is gzip or xz.

    Raises:
        ValueError: the packed file is broken or cut off.
    """
    data = path.read_bytes()
    try:
        if data[:2] == b"\x1f\x8b":
            return gzip.decompress(data)
        return lzma.decompress(data) if data[:6] == b"\xfd7zXZ\x00" else data
    except (OSError, EOFError, zlib.error, lzma.LZMAError) as why:
        raise ValueError(f"{path.name} cannot be unpacked: {why}") from None


def rows(
    folder: Path, columns: set[str], barred: frozenset[str] = frozenset()
) -> Iterator[dict[str, str]]:
    """Yield the rows of every table of the folder that has these columns and none of the barred."""
    for path in sorted(folder.iterdir()):
        if not path.is_file() or not path.name.lower().endswith(
            (".csv", ".csv.gz", ".csv.xz", ".txt")
        ):
            continue
        text = unpacked(path).decode("utf-8-sig", "replace")
        head = text.split("\n", 1)[0]
        mark = max(",;\t", key=head.count)
        lines = csv.DictReader(io.StringIO(text, newline=""), delimiter=mark)
        try:
            names = _plain_names(lines.fieldnames or ())
        except csv.Error:
            continue
        if columns <= set(names) and not barred & set(names):
            lines.fieldnames = names
            try:
                for row in lines:
                    yield row | {"file": path.name.lower()}
            except csv.Error as why:
                raise ValueError(f"{path.name}, line {lines.line_num}: {why}") from None


def _plain_names(header: Sequence[str | None]) -> list[str]:
    """Give columns in lower case; an amount in another currency or without one stands as ``eur``.

    Shares and ranks do not depend on the currency of a whole table.
    """
    names = [(n or "").strip().lower() for n in header]
    for wanted, others in SAME.items():
        found = [n for n in names if n in others]
        if wanted not in names and len(found) == 1:
            names[names.index(found[0])] = wanted
    return names


def exports(folder: Path) -> Panel:
    """Give exports by partner (ISO alpha-3) and year: the yearly table, or what members' rows make.

    Raises:
        ValueError: the folder has neither.
    """
    made = _yearly(folder, "iso", frozenset({"reporter", "partner"}))
    for partner, series in _years(between(folder)[0]).items():
        made.setdefault(partner, series)
    if not made:
        raise ValueError(
            f"no table with the columns iso, year, eur or reporter, partner, period, eur in {folder}"
        )
    return made


def imports(folder: Path) -> Panel:
    """Give imports by the reporter who reports them, and year.

    Raises:
        ValueError: the folder has no such table.
    """
    made = _yearly(folder, "reporter", frozenset({"period", "iso", "partner"}))
    for reporter, series in _years(between(folder)[1]).items():
        made.setdefault(reporter, series)
    if not made:
        raise ValueError(f"no table with the columns reporter, year, eur in {folder}")
    return made


def _yearly(folder: Path, who: str, barred: frozenset[str]) -> Panel:
    """Give amounts by party and year; lines that are no amount of a year, and aggregates, are left out."""
    codes = names()
    made: Panel = {}
    for row in rows(folder, {who, "year", "eur"}, barred):
        year, amount = _year(row["year"]), _amount(row["eur"])
        party = _party(row[who], codes)
        if year is None or amount is None or party is None:
            continue
        series = made.setdefault(party, {})
        series[year] = max(amount, series.get(year, amount))
    return made


def between(folder: Path) -> tuple[Series, Series]:
    """Give the union's exports by partner, and others' imports from it by reporter, each by period.

    A period is a year or a month as it is written. Where a table has the union's own total that counts;
    else the members are added. Other aggregates (the euro area, the union of other years) are left out.
    Where no row has the union on either side, all reporters are the senders: their exports are added,
    or what a table of imports (by its column flow or its file's name) has from all its partners.
    """
    codes = names()
    total: tuple[Series, Series] = ({}, {})
    parts: dict[tuple[int, str, str], dict[str, float]] = {}
    others: dict[tuple[int, str, str], dict[str, float]] = {}
    for time in ("period", "year"):
        for row in rows(folder, {"reporter", "partner", time, "eur"}):
            amount, when = _amount(row["eur"]), (row[time] or "").strip().removesuffix(".0")[:7]
            ends = [(row[k] or "").strip() for k in ("reporter", "partner")]
            known = [UNION if e.lower().startswith(UNION) else _party(e, codes) for e in ends]
            inside = [k == UNION or k in EU27 for k in known]
            if amount is None or None in known or all(inside) or known[0] == known[1]:
                continue
            side = (0 if inside[0] else 1) if any(inside) else _side(row)
            member, other = str(known[side]), str(known[1 - side])
            if member == UNION:
                total[side].setdefault(other, {})[when] = amount
            else:
                held = parts if any(inside) else others
                series = held.setdefault((side, other, when), {})
                series[member] = max(amount, series.get(member, amount))
    with_union = parts or total[0] or total[1]
    for (side, other, when), each in sorted((parts if with_union else others).items()):
        total[side].setdefault(other, {}).setdefault(when, math.fsum(each.values()))
    return total


def _side(row: dict[str, str]) -> int:
    """Say which end the sender stands at: 0 for reported exports, 1 for reported imports."""
    said = (row.get("flow") or row.get("direction") or row["file"]).strip().lower()
    return 1 if said in {"m", "i", "1"} or "import" in said else 0


def _years(series: Series) -> Panel:
    """Give yearly amounts; months make a year only if all twelve are there."""
    made: Panel = {}
    for party, amounts in series.items():
        for year in sorted({w[:4] for w in amounts}):
            known = [amounts[w] for w in sorted(amounts) if w[:4] == year and len(w) > len(year)]
            whole = amounts.get(year, math.fsum(known) if len(known) == MONTHS else None)
            number = _year(year)
            if whole is not None and number is not None:
                made.setdefault(party, {})[number] = whole
    return made


def _party(text: str | None, codes: dict[str, str]) -> str | None:
    """Give a country's code; ``None`` for aggregates, and for words that name no country."""
    word = (text or "").strip()
    if not word or word.lower().startswith(AGGREGATES):
        return None
    code = word if len(word) == ALPHA and word.isalpha() and word.isupper() else None
    return codes.get(word.lower()) or (code if code not in NO_COUNTRY else None)


NO_COUNTRY = frozenset({"WLD", "EUU", "EMU", "EUR", "OWID", "ALL", "TOT", "XXX"})


def _year(text: str | None) -> int | None:
    word = (text or "").strip().removesuffix(".0")
    return int(word) if word.isdecimal() and len(word) == 4 else None  # noqa: PLR2004 - a year


def _amount(text: str | None) -> float | None:
    try:
        value = float((text or "").replace(",", ""))
    except ValueError:
        return None
    return value if 0 <= value < float("inf") else None


def names() -> dict[str, str]:
    """Give alpha-3 codes by country name, alias and code of two or three letters, lower case."""
    paths = {f.table: f.path for f in CHANNEL.facts}
    with paths["countries"].open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    codes = {
        row[key].lower(): row["iso3"] for key in ("name", "iso3") for row in found if row["iso3"]
    }
    codes |= {
        row["id"].removeprefix("country:").lower(): row["iso3"] for row in found if row["iso3"]
    }
    by_id = {row["id"]: row["iso3"] for row in found if row["iso3"]}
    with paths["aliases"].open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["id"] in by_id:
                codes.setdefault(row["alias"].lower(), by_id[row["id"]])
    return codes
