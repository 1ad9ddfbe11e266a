"""The engine contract's own channel: three tables by port, a halo of cells, two functions."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, Final

import pyarrow as pa

from hawse.core.channel import Channel, Panel, Reader, Step
from hawse.core.errors import ReadError
from hawse.core.source import Source
from hawse.core.table import UTC as INSTANT
from hawse.core.table import Column, Table
from hawse.core.tables import REJECTS

STEPS: Final = Path(__file__).parent / "steps"
TEXT, REAL, INT = pa.string(), pa.float64(), pa.int64()
CELL: Final = 10.0
REACH: Final = 8.0


def _table(name: str, order: tuple[str, ...] = (), /, **columns: pa.DataType) -> Table:
    made = tuple(Column(n, kind, "-", "a column of the contract") for n, kind in columns.items())
    return Table(name, made, order)


LOADS = _table("loads", port=TEXT, item=TEXT, tonnes=REAL)
PRICES = _table("prices", port=TEXT, item=TEXT, usd_per_tonne=REAL)
CALLS = _table("calls", port=TEXT, called_at=INSTANT)
NAMED = _table("named", port=TEXT, name=TEXT)
SUPPLIED = _table(
    "supplied", ("port",),
    port=TEXT, name=TEXT, tonnes=pa.decimal128(28, 3), value_usd=pa.decimal128(28, 3), calls=INT,
    first_at=INSTANT, month=INSTANT,
)  # fmt: skip
SEEN = _table("seen", ship=INT, x=REAL)
CELLED = _table("celled", cell=INT, own=pa.bool_(), ship=INT, x=REAL)
MET = _table("met", ("ship", "x", "other", "other_x"), ship=INT, x=REAL, other=INT, other_x=REAL)
MOVED = _table("moved", ("ship",), ship=INT, by=REAL, moves=pa.list_(REAL))
MARKED = _table("marked", ship=INT, synthetic=pa.bool_())
COUNTED = _table("counted", ("ship", "synthetic"), ship=INT, sightings=INT, synthetic=pa.bool_())
CHOSEN = _table("chosen", ("port",), port=TEXT, items=TEXT, named=TEXT)
HANDED = _table("handed", ("port",), port=TEXT, loads=TEXT, named=TEXT)
FAR = _table("far", ("ship", "x"), ship=INT, x=REAL)


def moved(seen: pa.Table) -> pa.Table:
    """One row for each ship: how far it went in all, in order of place."""
    tracks: dict[int, list[float]] = {}
    for row in seen.to_pylist():
        tracks.setdefault(row["ship"], []).append(row["x"])
    rows = []
    for ship, xs in sorted(tracks.items()):
        moves = [b - a for a, b in pairwise(sorted(xs))]
        rows.append({"ship": ship, "by": sum(moves), "moves": moves})
    return MOVED.rows(rows)


def handed(loads: pa.Table, named: pa.Table) -> pa.Table:
    """One row for each port that loads: the columns that the step was handed."""
    told = {"loads": " ".join(loads.column_names), "named": " ".join(named.column_names)}
    return HANDED.rows([{"port": port, **told} for port in loads["port"].unique().to_pylist()])


def chosen(loads: pa.Table, named: pa.Table) -> pa.Table:
    """One row for each port that loads: which items and which names came."""
    told: dict[str, set[str]] = {}
    for row in loads.to_pylist():
        told.setdefault(row["port"], set()).add(row["item"])
    names = " ".join(named["name"].to_pylist())
    rows = [{"port": p, "items": " ".join(sorted(i)), "named": names} for p, i in told.items()]
    return CHOSEN.rows(rows)


def far(seen: pa.Table, least: float) -> pa.Table:
    """One row for each sighting that is far out; it knows nothing of other rows."""
    return FAR.rows([row for row in seen.to_pylist() if row["x"] >= least])


def broken(seen: pa.Table) -> pa.Table:
    """Fail, as a step that has a fault does."""
    raise ZeroDivisionError(f"{seen.num_rows} rows by nothing")


def _lines(file: BinaryIO, source: Source) -> Iterator[tuple[str, pa.RecordBatch]]:
    rows, rejects = [], []
    for n, line in enumerate(file, start=1):
        ship, _, x = line.decode("utf-8", "replace").strip().partition(",")
        if ship == "broken":
            raise ReadError(source.path, f"line {n}", "a broken file", "a whole one")
        if ship.isdigit():
            rows.append({"ship": int(ship), "x": float(x)})
        else:
            rejects.append(
                {"source_id": source.id, "locator": f"line {n}", "reason": "no ship", "raw": ship}
            )
    yield "seen", pa.RecordBatch.from_pylist(rows, schema=SEEN.schema)
    if rejects:
        yield "rejects", pa.RecordBatch.from_pylist(rejects, schema=REJECTS.schema)


READER = Reader("lines", 1, ("seen", "rejects"), lambda _path, _head: True, _lines)
_FEEDER = Reader(
    "feeder",
    1,
    ("loads", "prices", "calls", "named", "marked"),
    lambda _p, _h: False,
    lambda _f, _s: iter(()),
)
CHANNEL = Channel(
    name="contract",
    question="Do two engines give the same rows?",
    tables=(LOADS, PRICES, CALLS, NAMED, SUPPLIED, SEEN, CELLED, MET, MOVED, FAR, MARKED, COUNTED,
            HANDED, CHOSEN),
    kinds=(),
    readers=(READER, _FEEDER),
    facts=(),
    steps=(
        Step("supplied", ("loads", "prices", "calls"), ("named",), ("port",),
             STEPS / "supplied.sql", {"min_tonnes": 1.0}),
        Step("celled", ("seen",), by=(), does=STEPS / "celled.sql", settings={"cell": CELL}),
        Step("met", ("celled",), by=("cell",), does=STEPS / "met.sql", settings={"reach": REACH}),
        Step("moved", ("seen",), by=("ship",), does=moved),
        Step("counted", ("marked",), by=("ship",), does=STEPS / "counted.sql"),
        Step("handed", ("loads",), ("named",), ("port",), handed,
             columns={"loads": ("port", "item"), "named": ("name",)}),
        Step("chosen", ("loads",), ("named",), ("port",), chosen,
             where={"loads": ("item", ("coal", "peat")), "named": ("port", ("port:0",))}),
        Step("far", ("seen",), by=(), does=far, settings={"least": 90.0}),
    ),
    panel=Panel((), lambda: ()),
)  # fmt: skip
FAULTY = Channel(
    "faulty", "Does a fault come out whole?", (SEEN, MOVED), (), (READER,), (),
    (Step("moved", ("seen",), by=("ship",), does=broken),), Panel((), lambda: ()),
)  # fmt: skip
