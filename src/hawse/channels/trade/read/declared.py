"""Read national statistics whose columns are declared in the file's first line.

Offices publish tables in forms of their own. A line is put above the header that says what the
columns are, for example::

    # hawse reporter=AM flow=import partner=Country period=Month value=K currency=USD scale=1000

``reporter, flow, currency`` may be the word itself or ``@Column``; ``partner, period, value`` name
columns; ``product`` (TOTAL unless named), ``kg``, ``scale`` (what one unit of the value is) and
``decimal=,`` are as needed. Words with blanks stand in quotes. Nothing is guessed: what is not
declared is not read.
"""

import math
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Final

import pyarrow as pa

from hawse.channels.trade.read.cells import Made, amount, bounded, lines, named, period, product
from hawse.core.channel import Reader
from hawse.core.errors import ReadError
from hawse.core.source import Source

_MARK: Final = b"# hawse "
_COLUMNS: Final = ("partner", "period", "value")
_WORDS: Final = ("reporter", "flow", "currency")
_MORE: Final = frozenset({"product", "kg", "scale", "decimal", "valuation"})
_CURRENCIES: Final = frozenset({"USD", "EUR", "CNY", "RUB", "SGD"})
_FLOWS: Final = {"export": "export", "exports": "export", "import": "import", "imports": "import",
                 "re-export": "re_export", "re-exports": "re_export"}  # fmt: skip


def accepts(path: Path, head: bytes) -> bool:  # noqa: ARG001 - the seam passes the name; the first line decides
    """Say whether the first line declares columns."""
    return head.removeprefix(b"\xef\xbb\xbf").startswith(_MARK)


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield flows and rejects in batches.

    Raises:
        ReadError: the declaration names too little, something unknown, or a column that is not
            there; a line never ends.
    """
    told = _declared(file.readline(1 << 16), source)
    header: list[str] = []
    made = Made(source)
    first = file.readline(1 << 16).decode("utf-8", "replace")
    mark = max(",;\t", key=first.count)
    header = [c.strip().strip('"') for c in first.strip().split(mark)]
    wanted = [told[k] for k in (*_COLUMNS, "product", "kg") if k in told]
    wanted += [told[k][1:] for k in _WORDS if told[k].startswith("@")]
    if missing := [n for n in wanted if n not in header and n != "TOTAL"]:
        raise ReadError(
            source.path, "line 2", f"columns {header[:12]}", f"also {missing}, as declared"
        )
    for number, cells, ended in lines(file, source, mark, skip=2):
        try:
            made.keep(number, _flow(named(cells, header, ended=ended), told))
        except ValueError as why:
            made.reject(number, str(why), cells)
        if made.full():
            yield from made.batches()
    yield from made.batches()


def _declared(line: bytes, source: Source) -> dict[str, str]:
    text = line.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    try:
        pairs = [w.partition("=") for w in shlex.split(text[len(_MARK) :])]
    except ValueError as why:
        raise ReadError(
            source.path, "line 1", str(why), "a declaration with its quotes closed"
        ) from None
    told = {key.strip(): value for key, _, value in pairs}
    wanted = (*_COLUMNS, *_WORDS)
    missing = [k for k in wanted if not told.get(k)]
    unknown = sorted(set(told) - set(wanted) - _MORE)
    if missing or unknown:
        found = f"without {missing}, unknown {unknown}"
        raise ReadError(
            source.path, "line 1", found, f"each of {wanted}; {sorted(_MORE)} if needed"
        )
    if not told["currency"].startswith("@") and told["currency"] not in _CURRENCIES:
        raise ReadError(
            source.path, "line 1", f"currency {told['currency']}", f"one of {sorted(_CURRENCIES)}"
        )
    try:
        scale = float(told.get("scale", "1"))
        if not 0 < scale < math.inf:
            raise ValueError  # noqa: TRY301 - told below, like what is no number
        told["scale"] = str(scale)
    except ValueError:
        raise ReadError(
            source.path, "line 1", f"scale {told['scale']}", "a number such as 1000"
        ) from None
    return told


def _flow(line: Mapping[str, str], told: Mapping[str, str]) -> dict[str, object]:
    def word(key: str) -> str:
        return line[told[key][1:]] if told[key].startswith("@") else told[key]

    flow, currency = _FLOWS.get(word("flow").lower()), word("currency").upper()
    if flow is None:
        raise ValueError(f"flow {word('flow')[:20]!r} is neither export nor import")
    if currency not in _CURRENCIES:
        raise ValueError(f"currency {currency[:9]!r}: none of {sorted(_CURRENCIES)}")
    if not word("reporter") or not line[told["partner"]]:
        raise ValueError("reporter or partner is empty")
    value = amount(line[told["value"]], told["value"], told.get("decimal", "."))
    if value is None:
        raise ValueError(f"{told['value']} is empty")
    start, end, grain = period(line[told["period"]])
    code = told.get("product", "TOTAL")
    kg = amount(line[told["kg"]], told["kg"], told.get("decimal", ".")) if "kg" in told else None
    return {
        "reporter_name": word("reporter"), "partner_name": line[told["partner"]], "flow": flow,
        "product": "TOTAL" if code == "TOTAL" else product(line[code]),
        "value": bounded(round(value * float(told["scale"]), 2), told["value"], f"{value:g}"),
        "currency": currency,
        "net_kg": kg or None,
        "valuation": told.get("valuation", "cif" if "import" in flow else "fob"),
        "period_start": start, "period_end": end, "period_grain": grain,
    }  # fmt: skip


READER: Final = Reader(
    "declared", version=2, makes=("customs_rows", "rejects"), accepts=accepts, rows=rows
)
