"""The step ``transfers``: monthly bank transfers with their countries named, each once."""

from typing import Any

import pyarrow as pa

from hawse.channels.labour.observe.naming import country, words_of
from hawse.channels.labour.tables import TRANSFERS

Row = dict[str, Any]


def transfers(
    transfer_rows: pa.Table, countries: pa.Table, aliases: pa.Table, *, reporter: str
) -> pa.Table:
    """Give one row a country, direction, type and month.

    Files often leave out whose banks they speak of: ``reporter`` names that country for rows that
    do not. Rows of a country that nobody knows are left to ``unnamed``, and so is a second,
    different amount for the same thing; the same row in two files counts once.
    """
    words = words_of(countries, aliases)
    seen: dict[tuple[object, ...], Row] = {}
    for row in sorted(transfer_rows.to_pylist(), key=_place):
        named = {
            "reporter": country(row["reporter_name"] or reporter, words),
            "country": country(row["country_name"], words),
        }
        if named["country"] and (named["reporter"] or not row["reporter_name"]):
            key = (*named.values(), row["direction"], row["type"], row["period_start"])
            seen.setdefault(key, named | {n: row[n] for n in TRANSFERS.names if n not in named})
    return TRANSFERS.rows(list(seen.values()))


def _place(row: Row) -> tuple[str, int]:
    """Order rows as they stand in their file: 'line 9' before 'line 10'."""
    return row["source_id"], int(str(row["locator"]).rpartition(" ")[2])
