"""Rows for tests: laid out as text, read from bytes, as sources."""

import io
import re
from datetime import UTC, datetime
from typing import Any, Final

import pyarrow as pa

from hawse.core.channel import Reader
from hawse.core.source import Source
from hawse.core.table import Table

EARLY: Final = datetime(2017, 10, 5, tzinfo=UTC)


def a_source(name: str = "file.txt", **more: Any) -> Source:
    """Give a source for a test."""
    return Source(**{"id": "0" * 64, "path": name, "retrieved_at": EARLY, **more})


def table_of(table: Table, text: str) -> pa.Table:
    """Make rows from text laid out as a table: a header line, then one line a row.

    Cells are parted by two or more spaces; ``-`` is null. Columns that are left out are null;
    instants without a zone are UTC.
    """
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    header, *body = [re.split(r"\s{2,}", line) for line in lines]
    types = {c.name: c.type for c in table.columns}
    rows: list[dict[str, object]] = []
    for line in body:
        if len(line) != len(header):
            raise ValueError(
                f"{line} has {len(line)} cells, the header {header} has {len(header)}"
            )
        rows.append({n: _value(cell, types[n]) for n, cell in zip(header, line, strict=True)})
    return table.rows(rows)


def _value(cell: str, kind: pa.DataType) -> object:
    if cell == "-":
        return None
    if pa.types.is_timestamp(kind):
        at = datetime.fromisoformat(cell)
        return at if at.tzinfo else at.replace(tzinfo=UTC)
    if pa.types.is_list(kind):
        return [part for part in cell.strip("[]").split(",") if part]
    if pa.types.is_boolean(kind):
        return cell == "true"
    return pa.scalar(cell).cast(kind).as_py()


def all_rows(
    reader: Reader, data: bytes, source: Source | None = None
) -> dict[str, list[dict[str, Any]]]:
    """Read bytes with a reader and give every table's rows as plain dicts."""
    got: dict[str, list[dict[str, Any]]] = {}
    for name, batch in reader.rows(io.BytesIO(data), source or a_source()):
        got.setdefault(name, []).extend(batch.to_pylist())
    return got
