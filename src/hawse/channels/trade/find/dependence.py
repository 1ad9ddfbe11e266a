"""The step ``dependence``: how many times one supplier's trade exceeds another's."""

import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple, TypeAlias

import pyarrow as pa

from hawse.channels.trade.find.form import Row, finding, name_of, words_of_amount, words_of_period
from hawse.channels.trade.split import concentration
from hawse.core.tables import FINDINGS

_ONE_BOUND: Final = ("subject", "counterpart", "flow", "period_start", "period_end")
_TOGETHER: Final = ("counterpart", "flow", "period_start", "period_end")
_Ends: TypeAlias = tuple[float, float | None, float | None]
_FLOW: Final = {"export": "exports to", "import": "imports from", "total": "trade with"}


class _Money(NamedTuple):
    row: Row
    low: float
    high: float
    rate: str


def dependence(
    figures: pa.Table, rates: pa.Table, countries: pa.Table, *, currency: str
) -> pa.Table:
    """Compare suppliers by what they trade with the target, in one currency and as an interval.

    Equal periods give a ratio with two ends. Where the larger partner's period lies inside the
    other's, the ratio is a lower bound for the longer period (half a year of one already exceeds
    the other's whole year so many times); of several such bounds the highest is kept. Other
    overlaps say nothing and are left out. Currencies are turned by the yearly rates of the facts.
    """
    names = {r["id"]: r["name"] for r in countries.to_pylist()}
    table = {(r["unit"], r["into"], r["year"]): r for r in rates.to_pylist()}
    rows = [r for r in figures.to_pylist() if _usable(r)]
    rows.sort(key=lambda r: (r["source_id"], r["locator"], r["figure"]))
    money = [m for r in rows if (m := _money(r, table, currency))]
    best: dict[tuple[Any, ...], tuple[_Ends, _Money, _Money]] = {}
    for a in money:
        for b in money:
            ends = _ratio(a, b) if _comparable(a.row, b.row) else None
            if ends is None:
                continue
            key = (a.row["subject"], *(b.row[k] for k in _ONE_BOUND), ends[1] and a.row["locator"])
            if key not in best or best[key][0][0] < ends[0]:
                best[key] = (ends, a, b)
    together: dict[tuple[Any, ...], dict[str, float]] = defaultdict(dict)
    for m in money:
        level = together[tuple(m.row[k] for k in _TOGETHER)]
        level[m.row["subject"]] = max(level.get(m.row["subject"], 0.0), (m.low + m.high) / 2)
    return FINDINGS.rows(
        [
            _finding(a, b, ends, (names, currency, together[tuple(b.row[k] for k in _TOGETHER)]))
            for ends, a, b in best.values()
        ]
    )


def _usable(row: Row) -> bool:
    usable: bool = (
        row["topic"] == "trade"
        and row["item"] == "all"
        and row["quantity_kind"] == "level"
        and not row["per"]
        and bool(row["q_best"] and row["period_start"] and row["period_end"])
        and str(row["subject"]).startswith("country:")
        and bool(row["counterpart"] and row["flow"])
    )
    return usable


def _comparable(a: Row, b: Row) -> bool:
    same = (a["counterpart"], a["flow"]) == (b["counterpart"], b["flow"])
    return same and a["subject"] != b["subject"]


def _money(row: Row, table: dict[Any, Row], currency: str) -> _Money | None:
    """Turn a level into the currency; a year without a rate leaves the figure out."""
    half = row["q_step"] / 2
    low, high = row["q_best"] - half, row["q_best"] + half
    if row["q_low"] is not None and row["q_high"] is not None:
        low, high = min(low, row["q_low"]), max(high, row["q_high"])
    if row["unit"] == currency:
        return _Money(row, low, high, "")
    years = range(
        row["period_start"].year,
        (row["period_end"].year if row["period_end"].month > 1 else row["period_end"].year - 1)
        + 1,
    )
    found = [table.get((row["unit"], currency, year)) for year in years]
    known = [r for r in found if r]
    if len(known) < len(found) or not known:
        return None
    rate = (min(r["low"] for r in known), max(r["high"] for r in known))
    words = f"{row['unit']} at {rate[0]:.4f} to {rate[1]:.4f} {currency}: {known[0]['source']}"
    return _Money(row, low * rate[0], high * rate[1], words)


