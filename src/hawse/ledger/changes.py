"""What changed between two ledgers: by key, since ids change with every word.

A key is what a row is about (kind, subject, counterpart, item, period). Where several rows share
one, those that are the same in both are set aside first and the rest are paired in their order.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from hawse.ledger.store import Ledger

Row = dict[str, Any]
LOOKED_AT: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "sources": ("path", ("id", "reader", "reader_version", "rows_read", "rows_rejected", "grade")),
    "claims": (
        "key",
        ("says", "speaker", "polarity", "q_low", "q_best", "q_high", "unit", "flags"),
    ),
    "findings": (
        "key",
        ("says", "q_low", "q_best", "q_high", "unit", "basis", "coverage", "likelihood_low",
         "likelihood_high", "score", "settings", "evidence_total", "synthetic"),
    ),
    "entries": (
        "key",
        ("verdict", "support", "confidence", "likelihood_low", "likelihood_high", "because",
         "independent_sources", "would_settle"),
    ),
    "measures": ("id", ("value", "unit", "in_force_from", "in_force_to", "published", "checked")),
    "decisions": ("id", ("act", "target_key", "author", "reason")),
    "replies": ("party", ("status", "verbatim", "finding_keys")),
}  # fmt: skip
"""For each table the column that names its rows, and the columns that a reader would ask about."""


@dataclass(frozen=True)
class Change:
    """One row that came, went or changed; ``was`` and ``now`` hold the columns that differ."""

    table: str
    what: str
    key: str
    says: str
    was: Row
    now: Row

    def plain(self) -> Row:
        """Give the change as plain values, for JSON."""
        return {n: getattr(self, n) for n in ("table", "what", "key", "says", "was", "now")}


def changes(one: Ledger, other: Ledger) -> list[Change]:
    """Say what differs between two ledgers, table by table; empty where nothing does."""
    made: list[Change] = []
    for table, (name, columns) in LOOKED_AT.items():
        left, right = (_by_key(_told(ledger, table), name) for ledger in (one, other))
        for key in sorted({*left, *right}):
            made += _pairs(table, key, left.get(key, []), right.get(key, []), columns)
    return made


def _told(ledger: Ledger, table: str) -> list[Row]:
    """Give a table's rows with words to show: an entry's are those of its first claim."""
    rows = ledger.rows(table)
    if table != "entries":
        return rows
    words = {c["id"]: c["says"] for c in ledger.rows("claims")}
    return [
        {**r, "says": next((words[i] for i in r["claim_ids"] if i in words), "")} for r in rows
    ]


def _by_key(rows: Iterable[Row], name: str) -> dict[str, list[Row]]:
    made: dict[str, list[Row]] = {}
    for row in rows:
        made.setdefault(str(row[name]), []).append(row)
    return made


def _pairs(
    table: str, key: str, left: Sequence[Row], right: Sequence[Row], columns: Sequence[str]
) -> list[Change]:
    """Pair the rows of one key: the same ones go first, then in the order of what they say."""
    gone, new = list(left), []
    for row in right:
        same = next((r for r in gone if not _differing(r, row, columns)), None)
        if same is None:
            new.append(row)
        else:
            gone.remove(same)
    gone.sort(key=lambda r: _order(r, columns))
    new.sort(key=lambda r: _order(r, columns))
    both = min(len(gone), len(new))
    made = [
        Change(table, "changed", key, _says(b), *_sides(a, b, columns))
        for a, b in zip(gone[:both], new[:both], strict=True)
    ]
    made += [Change(table, "gone", key, _says(r), _of(r, columns), {}) for r in gone[both:]]
    return made + [Change(table, "new", key, _says(r), {}, _of(r, columns)) for r in new[both:]]


def _differing(
    one: Mapping[str, Any], other: Mapping[str, Any], columns: Sequence[str]
) -> list[str]:
    return [n for n in columns if one.get(n) != other.get(n)]


def _sides(one: Row, other: Row, columns: Sequence[str]) -> tuple[Row, Row]:
    names = _differing(one, other, columns)
    return {n: one.get(n) for n in names}, {n: other.get(n) for n in names}


def _of(row: Row, columns: Sequence[str]) -> Row:
    return {n: row.get(n) for n in columns}


def _order(row: Row, columns: Sequence[str]) -> str:
    return str([row.get(n) for n in columns])


def _says(row: Row) -> str:
    return str(
        row.get("says") or row.get("title") or row.get("subject") or row.get("reason") or ""
    )
