"""Who carried how much of a target's addresses, and when it was cut off: from real routes."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, Final

import numpy as np
import pyarrow as pa

from hawse.channels.routes.replay import LONGEST_SILENCE, moments, place
from hawse.channels.routes.tables import OUTAGES, UPSTREAM_SHARES
from hawse.channels.routes.weights import weights

MOST_PLACES: Final = 16
Row = Mapping[str, Any]


def upstream_shares(target_routes: pa.Table, *, vantages: int) -> pa.Table:
    """Give each upstream's share of a target's addresses at the end of each day with routes.

    A vantage AS's share is the part of the addresses it sees that come from the upstream; median
    and 10th to 90th percentile over vantage ASes. Days with fewer than ``vantages`` of them give
    nothing.
    """
    made: list[dict[str, object]] = []
    for scope, rows in _scopes(target_routes):
        weight = weights(sorted({r["prefix"] for r in rows if r["prefix"]}))
        ends = _ends_of_days(rows)
        for at, replay in moments(rows):
            if at not in ends:
                continue
            for upstream, values in replay.shares(weight).items():
                if len(values) >= vantages:
                    made.append(_share(scope, at, upstream, values, rows))
    return UPSTREAM_SHARES.rows(made)


def outages(
    target_routes: pa.Table, *, left: float, vantages: int, least_seconds: int
) -> pa.Table:
    """Give each span in which at most ``left`` of a target's addresses could be reached.

    A prefix counts by the part of the vantage ASes that hold a route to it, of all that ever did.
    A span that the data cut off has no end and is left out.
    """
    made: list[dict[str, object]] = []
    for scope, rows in _scopes(target_routes):
        weight = weights(sorted({r["prefix"] for r in rows if r["prefix"]}))
        total = sum(weight.values())
        most: dict[str, int] = {}
        down: datetime | None = None
        worst = 1.0
        for at, replay in moments(rows):
            now = replay.visible(weight)
            most = {p: max(n, most.get(p, 0)) for p, n in now.items()}
            if not total or max(most.values(), default=0) < vantages:
                continue
            part = sum(weight[p] * now[p] / most[p] for p in sorted(now) if most[p]) / total
            if part <= left:
                down, worst = down or at, min(worst, part)
            elif down is not None:
                if (at - down).total_seconds() >= least_seconds:
                    made.append(_outage(scope, (down, at), worst, rows, max(most.values())))
                down, worst = None, 1.0
    return OUTAGES.rows(made)


def _scopes(table: pa.Table) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield each target with its rows; the place in the file is the order within an instant."""
    rows = [
        {**row, "offset": int(str(row["locator"]).rsplit(" ", 1)[-1])} for row in table.to_pylist()
    ]
    rows.sort(key=lambda r: (r["scope"], place(r)))
    for scope, listed in groupby(rows, key=lambda r: r["scope"]):
        yield scope, list(listed)


def _ends_of_days(rows: Sequence[Row]) -> set[datetime]:
    last: dict[object, datetime] = {}
    for row in rows:
        day = row["at"].date()
        last[day] = max(last.get(day, row["at"]), row["at"])
    return set(last.values())


def _share(
    scope: str,
    at: datetime,
    upstream: int,
    values: list[float],
    rows: Sequence[Row],
) -> dict[str, object]:
    shown = [
        r for r in rows if at - LONGEST_SILENCE <= r["at"] <= at and r["upstream"] == upstream
    ]
    low, middle, high = (float(np.quantile(values, q)) for q in (0.1, 0.5, 0.9))
    return {
        "scope": scope,
        "at": at,
        "upstream": f"as:{upstream}",
        "low": round(low, 9),
        "share": round(middle, 9),
        "high": round(high, 9),
        "vantages": len(values),
        "prefixes": len({r["prefix"] for r in shown}),
        "customer": f"as:{min(r['origin'] for r in shown if r['origin'] is not None)}",
        **_places(shown),
    }


def _outage(
    scope: str, span: tuple[datetime, datetime], part: float, rows: Sequence[Row], vantages: int
) -> dict[str, object]:
    shown = [r for r in rows if span[0] <= r["at"] <= span[1]]
    return {
        "scope": scope,
        "start": span[0],
        "end": span[1],
        "lost": round(1.0 - part, 9),
        "vantages": vantages,
        **_places(shown),
    }


def _places(shown: Sequence[Row]) -> dict[str, object]:
    """Give the latest places that show it, and how many there are."""
    late = sorted(shown, key=place, reverse=True)
    listed = [
        {
            "source_id": r["source_id"],
            "locator": r["locator"],
            "quote": None,
            "values": f'{{"prefix":"{r["prefix"]}","peer_as":{r["peer_as"]},'
            f'"kind":"{r["kind"]}","at":"{r["at"]:%Y-%m-%dT%H:%M:%SZ}"}}',
        }
        for r in late[:MOST_PLACES]
    ]
    return {
        "evidence": listed,
        "evidence_total": len(shown),
        "synthetic": any(r["synthetic"] for r in shown),
    }
