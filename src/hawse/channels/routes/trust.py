"""How far the model of routes may be trusted: held against paths that were really seen.

A modelled share is a scenario and never evidence; this figure stands beside each of them.
"""

import csv
from collections.abc import Iterable, Sequence
from math import sqrt
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from hawse.channels.routes.cut import NONE, propagate
from hawse.channels.routes.months import Relations
from hawse.channels.routes.paths import clean
from hawse.channels.routes.structure import Graph, graph_of

I64: TypeAlias = npt.NDArray[np.int64]
Paths: TypeAlias = dict[int, dict[int, Sequence[int]]]
FACTS: Final = Path(__file__).parent / "facts" / "model_trust.csv"
MOST_ORIGINS: Final = 600
FEWEST: Final = 5
SURE: Final = 1.96  # standard errors on either side of a 95 % interval
DIGITS: Final = 4
MIXED: Final = 182_605_794  # 48 271 squared; S. Park, K. Miller, CACM 31 (1988)
ROUND: Final = (1 << 31) - 1


class Trust(NamedTuple):
    """Agreement of the model with real paths of (vantage AS, origin), one path each.

    ``upstream_right``: part of pairs in which both enter the origin from the same AS; ``low`` and
    ``high`` are its 95 % interval, with origins as the independent cases. ``of_many``: the same
    where the origin was seen behind several upstreams. ``within_one``: part whose lengths differ
    by a hop at most. ``share_error``: per origin, the part of the vantages that the model puts
    behind a wrong upstream, once they are counted by upstream; median and 90th percentile.
    """

    where: str
    origins: int
    pairs: int
    not_reached: int
    upstream_right: float
    low: float
    high: float
    of_many: float | None
    within_one: float
    share_error_median: float | None
    share_error_p90: float | None

    def told(self) -> dict[str, object]:
        """Give the figures by name, rounded down to four digits and never up."""
        return {
            name: int(value * 10**DIGITS) / 10**DIGITS if isinstance(value, float) else value
            for name, value in self._asdict().items()
        }


def known() -> Trust:
    """Give the figure that was measured once and ships with the channel, with its place."""
    with FACTS.open(encoding="utf-8") as file:
        row = next(csv.DictReader(file))
    whole = {n: int(row[n]) for n in ("origins", "pairs", "not_reached")}
    parts = {n: float(row[n]) for n in Trust._fields if n not in {"where", *whole}}
    return Trust(**{"where": f"{row['where']}, not of this case", **whole, **parts})  # type: ignore[arg-type]


def real_paths(batches: Iterable[pa.RecordBatch], most: int = MOST_ORIGINS) -> Paths:
    """Keep one clean path for each vantage AS and origin, of at most ``most`` origins.

    Which origins depends on their numbers alone, so the same table gives the same paths.
    """
    kept: Paths = {}
    limit = ROUND
    for routes in batches:
        paths = clean(routes["path"], routes["path_kinds"])
        origin = paths.origin
        rows = np.flatnonzero((origin >= 0) & (np.diff(paths.ends) > 1) & (_mix(origin) < limit))
        for n in rows.tolist():
            path = paths.hops[paths.ends[n] : paths.ends[n + 1]].tolist()
            kept.setdefault(path[-1], {}).setdefault(path[0], path)
        while len(kept) > most:
            limit //= 2
            kept = {o: p for o, p in kept.items() if int(_mix(np.array([o]))[0]) < limit}
    return kept


def _mix(asns: I64) -> I64:
    return asns * MIXED % ROUND


class _Held(NamedTuple):
    """One origin's model held against its real paths."""

    pairs: int
    right: int
    near: int
    lost: int
    many: bool
    error: float | None


def trust(relations: Relations, paths: Paths, where: str) -> Trust:
    """Hold the model against real paths; ``where`` names them."""
    graph = graph_of(*relations)
    every = [_origin(graph, origin, paths[origin]) for origin in sorted(paths)]
    pairs = sum(h.pairs for h in every)
    right = sum(h.right for h in every) / pairs if pairs else 0.0
    spread = sqrt(sum((h.right - right * h.pairs) ** 2 for h in every)) / pairs if pairs else 0.0
    several = [h for h in every if h.many and h.pairs]
    errors = [h.error for h in every if h.error is not None]
    many = sum(h.pairs for h in several)
    return Trust(
        where=where,
        origins=sum(h.pairs > 0 for h in every),
        pairs=pairs,
        not_reached=sum(h.lost for h in every),
        upstream_right=right,
        low=max(right - SURE * spread, 0.0),
        high=min(right + SURE * spread, 1.0),
        of_many=sum(h.right for h in several) / many if many else None,
        within_one=sum(h.near for h in every) / pairs if pairs else 0.0,
        share_error_median=float(np.quantile(errors, 0.5)) if errors else None,
        share_error_p90=float(np.quantile(errors, 0.9)) if errors else None,
    )


def _origin(graph: Graph, origin: int, seen: dict[int, Sequence[int]]) -> _Held:
    root = graph.place(origin)
    if root < 0:
        return _Held(0, 0, 0, len(seen), many=False, error=None)
    kinds, nexts, far = propagate(graph, [origin])
    right = near = lost = 0
    real: dict[int, int] = {}
    made: dict[int, int] = {}
    for vantage, path in sorted(seen.items()):
        at = graph.place(vantage)
        if at < 0 or kinds[at] == NONE:
            lost += 1
            continue
        near += abs(int(far[at]) - (len(path) - 1)) <= 1
        while nexts[at] >= 0 and nexts[at] != root:
            at = int(nexts[at])
        before = int(graph.names[at])
        right += before == path[-2]
        real[path[-2]] = real.get(path[-2], 0) + 1
        made[before] = made.get(before, 0) + 1
    pairs = len(seen) - lost
    wrong = sum(abs(real.get(u, 0) - made.get(u, 0)) for u in {*real, *made})
    error = wrong / 2 / pairs if pairs >= FEWEST else None
    return _Held(pairs, right, near, lost, many=len(real) > 1, error=error)
