"""The step ``over_cap``: supplies reported for a cap's window, as a share of the cap."""

import json
import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final

import pyarrow as pa

from hawse.channels.measures.find.crossing import crossing, in_words
from hawse.channels.measures.find.form import (
    MEASURE_KEYS,
    Row,
    against,
    at,
    cite,
    covers,
    doubts,
    evidence,
    stands_for,
    targets,
)
from hawse.channels.measures.find.supply import WORLD, Amount, Cap, Total, chain, factor_for, total
from hawse.channels.measures.find.too_wide import GOODS, cannot_tell
from hawse.channels.measures.find.two_units import Metered, side_by_side
from hawse.core.table import MOST_EVIDENCE
from hawse.core.tables import FINDINGS

_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MONTHS_IN: Final = {"month": 1, "quarter": 3, "year": 12}
_COUNTED: Final = {
    "notified": "as notified",
    "ship_to_ship": "by ship-to-ship transfer, as estimated by the speaker",
    "loaded": "as loaded on its tankers",
}
_MOST_WINDOWS: Final = 100
_NO_LEAP_YEAR: Final = 2019


def over_cap(
    *,
    figures: pa.Table,
    dated_measures: pa.Table,
    regimes: pa.Table,
    groups: pa.Table,
    products: pa.Table,
    conversions: pa.Table,
    countries: pa.Table,
    case_parties: pa.Table,
) -> pa.Table:
    """Give the share of a cap that reported supplies fill, for every window that rows speak of.

    Notified, estimated and stated amounts stay apart: one finding for each way of counting and
    speaker. Tonnes become barrels by a named, sourced factor and are an interval. A product wider
    than the cap's bounds the share from above alone; without a factor it says that it cannot be
    told. Caps whose row was not checked (B) are left out.
    """
    names = {r["id"]: r["name"] for r in countries.to_pylist()}
    within = {r["item"]: r["within"] for r in products.to_pylist()}
    codes = {r["item"]: r["hs"] for r in products.to_pylist()}
    factors = sorted(conversions.to_pylist(), key=lambda r: r["name"])
    rows = [
        r
        for r in figures.to_pylist()
        if r["topic"] in {"trade", "fuel"} and r["basis"] == "reported"
    ]
    rows.sort(key=lambda r: (r["source_id"], r["locator"], r["figure"]))
    made, unsure = list[Metered](), list[Row]()
    for cap in _caps(
        against(dated_measures, regimes, targets(case_parties)), groups.to_pylist(), rows
    ):
        counted: dict[tuple[str, str], list[Amount]] = defaultdict(list)
        wide: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            if amount := _amount(row, cap, within, factors):
                counted[row["counts"], row["said_by"]].append(amount)
            elif _too_wide(row, cap, within):
                wide[row["said_by"]].append(row)
        for key, amounts in sorted(counted.items()):
            filled = total(_told(amounts, cap, within), cap.start, cap.end)
            if filled.low > 0 or filled.high is not None:
                one = _finding(cap, key, filled, names)
                made.append(Metered(cap.measure, key, cap.start, one))
        told = {speaker for _, speaker in counted}
        unsure += [cannot_tell(cap, s, r, names, codes) for s, r in wide.items() if s not in told]
    return FINDINGS.rows([*side_by_side(made), *unsure])


def _told(amounts: list[Amount], cap: Cap, within: dict[str, str | None]) -> list[Amount]:
    """Leave out wider products of a supplier whose product under the cap is told itself."""
    inside = {a.supplier for a in amounts if cap.item in chain(a.item, within)}
    return [a for a in amounts if a.supplier not in inside or cap.item in chain(a.item, within)]


