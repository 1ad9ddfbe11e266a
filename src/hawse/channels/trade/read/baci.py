"""Read CEPII's BACI: one CSV a year, columns t, i, j, k, v, q.

That is year, exporter, importer, HS code of six digits, thousand USD, tonnes.

BACI reconciles the two reports of a flow into one value without freight: it is neither reporter's
own, so that its rows name CEPII as their speaker and are marked as estimated. Whole blocks are
read at once where every line has six cells; a block that has other lines is read line by line, so
that each bad line is a reject with its place. A last line without an end may have lost digits and
is a reject.
"""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from hawse.channels.trade.tables import CUSTOMS_ROWS
from hawse.core.channel import Reader
from hawse.core.errors import ReadError
from hawse.core.source import Source
from hawse.core.tables import REJECTS

COLUMNS: Final = ("t", "i", "j", "k", "v", "q")
SAID: Final = "CEPII (BACI)"
_BLOCK: Final = 4 << 20
_LONGEST: Final = 1 << 16
_RAW: Final = 500
_NUMBER: Final = (  # below 10^12, in either way of writing: no flow is larger
    r"^(\d{1,12}(\.\d{1,12})?|\d(\.\d{1,12})?[eE](\+?(0?\d|1[01])|-\d{1,2}))$"
)
_FORMS: Final = {"t": r"^(19|20|21)\d\d$", "i": r"^\d{1,3}$", "j": r"^\d{1,3}$", "k": r"^\d{5,6}$"}
_WHY: Final = {
    "t": "t is no year between 1900 and 2199",
    "i": "i is no country code",
    "j": "j is no country code",
    "k": "k is no HS code of six digits",
    "v": "v is no amount in thousand USD",
    "q": "q is neither a quantity in tonnes nor empty",
}


def accepts(path: Path, head: bytes) -> bool:  # noqa: ARG001 - the seam passes the name; the header decides
    """Say whether the first line names BACI's six columns and no other."""
    return _header(head.split(b"\n", 1)[0]) == COLUMNS


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield flows and rejects in batches; memory is that of one block.

    Raises:
        ReadError: the header is another one, or a line never ends.
    """
    header = file.readline(_LONGEST + 1)
    if _header(header) != COLUMNS:
        raise ReadError(source.path, "line 1", f"{header[:80]!r}", f"the columns {COLUMNS}")
    number, rest = 2, b""
    while data := file.read(_BLOCK):
        cut = data.rfind(b"\n") + 1
        if not cut and len(rest) + len(data) > _LONGEST:
            raise ReadError(
                source.path, f"line {number}", "a line without an end", "one flow a line"
            )
        block, rest = rest + data[:cut], data[cut:] if cut else rest + data
        if block:
            lines = block.count(b"\n")
            yield from _block(block, number, lines, source)
            number += lines
    if rest.strip():
        yield _rejects([(number, "the line has no end; is the file cut off?", rest)], source)


def _header(line: bytes) -> tuple[str, ...]:
    text = line.decode("utf-8", "replace").lstrip("\ufeff")
    return tuple(cell.strip().strip('"').lower() for cell in text.strip().split(","))


def _block(
    block: bytes, first: int, lines: int, source: Source
) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Read a block of whole lines at once, or line by line where one of them is odd."""
    try:
        table = _cells(block)
        whole = table.num_rows == lines and not pc.any(pc.equal(table["t"], "")).as_py()
    except pa.ArrowException:
        whole = False
    if whole:
        numbers = pa.array(range(first, first + lines), pa.int64())
        yield from _checked(table, numbers, source)
        return
    good, kept, bad = [], [], []
    for number, line in enumerate(block.split(b"\n")[:lines], start=first):
        text = line.decode("utf-8", "replace")
        if not text.strip():
            continue
        cells = [cell.strip().strip('"') for cell in text.split(",")]
        if len(cells) == len(COLUMNS) and "\ufffd" not in text and '"' not in "".join(cells):
            good.append(cells)
            kept.append(number)
        else:
            bad.append((number, f"{len(cells)} cells where BACI has {len(COLUMNS)}", line))
    if good:
        columns = [pa.array(c, pa.string()) for c in zip(*good, strict=True)]
        made = pa.table(dict(zip(COLUMNS, columns, strict=True)))
        yield from _checked(made, pa.array(kept, pa.int64()), source)
    if bad:
        yield _rejects(bad, source)


