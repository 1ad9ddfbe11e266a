"""How well ships were heard along a silence: others that were heard, and others that fell silent."""  # noqa: E501 - a sentence in one piece

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import accumulate
from typing import Any, Final

import pyarrow as pa

from hawse.channels.ships.find.neighbours import Neighbours

Row = dict[str, Any]
Cell = tuple[int, int]
SLOT_S: Final = 10_800
MOST_SLOTS: Final = 240
ABOUT: Final = 40
OWN: Final = 6
"""Slots on either side of a silence in which the silent ship itself is heard near its ends."""
FAILED: Final = 1 / 30
AROUND: Final = tuple((a, b) for a in (-1, 0, 1) for b in (-1, 0, 1))
FEATURES: Final = (
    "one",
    "along",
    "inner",
    "after_start",
    "before_end",
    "silent_others",
    "heard_others",
    "usual",
    "habit",
    "in_port",
    "near",
    "wide",
    "least",
    "most",
    "first",
    "last",
    "fell_silent_with",
    "heard_again_with",
)


class Reception:
    """What was heard where and when, in cells of a degree and slots of three hours."""

    def __init__(self, heard: pa.Table, gaps: Iterable[Row], neighbours: Neighbours) -> None:
        self.neighbours = neighbours
        held: dict[Cell, list[tuple[int, int]]] = {}
        for row, col, slot, ships in zip(
            *(heard[n].to_pylist() for n in ("row", "col", "slot", "ships")), strict=True
        ):
            held.setdefault((row, col), []).append((slot, ships))
        self.slots: dict[Cell, list[int]] = {}
        self.sums: dict[Cell, list[int]] = {}
        for cell, rows in held.items():
            rows.sort()
            self.slots[cell] = [s for s, _ in rows]
            self.sums[cell] = list(accumulate((n for _, n in rows), initial=0))
        self.silent: dict[tuple[int, int, int], int] = {}
        self.often: dict[tuple[int, int], int] = {}
        for gap in gaps:
            own = gap["ship"], gap["hull"]
            self.often[own] = self.often.get(own, 0) + 1
            for slot, (row, col) in _way(gap):
                key = slot, row, col
                self.silent[key] = self.silent.get(key, 0) + 1

    def features(self, gap: Row, hours: float, seen_days: float) -> tuple[list[float], float]:
        """Give what tells a silence's causes apart, in the order of ``FEATURES``; and the part heard.

        ``along``, ``inner``, ``after_start`` and ``before_end`` weigh two explanations by Poisson's
        law for what others were heard: as ever, or a thirtieth of them, as where reception failed;
        along the straight way with the neighbouring cells and without, and in the first and last
        half day. ``silent_others`` and ``heard_others`` are ship slots near that way. A silence's
        length counts by ``usual`` alone, held against the ship's own time between positions; its
        ``habit`` is how often it falls silent. The last eight are those of ``neighbours``.
        """  # noqa: E501 - a sentence in one piece
        way = list(_way(gap))
        span = (way[0][0], way[-1][0]) if way else (0, 0)
        wide = [self._seen(s, cell, span, AROUND) for s, cell in way]
        inner = [self._seen(s, cell, span, ((0, 0),)) for s, cell in way]
        silent = sum(
            self.silent.get((s, cell[0] + a, _turn(cell[1] + b)), 0)
            for s, cell in way
            for a, b in AROUND
        ) - len(way)
        heard, usual = sum(h for h, _ in wide), sum(u for _, u in wide)
        made = [
            1.0,
            _weighed(wide),
            _weighed(inner),
            _weighed(wide[:4]),
            _weighed(wide[-4:]),
            math.log1p(max(0, silent)),
            math.log1p(heard),
            math.log(max(0.05, gap["usual_h"] or 0.0) / hours),
            math.log1p((self.often[gap["ship"], gap["hull"]] - 1) / max(1.0, seen_days) * 10),
            float(bool(gap["port"])) + float(bool(gap["port_after"])),
            *self.neighbours.weighed(gap),
        ]
        return made, min(1.0, heard / usual) if usual else 0.0

    def _seen(
        self, slot: int, cell: Cell, span: tuple[int, int], around: tuple[Cell, ...]
    ) -> tuple[float, float]:
        """Give the ships heard in a slot about a cell, and how many are usual there."""
        heard = usual = 0.0
        for a, b in around:
            key = cell[0] + a, _turn(cell[1] + b)
            if key not in self.slots:
                continue
            heard += self._sum(key, slot, slot + 1)
            first, last = span[0] - OWN, span[1] + OWN + 1
            usual += self._sum(key, first - ABOUT, first) + self._sum(key, last, last + ABOUT)
        return heard, usual / (2 * ABOUT)

    def _sum(self, cell: Cell, first: int, last: int) -> int:
        slots, sums = self.slots[cell], self.sums[cell]
        return sums[bisect_left(slots, last)] - sums[bisect_left(slots, first)]


def _weighed(seen: list[tuple[float, float]]) -> float:
    """Weigh "heard as ever" against "a thirtieth of it" by Poisson's law, squeezed to a few units."""  # noqa: E501 - a sentence in one piece
    heard, usual = sum(h for h, _ in seen), sum(u for _, u in seen)
    weighed = heard * math.log(1 / FAILED) - usual * (1 - FAILED)
    return math.copysign(math.log1p(abs(weighed)), weighed)


def _way(gap: Row) -> Iterator[tuple[int, Cell]]:
    """Yield the slots wholly in a silence, each with the cell of the straight way then."""
    start, end = _seconds(gap["start"]), _seconds(gap["end"])
    first, last = -(-start // SLOT_S), end // SLOT_S
    east = _turned(gap["end_lon"] - gap["lon"])
    for slot in range(first, min(last, first + MOST_SLOTS)):
        part = ((slot + 0.5) * SLOT_S - start) / max(1, end - start)
        lat = gap["lat"] + (gap["end_lat"] - gap["lat"]) * part
        lon = _turned(gap["lon"] + east * part)
        yield slot, (math.floor(lat), math.floor(lon))


def _seconds(at: datetime) -> int:
    return int(at.timestamp())


def _turn(col: int) -> int:
    return (col + 180) % 360 - 180


def _turned(lon: float) -> float:
    return (lon + 180.0) % 360.0 - 180.0
