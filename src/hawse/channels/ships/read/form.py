"""The form of a CSV: which cells of a record make which column of which table.

One form serves two ways of reading. ``record`` makes the rows of one record: it is the
definition, and what refuses a record with its reason. ``columns`` makes the rows of many at once:
each distinct text of a column is read once by the same function, and whatever that function
refuses is left to ``record``. A property test holds the two together.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hawse.channels.ships.read import rows as r
from hawse.core.table import Table

PLAIN: Final = r"^-?[0-9]{1,9}(\.[0-9]{1,12})?$"
"""A number that is written out: what Arrow and Python read alike."""
Mask = np.ndarray


@dataclass(frozen=True, slots=True)
class Cell:
    """One column: its name, how a text is read (ValueError refuses it), and where the text stands.

    Of several columns of the file, the first that is not empty counts.
    """

    name: str
    take: Callable[[str | None], object]
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """The rows of one table: their cells, their place, and whether a record has such a row.

    ``place`` names the columns of latitude and longitude. With ``where``, a record makes a row
    only if one of those columns says something.
    """

    table: Table
    cells: tuple[Cell, ...]
    place: tuple[str, str] | None = None
    where: tuple[str, ...] = ()


def record(forms: tuple[Form, ...], line: Mapping[str, str]) -> dict[str, r.Row]:
    """Turn one record into its rows by table.

    Raises:
        ValueError: a cell cannot be what it should be; says what is wrong with it.
    """
    made: dict[str, r.Row] = {}
    for form in forms:
        if form.where and not any(r.said(line.get(name)) for name in form.where):
            continue
        row: r.Row = {}
        if form.place is not None:
            row["lat"], row["lon"] = r.place(*(line.get(name) for name in form.place))
        for cell in form.cells:
            row[cell.name] = cell.take(_text(line, cell.of))
        made[form.table.name] = row
    return made


def _text(line: Mapping[str, str], of: tuple[str, ...]) -> str | None:
    return next((text for text in map(line.get, of) if text), None)


def columns(form: Form, cells: Mapping[str, pa.Array], count: int) -> tuple[pa.Table, Mask, Mask]:
    """Make the rows of ``count`` records: (rows, which of them there are, which are left over).

    ``cells`` holds the records' texts by column, trimmed. A record that is left over holds
    something that is refused or unusual: ``record`` says what comes of it.
    """
    there = np.ones(count, bool)
    if form.where:
        there = np.zeros(count, bool)
        for name in form.where:
            there |= _speaks(cells.get(name), count)
    left = np.zeros(count, bool)
    made: dict[str, pa.Array] = {}
    if form.place is not None:
        made["lat"], made["lon"], odd = _places(*(cells[n] for n in form.place))
        left |= odd
    for cell in form.cells:
        type_ = form.table.schema.field(cell.name).type
        made[cell.name], odd = _each(cell, type_, cells, count)
        left |= odd
    schema = form.table.schema
    arrays = [made[f.name] if f.name in made else pa.nulls(count, f.type) for f in schema]
    return pa.Table.from_arrays(arrays, schema=schema), there, left & there


def _speaks(texts: pa.Array | None, count: int) -> Mask:
    """Say which texts say something."""
    if texts is None:
        return np.zeros(count, bool)
    coded = texts.dictionary_encode()
    says = np.array([r.said(one) is not None for one in coded.dictionary.to_pylist()], bool)
    return says[coded.indices.to_numpy()] if len(says) else np.zeros(count, bool)


def _each(
    cell: Cell, type_: pa.DataType, cells: Mapping[str, pa.Array], count: int
) -> tuple[pa.Array, Mask]:
    """Read every distinct text of a column once; say which records hold one that is refused."""
    texts = [cells[name] for name in cell.of if name in cells]
    if not texts:
        return pa.array([cell.take(None)] * count, type_), np.zeros(count, bool)
    coded = _first(texts).dictionary_encode()
    values: list[object] = []
    refused: list[bool] = []
    for text in coded.dictionary.to_pylist():
        try:
            values.append(cell.take(text or None))
            refused.append(False)
        except (ValueError, OverflowError):
            values.append(None)
            refused.append(True)
    return pa.array(values, type_).take(coded.indices), np.array(refused)[coded.indices.to_numpy()]


def _first(texts: list[pa.Array]) -> pa.Array:
    """Give, record by record, the first text that is not empty."""
    first = texts[0]
    for other in texts[1:]:
        first = pc.if_else(pc.equal(first, ""), other, first)
    return first


def _places(lat: pa.Array, lon: pa.Array) -> tuple[pa.Array, pa.Array, Mask]:
    """Give latitudes and longitudes; what is no written-out place on Earth is left over."""
    plain = pc.and_(pc.match_substring_regex(lat, PLAIN), pc.match_substring_regex(lon, PLAIN))
    north = pc.if_else(plain, lat, None).cast(pa.float64())
    east = pc.if_else(plain, lon, None).cast(pa.float64())
    silent = pc.or_(pc.equal(north, r.LAT_NONE), pc.equal(east, r.LON_NONE))
    there = pc.and_(pc.less_equal(pc.abs(north), r.NORTH), pc.less_equal(pc.abs(east), r.EAST))
    odd = pc.invert(pc.fill_null(pc.or_(there, silent), fill_value=False))
    nowhere = pc.fill_null(silent, fill_value=True)
    return (
        pc.if_else(nowhere, None, north),
        pc.if_else(nowhere, None, east),
        odd.to_numpy(zero_copy_only=False),
    )
