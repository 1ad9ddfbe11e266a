"""Missing trade: what part of additional exports never shows up as imports.

For a partner with exports X (FOB, as its suppliers report them) and imports M (CIF, as it reports
them) the share is the growth of X - M / cif over the growth of X, against a window before the
shock (Chupilkin, Javorcik and Plekhanov, CEPR DP 20097). The interval spans the CIF/FOB factors
and the base windows: nothing tells which of them is right. A difference between two reporters is
no evasion by itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

Series = Mapping[int, float]
CIF: Final = (1.0, 1.06, 1.10)
"""Imports over exports from freight and insurance alone: 0 to 10 %, 6 % where nothing is known."""


@dataclass(frozen=True)
class Rules:
    """When a year counts as partly reported, and when a gap is more than an ordinary difference.

    A year is partly reported by a side that fell (exports: to below ``least``), and fell to below
    ``collapse`` of what the other side's change gives; or whose ratio lies below ``dip`` of both
    years around it. A first year has only the one after it to be held against. Imports of at
    least ``ordinary`` times exports are no evidence of anything, nor is a ratio that did not fall
    by ``fall`` and below all years before. Exports that grew by less than ``growth`` of the base
    leave nothing to be missing.
    """

    collapse: float = 0.5
    least: float = 0.6
    dip: float = 0.6
    ordinary: float = 0.9
    fall: float = 0.1
    growth: float = 0.1


class Missing(NamedTuple):
    """One partner: the share that is missing, or why there is none."""

    partner: str
    low: float | None
    high: float | None
    years: tuple[int, ...]
    left_out: tuple[int, ...]
    ratio_before: float | None
    ratio_after: float | None
    evidence: bool
    why: str
    parts: tuple[tuple[float, float], ...]


def missing(
    partner: str, exports: Series, imports: Series, shock: int, rules: Rules | None = None
) -> Missing:
    """Weigh one partner's imports against what was sent to it, from the year of the shock on."""
    use = rules or Rules()
    both = sorted(set(exports) & set(imports))
    partial = _partial(exports, imports, use)
    whole = [y for y in both if y not in partial]
    before = [y for y in whole if y < shock]
    after = tuple(y for y in whole if y >= shock)
    if not before or not after:
        return Missing(
            partner, None, None, after, partial, None, None, evidence=False, parts=(),
            why="no whole year on one side of the shock",
        )  # fmt: skip
    ratios = [
        sum(imports[y] for y in years) / sum(exports[y] for y in years)
        for years in (before, after)
    ]
    parts = tuple(
        _grown(exports, imports, window, after, cif)
        for window in (before[-1:], before)
        for cif in CIF
    )
    grew = min(total for _, total in parts)
    base = sum(exports[y] for y in before) / len(before)
    enough = grew > use.growth * base * len(after)
    lowest = min(imports[y] / exports[y] for y in before)
    fell = ratios[1] < ratios[0] * (1 - use.fall) and ratios[1] < lowest
    evidence = enough and ratios[1] < use.ordinary and fell
    shares = sorted(gap / total for gap, total in parts) if enough else []
    return Missing(
        partner, shares[0] if shares else None, shares[-1] if shares else None, after, partial,
        ratios[0], ratios[1], evidence=evidence, why=_why(enough, fell, ratios, use), parts=parts,
    )  # fmt: skip


def pooled(found: Sequence[Missing]) -> tuple[float, float] | None:
    """Give the share over all partners with evidence, as the span over the same assumptions."""
    with_evidence = [m for m in found if m.evidence]
    if not with_evidence:
        return None
    shares = [
        sum(m.parts[n][0] for m in with_evidence) / sum(m.parts[n][1] for m in with_evidence)
        for n in range(len(with_evidence[0].parts))
    ]
    return min(shares), max(shares)


def _grown(
    exports: Series, imports: Series, window: Sequence[int], after: Sequence[int], cif: float
) -> tuple[float, float]:
    """Give the growth of the gap and of exports over the years, against the mean of the window."""
    sent = sum(exports[y] for y in window) / len(window)
    gap = sum(exports[y] - imports[y] / cif for y in window) / len(window)
    more = sum(exports[y] - sent for y in after)
    return sum(exports[y] - imports[y] / cif - gap for y in after), more


def _partial(exports: Series, imports: Series, rules: Rules) -> tuple[int, ...]:
    """Give the years that one side reported only in part.

    Against the last whole year: one side fell, and stands to the other far below what it stood.
    Against the whole years on both sides: the ratio dips in that year alone, or begins below half.
    """
    years = sorted(y for y in set(exports) & set(imports) if exports[y] > 0 and imports[y] > 0)
    found: set[int] = {y for y in set(exports) & set(imports) if y not in years}
    sides = ((imports, exports, 1.0), (exports, imports, rules.least))
    for before, year in pairwise(years):
        then = max((y for y in years if y <= before and y not in found), default=None)
        for one, other, most in sides:
            if then is not None and one[year] < most * one[then]:
                stood = one[then] / other[then]
                if one[year] / other[year] < rules.collapse * stood:
                    found.add(year)
    for one, other, most in sides:
        ratio = {y: one[y] / other[y] for y in years if y not in found}
        for year in list(ratio):
            near = [ratio[y] for y in (year - 1, year + 1) if y in ratio]
            dips = len(near) > 1 and ratio[year] < rules.dip * min(near)
            begins = year == years[0] and near and ratio[year] < rules.collapse * near[0]
            if dips or (begins and one[year] < most * rules.least * one[year + 1]):
                found.add(year)
    return tuple(sorted(found))


def _why(enough: bool, fell: bool, ratios: Sequence[float], rules: Rules) -> str:  # noqa: FBT001 - rules
    if not enough:
        return "exports did not grow enough for any to be missing"
    if ratios[1] >= rules.ordinary:
        return (
            f"no evidence: imports are {ratios[1]:.2f} times exports, which freight, "
            "insurance and two "
            "offices' ordinary differences explain"
        )
    if not fell:
        return (
            f"no evidence: imports were {ratios[0]:.2f} and are {ratios[1]:.2f} times exports; "
            "the two reporters differ much as before"
        )
    return f"imports fell from {ratios[0]:.2f} to {ratios[1]:.2f} times exports"
