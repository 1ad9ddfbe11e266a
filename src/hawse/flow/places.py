"""Lists of ports that a user has, turned into one file of places that a case can name."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TextIO

from hawse.channels import channels
from hawse.channels.ships.places import lists
from hawse.core.errors import ReadError, SourceError
from hawse.engine.files import open_source

WIDEST: Final = 1 << 16
MOST: Final = 1 << 30
"""Bytes of the largest list that is read: the whole of Global Fishing Watch's has some 20 MB."""
SHOWN: Final = 5
WROTE: Final = frozenset(["id", "name", "country", "lat", "lon", "kind", "other_names"])
"""Columns by which a file that an import wrote is known."""
_EDITION: Final = re.compile(r"(?<!\d)((?:19|20)\d\d-[12])(?!\d)")
"""A UN/LOCODE list's edition in the name that it is given out by."""
_LOCODE: Final = re.compile(r'^"?[^",]{0,2}"?,"?[A-Z]{2}"?,')


@dataclass(frozen=True)
class _Given:
    """One file: what kind of list it is, and what became of its rows."""

    path: Path
    kind: str
    places: tuple[lists.Listed, ...]
    refused: tuple[str, ...]


def places_import(
    files: Sequence[Path], out: Path = Path("places.csv"), *, edition: str = ""
) -> dict[str, Any]:
    """Write one file of places out of published lists; a case names it as a source.

    Each file is the World Port Index (``UpdatedPub150.csv``), a UN/LOCODE code list or Global
    Fishing Watch's anchorages, packed or not; its contents say which. Places of one id become one:
    the first file that gives a position gives it, names are united. ``edition`` is that of the
    UN/LOCODE lists, as *2024-2*, whose file's name does not say it; it is written into the source
    of their rows.

    Gives the counts by file: places, and rows that are none with the first reasons.

    Raises:
        ReadError: a file is none of these lists, or has no place.
        SourceError: a file is not there, or the places cannot be written.
    """
    given = [_read(path, edition) for path in files]
    joined = lists.joined(p for one in given for p in one.places)
    try:
        with out.open("w", encoding="utf-8", newline="") as file:
            lists.write(file, joined)
    except OSError as why:
        raise SourceError(
            f"{out.name}: cannot be written ({why.strerror or why}); name another place with -o"
        ) from why
    return {
        "out": str(out),
        "places": len(joined),
        "without_position": sum(p.lat is None for p in joined),
        "files": [
            {
                "path": one.path.name, "list": one.kind, "places": len(one.places),
                "refused": len(one.refused), "reasons": list(one.refused[:SHOWN]),
            }
            for one in given
        ],
    }  # fmt: skip


def _read(path: Path, edition: str) -> _Given:
    with open_source(path) as file:
        data = file.read(MOST + 1)
    if len(data) > MOST:
        raise ReadError(path.name, "its end", f"over {MOST} bytes", "a list of ports")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")  # UN/LOCODE is given out so
    csv.field_size_limit(WIDEST)
    kind = _kind(text)
    try:
        said = _EDITION.search(path.name)
        rows = list(_rows(kind, io.StringIO(text, newline=""), said[1] if said else edition))
    except csv.Error as why:
        raise ReadError(path.name, "its rows", str(why), "one record a line") from why
    places = tuple(r for r in rows if isinstance(r, lists.Listed))
    refused = tuple(r for r in rows if isinstance(r, str))
    if not places:
        raise ReadError(
            path.name, "line 1", _found(text, kind, len(refused)),
            "the World Port Index (UpdatedPub150.csv), a UN/LOCODE code list or GFW's anchorages",
        )  # fmt: skip
    return _Given(path, kind, places, refused)


def _found(text: str, kind: str, refused: int) -> str:
    """Say what a file holds in which there is no place."""
    if kind:
        return f"{kind} with {refused} rows, none of them a place"
    if not text.strip():
        return "an empty file"
    if _names(text) >= WROTE:
        return "a file that an import wrote (name it as a source of a case as it is)"
    return f"a file that begins {text.lstrip()[:60]!r}"


def _names(text: str) -> set[str]:
    """Give the names of the columns in a text's first line."""
    first = text.lstrip()[:4096].split("\n", 1)[0]
    return {n.strip().strip('"').lower() for n in first.split(",")}


def _kind(text: str) -> str:
    """Say which list a text is by its first line; empty where it is none."""
    first = text.lstrip()[:4096].split("\n", 1)[0]
    names = _names(text)
    if names >= lists.WPI_NEEDED:
        return "World Port Index"
    if names >= lists.GFW_NEEDED:
        return "Global Fishing Watch anchorages"
    return "UN/LOCODE" if _LOCODE.match(first) else ""


def _rows(kind: str, file: TextIO, edition: str) -> Iterator[lists.Listed | str]:
    if kind == "World Port Index":
        yield from lists.wpi(file)
    elif kind == "UN/LOCODE":
        yield from lists.unlocode(file, edition or "of an edition not said")
    elif kind:
        yield from lists.anchorages(file, _alpha2())


def _alpha2() -> dict[str, str]:
    """Give the alpha-2 code of each alpha-3 code that the facts know."""
    paths = {f.table: f.path for c in channels() for f in c.facts if c.name == "trade"}
    with paths["countries"].open(encoding="utf-8", newline="") as file:
        return {r["iso3"]: r["id"].removeprefix("country:") for r in csv.DictReader(file)}
