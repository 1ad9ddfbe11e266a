"""Confidence: high, moderate or low, and always why: a table of reasons.

Confidence is in the basis, not in the event; the two never stand in one sentence (ICD 203). The
level is set by the sum of the points of the reasons that hold: 3 and more is high, 1 or 2
moderate, else low.
"""

from dataclasses import dataclass
from typing import Final

HIGH: Final = 3
MODERATE: Final = 1


@dataclass(frozen=True, slots=True)
class Basis:
    """What a verdict rests on, as plain facts."""

    observed: int
    reported_origins: int
    estimated: int
    same_scope: int
    disagreeing: int
    coverage: float | None
    reproduced: bool
    unchecked: bool


REASONS: Final = (
    ("observed", 2, "it rests on rows that were observed, not on what somebody reported"),
    ("several_origins", 2, "it rests on reports of at least two independent origins"),
    ("one_origin", 1, "it rests on one report that is independent of the claim"),
    ("exact_scope", 1, "the data speak of the same flow, item and period as the claim"),
    (
        "bounds_only",
        -1,
        "the data only bound the claim: they speak of a part or of a larger whole",
    ),
    ("disagreeing", -1, "reasonable readings disagree"),
    ("thin_coverage", -1, "coverage is below 80 % or not known"),
    ("reproduced", -1, "the data come from the same kind of sensor as the claim itself"),
    ("unchecked", -2, "a row of reference data was not checked against its text"),
)
"""(name, points, words)."""

_THIN: Final = 0.8
_SEVERAL: Final = 2


def confidence(basis: Basis) -> tuple[str, tuple[str, ...]]:
    """Give the level and the reasons in words, in the order of the table."""
    holds = {
        "observed": basis.observed > 0,
        "several_origins": basis.reported_origins >= _SEVERAL,
        "one_origin": basis.reported_origins == 1 or (basis.estimated > 0 and not basis.observed),
        "exact_scope": basis.same_scope > 0,
        "bounds_only": basis.same_scope == 0,
        "disagreeing": basis.disagreeing > 0,
        "thin_coverage": basis.observed > 0 and (basis.coverage is None or basis.coverage < _THIN),
        "reproduced": basis.reproduced,
        "unchecked": basis.unchecked,
    }
    points = sum(p for name, p, _ in REASONS if holds[name])
    level = "high" if points >= HIGH else "moderate" if points >= MODERATE else "low"
    return level, tuple(words for name, _, words in REASONS if holds[name])
