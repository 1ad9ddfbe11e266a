"""The seam: what a channel is made of. Wiring is by table name and nothing else."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Literal

import pyarrow as pa

from hawse.core.kinds import Kind
from hawse.core.source import Source
from hawse.core.table import Table

Setting = str | int | float | bool
Accepts = Callable[[Path, bytes], bool]
Rows = Callable[[BinaryIO, Source], Iterator[tuple[str, pa.RecordBatch]]]
Does = Callable[..., pa.Table]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one format. Opens nothing, fetches nothing, guesses nothing.

    ``accepts(path, head)`` sees the name and the first 64 KiB after decompression. ``rows(file,
    source)`` is given an open (decompressed) binary file and yields ``(table, batch)``;
    ``rejects`` is one of the tables. A broken line is a reject row, a broken file a ``ReadError``.
    ``fallback`` marks a reader of a form that nothing but its name gives away (plain text): it
    takes a file only if no other reader does.
    """

    name: str
    version: int
    makes: tuple[str, ...]
    accepts: Accepts
    rows: Rows
    fallback: bool = False


@dataclass(frozen=True)
class Step:
    """One piece of work: reads tables, makes one.

    ``reads`` are split by ``by``; ``whole`` go entire to every bucket. ``by=None`` is one bucket
    on the driver, ``by=()`` any split of the rows of the one table read. ``does`` is a ``.sql``
    file or a pure function ``does(**tables, **settings) -> pa.Table`` at the top of its module.
    ``columns`` names, for a table of many, those that a function takes of it; of a table that it
    does not name a function is given all. ``where`` names a column of text and the values that
    count, for a table of which a function takes some rows alone: the others are never held.
    """

    makes: str
    reads: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    by: tuple[str, ...] | None = None
    does: Path | Does = Path()
    settings: Mapping[str, Setting] = field(default_factory=dict)
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    where: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The step's name: the file's, or the function's. A case sets its settings under it."""
        return self.does.stem if isinstance(self.does, Path) else self.does.__name__

    def text(self) -> str:
        """The text that runs: the SQL, or the function's source. Shown when the step fails."""
        return (
            self.does.read_text("utf-8")
            if isinstance(self.does, Path)
            else inspect.getsource(self.does)
        )


@dataclass(frozen=True, slots=True)
class Facts:
    """Reference rows that ship as a CSV file; read as a Source, each row names its own source."""

    table: str
    path: Path


FigureKind = Literal["bars", "lines", "intervals", "gauge", "graph", "table", "map", "note"]


@dataclass(frozen=True, slots=True)
class Datum:
    """One datum of a picture, with the finding or evidence ids that it rests on.

    ``cells`` are the texts of one row of a ``table``; ``label`` and ``to`` are the two ends of an
    edge of a ``graph``; ``start`` and ``end`` place a datum in time.
    """

    label: str
    ids: tuple[str, ...]
    low: float | None = None
    best: float | None = None
    high: float | None = None
    unit: str = "-"
    series: str = ""
    to: str = ""
    start: datetime | None = None
    end: datetime | None = None
    cells: tuple[str, ...] = ()
    basis: str = "observed"
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture in plain data: rows in, marks out. It draws nothing itself."""

    kind: FigureKind
    title: str
    data: tuple[Datum, ...] = ()
    unit: str = "-"
    columns: tuple[str, ...] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """What the dossier shows of a channel: ``draws(**tables)`` gives figures.

    It may read the channel's own tables and the ledger's (``findings``, ``claims``, ``entries``,
    ``coverage``, ``measures``), which carry ids by then.
    """

    reads: tuple[str, ...]
    draws: Callable[..., tuple[Figure, ...]]


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel is a table of contents: one question and what answers it."""

    name: str
    question: str
    tables: tuple[Table, ...]
    kinds: tuple[Kind, ...]
    readers: tuple[Reader, ...]
    facts: tuple[Facts, ...]
    steps: tuple[Step, ...]
    panel: Panel
