"""Read counts of permits, work visas or workers, each with who counted it.

A CSV with the columns ``host`` (the country they work in), ``nationality``, ``date`` (2017,
2017-12 or 2017-12-31), ``counts`` (permits, visas or workers), ``count`` (whole persons) and
``source`` (who counted), in any order; ``via`` (who passed it on, ';' between), ``url`` and
``note`` may follow. Every row names its source; a row that does not is a reject.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

import pyarrow as pa

from hawse.channels.labour.read.lines import Line, Row, amount, has, period, read
from hawse.channels.labour.tables import PERMIT_ROWS
from hawse.core.channel import Reader
from hawse.core.source import Source

NEEDED: Final = frozenset({"host", "nationality", "date", "counts", "count", "source"})
_COUNTS: Final = frozenset({"permits", "visas", "workers"})
_MOST: Final = 1e8  # no country has so many guests of one nationality


def accepts(path: Path, head: bytes) -> bool:  # noqa: ARG001 - the header decides
    """Say whether the first line names the columns of a table of permits."""
    return has(head, NEEDED)


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield counts and rejects in batches.

    Raises:
        ReadError: the header lacks a column, or a line or a quote never ends.
    """
    yield from read(file, source, NEEDED, PERMIT_ROWS, row=_permit)


def _permit(line: Line) -> Row:
    counts = line["counts"].lower()
    if counts not in _COUNTS:
        raise ValueError(f"counts {counts[:20]!r} is none of permits, visas, workers")
    for name in ("host", "nationality", "source"):
        if not line[name]:
            wanted = "who counted" if name == "source" else "a country"
            raise ValueError(f"{name} is empty; write {wanted}")
    count = amount(line["count"], "count")
    if count != int(count):
        raise ValueError(f"count {line['count'][:20]!r} is no whole number of persons")
    if count > _MOST:
        raise ValueError(f"count {line['count'][:20]!r} is past {_MOST:,.0f} persons")
    start, end, grain = period(line["date"])
    return {
        "host_name": line["host"],
        "nationality_name": line["nationality"],
        "counts": counts,
        "count": int(count),
        "said_by": line["source"],
        "via": [part.strip() for part in line.get("via", "").split(";") if part.strip()],
        "url": line.get("url") or None,
        "note": line.get("note") or None,
        "period_start": start, "period_end": end, "period_grain": grain,
    }  # fmt: skip


READER: Final = Reader(
    "work_permits", 1, (PERMIT_ROWS.name, "rejects"), accepts=accepts, rows=rows
)
