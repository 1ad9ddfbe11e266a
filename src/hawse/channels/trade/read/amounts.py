"""Read an amount as reports write it: '200-400', '1,410', 'about forty thousand', '>5'.

The result is in units of core.units; a kilogram is a thousandth of a tonne.
"""

import re
from typing import Final, NamedTuple

from hawse.channels.trade.read import wording

_NUMBER: Final = r"[+-]?(?:\d{1,3}(?:[, '’]\d{3})+|\d+)(?:\.\d+)?"
_SCALED: Final = r"(?:\s?(?P<{0}>k|thousand|million|mln|mn|billion|bln|bn))?"
_SINGLE: Final = re.compile(
    r"(?P<how>[<>~≈]=?|[≥≤]|about|around|roughly|approximately|approx\.?|some|circa|ca?\.?|"
    r"nearly|almost|close to|at least|no (?:less|fewer) than|not (?:less|fewer) than|more than|"
    r"over|up to|under|less than|fewer than|at most|no more than|not more than)?\s*"
    rf"(?P<n>{_NUMBER}){_SCALED.format('scale')}(?P<plus>\s?\+)?",
    re.IGNORECASE,
)
_RANGE: Final = re.compile(
    rf"(?P<how>between|from)?\s*(?P<low>{_NUMBER}){_SCALED.format('own')}\s*"
    rf"(?:-|–|—|\.\.|to|and)\s*(?P<high>{_NUMBER}){_SCALED.format('scale')}",
    re.IGNORECASE,
)
_EITHER: Final = re.compile(rf"(?P<n>{_NUMBER})\s*(?:±|\+/-)\s*(?P<wide>{_NUMBER})")
_AT_LEAST: Final = frozenset(
    {">", ">=", "≥", "at least", "more than", "over", "no less than", "no fewer than",
     "not less than", "not fewer than"}
)  # fmt: skip
_AT_MOST: Final = frozenset(
    {"<", "<=", "≤", "up to", "under", "less than", "fewer than", "at most", "no more than",
     "not more than"}
)  # fmt: skip
_NEARLY: Final = frozenset({"nearly", "almost", "close to"})
_LONGEST: Final = 100
_ABOUT: Final = 0.05  # 'about' is read as within five percent, as in a note
_SCALES: Final = {
    "": 1.0, "thousand": 1e3, "'000": 1e3, "000": 1e3, "million": 1e6, "mn": 1e6, "mln": 1e6,
    "m": 1e6, "billion": 1e9, "bn": 1e9, "bln": 1e9,
}  # fmt: skip
_CURRENCIES: Final = {
    "usd": "USD", "us$": "USD", "$": "USD", "dollars": "USD", "us dollars": "USD", "eur": "EUR",
    "€": "EUR", "euro": "EUR", "euros": "EUR", "cny": "CNY", "rmb": "CNY", "yuan": "CNY",
    "sgd": "SGD", "rub": "RUB", "roubles": "RUB", "rubles": "RUB",
}  # fmt: skip
_THINGS: Final[dict[str, tuple[str, float]]] = {
    **dict.fromkeys(("tonnes", "tonne", "tons", "ton", "t"), ("t", 1.0)),
    **dict.fromkeys(("metric tonnes", "metric tons"), ("t", 1.0)),
    **dict.fromkeys(("kt", "kilotonnes", "kilotons"), ("t", 1e3)),
    **dict.fromkeys(("barrels", "barrel", "bbl", "bbls"), ("bbl", 1.0)),
    **dict.fromkeys(("persons", "people", "person", "workers"), ("person", 1.0)),
    **dict.fromkeys(("ships", "vessels"), ("ship", 1.0)),
    **dict.fromkeys(("kg", "kilograms"), ("t", 1e-3)),
}  # fmt: skip
_PER: Final = re.compile(r"(?P<unit>.+?)\s*(?:per|a|/)\s*(?P<per>month|quarter|year)")
_RATES: Final = {
    "usd per month": "USD/person/month",
    "usd a month": "USD/person/month",
    "usd per person per month": "USD/person/month",
    "usd per worker per month": "USD/person/month",
    "usd/person/month": "USD/person/month",
    "usd per barrel": "USD/bbl",
    "barrels per day": "bbl/day",
    "barrels a day": "bbl/day",
    "barrels/day": "bbl/day",
    "bpd": "bbl/day",
    "b/d": "bbl/day",
}
_CHANGES: Final = re.compile(
    r"(?:percent|per cent|%)\s*(?:yoy|y/y|year[- ]on[- ]year|change|growth|change yoy|"
    r"(?:on|from|against) (?:the )?(?:previous year|year before|a year earlier|a year before))"
)
_SHARES: Final = re.compile(
    r"(?:percent|per cent|%) of (?:(?:all|the|its|total) )*"
    r"(exports?|imports?|turnover|trade|total)"
)
_OF: Final = {"export": "exports", "import": "imports", "trade": "turnover"}


