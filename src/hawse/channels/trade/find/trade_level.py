"""The step ``trade_level``: one finding for each reported or implied amount of trade."""

import json
from typing import Final

import pyarrow as pa

from hawse.channels.trade.find.form import (
    Row,
    finding,
    name_of,
    speaker,
    words_of_amount,
    words_of_period,
)
from hawse.core.tables import FINDINGS

_FLOW: Final = {"export": "exports to", "import": "imports from", "total": "trade with"}
_COUNTS: Final = {
    "notified": "as notified to the 1718 Committee",
    "loaded": "as loaded on its tankers",
    "ship_to_ship": "by ship-to-ship transfer, not notified",
}
_MONTHS_IN: Final = {"month": 1, "quarter": 3, "year": 12}


def trade_level(figures: pa.Table, countries: pa.Table) -> pa.Table:
    """Give a finding for every level of trade whose two sides are known.

    A rate ('40,000 t per quarter' in 2017) becomes the amount of its whole period, basis
    estimated. Figures that name no supplier stay in the table ``figures`` and make no finding.
    """
    names = {r["id"]: r["name"] for r in countries.to_pylist()}
    rows = [
        r
        for r in figures.to_pylist()
        if r["topic"] in {"trade", "fuel"}
        and r["quantity_kind"] == "level"
        and r["subject"]
        and r["counterpart"]
        and r["flow"]
    ]
    rows.sort(key=lambda r: (r["source_id"], r["locator"], r["figure"]))
    return FINDINGS.rows([_level(r, names) for r in rows])


def _level(row: Row, names: dict[str, str]) -> Row:
    made = finding("trade_level", "trade_level", {}, [row])
    times, reasons = _times(row)
    low, best, high = (
        None if row[k] is None else row[k] * times for k in ("q_low", "q_best", "q_high")
    )
    counted = _COUNTS.get(row["counts"], "")
    if row["derivation"]:
        reasons.append(row["derivation"])
    if row["mirror"]:
        reasons.append(f"seen from the side of {name_of(row['counterpart'], names)}")
    what = "" if row["item"] == "all" else f" of {row['item'].replace('_', ' ')}"
    says = (
        f"{speaker(row)}: {name_of(row['subject'], names)}'s {_FLOW[row['flow']]} "
        f"{name_of(row['counterpart'], names)}{what}{', ' + counted if counted else ''}, in "
        f"{words_of_period(row['period_start'], row['period_end'])}: "
        f"{words_of_amount(low, best, high, row['unit'])}"
    )
    if best is not None and low == high:  # as printed: no more exact than its last digit
        half = row["q_step"] * times / 2
        low, high = max(0.0, best - half), best + half
    return made | {
        "says": says,
        "q_low": low,
        "q_best": best,
        "q_high": high,
        "basis": "estimated" if times != 1 else row["basis"],
        "reasons": json.dumps(reasons, ensure_ascii=False),
    }


def _times(row: Row) -> tuple[int, list[str]]:
    """Say how many times a rate's unit of time fits into the period."""
    if not row["per"] or not row["period_start"] or not row["period_end"]:
        return 1, []
    start, end = row["period_start"], row["period_end"]
    months = (end.year - start.year) * 12 + end.month - start.month
    times = max(1, months // _MONTHS_IN[row["per"]])
    said = words_of_amount(row["q_low"], row["q_best"], row["q_high"], row["unit"])
    return times, [
        f"said as {said} per {row['per']}; times {times} if every {row['per']} was alike"
    ]
