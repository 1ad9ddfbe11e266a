"""What one of something costs: dollars a tonne, a barrel or a worker, against the amounts.

The price stands in a note; the amount that it divides and the count that it divides by stand in
the row, in its note, or in a row of the same flow and time. Without all three nothing is said. A
note that gives only a value beside a row's weight is held against the prices that were ever paid.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from hawse.channels.trade.check.form import ZEROS, Held, Row, around, made
from hawse.channels.trade.check.indexed import MOST, together
from hawse.channels.trade.check.phrases import OF_TRADE, OF_WORTH, own
from hawse.channels.trade.check.quoted import Quoted, quoted

_TIME: Final = ("period_start", "period_end")
_FLOW: Final = (
    "source_id", "subject", "counterpart", "flow", "item", "counts", "place_from", *_TIME,
)  # fmt: skip
_ROUGH: Final = 0.02  # a price is rounded where it is worked out
_PRICE_SLACK: Final = 5.0  # as in check/scale.py


def each(rows: list[Row], prices: Sequence[Row]) -> list[Row]:
    """Judge what notes say of one tonne, barrel or head, and values beside a weight."""
    levels = [r for r in rows if r["q_best"] and not r["per"]]
    levels = [r for r in levels if r["quantity_kind"] in {"level", "count"}]
    alike = together((r for r in levels if r["topic"] != "labour"), _FLOW)
    known = {p["item"]: p for p in prices}
    found: list[Row] = []
    for row in levels:
        said = [q for p in re.split(r";|,(?=\s)", row["note"] or "") for q in _own(p)]
        found += _priced(row, said, alike)
        found += _valued(row, said, known)
    return found


def _own(text: str) -> list[Quoted]:
    """Give the amounts in some words that speak of nothing but the row's own."""
    found = list(quoted(text))
    rest = text
    for one in found:
        rest = rest.replace(one.words, " ")
    return found if own(rest, OF_WORTH, OF_TRADE) else []


def _priced(row: Row, said: list[Quoted], alike: dict[Any, list[Row]]) -> Iterator[Row]:
    """Hold a price for one against an amount over a count."""
    plain = [q for q in said if q.per is None]
    for price in (q for q in said if q.per and q.unit not in {"t", "bbl", "person"}):
        both: list[Row] = [row]
        mine = around(row, zeros=ZEROS)
        wanted = price.per if row["unit"] == price.unit else price.unit
        if row["unit"] not in {price.unit, price.per}:
            continue
        other = next(((q.low, q.high) for q in plain if q.unit == wanted), None)
        if other is None:
            beside = [
                r
                for r in alike.get(tuple(row[k] for k in _FLOW), [])[:MOST]
                if r["unit"] == wanted and r["said_by"] == row["said_by"]
            ]
            if len(beside) != 1:
                continue
            both, other = [beside[0], row], around(beside[0], zeros=ZEROS)
        money, count = (mine, other) if row["unit"] == price.unit else (other, mine)
        if count[0] <= 0:
            continue
        computed = (money[0] / count[1] * (1 - _ROUGH), money[1] / count[0] * (1 + _ROUGH))
        agrees = price.low <= computed[1] and computed[0] <= price.high
        says = (
            f"{price.words!r} is stated; the amounts give {computed[0]:,.4g} to {computed[1]:,.4g}"
        )
        held = Held((price.low, price.high), computed, price.unit)
        yield made("each", "explained" if agrees else "slip", both, says, held)


def _valued(row: Row, said: list[Quoted], prices: dict[str, Row]) -> Iterator[Row]:
    """Hold a value that stands alone in the note of a weight against all prices of the product."""
    price = prices.get(row["item"])
    values = [q for q in said if q.per is None and q.unit == "USD"]
    if price is None or row["unit"] != "t" or len(values) != 1:
        return
    low, high = around(row, zeros=ZEROS)
    value = values[0]
    paid = (value.low / high, value.high / max(low, 1e-9))
    ends = (price["low"] / _PRICE_SLACK, price["high"] * _PRICE_SLACK)
    agrees = paid[0] <= ends[1] and ends[0] <= paid[1]
    says = (
        f"{value.words!r} for {row['q_best']:,.10g} t is {paid[0]:,.3g} to {paid[1]:,.3g} USD a "
        f"tonne: {price['low']:g} to {price['high']:g} were paid ({price['source']})"
    )
    yield made("each", "explained" if agrees else "slip", [row], says, Held(paid, ends, "USD/t"))
