"""How the cells of position files are read: each takes a text and gives a value, or refuses it."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final

from hawse.channels.ships.read import rows as r
from hawse.channels.ships.read.instants import moment

Take = Callable[[str | None], object]
NO_HEADING: Final = 360
"""Headings and courses from here on say that there is none (511, 360)."""
NO_SPEED_KN: Final = 102.3
TYPE: Final = re.compile(r"[0-9]{1,3}(?:\.0*)?")
MOST_DRAUGHT_M: Final = 25.5
"""What the eight bits of a draught can hold."""


def whole(what: str) -> Take:
    """Take a whole number."""
    return partial(r.whole, what=what)


def draught(text: str | None) -> float | None:
    """Take a draught in metres; nought says that nothing is said."""
    value = r.real(text, "draught")
    if value is not None and not 0 <= value <= MOST_DRAUGHT_M:
        raise ValueError(f"draught {value} is none; wanted 0 to {MOST_DRAUGHT_M} metres")
    return value or None


def imo(text: str | None) -> int | None:
    """Take an IMO number; nought says that there is none."""
    return r.whole(text, "IMO number") or None


def speed(text: str | None) -> float | None:
    """Take a speed in knots; 102.3 and what is below nought say that there is none."""
    value = r.real(text, "speed")
    return None if value is None or not 0 <= value < NO_SPEED_KN else value


def course(text: str | None) -> float | None:
    """Take a course in degrees; 360 and what is below nought say that there is none."""
    value = r.real(text, "course")
    return None if value is None or not 0 <= value < NO_HEADING else value


def heading(text: str | None) -> int | None:
    """Take a heading in whole degrees."""
    value = r.whole(text, "heading")
    return None if value is None or not 0 <= value < NO_HEADING else value


def rounded_heading(text: str | None) -> int | None:
    """Take a heading that may have decimals."""
    value = r.real(text, "heading")
    return None if value is None or not 0 <= value < NO_HEADING else round(value)


def ship_type(text: str | None) -> int | None:
    """Take a ship's type as AIS numbers it; a text that is no number says nothing."""
    kind = r.said(text)
    return int(float(kind)) if kind and TYPE.fullmatch(kind) else None


def metres(text: str | None) -> int | None:
    """Take a length in metres; nought says that nothing is said."""
    value = r.real(text, "size")
    return round(value) if value else None


def instant(*forms: str) -> Callable[[str | None], datetime | None]:
    """Take an instant in UTC, written in one of some forms."""
    return lambda text: moment(text, *forms)
