"""Tell the ledger: from its tables and the channels' figures to a page in plain data.

Runs no query and draws nothing. ``render`` makes the file.
"""

from collections.abc import Mapping

import pyarrow as pa

from hawse.core.channel import Figure
from hawse.dossier.about import About
from hawse.dossier.amounts import day
from hawse.dossier.book import Book, open_book, text
from hawse.dossier.entries import entries, judgements
from hawse.dossier.moments import moments
from hawse.dossier.page import Decision, Page
from hawse.dossier.register import evidence, sources
from hawse.dossier.rules import measures
from hawse.dossier.statements import claims, findings, hows
from hawse.dossier.stories import articles, stories
from hawse.dossier.strip import cards, data_span, lifelines, sections
from hawse.dossier.unseen import unseen

MARKED = ("sources", "evidence", "claims", "findings", "entries", "lifelines", "articles")
"""Tables whose rows say whether they are synthetic."""
HANDLING = {
    "public": "Public – may be passed on with its evidence register",
    "draft": "DRAFT – not reviewed, do not cite",
    "demo": "DEMO – synthetic rows, do not cite",
    "restricted": "RESTRICTED – not to be passed on",
    "secret": "SECRET – not to be passed on",
}


def build(
    ledger: Mapping[str, pa.Table], figures: Mapping[str, tuple[Figure, ...]], about: About
) -> Page:
    """Tell a ledger as a page.

    ``ledger`` maps the names of ``core.tables.LEDGER`` to Arrow tables; a name left out is an
    empty table. ``figures`` maps a channel's name to what its panel draws. The order of the
    tables' rows does not matter. One synthetic row anywhere makes the page a demo, whatever the
    case file says.
    """
    book = open_book(ledger, about)
    found, made = findings(book), hows(book)
    by_id = {f.id: f for f in found}
    told = articles(book)
    said = claims(book, {a.id: a.label for a in told})
    held = entries(book, said, by_id)
    lines = lifelines(book)
    demo = any(r["synthetic"] for t in MARKED for r in book.of(t)) or _drawn(figures)
    return Page(
        about=about,
        title=about.question,
        handling=_handling(about.handling, demo=demo),
        demo=demo,
        judgements=judgements(held, by_id),
        cards=cards(book, lines),
        lifelines=tuple(line for own in sorted(lines) for line in lines[own]),
        entries=held,
        moments=moments(book),
        sections=sections(book, figures, found, made),
        measures=measures(book, held),
        stories=stories(book, told, said),
        articles=told,
        findings=found,
        hows=made,
        unseen=unseen(book, held),
        evidence=evidence(book),
        sources=sources(book),
        decisions=_decisions(book),
        data_span=data_span(book),
        as_of=day(max((r["as_of"] for r in book.of("findings") if r["as_of"]), default=None)),
    )


def _drawn(figures: Mapping[str, tuple[Figure, ...]]) -> bool:
    """Say whether any datum of a figure is synthetic."""
    return any(d.synthetic for own in figures.values() for f in own for d in f.data)


def _handling(word: str, *, demo: bool) -> str:
    """Say how the page may be handled; a demo says so first."""
    kind, _, rest = word.partition(":")
    own = f"Cleared for {rest.strip()}" if kind == "cleared" else HANDLING.get(kind, word.upper())
    if not demo or kind == "demo":
        return own
    return f"{HANDLING['demo']} · {own}"


def _decisions(book: Book) -> tuple[Decision, ...]:
    """Word the decisions that stand and the replies of named parties, by time."""
    gone = {text(r["supersedes"]) for r in book.of("decisions") if r["supersedes"]}
    got = [
        Decision(
            text(r["act"]),
            text(r["target_key"]),
            text(r["reason"]),
            text(r["author"]),
            day(r["at"]),
        )
        for r in book.of("decisions")
        if text(r["id"]) not in gone
    ]
    got += [
        Decision(
            what=f"reply: {text(r['status']).replace('_', ' ')}",
            about=", ".join(r["finding_keys"] or ()),
            words=text(r["verbatim"]),
            by=text(r["party"]),
            when=day(r["received_at"] or r["asked_at"]),
        )
        for r in book.of("replies")
    ]
    return tuple(sorted(got, key=lambda d: (d.when, d.by, d.about, d.what)))
