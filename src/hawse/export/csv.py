"""CSV: one file a table, for spreadsheets. RFC 4180, UTF-8, a header line."""

import csv
import io
from collections.abc import Iterator
from typing import Final

from hawse.export.kept import tables
from hawse.export.plain import cell
from hawse.ledger.store import Ledger

ABOUT: Final = (
    "One CSV file a table (UTF-8, comma, a header line). Lists are JSON texts. Before a text\n"
    "that a spreadsheet would run as a formula (it begins with =, +, -, @, a tab or a return)\n"
    "stands a '."
)
RUNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""Beginnings that make a spreadsheet take a text for a formula (OWASP, CSV injection)."""


def files(ledger: Ledger) -> Iterator[tuple[str, bytes]]:
    """Give name and bytes of every file."""
    for name, table in tables(ledger):
        sink = io.StringIO(newline="")
        lines = csv.writer(sink, lineterminator="\r\n")
        lines.writerow(table.column_names)
        for row in table.to_pylist():
            lines.writerow([_safe(cell(v)) for v in row.values()])
        yield f"{name}.csv", sink.getvalue().encode("utf-8", "surrogatepass")


def _safe(value: str | float | None) -> str | float | None:
    """Put a mark before a text that a spreadsheet would run; numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value.startswith(RUNS) else value
