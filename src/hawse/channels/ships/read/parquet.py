"""Read positions from Parquet, by the names of the columns that CSV readers know too.

Needed are a ship's number (``mmsi``, ``ship`` or ``ssvid``), a latitude and a longitude; a time
(``sent_at``, ``time``, ``timestamp``, ``base_date_time``, ``t``) may be a timestamp or whole
seconds since 1970; one without a zone is taken for UTC, which is what AIS feeds are kept in. Names
count without capitals and underscores. Row groups are read one by one.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC as ZONE
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from hawse.channels.ships.read import rows as r
from hawse.channels.ships.read.codes import (
    FIRST_SECOND,
    FIRST_YEAR,
    LAST_YEAR,
    SECOND_AFTER,
)
from hawse.channels.ships.read.takes import NO_SPEED_KN
from hawse.channels.ships.tables import FEEDS, POSITIONS
from hawse.core.channel import Reader
from hawse.core.errors import ReadError
from hawse.core.parquet import batches
from hawse.core.source import Source
from hawse.core.table import UTC
from hawse.core.tables import REJECTS

MAGIC: Final = b"PAR1"
BATCH: Final = 64_000
NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "ship": ("mmsi", "ship", "ssvid", "sourcemmsi"),
    "sent_at": ("sentat", "time", "timestamp", "basedatetime", "datetime", "t"),
    "lat": ("lat", "latitude"),
    "lon": ("lon", "longitude", "lng"),
    "speed_kn": ("speedkn", "sog", "speed", "speedoverground"),
    "course_deg": ("coursedeg", "cog", "course", "courseoverground"),
    "heading_deg": ("headingdeg", "heading", "trueheading"),
    "status": ("status", "navigationalstatus"),
}
NEEDED: Final = ("ship", "lat", "lon")
NUMBERS: Final = (*NEEDED, "speed_kn", "course_deg", "heading_deg", "status")
MOST_MMSI: Final = 10**9
TURN: Final = 360
SECONDS: Final = 1 << 34
Flags = npt.NDArray[np.bool_]


def accepts(path: Path, head: bytes) -> bool:
    """Say whether the file is Parquet."""
    del path
    return head.startswith(MAGIC)


def rows(file: BinaryIO, source: Source) -> r.Made:
    """Yield positions, rejects and one row of feeds.

    Raises:
        ReadError: it is cut or no Parquet, a needed column is missing, or it has no row.
    """
    try:
        held = pq.ParquetFile(pa.PythonFile(file, "r"))
        columns = _columns(held.schema_arrow, source)
        yield from _read(held, columns, source)
    except (pa.ArrowException, OSError, ValueError) as why:
        raise ReadError(
            source.path, "its contents", f"what is no whole Parquet file ({str(why)[:120]})",
            "Parquet with mmsi, lat and lon",
        ) from why  # fmt: skip


def _columns(schema: pa.Schema, source: Source) -> dict[str, str]:
    """Give the file's column for each of ours that it has."""
    bare = [n.lower().replace("_", "").replace(" ", "") for n in schema.names]
    there = dict(zip(bare, schema.names, strict=True))
    found = {
        ours: there[name]
        for ours, names in NAMES.items()
        for name in [next((n for n in names if n in there), "")]
        if name
    }
    if missing := [f"{n} ({' or '.join(NAMES[n])})" for n in NEEDED if n not in found]:
        raise ReadError(
            source.path, "its columns", f"columns {r.shown(schema.names)}", f"also {missing}"
        )
    kinds = {n: schema.field(found[n]).type for n in found if schema.names.count(found[n]) == 1}
    known = {n for names in NAMES.values() for n in names}
    if twice := sorted(n for n in set(bare) & known if bare.count(n) > 1):
        raise ReadError(
            source.path, "its columns", f"columns {twice} more than once",
            "each once; rename those that are not meant",
        )  # fmt: skip
    if odd := [f"{found[n]} of type {kinds[n]}" for n in NUMBERS if not _numeric(kinds.get(n))]:
        raise ReadError(source.path, "its columns", f"columns {odd}", "numbers, or texts of them")
    return found


