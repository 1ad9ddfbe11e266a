"""How well attributions are found: PolNeAR, in its own form of standoff files.

    python -m evaluation.attribution DIR [--split dev] [--damaged | --damage KIND] [--third N]

DIR holds ``data/SPLIT/text/*.txt`` and ``data/SPLIT/attributions/*.ann``. An attribution of the gold
with a source and a cue is found if a predicted one touches its cue and the sources share at least
half of the words of the longer. ``--damaged`` lower-cases the texts and takes out all quotation marks
and apostrophes; ``--damage`` does one thing of ``evaluation.damage``, whose lost attributions are no
longer asked for. ``wrong_named`` is the share of predictions that name a person who is not in the gold
source of the attribution that their cue touches. Intervals are bootstraps over articles.
``--third`` 0, 1 or 2 takes every third article alone (the rules were written on 0 of the train split).
"""

import argparse
import csv
import json
import re
from glob import escape
from pathlib import Path
from typing import NamedTuple

import numpy as np
from evaluation.damage import NAMES, hurt

from hawse.channels.reports import CHANNEL
from hawse.channels.reports.extract.article import prepared
from hawse.channels.reports.extract.reading import Gazetteer, Reading
from hawse.channels.reports.extract.speakers import Cast
from hawse.channels.reports.text.split import sentences
from hawse.channels.reports.voices.quotation import left_open
from hawse.channels.reports.voices.reported import reported

MARKS = re.compile(r"[\"'“”‘’«»`]")


class Spans(NamedTuple):
    """One attribution as character spans; ``named`` is the person it resolves to."""

    cue: frozenset[int]
    source: frozenset[int]
    named: str = ""


def gold(path: Path) -> list[Spans]:
    """Read the attributions of one standoff file that have a source and a cue."""
    spans: dict[str, tuple[str, frozenset[int]]] = {}
    events: list[list[str]] = []
    for line in path.read_text("utf-8").splitlines():
        cells = line.split("\t")
        if line.startswith("T") and len(cells) > 1:
            kind, _, places = cells[1].partition(" ")
            held: set[int] = set()
            for piece in places.split(";"):
                a, b = piece.split()
                held |= set(range(int(a), int(b)))
            spans[cells[0]] = (kind, frozenset(held))
        elif line.startswith("E") and len(cells) > 1:
            events.append([part.split(":")[1] for part in cells[1].split()[1:] if ":" in part])
    found = []
    for parts in events:
        cue = frozenset().union(
            *(spans[p][1] for p in parts if p in spans and spans[p][0] == "Cue")
        )
        source = frozenset().union(
            *(spans[p][1] for p in parts if p in spans and spans[p][0] == "Source")
        )
        if cue and source:
            found.append(Spans(cue, source))
    return found


def predicted(text: str, gazetteer: Gazetteer) -> list[Spans]:
    """Find the attributions of one text with the channel's own rules."""
    cast = Cast()
    found = []
    cased = text != text.lower()
    for begin, end in paragraphs(text):
        inside = False  # of a quotation that began in an earlier sentence of the paragraph
        for a, b in sentences(text[begin:end], cased=cased):
            reading = prepared(
                text[begin + a : begin + b], cased=cased, at=None, gazetteer=gazetteer
            )
            cast.meet(reading)
            for one in reported(reading, cast, inside=inside):
                at = begin + a
                cue = token_span(reading, one.cue, at)
                who = token_span(reading, one.source, at)
                named = (
                    one.speaker.name if one.speaker and one.speaker.kind == "named_person" else ""
                )
                found.append(Spans(cue, who, named))
            inside = left_open(reading.text, reading.tokens, inside=inside)
    return found


