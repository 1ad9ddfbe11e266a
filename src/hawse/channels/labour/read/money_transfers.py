"""Read monthly bank transfers by country, as central banks publish them.

A CSV with the columns year, month, country, direction (inflow or outflow, as the publisher sees
it), type (total, non-commercial, ...) and one of K_USD, USD or M_USD, in any order; ``reporter``,
whose bank it is, may follow. Amounts are kept in dollars. Totals over countries are rejects, as
are months that are none, negative amounts, and a last line without an end.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

import pyarrow as pa

from hawse.channels.labour.read.lines import Line, Row, amount, has, period, read
from hawse.channels.labour.tables import TRANSFER_ROWS
from hawse.core.channel import Reader
from hawse.core.source import Source

NEEDED: Final = frozenset({"year", "month", "country", "direction", "type"})
UNITS: Final = {"k_usd": 1e3, "usd": 1.0, "m_usd": 1e6}
"""What one unit of each amount column is in dollars."""
_DIRECTIONS: Final = frozenset({"inflow", "outflow"})
_SUMS: Final = frozenset({"total", "others", "other", "other countries", "all", "world"})


def accepts(path: Path, head: bytes) -> bool:  # noqa: ARG001 - the header decides
    """Say whether the first line names the columns of a table of transfers."""
    return has(head, NEEDED) and any(has(head, frozenset({unit})) for unit in UNITS)


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield transfers and rejects in batches.

    Raises:
        ReadError: the header lacks a column, names two amounts, or a line or a quote never ends.
    """
    yield from read(file, source, NEEDED, TRANSFER_ROWS, row=_transfer, one_of=frozenset(UNITS))


def _transfer(line: Line) -> Row:
    country = line["country"]
    if not country or country.lower() in _SUMS:
        raise ValueError(f"country {country[:30]!r} is a total or no country")
    direction = line["direction"].lower()
    if direction not in _DIRECTIONS:
        raise ValueError(f"direction {direction[:20]!r} is neither inflow nor outflow")
    if not line["type"]:
        raise ValueError("type is empty; write total or non-commercial")
    year, month = line["year"], line["month"]
    if not re.fullmatch(r"[0-9]{4}", year) or not re.fullmatch(r"[0-9]{1,2}", month):
        raise ValueError(f"year {year[:10]!r} and month {month[:10]!r} are no month")
    unit = next(name for name in UNITS if name in line)
    start, end, grain = period(f"{year}-{month}")
    return {
        "country_name": country,
        "reporter_name": line.get("reporter") or None,
        "direction": direction,
        "type": line["type"].lower(),
        "value": round(amount(line[unit], unit.upper()) * UNITS[unit], 2),
        "period_start": start, "period_end": end, "period_grain": grain,
    }  # fmt: skip


READER: Final = Reader(
    "money_transfers", 1, (TRANSFER_ROWS.name, "rejects"), accepts=accepts, rows=rows
)
