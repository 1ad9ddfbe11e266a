"""What is done with a ledger once it is there: told again, handed on, held against another.

None of it needs the sources or runs a step: ``OUT/ledger`` and ``OUT/told.json`` are enough.
"""

from pathlib import Path
from typing import Literal

from hawse import __version__
from hawse.core.errors import LedgerError, SourceError
from hawse.dossier.build import build
from hawse.dossier.render import LARGEST, Profile, render
from hawse.export.handed import Handed
from hawse.export.write import FORMATS, write
from hawse.flow import beside
from hawse.ledger import changes, store
from hawse.ledger.changes import Change

Form = Literal["followthemoney", "geojson", "csv", "parquet", "sqlite"]


def write_dossier(
    out: Path, page: Path | None = None, *, profile: Profile = "full", most: int = LARGEST
) -> Path:
    """Write the page of a ledger again: full, or brief (two printed pages), at most so large.

    Without ``page`` it lies in OUT: ``dossier.html`` is the full page that ``verify`` knows; any
    other form has a name of its own. Gives the file written.

    Raises:
        LedgerError: there is no ledger under OUT, or no page can be as small as asked.
        SourceError: the page cannot be written.
    """
    ledger = store.read(out)
    told = beside.kept(out, ledger)
    same = profile == "full" and most == LARGEST
    page = page or out / ("dossier.html" if same else f"dossier-{profile}.html")
    try:
        made = render(build(ledger.tables, told.figures, told.about), most, profile=profile)
    except ValueError as why:
        raise LedgerError(f"{why}; give --max-size more") from why
    try:
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_bytes(made)
    except OSError as why:
        raise SourceError(f"{page}: cannot be written ({why.strerror or why})") from why
    return page


def write_export(out: Path, to: Form, into: Path | None = None) -> list[Path]:
    """Write a ledger in a form that other programs read, with a README of every column.

    ``to`` is followthemoney, geojson, csv, parquet or sqlite; ``into`` a folder (without it
    ``OUT/export/FORM``) or a file NAME.zip. Every form marks synthetic rows. Gives the files.

    Raises:
        LedgerError: there is no ledger under OUT, or no such form.
        SourceError: it cannot be written.
    """
    if to not in FORMATS:
        raise LedgerError(f"there is no form {to!r}; there are {sorted(FORMATS)}")
    ledger = store.read(out)
    told = beside.kept(out, ledger)
    about = told.about
    handed = Handed(
        ledger, about.case_id, about.target, __version__, dict(about.names), told.figures,
        told.places,
    )  # fmt: skip
    return write(to, handed, into or out / "export" / to)


def diff(one: Path, other: Path) -> list[Change]:
    """Say what changed between two runs: sources, claims, findings, verdicts, figures, by key.

    Raises:
        LedgerError: there is no ledger under one of them.
    """
    return changes.changes(store.read(one), store.read(other))
