"""The step ``head_counts``: permits, visas and workers as head-counts beside reported figures."""

from typing import Any

import pyarrow as pa

from hawse.channels.labour.observe.naming import country, words_of
from hawse.channels.labour.tables import HEAD_COUNTS

Row = dict[str, Any]
_COPIED = (
    "counts", "via", "url", "note", "period_start", "period_end", "period_grain", "quote",
    "source_id", "locator", "synthetic",
)  # fmt: skip


def head_counts(
    permit_rows: pa.Table, countries: pa.Table, aliases: pa.Table, speakers: pa.Table
) -> pa.Table:
    """Give one row a count, in the form of reported figures, with host and origin named.

    Who counted goes by the one name that reported figures give that speaker, so that a count that
    stands in both is seen to be one. Visas are estimates of workers: a holder need not have come.
    """
    words = words_of(countries, aliases)
    known = {r["alias"]: r["speaker"] for r in speakers.to_pylist()}
    made = []
    for row in permit_rows.to_pylist():
        host, home = (country(row[n], words) for n in ("host_name", "nationality_name"))
        if host and home:
            made.append(_count(row, host, home, known.get(row["said_by"].lower())))
    return HEAD_COUNTS.rows(made)


def _count(row: Row, host: str, home: str, speaker: str | None) -> Row:
    said_by = speaker or row["said_by"]
    return {name: row[name] for name in _COPIED} | {
        "figure": row["locator"],
        "topic": "labour",
        "subject": host,
        "counterpart": home,
        **dict.fromkeys(("q_low", "q_best", "q_high"), float(row["count"])),
        "unit": "person",
        "quantity_kind": "level",
        "approximate": False,
        "said_by": said_by,
        "origin_id": f"said:{said_by}",
        "basis": "estimated" if row["counts"] == "visas" else "reported",
        "derivation": None,
    }
