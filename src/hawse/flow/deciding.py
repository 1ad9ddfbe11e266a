"""What people add to a ledger by hand: decisions on its rows, and what named parties replied.

They hold on to keys, which are stable, and survive every run into the same folder. The page is
written anew at once. Nothing here changes a finding, a claim or a verdict.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Literal

import pyarrow as pa

from hawse.core.errors import LedgerError, SourceError
from hawse.core.tables import LEDGER
from hawse.flow.handing import write_dossier
from hawse.ledger import store
from hawse.ledger.store import Ledger
from hawse.ledger.trace import Index

Row = dict[str, Any]
Act = Literal["accept", "reject", "same", "different", "dismiss", "note"]
Status = Literal["not_asked", "awaiting", "declined", "answered"]
KEYED: Final = ("entries", "claims", "findings")
MOST_WORDS: Final = 1_000_000
"""Bytes of a reply that are taken in."""


def decide(
    out: Path,
    wanted: str,
    act: Act,
    reason: str,
    author: str,
    *,
    at: datetime | None = None,
    instead_of: str | None = None,
) -> Row:
    """Write down a decision on a claim, finding or entry, and write the page anew.

    ``wanted`` is an id, its beginning or a key; the decision holds on to the key. ``at`` is now if
    left out. ``instead_of`` is the id of a decision that this one replaces. Gives the decision.

    Raises:
        LedgerError: no such row, or no such decision; nothing is said as reason or author.
    """
    if not reason.strip() or not author.strip():
        raise LedgerError("a decision needs a reason and an author; give --reason and --author")
    ledger = store.read(out)
    standing = ledger.rows("decisions")
    if instead_of is not None and instead_of not in {r["id"] for r in standing}:
        known = [r["id"] for r in standing] or "none yet"
        raise LedgerError(f"no decision {instead_of!r} in this ledger; there are {known}")
    made: Row = {
        "target_key": _key(ledger, wanted),
        "act": act,
        "reason": reason.strip(),
        "author": author.strip(),
        "at": at or datetime.now(UTC).replace(microsecond=0),
        "supersedes": instead_of,
    }
    (row,) = store.with_ids("decisions", [made])
    rows = {r["id"]: r for r in (*standing, row)}
    _write(out, ledger, "decisions", list(rows.values()))
    return row


def reply(
    out: Path,
    party: str,
    status: Status,
    about: Sequence[str] = (),
    *,
    words: Path | None = None,
    language: str | None = None,
    asked: datetime | None = None,
    deadline: datetime | None = None,
    received: datetime | None = None,
) -> Row:
    """Write down that a named party was asked, and what it answered, and write the page anew.

    ``about`` names the findings put to it. ``words`` is a text file that holds the answer; its
    SHA-256 is kept. A party that awaits an answer is told once: what comes later completes its
    row. Gives the row.

    Raises:
        LedgerError: no such finding; no party; an answer without words.
        SourceError: the file cannot be read, or is no text.
    """
    if not party.strip():
        raise LedgerError("a reply needs a party; name the one that was asked")
    if (status == "answered") != (words is not None):
        raise LedgerError("an answer has words and nothing else has; give --words with answered")
    ledger = store.read(out)
    said, source = _words(words) if words else (None, None)
    given: Row = {
        "party": party.strip(),
        "finding_keys": sorted({_key(ledger, w) for w in about}) or None,
        "asked_at": asked,
        "deadline": deadline,
        "received_at": received,
        "verbatim": said,
        "language": language,
        "source_id": source,
        "status": status,
    }
    rows = ledger.rows("replies")
    open_ = next((r for r in rows if _awaits(r, given)), None)
    made = {**(open_ or {}), **{n: v for n, v in given.items() if v is not None or not open_}}
    _write(out, ledger, "replies", [*(r for r in rows if r is not open_), made])
    return made


def _awaits(row: Row, given: Row) -> bool:
    """Say whether a row is the one that a new message completes."""
    same = row["party"] == given["party"] and row["status"] in {"not_asked", "awaiting"}
    return same and given["asked_at"] in {None, row["asked_at"]}


def _key(ledger: Ledger, wanted: str) -> str:
    """Give the key of a row by its id, the beginning of one, or the key itself."""
    index = Index(ledger)
    tables = [index.rows[i] for i in index.ids(wanted)]
    keys = {row["key"] for table, row in tables if table in KEYED}
    if not keys:
        found = ", ".join(sorted({table for table, _ in tables}))
        raise LedgerError(f"{wanted!r} is in {found}; decide on a claim, a finding or an entry")
    return str(keys.pop())


def _words(path: Path) -> tuple[str, str]:
    try:
        made = path.read_bytes()
    except OSError as why:
        raise SourceError(
            f"{path}: cannot be read ({why.strerror or why}); check the path"
        ) from why
    if len(made) > MOST_WORDS:
        raise SourceError(
            f"{path}: has {len(made)} bytes, wanted a reply of at most {MOST_WORDS}; cut it"
        )
    try:
        return made.decode("utf-8").strip(), sha256(made).hexdigest()
    except UnicodeDecodeError as why:
        raise SourceError(
            f"{path}, byte {why.start}: found no UTF-8 text, wanted the reply as a text file"
        ) from why


def _write(out: Path, ledger: Ledger, name: str, rows: list[Row]) -> None:
    """Write the ledger with one table changed, and the page of it."""
    manifest = {k: v for k, v in store.manifest_of(out).items() if k not in {"ledger", "tables"}}
    tables: dict[str, pa.Table] = {**ledger.tables, name: LEDGER[name].rows(rows)}
    store.write(out / "ledger", tables, manifest)
    write_dossier(out)
