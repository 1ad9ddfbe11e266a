"""Statements: what is said, by a speaker (claim) or by our own reading of data (finding).

Claim and Finding share the form, Proposition, and differ in who vouches.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from hawse.core.units import convert

Basis = Literal["observed", "reported", "estimated", "assumed"]
Polarity = Literal["asserts", "denies"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount that is never more exact than its source.

    ``low <= best <= high``; "at least eight ships" is ``Quantity(8, None, None, "ship")``.
    ``None`` means *not said*: an open end, not zero. Amounts of units that do not convert do not
    compare.

    Raises:
        ValueError: the ends are crossed, or nothing at all is said.
    """

    low: float | None
    best: float | None
    high: float | None
    unit: str

    def __post_init__(self) -> None:
        """Refuse crossed ends."""
        said = [v for v in (self.low, self.best, self.high) if v is not None]
        if not said:
            raise ValueError("a quantity needs at least one of low, best, high")
        if said != sorted(said):
            raise ValueError(f"crossed ends: low {self.low}, best {self.best}, high {self.high}")

    def within(self, unit: str) -> "Quantity | None":
        """Give the same amount in another unit; ``None`` where the two do not compare.

        >>> Quantity(60, 60, 60, "mi").within("km").best
        96.56064
        """
        ends = [
            None if v is None else convert(v, self.unit, unit)
            for v in (self.low, self.best, self.high)
        ]
        given = [v is not None for v in (self.low, self.best, self.high)]
        if any(g and e is None for g, e in zip(given, ends, strict=True)):
            return None
        return Quantity(ends[0], ends[1], ends[2], unit)

    def ends(self) -> tuple[float, float]:
        """Give the lowest and highest value that this may be; open ends are infinite."""
        low = self.low if self.low is not None else float("-inf")
        high = self.high if self.high is not None else float("inf")
        return low, high

    def may_equal(self, other: "Quantity") -> bool:
        """Say whether both could be true of the same thing.

        >>> Quantity(8, None, None, "ship").may_equal(Quantity(6, 6, 6, "ship"))
        False
        """
        theirs = other.within(self.unit)
        if theirs is None:
            return False
        (a, b), (c, d) = self.ends(), theirs.ends()
        return a <= d and c <= b


@dataclass(frozen=True, slots=True)
class Period:
    """A span of time, half open: ``start`` is in it, ``end`` is not. ``None`` is *not said*."""

    start: datetime | None
    end: datetime | None
    grain: str | None = None

    def overlaps(self, other: "Period") -> bool:
        """Say whether the two share an instant; an end that is not said is open."""
        return (self.start is None or other.end is None or self.start < other.end) and (
            other.start is None or self.end is None or other.start < self.end
        )


@dataclass(frozen=True, slots=True)
class Proposition:
    """The form of a statement. Field by field it is the row of ``claims`` and of ``findings``."""

    channel: str
    kind: str
    says: str
    subject: str | None
    counterpart: str | None = None
    item: str | None = None
    flow: str | None = None
    quantity: Quantity | None = None
    quantity_kind: str | None = None
    period: Period = field(default_factory=lambda: Period(None, None))
    polarity: Polarity = "asserts"
    basis: Basis = "reported"
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Claim(Proposition):
    """A proposition that a speaker vouches for."""

    id: str = ""
    speaker: str | None = None
    certainty: str = "asserted"
    origin_id: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding(Proposition):
    """A proposition that a step vouches for, from rows that it names."""

    id: str = ""
    said_by: str | None = None
    origin_id: str | None = None
    coverage: float | None = None
    not_shown: str | None = None
