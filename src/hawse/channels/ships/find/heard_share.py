"""How much of a ship's time it was heard: the coverage of what is found of it."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

Own = tuple[int, int]


def heard_shares(spells: pa.Table) -> dict[Own, float]:
    """Give, by MMSI and hull, the part of its track that lies in no silence."""
    silent: dict[Own, int] = {}
    for own, long in _lengths(spells, "gap"):
        silent[own] = silent.get(own, 0) + long
    return {
        own: round(max(0.0, 1.0 - silent.get(own, 0) / long), 6) if long else 1.0
        for own, long in _lengths(spells, "track")
    }


def _lengths(spells: pa.Table, kind: str) -> Iterator[tuple[Own, int]]:
    """Give whose each spell of a kind is, and its microseconds."""
    rows = spells.select(["ship", "hull", "start", "end"]).filter(pc.equal(spells["kind"], kind))
    start, end = (rows[n].cast(pa.int64()) for n in ("start", "end"))
    owners = zip(rows["ship"].to_pylist(), rows["hull"].to_pylist(), strict=True)
    return zip(owners, pc.subtract(end, start).to_pylist(), strict=True)