def _numeric(kind: pa.DataType | None) -> bool:
    """Say whether values of a type are numbers or may be texts of them; so if there is none."""
    if kind is None:
        return True
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    tests = (
        pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal, pa.types.is_string,
        pa.types.is_large_string, pa.types.is_null,
    )  # fmt: skip
    return any(test(kind) for test in tests)


def _read(held: pq.ParquetFile, columns: Mapping[str, str], source: Source) -> r.Made:
    read = refused = untimed = 0
    for batch in batches(held, BATCH, sorted(set(columns.values()))):
        made, bad = _positions(batch, columns, read, source)
        read += batch.num_rows
        refused += len(bad)
        untimed += made.column("sent_at").null_count
        if made.num_rows:
            yield POSITIONS.name, made
        if bad:
            yield REJECTS.name, REJECTS.rows(bad).combine_chunks().to_batches()[0]
    if not read:
        raise ReadError(source.path, "its rows", "none", "at least one position")
    feed = {
        "source_id": source.id, "reader": READER.name, "lines": read, "used": read - refused,
        "set_aside": 0, "refused": refused, "messages": read - refused, "untimed": untimed,
        "by_type": "{}", "synthetic": source.synthetic,
    }  # fmt: skip
    yield FEEDS.name, FEEDS.rows([feed]).combine_chunks().to_batches()[0]


def _positions(
    batch: pa.RecordBatch, columns: Mapping[str, str], before: int, source: Source
) -> tuple[pa.RecordBatch, list[r.Row]]:
    """Turn one batch into positions and the rejects among its rows."""
    count = batch.num_rows
    column = {ours: _plain(batch.column(theirs)) for ours, theirs in columns.items()}
    real = {n: _reals(column.get(n), count) for n in ("lat", "lon", "speed_kn", "course_deg")}
    ship = _reals(column["ship"], count)
    at, timeless = _instants(column.get("sent_at"), count)
    none = (real["lat"] == r.LAT_NONE) | (real["lon"] == r.LON_NONE)
    none |= np.isnan(real["lat"]) | np.isnan(real["lon"])
    nowhere = ~none & ((np.abs(real["lat"]) > r.NORTH) | (np.abs(real["lon"]) > r.EAST))
    wordy = _wordy(column["lat"], real["lat"]) | _wordy(column["lon"], real["lon"])
    for name, limit in (("speed_kn", NO_SPEED_KN), ("course_deg", TURN)):
        real[name][~((real[name] >= 0) & (real[name] < limit))] = np.nan
    shipless = ~((ship >= 0) & (ship < MOST_MMSI) & (ship == np.floor(ship)))
    real["lat"][none] = real["lon"][none] = np.nan
    faults = {"MMSI is none; wanted up to nine digits": shipless, "no such place": nowhere}
    faults["latitude or longitude is no number"] = wordy
    faults["time is none; wanted 2017-04-01 00:00:00, or seconds since 1970"] = timeless
    faults[f"time lies outside the years {FIRST_YEAR} to {LAST_YEAR}"] = _out_of_years(at)
    good = ~np.logical_or.reduce([*faults.values()])
    lines = np.arange(before + 1, before + count + 1, dtype=np.int64)
    made = pa.RecordBatch.from_arrays(
        [
            pa.array(ship[good].astype(np.int64)),
            at.filter(pa.array(good)),
            *(pa.array(v[good], from_pandas=True) for v in real.values()),
            _below(_reals(column.get("heading_deg"), count)[good], TURN),
            _below(_reals(column.get("status"), count)[good], 16),
            pa.nulls(int(good.sum()), pa.int64()),
            pa.nulls(int(good.sum()), pa.string()),
            pa.array(lines[good]),
            pa.array([source.id] * int(good.sum()), pa.string()),
            pa.array([source.synthetic] * int(good.sum()), pa.bool_()),
        ],
        names=list(POSITIONS.names),
    )
    return made, list(_rejects(batch, lines, faults, source))


