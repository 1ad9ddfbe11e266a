"""Who vouches for a claim that no plain cue vouches for: what ``voices`` hears in its sentence.

Only speech counts here. What somebody wants, fears or plans says nothing of what is; and a pronoun
is left alone, because whom it means depends on where it stands.
"""

from typing import Final

from hawse.channels.reports.extract.attribution import Attribution
from hawse.channels.reports.extract.cues import DENY, DISTANT, SAY
from hawse.channels.reports.extract.reading import Reading
from hawse.channels.reports.extract.speakers import PRONOUNS, Cast
from hawse.channels.reports.voices.reported import best
from hawse.channels.reports.voices.words import form_of

LEAST: Final = 0.6  # a claim's speaker is named only where it is likelier than not by a margin
_PRONOUNS: Final = PRONOUNS | {"i", "we", "you", "that", "which", "his", "her", "their", "its"}


def _verbs(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(form.verb for form in map(form_of, words) if form)


_DISTANT: Final = _verbs(DISTANT)
_DENIED: Final = _verbs(DENY)
_PLAIN: Final = _verbs(SAY) | {
    "allege", "calculate", "caution", "confirm", "determine", "disclose", "document", "indicate",
    "observe", "post", "reckon", "remark", "reply", "tweet", "report", "reveal", "according",
}  # fmt: skip


def vouched(reading: Reading, cast: Cast) -> list[Attribution]:
    """Give the likeliest speech of a sentence as an attribution of all of it; at most one."""
    heard = [
        (likely, offer)
        for offer, likely in best(reading, LEAST)
        if offer.verb in _PLAIN | _DISTANT | _DENIED and not (offer.negated or offer.quoted)
    ]
    if not heard:
        return []
    _, offer = max(heard, key=lambda pair: (pair[0], -pair[1].at))
    start, end, _ = offer.way
    words = [t.word for t in reading.tokens[start:end]]
    if not _PRONOUNS.isdisjoint(words[:1]):
        return []
    certainty = (
        "attributed_distanced" if offer.verb in _DISTANT
        else "denied" if offer.verb in _DENIED else "attributed"
    )  # fmt: skip
    speaker = cast.named(reading, words, spans=(start, end - 1))
    first, last = min(start, offer.cue[0]), max(end, offer.cue[1]) - 1
    told = (0, len(reading.shape), True)
    return [Attribution(speaker, reading.cut(first, last), certainty, *told, 0, 0, 0, 0)]
