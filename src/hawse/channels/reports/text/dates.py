"""Days written in a text's furniture: print notes, date lines, datelines."""

import re
from datetime import UTC, datetime
from typing import Final

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
         "august aug", "september sept sep", "october oct", "november nov", "december dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_NAMES: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY: Final = re.compile(
    rf"(?P<m>{_NAMES})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<y>\d{{4}})\b"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{_NAMES})\.?\s*,?\s+"
    rf"(?P<y2>\d{{4}})\b"
    r"|\b(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)\b",
    re.IGNORECASE,
)


def day(text: str) -> datetime | None:
    """Give the first full day (with its year) written in a text, as midnight UTC.

    >>> day("of The Straits Times on October 05, 2017, with").date().isoformat()
    '2017-10-05'
    """
    for hit in _DAY.finditer(text):
        g = hit.groupdict()
        month = g["m"] or g["m2"]
        try:
            return datetime(
                int(g["y"] or g["y2"] or g["y3"]),
                MONTHS[month.lower()] if month else int(g["m3"]),
                int(g["d"] or g["d2"] or g["d3"]),
                tzinfo=UTC,
            )
        except ValueError:
            continue
    return None
