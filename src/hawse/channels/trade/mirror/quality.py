"""How far each reporter can be trusted, from how much it differs from all its partners.

For a flow that both ends report, the gap is the log of the import (CIF, freight taken out) over
the export. The size of the gap is explained by an exporter's and an importer's effect, additive on
its mean square (after Gaulier and Zignago 2010, section 3): a reporter that differs from everybody
is the one at fault. A reconciled value weighs the two reports by the inverse of these variances,
and both reports are kept.
"""

import math
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

_SWEEPS: Final = 200
_SMALLEST: Final = 1e-6
_RESTS: Final = 1e-4  # relative move of a part at which the sweeps end


class Pair(NamedTuple):
    """One flow as both ends report it; ``imported`` is CIF."""

    exporter: str
    importer: str
    exported: float
    imported: float


class Reconciled(NamedTuple):
    """A value between two reports, with the standard error of its log."""

    value: float
    error: float


def reporter_variances(pairs: Iterable[Pair], cif: float = 1.06) -> dict[str, float]:
    """Give each reporter's own part of the squared log gap; small is reliable.

    The common level of all gaps (freight that differs from ``cif``, price bases) is taken out
    first. Pairs with a report of nothing are left out: an absent report is not a report of zero.
    The parts are never negative; they are found by alternating means, weighed, until they rest.
    """
    known = [p for p in pairs if p.exported > 0 and p.imported > 0]
    gaps = [math.log(p.imported / cif / p.exported) for p in known]
    if not gaps:
        return {}
    level = sorted(gaps)[len(gaps) // 2]
    squares: dict[str, list[tuple[str, float]]] = {}
    for pair, gap in zip(known, gaps, strict=True):
        size = (gap - level) ** 2
        squares.setdefault(pair.exporter, []).append((pair.importer, size))
        squares.setdefault(pair.importer, []).append((pair.exporter, size))
    parts = {name: math.fsum(s for _, s in rows) / len(rows) / 2 for name, rows in squares.items()}
    for _ in range(_SWEEPS):
        moved = 0.0
        for name in sorted(squares):
            fresh = max(_own(name, squares[name], parts), _SMALLEST)
            moved = max(moved, abs(fresh / parts[name] - 1) if parts[name] > 0 else 1.0)
            parts[name] = fresh
        if moved < _RESTS:
            break
    return dict(sorted(parts.items()))


def _own(name: str, rows: list[tuple[str, float]], parts: Mapping[str, float]) -> float:
    """Give what a reporter's squared gaps leave after its partners' parts.

    A squared gap scatters as the square of its mean, so that gaps with noisy partners weigh
    little; without that the reliable reporters could not be told from each other.
    """
    weights = [1 / max(parts[name] + parts[other], _SMALLEST) ** 2 for other, _ in rows]
    left = math.fsum(
        w * (size - parts[other]) for w, (other, size) in zip(weights, rows, strict=True)
    )
    return left / math.fsum(weights)


def reconcile(pair: Pair, variances: Mapping[str, float], cif: float = 1.06) -> Reconciled | None:
    """Give the value between two reports, each weighed by the reliability of the one who made it.

    ``None`` where a report is missing or a reporter is not known.
    """
    if pair.exported <= 0 or pair.imported <= 0:
        return None
    sender, receiver = variances.get(pair.exporter), variances.get(pair.importer)
    if sender is None or receiver is None:
        return None
    weight = receiver / (sender + receiver)
    value = weight * math.log(pair.exported) + (1 - weight) * math.log(pair.imported / cif)
    return Reconciled(math.exp(value), math.sqrt(sender * receiver / (sender + receiver)))
