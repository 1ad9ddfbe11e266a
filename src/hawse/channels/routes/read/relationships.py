"""Read AS relationships as text: CAIDA's serial-1 and serial-2 forms.

One relation a line, ``A|B|-1`` (A carries B's traffic for pay) or ``A|B|0`` (peers); serial-2 has
a fourth column that says where the link was seen. Lines with ``#`` are comments. The month is not
in the rows: it stands in the file's name or in a comment at its beginning.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
import pyarrow as pa

from hawse.channels.routes.read.edges import REASONS, Edges, parse
from hawse.channels.routes.read.places import places, rejects
from hawse.channels.routes.read.series import months_in, months_named, series_of
from hawse.channels.routes.tables import RELATIONS, SNAPSHOTS
from hawse.core.channel import Reader
from hawse.core.errors import ReadError
from hawse.core.source import Source

CHUNK: Final = 1 << 20
LONGEST_LINE: Final = 1 << 18
NAMING: Final = (
    "a month in the file's name (asrel_201711.txt, 20171101.as-rel.txt) or in a comment at its "
    "beginning ('# month: 2017-11'); rename the file or add the line"
)
_LOOKS = re.compile(rb"^\d+\|\d+\|(-1|0)(\|[^|]*)?\s*$")


def accepts(path: Path, head: bytes) -> bool:
    """Say whether the name is a relationship file's, or a first line looks like a relation."""
    name = path.name.lower()
    if ("as-rel" in name or name.startswith("asrel")) and not head.startswith(b"PAR1"):
        return True
    lines = [x for x in head[:8192].splitlines()[:60] if not x.startswith(b"#")]
    return any(_LOOKS.match(line) for line in lines)


def rows(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yield ``relations`` and ``rejects`` in batches, and one row of ``snapshots`` at the end.

    Raises:
        ReadError: no month can be known, the file is binary, or no line of it is a relation.
    """
    month = next(iter(months_named(source.path)), None)
    series, good, bad, first_bad = series_of(source), 0, 0, ""
    for text, line in chunks(file, source):
        month = month or month_said(text)
        if month is None:
            raise ReadError(source.path, "its name and first comments", "no month", NAMING)
        made = parse(np.frombuffer(text, np.uint8), line)
        if made.a.size:
            yield RELATIONS.name, relations(made, text, series, month, source)
        if made.bad.size:
            spoiled = [raw_line(text, at) for at in made.bad_at]
            yield (
                "rejects",
                rejects(
                    source,
                    (
                        (f"line {n}", f"{REASONS[int(code)]}; wanted A|B|-1 or A|B|0", raw)
                        for n, code, raw in zip(made.bad_line, made.bad, spoiled, strict=True)
                    ),
                ),
            )
            first_bad = first_bad or spoiled[0]
        good, bad = good + made.a.size, bad + made.bad.size
    if good == 0 or month is None:
        found = f"no relation in {bad} lines ({first_bad[:40]!r})" if bad else "no relation"
        raise ReadError(source.path, "line 1", found, "lines A|B|-1 or A|B|0")
    yield SNAPSHOTS.name, snapshot(series, month, good, source)


def chunks(file: BinaryIO, source: Source) -> Iterator[tuple[bytes, int]]:
    """Yield pieces of about 1 MiB that end with a line's end, each with its first line's number.

    Raises:
        ReadError: there is a NUL byte or a line without end, so that this is no text.
    """
    line, rest = 1, b""
    while block := file.read(CHUNK):
        if b"\0" in block:
            raise ReadError(
                source.path, f"line {line}", "binary data", "text lines A|B|-1 or A|B|0"
            )
        whole, end, rest = (rest + block).rpartition(b"\n")
        if len(rest) > LONGEST_LINE:
            found = f"a line of over {LONGEST_LINE} bytes"
            raise ReadError(source.path, f"line {line}", found, "text lines A|B|-1 or A|B|0")
        if end:
            yield whole + end, line
            line += whole.count(b"\n") + 1
    if rest:
        yield rest + b"\n", line


def month_said(text: bytes) -> date | None:
    """Give the first month that the leading comments name, or nothing."""
    for line in text.splitlines():
        if not line.startswith(b"#"):
            return None
        if found := months_in(line.decode("utf-8", "replace")):
            return found[0]
    return None


def raw_line(text: bytes, at: int) -> str:
    """Give the line that begins at a byte, as far as the first 2 000 bytes."""
    return text[at : at + 2000].split(b"\n", 1)[0].decode("utf-8", "replace").rstrip("\r")


def relations(
    made: Edges, text: bytes, series: str, month: date, source: Source
) -> pa.RecordBatch:
    """Make a batch of ``relations`` from one chunk's edges."""
    count = made.a.size
    lines = [text[a:b].decode("utf-8", "replace") for a, b in zip(made.at, made.end, strict=True)]
    return pa.RecordBatch.from_arrays(
        [
            pa.repeat(pa.scalar(series, pa.string()), count),
            pa.array(made.a, pa.int64()),
            pa.array(made.b, pa.int64()),
            pa.array(made.rel, pa.int8()),
            pa.repeat(pa.scalar(month, pa.date32()), count),
            pa.repeat(pa.scalar(1, pa.int64()), count),
            pa.nulls(count, pa.string()),
            pa.array(lines, pa.string()),
            pa.repeat(pa.scalar(source.id, pa.string()), count),
            places("line", made.line),
            pa.repeat(pa.scalar(source.synthetic, pa.bool_()), count),
        ],
        schema=RELATIONS.schema,
    )


def snapshot(series: str, month: date, count: int, source: Source) -> pa.RecordBatch:
    """Say that the whole file stands for one month: what is not in it was not seen then."""
    return SNAPSHOTS.rows(
        [
            {
                "series": series,
                "month": month,
                "relations": count,
                "source_id": source.id,
                "locator": "whole file",
                "synthetic": source.synthetic,
            }
        ]
    ).to_batches()[0]


READER: Final = Reader(
    "as_relationships", 1, (RELATIONS.name, SNAPSHOTS.name, "rejects"), accepts, rows
)
