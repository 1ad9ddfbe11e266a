"""What the dossier shows of labour: head-counts with their speakers, and what they may bring."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

import pyarrow as pa

from hawse.channels.labour.find.remittances import DRIVER
from hawse.core.channel import Datum, Figure, Panel

Row = dict[str, Any]
_SWING: Final = re.compile(
    rf"{DRIVER} (?P<input>[^:]+): (?P<low>[\d,.]+) to (?P<high>[\d,.]+) million USD"
)


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
        *_driven([r for r in paid if r["step"] == "remittances"]),
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
            tuple(_datum(r, f"in {r['subject']}: {_whose(r)}, {_time(r)}") for r in stocks),
            unit="person",
            caption="One mark a speaker; who passed a figure on is no second speaker.",
        )


def _yearly(money: list[Row], title: str, caption: str) -> Iterator[Figure]:
    if money:
        said = (s for r in money for s in json.loads(r["reasons"]) if not s.startswith(DRIVER))
        reasons = "; ".join(dict.fromkeys(said))
        yield Figure(
            "intervals",
            title,
            tuple(_datum(r, f"{r['subject']}, {r['as_of'].year - 1}") for r in money),
            unit="USD",
            caption=caption.replace("{reasons}", reasons),
        )


def _driven(estimates: list[Row]) -> Iterator[Figure]:
    """Draw what each input alone would make of an estimate, the widest first."""
    data = []
    for row in estimates:
        for said in json.loads(row["reasons"]):
            if found := _SWING.match(said):
                low, high = (1e6 * float(found[n].replace(",", "")) for n in ("low", "high"))
                label = f"{found['input']}, in {row['subject']}, {row['as_of'].year - 1}"
                data.append(replace(_datum(row, label), low=low, best=None, high=high))
    if data:
        yield Figure(
            "intervals",
            "What the width of the estimate hangs on",
            tuple(data),
            unit="USD",
            caption="One input between its 5 and 95 in a hundred, the others in their middle.",
        )


def _whose(row: Row) -> str:
    """Name the speaker of a head-count; what several come to together has none."""
    return f"said by {row['said_by']}" if row["said_by"] else "head-counts together"


def _time(row: Row) -> str:
    """Write the time that a figure is said of; ``as_of`` is the first instant after it."""
    end: datetime = row["as_of"]
    last = end - timedelta(microseconds=1)
    return f"{last:%Y}" if row["period_grain"] == "year" else f"{last:%Y-%m}"


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
