"""Two names side by side: which parts answer each other, and in how many ways they differ."""

from functools import lru_cache
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA

from hawse.channels.measures.screen.forms import GENERIC, SMALL, Form
from hawse.channels.measures.screen.kin import NONE, Kin

_SHORT, _LONG, _INITIALS = 3, 7, 4
_INITIAL_LIKE: Final = 0.85
_CLOSE: Final = 0.5
_SMALL_WEIGHT: Final = 0.25
_SCRAMBLED, SCRAMBLED_LIKE = 5, 0.8
KIN_LIKE: Final = 0.9
ADJECTIVE_LIKE: Final = 0.85
_STEM: Final = 4
_ADJECTIVES: Final = frozenset(
    {
        "ski",
        "skij",
        "skii",
        "skiy",
        "sky",
        "skyi",
        "skyy",
        "skaya",
        "skaja",
        "skaia",
        "skoe",
        "skoye",
        "ska",
        "ske",
    }
)


class Part(NamedTuple):
    """One part of a name and the part that answers it, with their likeness from 0 to 1.

    ``how`` is spelling, joined, initials, or kin: forms of one name by rigour's tables.
    """

    asked: str
    listed: str
    like: float
    edits: int
    weight: float
    how: str = "spelling"


class Aligned(NamedTuple):
    """Two names aligned: the parts that answer each other.

    And those of either side that none answers.
    """

    parts: tuple[Part, ...]
    more_asked: tuple[str, ...]
    more_listed: tuple[str, ...]


def weight(token: str) -> float:
    """Give how much a token tells: particles a quarter, one letter half, others 1."""
    if token in SMALL or token in GENERIC:
        return _SMALL_WEIGHT
    return 0.5 if len(token) == 1 else 1.0


@lru_cache(maxsize=262_144)
def likeness(a: str, b: str) -> tuple[float, int]:
    """Give the likeness of two tokens from 0 to 1, and the edits.

    Neighbours swapped count one.
    """
    if a == b:
        return 1.0, 0
    if len(a) > _SHORT and a == b[::-1]:
        return 0.9, 1  # written backwards
    edits = OSA.distance(a, b)
    if (len(a) == 1 or len(b) == 1) and a[0] == b[0]:
        return 0.7, 1  # an initial
    like = max(0.0, 1 - edits / max(len(a), len(b)))
    if scrambled(a, b):
        return max(SCRAMBLED_LIKE, like), min(edits, 2)
    if _of_a_place(*sorted((a, b), key=len)):
        return ADJECTIVE_LIKE, 1
    return like, edits


def _of_a_place(short: str, long: str) -> bool:
    """Say whether one word is the other made an adjective in a Slavic way: Murom, Muromskii."""
    return len(short) >= _STEM and long.startswith(short) and long[len(short) :] in _ADJECTIVES


def scrambled(a: str, b: str) -> bool:
    """Say whether two words of five letters or more have the same letters in another order."""
    return len(a) == len(b) >= _SCRAMBLED and a != b and sorted(a) == sorted(b)


def align(asked: Form, listed: Form, kin: Kin = NONE, *, person: bool = False) -> Aligned:
    """Align two names: forms of one, then parts that were joined or split, best likeness last.

    The rest stays alone. Both in their own script where they share one, else in Latin letters.
    Initials alone stand for no person's whole name.
    """
    same = asked.script == listed.script
    left, right = (
        list(asked.own if same else asked.latin),
        list(listed.own if same else listed.latin),
    )
    if same and asked.script == "LATIN":
        left, right = list(asked.latin), list(listed.latin)
    parts = [
        *_kin(left, right, kin),
        *_joined(left, right),
        *_initials(left, right, 2 if person else 1),
    ]
    told = _answers(left, right)
    used_left, used_right = {i for i, _ in told}, {j for _, j in told}
    for i, j in told:
        a, b = left[i], right[j]
        parts.append(Part(a, b, *likeness(a, b), max(weight(a), weight(b))))
    rest_left = [t for i, t in enumerate(left) if i not in used_left]
    rest_right = [t for j, t in enumerate(right) if j not in used_right]
    return Aligned(tuple(parts), tuple(rest_left), tuple(rest_right))


