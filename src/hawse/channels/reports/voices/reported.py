"""How a text reports its people: speech and attitudes, each with the whole phrase of its source.

Wider than ``extract.attribution``, which vouches for claims: it also takes what somebody wants,
fears or supports, and does by words ("urging the bank to lend"). It tells who has a voice.
"""

from typing import Final, NamedTuple

from hawse.channels.reports.extract.reading import Reading
from hawse.channels.reports.extract.speakers import Cast, Speaker
from hawse.channels.reports.voices.candidates import candidates
from hawse.channels.reports.voices.chance import chances
from hawse.channels.reports.voices.laid import Span, laid
from hawse.channels.reports.voices.offer import Offer

LEAST: Final = 0.37  # from here on a report is more often right than it costs; see evaluation
_LONGEST_SENTENCE: Final = 200  # words; more is a list or a table


class Reported(NamedTuple):
    """One report of speech or attitude: who, the words of cue and source (half open), how sure."""

    speaker: Speaker | None
    cue: Span
    source: Span
    chance: float


def reported(reading: Reading, cast: Cast, *, inside: bool = False) -> list[Reported]:
    """Give every report of speech or attitude of one sentence, in the order of their cues.

    ``inside`` says that a quotation is open where it begins (see ``quotation.left_open``).
    """
    tokens = reading.tokens
    if not 1 < len(tokens) <= _LONGEST_SENTENCE:
        return []
    found = []
    for offer, likely in best(reading, LEAST, inside=inside):
        start, end, _ = offer.way
        words = [t.word for t in tokens[start:end]]
        speaker = cast.named(reading, words, spans=(start, end - 1))
        found.append(Reported(speaker, offer.cue, (start, end), likely))
    return found


def best(reading: Reading, least: float, *, inside: bool = False) -> list[tuple[Offer, float]]:
    """Give for each word that reports its likeliest source, and how likely it is."""
    held = laid(reading.text, reading.tokens, cased=reading.cased, inside=inside)
    offers = candidates(held)
    top: dict[int, tuple[Offer, float]] = {}
    for offer, likely in zip(offers, chances(offers, held), strict=True):
        if likely >= least and (offer.at not in top or likely > top[offer.at][1]):
            top[offer.at] = offer, likely
    return [top[at] for at in sorted(top)]