_HEDGED: Final = re.compile(
    r"(?:(?P<how>about|around|roughly|approximately|some|nearly|almost|close to|at least|"
    r"more than|over|up to|under|less than|fewer than|at most) )?(?P<rest>[a-z -]+)",
    re.IGNORECASE,
)
_WITH_SCALE: Final = re.compile(
    r"\d\s?(?:k|mn|mln|bn|bln)\b|thousand|million|billion", re.IGNORECASE
)


class Amount(NamedTuple):
    """An amount in a core unit; ``step`` is one unit of the last printed digit."""

    low: float | None
    best: float | None
    high: float | None
    step: float
    unit: str
    kind: str
    share_of: str | None = None
    per: str | None = None


def read_amount(value: str, unit: str) -> Amount:
    """Turn a value and its unit, both as written, into an amount in a core unit.

    'percent yoy' becomes a factor (-6.7 is 0.933), 'percent of exports' a share, and 'tonnes per
    month' a rate. 'About' and 'nearly' reach five percent to the sides that they open.

    Raises:
        ValueError: says which of the two cannot be read, and why.
    """
    low, best, high, step = _ends(" ".join(value.split()))
    words = " ".join(unit.split())
    if _CHANGES.fullmatch(words.lower()):
        return _factor(low, best, high, step)
    if found := _SHARES.fullmatch(words.lower()):
        return _share(low, best, high, step, _OF.get(found[1].removesuffix("s"), found[1]))
    per = None
    if words.lower() not in _RATES and (rate := _PER.fullmatch(words)):
        words, per = rate["unit"], rate["per"]
    into, scale = read_unit(words)
    if scale != 1 and _WITH_SCALE.search(value):
        raise ValueError(
            f"value {value!r} and unit {unit!r} both have a scale; write it in one of them"
        )
    if any(v is not None and v < 0 for v in (low, best, high)):
        raise ValueError(f"value {value!r} is negative; an amount of {words!r} cannot be")
    kind = "count" if into in {"person", "ship"} else "level"
    ends = [None if v is None else _scaled(v, scale) for v in (low, best, high)]
    return Amount(ends[0], ends[1], ends[2], _scaled(step, scale), into, kind, per=per)


def read_unit(words: str) -> tuple[str, float]:
    """Give the core unit that the words name, and the factor into it.

    >>> read_unit("USD million")
    ('USD', 1000000.0)

    Raises:
        ValueError: no such unit is known.
    """
    text = words.lower()
    if text in _RATES:
        return _RATES[text], 1.0
    if text in _THINGS:
        return _THINGS[text]
    for scale, name in (("", text), *_halves(text), *((b, a) for a, b in _halves(text))):
        if scale not in _SCALES:
            continue
        if name in _CURRENCIES:
            return _CURRENCIES[name], _SCALES[scale]
        if name in _THINGS and text.endswith(name):
            thing, own = _THINGS[name]
            return thing, own * _SCALES[scale]
    raise ValueError(
        f"unit {words!r} is not known; write for example 'USD million', 'tonnes', 'barrels', "
        "'persons', 'percent yoy' or 'percent of exports'"
    )


