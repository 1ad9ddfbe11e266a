"""How a text reports its people: speech and attitudes, each with the whole phrase of its source.

Wider than ``attribution``: it also takes what somebody wants, fears or supports, and does by
words ("urging the bank to lend"). It vouches for no claim; it tells who has a voice.
"""

import re
from typing import Final, NamedTuple

from hawse.channels.reports.extract.attribution import attributions
from hawse.channels.reports.extract.cues import CUES, GERUND, WIDE
from hawse.channels.reports.extract.phrases import left
from hawse.channels.reports.extract.reading import Reading
from hawse.channels.reports.extract.speakers import GROUPS, PRONOUNS, ROLES, Cast, Speaker
from hawse.channels.reports.text.normal import listed

Word = tuple[str, int, int]
_FINITE: Final = frozenset(
    listed("is are was were has have had will would could can may might do does did be been being")
)
_OPENS: Final = frozenset(
    listed("a an the who whose which of one two himself herself including and now age aged")
)
_NAME: Final = 5  # words of a name with its office
_MOST_APPOSED: Final = 26  # words of the longest apposition


class Reported(NamedTuple):
    """One report of speech or attitude: who, and the spans of cue and source in the shape."""

    speaker: Speaker | None
    cue: tuple[int, int]
    source: tuple[int, int]


def reported(reading: Reading, cast: Cast) -> list[Reported]:
    """Give every report of speech or attitude of one sentence, in order."""
    shape = reading.shape
    found = [
        Reported(a.speaker, (a.cue_start, a.cue_end), widened(shape, (a.who_start, a.who_end)))
        for a in attributions(reading, cast)
    ]
    for hit in re.finditer(r"(?<= )[a-z]+(?= )", shape):
        if any(r.cue[0] <= hit.start() < r.cue[1] for r in found):
            continue
        if hit.group() in GERUND:
            span = _subject(reading, hit.start(), found)
        elif hit.group() in WIDE or hit.group() in CUES:
            span = _before(reading, hit.start()) or _shared(reading, hit.start(), found)
        else:
            continue
        if span and not any(r.cue[0] < span[1] and span[0] < r.cue[1] for r in found):
            words = shape[span[0] : span[1]].split()
            speaker = cast.named(reading, words, spans=_tokens(reading, span))
            found.append(Reported(speaker, hit.span(), widened(shape, span)))
    return sorted([*found, *_signed(reading, cast)], key=lambda r: r.cue)


def _tokens(reading: Reading, span: tuple[int, int]) -> tuple[int, int]:
    return reading.token_at(span[0]), reading.token_at(max(span[1] - 1, span[0]), end=True)


def _before(reading: Reading, at: int) -> tuple[int, int] | None:
    """Find the subject right before a finite verb of attitude: a name, a pronoun or a group."""
    before = reading.shape[:at]
    if before.rstrip().endswith(
        (" to", " the", " a", " of", " his", " her", " their", " and", " its")
    ):
        return None
    found = left(before)
    if found is None:
        return None
    words = reading.shape[found[0] : found[1]].split()
    if set(words) & _FINITE or not _personal(reading, found, words):
        return None
    return found[:2]


def _personal(reading: Reading, span: tuple[int, int, bool], words: list[str]) -> bool:
    """Say whether a phrase can speak: it names somebody, or a group or body that has a voice."""
    if words[0] in PRONOUNS or set(words) & (GROUPS | ROLES) or any(":" in w for w in words):
        return True
    last = reading.tokens[reading.token_at(max(span[1] - 1, span[0]), end=True)]
    return reading.cased and reading.text[last.start].isupper()


def _subject(reading: Reading, at: int, found: list[Reported]) -> tuple[int, int] | None:
    """Find whose gerund it is: 'X said ..., adding that'; 'X is urging'; 'X left, saying that'."""
    shape = reading.shape
    before = shape[:at].rstrip()
    if before.endswith((" is", " are", " was", " were", " been", " also", " be")):
        start = re.sub(r"(?: (?:is|are|was|were|has|have|had|been|also|now|not|be))+$", "", before)
        return _before(reading, len(start) + 1)
    earlier = [r for r in found if r.cue[0] < at]
    if earlier and before.endswith((",", " and", " while", " by", " before", " after")):
        source = earlier[-1].source
        return source[0], _core(shape, source)
    return _opening(reading) if before.endswith((",", " while", " by")) else None


