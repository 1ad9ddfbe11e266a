"""Made-up rows kept apart: no real row is ever made with the help of a synthetic one.

A step whose inputs hold synthetic rows runs twice: on the real rows alone, which gives the real
rows of its result, and on all of them, of which only the rows marked synthetic are kept. So a
planted row can add marked rows; it can neither change, nor take away, nor slip into a real one
(design, section 5, rule 3). A step whose inputs are all real, or whose result has no column
``synthetic``, runs once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hawse.core.parquet import batches

Where: TypeAlias = tuple[str, tuple[str, ...]]
"""A column of text and the values of the rows that count."""
AT_ONCE: Final = 32_768
"""Rows that are read at once where some of them count."""
FEW_BYTES: Final = 4
"""A column of text that takes less than this in a row of a file says the same over and over."""
MARK: Final = "synthetic"
REAL: Final = " where not coalesce(synthetic, false)"


@dataclass(frozen=True, slots=True)
class RealFiles:
    """Files of which only the rows that are not synthetic count."""

    paths: tuple[Path, ...]


Input: TypeAlias = "pa.Table | tuple[Path, ...] | RealFiles"


def mixed(result: pa.Schema, inputs: Mapping[str, Input]) -> bool:
    """Say whether a step must run twice: its result is marked, and an input holds marked rows."""
    return MARK in result.names and any(_made_up(given) for given in inputs.values())


def real_only(inputs: Mapping[str, Input]) -> dict[str, Input]:
    """Give the inputs without their synthetic rows."""
    return {name: _real(given) for name, given in inputs.items()}


def made_up_only(rows: pa.Table) -> pa.Table:
    """Give the rows that are marked synthetic."""
    return rows.filter(pc.fill_null(rows[MARK], fill_value=False))


def whole(
    given: Input, names: Sequence[str] | None = None, where: Where | None = None
) -> pa.Table:
    """Load an input that lies in the store, or of all its columns those that are named.

    ``where`` says which rows count, by a column and its values: they are read some at a time, and
    the others are let go. Of texts that say the same over and over each value is then held once.
    """
    if isinstance(given, pa.Table):
        return _counting(given, where) if names is None else _counting(given, where).select(names)
    if isinstance(given, RealFiles):
        return _without(whole(given.paths, names, where))
    return pa.concat_tables([_read(path, names, where) for path in given])


def _read(path: Path, names: Sequence[str] | None, where: Where | None) -> pa.Table:
    taken = None if names is None else list(names)
    if where is None:
        with pq.ParquetFile(path) as file:
            return file.read(taken)
    with pq.ParquetFile(path, read_dictionary=sorted(repeated([pq.read_metadata(path)]))) as file:
        columns = file.schema_arrow.names if taken is None else taken
        some = batches(file, AT_ONCE, columns, threads=False)
        kept = [_counting(pa.Table.from_batches([rows]), where) for rows in some]
        pa.default_memory_pool().release_unused()  # as much again as is kept
        return pa.concat_tables(kept) if kept else file.read(taken)


def repeated(files: Sequence[pq.FileMetaData]) -> frozenset[str]:
    """Give the columns of text that say the same over and over, as the sizes in files tell."""
    names: set[str] = set()
    for file in files:
        names |= {f.name for f in file.schema.to_arrow_schema() if pa.types.is_string(f.type)}
    for group in (file.row_group(n) for file in files for n in range(file.num_row_groups)):
        for column in map(group.column, range(group.num_columns)):
            if column.total_uncompressed_size > group.num_rows * FEW_BYTES:
                names.discard(column.path_in_schema)
    return frozenset(names)


def _counting(rows: pa.Table, where: Where | None) -> pa.Table:
    if where is None:
        return rows
    column, values = where
    return rows.filter(pc.is_in(rows[column], value_set=pa.array(values, pa.string())))


def _real(given: Input) -> Input:
    if isinstance(given, pa.Table):
        return _without(given)
    if isinstance(given, RealFiles) or not _marked(given[0]):
        return given
    return RealFiles(given)


def _without(rows: pa.Table) -> pa.Table:
    if MARK not in rows.column_names:
        return rows
    return rows.filter(pc.invert(pc.fill_null(rows[MARK], fill_value=False)))


def _marked(path: Path) -> bool:
    return MARK in pq.read_schema(path).names


def _made_up(given: Input) -> bool:
    """Say whether an input holds a synthetic row; files tell it by their statistics."""
    if isinstance(given, RealFiles):
        return False
    if isinstance(given, pa.Table):
        return MARK in given.column_names and bool(pc.any(given[MARK]).as_py())
    return any(_made_up_file(path) for path in given)


def _made_up_file(path: Path) -> bool:
    file = pq.read_metadata(path)
    column = file.schema.to_arrow_schema().get_field_index(MARK)
    if column < 0:
        return False
    found = [
        file.row_group(n).column(_leaf(file, n)).statistics for n in range(file.num_row_groups)
    ]
    if all(s is not None and s.has_min_max for s in found):
        return any(s.max for s in found)
    return bool(pc.any(pq.read_table(path, columns=[MARK])[MARK]).as_py())


def _leaf(file: pq.FileMetaData, group: int) -> int:
    """Give the number of the mark's column among the leaves: lists and structs have several."""
    row = file.row_group(group)
    return next(n for n in range(row.num_columns) if row.column(n).path_in_schema == MARK)
