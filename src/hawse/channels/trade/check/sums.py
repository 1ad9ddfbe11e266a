"""Parts and their whole: months of a year, suppliers of a total, both ways of a turnover.

Counts in whole tonnes and barrels must add up to the unit, as reports add them; a difference of a
few units can be rounding, and the row says so. Amounts of money are held to their printed digits,
and exports and imports to one percent of the turnover, because customs revise the two at different
times.
"""

import re
from collections.abc import Iterator
from typing import Final

from hawse.channels.trade.check.form import Held, Row, around, made, series, span

_TOTAL: Final = re.compile(
    r"stated(?: (?P<year>year))?(?: total)?\s+(?P<n>\d{1,3}(?:[ ,]\d{3})+|\d+)\b(?!\s*b/d)"
)
_REVISED: Final = 0.01
_WORLD: Final = "entity:world"


def sums(rows: list[Row]) -> list[Row]:
    """Hold every whole against its parts."""
    levels = [r for r in rows if r["q_best"] is not None and not r["per"]]
    return [*_over_time(levels), *_over_suppliers(levels), *_over_flows(levels)]


def _over_time(rows: list[Row]) -> Iterator[Row]:
    """Months that tile a longer row of the same series, and totals that a note states of them."""
    for group in series(rows, "unit", "said_by"):
        for whole in group:
            parts = _tiles([r for r in group if r is not whole], *span(whole))
            if len(parts) > 1:
                yield _judged("sum", parts, whole, around(whole), whole["q_best"])
        for last in group:
            if stated := _TOTAL.search(last["note"] or ""):
                parts = _run(group, last, whole_year=bool(stated["year"]))
                total = float(stated["n"].replace(",", "").replace(" ", ""))
                if len(parts) > 1:
                    yield _judged("sum", parts, last, (total - 0.5, total + 0.5), total)


def _tiles(rows: list[Row], start: object, end: object) -> list[Row]:
    """Give rows that follow each other without a gap from start to end, or none."""
    found: list[Row] = []
    at = start
    while at != end:
        fitting = [r for r in rows if r["period_start"] == at and r["period_end"] <= end]
        if not fitting:
            return []
        found.append(min(fitting, key=lambda r: (r["period_end"], r["locator"])))
        at = found[-1]["period_end"]
    return found


def _run(group: list[Row], last: Row, *, whole_year: bool) -> list[Row]:
    """Give the rows that lead up to ``last`` without a gap, from the start of its year."""
    start, end = last["period_start"].replace(month=1, day=1), last["period_end"]
    short = [r for r in group if r["period_start"] >= start and r["period_end"] <= end]
    if whole_year and (end.month, end.day) != (1, 1):
        return []
    return _tiles(short, start, end)


def _over_suppliers(rows: list[Row]) -> Iterator[Row]:
    """Suppliers that a joint row names ('China+Russia'), or that make up all states."""
    for whole in rows:
        subject = str(whole["subject"])
        if not subject.startswith("entity:"):
            continue
        alike = [
            r
            for r in rows
            if span(r) == span(whole)
            and str(r["subject"]).startswith("country:")
            and all(
                r[k] == whole[k]
                for k in ("source_id", "counterpart", "flow", "item", "unit", "counts", "said_by")
            )
        ]
        named = {f"country:{c}" for c in subject.removeprefix("entity:").split("+")}
        parts = {r["subject"]: r for r in alike if subject == _WORLD or r["subject"] in named}
        if len(parts) > 1 and (subject == _WORLD or set(parts) == named):
            yield _judged(
                "parts",
                list(parts.values()),
                whole,
                around(whole),
                whole["q_best"],
                least=subject == _WORLD,
            )


def _over_flows(rows: list[Row]) -> Iterator[Row]:
    """Exports and imports against the turnover of the same speaker and period."""
    for group in _by_all_but_flow(rows):
        flows = {r["flow"]: r for r in group}
        if {"export", "import", "total"} <= set(flows):
            whole, parts = flows["total"], [flows["export"], flows["import"]]
            low, high = around(whole)
            slack = whole["q_best"] * _REVISED
            yield _judged("parts", parts, whole, (low - slack, high + slack), whole["q_best"])


def _by_all_but_flow(rows: list[Row]) -> list[list[Row]]:
    together: dict[tuple[object, ...], list[Row]] = {}
    keys = (
        "source_id",
        "subject",
        "counterpart",
        "item",
        "unit",
        "counts",
        "said_by",
        "period_start",
        "period_end",
    )
    for row in rows:
        together.setdefault(tuple(row[k] for k in keys), []).append(row)
    return list(together.values())


def _judged(
    check: str,
    parts: list[Row],
    whole: Row,
    stated: tuple[float, float],
    total: float,
    *,
    least: bool = False,
) -> Row:
    """Hold the sum of the parts against the whole, or with ``least`` against at least so much."""
    exact = sum(p["q_best"] for p in parts)
    reach = sum(p["q_step"] for p in parts) / 2
    counts = whole["unit"] in {"t", "bbl"} and all(p["q_step"] == 1 for p in (*parts, whole))
    reach = 0.0 if counts else reach
    computed = (exact - reach, exact + reach)
    agrees = exact == total if counts else computed[0] <= stated[1] and stated[0] <= computed[1]
    if least:
        agrees = computed[0] <= stated[1]
    words = " + ".join(f"{p['q_best']:,.10g}" for p in parts)
    says = f"{words} = {exact:,.10g} {whole['unit']}, stated {total:,.10g}"
    if counts and not agrees and abs(exact - total) <= (len(parts) + 1) / 2:
        says += "; rounding of the parts could explain it"
    rows = [*(p for p in parts if p is not whole), whole]
    verdict = "explained" if agrees else "slip"
    return made(check, verdict, rows, says, Held(stated, computed, whole["unit"]))
