"""Read a CSV of measures: one row, one paragraph's rule with its dates.

Columns: id, regime, instrument, adopted, in_force_from, in_force_to, side, subject, hs, kind,
value, unit, period, aggregation, exemption_or_grace, paragraph, replaced_by, check, source;
``published`` and ``binds`` may follow. A value that is no number stays in words beside its window.
"""

import csv
import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final

import pyarrow as pa

from hawse.channels.measures.tables import GIVEN
from hawse.core.channel import Reader
from hawse.core.errors import ReadError
from hawse.core.source import Source
from hawse.core.tables import REJECTS
from hawse.core.units import UNITS

NEEDED: Final = (
    "id",
    "regime",
    "instrument",
    "adopted",
    "in_force_from",
    "in_force_to",
    "side",
    "subject",
    "hs",
    "kind",
    "value",
    "unit",
    "period",
    "aggregation",
    "exemption_or_grace",
    "paragraph",
    "replaced_by",
    "check",
    "source",
)
_KINDS: Final = frozenset({"ban", "cap", "price cap", "freeze", "listing", "duty"})
_UNITS: Final = {
    "persons": "person",
    "vessels": "ship",
    "names": "-",
    "tonnes": "t",
    "barrels": "bbl",
    "": None,
}
_LONGEST: Final = 1 << 17
_RAW: Final = 500


def accepts(path: Path, head: bytes) -> bool:  # noqa: ARG001 - the seam passes the name; the header decides
    """Say whether the first line names the columns of a table of measures."""
    line = head.split(b"\n", 1)[0].decode("utf-8", "replace").lstrip("\ufeff").strip()
    return set(NEEDED) <= {cell.strip().strip('"') for cell in line.split(",")}


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield measures and rejects; locators count lines of the file, the header being line 1.

    Raises:
        ReadError: the header lacks a column, a line is longer than 128 KiB, or a quoted cell never
        ends.
    """
    good: list[dict[str, object]] = []
    bad: list[dict[str, object]] = []
    for number, line, raw in _lines(file, source):
        place: dict[str, object] = {"source_id": source.id, "locator": f"line {number}"}
        try:
            good.append(_measure(line) | place | {"synthetic": source.synthetic})
        except ValueError as why:
            bad.append(place | {"reason": str(why), "raw": raw.strip()[:_RAW]})
    for name, table, made in (("case_measures", GIVEN, good), ("rejects", REJECTS, bad)):
        for batch in table.rows(made).to_batches():
            yield name, batch


def _lines(file: BinaryIO, source: Source) -> Iterator[tuple[int, dict[str, str], str]]:
    """Yield (line number, cells by column, raw text) of every row that is not blank."""
    taken: list[str] = []

    def texts() -> Iterator[str]:
        while line := file.readline(_LONGEST + 1):
            if len(line) > _LONGEST or len(taken) > 64:  # noqa: PLR2004 - a row of more lines never ended
                raise ReadError(
                    source.path, f"line {number}", "a row that does not end", "one measure a row"
                )
            taken.append(line.decode("utf-8", "replace").lstrip("\ufeff"))
            yield taken[-1]

    number, header = 1, None
    reader = csv.reader(texts(), strict=True)
    try:
        for cells in reader:
            raw, first = "".join(taken), number
            number += len(taken)
            taken.clear()
            if header is None:
                header = [c.strip() for c in cells]
                if missing := [c for c in NEEDED if c not in header]:
                    raise ReadError(
                        source.path, "line 1", f"columns {header[:25]}", f"also {missing}"
                    )
            elif any(c.strip() for c in cells):
                yield first, dict(zip(header, (c.strip() for c in cells), strict=False)), raw
    except csv.Error as why:
        raise ReadError(
            source.path, f"line {number}", str(why), "a CSV row with its quotes closed"
        ) from None
    if header is None:
        raise ReadError(source.path, "line 1", "an empty file", f"a header with {list(NEEDED)}")


_AS_GIVEN: Final = (
    "id", "regime", "instrument", "paragraph", "kind", "side", "subject", "hs", "aggregation",
    "replaced_by", "source",
)  # fmt: skip


def _measure(line: dict[str, str]) -> dict[str, object]:
    """Turn one line into one row; ValueError says what is wrong with it."""
    if missing := [c for c in NEEDED if c not in line]:
        raise ValueError(f"the line ends before {missing[0]}")
    for name in ("id", "regime", "instrument", "kind", "in_force_from", "source"):
        if not line[name]:
            raise ValueError(f"{name} is empty")
    if bad := [c for c in line if "\ufffd" in line[c] or "\x00" in line[c]]:
        raise ValueError(f"{bad[0]} is not UTF-8 text")
    if line["kind"] not in _KINDS:
        raise ValueError(f"kind {line['kind']!r} is none of {sorted(_KINDS)}")
    if line["check"] not in {"A", "B"}:
        raise ValueError(
            f"check {line['check']!r} is neither A (confirmed) nor B (from knowledge alone)"
        )
    value, words = _value(line["value"])
    return {c: line[c] or None for c in _AS_GIVEN} | {
        "value": value,
        "unit": _unit(line["unit"]),
        "per": "; value: ".join(p for p in (line["period"], words) if p) or None,
        "exemption": line["exemption_or_grace"] or None,
        "binds": line.get("binds") or None,
        "in_force_from": _day(line["in_force_from"], "in_force_from"),
        "in_force_to": _day(line["in_force_to"], "in_force_to") if line["in_force_to"] else None,
        "published": _day(line["published"], "published") if line.get("published") else None,
        "adopted": _day(line["adopted"], "adopted") if line["adopted"] else None,
        "checked": line["check"],
    }


def _value(text: str) -> tuple[float | None, str]:
    try:
        number = float(text)
    except ValueError:
        return None, text
    if not math.isfinite(number) or number < 0:
        raise ValueError(f"value {text!r} is no amount")
    return number, ""


def _unit(text: str) -> str | None:
    unit = _UNITS.get(text, text)
    if unit is not None and unit not in UNITS:
        raise ValueError(f"unit {text!r} is not known; known are {sorted(UNITS)}")
    return unit


def _day(text: str, column: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{column} {text!r} is no day; write 2017-10-01") from None


READER: Final = Reader(
    "measures_csv", version=1, makes=("case_measures", "rejects"), accepts=accepts, rows=rows
)
