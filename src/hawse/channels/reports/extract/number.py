"""Numbers in words and digits, and the words that bound them."""

import re
from functools import lru_cache
from typing import Final

from hawse.channels.reports.text.normal import listed

Three = tuple[float, float | None, float]

_SCALES: Final = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "mln": 1e6,
    "bln": 1e9,
    "mn": 1e6,
    "bn": 1e9,
    "m": 1e6,
    "k": 1e3,
}
_TO_TWENTY: Final = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_BY_TENS: Final = listed("twenty thirty forty fifty sixty seventy eighty ninety")
_UNITS: Final = {w: float(n) for n, w in enumerate(_TO_TWENTY)} | {
    w: float(n) for n, w in zip(range(20, 100, 10), _BY_TENS, strict=True)
}
_DOZEN: Final = 12.0
_VAGUE: Final[dict[str, tuple[float, float]]] = {
    "dozens": (24, 99), "scores": (40, 99), "tens": (20, 99), "hundreds": (200, 999),
    "thousands": (2_000, 9_999),
    "tens of thousands": (20_000, 99_999), "hundreds of thousands": (200_000, 999_999),
    "several": (3, 9),
    "millions": (2e6, 9_999_999), "tens of millions": (2e7, 99_999_999),
    "hundreds of millions": (2e8, 999_999_999),
    "billions": (2e9, 9_999_999_999), "tens of billions": (2e10, 99_999_999_999),
    "several dozen": (36, 108), "several hundred": (300, 900), "several thousand": (3_000, 9_000),
    "several million": (3e6, 9e6), "a few hundred": (200, 900), "a few thousand": (2_000, 9_000),
    "a few dozen": (24, 99), "a couple of": (2, 2),
}  # fmt: skip
_SCALE: Final = "|".join(sorted(_SCALES, key=len, reverse=True))
_TENS: Final = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SMALL: Final = "|".join(sorted((w for w in _UNITS if w != "zero"), key=len, reverse=True))
_WORD: Final = rf"(?:(?:{_TENS}) (?:one|two|three|four|five|six|seven|eight|nine)|{_SMALL})"
_PLAIN: Final = (
    rf"(?:\d+(?:\.\d+)?|{_WORD})(?: and a half(?= (?:{_SCALE}|dozen) )|"
    rf" (?:hundred|thousand) and (?:\d+|{_WORD})| hundred {_WORD}"
    rf"| thousand {_WORD} hundred(?: (?:and )?{_WORD})?)?(?: (?:{_SCALE}|dozen))*"
)
_VAGUES: Final = "|".join(sorted(_VAGUE, key=len, reverse=True))
_PART: Final = "(?:half|quarter) (?:of )?a (?:million|billion|dozen)"
VALUE: Final = rf"(?:{_VAGUES}|{_PART}|a (?:{_SCALE}|dozen)|{_PLAIN})"
"""One number, in the normalised words of ``text.normal``."""

_AT_LEAST: Final = (
    "at least|no fewer than|no less than|not less than|a minimum of|upwards of"
    "|more than|over|above|exceeding|in excess of|greater than|just over|well over"
    "|a little over|slightly more than|as few as|as little as|as low as"
    "|exceeded|exceeds|exceed|topped|surpassed"
)
_AT_MOST: Final = (
    "at most|no more than|not more than|a maximum of|up to|as many as|as much as|as high as"
    "|less than|fewer than|under|below|just under|well under|slightly less than"
)
_ABOUT: Final = (
    "only about|just about|about|around|roughly|approximately|some|an estimated"
    "|estimated|close to|nearly|almost|circa|or so"
)
BOUNDS: Final = "|".join(
    sorted(f"{_AT_LEAST}|{_AT_MOST}|{_ABOUT}".split("|"), key=len, reverse=True)
)
_LOWS: Final = frozenset(_AT_LEAST.split("|"))
_HIGHS: Final = frozenset(_AT_MOST.split("|"))
NUMBER_WORDS: Final = (
    frozenset(_SCALES)
    | frozenset(_UNITS)
    | frozenset(word for vague in _VAGUE for word in vague.split() if word not in {"a", "of"})
    | {"dozen", "half", "quarter"}
)
"""A text without digits and without any of these holds no number."""
ROUGHLY: Final = 0.1  # "about n" is n give or take a tenth


@lru_cache(maxsize=50_000)
def value(words: str) -> Three:
    """Give the lowest, best and highest value that a number's words mean.

    >>> value("31.4 million"), value("tens of thousands")
    ((31400000.0, 31400000.0, 31400000.0), (20000, None, 99999))
    >>> value("half a million"), value("forty two")
    ((500000.0, 500000.0, 500000.0), (42.0, 42.0, 42.0))
    """
    if words in _VAGUE:
        low, high = _VAGUE[words]
        return low, None, high
    if hit := re.fullmatch(r"(half|quarter) (?:of )?a (\w+)", words):
        exact = (0.5 if hit[1] == "half" else 0.25) * (
            _DOZEN if hit[2] == "dozen" else _SCALES[hit[2]]
        )
        return exact, exact, exact
    total = current = 0.0
    for word in words.replace(" and a half", " plus").split():
        if word == "and":
            continue
        if word == "plus":
            current += 0.5
        elif word in {"a", "an"}:
            current = 1.0
        elif word == "dozen":
            current = (current or 1.0) * _DOZEN
        elif word in _SCALES:
            current = (current or 1.0) * _SCALES[word]
            if word == "thousand":
                total, current = total + current, 0.0
        else:
            current += _UNITS[word] if word in _UNITS else float(word)
    exact = round(total + current, 6)
    return exact, exact, exact


def bounded(number: Three, bound: str) -> tuple[float | None, float | None, float | None]:
    """Apply the words that bound a number; an open end is null.

    >>> bounded((8.0, 8.0, 8.0), "at least"), bounded((100.0, 100.0, 100.0), "about")
    ((8.0, None, None), (90.0, 100.0, 110.0))
    """
    low, best, high = number
    if bound in _LOWS:
        return low, None, None
    if bound in _HIGHS:
        return (0.0, None, high) if high >= 0 else (None, None, high)
    if bound in {"nearly", "almost", "close to"}:
        return round(low * (1 - ROUGHLY), 6), best, high
    if bound:
        return round(low * (1 - ROUGHLY), 6), best, round(high * (1 + ROUGHLY), 6)
    return low, best, high
