"""Things with a date, for the strip of events: short findings, and measures on their first day."""

from datetime import UTC, datetime, time, timedelta

from hawse.dossier.book import Book, text
from hawse.dossier.page import Moment

LONGEST = timedelta(days=32)
"""A finding that spans more than a month is a state and not an event."""
EVENTFUL = ("second", "day", "snapshots")
"""Grains of a period that tell of an event."""


def moments(book: Book) -> tuple[Moment, ...]:
    """Gather the events of the case's period, by lane and time."""
    start, end = book.about.period
    got = [
        Moment(
            lane=text(r["channel"]),
            label=text(r["says"]),
            start=r["period_start"],
            end=r["period_end"],
            ids=(text(r["id"]),),
            synthetic=bool(r["synthetic"]),
        )
        for r in book.of("findings")
        if r["period_grain"] in EVENTFUL
        and r["period_start"]
        and r["period_end"]
        and r["period_end"] - r["period_start"] <= LONGEST
    ]
    for r in book.of("measures"):
        if (
            r["in_force_from"] is None
            or (r["in_force_to"] or r["in_force_from"]) < r["in_force_from"]
        ):
            continue
        at = datetime.combine(r["in_force_from"], time(), tzinfo=UTC)
        label = f"{text(r['instrument'])} {text(r['paragraph'])}: {text(r['subject'])}"
        got.append(Moment("measures", label, at, at + timedelta(days=1), (), synthetic=False))
    inside = [
        m for m in got if (start is None or m.end > start) and (end is None or m.start < end)
    ]
    return tuple(sorted(inside, key=lambda m: (m.lane, m.start, m.end, m.label, m.ids)))
