"""Attribution: the words that tie what is said to whoever says it.

And how far their scope goes.
"""

import re
from typing import Final, NamedTuple

from hawse.channels.reports.extract.cues import ATTITUDE, CUES, INVERTS, SHOWN
from hawse.channels.reports.extract.phrases import PHRASE, left, right
from hawse.channels.reports.extract.reading import Reading
from hawse.channels.reports.extract.speakers import GROUPS, PRONOUNS, Cast, Speaker

_NEEDS_THAT: Final = frozenset({"declared", "declares"})  # a port is declared as well
_SAYS_THAT: Final = re.compile(r' (?:that|,|"|:) ')
_ACCORDING: Final = re.compile(
    r" (?:, )?(?P<cue>according to|as reported by|citing|quoting|as told by) (?P<who>"
    + PHRASE
    + r")(?= [,;:()?!\"] | $)"
)
_ACCORDING_WORDS: Final = frozenset({"according", "as", "citing", "quoting"})
_PUT_AT: Final = re.compile(
    r" (?P<cue>put|puts|estimated|estimates) (?:the|their|its|that) (?:figure"
    r"|number|total|value|cost|price|sum|count|share|amount)s?(?: [a-z]+){0,6}? at "
)
_PASSIVE: Final = re.compile(r" (?:is|are|was|were|been|being|be) (?:\S+ly )?$")
_NEAR: Final = 40  # letters: longer than 'were' with its adverb
_THAT: Final = re.compile(r" [a-z]+(?<!so) (?:that|which) $")  # "firms that it said had"
_THATS: Final = (" that ", " which ")
_MADE_CLEAR: Final = re.compile(r" (?P<cue>made (?:it )?clear|made it plain)(?= )")

_PHRASES: Final = (
    ("put", _PUT_AT, frozenset({"put", "puts", "estimated", "estimates"})),
    ("made", _MADE_CLEAR, frozenset({"made"})),
)
"""Cues of several words: what they are called, their pattern, and words of which it holds one."""


class Attribution(NamedTuple):
    """One attribution: who, by which words, how sure, and the span of the shape that it covers."""

    speaker: Speaker | None
    words: str
    certainty: str
    start: int
    end: int
    whole: bool
    cue_start: int
    cue_end: int
    who_start: int
    who_end: int


class Cue(NamedTuple):
    """A cue found in a shape: its word, its span, and the certainty it gives."""

    word: str
    start: int
    end: int
    certainty: str


def attributions(reading: Reading, cast: Cast) -> list[Attribution]:
    """Give the attributions of one sentence, in order; ``cast`` learns who has spoken."""
    shape = reading.shape
    named = () if _ACCORDING_WORDS.isdisjoint(reading.told) else _ACCORDING.finditer(shape)
    found = [_according(reading, cast, hit) for hit in named]
    taken = [(a.cue_start, a.end) for a in found]
    for cue in _cues(reading):
        if any(a <= cue.start < b for a, b in taken):
            continue
        if made := _by_verb(reading, cast, cue):
            found.append(made)
    return sorted(found, key=lambda a: a.cue_start)


def _cues(reading: Reading) -> list[Cue]:
    shape = reading.shape
    told = reading.told
    found = [
        Cue(word, h.start("cue"), h.end("cue"), "attributed")
        for word, pattern, needs in _PHRASES
        if not needs.isdisjoint(told)
        for h in pattern.finditer(shape)
    ]
    taken = {c.start for c in found}
    starts = reading.starts
    for at in [n for n, word in enumerate(reading.parts) if word in CUES]:
        word, start = reading.parts[at], starts[at]
        end = start + len(word)
        if (
            start not in taken
            and not shape.endswith(" so ", 0, start)
            and (word not in _NEEDS_THAT or _SAYS_THAT.match(shape, end))
        ):
            found.append(Cue(word, start, end, CUES[word]))
    return sorted(found, key=lambda c: c.start)


def _according(reading: Reading, cast: Cast, hit: re.Match[str]) -> Attribution:
    who = hit["who"]
    start, end = hit.start("who"), hit.end("who")
    speaker = cast.named(reading, who.split(), spans=_tokens(reading, start, end))
    words = reading.verbatim(hit.start("cue"), end)
    return Attribution(
        speaker,
        words,
        "attributed",
        0,
        len(reading.shape),
        True,
        hit.start("cue"),
        hit.end("cue"),
        start,
        end,
    )


def _tokens(reading: Reading, start: int, end: int) -> tuple[int, int]:
    return reading.token_at(start), reading.token_at(max(end - 1, start), end=True)


def _by_verb(reading: Reading, cast: Cast, cue: Cue) -> Attribution | None:
    """Read an attribution around a verb: the speaker before it, or behind it if inverted."""
    shape = reading.shape
    passive = _PASSIVE.search(shape, max(cue.start - _NEAR, 0), cue.start)
    if passive:
        if cue.word != "quoted":
            return None  # "the minister was told" is nobody's word
        cue = cue._replace(start=passive.start() + 1)
    span, inverted = _who(shape, cue)
    if span is None:
        return None
    words = shape[span[0] : span[1]].split()
    if cue.word in ATTITUDE and cue.word not in SHOWN and not set(words) & GROUPS:
        return None
    speaker = cast.named(reading, words, spans=_tokens(reading, *span))
    if speaker is None and not (len(words) == 1 and words[0] in PRONOUNS):
        return None
    certainty, start, end, whole = cue.certainty, 0, len(shape), True
    if shape[: span[0]].rstrip().endswith(" what"):
        certainty, whole = "attributed_distanced", False
        start, end = span[0], _clause_end(shape, cue.end)
    elif not inverted and (
        _relative(shape, span, cue)
        or (shape.endswith(_THATS, 0, span[0]) and _THAT.search(shape, 0, span[0]) is not None)
    ):
        start, whole = cue.end, False
    words_of = reading.verbatim(min(span[0], cue.start), max(span[1], cue.end))
    where = (start, end, whole, cue.start, cue.end)
    return Attribution(speaker, words_of, certainty, *where, *span)


def _who(shape: str, cue: Cue) -> tuple[tuple[int, int] | None, bool]:
    """Find the speaker's phrase, and whether it stands behind the verb."""
    before = shape[: cue.start]
    ahead = left(before)
    behind = right(shape, cue.end) if cue.word in INVERTS else None
    closes = before.rstrip().endswith((",", '"')) and not (ahead and ahead[2])
    if behind is not None and (ahead is None or closes):
        return behind, True
    return (ahead[:2] if ahead else None), False


def _relative(shape: str, span: tuple[int, int], cue: Cue) -> bool:
    """Say whether it is 'a ploy officials say is often used'.

    A relative clause without its pronoun.
    """
    after = shape[cue.end :].split()
    head = shape[: span[0]].split()
    return (
        bool(after)
        and after[0] in {"is", "are", "was", "were", "has", "have"}
        and bool(head)
        and head[-1] != ","
    )


def _clause_end(shape: str, start: int) -> int:
    hit = re.search(r" [,;:]", shape[start:])
    return start + hit.start() if hit else len(shape)
