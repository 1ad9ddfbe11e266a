"""The store: every table in parts, each part named by the digest of what it was made from.

``STORE/TABLE/DIGEST.parquet``. A part is written under a temporary name and renamed, so a part
that is there is whole, whenever the run was killed.
"""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


def digest_of(*parts: object) -> str:
    """Give a digest of plain values (texts, numbers, lists, mappings), 32 hexadecimal digits."""
    return sha256(
        json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str).encode()
    ).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a table: its digest, its file and how many rows it has."""

    digest: str
    path: Path
    rows: int


class PartWriter:
    """Writes batches into one Parquet file; the file appears when it is whole."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._path, self._schema, self.rows = path, schema, 0
        path.parent.mkdir(parents=True, exist_ok=True)
        self._temporary = path.with_name(f".{path.name}.{os.getpid()}")
        self._writer = pq.ParquetWriter(self._temporary, schema, compression="zstd")

    def write(self, batch: pa.RecordBatch | pa.Table) -> None:
        """Add rows."""
        table = batch if isinstance(batch, pa.Table) else pa.Table.from_batches([batch])
        self.rows += table.num_rows
        self._writer.write_table(table.cast(self._schema), row_group_size=250_000)

    def finish(self) -> None:
        """Close the file and give it its name."""
        self._writer.close()
        self._temporary.replace(self._path)

    def drop(self) -> None:
        """Leave nothing behind."""
        self._writer.close()
        self._temporary.unlink(missing_ok=True)


class Store:
    """A folder of parts."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)

    def path(self, table: str, digest: str) -> Path:
        """Say where a part lies."""
        return self.root / table / f"{digest}.parquet"

    def part(self, table: str, digest: str) -> Part | None:
        """Give a part if it is there and whole."""
        path = self.path(table, digest)
        return Part(digest, path, pq.read_metadata(path).num_rows) if path.exists() else None

    @contextmanager
    def writing(self, table: str, digest: str, schema: pa.Schema) -> Iterator[PartWriter]:
        """Write one part: ``with store.writing(...) as part: part.write(batch)``."""
        writer = PartWriter(self.path(table, digest), schema)
        try:
            yield writer
        except BaseException:
            writer.drop()
            raise
        writer.finish()

    def put(
        self,
        table: str,
        digest: str,
        schema: pa.Schema,
        batches: Iterable[pa.RecordBatch | pa.Table],
    ) -> Part:
        """Write a part from batches, and give it."""
        with self.writing(table, digest, schema) as part:
            for batch in batches:
                part.write(batch)
        return Part(digest, self.path(table, digest), part.rows)

    def note(self, digest: str) -> dict[str, int] | None:
        """Give the note of a file that was read whole: table -> rows; None if it was not."""
        path = self.root / "read" / f"{digest}.json"
        return json.loads(path.read_text("utf-8")) if path.exists() else None

    def write_note(self, digest: str, counts: dict[str, int]) -> None:
        """Say that a file was read whole."""
        path = self.root / "read" / f"{digest}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{os.getpid()}")
        temporary.write_text(json.dumps(counts, sort_keys=True), "utf-8")
        temporary.replace(path)
