"""If a line is cut: what is left of each supply in which a partner has a part, as intervals.

An accounting of what is known and nothing more: no other partner gives more, nobody reacts.
Supplies of different units, periods or bases are never added; two figures of one partner for the
same thing are one part with a wider interval.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from hawse.dossier.amounts import amount, period
from hawse.dossier.book import Book, Row, text, texts
from hawse.dossier.names import name, parties
from hawse.scenario.cut import Left, Span, accounting

APART = ("routes",)
"""Channels whose lines are counted and not weighed: a connection says nothing of its traffic."""
_SAME = ("channel", "target", "flow", "item", "unit", "period_start", "period_end", "basis")


@dataclass(frozen=True, slots=True)
class Cut:
    """One line cut out of one supply: what goes, what stays, and who else is known to give it."""

    line: str
    supply: str
    period: str
    basis: str
    lost: str
    left: str
    others: str
    ids: tuple[str, ...]
    synthetic: bool


@dataclass(frozen=True, slots=True)
class Cuts:
    """All cuts that can be told; ``alone`` counts supplies of which one partner alone is known."""

    rows: tuple[Cut, ...]
    alone: int


def cuts(book: Book) -> Cuts:
    """Cut each line of the case's period out of its supply, the case's suppliers first."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for r in book.of("lifelines"):
        if r["channel"] not in APART and (r["q_low"] is not None or r["q_high"] is not None):
            key = (*(text(r[n]) for n in _SAME), str(bool(r["synthetic"])))
            groups.setdefault(key, []).append(r)
    told: list[Cut] = []
    alone = 0
    for key in sorted(groups):
        rows = _parts(groups[key])
        alone += len(rows) == 1
        if len(rows) > 1:
            told += [_cut(book, r, rows) for r in rows]
    wanted = (f"country:{s.removeprefix('country:')}" for s in book.about.suppliers)
    names = {name(w, book.names): n for n, w in enumerate(wanted)}
    return Cuts(
        tuple(sorted(told, key=lambda c: (c.synthetic, names.get(c.line, len(names)), c.supply))),
        alone,
    )


def _parts(rows: list[Row]) -> list[Row]:
    """Give one row a partner, its interval as wide as all that is said of it."""
    own: dict[str, list[Row]] = {}
    for r in rows:
        own.setdefault(text(r["partner"]), []).append(r)
    return [_part(own[p]) for p in sorted(own)]


def _part(rows: list[Row]) -> Row:
    lows = [r["q_low"] for r in rows if r["q_low"] is not None]
    highs = [r["q_high"] for r in rows]
    ids = dict.fromkeys(f for r in rows for f in texts(r["finding_ids"]))
    high = None if None in highs else max(highs)
    return {**rows[0], "q_low": min(lows, default=0.0), "q_high": high, "finding_ids": [*ids]}


def _cut(book: Book, row: Row, rows: list[Row]) -> Cut:
    """Word one cut."""
    (made,) = (m for m in accounting(rows, text(row["partner"])) if m.channel == row["channel"])
    ids = dict.fromkeys(f for r in rows for f in texts(r["finding_ids"]))
    return Cut(
        line=name(row["partner"], book.names),
        supply=_supply(book, row, made),
        period=period(row["period_start"], row["period_end"]),
        basis=made.basis,
        lost=_share(made.lost),
        left=_share(made.left),
        others=", ".join(name(o, book.names) for o in made.others),
        ids=book.known("findings", tuple(ids)),
        synthetic=bool(row["synthetic"]),
    )


def _supply(book: Book, row: Mapping[str, object], made: Left) -> str:
    """Say what the line is a part of: channel, direction, goods and unit."""
    what = parties(None, None, text(row["item"]), text(row["flow"]), book.names)
    return " · ".join(p for p in (made.channel, what, f"in {made.unit}") if p)


def _share(span: Span) -> str:
    """Say a share with its ends; what is certain to the last digit of the inputs is one number."""
    best = span.low if span.low == span.high else None
    return amount(span.low, best, span.high, "share")
