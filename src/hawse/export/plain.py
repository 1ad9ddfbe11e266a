"""Any value of a ledger as text or number, for forms that have no lists and no instants."""

import json
from datetime import date, datetime


def cell(value: object) -> str | float | None:
    """Give a value as a text or a number: lists as JSON, truths as 1 and 0, instants as ISO 8601.

    >>> cell(["a", "b"]), cell(True), cell(None)
    ('["a", "b"]', 1, None)
    """
    if value is None or isinstance(value, str | int | float):
        return int(value) if isinstance(value, bool) else value
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return str(value) if isinstance(value, date) else json.dumps(value, ensure_ascii=False)
