"""Missing trade: what part of additional exports never shows up as imports.

For a partner with exports X (FOB, as its suppliers report them) and imports M (CIF, as it reports
them) the share is the growth of X - M / cif over the growth of X, against a window before the
shock (Chupilkin, Javorcik and Plekhanov, CEPR DP 20097). The interval spans the CIF/FOB factors
and the base windows: nothing tells which of them is right. A difference between two reporters is
no evasion by itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

Series = Mapping[int, float]
CIF: Final = (1.0, 1.06, 1.10)
"""Imports over exports from freight and insurance alone: 0 to 10 %, 6 % where nothing is known."""


@dataclass(frozen=True)
class Rules:
    """When a year counts as partly reported, and when a gap is more than an ordinary difference.

    A year is left out if one side falls below ``collapse`` of the year before while the other
    keeps at least ``kept`` of it. Imports of at least ``ordinary`` times exports are no evidence
    of anything. Exports that grew by less than ``growth`` of the base leave nothing to be missing.
    """

    collapse: float = 0.5
    kept: float = 0.9
    ordinary: float = 0.9
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
    partial = tuple(y for y in both if _partial(exports, imports, y, use))
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
    evidence = enough and ratios[1] < use.ordinary and ratios[1] < ratios[0]
    shares = sorted(gap / total for gap, total in parts) if enough else []
    return Missing(
        partner, shares[0] if shares else None, shares[-1] if shares else None, after, partial,
        ratios[0], ratios[1], evidence=evidence, why=_why(enough, ratios, use), parts=parts,
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


def _partial(exports: Series, imports: Series, year: int, rules: Rules) -> bool:
    """Say whether one side collapsed against the year before while the other held."""
    if year - 1 not in exports or year - 1 not in imports:
        return False
    sent = exports[year] / exports[year - 1] if exports[year - 1] > 0 else 1.0
    got = imports[year] / imports[year - 1] if imports[year - 1] > 0 else 1.0
    one, other = (got, sent) if got < sent else (sent, got)
    return one < rules.collapse and other > rules.kept


def _why(enough: bool, ratios: Sequence[float], rules: Rules) -> str:  # noqa: FBT001 - a rule
    if not enough:
        return "exports did not grow enough for any to be missing"
    if ratios[1] >= rules.ordinary:
        return (
            f"no evidence: imports are {ratios[1]:.2f} times exports, which freight, "
            "insurance and two "
            "offices' ordinary differences explain"
        )
    if ratios[1] >= ratios[0]:
        return "no evidence: the two reporters differ no more than before"
    return f"imports fell from {ratios[0]:.2f} to {ratios[1]:.2f} times exports"
