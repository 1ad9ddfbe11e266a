"""Read ITC TradeMap's exports: one reporter, flow and product, partners down, periods across.

The title says reporter, flow and product ("List of supplying markets for a product imported by
Korea, Democratic People's Republic of", then "Product: 2710 ..."); the columns are "Imported value
in 2016" (thousand USD). Tab or comma; quotes as they come. Totals ("World") and areas that are no
country are rejects with that reason.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

import pyarrow as pa

from hawse.channels.trade.read.cells import Made, amount, bounded, lines, period, product
from hawse.core.channel import Reader
from hawse.core.errors import ReadError
from hawse.core.source import Source

_TITLE: Final = re.compile(
    r"list of (?P<side>supplying|importing) markets? for (?:the |a )?product "
    r"(?P<how>imported|exported) by "
    r"(?P<who>[^\r\n\t\"]+)",
    re.IGNORECASE,
)
_PRODUCT: Final = re.compile(r"product:?\s*'?(?P<code>TOTAL|\d{2,8})\b", re.IGNORECASE)
_COLUMN: Final = re.compile(
    r"(?P<how>imported|exported) value in (?P<when>\d{4}(?:-?[MQ]?\d\d?)?)", re.IGNORECASE
)
_WORLD: Final = frozenset({"world", "total", "area nes", "free zones", "ship stores and bunkers"})
_TOP: Final = 40  # lines in which the header must stand
_THOUSAND: Final = 1000.0


def accepts(path: Path, head: bytes) -> bool:  # noqa: ARG001 - the seam passes the name; the title decides
    """Say whether the head has TradeMap's title and its columns of values."""
    text = head[:8192].decode("utf-8", "replace")
    return bool(_TITLE.search(text) and _COLUMN.search(text))


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield flows and rejects in batches; an empty cell is not seen, and no row.

    Raises:
        ReadError: there is no title, no product or no header among the first lines.
    """
    top: list[str] = []
    while len(top) < _TOP and not (top and _COLUMN.search(top[-1])):
        line = file.readline(1 << 16)
        if not line:
            break
        top.append(line.decode("utf-8", "replace"))
    head = "\n".join(top)
    title, code = _TITLE.search(head), _PRODUCT.search(head)
    if not top or not title or not code or not _COLUMN.search(top[-1]):
        wanted = "the title, the product and a row with 'Imported value in 2016'"
        raise ReadError(source.path, "its first lines", f"{head[:80]!r}", wanted)
    mark = "\t" if "\t" in top[-1] else ","
    header = [c.strip().strip('"') for c in top[-1].strip("\r\n").split(mark)]
    at = {n: m["when"] for n, c in enumerate(header) if (m := _COLUMN.search(c))}
    flow = "import" if title["how"].lower() == "imported" else "export"
    same = {
        "reporter_name": title["who"].strip().rstrip(".,"), "flow": flow, "currency": "USD",
        "valuation": "cif" if flow == "import" else "fob", "product": product(code["code"]),
    }  # fmt: skip
    made = Made(source)
    for number, cells, ended in lines(file, source, mark, skip=len(top)):
        try:
            for found in _flows(cells, header, at, ended=ended):
                made.keep(number, {**same, **found})
        except ValueError as why:
            made.reject(number, str(why), cells)
        if made.full():
            yield from made.batches()
    yield from made.batches()


def _flows(
    cells: list[str], header: list[str], at: dict[int, str], *, ended: bool
) -> list[dict[str, object]]:
    if len(cells) < len(header):
        raise ValueError(f"{len(cells)} cells where the header has {len(header)}")
    if not ended:
        raise ValueError("the line has no end; is the file cut off?")
    if cells[0].lower() in _WORLD:
        raise ValueError(f"{cells[0]!r} is a total or no country; it is not added to its parts")
    found: list[dict[str, object]] = []
    for n, when in at.items():
        value = amount(cells[n], header[n])
        if value is not None:
            start, end, grain = period(when)
            worth = bounded(value * _THOUSAND, header[n], cells[n])
            found.append(
                {"partner_name": cells[0], "value": worth,
                 "period_start": start,
                 "period_end": end, "period_grain": grain}
            )  # fmt: skip
    return found


READER: Final = Reader(
    "trademap", version=2, makes=("customs_rows", "rejects"), accepts=accepts, rows=rows
)
