"""Read the inputs of an estimate that a case brings: their shapes, each with its source.

A CSV with the columns ``input`` (wage, kept, months_paid), ``target`` and ``host`` (RU or
country:RU; empty is any), ``shape``, ``a``, ``b``, ``c``, ``unit``, ``basis`` (reported or
assumed) and ``said_by``, in any order; ``said_on``, ``source`` (a page) and ``note`` may follow.
They stand beside the rows that ship with Hawse, or with ``own_inputs_only`` in their place.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

import pyarrow as pa

from hawse.channels.labour.find.inputs import UNITS, shape_of
from hawse.channels.labour.read.lines import Line, Row, amount, has, read
from hawse.channels.labour.tables import LABOUR_INPUTS
from hawse.core.channel import Reader
from hawse.core.source import Source

NEEDED: Final = frozenset(
    {"input", "target", "host", "shape", "a", "b", "c", "unit", "basis", "said_by"}
)
_BASES: Final = frozenset({"reported", "assumed"})
_COUNTRY: Final = re.compile(r"(?:country:)?([A-Za-z]{2})")


def accepts(path: Path, head: bytes) -> bool:  # noqa: ARG001 - the header decides
    """Say whether the first line names the columns of a table of inputs."""
    return has(head, NEEDED)


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield inputs and rejects in batches.

    Raises:
        ReadError: the header lacks a column, or a line or a quote never ends.
    """
    yield from read(file, source, NEEDED, LABOUR_INPUTS, row=_input)


def _input(line: Line) -> Row:
    name = line["input"].lower()
    if name not in UNITS:
        raise ValueError(f"input {name[:20]!r} is none of {', '.join(UNITS)}")
    if line["unit"] != UNITS[name]:
        raise ValueError(f"unit {line['unit'][:20]!r}: {name} is in {UNITS[name]}")
    if line["basis"] not in _BASES:
        raise ValueError(f"basis {line['basis'][:20]!r} is none of reported, assumed")
    if not line["said_by"]:
        raise ValueError("said_by is empty; every input names its source")
    made: Row = {
        "input": name,
        "target": _country(line["target"], "target"),
        "host": _country(line["host"], "host"),
        "shape": line["shape"].lower(),
        **{n: amount(line[n], n) if line[n] else None for n in ("a", "b", "c")},
        "unit": line["unit"],
        "basis": line["basis"],
        "said_by": line["said_by"],
        "from_case": True,
        **{n: line.get(n) or None for n in ("said_on", "source", "note")},
    }
    if made["a"] is None:
        raise ValueError("a is empty; every shape has a first number")
    shape_of(made)
    return made


def _country(text: str, name: str) -> str | None:
    if not text:
        return None
    if not (found := _COUNTRY.fullmatch(text)):
        raise ValueError(f"{name} {text[:20]!r} is no country; write RU or country:RU")
    return f"country:{found[1].upper()}"


READER: Final = Reader(
    "estimate_inputs", 1, (LABOUR_INPUTS.name, "rejects"), accepts=accepts, rows=rows
)
