"""What the command line shows: tables, trails, words, and plain JSON.

What is shown comes from files that nobody vouches for: no control character of theirs reaches the
terminal. On a terminal (or where COLUMNS is set) all is fitted to the width and ids are short;
piped, each row is one line with its full id.
"""

import json as json_
import os
import sys
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text
from rich.tree import Tree

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
BROAD: Final = frozenset({"says", "reason", "edits", "dated_by"})
"""Columns of sentences: they stand on lines of their own where the row would not fit."""
MADE_UP: Final = "[synthetic]"
FEWEST: Final = 7
WIDEST: Final = 30
GAP: Final = "  "
INDENT: Final = "    "


def fitted() -> int | None:
    """Give the width to fit into; ``None`` where the output is piped and lines may be long."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit():
        return Console().width
    return None


def clean(value: object) -> str:
    """Give a value as one line of text without control characters.

    >>> clean("a" + chr(27) + "[2Jb")
    'a�[2Jb'
    """
    text = (
        "" if value is None else f"{value:%Y-%m-%d}" if isinstance(value, datetime) else str(value)
    )
    return "".join(c if c.isprintable() else "�" for c in " ".join(text.split()))


def line(text: str = "", style: str = "", *, cut: bool = False) -> None:
    """Print one line; ``cut`` ends it with an ellipsis where it would not fit."""
    width = fitted()
    made = Text(text, style=style)
    if cut and width is not None:
        made.truncate(width, overflow="ellipsis")
    Console().print(made, soft_wrap=True, highlight=False)


def shortened(rows: Sequence[Row], name: str = "id") -> list[Row]:
    """Cut ids to as many characters as tell them apart, where the output is fitted."""
    if fitted() is None:
        return list(rows)
    ids = sorted({str(r[name]) for r in rows})
    longest = max((len(i) for i in ids), default=FEWEST)
    least = range(FEWEST, longest + 1)
    most = next((n for n in least if len({i[:n] for i in ids}) == len(ids)), longest)
    return [{**r, name: str(r[name])[:most]} for r in rows]


def marked(rows: Iterable[Row]) -> list[Row]:
    """Put each verdict's mark before its word."""
    return [{**r, "verdict": verdict(r["verdict"])} for r in rows]


def verdict(name: str) -> str:
    """Give a verdict's mark and word."""
    return f"{MARKS[name]} {name.replace('_', ' ')}"


def said(row: Mapping[str, Any], name: str = "says") -> str:
    """Give what a row says as one line; what was made up is marked so wherever it is told.

    >>> said({"says": "eight ships", "synthetic": True})
    '[synthetic] eight ships'
    """
    told = clean(row.get(name))
    return f"{MADE_UP} {told}" if row.get("synthetic") else told


def table(title: str, rows: Sequence[Row], columns: Iterable[str]) -> None:
    """Print rows as a table of the columns named, or say in its title that there are none.

    A synthetic row is marked in its sentence, or in its last column where it has none.
    """
    line(title, "bold")
    if not rows:
        return
    names = list(columns)
    telling = "says" if "says" in names else names[-1]
    cells = [
        {n: said(row, n) if n == telling else clean(row.get(n)) for n in names} for row in rows
    ]
    width = fitted()
    most = _widths(names, cells)
    fits = width is None or sum(most.values()) + len(GAP) * (len(names) - 1) <= width
    broad = [] if fits else [n for n in names if n in BROAD]
    narrow = [n for n in names if n not in broad]
    if not fits:
        cells = [{n: c if n in broad else _capped(c) for n, c in row.items()} for row in cells]
        most = _widths(names, cells)
    line(_laid({n: _head(n) for n in narrow}, narrow, most), "dim", cut=True)
    for cell in cells:
        line(_laid(cell, narrow, most), cut=True)
        for name in broad:
            for part in _wrapped(cell[name], width or 0):
                line(part)


def _widths(names: Sequence[str], cells: Sequence[Mapping[str, str]]) -> dict[str, int]:
    return {n: max(cell_len(_head(n)), *(cell_len(c[n]) for c in cells)) for n in names}


def _capped(text: str) -> str:
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"


def _head(name: str) -> str:
    return name.replace("_", " ")


def _laid(cell: Mapping[str, str], names: Sequence[str], most: Mapping[str, int]) -> str:
    return GAP.join(cell[n] + " " * (most[n] - cell_len(cell[n])) for n in names).rstrip()


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(
        text, max(width, 2 * len(INDENT) + 1), initial_indent=INDENT, subsequent_indent=INDENT
    )


def tree(one: Trail) -> Tree:
    """Draw a trail as a tree; a source met twice is told in full once."""
    return _branch(one, None, set())


def _branch(one: Trail, into: Tree | None, told: set[str]) -> Tree:
    label = Text(one.kind, style="bold")
    if one.kind == "source":
        again = one.id in told
        told.add(one.id)
        label.append(f" {clean(one.row['path'])} (as above)" if again else f" {clean(one.says)}")
        label.append(_mark(one.row))
    else:
        label.append(f" {one.id}", style="not bold cyan")
        label.append(_mark(one.row))
        label.append(f"  {clean(one.says)}", style="not bold")
        if one.kind == "evidence" and one.row["quote"] and one.row["values"]:
            label.append(f"  {clean(one.row['values'])}", style="not bold dim")
    here = Tree(label) if into is None else into.add(label)
    for below in one.rests_on:
        _branch(below, here, told)
    if one.kind == "measure" and one.row["source"]:
        here.add(Text(clean(one.row["source"]), style="dim"))
    total = one.row.get("evidence_total")
    if one.kind == "finding" and total is not None and total > len(one.rests_on):
        here.add(Text(f"{total - len(one.rests_on)} more rows like these", style="dim"))
    return here


def _mark(row: Mapping[str, Any]) -> str:
    return f" {MADE_UP}" if row.get("synthetic") else ""


def print_trail(one: Trail) -> None:
    """Print a trail as a tree."""
    console = Console() if fitted() is not None else Console(width=10_000)
    console.print(tree(one), highlight=False)


def print_json(value: object) -> None:
    """Print one JSON object on one line."""
    plain = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    sys.stdout.write(json_.dumps(value, ensure_ascii=plain, default=_plain) + "\n")


def print_json_rows(fields: Mapping[str, object]) -> None:
    """Print one JSON object on one line; a field of rows is written row by row.

    Rows that are kept as columns are never all plain objects at once.
    """
    plain = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    give = partial(json_.dumps, ensure_ascii=plain, default=_plain)
    for name, value in fields.items():
        sys.stdout.write(f"{', ' if name != next(iter(fields)) else '{'}{give(name)}: ")
        if isinstance(value, Sequence) and not isinstance(value, str | list | tuple):
            for at, row in enumerate(value):
                sys.stdout.write(f"{', ' if at else '['}{give(row)}")
            sys.stdout.write("]" if value else "[]")
        else:
            sys.stdout.write(give(value))
    sys.stdout.write("}\n")


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def print_words(value: object, words: str, *, as_json: bool) -> None:
    """Print a value as JSON, or the words that say it."""
    if as_json:
        print_json(value)
        return
    for part in words.splitlines():
        line(clean(part))
