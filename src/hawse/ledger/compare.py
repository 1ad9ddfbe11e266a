"""One claim held against one finding: could both be true, and does the one bear out the other?"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from hawse.core.statement import Quantity
from hawse.ledger.scope import Scope, loose, scope_of

Row = dict[str, Any]
IMPLIED: Final = {
    "main_product": Quantity(0.5, None, 1.0, "share"),
    "over_cap": Quantity(1.0, None, None, "share"),
}
"""What a claim means that gives no figure: "mainly" is at least half, "exceeded" all of a cap."""
LEASTS: Final = frozenset({"over_cap"})
"""Kinds whose findings add up what was reported: others may have supplied what nobody reported."""
SINGULAR: Final = {"factor": "times"}
PLURAL: Final = {
    "factor": "times",
    "person": "people",
    "ship": "ships",
    "connection": "connections",
    "day": "days",
}
WORDS: Final = ((1e9, " billion"), (1e6, " million"))


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a claim, with the finding it was held against.

    ``agrees`` is true, false, or ``None`` where the finding cannot tell. ``scope`` says how the
    finding's reach lies to the claim's: ``same``; ``part`` or ``whole`` (it bounds the claim);
    ``near`` (the same thing in another window); ``other`` (context only). ``consistent`` is true
    where a finding that cannot tell leaves room for the claim.
    """

    finding: Row
    scope: Scope
    agrees: bool | None
    consistent: bool
    why: str


def amount(row: Row) -> Quantity | None:
    """Give a row's quantity; ``None`` where none is said."""
    if row["unit"] is None or all(row[n] is None for n in ("q_low", "q_best", "q_high")):
        return None
    return Quantity(row["q_low"], row["q_best"], row["q_high"], row["unit"])


def bare(quantity: Quantity) -> bool:
    """Say whether an amount is one figure and no more, rounded somewhere."""
    best = quantity.best
    return best is not None and quantity.low in {None, best} and quantity.high in {None, best}


def spread(quantity: Quantity) -> tuple[float, float]:
    """Give the ends of an amount, a bare figure widened by half of its last significant digit.

    At least two digits are taken to count, so that a figure that ends in zeros is not stretched:
    40 000 stands for 39 500 to 40 500.
    """
    if quantity.best is None or not bare(quantity):
        return quantity.ends()
    half = half_digit(quantity.best)
    return quantity.best - half, quantity.best + half


def half_digit(value: float) -> float:
    """Give half a unit of the last significant digit, at least two digits counted.

    >>> half_digit(40000.0), half_digit(31.4)
    (500.0, 0.05)
    """
    if value == 0:
        return 0.0
    mantissa, exponent = f"{abs(value):.6e}".split("e")
    significant = max(2, len(mantissa.rstrip("0").replace(".", "")))
    return 0.5 * float(f"1e{int(exponent) - significant + 1}")


def compare(claim: Row, finding: Row, weigh: str, above: Mapping[str, set[str]]) -> Reading | None:
    """Hold a claim against a finding of its kind.

    ``None`` where the two speak of different things: another flow, other goods, or amounts in
    units that do not convert (40 000 tonnes are not 40 000 workers).
    """
    scope = scope_of(claim, finding, weigh, above)
    if scope is None:
        return None
    ours, theirs = amount(claim) or IMPLIED.get(claim["kind"]), amount(finding)
    same_side = claim["polarity"] == finding["polarity"]
    if ours is None or theirs is None:
        return _found(claim, finding, scope, ours, same_side=same_side)
    converted = theirs.within(ours.unit)
    if converted is None:
        return None
    if finding["kind"] in LEASTS and _too_little(ours, converted):
        why = f"{told(converted)} against {told(ours)}: what nobody reported would come on top"
        return Reading(finding, scope, None, consistent=False, why=why)
    return _held(finding, scope, ours, converted, same_side=same_side)


def _too_little(ours: Quantity, theirs: Quantity) -> bool:
    """Say whether a least amount falls short of the claim, or is nothing at all."""
    (a, _), (c, d) = spread(ours), spread(theirs)
    return c < a or (c <= 0 and d == math.inf)


