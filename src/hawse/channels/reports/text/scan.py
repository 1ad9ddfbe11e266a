# ruff: noqa: C901, PLR0911, PLR0912, PLR0915, PLR0917, PLR1714, PLR2004, SIM109 - a numba kernel: one pass over bytes, arrays handed one by one, characters by their code points
"""The kernel that reads UTF-8 into hashes of words: ``normal.words`` without objects."""

import numpy as np
import numpy.typing as npt
from numba import njit

Hashes = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
Halves = npt.NDArray[np.uint16]
Codes = npt.NDArray[np.uint32]

OTHER, LETTER, DIGIT, ALONE, SIGN, DOLLAR, STRAIGHT, OPENS, CLOSES, LINE, ODD = range(11)


@njit(cache=True)
def hash_of(codes: Codes) -> np.uint64:
    """Hash the characters of a word (FNV-1a over code points, then mixed)."""
    h = np.uint64(0xCBF29CE484222325)
    for code in codes:
        h = (h ^ np.uint64(code)) * np.uint64(0x100000001B3)
    h ^= h >> np.uint64(32)
    h *= np.uint64(0x9E3779B97F4A7C15)
    return h ^ (h >> np.uint64(29))


@njit(cache=True)
def _decoded(data: Bytes, begin: int, end: int, codes: Codes) -> int:
    """Write the code points of UTF-8 text (Arrow's, so well formed) and give their number."""
    n = 0
    at = begin
    while at < end:
        byte = np.uint32(data[at])
        if byte < 0x80:
            codes[n] = byte
            at += 1
        elif byte < 0xE0:
            codes[n] = ((byte & 0x1F) << 6) | (data[at + 1] & 0x3F)
            at += 2
        elif byte < 0xF0:
            codes[n] = ((byte & 0x0F) << 12) | ((data[at + 1] & 0x3F) << 6) | (data[at + 2] & 0x3F)
            at += 3
        else:
            codes[n] = (
                ((byte & 0x07) << 18)
                | ((data[at + 1] & 0x3F) << 12)
                | ((data[at + 2] & 0x3F) << 6)
                | (data[at + 3] & 0x3F)
            )
            at += 4
        n += 1
    return n


@njit(cache=True)
def _number(codes: Codes, begin: int, end: int, out: Codes) -> int:
    """Write a number's normal form: thousands commas out, any other comma a point."""
    at, lead = begin, 0
    while at < end and 48 <= codes[at] <= 57:
        at += 1
        lead += 1
    groups = 0
    while at + 3 < end and codes[at] == 44:
        whole = True
        for k in range(1, 4):
            if not 48 <= codes[at + k] <= 57:
                whole = False
        if not whole or (at + 4 < end and 48 <= codes[at + 4] <= 57):
            break
        groups += 1
        at += 4
    if groups and at < end and codes[at] == 46:
        at += 1
        while at < end and 48 <= codes[at] <= 57:
            at += 1
    thousands = groups > 0 and at == end and 1 <= lead <= 3
    n = 0
    for k in range(begin, end):
        if codes[k] == 44:
            if thousands:
                continue
            out[n] = 46
        else:
            out[n] = codes[k]
        n += 1
    return n


