"""Count how often words and places report somebody: what ``voices/counts.csv.gz`` is made by.

    python -m evaluation.cue_counts DIR [--split train] [--out counts.csv.gz] [--folds 5]

DIR is PolNeAR, as ``evaluation.attribution`` takes it. Every article is counted as it is and damaged
(lower-cased, marks taken out). Only whole numbers are kept, of keys that were seen 4 times or more.
With ``--folds`` nothing is written: the counts of the other folds are tried on each fold's articles,
at several thresholds, which is how the threshold and the weights of ``voices`` were chosen.
"""

import argparse
import csv
import gzip
import io
import json
from collections import defaultdict
from collections.abc import Iterator
from math import exp
from pathlib import Path
from typing import NamedTuple

from evaluation.attribution import Spans, damaged, gold, paragraphs, same, token_span

from hawse.channels.reports.extract.reading import read
from hawse.channels.reports.text.split import sentences
from hawse.channels.reports.voices import chance
from hawse.channels.reports.voices.candidates import candidates
from hawse.channels.reports.voices.chance import Count, by_word
from hawse.channels.reports.voices.laid import laid
from hawse.channels.reports.voices.traits import place_keys, seen, setting, word_keys

LEAST_SEEN = 4
SHORTEST = 2  # words of a sentence that is read
LEAST_SHIFT = 0.1  # a place that adds less to the log odds is left out


class Case(NamedTuple):
    """One offer with its keys and the attributions of the gold that it hits."""

    article: int
    damaged: bool
    place: tuple[int, int]  # the sentence's offset, the cue's word
    words: tuple[str, ...]
    places: tuple[str, ...]
    hits: tuple[int, ...]


def cases(folder: Path) -> tuple[list[Case], dict[bool, int]]:
    """Read a split: every offer of every article, whole and damaged, and the size of the gold."""
    found: list[Case] = []
    size = {False: 0, True: 0}
    for number, path in enumerate(sorted((folder / "text").glob("*.txt"))):
        marked = sorted((folder / "attributions").glob(f"{path.stem}*.ann"))
        if not marked:
            continue
        text, truth = path.read_text("utf-8"), gold(marked[0])
        for hurt in (False, True):
            if hurt:
                text, truth = damaged(text, truth)
            size[hurt] += len(truth)
            found += article(number, text, truth, hurt=hurt)
    return found, size


def article(number: int, text: str, truth: list[Spans], *, hurt: bool) -> Iterator[Case]:
    """Give every offer of one article."""
    cased = text != text.lower()
    for begin, end in paragraphs(text):
        for a, b in sentences(text[begin:end], cased=cased):
            at = begin + a
            near = [
                n for n, t in enumerate(truth) if t.cue and t.source
                and min(t.cue) < begin + b and max(t.cue) >= at
            ]  # fmt: skip
            reading = read(text[at : begin + b], cased=cased)
            if len(reading.tokens) < SHORTEST:
                continue
            held = laid(reading.text, reading.tokens, cased=cased)
            where = setting(held)
            for offer in candidates(held):
                cue = token_span(reading, offer.cue, at)
                source = token_span(reading, offer.way[:2], at)
                hits = tuple(
                    n for n in near
                    if truth[n].cue & cue and same(text, truth[n].source, source)
                )  # fmt: skip
                known = seen(offer, held)
                yield Case(number, hurt, (at, offer.at), word_keys(offer, known),
                           place_keys(offer, known, where), hits)  # fmt: skip


def counted(held: list[Case]) -> dict[str, Count]:
    """Count words first; then places, with the hits that the words alone would explain."""
    found: dict[str, list[float]] = defaultdict(lambda: [0, 0, 0])
    for case in held:
        for key in case.words:
            found[key][0] += 1
            found[key][1] += bool(case.hits)
    words = {key: Count(*n) for key, n in found.items()}
    for case in held:
        usual = by_word(case.words, words, Count(1, bool(case.hits)))
        share = 1 / (1 + exp(-usual))
        for key in case.places:
            found[key][0] += 1
            found[key][1] += bool(case.hits)
            found[key][2] += share
    return {key: Count(*n) for key, n in found.items()}


def kept(found: dict[str, Count]) -> list[tuple[str, int, int, int]]:
    """Keep what was seen often enough, as whole numbers."""
    rows = []
    for key, (n, hits, expected) in sorted(found.items()):
        tenths = round(expected * 10)
        if n < LEAST_SEEN or (expected and not tenths):
            continue
        if tenths and abs(shift(Count(n, hits, tenths / 10))) < LEAST_SHIFT:
            continue
        rows.append((key, int(n), int(hits), tenths))
    return rows


def shift(count: Count) -> float:
    """Give what a place adds to the log odds."""
    usual = count.expected / count.seen
    there = (count.hits + 4 * usual) / (count.seen + 4)
    return chance.log_odds(there) - chance.log_odds(usual)


def tried(held: list[Case], known: dict[str, Count]) -> dict[Case, float]:
    """Give the chance of every case under given counts."""
    places = {k: chance.PLACE_WEIGHT * shift(c) for k, c in known.items() if c.expected}
    return {
        case: 1 / (1 + exp(-by_word(case.words, known) - sum(places.get(k, 0) for k in case.places)))
        for case in held
    }  # fmt: skip


def scored(chances: dict[Case, float], size: int, least: float) -> tuple[float, float, float]:
    """Give precision, recall and F1 of the best source of each cue word past a threshold."""
    top: dict[tuple[int, tuple[int, int]], Case] = {}
    for case, likely in chances.items():
        key = case.article, case.place
        if likely >= least and (key not in top or likely > chances[top[key]]):
            top[key] = case
    used: set[tuple[int, int]] = set()
    for case in sorted(top.values(), key=lambda c: -chances[c]):
        used |= set([(case.article, n) for n in case.hits if (case.article, n) not in used][:1])
    hits = len(used)
    return hits / max(len(top), 1), hits / size, 2 * hits / max(len(top) + size, 1)


def folded(held: list[Case], size: dict[bool, int], folds: int) -> dict[str, object]:
    """Try each fold on the counts of the others."""
    chances: dict[Case, float] = {}
    for fold in range(folds):
        known = {
            k: Count(n, h, e / 10)
            for k, n, h, e in kept(counted([c for c in held if c.article % folds != fold]))
        }
        chances |= tried([c for c in held if c.article % folds == fold], known)
    return {
        f"{'damaged' if hurt else 'clean'} {least}": [
            round(v, 4)
            for v in scored(
                {c: p for c, p in chances.items() if c.damaged is hurt}, size[hurt], least
            )
        ]
        for hurt in (False, True)
        for least in (0.25, 0.28, 0.31, 0.34, 0.37)
    }


def main() -> None:
    """Count, and write or try."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--split", default="train")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    given = parser.parse_args()
    folder = given.folder / "data" / given.split
    held, size = cases(folder if folder.is_dir() else given.folder / given.split)
    told: dict[str, object] = {"offers": len(held), "gold": size[False]}
    if given.folds:
        told |= folded(held, size, given.folds)
    if given.out:
        rows = kept(counted(held))
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(
            [("key", "seen", "hits", "expected"), *rows]
        )
        given.out.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))
        told["keys"] = len(rows)
    print(json.dumps(told))


if __name__ == "__main__":
    main()
