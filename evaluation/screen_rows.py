"""Screen rows in memory: lists read, indexes made, steps run by the same engine as in a case."""

import csv
import gzip
import io
import time
from pathlib import Path
from typing import Any

import pyarrow as pa

from hawse.channels.measures.screen.forms import form
from hawse.flow.screening import Lists, asked_tables, read_lists, run_steps


def rows_of(path: Path) -> list[dict[str, str]]:
    """Read a CSV, plain or gzipped, as dicts."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8", "replace")
    return list(csv.DictReader(io.StringIO(text)))


class Bench:
    """Rows screened against lists, with every table that was made on the way, and the seconds."""

    coarse = 74.0

    def __init__(
        self,
        rows: list[dict[str, str]],
        lists: list[Path],
        *,
        names_only: bool = False,
        **settings: Any,
    ) -> None:
        self.lists: Lists = read_lists(lists)
        if names_only:
            rows = [{"full_name": r["full_name"]} for r in rows]
        started = time.perf_counter()
        asked = asked_tables(rows, schema="person")
        self.tables: dict[str, pa.Table] = run_steps(self.lists, asked, **settings)
        self.seconds = time.perf_counter() - started


def answers(
    plain: list[dict[str, str]], tables: dict[str, pa.Table]
) -> list[set[tuple[str, str]]]:
    """Give for each plain name the listed parties that have exactly its tokens: the known answers."""
    having: dict[tuple[str, ...], set[tuple[str, str]]] = {}
    for row in tables["listed_names"].to_pylist():
        key = tuple(sorted(form(row["name"], "person").latin))
        having.setdefault(key, set()).add((row["list"], row["party"]))
    return [having.get(tuple(sorted(form(r["full_name"], "person").latin)), set()) for r in plain]
