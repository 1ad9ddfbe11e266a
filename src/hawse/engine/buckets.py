"""A large table split once into buckets on disk: each is read alone, no row is scanned twice.

Asking a table for one bucket after another scans all of it each time, which grows with the square
of its rows. Here one pass writes every bucket to its own files, in the store's folder for spills,
and they are gone when the step is done.
"""

from pathlib import Path
from shutil import rmtree
from types import TracebackType
from typing import Final, Self
from uuid import uuid4

import duckdb
import pyarrow as pa

from hawse.core.table import Table
from hawse.engine.apart import Input
from hawse.engine.work import Means, bucket_of, connect, offer, rule

COLUMN: Final = "bucket_of_row"


class Buckets:
    """Rows of one table by bucket: ``with Buckets(table, given, by, count, means) as split``.

    The rows of a bucket are those that ``work.bucket_of`` gives, in any order.
    """

    def __init__(
        self, table: Table, given: Input, by: tuple[str, ...], count: int, means: Means
    ) -> None:
        self._table, self._given, self._by = table, given, by
        self._count, self._means = count, means
        self._folder: Path | None = None

    def __enter__(self) -> Self:
        """Split the table, if it lies in the store; one in memory is asked bucket by bucket."""
        if self._means.store is None or isinstance(self._given, pa.Table):
            return self
        self._folder = self._means.store / "spill" / f"{self._table.name}.{uuid4().hex}"
        self._folder.mkdir(parents=True)
        con = connect(self._means)
        try:
            self._write(con, self._folder)
        finally:
            con.close()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        why: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the files away."""
        if self._folder is not None:
            rmtree(self._folder, ignore_errors=True)

    def rows(self, bucket: int) -> pa.Table:
        """Give the rows of one bucket."""
        if self._folder is None:
            return bucket_of(
                self._table, self._given, self._by, (bucket, self._count), self._means
            )
        files = tuple(sorted((self._folder / f"{COLUMN}={bucket}").glob("*.parquet")))
        if not files:
            return self._table.empty()
        con = connect(self._means)
        try:
            offer(con, self._table.name, files)
            names = ", ".join(f'"{name}"' for name in self._table.schema.names)
            rows = con.sql(f'select {names} from "{self._table.name}"')  # noqa: S608 - names of our own
            return rows.to_arrow_table().cast(self._table.schema)
        finally:
            con.close()

    def _write(self, con: duckdb.DuckDBPyConnection, folder: Path) -> None:
        offer(con, self._table.name, self._given)
        where = str(folder).replace("'", "''")
        con.execute(
            f'copy (select {rule(self._by)} as {COLUMN}, t.* from "{self._table.name}" t) '  # noqa: S608 - names of our own tables
            f"to '{where}' (format parquet, partition_by ({COLUMN}), overwrite_or_ignore)",
            {"count": self._count},
        )
