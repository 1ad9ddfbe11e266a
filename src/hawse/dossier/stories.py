"""Reports and their lineage: what was kept, edited, cut, added, moved, merged or split."""

from collections.abc import Mapping

from hawse.dossier.amounts import amount, day
from hawse.dossier.book import Book, Row, flat, loaded, text
from hawse.dossier.held import ClaimRow
from hawse.dossier.page import Article, Edit, Pair, Story
from hawse.dossier.words import EDITS

Sentences = Mapping[tuple[str, int], str]


def articles(book: Book) -> tuple[Article, ...]:
    """Word every report; a report without a headline is named by its file."""
    sources = book.by_id("sources")
    counts: dict[str, int] = {}
    for s in book.of("sentences"):
        counts[text(s["article_id"])] = counts.get(text(s["article_id"]), 0) + 1
    got = [
        Article(
            id=text(r["id"]),
            label=book.reports[text(r["id"])],
            title=text(r["title"]),
            publisher=text(r["publisher"]) or text(r["agency"]),
            byline=text(r["byline"]),
            published=day(r["published_at"]),
            dated_by=book.told(text(r["dated_by"])),
            path=text(sources.get(text(r["source_id"]), {}).get("path")),
            sentences=counts.get(text(r["id"]), 0),
            synthetic=bool(r["synthetic"]),
        )
        for r in book.of("articles")
    ]
    return tuple(sorted(got, key=lambda a: (a.synthetic, a.published or "~", a.label, a.id)))


def stories(
    book: Book, told: tuple[Article, ...], claims: Mapping[str, ClaimRow]
) -> tuple[Story, ...]:
    """Set every two printings of one story side by side."""
    by_id = {a.id: a for a in told}
    sentences = {
        (text(s["article_id"]), int(s["sentence"])): text(s["text"]) for s in book.of("sentences")
    }
    carried = _carried(book, claims)
    aligned: dict[tuple[str, str], list[Row]] = {}
    for r in book.of("aligned"):
        aligned.setdefault((text(r["child"]), text(r["parent"])), []).append(r)
    got = []
    for r in book.of("lineage"):
        child, parent = by_id.get(text(r["child"])), by_id.get(text(r["parent"]))
        if child and parent and r["relation"] != "shared_quotes_only":
            rows = aligned.get((child.id, parent.id), [])
            got.append(_story(book, r, (parent, child), _pairs(rows, sentences, carried)))
    return tuple(sorted(got, key=lambda s: (s.parent.label, s.child.label, s.child.id)))


def _story(book: Book, r: Row, ends: tuple[Article, Article], pairs: tuple[Pair, ...]) -> Story:
    """Put one story together, with its counts of labels."""
    counts = [(word, sum(p.label == name for p in pairs)) for name, word in EDITS.items()]
    return Story(
        parent=ends[0],
        child=ends[1],
        relation=text(r["relation"]),
        score=amount(None, r["score"], None, "share"),
        clues=_clues(book, r["clues"]),
        counts=tuple((word, n) for word, n in counts if n),
        pairs=pairs,
    )


def _carried(book: Book, claims: Mapping[str, ClaimRow]) -> dict[tuple[str, int], tuple[str, ...]]:
    """Say which claims each sentence carries."""
    got: dict[tuple[str, int], tuple[str, ...]] = {}
    for r in book.of("claims"):
        if r["sentence"] is not None:
            at = (text(r["article_id"]), int(r["sentence"]))
            got[at] = (*got.get(at, ()), text(r["id"]))
    return {at: tuple(sorted(ids, key=lambda i: claims[i].short)) for at, ids in got.items()}


def _pairs(
    rows: list[Row],
    sentences: Sentences,
    carried: Mapping[tuple[str, int], tuple[str, ...]],
) -> tuple[Pair, ...]:
    """Order the pairs by the parent's text, with what was added where the child has it."""
    matched = sorted(
        (int(r["child_sentence"]), int(r["parent_sentence"]))
        for r in rows
        if r["child_sentence"] is not None and r["parent_sentence"] is not None
    )

    def place(r: Row) -> tuple[float, int, int]:
        child, parent = r["child_sentence"], r["parent_sentence"]
        if parent is not None:
            return (float(parent), 0, -1 if child is None else int(child))
        before = [p for c, p in matched if c < int(child or 0)]
        return (before[-1] + 0.5 if before else -1.0, 1, int(child or 0))

    def pair(r: Row) -> Pair:
        child, parent = r["child_sentence"], r["parent_sentence"]
        ends = ((text(r["parent"]), parent), (text(r["child"]), child))
        ids = [i for a, s in ends if s is not None for i in carried.get((a, int(s)), ())]
        return Pair(
            label=text(r["label"]),
            parent_sentence=parent,
            child_sentence=child,
            before="" if parent is None else sentences.get((text(r["parent"]), int(parent)), ""),
            after="" if child is None else sentences.get((text(r["child"]), int(child)), ""),
            edits=_edits(r["ops"]),
            claims=tuple(dict.fromkeys(ids)),
        )

    return tuple(pair(r) for r in sorted(rows, key=place))


def _clues(book: Book, raw: object) -> tuple[str, ...]:
    """Word what speaks for the direction: which report, what about it, and with what weight."""
    got = loaded(raw)
    told = []
    for clue in got if isinstance(got, list) else [got] if got else []:
        if isinstance(clue, dict) and "meaning" in clue:
            which = book.reports.get(text(clue.get("child")), "")
            weight = f" (weight {flat(clue['weight'])})" if "weight" in clue else ""
            told.append(f"{which} {flat(clue['meaning'])}{weight}".strip())
        else:
            told.append(book.told(flat(clue)))
    return tuple(told)


def _edits(raw: object) -> tuple[Edit, ...]:
    """Read the edits of one pair; a form that is not known is kept as a text."""
    got = loaded(raw)
    return tuple(_edit(e) for e in (got if isinstance(got, list) else [got] if got else []))


def _edit(e: object) -> Edit:
    """Read one edit: a dict (``label`` or ``op``, ``before``, ``after``) or such a list."""
    if isinstance(e, dict):
        named = e.get("label", e.get("op"))
        return Edit(_words(named), _words(e.get("before")), _words(e.get("after")))
    if isinstance(e, list):
        label, before, after = (*map(_words, e[:3]), "", "", "")[:3]
        return Edit(label, before, after)
    return Edit(_words(e), "", "")


def _words(value: object) -> str:
    """Join words that come as a list."""
    return " ".join(map(str, value)) if isinstance(value, list) else text(value)
