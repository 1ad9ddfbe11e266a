"""How the cells of position files are read: each takes a text and gives a value, or refuses it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from hawse.channels.ships.read import rows as r

Take = Callable[[str | None], object]
NO_HEADING: Final = 360
"""Headings from here on say that there is none (511)."""
NO_SPEED_KN: Final = 102.3


def number(what: str) -> Take:
    """Take a number."""
    return partial(r.real, what=what)


def whole(what: str) -> Take:
    """Take a whole number."""
    return partial(r.whole, what=what)


def number_not_zero(what: str) -> Take:
    """Take a number; nought says that nothing is said."""
    return lambda text: r.real(text, what) or None


def imo(text: str | None) -> int | None:
    """Take an IMO number; nought says that there is none."""
    return r.whole(text, "IMO number") or None


def speed(text: str | None) -> float | None:
    """Take a speed in knots; 102.3 says that there is none."""
    value = r.real(text, "SOG")
    return None if value is None or value >= NO_SPEED_KN else value


def heading(text: str | None) -> int | None:
    """Take a heading in whole degrees."""
    value = r.whole(text, "heading")
    return None if value is None or value >= NO_HEADING else value


def rounded_heading(text: str | None) -> int | None:
    """Take a heading that may have decimals."""
    value = r.real(text, "heading")
    return None if value is None or value >= NO_HEADING else round(value)


def metres(text: str | None) -> int | None:
    """Take a length in metres; nought says that nothing is said."""
    value = r.real(text, "size")
    return round(value) if value else None


def instant(*forms: str) -> Callable[[str | None], datetime | None]:
    """Take an instant in UTC, written in one of some forms."""
    return lambda text: r.moment(text, *forms)
