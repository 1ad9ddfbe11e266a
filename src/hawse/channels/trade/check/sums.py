"""Parts and their whole: months of a year, suppliers of a total, both ways of a turnover.

Counts in whole tonnes and barrels must add up to the unit, as reports add them; a difference of a
few units can be rounding, and the row says so. Numbers that end in zeros, and those said to be
'about', are as wide as that. Amounts of money are held to their printed digits on one page, and to
a hundredth between pages and between the two ways of a turnover, because customs revise them at
different times. Where a part was reported twice, one report that fits is enough.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product
from typing import Any, Final

from hawse.channels.trade.check.form import ZEROS, Held, Row, around, made, series, span
from hawse.channels.trade.check.indexed import together

_TOTAL: Final = re.compile(
    r"(?:stated|total)(?: (?P<year>year|annual))?(?: total)?(?: of| is|:)?\s+"
    r"(?P<n>\d{1,3}(?:[ ,]\d{3})+|\d+)\b(?!\s*b/d|[.]\d|\s*%)"
)
_REVISED: Final = 0.01
_WORLD: Final = "entity:world"
_MOST: Final = 256  # combinations of revised parts that are tried
_MOST_BEGUN: Final = 64  # rows of one series that begin at one instant
_MOST_PARTS: Final = 400  # days of a year, and some
_TIME: Final = ("period_start", "period_end")
Begun = dict[Any, list[Row]]


def sums(rows: list[Row]) -> list[Row]:
    """Hold every whole against its parts."""
    levels = [r for r in rows if r["q_best"] is not None and not r["per"]]
    levels = [r for r in levels if r["quantity_kind"] in {"level", "count"}]
    flows = [r for r in levels if r["topic"] != "labour"]
    return [*_over_time(flows), *_over_suppliers(levels), *_over_flows(flows)]


def _over_time(rows: list[Row]) -> Iterator[Row]:
    """Months that tile a longer row of the same series, and totals that a note states of them."""
    for group in series(rows, "unit", "said_by"):
        begun = _begun(group)
        for whole in group:
            stated = around(whole, zeros=ZEROS)
            yield from _tiled(begun, whole, stated, whole["q_best"], span(whole), apart=True)
        for last in group:
            if said := _TOTAL.search(last["note"] or ""):
                start, end = last["period_start"].replace(month=1, day=1), last["period_end"]
                if said["year"] and (end.month, end.day) != (1, 1):
                    continue
                total = float(said["n"].replace(",", "").replace(" ", ""))
                yield from _tiled(begun, last, (total - 0.5, total + 0.5), total, (start, end))


def _tiled(
    begun: Begun,
    whole: Row,
    stated: tuple[float, float],
    total: float,
    reach: tuple[Any, Any],
    *,
    apart: bool = False,
) -> Iterator[Row]:
    """Judge each way in which rows follow each other without a gap from start to end."""
    ways: dict[tuple[object, ...], list[list[Row]]] = {}
    skipped = reach if apart else None
    for parts in islice(_tilings(begun, reach, skipped, set()), _MOST):
        if len(parts) > 1:
            ways.setdefault(tuple(span(p) for p in parts), []).append(parts)
    for choices in ways.values():
        yield _best("sum", choices, whole, stated, total)


def _begun(rows: list[Row]) -> Begun:
    """Give the rows of one series by when they begin."""
    made: Begun = {}
    for row in rows:
        mine = made.setdefault(row["period_start"], [])
        if len(mine) < _MOST_BEGUN and row["period_end"] > row["period_start"]:
            mine.append(row)
    return made


def _tilings(
    begun: Begun,
    reach: tuple[Any, Any],
    skipped: tuple[Any, Any] | None,
    dead: set[Any],
    steps: int = _MOST_PARTS,
) -> Iterator[list[Row]]:
    """Give each way from start to end without a gap; from ``dead`` instants there is none."""
    start, end = reach
    if start == end:
        yield []
        return
    found = False
    for row in begun.get(start, ()):
        on = row["period_end"]
        if on > end or on in dead or span(row) == skipped or not steps:
            continue
        for rest in _tilings(begun, (on, end), skipped, dead, steps - 1):
            found = True
            yield [row, *rest]
    if not found:
        dead.add(start)


def _over_suppliers(rows: list[Row]) -> Iterator[Row]:
    """Suppliers that a joint row names ('China+Russia'), or that make up all states."""
    keys = ("source_id", "counterpart", "flow", "item", "unit", "counts", "said_by", *_TIME)
    known = together((r for r in rows if str(r["subject"]).startswith("country:")), keys)
    for whole in rows:
        subject = str(whole["subject"])
        if not subject.startswith("entity:"):
            continue
        world = subject == _WORLD
        named = {f"country:{c}" for c in subject.removeprefix("entity:").split("+")}
        parts: dict[str, list[Row]] = {}
        for r in known.get(tuple(whole[k] for k in keys), []):
            one = str(r["subject"])
            if world or one in named:
                parts.setdefault(one, []).append(r)
        if len(parts) > 1 and (world or set(parts) == named):
            stated = around(whole, zeros=ZEROS)
            choices = _choices(parts.values())
            yield _best("parts", choices, whole, stated, whole["q_best"], least=world)


def _over_flows(rows: list[Row]) -> Iterator[Row]:
    """Exports and imports against the turnover of the same speaker and period."""
    for group in _by_all_but_flow(rows):
        flows: dict[str, list[Row]] = {}
        for row in group:
            flows.setdefault(str(row["flow"]), []).append(row)
        if {"export", "import", "total"} <= set(flows):
            choices = _choices([flows["export"], flows["import"]])
            for whole in flows["total"]:
                low, high = around(whole)
                slack = whole["q_best"] * _REVISED
                stated = (low - slack, high + slack)
                yield _best("parts", choices, whole, stated, whole["q_best"])


def _choices(parts: Iterable[list[Row]]) -> list[list[Row]]:
    return [list(way) for way in islice(product(*parts), _MOST)]


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


def _best(
    check: str,
    choices: Sequence[list[Row]],
    whole: Row,
    stated: tuple[float, float],
    total: float,
    *,
    least: bool = False,
) -> Row:
    """Judge every choice of parts and keep one that fits, or the first."""
    judged = [_judged(check, parts, whole, stated, total, least=least) for parts in choices]
    return min(judged, key=lambda row: row["verdict"])


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
    ends = [around(p, zeros=ZEROS + 1) for p in parts]
    counts = whole["unit"] in {"t", "bbl", "person"} and stated[1] - stated[0] <= 1
    counts = counts and all(high - low <= 1 for low, high in ends)
    computed = (exact, exact) if counts else (sum(e[0] for e in ends), sum(e[1] for e in ends))
    if not counts and any(p["url"] != whole["url"] for p in parts):
        computed = (computed[0] * (1 - _REVISED), computed[1] * (1 + _REVISED))
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
