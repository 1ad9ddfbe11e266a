"""Read a hand-made CSV of upstreams by month, each row naming the document it was taken from.

Columns ``month,upstream,customer,source`` and, if wanted, ``series`` (who inferred it, where the
rows come from several bodies; else the file's family or publisher); more columns are ignored.
``month`` is ``2017-11`` or a span ``2017-01..2017-10``. A row says: in this month ``upstream``
carried the traffic of ``customer``. The rows of one customer and month are taken as *all*
upstreams that the document has for it, so an upstream that is not listed was looked for and not
there. A month in which a document has none is a row with an empty ``upstream``.
"""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final, TextIO

import pyarrow as pa

from hawse.channels.routes.read.places import rejects
from hawse.channels.routes.read.series import series_of
from hawse.channels.routes.tables import RELATIONS, SNAPSHOTS
from hawse.core.channel import Reader
from hawse.core.errors import ReadError
from hawse.core.source import Source

NEEDED: Final = ("month", "upstream", "customer", "source")
MOST_ROWS: Final = 1_000_000
MOST_AS: Final = 0xFFFFFFFF
MOST_MONTHS: Final = 63
_SPAN = re.compile(r"^(\d{4})-(\d\d)(?:\.\.(\d{4})-(\d\d))?$")
_AS = re.compile(r"^(?:AS|as:)?([1-9]\d{0,9})$")


def accepts(path: Path, head: bytes) -> bool:
    """Say whether the first line names the columns this reader needs."""
    del path
    first = head.split(b"\n", 1)[0].decode("utf-8", "replace").lstrip("\ufeff").strip().lower()
    return set(NEEDED) <= {name.strip().strip('"') for name in first.split(",")}


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield ``relations``, ``snapshots`` and ``rejects``.

    Raises:
        ReadError: a column is missing, there is no row, or this is no UTF-8 text.
    """
    good: list[dict[str, object]] = []
    looked: dict[tuple[object, date, int], dict[str, object]] = {}
    bad: list[tuple[str, str, str]] = []
    for number, raw, line in _lines(file, source):
        try:
            months, upstream, customer, spoken = _row(line)
        except ValueError as why:
            bad.append((f"line {number}", str(why), raw))
            continue
        place = {
            "series": (line.get("series") or "").strip() or series_of(source),
            "source_id": source.id,
            "locator": f"line {number}",
            "synthetic": source.synthetic,
        }
        if upstream is not None:
            good.append(
                place
                | {"a": upstream, "b": customer, "rel": -1, "base_month": months[0]}
                | {"months": (1 << len(months)) - 1, "said_in": spoken, "quote": raw}
            )
        for month in months:
            seen = looked.setdefault(
                (place["series"], month, customer),
                place | {"month": month, "customer": customer, "relations": 0},
            )
            seen["relations"] = int(str(seen["relations"])) + (upstream is not None)
    if not looked:
        found = f"no row among {len(bad)} lines" if bad else "no row"
        raise ReadError(source.path, "line 2", found, "month,upstream,customer,source")
    if good:
        yield RELATIONS.name, RELATIONS.rows(good).combine_chunks().to_batches()[0]
    yield SNAPSHOTS.name, SNAPSHOTS.rows(list(looked.values())).combine_chunks().to_batches()[0]
    if bad:
        yield "rejects", rejects(source, bad)


def _lines(file: BinaryIO, source: Source) -> Iterator[tuple[int, str, dict[str, str]]]:
    """Yield each record's first line number, its text as it stands, and its columns."""
    text = io.TextIOWrapper(file, "utf-8-sig", newline="")
    taken: list[str] = []
    try:
        table = csv.DictReader(_remembered(text, taken), strict=True)
        names = [(name or "").strip().lower() for name in table.fieldnames or ()]
        if missing := [n for n in NEEDED if n not in names]:
            raise ReadError(source.path, "line 1", f"columns {names}", f"also {missing}")
        table.fieldnames = names
        taken.clear()
        for count, line in enumerate(table):
            if count >= MOST_ROWS:
                found = f"over {MOST_ROWS} rows"
                raise ReadError(source.path, f"line {table.line_num}", found, "a hand-made table")
            raw = "".join(taken)
            taken.clear()
            yield table.line_num - raw.rstrip("\r\n").count("\n"), raw.strip(), line
    except (UnicodeDecodeError, csv.Error) as why:
        raise ReadError(source.path, "its text", f"{why}", "CSV in UTF-8") from why
    finally:
        text.detach()


def _remembered(text: TextIO, taken: list[str]) -> Iterator[str]:
    """Yield the lines and keep each until its record is whole, to be quoted as it stands."""
    for line in text:
        taken.append(line)
        yield line


def _row(line: dict[str, str]) -> tuple[list[date], int | None, int, str]:
    """Turn one line into months, upstream, customer and source; ValueError says what is wrong."""
    upstream, customer = (line.get("upstream") or "").strip(), (line.get("customer") or "").strip()
    spoken = (line.get("source") or "").strip()
    if not spoken:
        raise ValueError("names no source; every row must")
    carrier, carried = (as_number(upstream) if upstream else None), as_number(customer)
    if carrier == carried:
        raise ValueError(f"AS {customer} is listed as its own upstream")
    return span((line.get("month") or "").strip()), carrier, carried, spoken


def as_number(text: str) -> int:
    """Give the AS number in '20485', 'AS20485' or 'as:20485'; ValueError if there is none."""
    found = _AS.match(text)
    if found is None or int(found[1]) > MOST_AS:
        raise ValueError(f"{text[:40]!r} is no AS number from 1 to {MOST_AS}")
    return int(found[1])


def span(text: str) -> list[date]:
    """Give the months of '2017-11' or '2017-01..2017-10'; ValueError if there are none."""
    found = _SPAN.match(text)
    if found is None:
        raise ValueError(f"month {text[:40]!r} is none; wanted 2017-11 or 2017-01..2017-10")
    numbers = [int(g) for g in found.groups() if g is not None]
    start, end = numbers[0] * 12 + numbers[1] - 1, numbers[-2] * 12 + numbers[-1] - 1
    if not all(1 <= m <= 12 for m in numbers[1::2]) or numbers[0] < 1 or numbers[-2] < 1:  # noqa: PLR2004 - months of a year
        raise ValueError(f"month {text[:40]!r} is none; wanted 2017-11 or 2017-01..2017-10")
    if not 0 <= end - start < MOST_MONTHS:
        raise ValueError(f"span {text!r} is not 1 to {MOST_MONTHS} months; write several rows")
    return [date(m // 12, m % 12 + 1, 1) for m in range(start, end + 1)]


READER: Final = Reader(
    "upstreams_csv", 1, (RELATIONS.name, SNAPSHOTS.name, "rejects"), accepts, rows
)
