"""What the dossier shows of labour: head-counts with their speakers, and what they may bring."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

import pyarrow as pa

from hawse.core.channel import Datum, Figure, Panel

Row = dict[str, Any]


def draws(findings: pa.Table) -> tuple[Figure, ...]:
    """Give head-counts as intervals and the estimates of remittances with every input listed."""
    rows = [r for r in findings.to_pylist() if r["channel"] == "labour"]
    rows.sort(key=lambda r: (str(r["as_of"]), r["id"]))
    paid = [r for r in rows if r["kind"] == "remittances"]
    made = (
        *_stocks([r for r in rows if r["kind"] == "workers_abroad" and r["unit"] == "person"]),
        *_yearly(
            [r for r in paid if r["step"] != "transferred"],
            "What their work may bring in a year",
            "Inputs: {reasons}",
        ),
        *_yearly(
            [r for r in paid if r["step"] == "transferred"],
            "What individuals sent through banks in a year",
            "From non-commercial transfers to all transfers of individuals; they stand in for "
            "remittances and are not the same.",
        ),
    )
    none = "No figure of workers was among the sources of this case."
    return made or (Figure("note", "Labour", caption=none),)


def _stocks(stocks: list[Row]) -> Iterator[Figure]:
    if stocks:
        yield Figure(
            "intervals",
            "Workers abroad as reported",
            tuple(_datum(r, f"{r['subject']}, {_whose(r)}, {_last_day(r):%Y-%m}") for r in stocks),
            unit="person",
            caption="One mark a speaker; who passed a figure on is no second speaker.",
        )


def _yearly(money: list[Row], title: str, caption: str) -> Iterator[Figure]:
    if money:
        reasons = "; ".join(dict.fromkeys(s for r in money for s in json.loads(r["reasons"])))
        yield Figure(
            "intervals",
            title,
            tuple(_datum(r, f"{r['subject']}, {r['as_of'].year - 1}") for r in money),
            unit="USD",
            caption=caption.replace("{reasons}", reasons),
        )


def _whose(row: Row) -> str:
    """Name the speaker of a head-count; an interval over several has none."""
    return row["said_by"] or "head-counts together"


def _last_day(row: Row) -> datetime:
    """Give the last day of the time that a figure is said of; ``as_of`` is the first after it."""
    end: datetime = row["as_of"]
    return end - timedelta(microseconds=1)


def _datum(row: Row, label: str) -> Datum:
    return Datum(
        label=label,
        ids=(row["id"],),
        low=row["q_low"],
        best=row["q_best"],
        high=row["q_high"],
        unit=row["unit"],
        series=str(row["subject"]),
        start=row["period_start"],
        end=row["period_end"],
        basis=row["basis"],
        synthetic=bool(row["synthetic"]),
    )


PANEL: Final = Panel(reads=("findings",), draws=draws)
