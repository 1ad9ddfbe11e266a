"""Positions well inside land, where no ship can be.

``places/inland.bits.gz`` has one bit for each quarter of a degree; ``places/inland.py`` makes it
and says what is left out: 55 km from any coast, 80 km from any known port, and rivers, canals and
lakes that carry ships. What lies nearer to water is not told: a coast of this kind is coarse.
"""

import gzip
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
import numpy.typing as npt
from numba import njit

from hawse.channels.ships.read.shapes import Ints, Reals

CELLS: Final = 4
"""Cells to a degree."""
ROWS, COLUMNS = 180 * CELLS, 360 * CELLS
Bits = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]


@cache
def inland() -> Bits:
    """Give the bits, eight cells a byte, row by row from the south pole."""
    path = files("hawse.channels.ships") / "places" / "inland.bits.gz"
    return np.frombuffer(gzip.decompress(path.read_bytes()), np.uint8)


@njit(cache=True)
def is_inland(lat: float, lon: float, bits: Bits) -> bool:
    """Say whether a position lies in a cell in which no ship can be."""
    row = min(ROWS - 1, max(0, int((lat + 90.0) * CELLS)))
    cell = row * COLUMNS + int((lon + 180.0) * CELLS) % COLUMNS
    return bool(bits[cell >> 3] >> (7 - (cell & 7)) & 1)


@njit(cache=True)
def ashore(ships: Ints, lats: Reals, lons: Reals, bits: Bits) -> Flags:
    """Tell the positions well inside land; the rows are sorted by ship.

    A ship that sent half of its positions or more from there is left alone: a craft of some lake
    that the bits do not know, or a transmitter that never was at sea.
    """
    count = len(ships)
    made = np.zeros(count, np.bool_)
    at = 0
    while at < count:
        upto, found = at, 0
        while upto < count and ships[upto] == ships[at]:
            if is_inland(lats[upto], lons[upto], bits):
                made[upto] = True
                found += 1
            upto += 1
        if 2 * found >= upto - at:
            made[at:upto] = False
        at = upto
    return made


@njit(cache=True)
def seen_ashore(lats: Reals, lons: Reals, bits: Bits) -> int:
    """Count the positions well inside land."""
    count = 0
    for n in range(len(lats)):
        count += is_inland(lats[n], lons[n], bits)
    return count
