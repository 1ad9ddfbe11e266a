"""Write an export: a folder, or one zip file, with a README of every column."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from hawse.core.errors import SourceError
from hawse.core.tables import LEDGER
from hawse.export import csv, followthemoney, geojson, parquet, sqlite
from hawse.export.handed import Handed
from hawse.export.readme import readme

Files = Iterator[tuple[str, bytes]]
FORMATS: Final[dict[str, tuple[str, Callable[[Handed], Files]]]] = {
    "followthemoney": (followthemoney.ABOUT, followthemoney.files),
    "geojson": (geojson.ABOUT, geojson.files),
    "csv": (csv.ABOUT, lambda h: csv.files(h.ledger)),
    "parquet": (parquet.ABOUT, lambda h: parquet.files(h.ledger)),
    "sqlite": (sqlite.ABOUT, lambda h: sqlite.files(h.ledger)),
}
TABULAR: Final = ("csv", "parquet", "sqlite")
ALWAYS: Final = (1980, 1, 1, 0, 0, 0)
"""The day of every file in a zip: the same ledger gives the same bytes."""


def write(to: str, handed: Handed, into: Path) -> list[Path]:
    """Write a ledger in one form; give the files written. ``into`` is a folder, or NAME.zip.

    Raises:
        SourceError: it cannot be written.
    """
    about, files = FORMATS[to]
    said = {"case": handed.case or "without a name", "version": handed.version}
    tables = LEDGER if to in TABULAR else ("findings", "claims")
    words = readme(handed.ledger, f"{handed.case}: {to}", about, said, tables)
    every = [("README.md", words.encode()), *files(handed)]
    try:
        if into.suffix == ".zip":
            _zip(into, every)
            return [into]
        into.mkdir(parents=True, exist_ok=True)
        for name, made in every:
            (into / name).write_bytes(made)
    except OSError as why:
        raise SourceError(
            f"{into}: cannot be written ({why.strerror or why}); give another place with --into"
        ) from why
    return [into / name for name, _ in every]


def _zip(into: Path, every: list[tuple[str, bytes]]) -> None:
    """Pack into a temporary file and give it its name when it is whole."""
    into.parent.mkdir(parents=True, exist_ok=True)
    temporary = into.with_name(f".{into.name}.part")
    with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, made in every:
            entry = zipfile.ZipInfo(f"{into.stem}/{name}", ALWAYS)
            packed.writestr(entry, made, zipfile.ZIP_DEFLATED)
    temporary.replace(into)