def _answers(left: list[str], right: list[str]) -> list[tuple[int, int]]:
    """Give the places of the parts that answer each other: the likest first, then the nearest."""
    held = set(right)
    same = [(abs(i - j), i, j) for i, a in enumerate(left) if a in held
            for j, b in enumerate(right) if a == b]  # fmt: skip
    told: list[tuple[int, int]] = []
    mine, theirs = set(range(len(left))), set(range(len(right)))
    for _, i, j in sorted(same):
        if i in mine and j in theirs:
            told.append((i, j))
            mine.remove(i)
            theirs.remove(j)
    near = [(-like, abs(i - j), i, j) for i in mine for j in theirs
            if (like := likeness(left[i], right[j])[0]) >= _CLOSE]  # fmt: skip
    for _, _, i, j in sorted(near):
        if i in mine and j in theirs:
            told.append((i, j))
            mine.remove(i)
            theirs.remove(j)
    return told


def _joined(left: list[str], right: list[str]) -> list[Part]:
    """Take out of both sides what one writes as one word and the other as two or three."""
    parts: list[Part] = []
    for one, many, turned in ((left, right, False), (right, left, True)):
        for token in [t for t in one if len(t) > _SHORT]:
            if token not in one or token in many:
                continue
            for size in (2, 3):
                hit = _run(token, many, size)
                if hit is not None:
                    text = "".join(many[hit : hit + size])
                    like, edits = likeness(token, text)
                    shown = (
                        (" ".join(many[hit : hit + size]), token)
                        if turned
                        else (token, " ".join(many[hit : hit + size]))
                    )
                    worth = 1.0 + 0.5 * (size - 1)
                    parts.append(Part(*shown, like, edits, worth, "joined"))
                    del many[hit : hit + size]
                    one.remove(token)
                    break
    return parts


def _kin(left: list[str], right: list[str], kin: Kin) -> list[Part]:
    """Take out of both sides words that are forms of one, unless the other side has the same."""
    parts: list[Part] = []
    for a, b in kin.pairs:
        if a == b or not set(a) <= set(left) or not set(b) <= set(right):
            continue
        if set(a) & set(right) or set(b) & set(left):
            continue
        worth = max(sum(map(weight, a)), sum(map(weight, b)))
        parts.append(Part(" ".join(a), " ".join(b), KIN_LIKE, 0, worth, "kin"))
        for side, words in ((left, a), (right, b)):
            for word in dict.fromkeys(words):
                side.remove(word)
    return parts


def _initials(left: list[str], right: list[str], least: int) -> list[Part]:
    """Take out of both sides a short word that is the initials of neighbours: JC, PLA."""
    parts: list[Part] = []
    for one, many, turned in ((left, right, False), (right, left, True)):
        short = [t for t in one if 1 < len(t) <= _INITIALS and t.isalpha()]
        for token in short if len(one) >= least else []:
            size = len(token)
            firsts = "".join(t[:1] for t in many)
            at = firsts.find(token)
            if token in many or at < 0 or any(len(t) <= size for t in many[at : at + size]):
                continue
            text = " ".join(many[at : at + size])
            pair = (text, token) if turned else (token, text)
            parts.append(Part(*pair, _INITIAL_LIKE, 1, 1.0, "initials"))
            del many[at : at + size]
            one.remove(token)
    return parts


def _run(token: str, many: list[str], size: int) -> int | None:
    lengths, most = list(map(len, many)), 1 if len(token) > _LONG else 0
    for at in range(len(many) - size + 1):
        if abs(sum(lengths[at : at + size]) - len(token)) <= most:
            text = "".join(many[at : at + size])
            if likeness(token, text)[1] <= most:
                return at
    return None
