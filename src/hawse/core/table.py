"""A table and its columns: the data dictionary that code, documents and contracts share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

UTC = pa.timestamp("us", tz="UTC")
EVIDENCE_ITEM = pa.struct(
    [
        pa.field("source_id", pa.string()),
        pa.field("locator", pa.string()),
        pa.field("quote", pa.string()),
        pa.field("values", pa.string()),
    ]
)
MOST_EVIDENCE = 16


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, type, unit and meaning.

    ``unit`` is ``-`` where the value has none. ``decimals`` is the number of decimals a double is
    rounded to in the ledger, so that the last bits of a sum never change an id.
    """

    name: str
    type: pa.DataType
    unit: str
    meaning: str
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A named, typed table.

    ``order`` names the columns by which its rows are stored; empty where order carries no meaning
    and the rows are too many to sort for nothing.
    """

    name: str
    columns: tuple[Column, ...]
    order: tuple[str, ...] = ()

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema, columns in the order they are declared."""
        return pa.schema([pa.field(c.name, c.type) for c in self.columns])

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(c.name for c in self.columns)

    def only(self, names: Sequence[str] | None) -> "Table":
        """Give the table with these of its columns, in its order; whole where none are said."""
        if names is None:
            return self
        return replace(self, columns=tuple(c for c in self.columns if c.name in names))

    def empty(self) -> pa.Table:
        """Give the table with no rows: every declared table exists."""
        return self.schema.empty_table()

    def rows(self, rows: Sequence[Mapping[str, object]]) -> pa.Table:
        """Make an Arrow table of plain rows; a key left out is null, an unknown key is an error.

        Raises:
            KeyError: a row has a key that is no column of this table.
        """
        known = set(self.names)
        for row in rows:
            if extra := set(row) - known:
                raise KeyError(
                    f"{self.name} has no column {sorted(extra)}; it has {sorted(known)}"
                )
        return pa.Table.from_pylist([dict(row) for row in rows], schema=self.schema)
