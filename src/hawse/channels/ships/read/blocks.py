"""Read a large CSV block by block, whole columns at a time.

A block is parsed by Arrow and read by ``form.columns``. What is unusual goes the slow way, which
is also the definition: single records by ``form.record``, a block that Arrow and Python's csv
might take differently (torn records, stray quotes, bytes that are no UTF-8) record by record.
Both ways give the same rows, rejects and counts.
"""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import BinaryIO, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from hawse.channels.ships.read import rows as r
from hawse.channels.ships.read.form import Form, Mask, columns, record
from hawse.channels.ships.read.opened import MOST_LINE, first_line, joined
from hawse.channels.ships.read.tally import Tally
from hawse.channels.ships.tables import FEEDS
from hawse.core.source import Source
from hawse.core.tables import REJECTS

BLOCK: Final = 8 << 20


def rows(
    file: BinaryIO,
    source: Source,
    needed: frozenset[str] | tuple[frozenset[str], ...],
    given: tuple[Form, ...] | Callable[[Sequence[str]], tuple[Form, ...]],
    reader: str,
) -> r.Made:
    """Yield the rows that the forms make, rejects, and one row of feeds.

    ``needed`` are the columns without which there is nothing to read, or those of several eras.
    ``given`` are the forms, or what chooses them by the names of the file's columns.

    Raises:
        ReadError: a needed column is missing or there twice, or there is no record.
    """
    first, file = first_line(file)
    eras = needed if isinstance(needed, tuple) else (needed,)
    names = set(r.header(first))
    forms = given if isinstance(given, tuple) else given(sorted(names))
    era = next((era for era in eras if era <= names), eras[0])
    head = r.headed(first, source, era, _used(forms, sorted(names)))
    tally = Tally(source, reader)
    turn = partial(record, forms)
    tables = {form.table.name: form.table for form in forms}
    plain = len(set(head.names)) == len(head.names)
    for block in _blocks(file):
        parsed = _parsed(block, head) if plain and isinstance(block, bytes) else None
        if parsed is not None and isinstance(block, bytes):
            yield from _quick(parsed, block, head, forms, turn, tally)
        else:
            rest = io.BytesIO(block) if isinstance(block, bytes) else block
            yield from r.turned(rest, head, turn, tables, tally)
    yield FEEDS.name, tally.feed()


def _blocks(file: BinaryIO) -> Iterator[bytes | BinaryIO]:
    """Cut a file into blocks of whole lines; then give what is left, which ends no line."""
    held = b""
    while more := file.read(BLOCK):
        held += more
        cut = held.rfind(b"\n") + 1
        if not cut:
            break
        yield held[:cut]
        held = held[cut:]
    yield joined(held, file)


def _one_record_a_line(block: bytes, ends: Mask, sign: str) -> bool:
    """Say whether quotes stand at the edges of cells and every line closes those it opens."""
    quotes = block.count(b'"')
    if not quotes:
        return True
    mark = sign.encode()
    edges = (b'"' + mark, mark + b'"', b'\n"', b'"\n', b'"\r\n')
    if quotes != sum(map(block.count, edges)) + block.startswith(b'"'):
        return False
    opened = np.cumsum(np.frombuffer(block, np.uint8) == ord('"'), dtype=np.int32)
    return not np.any(opened[ends] % 2)


def _ends(block: bytes) -> Mask:
    """Say where the lines of a block end."""
    return np.flatnonzero(np.frombuffer(block, np.uint8) == ord("\n"))


def _parsed(block: bytes, head: r.Head) -> pa.Table | None:
    """Give the cells of a block as texts; None where it should be read record by record."""
    ends = _ends(block)
    if b"\0" in block or block.count(b"\r") != block.count(b"\r\n"):
        return None
    if np.max(np.diff(ends, prepend=-1)) >= MOST_LINE:
        return None
    if not _one_record_a_line(block, ends, head.sign):
        return None
    try:
        parsed = pa_csv.read_csv(
            pa.BufferReader(block),
            pa_csv.ReadOptions(
                column_names=head.names, block_size=len(block) + 1, use_threads=False
            ),
            pa_csv.ParseOptions(delimiter=head.sign, ignore_empty_lines=False),
            pa_csv.ConvertOptions(
                column_types=dict.fromkeys(head.names, pa.string()),
                strings_can_be_null=False,
                quoted_strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:
        return None
    return parsed.combine_chunks() if parsed.num_rows == len(ends) else None


def _quick(  # noqa: PLR0917 - each argument is one thing of the file
    parsed: pa.Table,
    block: bytes,
    head: r.Head,
    forms: tuple[Form, ...],
    turn: r.Turn,
    tally: Tally,
) -> r.Made:
    """Make the rows of a parsed block."""
    count = parsed.num_rows
    cells = {n: pc.utf8_trim_whitespace(_one(parsed[n])) for n in _used(forms, head.names)}
    made = {form.table.name: columns(form, cells, count) for form in forms}
    left = np.logical_or.reduce([odd for _, _, odd in made.values()])
    slow = _left_over(block, left, head, turn, tally)
    lines = pa.array(np.arange(tally.read + 2, tally.read + 2 + count))
    tally.read += count
    tally.refused += len(slow.bad)
    tally.blank += slow.blank
    for form in forms:
        table, there, _ = made[form.table.name]
        table = _placed(table, lines, tally.source).filter(pa.array(there & ~left))
        if more := slow.rows.get(form.table.name):
            table = pa.concat_tables([table, form.table.rows(more)]).sort_by("line")
        if form.table.name == "positions":
            tally.untimed += table["sent_at"].null_count
        if table.num_rows:
            yield form.table.name, table.combine_chunks().to_batches()[0]
    if slow.bad:
        yield REJECTS.name, REJECTS.rows(slow.bad).combine_chunks().to_batches()[0]


def _used(forms: Iterable[Form], names: Iterable[str]) -> list[str]:
    wanted = {
        name
        for form in forms
        for name in (*form.where, *(form.place or ()), *(n for c in form.cells for n in c.of))
    }
    return [name for name in names if name in wanted]


def _one(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks == 1 else pa.concat_arrays(column.chunks)


def _placed(table: pa.Table, lines: pa.Array, source: Source) -> pa.Table:
    """Say of each row where it stands."""
    said = {
        "line": lines,
        "source_id": pa.repeat(pa.scalar(source.id, pa.string()), len(lines)),
        "synthetic": pa.repeat(pa.scalar(source.synthetic, pa.bool_()), len(lines)),
    }
    for name, values in said.items():
        at = table.schema.get_field_index(name)
        table = table.set_column(
            at, table.schema.field(at), values.cast(table.schema.field(at).type)
        )
    return table


def _left_over(block: bytes, left: Mask, head: r.Head, turn: r.Turn, tally: Tally) -> r.Turned:
    """Read what is unusual record by record."""
    slow = r.Turned()
    ends = _ends(block) if left.any() else left
    for place in np.flatnonzero(left).tolist():
        start = int(ends[place - 1]) + 1 if place else 0
        bare = block[start : int(ends[place])].decode("utf-8").rstrip("\r\n")
        line = r.celled(bare, head.sign)
        slow.add(tally.read + 2 + place, line, head, turn, tally.source)
    return slow
