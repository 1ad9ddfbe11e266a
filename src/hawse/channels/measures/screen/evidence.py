"""What besides the name speaks for and against: births, countries, numbers."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from hawse.channels.measures.lists.days import ends

SAME_DAY: Final = 4.0
SAME_YEAR: Final = 2.0
NEAR_DAYS: Final = 800
OTHER_YEAR: Final = -3.0
SAME_COUNTRY: Final = 0.7
OTHER_COUNTRY: Final = -0.5
_SHORTEST: Final = 5
SAME_NUMBER: Final = 8.0
"""Log-odds. Two people drawn at random share a day of birth once in 20,000 and a year once in 50;
a list's day is wrong more often than that, so agreement is capped at e^4 and e^2, disagreement at
e^-3."""


class Weighed(NamedTuple):
    """Log-odds, and the words for it; for it where positive, against it where negative."""

    odds: float
    words: str


def births(asked: Sequence[str], listed: Sequence[str]) -> Weighed | None:
    """Weigh days of birth; nothing where either side says none. The best of several counts."""
    pairs = [(a, b, _births(a, b)) for a in asked for b in listed]
    told = [(odds, a, b) for a, b, odds in pairs if odds is not None]
    if not told:
        return None
    odds, a, b = max(told)
    if odds >= SAME_DAY:
        return Weighed(odds, f"same day of birth {a}")
    if odds > 0:
        return Weighed(odds, f"births agree: asked {a}, listed {b}")
    if odds == 0:
        return Weighed(odds, f"births near: asked {a}, listed {b}")
    return Weighed(odds, f"births differ: asked {a}, listed {'; '.join(sorted(listed)[:4])}")


def _births(a: str, b: str) -> float | None:
    one, two = ends(a), ends(b)
    if one is None or two is None:
        return None
    if one[0] <= two[1] and two[0] <= one[1]:
        return SAME_DAY if one[0] == one[1] == two[0] == two[1] else SAME_YEAR
    apart = (max(one[0], two[0]) - min(one[1], two[1])).days
    if apart <= NEAR_DAYS or _swapped(one, two):
        return 0.0
    return OTHER_YEAR


def _swapped(one: tuple[date, date], two: tuple[date, date]) -> bool:
    """Say whether two days have the same digits in another order, as in a slip of the pen."""
    if one[0] != one[1] or two[0] != two[1]:
        return False
    return sorted(one[0].isoformat()) == sorted(two[0].isoformat())


def countries(asked: Sequence[str], listed: Sequence[str]) -> Weighed | None:
    """Weigh countries of any relation; nothing where either side names none."""
    mine, theirs = {c for c in asked if c}, {c for c in listed if c}
    if not mine or not theirs:
        return None
    if both := sorted(mine & theirs):
        return Weighed(SAME_COUNTRY, f"both tied to {', '.join(both).upper()}")
    return Weighed(
        OTHER_COUNTRY, f"countries differ: asked {_codes(mine)}, listed {_codes(theirs)}"
    )


def _codes(codes: set[str]) -> str:
    return ", ".join(sorted(codes)[:5]).upper()


def numbers(asked: Sequence[str], listed: Sequence[str]) -> Weighed | None:
    """Weigh passports, registrations and the like.

    The same number says much, another says nothing.
    """
    mine = {_bare(n) for n in asked} - {""}
    theirs = {_bare(n): n for n in listed}
    both = sorted(mine & set(theirs) - {""})
    return Weighed(SAME_NUMBER, f"same number {theirs[both[0]]}") if both else None


def _bare(number: str) -> str:
    bare = "".join(c for c in number.casefold() if c.isalnum())
    return bare if len(bare) >= _SHORTEST and any(c.isdigit() for c in bare) else ""
