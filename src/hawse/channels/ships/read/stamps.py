# ruff: noqa: PLR2004 - the numbers are ASCII codes, bit offsets and limits of the standards
# ruff: noqa: PLR0917 - numba kernels: one pass, arrays handed one by one
"""Who heard a sentence, and when: tag blocks, Gatehouse time lines, suffixes."""

from numba import njit

from hawse.channels.ships.read.codes import (
    BAD_SUM,
    BAD_TAG,
    NO_SUM,
    NO_TIME,
    NOW,
    STATION,
    STATIONS,
)
from hawse.channels.ships.read.digits import epoch_of, find, instant, number, summed
from hawse.channels.ships.read.shapes import Ints, Octets
from hawse.channels.ships.read.sixbit import NONE


@njit(cache=True)
def station(names: Octets, longs: Ints, text: Octets, start: int, end: int, last: int) -> int:
    """Give the number of a station's name, adding it where it is new; -1 past ``STATIONS``."""
    long = min(end - start, names.shape[1])
    if long <= 0:
        return -1
    count = longs[STATIONS]
    for n in range(-1, count):
        which = last if n < 0 else n
        if which < 0 or longs[which] != long:
            continue
        same = True
        for c in range(long):
            if names[which, c] != text[start + c]:
                same = False
                break
        if same:
            return which
    if count >= STATIONS:
        return -1
    for c in range(long):
        char = text[start + c]
        names[count, c] = char if 32 <= char < 127 else 63
    longs[count] = long
    longs[STATIONS] = count + 1
    return int(count)


@njit(cache=True)
def time_line(text: Octets, start: int, end: int, fields: Ints) -> int:
    """Read ``$PGHP,1,year,month,day,hour,minute,second,ms,country,region,station,...*hh``.

    Gatehouse's line: when and by which base station the next sentence was received. Writes the
    station's place in the text to ``fields``.
    """
    at, values = start + 8, fields[2:]
    for n in range(7):
        upto = find(text, 44, at, end)
        values[n] = number(text, at, upto)
        at = min(upto + 1, end)
    for _ in range(2):
        at = min(find(text, 44, at, end) + 1, end)
    at = min(find(text, 44, at, end) + 1, end) if at < end and text[at] == 44 else at
    fields[0], fields[1] = at, find(text, 44, at, end)
    if not (
        0 <= values[3] < 24
        and 0 <= values[4] < 60
        and 0 <= values[5] <= 60
        and 0 <= values[6] < 1000
    ):
        return NONE
    seconds = values[3] * 3600 + values[4] * 60 + values[5]
    day = instant(values[0], values[1], values[2], seconds)
    return day if day == NONE else day + values[6] * 1000


@njit(cache=True)
def tag_block(text: Octets, start: int, end: int, now: Ints, names: Octets, longs: Ints) -> int:
    """Read a tag block ``text[start:end]`` (without its backslashes): ``c:``, ``t:``, ``s:``.

    ``c:`` is the receive time; a number in ``t:`` stands in where it is missing.
    Gives a reason's code, or -1.
    """
    star = find(text, 42, start, end)
    if star == end:
        return NO_SUM
    why = summed(text, start, star, end)
    if why >= 0:
        return BAD_TAG if why == BAD_SUM else NO_SUM
    heard, stood, at = NONE, NONE, start
    while at < star:
        upto = find(text, 44, at, star)
        colon = find(text, 58, at, upto)
        if colon == at + 1 and text[at] == 99:
            heard = epoch_of(text, colon + 1, upto)
            if heard == NONE:
                return NO_TIME
        elif colon == at + 1 and text[at] == 116:
            stood = epoch_of(text, colon + 1, upto)
        elif (colon == at + 1 and text[at] == 115) or (
            colon == at + 2 and text[at] == 115 and text[at + 1] == 105
        ):
            now[STATION] = station(names, longs, text, colon + 1, upto, now[STATION])
        at = upto + 1
    if heard != NONE:
        now[NOW] = heard
    elif stood != NONE:
        now[NOW] = stood
    return -1


@njit(cache=True)
def after(text: Octets, start: int, end: int, now: Ints, names: Octets, longs: Ints) -> None:
    """Read what follows the checksum: ``,rSTATION`` and ``,epoch`` (US Coast Guard form)."""
    at = start
    while at < end:
        upto = find(text, 44, at, end)
        value = epoch_of(text, at, upto)
        if value != NONE:
            now[NOW] = value
        elif upto - at > 1 and (text[at] == 114 or text[at] == 98):
            now[STATION] = station(names, longs, text, at, upto, now[STATION])
        at = upto + 1
