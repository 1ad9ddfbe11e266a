"""Measures in words: what is covered, who is bound, and both clocks."""

from collections.abc import Sequence
from datetime import date

from hawse.dossier.amounts import amount, day
from hawse.dossier.book import Book, Row, text, texts
from hawse.dossier.held import Entry
from hawse.dossier.page import MeasureRow
from hawse.dossier.words import plain_words


def measures(book: Book, entries: Sequence[Entry]) -> tuple[MeasureRow, ...]:
    """Word every measure: cited, then those in force in the case's period, then the rest."""
    cited = {m for e in entries for m in e.measure_ids}
    places = _places(book)
    rows = [
        _measure(book, r, places.get(text(r["id"]), ""), cited=text(r["id"]) in cited)
        for r in book.of("measures")
    ]
    return tuple(sorted(rows, key=lambda m: (not m.cited, not m.touches, m.regime, m.id)))


def _places(book: Book) -> dict[str, str]:
    """Say where each measure that held in the case was read: file and line."""
    rows, files = book.by_id("evidence"), book.by_id("sources")
    made = {}
    for f in book.of("findings"):
        row = rows.get(texts(f["evidence_ids"])[0]) if f["evidence_ids"] else None
        if f["step"] == "in_force" and row:
            path = text(files.get(text(row["source_id"]), {}).get("path"))
            made[text(f["item"])] = f"{path.rsplit('/', 1)[-1]}, {text(row['locator'])}"
    return made


def _measure(book: Book, r: Row, place: str, *, cited: bool) -> MeasureRow:
    """Word one measure."""
    value = amount(None, r["value"], None, r["unit"])
    return MeasureRow(
        id=text(r["id"]),
        regime=text(r["regime"]),
        instrument=" ".join(p for p in (text(r["instrument"]), _paragraph(r["paragraph"])) if p),
        kind=text(r["kind"]),
        side=plain_words(text(r["side"])),
        subject=" ".join(
            p for p in (text(r["subject"]), f"[HS {r['hs']}]" if r["hs"] else "") if p
        ),
        amount=" ".join(p for p in (value, f"per {r['per']}" if value and r["per"] else "") if p),
        exemption=text(r["exemption"]),
        binds=text(r["binds"]),
        in_force=_span(r["in_force_from"], r["in_force_to"]),
        published=day(r["published"]),
        checked=text(r["checked"]),
        source=text(r["source"]),
        place=place,
        touches=_touches(book, r["in_force_from"], r["in_force_to"]),
        cited=cited,
    )


def _paragraph(said: object) -> str:
    """Write a paragraph with its sign, once."""
    words = text(said)
    return f"¶{words}" if words[:1].isdigit() else words


def _span(first: date | None, last: date | None) -> str:
    """Say both ends; the last day is one on which the rule still holds."""
    if first is None:
        return f"until {day(last)}" if last else ""
    if last is not None and last < first:
        return f"from {day(first)}, replaced before it began ({day(last)})"
    return f"{day(first)} to {day(last)}" if last else f"from {day(first)}"


def _touches(book: Book, first: date | None, last: date | None) -> bool:
    """Say whether the rule was in force on any day of the case's period."""
    start, end = book.about.period
    begins = first is not None and (end is None or first < end.date())
    holds = last is None or (
        first is not None and last >= first and (start is None or last >= start.date())
    )
    return begins and holds
