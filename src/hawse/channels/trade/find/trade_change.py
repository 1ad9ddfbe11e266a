"""The step ``trade_change``: trade against the same period a year before, as a factor."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

import pyarrow as pa

from hawse.channels.trade.find.change_parts import Flows, by_sides, parts
from hawse.channels.trade.find.form import (
    Row,
    finding,
    name_of,
    of_statistics,
    speaker,
    stands,
    words_of_amount,
    words_of_period,
)
from hawse.core.tables import FINDINGS

_FLOW_OF: Final = ("reporter", "partner", "flow", "product", "currency")
_SAME: Final = ("subject", "counterpart", "flow", "item", "unit", "counts", "mirror")

_THOUSAND: Final = 300.0  # as in check/scale.py: thousands written for units, rounding granted
_MOST_BASES: Final = 32  # reports of one level that another is held against


def trade_change(
    figures: pa.Table,
    target_flows: pa.Table,
    series_breaks: pa.Table,
    countries: pa.Table,
    *,
    years_back: int,
) -> pa.Table:
    """Give every change that was reported, and every change that two reported levels make.

    Two levels are compared where subject, counterpart, flow, item, unit, counting and side agree
    and one period is the other moved by ``years_back`` years; the interval honours the digits
    printed. Export, import and total, quarter and year are readings of their own: none is merged.
    """
    names = {r["id"]: r["name"] for r in countries.to_pylist()}
    rows = [
        r
        for r in figures.to_pylist()
        if r["topic"] in {"trade", "fuel"} and r["subject"] and r["counterpart"] and r["flow"]
    ]
    rows.sort(key=lambda r: (r["source_id"], r["locator"], r["figure"]))
    settings = {"years_back": years_back}
    reported = [_reported(r, names, settings) for r in rows if r["unit"] == "factor"]
    flows = by_sides(target_flows.to_pylist())
    broke = {tuple(r[k] for k in _FLOW_OF): r for r in series_breaks.to_pylist() if r["found"]}
    made = [
        _made(a, b, (names, settings), (flows, broke) if of_statistics(a) else ({}, {}))
        for a, b in _pairs(rows, years_back)
    ]
    return FINDINGS.rows(reported + made)


def _reported(row: Row, names: dict[str, str], settings: dict[str, Any]) -> Row:
    made = finding("trade_change", "trade_change", settings, [row])
    return made | {
        "says": f"{speaker(row)}: {_what(row, names, row['base_start'], row['base_end'])}"
        f"{words_of_amount(row['q_low'], row['q_best'], row['q_high'], 'factor')}",
        "q_low": row["q_low"],
        "q_best": row["q_best"],
        "q_high": row["q_high"],
        "base_start": row["base_start"],
        "base_end": row["base_end"],
        "reasons": json.dumps(
            [row["derivation"]] if row["derivation"] else [], ensure_ascii=False
        ),
    }


def _made(
    now: Row,
    then: Row,
    given: tuple[dict[str, str], dict[str, Any]],
    known: tuple[Flows, dict[tuple[Any, ...], Row]],
) -> Row:
    (names, settings), (flows, broke) = given, known
    made = finding("trade_change", "trade_change", settings, [now, then])
    half_now, half_then = now["q_step"] / 2, then["q_step"] / 2
    low = round((now["q_best"] - half_now) / (then["q_best"] + half_then), 6)
    high = round((now["q_best"] + half_now) / (then["q_best"] - half_then), 6)
    best = round(now["q_best"] / then["q_best"], 6)
    two = "" if now["said_by"] == then["said_by"] else "; the two levels are by different speakers"
    return made | {
        "says": f"{speaker(now)}, against {speaker(then)}: "
        f"{_what(now, names, then['period_start'], then['period_end'])}"
        f"{words_of_amount(low, best, high, 'factor')}",
        "q_low": low,
        "q_best": best,
        "q_high": high,
        "unit": "factor",
        "quantity_kind": "change_factor",
        "base_start": then["period_start"],
        "base_end": then["period_end"],
        "basis": "estimated",
        "reasons": json.dumps(
            [
                (
                    "quotient of two reported levels, each within half of its last printed "
                    f"digit{two}"
                ),
                *parts(now, then, flows),
                *_broken(now, then, broke),
            ],
            ensure_ascii=False,
        ),
    }


def _broken(now: Row, then: Row, broke: dict[tuple[Any, ...], Row]) -> Iterator[str]:
    """Date the break of the flow's months, if it lies between the two periods or in them."""
    row = broke.get(tuple(str(now["figure"]).split("-")[:5]))
    if row is not None and then["period_start"] < row["at"] < now["period_end"]:
        yield (
            f"the months broke in {row['at']:%Y-%m} (95 %: {row['earliest']:%Y-%m} to "
            f"{row['latest']:%Y-%m}), to {row['factor']:.2f} of the level before: one level, "
            "no trend"
        )


def _what(row: Row, names: dict[str, str], start: Any, end: Any) -> str:  # noqa: ANN401 - an instant or null
    item = "" if row["item"] == "all" else f" of {row['item'].replace('_', ' ')}"
    flow = {"export": "exports to", "import": "imports from", "total": "trade with"}[row["flow"]]
    return (
        f"{name_of(row['subject'], names)}'s {flow} {name_of(row['counterpart'], names)}{item} in "
        f"{words_of_period(row['period_start'], row['period_end'])} against "
        f"{words_of_period(start, end)}: "
    )


def _pairs(rows: list[Row], years_back: int) -> list[tuple[Row, Row]]:
    """Pair reported levels of one flow whose periods lie exactly ``years_back`` years apart."""
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        whole = stands(row) and row["quantity_kind"] == "level" and not row["per"]
        if whole and row["q_best"] and row["period_start"] and row["period_end"]:
            groups[tuple(row[k] for k in _SAME)].append(row)
    made = []
    for group in (_of_one_unit(g) for g in groups.values()):
        later: dict[tuple[Any, Any], list[Row]] = defaultdict(list)
        for then in group:
            if then["q_best"] > then["q_step"] / 2:
                later[_moved(then, years_back)].append(then)
        for now in group:
            bases = later.get((now["period_start"], now["period_end"]), [])
            made += [(now, then) for then in bases[:_MOST_BASES]]
    return made


def _of_one_unit(group: list[Row]) -> list[Row]:
    """Leave out amounts of one period that lie a thousand times apart: one is in another unit.

    Nobody can say which, so that no change is made of either; the table ``arithmetic`` flags them.
    """
    ends: dict[tuple[Any, Any], list[float]] = defaultdict(list)
    for row in group:
        ends[row["period_start"], row["period_end"]].append(row["q_best"])
    return [
        row
        for row in group
        if (values := ends[row["period_start"], row["period_end"]])
        and max(values) < _THOUSAND * min(values)
    ]


def _moved(row: Row, years: int) -> tuple[Any, Any]:
    start, end = row["period_start"], row["period_end"]
    if (start.month, start.day) == (2, 29) or (end.month, end.day) == (2, 29):
        return None, None
    return start.replace(year=start.year + years), end.replace(year=end.year + years)