def _caps(pairs: list[tuple[Row, str]], groups: list[Row], rows: list[Row]) -> Iterator[Cap]:
    last = max((r["period_end"] for r in rows if r["period_end"]), default=None)
    for measure, target in pairs:
        if (
            measure["kind"] != "cap"
            or not measure["value"]
            or measure["checked"] != "A"
            or last is None
        ):
            continue
        for group in sorted(groups, key=lambda g: (g["item"], g["side"])):
            if group["side"] == measure["side"] and covers(measure["hs"], group["hs"]):
                for start, end in windows(measure, last):
                    yield Cap(measure, target, group["item"], start, end)


def windows(measure: Row, last: datetime) -> list[tuple[datetime, datetime]]:
    """Give the windows of a cap that begin before ``last``; a cap that never took effect has none.

    'window' is the whole time in force; 'calendar year' and '12 months from 22 December' recur.
    """
    start, ends = measure["in_force_from"], measure["in_force_to"]
    stop = at(ends + timedelta(days=1)) if ends else None
    if stop and stop <= at(start):
        return []
    if measure["per"] == "window":
        return [(at(start), stop)] if stop else []
    found = re.match(r"12 months from (\d{1,2}) (\w+)", measure["per"] or "")
    if found and found[2] in _MONTHS:
        day, month = int(found[1]), _MONTHS.index(found[2]) + 1
        if not 1 <= day <= monthrange(_NO_LEAP_YEAR, month)[1]:
            return []  # no day that every year has
    elif measure["per"] == "calendar year":
        day, month = 1, 1
    else:
        return []
    begin = date(start.year, month, day)
    made: list[tuple[datetime, datetime]] = []
    while at(begin) < last and len(made) < _MOST_WINDOWS and (stop is None or at(begin) < stop):
        after_it = date(begin.year + 1, month, day)
        made.append(
            (at(begin), min(at(after_it), stop) if stop and stop < at(after_it) else at(after_it))
        )
        begin = after_it
    return made


def _amount(
    row: Row, cap: Cap, within: dict[str, str | None], factors: list[Row]
) -> Amount | None:
    """Turn a figure into an amount in the cap's window; ``None`` if it says nothing of it."""
    if not _of_the_cap(row, cap):
        return None
    start, end = row["period_start"], row["period_end"]
    inside, wider = (
        cap.item in chain(row["item"], within),
        row["item"] in chain(cap.item, within),
    )
    factor = _factor(row, cap, within, factors)
    times, start, end = _share_of_time(row, start, end, cap)
    if not (inside or wider) or factor is None or not times:
        return None
    low = 0.0 if row["q_low"] is None or not inside else row["q_low"] * factor[0] * times
    high = None if row["q_high"] is None else row["q_high"] * factor[1] * times
    wider_too = frozenset(chain(row["item"], within))
    return Amount(row, row["subject"], start, end, low, high, factor[2], wider_too)


def _of_the_cap(row: Row, cap: Cap) -> bool:
    """Say whether a row is a dated amount that somebody supplied to the cap's target."""
    flow = "export" if cap.measure["side"] == "supply" else "import"
    level = row["quantity_kind"] == "level" and row["counterpart"] == cap.target
    dated = row["subject"] and row["period_start"] and row["period_end"]
    return bool(level and row["flow"] == flow and dated)


def _too_wide(row: Row, cap: Cap, within: dict[str, str | None]) -> bool:
    """Say whether an amount in the window is of goods that hold the cap's among others."""
    wider = row["item"] != cap.item and row["item"] in chain(cap.item, within)
    return bool(
        wider
        and row["unit"] in GOODS
        and _of_the_cap(row, cap)
        and cap.start <= row["period_start"]
        and row["period_end"] <= cap.end
    )


def _factor(
    row: Row, cap: Cap, within: dict[str, str | None], factors: list[Row]
) -> tuple[float, float, str] | None:
    """Give the factor to the cap's unit; what a committee was notified of is turned by its own."""
    units = row["unit"], cap.measure["unit"]
    if row["counts"] == "notified" and cap.item in chain(row["item"], within):
        own = factor_for(f"notified:{cap.item}", *units, factors, {})
        if own is not None:
            return own
    return factor_for(row["item"], *units, factors, within)


