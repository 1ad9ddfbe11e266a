"""The step ``partner_change``: one partner cuts while another steps in, over the same time."""

import json
from collections import defaultdict
from typing import Any, Final

import pyarrow as pa

from hawse.channels.trade.find.form import Row, finding, name_of, words_of_amount, words_of_period
from hawse.channels.trade.split import concentration, replaced
from hawse.core.tables import FINDINGS

_SAME: Final = ("counterpart", "flow", "item", "unit", "counts", "mirror")


def partner_change(figures: pa.Table, countries: pa.Table, *, least_cut: float) -> pa.Table:
    """Give, for every partner that grew while another cut, how much faster it grew.

    Levels of one flow, item, unit and way of speaking are taken for a period and the same period a
    year before; a partner cut if it fell by at least ``least_cut``. The quantity is the grower's
    factor over the cutter's.
    """
    names = {r["id"]: r["name"] for r in countries.to_pylist()}
    groups: dict[tuple[Any, ...], dict[str, Row]] = defaultdict(dict)
    for row in sorted(
        figures.to_pylist(), key=lambda r: (r["source_id"], r["locator"], r["figure"])
    ):
        if _usable(row):
            key = tuple(row[k] for k in _SAME)
            groups[*key, row["period_start"], row["period_end"]].setdefault(row["subject"], row)
    settings = {"least_cut": least_cut}
    made: list[Row] = []
    for key, now in sorted(groups.items(), key=lambda pair: str(pair[0])):
        before = groups.get((*key[:-2], *(_year_before(at) for at in key[-2:])))
        if before:
            both = {s: (now[s], before[s]) for s in now if s in before and before[s]["q_best"]}
            made += _steps_in(both, names, settings)
    return FINDINGS.rows(made)


def _usable(row: Row) -> bool:
    known = (
        row["topic"] in {"trade", "fuel"} and row["quantity_kind"] == "level" and not row["per"]
    )
    sides = str(row["subject"]).startswith("country:") and row["counterpart"] and row["flow"]
    return bool(known and sides and row["q_best"] and row["period_start"] and row["period_end"])


def _steps_in(
    both: dict[str, tuple[Row, Row]], names: dict[str, str], settings: dict[str, Any]
) -> list[Row]:
    factor = {s: a["q_best"] / b["q_best"] for s, (a, b) in both.items()}
    cut = [s for s in sorted(factor) if factor[s] <= 1 - settings["least_cut"]]
    grew = [s for s in sorted(factor) if factor[s] > 1]
    return [_finding(g, c, both, factor, (names, settings)) for g in grew for c in cut]


def _finding(
    grower: str,
    cutter: str,
    both: dict[str, tuple[Row, Row]],
    factor: dict[str, float],
    given: tuple[dict[str, str], dict[str, Any]],
) -> Row:
    names, settings = given
    now, before = both[grower]
    rows = [now, before, *both[cutter]]
    ratio = factor[grower] / factor[cutter]
    one, other = name_of(grower, names), name_of(cutter, names)
    levels = [{s: pair[n]["q_best"] for s, pair in both.items()} for n in (0, 1)]
    made_up = replaced(levels[0], levels[1], cutter)
    reasons = [
        f"{one}: {words_of_amount(factor[grower], factor[grower], factor[grower], 'factor')}",
        f"{other}: {words_of_amount(factor[cutter], factor[cutter], factor[cutter], 'factor')}",
    ]
    if made_up is not None:
        reasons.append(f"increases of all known partners made up {made_up:.0%} of {other}'s cut")
    for when, level in zip(("now", "before"), levels, strict=True):
        if spread := concentration(level):
            reasons.append(f"{when}: as concentrated as {spread[1]:.2f} equal partners")
    return finding("partner_change", "partner_change", settings, rows) | {
        "says": f"{one}'s trade with {name_of(now['counterpart'], names)} grew "
        f"{words_of_amount(ratio, ratio, ratio, 'factor')} as fast as {other}'s, which fell, in "
        f"{words_of_period(now['period_start'], now['period_end'])} against a year before",
        "q_low": round(ratio, 6),
        "q_best": round(ratio, 6),
        "q_high": round(ratio, 6),
        "unit": "factor",
        "quantity_kind": "change_factor",
        "base_start": before["period_start"],
        "base_end": before["period_end"],
        "basis": "estimated",
        "reasons": json.dumps(reasons, ensure_ascii=False),
        "not_shown": "Whether the one grew because the other fell, and partners that "
        "nobody reported.",
    }


def _year_before(at: Any) -> Any:  # noqa: ANN401 - an instant
    return at.replace(year=at.year - 1) if (at.month, at.day) != (2, 29) else None
