"""What the readers of trade statistics share: lines with an end, numbers, months, codes."""

import csv
import math
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import BinaryIO, Final

import pyarrow as pa

from hawse.channels.trade.tables import CUSTOMS_ROWS
from hawse.core.errors import ReadError
from hawse.core.source import Source
from hawse.core.tables import REJECTS

Row = dict[str, object]
BATCH: Final = 16_384
LONGEST: Final = 1 << 16
RAW: Final = 500
MOST: Final = 1e15
"""In the unit of the row: no flow on earth is larger, and sums of what is would not be exact."""
_MONTH: Final = re.compile(r"(?P<y>(?:19|20|21)\d\d)(?:[-./M]?(?P<m>\d\d?))?")
_WHOLE_YEAR: Final = 52  # COMEXT writes a whole year as month 52
_MOST_MONTH: Final = 12


def lines(
    file: BinaryIO, source: Source, delimiter: str, skip: int = 0
) -> Iterator[tuple[int, list[str], bool]]:
    """Yield (number, cells, whether the line has an end) of every line that is not blank.

    Raises:
        ReadError: a line is longer than 64 KiB, or a quote never ends.
    """
    taken, ended = skip, True

    def texts() -> Iterator[str]:
        nonlocal taken, ended
        while line := file.readline(LONGEST + 1):
            taken += 1
            if len(line) > LONGEST:
                raise ReadError(
                    source.path, f"line {taken}", "a line without an end", "one flow a line"
                )
            ended = line.endswith(b"\n")
            text = line.decode("utf-8", "replace").replace("\x00", "\ufffd")
            yield text.lstrip("\ufeff") if taken == 1 else text

    try:
        for cells in csv.reader(texts(), delimiter=delimiter, strict=True):
            if any(c.strip() for c in cells):
                yield taken, [c.strip() for c in cells], ended
    except csv.Error as why:
        raise ReadError(
            source.path, f"line {taken}", str(why), "a row with its quotes closed"
        ) from None


def named(cells: list[str], header: list[str], *, ended: bool) -> dict[str, str]:
    """Give a line's cells by the names of its columns.

    Raises:
        ValueError: there are more or fewer cells, or the line has no end and may have lost some.
    """
    if len(cells) != len(header):
        raise ValueError(f"{len(cells)} cells where the header has {len(header)}")
    if not ended:
        raise ValueError("the line has no end; is the file cut off?")
    return dict(zip(header, cells, strict=True))


def amount(text: str, name: str, decimal: str = ".") -> float | None:
    """Give a number, or ``None`` for an empty cell.

    Raises:
        ValueError: it is no number, negative, or carries a currency or a unit of its own.
    """
    bare = re.sub(r"[\s\u00a0\u202f]", "", text)
    if bare in {"", ":", "-", "..", "NA", "n/a"}:
        return None
    if decimal == ",":
        bare = bare.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", bare):
        bare = bare.replace(",", "")
    if not re.fullmatch(r"[+-]?\d{1,18}(?:\.\d{1,12})?(?:[eE][+-]?\d{1,2})?", bare):
        raise ValueError(
            f"{name} {text[:20]!r} is no number; a currency or unit stands in the header"
        )
    value = float(bare)
    if value < 0 or not math.isfinite(value):
        raise ValueError(f"{name} {text[:20]!r} is negative; a flow is not")
    return bounded(value, name, text)


def bounded(value: float, name: str, text: str) -> float:
    """Give an amount that a flow can have.

    Raises:
        ValueError: it is larger than any flow.
    """
    if value > MOST:
        raise ValueError(f"{name} {text[:20]!r} is larger than any flow can be")
    return value


def period(text: str) -> tuple[datetime, datetime, str]:
    """Give the ends and grain of 2022, 202203, 2022-03, 2022M03 or 202252 (a whole year).

    Raises:
        ValueError: it is none of these, or there is no such month.
    """
    found = _MONTH.fullmatch(text.strip())
    if not found:
        raise ValueError(f"period {text[:20]!r} is none; write 2022 or 2022-03")
    year = int(found["y"])
    month = int(found["m"]) if found["m"] else _WHOLE_YEAR
    if month == _WHOLE_YEAR:
        return datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC), "year"
    if not 1 <= month <= _MOST_MONTH:
        raise ValueError(f"period {text[:20]!r}: there is no month {month}")
    after = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
    return datetime(year, month, 1, tzinfo=UTC), after, "month"


def product(text: str) -> str:
    """Give an HS code of even length, or TOTAL.

    Raises:
        ValueError: it is neither.
    """
    bare = text.strip().strip("'").replace(".", "").replace(" ", "").upper()
    if bare in {"TOTAL", "ALL", "TOTALS", "ALLPRODUCTS"}:
        return "TOTAL"
    if not re.fullmatch(r"\d{2,10}", bare):
        raise ValueError(f"product {text[:20]!r} is no HS code and not TOTAL")
    return bare


class Made:
    """Rows and rejects under way, let go in batches."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._good: list[Row] = []
        self._bad: list[Row] = []

    def keep(self, number: int, row: Mapping[str, object]) -> None:
        """Keep one flow."""
        place = {"source_id": self._source.id, "locator": f"line {number}"}
        same = {"part": False, "estimated": False, "synthetic": self._source.synthetic}
        self._good.append({**same, **row, **place})

    def reject(self, number: int, why: str, cells: list[str]) -> None:
        """Keep one line that is no flow, with its reason."""
        place = {"source_id": self._source.id, "locator": f"line {number}"}
        self._bad.append({**place, "reason": why, "raw": ",".join(cells)[:RAW]})

    def full(self) -> bool:
        """Say whether it is time to let go."""
        return len(self._good) + len(self._bad) >= BATCH

    def batches(self) -> Iterator[tuple[str, pa.RecordBatch]]:
        """Let go of what was kept."""
        good, bad, self._good, self._bad = self._good, self._bad, [], []
        for name, table, rows in (("customs_rows", CUSTOMS_ROWS, good), ("rejects", REJECTS, bad)):
            for batch in table.rows(rows).to_batches() if rows else ():
                yield name, batch
