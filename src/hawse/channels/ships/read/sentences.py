# ruff: noqa: PLR2004 - the numbers are ASCII codes, bit offsets and limits of the standards
# ruff: noqa: C901, PLR0912, PLR0915, PLR0917 - numba kernels: one pass, arrays handed one by one
"""From bytes to rows: lines, times, checksums, payloads.

``decode`` is one numba kernel over one block of whole lines. What it must remember between blocks
lies in arrays that the caller keeps; what it finds goes into arrays that become Arrow columns
without a copy. A line that is refused goes to ``bad`` with the code of its reason (``REASONS``).
"""

import numpy as np
from numba import njit

from hawse.channels.ships.read.codes import (
    ALIEN,
    L_HAVE,
    L_STATION,
    L_TIME,
    L_TOTAL,
    MOST_LINE,
    MOST_PARTS,
    NO_FORM,
    NO_SIX,
    NO_SUM,
    NO_TIME,
    NOW,
    PART_CHARS,
    SAID_BLANK,
    SAID_COMMENT,
    SAID_JOINED,
    SAID_LINES,
    SAID_OTHER,
    SAID_PARTS,
    SAID_REJECTS,
    SAID_SINGLE,
    SAID_TAG,
    SAID_TIME,
    SAID_TYPE,
    SAID_UNTIMED,
    SLOTS,
    STATION,
    TOO_LONG,
    TOO_MANY,
    TWO_IN_ONE,
)
from hawse.channels.ships.read.digits import epoch_of, find, number, summed
from hawse.channels.ships.read.messages import message, payload
from hawse.channels.ships.read.parts import refuse, slot_of
from hawse.channels.ships.read.plain import quick
from hawse.channels.ships.read.shapes import Ints, Octets, Reals
from hawse.channels.ships.read.sixbit import (
    NONE,
    OK,
    P_KIND,
    P_LINE,
    P_STATION,
    P_TIME,
)
from hawse.channels.ships.read.stamps import (
    after,
    station,
    tag_block,
    time_line,
)


