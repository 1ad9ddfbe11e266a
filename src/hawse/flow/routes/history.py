"""Who was upstream of a target when: by month, by day, and to the second."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from hawse.channels.routes.mrt import Wanted, decode, wanted
from hawse.channels.routes.read.mrt_archive import seen as rows_of
from hawse.channels.routes.replay import events, share_series, table_at
from hawse.channels.routes.weights import weights
from hawse.engine.catalog import Told
from hawse.engine.files import open_source
from hawse.engine.reading import Reading
from hawse.flow import silent
from hawse.flow.routes.looked import looked, need

Row = dict[str, Any]
SHOWN: Final = ("upstreams", "changes", "upstream_shares")


def routes_upstreams(
    files: Sequence[Path], *, target: str = "KP", told: Told = silent
) -> dict[str, object]:
    """Give who was upstream of a target in which month, each gain and loss, and shares.

    A change has its status: persistent, transient, or too near the end of the data. Months are of
    relationship files; ``shares`` are of days with routing tables (MRT), observed.

    Raises:
        HawseError: a file is missing, taken by no reader, or broken.
    """
    with looked(files, target, SHOWN, told, archives=True) as seen:
        months = [
            {**{n: r[n] for n in ("upstream", "operator", "customer", "series")}}
            | {"month": f"{r['month']:%Y-%m}", "country": r["upstream_country"]}
            for r in seen.rows("upstreams")
        ]
        changes = [
            {**{n: r[n] for n in ("direction", "operator", "status", "series")}}
            | {n: r[n] for n in ("months_before", "months_after")}
            | {"month": f"{r['month'] // 12}-{r['month'] % 12 + 1:02}"}
            for r in seen.rows("changes")
            if r["scope"] == seen.target
        ]
        shares = [
            {n: r[n] for n in ("upstream", "low", "share", "high", "vantages", "prefixes")}
            | {"day": f"{r['at']:%Y-%m-%d}", "basis": "observed"}
            for r in seen.rows("upstream_shares")
        ]
    return {"target": seen.target, "months": months, "changes": changes, "shares": shares}


def routes_replay(
    files: Sequence[Path],
    *,
    target: str = "KP",
    at: datetime | None = None,
    vantages: int = 1,
    told: Told = silent,
) -> dict[str, object]:
    """Replay tables and updates: each gain and loss to the second, shares over time, one instant.

    ``events`` say when an upstream begins or ceases to be on the way to a prefix for at least
    ``vantages`` vantage ASes; ``table`` is what stood at ``at`` (UTC), the end if none is given.

    Raises:
        HawseError: no archive among the files; a file is missing or broken.
    """
    with looked(files, target, {"belongs"}, told, archives=False) as seen:
        need(seen, "a replay")
        inside = sorted(seen.inside(None))
        own = {r["prefix"] for job in seen.archives for r in _rows(job, wanted(origins=inside))}
        want = wanted(sorted(own), inside, states=True) if own else wanted(origins=inside or [0])
        rows = [r for job in seen.archives for r in _rows(job, want)]
    instant = at if at is not None and at.tzinfo is not None else None
    if at is not None and instant is None:
        instant = at.replace(tzinfo=UTC)
    end = max((r["at"] for r in rows), default=None)
    asked = instant or end
    weight = weights(sorted(own))
    stood = table_at(rows, asked).ways() if asked is not None else {}
    return {
        "target": seen.target,
        "prefixes": sorted(own),
        "events": [e._asdict() for e in events(rows, vantages=vantages)],
        "shares": [s._asdict() for s in share_series(rows, weight)],
        "at": asked,
        "table": [
            {"prefix": prefix, "upstream": upstream, "vantages": n}
            for (prefix, upstream), n in stood.items()
        ],
        "basis": "observed",
    }


def _rows(job: Reading, want: Wanted) -> list[Row]:
    """Give the wanted rows of an archive, each with its place."""
    got: list[Row] = []
    with open_source(job.path) as file:
        for piece in decode(file, want, job.path.parent.name):
            usual = piece.routes
            for row, offset in zip(
                rows_of(piece, job.source).to_pylist(), usual["offset"].to_pylist(), strict=True
            ):
                if row["kind"] == "state" or (row["safi"] != 2 and not row["sent"]):  # noqa: PLR2004 - multicast is another table
                    got.append({**row, "offset": offset})
    return got
