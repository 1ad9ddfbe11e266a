"""One claim held against one finding: do they speak of the same thing, and could both be true?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from hawse.core.statement import Quantity
from hawse.core.units import UNITS, convert

Row = dict[str, Any]
Scope = Literal["same", "part", "whole", "near", "other"]
LOOSE_GRAINS: Final = frozenset({"relative", "present", "undated"})
BEFORE: Final = timedelta(days=366)
AFTER: Final = timedelta(days=92)
ADDITIVE: Final = frozenset({"USD", "EUR", "CNY", "SGD", "RUB", "mass", "barrels"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a claim, with the finding it was held against.

    ``agrees`` is true, false, or ``None`` where the finding cannot tell. ``scope`` says how the
    finding's reach lies to the claim's: ``same``; ``part`` or ``whole`` (it bounds the claim from
    below or above); ``near`` (the same thing in another window); ``other`` (context only).
    ``consistent`` is true where a bound or a near window does not speak against the claim.
    """

    finding: Row
    scope: Scope
    agrees: bool | None
    consistent: bool
    why: str


def amount(row: Row) -> Quantity | None:
    """Give a row's quantity; ``None`` where none is said."""
    if row["unit"] is None or (
        row["q_low"] is None and row["q_best"] is None and row["q_high"] is None
    ):
        return None
    return Quantity(row["q_low"], row["q_best"], row["q_high"], row["unit"])


def spread(quantity: Quantity) -> tuple[float, float]:
    """Give the ends of an amount, a bare figure widened by half of its last significant digit.

    A figure of 40 000 was rounded somewhere: it stands for 39 500 to 40 500 if three digits count.
    Two digits are taken to count in a figure that ends in zeros, so that rounding is never
    stretched far.
    """
    low, high = quantity.ends()
    best = quantity.best
    if (
        best is None
        or (quantity.low is not None and quantity.low != best)
        or (quantity.high is not None and quantity.high != best)
    ):
        return low, high
    half = _half_digit(best)
    return best - half, best + half


def _half_digit(value: float) -> float:
    """Give half a unit of the last significant digit, at least two digits counted.

    >>> _half_digit(40000.0), _half_digit(31.4)
    (500.0, 0.05)
    """
    if value == 0:
        return 0.0
    digits = f"{abs(value):.6e}"
    mantissa, exponent = digits.split("e")
    significant = max(2, len(mantissa.rstrip("0").replace(".", "")))
    return 0.5 * float(f"1e{int(exponent) - significant + 1}")


def loose(claim: Row) -> bool:
    """Say whether a claim speaks of its own present rather than of a stated period."""
    return claim["period_start"] is None or claim["period_grain"] in LOOSE_GRAINS


def in_time(claim: Row, finding: Row, said_at: datetime | None) -> bool:
    """Say whether the finding's period touches the claim's.

    A loose claim reaches a year back from its day.

    A stock counted up to three months later still speaks of a present that lies before it.
    """
    start, end = claim["period_start"], claim["period_end"]
    if loose(claim):
        day = said_at or start
        if day is None:
            return True
        start, end = day - BEFORE, day + AFTER
    begins, ends = finding["period_start"], finding["period_end"]
    return (begins is None or end is None or begins < end) and (
        ends is None or start is None or start < ends
    )


def _period_scope(
    claim: Row, finding: Row, quantity_kind: str, *, additive: bool, exists: bool
) -> Scope:
    if loose(claim) or exists or finding["period_start"] is None or finding["period_end"] is None:
        return "same"
    a, b, c, d = (
        claim["period_start"],
        claim["period_end"],
        finding["period_start"],
        finding["period_end"],
    )
    if b is None or (a == c and b == d):
        return "same"
    inside, around = c >= a and d <= b, c <= a and d >= b
    if not additive:
        stock = quantity_kind in {"level", "count"}
        return "same" if stock and (inside or around) else "near"
    return "part" if inside else "whole" if around else "other"


def _flow_scope(claim: Row, finding: Row) -> Scope | None:
    a, b = claim["flow"], finding["flow"]
    if a is None or a == b:
        return "same"
    if b is None:
        return "near"
    if a == "total":
        return "part"
    return "whole" if b == "total" else None


def _item_scope(claim: Row, finding: Row, above: Mapping[str, set[str]]) -> Scope | None:
    a, b = claim["item"], finding["item"]
    if a is None or a == b:
        return "same"
    if b is None or b == "all":
        return "whole"
    if a == "all":
        return "part"
    if b in above.get(a, ()):
        return "whole"
    return "part" if a in above.get(b, ()) else None


