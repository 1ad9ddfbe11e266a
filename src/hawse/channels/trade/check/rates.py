"""A rate that somebody states against amounts that were reported inside its period."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from hawse.channels.trade.check.form import Held, Row, around, made

_MONTHS_IN: Final = {"month": 1, "quarter": 3, "year": 12}
_PART: Final = frozenset({"loaded", "ship_to_ship"})


def rates(
    rows: list[Row], factors: Sequence[Row], within: Mapping[str, str | None], margin: float
) -> list[Row]:
    """Flag a rate that amounts inside its period cannot be squared with, by more than ``margin``.

    An amount of the same product or of a narrower one must not exceed what the rate gives for its
    months; an amount of the very same product that is no part of it must not fall below either.
    """
    stated = [r for r in rows if r["per"]]
    amounts = [r for r in rows if not r["per"]]
    found: list[Row] = []
    for rate in stated:
        for amount in amounts:
            if _within(amount, rate) and (got := _in_unit(amount, rate["unit"], factors)):
                found += _held(rate, amount, got, within, margin)
    return found


def _within(amount: Row, rate: Row) -> bool:
    same = all(amount[k] == rate[k] for k in ("source_id", "subject", "counterpart", "flow"))
    inside = (
        rate["period_start"] <= amount["period_start"]
        and amount["period_end"] <= rate["period_end"]
    )
    return same and inside


def _in_unit(amount: Row, unit: str, factors: Sequence[Row]) -> tuple[float, float] | None:
    """Give an amount in the rate's unit; barrels become tonnes by the span of all factors."""
    low, high = around(amount)
    if amount["unit"] == unit:
        return low, high
    if (amount["unit"], unit) not in {("bbl", "t"), ("t", "bbl")}:
        return None
    known = [f for f in factors if f["item"] != "lpg"]
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
    above = got[0] > high * (1 + margin)
    whole = amount["item"] == rate["item"] and amount["counts"] not in _PART
    below = whole and got[1] < low * (1 - margin)
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
