"""One amount in two currencies: does the year's rate turn the one into the other?

The second amount stands in a row of its own or in the row's note ('about 205 USD million'). Rates
are those of the facts, five percent each way for movement within the year; without a rate for
every year of the period nothing is said.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Final, NamedTuple

from hawse.channels.trade.check.form import Held, Row, around, made, series
from hawse.channels.trade.check.indexed import same_time
from hawse.channels.trade.check.phrases import OF_WORTH, own

_OTHER_SPEAKER: Final = 1.25  # as between two offices' levels (check/changes.py)
_SCALES: Final = {
    "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "mln": 1e6, "billion": 1e9,
    "bn": 1e9, "bln": 1e9, "trillion": 1e12,
}  # fmt: skip
_WORDS: Final = {
    "usd": "USD", "us$": "USD", "$": "USD", "dollars": "USD", "us dollars": "USD", "cny": "CNY",
    "rmb": "CNY", "yuan": "CNY", "renminbi": "CNY", "eur": "EUR", "€": "EUR", "euros": "EUR",
    "euro": "EUR", "rub": "RUB", "roubles": "RUB", "rubles": "RUB", "sgd": "SGD",
}  # fmt: skip
_NUMBER: Final = r"(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_SCALE: Final = r"(?P<scale>thousand|million|billion|trillion|mln|bln|mn|bn|m|k)"
_MONEY: Final = "|".join(re.escape(w) for w in sorted(_WORDS, key=len, reverse=True))
_HOW: Final = (
    r"(?P<how>about|around|nearly|almost|some|roughly|approximately|over|more than|at least|~)?\s*"
)
_BEFORE: Final = re.compile(
    rf"{_HOW}(?P<money>us\$|\$|€|usd|cny|rmb|eur|rub|sgd)\s*{_NUMBER}\s*{_SCALE}?\b", re.IGNORECASE
)
_AFTER: Final = re.compile(
    rf"{_HOW}{_NUMBER}\s*(?:{_SCALE}\s+)?(?P<money>{_MONEY})(?:\s+(?P<late>thousand|million|billion))?",
    re.IGNORECASE,
)
_LEAST: Final = 1_000.0
_LOOSE: Final = 0.06  # 'about' and 'nearly', as in check/stated.py
_A_PRICE: Final = re.compile(r"\b(?:a|per) (?:tonne|ton|barrel|month|head)\b|/t\b|/bbl\b")

Rates = Mapping[tuple[str, str, int], Row]


class _Money(NamedTuple):
    low: float
    high: float
    unit: str
    words: str


def currencies(rows: list[Row], rates: Sequence[Row]) -> list[Row]:
    """Judge every amount that is stated in two currencies."""
    table = {(r["unit"], r["into"], r["year"]): r for r in rates}
    known = {r["unit"] for r in rates} | {r["into"] for r in rates}
    levels = [r for r in rows if r["q_best"] and not r["per"] and r["unit"] in known]
    found: list[Row] = []
    for group in series(levels):
        found += _rows(group, table)
    for row in levels:
        found += [_note(row, m, table) for m in _in_note(row) if _rate(row, m.unit, table)]
    return found


def _rows(group: list[Row], table: Rates) -> Iterator[Row]:
    for rows in same_time(group):
        for one, other in product(rows, rows):
            if one["unit"] < other["unit"]:
                rate = _rate(one, other["unit"], table)
                if rate:
                    slack = 1.0 if one["said_by"] == other["said_by"] else _OTHER_SPEAKER
                    yield _held([one, other], around(other), rate, slack)


def _note(row: Row, stated: _Money, table: Rates) -> Row:
    rate = _rate(row, stated.unit, table)
    return _held([row], (stated.low, stated.high), rate or (1.0, 1.0), 1.0, stated.words)


def _held(
    rows: list[Row],
    stated: tuple[float, float],
    rate: tuple[float, float],
    slack: float,
    words: str = "",
) -> Row:
    first = around(rows[0], zeros=2)
    computed = (first[0] * rate[0] / slack, first[1] * rate[1] * slack)
    agrees = stated[0] <= computed[1] and computed[0] <= stated[1]
    shown = words or f"{rows[-1]['q_best']:,.10g} {rows[-1]['unit']}"
    says = (
        f"{rows[0]['q_best']:,.10g} {rows[0]['unit']} and {shown}; at the year's rate of "
        f"{rate[0]:.4g} to {rate[1]:.4g} it is {computed[0]:,.4g} to {computed[1]:,.4g}"
    )
    verdict = "explained" if agrees else "slip"
    return made("currency", verdict, rows, says, Held(stated, computed, rows[-1]["unit"]))


def _rate(row: Row, into: str, table: Rates) -> tuple[float, float] | None:
    """Give the rate of the row's currency over its years, by way of the dollar if need be."""
    years = range(row["period_start"].year, _last(row) + 1)
    ends = [_in_year(row["unit"], into, year, table) for year in years]
    if not ends or None in ends:
        return None
    known = [e for e in ends if e]
    return min(e[0] for e in known), max(e[1] for e in known)


def _last(row: Row) -> int:
    end = row["period_end"]
    return int(end.year - 1 if (end.month, end.day) == (1, 1) else end.year)


def _in_year(unit: str, into: str, year: int, table: Rates) -> tuple[float, float] | None:
    if unit == into:
        return None
    if found := table.get((unit, into, year)):
        return found["low"], found["high"]
    if found := table.get((into, unit, year)):
        return 1 / found["high"], 1 / found["low"]
    one, other = table.get((unit, "USD", year)), table.get((into, "USD", year))
    if one and other:
        return one["low"] / other["high"], one["high"] / other["low"]
    return None


def _in_note(row: Row) -> Iterator[_Money]:
    """Give amounts of another currency in a row's note, where nothing else is spoken of."""
    for part in re.split(r";|,(?=\s)", row["note"] or ""):
        words = _BEFORE.sub(" ", _AFTER.sub(" ", part))
        if _A_PRICE.search(part) or not own(words, OF_WORTH):
            continue
        for m in _AFTER.finditer(part) if _AFTER.search(part) else _BEFORE.finditer(part):
            unit = _WORDS[m["money"].lower()]
            if unit == row["unit"]:
                continue
            text = m["n"].replace(",", "")
            late = m.groupdict().get("late")
            scale = _SCALES[(m["scale"] or late or "").lower()] if m["scale"] or late else 1.0
            value, half = float(text), 0.5 * 10.0 ** -len(text.partition(".")[2])
            if "." not in text and scale == 1.0:
                half = value * 0.005  # written out, and rounded somewhere
            low, high = (value - half) * scale, (value + half) * scale
            if high * scale < _LEAST:
                continue  # '1 USD = 6.9 CNY': a rate, not what the flow is worth
            if m["how"]:
                low, high = low * (1 - _LOOSE), high * (1 + _LOOSE)
            yield _Money(low, high, unit, m[0].strip())
