"""Read many months of AS relationships from one Parquet file.

Columns ``a``, ``b``, ``rel`` (-1: a provider of b; 0: peers) and ``months``, a bitmask: bit i
is the i-th month of the file. The first and the last month stand in the file's name
(``asrel_201701_201806.parquet``) or in its metadata (``base_month``, ``last_month``).
"""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hawse.channels.routes.read.places import places, rejects
from hawse.channels.routes.read.series import months_in, months_named, series_of
from hawse.channels.routes.tables import RELATIONS, SNAPSHOTS
from hawse.core.channel import Reader
from hawse.core.errors import ReadError
from hawse.core.parquet import batches
from hawse.core.source import Source

NEEDED: Final = ("a", "b", "rel", "months")
BATCH: Final = 65_536
MOST_AS: Final = 0xFFFFFFFF
MOST_MONTHS: Final = 63
NAMING: Final = (
    "the first and last month in the name (asrel_201701_201806.parquet) or in the metadata "
    "(base_month, last_month); rename the file"
)


def accepts(path: Path, head: bytes) -> bool:
    """Say whether this is Parquet with these columns' names near, or named as such a file."""
    del head
    return path.name.lower().startswith(("asrel", "as-rel", "as_rel")) and ".parquet" in path.name


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield ``relations`` and ``rejects`` in batches, then one row of ``snapshots`` a month.

    Raises:
        ReadError: this is no Parquet, a column is missing, or the months cannot be known.
    """
    try:
        yield from _rows(file, source)
    except (pa.ArrowException, OSError, EOFError) as why:
        raise ReadError(source.path, "its Parquet", f"damage ({why})", "a whole file") from why


def _rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    table = pq.ParquetFile(file if file.seekable() else io.BytesIO(file.read()))
    months = _months(table, source)
    types = {field.name: field.type for field in table.schema_arrow}
    if wrong := [n for n in NEEDED if n not in types or not pa.types.is_integer(types[n])]:
        found = f"columns {[f'{n} {t}' for n, t in types.items()]}"
        raise ReadError(source.path, "its schema", found, f"also whole numbers in {wrong}")
    series, first, counts = series_of(source), 1, np.zeros(len(months), np.int64)
    for batch in batches(table, BATCH, NEEDED):
        whole = np.flatnonzero(pc.fill_null(_sound(batch, len(months)), False))
        good = batch.take(pa.array(whole))
        mask = good["months"].cast(pa.int64()).to_numpy()
        counts += [(mask >> i & 1).sum() for i in range(len(months))]
        if whole.size:
            yield RELATIONS.name, _relations(good, first + whole, series, months[0], source)
        if whole.size < batch.num_rows:
            spoiled = np.setdiff1d(np.arange(batch.num_rows), whole)
            yield "rejects", rejects(source, _spoiled(batch, spoiled, first, len(months)))
        first += batch.num_rows
    yield SNAPSHOTS.name, _snapshots(series, months, counts, source)


def _months(table: pq.ParquetFile, source: Source) -> list[date]:
    told = table.schema_arrow.metadata or {}
    texts = [told.get(k, b"").decode("utf-8", "replace") for k in (b"base_month", b"last_month")]
    found = months_named(source.path) or [m for text in texts for m in months_in(text)]
    if len(found) < 2:  # noqa: PLR2004 - a first and a last
        raise ReadError(source.path, "its name and metadata", f"{len(found)} of 2 months", NAMING)
    start, end = (m.year * 12 + m.month - 1 for m in found[:2])
    if not 0 <= end - start < MOST_MONTHS:
        wanted = f"a span of 1 to {MOST_MONTHS} months, the first month first"
        raise ReadError(source.path, "its name", f"{found[0]:%Y-%m} to {found[1]:%Y-%m}", wanted)
    return [date(m // 12, m % 12 + 1, 1) for m in range(start, end + 1)]


def _sound(batch: pa.RecordBatch, months: int) -> pa.Array:
    a, b, rel, mask = (batch[n].cast(pa.int64(), safe=False) for n in NEEDED)
    tests = [pc.and_(pc.greater(x, 0), pc.less_equal(x, MOST_AS)) for x in (a, b)]
    tests += [pc.not_equal(a, b), pc.is_in(rel, pa.array([-1, 0]))]
    tests += [pc.greater(mask, 0), pc.less(mask, 1 << months)]
    result = tests[0]
    for test in tests[1:]:
        result = pc.and_(result, test)
    return result


def _spoiled(
    batch: pa.RecordBatch, at: npt.NDArray[np.int64], first: int, months: int
) -> Iterator[tuple[str, str, str]]:
    wanted = f"wanted two AS numbers, rel -1 or 0, and a mask of the file's {months} months"
    for i in at:
        values = {n: batch[n][int(i)].as_py() for n in NEEDED}
        yield f"row {first + i}", f"no relation; {wanted}", str(values)


def _relations(
    good: pa.RecordBatch, at: npt.NDArray[np.int64], series: str, base: date, source: Source
) -> pa.RecordBatch:
    count = good.num_rows
    return pa.RecordBatch.from_arrays(
        [
            pa.repeat(pa.scalar(series, pa.string()), count),
            *(good[n].cast(pa.int64()) for n in ("a", "b")),
            good["rel"].cast(pa.int8()),
            pa.repeat(pa.scalar(base, pa.date32()), count),
            good["months"].cast(pa.int64()),
            pa.nulls(count, pa.string()),
            pa.nulls(count, pa.string()),
            pa.repeat(pa.scalar(source.id, pa.string()), count),
            places("row", at),
            pa.repeat(pa.scalar(source.synthetic, pa.bool_()), count),
        ],
        schema=RELATIONS.schema,
    )


def _snapshots(
    series: str, months: list[date], counts: npt.NDArray[np.int64], source: Source
) -> pa.RecordBatch:
    made = [
        {
            "series": series,
            "month": month,
            "relations": int(count),
            "source_id": source.id,
            "locator": f"whole file, bit {i} of months",
            "synthetic": source.synthetic,
        }
        for i, (month, count) in enumerate(zip(months, counts, strict=True))
    ]
    return SNAPSHOTS.rows(list(made)).to_batches()[0]


READER: Final = Reader(
    "as_relationship_months", 1, (RELATIONS.name, SNAPSHOTS.name, "rejects"), accepts, rows
)
