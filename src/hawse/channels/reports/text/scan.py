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
    return mixed(h)


@njit(cache=True)
def mixed(h: np.uint64) -> np.uint64:
    """Spread what FNV-1a left in the low bits over all of a hash."""
    h ^= h >> np.uint64(32)
    h *= np.uint64(0x9E3779B97F4A7C15)
    return h ^ (h >> np.uint64(29))


@njit(cache=True)
def _plain(data: Bytes, begin: int, end: int) -> bool:
    """Say whether all bytes are ASCII's: such a text is its own code points."""
    every = np.uint8(0)
    for at in range(begin, end):
        every |= data[at]
    return bool(every < 0x80)


@njit(cache=True)
def _decoded(data: Bytes, begin: int, end: int, kinds: Bytes, codes: Halves) -> int:
    """Write the code points of UTF-8 text (Arrow's, so well formed) and give their number.

    -1 says that one of them is odd. Pictures (U+1F300 on) part words as any other sign does, so
    one sign stands for them all; nothing else past 16 bits is read here.
    """
    n = 0
    at = begin
    while at < end:
        byte = np.uint32(data[at])
        if byte < 0x80:
            code = byte
            at += 1
        elif byte < 0xE0:
            code = ((byte & 0x1F) << 6) | (data[at + 1] & 0x3F)
            at += 2
        elif byte < 0xF0:
            code = ((byte & 0x0F) << 12) | ((data[at + 1] & 0x3F) << 6) | (data[at + 2] & 0x3F)
            at += 3
        else:
            code = ((byte & 0x07) << 18) | ((data[at + 1] & 0x3F) << 12)
            code |= ((data[at + 2] & 0x3F) << 6) | (data[at + 3] & 0x3F)
            if not 0x1F300 <= code <= 0x1FAFF:
                return -1
            code = np.uint32(0xFFFF)
            at += 4
        if kinds[code] == ODD:
            return -1
        codes[n] = code
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
    codes, out = np.empty(longest, np.uint16), np.empty(longest, np.uint32)
    total = 0
    for text in range(len(bounds) - 1):
        began, begin, end = total, bounds[text], bounds[text + 1]
        if _plain(data, begin, end):
            total = _read(data[begin:end], kinds, lower, signs, words, quoted, total, out)
        else:
            size = _decoded(data, begin, end, kinds, codes)
            if size < 0:
                counts[text] = -1
                continue
            total = _read(codes[:size], kinds, lower, signs, words, quoted, total, out)
        counts[text] = total - began


@njit(cache=True)
def _read(
    codes: npt.NDArray[np.unsignedinteger],
    kinds: Bytes,
    lower: Halves,
    signs: Hashes,
    words: Hashes,
    quoted: Flags,
    total: int,
    out: Codes,
) -> int:
    """Add the hashes of one text's words from ``total`` on, and give where they end.

    Compiled for bytes (ASCII, where decoding would cost as much again) and for 16 bits.
    """
    size = len(codes)
    inside, at = False, 0
    while at < size:
        what = kinds[codes[at]]
        if what == LETTER:
            end = at
            h = np.uint64(0xCBF29CE484222325)
            while end < size and kinds[codes[end]] == LETTER:
                h = (h ^ np.uint64(lower[codes[end]])) * np.uint64(0x100000001B3)
                end += 1
            step, n, sign = end, end - at, -1
            if end < size and codes[end] == 36:
                edge = at == 0 or kinds[codes[at - 1]] not in (DIGIT, ALONE, LINE, LETTER)
                sign = _prefix(codes, at, n) if edge else -1
                step = end + 1 if sign >= 0 else end
            elif n == 1:
                step, n = _dotted(codes, kinds, at, out)
            if sign >= 0:
                words[total], quoted[total] = signs[sign], inside
                total += 1
            elif step != end:
                for k in range(n):
                    out[k] = lower[out[k]]
                words[total], quoted[total] = hash_of(out[:n]), inside
                total += 1
            elif n > 1 or lower[codes[at]] not in (115, 116, 100):
                words[total], quoted[total] = mixed(h), inside
                total += 1
            at = step
        elif what == OTHER or what == LINE:
            at += 1
        elif what == DIGIT:
            end = at
            while end < size and kinds[codes[end]] == DIGIT:
                end += 1
            while (
                end + 1 < size
                and (codes[end] == 44 or codes[end] == 46)
                and kinds[codes[end + 1]] == DIGIT
            ):
                end += 1
                while end < size and kinds[codes[end]] == DIGIT:
                    end += 1
            n = _number(codes, at, end, out)
            words[total], quoted[total] = hash_of(out[:n]), inside
            total += 1
            at = end
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
        else:  # a letter of a script without spaces: a word of its own
            out[0] = lower[codes[at]]
            words[total], quoted[total] = hash_of(out[:1]), inside
            total += 1
            at += 1
    return total


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
def _dotted(
    codes: npt.NDArray[np.unsignedinteger], kinds: Bytes, at: int, out: Codes
) -> tuple[int, int]:
    """Read letters with dots between (``U.S.``, ``u.s``): where they end, and how many letters."""
    size = len(codes)
    before = at > 0 and (kinds[codes[at - 1]] == ALONE or kinds[codes[at - 1]] == LETTER)
    end, n = at, 0
    while not before and end + 1 < size and kinds[codes[end]] == LETTER and codes[end + 1] == 46:
        out[n] = codes[end]
        n += 1
        end += 2
    last = end < size and kinds[codes[end]] == LETTER
    if last and end + 1 < size:
        following = kinds[codes[end + 1]]
        last = following != LETTER and following != ALONE
    if n >= 2:
        if last:
            out[n] = codes[end]
            return end + 1, n + 1
        return end, n
    if n == 1 and last:
        out[1] = codes[end]
        return end + 1, 2
    return at + 1, 1
