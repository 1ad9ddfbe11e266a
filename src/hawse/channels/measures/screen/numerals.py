"""Numbers in names: digits, roman numerals and words for numbers."""

import re
from functools import lru_cache
from typing import Final

_ROMAN: Final = re.compile(r"^(?=[ivxlc])(c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$")
_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_WORDS: Final = {
    w: str(n)
    for n, words in enumerate(
        (
            "zero",
            "one first 1st",
            "two second 2nd",
            "three third 3rd",
            "four fourth 4th",
            "five fifth 5th",
            "six sixth 6th",
            "seven seventh 7th",
            "eight eighth 8th",
            "nine ninth 9th",
            "ten tenth 10th",
            "eleven eleventh 11th",
            "twelve twelfth 12th",
        )
    )
    for w in words.split()
}
_TENS: Final = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_ROUND: Final = frozenset(map(str, _TENS.values()))
NUMBER_WORDS: Final = _WORDS.keys() | _TENS.keys()
"""Words that are read as numbers."""


def counted(tokens: list[str]) -> list[str]:
    """Write number words as digits: forty four and forty-four are 44, first is 1."""
    made: list[str] = []
    for token in tokens:
        small = _WORDS.get(token) or (token if len(token) == 1 and token.isdigit() else "")
        if token in _TENS:
            made.append(str(_TENS[token]))
        elif small and made and made[-1] in _ROUND:
            made[-1] = str(int(made[-1]) + int(small))
        else:
            made.append(small or token)
    return made


@lru_cache(maxsize=262_144)
def number(token: str) -> str:
    """Give the number that a token is, in digits or as a roman numeral of two letters or more.

    Else nothing.

    One letter is a numeral only if it is v or x, because initials are letters too.
    """
    if token.isdigit():
        return str(int(token[:18]))
    if _ROMAN.match(token) and (len(token) > 1 or token in {"v", "x", "i"}):
        values = [_VALUES[c] for c in token]
        pairs = zip(values, [*values[1:], 0], strict=True)
        return str(sum(-v if v < after else v for v, after in pairs))
    return "".join(c for c in token if c.isdigit())