def _ratio(a: _Money, b: _Money) -> _Ends | None:
    """Bound a/b from below where a is the larger; ``None`` where nothing is decided."""
    same = (a.row["period_start"], a.row["period_end"]) == (
        b.row["period_start"],
        b.row["period_end"],
    )
    inside = (
        b.row["period_start"] <= a.row["period_start"]
        and a.row["period_end"] <= b.row["period_end"]
    )
    if b.low <= 0 or not inside:
        return None
    low = round(a.low / b.high, 6)
    if not same:
        return (low, None, None) if low > 1 else None
    if (a.low + a.high) < (b.low + b.high):
        return None
    best = round((a.low + a.high) / (b.low + b.high), 6)
    return low, best, round(a.high / b.low, 6)


def _finding(
    a: _Money,
    b: _Money,
    ends: _Ends,
    given: tuple[dict[str, str], str, dict[str, float]],
) -> Row:
    names, currency, together = given
    low, best, high = ends
    target = name_of(a.row["counterpart"], names)
    reasons = [
        f"{name_of(m.row['subject'], names)}: {words_of_amount(m.low, None, m.high, currency)} in "
        f"{words_of_period(m.row['period_start'], m.row['period_end'])}, said by "
        f"{m.row['said_by']}"
        for m in (a, b)
    ] + [m.rate for m in (a, b) if m.rate]
    if best is None:
        reasons.append(
            "a part of the other's period is enough for it: a lower bound for the whole"
        )
    one, other = name_of(a.row["subject"], names), name_of(b.row["subject"], names)
    reasons += _shares(ends, one, other)
    if best is not None and len(together) > 1:
        reasons += _among(together, a.row["subject"], one)
    made = finding("dependence", "dependence", {"currency": currency}, [a.row, b.row])
    return made | {
        "item": f"versus {b.row['subject']}",
        "period_start": b.row["period_start"],
        "period_end": b.row["period_end"],
        "period_grain": b.row["period_grain"],
        "says": f"{one}'s {_FLOW[a.row['flow']]} {target} in "
        f"{words_of_period(a.row['period_start'], a.row['period_end'])} against {other}'s in "
        f"{words_of_period(b.row['period_start'], b.row['period_end'])}: "
        f"{words_of_amount(low, best, high, 'factor')}",
        "q_low": low,
        "q_best": best,
        "q_high": high,
        "unit": "factor",
        "quantity_kind": "change_factor",
        "basis": "estimated",
        "reasons": json.dumps(reasons, ensure_ascii=False),
        "not_shown": "Ties other than trade: aid, credit, transport, labour. " + made["not_shown"],
    }


def _shares(ends: _Ends, one: str, other: str) -> Iterator[str]:
    """Say what a ratio means as a share of both, and what would be left without the larger."""
    low, best, high = ends
    bound = "" if best is not None else "at least "
    middle = low if best is None else best
    exact = best is None or high is None or _part(low) == _part(high)
    span = "" if exact else f" ({_part(low)} to {_part(high or low)})"
    yield f"{one}'s share of what the two trade is {bound}{_part(middle)}{span}"
    yield (
        f"if {one} cut all of it, {bound}{_part(middle)} would be gone, and {other} would have to "
        f"trade {bound}{1 + middle:.4g} times as much to make up for it"
    )


def _part(ratio: float) -> str:
    """Give one of two as a percentage of both, cut and never rounded up."""
    return f"{math.floor(ratio / (1 + ratio) * 1000) / 10:.1f} %"


def _among(together: Mapping[str, float], larger: str, one: str) -> Iterator[str]:
    """Say how concentrated all partners of the same time are, and what is left without one."""
    index = concentration(together)
    total = math.fsum(together.values())
    if index is None:
        return
    share = together[larger] / total
    yield (
        f"of the {len(together)} partners known for the same time {one} has {share:.1%}; "
        f"Herfindahl index {index[0]:.3f}, as concentrated as {index[1]:.2f} equal partners"
    )
    rest = total - together[larger]
    if len(together) > 2 and rest > 0:  # noqa: PLR2004 - of two the other was told already
        yield (
            f"without {one} {1 - share:.1%} is left; the others would have to trade "
            f"{total / rest:.4g} times as much to make up for it"
        )
