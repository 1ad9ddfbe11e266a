"""What a month's work brings: wages, what workers keep of them, and months paid, as pools.

Inputs are reported figures of the case, rows of its own files of inputs, and the rows that ship
with Hawse (``facts/inputs.csv``); each has a shape and a source.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import pyarrow as pa

from hawse.channels.labour.find.form import Row, speaker, when
from hawse.channels.labour.find.shapes import Part, Pool, Shape

PAY: Final = "USD/person/month"
UNITS: Final[Mapping[str, str]] = {"wage": PAY, "kept": PAY, "months_paid": "month"}
_WORDS: Final = {
    "wage": "wage {} USD a month",
    "kept": "the worker keeps {} USD a month",
    "months_paid": "{} months paid in a year",
}


class Inputs:
    """Every statement of an input; ``own_only`` leaves out those that ship with Hawse."""

    def __init__(self, figures: Iterable[Row], inputs: pa.Table, *, own_only: bool) -> None:
        self._said = [
            r
            for r in figures
            if r["unit"] == PAY and r["q_low"] is not None and r["q_high"] is not None
        ]
        rows = sorted(inputs.to_pylist(), key=lambda r: (r["source_id"], r["locator"]))
        self._shaped = [r for r in rows if r["from_case"] or not own_only]

    def of(self, name: str, host: str, target: str) -> tuple[Pool | None, list[Row]]:
        """Give one input for a host and target as a pool, and the rows that it rests on."""
        said = [
            r
            for r in self._said
            if (r["counts"], r["subject"], r["counterpart"]) == (name, host, target)
        ]
        shaped = [
            r
            for r in self._shaped
            if r["input"] == name
            and r["target"] in {None, target}
            and r["host"] in {None, host}
            and r["unit"] == UNITS[name]
        ]
        parts = [*(_said(r) for r in said), *(_shaped(r) for r in shaped)]
        return (Pool(parts) if parts else None), [*said, *(_placed(r) for r in shaped)]


def shape_of(row: Row) -> Shape:
    """Give the shape that a row of inputs describes.

    Raises:
        ValueError: it describes none.
    """
    return Shape(row["shape"], row["a"], row["b"], row["c"])


def _said(row: Row) -> Part:
    low, high = row["q_low"], row["q_high"]
    shape = Shape("flat", low, high) if high > low else Shape("point", low)
    amount = f"{low:g} to {high:g}" if high > low else f"{low:g}"
    return Part(shape, 1.0, f"{_WORDS[row['counts']].format(amount)}, {speaker(row)}, {when(row)}")


def _shaped(row: Row) -> Part:
    numbers = [n for n in (row["a"], row["b"], row["c"]) if n is not None]
    amount = " to ".join(f"{n:g}" for n in numbers)
    if row["shape"] in {"triangular", "pert"}:
        amount = f"{numbers[0]:g} to {numbers[-1]:g}, most likely {numbers[1]:g},"
    elif row["shape"] == "beta":
        amount = f"beta({numbers[0]:g}, {numbers[1]:g})"
    said = _WORDS[row["input"]].format(amount)
    who = ", ".join(t for t in (row["said_by"], row["said_on"]) if t)
    told = f"{row['basis']}: {row['note']}" if row["basis"] == "assumed" else who
    return Part(shape_of(row), 1.0, f"{said}, {told} ({row['shape']})")


def _placed(row: Row) -> dict[str, Any]:
    """Give a row of inputs in the form that evidence is taken from."""
    numbers = [n for n in (row["a"], row["b"], row["c"]) if n is not None]
    told = (row["input"], row["shape"], *(f"{n:g}" for n in numbers), row["unit"], row["said_by"])
    quote = ", ".join(str(t) for t in told if t)
    return row | {
        **dict.fromkeys(("q_low", "q_best", "q_high", "derivation")),
        "figure": f"{row['input']}, {row['locator']}",
        "url": row["source"],
        "quote": f"{quote}: {row['note']}" if row["note"] else quote,
    }
