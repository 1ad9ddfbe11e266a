"""Faults by ship: how many there are and the first of them, without an object for each.

A fleet whose receivers are jammed sends a million positions that cannot be.
"""

from datetime import datetime
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hawse.channels.ships.observe.ashore import inland, is_inland, seen_ashore
from hawse.core.table import MOST_EVIDENCE

Row = dict[str, Any]
NEEDED: Final = ("ship", "start", "end", "lat", "lon", "line", "source_id", "synthetic")


class Faulty(NamedTuple):
    """A ship's faults: the first of them as rows, and what counts for all."""

    first: list[Row]
    many: int
    on_land: int
    sourced: int
    end: datetime
    synthetic: bool

    @property
    def reasons(self) -> list[str]:
        """Which kinds of fault there are among them."""
        made = []
        if self.on_land:
            made.append(
                f"on_land: {self.on_land} of them well inside land, 55 km or more from any coast and 80 km from any port or waterway known"  # noqa: E501 - a sentence in one piece
            )
        if self.on_land < self.many:
            made.append(
                "faster than the fastest ship from the positions before and after, or at latitude and longitude zero"  # noqa: E501 - a sentence in one piece
            )
        return made


def faulty_ships(spells: pa.Table, least: int) -> dict[int, Faulty]:
    """Give the ships with ``least`` faults or more, in the order of their numbers."""
    faults = spells.filter(pc.equal(spells["kind"], "fault")).select(NEEDED)
    order = np.argsort(faults["ship"].to_numpy(), kind="stable")
    faults = faults.take(pa.array(order)).combine_chunks()
    lats, lons = (faults[n].to_numpy() for n in ("lat", "lon"))
    sourced = faults["source_id"].is_valid().to_numpy()
    synthetic = pc.fill_null(faults["synthetic"], False).to_numpy()
    ships, starts, counts = np.unique(
        faults["ship"].to_numpy(), return_index=True, return_counts=True
    )
    enough = counts >= least
    made = {}
    for mmsi, at, count in zip(
        *(a[enough].tolist() for a in (ships, starts, counts)), strict=True
    ):
        upto = at + count
        made[mmsi] = Faulty(
            faults.slice(at, min(count, MOST_EVIDENCE)).to_pylist(),
            count,
            seen_ashore(lats[at:upto], lons[at:upto], inland()),
            int(sourced[at:upto].sum()),
            faults["end"][upto - 1].as_py(),
            bool(synthetic[at:upto].any()),
        )
    return made


def on_land(row: Row) -> bool:
    """Say whether a fault lies well inside land."""
    return is_inland(row["lat"], row["lon"], inland())
