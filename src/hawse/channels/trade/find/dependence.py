"""The step ``dependence``: how many times one supplier's trade exceeds another's."""

import json
from typing import Any, Final, NamedTuple, TypeAlias

import pyarrow as pa

from hawse.channels.trade.find.form import Row, finding, name_of, words_of_amount, words_of_period
from hawse.core.tables import FINDINGS

_ONE_BOUND: Final = ("subject", "counterpart", "flow", "period_start", "period_end")
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
    return FINDINGS.rows([_finding(a, b, ends, names, currency) for ends, a, b in best.values()])


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
    names: dict[str, str],
    currency: str,
) -> Row:
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
