"""How a finding's reach lies to a claim's: the same, a part, a whole, near, or elsewhere."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from hawse.core.units import UNITS

Row = dict[str, Any]
Scope = Literal["same", "part", "whole", "near", "other"]
LOOSE_GRAINS: Final = frozenset({"relative", "present", "undated"})
BEFORE: Final = timedelta(days=366)
AFTER: Final = timedelta(days=92)
LATER: Final = timedelta(days=1)
ADDITIVE: Final = frozenset({"USD", "EUR", "CNY", "SGD", "RUB", "mass", "barrels"})
MODELLED: Final = frozenset({"remittances", "upstream_share", "workers_abroad"})
"""Kinds whose estimates come out of a model: never evidence for or against a claim."""


def loose(claim: Row) -> bool:
    """Say whether a claim speaks of its own present rather than of a stated period."""
    assumed = "period_assumed" in (claim["flags"] or ())
    return claim["period_start"] is None or assumed or claim["period_grain"] in LOOSE_GRAINS


def window(
    claim: Row, said_at: datetime | None, after: timedelta = LATER
) -> tuple[datetime | None, datetime | None]:
    """Give the time that a claim speaks of: its own, or for a loose one the year before its day.

    Both ends are ``None`` where a loose claim has no day.
    """
    start, end = claim["period_start"], claim["period_end"]
    if loose(claim):
        day = said_at or end or start
        return (None, None) if day is None else (day - BEFORE, day + after)
    return start, end


def in_time(claim: Row, finding: Row, said_at: datetime | None) -> bool:
    """Say whether the finding's period touches the claim's.

    A loose claim reaches a year back from the day it was made; a stock that was counted up to
    three months later still speaks of it.
    """
    start, end = window(claim, said_at, AFTER if _stock(claim, finding) else LATER)
    begins, ends = finding["period_start"], finding["period_end"]
    return (begins is None or end is None or begins < end) and (
        ends is None or start is None or start < ends
    )


def within(claim: Row, finding: Row) -> bool:
    """Say whether the finding speaks of no other time than the claim does."""
    if loose(claim) or finding["period_start"] is None:
        return True
    begins, ends = finding["period_start"], finding["period_end"]
    after = claim["period_start"] <= begins
    return bool(after and (claim["period_end"] is None or ends <= claim["period_end"]))


def scope_of(claim: Row, finding: Row, weigh: str, above: Mapping[str, set[str]]) -> Scope | None:
    """Give the scope of a finding against a claim; ``None`` where the two do not meet."""
    flow, item = _flow(claim, finding), _item(claim, finding, above)
    if flow is None or item is None:
        return None
    if finding["basis"] == "assumed" or (
        finding["basis"] == "estimated" and finding["kind"] in MODELLED
    ):
        return "other"
    period: Scope = "same" if weigh == "exists" else _period(claim, finding)
    kinds = {flow, item, period} - {"same"}
    if not kinds:
        return "same"
    if kinds <= {"part"} or kinds <= {"whole"}:
        return kinds.pop()
    return "near" if kinds <= {"near", "whole"} else "other"


def _period(claim: Row, finding: Row) -> Scope:
    """Place the periods: additive levels have parts and wholes, stocks do not."""
    if loose(claim) or finding["period_start"] is None or finding["period_end"] is None:
        return "same"
    a, b = claim["period_start"], claim["period_end"]
    c, d = finding["period_start"], finding["period_end"]
    if b is None or (a == c and b == d):
        return "same"
    inside, around = c >= a and d <= b, c <= a and d >= b
    if _stock(claim, finding):
        return "same" if inside or around else "near"
    if _kind(claim, finding) in {"level", "count"}:
        return "part" if inside else "whole" if around else "other"
    return "near"


def _kind(claim: Row, finding: Row) -> str:
    return str(claim["quantity_kind"] or finding.get("quantity_kind") or "level")


def _stock(claim: Row, finding: Row) -> bool:
    """Say whether an amount holds on each of its days (workers, km) and never adds up."""
    dimension = UNITS.get(finding.get("unit") or "-", ("none", 1.0))[0]
    return _kind(claim, finding) in {"level", "count"} and dimension not in ADDITIVE


def _flow(claim: Row, finding: Row) -> Scope | None:
    ours, theirs = claim["flow"], finding["flow"]
    if ours is None or ours == theirs:
        return "same"
    if theirs is None:
        return "near"
    if ours == "total":
        return "part"
    return "whole" if theirs == "total" else None


def _item(claim: Row, finding: Row, above: Mapping[str, set[str]]) -> Scope | None:
    ours, theirs = claim["item"], finding["item"]
    if ours is None or theirs is None or ours == theirs:
        return "same"
    if theirs == "all" or theirs in above.get(ours, ()):
        return "whole"
    return "part" if ours == "all" or ours in above.get(theirs, ()) else None
