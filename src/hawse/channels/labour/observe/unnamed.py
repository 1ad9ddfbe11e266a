"""The step ``unnamed``: rows of labour files that were left out, as rejects with why."""

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

from hawse.channels.labour.observe.naming import country, words_of
from hawse.core.tables import REJECTS

Row = dict[str, Any]


def unnamed(
    transfer_rows: pa.Table,
    permit_rows: pa.Table,
    transfers: pa.Table,
    countries: pa.Table,
    aliases: pa.Table,
) -> pa.Table:
    """Give one reject for each row whose country nobody knows or that differs from its twin.

    A twin is another row of the same country, direction, type and month; the first in order is
    kept, and one with the same amount is the same row in two files and no fault.
    """
    words = words_of(countries, aliases)
    rows = transfer_rows.to_pylist()
    places = [(r, name) for r in rows for name in ("country", "reporter") if r[f"{name}_name"]]
    places += [(r, name) for r in permit_rows.to_pylist() for name in ("host", "nationality")]
    made = [
        (row, f"{name} {row[f'{name}_name'][:40]!r} is known by no such name")
        for row, name in places
        if country(row[f"{name}_name"], words) is None
    ]
    made.extend(_twins(rows, transfers.to_pylist(), words))
    return REJECTS.rows(
        [
            {
                "source_id": row["source_id"],
                "locator": row["locator"],
                "reason": why,
                "raw": row["quote"],
            }
            for row, why in made
        ]
    )


def _twins(
    rows: list[Row], kept: list[Row], words: Mapping[str, str]
) -> Iterator[tuple[Row, str]]:
    stand: dict[tuple[object, ...], list[Row]] = {}
    for one in kept:
        key = (one["country"], one["direction"], one["type"], one["period_start"])
        stand.setdefault(key, []).append(one)
    for row in rows:
        abroad = country(row["country_name"], words)
        ours = country(row["reporter_name"], words)
        key = (abroad, row["direction"], row["type"], row["period_start"])
        others = [
            o for o in stand.get(key, []) if not row["reporter_name"] or o["reporter"] == ours
        ]
        if others and all(o["value"] != row["value"] for o in others):
            told = min(others, key=lambda o: (o["source_id"], o["locator"]))
            yield row, f"{told['locator']} gives {told['value']:,.2f} USD for the same month"
