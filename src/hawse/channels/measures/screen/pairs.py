"""Two names side by side: which parts answer each other, and in how many ways they differ."""

from functools import lru_cache
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA

from hawse.channels.measures.screen.forms import GENERIC, SMALL, Form

_SHORT, _LONG, _INITIALS = 3, 7, 4
_INITIAL_LIKE: Final = 0.85
_CLOSE: Final = 0.5
_SMALL_WEIGHT: Final = 0.25


class Part(NamedTuple):
    """One part of a name and the part that answers it, with their likeness from 0 to 1."""

    asked: str
    listed: str
    like: float
    edits: int
    weight: float


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
    return max(0.0, 1 - edits / max(len(a), len(b))), edits


def align(asked: Form, listed: Form) -> Aligned:
    """Align two names: best likeness first.

    Then parts that were joined or split; the rest stays alone.

    Both in their own script where they share one, else in Latin letters.
    """
    same = asked.script == listed.script
    left, right = (
        list(asked.own if same else asked.latin),
        list(listed.own if same else listed.latin),
    )
    if same and asked.script == "LATIN":
        left, right = list(asked.latin), list(listed.latin)
    parts = [*_joined(left, right), *_initials(left, right)]
    pairs = sorted(
        (-likeness(a, b)[0], abs(i - j), i, j)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
    )
    used_left: set[int] = set()
    used_right: set[int] = set()
    for minus, _, i, j in pairs:
        if -minus < _CLOSE:
            break
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            like, edits = likeness(left[i], right[j])
            parts.append(
                Part(left[i], right[j], like, edits, max(weight(left[i]), weight(right[j])))
            )
    rest_left = [t for i, t in enumerate(left) if i not in used_left]
    rest_right = [t for j, t in enumerate(right) if j not in used_right]
    return Aligned(tuple(parts), tuple(rest_left), tuple(rest_right))


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
                    parts.append(Part(*shown, like, edits, 1.0 + 0.5 * (size - 1)))
                    del many[hit : hit + size]
                    one.remove(token)
                    break
    return parts


def _initials(left: list[str], right: list[str]) -> list[Part]:
    """Take out of both sides a short word that is the initials of neighbours: JC, PLA."""
    parts: list[Part] = []
    for one, many, turned in ((left, right, False), (right, left, True)):
        for token in [t for t in one if 1 < len(t) <= _INITIALS and t.isalpha()]:
            size = len(token)
            firsts = "".join(t[:1] for t in many)
            at = firsts.find(token)
            if token in many or at < 0 or any(len(t) <= size for t in many[at : at + size]):
                continue
            text = " ".join(many[at : at + size])
            pair = (text, token) if turned else (token, text)
            parts.append(Part(*pair, _INITIAL_LIKE, 1, 1.0))
            del many[at : at + size]
            one.remove(token)
    return parts


def _run(token: str, many: list[str], size: int) -> int | None:
    for at in range(len(many) - size + 1):
        text = "".join(many[at : at + size])
        if abs(len(text) - len(token)) <= 1 and likeness(token, text)[1] <= (
            1 if len(token) > _LONG else 0
        ):
            return at
    return None
