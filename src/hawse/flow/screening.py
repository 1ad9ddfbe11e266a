"""Sanctions lists and names in memory, and the steps of screening over them, without a case."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from hawse.channels.measures.lists.formats import READERS
from hawse.channels.measures.lists.tables import ALL as LIST_TABLES
from hawse.channels.measures.lists.tables import CHANGES, OWNED
from hawse.channels.measures.screen import names_csv, steps
from hawse.channels.measures.screen.standing import Held
from hawse.channels.measures.screen.tables import ALL as SCREEN_TABLES
from hawse.channels.measures.screen.tables import SCREENED, WEIGHTS
from hawse.core.channel import Reader, Step
from hawse.core.errors import SourceError
from hawse.core.source import Source
from hawse.core.table import Table
from hawse.core.tables import CASE_PERIOD, REJECTS
from hawse.engine.files import head_of, open_source, sha256
from hawse.engine.work import Means, Task, run_bucket

Row = dict[str, Any]
Tables = Mapping[str, pa.Table]
FACTS: Final = Path(__file__).parents[1] / "channels" / "measures" / "facts"
_TABLES: Final = {
    t.name: t for t in (*LIST_TABLES, CHANGES, OWNED, *SCREEN_TABLES, REJECTS, CASE_PERIOD)
}


@dataclass(frozen=True)
class Lists:
    """Lists read into their tables, and an index of their names.

    ``empty`` are the files that name nobody: of what they should have listed nothing is known.
    """

    tables: Tables
    alarms: tuple[str, ...]
    empty: tuple[str, ...] = ()


def read_lists(paths: Sequence[Path], *, index: bool = True) -> Lists:
    """Read lists, each by the reader that takes it, and index their names if that is wanted.

    Raises:
        SourceError: a file is missing, empty, or no reader takes it.
    """
    parts: list[Tables] = []
    empty: list[str] = []
    for path in (one for given in paths for one in _files(given)):
        head = head_of(path) if path.is_file() else b""
        if not head:
            raise SourceError(
                f"{path}: found no file or an empty one, wanted a sanctions list; fetch it again"
            )
        taking = [r for r in READERS if r.accepts(path, head)]
        if not taking:
            raise SourceError(
                f"{path}: no list reader takes it; there are {[r.name for r in READERS]}"
            )
        parts.append(read_with(taking[0], path))
        if not any(parts[-1][t.name].num_rows for t in LIST_TABLES if t.name in parts[-1]):
            empty.append(path.name)
    wanted = (*LIST_TABLES, REJECTS)
    tables = {
        t.name: pa.concat_tables([t.empty(), *(p[t.name] for p in parts if t.name in p)])
        for t in wanted
    }
    if index:
        tables = indexed(tables)
    cut = [v for v in tables["list_versions"].to_pylist() if not v["whole"]]
    alarms = [
        *(f"{name}: the list names nobody; fetch it again" for name in empty),
        *(f"{v['list']} {v['version']}: the file stops in the middle after {v['entries']} entries"
          for v in cut),
        *strays(tables),
        *shrunk(tables["list_versions"].to_pylist()),
    ]  # fmt: skip
    return Lists(tables, tuple(alarms), tuple(empty))


def _files(path: Path) -> list[Path]:
    """Give the lists of a folder, or the file itself.

    Raises:
        SourceError: a folder has no file that a reader of lists takes.
    """
    if not path.is_dir():
        return [path]
    held = sorted(p for p in path.iterdir() if p.is_file())
    lists = [p for p in held if any(r.accepts(p, head_of(p)) for r in READERS)]
    if not lists:
        raise SourceError(
            f"{path}: found no sanctions list among the {len(held)} files of this folder; "
            f"there are readers for {[r.name for r in READERS]}"
        )
    return lists


def indexed(tables: Tables) -> dict[str, pa.Table]:
    """Index the names of lists; done once, however many names are asked about."""
    made = dict(tables)
    for step in steps.INDEXING:
        made[step.makes] = run_step(step, made)
    return made


def strays(tables: Tables) -> list[str]:
    """Say of which lists names stand without the entry that they are a name of.

    A list of several files whose parts are of different days has such names. They name nobody
    and are left out of a screen.
    """
    parties, names = tables["listed_parties"], tables["listed_names"]
    held = set(zip(*(parties[c].to_pylist() for c in ("list", "party")), strict=True))
    asked = zip(*(names[c].to_pylist() for c in ("list", "party")), strict=True)
    lost = Counter(key[0] for key in asked if key not in held)
    return [
        f"{name}: {many} names are of entries that no file given has; "
        f"give all its files of one day, or these names are not screened"
        for name, many in sorted(lost.items())
    ]


def shrunk(versions: Sequence[Row], most: float = 0.2) -> list[str]:
    """Say of which lists a version lost more than a share of the entries of the one before.

    A list that shrank by a fifth is an alarm, not a result: lists lose a few entries a month.
    """
    said = []
    for name, rows in sorted(Held(versions).of.items()):
        for old, new in pairwise(rows):
            if new["entries"] < (1 - most) * old["entries"]:
                said.append(
                    f"{name}: {new['version']} has {new['entries']} entries, "
                    f"{old['version']} had {old['entries']}"
                )
    return said


def read_with(reader: Reader, path: Path) -> dict[str, pa.Table]:
    """Read one file with one reader into whole tables.

    Raises:
        SourceError: the file cannot be read.
        ReadError: it is not what the reader takes it for.
    """
    parts = list(read_parts(reader, path))
    return {
        name: pa.concat_tables([_TABLES[name].empty(), *(p[name] for p in parts)])
        for name in reader.makes
    }


def read_parts(reader: Reader, path: Path) -> Iterator[dict[str, pa.Table]]:
    """Read one file batch by batch: the tables of the reader, all but one of them empty.

    Raises:
        SourceError: the file cannot be read.
        ReadError: it is not what the reader takes it for.
    """
    stamp = datetime.combine(date.min, time(), UTC)
    source = Source(
        sha256(path), path.name, "measures", reader.name, reader.version, retrieved_at=stamp
    )
    none = {name: _TABLES[name].empty() for name in reader.makes}
    with open_source(path) as file:
        for name, batch in reader.rows(file, source):
            schema = _TABLES[name].schema
            yield {**none, name: pa.Table.from_batches([batch.cast(schema)], schema)}


def asked_tables(rows: Sequence[Mapping[str, str]], schema: str = "") -> dict[str, pa.Table]:
    """Make rows given in memory into the table of names to be screened.

    As the CSV reader would.
    """
    made, bad = [], []
    for line, row in enumerate(rows, start=2):
        cells = {
            k.lower(): v or ""
            for k, v in row.items()
            if isinstance(k, str) and not isinstance(v, list)
        }
        place = {"source_id": "given", "locator": f"line {line}"}
        try:
            one = names_csv.row_of({"schema": schema, **cells}, line)
        except ValueError as why:
            bad.append({**place, "reason": str(why), "raw": str(dict(row))[:500]})
            one = {"row": f"row {line - 1}", "name": "", "schema": "unknown"}
        made.append(one | place | {"synthetic": False})
    return {"screened_names": SCREENED.rows(made), "rejects": REJECTS.rows(bad)}


def run_steps(
    held: Lists, asked: Tables, *, threads: int = 1, **settings: Any
) -> dict[str, pa.Table]:
    """Run the steps of screening over tables in memory, and give every table."""
    tables = {
        **held.tables,
        **asked,
        "name_weights": WEIGHTS.rows(weights()),
        "case_period": CASE_PERIOD.empty(),
    }
    for step in steps.ASKING:
        own = {k: v for k, v in settings.items() if k in step.settings}
        tables[step.makes] = run_step(
            replace(step, settings={**step.settings, **own}), tables, threads
        )
    return tables


def run_step(step: Step, tables: Tables, threads: int = 1) -> pa.Table:
    """Run one step over tables in memory."""
    table: Table = _TABLES[step.makes]
    path = step.does if isinstance(step.does, Path) else None
    task = Task(
        step.name,
        table.schema,
        table.order,
        step.text() if path else None,
        None if isinstance(step.does, Path) else step.does,
        step.settings,
    )
    return run_bucket(task, {name: tables[name] for name in step.whole}, Means(threads, 3072))


def weights() -> list[Row]:
    """Give the fitted weights of names that ship."""
    return [{**r, "weight": float(r["weight"])} for r in facts(WEIGHTS.name)]


def facts(name: str) -> list[dict[str, str]]:
    """Read a facts file of the measures channel as plain rows."""
    with (FACTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
