"""What can be seen of an offer's source: who it is, and what stands before it."""

from typing import Final, NamedTuple

from hawse.channels.reports.text.normal import listed
from hawse.channels.reports.voices.laid import Laid
from hawse.channels.reports.voices.offer import Offer

_PERSONS: Final = {
    "he": "he", "she": "he", "who": "who", "which": "it", "that": "it", "it": "it",
    "they": "they", "i": "i", "we": "i", "you": "you", "his": "his", "her": "his",
    "their": "his", "its": "its", "my": "i", "our": "i",
}  # fmt: skip
_CLAUSES: Final = {
    **{
        word: word
        for word in listed(
            "that because when if while as whether though what who which and but or so"
        )
    },
    "after": "when", "before": "when", "since": "when", "until": "when", "although": "though",
    "where": "how", "how": "how", "why": "how",
}  # fmt: skip


class Seen(NamedTuple):
    """The source's kind (he, who, i ... for a pronoun, M a name, N else), and what opens it."""

    source: str
    opening: str  # ^ , " that when ...; V a verb, N a noun, I a preposition, o else
    head: str  # its last word before 'of', 'in', ...


def seen(offer: Offer, held: Laid) -> Seen:
    """Name an offer's source and what stands before it."""
    start, end, _ = offer.way
    if end - start == 1 and held.words[start] in _PERSONS:
        source = _PERSONS[held.words[start]]
    else:
        first = start == 0 and held.at(0) == "N" and held.at(1) == "M"
        source = "M" if first or "M" in held.line[start:end] else "N"
    head = held.words[min(held.begins.get(start, end), end) - 1]
    return Seen(source, _opening(held, start - 1), head)


def _opening(held: Laid, place: int) -> str:
    kind = held.at(place)
    if kind in "BWCI":
        word = held.words[place]
        if word in _CLAUSES:
            return _CLAUSES[word]
        return "I" if len(word) > 1 else "o"
    if kind in "NMZP":
        return "N"
    if kind in "VFGbhmd":
        return "V"
    return kind if kind in '^,"' else "o"
