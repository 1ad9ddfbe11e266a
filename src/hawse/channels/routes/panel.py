"""What the dossier shows of the routes: before and after, and who was upstream in which month."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

import pyarrow as pa

from hawse.channels.routes.drawn import plain, shares, what_if
from hawse.core.channel import Datum, Figure, Panel

OWN: Final = ("new_upstream", "lost_upstream", "sole_upstream")
CAPTION: Final = (
    "Inferred each month from public BGP paths: who carries whose traffic, not how much of it. "
    "A change lies between two snapshots."
)
Row = Mapping[str, Any]


def draws(
    findings: pa.Table,
    upstreams: pa.Table,
    upstream_shares: pa.Table,
    what_ifs: pa.Table,
    model_trust: pa.Table,
) -> tuple[Figure, ...]:
    """Draw, for each target with findings: before and after, the count by month, a table.

    Then the observed shares by day, and last what the model says is left if a line is cut, with
    how often the model was right.
    """
    told = [f for f in findings.to_pylist() if f["channel"] == "routes"]
    ours = [f for f in told if f["kind"] in OWN]
    seen, left = upstreams.to_pylist(), what_ifs.to_pylist()
    figures: list[Figure] = []
    for series, scope in sorted({(u["series"], u["scope"]) for u in seen}):
        found = [f for f in ours if f["counterpart"] == scope and f["origin_id"] == series]
        rows = [u for u in seen if u["scope"] == scope and u["series"] == series]
        if found:
            figures += [
                *before_and_after(scope, found, rows),
                counts(scope, found, rows),
                spans(scope, found, rows),
            ]
            mine = [w for w in left if w["scope"] == scope and w["series"] == series]
            trusted = [t for t in model_trust.to_pylist() if t["series"] == series]
            figures += what_if(scope, found, mine, trusted)
    return (*shares(told, upstream_shares.to_pylist()), *figures)


def before_and_after(scope: str, found: list[Row], rows: list[Row]) -> tuple[Figure, ...]:
    """Draw the links in the month before the first change and in the month after the last."""
    changes = sorted(
        (f for f in found if f["kind"] != "sole_upstream"),
        key=lambda f: (f["period_start"], f["id"]),
    )
    if not changes:
        return ()
    before = changes[0]["period_start"].date()
    after = month_before(max(f["period_end"] for f in changes).date())
    data = [
        edge(side, u, found)
        for side, month in (("before", before), ("after", after))
        for u in rows
        if u["month"] == month
    ]
    title = f"Upstreams of {plain(scope)} in {before:%Y-%m} and in {after:%Y-%m}"
    return (Figure("graph", title, tuple(unique(data)), "connection", caption=CAPTION),)


def edge(side: str, row: Row, found: list[Row]) -> Datum:
    """Make one edge; it rests on what was found of that upstream, else of the target."""
    own = tuple(sorted(f["id"] for f in found if f["subject"] == row["upstream"]))
    ids = own or tuple(sorted(f["id"] for f in found))
    start, end = month_span(row["month"])
    return Datum(
        plain(row["customer"]),
        ids,
        series=side,
        to=named(row),
        start=start,
        end=end,
        synthetic=bool(row["synthetic"]),
    )


def counts(scope: str, found: list[Row], rows: list[Row]) -> Figure:
    """Draw the number of upstream operators in each month that has any."""
    data = []
    for month in sorted({u["month"] for u in rows}):
        there = [u for u in rows if u["month"] == month]
        number = float(len({u["operator"] for u in there}))
        start, end = month_span(month)
        ids = tuple(
            sorted(f["id"] for f in found if f["period_start"] < end and f["period_end"] > start)
        )
        made_up = any(u["synthetic"] for u in there)
        data.append(
            Datum(
                f"{month:%Y-%m}",
                ids or tuple(sorted(f["id"] for f in found)),
                best=number,
                unit="connection",
                start=start,
                end=end,
                synthetic=made_up,
            )
        )
    title = f"Upstream operators of {plain(scope)} by month"
    return Figure("lines", title, tuple(data), "connection", caption=CAPTION)


def spans(scope: str, found: list[Row], rows: list[Row]) -> Figure:
    """List each upstream with its country and the first and last month in which it was seen."""
    data = []
    for upstream in sorted({u["upstream"] for u in rows}, key=lambda u: int(u.split(":")[1])):
        own = [u for u in rows if u["upstream"] == upstream]
        months = sorted({u["month"] for u in own})
        ids = tuple(sorted(f["id"] for f in found if f["subject"] == upstream))
        cells = (
            plain(upstream),
            str(own[0]["operator"]),
            plain(own[-1]["upstream_country"] or "not said"),
            f"{months[0]:%Y-%m}",
            f"{months[-1]:%Y-%m}",
            f"{len(months)}",
        )
        data.append(
            Datum(
                plain(upstream),
                ids or tuple(sorted(f["id"] for f in found)),
                best=float(len(months)),
                cells=cells,
                synthetic=any(u["synthetic"] for u in own),
            )
        )
    columns = ("upstream", "operator", "country", "first seen", "last seen", "months")
    title = f"Who carried the traffic of {plain(scope)}"
    return Figure("table", title, tuple(data), columns=columns, caption=CAPTION)


def unique(data: Iterable[Datum]) -> list[Datum]:
    """Keep one datum for each edge and side: two files may show the same link."""
    kept: dict[tuple[str, str, str], Datum] = {}
    for datum in data:
        kept.setdefault((datum.series, datum.label, datum.to), datum)
    return [kept[key] for key in sorted(kept)]


def named(row: Row) -> str:
    """Give an upstream with its country where one is known."""
    country = row["upstream_country"]
    return plain(row["upstream"]) + (f" ({plain(country)})" if country else "")


def month_before(day: date) -> date:
    """Give the first day of the month before the one that a day begins."""
    number = day.year * 12 + day.month - 2
    return date(number // 12, number % 12 + 1, 1)


def month_span(month: date) -> tuple[datetime, datetime]:
    """Give a month as a half-open span of instants."""
    number = month.year * 12 + month.month
    start = datetime(month.year, month.month, 1, tzinfo=UTC)
    return start, datetime(number // 12, number % 12 + 1, 1, tzinfo=UTC)


PANEL: Final = Panel(
    reads=("findings", "upstreams", "upstream_shares", "what_ifs", "model_trust"), draws=draws
)
