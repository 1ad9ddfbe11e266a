"""Split paragraphs into sentences, in any script, with or without capitals."""

import re
from typing import Final

from hawse.channels.reports.text.normal import listed

MOST_CHARACTERS: Final = (
    1_500  # a longer "sentence" is a list, a table or noise: it is cut at a space
)

_END: Final = re.compile(r"[.!?…]+[\"”’'»)\]]*(?=\s)|[。！？｡؟۔।]+[」』”\"]*|(?<=\s)[.!?](?=\s|$)")
_ABBREVIATIONS: Final = frozenset(
    listed(
        "mr mrs ms dr prof gen col lt sgt capt cmdr adm sen rep gov rev hon st jr sr "
        "no nos vol fig al etc "
        "inc ltd co corp llc plc bros dept est approx vs jan feb mar apr jun jul aug "
        "sep sept oct nov dec "
        "mon tue wed thu fri sat sun ave blvd mt ft pp art para cf e.g i.e u.s u.n u.k "
        "e.u d.c a.m p.m n "
        "г ул им стр рис см т.е т.д"
    )
)
_LAST_WORD: Final = re.compile(r"([\w.]+)$")
_STARTS: Final = re.compile(r"[\"“”‘'«»(\[\s]*(\S)")


def sentences(text: str, *, cased: bool = True) -> list[tuple[int, int]]:
    """Give the sentences of a paragraph as half-open spans, blank edges left out.

    ``cased`` false (a text without a single capital) lets a sentence begin with a small letter.

    >>> [ "N. Korea fell. It rose."[a:b] for a, b in sentences("N. Korea fell. It rose.")]
    ['N. Korea fell.', 'It rose.']
    """
    spans, begin = [], 0
    for hit in _END.finditer(text):
        if hit.start() < begin or not _ends(text, hit, cased=cased):
            continue
        spans.extend(_pieces(text, begin, hit.end()))
        begin = hit.end()
    spans.extend(_pieces(text, begin, len(text)))
    return spans


def _ends(text: str, hit: re.Match[str], *, cased: bool) -> bool:
    """Say whether this mark ends a sentence rather than an abbreviation or an initial."""
    following = _STARTS.match(text, hit.end(), hit.end() + 40)
    if hit.group()[0] in "。！？｡؟۔।" or following is None:
        return True
    first = following.group(1)
    if cased and (first.islower() or first in ",;:)-–—"):
        return False
    alone = text[hit.start() - 1 : hit.start()].isspace()  # a stop set off as a token of its own
    if hit.group()[0] != "." or alone:
        return True
    last = _LAST_WORD.search(text, max(0, hit.start() - 24), hit.start())
    word = last.group(1).lower() if last else ""
    initial = len(word) == 1 and word.isalpha() and last is not None and cased
    dotted = "." in word and len(word) <= 5  # noqa: PLR2004 - as long as "u.s.a"
    if dotted:
        return first.isupper() and cased and _opens(text, hit.end())
    return not (initial or word in _ABBREVIATIONS)


def _opens(text: str, at: int) -> bool:
    """Say whether a common sentence opener follows.

    'the U.S. The' ends, 'the U.S. President' does not.
    """
    word = re.match(r"[\"“‘'(\s]*([A-Za-z]+)", text[at : at + 40])
    return word is not None and word.group(1) in {
        "The", "A", "An", "It", "He", "She", "They", "But", "And", "In", "On", "At", "This",
        "That", "We", "I",
    }  # fmt: skip


def _pieces(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Trim one span and cut it where it is longer than a sentence can be."""
    found = []
    while begin < end:
        stop = end
        if end - begin > MOST_CHARACTERS:
            space = text.rfind(" ", begin + MOST_CHARACTERS // 2, begin + MOST_CHARACTERS)
            stop = space if space > 0 else begin + MOST_CHARACTERS
        piece = text[begin:stop]
        left = len(piece) - len(piece.lstrip())
        if bare := piece.strip():
            found.append((begin + left, begin + left + len(bare)))
        begin = stop
    return found
