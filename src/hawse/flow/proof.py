"""Proof: what a ledger says, held against the sources and against the same run made anew."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from hawse.core.errors import FigureError, HashError, LedgerError, SourceError
from hawse.engine.files import sha256
from hawse.flow.files import PACKAGE
from hawse.ledger import store
from hawse.ledger.store import Ledger

Row = dict[str, Any]
SHOWN: Final = 3
CUT: Final = 120


def case_of(out: Path) -> Path:
    """Give the case file that made a ledger.

    Raises:
        LedgerError: nothing names it, or it is gone.
    """
    try:
        path = Path(json.loads((out / "run.json").read_text("utf-8"))["case"])
    except (OSError, ValueError, KeyError, TypeError) as why:
        raise LedgerError(
            f"{out}/run.json: does not name the case ({why}); give it with --case CASE.toml"
        ) from why
    if not path.exists():
        raise LedgerError(f"{path}: the case file is gone; give it with --case CASE.toml")
    return path


def hashes(root: Path, sources: list[Row]) -> None:
    """Hash every source again.

    Raises:
        HashError: a source's bytes are not those that were read; all of them are named.
        SourceError: a source is gone, or its path leaves the root.
    """
    changed, gone = [], []
    for row in sources:
        inside = row["path"].startswith("hawse:")
        home = PACKAGE if inside else root
        place = home / row["path"].removeprefix("hawse:")
        if not place.resolve().is_relative_to(home.resolve()):
            gone.append(f"{row['path']}: leaves the case's root")
        elif not place.is_file():
            gone.append(f"{row['path']}: is gone; its SHA-256 was {row['id']}")
        elif (now := sha256(place)) != row["id"]:
            changed.append(f"{row['path']}: SHA-256 is {now}, it was read as {row['id']}")
    if changed:
        raise HashError("\n".join([*changed, *gone]))
    if gone:
        raise SourceError("\n".join(gone))


def tables(held: Ledger, again: Ledger) -> Iterator[str]:
    """Name each table that differs, with the first row and the columns in which it does."""
    for name in held.tables:
        if held.table(name) != again.table(name):
            yield f"{name}: {_differs(held.rows(name), again.rows(name))}"


def manifests(out: Path, again: Path) -> Iterator[str]:
    """Name what else of the manifest differs: the case file, the version, a row count."""
    left, right = store.manifest_of(out), store.manifest_of(again)
    for name in sorted({*left, *right} - {"tables"}):
        if left.get(name) != right.get(name):
            more = "; the case file has changed since" if name == "case_sha256" else ""
            yield (
                f"manifest.json: {name} is {left.get(name)}, made anew {right.get(name)}{more}; "
                "run the case again"
            )


def same_file(held: Path, again: Path) -> None:
    """Hold a file that is made from the ledger against the same file made anew.

    Raises:
        FigureError: it is gone, or other bytes.
    """
    if not held.exists() or held.read_bytes() != again.read_bytes():
        found = "is not the one that this ledger gives" if held.exists() else "is gone"
        raise FigureError(f"{held.name}: {found}; run the case again")


def _differs(held: list[Row], anew: list[Row]) -> str:
    """Name the first row that is in one ledger and not in the other, and what is new in it."""
    left, right = ({_text(r): r for r in rows} for rows in (held, anew))
    gone = [left[k] for k in sorted(left) if k not in right]
    new = [right[k] for k in sorted(right) if k not in left]
    if not gone or not new:
        which, rows = ("is not made anew", gone) if gone else ("is missing", new)
        example = next((r.get("id") or _text(r)[:CUT] for r in rows), "their order")
        return f"{len(held)} rows held, {len(anew)} made anew; {example} {which}"
    row = gone[0]
    other = min(new, key=lambda r: (len(_columns(row, r)), _text(r)))
    told = ", ".join(
        f"{n} is {_short(row.get(n))}, made anew {_short(other.get(n))}"
        for n in _columns(row, other)[:SHOWN]
    )
    return f"{row.get('id') or _text(row)[:CUT]}: {told}"


def _columns(one: Row, other: Row) -> list[str]:
    """Give the columns in which two rows differ; ids last, since they only follow."""
    names = [n for n in {**one, **other} if one.get(n) != other.get(n)]
    return sorted(names, key=lambda n: n in {"id", "key"} or n.endswith("_ids"))


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= CUT else text[:CUT] + "..."


def _text(row: Row) -> str:
    return json.dumps(row, sort_keys=True, default=str)
