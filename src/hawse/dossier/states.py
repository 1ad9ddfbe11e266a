"""What a channel says of itself where it has nothing, or nothing of the case, to show."""

from collections.abc import Sequence

from hawse.dossier.amounts import amount, count, period
from hawse.dossier.book import Book, Row, text, texts
from hawse.dossier.words import sentence

TOLD_ELSEWHERE = ("reports", "measures")
"""Channels that are no line of supply: reports and measures have sections of their own."""
PACKAGED = "hawse:"
"""How the paths of facts begin that ship with Hawse: they are no look at the case."""


def state(book: Book, channel: str) -> str:
    """Say why a channel shows nothing of the case; an empty text where it does.

    Whether it was looked at is read from its sources and coverage, never from emptiness. Findings
    that rest on packaged facts alone (the distance of a port) are no look at the case either.
    """
    own = {"measures": "measures", "reports": "articles"}.get(channel)
    if own and book.of(own):
        return ""
    found = [r for r in book.of("findings") if r["channel"] == channel]
    files = [r for r in book.of("sources") if r["channel"] == channel and not _packaged(r)]
    seen = [r for r in book.of("coverage") if r["channel"] == channel]
    if found and (channel in TOLD_ELSEWHERE or files or not _on_packaged_facts(book, found)):
        return ""
    if not found and (files or any((r["share"] or 0) > 0 for r in seen)):
        return _nothing_found(files, seen)
    claims = _unexamined(book, channel)
    if not found and not seen and claims == 0:
        return "Not looked at in this case."
    return _not_given(book, channel, len(found), claims, seen)


def _packaged(source: Row) -> bool:
    """Say whether a source ships with Hawse."""
    return text(source["path"]).startswith(PACKAGED)


def _on_packaged_facts(book: Book, found: Sequence[Row]) -> bool:
    """Say whether all evidence of some findings is in packaged facts; not where there is none."""
    evidence, sources = book.by_id("evidence"), book.by_id("sources")
    rows = [evidence[e] for r in found for e in texts(r["evidence_ids"]) if e in evidence]
    known = [sources[text(e["source_id"])] for e in rows if text(e["source_id"]) in sources]
    return bool(known) and all(map(_packaged, known))


def _unexamined(book: Book, channel: str) -> int:
    """Count the claims of a channel that no entry gave another verdict than not examined."""
    judged = {
        c
        for e in book.of("entries")
        if e["verdict"] != "not_examined"
        for c in texts(e["claim_ids"])
    }
    own = [r for r in book.of("claims") if r["channel"] == channel]
    return sum(text(r["id"]) not in judged for r in own)


def _not_given(book: Book, channel: str, found: int, claims: int, seen: Sequence[Row]) -> str:
    """Say that no data of a channel was given, and what stays open because of it."""
    when = period(*book.about.period)
    said = [
        f"No {channel} data was given for {when}." if when else f"No {channel} data was given."
    ]
    if found:
        rests = "rests" if found == 1 else "rest"
        said.append(f"{count(found, 'finding')} {rests} on facts that ship with Hawse alone.")
    if claims:
        verb = "is" if claims == 1 else "are"
        said.append(f"{count(claims, 'claim')} {verb} not examined because of it.")
    said += sorted({sentence(text(r["basis_text"])) for r in seen if r["basis_text"]})
    return " ".join(said)


def _nothing_found(files: Sequence[Row], seen: Sequence[Row]) -> str:
    """Say what was looked at without finding anything."""
    rows = sum(int(r["rows_read"] or 0) for r in files)
    looked = f"Looked at {count(rows, 'row')} of {count(len(files), 'file')}; nothing was found."
    shares = [r["share"] for r in seen if r["share"] is not None]
    covered = amount(None, min(shares), None, "share") if shares else ""
    return f"{looked} Coverage: {covered}." if covered else f"{looked} Coverage was not stated."
