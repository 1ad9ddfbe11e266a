"""The store: every table in parts, each part named by the digest of what it was made from.

``STORE/TABLE/DIGEST.parquet``. A part is written under a temporary name and renamed, so a part
that is there is whole, whenever the run was killed.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

GROUP_ROWS: Final = 250_000
GROUP_BYTES: Final = 64 << 20


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
    """Writes batches into one Parquet file; the file appears when it is whole.

    Rows are gathered into groups of ``GROUP_ROWS``, so that a file's bytes hang on its rows and
    not on the batches they came in, and are let go earlier where they are heavy.
    """

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._path, self._schema, self.rows = path, schema, 0
        self._held: list[pa.Table] = []
        self._rows = self._bytes = 0
        path.parent.mkdir(parents=True, exist_ok=True)
        self._temporary = _temporary(path)
        self._writer = pq.ParquetWriter(self._temporary, schema, compression="zstd")

    def write(self, batch: pa.RecordBatch | pa.Table) -> None:
        """Add rows."""
        table = batch if isinstance(batch, pa.Table) else pa.Table.from_batches([batch])
        self.rows += table.num_rows
        self._held.append(table.cast(self._schema))
        self._rows += table.num_rows
        self._bytes += table.nbytes
        if self._rows >= GROUP_ROWS:
            self._flush(whole_groups=True)
        elif self._bytes >= GROUP_BYTES:
            self._flush()

    def _flush(self, *, whole_groups: bool = False) -> None:
        rows = pa.concat_tables(self._held)
        cut = rows.num_rows - (rows.num_rows % GROUP_ROWS if whole_groups else 0)
        self._writer.write_table(rows.slice(0, cut), row_group_size=GROUP_ROWS)
        left = rows.slice(cut)
        self._held = [left] if left.num_rows else []
        self._rows, self._bytes = left.num_rows, left.nbytes

    def finish(self) -> None:
        """Close the file and give it its name."""
        if self._held:
            self._flush()
        self._writer.close()
        self._temporary.replace(self._path)

    def drop(self) -> None:
        """Leave nothing behind."""
        self._writer.close()
        self._temporary.unlink(missing_ok=True)


def _temporary(path: Path) -> Path:
    """Name a file that no other process, on this machine or another, is writing."""
    return path.with_name(f".{path.name}.{uuid4().hex}")


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
        temporary = _temporary(path)
        temporary.write_text(json.dumps(counts, sort_keys=True), "utf-8")
        temporary.replace(path)
