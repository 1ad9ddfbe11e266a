"""Findings and claims as the page words them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from hawse.dossier.amounts import amount, day, period, plain
from hawse.dossier.beside import decisions_by_key, in_short, rules_by_statement
from hawse.dossier.book import Book, Row, as_lines, text, texts
from hawse.dossier.held import ClaimRow, FindingRow, How
from hawse.dossier.names import parties
from hawse.dossier.words import likelihood, plain_words

PARTIES = ("as", "entity", "imo", "mmsi")
"""Typed ids that name somebody who may be asked: a network, a person or firm, a ship."""


def findings(book: Book) -> tuple[FindingRow, ...]:
    """Word every finding; what is not synthetic comes first, then by channel, kind and time."""
    rows = sorted(
        book.of("findings"),
        key=lambda r: (
            bool(r["synthetic"]),
            text(r["channel"]),
            text(r["kind"]),
            text(r["subject"]),
            text(r["counterpart"]),
            day(r["period_start"]),
            text(r["id"]),
        ),
    )
    rules, decided = rules_by_statement(book), decisions_by_key(book)
    numbers = {(h.step, h.settings, h.not_shown): h.number for h in hows(book)}
    made = []
    for r in rows:
        told = in_short(rules.get(text(r["id"]), ()))
        added = (f"measures: {told}",) if told else ()
        own = decided.get(text(r["key"]), ())
        made.append(
            replace(
                _finding(book, r, (*(f"decision: {d}" for d in own), *added)),
                how=numbers[_how(book, r)],
            )
        )
    return tuple(made)


def hows(book: Book) -> tuple[How, ...]:
    """Give each way in which findings were made once, by step; findings name it by its number."""
    counts = Counter(_how(book, r) for r in book.of("findings"))
    return tuple(How(n, *how, counts[how]) for n, how in enumerate(sorted(counts), start=1))


def _how(book: Book, r: Row) -> tuple[str, str, str]:
    """Give a finding's step, its settings, and what it does not show."""
    settings = "; ".join(as_lines(r["settings"]))
    return text(r["step"]), settings, book.told(text(r["not_shown"]))


def _finding(book: Book, r: Row, added: tuple[str, ...]) -> FindingRow:
    """Word one finding; ``added`` is what measures and people say to it."""
    return FindingRow(
        id=text(r["id"]),
        short=book.short["findings"][text(r["id"])],
        key=text(r["key"]),
        channel=text(r["channel"]),
        kind=text(r["kind"]),
        says=book.told(text(r["says"])),
        parties=parties(r["subject"], r["counterpart"], r["item"], r["flow"], book.names),
        amount=amount(r["q_low"], r["q_best"], r["q_high"], r["unit"]),
        period=period(r["period_start"], r["period_end"], r["period_grain"]),
        starts=day(r["period_start"]),
        basis=text(r["basis"]),
        likelihood=likelihood(r["likelihood_low"], r["likelihood_high"]),
        score="" if r["score"] is None else plain(r["score"]),
        base_rate=amount(None, r["base_rate"], None, "share"),
        coverage=amount(None, r["coverage"], None, "share"),
        how=0,
        reasons=(
            *added,
            *map(book.told, as_lines(r["reasons"])),
            *([f"figure given by {text(r['said_by'])}"] if r["said_by"] else []),
            *_reply(book, r),
        ),
        evidence_ids=book.known("evidence", texts(r["evidence_ids"])),
        evidence_total=int(r["evidence_total"] or 0),
        synthetic=bool(r["synthetic"]),
    )


def _reply(book: Book, r: Row) -> list[str]:
    """Say what a named party replied; one that nobody asked is said to be not asked."""
    if text(r["subject"]).partition(":")[0] not in PARTIES:
        return []
    got = [p for p in book.of("replies") if text(r["key"]) in texts(p["finding_keys"])]
    status = ", ".join(f"{text(p['party'])} {plain_words(text(p['status']))}" for p in got)
    return [f"reply of the named party: {status or 'not asked'}"]


def claims(book: Book, labels: Mapping[str, str]) -> dict[str, ClaimRow]:
    """Word every claim, by id; ``labels`` are the reports' names by article id."""
    rows = sorted(
        book.of("claims"),
        key=lambda r: (text(r["article_id"]), r["sentence"] or 0, text(r["id"])),
    )
    return {text(r["id"]): _claim(book, r, labels) for r in rows}


def _claim(book: Book, r: Row, labels: Mapping[str, str]) -> ClaimRow:
    """Word one claim."""
    article = text(r["article_id"])
    return ClaimRow(
        id=text(r["id"]),
        short=book.short["claims"][text(r["id"])],
        channel=text(r["channel"]),
        says=text(r["says"]),
        report=labels.get(article, article),
        sentence=r["sentence"],
        speaker=text(r["speaker"]) or "the report itself",
        attribution=text(r["attribution"]),
        kind=text(r["kind"]),
        parties=parties(r["subject"], r["counterpart"], r["item"], r["flow"], book.names),
        amount=amount(r["q_low"], r["q_best"], r["q_high"], r["unit"]),
        period=period(r["period_start"], r["period_end"], r["period_grain"]),
        certainty=text(r["certainty"]),
        polarity=text(r["polarity"]),
        flags=texts(r["flags"]),
        evidence_ids=book.known("evidence", texts(r["evidence_ids"])),
        synthetic=bool(r["synthetic"]),
    )
