"""Read a CSV of figures as reported: one row, one figure, with its speaker and source.

Columns: id, topic, reporter_or_speaker, partner, direction, period, value, unit, product,
source_url, note. Only what is grammar is read here (amounts, periods, 'same as 50'); names are
resolved by the step ``figures``.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

import pyarrow as pa

from hawse.channels.trade.read.amounts import read_amount
from hawse.channels.trade.read.periods import read_period
from hawse.channels.trade.tables import REPORTED_FIGURES
from hawse.core.channel import Reader
from hawse.core.errors import ReadError
from hawse.core.source import Source
from hawse.core.tables import REJECTS

NEEDED: Final = (
    "id",
    "topic",
    "reporter_or_speaker",
    "partner",
    "direction",
    "period",
    "value",
    "unit",
    "product",
    "source_url",
    "note",
)
_LONGEST: Final = 1 << 17
_RAW: Final = 500
_BATCH: Final = 4096
MOST: Final = 200_000
"""Figures in one file. What somebody reported is typed by hand; statistics have readers of their
own, and the steps that hold every figure against every other keep them all in memory."""


def accepts(path: Path, head: bytes) -> bool:  # noqa: ARG001 - the seam passes the name; the header decides
    """Say whether the first line names the columns of a table of reported figures."""
    line = head.split(b"\n", 1)[0].decode("utf-8", "replace").lstrip("\ufeff").strip()
    return set(NEEDED) <= {cell.strip().strip('"') for cell in line.split(",")}


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield figures and rejects in batches.

    A line that is no figure becomes a reject with its reason. Locators count lines of the file,
    the header being line 1; a row whose cells hold line breaks is placed at its first line.

    Raises:
        ReadError: the header lacks a column, a line is longer than 128 KiB, a quoted cell never
        ends, or there are more than ``MOST`` figures.
    """
    good: list[dict[str, object]] = []
    bad: list[dict[str, object]] = []
    urls: dict[str, str] = {}
    for count, (number, cells, raw, header) in enumerate(_cells(file, source), start=1):
        if count > MOST:
            raise ReadError(
                source.path,
                f"line {number}",
                f"more than {MOST:,} figures",
                "figures that somebody reported; statistics are read as Comtrade, BACI, COMEXT, "
                "TradeMap or by a declared mapping",
            )
        place: dict[str, object] = {"source_id": source.id, "locator": f"line {number}"}
        try:
            line = _named(cells, header)
            good.append(
                _figure(line, urls) | place | {"quote": raw.strip(), "synthetic": source.synthetic}
            )
        except ValueError as why:
            bad.append(place | {"reason": str(why), "raw": raw.strip()[:_RAW]})
        if len(good) >= _BATCH:
            yield from _batches("reported_figures", good)
            good = []
        if len(bad) >= _BATCH:
            yield from _batches("rejects", bad)
            bad = []
    yield from _batches("reported_figures", good)
    yield from _batches("rejects", bad)


def _cells(file: BinaryIO, source: Source) -> Iterator[tuple[int, list[str], str, list[str]]]:
    """Yield (number of first line, cells, raw text, header) of every row that is not blank."""
    taken: list[str] = []
    reader = csv.reader(_lines(file, source, taken), strict=True)
    header: list[str] = []
    number = 1
    try:
        for cells in reader:
            raw, first = "".join(taken), number
            number += len(taken)
            taken.clear()
            if not header:
                header = [c.strip() for c in cells]
                if missing := [c for c in NEEDED if c not in header]:
                    raise ReadError(
                        source.path, "line 1", f"columns {header[:20]}", f"also {missing}"
                    )
            elif any(c.strip() for c in cells):
                yield first, cells, raw, header
    except csv.Error as why:
        raise ReadError(
            source.path,
            f"line {number}",
            f"{why}",
            "a CSV row; is the file cut off in a quoted cell?",
        ) from None
    if not header:
        raise ReadError(source.path, "line 1", "an empty file", f"a header with {list(NEEDED)}")


def _lines(file: BinaryIO, source: Source, taken: list[str]) -> Iterator[str]:
    """Yield decoded lines, none longer than the limit, and keep those of the row under way."""
    number, size = 0, 0
    while line := file.readline(_LONGEST + 1):
        number += 1
        size = size + len(line) if taken else len(line)
        if size > _LONGEST:
            raise ReadError(
                source.path,
                f"line {number}",
                "a row of more than 128 KiB",
                "rows of reported figures",
            )
        text = line.decode("utf-8", "replace")
        taken.append(text.lstrip("\ufeff") if number == 1 else text)
        yield taken[-1]


def _named(cells: list[str], header: list[str]) -> dict[str, str]:
    if len(cells) != len(header):
        raise ValueError(f"{len(cells)} cells where the header has {len(header)}")
    line = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
    for name in NEEDED:
        if "\ufffd" in line[name] or "\x00" in line[name]:
            raise ValueError(f"{name} is not UTF-8 text")
    for name in ("id", "topic", "reporter_or_speaker", "period", "value", "unit"):
        if not line[name]:
            raise ValueError(f"{name} is empty")
    return line


def _figure(line: dict[str, str], urls: dict[str, str]) -> dict[str, object]:
    """Turn one line into one row of ``reported_figures``; ValueError says what is wrong."""
    urls[line["id"]] = _url(line["source_url"], urls)
    period = read_period(line["period"])
    amount = read_amount(line["value"], line["unit"])
    return {
        "figure": line["id"],
        "topic": line["topic"].lower(),
        "reporter": line["reporter_or_speaker"],
        "partner": line["partner"],
        "direction": line["direction"],
        "product": line["product"],
        "url": urls[line["id"]],
        "note": line["note"] or None,
        "q_low": amount.low,
        "q_best": amount.best,
        "q_high": amount.high,
        "q_step": amount.step,
        "unit": amount.unit,
        "quantity_kind": amount.kind,
        "share_of": amount.share_of,
        "per": period.per or amount.per,
        "period_start": period.start,
        "period_end": period.end,
        "period_grain": period.grain,
        "approximate": period.approximate,
    }


def _url(text: str, urls: dict[str, str]) -> str:
    """Resolve 'same as 50' by the ids read so far; a row that is not there leaves the words."""
    return urls.get(text[len("same as ") :], text) if text.startswith("same as ") else text


def _batches(table: str, rows: list[dict[str, object]]) -> Iterator[tuple[str, pa.RecordBatch]]:
    if rows:
        made = REPORTED_FIGURES if table == "reported_figures" else REJECTS
        for batch in made.rows(rows).to_batches():
            yield table, batch


READER: Final = Reader(
    "reported_figures",
    version=4,
    makes=("reported_figures", "rejects"),
    accepts=accepts,
    rows=rows,
)