def token_span(reading: Reading, span: tuple[int, int], at: int) -> frozenset[int]:
    """Turn a span of words, half open, into places of the text."""
    first, last = reading.tokens[span[0]], reading.tokens[span[1] - 1]
    return frozenset(range(at + first.start, at + last.end))


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Give the spans of lines."""
    return [hit.span() for hit in re.finditer(r"[^\n]+", text)]


def damaged(text: str, spans: list[Spans]) -> tuple[str, list[Spans]]:
    """Lower-case a text and take out its marks, with its spans moved along."""
    lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    kept = [n for n, c in enumerate(lower) if not MARKS.match(c)]
    move = {old: new for new, old in enumerate(kept)}
    moved = [
        Spans(
            frozenset(move[n] for n in s.cue if n in move),
            frozenset(move[n] for n in s.source if n in move),
        )
        for s in spans
    ]
    return "".join(lower[n] for n in kept), moved


def harmed(text: str, spans: list[Spans], kind: str, seed: int) -> tuple[str, list[Spans]]:
    """Damage a text in one way, with its spans moved along; those that were lost fall out."""
    made, moved = hurt(text, kind, seed)

    def along(places: frozenset[int]) -> frozenset[int]:
        return frozenset(n for old in places if old in moved for n in moved[old])

    shifted = [Spans(along(s.cue), along(s.source)) for s in spans]
    return made, [s for s in shifted if s.cue and s.source]


def counts(text: str, truth: list[Spans], said: list[Spans]) -> tuple[int, int, int, int, int]:
    """Give hits, predictions, gold ones, named predictions and wrongly named ones."""
    used: set[int] = set()
    hits = named = wrong = 0
    for one in said:
        touching = [n for n, t in enumerate(truth) if t.cue & one.cue]
        good = [n for n in touching if n not in used and same(text, truth[n].source, one.source)]
        if good:
            used.add(good[0])
            hits += 1
        if one.named:
            named += 1
            last = one.named.lower().split()[-1]
            sources = [worded(text, truth[n].source) for n in touching]
            pronoun = {"he", "she", "who", "his", "her"} & set(worded(text, one.source))
            wrong += bool(sources) and not pronoun and not any(last in s for s in sources)
    return hits, len(said), len(truth), named, wrong


def worded(text: str, span: frozenset[int]) -> list[str]:
    """Give the words under a span."""
    return (
        re.findall(
            r"\w+",
            "".join(
                text[n] if n in span else " " for n in range(min(span), max(span) + 1)
            ).lower(),
        )
        if span
        else []
    )


def same(text: str, one: frozenset[int], other: frozenset[int]) -> bool:
    """Say whether two sources share half of the longer one's words, place by place."""

    def places(span: frozenset[int]) -> set[int]:
        return (
            {
                hit.start()
                for hit in re.finditer(r"\w+", text[min(span) : max(span) + 1])
                if hit.start() + min(span) in span
            }
            if span
            else set()
        )

    a = {n + min(one) for n in places(one)} if one else set()
    b = {n + min(other) for n in places(other)} if other else set()
    return bool(a and b) and len(a & b) >= 0.5 * max(len(a), len(b))


def places_known() -> Gazetteer:
    """Read the gazetteer that ships with the channel."""
    with CHANNEL.facts[0].path.open(encoding="utf-8", newline="") as file:
        return Gazetteer({r["word"]: (r["id"], r["sense"]) for r in csv.DictReader(file)})


def main() -> None:
    """Score every article and print one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--damaged", action="store_true")
    parser.add_argument("--damage", choices=NAMES)
    parser.add_argument("--third", type=int, choices=(0, 1, 2))
    given = parser.parse_args()
    folder = given.folder / "data" / given.split
    if not folder.is_dir():
        folder = given.folder / given.split
    gazetteer = places_known()
    each = []
    for number, path in enumerate(sorted((folder / "text").glob("*.txt"))):
        if given.third not in {None, number % 3}:
            continue
        text = path.read_text("utf-8")
        marked = sorted((folder / "attributions").glob(f"{escape(path.stem)}*.ann"))
        if not marked:
            continue
        truth = gold(marked[0])
        if given.damaged:
            text, truth = damaged(text, truth)
        if given.damage:
            text, truth = harmed(text, truth, given.damage, len(each))
        each.append(counts(text, truth, predicted(text, gazetteer)))
    if not each:
        parser.error(f"{folder}: no text/*.txt with its attributions/*.ann; is the split right?")
    table = np.array(each)
    dice = np.random.default_rng(3)
    drawn = [f1(table[dice.integers(0, len(table), len(table))]) for _ in range(1000)]
    hits, said, truth_count, named, wrong = (int(v) for v in table.sum(axis=0))
    print(
        json.dumps(
            {
                "n": truth_count,
                "articles": len(table),
                "precision": round(hits / max(said, 1), 4),
                "recall": round(hits / max(truth_count, 1), 4),
                "f1": round(f1(table), 4),
                "f1_interval": [round(float(v), 4) for v in np.quantile(drawn, [0.025, 0.975])],
                "wrong_named": round(wrong / max(said, 1), 4),
                "named": named,
                "damaged": given.damaged or given.damage or False,
                "split": given.split,
            }
        )
    )


def f1(table: "np.ndarray") -> float:
    """Give F1 of summed counts."""
    hits, said, truth = (int(v) for v in table.sum(axis=0)[:3])
    return 2 * hits / max(said + truth, 1)


if __name__ == "__main__":
    main()
