"""A sentence made ready for rules: its tokens, and what stands where they begin.

Rules match on a *shape*: the tokens joined by single spaces, with periods, quantities and places
set as typed marks (``T:0``, ``Q:0:USD``, ``C:kp``). So one rule serves every country and every
figure, in any case, and whatever it finds is cut from the original by the token's offsets.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, NamedTuple

from hawse.channels.reports.text.normal import Token, laid

LONGEST_NAME: Final = 6  # tokens of the longest place name
_ALSO_WORDS: Final = frozenset({"us", "un"})  # "with us", "Kim Jong Un": a name only as US or U.S.


class Gazetteer:
    """Place names by their normalised words: ``{"north korea": ("country:KP", "name")}``."""

    def __init__(self, known: Mapping[str, tuple[str, str]]) -> None:
        self.known = dict(known)
        self.lengths: dict[
            str, tuple[int, ...]
        ] = {}  # first word -> lengths of names, longest first
        for name in self.known:
            first, length = name.split(" ", 1)[0], name.count(" ") + 1
            if length <= LONGEST_NAME and length not in self.lengths.get(first, ()):
                self.lengths[first] = tuple(
                    sorted((*self.lengths.get(first, ()), length), reverse=True)
                )


class Span(NamedTuple):
    """A period named in a text: half open; both ends null where nothing anchors it."""

    start: datetime | None
    end: datetime | None
    grain: str
    first: int
    last: int
    base: bool = False  # named as what is compared with: "a year earlier"


class Amount(NamedTuple):
    """A quantity named in a text, on tokens ``first`` to ``last`` (both in it)."""

    low: float | None
    best: float | None
    high: float | None
    unit: str
    kind: str
    first: int
    last: int
    noun: str = ""


class Place(NamedTuple):
    """A place or public body named in a text."""

    id: str
    sense: str
    first: int
    last: int


@dataclass
class Reading:
    """One sentence: its text, tokens with marks, and what was recognised in it."""

    text: str
    said: list[str]  # the words of the tokens
    tokens: list[Token]
    cased: bool = True
    periods: list[Span] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    shape: str = ""
    parts: list[str] = field(default_factory=list)  # the words and marks of the shape
    firsts: list[int] = field(default_factory=list)  # the first token under each of them
    lasts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Note the words, each once: what a rule asks before it looks closer."""
        self.told = frozenset(self.said)
        self.numbered = [word for word in self.told if word[0].isdigit()]
        self._offsets: list[int] | None = None
        self._starts: list[int] | None = None

    @property
    def offsets(self) -> list[int]:
        """The offset of each token in what ``words`` gives."""
        if self._offsets is None:
            self._offsets = _offsets(self.said)
        return self._offsets

    @property
    def starts(self) -> list[int]:
        """The offset of each part in the shape."""
        if self._starts is None:
            self._starts = self.offsets if self.parts is self.said else _offsets(self.parts)
        return self._starts

    def words(self) -> str:
        """Give the tokens joined by single spaces, with one at each end."""
        return f" {' '.join(self.said)} "

    def cut(self, first: int, last: int) -> str:
        """Cut tokens ``first`` to ``last`` out of the original."""
        return self.text[self.tokens[first].start : self.tokens[last].end]

    def token_at(self, offset: int, *, end: bool = False) -> int:
        """Give the token at an offset of the shape (the last one under it, with ``end``)."""
        at = max(bisect_right(self.starts, offset) - 1, 0)
        return self.lasts[at] if end else self.firsts[at]

    def verbatim(self, start: int, end: int) -> str:
        """Cut a span of the shape out of the original."""
        return self.cut(self.token_at(start), self.token_at(max(end - 1, start), end=True))


def read(text: str, *, cased: bool) -> Reading:
    """Tokenise one sentence; two apostrophes are a quotation mark."""
    plain = text.replace("''", '" ').replace("``", '" ')
    return Reading(text, *laid(plain, marks=True), cased)


def _offsets(words: list[str]) -> list[int]:
    """Give the offset of each word where they are joined by single spaces, with one before."""
    if not words:
        return []
    found, at = [], 1
    for word in words:
        found.append(at)
        at += len(word) + 1
    return found


def locate(reading: Reading, gazetteer: Gazetteer) -> None:
    """Find the places, the longest name first; a name wants its capital where the text has any."""
    found, lengths = reading.said, gazetteer.lengths
    if lengths.keys().isdisjoint(found):
        return
    begins = 0  # the first token behind the last name
    for at in [n for n, word in enumerate(found) if word in lengths]:
        if at < begins:
            continue
        for length in lengths[found[at]]:
            name = " ".join(found[at : at + length])
            if (known := gazetteer.known.get(name)) and _is_name(
                reading, at, min(at + length, len(found)) - 1
            ):
                reading.places.append(Place(*known, at, at + length - 1))
                begins = at + length
                break


def _is_name(reading: Reading, first: int, last: int) -> bool:
    raw = reading.cut(first, last)
    if raw.lower() in _ALSO_WORDS:
        return raw.isupper()
    if first == last and len(raw) == 1:
        return False
    return not reading.cased or raw[:1].isupper() or not raw[:1].isalpha()


def shape(reading: Reading) -> None:
    """Write the shape, with the marks in place of the tokens they cover."""
    marks: dict[int, tuple[int, str]] = {}
    for number, period in enumerate(reading.periods):
        marks[period.first] = (period.last, f"T:{number}")
    for number, amount in enumerate(reading.amounts):
        marks[amount.first] = (
            amount.last,
            f"Q:{number}:{amount.unit.replace('/', '_')}:{amount.kind[:2]}",
        )
    for place in reading.places:
        if place.first not in marks:
            marks[place.first] = (place.last, mark_of(place))
    reading.firsts = list(range(len(reading.said)))
    reading.lasts, reading.parts = reading.firsts, reading.said
    if marks:
        _marked(reading, marks)
    reading.shape = f" {' '.join(reading.parts)} "


def _marked(reading: Reading, marks: Mapping[int, tuple[int, str]]) -> None:
    """Put marks in place of the tokens they cover; one that begins inside another is left out."""
    plain, parts, firsts, lasts = reading.firsts, [], [], []
    at = 0
    for first, (last, mark) in sorted(marks.items()):
        if first < at:
            continue
        parts += [*reading.said[at:first], mark]
        firsts += plain[at : first + 1]
        lasts += [*plain[at:first], last]
        at = last + 1
    reading.parts = [*parts, *reading.said[at:]]
    reading.firsts, reading.lasts = firsts + plain[at:], lasts + plain[at:]


def mark_of(place: Place) -> str:
    """Give the mark of a place: C a country, D its people or adjective, P a port, B a body."""
    letter = {"people": "D", "port": "P", "body": "B"}.get(place.sense, "C")
    return f"{letter}:{place.id.split(':', 1)[1].lower()}"
