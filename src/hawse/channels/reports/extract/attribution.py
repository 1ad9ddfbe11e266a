"""Attribution: the words that tie what is said to whoever says it, and how far their scope goes."""

import re
from typing import Final, NamedTuple

from hawse.channels.reports.extract.reading import Reading
from hawse.channels.reports.extract.speakers import GROUPS, PRONOUNS, ROLES, Cast, Speaker

_SAY: Final = (
    "said says say saying added adds stated states announced announces reported reports warned warns noted notes argued argues "
    "explained explains confirmed confirms acknowledged admitted declared declares suggested suggests estimated estimates "
    "predicted predicts wrote writes testified concluded stressed recalled insisted insists maintained believes believe "
    "thinks think showed shows show revealed found told tells quoted"
).split()
_DISTANT: Final = "claimed claims claim alleged alleges allege accused accuses accuse called calls contended contends".split()
_DENY: Final = "denied denies deny rejected rejects dismissed dismisses disputed disputes".split()
_CUES: Final = {**dict.fromkeys(_SAY, "attributed"), **dict.fromkeys(_DISTANT, "attributed_distanced"), **dict.fromkeys(_DENY, "denied")}  # fmt: skip
CUE_WORDS: Final = frozenset(_CUES) | {"according", "citing", "reportedly"}
_ATTITUDE: Final = frozenset({"believes", "believe", "thinks", "think", "found", "called", "calls", "rejected", "rejects", "show", "shows", "states", "reports", "notes", "dismissed"})
_INVERTS: Final = frozenset({"said", "says", "added", "adds", "noted", "explained", "wrote", "warned", "stated", "insisted", "argued"})
_BOUNDS: Final = frozenset({",", ";", ":", "(", ")", '"', "-", "that", "what", "because", "while", "although", "whether", "if"})
_AUX: Final = frozenset("has have had also repeatedly later earlier previously once then again still not did often always publicly recently have's would will been never made further just already and".split())
_LEADS: Final = frozenset("but and so yet however while though as meanwhile still in to on also when where which".split())
_APPOSITIVE: Final = frozenset("a an the who whose which one head chief president director chairman minister spokesman spokeswoman ambassador professor analyst secretary leader founder author researcher former deputy senior".split())
_NOUNISH: Final = GROUPS | ROLES | frozenset("the some several many two three both local government military intelligence western".split())
_PHRASE: Final = r"(?:(?![,;:()?!\"] )\S+ )*?(?![,;:()?!\"] )\S+"
_ACCORDING: Final = re.compile(r" (?:, )?(?P<cue>according to|as reported by|citing|quoting|as told by) (?P<who>" + _PHRASE + r")(?= [,;:()?!\"] | $)")
_PUT_AT: Final = re.compile(r" (?P<cue>put|puts|estimated|estimates) (?:the|their|its|that) (?:figure|number|total|value|cost|price|sum|count|share|amount)s?(?: [a-z]+){0,6}? at ")
_MADE_CLEAR: Final = re.compile(r" (?P<cue>made (?:it )?clear|made it plain)(?= )")
_LONGEST: Final = 14  # words of the longest phrase that is taken for a speaker


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
    found = [_according(reading, cast, hit) for hit in _ACCORDING.finditer(shape)]
    taken = [(a.cue_start, a.end) for a in found]
    for cue in _cues(shape):
        if any(a <= cue.start < b for a, b in taken):
            continue
        if made := _by_verb(reading, cast, cue):
            found.append(made)
    return sorted(found, key=lambda a: a.cue_start)


def _cues(shape: str) -> list[Cue]:
    found = [Cue("put", h.start("cue"), h.end("cue"), "attributed") for h in _PUT_AT.finditer(shape)]
    found += [Cue("made", h.start("cue"), h.end("cue"), "attributed") for h in _MADE_CLEAR.finditer(shape)]
    taken = {c.start for c in found}
    for hit in re.finditer(r"(?<= )[a-z]+(?= )", shape):
        if hit.group() in _CUES and hit.start() not in taken and not shape.endswith(" so ", 0, hit.start()):
            found.append(Cue(hit.group(), hit.start(), hit.end(), _CUES[hit.group()]))
    return sorted(found, key=lambda c: c.start)


def _according(reading: Reading, cast: Cast, hit: re.Match[str]) -> Attribution:
    who = hit["who"]
    start, end = hit.start("who"), hit.end("who")
    speaker = cast.named(reading, who.split(), spans=_tokens(reading, start, end))
    words = reading.verbatim(hit.start("cue"), end)
    return Attribution(speaker, words, "attributed", 0, len(reading.shape), True, hit.start("cue"), hit.end("cue"), start, end)


def _tokens(reading: Reading, start: int, end: int) -> tuple[int, int]:
    return reading.token_at(start), reading.token_at(max(end - 1, start), end=True)


