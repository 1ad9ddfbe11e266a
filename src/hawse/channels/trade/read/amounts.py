"""Read an amount as reports write it: '200-400', '1,410', '>5', in units of core.units."""

import re
from typing import Final, NamedTuple

_NUMBER: Final = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_SINGLE: Final = re.compile(
    rf"(?P<how>[<>~]=?|about|at least|more than|up to|under)?\s*(?P<n>{_NUMBER})"
)
_RANGE: Final = re.compile(
    r"(?P<low>\d[\d,]*(?:\.\d+)?)\s*(?:-|–|\.\.|to)\s*(?P<high>\d[\d,]*(?:\.\d+)?)"
)
_AT_LEAST: Final = frozenset({">", ">=", "at least", "more than"})
_AT_MOST: Final = frozenset({"<", "<=", "up to", "under"})
_SCALES: Final = {"": 1.0, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_CURRENCIES: Final = ("USD", "EUR", "CNY", "SGD", "RUB")
_THINGS: Final = {
    "tonnes": "t",
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


def read_amount(value: str, unit: str) -> Amount:
    """Turn a value and its unit, both as written, into an amount in a core unit.

    'percent yoy' becomes a factor (-6.7 is 0.933), 'percent of exports' a share.

    Raises:
        ValueError: says which of the two cannot be read, and why.
    """
    low, best, high, step = _ends(" ".join(value.split()))
    words = " ".join(unit.split())
    if words in {"percent yoy", "% yoy"}:
        return _factor(low, best, high, step)
    if found := re.fullmatch(r"(?:percent|%) of (exports|imports|turnover|total)", words):
        return _share(low, best, high, step, found[1])
    into, scale = read_unit(words)
    if any(v is not None and v < 0 for v in (low, best, high)):
        raise ValueError(f"value {value!r} is negative; an amount of {words!r} cannot be")
    kind = "count" if into in {"person", "ship"} else "level"
    ends = [None if v is None else _scaled(v, scale) for v in (low, best, high)]
    return Amount(ends[0], ends[1], ends[2], _scaled(step, scale), into, kind)


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
    how = single["how"]
    if how in _AT_LEAST:
        return value, None, None, step
    if how in _AT_MOST:
        return None, None, value, step
    return value, value, value, step


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
