"""Read a large CSV block by block, whole columns at a time.

A block is parsed by Arrow and read by ``form.columns``. What is unusual goes the slow way, which
is also the definition: single records by ``form.record``, a block that Arrow and Python's csv
might take differently (short records, stray quotes, bytes that are no UTF-8) record by record.
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
from hawse.channels.ships.tables import FEEDS
from hawse.core.source import Source
from hawse.core.tables import REJECTS

BLOCK: Final = 8 << 20


def rows(
    file: BinaryIO,
    source: Source,
    needed: frozenset[str],
    given: tuple[Form, ...] | Callable[[Sequence[str]], tuple[Form, ...]],
    reader: str,
) -> r.Made:
    """Yield the rows that the forms make, rejects, and one row of feeds.

    ``given`` are the forms, or what chooses them by the names of the file's columns.

    Raises:
        ReadError: a needed column is missing, the text is no CSV, or there is no record.
    """
    first, file = r.first_line(file)
    head = r.headed(first, source, needed)
    forms = given if isinstance(given, tuple) else given(head.names)
    tally = r.Tally(source, reader)
    turn = partial(record, forms)
    tables = {form.table.name: form.table for form in forms}
    for block, simple in _blocks(file, head):
        parsed = _parsed(block.read(), head) if simple else None
        if parsed is not None:
            yield from _quick(parsed, head, forms, turn, tally)
        else:
            yield from r.turned(_again(block), head, turn, tables, tally)
    yield FEEDS.name, tally.feed()


def _again(block: BinaryIO) -> BinaryIO:
    """Give a block from its beginning; what is left of a file was not read yet."""
    if isinstance(block, io.BytesIO):
        block.seek(0)
    return block


def _blocks(file: BinaryIO, head: r.Head) -> Iterator[tuple[BinaryIO, bool]]:
    """Cut a file into blocks of whole records while a record is a line; then give the rest."""
    held = b""
    plain = len(set(head.names)) == len(head.names)
    while plain and (more := file.read(BLOCK)):
        held += more
        cut = held.rfind(b"\n") + 1
        plain = bool(cut) and _one_record_a_line(held[:cut], head.sign)
        if plain:
            yield io.BytesIO(held[:cut]), True
            held = held[cut:]
    yield r.joined(held, file), False


def _one_record_a_line(block: bytes, sign: str) -> bool:
    """Say whether quotes stand at the edges of cells and every line closes those it opens."""
    quotes = block.count(b'"')
    if not quotes:
        return True
    mark = sign.encode()
    edges = (b'"' + mark, mark + b'"', b'\n"', b'"\n', b'"\r\n')
    if quotes != sum(map(block.count, edges)) + block.startswith(b'"'):
        return False
    text = np.frombuffer(block, np.uint8)
    opened = np.cumsum(text == ord('"'), dtype=np.int32)
    return not np.any(opened[text == ord("\n")] % 2)


def _parsed(block: bytes, head: r.Head) -> pa.Table | None:
    """Give the cells of a block as texts; None where it should be read record by record."""
    blank = (b"\n\n", b"\n\r\n")  # Arrow makes a record of empty cells of a line without any
    if b"\0" in block or block.count(b"\r") != block.count(b"\r\n"):
        return None
    if block[:1] in {b"\n", b"\r"} or any(one in block for one in blank):
        return None
    try:
        return pa_csv.read_csv(
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
        ).combine_chunks()
    except pa.ArrowInvalid:
        return None


def _quick(
    parsed: pa.Table, head: r.Head, forms: tuple[Form, ...], turn: r.Turn, tally: r.Tally
) -> r.Made:
    """Make the rows of a parsed block."""
    count = parsed.num_rows
    cells = {n: pc.utf8_trim_whitespace(_one(parsed[n])) for n in _used(forms, head.names)}
    made = {form.table.name: columns(form, cells, count) for form in forms}
    left = np.logical_or.reduce([odd for _, _, odd in made.values()])
    slow = _left_over(parsed, left, head, turn, tally)
    lines = pa.array(np.arange(tally.read + 2, tally.read + 2 + count))
    tally.read += count
    tally.refused += len(slow.bad)
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


def _left_over(
    parsed: pa.Table, left: Mask, head: r.Head, turn: r.Turn, tally: r.Tally
) -> r.Turned:
    """Read what is unusual record by record."""
    slow = r.Turned()
    places = np.flatnonzero(left)
    records = parsed.take(pa.array(places, pa.int64())).to_pylist()
    for place, line in zip(places.tolist(), records, strict=True):
        cells = [line[name] for name in head.names]
        slow.add(tally.read + 2 + place, cells, head, turn, tally.source)
    return slow
