"""SQLite: the whole ledger in one file, with its dictionary as a table; opens in Datasette."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pyarrow as pa

from hawse.export.kept import columns, tables
from hawse.export.plain import cell
from hawse.ledger.store import Ledger

ABOUT: Final = (
    "`ledger.sqlite` holds every table, and `columns` with the meaning of each column. Lists are\n"
    "JSON texts (`json_each` takes them apart), instants ISO 8601 texts, truths 1 and 0."
)
NAME: Final = "ledger.sqlite"
DICTIONARY: Final = """create table columns
("table" text, "column" text, type text, unit text, meaning text)"""


def files(ledger: Ledger) -> Iterator[tuple[str, bytes]]:
    """Give name and bytes of the one file."""
    with TemporaryDirectory(prefix="hawse-") as folder:
        path = Path(folder) / NAME
        _write(path, ledger)
        yield NAME, path.read_bytes()


def _write(path: Path, ledger: Ledger) -> None:
    """Write all tables; what rows are looked up by has an index."""
    into = sqlite3.connect(path, isolation_level=None)
    try:
        into.execute("pragma journal_mode = off")
        into.execute("begin")
        meanings = []
        for name, table in tables(ledger):
            own = columns(name)
            typed = ", ".join(f'"{c.name}" {_type(c.type)}' for c in own)
            into.execute(f'create table "{name}" ({typed})')
            for c in own:
                if c.name in {"id", "key", "source_id"}:
                    into.execute(f'create index "{name}_{c.name}" on "{name}" ("{c.name}")')
            holes = ", ".join("?" * len(own))
            rows = ([cell(v) for v in r.values()] for r in table.to_pylist())
            into.executemany(f'insert into "{name}" values ({holes})', rows)  # noqa: S608 - our own names
            meanings += [(name, c.name, str(c.type), c.unit, c.meaning) for c in own]
        into.execute(DICTIONARY)
        into.executemany("insert into columns values (?, ?, ?, ?, ?)", meanings)
        into.execute("commit")
    finally:
        into.close()


def _type(kind: pa.DataType) -> str:
    """Say how SQLite calls a column's type."""
    if pa.types.is_boolean(kind) or pa.types.is_integer(kind):
        return "integer"
    return "real" if pa.types.is_floating(kind) else "text"
