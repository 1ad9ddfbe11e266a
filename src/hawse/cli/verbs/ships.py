"""``hawse ships FILE... [--from RU] [--to KP]``: ships alone, between a supplier and a target."""

import tempfile
from pathlib import Path
from typing import Annotated, Final

from cyclopts import App, Parameter
from rigour.territories import get_territory, lookup_territory

import hawse
from hawse.cli.options import Json, Out
from hawse.cli.shows import show_channel
from hawse.cli.telling import Telling


def _countries(_: type, given: str | tuple[str, ...]) -> None:
    """Refuse whatever is no country's code; a name is told its code."""
    for word in (given,) if isinstance(given, str) else given:
        if len(word) != ALPHA_2 or get_territory(word.lower()) is None:
            named = lookup_territory(word)
            cure = f"; that of {word} is {named.code.upper()}" if named is not None else ""
            raise ValueError(f"found {word!r}, wanted a country's ISO 3166 alpha-2 code{cure}")


ALPHA_2: Final = 2
From = Annotated[tuple[str, ...], Parameter(name="--from", negative="", validator=_countries)]
To = Annotated[str, Parameter(name=["--to", "--target"], validator=_countries)]


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
    to, from_ = to.upper(), tuple(code.upper() for code in from_)
    with tempfile.TemporaryDirectory(prefix="hawse-") as scratch, Telling() as tell:
        ledger = hawse.look(
            "ships", every, out or Path(scratch), target=to, suppliers=from_, told=tell
        )
    show_channel("ships", ledger, as_json=json)