def _halves(text: str) -> list[tuple[str, str]]:
    """Give each way to part words in two: 'million us dollars' is 'million' and 'us dollars'."""
    parts = text.split()
    return [(" ".join(parts[:n]), " ".join(parts[n:])) for n in range(1, len(parts))]


def _ends(text: str) -> tuple[float | None, float | None, float | None, float]:
    if len(text) > _LONGEST:
        raise ValueError(
            f"value {text[:20]!r} goes on for {len(text)} characters; it is no number"
        )
    if spelt := _spelt(text):
        return spelt
    if found := _RANGE.fullmatch(text):
        scale = _scale(found["scale"])
        own = _scale(found["own"]) if found["own"] else scale
        low, high = _number(found["low"]) * own, _number(found["high"]) * scale
        if low > high:
            raise ValueError(f"value {text!r} runs downwards")
        return low, None, high, max(_step(found["low"]) * own, _step(found["high"]) * scale)
    if found := _EITHER.fullmatch(text):
        value, wide = _number(found["n"]), abs(_number(found["wide"]))
        return value - wide, value, value + wide, _step(found["n"])
    single = _SINGLE.fullmatch(text)
    if not single:
        raise ValueError(
            f"value {text!r} is no number; write 31.4, 1,410 or 200-400 with a point for decimals"
        )
    scale = _scale(single["scale"])
    how = (single["how"] or (">" if single["plus"] else "")).lower()
    return _hedged(how, _number(single["n"]) * scale, _step(single["n"]) * scale)


def _hedged(
    how: str, value: float, step: float
) -> tuple[float | None, float | None, float | None, float]:
    """Open the ends that a hedge opens."""
    if how in _AT_LEAST:
        return value, None, None, step
    if how in _AT_MOST:
        return None, None, value, step
    wide = round(abs(value) * _ABOUT, 9) if how else 0.0
    if how in _NEARLY:  # short of it, whichever way it points
        return (
            (value - wide, value, value, step) if value > 0 else (value, value, value + wide, step)
        )
    return value - wide, value, value + wide, step


def _spelt(text: str) -> tuple[float | None, float | None, float | None, float] | None:
    """Read an amount in words: 'about forty thousand', 'tens of thousands'."""
    if ends := wording.vague(text):
        return ends[0], None, ends[1], 1.0
    found = _HEDGED.fullmatch(text)
    value = wording.number(found["rest"]) if found else None
    if found is None or value is None:
        return None
    step = 1.0
    while value and value % (step * 10) == 0:  # words are as round as they sound
        step *= 10
    return _hedged((found["how"] or "").lower(), value, step)


def _scale(word: str | None) -> float:
    return wording.SCALES[word.lower()] if word else 1.0


def _number(text: str) -> float:
    value = float(re.sub("[, '’]", "", text))
    if abs(value) > 1e15:  # noqa: PLR2004 - no amount on earth is larger; a typing slip is
        raise ValueError(f"value {text[:40]!r} is too large to be an amount")
    return value


def _step(text: str) -> float:
    _, point, decimals = text.partition(".")
    return 10.0 ** -len(decimals) if point else 1.0


def _scaled(value: float, scale: float) -> float:
    """Scale without leaving the last bits of a product behind: 31.4 million is 31400000.0."""
    return round(value * scale, 6)


def _factor(low: float | None, best: float | None, high: float | None, step: float) -> Amount:
    ends = [None if v is None else round(1 + v / 100, 9) for v in (low, best, high)]
    if any(v is not None and v < 0 for v in ends):
        raise ValueError("a fall of more than 100 percent leaves less than nothing")
    return Amount(ends[0], ends[1], ends[2], step / 100, "factor", "change_factor")


def _share(
    low: float | None, best: float | None, high: float | None, step: float, of: str
) -> Amount:
    ends = [None if v is None else round(v / 100, 9) for v in (low, best, high)]
    if any(v is not None and not 0 <= v <= 1 for v in ends):
        raise ValueError("a share is between 0 and 100 percent")
    return Amount(ends[0], ends[1], ends[2], step / 100, "share", "share", of)