@njit(cache=True)
def decode(
    text: Octets, end: int, now: Ints, said: Ints, names: Octets, station_longs: Ints, kept: Ints,
    parts: Octets, longs: Ints, lines: Ints, p_ints: Ints, p_reals: Reals, s_ints: Ints,
    s_texts: Octets, s_longs: Ints, clocks: Ints, rows: Ints, bad: Ints, raw: Octets,
) -> int:  # fmt: skip
    """Decode lines of ``text[:end]``; give the place reached (the end, or where arrays are full).

    ``rows`` counts what was made: positions, statics, clocks. ``now`` holds the time and station
    that the next sentence was received at; a time line holds until the next one, a tag block or a
    suffix for its own line (and the parts that follow without one).
    """
    values = np.full(256, 64, np.uint8)
    for char in range(48, 88):
        values[char] = char - 48
    for char in range(96, 120):
        values[char] = char - 56
    six = np.zeros(MOST_PARTS * PART_CHARS + 8, np.uint8)
    fields = np.zeros(9, np.int64)
    same, same_long, same_station = np.zeros(32, np.uint8), 0, now[STATION]
    lone = now.copy()
    at = 0
    bad[0, 3] = said[SAID_REJECTS]
    room = bad.shape[0] - 2 - SLOTS * MOST_PARTS
    while at < end:
        if (
            said[SAID_REJECTS] - bad[0, 3] >= room
            or rows[0] >= p_ints.shape[1] - 2
            or rows[1] >= s_ints.shape[1] - 2
            or rows[2] >= clocks.shape[1] - 2
        ):
            return at
        start = at
        if text[start] == 33:
            upto = quick(text, start, end, values, p_ints, p_reals, rows[0])
            if upto > 0:
                said[SAID_LINES] += 1
                said[SAID_SINGLE] += 1
                said[SAID_TYPE + p_ints[P_KIND, rows[0]]] += 1
                said[SAID_UNTIMED] += now[NOW] == NONE
                p_ints[P_TIME, rows[0]], p_ints[P_STATION, rows[0]] = now[NOW], now[STATION]
                p_ints[P_LINE, rows[0]] = said[SAID_LINES]
                rows[0] += 1
                at = upto
                continue
        if 0 < same_long < end - start and text[start] == 92:
            n = 0
            while n < same_long and text[start + n] == same[n]:
                n += 1
            if (
                n == same_long
            ):  # the same tag line again, as Danish logs write before each sentence
                at = start + same_long
                said[SAID_LINES] += 1
                said[SAID_TAG] += 1
                now[STATION] = same_station
                continue
        stop = find(text, 10, start, end)
        at = stop + 1
        said[SAID_LINES] += 1
        line = said[SAID_LINES]
        while stop > start and (text[stop - 1] == 13 or text[stop - 1] == 32):
            stop -= 1
        whole = start
        while start < stop and (text[start] == 32 or text[start] == 9):
            start += 1
        if start == stop:
            said[SAID_BLANK] += 1
            continue
        if stop - start > MOST_LINE:
            refuse(bad, raw, text, whole, stop, line, TOO_LONG, said)
            continue
        if text[start] == 35:
            said[SAID_COMMENT] += 1
            continue
        lone[NOW], lone[STATION] = now[NOW], now[STATION]
        nameless = False
        if text[start] == 92:
            upto = find(text, 92, start + 1, stop)
            if upto == stop:
                refuse(bad, raw, text, whole, stop, line, ALIEN, said)
                continue
            alone = upto + 1 == stop
            lone[STATION] = -1
            why = tag_block(text, start + 1, upto, now if alone else lone, names, station_longs)
            if why >= 0:
                if alone:  # it may have told a time: the one before it holds no longer
                    now[NOW] = NONE
                refuse(bad, raw, text, whole, stop, line, why, said)
                continue
            if alone:
                said[SAID_TAG] += 1
                stays = (
                    find(text, 99, whole, stop) == stop and find(text, 116, whole, stop) == stop
                )
                same_long = at - whole if stays and at <= end and at - whole <= 32 else 0
                for n in range(same_long):
                    same[n] = text[whole + n]
                same_station = now[STATION]
                continue
            start = upto + 1
            nameless = lone[STATION] < 0
            lone[STATION] = now[STATION] if nameless else lone[STATION]
        if text[start] == 36:
            star = find(text, 42, start, stop)
            why = NO_SUM if star == stop else summed(text, start + 1, star, stop)
            pghp = (
                star - start > 9 and text[start + 1] == 80 and text[start + 2] == 71
                and text[start + 3] == 72 and text[start + 4] == 80 and text[start + 5] == 44
                and text[start + 6] == 49 and text[start + 7] == 44
            )  # fmt: skip
            if why >= 0:
                if pghp:  # what follows came later than the time before it
                    now[NOW] = NONE
                refuse(bad, raw, text, whole, stop, line, why, said)
                continue
            if not pghp:
                said[SAID_OTHER] += 1
                continue
            when = time_line(text, start, star, fields)
            now[NOW] = when
            if when == NONE:
                refuse(bad, raw, text, whole, stop, line, NO_TIME, said)
                continue
            if fields[1] > fields[0]:
                now[STATION] = station(
                    names, station_longs, text, fields[0], fields[1], now[STATION]
                )
            said[SAID_TIME] += 1
            continue
        if text[start] != 33:  # a time before the sentence, as some loggers write it
            bang = find(text, 33, start, stop)
            upto = start
            while upto < bang and (48 <= text[upto] <= 57 or text[upto] == 46):
                upto += 1
            when = epoch_of(text, start, upto)
            if bang == stop or when == NONE:
                refuse(bad, raw, text, whole, stop, line, ALIEN, said)
                continue
            lone[NOW] = when
            start = bang
        star = find(text, 42, start, stop)
        if star == stop:
            refuse(bad, raw, text, whole, stop, line, NO_SUM, said)
            continue
        why = summed(text, start + 1, star, stop)
        if why >= 0:
            refuse(bad, raw, text, whole, stop, line, why, said)
            continue
        if (
            star - start < 7
            or text[start + 3] != 86
            or text[start + 4] != 68
            or text[start + 6] != 44
        ):
            said[SAID_OTHER] += 1
            continue
        if text[start + 5] != 77 and text[start + 5] != 79:
            said[SAID_OTHER] += 1
            continue
        if find(text, 33, star, stop) < stop:  # the end of a line was lost
            refuse(bad, raw, text, whole, stop, line, TWO_IN_ONE, said)
            continue
        if star + 3 < stop and text[star + 3] == 44:
            after(text, star + 4, stop, lone, names, station_longs)
        f1 = find(text, 44, start + 7, star)
        f2 = find(text, 44, f1 + 1, star)
        f3 = find(text, 44, f2 + 1, star)
        f4 = find(text, 44, f3 + 1, star)
        f5 = find(text, 44, f4 + 1, star)
        total, part = number(text, start + 7, f1), number(text, f1 + 1, f2)
        fill = number(text, f5 + 1, star) if f5 < star else -1
        if not (1 <= part <= total <= 9 and 0 <= fill <= 5 and f5 > f4 + 1):
            refuse(bad, raw, text, whole, stop, line, NO_FORM, said)
            continue
        if total > MOST_PARTS or f5 - f4 - 1 > PART_CHARS:
            refuse(bad, raw, text, whole, stop, line, TOO_MANY, said)
            continue
        if total == 1:
            long = payload(text, f4 + 1, f5, six, 0)
            why = NO_SIX
            if long >= 0:
                why = message(
                    six[:long], long * 6, line, lone, p_ints, p_reals, s_ints, s_texts,
                    s_longs, clocks, rows, said,
                )  # fmt: skip
            if why != OK:
                refuse(bad, raw, text, whole, stop, line, why, said)
            else:
                said[SAID_SINGLE] += 1
            continue
        sequence = number(text, f2 + 1, f3) if f3 > f2 + 1 else 10
        channel = int(text[f3 + 1]) if f4 > f3 + 1 else 0
        who = -1 if nameless else lone[STATION]  # a later part's own tag names its group alone
        slot = slot_of(
            kept, sequence, channel, total, part - 1, who, line, lone[NOW], parts, longs, lines,
            bad, raw, said,
        )  # fmt: skip
        long = f5 - f4 - 1
        longs[slot, part - 1], lines[slot, part - 1] = long, line
        for n in range(long):
            parts[slot, part - 1, n] = text[f4 + 1 + n]
        kept[slot, L_HAVE] |= 1 << (part - 1)
        if kept[slot, L_TIME] == NONE:
            kept[slot, L_TIME] = lone[NOW]
        if kept[slot, L_STATION] < 0:
            kept[slot, L_STATION] = who
        if kept[slot, L_HAVE] != (1 << total) - 1:
            continue
        long, why = 0, NO_SIX
        for n in range(total):
            if long >= 0:
                long = payload(parts[slot, n], 0, longs[slot, n], six, long)
        if long >= 0:
            lone[NOW] = kept[slot, L_TIME]
            if kept[slot, L_STATION] >= 0:
                lone[STATION] = kept[slot, L_STATION]
            why = message(
                six[:long], long * 6, lines[slot, 0], lone, p_ints, p_reals,
                s_ints, s_texts, s_longs, clocks, rows, said,
            )  # fmt: skip
        if why == OK:
            said[SAID_PARTS] += total
            said[SAID_JOINED] += 1
        else:
            for n in range(total):
                refuse(bad, raw, parts[slot, n], 0, longs[slot, n], lines[slot, n], why, said)
        kept[slot, L_TOTAL] = 0
    return at
