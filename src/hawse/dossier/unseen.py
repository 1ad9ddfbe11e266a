"""What we could not see: coverage by time, blind spots, unread lines, open questions."""

from collections.abc import Sequence
from datetime import UTC, datetime

from hawse.dossier.amounts import period
from hawse.dossier.book import Book, Row, text
from hawse.dossier.held import Entry
from hawse.dossier.names import name
from hawse.dossier.page import CoverageRow, Unseen
from hawse.dossier.states import TOLD_ELSEWHERE, state

MOST_SLOTS = 24
"""Columns of the coverage grid; longer spans are told by quarter, then by year."""
MOST_REJECTS = 5
"""Lines that could not be read, shown for each file; all are in the ledger."""
OPEN = ("not_observable", "not_examined")
_STEPS = (1, 3, 12)

Slot = tuple[datetime, datetime]


def unseen(book: Book, entries: Sequence[Entry]) -> Unseen:
    """Gather everything that was not seen; the page prints each part even where it is empty."""
    rows = book.of("coverage")
    slots = _slots(rows)
    return Unseen(
        slots=tuple(_label(s) for s in slots),
        rows=_grid(book, rows, slots),
        unstated=_unstated(book, rows),
        blind=_blind(book, rows),
        rejects=_rejects(book),
        quiet=tuple((c, s) for c, _ in book.about.channels if (s := state(book, c))),
        open_questions=tuple(e for e in entries if e.verdict in OPEN),
    )


def _unstated(book: Book, rows: Sequence[Row]) -> tuple[str, ...]:
    """Name the channels that state no coverage: there the absence of a finding says nothing."""
    stated = {text(r["channel"]) for r in rows}
    asked = [c for c, _ in book.about.channels if c not in TOLD_ELSEWHERE]
    return tuple(c for c in asked if c not in stated)


def _slots(rows: Sequence[Row]) -> tuple[Slot, ...]:
    """Cut the span of all coverage into months, or quarters, or years, so that it fits a page."""
    starts = [r["period_start"] for r in rows if r["period_start"]]
    ends = [r["period_end"] for r in rows if r["period_end"]]
    if not starts or not ends:
        return ()
    first, last = min(starts), max(ends)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((s for s in _STEPS if months / s <= MOST_SLOTS), _STEPS[-1])
    at = first.year * 12 + (first.month - 1) // step * step
    got: list[Slot] = []
    while _month(at) < last:
        got.append((_month(at), _month(at + step)))
        at += step
    return tuple(got[-2 * MOST_SLOTS :])


def _month(number: int) -> datetime:
    """Give the first instant of a month, counted from year 0."""
    return datetime(number // 12, number % 12 + 1, 1, tzinfo=UTC)


def _label(slot: Slot) -> str:
    """Name a slot in few letters."""
    return period(*slot)


def _what(book: Book, r: Row) -> str:
    """Name what was looked at."""
    parts = (text(r["channel"]), name(r["subject"], book.names), name(r["place"], book.names))
    return " · ".join(p for p in parts if p)


def _grid(book: Book, rows: Sequence[Row], slots: tuple[Slot, ...]) -> tuple[CoverageRow, ...]:
    """Make one row for each thing looked at; where rows overlap the least coverage counts."""
    groups: dict[str, list[Row]] = {}
    for r in rows:
        groups.setdefault(_what(book, r), []).append(r)
    return tuple(
        CoverageRow(
            label=what,
            cells=tuple(_share(group, slot) for slot in slots),
            texts=tuple(sorted({text(r["basis_text"]) for r in group if r["basis_text"]})),
        )
        for what, group in sorted(groups.items())
    )


def _share(group: Sequence[Row], slot: Slot) -> float | None:
    """Give the least share of what was seen in a slot; a period that is not said is open."""
    shares = [
        float(r["share"])
        for r in group
        if r["share"] is not None
        and (r["period_start"] is None or r["period_start"] < slot[1])
        and (r["period_end"] is None or r["period_end"] > slot[0])
    ]
    return min(shares, default=None)


def _blind(book: Book, rows: Sequence[Row]) -> tuple[tuple[str, str, str], ...]:
    """List the blind spots: coverage rows with a share of nought."""
    return tuple(
        (_what(book, r), period(r["period_start"], r["period_end"]), text(r["basis_text"]))
        for r in sorted(
            (r for r in rows if r["share"] == 0),
            key=lambda r: (_what(book, r), text(r["period_start"]), text(r["basis_text"])),
        )
    )


def _rejects(
    book: Book,
) -> tuple[tuple[str, int, tuple[tuple[str, str, str], ...]], ...]:
    """Count the lines that could not be read, by file, with the first few of each."""
    sources = book.by_id("sources")
    files: dict[str, list[Row]] = {}
    for r in book.of("rejects"):
        source = sources.get(text(r["source_id"]), {})
        files.setdefault(text(source.get("path")) or text(r["source_id"])[:12], []).append(r)
    return tuple(
        (
            path,
            len(rows),
            tuple(
                (text(r["locator"]), text(r["reason"]), text(r["raw"]))
                for r in rows[:MOST_REJECTS]
            ),
        )
        for path, rows in sorted(files.items())
    )
