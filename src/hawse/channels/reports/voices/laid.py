"""A sentence laid out for reading: words with their kinds, noun phrases, quotation."""

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from hawse.channels.reports.text.normal import Token
from hawse.channels.reports.voices.quotation import quoted_words
from hawse.channels.reports.voices.tags import Words, tag
from hawse.channels.reports.voices.words import KIND

_PHRASE: Final = re.compile(r"P|L|(?:[DS]A*)?[NMZ]+(?:A[NMZ]+)?|D|S(?=[^NMZDSA])")
_CLAUSE: Final = re.compile(r"[bmhd]|V(?!I)")  # a finite verb; "based in X" is none
_TITLED: Final = 0.8  # share of capitals that makes a headline in title case
_TITLE_WORDS: Final = 3
_MOST_STEPS: Final = 4  # prepositional phrases that a noun phrase takes in on its left
_AGAIN: Final = frozenset({"then", "now", "once", "also", "formerly", "currently", "most"})
_NOT_A_CLAUSE: Final = frozenset(
    {"managing", "leading", "acting", "founding", "including", "speaking", "writing", "visiting"}
)
_APOSTROPHES: Final = "'’"
Span = tuple[int, int]


@dataclass(slots=True)
class Laid(Words):
    """One sentence: words, kinds, noun phrases (half open) and which words are quoted."""

    line: str = ""  # the kinds as one text
    phrases: list[Span] = field(default_factory=list)
    ends: dict[int, int] = field(default_factory=dict)  # end of a phrase -> its start
    begins: dict[int, int] = field(default_factory=dict)  # start of a phrase -> its end
    quoted: list[bool] = field(default_factory=list)

    def phrase_before(self, place: int) -> Span | None:
        """Give the noun phrase that ends at a place, a bracket behind it stepped over."""
        if place in self.ends:
            return self.ends[place], place
        if place > 0 and self.kind[place - 1] == ")":
            opens = place - 1
            while opens > 0 and self.kind[opens] != "(":
                opens -= 1
            if opens in self.ends:
                return self.ends[opens], place
        return None

    def widened_left(self, start: int) -> int:
        """Take 'of Y', 'for Z' and 'A and' before a phrase into it; gives the new start."""
        steps = 0
        while start > 1 and start - 1 in self.ends and steps <= _MOST_STEPS:
            link, first = self.kind[start - 1], self.ends[start - 1]
            if link == "I" and self.kind[start - 2] not in "PL":
                start, steps = first, steps + 1
                continue
            before = self.kind[first - 1] if first else "^"
            if link == "C" and self.words[start - 1] in {"and", "or"} and before not in "VFGI":
                start, steps = first, steps + 1
                continue
            break
        return start

    def phrase_from(self, start: int) -> tuple[int, int] | None:
        """Give how far a noun phrase reaches to the right: bare, and with its apposition."""
        if start not in self.begins:
            return None
        end = self.begins[start]
        if self.kind[end - 1] == "P":
            return end, end
        short = end = self._linked(end)
        while (further := self._apposed(end)) is not None:
            end = further
        return short, end

    def _linked(self, end: int) -> int:
        """Step over 'of Y', 'and Z' and a bracket behind a phrase."""
        while end < len(self.kind):
            kind = self.kind[end]
            if kind == "(":
                closes = end
                while closes < len(self.kind) and self.kind[closes] != ")":
                    closes += 1
                if closes == len(self.kind):
                    return end
                end = closes + 1
                continue
            together = kind == "C" and self.words[end] == "and" and self.kind[end - 1] != "P"
            if not (kind == "I" or together) or end + 1 not in self.begins:
                return end
            end = self.begins[end + 1]
        return end

    def _apposed(self, end: int) -> int | None:
        """Give the end of the apposition that begins with the comma at a place."""
        if self.at(end) != "," or end + 1 >= len(self.kind):
            return None
        first, word = self.kind[end + 1], self.words[end + 1]
        again = word in _AGAIN and end + 2 in self.begins
        if first not in "DNMSWG" and end + 1 not in self.begins and not again:
            return None
        if first == "G" and not (end + 2 in self.begins and word in _NOT_A_CLAUSE):
            return None
        stop = end + 1
        while stop < len(self.kind) and self.kind[stop] not in ',;:"-?':
            stop += 1
        inside = self.line[end + 1 : stop]
        if first == "D" and "W" not in inside and _CLAUSE.search(inside):
            return None
        if first not in "WDG" and "W" not in inside and set(inside) & set("Vbmhd"):
            return None
        return stop


def laid(text: str, tokens: list[Token], *, cased: bool, inside: bool = False) -> Laid:
    """Lay a sentence out; ``inside`` says that it begins in a quotation."""
    raw = [text[t.start : t.end] for t in tokens]
    words = [t.word for t in tokens]
    held = Laid(words, raw, cased and not _titled(words, raw), _owners(text, tokens),
                [False, *_joined(text, tokens)])  # fmt: skip
    tag(held)
    for place in range(len(words) - 1):
        owns = held.owner[place] and held.kind[place] in "NMV"
        if owns and held.kind[place + 1] in "NMVFA":
            held.kind[place] = "Z"
    held.line = "".join(held.kind)
    held.phrases = [hit.span() for hit in _PHRASE.finditer(held.line)]
    held.ends = {end: start for start, end in held.phrases}
    held.begins = dict(held.phrases)
    held.quoted = quoted_words(text, tokens, inside=inside)
    return held


def _titled(words: list[str], raw: list[str]) -> bool:
    open_words = [r for r, w in zip(raw, words, strict=True) if w[0].isalpha() and w not in KIND]
    capitals = sum(r[0].isupper() for r in open_words)
    return len(open_words) > _TITLE_WORDS and capitals > _TITLED * len(open_words)


def _owners(text: str, tokens: list[Token]) -> list[bool]:
    """Say of each word whether it carries 's, or an apostrophe behind its own s."""
    if not any(mark in text for mark in _APOSTROPHES):
        return [False] * len(tokens)
    found = []
    for token in tokens:
        behind = text[token.end : token.end + 2]
        marked = behind[:1] != "" and behind[0] in _APOSTROPHES
        plural = behind[1:2] == " " and token.word.endswith("s")
        found.append(marked and (behind[1:2] in {"s", "S"} or plural))
    return found


def _joined(text: str, tokens: list[Token]) -> list[bool]:
    return [
        one.end + 1 == other.start and text[one.end] in "-/‐–&" for one, other in pairwise(tokens)
    ]
