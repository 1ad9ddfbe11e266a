"""The steps ``workers_abroad`` and ``repatriation``: head-counts as they were reported."""

import json
from typing import Any, Final

import pyarrow as pa

from hawse.channels.labour.find.form import (
    Row,
    ends,
    finding,
    labour_rows,
    moved,
    persons,
    place,
    speaker,
    when,
)
from hawse.core.tables import FINDINGS

_PRESENT: Final = frozenset({"workers", "permits", "visas"})
_HOME: Final = frozenset({"repatriated"})
_NOT_SHOWN: Final = (
    "Workers without a permit, on student or visitor papers, and those between "
    "contracts; a stock at one "
    "day can move within the months that the finding is read for."
)


def workers_abroad(
    figures: pa.Table, head_counts: pa.Table, countries: pa.Table, *, holds_months: int
) -> pa.Table:
    """Give a finding for every reported stock of workers, permits or visas.

    A stock said for a day or a month holds about that time: it is read as holding ``holds_months``
    before and after (contracts run for a year and more). ``as_of`` keeps the end of the stated
    time.
    """
    names = {r["id"]: r["name"] for r in countries.to_pylist()}
    given = [*figures.to_pylist(), *head_counts.to_pylist()]
    rows = [r for r in labour_rows(given, _PRESENT) if r["unit"] == "person"]
    settings = {"holds_months": holds_months}
    return FINDINGS.rows([_stock(r, names, settings) for r in rows])


def _stock(row: Row, names: dict[str, str], settings: dict[str, Any]) -> Row:
    months = settings["holds_months"]
    wide = row["period_grain"] in {"day", "month"} and months > 0
    reasons = [row["derivation"]] if row["derivation"] else []
    low, best, high = ends(row)
    what = "visas for workers" if row["counts"] == "visas" else "workers"
    if row["counts"] == "permits":
        reasons.append("counts valid work permits alone, so there were at least so many workers")
    elif row["counts"] == "visas":
        reasons.append("counts visas: a holder need not have come, and others come without one")
    elif best is not None and low != best:
        reasons.append("a round figure is no more exact than its last digit that is not zero")
    if wide:
        reasons.append(
            f"a stock said for {when(row)}, read as holding {months} months to each side"
        )
    return finding("workers_abroad", "workers_abroad", settings, [row]) | {
        "says": f"{speaker(row)}: {persons(row)} {what} of {place(row['counterpart'], names)} in "
        f"{place(row['subject'], names)}, {when(row)}",
        "q_low": low,
        "q_best": best,
        "q_high": high,
        "period_start": moved(row["period_start"], -months) if wide else row["period_start"],
        "period_end": moved(row["period_end"], months) if wide else row["period_end"],
        "reasons": json.dumps(reasons, ensure_ascii=False),
        "not_shown": _NOT_SHOWN,
    }


def repatriation(figures: pa.Table, countries: pa.Table) -> pa.Table:
    """Give a finding for every reported number of workers sent home."""
    names = {r["id"]: r["name"] for r in countries.to_pylist()}
    rows = [r for r in labour_rows(figures.to_pylist(), _HOME) if r["unit"] == "person"]
    return FINDINGS.rows(
        [
            finding("repatriation", "repatriation", {}, [r])
            | {
                "says": f"{speaker(r)}: {persons(r)} workers of "
                f"{place(r['counterpart'], names)} sent home "
                f"from {place(r['subject'], names)}, by {when(r)}",
                "quantity_kind": "count",
                "q_low": r["q_low"],
                "q_best": r["q_best"],
                "q_high": r["q_high"],
                "period_start": r["period_start"],
                "period_end": r["period_end"],
                "reasons": json.dumps([r["note"]] if r["note"] else [], ensure_ascii=False),
                "not_shown": "Hosts that did not report, and workers who came back on "
                "other papers.",
            }
            for r in rows
        ]
    )