def _joined(scopes: list[Scope]) -> Scope:
    kinds = set(scopes) - {"same"}
    if not kinds:
        return "same"
    if kinds <= {"part"} or kinds <= {"whole"}:
        return kinds.pop()
    return "near" if kinds <= {"near", "whole"} else "other"


def compare(claim: Row, finding: Row, weigh: str, above: Mapping[str, set[str]]) -> Reading | None:
    """Hold a claim against a finding of its kind; ``None`` where the two do not meet."""
    ours, theirs = amount(claim), amount(finding)
    kind = claim["quantity_kind"] or finding["quantity_kind"] or "level"
    dimension = UNITS.get(finding["unit"] or "-", ("none", 1.0))[0]
    additive = kind == "level" and dimension in ADDITIVE
    flow, item = _flow_scope(claim, finding), _item_scope(claim, finding, above)
    if flow is None or item is None:
        return None
    scope = _joined(
        [
            flow,
            item,
            _period_scope(claim, finding, kind, additive=additive, exists=weigh == "exists"),
        ]
    )
    same_side = claim["polarity"] == finding["polarity"]
    if weigh == "exists" or ours is None or theirs is None:
        return _existence(claim, finding, scope, ours, theirs, same_side=same_side)
    if convert(1.0, theirs.unit, ours.unit) is None:
        return Reading(
            finding,
            "other",
            None,
            consistent=False,
            why=f"{theirs.unit} does not convert into {ours.unit}",
        )
    return _interval(finding, scope, ours, theirs, same_side=same_side)


def _existence(
    claim: Row,
    finding: Row,
    scope: Scope,
    ours: Quantity | None,
    theirs: Quantity | None,
    *,
    same_side: bool,
) -> Reading:
    if not same_side:
        return Reading(
            finding, scope, agrees=False, consistent=False, why="the finding says the opposite"
        )
    if (
        ours is not None
        and theirs is not None
        and ours.unit == theirs.unit
        and not ours.may_equal(theirs)
    ):
        return Reading(
            finding,
            scope,
            agrees=False,
            consistent=False,
            why=f"found, but {told(theirs)} where the claim says {told(ours)}",
        )
    if ours is not None and theirs is None:
        return Reading(
            finding,
            scope,
            None,
            consistent=True,
            why=f"found; the claim's {told(ours)} is not measured",
        )
    extra = "" if claim["period_start"] is None or loose(claim) else "; the periods overlap"
    return Reading(finding, scope, agrees=True, consistent=True, why=f"found{extra}")


def _interval(
    finding: Row, scope: Scope, ours: Quantity, theirs: Quantity, *, same_side: bool
) -> Reading:
    converted = theirs.within(ours.unit) or theirs
    (a, b), (c, d) = spread(ours), spread(converted)
    meets, touches = a < d and c < b, d == a or b == c
    point = a == b == c == d
    meets = meets or point or (a <= c and d <= b) or (c <= a and b <= d)
    says = f"{told(theirs)} against {told(ours)}"
    if scope == "same":
        if touches and not meets:
            return Reading(
                finding,
                scope,
                None,
                consistent=False,
                why=f"{says}: they only touch at the limits of rounding",
            )
        return Reading(
            finding, scope, agrees=meets is same_side, consistent=meets is same_side, why=says
        )
    if scope == "part":
        fails = c > b
        words = (
            "a part is larger than the whole that is claimed"
            if fails
            else "a part: it does not exceed the claim and does not confirm it"
        )
        return Reading(
            finding, scope, False if fails else None, consistent=not fails, why=f"{says}: {words}"
        )
    if scope == "whole":
        fails = d < a
        words = (
            "the larger whole is below the claim"
            if fails
            else "a larger whole: it leaves room for the claim and does not confirm it"
        )
        return Reading(
            finding, scope, False if fails else None, consistent=not fails, why=f"{says}: {words}"
        )
    if scope == "near" and ours.unit in {"share", "percent"}:
        return Reading(
            finding,
            scope,
            None,
            consistent=meets,
            why=f"{says}: another window or a wider group, so it cannot confirm",
        )
    return Reading(
        finding, scope, None, consistent=False, why=f"{says}: another window or flow; context only"
    )


def told(quantity: Quantity) -> str:
    """Give an amount in words: its figure or its ends, and its unit."""
    low, best, high = (
        None if v is None else f"{v:,.6g}".replace(",", " ")
        for v in (quantity.low, quantity.best, quantity.high)
    )
    unit = "" if quantity.unit == "-" else f" {quantity.unit}"
    if best is not None and (low is None or low == best) and (high is None or high == best):
        return f"{best}{unit}"
    if low is not None and high is not None:
        return f"{low} to {high}{unit}"
    return f"at least {low}{unit}" if low is not None else f"at most {high}{unit}"
