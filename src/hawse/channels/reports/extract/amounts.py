"""Quantities: the amounts that a sentence names, as intervals with a unit."""

import re
from collections.abc import Iterator
from typing import Final

from hawse.channels.reports.extract.number import BOUNDS, NUMBER_WORDS, VALUE, bounded, value
from hawse.channels.reports.extract.reading import Amount, Reading, index
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
_NOUNS: Final = {
    "person": "people persons person workers worker laborers labourers labourer laborer migrants "
    "nationals citizens refugees sailors loggers employees residents inhabitants soldiers troops "
    "diplomats crew passengers men women",
    "ship": "ships ship vessels vessel tankers tanker freighters freighter boats boat carriers",
    "connection": "connections connection links link providers upstreams",
    "prefix": "prefixes",
    "vote": "votes",
    "measure": "sanctions measures resolutions resolution",
}
_NOUN: Final = {noun: unit for unit, nouns in _NOUNS.items() for noun in nouns.split()}
_STOP: Final = frozenset(
    [
        "of",
        "in",
        "on",
        "at",
        "to",
        "from",
        "and",
        "or",
        "but",
        "with",
        "by",
        "for",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "that",
        "who",
        "which",
        "as",
        "than",
        "a",
        "the",
        "its",
        "their",
        "his",
        "her",
        "this",
        "these",
        "those",
        "per",
        "during",
        "after",
        "before",
        "while",
        "when",
        ",",
        ";",
        ":",
        "(",
        ")",
        ".",
        "?",
        "!",
        '"',
        "-",
    ]
)
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
_MONEY: Final = re.compile(
    rf" (?:(?P<b>{BOUNDS}) )?(?P<c>{_SIGN}) (?P<v>{VALUE})(?: (?P<to>to|-|and) "
    rf"(?:(?:{_SIGN}) )?(?P<w>{VALUE}))?(?= )"
)
_MEASURE: Final = re.compile(
    rf" (?:(?P<b>{BOUNDS}) )?(?P<v>{VALUE})(?: (?P<to>to|-|and|or) "
    rf"(?P<w>{VALUE}))?(?: (?:of )?(?P<u>{_UNIT}|%|percent|per cent|pct))(?= (?!of "
    rf"north|of south))"
)
_BARE: Final = re.compile(
    rf" (?:(?P<b>{BOUNDS}) )?(?P<v>{VALUE})(?: (?P<to>to|-|and|or) (?P<w>{VALUE}))?(?= )"
)
_FACTOR: Final = re.compile(
    rf" (?:(?P<b>{BOUNDS}) )?(?P<g>{'|'.join(_GROWN)})(?= )| (?:(?P<b2>{BOUNDS}) "
    rf")?(?P<v>{VALUE}) (?:fold|times)(?= )| (?P<f>two|three|four|five|ten)fold(?= )"
)
_RANK: Final = re.compile(
    rf" (?:a|the|its|their|another) (?P<o>{'|'.join(_ORDINALS)})(?P<n>(?: "
    rf"[a-z]+){{0,2}} (?:{'|'.join(_RANKED)}))(?= )"
)


_HINTS: Final = (
    frozenset(_GROWN)
    | frozenset(_ORDINALS)
    | frozenset({"twofold", "threefold", "fourfold", "fivefold", "tenfold"})
)

_TIME: Final = frozenset(
    listed("weeks week months month years year minutes minute decades fortnight")
)


def amounts(reading: Reading) -> None:
    """Fill ``reading.amounts``; numbers that belong to a period are no amounts."""
    if not any(
        t.word in NUMBER_WORDS or t.word in _HINTS or t.word[0].isdigit() for t in reading.tokens
    ):
        return
    text = reading.words()
    place = {offset: number for number, offset in enumerate(index(text))}
    taken = {n for span in reading.periods for n in range(span.first, span.last + 1)}
    for start, stop, made in _found(text):
        first = place[start]
        last = place[text.rfind(" ", 0, stop) + 1]
        if taken & set(range(first, last + 1)):
            continue
        low, best, high, unit, kind, noun = made
        if unit == "?":
            unit, noun, kind = _counted(reading, last)
            if _is_label(reading, first, unit):
                continue
        reading.amounts.append(Amount(low, best, high, unit, kind, first, last, noun))
        taken |= set(range(first, last + 1))
    reading.amounts.sort(key=lambda a: a.first)


Made = tuple[float | None, float | None, float | None, str, str, str]


def _found(text: str) -> Iterator[tuple[int, int, Made]]:
    for hit in _FACTOR.finditer(text):
        yield hit.start() + 1, hit.end(), _factor(hit)
    for hit in _RANK.finditer(text):
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
    for hit in _MONEY.finditer(text):
        yield hit.start() + 1, hit.end(), (*_ends(hit), CURRENCY[hit["c"]], "level", "")
    for hit in _MEASURE.finditer(text):
        unit = _AFTER.get(hit["u"])
        low, best, high = _ends(hit)
        if unit is None:
            low, best, high = (None if v is None else round(v / 100, 9) for v in (low, best, high))
        yield (
            hit.start() + 1,
            hit.end(),
            (low, best, high, unit or "share", "level" if unit else "share", ""),
        )
    for hit in _BARE.finditer(text):
        yield hit.start() + 1, hit.end(), (*_ends(hit), "?", "count", "")


def _ends(hit: re.Match[str]) -> tuple[float | None, float | None, float | None]:
    one = value(hit["v"])
    if hit["w"] is None:
        return bounded(one, hit["b"] or "")
    other = value(hit["w"])
    scale = hit["w"].rsplit(" ", 1)
    if one[2] < other[0] / 500 and len(scale) > 1:  # "2 to 3 million": the scale serves both
        one = value(f"{hit['v']} {scale[1]}")
    return min(one[0], other[0]), None, max(one[2], other[2])


def _factor(hit: re.Match[str]) -> Made:
    if hit["f"]:
        n = value(hit["f"])[0]
        return n, n, n, "factor", "change_factor", ""
    middle = value(hit["v"])[0] if hit["v"] else float(_GROWN[hit["g"]])
    low, best, high = bounded((middle, middle, middle), hit["b"] or hit["b2"] or "")
    return low, best, high, "factor", "change_factor", ""


def _counted(reading: Reading, last: int) -> tuple[str, str, str]:
    """Find what a bare number counts.

    The first known noun within six words, adjectives passed over.
    """
    following = reading.tokens[last + 1 : last + 8]
    if following and following[0].word == "of":
        following = following[1:]
    for token in following[:6]:
        if token.word in _NOUN:
            return _NOUN[token.word], token.word, "count"
        if token.word in _STOP:
            break
    return "-", "", "count"


def _is_label(reading: Reading, first: int, unit: str) -> bool:
    """Say whether a bare number names something (a resolution, a flight.

    One of us) and counts nothing.
    """
    word = reading.tokens[first].word
    if unit == "-" and any(t.word in _TIME for t in reading.tokens[first + 1 : first + 3]):
        return True  # "two weeks" is a span of time
    before = reading.tokens[first - 1].word if first else ""
    if before in {
        "resolution",
        "resolutions",
        "paragraph",
        "article",
        "no",
        "number",
        "flight",
        "boeing",
        "page",
        "as",
    }:
        return word.isdigit()
    if unit == "-" and word in {"one", "a", "half"}:
        return True
    return (
        unit == "-"
        and word in {"two", "three", "several", "hundred"}
        and not word.isdigit()
        and before in {"the", "these", "those", "other"}
    )
