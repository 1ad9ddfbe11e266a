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


def whole(given: Input, names: Sequence[str] | None = None) -> pa.Table:
    """Load an input that lies in the store, or of all its columns those that are named."""
    if isinstance(given, pa.Table):
        return given if names is None else given.select(names)
    if isinstance(given, RealFiles):
        return _without(whole(given.paths, names))
    return pa.concat_tables([_read(path, names) for path in given])


def _read(path: Path, names: Sequence[str] | None) -> pa.Table:
    with pq.ParquetFile(path) as file:
        return file.read(None if names is None else list(names))


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
