"""The kernel that parses relationship lines: bytes in, columns and the bad lines' places out."""

from typing import Final, NamedTuple

import numba
import numpy as np
import numpy.typing as npt

REASONS: Final = {
    1: "the first column is no AS number from 1 to 4294967295",
    2: "the second column is no AS number from 1 to 4294967295",
    3: "the third column is neither -1 nor 0",
    4: "fewer than three columns between '|'",
    5: "more than four columns between '|'",
    6: "an AS is listed as its own neighbour",
}
BAR, HASH, MINUS, ZERO, ONE, NINE = (ord(c) for c in "|#-019")
NEWLINE, RETURN, SPACE, TAB = 10, 13, 32, 9
MOST_DIGITS = 10
MOST_AS = 0xFFFFFFFF


class Edges(NamedTuple):
    """One chunk of lines: columns of the good ones; number, reason and byte of the bad."""

    a: npt.NDArray[np.int64]
    b: npt.NDArray[np.int64]
    rel: npt.NDArray[np.int8]
    line: npt.NDArray[np.int64]
    at: npt.NDArray[np.int64]
    end: npt.NDArray[np.int64]
    bad: npt.NDArray[np.int8]
    bad_line: npt.NDArray[np.int64]
    bad_at: npt.NDArray[np.int64]


def parse(text: npt.NDArray[np.uint8], first_line: int) -> Edges:
    """Parse whole lines, the last one ended too; ``first_line`` is the number of the first."""
    most = int(np.count_nonzero(text == NEWLINE))
    a, b, line, at, end = (np.empty(most, np.int64) for _ in range(5))
    code = np.empty(most, np.int8)
    count = _lines(text, first_line, a, b, code, line, at, end)
    good = np.flatnonzero(code[:count] <= 0)
    bad = np.flatnonzero(code[:count] > 0)
    return Edges(
        a[good], b[good], code[good], line[good], at[good], end[good],
        code[bad], line[bad], at[bad],
    )  # fmt: skip


@numba.njit(cache=True)
def _number(text, start, end):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202 - numba infers
    """Give the AS number written in text[start:end], or 0 if it is none."""
    if end - start > MOST_DIGITS or end <= start or text[start] == ZERO:
        return 0
    value = 0
    for i in range(start, end):
        if text[i] < ZERO or text[i] > NINE:
            return 0
        value = value * 10 + (text[i] - ZERO)
    return value if value <= MOST_AS else 0


@numba.njit(cache=True)
def _code(text, start, stop, found):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202, PLR0911 - numba infers; one return a reason
    """Give 0 or -1 for a relation, a reason of REASONS for a line that is none; fill ``found``."""
    bars = np.zeros(4, np.int64)
    count = 0
    for i in range(start, stop):
        if text[i] == BAR:
            if count == 3:  # noqa: PLR2004 - four columns have three bars
                return 5
            bars[count] = i
            count += 1
    if count < 2:  # noqa: PLR2004 - three columns have two bars
        return 4
    found[0] = _number(text, start, bars[0])
    found[1] = _number(text, bars[0] + 1, bars[1])
    last = bars[2] if count == 3 else stop  # noqa: PLR2004 - as above
    if found[0] == 0:
        return 1
    if found[1] == 0:
        return 2
    at = bars[1] + 1
    if last - at == 1 and text[at] == ZERO:
        return 6 if found[0] == found[1] else 0
    if last - at == 2 and text[at] == MINUS and text[at + 1] == ONE:  # noqa: PLR2004 - "-1"
        return 6 if found[0] == found[1] else -1
    return 3


@numba.njit(cache=True)
def _lines(text, first_line, a, b, code, line, at, end):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202, PLR0917 - a kernel fills its arrays
    """Walk the lines; blank lines and comments count as lines but give nothing."""
    found = np.zeros(2, np.int64)
    count, start, number = 0, 0, first_line
    for i in range(text.size):
        if text[i] != NEWLINE:
            continue
        stop = i
        while stop > start and text[stop - 1] in (RETURN, SPACE, TAB):
            stop -= 1
        if stop > start and text[start] != HASH:
            code[count] = _code(text, start, stop, found)
            a[count], b[count] = found[0], found[1]
            line[count], at[count], end[count] = number, start, stop
            count += 1
        start = i + 1
        number += 1
    return count
