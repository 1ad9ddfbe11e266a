"""Serve a ledger on this machine: puts together what the app shows and where its sources lie."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path

from hawse.core.errors import HawseError, LedgerError, SourceError
from hawse.dossier.build import build
from hawse.dossier.render import render
from hawse.flow import beside, cutting, load, proof
from hawse.flow.files import PACKAGE
from hawse.ledger import store


def run_server(
    out: Path,
    told: Callable[[str], None],
    *,
    against: Path | None = None,
    case: Path | None = None,
    port: int = 0,
) -> None:
    """Serve the ledger in OUT on 127.0.0.1 until it is stopped; ``told`` gets the address.

    ``against`` is an earlier run to compare with, ``case`` the case file if it has moved. Without
    the case file the app runs, and says of each source that it is not where the case says.

    Raises:
        LedgerError: there is no ledger.
        SourceError: the extra is not installed, or the port is taken.
    """
    try:
        desk_of = import_module("hawse.serve.desk").Desk
        serve = import_module("hawse.serve.run").serve
    except ImportError as why:
        raise SourceError(
            f"hawse serve needs {why.name or 'starlette'}; pip install 'hawse[serve]'"
        ) from why
    ledger = store.read(out)
    kept = beside.kept(out, ledger)
    desk = desk_of(
        question=kept.about.question,
        ledger=ledger,
        page=render(build(ledger.tables, kept.figures, kept.about)),
        where=finder(out, case),
        cut=partial(cutting.cut, out),
        cuttable=partial(cutting.known, out),
        earlier=None if against is None else store.read(against),
        earlier_name="" if against is None else str(against),
    )
    serve(desk, port, told)


def finder(out: Path, case: Path | None) -> Callable[[str], Path | None]:
    """Give a way from a source's path to its file; ``None`` where it leaves the case's root.

    Raises:
        HawseError: the case file was named and is not sound.
    """
    try:
        root: Path | None = load(case or proof.case_of(out)).root.resolve()
    except (LedgerError, SourceError):
        root = None
    except HawseError:
        if case is not None:
            raise
        root = None

    def where(path: str) -> Path | None:
        home = PACKAGE.resolve() if path.startswith("hawse:") else root
        if home is None:
            return None
        place = (home / path.removeprefix("hawse:")).resolve()
        return place if place.is_relative_to(home) else None

    return where
