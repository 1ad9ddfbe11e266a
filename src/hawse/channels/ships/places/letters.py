# ruff: noqa: C901, PLR0911, PLR0912, PLR0917, PLR1714, PLR2004 - numba kernels: characters by their code points
"""What ``scan`` asks of a text's bytes: plain letters, a code in it, the signs between words."""

from numba import njit

from hawse.channels.ships.places.lookup import NONE, Bytes, Ends, Ids, Keys, found

LONGEST = 64
"""The longest text that has a plain form: an AIS message holds twenty letters."""
MOST = 4
"""The most names of one text that are told."""
SPACE, SIGN, DASH, ODD = 1, 2, 4, 8
FLAGS_AT, NAME_AT, CODE_AT, COUNTRY_AT = 0, 1, 2, 1
"""What is told of a known key (its flags, its number among names and among codes) and of a word
(its flags, its country's number)."""


@njit(cache=True)
def _upper(byte: int) -> int:
    return byte - 32 if 97 <= byte <= 122 else byte


@njit(cache=True)
def flattened(data: Bytes, begin: int, end: int, into: Bytes) -> int:
    """Write a text in capitals, one space at most together and none at its ends; give its size.

    -1 where it is empty, long, or has what no plain form has.
    """
    if end - begin > LONGEST:
        return NONE
    size = 0
    for n in range(begin, end):
        byte = _upper(data[n])
        if byte < 32 or byte > 126 or byte == 63 or byte == 64 or byte == 96:
            return NONE
        if byte == 95:
            byte = 32
        if byte != 32 or (size and into[size - 1] != 32):
            into[size] = byte
            size += 1
    if size and into[size - 1] == 32:
        size -= 1
    return size or NONE


@njit(cache=True)
def is_alnum(byte: int) -> bool:
    """Say whether a byte is a digit or a capital letter."""
    return 48 <= byte <= 57 or 65 <= byte <= 90


@njit(cache=True)
def coded(data: Bytes, begin: int, end: int, into: Bytes) -> int:
    """Write the code that a text is, as ``resolve.CODED`` reads it; give where the rest begins.

    -1 where it is none. The text has no two spaces together.
    """
    at = begin
    while at < end and (
        data[at] == 60 or data[at] == 62 or data[at] == 42 or data[at] == 32 or data[at] == 46
    ):
        at += 1
    if end - at < 5:
        return NONE
    n = 0
    for i in range(5):
        if i == 2 and data[at] == 32:
            at += 1
        if at >= end:
            return NONE
        byte = data[at]
        if not 65 <= byte <= 90:
            return NONE
        into[i] = byte
        at += 1
    n = at
    if end - n >= 2 and data[n] == 88 and data[n + 1] == 88:
        n += 2
    elif end - n >= 3 and data[n] == 79 and data[n + 1] == 70 and data[n + 2] == 70:
        n += 3
    while n < end:
        if data[n] != 32:
            return NONE
        word = n + 1
        n = word
        while n < end and is_alnum(data[n]):
            n += 1
        size = n - word
        if size == 0 or size > 3 or (size == 3 and n < end):
            return NONE
        if size == 2 and data[word + 1] == 79 and data[word] == 84:
            return NONE
        if size == 2 and data[word + 1] == 82 and data[word] == 79:
            return NONE
    return at


@njit(cache=True)
def ends_in_a_code(data: Bytes, begin: int, end: int, known: Keys, into: Bytes) -> bool:
    """Say whether a long text has a second code at its end."""
    if end - begin <= 9:
        return False
    n = 0
    for i in range(end - 6, end):
        if data[i] != 32:
            if n == 5:
                return False
            into[n] = data[i]
            n += 1
    held = found(into, 0, n, known)
    return held >= 0 and known.told[held, CODE_AT] >= 0


@njit(cache=True)
def gap_of(data: Bytes, begin: int, end: int) -> int:
    """Tell what stands between two words: a space, a sign of a voyage, a hyphen, or else."""
    signs = dashes = spaces = 0
    for n in range(begin, end):
        byte = data[n]
        if byte == 32:
            spaces += 1
        elif byte == 45:
            dashes += 1
        elif (
            byte == 60 or byte == 61 or byte == 62 or byte == 126 or byte == 47 or byte == 92
            or byte == 43 or byte == 38 or byte == 59 or byte == 124 or byte == 44 or byte == 58
        ):  # fmt: skip
            signs += 1
        else:
            return ODD
    if not dashes:
        return SIGN if signs else SPACE
    if not signs:
        if dashes > 1 or end - begin > 3:
            return ODD
        return SIGN if data[begin] != 45 and data[end - 1] != 45 else DASH
    while begin < end and data[begin] == 32:
        begin += 1
    while begin < end and data[end - 1] == 32:
        end -= 1
    if data[end - 1] != 62:
        return ODD
    for n in range(begin, end - 1):
        byte = data[n]
        if byte != 45 and byte != 61 and byte != 126 and not (byte == 60 and n == begin):
            return ODD
    return SIGN


@njit(cache=True)
def doubled(key: Bytes, size: int) -> bool:
    """Say whether a key has two vowels that may stand for one with a mark."""
    for n in range(size - 1):
        a, b = key[n], key[n + 1]
        if (b == 69 and (a == 65 or a == 79 or a == 85)) or (a == 65 and b == 65):
            return True
    return False


@njit(cache=True)
def pieces(
    key: Bytes, words: int, starts: Ends, stops: Ends, gaps: Ends, sign: int, known: Keys, ids: Ids
) -> bool:  # fmt: skip
    """Write the names between signs; say whether there are two or more, and all are known."""
    count = 0
    begin = 0
    for w in range(1, words + 1):
        if w < words and gaps[w] != sign:
            continue
        a, b = starts[begin], stops[w - 1]
        begin = w
        if b - a < 2 or (b - a == 2 and sign == DASH) or count == MOST:
            return False
        n = found(key, a, b, known)
        if n < 0 or known.told[n, NAME_AT] < 0:
            return False
        ids[count] = known.told[n, NAME_AT]
        count += 1
    return count > 1