def _found(
    claim: Row, finding: Row, scope: Scope, ours: Quantity | None, *, same_side: bool
) -> Reading:
    if not same_side:
        return Reading(
            finding, scope, scope != "same" and None, consistent=False, why="found the opposite"
        )
    if ours is not None:
        why = f"found; the claim's {told(ours)} is not measured"
        return Reading(finding, scope, None, consistent=True, why=why)
    extra = "" if loose(claim) else "; the periods meet"
    agrees = True if scope == "same" else None
    return Reading(finding, scope, agrees, consistent=scope != "other", why=f"found{extra}")


def _held(
    finding: Row, scope: Scope, ours: Quantity, theirs: Quantity, *, same_side: bool
) -> Reading:
    (a, b), (c, d) = spread(ours), spread(theirs)
    says = f"{told(theirs)} against {told(ours)}"
    apart = d < a or b < c
    if scope == "same":
        return _same(finding, says, (a, b, c, d), bare(theirs), same_side=same_side)
    if scope in {"part", "whole"}:
        fails = c > b if scope == "part" else d < a
        what = "a part" if scope == "part" else "a larger whole"
        room = "leaves room for the claim and does not confirm it"
        does = "cannot fit with the claim" if fails else room
        why = f"{says}: {what}, which {does}"
        return Reading(finding, scope, False if fails else None, consistent=not fails, why=why)
    if scope == "near" and ours.unit == "share":
        why = f"{says}: another window or a wider group, so it cannot confirm"
        return Reading(finding, scope, None, consistent=not apart, why=why)
    why = f"{says}: another window, flow or method; context only"
    return Reading(finding, scope, None, consistent=False, why=why)


def _same(
    finding: Row,
    says: str,
    ends: tuple[float, float, float, float],
    point: bool,  # noqa: FBT001 - whether the finding is one bare figure
    *,
    same_side: bool,
) -> Reading:
    a, b, c, d = ends
    if d < a or b < c:
        return Reading(finding, "same", agrees=not same_side, consistent=not same_side, why=says)
    if (d == a or b == c) and not a == b == c == d:
        why = f"{says}: they only touch at the limits of rounding"
        return Reading(finding, "same", None, consistent=False, why=why)
    if point or (a <= c and d <= b):
        return Reading(finding, "same", agrees=same_side, consistent=same_side, why=says)
    how = "takes in the claim" if c <= a and b <= d else "overlaps with the claim"
    why = f"{says}: the data's interval {how} but is too wide to confirm it"
    return Reading(finding, "same", None, consistent=True, why=why)


def told(quantity: Quantity) -> str:
    """Give an amount in words: its figure or its ends, and its unit.

    >>> told(Quantity(None, 31_400_000.0, None, "USD"))
    '31.4 million USD'
    """
    if quantity.unit == "share":
        ends = (quantity.low, quantity.best, quantity.high)
        low, best, high = (None if v is None else v * 100 for v in ends)
        return told(Quantity(low, best, high, "%"))
    low, high = quantity.low, quantity.high
    one = quantity.best is not None and bare(quantity)
    word = SINGULAR if one and quantity.best == 1 else PLURAL
    unit = "" if quantity.unit == "-" else f" {word.get(quantity.unit, quantity.unit)}"
    if one:
        return f"{figure(quantity.best or 0)}{unit}"
    if low is not None and high is not None:
        return f"{figure(low)} to {figure(high)}{unit}"
    return (
        f"at least {figure(low)}{unit}"
        if low is not None
        else f"at most {figure(high or 0)}{unit}"
    )


def figure(value: float) -> str:
    """Give a number as people write it.

    >>> figure(77_900_000.0), figure(30_023.0), figure(1.105)
    ('77.9 million', '30 023', '1.105')
    """
    for size, word in WORDS:
        if abs(value) >= size:
            return f"{value / size:.4g}{word}"
    text = f"{value:,.4f}".rstrip("0").rstrip(".") if abs(value) >= 1 else f"{value:.4g}"
    return text.replace(",", " ")
