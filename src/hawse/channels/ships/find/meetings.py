"""The step ``meetings``: two ships beside each other at sea, from their waits."""

from datetime import datetime, timedelta
from typing import Any, Final

import pyarrow as pa

from hawse.channels.ships.find.form import day, finding
from hawse.channels.ships.observe.harbours import km
from hawse.channels.ships.observe.of_kind import of_kind
from hawse.core.tables import FINDINGS

Row = dict[str, Any]
HOUR: Final = timedelta(hours=1)
DEGREES: Final = 0.1
NOT_SHOWN: Final = "That anything passed between them: ships anchor side by side, tow, bunker and shelter together."  # noqa: E501 - a sentence in one piece
ONE_SIDED: Final = "That there was another ship: only its own wait and its typed draught are seen."


def meetings(
    spells: pa.Table,
    hulls: pa.Table,
    said: pa.Table,
    *,
    near_km: float,
    least_h: float,
    draught_m: float,
) -> pa.Table:
    """Find ships that waited within ``near_km`` of each other at sea for ``least_h`` together.

    Only waits count, and a wait is clear of every port's circle; so ships in one anchorage of a
    port do not meet. A wait at sea without a partner over which the typed draught changed by
    ``draught_m`` or more is a one-sided one.
    """
    settings = {"near_km": near_km, "least_h": least_h, "draught_m": draught_m}
    ships = {(r["mmsi"], r["hull"]): r for r in hulls.to_pylist()}
    rows = [
        s
        for s in of_kind(spells, "wait")
        if s["kind"] == "wait" and (s["end"] - s["start"]) / HOUR >= least_h
    ]
    texts = _texts(said)
    pairs = _pairs(rows, near_km, least_h)
    met = {(r["ship"], r["hull"], r["start"]) for pair in pairs for r in pair[:2]}
    made = [_meeting(a, b, start, end, ships, settings) for a, b, start, end in pairs]
    for s in rows:
        change = _change(s, texts) if (s["ship"], s["hull"], s["start"]) not in met else None
        if change is not None and abs(change) >= draught_m:
            made.append(_lone(s, change, ships, settings))
    return FINDINGS.rows(made)


def _pairs(
    rows: list[Row], near_km: float, least_h: float
) -> list[tuple[Row, Row, datetime, datetime]]:
    """Pair waits that are near in place and time, by way of cells, so that the work grows with the rows."""  # noqa: E501 - a sentence in one piece
    cells: dict[tuple[int, int, int], list[int]] = {}
    for n, s in enumerate(rows):
        for key in _cells(s, own=True):
            cells.setdefault(key, []).append(n)
    found: dict[tuple[int, int], tuple[Row, Row, datetime, datetime]] = {}
    for n, s in enumerate(rows):
        for m in sorted({m for key in _cells(s, own=False) for m in cells.get(key, ())}):
            o = rows[m]
            if (s["ship"], s["hull"]) >= (o["ship"], o["hull"]):
                continue
            start, end = max(s["start"], o["start"]), min(s["end"], o["end"])
            if (end - start) / HOUR < least_h:
                continue
            if (
                min(
                    km(s["lat"], s["lon"], o["lat"], o["lon"]),
                    km(s["end_lat"], s["end_lon"], o["end_lat"], o["end_lon"]),
                )
                <= near_km
            ):
                found[n, m] = (s, o, start, end)
    return [found[key] for key in sorted(found)]


def _cells(s: Row, *, own: bool) -> list[tuple[int, int, int]]:
    row, col = int(s["lat"] // DEGREES), int(s["lon"] // DEGREES)
    days = range(int(s["start"].timestamp() // 86400), int(s["end"].timestamp() // 86400) + 1)
    around = (0,) if own else (-1, 0, 1)
    turn = round(360 / DEGREES)
    return [(row + a, (col + b) % turn, d) for a in around for b in around for d in days]


def _meeting(  # noqa: PLR0917 - each argument is one thing of the row
    a: Row,
    b: Row,
    start: datetime,
    end: datetime,
    ships: dict[tuple[int, int], Row],
    settings: Row,
) -> Row:
    one, other = ships[a["ship"], a["hull"]], ships[b["ship"], b["hull"]]
    hours = round((end - start) / HOUR, 3)
    return finding(
        "meetings",
        settings,
        "ship_to_ship",
        f"{one['name'] or one['ship']} and {other['name'] or other['ship']} lay beside each other at sea for {hours:.1f} hours on {day(start)}",  # noqa: E501 - a sentence in one piece
        subject=one["ship"],
        counterpart=other["ship"],
        item="both_seen",
        q_low=hours,
        q_best=hours,
        unit="hour",
        quantity_kind="level",
        period_start=start,
        period_end=end,
        as_of=end,
        coverage=1.0,
        synthetic=bool(a["synthetic"] or b["synthetic"]),
        not_shown=NOT_SHOWN,
        reasons=[f"within {settings['near_km']} km, clear of every port"],
        evidence=[
            (
                r["source_id"],
                r["line"],
                {"mmsi": r["ship"], "at": r["start"], "lat": r["lat"], "lon": r["lon"]},
            )
            for r in (a, b)
        ],
    )


def _change(s: Row, texts: dict[int, list[Row]]) -> float | None:
    """Give how the typed draught changed over a wait; None where it was not said on both sides."""
    rows = sorted(
        (r["start"], r["draught_m"])
        for r in texts.get(s["ship"], ())
        if r["draught_m"] is not None
    )
    before = [d for at, d in rows if at <= s["start"] + HOUR]
    after = [d for at, d in rows if s["start"] + HOUR < at <= s["end"] + 12 * HOUR]
    return round(after[-1] - before[-1], 3) if before and after else None


def _texts(said: pa.Table) -> dict[int, list[Row]]:
    made: dict[int, list[Row]] = {}
    for r in said.to_pylist():
        made.setdefault(r["ship"], []).append(r)
    return made


def _lone(s: Row, change: float, ships: dict[tuple[int, int], Row], settings: Row) -> Row:
    hull = ships[s["ship"], s["hull"]]
    hours = round((s["end"] - s["start"]) / HOUR, 3)
    return finding(
        "meetings",
        settings,
        "ship_to_ship",
        f"{hull['name'] or hull['ship']} waited alone at sea for {hours:.1f} hours on {day(s['start'])} and its typed draught changed by {change:+g} m",  # noqa: E501 - a sentence in one piece
        subject=hull["ship"],
        counterpart=None,
        item="one_sided",
        q_low=hours,
        q_best=hours,
        unit="hour",
        quantity_kind="level",
        period_start=s["start"],
        period_end=s["end"],
        as_of=s["end"],
        coverage=0.5,
        synthetic=bool(s["synthetic"]),
        not_shown=ONE_SIDED,
        reasons=[f"draught {change:+g} m over the wait"],
        evidence=[
            (
                s["source_id"],
                s["line"],
                {"mmsi": s["ship"], "at": s["start"], "lat": s["lat"], "lon": s["lon"]},
            )
        ],
    )
