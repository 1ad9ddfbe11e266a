"""Read landings from CSV: aircraft, field, time with its zone."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from hawse.core.channel import Reader
from hawse.core.errors import ReadError
from hawse.core.source import Source
from hawse.core.tables import REJECTS
from tests.toy_channel.tables import LANDINGS

HEADER = ["aircraft", "field", "landed_at"]


def accepts(_path: Path, head: bytes) -> bool:
    """Say whether the first line is this format's header."""
    return head.split(b"\n", 1)[0].strip() == b",".join(name.encode() for name in HEADER)


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield the landings and the lines that are none."""
    try:
        lines = list(csv.reader(io.StringIO(file.read().decode("utf-8")), strict=True))
    except (UnicodeDecodeError, csv.Error) as why:
        raise ReadError(source.path, "its text", str(why), "CSV in UTF-8") from why
    if not lines or lines[0] != HEADER:
        raise ReadError(source.path, "line 1", f"{lines[:1]}", f"{HEADER}")
    good, bad = [], []
    for n, line in enumerate(lines[1:], start=2):
        try:
            good.append(landing(line) | {"source_id": source.id, "locator": f"line {n}",
                                         "synthetic": source.synthetic})  # fmt: skip
        except ValueError as why:
            bad.append({"source_id": source.id, "locator": f"line {n}", "reason": str(why),
                        "raw": ",".join(line)[:500]})  # fmt: skip
    yield "landings", pa.RecordBatch.from_pylist(good, schema=LANDINGS.schema)
    yield "rejects", pa.RecordBatch.from_pylist(bad, schema=REJECTS.schema)


def landing(line: list[str]) -> dict[str, object]:
    """Turn one line into one row; ValueError says what is wrong with it."""
    if len(line) != len(HEADER):
        raise ValueError(f"{len(line)} cells, wanted {len(HEADER)}")
    landed_at = datetime.fromisoformat(line[2])
    if landed_at.tzinfo is None:
        raise ValueError(f"time {line[2]!r} has no zone; write +00:00 or Z")
    return {"aircraft": line[0], "field": line[1], "landed_at": landed_at}


READER = Reader("landings_csv", 1, ("landings", "rejects"), accepts, rows)
