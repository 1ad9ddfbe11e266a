"""The lifeline strip and the channels' sections: data, or the reason why there is none."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from hawse.core.channel import Figure
from hawse.dossier.amounts import amount, day, period
from hawse.dossier.book import Book, Row, text, texts
from hawse.dossier.held import FindingRow, How
from hawse.dossier.names import name, parties
from hawse.dossier.page import Card, Lifeline, Section
from hawse.dossier.states import TOLD_ELSEWHERE, state
from hawse.dossier.words import plain_words

MOST_LINES = 3
"""Lines on one card; all of them stand in the table below the strip."""
MOST_CAVEATS = 8


def lifelines(book: Book) -> dict[str, tuple[Lifeline, ...]]:
    """Word the lifelines of each channel: suppliers and period of the case first."""
    wanted = {
        text(s).lower().removeprefix("country:"): n for n, s in enumerate(book.about.suppliers)
    }
    begins, stops = book.about.period

    def place(r: Row) -> tuple[object, ...]:
        code = text(r["partner"]).partition(":")[2].lower()
        known = r["q_best"] is not None or r["share_best"] is not None
        starts, ends = r["period_start"], r["period_end"]
        outside = (begins and starts and starts < begins) or (stops and ends and ends > stops)
        return (
            bool(r["synthetic"]),
            wanted.get(code, len(wanted)),
            not known,
            bool(outside),
            -ends.timestamp() if ends else 0.0,
            text(r["item"]) not in ("", "all"),
            text(r["partner"]),
            text(r["item"]),
            text(r["unit"]),
            text(r["role"]),
        )

    got: dict[str, list[Lifeline]] = {}
    for r in sorted(book.of("lifelines"), key=place):
        got.setdefault(text(r["channel"]), []).append(_line(book, r))
    return {channel: tuple(lines) for channel, lines in got.items()}


def _line(book: Book, r: Row) -> Lifeline:
    """Word one lifeline; who has the target's workers is told as their host, not as a supplier."""
    shares = amount(r["share_low"], r["share_best"], r["share_high"], "share")
    hosted = r["unit"] == "person"
    role = "host" if hosted else plain_words(text(r["role"]) or "partner")
    return Lifeline(
        who=f"{name(r['partner'], book.names)} ({role})",
        what="workers" if hosted else parties(None, None, r["item"], r["flow"], book.names),
        amount=amount(r["q_low"], r["q_best"], r["q_high"], r["unit"]),
        share=shares,
        period=period(r["period_start"], r["period_end"]),
        trend=text(r["trend"]),
        basis=text(r["basis"]),
        ids=book.known("findings", texts(r["finding_ids"])),
        synthetic=bool(r["synthetic"]),
    )


def cards(book: Book, lines: Mapping[str, tuple[Lifeline, ...]]) -> tuple[Card, ...]:
    """Make one card a channel, with data or without."""
    found = Counter(text(r["channel"]) for r in book.of("findings"))
    said = Counter(text(r["channel"]) for r in book.of("claims"))
    return tuple(
        Card(
            channel=channel,
            question=question,
            lines=_one_a_partner(lines.get(channel, ()))[:MOST_LINES],
            state=state(book, channel),
            findings=found[channel],
            claims=said[channel],
        )
        for channel, question in book.about.channels
        if channel not in TOLD_ELSEWHERE
    )


def _one_a_partner(lines: Sequence[Lifeline]) -> tuple[Lifeline, ...]:
    """Keep the first line of each partner."""
    first: dict[str, Lifeline] = {}
    for line in lines:
        first.setdefault(line.who, line)
    return tuple(first.values())


def sections(
    book: Book,
    figures: Mapping[str, tuple[Figure, ...]],
    findings: Sequence[FindingRow],
    hows: Sequence[How],
) -> tuple[Section, ...]:
    """Make one section a channel; a channel that only the figures know comes last."""
    asked = dict(book.about.channels)
    extra = sorted(
        ({f.channel for f in findings} | set(figures)) - set(asked) - {""},
    )
    return tuple(
        _section(book, c, asked.get(c, ""), figures.get(c, ()), findings, hows)
        for c in (*asked, *extra)
    )


def _section(  # noqa: PLR0917 - one argument for each part of it
    book: Book,
    channel: str,
    question: str,
    figures: tuple[Figure, ...],
    findings: Sequence[FindingRow],
    hows: Sequence[How],
) -> Section:
    """Put one channel's section together."""
    own = [f for f in findings if f.channel == channel]
    kinds = Counter(f.kind for f in own)
    caveats: Counter[str] = Counter()
    for h in hows:
        caveats[h.not_shown] += sum(f.how == h.number for f in own)
    return Section(
        channel=channel,
        question=question,
        state=state(book, channel),
        figures=tuple(_named(book, f) for f in figures),
        findings=len(own),
        kinds=tuple(sorted(kinds.items())),
        caveats=tuple(
            c for c, n in sorted(caveats.items(), key=lambda i: (-i[1], i[0])) if c and n
        )[:MOST_CAVEATS],
    )


def _named(book: Book, figure: Figure) -> Figure:
    """Put plain names for typed ids into a figure's words."""
    data = tuple(
        replace(
            d,
            label=book.told(d.label),
            to=book.told(d.to),
            series=book.told(d.series),
            cells=tuple(map(book.told, d.cells)),
        )
        for d in figure.data
    )
    title, caption = book.told(figure.title), book.told(figure.caption)
    columns = tuple(map(book.told, figure.columns))
    return replace(figure, data=data, title=title, caption=caption, columns=columns)


def data_span(book: Book) -> str:
    """Say from when to when the findings reach, in event time."""
    starts = [r["period_start"] for r in book.of("findings") if r["period_start"]]
    ends = [r["period_end"] for r in book.of("findings") if r["period_end"]]
    if not starts or not ends:
        return ""
    return f"{day(min(starts))[:10]} to {day(max(ends))[:10]}"
