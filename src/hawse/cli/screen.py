"""What the command line shows: tables, trails, progress, and plain JSON."""

import json as json_
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, Self

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.tree import Tree

from hawse.flow import Run
from hawse.flow.verbs import claims
from hawse.ledger.trace import Trail

Row = dict[str, Any]
MARKS: Final = {
    "supported": "●",
    "partly_supported": "◐",
    "contradicted": "▲",
    "not_observable": "◌",
    "not_examined": "–",
    "not_testable": "·",
}
WIDE: Final = frozenset({"says", "reason", "path"})
talk = Console(stderr=True)


class Telling:
    """Progress on stderr: a bar on a terminal, else one plain line a stage."""

    def __enter__(self) -> Self:
        """Start the bar."""
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._last = ""
        if talk.is_terminal:
            self._bar = Progress(
                TextColumn("{task.description:<34}"),
                BarColumn(24),
                TextColumn("{task.completed}/{task.total}"),
                TimeElapsedColumn(),
                console=talk,
                transient=True,
            )
            self._bar.start()
            self._task = self._bar.add_task("", total=1)
        return self

    def __call__(self, what: str, done: int, of: int) -> None:
        """Say what is being done."""
        if self._bar is not None and self._task is not None:
            self._bar.update(
                self._task, description=escape(what[:34]), completed=done, total=max(of, 1)
            )

    def __exit__(self, *_: object) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()


def summary(made: Run, *, as_json: bool) -> None:
    """Print what a run came to."""
    rows = claims(made.out)
    counts = {v: sum(r["verdict"] == v for r in rows) for v in MARKS}
    size = {
        n: made.ledger.table(n).num_rows for n in ("sources", "evidence", "findings", "rejects")
    }
    if as_json:
        places = {"out": str(made.out), "dossier": str(made.dossier)}
        head = {"case": made.case.id, "ledger": made.ledger.digest}
        print_json({**head, **places, "claims": counts, **size})
        return
    told = [r for r in rows if r["verdict"] != "not_testable"]
    heading = f"Case {made.case.id}: " + ", ".join(f"{v} {n}" for n, v in size.items())
    table(heading, marked(told), ("id", "channel", "verdict", "confidence", "says"))
    say = Console().print
    said = (f"{n} {v.replace('_', ' ')}" for v, n in counts.items() if n)
    say(f"Claims: {', '.join(said)}", soft_wrap=True)
    kilobytes = made.dossier.stat().st_size / 1000
    say(
        f"Wrote {made.dossier} ({kilobytes:.0f} kB), ledger {made.ledger.digest[:16]}",
        soft_wrap=True,
    )
    first = rows[0]["id"] if rows else "ID"
    verbs = (f"explain {first}", "claims", "verify")
    say("Next: " + "   ".join(f"hawse {v} -o {made.out}" for v in verbs), soft_wrap=True)


def marked(rows: Iterable[Row]) -> list[Row]:
    """Put each verdict's mark before its word."""
    return [{**r, "verdict": f"{MARKS[r['verdict']]} {r['verdict']}"} for r in rows]


def tree(one: Trail, into: Tree | None = None) -> Tree:
    """Draw a trail as a tree."""
    label = f"[bold]{one.kind}[/bold] {one.id}  {escape(one.says)}"
    here = Tree(label) if into is None else into.add(label)
    for below in one.rests_on:
        tree(below, here)
    return here


def table(
    title: str,
    rows: Sequence[Row],
    columns: Iterable[str],
    short: Mapping[str, int] | None = None,
) -> None:
    """Print rows as a table of the columns named; ``short`` cuts a column's cells."""
    made = Table(
        title=escape(title), title_justify="left", box=None, pad_edge=False, header_style="bold"
    )
    names = list(columns)
    for name in names:
        fixed = name in {"id", "channel"}
        ratio = 1 if name in WIDE else None
        made.add_column(name.replace("_", " "), overflow="fold", no_wrap=fixed, ratio=ratio)
    for row in rows:
        made.add_row(*(escape(_cell(row.get(n), (short or {}).get(n))) for n in names))
    Console().print(made)


def _cell(value: object, most: int | None) -> str:
    text = (
        "" if value is None else f"{value:%Y-%m-%d}" if isinstance(value, datetime) else str(value)
    )
    return text[:most] if most else text


def print_json(value: object) -> None:
    """Print one JSON object on one line."""
    sys.stdout.write(json_.dumps(value, ensure_ascii=False, default=_plain) + "\n")


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def print_words(value: object, words: str, *, as_json: bool) -> None:
    """Print a value as JSON, or the words that say it."""
    if as_json:
        print_json(value)
    else:
        Console().print(words, soft_wrap=True, markup=False)
