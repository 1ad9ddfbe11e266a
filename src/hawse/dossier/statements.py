"""Findings and claims as the page words them."""

from collections.abc import Mapping

from hawse.dossier.amounts import amount, day, period, plain
from hawse.dossier.book import Book, Row, as_lines, text, texts
from hawse.dossier.held import ClaimRow, FindingRow
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
    return tuple(_finding(book, r) for r in rows)


def _finding(book: Book, r: Row) -> FindingRow:
    """Word one finding."""
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
        step=text(r["step"]),
        settings="; ".join(as_lines(r["settings"])),
        reasons=(*map(book.told, as_lines(r["reasons"])), *_added(book, r)),
        not_shown=book.told(text(r["not_shown"])),
        said_by=text(r["said_by"]),
        evidence_ids=book.known("evidence", texts(r["evidence_ids"])),
        evidence_total=int(r["evidence_total"] or 0),
        synthetic=bool(r["synthetic"]),
    )


def _added(book: Book, r: Row) -> list[str]:
    """Say what people added to a finding: decisions that stand, and the reply of a named party.

    A party that nobody asked is said to be not asked.
    """
    key = text(r["key"])
    gone = {text(d["supersedes"]) for d in book.of("decisions") if d["supersedes"]}
    told = [
        f"decision by {text(d['author'])}: {text(d['act'])}, {text(d['reason'])}"
        for d in book.of("decisions")
        if text(d["target_key"]) == key and text(d["id"]) not in gone
    ]
    if text(r["subject"]).partition(":")[0] in PARTIES:
        got = [p for p in book.of("replies") if key in texts(p["finding_keys"])]
        status = ", ".join(f"{text(p['party'])} {plain_words(text(p['status']))}" for p in got)
        told.append(f"reply of the named party: {status or 'not asked'}")
    return told


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