def _cells(block: bytes) -> pa.Table:
    return csv.read_csv(
        io.BytesIO(block),
        read_options=csv.ReadOptions(
            column_names=list(COLUMNS), use_threads=False, block_size=_BLOCK * 4
        ),
        parse_options=csv.ParseOptions(newlines_in_values=False, ignore_empty_lines=False),
        convert_options=csv.ConvertOptions(
            column_types=dict.fromkeys(COLUMNS, pa.string()), strings_can_be_null=False
        ),
    )


def _checked(
    cells: pa.Table, numbers: pa.Array, source: Source
) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Keep the lines whose cells have the form of their column; the others are rejects."""
    columns = {c: pc.utf8_trim_whitespace(cells[c].combine_chunks()) for c in COLUMNS}
    empty = pc.is_in(columns["q"], value_set=pa.array(["", "NA"]))
    fits = {c: pc.match_substring_regex(columns[c], form) for c, form in _FORMS.items()}
    fits["v"] = pc.match_substring_regex(columns["v"], _NUMBER)
    fits["q"] = pc.or_(empty, pc.match_substring_regex(columns["q"], _NUMBER))
    fine = fits["t"]
    for c in COLUMNS[1:]:
        fine = pc.and_(fine, fits[c])
    if pc.all(fine, min_count=0).as_py():
        yield "customs_rows", _flows(columns, empty, numbers, source)
        return
    kept = {c: columns[c].filter(fine) for c in COLUMNS}
    if len(kept["t"]):
        yield "customs_rows", _flows(kept, empty.filter(fine), numbers.filter(fine), source)
    bad = []
    for n in pc.indices_nonzero(pc.invert(fine)).to_pylist():
        why = next(_WHY[c] for c in COLUMNS if not fits[c][n].as_py())
        raw = ",".join(columns[c][n].as_py() for c in COLUMNS)
        bad.append((numbers[n].as_py(), why, raw.encode()))
    yield _rejects(bad, source)


def _flows(
    cells: dict[str, pa.Array], empty: pa.Array, numbers: pa.Array, source: Source
) -> pa.RecordBatch:
    count = len(numbers)

    def same(value: object, kind: pa.DataType) -> pa.Array:
        return pa.repeat(pa.scalar(value, kind), count)

    years = pc.unique(cells["t"]).to_pylist()
    starts = pa.array([datetime(int(y), 1, 1, tzinfo=UTC) for y in years], _kind("period_start"))
    ends = pa.array([datetime(int(y) + 1, 1, 1, tzinfo=UTC) for y in years], _kind("period_end"))
    at = pc.index_in(cells["t"], value_set=pa.array(years))
    tonnes = pc.if_else(empty, pa.scalar(None, pa.string()), cells["q"])
    made = {
        "reporter_code": pc.cast(cells["i"], pa.int64()),
        "partner_code": pc.cast(cells["j"], pa.int64()),
        "flow": same("export", pa.string()),
        "product": pc.utf8_lpad(cells["k"], 6, "0"),
        "value": pc.multiply(pc.cast(cells["v"], pa.float64()), 1000.0),
        "currency": same("USD", pa.string()),
        "valuation": same("fob", pa.string()),
        "net_kg": pc.multiply(pc.cast(tonnes, pa.float64()), 1000.0),
        "part": same(value=False, kind=pa.bool_()),
        "estimated": same(value=True, kind=pa.bool_()),
        "said_by": same(SAID, pa.string()),
        "period_start": starts.take(at),
        "period_end": ends.take(at),
        "period_grain": same("year", pa.string()),
        "source_id": same(source.id, pa.string()),
        "locator": pc.binary_join_element_wise("line", pc.cast(numbers, pa.string()), " "),
        "synthetic": same(source.synthetic, pa.bool_()),
    }
    schema = CUSTOMS_ROWS.schema
    arrays = [made.get(f.name, pa.nulls(count, f.type)).cast(f.type) for f in schema]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _kind(name: str) -> pa.DataType:
    return CUSTOMS_ROWS.schema.field(name).type


def _rejects(bad: list[tuple[int, str, bytes]], source: Source) -> tuple[str, pa.RecordBatch]:
    table = REJECTS.rows(
        [
            {
                "source_id": source.id,
                "locator": f"line {number}",
                "reason": why,
                "raw": raw.decode("utf-8", "replace").strip()[:_RAW],
            }
            for number, why, raw in bad
        ]
    )
    return "rejects", table.combine_chunks().to_batches()[0]


READER: Final = Reader(
    "baci", version=2, makes=("customs_rows", "rejects"), accepts=accepts, rows=rows
)
