"""What the dossier shows of measures: what held when, caps' meters, and what would cover what.

The measures themselves are a table of the page, with their dates and places.
"""

import json
from typing import Any, Final

import pyarrow as pa

from hawse.channels.measures.acts_panel import acts_with_rules
from hawse.core.channel import Datum, Figure, Panel

Row = dict[str, Any]


def draws(
    findings: pa.Table, claims: pa.Table, measures: pa.Table, would_cover: pa.Table
) -> tuple[Figure, ...]:
    """Give the spans with their quantity measures, the caps' meters, hits, and acts with rules."""
    every = findings.to_pylist()
    rows = [r for r in every if r["channel"] == "measures"]
    rows.sort(key=lambda r: (str(r["item"]), str(r["period_start"]), r["id"]))
    held = any(r["step"] == "in_force" for r in rows)
    known = {m["id"]: m for m in measures.to_pylist()}
    made = (
        *_spans([r for r in rows if r["step"] == "none_in_force"]),
        *_meters([r for r in rows if r["kind"] == "over_cap"]),
        *_hits([r for r in rows if r["kind"] == "listed" and r["step"] == "listed_by_name"]),
        *acts_with_rules([*every, *claims.to_pylist()], would_cover.to_pylist(), known),
    )
    nothing = "No measure touches the target in the case's period."
    return made or (() if held else (Figure("note", "Measures", caption=nothing),))


def _spans(rows: list[Row]) -> tuple[Figure, ...]:
    if not rows:
        return ()
    data = tuple(
        Datum(
            label=r["says"],
            ids=(r["id"],),
            best=r["q_best"],
            unit="measure",
            series=str(r["item"]),
            start=r["period_start"],
            end=r["period_end"],
            basis=r["basis"],
            synthetic=bool(r["synthetic"]),
            cells=(
                str(r["item"]).replace("_", " "),
                f"{r['period_start']:%Y-%m-%d}",
                f"{r['period_end']:%Y-%m-%d}",
                f"{r['q_best']:.0f}",
                r["says"],
            ),
        )
        for r in rows
    )
    columns = ("goods", "from", "until, not included", "quantity measures", "in words")
    caption = (
        "A span with no quantity measure is an answer, not a gap: what was traded "
        "in it came under no cap and no ban on all such goods."
    )
    return (
        Figure(
            "table",
            "Quantity measures in force, by goods and time",
            data,
            "measure",
            columns,
            caption,
        ),
    )


def _meters(rows: list[Row]) -> tuple[Figure, ...]:
    if not rows:
        return ()
    data = tuple(
        Datum(
            label=r["says"],
            ids=(r["id"],),
            low=r["q_low"],
            best=r["q_best"],
            high=r["q_high"],
            unit="share",
            series=str(r["said_by"]),
            start=r["period_start"],
            end=r["period_end"],
            basis=r["basis"],
            synthetic=bool(r["synthetic"]),
        )
        for r in rows
    )
    caption = "Share of the cap; 1 is the cap. Notified, stated and estimated supplies stay apart."
    return (Figure("gauge", "Supply against the cap", data, unit="share", caption=caption),)


_HIT_COLUMNS: Final = ("who", "entry", "listed from", "until, not included", "why, and why not")
_MOST_HITS: Final = 60


def _hits(rows: list[Row]) -> tuple[Figure, ...]:
    """Draw the screened names that may be an entry of a list, the likeliest first."""
    if not rows:
        return ()
    shown = sorted(rows, key=lambda r: (-(r["score"] or 0.0), str(r["item"]), r["id"]))
    data = tuple(
        Datum(
            label=r["says"],
            ids=(r["id"],),
            start=r["period_start"],
            end=r["period_end"],
            basis=r["basis"],
            synthetic=bool(r["synthetic"]),
            cells=(
                r["says"],
                str(r["item"]),
                f"{r['period_start']:%Y-%m-%d}" if r["period_start"] else "not known",
                f"{r['period_end']:%Y-%m-%d}" if r["period_end"] else "",
                "; ".join(map(str, json.loads(r["reasons"] or "[]"))),
            ),
        )
        for r in shown[:_MOST_HITS]
    )
    caption = "A hit is a likeness as of a day, with its reasons; it is not yet the same one."
    if len(rows) > _MOST_HITS:
        caption += f" The first {_MOST_HITS} of {len(rows)} are shown."
    return (Figure("table", "Names on lists", data, columns=_HIT_COLUMNS, caption=caption),)


PANEL: Final = Panel(reads=("findings", "claims", "measures", "would_cover"), draws=draws)
