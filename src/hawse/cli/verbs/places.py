"""``hawse places import``: lists of ports that a user has, made into places for a case."""

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

import hawse
from hawse.cli.options import Json
from hawse.cli.screen import clean, print_words


def import_places(
    file: Path,
    *files: Path,
    out: Annotated[Path, Parameter(name=["--out", "-o"])] = Path("places.csv"),
    edition: str = "",
    json: Json = False,
) -> None:
    """Make one file of places out of lists of ports: WPI, UN/LOCODE, GFW's anchorages.

    Name the file that it writes as a source of a case, or give it to hawse ships beside the logs:
    stays are then found at its places, and destinations that name them are resolved.

    Python twin: hawse.places_import(files, out)

    Args:
        file: UpdatedPub150.csv, a UN/LOCODE code list, or named anchorages; packed or not.
        files: More lists.
        out: The file of places to write.
        edition: Edition of UN/LOCODE lists whose names do not say it, as 2024-2; written into the
            source of each row.
        json: Print one JSON object.
    """
    made = hawse.places_import((file, *files), out, edition=edition)
    words = [
        f"{clean(f['path'])}: {f['list']}, {f['places']} places, {f['refused']} rows that are none"
        + "".join(f"\n  {clean(why)}" for why in f["reasons"])
        for f in made["files"]
    ]
    words.append(
        f"Wrote {clean(made['out'])}: {made['places']} places, "
        f"{made['without_position']} of them without a position"
    )
    print_words(made, "\n".join(words), as_json=json)


def add(app: App) -> None:
    """Give the app its verb."""
    group = App(
        name="places",
        help="Places from lists of ports.\n\nPython twin: hawse.places_import(files, out)",
    )
    group.command(import_places, name="import")
    app.command(group)
