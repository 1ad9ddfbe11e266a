"""Numbers as reports spell them: 'forty thousand', 'half a million', 'tens of thousands'.

Only whole phrases are read, so that 'one of them' is no number. A vague plural is an interval:
tens of thousands are at least twenty thousand and fewer than a hundred thousand.
"""

import re
from typing import Final

_ONES: Final = {
    word: float(n)
    for n, word in enumerate(
        re.findall(
            r"\w+",
            """zero one two three four five six seven eight nine ten eleven twelve thirteen
            fourteen fifteen sixteen seventeen eighteen nineteen""",
        )
    )
} | {"a": 1.0, "an": 1.0}
_TENS: Final = {
    "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0,
    "eighty": 80.0, "ninety": 90.0,
}  # fmt: skip
SCALES: Final = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "k": 1e3, "mln": 1e6, "mn": 1e6, "bln": 1e9, "bn": 1e9, "dozen": 12.0,
}  # fmt: skip
_PARTS: Final = {
    "half": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4, "quarters": 1 / 4,
    "fifth": 1 / 5, "fifths": 1 / 5, "sixth": 1 / 6, "eighth": 1 / 8, "tenth": 1 / 10,
    "tenths": 1 / 10,
}  # fmt: skip
PART: Final = (
    r"(?:(?:a|one|two|three|four|nine)[ -])?"
    r"(?:half|thirds?|quarters?|fifths?|sixth|eighth|tenths?)"
)
_PLURAL: Final = re.compile(r"(?P<n>tens|dozens|hundreds)(?: of (?P<scale>thousand|million)s)?")
_THOUSANDS: Final = re.compile(r"(?P<scale>thousand|million)s")
_SPELT: Final = "|".join(sorted((*_ONES, *_TENS, "hundred"), key=len, reverse=True))
_BEFORE_PERCENT: Final = re.compile(
    rf"\b((?:(?:{_SPELT})[ -]){{0,6}}(?:{_SPELT}))(?=\s*(?:%|percent\b|per cent\b))", re.IGNORECASE
)


def number(words: str) -> float | None:
    """Give the number that the whole of the words spells; ``None`` if it spells none.

    >>> number("forty-one thousand"), number("half a million"), number("many")
    (41000.0, 500000.0, None)
    """
    parts = words.lower().replace("-", " ").split()
    if parts[:1] == ["half"] and parts[1:2] in (["a"], ["an"]):
        whole = number(" ".join(parts[1:])) if len(parts) > 2 else None  # noqa: PLR2004 - half a what
        return None if whole is None else whole / 2
    total, under, seen = 0.0, 0.0, False
    for part in parts:
        if part in _ONES or part in _TENS:
            under += _ONES.get(part, _TENS.get(part, 0.0))
        elif part in {"hundred", "dozen"}:
            under = (under or 1.0) * SCALES[part]
        elif part in SCALES and len(part) > 3:  # noqa: PLR2004 - thousand and more, spelt out
            total, under = total + (under or 1.0) * SCALES[part], 0.0
        elif part != "and" or not seen:
            return None
        seen = True
    return total + under if seen and parts not in (["a"], ["an"]) else None


def vague(words: str) -> tuple[float, float] | None:
    """Give the ends of a vague plural, the upper one not reached.

    >>> vague("tens of thousands"), vague("hundreds"), vague("thousands")
    ((20000.0, 100000.0), (200.0, 1000.0), (2000.0, 1000000.0))
    """
    text = words.lower()
    if found := _PLURAL.fullmatch(text):
        scale = SCALES.get(found["scale"] or "", 1.0)
        low, high = {"tens": (20, 100), "dozens": (24, 100), "hundreds": (200, 1000)}[found["n"]]
        return low * scale, high * scale
    if found := _THOUSANDS.fullmatch(text):
        return 2 * SCALES[found["scale"]], 1000 * SCALES[found["scale"]]
    return None


def fraction(words: str) -> float | None:
    """Give the fraction that words spell: 'two thirds', 'a quarter', 'half'.

    >>> fraction("three quarters"), fraction("half")
    (0.75, 0.5)
    """
    *before, name = words.lower().replace("-", " ").split() or [""]
    if name not in _PARTS or len(before) > 1:
        return None
    times = number(before[0]) if before and before[0] not in {"a", "an"} else 1.0
    return None if times is None else times * _PARTS[name]


def in_digits(text: str) -> str:
    """Write spelt percentages in digits: 'up fifty-four percent' is 'up 54 percent'."""

    def turned(found: re.Match[str]) -> str:
        value = number(found[1])
        return found[1] if value is None else f"{value:g}"

    return _BEFORE_PERCENT.sub(turned, text)
