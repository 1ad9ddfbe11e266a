"""The step ``coverage``: which offices, years and months of trade were seen, which in part."""

from collections import defaultdict
from datetime import datetime
from typing import Any, Final

import pyarrow as pa

from hawse.channels.trade.find.form import name_of, words_of_period
from hawse.core.tables import COVERAGE

Row = dict[str, Any]
_MONTHS: Final = 12
_BLIND: Final = "smuggling and ship-to-ship transfers are in no customs figure"


def coverage(target_flows: pa.Table, figures: pa.Table, countries: pa.Table) -> pa.Table:
    """Give a row for each office and partner, and one for each pair that others speak of.

    The share is left open: how much of the trade a customs office or a newspaper sees is not
    known. Years that an office gives by month say how many of the twelve are there.
    """
    names = {r["id"]: r["name"] for r in countries.to_pylist()}
    return COVERAGE.rows(
        [*_offices(target_flows.to_pylist(), names), *_speakers(figures.to_pylist(), names)]
    )


def _offices(flows: list[Row], names: dict[str, str]) -> list[Row]:
    groups: dict[tuple[str, str, str, str | None], list[Row]] = defaultdict(list)
    for row in flows:
        groups[row["reporter"], row["partner"], row["flow"], row["said_by"]].append(row)
    made = []
    for (reporter, partner, flow, voice), rows in sorted(groups.items(), key=str):
        said = voice or f"customs of {name_of(reporter, names)}"
        towards = "to" if flow == "export" else "from"
        goods = {r["product"] for r in rows}
        made.append(
            _row(reporter, rows)
            | {
                "basis_text": f"{said}: {flow}s {towards} {name_of(partner, names)}, "
                f"{_seen(rows)}; {_count(len(goods), 'code')} of goods; "
                f"{_BLIND}"
            }
        )
    return made


def _seen(rows: list[Row]) -> str:
    """Say which years were seen whole and which in part, runs of whole years in one."""
    months: dict[int, set[datetime]] = defaultdict(set)
    whole = {r["period_start"].year for r in rows if r["period_grain"] == "year"}
    for row in rows:
        if row["period_grain"] == "month":
            months[row["period_start"].year].add(row["period_start"])
    whole |= {y for y, seen in months.items() if len(seen) == _MONTHS}
    parts = [
        f"{len(seen)} of 12 months of {year}, a part"
        for year, seen in sorted(months.items())
        if year not in whole
    ]
    runs: list[list[int]] = []
    for year in sorted(whole):
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    told = [str(r[0]) if len(r) == 1 else f"{r[0]} to {r[-1]}" for r in runs]
    return ", ".join([*(f"{t} whole" for t in told), *parts])


def _speakers(figures: list[Row], names: dict[str, str]) -> list[Row]:
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in figures:
        office = str(row["note"]).startswith(("valued ", "net weight"))
        reported = row["topic"] in {"trade", "fuel"} and not office
        if reported and row["subject"] and row["counterpart"] and row["period_start"]:
            groups[row["subject"], row["counterpart"]].append(row)
    made = []
    for (subject, counterpart), rows in sorted(groups.items()):
        voices = {r["said_by"] for r in rows}
        periods = {words_of_period(r["period_start"], r["period_end"]) for r in rows}
        made.append(
            _row(subject, rows)
            | {
                "basis_text": f"{_count(len(rows), 'reported figure')} of "
                f"{name_of(subject, names)} and {name_of(counterpart, names)} by "
                f"{_count(len(voices), 'speaker')} on {_count(len(periods), 'period')}; "
                f"what nobody reported is not among them, and {_BLIND}"
            }
        )
    return made


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _row(subject: str, rows: list[Row]) -> Row:
    ends = [r["period_end"] for r in rows if r["period_end"]]
    return {
        "channel": "trade",
        "subject": subject,
        "period_start": min(r["period_start"] for r in rows),
        "period_end": max(ends) if ends else None,
        "share": None,
        "synthetic": any(r["synthetic"] for r in rows),
    }
