"""``hawse ships FILE... [--from RU] [--to KP]``: ships alone, between a supplier and a target."""

import tempfile
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

import hawse
from hawse.cli.options import Json, Out
from hawse.cli.shows import show_channel
from hawse.cli.telling import Telling

From = Annotated[tuple[str, ...], Parameter(name="--from", negative="")]
To = Annotated[str, Parameter(name=["--to", "--target"])]


def add(app: App) -> None:
    """Put this verb in the place of the channel's plain one."""
    del app["ships"]
    app.command(ships, group="One channel alone")


def ships(
    file: Path,
    *files: Path,
    from_: From = ("RU", "CN"),
    to: To = "KP",
    out: Out | None = None,
    json: Json = False,
) -> None:
    """Which vessels loaded at a supplier's port, and where did they really go?

    Runs the channel ships alone on files, without a case file, and prints what it found.

    Python twin: hawse.look("ships", files, out)

    Args:
        file: Receiver logs, positions, port calls or declarations; its contents say which.
        files: More files.
        from_: A supplier's country, ISO 3166 alpha-2; may be given more than once.
        to: The country looked at, ISO 3166 alpha-2.
        out: Keep the ledger here.
        json: Print one JSON object.
    """
    every = (file, *files)
    with tempfile.TemporaryDirectory(prefix="hawse-") as scratch, Telling() as tell:
        ledger = hawse.look(
            "ships", every, out or Path(scratch), target=to, suppliers=from_, told=tell
        )
    show_channel("ships", ledger, as_json=json)
