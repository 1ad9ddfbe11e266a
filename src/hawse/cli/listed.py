"""What the verbs about sanctions lists print alike: alarms, versions held, rejected lines."""

from collections.abc import Iterable, Sequence

from hawse.cli.screen import Row, clean, table
from hawse.cli.telling import talk

MOST = 50
"""Rows of a table that are printed; ``--json`` gives all."""


def warn(alarms: Iterable[str]) -> None:
    """Tell on stderr what is odd about the lists."""
    for alarm in alarms:
        talk.print(f"alarm: {clean(alarm)}", markup=False, highlight=False, soft_wrap=True)


def show_versions(versions: Sequence[Row]) -> None:
    """Print the versions held of each list."""
    held = [{**v, "day": v["first_on"], "whole": "yes" if v["whole"] else "cut"} for v in versions]
    table("Versions held", held, ("list", "version", "day", "entries", "whole"))


def show_rejects(rejects: Sequence[Row]) -> None:
    """Print the lines that could not be read, if there are any."""
    if rejects:
        what = ("locator", "reason", "raw")
        table(f"{len(rejects)} lines rejected", rejects[:MOST], what)
