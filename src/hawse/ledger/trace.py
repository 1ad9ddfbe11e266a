"""The trail: any id walked back to file, place and SHA-256."""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Final

from hawse.core.errors import LedgerError
from hawse.ledger.store import Ledger

Row = dict[str, Any]
NOT_PLAIN: Final = re.compile("[^0-9A-Za-z]")
PAGE_LETTERS: Final = {"sources": "s", "measures": "m"}
"""Letters that the page puts before ids which do not begin with one of their own."""


@dataclass(frozen=True)
class Trail:
    """One node of the way from a figure to the bytes it rests on."""

    kind: str
    id: str
    says: str
    row: Row
    rests_on: tuple["Trail", ...] = field(default=())

    def plain(self) -> Row:
        """Give the trail as plain values, for JSON."""
        return {
            "kind": self.kind,
            "id": self.id,
            "says": self.says,
            "row": self.row,
            "rests_on": [t.plain() for t in self.rests_on],
        }


class Index:
    """The ledger's rows by id and by key."""

    def __init__(self, ledger: Ledger) -> None:
        self.rows: dict[str, tuple[str, Row]] = {}
        self.keys: dict[str, list[str]] = {}
        self.shown: dict[str, str] = {}
        for table in ("entries", "claims", "findings", "evidence", "measures", "sources"):
            for row in ledger.rows(table):
                self.rows[row["id"]] = (table, row)
                plain = NOT_PLAIN.sub("", row["id"]).lower()
                self.shown[PAGE_LETTERS.get(table, "") + plain] = row["id"]
                if key := row.get("key"):
                    self.keys.setdefault(key, []).append(row["id"])

    def ids(self, wanted: str) -> list[str]:
        """Give the ids that a text names: an id, the beginning of exactly one, or a key.

        The beginning may be as the page shows it: a source's with an ``s`` before its SHA-256, a
        measure's with an ``m`` and without its marks.

        Raises:
            LedgerError: nothing is called that; the nearest are named.
        """
        if wanted in self.rows:
            return [wanted]
        if wanted in self.keys:
            return sorted(self.keys[wanted])
        low = wanted.lower()
        starting = sorted(
            {i for i in self.rows if len(wanted) > 1 and i.startswith(wanted)}
            | {i for shown, i in self.shown.items() if len(low) > 1 and shown.startswith(low)}
        )
        if len(starting) == 1:
            return starting
        near = get_close_matches(wanted, [*self.rows, *self.keys], 3, 0.5) or starting[:3]
        hint = (
            f"nearest: {', '.join(near)}"
            if near
            else "hawse claims and hawse findings list what there is"
        )
        raise LedgerError(f"no id {wanted!r} in this ledger; {hint}")


def trail(index: Index, wanted: str) -> Trail:
    """Walk one id back to the sources it rests on.

    Raises:
        LedgerError: the ledger holds no such id, or names one that it does not hold.
    """
    if wanted not in index.rows:
        raise LedgerError(f"the ledger names {wanted!r} but does not hold it; run hawse verify")
    table, row = index.rows[wanted]
    below: list[str] = []
    if table == "entries":
        below = [*row["claim_ids"], *row["finding_ids"], *row["measure_ids"]]
    elif table in {"claims", "findings"}:
        below = list(row["evidence_ids"])
    elif table == "evidence":
        below = [row["source_id"]]
    kind = {
        "entries": "entry",
        "claims": "claim",
        "findings": "finding",
        "measures": "measure",
        "sources": "source",
    }.get(table, table)
    return Trail(kind, wanted, _says(table, row), row, tuple(trail(index, i) for i in below))


def _says(table: str, row: Row) -> str:
    if table == "entries":
        return f"{row['verdict']}: {row['because']}"
    if table == "evidence":
        return f"{row['locator']}: {row['quote'] or row['values'] or ''}"
    if table == "sources":
        return f"{row['path']}, {row['bytes']} bytes, SHA-256 {row['id']}"
    if table == "measures":
        rule = f"{row['kind']} on {row['subject']}"
        return f"{row['instrument']} para {row['paragraph']}: {rule}, checked {row['checked']}"
    return str(row["says"])
