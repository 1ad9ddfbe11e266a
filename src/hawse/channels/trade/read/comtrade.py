"""Read what UN Comtrade (API v1) hands out: CSV, or JSON with its rows under ``data``.

One row is one flow as one reporter gave it. Totals and parts (modes of transport, customs
procedures, second partners) stand in one file: parts are marked, so that nothing is counted twice.
Imports are valued CIF and exports FOB unless the file gives the other value.
"""

import csv
import json
import math
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

import pyarrow as pa

from hawse.channels.trade.read.cells import bounded
from hawse.channels.trade.read.streamed import data_rows
from hawse.channels.trade.tables import CUSTOMS_ROWS
from hawse.core.channel import Reader
from hawse.core.errors import ReadError
from hawse.core.source import Source
from hawse.core.tables import REJECTS

NEEDED: Final = ("refYear", "reporterCode", "flowCode", "partnerCode", "cmdCode", "primaryValue")
_FLOWS: Final = {"X": "export", "M": "import", "RX": "re_export", "RM": "re_import"}
_WHOLE: Final = {"motCode": "0", "customsCode": "C00", "partner2Code": "0", "mosCode": "0"}
_LONGEST: Final = 1 << 16
_RAW: Final = 500
_BATCH: Final = 16_384


def accepts(path: Path, head: bytes) -> bool:  # noqa: ARG001 - the seam passes the name; the content decides
    """Say whether the head names Comtrade's columns, as a CSV header or as JSON keys."""
    text = head.decode("utf-8", "replace").lstrip("\ufeff")
    if text.lstrip().startswith("{"):
        return all(f'"{name}"' in text for name in NEEDED)
    header = {cell.strip().strip('"') for cell in text.split("\n", 1)[0].strip().split(",")}
    return set(NEEDED) <= header


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield flows and rejects in batches.

    Flows that are neither exports nor imports (processing, domestic exports) are rejects with that
    reason. JSON is read row by row, whatever its size.

    Raises:
        ReadError: a column is missing, a line never ends, or the JSON is cut off or has no
        ``data``.
    """
    good: list[dict[str, object]] = []
    bad: list[dict[str, object]] = []
    for locator, line in _lines(file, source):
        place: dict[str, object] = {"source_id": source.id, "locator": locator}
        try:
            good.append(_flow(line) | place | {"synthetic": source.synthetic})
        except ValueError as why:
            raw = json.dumps(line, ensure_ascii=False, default=str)[:_RAW]
            bad.append(place | {"reason": str(why), "raw": raw})
        if len(good) + len(bad) >= _BATCH:
            yield from _batches(good, bad)
            good, bad = [], []
    yield from _batches(good, bad)


def _batches(
    good: list[dict[str, object]], bad: list[dict[str, object]]
) -> Iterator[tuple[str, pa.RecordBatch]]:
    for name, table, made in (("customs_rows", CUSTOMS_ROWS, good), ("rejects", REJECTS, bad)):
        for batch in table.rows(made).to_batches() if made else ():
            yield name, batch


def _lines(file: BinaryIO, source: Source) -> Iterator[tuple[str, Mapping[str, Any]]]:
    first = file.read(1)
    while first in {b"\xef", b"\xbb", b"\xbf", b" ", b"\n", b"\r", b"\t"}:
        first = file.read(1)
    return _from_json(file, source) if first == b"{" else _from_csv(first, file, source)


def _from_json(file: BinaryIO, source: Source) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, row in data_rows(b"{", file, source):
        yield f"data {number}", row if isinstance(row, dict) else {"row": row}


def _from_csv(
    first: bytes, file: BinaryIO, source: Source
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    taken = 0

    def texts() -> Iterator[str]:
        nonlocal taken
        head = first
        while line := head + file.readline(_LONGEST + 1):
            head = b""
            taken += 1
            if len(line) > _LONGEST:
                raise ReadError(
                    source.path, f"line {taken}", "a line without an end", "one flow a line"
                )
            yield line.decode("utf-8", "replace")

    reader = csv.reader(texts(), strict=True)
    header: list[str] | None = None
    try:
        for cells in reader:
            if header is None:
                header = [c.strip() for c in cells]
                if missing := [c for c in NEEDED if c not in header]:
                    raise ReadError(
                        source.path, "line 1", f"columns {header[:12]}", f"also {missing}"
                    )
            elif cells:
                yield f"line {taken}", dict(zip(header, cells, strict=False))
    except csv.Error as why:
        raise ReadError(
            source.path, f"line {taken}", str(why), "a CSV row with its quotes closed"
        ) from None
    if header is None:
        raise ReadError(source.path, "line 1", "an empty file", f"a header with {list(NEEDED)}")


def _flow(line: Mapping[str, Any]) -> dict[str, object]:
    """Turn one line into one row; ValueError says what is wrong with it."""
    flow = _FLOWS.get(_text(line, "flowCode") or "")
    if flow is None:
        raise ValueError(f"flowCode {_text(line, 'flowCode')!r} is neither export nor import")
    product = _text(line, "cmdCode")
    if not product:
        raise ValueError("cmdCode is empty")
    start, end, grain = _period(line)
    value = _number(line, "primaryValue")
    if value is None:
        raise ValueError("primaryValue is empty")
    fob = (
        flow.endswith("import")
        and _number(line, "fobvalue") == value
        and _number(line, "cifvalue") is None
    )
    reported = (_text(line, "isReported") or "true").lower() in {"true", "1"}
    return {
        "reporter_code": _code(line, "reporterCode"),
        "reporter_iso": _text(line, "reporterISO"),
        "partner_code": _code(line, "partnerCode"),
        "partner_iso": _text(line, "partnerISO"),
        "flow": flow,
        "product": product,
        "value": value,
        "currency": "USD",
        "said_by": None,
        "valuation": "fob" if fob or flow.endswith("export") else "cif",
        "net_kg": _number(line, "netWgt") or None,
        "part": any((_text(line, name) or whole) != whole for name, whole in _WHOLE.items()),
        "estimated": not reported,
        "period_start": start,
        "period_end": end,
        "period_grain": grain,
    }


def _period(line: Mapping[str, Any]) -> tuple[datetime, datetime, str]:
    year = _code(line, "refYear")
    if not 1960 <= year <= 2200:  # noqa: PLR2004 - Comtrade begins in 1962
        raise ValueError(f"refYear {year} is no year of trade statistics")
    if (_text(line, "freqCode") or "A") == "A":
        return datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC), "year"
    month = _code(line, "refMonth")
    if not 1 <= month <= 12:  # noqa: PLR2004 - months of a year
        raise ValueError(f"refMonth {month} is no month")
    after = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
    return datetime(year, month, 1, tzinfo=UTC), after, "month"


def _text(line: Mapping[str, Any], name: str) -> str | None:
    value = line.get(name)
    text = "" if value is None else str(value).strip()
    return text or None


def _code(line: Mapping[str, Any], name: str) -> int:
    text = _text(line, name) or ""
    if not text.isdecimal() or len(text) > 6:  # noqa: PLR2004 - no code or year is longer
        raise ValueError(f"{name} {text[:20]!r} is no code")
    return int(text)


def _number(line: Mapping[str, Any], name: str) -> float | None:
    text = _text(line, name)
    if text is None:
        return None
    try:
        value = float(text)
    except ValueError:
        raise ValueError(f"{name} {text[:20]!r} is no number") from None
    if not math.isfinite(value) or value < 0:
        raise ValueError(f"{name} {text[:20]!r} is negative or no amount")
    return bounded(value, name, text)


READER: Final = Reader(
    "comtrade", version=4, makes=("customs_rows", "rejects"), accepts=accepts, rows=rows
)
