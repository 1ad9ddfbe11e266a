# ruff: noqa: C901, FBT001, PLR0911, PLR0912, PLR0915, PLR0917, PLR1714, PLR2004, SIM109 - a numba kernel: one pass over bytes, arrays handed one by one, characters by their code points
"""The kernel that tells which of the plain forms each of many destination texts has.

It tells a form only where the whole answer follows from it; ``Resolver.resolve`` is what says
what a text means, and reads every other text. Over a thousand real texts this takes 0.3 us each,
where the steps of ``Resolver`` that it stands for take three to twenty.

Numba keeps compiled code by the time of this file alone: a change to ``letters``, ``lookup`` or
``meanings`` needs one here.
"""

import numpy as np
from numba import njit

from hawse.channels.ships.places.letters import (
    CODE_AT,
    COUNTRY_AT,
    DASH,
    FLAGS_AT,
    LONGEST,
    NAME_AT,
    ODD,
    SIGN,
    coded,
    doubled,
    ends_in_a_code,
    flattened,
    gap_of,
    is_alnum,
    pieces,
)
from hawse.channels.ships.places.lookup import NONE, Bytes, Ends, Ids, Keys, found
from hawse.channels.ships.places.meanings import (
    AREA,
    ARRIVAL,
    BARE,
    BEGIN,
    BERTHED,
    BESIDE,
    CODE,
    CODED,
    COUNTRY,
    DASHED,
    END,
    FIRST,
    JOINED,
    JUNK,
    LAST,
    LONE,
    NAME,
    NO_NAME,
    NOISE,
    OTHER,
    SEA,
    SIGNED,
    SOLE,
    START,
    STATUS,
    SURE,
    WHOLE,
    WITHIN,
    WORD,
    WORDED,
)


@njit(cache=True)
def forms_of(
    data: Bytes, text_ends: Ends, known: Keys, vocabulary: Keys, forms: Bytes, ids: Ids
) -> None:  # fmt: skip
    """Write each text's form, and the numbers of the names, code or country in it.

    ``known`` holds names and codes, ``vocabulary`` all that means something besides: some hundred
    words, which stay in the processor's nearest memory. ``ids`` has ``MOST`` columns, -1 where
    there is no more.
    """
    flat = np.zeros(LONGEST, np.uint8)
    key = np.zeros(LONGEST, np.uint8)
    code = np.zeros(5, np.uint8)
    starts = np.zeros(LONGEST, np.int64)
    stops = np.zeros(LONGEST, np.int64)
    gaps = np.zeros(LONGEST, np.int64)
    end = 0
    for t in range(len(text_ends)):
        begin, end = end, text_ends[t]
        size = flattened(data, begin, end, flat)
        forms[t] = OTHER if size < 0 else _form(
            flat, 0, size, known, vocabulary, ids[t], key, code, starts, stops, gaps
        )  # fmt: skip


@njit(cache=True)
def _form(
    data: Bytes, begin: int, end: int, known: Keys, vocabulary: Keys, ids: Ids,
    key: Bytes, code: Bytes, starts: Ends, stops: Ends, gaps: Ends,
) -> int:  # fmt: skip
    size = words = letters = 0
    inside = False
    last_stop = begin
    for n in range(begin, end):
        byte = data[n]
        if is_alnum(byte):
            if not inside:
                starts[words] = size
                gaps[words] = gap_of(data, last_stop, n)
                inside = True
            key[size] = byte
            size += 1
            letters += byte >= 65
        elif inside:
            stops[words] = size
            words += 1
            last_stop = n
            inside = False
    if inside:
        stops[words] = size
        words += 1
        last_stop = end
    word = found(key, 0, size, vocabulary)
    meant = vocabulary.told[word, FLAGS_AT] if word >= 0 else 0
    if not meant & NO_NAME:
        whole = found(key, 0, size, known)
        if whole >= 0 and known.told[whole, NAME_AT] >= 0:
            if size <= 3 or known.told[whole, FLAGS_AT] & CODED:
                return OTHER
            ids[0] = known.told[whole, NAME_AT]
            return SOLE if known.told[whole, FLAGS_AT] & SURE else NAME
    if meant & (NO_NAME | WHOLE):
        return OTHER
    if not letters:
        return JUNK
    one_word = words == 1 and size == end - begin
    if not one_word or size < 9:
        rest = coded(data, begin, end, code)
        if rest >= 0:
            held = found(code, 0, 5, known)
            if held >= 0 and known.told[held, CODE_AT] >= 0:
                ids[0] = known.told[held, CODE_AT]
                return WORDED if ends_in_a_code(data, begin, end, known, code) else CODE
    if letters < 4 or (size >= 19 and key[size - 1] < 65) or key[0] == key[1]:
        return OTHER
    if size - letters >= 6 or (key[0] == 77 and key[1] == 79 and key[2] == 66):
        return OTHER
    plain = letters == size
    return _worded(
        data, end, known, vocabulary, ids,
        key, size, words, starts, stops, gaps, last_stop, plain, one_word,
    )  # fmt: skip