@njit(cache=True)
def scan(
    data: Bytes,
    bounds: Places,
    kinds: Bytes,
    lower: Halves,
    signs: Hashes,
    words: Hashes,
    quoted: Flags,
    counts: Places,
) -> None:
    """Read texts into hashes of words; a count of -1 says that a text must go the plain way.

    The order of the branches is that of the alternatives of ``normal``'s pattern.
    """
    longest = 0
    for text in range(len(bounds) - 1):
        longest = max(longest, bounds[text + 1] - bounds[text])
    codes, out = np.empty(longest, np.uint32), np.empty(longest, np.uint32)
    kind = np.empty(longest + 4, np.uint8)
    total = 0
    for text in range(len(bounds) - 1):
        size = _decoded(data, bounds[text], bounds[text + 1], codes)
        odd = False
        for k in range(size):
            if codes[k] < 0x10000:
                kind[k] = kinds[codes[k]]
            else:
                kind[k] = OTHER if 0x1F300 <= codes[k] <= 0x1FAFF else ODD
            odd |= kind[k] == ODD
        if odd:
            counts[text] = -1
            continue
        kind[size : size + 4] = OTHER
        began, inside, at = total, False, 0
        while at < size:
            what = kind[at]
            if what == OTHER or what == LINE:
                at += 1
            elif what == STRAIGHT:
                inside = not inside
                at += 1
            elif what == OPENS or what == CLOSES:
                inside = what == OPENS
                at += 1
            elif what == DOLLAR:
                words[total], quoted[total] = signs[-1], inside
                total += 1
                at += 1
            elif what == SIGN:
                for k in range(7):
                    if codes[at] == (0x20AC, 0xA3, 0xA5, 0x20A9, 0x20BD, 0x20B9, 37)[k]:
                        words[total] = signs[9 + k]
                quoted[total] = inside
                total += 1
                at += 1
            elif what == DIGIT:
                end = at
                while kind[end] == DIGIT and end < size:
                    end += 1
                while (
                    end + 1 < size
                    and (codes[end] == 44 or codes[end] == 46)
                    and kind[end + 1] == DIGIT
                ):
                    end += 1
                    while end < size and kind[end] == DIGIT:
                        end += 1
                n = _number(codes, at, end, out)
                words[total], quoted[total] = hash_of(out[:n]), inside
                total += 1
                at = end
            elif what == ALONE:
                out[0] = lower[codes[at]]
                words[total], quoted[total] = hash_of(out[:1]), inside
                total += 1
                at += 1
            else:
                end = at
                while end < size and kind[end] == LETTER:
                    end += 1
                step, n, sign = end, end - at, -1
                if end < size and kind[end] == DOLLAR:
                    edge = at == 0 or kind[at - 1] not in (DIGIT, ALONE, LINE, LETTER)
                    sign = _prefix(codes, at, end - at) if edge else -1
                    step = end + 1 if sign >= 0 else end
                elif n == 1:
                    step, n = _dotted(codes, kind, at, size, out)
                if sign >= 0:
                    words[total], quoted[total] = signs[sign], inside
                    total += 1
                else:
                    if step == end:
                        for k in range(n):
                            out[k] = lower[codes[at + k]]
                    else:
                        for k in range(n):
                            out[k] = lower[out[k]]
                    lone = n == 1 and (out[0] == 115 or out[0] == 116 or out[0] == 100)
                    if not lone:
                        words[total], quoted[total] = hash_of(out[:n]), inside
                        total += 1
                at = step
        counts[text] = total - began


@njit(cache=True)
def _prefix(codes: Codes, at: int, size: int) -> int:
    """Give the number of the currency that letters before a dollar sign name; -1 if none.

    ``US$`` is the dollar itself, the last of the signs.
    """
    first = codes[at]
    if size == 1:
        if first == 83 or first == 115:
            return 0
        return 2 if first == 65 else (3 if first == 67 else -1)
    if size != 2:
        return -1
    pair = (first, codes[at + 1])
    if pair == (85, 83) or pair == (117, 115):
        return 16
    if pair == (72, 75) or pair == (104, 107):
        return 4
    if pair == (78, 90) or pair == (110, 122):
        return 6
    return 8 if pair == (78, 84) else -1


@njit(cache=True)
def _dotted(codes: Codes, kind: Bytes, at: int, size: int, out: Codes) -> tuple[int, int]:
    """Read letters with dots between (``U.S.``, ``u.s``): where they end, and how many letters."""
    before = at > 0 and (kind[at - 1] == ALONE or kind[at - 1] == LETTER)
    end, n = at, 0
    while not before and end + 1 < size and kind[end] == LETTER and codes[end + 1] == 46:
        out[n] = codes[end]
        n += 1
        end += 2
    last = (
        end < size
        and kind[end] == LETTER
        and (end + 1 >= size or (kind[end + 1] != LETTER and kind[end + 1] != ALONE))
    )
    if n >= 2:
        if last:
            out[n] = codes[end]
            return end + 1, n + 1
        return end, n
    if n == 1 and last:
        out[1] = codes[end]
        return end + 1, 2
    return at + 1, 1
