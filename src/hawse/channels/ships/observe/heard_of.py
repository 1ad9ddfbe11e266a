"""What was heard of each ship: its silences, its flag at a time, its track's end, its ways."""

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from hawse.channels.ships.observe.drift import THREE_HOURS
from hawse.channels.ships.observe.flags import flag_of
from hawse.channels.ships.observe.harbours import km
from hawse.channels.ships.observe.judging import HOUR, KM_PER_NM, Silence
from hawse.channels.ships.observe.of_kind import of_kind, plain

Row = dict[str, Any]
STEP: Final = timedelta(microseconds=THREE_HOURS)
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MOST_POINTS: Final = 400
"""Points of a way that are kept: fifty days."""


class HeardOf:
    """Tracks and silences of some hulls' ships; one that changed its flag has several tracks."""

    def __init__(self, spells: pa.Table, hulls: pa.Table) -> None:
        known = plain(hulls)
        ships = {(r["mmsi"], r["hull"]): r["ship"] for r in known}
        spells = spells.filter(pc.is_in(spells["ship"], value_set=hulls["mmsi"].combine_chunks()))
        self.flags = {r["ship"]: r["flag"] for r in known}
        self.silences: dict[str, list[Silence]] = {}
        self.tracks: dict[str, list[Row]] = {}
        self._fastest: dict[str, float] = {}
        for s in of_kind(spells, "gap"):
            if (ship := ships.get((s["ship"], s["hull"]))) is not None:
                self.silences.setdefault(ship, []).append(
                    (s["start"], s["end"], s["lat"], s["lon"], s["end_lat"], s["end_lon"])
                )
        rows = spells.filter(pc.equal(spells["kind"], "track"))
        self.lats, self.lons = rows["lats"].combine_chunks(), rows["lons"].combine_chunks()
        for n, s in enumerate(of_kind(spells, "track")):
            if (ship := ships.get((s["ship"], s["hull"]))) is not None:
                self.tracks.setdefault(ship, []).append({**s, "row": n})

    def end(self, ship: str) -> datetime | None:
        """Give the last position's time; None for a ship that only documents name."""
        return max((t["end"] for t in self.tracks.get(ship, ())), default=None)

    def flag(self, ship: str, at: datetime) -> str | None:
        """Give the flag that a ship's MMSI showed at a time; of one not seen, its number's."""
        for t in self.tracks.get(ship, ()):
            if t["start"] <= at <= t["end"]:
                return flag_of(t["ship"])
        number = ship.removeprefix("mmsi:")
        named = flag_of(int(number)) if number.isascii() and number.isdigit() else None
        return self.flags.get(ship) or named

    def fastest_kn(self, ship: str) -> float:
        """Give the most that a ship made over three hours of its track; nought where none is kept.

        Jumps are no part of a track, so that it is what the ship can make.
        """
        if ship not in self._fastest:
            self._fastest[ship] = max(
                map(self._fastest_of, self.tracks.get(ship, ())), default=0.0
            )
        return self._fastest[ship]

    def _fastest_of(self, track: Row) -> float:
        lats, lons = self.lats[track["row"]].as_py(), self.lons[track["row"]].as_py()
        points = list(zip(lats or (), lons or (), strict=True))
        legs = (km(*a, *b) for a, b in itertools.pairwise(points) if None not in {*a, *b})
        return max(legs, default=0.0) / KM_PER_NM / (STEP / HOUR)

    def way(self, ship: str, left: datetime, until: datetime, silences: list[Silence]) -> Row:
        """Give a voyage's way every three hours, and whether the ship was heard at each point."""
        for t in self.tracks.get(ship, ()):
            if not (t["start"] <= left < t["end"]) or self.lats[t["row"]].values is None:
                continue
            first = -((EPOCH - t["start"]) // STEP) if t["start"] > EPOCH else 0
            begin = max(0, -((EPOCH - left) // STEP) - first)
            upto = (min(until, t["end"]) - EPOCH) // STEP - first + 1
            upto = min(upto, begin + MOST_POINTS)
            heard = [True] * (upto - begin)
            for start, end, *_ in silences:
                silent = (start - EPOCH) // STEP + 1, -((EPOCH - end) // STEP)
                for n in range(max(begin, silent[0] - first), min(upto, silent[1] - first)):
                    heard[n - begin] = False
            return {
                "way_lats": self.lats[t["row"]].values[begin:upto].to_pylist(),
                "way_lons": self.lons[t["row"]].values[begin:upto].to_pylist(),
                "way_heard": heard,
            }
        return {}