@njit(cache=True)
def _worded(
    data: Bytes, end: int, known: Keys, vocabulary: Keys, ids: Ids,
    key: Bytes, size: int, words: int, starts: Ends, stops: Ends, gaps: Ends, last_stop: int,
    plain: bool, one_word: bool,
) -> int:  # fmt: skip
    """Tell the form of a text that is neither one name nor one code."""
    for n in range(size - 2):
        if key[n] == 86 and key[n + 1] == 73 and key[n + 2] == 65:
            return OTHER
    told = vocabulary.told
    signs = dashes = noise = joined = long = 0
    sea = odd = False
    arrival = ARRIVAL
    first = last = 0
    last_word = NONE
    for w in range(words):
        a, b = starts[w], stops[w]
        n = found(key, a, b, vocabulary)
        meant = told[n, FLAGS_AT] if n >= 0 else 0
        s = found(key, a, min(b, a + 3), vocabulary)
        if (s >= 0 and told[s, FLAGS_AT] & STATUS) and (
            meant & WORD
            or _begins(key, a, b, stops[w + 1] if w + 1 < words else b, size, vocabulary)
        ):
            return OTHER
        sea = sea or meant & AREA != 0
        if b - a >= 6:
            s = found(key, a, a + 6, vocabulary)
            sea = sea or (s >= 0 and told[s, FLAGS_AT] & START != 0)
        if b - a >= 7:
            s = found(key, b - 7, b, vocabulary)
            sea = sea or (s >= 0 and told[s, FLAGS_AT] & END != 0)
        if meant & NOISE:
            noise += 1
            arrival &= meant
        joined |= meant & JOINED
        long += b - a > 3
        if w == 0:
            if meant & WHOLE and not meant & COUNTRY:
                return OTHER
            first = meant
            if words > 1:
                s = found(key, 0, stops[1], vocabulary)
                if s >= 0 and told[s, FLAGS_AT] & WHOLE and not told[s, FLAGS_AT] & COUNTRY:
                    return OTHER
            odd = gaps[0] & (DASH | ODD) != 0
            signs = 2 if gaps[0] == SIGN else 0
        else:
            signs += gaps[w] == SIGN
            dashes += gaps[w] == DASH
            odd = odd or gaps[w] == ODD
        last, last_word = meant, n
    if last_stop < end and not (end - last_stop == 1 and data[last_stop] == 46):
        gap = gap_of(data, last_stop, end)
        signs += 2 if gap == SIGN else 0
        odd = odd or gap == DASH or gap == ODD
    tail = size - starts[words - 1]
    if last & COUNTRY:
        if words > 1 and not sea:
            held = found(key, 0, starts[words - 1], known)
            if held >= 0 and known.told[held, NAME_AT] >= 0:
                ids[0] = known.told[held, NAME_AT]
                ids[1] = told[last_word, COUNTRY_AT]
                return WITHIN
        return OTHER
    head = stops[0]
    coded = False
    if head == 5:
        held = found(key, 0, 5, known)
        coded = held >= 0 and known.told[held, FLAGS_AT] & CODED != 0
    named = (
        plain and not odd and not joined and not coded and not first & FIRST and not last & LAST
        and not doubled(key, size) and head != 2
        and (head != 3 or (long > 0 and not first & COUNTRY))
    )  # fmt: skip
    if sea:
        return SEA if named and not noise and not signs and tail > 2 else OTHER
    if not named:
        return WORDED
    if noise:
        if signs or dashes or tail <= 2 or head <= 3 or first & NOISE:
            return WORDED
        ids[1] = arrival
        return BERTHED if _berthed(key, words, starts, stops, known, vocabulary, ids) else WORDED
    if one_word:
        return LONE
    if tail == 2 and signs <= 1 and head > 3 and (not signs or gaps[words - 1] == SIGN):
        n = found(key, 0, size - 2, known)
        if n >= 0 and known.told[n, NAME_AT] >= 0 and size > 5:
            ids[0] = known.told[n, NAME_AT]
            ids[1] = key[size - 2]
            ids[2] = key[size - 1]
            return BESIDE
    if tail <= 2 or words == 1:
        return WORDED
    if signs:
        return SIGNED if pieces(key, words, starts, stops, gaps, SIGN, known, ids) else WORDED
    if dashes and pieces(key, words, starts, stops, gaps, DASH, known, ids):
        return DASHED
    return BARE


@njit(cache=True)
def _begins(key: Bytes, begin: int, end: int, next_end: int, size: int, vocabulary: Keys) -> bool:
    """Say whether a status may begin with the word at ``begin``, or with it and the next."""
    for n in range(2, 9):
        stop = begin + n
        if stop > size:
            return False
        if n == 2 and stop != end and not (end == begin + 1 and stop == next_end):
            continue
        held = found(key, begin, stop, vocabulary)
        if held >= 0 and vocabulary.told[held, FLAGS_AT] & BEGIN:
            return True
    return False


@njit(cache=True)
def _berthed(
    key: Bytes, words: int, starts: Ends, stops: Ends, known: Keys, vocabulary: Keys, ids: Ids
) -> bool:
    """Write the name that is left without the words of a berth; say whether there is one."""
    bare = np.zeros(LONGEST, np.uint8)
    size = 0
    for w in range(words):
        n = found(key, starts[w], stops[w], vocabulary)
        if n >= 0 and vocabulary.told[n, FLAGS_AT] & NOISE:
            continue
        for i in range(starts[w], stops[w]):
            bare[size] = key[i]
            size += 1
    n = found(bare, 0, size, known)
    if size <= 3 or n < 0 or known.told[n, NAME_AT] < 0:
        return False
    ids[0] = known.told[n, NAME_AT]
    ids[2] = size
    return True
