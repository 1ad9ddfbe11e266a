"""What stands beside a finding or entry: measures that could cover it, and what people decided."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from hawse.core.measure import ANSWERS_TOLD
from hawse.dossier.amounts import day
from hawse.dossier.book import Book, Row, text


def rules_by_statement(book: Book) -> dict[str, list[Row]]:
    """Give the answers of measures by the id of the finding or claim that they are given to."""
    made: dict[str, list[Row]] = defaultdict(list)
    for row in book.of("would_cover"):
        if row["answer"] in ANSWERS_TOLD:
            made[text(row["statement_id"])].append(row)
    return made


def in_short(rows: Iterable[Row]) -> str:
    """Name the measures by answer: 'could apply: 2270-18, 2321-8; not in force yet: 2375-14a'."""
    named: dict[str, list[str]] = {}
    for row in rows:
        named.setdefault(row["answer"], []).append(text(row["measure_id"]))
    return "; ".join(
        f"{words}: {', '.join(sorted(set(named[answer])))}"
        for answer, words in ANSWERS_TOLD.items()
        if answer in named
    )


def decisions_by_key(book: Book) -> Mapping[str, tuple[str, ...]]:
    """Give the decisions that stand, in words, by the key of what was decided on."""
    gone = {text(r["supersedes"]) for r in book.of("decisions") if r["supersedes"]}
    made: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for r in book.of("decisions"):
        if text(r["id"]) not in gone:
            when = day(r["at"])
            on = f" on {when}" if when else ""
            words = f"{text(r['act'])}, decided by {text(r['author'])}{on}: {text(r['reason'])}"
            made[text(r["target_key"])].append((when, words))
    return {key: tuple(words for _, words in sorted(own)) for key, own in made.items()}
