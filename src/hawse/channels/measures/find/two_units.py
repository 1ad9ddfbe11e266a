"""Caps that a paragraph writes in two units: their shares stand beside each other.

Coal was capped at tonnes and at dollars, whichever is reached first (S/RES/2321 para 26(b)); crude
at barrels or tonnes (S/RES/2397 para 4).
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from hawse.channels.measures.find.form import Row


class Metered(NamedTuple):
    """A cap's finding, with what was counted and by whom, and the first instant of its window."""

    measure: Row
    key: tuple[str, str]
    start: datetime
    finding: Row


def side_by_side(metered: Iterable[Metered]) -> list[Row]:
    """Give the findings; each of a cap in two units names the other one's share in its reasons."""
    rows = list(metered)
    families: dict[tuple[object, ...], list[Metered]] = defaultdict(list)
    for one in rows:
        families[_family(one)].append(one)
    return [_beside(one, [o for o in families[_family(one)] if o is not one]) for one in rows]


def _family(one: Metered) -> tuple[object, ...]:
    words = ("regime", "instrument", "paragraph", "subject", "in_force_from")
    return (*(one.measure[w] for w in words), one.key, one.start, one.finding["item"])


def _beside(one: Metered, others: list[Metered]) -> Row:
    units = [o for o in others if o.measure["unit"] != one.measure["unit"]]
    if not units:
        return one.finding
    lower = "lower of" in (one.measure["aggregation"] or "")
    rule = "the lower of two units is the cap" if lower else "the cap is written in two units"
    said = "; ".join(f"{_share(o)} by {o.measure['unit']} ({o.measure['id']})" for o in units)
    reasons = [*json.loads(one.finding["reasons"]), f"{rule}: {_share(one)} by this one, {said}"]
    return {**one.finding, "reasons": json.dumps(reasons, ensure_ascii=False)}


def _share(one: Metered) -> str:
    low, high = one.finding["q_low"], one.finding["q_high"]
    if high is None:
        return f"at least {low:.1%}"
    return f"{low:.1%}" if low == high else f"{low:.1%} to {high:.1%}"
