"""``hawse export``: the ledger in a form that other programs read."""

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

import hawse
from hawse.cli.options import DEFAULT_OUT, Json, Out
from hawse.cli.screen import clean, print_words
from hawse.flow.handing import Form


def export(
    out: Out = DEFAULT_OUT,
    *,
    to: Annotated[Form, Parameter(name="--to")],
    into: Path | None = None,
    json: Json = False,
) -> None:
    """Write the ledger in OUT in a form that other programs read, with a README of every column.

    Python twin: hawse.write_export(out, to)

    Args:
        out: Where the ledger lies.
        to: followthemoney, geojson, csv, parquet or sqlite. Synthetic rows are marked in each.
        into: A folder (without it OUT/export/FORM), or a file NAME.zip.
        json: Print one JSON object.
    """
    made = hawse.write_export(out, to, into)
    told = {"to": to, "files": [{"path": str(p), "bytes": p.stat().st_size} for p in made]}
    words = "\n".join(f"Wrote {clean(p)} ({p.stat().st_size / 1000:.0f} kB)" for p in made)
    print_words(told, words, as_json=json)


def add(app: App) -> None:
    """Give the app its verb."""
    app.command(export)
