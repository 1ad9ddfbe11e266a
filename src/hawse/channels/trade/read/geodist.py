"""Read distances between countries as CEPII's GeoDist has them.

Columns exporter, importer (or iso_o, iso_d; ISO alpha-3), dist (km, or distw, distcap) and, if it
is there, contig (1 where the two have a common border). Mayer and Zignago 2011.
"""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

import pyarrow as pa

from hawse.channels.trade.read.cells import BATCH, RAW, lines, named
from hawse.channels.trade.tables import DISTANCES
from hawse.core.channel import Reader
from hawse.core.errors import ReadError
from hawse.core.source import Source
from hawse.core.tables import REJECTS

_AS: Final = {"iso_o": "exporter", "iso_d": "importer", "distcap": "dist", "distw": "dist"}
NEEDED: Final = ("exporter", "importer", "dist")
_FARTHEST: Final = 20_100.0  # km; half of the Earth's girth
_ALPHA: Final = 3
Row = dict[str, object]


def accepts(path: Path, head: bytes) -> bool:  # noqa: ARG001 - the seam passes the name; the header decides
    """Say whether the first line names two countries and a distance, and no value of trade."""
    header = _header(head.split(b"\n", 1)[0].decode("utf-8", "replace"))
    return set(NEEDED) <= set(header) and not {"value", "trade", "v", "year"} & set(header)


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield distances and rejects; a country's distance to itself is passed over.

    Raises:
        ReadError: the header lacks a column, a line never ends, or a quote is left open.
    """
    first = file.readline(1 << 16).decode("utf-8", "replace")
    header = _header(first)
    if missing := [c for c in NEEDED if c not in header]:
        raise ReadError(source.path, "line 1", f"columns {header[:12]}", f"also {missing}")
    good: list[Row] = []
    bad: list[Row] = []
    for number, cells, ended in lines(file, source, _mark(first), skip=1):
        place: Row = {"source_id": source.id, "locator": f"line {number}"}
        try:
            way = _way(named(cells, header, ended=ended))
        except ValueError as why:
            bad.append({**place, "reason": str(why), "raw": ",".join(cells)[:RAW]})
        else:
            if way["exporter_iso"] != way["importer_iso"]:
                good.append({**place, **way})
        if len(good) + len(bad) >= BATCH:
            yield from _batches(good, bad)
            good, bad = [], []
    yield from _batches(good, bad)


def _batches(good: list[Row], bad: list[Row]) -> Iterator[tuple[str, pa.RecordBatch]]:
    for name, table, made in (("distances", DISTANCES, good), ("rejects", REJECTS, bad)):
        for batch in table.rows(made).to_batches() if made else ():
            yield name, batch


def _mark(line: str) -> str:
    return max(",;\t", key=line.count)


def _header(line: str) -> list[str]:
    cells = line.lstrip("\ufeff").strip().split(_mark(line))
    names = [c.strip().strip('"').lower() for c in cells]
    if "dist" in names:
        return [n if n.startswith("dist") else _AS.get(n, n) for n in names]
    return [_AS.get(n, n) for n in names]


def _way(line: dict[str, str]) -> Row:
    ends = [line[k].upper() for k in ("exporter", "importer")]
    if any(len(e) != _ALPHA or not e.isascii() or not e.isalpha() for e in ends):
        raise ValueError(f"{ends} are not two countries in ISO alpha-3")
    try:
        km = float(line["dist"])
    except ValueError:
        raise ValueError(f"dist {line['dist'][:20]!r} is no number of km") from None
    if not math.isfinite(km) or not 0 <= km <= _FARTHEST:
        raise ValueError(f"dist {line['dist'][:20]!r} is no distance on Earth, in km")
    border = line.get("contig", "")
    if border not in {"", "0", "1", "0.0", "1.0"}:
        raise ValueError(f"contig {border[:9]!r} is neither 0 nor 1")
    contiguous = border.startswith("1") if border else None
    return {"exporter_iso": ends[0], "importer_iso": ends[1], "distance_km": km,
            "contiguous": contiguous}  # fmt: skip


READER: Final = Reader(
    "geodist", version=1, makes=("distances", "rejects"), accepts=accepts, rows=rows
)
