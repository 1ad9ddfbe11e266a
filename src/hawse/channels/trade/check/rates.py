"""A rate that somebody states against amounts that were reported inside its period."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from hawse.channels.trade.check.form import ZEROS, Held, Row, around, made, span
from hawse.channels.trade.check.indexed import Spans, together

_MONTHS_IN: Final = {"month": 1, "quarter": 3, "year": 12}
_PART: Final = frozenset({"loaded", "ship_to_ship"})
_DAYS: Final = 365.25 / 12
_MONTH: Final = [
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
]
_M: Final = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_IN_NOTE: Final = re.compile(
    rf"{_M}\s*(?:-|–|to)\s*{_M}\s+(\d{{4}})\D{{0,12}}?(\d{{1,3}}(?:[ ,]\d{{3}})+|\d+(?:\.\d+)?)\s*"
    r"(t|tonnes|tons|bbl|barrels)\b",
    re.IGNORECASE,
)


def rates(
    rows: list[Row], factors: Sequence[Row], within: Mapping[str, str | None], margin: float
) -> list[Row]:
    """Flag a rate that amounts inside its period cannot be squared with, by more than ``margin``.

    An amount of the same product or of a narrower one must not exceed what the rate gives for its
    months; an amount of the very same product that is no part of it must not fall below either.
    Over the whole of the rate's period half of the margin is granted: nothing is left to even out.
    """
    levels = [r for r in rows if r["quantity_kind"] in {"level", "count"}]
    stated = [_daily(r) for r in levels if r["per"] or r["unit"] == "bbl/day"]
    amounts = [r for r in levels if not r["per"] and r["unit"] != "bbl/day"]
    found: list[Row] = []
    keys = ("source_id", "subject", "counterpart", "flow")
    wanted = {tuple(r[k] for k in keys) for r in stated}
    known = {k: Spans(v) for k, v in together(amounts, keys).items() if k in wanted}
    for rate in stated:
        own = known.get(tuple(rate[k] for k in keys))
        for amount in (*(own.inside(rate) if own else ()), *_noted(rate)):
            if _within(amount, rate) and (got := _in_unit(amount, rate, factors)):
                found += _held(rate, amount, got, within, margin)
    return found


def _daily(row: Row) -> Row:
    """Give a rate in barrels a day as one a month."""
    if row["unit"] != "bbl/day":
        return row
    ends = {k: row[k] and row[k] * _DAYS for k in ("q_low", "q_best", "q_high", "q_step")}
    return row | ends | {"unit": "bbl", "per": "month"}


def _noted(rate: Row) -> Iterator[Row]:
    """Give amounts over named months that the rate's own note sets beside it."""
    for first, last, year, number, unit in _IN_NOTE.findall(rate["note"] or ""):
        start, end = (_MONTH.index(m.lower()) for m in (first, last))
        if start > end or not 1900 <= int(year) <= 2100:  # noqa: PLR2004 - a year of trade
            continue
        value = float(number.replace(",", "").replace(" ", ""))
        after = (int(year) * 12 + end + 1) // 12, (end + 1) % 12 + 1
        yield rate | {
            "q_low": value,
            "q_best": value,
            "q_high": value,
            "q_step": 1.0,
            "per": None,
            "unit": "t" if unit.lower().startswith("t") else "bbl",
            "period_start": datetime(int(year), start + 1, 1, tzinfo=UTC),
            "period_end": datetime(*after, 1, tzinfo=UTC),
            "said_by": "its own note",
        }


def _within(amount: Row, rate: Row) -> bool:
    same = all(amount[k] == rate[k] for k in ("source_id", "subject", "counterpart", "flow"))
    inside = (
        rate["period_start"] <= amount["period_start"]
        and amount["period_end"] <= rate["period_end"]
    )
    return same and inside


def _in_unit(amount: Row, rate: Row, factors: Sequence[Row]) -> tuple[float, float] | None:
    """Give an amount in the rate's unit; barrels become tonnes by the span of its factors."""
    low, high = around(amount, zeros=ZEROS)
    unit = rate["unit"]
    if amount["unit"] == unit:
        return low, high
    if (amount["unit"], unit) not in {("bbl", "t"), ("t", "bbl")}:
        return None
    own = [f for f in factors if f["item"] == amount["item"]]
    known = own if amount["item"] != "oil_products" and own else factors
    known = [f for f in known if f["item"] != "lpg" or amount["item"] == "lpg"]
    if not known:
        return None
    least, most = min(f["low"] for f in known), max(f["high"] for f in known)
    return (low / most, high / least) if unit == "t" else (low * least, high * most)


def _held(
    rate: Row,
    amount: Row,
    got: tuple[float, float],
    within: Mapping[str, str | None],
    margin: float,
) -> Iterator[Row]:
    start, end = amount["period_start"], amount["period_end"]
    months = (end.year - start.year) * 12 + end.month - start.month
    if months < 1 or not _inside(amount["item"], rate["item"], within):
        return
    times = months / _MONTHS_IN[rate["per"]]
    low, high = (v * times for v in around(rate))
    granted = margin / 2 if span(rate) == span(amount) else margin
    above = got[0] > high * (1 + granted)
    whole = amount["item"] == rate["item"] and amount["counts"] not in _PART
    below = whole and got[1] < low * (1 - granted)
    said = f"{low:,.0f} to {high:,.0f}" if low < high else f"{low:,.0f}"
    says = (
        f"a rate that gives {said} {rate['unit']} in {months} months, and "
        f"{amount['q_best'] or 0:,.0f} "
        f"{amount['unit']} reported for them ({amount['said_by']})"
    )
    verdict = "slip" if above or below else "explained"
    yield made("rate", verdict, [amount, rate], says, Held((low, high), got, rate["unit"]))


def _inside(item: str, wider: str, within: Mapping[str, str | None]) -> bool:
    seen: set[Any] = set()
    at: str | None = item
    while at and at not in seen:
        if at == wider:
            return True
        seen.add(at)
        at = within.get(at)
    return False
