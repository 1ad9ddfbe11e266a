"""The step ``combined_workers``: several head-counts of one host and year as one distribution."""

import json
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from hawse.channels.labour.find.drivers import AT
from hawse.channels.labour.find.form import Row, finding, persons, place, speaker, when
from hawse.channels.labour.find.heads import (
    Key,
    Repeat,
    by_year,
    counted,
    houses,
    once,
    parts,
    span,
)
from hawse.channels.labour.find.shapes import Pool
from hawse.core.tables import FINDINGS


def combined_workers(
    figures: pa.Table,
    head_counts: pa.Table,
    countries: pa.Table,
    speakers: pa.Table,
    *,
    least_origins: int,
    exact_digits: int,
) -> pa.Table:
    """Give what the head-counts of a host and calendar year come to together, from rows alone.

    A figure counts once, whoever prints it (``heads.once``). Less than ``least_origins`` left, or
    permits alone, give nothing. What is left is a linear pool: every house, a state with all its
    offices or a speaker of its own, weighs the same. The finding reaches from 5 to 95 in a hundred
    of it; its reasons give the whole span. There is no best value, which would be drawn into the
    shares of hosts. The finding is an estimate and bears on no claim; its inputs do.
    """
    names = {r["id"]: r["name"] for r in countries.to_pylist()}
    offices = speakers.to_pylist()
    settings = {"least_origins": least_origins, "exact_digits": exact_digits}
    made = []
    for key, rows in by_year([*figures.to_pylist(), *head_counts.to_pylist()]).items():
        kept, repeats = once(rows, exact_digits)
        if len(kept) >= least_origins and any(r["counts"] == "workers" for r in kept):
            house = houses(kept, names, offices)
            made.append(_combined(key, (kept, house), repeats, names, settings))
    return FINDINGS.rows(made)


def _combined(
    key: Key,
    counts: tuple[list[Row], list[str]],
    repeats: list[Repeat],
    names: dict[str, str],
    settings: dict[str, Any],
) -> Row:
    host, home, year = key
    kept, house = counts
    pool = Pool(parts(kept, house))
    at = [round(float(v)) for v in pool.at(AT)]
    start, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    rows = [*kept, *(again for again, _ in repeats)]
    return finding("workers_abroad", "combined_workers", settings, rows) | {
        "says": f"between {at[0]:,} and {at[-1]:,} workers of {place(home, names)} in "
        f"{place(host, names)} in {year}, by {len(kept)} head-counts together, estimated",
        "q_low": float(at[0]),
        "q_high": float(at[-1]),
        "period_start": start,
        "period_end": end,
        "period_grain": "year",
        "as_of": end,
        "said_by": None,
        "origin_id": None,
        "basis": "estimated",
        "reasons": json.dumps(_reasons(kept, house, repeats, pool, at), ensure_ascii=False),
        "not_shown": "Workers whom nobody counted, and how the stock moved within the year.",
    }


def _reasons(
    kept: list[Row], house: list[str], repeats: list[Repeat], pool: Pool, at: list[int]
) -> list[str]:
    """List every input, every repeat that was not counted again, and what the width comes from."""
    said = [
        f"{counted(r)} (weight {part.weight / len(set(house)):.0%})"
        for r, part in zip(kept, pool.parts, strict=True)
    ]
    said += [
        f"not counted again: {persons(again)}, {speaker(again)}, {when(again)}; one count with "
        f"{persons(first)} of {speaker(first)}"
        for again, first in repeats
    ]
    said.append(
        f"a linear pool: {len(kept)} counts of {len(set(house))} houses, each house of equal "
        "weight; permits are the least there were"
    )
    if at[0] < at[-1]:
        apart = pool.disagreement()
        said.append(
            f"its width comes from: sources that disagree {apart:.0%}, rounding and permits "
            f"{1 - apart:.0%}"
        )
    spans = [span(r) for r in kept]
    said.append(
        f"from the lowest end to the highest: {min(s[0] for s in spans):,.0f} to "
        f"{max(s[1] for s in spans):,.0f}"
    )
    said.append(f"5, 25, 50, 75, 95 in a hundred: {', '.join(f'{v:,}' for v in at)}")
    return said
