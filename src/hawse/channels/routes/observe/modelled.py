"""What the model says is left if an operator is cut, and how often the model was right."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hawse.channels.routes.cut import cut
from hawse.channels.routes.months import Relations, months_in, named, of_month
from hawse.channels.routes.structure import disjoint_chains, graph_of
from hawse.channels.routes.tables import MODEL_TRUST, WHAT_IFS
from hawse.channels.routes.trust import Trust, known, real_paths, trust

NOTHING: Final = "nothing"
DIGITS: Final = 6
Row = Mapping[str, Any]


def what_ifs(
    relations: pa.Table,
    upstreams: pa.Table,
    changes: pa.Table,
    *,
    tie_breaks: int,
    least_relations: int,
    most_operators: int,
) -> pa.Table:
    """Say what is left of each target with few operators once one of them is cut.

    Before its first persistent change and after its last one; without any, in the last month. A
    month with fewer than ``least_relations`` relations is no picture of the internet and is left
    out, and so is a target with more than ``most_operators`` operators upstream.
    """
    made: list[dict[str, object]] = []
    turned = changes.to_pylist()
    graphs: dict[tuple[str, int], Relations] = {}
    for series, scope, month, rows in _asked(upstreams.to_pylist(), turned):
        operators = sorted({r["operator"] for r in rows})
        if len(operators) > most_operators:
            continue
        if (series, month) not in graphs:
            kept = pc.equal(relations["series"], series)
            graphs[series, month] = of_month(relations.filter(kept), month)
        graph = graphs[series, month]
        if graph[0].size >= least_relations:
            for gone in (NOTHING, *operators):
                made += _one(series, scope, month, gone, rows, graph, tie_breaks)
    return WHAT_IFS.rows(made)


def _asked(
    upstreams: Sequence[Row], changes: Sequence[Row]
) -> Iterator[tuple[str, str, int, list[Row]]]:
    """Yield each target with the months that are asked for, and its upstreams then."""
    for series, scope in sorted({(u["series"], u["scope"]) for u in upstreams}):
        own = [u for u in upstreams if (u["series"], u["scope"]) == (series, scope)]
        turns = sorted(
            c["month"]
            for c in changes
            if (c["series"], c["scope"]) == (series, scope) and c["status"] == "persistent"
        )
        last = max(_count(u["month"]) for u in own)
        for month in sorted({turns[0] - 1, turns[-1]}) if turns else [last]:
            if rows := [u for u in own if _count(u["month"]) == month]:
                yield series, scope, month, rows


def _count(day: date) -> int:
    return day.year * 12 + day.month - 1


def _one(  # noqa: PLR0917 - the parts of one question
    series: str,
    scope: str,
    month: int,
    gone: str,
    rows: Sequence[Row],
    graph: Relations,
    tie_breaks: int,
) -> list[dict[str, object]]:
    target = sorted({int(r["customer"][3:]) for r in rows})
    ases = sorted({int(r["upstream"][3:]) for r in rows if r["operator"] == gone})
    left = cut(graph, target, ases=ases, tie_breaks=tie_breaks)
    keep = ~(np.isin(graph[0], ases) | np.isin(graph[1], ases))
    chains = disjoint_chains(graph_of(graph[0][keep], graph[1][keep], graph[2][keep]), target)
    low, middle, high = (round(v, DIGITS) for v in left.reach)
    same: dict[str, object] = {
        "series": series,
        "scope": scope,
        "month": date(month // 12, month % 12 + 1, 1),
        "cut": gone,
        "reach_low": low,
        "reach": middle,
        "reach_high": high,
        "chains": chains,
        "tie_breaks": tie_breaks,
        "synthetic": any(r["synthetic"] for r in rows),
    }
    ways = [
        {
            "upstream": f"as:{asn}",
            "low": round(one.low, DIGITS),
            "share": round(one.median, DIGITS),
            "high": round(one.high, DIGITS),
        }
        for asn, one in sorted(left.entry.items())
    ]
    none: dict[str, object] = {"upstream": None, "low": None, "share": None, "high": None}
    return [{**same, **way} for way in ways or [none]]


def model_trust(
    relations: pa.Table,
    trust_paths: pa.Table,
    *,
    least_relations: int,
    most_months: int,
    least_pairs: int,
) -> pa.Table:
    """Hold the model of each series against this case's paths; the shipped figure is told too.

    The month nearest to the paths is taken, at most ``most_months`` away from them. Fewer than
    ``least_pairs`` pairs of vantage and origin say nothing of the model.
    """
    made: list[dict[str, object]] = []
    for series in sorted(pc.unique(relations["series"]).to_pylist()):
        mine = relations.filter(pc.equal(relations["series"], series))
        there = [m for m in months_in(mine) if of_month(mine, m)[0].size >= least_relations]
        if there:
            own = _own(mine, there, trust_paths, most_months)
            fake = any(trust_paths["synthetic"].to_pylist())
            if own is not None and own.pairs >= least_pairs:
                made.append({"own": True, "series": series, "synthetic": fake, **own._asdict()})
            made.append({"own": False, "series": series, "synthetic": False, **known()._asdict()})
    return MODEL_TRUST.rows([{n: row[n] for n in MODEL_TRUST.names} for row in made])


def _own(
    relations: pa.Table, months: Sequence[int], trust_paths: pa.Table, most: int
) -> Trust | None:
    """Hold the month nearest to the paths against them; nothing if none is near."""
    if not trust_paths.num_rows:
        return None
    day = min(trust_paths["on"].to_pylist())
    near = min((abs(m - _count(day)), m) for m in months)[1]
    if abs(near - _count(day)) > most:
        return None
    where = f"routing tables of {day:%Y-%m-%d} and relationships of {named(near)}"
    return trust(of_month(relations, near), real_paths(iter(trust_paths.to_batches())), where)
