"""``hawse dossier``: the page of a ledger written again, in full or brief."""

import re
from pathlib import Path
from typing import Annotated, Final, Literal

from cyclopts import App, Parameter

import hawse
from hawse.cli.options import DEFAULT_OUT, Json, Out
from hawse.cli.screen import clean, print_words

SIZES: Final = {"": 1, "B": 1, "KB": 1000, "MB": 1_000_000}
SIZE: Final = re.compile(r"(\d+(?:\.\d+)?)\s*([kKmM]?[bB]?)")


def size(_type: object, tokens: object) -> int:
    """Read a size: a number of bytes, or one with kB or MB behind it.

    Raises:
        ValueError: it is none.
    """
    text = (
        str(getattr(next(iter(tokens)), "value", "")) if isinstance(tokens, list | tuple) else ""
    )
    found = SIZE.fullmatch(text.strip())
    unit = found.group(2).upper() if found else ""
    if found is None or float(found.group(1)) <= 0:
        raise ValueError(f"found {text!r}, wanted a size such as 3MB or 700kB")
    return int(
        float(found.group(1)) * SIZES[unit if unit.endswith("B") or not unit else f"{unit}B"]
    )


Size = Annotated[int, Parameter(name="--max-size", converter=size)]


def dossier(
    out: Out = DEFAULT_OUT,
    *,
    page: Path | None = None,
    profile: Literal["full", "brief"] = "full",
    max_size: Size = 3_000_000,
    json: Json = False,
) -> None:
    """Write the page of the ledger in OUT again, without its sources and without a run.

    Python twin: hawse.write_dossier(out)

    Args:
        out: Where the ledger lies.
        page: Where the page goes; without it OUT/dossier.html, or a name of its own for another
            form.
        profile: full, or brief for two printed pages.
        max_size: The most that the page may have, such as 3MB or 700kB; what does not fit is left
            out, and the page says so.
        json: Print one JSON object.
    """
    made = hawse.write_dossier(out, page, profile=profile, most=max_size)
    told = {"dossier": str(made), "bytes": made.stat().st_size, "profile": profile}
    words = f"Wrote {clean(made)} ({made.stat().st_size / 1000:.0f} kB)"
    print_words(told, words, as_json=json)


def add(app: App) -> None:
    """Give the app its verb."""
    app.command(dossier)