def _by_verb(reading: Reading, cast: Cast, cue: Cue) -> Attribution | None:
    """Read an attribution around a verb: the speaker before it, or behind it where it is inverted."""
    shape = reading.shape
    before = shape[: cue.start]
    left = _left(before)
    right = _right(shape, cue) if cue.word in _INVERTS else None
    inverted = right is not None and (left is None or before.rstrip().endswith((",", '"')) and not left[2])
    span = right if inverted and right else left[:2] if left else None
    if span is None:
        return None
    words = shape[span[0] : span[1]].split()
    if cue.word in _ATTITUDE and not set(words) & GROUPS and cue.word not in {"called", "calls", "shows", "show"}:
        return None
    speaker = cast.named(reading, words, spans=_tokens(reading, *span))
    if speaker is None and not (len(words) == 1 and words[0] in PRONOUNS):
        return None
    certainty, start, end, whole = cue.certainty, 0, len(shape), True
    ahead = shape[: span[0]].rstrip()
    if ahead.endswith(" what"):
        certainty, start, end, whole = "attributed_distanced", span[0], _clause_end(shape, cue.end), False
    elif not inverted and _relative(shape, span, cue):
        start, end, whole = cue.end, len(shape), False
    first, last = min(span[0], cue.start), max(span[1], cue.end)
    return Attribution(speaker, reading.verbatim(first, last), certainty, start, end, whole, cue.start, cue.end, *span)


def _relative(shape: str, span: tuple[int, int], cue: Cue) -> bool:
    """Say whether it is 'a ploy officials say is often used': a relative clause without its pronoun."""
    after = shape[cue.end :].split()
    head = shape[: span[0]].split()
    return bool(after) and after[0] in {"is", "are", "was", "were", "has", "have"} and bool(head) and head[-1] not in {","}


def _clause_end(shape: str, start: int) -> int:
    hit = re.search(r" [,;:]", shape[start:])
    return start + hit.start() if hit else len(shape)


def _left(before: str) -> tuple[int, int, bool] | None:
    """Find the speaker before a verb: the clause's last noun phrase, apposition stepped over."""
    words = [(h.group(), h.start(), h.end()) for h in re.finditer(r"\S+", before)]
    while words and words[-1][0] in _AUX:
        words.pop()
    if not words:
        return None
    if words[-1][0] == ",":
        return _stepped(words)
    first = len(words)
    while first and words[first - 1][0] not in _BOUNDS:
        first -= 1
    phrase = words[first:]
    while phrase and phrase[0][0] in _LEADS:
        phrase = phrase[1:]
    phrase = _trimmed(phrase)
    return (phrase[0][1], phrase[-1][2], False) if phrase and len(phrase) <= _LONGEST else None


def _trimmed(phrase: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Keep of a long phrase the noun group at its end: 'a ploy U.S. officials' is the officials."""
    if phrase and phrase[-1][0] in GROUPS and len(phrase) > 2:  # noqa: PLR2004 - a head and its adjective
        first = len(phrase) - 1
        while first and (phrase[first - 1][0] in _NOUNISH or phrase[first - 1][0][:2] in {"C:", "D:"}):
            first -= 1
        return phrase[first:]
    if phrase and phrase[-1][0] in PRONOUNS:
        return phrase[-1:]
    return phrase


def _stepped(words: list[tuple[str, int, int]]) -> tuple[int, int, bool] | None:
    """Step back over 'X , head of Y , a think tank close to Z ,' to X."""
    segments: list[list[tuple[str, int, int]]] = [[]]
    for item in words[:-1]:
        if item[0] == ",":
            segments.append([])
        elif item[0] != '"':
            segments[-1].append(item)
    at = len(segments) - 1
    while at > 0 and segments[at] and segments[at][0][0] in _APPOSITIVE:
        at -= 1
    found = segments[at]
    while found and found[0][0] in _LEADS:
        found = found[1:]
    if at == len(segments) - 1 or not found or len(found) > 8:  # noqa: PLR2004 - a name with its office
        return None
    return found[0][1], found[-1][2], True


def _right(shape: str, cue: Cue) -> tuple[int, int] | None:
    """Find the speaker behind an inverted verb: 'said Dr Kortunov , ...'."""
    hit = re.match(rf" (?P<who>{_PHRASE})(?= [,;:()?!\"] | $)", shape[cue.end :])
    if hit is None:
        return None
    words = hit["who"].split()
    if len(words) > 10 or words[0] in PRONOUNS | {"that", "there", "in", "on", "if"}:  # noqa: PLR2004 - a name with its office
        return None
    if not (set(words) & (ROLES | GROUPS) or all(w.isalpha() or ":" in w for w in words[:3])):  # noqa: PLR2004 - as above
        return None
    if any(w in {"is", "was", "are", "were", "would", "will", "had", "has", "have", "could", "to", "not"} for w in words):
        return None
    return cue.end + 1, cue.end + 1 + len(hit["who"])
