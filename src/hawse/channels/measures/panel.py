"""What the dossier shows of measures: what was in force when, and how far a cap was filled."""

import json
from typing import Any, Final

import pyarrow as pa

from hawse.core.channel import Datum, Figure, Panel

Row = dict[str, Any]


def draws(findings: pa.Table, measures: pa.Table) -> tuple[Figure, ...]:
    """Give the spans with their quantity measures, the caps' meters and the measures' table."""
    rows = [r for r in findings.to_pylist() if r["channel"] == "measures"]
    rows.sort(key=lambda r: (str(r["item"]), str(r["period_start"]), r["id"]))
    held = {r["item"]: r for r in rows if r["kind"] == "in_force" and r["step"] == "in_force"}
    known = {m["id"]: m for m in measures.to_pylist()}
    made = (
        *_spans([r for r in rows if r["step"] == "none_in_force"]),
        *_meters([r for r in rows if r["kind"] == "over_cap"]),
        *_hits([r for r in rows if r["kind"] == "listed" and r["step"] == "listed_by_name"]),
        *_table([(known[i], f) for i, f in sorted(held.items()) if i in known]),
    )
    return made or (
        Figure("note", "Measures", caption="No measure touches the target in the case's period."),
    )


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
        "in it broke no cap or ban."
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


_COLUMNS: Final = (
    "id", "instrument", "paragraph", "kind", "on", "in force from", "to", "public", "checked",
)  # fmt: skip


def _table(pairs: list[tuple[Row, Row]]) -> tuple[Figure, ...]:
    if not pairs:
        return ()
    data = tuple(
        Datum(
            label=m["id"],
            ids=(f["id"],),
            start=f["period_start"],
            end=f["period_end"],
            synthetic=bool(f["synthetic"]),
            cells=(
                m["id"],
                m["instrument"],
                m["paragraph"] or "",
                m["kind"],
                m["subject"] or "",
                str(m["in_force_from"]),
                str(m["in_force_to"] or ""),
                str(m["published"] or ""),
                m["checked"],
            ),
        )
        for m, f in pairs
    )
    caption = (
        "A: confirmed in a public source. B: from knowledge of the instrument; "
        "never behind a sentence of breach."
    )
    return (
        Figure("table", "Measures that touch the case", data, columns=_COLUMNS, caption=caption),
    )


PANEL: Final = Panel(reads=("findings", "measures"), draws=draws)
