"""Things with a date, for the strip of events: short findings, and measures on their first day."""

from datetime import UTC, date, datetime, time, timedelta

from hawse.dossier.book import Book, text
from hawse.dossier.page import Moment

LONGEST = timedelta(days=93)
"""A finding that spans more than a quarter is a state and not an event."""
EVENTFUL = ("second", "day", "snapshots")
"""Grains of a period that tell of an event."""


MEASURES = "measures"
"""Channel and lane of the measures: told by their first days, and in full in their own section."""


def moments(book: Book) -> tuple[Moment, ...]:
    """Gather the events of the case's period, by lane and time."""
    start, end = book.about.period
    got = [
        Moment(
            lane=text(r["channel"]),
            label=book.told(text(r["says"])),
            start=r["period_start"],
            end=r["period_end"],
            ids=(text(r["id"]),),
            synthetic=bool(r["synthetic"]),
        )
        for r in book.of("findings")
        if r["channel"] != MEASURES
        and r["period_grain"] in EVENTFUL
        and r["period_start"]
        and r["period_end"]
        and r["period_end"] - r["period_start"] <= LONGEST
    ]
    got += _first_days(book)
    inside = [
        m for m in got if (start is None or m.end > start) and (end is None or m.start < end)
    ]
    return tuple(sorted(inside, key=lambda m: (m.lane, m.start, m.end, m.label, m.ids)))


def _first_days(book: Book) -> list[Moment]:
    """Gather the days on which measures began, those of one instrument and day together."""
    days: dict[tuple[date, str], list[str]] = {}
    for r in book.of("measures"):
        first, last = r["in_force_from"], r["in_force_to"]
        if first is not None and (last is None or last >= first):
            days.setdefault((first, text(r["instrument"])), []).append(text(r["subject"]))
    got = []
    for (first, instrument), subjects in sorted(days.items()):
        at = datetime.combine(first, time(), tzinfo=UTC)
        label = f"{instrument}, first day: {'; '.join(sorted(set(subjects)))}"
        got.append(Moment(MEASURES, label, at, at + timedelta(days=1), (), synthetic=False))
    return got
