"""The step ``silences``: silences that reception does not explain, with a score for switching off."""

import math
from datetime import timedelta
from typing import Any, Final

import pyarrow as pa

from hawse.channels.ships.find.form import day, finding
from hawse.core.tables import FINDINGS

Row = dict[str, Any]
HOUR: Final = timedelta(hours=1)
SLOT_S: Final = 10_800
MOST_SLOTS: Final = 240
NOT_SHOWN: Final = "That the transponder was switched off, by whom or why: weather, a fault, traffic or the receivers may explain it."


def silences(
    spells: pa.Table, heard: pa.Table, hulls: pa.Table, *, least_h: float, least_score: float
) -> pa.Table:
    """Find silences of ``least_h`` or more whose score reaches ``least_score``.

    The score is between 0 and 1: ``1 - exp(-n)``, where ``n`` is the number of other ships heard in
    the three-hour slots that lie wholly in the silence, within a degree of its end that was heard
    worse, times ``1 - habit / silence``, where habit is three times the ship's usual time between
    positions. Nobody heard scores 0: the silence tells nothing. It is no likelihood.
    """
    ships = {(r["mmsi"], r["hull"]): r for r in hulls.to_pylist()}
    rates = _rates(heard)
    settings = {"least_h": least_h, "least_score": least_score}
    made = []
    for s in spells.to_pylist():
        hours = (s["end"] - s["start"]) / HOUR
        if s["kind"] != "gap" or hours < least_h or (s["port"] and s["port"] == s["port_after"]):
            continue
        score, around = score_of(s, rates, hours)
        if score < least_score:
            continue
        hull = ships[s["ship"], s["hull"]]
        name = hull["name"] or hull["ship"]
        made.append(
            finding(
                "silences", settings, "dark_gap",
                f"{name} was silent for {hours:.0f} hours from {day(s['start'])} while others were heard at both ends",
                subject=hull["ship"], counterpart=hull["flag"], q_low=round(hours - (s["usual_h"] or 0.0), 3),
                q_best=round(hours, 3), q_high=round(hours, 3), unit="hour", quantity_kind="level",
                period_start=s["start"], period_end=s["end"], place=s["port"], as_of=s["end"], score=round(score, 6),
                coverage=round(min(1.0, around), 6), synthetic=bool(s["synthetic"]), not_shown=NOT_SHOWN,
                reasons=[
                    f"{around:.2f} other ships an hour were heard in the degrees where it began and ended",
                    f"its usual time between positions was {s['usual_h'] or 0.0:.2f} h",
                ],
                evidence=[
                    (s["source_id"], s["line"], {"mmsi": s["ship"], "last_at": s["start"], "lat": s["lat"], "lon": s["lon"]}),
                    (s["source_id"], s["line_end"], {"mmsi": s["ship"], "first_at": s["end"], "lat": s["end_lat"], "lon": s["end_lon"]}),
                ],
            )
        )  # fmt: skip
    return FINDINGS.rows(made)


def score_of(
    gap: Row, rates: dict[tuple[int, int, int], int], hours: float
) -> tuple[float, float]:
    """Give the score of a silence, and how many other ships were heard an hour at its worse end."""
    first = -(-int(gap["start"].timestamp()) // SLOT_S)
    slots = range(first, min(int(gap["end"].timestamp()) // SLOT_S, first + MOST_SLOTS))
    heard = min(
        sum(
            rates.get((math.floor(lat) + a, (math.floor(lon) + b + 180) % 360 - 180, slot), 0)
            for a in (-1, 0, 1)
            for b in (-1, 0, 1)
            for slot in slots
        )
        for lat, lon in ((gap["lat"], gap["lon"]), (gap["end_lat"], gap["end_lon"]))
    )
    habit = min(1.0, (gap["usual_h"] or 0.0) * 3 / hours)
    return (1.0 - math.exp(-heard)) * (1.0 - habit), heard / max(1.0, len(slots) * SLOT_S / 3600)


def _rates(heard: pa.Table) -> dict[tuple[int, int, int], int]:
    return {(r["row"], r["col"], r["slot"]): r["ships"] for r in heard.to_pylist()}
