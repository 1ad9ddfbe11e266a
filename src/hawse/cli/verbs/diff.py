"""``hawse diff``: what changed between two runs."""

from collections import Counter
from pathlib import Path
from typing import Any, Final

from cyclopts import App

import hawse
from hawse.cli.options import Json
from hawse.cli.screen import clean, line, print_json

SHORT: Final = 60


def diff(one: Path, other: Path, *, json: Json = False) -> None:
    """Say what changed from the run in ONE to the run in OTHER.

    Sources, claims, findings and verdicts are matched by their keys; ids change with every word.

    Python twin: hawse.diff(one, other)

    Args:
        one: The folder of the earlier run.
        other: The folder of the later run.
        json: Print one JSON object.
    """
    made = hawse.diff(one, other)
    if json:
        print_json({"same": not made, "changes": [c.plain() for c in made]})
        return
    if not made:
        line("Nothing differs: sources, claims, findings, verdicts, measures, decisions, replies")
        return
    for table in dict.fromkeys(c.table for c in made):
        own = [c for c in made if c.table == table]
        counts = Counter(c.what for c in own)
        line(f"{table}: {', '.join(f'{n} {what}' for what, n in sorted(counts.items()))}", "bold")
        for change in own:
            line(f"{change.what:<7}  {clean(change.key)}  {clean(change.says)}", cut=True)
            if change.what == "changed":
                for name in change.was:
                    _show(name, _told(change.was[name]), _told(change.now[name]))


def _show(name: str, was: str, now: str) -> None:
    """Print what a column was and is: on one line, or on two where that would be long."""
    if len(was) + len(now) <= SHORT:
        line(f"         {name}: {was} -> {now}", cut=True)
        return
    line(f"         {name} was: {was}", cut=True)
    line(f"         {name} now: {now}", cut=True)


def _told(value: Any) -> str:  # noqa: ANN401 - any value of a ledger
    return "not said" if value is None else clean(value)


def add(app: App) -> None:
    """Give the app its verb."""
    app.command(diff)
