"""Parquet: one file a table, types and nulls as in the ledger."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from hawse.export.kept import tables
from hawse.ledger.store import Ledger

ABOUT = "One Parquet file a table; lists, instants and nulls keep their types."


def files(ledger: Ledger) -> Iterator[tuple[str, bytes]]:
    """Give name and bytes of every file."""
    for name, table in tables(ledger):
        sink = pa.BufferOutputStream()
        pq.write_table(table, sink, compression="zstd")
        yield f"{name}.parquet", sink.getvalue().to_pybytes()