def _shared(reading: Reading, at: int, found: list[Reported]) -> tuple[int, int] | None:
    """Take the subject of the verb before: 'X told veterans ... and says'."""
    before = reading.shape[:at].rstrip()
    earlier = [r for r in found if r.cue[0] < at]
    if not earlier or not before.endswith((" and", " but", " also", " then")):
        return None
    return earlier[-1].source[0], _core(reading.shape, earlier[-1].source)


_SIGNED: Final = (
    re.compile(
        r"^[\"“(]?(?P<who>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}) ?(?P<cue>:) ?(?=[A-Z\"“‘'])"
    ),
    re.compile(r"(?:^|[”\"] ?)(?P<cue>[―—–]) ?(?P<who>[A-Z][\w.’'-]+(?: [A-Z]\S*){1,3})"),
)


def _signed(reading: Reading, cast: Cast) -> list[Reported]:
    """Read 'Pence: no comment' and a quotation that its speaker's name follows after a dash."""
    found = []
    for pattern in _SIGNED:
        for hit in pattern.finditer(reading.text.replace("\u00a0", " ")):
            source, cue = _placed(reading, hit.span("who")), _placed(reading, hit.span("cue"))
            if source and cue:
                words = reading.shape[source[0] : source[1]].split()
                speaker = cast.named(reading, words, spans=_tokens(reading, source))
                found.append(Reported(speaker, cue, source))
    return found


def _placed(reading: Reading, span: tuple[int, int]) -> tuple[int, int] | None:
    """Turn a span of the text into one of the shape; ``None`` where no token stands there."""
    held = [
        (start, start + len(reading.shape[start:].split(" ", 1)[0]))
        for start, first in zip(reading.starts, reading.firsts, strict=True)
        if span[0] <= reading.tokens[first].start < span[1]
    ]
    return (held[0][0], held[-1][1]) if held else None


def _core(shape: str, source: tuple[int, int]) -> int:
    comma = shape.find(" ,", source[0], source[1])
    return source[1] if comma < 0 else comma


def _opening(reading: Reading) -> tuple[int, int] | None:
    """Take the first words if they are a name: capitals up to the first small letter."""
    if not reading.cased:
        return None
    end = 0
    for hit in re.finditer(r"\S+", reading.shape):
        token = reading.tokens[reading.token_at(hit.start())]
        if not reading.text[token.start].isupper():
            break
        end = hit.end()
    words = reading.shape[:end].split()
    return (1, end) if 1 <= len(words) <= _NAME and words[0] not in _OPENS else None


def _runs_on(words: list[str]) -> bool:
    """Say whether a segment at the sentence's end is a clause of its own and no apposition."""
    verbs = [n for n, w in enumerate(words) if w in _FINITE]
    return bool(verbs) and not {"who", "that", "which", "whose"} & set(words[: verbs[0]])


def widened(shape: str, span: tuple[int, int]) -> tuple[int, int]:
    """Take a speaker's apposition into the source: 'Jo Vale , a teacher in Perth ,'."""
    end = span[1]
    while True:
        hit = re.match(r" , (?P<more>(?:(?![,;:()?!\"] )\S+ )+?)(?=[,] | *$)", shape[end:])
        if hit is None:
            return span[0], end
        words = hit["more"].split()
        opens = (
            words[0] in _OPENS | ROLES | GROUPS
            or words[0].isdigit()
            or words[0][:2] in {"D:", "Q:"}
        )
        closed = end + hit.end() < len(shape.rstrip())
        if not opens or len(words) > _MOST_APPOSED or (not closed and _runs_on(words)):
            return span[0], end
        end += len(hit.group().rstrip())
