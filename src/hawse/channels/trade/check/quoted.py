"""Amounts with a unit that a note quotes: 'about 1.2 USD billion', '5,000 USD per worker'."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from hawse.channels.trade.check.form import ZEROS, printed
from hawse.channels.trade.check.stated import NEAR
from hawse.channels.trade.read.wording import SCALES

_UNITS: Final = {
    "us$": "USD", "usd": "USD", "$": "USD", "us dollars": "USD", "dollars": "USD", "eur": "EUR",
    "€": "EUR", "euros": "EUR", "euro": "EUR", "cny": "CNY", "rmb": "CNY", "yuan": "CNY",
    "rub": "RUB", "roubles": "RUB", "rubles": "RUB", "tonnes": "t", "tonne": "t", "tons": "t",
    "t": "t", "barrels": "bbl", "bbls": "bbl", "bbl": "bbl", "workers": "person",
    "persons": "person", "people": "person",
}  # fmt: skip
_PER: Final = {
    "tonne": "t", "ton": "t", "t": "t", "barrel": "bbl", "bbl": "bbl", "worker": "person",
    "person": "person", "head": "person", "labourer": "person",
}  # fmt: skip
_NAMES: Final = "|".join(re.escape(u) for u in sorted(_UNITS, key=len, reverse=True))
_MONEY: Final = r"us\$|\$|€|usd|eur|cny|rmb|rub"
_QUOTED: Final = re.compile(
    r"(?P<how>about|around|nearly|almost|close to|some|roughly|approximately|over|more than|"
    r"at least|less than|up to|~)?\s*"
    rf"(?P<money>{_MONEY})?\s*(?<![\d.,])(?P<n>\d{{1,3}}(?:[, ]\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<step>k(?=\b))?\s*(?P<scale>(?:thousand|million|billion|trillion|mln|mn|bln|bn)\b)?\s*"
    rf"(?P<unit>(?:{_NAMES})(?![\w$]))?\s*(?P<late>(?:thousand|million|billion)\b)?"
    r"(?:\s*(?:a|an|per|each|/)\s*(?P<per>[a-z]+))?",
    re.IGNORECASE,
)
_CURRENCIES: Final = frozenset({"USD", "EUR", "CNY", "RUB"})
_LEAST: Final = 1_000.0
_OPEN_UP: Final = frozenset({"over", "more than", "at least"})
_OPEN_DOWN: Final = frozenset({"less than", "up to"})


class Quoted(NamedTuple):
    """An amount in a note: its ends, its unit, of what one it is (a tonne, a head), its words."""

    low: float
    high: float
    unit: str
    per: str | None
    words: str


def quoted(text: str) -> Iterator[Quoted]:
    """Give every amount with a unit in some words; a rate over time is left out.

    >>> [(q.low, q.high, q.unit, q.per) for q in quoted("84.5 USD per tonne")]
    [(84.45, 84.55, 'USD', 't')]
    """
    for m in _QUOTED.finditer(text):
        name = (m["unit"] or m["money"] or "").lower()
        per = (m["per"] or "").lower()
        if name not in _UNITS or (per and per not in _PER):
            continue
        word = (m["scale"] or m["late"] or m["step"] or "").lower()
        scale = SCALES[word] if word else 1.0
        low, high = (v * scale for v in printed(m["n"], ZEROS))
        how = (m["how"] or "").lower()
        if how in _OPEN_UP:
            high = float("inf")
        elif how in _OPEN_DOWN:
            low = 0.0
        elif how:
            low, high = low * (1 - NEAR), high * (1 + NEAR)
        if _UNITS[name] in _CURRENCIES and not m["per"] and low < _LEAST:
            continue  # '1 USD', '3 roubles': a rate or a fare, not what a flow is worth
        yield Quoted(low, high, _UNITS[name], _PER.get(per), " ".join(m[0].split()))
