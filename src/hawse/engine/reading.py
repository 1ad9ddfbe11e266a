"""Reading one file: the unit of work of every engine, and of resuming after a kill."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Final

import pyarrow as pa

from hawse.core.channel import Facts, Reader
from hawse.core.errors import HawseError, ReadError, SourceError
from hawse.core.source import Source
from hawse.core.table import Table
from hawse.core.version import VERSION
from hawse.engine.files import head_of, open_source
from hawse.engine.store import Part, PartWriter, Store, digest_of

RAW: Final = 500


@dataclass(frozen=True)
class Reading:
    """One file to be read: by which reader, as which source, into which tables."""

    reader: Reader
    source: Source
    path: Path
    tables: Mapping[str, Table]

    @property
    def digest(self) -> str:
        """What the file's parts are named by: its bytes, its reader, what the reader is told."""
        s = self.source
        told = (
            s.title,
            s.publisher,
            s.url,
            s.retrieved_at,
            s.published_at,
            s.family,
            s.synthetic,
            s.path,
        )
        return digest_of(
            "read",
            s.id,
            self.reader.name,
            self.reader.version,
            [str(v) for v in told],
            VERSION,
        )


def read(job: Reading, store: Store) -> tuple[Source, dict[str, Part]]:
    """Read one file into the store, or find that it was read before.

    Memory is that of one batch a table. Gives the source with its counts, and the parts made.

    Raises:
        ReadError: the file is not what the reader takes it for.
        SourceError: it cannot be opened.
    """
    digest = job.digest
    if (counts := store.note(digest)) is None:
        counts = _read(job, store, digest)
        store.write_note(digest, counts)
    parts = {name: part for name in counts if (part := store.part(name, digest)) is not None}
    rows = sum(n for name, n in counts.items() if name != "rejects")
    return replace(job.source, rows_read=rows, rows_rejected=counts.get("rejects", 0)), parts


def _read(job: Reading, store: Store, digest: str) -> dict[str, int]:
    with ExitStack() as stack:
        file = stack.enter_context(open_source(job.path))
        writers: dict[str, PartWriter] = {}
        try:
            for name, batch in job.reader.rows(file, job.source):
                if name not in job.reader.makes or name not in job.tables:
                    raise ReadError(
                        job.source.path,
                        "its reader",
                        f"rows for {name}",
                        f"one of {job.reader.makes}",
                    )
                if name not in writers:
                    writers[name] = stack.enter_context(
                        store.writing(name, digest, job.tables[name].schema)
                    )
                writers[name].write(batch)
        except HawseError:
            raise
        except (ValueError, KeyError, IndexError, EOFError, OSError, pa.ArrowException) as why:
            found = f"what {job.reader.name} cannot read ({type(why).__name__}: {why})"
            raise ReadError(
                job.source.path,
                "its contents",
                found,
                "a file of that format; name another reader if it is one",
            ) from why
    return {name: writer.rows for name, writer in writers.items()}


def choose(
    readers: Iterable[tuple[str, Reader]], path: Path, shown: str, wanted: str | None = None
) -> tuple[str, Reader]:
    """Give the channel and the reader that takes a file: the one named, or the only one accepting.

    Raises:
        SourceError: no reader takes the file, or several do; the message names them.
    """
    every = tuple(readers)
    if wanted is not None:
        if found := [pair for pair in every if pair[1].name == wanted]:
            return found[0]
        raise SourceError(
            f"{shown}: there is no reader {wanted!r}; there are {sorted(r.name for _, r in every)}"
        )
    head = head_of(path)
    if not head:
        raise SourceError(
            f"{shown}: found an empty file, wanted rows; fetch it again or take it out of the case"
        )
    accepting = [pair for pair in every if pair[1].accepts(path, head)]
    taking = [pair for pair in accepting if not pair[1].fallback] or accepting
    if not taking:
        names = sorted(r.name for _, r in every)
        raise SourceError(
            f"{shown}: no reader takes it, it begins with {_shown(head)}; there are readers for "
            f'{names}; if it is one of these, name it with reader = "..."'
        )
    if len(taking) > 1:
        raise SourceError(
            f'{shown}: taken by {[r.name for _, r in taking]}; say which with reader = "..."'
        )
    return taking[0]


def _shown(head: bytes) -> str:
    return repr(head[:40].decode("utf-8", "replace"))


def reject(source: Source, rows: Iterable[tuple[str, str, str]]) -> pa.RecordBatch:
    """Make a batch of rejects from (locator, reason, raw)."""
    rows = list(rows)
    return pa.RecordBatch.from_pydict(
        {
            "source_id": [source.id] * len(rows),
            "locator": [r[0] for r in rows],
            "reason": [r[1] for r in rows],
            "raw": [r[2][:RAW] for r in rows],
        },
        schema=pa.schema([(n, pa.string()) for n in ("source_id", "locator", "reason", "raw")]),
    )


def facts_reader(facts: Facts, table: Table) -> Reader:
    """Make the reader of a facts file: a CSV whose header names the table's columns."""

    def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
        wanted = [c for c in table.columns if c.name not in {"source_id", "locator", "synthetic"}]
        names = [c.name for c in wanted]
        lines = csv.reader(io.TextIOWrapper(file, "utf-8", newline=""))
        if (header := next(lines, None)) != names:
            raise ReadError(source.path, "line 1", f"columns {header}", f"{names}")
        texts = list(lines)
        for n, line in enumerate(texts, start=2):
            if len(line) != len(names):
                found = f"{len(line)} cells"
                raise ReadError(source.path, f"line {n}", found, f"{len(names)}, as in the header")
        made: dict[str, pa.Array] = {
            c.name: _typed([line[n] or None for line in texts], c.type, source, c.name)
            for n, c in enumerate(wanted)
        }
        count = len(texts)
        made |= {
            "source_id": pa.array([source.id] * count, pa.string()),
            "locator": pa.array([f"line {n}" for n in range(2, count + 2)], pa.string()),
            "synthetic": pa.array([source.synthetic] * count, pa.bool_()),
        }
        yield (
            table.name,
            pa.RecordBatch.from_arrays([made[n] for n in table.names], schema=table.schema),
        )

    return Reader(f"facts_{facts.path.stem}", 1, (table.name,), lambda _path, _head: False, rows)


def _typed(texts: list[str | None], kind: pa.DataType, source: Source, column: str) -> pa.Array:
    if pa.types.is_list(kind):
        return pa.array(
            [None if t is None else [p.strip() for p in t.split(";")] for t in texts], kind
        )
    try:
        return pa.array(texts, pa.string()).cast(kind)
    except pa.ArrowInvalid as why:
        raise ReadError(
            source.path, f"column {column}", str(why), f"values of type {kind}"
        ) from why
