"""Thousands taken for millions, and parts that exceed their whole.

Two reports of one amount differ by freight, scope and revisions, by a half at most; they do not
differ by a thousand. A month is no more than its year, a product no more than all goods. A single
year that stands a thousand times above or below both of its neighbours was written in another
unit.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from hawse.channels.trade.check.form import Held, Row, around, made, series, span
from hawse.channels.trade.check.indexed import MOST, Spans, same_time, together
from hawse.channels.trade.check.shares import above

_TIME: Final = ("period_start", "period_end")
_THOUSAND: Final = (300.0, 3_500.0)
_NEIGHBOURS: Final = 20.0  # neighbours that differ more among themselves say nothing
_ONE_VOICE, _TWO_VOICES = 1.02, 3.0
_PRICE_SLACK: Final = 5.0
"""Unit values outside five times the widest yearly prices are another unit, not another price."""


def scale(rows: list[Row], prices: Sequence[Row], within: Mapping[str, str | None]) -> list[Row]:
    """Flag amounts that can only have been written in another unit."""
    levels = [r for r in rows if r["q_best"] and not r["per"] and r["quantity_kind"] == "level"]
    found: list[Row] = []
    for group in series(levels, "unit"):
        found += [*_twice(group), *_inside(group), *_between(group)]
    return [
        *found,
        *_goods(levels),
        *_goods_together(levels, within),
        *_unit_values(levels, prices),
    ]


def _twice(group: list[Row]) -> Iterator[Row]:
    for rows in same_time(group):
        for one, other in combinations(rows, 2):
            ratio = max(one["q_best"], other["q_best"]) / min(one["q_best"], other["q_best"])
            if any(_THOUSAND[0] ** n <= ratio <= _THOUSAND[1] ** n for n in (1, 2)):
                yield _slip(one, other, f"one amount, {ratio:,.0f} times apart")


def _inside(group: list[Row]) -> Iterator[Row]:
    """Flag a part of a period that holds more than the whole period."""
    index = Spans(group)
    for whole in group:
        for part in index.inside(whole):
            if span(part) == span(whole):
                continue
            slack = _ONE_VOICE if part["said_by"] == whole["said_by"] else _TWO_VOICES
            if around(part, zeros=2)[0] > around(whole, zeros=2)[1] * slack:
                yield _slip(part, whole, "a part of the period holds more than all of it")


def _between(group: list[Row]) -> Iterator[Row]:
    """Flag a year that is a thousand times off both of its neighbours, which are alike."""
    years = {r["period_start"].year: r for r in reversed(group) if r["period_grain"] == "year"}
    for year, row in sorted(years.items()):
        before, after = years.get(year - 1), years.get(year + 1)
        if before is None or after is None:
            continue
        small, large = sorted((before["q_best"], after["q_best"]))
        ratios = [row["q_best"] / large, row["q_best"] / small]
        if large / small > _NEIGHBOURS:
            continue
        off = [all(_THOUSAND[0] / 3 <= r**s <= 3 * _THOUSAND[1] for r in ratios) for s in (1, -1)]
        if any(off):
            says = f"{row['q_best']:,.10g} stands between {before['q_best']:,.10g} and "
            says += f"{after['q_best']:,.10g} {row['unit']} of the years around it"
            held = Held(around(row), (small, large), row["unit"])
            yield made("scale", "slip", [before, after, row], says, held)


def _goods(levels: list[Row]) -> Iterator[Row]:
    """Flag a product that exceeds all goods of the same flow and period."""
    keys = ("source_id", "subject", "counterpart", "flow", "unit", "counts", *_TIME)
    wholes = together((r for r in levels if r["item"] == "all"), keys)
    for part in levels:
        if part["item"] == "all":
            continue
        for whole in wholes.get(tuple(part[k] for k in keys), [])[:MOST]:
            slack = _ONE_VOICE if part["said_by"] == whole["said_by"] else _TWO_VOICES
            if around(part)[0] > around(whole)[1] * slack:
                yield _slip(part, whole, f"{part['item'].replace('_', ' ')} exceeds all goods")


def _goods_together(levels: list[Row], within: Mapping[str, str | None]) -> Iterator[Row]:
    """Flag products, none inside another, that by one speaker come to more than all goods."""
    keys = (
        "source_id", "subject", "counterpart", "flow", "unit", "counts", "said_by", "url", *_TIME,
    )  # fmt: skip
    wholes = together((r for r in levels if r["item"] == "all"), keys)
    parts = together((r for r in levels if within.get(r["item"])), keys)
    for key, found in parts.items():
        items = {r["item"]: r for r in found}
        outer = [r for i, r in items.items() if not set(items) & set(above(i, within))]
        total = sum(around(r)[0] for r in outer)
        for whole in wholes.get(key, [])[:1]:
            most = around(whole)[1]
            if len(outer) > 1 and all(around(r)[0] <= most for r in outer):
                verdict = "slip" if total > most * _ONE_VOICE else "explained"
                words = " + ".join(f"{r['q_best']:,.10g}" for r in outer)
                says = f"{words} {whole['unit']} of goods, and all are {whole['q_best']:,.10g}"
                held = Held(around(whole), (total, total), whole["unit"])
                yield made("scale", verdict, [*outer, whole], says, held)


def _unit_values(levels: list[Row], prices: Sequence[Row]) -> Iterator[Row]:
    """Flag a value over its tonnes that is far outside all prices of the product."""
    known = {p["item"]: p for p in prices}
    keys = ("source_id", "subject", "counterpart", "flow", "item", "counts", "place_from", *_TIME)
    weights = together((r for r in levels if r["unit"] == "t"), keys)
    for value in levels:
        price = known.get(value["item"])
        if price is None or value["unit"] != "USD":
            continue
        for weight in weights.get(tuple(value[k] for k in keys), [])[:MOST]:
            paid = value["q_best"] / weight["q_best"]
            low, high = price["low"] / _PRICE_SLACK, price["high"] * _PRICE_SLACK
            says = f"{paid:,.4g} USD a tonne of {value['item'].replace('_', ' ')}: "
            says += f"{price['low']:g} to {price['high']:g} were paid ({price['source']})"
            held = Held((paid, paid), (low, high), "USD/t")
            verdict = "explained" if low <= paid <= high else "slip"
            yield made("scale", verdict, [weight, value], says, held)


def _slip(one: Row, other: Row, why: str) -> Row:
    says = f"{one['q_best']:,.10g} and {other['q_best']:,.10g} {one['unit']}: {why}"
    held = Held(around(one), around(other), one["unit"])
    return made("scale", "slip", [other, one], says, held)
