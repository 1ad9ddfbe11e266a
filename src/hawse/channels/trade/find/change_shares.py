"""The step ``change_shares``: which products made a change, from customs figures by product.

Contributions are exact: the change of each product over the change of the whole, with what the
products do not cover as a remainder, so that all parts add up to one. Near a change of nothing the
shares mean nothing and are not given.
"""

import json
from collections import defaultdict
from typing import Any

import pyarrow as pa

from hawse.channels.trade.find.form import (
    NOT_SHOWN,
    Row,
    finding,
    name_of,
    of_statistics,
    words_of_period,
)
from hawse.core.tables import FINDINGS


def change_shares(
    figures: pa.Table, products: pa.Table, countries: pa.Table, *, least_change: float
) -> pa.Table:
    """Give each product's share of the change of a flow against the same period a year before.

    Only products with HS codes are taken, from one reporter, and only where the whole changed by
    at least ``least_change`` of its level before.
    """
    names = {r["id"]: r["name"] for r in countries.to_pylist()}
    level = {r["item"]: len(r["hs"]) for r in products.to_pylist() if str(r["hs"]).isdigit()}
    groups: dict[tuple[Any, ...], dict[str, Row]] = defaultdict(dict)
    for row in sorted(figures.to_pylist(), key=lambda r: (r["source_id"], r["figure"])):
        if of_statistics(row):
            key = tuple(row[k] for k in ("said_by", "subject", "counterpart", "flow", "unit"))
            groups[*key, row["period_start"], row["period_end"]].setdefault(row["item"], row)
    settings = {"least_change": least_change}
    made: list[Row] = []
    for key, now in sorted(groups.items(), key=lambda pair: str(pair[0])):
        before = groups.get((*key[:5], *(_year_before(at) for at in key[5:])))
        if before and "all" in now and "all" in before:
            made += _shares(now, before, level, (names, settings))
    return FINDINGS.rows(made)


def contributions(
    now: dict[str, float], before: dict[str, float], total: tuple[float, float]
) -> dict[str, float]:
    """Split the change of a total (now, before) among its products; '' is what they do not cover.

    New and vanished products count with their whole value. The parts add up to one.

    >>> contributions({"oil": 6.0}, {"oil": 2.0, "coal": 2.0}, (9.0, 5.0))
    {'coal': -0.5, 'oil': 1.0, '': 0.5}
    """
    change = total[0] - total[1]
    parts = {
        k: (now.get(k, 0.0) - before.get(k, 0.0)) / change for k in sorted(set(now) | set(before))
    }
    return parts | {"": 1.0 - sum(parts.values())}


def _shares(
    now: dict[str, Row],
    before: dict[str, Row],
    level: dict[str, int],
    given: tuple[dict[str, str], dict[str, Any]],
) -> list[Row]:
    """Split a change at each level of the HS by itself: chapters and headings never mix."""
    wholes = now["all"], before["all"]
    total = wholes[0]["q_best"], wholes[1]["q_best"]
    if not total[1] or abs(total[0] - total[1]) < given[1]["least_change"] * total[1]:
        return []
    made = []
    for length in (2, 4):
        values = [
            {k: r["q_best"] for k, r in rows.items() if _level(k, level) == length}
            for rows in (now, before)
        ]
        for item, share in contributions(values[0], values[1], total).items():
            rows = [r for r in (now.get(item), before.get(item)) if r]
            if item in level:
                made.append(_finding(item, share, rows, wholes, given))
    return made


def _level(item: str, level: dict[str, int]) -> int:
    """Give the number of digits of an item's HS code; 0 where it spans several codes."""
    return len(item) - 3 if item.startswith("hs_") else level.get(item, 0)


def _finding(
    item: str,
    share: float,
    rows: list[Row],
    wholes: tuple[Row, Row],
    given: tuple[dict[str, str], dict[str, Any]],
) -> Row:
    names, settings = given
    now, before = wholes
    words = {"export": "exports to", "import": "imports from", "total": "trade with"}[now["flow"]]
    goods = item.replace("_", " ")
    return finding("main_product", "change_shares", settings, [now, *rows]) | {
        "item": item,
        "says": f"{now['said_by']}: {goods} made {share:.1%} of the change of "
        f"{name_of(now['subject'], names)}'s {words} {name_of(now['counterpart'], names)} in "
        f"{words_of_period(now['period_start'], now['period_end'])} against a year before",
        "q_low": share,
        "q_best": share,
        "q_high": share,
        "unit": "share",
        "quantity_kind": "share",
        "base_start": before["period_start"],
        "base_end": before["period_end"],
        "basis": "estimated",
        "reasons": json.dumps(
            ["its change over the change of the whole; all products and a remainder add up to one"]
        ),
        "not_shown": f"Goods that are hidden in confidential codes. {NOT_SHOWN}",
    }


def _year_before(at: Any) -> Any:  # noqa: ANN401 - an instant
    return at.replace(year=at.year - 1) if (at.month, at.day) != (2, 29) else None
