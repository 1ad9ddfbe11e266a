"""Pictures of shares: those seen in routing tables, and those that a model gives after a cut."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from hawse.core.channel import Datum, Figure

SHARE: Final = "upstream_share"
SEEN: Final = (
    "Part of the target's addresses that comes in through each upstream, as networks with a table "
    "see it: median, with the 10th to 90th percentile as a band. Observed; addresses, not traffic."
)
MODELLED: Final = (
    "A model, no observation, and no evidence for or against any claim: every network takes the "
    "best route that its contracts allow, and ties are broken in {ties} ways (5th to 95th "
    "percentile). Whether anything is reached at all is sturdier than any share. {trust}"
)
ALONE: Final = (
    "How often the model is right was not measured on this case, which holds no routing table "
    "near these months."
)
COLUMNS: Final = (
    "month", "if this is cut", "networks that reach it", "in through", "modelled share",
    "how often the model names the right upstream",
)  # fmt: skip
Row = Mapping[str, Any]


def shares(findings: Sequence[Row], rows: Sequence[Row]) -> list[Figure]:
    """Draw the observed shares of each target's upstreams by day; one day alone makes no line."""
    figures = []
    ids: dict[tuple[str, str, object], list[str]] = {}
    for f in findings:
        if f["kind"] == SHARE:
            day = f["period_start"].date()
            ids.setdefault((f["counterpart"], f["subject"], day), []).append(f["id"])
    for scope in sorted({r["scope"] for r in rows}):
        data = [
            Datum(
                f"{r['at']:%Y-%m-%d}",
                tuple(sorted(ids.get((scope, r["upstream"], r["at"].date()), ()))),
                low=r["low"],
                best=r["share"],
                high=r["high"],
                unit="share",
                series=plain(r["upstream"]),
                start=r["at"],
                synthetic=bool(r["synthetic"]),
            )
            for r in rows
            if r["scope"] == scope
        ]
        told = tuple(d for d in data if d.ids)
        if told:
            title = f"Shares of {plain(scope)}'s addresses by upstream and day"
            figures.append(Figure("lines", title, told, "share", caption=SEEN))
    return figures


def what_if(
    scope: str, found: Sequence[Row], rows: Sequence[Row], trusted: Sequence[Row]
) -> list[Figure]:
    """List what the model leaves of a target if an operator is cut, each with its own record."""
    if not rows:
        return []
    ids = tuple(sorted(f["id"] for f in found))
    best = min(
        (t for t in trusted if not t["synthetic"]), key=lambda t: not t["own"], default=None
    )
    data = [
        Datum(
            f"{r['month']:%Y-%m}, {cut_of(r)}",
            ids,
            low=r["low"],
            best=r["share"],
            high=r["high"],
            unit="share",
            cells=(
                f"{r['month']:%Y-%m}",
                cut_of(r),
                span(r["reach_low"], r["reach"], r["reach_high"]),
                plain(r["upstream"]) if r["upstream"] else "nothing",
                "none" if r["share"] is None else span(r["low"], r["share"], r["high"]),
                "not known" if best is None else record(best),
            ),
            basis="estimated",
            synthetic=bool(r["synthetic"]),
        )
        for r in sorted(rows, key=lambda r: (r["month"], r["cut"] != "nothing", r["cut"]))
    ]
    told = ALONE if best is None else held_against(best)
    caption = MODELLED.format(ties=rows[0]["tie_breaks"], trust=told)
    title = f"Modelled: what is left of {plain(scope)} if a line is cut"
    return [Figure("table", title, tuple(data), "share", columns=COLUMNS, caption=caption)]


def cut_of(row: Row) -> str:
    """Say what is cut."""
    return "nothing" if row["cut"] == "nothing" else plain(row["cut"])


def record(trusted: Row) -> str:
    """Say in a few words how often the model was right."""
    right, low, high = (part(trusted[n]) for n in ("upstream_right", "low", "high"))
    return f"{right} ({low} to {high})"


def held_against(trusted: Row) -> str:
    """Say against what the model was held, and what came of it."""
    return (
        f"Held against {trusted['where']}, the model names the right upstream for "
        f"{part(trusted['upstream_right'])} of {trusted['pairs']} pairs of network and origin "
        f"(95 %: {part(trusted['low'])} to {part(trusted['high'])}), and the length of the path "
        f"to within a hop for {part(trusted['within_one'])}."
    )


def span(low: float, middle: float, high: float) -> str:
    """Write a share with its interval; one number where there is no spread."""
    if part(low) == part(high):
        return part(middle)
    return f"{part(middle)} ({part(low)} to {part(high)})"


def part(share: float) -> str:
    """Write a share as a percentage, cut off and never rounded up."""
    return f"{int(round(share * 1000, 3)) / 10:g} %"


def plain(typed: str) -> str:
    """Give a typed id as people write it: as:20485 is AS20485, country:KP is KP."""
    return typed.removeprefix("country:").replace("as:", "AS")
