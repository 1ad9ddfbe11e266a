"""Read an amount as reports write it: '200-400', '1,410', '>5', in units of core.units."""

import re
from typing import Final, NamedTuple

_NUMBER: Final = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_SINGLE: Final = re.compile(
    r"(?P<how>[<>~≈]=?|about|around|roughly|approximately|approx\.?|some|circa|ca\.?|nearly|almost|"
    r"close to|at least|more than|over|up to|under|less than|at most)?\s*"
    rf"(?P<n>{_NUMBER})",
    re.IGNORECASE,
)
_RANGE: Final = re.compile(
    r"(?P<low>\d[\d,]*(?:\.\d+)?)\s*(?:-|–|\.\.|to)\s*(?P<high>\d[\d,]*(?:\.\d+)?)"
)
_AT_LEAST: Final = frozenset({">", ">=", "at least", "more than", "over"})
_AT_MOST: Final = frozenset({"<", "<=", "up to", "under", "less than", "at most"})
_NEARLY: Final = frozenset({"nearly", "almost", "close to"})
_ABOUT: Final = 0.05  # 'about' is read as within five percent, as in a note
_SCALES: Final = {"": 1.0, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_CURRENCIES: Final = ("USD", "EUR", "CNY", "SGD", "RUB")
_THINGS: Final = {
    "tonnes": "t",
    "metric tonnes": "t",
    "metric tons": "t",
    "tonne": "t",
    "tons": "t",
    "t": "t",
    "barrels": "bbl",
    "barrel": "bbl",
    "bbl": "bbl",
    "persons": "person",
    "people": "person",
    "workers": "person",
    "ships": "ship",
    "kg": "kg",
}
_PER: Final = re.compile(r"(?P<unit>.+?)\s*(?:per|a|/)\s*(?P<per>month|quarter|year)")
_RATES: Final = {
    "USD per month": "USD/person/month",
    "USD per person per month": "USD/person/month",
    "USD/person/month": "USD/person/month",
    "USD per barrel": "USD/bbl",
    "barrels per day": "bbl/day",
    "b/d": "bbl/day",
}


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
    if words in {"percent yoy", "% yoy"}:
        return _factor(low, best, high, step)
    if found := re.fullmatch(r"(?:percent|%) of (exports|imports|turnover|total)", words):
        return _share(low, best, high, step, found[1])
    per = None
    if words not in _RATES and (rate := _PER.fullmatch(words)):
        words, per = rate["unit"], rate["per"]
    into, scale = read_unit(words)
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
    if words in _RATES:
        return _RATES[words], 1.0
    first, _, rest = words.partition(" ")
    if first in _CURRENCIES and rest in _SCALES:
        return first, _SCALES[rest]
    if rest and first in _SCALES and rest in _THINGS:
        return _THINGS[rest], _SCALES[first]
    if words in _THINGS:
        return _THINGS[words], 1.0
    if rest in _CURRENCIES and first in _SCALES:
        return rest, _SCALES[first]
    raise ValueError(
        f"unit {words!r} is not known; write for example 'USD million', 'tonnes', 'barrels', "
        "'persons', 'percent yoy' or 'percent of exports'"
    )


def _ends(text: str) -> tuple[float | None, float | None, float | None, float]:
    if found := _RANGE.fullmatch(text):
        low, high = _number(found["low"]), _number(found["high"])
        if low > high:
            raise ValueError(f"value {text!r} runs downwards")
        return low, None, high, max(_step(found["low"]), _step(found["high"]))
    single = _SINGLE.fullmatch(text)
    if not single:
        raise ValueError(
            f"value {text!r} is no number; write 31.4, 1,410 or 200-400 with a point for decimals"
        )
    value, step = _number(single["n"]), _step(single["n"])
    how = (single["how"] or "").lower()
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


def _number(text: str) -> float:
    value = float(text.replace(",", ""))
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
