"""Read Eurostat's COMEXT: bulk files with DECLARANT_ISO, PARTNER_ISO, PRODUCT_NC, FLOW, PERIOD.

Values are euro, weights kilograms; flow 1 is import (CIF), 2 export (FOB). One flow may stand in
several lines (trade type, procedure): where a file has such columns its lines are parts, which are
added only where no whole stands. Aggregates as declarants (EU, EA) name no country and are
rejects. A last line without an end may have lost digits and is a reject.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

import pyarrow as pa

from hawse.channels.trade.read.cells import Made, amount, lines, named, period, product
from hawse.core.channel import Reader
from hawse.core.errors import ReadError
from hawse.core.source import Source

NEEDED: Final = ("declarant_iso", "partner_iso", "product_nc", "flow", "period", "value_in_euros")
_AS: Final = {
    "reporter": "declarant_iso",
    "declarant": "declarant_iso",
    "partner": "partner_iso",
    "product": "product_nc",
    "value_eur": "value_in_euros",
    "quantity_kg": "quantity_in_kg",
}
_FLOWS: Final = {"1": ("import", "cif"), "2": ("export", "fob")}
_SPLIT: Final = frozenset({"trade_type", "stat_procedure", "suppl_unit", "transport_mode", "cont"})
_OWN: Final = {"el": "gr", "xs": "rs", "uk": "gb"}  # Eurostat's letters that differ from ISO 3166
_AGGREGATES: Final = ("EU", "EA", "EXT", "INT", "WORLD", "W")


def accepts(path: Path, head: bytes) -> bool:  # noqa: ARG001 - the header decides
    """Say whether the first line names COMEXT's columns."""
    return set(NEEDED) <= set(_header(head.split(b"\n", 1)[0].decode("utf-8", "replace")))


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield flows and rejects in batches.

    Raises:
        ReadError: the header lacks a column, a line never ends, or a quote is left open.
    """
    first = file.readline(1 << 16)
    text = first.decode("utf-8", "replace")
    header = _header(text)
    if missing := [c for c in NEEDED if c not in header]:
        raise ReadError(source.path, "line 1", f"columns {header[:12]}", f"also {missing}")
    part = bool(_SPLIT & set(header))
    made = Made(source)
    for number, cells, ended in lines(file, source, _mark(text), skip=1):
        try:
            made.keep(number, _flow(named(cells, header, ended=ended)) | {"part": part})
        except ValueError as why:
            made.reject(number, str(why), cells)
        if made.full():
            yield from made.batches()
    yield from made.batches()


def _mark(line: str) -> str:
    return max(",;\t", key=line.count)


def _header(line: str) -> list[str]:
    cells = line.lstrip("\ufeff").strip().split(_mark(line))
    names = [c.strip().strip('"').lower() for c in cells]
    if "declarant_iso" in names:  # the plain column is a number beside it
        return names
    return [_AS.get(n, n) for n in names]


def _flow(line: dict[str, str]) -> dict[str, object]:
    if line["flow"] not in _FLOWS:
        raise ValueError(f"flow {line['flow'][:10]!r} is neither 1 (import) nor 2 (export)")
    flow, valuation = _FLOWS[line["flow"]]
    ends = [line[k].strip() for k in ("declarant_iso", "partner_iso")]
    for end in ends:
        if len(end) != 2 or not end.isalpha():  # noqa: PLR2004 - letters of a country
            word = "an aggregate" if end.upper().startswith(_AGGREGATES) else "no country"
            raise ValueError(f"{end[:20]!r} is {word}; flows between countries are read")
    value = amount(line["value_in_euros"], "value_in_euros")
    if value is None:
        raise ValueError("value_in_euros is empty")
    start, end_at, grain = period(line["period"])
    names = [_OWN.get(e.lower(), e.lower()) for e in ends]
    return {
        "reporter_name": names[0], "partner_name": names[1], "flow": flow, "valuation": valuation,
        "product": product(line["product_nc"]), "value": value, "currency": "EUR",
        "net_kg": amount(line.get("quantity_in_kg", ""), "quantity_in_kg") or None,
        "period_start": start, "period_end": end_at, "period_grain": grain,
    }  # fmt: skip


READER: Final = Reader(
    "comext", version=2, makes=("customs_rows", "rejects"), accepts=accepts, rows=rows
)
