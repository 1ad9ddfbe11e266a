"""Which series a file belongs to, and which months its name speaks of."""

import re
from datetime import date
from pathlib import PurePath
from typing import Final

from hawse.core.source import Source

UNSTATED: Final = "unstated"
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)-?(0[1-9]|1[0-2])(?:-?(?:0[1-9]|[12]\d|3[01]))?(?!\d)")


def series_of(source: Source) -> str:
    """Give who inferred or reported the file: its family, else its publisher, else 'unstated'.

    Two bodies infer relationships in different ways: a difference between them is no event.
    """
    return source.family or source.publisher or UNSTATED


def months_in(text: str) -> list[date]:
    """Give the months in a text, written YYYYMM, YYYY-MM, YYYYMMDD or YYYY-MM-DD, in order.

    >>> months_in("asrel_201710.txt")
    [datetime.date(2017, 10, 1)]
    """
    return [date(int(y), int(m), 1) for y, m in _MONTH.findall(text)]


def months_named(path: str) -> list[date]:
    """Give the months in a path's last part; folders say nothing of a file's month."""
    return months_in(PurePath(path).name)
