"""Quantities: the amounts that a sentence names, as intervals with a unit."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from hawse.channels.reports.extract.counted import counted, follows, is_label
from hawse.channels.reports.extract.number import BOUNDS, NUMBER_WORDS, VALUE, bounded, value
from hawse.channels.reports.extract.reading import Amount, Reading
from hawse.channels.reports.text.normal import listed

CURRENCY: Final = {
    "$": "USD", "eur": "EUR", "cny": "CNY", "sgd": "SGD", "rub": "RUB", "gbp": "GBP",
    "jpy": "JPY", "krw": "KRW",
    "inr": "INR", "aud": "AUD", "cad": "CAD", "hkd": "HKD", "usd": "USD", "rmb": "CNY",
}  # fmt: skip
_AFTER: Final = {
    "dollars": "USD", "us dollars": "USD", "dollar": "USD", "euros": "EUR", "euro": "EUR",
    "yuan": "CNY",
    "renminbi": "CNY", "rubles": "RUB", "roubles": "RUB", "ruble": "RUB", "rouble": "RUB",
    "yen": "JPY", "won": "KRW",
    "pounds": "GBP", "rupees": "INR", "singapore dollars": "SGD",
    "tonnes": "t", "tonne": "t", "tons": "t", "ton": "t", "metric tons": "t",
    "metric tonnes": "t", "mt": "t",
    "kilograms": "kg", "kg": "kg",
    "barrels per day": "bbl/day", "barrels a day": "bbl/day", "barrels daily": "bbl/day",
    "bpd": "bbl/day",
    "barrels of oil per day": "bbl/day", "barrels of oil a day": "bbl/day",
    "barrels of crude a day": "bbl/day",
    "barrels": "bbl", "barrel": "bbl", "bbl": "bbl",
    "kilometers": "km", "kilometres": "km", "kilometer": "km", "kilometre": "km", "km": "km",
    "kms": "km",
    "nautical miles": "nmi", "nautical mile": "nmi", "miles": "mi", "mile": "mi", "meters": "m",
    "metres": "m",
    "knots": "kn", "hours": "hour", "hour": "hour", "days": "day",
}  # fmt: skip
_ORDINALS: Final = {
    w: n for n, w in enumerate(listed("first second third fourth fifth sixth seventh"), start=1)
}
_RANKED: Final = frozenset(
    listed("connection link provider supplier route source line channel upstream partner")
)
_GROWN: Final = {
    "doubled": 2,
    "doubling": 2,
    "tripled": 3,
    "trebled": 3,
    "tripling": 3,
    "quadrupled": 4,
    "quintupled": 5,
    "halved": 0.5,
}
_SIGN: Final = "|".join(re.escape(c) for c in sorted(CURRENCY, key=len, reverse=True))
_UNIT: Final = "|".join(sorted(map(re.escape, _AFTER), key=len, reverse=True))
_HEAD: Final = rf" (?:(?P<fr>from) )?(?:(?P<bt>between) )?(?:(?P<b>{BOUNDS}) )?"


def _second(first: str) -> str:
    """Give the pattern of a range's other end: 'between 2 and 3', '2 to 3'.

    'From 2 to 3' names two amounts.
    """
    both, either = (
        rf"(?: and {first}(?P<w1>{VALUE}))?",
        rf"(?: (?:to|-|or) {first}(?P<w2>{VALUE}))?",
    )
    return f"(?(fr)|(?(bt){both}|{either}))"


_MONEY: Final = re.compile(
    rf"{_HEAD}(?P<c>{_SIGN}) (?P<v>{VALUE}){_second(f'(?:(?:{_SIGN}) )?')}(?= )"
)
_MEASURE: Final = re.compile(
    rf"{_HEAD}(?P<v>{VALUE}){_second('')}(?: (?:of )?(?P<u>{_UNIT}|%|percent|per cent|pct))(?= )"
)
_BARE: Final = re.compile(rf"{_HEAD}(?P<v>{VALUE}){_second('')}(?P<odd> odd)?(?= )")
_FOLDS: Final = "|".join(
    sorted(
        w
        for w in NUMBER_WORDS
        if w.isalpha() and w not in {"several", "half"} and not w.endswith("s")
    )
)
_FACTOR: Final = re.compile(
    rf" (?:(?P<b>{BOUNDS}) )?(?P<g>{'|'.join(_GROWN)})(?= )| (?:(?P<b2>{BOUNDS}) "
    rf")?(?P<v>{VALUE}) (?:fold|times)(?= )| (?P<f>{_FOLDS}|\d+)fold(?= )"
    rf"| by a factor of (?:(?P<b3>{BOUNDS}) )?(?P<v3>{VALUE})(?= )"
)
_PART: Final = re.compile(  # 'three quarters of'; 'the first three quarters of' is a span of time
    rf"(?<!first)(?<!last)(?<!past) (?:(?P<b>{BOUNDS}) )?(?P<v>two|three|four|five|seven|nine) "
    r"(?P<p>thirds|quarters|fifths|sixths|eighths|tenths)(?= (?:of|the) )"
)
_RANK: Final = re.compile(
    rf" (?:a|the|its|their|another) (?P<o>{'|'.join(_ORDINALS)})(?P<n>(?: "
    rf"[a-z]+){{0,2}} (?:{'|'.join(_RANKED)}))(?= )"
)


_FOLD: Final = frozenset(f"{word}fold" for word in NUMBER_WORDS)
_PARTS: Final = {
    "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "tenths": 10,
    "eighths": 8, "sixths": 6,
}  # fmt: skip
_NUMBERS: Final = frozenset(_GROWN) | frozenset(_ORDINALS) | NUMBER_WORDS | _FOLD
AMOUNT_WORDS: Final = (
    _NUMBERS | frozenset(CURRENCY) | frozenset(" ".join(BOUNDS.split("|")).split())
)
"""A change of words with none of these, and no digit, changes no amount."""
_FIRST_WORDS: Final = AMOUNT_WORDS | {"from", "between", "a"}
"""An amount begins with one of these, or with a digit."""
_FACTOR_WORDS: Final = frozenset(_GROWN) | {"times", "factor"}
_MEASURED: Final = frozenset(unit.rsplit(" ", 1)[-1] for unit in _AFTER) | frozenset(
    listed("% percent cent pct")
)
"""A measure ends with one of these."""


_HANDED: Final = (" hand", " hands", " handed", " turn", " turned", " took", " pay", " paid")


def amounts(reading: Reading) -> None:
    """Fill ``reading.amounts``; numbers that belong to a period are no amounts."""
    said = reading.told
    numbered = reading.numbered
    if not numbered and _NUMBERS.isdisjoint(said):
        return
    likely = {*numbered, *(said & _FIRST_WORDS)}
    text, starts = reading.words(), reading.offsets
    begins = [at - 1 for at, word in zip(starts, reading.said, strict=True) if word in likely]
    taken = {n for span in reading.periods for n in range(span.first, span.last + 1)}
    for start, stop, made in _found(text, said, begins):
        first = bisect_left(starts, start)
        last = bisect_left(starts, text.rfind(" ", 0, stop) + 1)
        if taken & set(range(first, last + 1)):
            continue
        low, best, high, unit, kind, noun = made
        bare = unit == "?"
        if bare:
            unit, noun, kind = counted(reading, last)
        amount = Amount(low, best, high, unit, kind, first, last, noun)
        if bare and is_label(reading, amount):
            continue
        reading.amounts.append(follows(reading.amounts, reading, amount) if bare else amount)
        taken |= set(range(first, last + 1))
    reading.amounts.sort(key=lambda a: a.first)


Made = tuple[float | None, float | None, float | None, str, str, str]


def _at(pattern: re.Pattern[str], text: str, begins: list[int]) -> Iterator[re.Match[str]]:
    """Give what ``pattern.finditer`` gives, asking only at the blanks before a likely word."""
    end = 0
    for at in begins:
        if at >= end and (hit := pattern.match(text, at)):
            end = hit.end()
            yield hit


def _found(text: str, said: frozenset[str], begins: list[int]) -> Iterator[tuple[int, int, Made]]:
    folded = not _FACTOR_WORDS.isdisjoint(said) or "fold " in text
    for hit in _FACTOR.finditer(text) if folded else ():
        yield hit.start() + 1, hit.end(), _factor(hit)
    for hit in () if _PARTS.keys().isdisjoint(said) else _PART.finditer(text):
        part = value(hit["v"])[0] / _PARTS[hit["p"]]
        yield (
            hit.start() + 1,
            hit.end(),
            (*bounded((part, part, part), hit["b"] or ""), "share", "share", ""),
        )
    for hit in () if _RANKED.isdisjoint(said) else _RANK.finditer(text):
        number = float(_ORDINALS[hit["o"]])
        start = hit.start("o")
        yield (
            start,
            hit.end("o"),
            (
                number,
                number,
                number,
                "connection" if "connection" in hit["n"] or "link" in hit["n"] else "rank",
                "rank",
                hit["n"].split()[-1],
            ),
        )
    for hit in () if CURRENCY.keys().isdisjoint(said) else _at(_MONEY, text, begins):
        yield _start(hit), hit.end(), (*_ends(hit), CURRENCY[hit["c"]], "level", "")
    for hit in () if _MEASURED.isdisjoint(said) else _at(_MEASURE, text, begins):
        unit = _AFTER.get(hit["u"])
        low, best, high = _ends(hit)
        if unit is None:
            low, best, high = (None if v is None else round(v / 100, 9) for v in (low, best, high))
        kind = "level" if unit else "share"
        yield _start(hit), hit.end(), (low, best, high, unit or "share", kind, "")
    for hit in _at(_BARE, text, begins):
        ends = bounded(value(hit["v"]), "about") if hit["odd"] else _ends(hit)
        yield _start(hit), hit.end(), (*ends, "?", "count", "")


def _bound(hit: re.Match[str]) -> str:
    """Give the bounding words; 'hand over 30,000' has none."""
    bound = hit["b"] or ""
    handed = bound == "over" and hit.string.endswith(_HANDED, 0, hit.start())
    return "" if handed else bound


def _start(hit: re.Match[str]) -> int:
    """Give where an amount begins: its bound or sign; 'from' and 'between' stay outside."""
    first = "b" if hit["b"] else "c" if "c" in hit.re.groupindex else "v"
    return hit.start(first)


def _ends(hit: re.Match[str]) -> tuple[float | None, float | None, float | None]:
    said, bound, *ends = hit.group("v", "b", "w1", "w2")
    one, second = value(said), ends[0] or ends[1]
    if second is None:
        return bounded(one, _bound(hit)) if bound else one
    other = value(second)
    scale = second.rsplit(" ", 1)
    if one[2] < other[0] / 500 and len(scale) > 1:  # "2 to 3 million": the scale serves both
        one = value(f"{hit['v']} {scale[1]}")
    return min(one[0], other[0]), None, max(one[2], other[2])


def _factor(hit: re.Match[str]) -> Made:
    if hit["f"]:
        n = value(hit["f"])[0]
        return n, n, n, "factor", "change_factor", ""
    said = hit["v"] or hit["v3"]
    middle = value(said)[0] if said else float(_GROWN[hit["g"]])
    low, best, high = bounded((middle, middle, middle), hit["b"] or hit["b2"] or hit["b3"] or "")
    if middle < 1 and high is None:
        low, high = 0.0, middle  # "more than halved" is less than half
    return low, best, high, "factor", "change_factor", ""
