"""Spells of some kinds as plain rows: the others are left out before a Python object is made."""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc


def of_kind(spells: pa.Table, *kinds: str) -> list[dict[str, Any]]:
    """Give the spells of these kinds, without where they were at whole hours."""
    rows: list[dict[str, Any]] = (
        spells.filter(pc.is_in(spells["kind"], value_set=pa.array(kinds, pa.string())))
        .drop_columns(["lats", "lons"])
        .to_pylist()
    )
    return rows
