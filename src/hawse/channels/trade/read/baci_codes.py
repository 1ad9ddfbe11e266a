"""Read BACI's code files: country codes with their ISO codes, and product codes with their names.

Countries (country_code, country_name, country_iso2, country_iso3) join the codes that the facts
know already; products (code, description) give the words of an HS code.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

import pyarrow as pa

from hawse.channels.trade.tables import HS_NAMES, M49
from hawse.core.channel import Reader
from hawse.core.errors import ReadError
from hawse.core.source import Source
from hawse.core.tables import REJECTS

COUNTRIES: Final = ("country_code", "country_name", "country_iso2", "country_iso3")
PRODUCTS: Final = ("code", "description")
_MOST: Final = 64 << 20
_RAW: Final = 500


def accepts(path: Path, head: bytes) -> bool:  # noqa: ARG001 - the seam passes the name; the header decides
    """Say whether the first line names the columns of either file."""
    return _header(head) in {COUNTRIES, PRODUCTS}


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield codes and rejects. A country without an ISO code of its own has no row.

    Raises:
        ReadError: the header is neither, the file is larger than 64 MiB, or a quote never ends.
    """
    data = file.read(_MOST + 1)
    if len(data) > _MOST:
        raise ReadError(source.path, "its size", "more than 64 MiB", "a list of codes")
    header = _header(data)
    if header not in {COUNTRIES, PRODUCTS}:
        found = f"columns {header[:6]}"
        raise ReadError(source.path, "line 1", found, f"{COUNTRIES} or {PRODUCTS}")
    good: list[dict[str, object]] = []
    bad: list[dict[str, object]] = []
    lines = csv.reader(data.decode("utf-8-sig", "replace").splitlines(keepends=True), strict=True)
    try:
        for cells in lines:
            if lines.line_num == 1 or not any(cells):
                continue
            place: dict[str, object] = {
                "source_id": source.id,
                "locator": f"line {lines.line_num}",
            }
            try:
                made = _country(cells) if header == COUNTRIES else _product(cells)
                if made:
                    good.append(made if header == COUNTRIES else made | place)
            except ValueError as why:
                bad.append(place | {"reason": str(why), "raw": ",".join(cells)[:_RAW]})
    except csv.Error as why:
        raise ReadError(
            source.path, f"line {lines.line_num}", str(why), "a CSV row with its quotes closed"
        ) from None
    name, table = ("m49", M49) if header == COUNTRIES else ("hs_names", HS_NAMES)
    for into, kind, made_rows in ((name, table, good), ("rejects", REJECTS, bad)):
        for batch in kind.rows(made_rows).to_batches() if made_rows else ():
            yield into, batch


def _header(data: bytes) -> tuple[str, ...]:
    line = data.split(b"\n", 1)[0].decode("utf-8", "replace").lstrip("\ufeff")
    return tuple(c.strip().strip('"').lower() for c in line.strip().split(","))


def _country(cells: list[str]) -> dict[str, object] | None:
    if len(cells) != len(COUNTRIES):
        raise ValueError(f"{len(cells)} cells where the header has {len(COUNTRIES)}")
    code, iso2 = cells[0].strip(), cells[2].strip().upper()
    if not re.fullmatch(r"\d{1,3}", code):
        raise ValueError(f"country_code {code[:20]!r} is no code")
    if not re.fullmatch(r"[A-Z]{2}", iso2):
        return None  # 'N/A': areas that are no country
    return {"code": int(code), "id": f"country:{iso2}", "source": "BACI's country codes"}


def _product(cells: list[str]) -> dict[str, object]:
    if len(cells) != len(PRODUCTS):
        raise ValueError(f"{len(cells)} cells where the header has {len(PRODUCTS)}")
    code = cells[0].strip()
    if not re.fullmatch(r"\d{2,6}", code):
        raise ValueError(f"code {code[:20]!r} is no HS code")
    width = len(code) + len(code) % 2  # 010121 may have lost its zero
    return {"code": code.zfill(width), "name": cells[1].strip()}


READER: Final = Reader(
    "baci_codes", version=1, makes=("m49", "hs_names", "rejects"), accepts=accepts, rows=rows
)
