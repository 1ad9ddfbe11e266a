"""Rows that are kept as columns and given as plain dicts: a million of them fit in memory."""

from collections.abc import Iterator, Sequence
from typing import Any, overload

import pyarrow as pa

Row = dict[str, Any]
_AT_ONCE = 10_000


class Rows(Sequence[Row]):
    """The rows of a table, each made a dict when it is asked for; equal to a list of them."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table

    def __len__(self) -> int:
        """Give the number of rows."""
        return int(self.table.num_rows)

    def __iter__(self) -> Iterator[Row]:
        """Give the rows one by one, no more than some thousands of them as dicts at once."""
        for start in range(0, len(self), _AT_ONCE):
            yield from self.table.slice(start, _AT_ONCE).to_pylist()

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        """Give one row, or some as a list."""
        places = range(len(self))[at]
        if isinstance(places, int):
            row: Row = self.table.slice(places, 1).to_pylist()[0]
            return row
        return list(self.table.take(pa.array(places, pa.int64())).to_pylist())

    def __eq__(self, other: object) -> bool:
        """Compare with rows of any kind."""
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment] # rows may change hands, and are no key

    def __repr__(self) -> str:
        """Show the rows as a list would."""
        return repr(list(self))
