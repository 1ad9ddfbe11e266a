"""The step ``combined_workers``: several head-counts of one host and year as one interval."""

import json
from collections import defaultdict
from datetime import UTC, datetime
from typing import Any, Final

import pyarrow as pa

from hawse.channels.labour.find.drivers import disagreement, pooled
from hawse.channels.labour.find.form import (
    Row,
    ends,
    finding,
    labour_rows,
    persons,
    place,
    speaker,
    when,
)
from hawse.core.tables import FINDINGS

_COUNTED: Final = frozenset({"workers", "permits"})
Key = tuple[str, str, int]
Repeat = tuple[Row, Row]
Span = tuple[float, float]


def combined_workers(
    figures: pa.Table,
    head_counts: pa.Table,
    countries: pa.Table,
    *,
    least_origins: int,
    exact_digits: int,
) -> pa.Table:
    """Give the interval that the head-counts of a host and calendar year span, from rows alone.

    A figure counts once, whoever prints it: of one origin the latest in the year stays, and a
    number of at least ``exact_digits`` significant digits that two name is one count. Less than
    ``least_origins`` left, or permits alone, give nothing. The ends are the lowest and the highest
    end of what is left; permits stand in as the least there were. There is no best value: nothing
    says who is right. The finding is an estimate and bears on no claim; its inputs do.
    """
    names = {r["id"]: r["name"] for r in countries.to_pylist()}
    given = [*figures.to_pylist(), *head_counts.to_pylist()]
    settings = {"least_origins": least_origins, "exact_digits": exact_digits}
    groups: dict[Key, list[Row]] = defaultdict(list)
    for row in labour_rows(given, _COUNTED):
        if _usable(row):
            groups[row["subject"], row["counterpart"], row["period_start"].year].append(row)
    made = []
    for key, rows in sorted(groups.items()):
        kept, repeats = _once(rows, exact_digits)
        if len(kept) >= least_origins and any(r["counts"] == "workers" for r in kept):
            made.append(_combined(key, kept, repeats, names, settings))
    return FINDINGS.rows(made)


def _usable(row: Row) -> bool:
    """Say whether a row is a reported count with both ends, of a time within one year."""
    start, end = row["period_start"], row["period_end"]
    return (
        row["unit"] == "person"
        and row["basis"] == "reported"
        and row["q_low"] is not None
        and row["q_high"] is not None
        and start is not None
        and end is not None
        and end <= datetime(start.year + 1, 1, 1, tzinfo=UTC)
    )


def _once(rows: list[Row], exact_digits: int) -> tuple[list[Row], list[Repeat]]:
    """Keep one row an origin and one an exact number; give the repeats with what they repeat."""
    kept: list[Row] = []
    repeats: list[Repeat] = []
    for row in sorted(rows, key=_newest):
        same = next((k for k in kept if _one_count(row, k, exact_digits)), None)
        if same is None:
            kept.append(row)
        else:
            repeats.append((row, same))
    return kept, repeats


def _newest(row: Row) -> tuple[float, str, str, str]:
    return -row["period_end"].timestamp(), row["source_id"], row["locator"], row["figure"]


def _one_count(a: Row, b: Row, exact_digits: int) -> bool:
    if _origin(a) == _origin(b):
        return True
    exact = a["q_low"] == a["q_high"] and _digits(a["q_low"]) >= exact_digits
    return exact and (a["q_low"], a["q_high"]) == (b["q_low"], b["q_high"])


def _origin(row: Row) -> str:
    return str(row["origin_id"] or f"said:{row['said_by']}")


def _digits(count: float) -> int:
    """Give the significant digits of a count: 30,023 has five, 40,000 one."""
    return len(f"{count:.0f}".rstrip("0"))


def _span(row: Row) -> Span:
    low, _, high = ends(row)
    return (row["q_low"] if low is None else low), (row["q_high"] if high is None else high)


def _combined(
    key: Key,
    kept: list[Row],
    repeats: list[Repeat],
    names: dict[str, str],
    settings: dict[str, Any],
) -> Row:
    host, home, year = key
    spans = [_span(r) for r in kept]
    low, high = min(s[0] for s in spans), max(s[1] for s in spans)
    start, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    rows = [*kept, *(again for again, _ in repeats)]
    return finding("workers_abroad", "combined_workers", settings, rows) | {
        "says": f"between {low:,.0f} and {high:,.0f} workers of {place(home, names)} in "
        f"{place(host, names)} in {year}, by {len(kept)} head-counts together, estimated",
        "q_low": low,
        "q_high": high,
        "period_start": start,
        "period_end": end,
        "period_grain": "year",
        "as_of": end,
        "said_by": None,
        "origin_id": None,
        "basis": "estimated",
        "reasons": json.dumps(_reasons(kept, repeats, spans), ensure_ascii=False),
        "not_shown": "Workers whom nobody counted, and how the stock moved within the year.",
    }


def _reasons(kept: list[Row], repeats: list[Repeat], spans: list[Span]) -> list[str]:
    """List every input, every repeat that was not counted again, and what the width comes from."""
    said = [
        f"{persons(r)} {'permits' if r['counts'] == 'permits' else 'workers'}, "
        f"{speaker(r)}, {when(r)}"
        for r in kept
    ]
    said += [
        f"not counted again: {persons(again)}, {speaker(again)}, {when(again)}; one count with "
        f"{persons(first)} of {speaker(first)}"
        for again, first in repeats
    ]
    low, middle, high = pooled(spans)
    if any(a != b for a, b in spans) or len(set(spans)) > 1:
        apart = disagreement(spans)
        said.append(
            f"its width comes from: sources that disagree {apart:.0%}, rounding {1 - apart:.0%}"
        )
    said.append(f"5, 50, 95 in a hundred: {low:,.0f}, {middle:,.0f}, {high:,.0f} (each as likely)")
    return said