def _rejects(
    batch: pa.RecordBatch,
    lines: npt.NDArray[np.int64],
    faults: Mapping[str, Flags],
    source: Source,
) -> Iterator[r.Row]:
    """Yield a reject for each row with a fault, with the first of its faults."""
    for n in np.flatnonzero(np.logical_or.reduce([*faults.values()])).tolist():
        why = next(reason for reason, rows_ in faults.items() if rows_[n])
        raw = str(batch.slice(n, 1).to_pylist()[0])[: r.RAW]
        yield {"source_id": source.id, "locator": f"row {lines[n]}", "reason": why, "raw": raw}


def _reals(column: pa.Array | None, count: int) -> npt.NDArray[np.float64]:
    """Give numbers, NaN where none is or what stands there is no number."""
    if column is None:
        return np.full(count, np.nan)
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        texts: list[Any] = column.to_pylist()
        return np.array([_number(t) for t in texts], np.float64)
    made = column.cast(pa.float64(), safe=False).to_numpy(zero_copy_only=False)
    return np.where(np.isfinite(made), made, np.nan)


def _plain(column: pa.Array) -> pa.Array:
    """Give a column as its values: those that a file keeps once each are written out."""
    return column.dictionary_decode() if pa.types.is_dictionary(column.type) else column


def _wordy(column: pa.Array, read: npt.NDArray[np.float64]) -> Flags:
    """Say which texts say something that is no number."""
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        return np.zeros(len(column), np.bool_)
    says = np.array([r.said(text) is not None for text in column.to_pylist()], np.bool_)
    return says & np.isnan(read)


def _number(text: str | None) -> float:
    try:
        value = r.real(text, "number")
    except ValueError:
        return np.nan
    return np.nan if value is None else value


def _instants(column: pa.Array | None, count: int) -> tuple[pa.Array, Flags]:
    """Give instants, null where none is said, and which rows say what is none."""
    fine = np.zeros(count, np.bool_)
    if column is None:
        return pa.nulls(count, UTC), fine
    if pa.types.is_timestamp(column.type):
        return column.cast(pa.timestamp("us", column.type.tz), safe=False).cast(UTC), fine
    if pa.types.is_integer(column.type) or pa.types.is_floating(column.type):
        seconds = _reals(column, count)
        fits = (seconds >= 0) & (seconds < SECONDS)
        micros = (np.where(fits, seconds, 0) * 1_000_000).astype(np.int64)
        told = ~np.asarray(column.is_null())
        return pa.array(micros, pa.int64(), mask=~fits).cast(UTC), told & ~fits
    return _written(column.to_pylist())


def _out_of_years(at: pa.Array) -> Flags:
    """Say which instants lie outside the years in which a ship can have sent them."""
    seconds = pc.fill_null(at.cast(pa.int64()), FIRST_SECOND * 1_000_000).to_numpy() // 1_000_000
    made: Flags = (seconds < FIRST_SECOND) | (seconds >= SECOND_AFTER)
    return made


def _written(texts: list[Any]) -> tuple[pa.Array, Flags]:
    made, bad = [], np.zeros(len(texts), np.bool_)
    for n, text in enumerate(texts):
        try:
            made.append(_moment(r.said(str(text or ""))))
        except (ValueError, OverflowError):
            made.append(None)
            bad[n] = True
    return pa.array(made, UTC), bad


def _moment(text: str | None) -> datetime | None:
    """Give an ISO 8601 instant; one without a zone is UTC. A day alone is none."""
    if text is None:
        return None
    if len(text) <= len("2017-04-01"):
        raise ValueError("says no time of day")
    at = datetime.fromisoformat(text)
    return at.replace(tzinfo=ZONE) if at.tzinfo is None else at.astimezone(ZONE)


def _below(values: npt.NDArray[np.float64], limit: int) -> pa.Array:
    fits = (values >= 0) & (values < limit)
    return pa.array(np.where(fits, values, 0).astype(np.int64), mask=~fits)


READER: Final = Reader(
    "positions_parquet",
    2,
    (POSITIONS.name, FEEDS.name, REJECTS.name),
    accepts,
    rows,
    fallback=True,  # a file's first bytes do not tell what columns it has
)
