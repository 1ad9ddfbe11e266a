"""The step ``transferred``: what individuals sent the target through banks in a whole year."""

import json
import math
from collections import defaultdict
from datetime import UTC, datetime
from typing import Any, Final

import pyarrow as pa

from hawse.channels.labour.find.form import Row, finding, place
from hawse.core.tables import FINDINGS

_ALL: Final = "total"
_PERSONAL: Final = "non-commercial"
_MONTHS: Final = 12
Years = dict[tuple[str, str, int], dict[str, list[Row]]]


def transferred(transfers: pa.Table, countries: pa.Table, case_parties: pa.Table) -> pa.Table:
    """Give the target's yearly bank inflow from each supplier, from its own banks' monthly table.

    Transfers of individuals stand in for remittances and are not the same: the finding is an
    estimate and bears on no claim. It reaches from the non-commercial transfers, where all twelve
    months of them are reported, to all transfers. A year without twelve months is refused. Without
    suppliers in the case every country is one.
    """
    names = {r["id"]: r["name"] for r in countries.to_pylist()}
    parties = case_parties.to_pylist()
    targets, suppliers = (
        {r["id"] for r in parties if r["role"] == role} for role in ("target", "supplier")
    )
    years: Years = defaultdict(lambda: defaultdict(list))
    for row in transfers.to_pylist():
        wanted = row["country"] in suppliers or not suppliers
        if row["direction"] == "inflow" and row["reporter"] in targets and wanted:
            key = (row["country"], row["reporter"], row["period_start"].year)
            years[key][row["type"]].append(row)
    whole = {
        key: {kind: rows for kind, rows in kinds.items() if len(rows) == _MONTHS}
        for key, kinds in years.items()
    }
    return FINDINGS.rows(
        [
            _year(key, kinds, whole.get((key[0], key[1], key[2] - 1), {}), names)
            for key, kinds in sorted(whole.items())
            if _ALL in kinds
        ]
    )


def _sum(rows: list[Row]) -> float:
    return round(math.fsum(sorted(r["value"] for r in rows)), 2)


def _year(
    key: tuple[str, str, int],
    kinds: dict[str, list[Row]],
    before: dict[str, list[Row]],
    names: dict[str, str],
) -> Row:
    host, home, year = key
    most = _sum(kinds[_ALL])
    least = min(most, _sum(kinds[_PERSONAL])) if _PERSONAL in kinds else None
    reasons = [
        f"all transfers of individuals: {most / 1e6:,.1f} million USD",
        "non-commercial transfers: "
        + (f"{least / 1e6:,.1f} million USD" if least is not None else "not for every month"),
    ]
    if _ALL in before and (last := _sum(before[_ALL])) > 0:
        reasons.append(f"all of them against the year before: times {most / last:,.2f}")
    start, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    rows = [_placed(r, key) for kind in (_ALL, _PERSONAL) for r in _by_month(kinds.get(kind, []))]
    span = (
        f"{least / 1e6:,.1f} to {most / 1e6:,.1f}" if least is not None else f"{most / 1e6:,.1f}"
    )
    return finding("remittances", "transferred", {}, rows) | {
        "says": f"individuals sent {span} million USD from {place(host, names)} to "
        f"{place(home, names)} through banks in {year}, as banks of {place(home, names)} report",
        "q_low": least,
        "q_high": most,
        "period_start": start,
        "period_end": end,
        "period_grain": "year",
        "as_of": end,
        "basis": "estimated",
        "reasons": json.dumps(reasons, ensure_ascii=False),
        "not_shown": "Cash and goods, what went by other countries, and who of the senders works.",
    }


def _by_month(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda r: (r["period_start"], r["source_id"], r["locator"]))


def _placed(row: Row, key: tuple[str, str, int]) -> dict[str, Any]:
    """Give a month in the form that evidence is taken from."""
    return row | {
        "subject": key[0],
        "counterpart": key[1],
        **dict.fromkeys(("q_low", "q_best", "q_high"), row["value"]),
        **dict.fromkeys(("figure", "said_by", "origin_id", "url", "derivation")),
        "unit": "USD",
        "basis": "estimated",
    }
