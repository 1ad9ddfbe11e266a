"""An offer: one word that may be a cue, with one phrase that may be its source."""

from dataclasses import dataclass
from typing import Final

from hawse.channels.reports.text.normal import listed
from hawse.channels.reports.voices.laid import Laid, Span
from hawse.channels.reports.voices.subjects import Way

_PARTICLES: Final = frozenset({"out", "up", "down", "off", "back", "away", "over", "on"})
_LINKS: Final = frozenset(
    listed(
        "that whether if how why what to for on about of at as with in by against from it into "
        "over like"
    )
)
_KINDS: Final = {
    '"': "q", "M": "np", "N": "np", "D": "np", "S": "np", "Z": "np", "L": "pro", "P": "p",
    "G": "g", "V": "v", "F": "v",
}  # fmt: skip
NOWHERE: Final = Way(0, 0, "")


@dataclass(frozen=True, slots=True)
class Offer:
    """A possible report: the cue's head and span, what is known of it, and the way to a source."""

    at: int
    verb: str  # the verb; 'be angry', 'have doubts', 'n claim' for other heads
    word: str
    form: str  # V F d g as in the text; j state, h having, n noun, x fixed phrase
    after: str  # what follows the cue: that, q a quotation, np a noun phrase, T an infinitive ...
    extra: str = ""  # a particle: 'points out'
    negated: bool = False
    helps: str = ""  # kinds of its auxiliaries
    quoted: bool = False
    passive: bool = False
    cue: Span = (0, 0)
    theme: str = ""  # head of the object
    leads: str = ""  # the verb that an infinitive hangs on
    way: Way = NOWHERE


def following(held: Laid, at: int) -> tuple[str, str]:
    """Say what begins at a place, and which particle was stepped over."""
    extra = ""
    if held.word(at) in _PARTICLES:
        extra = "+" + held.words[at]
        at += 1
    while held.at(at) == "A":
        at += 1
    kind, word = held.at(at), held.word(at)
    if kind == "$":
        return "end", extra
    if word in _LINKS:
        return ("T" if kind == "T" else word), extra
    return _KINDS.get(kind, kind), extra
