"""How much of a ship's time it was heard: the coverage of what is found of it."""

from datetime import timedelta
from typing import Any

import pyarrow as pa

from hawse.channels.ships.observe.of_kind import of_kind

Row = dict[str, Any]


def heard_shares(spells: pa.Table) -> dict[tuple[int, int], float]:
    """Give, by MMSI and hull, the part of its track that lies in no silence."""
    tracks = {(t["ship"], t["hull"]): t["end"] - t["start"] for t in of_kind(spells, "track")}
    silent: dict[tuple[int, int], timedelta] = {}
    for gap in of_kind(spells, "gap"):
        own = gap["ship"], gap["hull"]
        silent[own] = silent.get(own, timedelta()) + gap["end"] - gap["start"]
    return {
        own: round(max(0.0, 1.0 - silent.get(own, timedelta()) / long), 6) if long else 1.0
        for own, long in tracks.items()
    }
