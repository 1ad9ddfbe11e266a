"""The arrays that the decoder fills, block by block, and those in which it remembers."""

import numpy as np
import pyarrow as pa

from hawse.channels.ships.read import codes as s
from hawse.channels.ships.read import sixbit as x
from hawse.channels.ships.read.parts import finish
from hawse.channels.ships.read.sentences import decode
from hawse.channels.ships.read.shapes import Ints, Octets, Reals


class Made:
    """The arrays that the kernel fills, and those in which it remembers."""

    def __init__(self, block: int) -> None:
        self.now = np.array([x.NONE, -1], np.int64)
        self.said = np.zeros(s.SAID_TYPE + 64, np.int64)
        self.names = np.zeros((s.STATIONS, 16), np.uint8)
        self.station_longs = np.zeros(s.STATIONS + 1, np.int64)
        self.kept = np.zeros((s.SLOTS + 1, 8), np.int64)
        self.parts = np.zeros((s.SLOTS, s.MOST_PARTS, s.PART_CHARS), np.uint8)
        self.longs = np.zeros((s.SLOTS, s.MOST_PARTS), np.int64)
        self.lines = np.zeros((s.SLOTS, s.MOST_PARTS), np.int64)
        rows = block // 40 + 64
        self.p_ints: Ints = np.zeros((7, rows), np.int64)
        self.p_reals: Reals = np.zeros((4, rows), np.float64)
        few = block // 320 + 64
        self.s_ints: Ints = np.zeros((16, few), np.int64)
        self.s_texts: Octets = np.zeros((3, few, 20), np.uint8)
        self.s_longs: Ints = np.zeros((3, few), np.int64)
        self.clocks: Ints = np.zeros((4, few), np.int64)
        self.rows = np.zeros(3, np.int64)
        self.bad: Ints = np.zeros((4096, 4), np.int64)
        self.raw: Octets = np.zeros((4096, s.RAW), np.uint8)

    def decode(self, text: Octets, end: int) -> int:
        """Decode whole lines; give the place reached."""
        self.rows[:] = 0
        return int(
            decode(
                text, end, self.now, self.said, self.names, self.station_longs, self.kept,
                self.parts, self.longs, self.lines, self.p_ints, self.p_reals, self.s_ints,
                self.s_texts, self.s_longs, self.clocks, self.rows, self.bad, self.raw,
            )
        )  # fmt: skip

    def finish(self) -> None:
        """Give up what still waits for its other parts."""
        self.rows[:] = 0
        finish(self.said, self.kept, self.parts, self.longs, self.lines, self.bad, self.raw)

    def stations(self) -> pa.Array:
        """Give the names of the stations met so far."""
        count = int(self.station_longs[s.STATIONS])
        return pa.array(
            [bytes(self.names[n, : self.station_longs[n]]).decode("ascii") for n in range(count)],
            pa.string(),
        )
