"""Puts the pieces that a step makes, bucket by bucket, in one order, without holding them all."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import pyarrow as pa

from hawse.engine.work import sorted_rows

ROWS: Final = 250_000
"""Rows that are put in order at once, and that are read ahead of all pieces together."""
FEWEST: Final = 64
"""Rows of one piece that are read at a time, at least."""


def in_order(
    made: Iterable[pa.Table], order: tuple[str, ...], count: int, folder: Path, rows: int = ROWS
) -> Iterator[pa.Table]:
    """Give pieces, each in its order, as one sequence in that order.

    Each piece is written under ``folder``, and all are read again side by side: those rows whose
    first key lies below the next of some keys taken from among them, and so on. ``count`` is how
    many pieces are to be expected. Rows of equal keys stay in the order of their pieces.
    """
    each = max(FEWEST, rows // max(1, count))
    folder = folder / uuid4().hex
    folder.mkdir(parents=True)
    try:
        keys: list[Any] = []
        paths = []
        for number, piece in enumerate(made):
            paths.append(folder / f"{number}.arrow")
            keys += _written(piece, order[0], each, paths[-1])
        cuts = sorted(set(sorted(keys)[rows // each :: max(1, rows // each)]))
        with ExitStack() as stack:
            yield from _merged([_Piece(path, order[0], stack) for path in paths], cuts, order)
    finally:
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()


def _written(piece: pa.Table, key: str, each: int, path: Path) -> list[Any]:
    """Write a piece some rows at a time; gives the key with which each of those begins."""
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_stream(file, piece.schema) as writer:
        writer.write_table(piece.combine_chunks(), max_chunksize=each)
    begins = range(0, piece.num_rows, each)
    keys = (piece[key][n].as_py() for n in begins)
    return [k for k in keys if k is not None and k == k]  # noqa: PLR0124 - what is no number is last, and cuts nothing


class _Piece:
    """One written piece, read from its beginning as far as is asked for."""

    def __init__(self, path: Path, key: str, stack: ExitStack) -> None:
        file = stack.enter_context(pa.OSFile(str(path), "rb"))
        self._reader = stack.enter_context(pa.ipc.open_stream(file))
        self._key = key
        self._rest = self._reader.schema.empty_table()
        self._ended = False

    def below(self, cut: Any) -> pa.Table:  # noqa: ANN401 - a key of any type
        """Give the next rows whose key is below ``cut``; None is for all that are left."""
        taken = [self._rest]
        while not self._ended and (cut is None or not self._reaches(taken[-1], cut)):
            try:
                taken.append(pa.Table.from_batches([self._reader.read_next_batch()]))
            except StopIteration:
                self._ended = True
        last = taken.pop()
        at = last.num_rows if cut is None else self._place(last, cut)
        self._rest = last.slice(at)
        return pa.concat_tables([*taken, last.slice(0, at)])

    def _reaches(self, rows: pa.Table, cut: Any) -> bool:  # noqa: ANN401 - a key of any type
        if not rows.num_rows:
            return False
        key = rows[self._key][-1].as_py()
        return key is None or key >= cut

    def _place(self, rows: pa.Table, cut: Any) -> int:  # noqa: ANN401 - a key of any type
        """Give how many rows, which are in order and nulls last, have a key below ``cut``."""
        keys = rows[self._key]
        told = rows.num_rows - keys.null_count
        return bisect_left(range(told), cut, key=lambda n: keys[n].as_py())


def _merged(pieces: list[_Piece], cuts: list[Any], order: tuple[str, ...]) -> Iterator[pa.Table]:
    for cut in [*cuts, None]:
        rows = pa.concat_tables([piece.below(cut) for piece in pieces]) if pieces else None
        if rows is not None and rows.num_rows:
            yield sorted_rows(rows, order)