def _share_of_time(
    row: Row, start: datetime, end: datetime, cap: Cap
) -> tuple[float, datetime, datetime]:
    """Say how often a row's amount falls in the window: once if inside, by months for a rate."""
    if row["per"] and row["per"] not in _MONTHS_IN:
        return 0.0, start, end
    if not row["per"]:
        return (1.0 if cap.start <= start and end <= cap.end else 0.0), start, end
    first, last = max(start, cap.start), min(end, cap.end)
    months: float = (last.year - first.year) * 12 + last.month - first.month
    if first.day != 1 or last.day != 1:
        months = max(0, (last - first).days) * 12 / 365.25  # mean length of a month
    return max(0, months) / _MONTHS_IN[row["per"]], first, last


def _finding(cap: Cap, key: tuple[str, str], filled: Total, names: dict[str, str]) -> Row:
    value, unit = cap.measure["value"], cap.measure["unit"]
    low, high = (
        round(filled.low / value, 6),
        None if filled.high is None else round(filled.high / value, 6),
    )
    counts, speaker = key
    suppliers = sorted({r["subject"] for r in filled.rows})
    alone = suppliers[0] if len(suppliers) == 1 and suppliers[0] != WORLD else None
    amount = f"at least {filled.low:,.0f}"
    if filled.high is not None:
        amount = (
            f"{filled.low:,.0f} to {filled.high:,.0f}"
            if filled.high > filled.low
            else f"{filled.low:,.0f}"
        )
    by = f" by {names.get(alone, alone)} alone" if alone else ""
    share = f"at least {low:.1%}" if high is None else f"{low:.1%} to {high:.1%}"
    reasons = [
        f"cap: {cite(cap.measure)}, {value:,.10g} {unit}",
        *filled.factors,
        *doubts(cap.measure),
    ]
    passed = crossing(filled.amounts, value, cap.start, cap.end, open_above=high is None)
    reasons.append(in_words(passed))
    if WORLD in suppliers and filled.contradicts:
        reasons.append("suppliers add up to more than all states together; the span holds both")
    if high is None:
        reasons.append(
            "not every supplier and month of the window was reported, so the upper end is open"
        )
    rows: list[Any] = list(filled.rows)
    figure_keys = ("figure", "q_low", "q_high", "unit", "per", "said_by", "url")
    return {
        "channel": "measures",
        "kind": "over_cap",
        "polarity": "asserts",
        "subject": cap.target,
        "counterpart": alone,
        "item": cap.item,
        "says": f"{speaker}: {cap.item.replace('_', ' ')} to "
        f"{names.get(cap.target, cap.target)}{by} {_COUNTED.get(counts, 'as stated')}, "
        f"{cap.start:%Y-%m-%d} to {cap.end - timedelta(days=1):%Y-%m-%d}: {amount} "
        f"{unit}, {share} of the cap of "
        f"{value:,.10g} {unit} ({cap.measure['id']})",
        "flow": "import" if cap.measure["side"] == "supply" else "export",
        "q_low": low,
        "q_high": high,
        "score": round(passed.probability, 6),
        "unit": "share",
        "quantity_kind": "share",
        "period_start": cap.start,
        "period_end": cap.end,
        "period_grain": "span",
        "as_of": stands_for(max(r["period_end"] for r in filled.rows), cap.end),
        "step": "over_cap",
        "settings": "{}",
        "reasons": json.dumps(reasons, ensure_ascii=False),
        "not_shown": "Supplies that nobody reported. A share above the cap is "
        "arithmetic, not a finding of a breach.",
        "said_by": speaker,
        "origin_id": f"said:{speaker}",
        "basis": "estimated",
        "synthetic": any(r["synthetic"] for r in (*rows, cap.measure)),
        "evidence": (evidence([cap.measure], MEASURE_KEYS) + evidence(rows, figure_keys))[
            :MOST_EVIDENCE
        ],
        "evidence_total": len(rows) + 1,
    }
