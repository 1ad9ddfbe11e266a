"""Find the phrase that names a speaker, before or behind a verb of saying."""

import re
from typing import Final

from hawse.channels.reports.extract.speakers import GROUPS, PRONOUNS, ROLES
from hawse.channels.reports.text.normal import listed

_BOUNDS: Final = frozenset(
    {
        ",",
        ";",
        ":",
        "(",
        ")",
        '"',
        "-",
        "that",
        "what",
        "because",
        "while",
        "although",
        "whether",
        "if",
    }
)
_AUX: Final = frozenset(
    listed(
        "has have had also repeatedly later earlier previously once then again still "
        "not did often always publicly recently have's would will been never made "
        "further just already and"
    )
)
_LEADS: Final = frozenset(
    listed("but and so yet however while though as meanwhile still in to on also when where which")
)
_APPOSITIVE: Final = frozenset(
    listed(
        "a an the who whose which one head chief president director chairman minister "
        "spokesman spokeswoman ambassador professor analyst secretary leader founder "
        "author researcher former deputy senior"
    )
)
_NOUNISH: Final = (
    GROUPS
    | ROLES
    | frozenset(
        listed(
            "the some several many two three both local government military intelligence western"
        )
    )
)
Word = tuple[str, int, int]
"""A word of a shape with its span."""
PHRASE: Final = r"(?:(?![,;:()?!\"] )\S+ )*?(?![,;:()?!\"] )\S+"
_WORD: Final = re.compile(r"\S+")
_BEHIND: Final = re.compile(rf" (?P<who>{PHRASE})(?= [,;:()?!\"] | $)")
_VERBS: Final = frozenset(listed("is was are were would will had has have could to not"))
_LONGEST: Final = 14  # words of the longest phrase that is taken for a speaker


_LINKS: Final = frozenset({"of", "at", "for", "with", "in"})
_DAYS: Final = frozenset(
    listed("monday tuesday wednesday thursday friday saturday sunday today yesterday tonight")
)


def left(before: str) -> tuple[int, int, bool] | None:
    """Find the speaker before a verb: the clause's last noun phrase, apposition stepped over."""
    words = _bare([(h[0], *h.span()) for h in _WORD.finditer(before)])
    if not words:
        return None
    if words[-1][0] == ",":
        return _stepped(words)
    if words[-1][0] == ")":
        return _bracketed(words)
    first = len(words)
    while first and words[first - 1][0] not in _BOUNDS:
        first -= 1
    phrase = words[first:]
    while phrase and phrase[0][0] in _LEADS:
        phrase = phrase[1:]
    phrase = _trimmed(phrase)
    return (phrase[0][1], phrase[-1][2], False) if phrase and len(phrase) <= _LONGEST else None


def _bare(words: list[Word]) -> list[Word]:
    """Drop what stands between a speaker and the verb: auxiliaries, adverbs, 'on Friday'."""
    while words and (words[-1][0] in _AUX or words[-1][0][:2] == "T:" or _is_adverb(words[-1][0])):
        timed = words[-1][0][:2] == "T:" or words[-1][0] in _DAYS
        words = words[:-1]
        if timed and words and words[-1][0] in {"on", "in", "late", "early"}:
            words = words[:-1]
    return words


def _is_adverb(word: str) -> bool:
    return word in _DAYS or (
        word.endswith("ly") and word not in {"family", "ally", "assembly", "italy"}
    )


def _trimmed(phrase: list[Word]) -> list[Word]:
    """Keep of a long phrase the noun group at its end.

    'a ploy U.S. officials' is the officials.
    """
    plain = len(phrase) <= 4 and bool(phrase) and phrase[0][0] not in {"a", "an"}  # noqa: PLR2004 - a group with its adjectives
    if phrase and phrase[-1][0] in GROUPS and not plain:
        first = len(phrase) - 1
        while first and (
            phrase[first - 1][0] in _NOUNISH or phrase[first - 1][0][:2] in {"C:", "D:"}
        ):
            first -= 1
        return phrase[first:]
    if phrase and phrase[-1][0] in PRONOUNS:
        return phrase[-1:]
    return phrase


def _apposed(segment: list[Word]) -> bool:
    """Say whether a segment speaks of the noun before it: 'head of Y', '59', 'speaking in Z'."""
    first = segment[0][0]
    office = first in ROLES | GROUPS and any(w in _LINKS for w, _, _ in segment[1:4])
    known = first in _APPOSITIVE or first[:2] in {"D:", "Q:"} or first.isdigit()
    return known or office or first.endswith("ing")


def _bracketed(words: list[Word]) -> tuple[int, int, bool] | None:
    """Step back over 'Senator X ( R , Maine )'."""
    at = len(words) - 1
    while at and words[at][0] != "(":
        at -= 1
    found = left("".join(_spaced(words[:at]))) if at else None
    return (found[0], words[-1][2], True) if found and not found[2] else None


def _spaced(words: list[Word]) -> list[str]:
    """Write words back at their own offsets."""
    out: list[str] = []
    at = 0
    for word, start, end in words:
        out += [" " * (start - at), word]
        at = end
    return [*out, " "]


def _stepped(words: list[Word]) -> tuple[int, int, bool] | None:
    """Step back over 'X , head of Y , a think tank close to Z ,' to X."""
    segments: list[list[Word]] = [[]]
    for item in words[:-1]:
        if item[0] == ",":
            segments.append([])
        elif item[0] != '"':
            segments[-1].append(item)
    at = len(segments) - 1
    while at > 0 and segments[at] and _apposed(segments[at]):
        at -= 1
    found = segments[at]
    while found and found[0][0] in _LEADS:
        found = found[1:]
    if at == len(segments) - 1 or not found or len(found) > 8:  # noqa: PLR2004 - a name with its office
        return None
    return found[0][1], found[-1][2], True


def right(shape: str, at: int) -> tuple[int, int] | None:
    """Find the speaker behind an inverted verb: 'said Dr Kortunov , ...'."""
    hit = _BEHIND.match(shape, at)
    if hit is None:
        return None
    words = hit["who"].split()
    if len(words) > 10 or words[0] in PRONOUNS | {"that", "there", "in", "on", "if"}:  # noqa: PLR2004 - a name with its office
        return None
    if not (set(words) & (ROLES | GROUPS) or all(w.isalpha() or ":" in w for w in words[:3])):
        return None
    if set(words) <= _DAYS or words[0][:2] == "T:" or words[0] in _DAYS:
        return None
    if not _VERBS.isdisjoint(words):
        return None
    return at + 1, at + 1 + len(hit["who"])
