# ruff: noqa: C901, PLR0917 - numba kernels: one pass, arrays handed one by one
"""Messages of several sentences: keeping parts until all are there."""

from numba import njit

from hawse.channels.ships.read.codes import (
    L_CHANNEL,
    L_FIRST,
    L_HAVE,
    L_SEQUENCE,
    L_STATION,
    L_TIME,
    L_TOTAL,
    MOST_PARTS,
    RAW,
    SAID_REJECTS,
    SLOTS,
    STALE,
    STALE_LINES,
    STALE_US,
)
from hawse.channels.ships.read.shapes import Ints, Octets
from hawse.channels.ships.read.sixbit import NONE


@njit(cache=True)
def refuse(
    bad: Ints, raw: Octets, text: Octets, start: int, end: int, line: int, why: int, said: Ints
) -> None:
    """Add a reject: its line, reason, and the first ``RAW`` characters."""
    row = said[SAID_REJECTS] - bad[0, 3]
    bad[row, 0] = line
    bad[row, 1] = why
    long = min(end - start, RAW)
    bad[row, 2] = long
    for n in range(long):
        raw[row, n] = text[start + n]
    said[SAID_REJECTS] += 1


@njit(cache=True)
def forget(
    slot: int, kept: Ints, parts: Octets, longs: Ints, lines: Ints, bad: Ints, raw: Octets,
    said: Ints,
) -> None:  # fmt: skip
    """Give up a message whose parts did not all come: each part that did becomes a reject."""
    for part in range(MOST_PARTS):
        if kept[slot, L_HAVE] >> part & 1:
            refuse(
                bad, raw, parts[slot, part], 0, longs[slot, part], lines[slot, part], STALE, said
            )
    kept[slot, L_TOTAL] = 0


@njit(cache=True)
def slot_of(
    kept: Ints, sequence: int, channel: int, total: int, part: int, who: int, line: int, when: int,
    parts: Octets, longs: Ints, lines: Ints, bad: Ints, raw: Octets, said: Ints,
) -> int:  # fmt: skip
    """Find the message that a part belongs to, or a free place for a new one.

    It belongs to the youngest waiting message of the same sequence number, channel and count that
    lacks this part and was not heard by another station: half of one ship's destination behind
    another's name would be a lie. What waited for more than ``STALE_LINES`` lines or a minute is
    given up first.
    """
    best, free, oldest = -1, -1, 0
    for slot in range(kept[SLOTS, 0]):
        if kept[slot, L_TOTAL] == 0:
            free = slot if free < 0 else free
            continue
        timed = when != NONE and kept[slot, L_TIME] != NONE
        if line - kept[slot, L_FIRST] > STALE_LINES or (
            timed and abs(when - kept[slot, L_TIME]) > STALE_US
        ):
            forget(slot, kept, parts, longs, lines, bad, raw, said)
            free = slot if free < 0 else free
            continue
        if kept[slot, L_FIRST] < kept[oldest, L_FIRST]:
            oldest = slot
        if (
            kept[slot, L_SEQUENCE] == sequence
            and kept[slot, L_CHANNEL] == channel
            and kept[slot, L_TOTAL] == total
        ):
            if who >= 0 and kept[slot, L_STATION] >= 0 and kept[slot, L_STATION] != who:
                continue
            if kept[slot, L_HAVE] >> part & 1:
                if kept[slot, L_STATION] == who:  # the number is in use again: the old one is lost
                    forget(slot, kept, parts, longs, lines, bad, raw, said)
                    free = slot if free < 0 else free
                continue
            same = kept[slot, L_STATION] == who
            if best < 0 or (same, kept[slot, L_FIRST]) > (
                kept[best, L_STATION] == who,
                kept[best, L_FIRST],
            ):
                best = slot
    if best >= 0:
        return best
    if free < 0 and kept[SLOTS, 0] < SLOTS:  # the last row counts the places ever used
        free = kept[SLOTS, 0]
        kept[SLOTS, 0] += 1
    elif free < 0:
        forget(oldest, kept, parts, longs, lines, bad, raw, said)
        free = oldest
    kept[free, L_SEQUENCE], kept[free, L_CHANNEL], kept[free, L_TOTAL] = sequence, channel, total
    kept[free, L_HAVE], kept[free, L_TIME], kept[free, L_STATION] = 0, when, who
    kept[free, L_FIRST] = line
    return free


@njit(cache=True)
def finish(
    said: Ints, kept: Ints, parts: Octets, longs: Ints, lines: Ints, bad: Ints, raw: Octets
) -> None:
    """Give up what still waits at the end of the file."""
    bad[0, 3] = said[SAID_REJECTS]
    for slot in range(kept[SLOTS, 0]):
        if kept[slot, L_TOTAL]:
            forget(slot, kept, parts, longs, lines, bad, raw, said)
