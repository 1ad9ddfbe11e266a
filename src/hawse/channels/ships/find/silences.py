"""The step ``silences``: silences that reception does not explain, with a score for switching off."""  # noqa: E501 - a sentence in one piece

import math
from datetime import timedelta
from typing import Any, Final

import pyarrow as pa

from hawse.channels.ships.find.form import day, finding
from hawse.channels.ships.observe.of_kind import of_kind
from hawse.core.tables import FINDINGS

Row = dict[str, Any]
HOUR: Final = timedelta(hours=1)
SLOT_S: Final = 10_800
MOST_SLOTS: Final = 240
ABOUT: Final = 40
FAILED: Final = 1 / 30
Rates = dict[tuple[int, int], dict[int, int]]
NOT_SHOWN: Final = "That the transponder was switched off, by whom or why: weather, a fault, traffic or the receivers may explain it."  # noqa: E501 - a sentence in one piece


def silences(
    spells: pa.Table, heard: pa.Table, hulls: pa.Table, *, least_h: float, least_score: float
) -> pa.Table:
    """Find silences of ``least_h`` or more whose score reaches ``least_score``.

    The score is between 0 and 1. Others are counted in the three-hour slots that lie wholly in the
    silence, the first and last left out, within a degree of each end; so many would be expected
    by the days about it. It weighs two explanations by Poisson's law: others were heard as ever,
    or a thirtieth of them, as where reception failed; the end that was heard worse counts. Half
    means that too few pass there to tell. It is no likelihood until it is calibrated on real gaps.
    """
    ships = {(r["mmsi"], r["hull"]): r for r in hulls.to_pylist()}
    rates = _rates(heard)
    settings = {"least_h": least_h, "least_score": least_score}
    made = []
    for s in of_kind(spells, "gap"):
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
                "silences",
                settings,
                "dark_gap",
                f"{name} was silent for {hours:.0f} hours from {day(s['start'])} while others were heard where it began and ended",  # noqa: E501 - a sentence in one piece
                subject=hull["ship"],
                counterpart=hull["flag"],
                q_low=round(hours - (s["usual_h"] or 0.0), 3),
                q_best=round(hours, 3),
                q_high=round(hours, 3),
                unit="hour",
                quantity_kind="level",
                period_start=s["start"],
                period_end=s["end"],
                place=s["port"],
                as_of=s["end"],
                score=round(score, 6),
                coverage=round(min(1.0, around), 6),
                synthetic=bool(s["synthetic"]),
                not_shown=NOT_SHOWN,
                reasons=[
                    f"{around:.0%} of the others that are usual about its ends were heard meanwhile",  # noqa: E501 - a sentence in one piece
                    f"its usual time between positions was {s['usual_h'] or 0.0:.2f} h",
                ],
                evidence=[
                    (
                        s["source_id"],
                        s["line"],
                        {
                            "mmsi": s["ship"],
                            "last_at": s["start"],
                            "lat": s["lat"],
                            "lon": s["lon"],
                        },
                    ),
                    (
                        s["source_id"],
                        s["line_end"],
                        {
                            "mmsi": s["ship"],
                            "first_at": s["end"],
                            "lat": s["end_lat"],
                            "lon": s["end_lon"],
                        },
                    ),
                ],
            )
        )
    return FINDINGS.rows(made)


def score_of(gap: Row, rates: Rates, hours: float) -> tuple[float, float]:
    """Give the score of a silence, and how many others were heard of those expected, at the worse end."""  # noqa: E501 - a sentence in one piece
    first, last = (
        -(-int(gap["start"].timestamp()) // SLOT_S) + 1,
        int(gap["end"].timestamp()) // SLOT_S - 1,
    )
    scored = []
    for lat, lon in {(gap["lat"], gap["lon"]), (gap["end_lat"], gap["end_lon"])}:
        near = [
            rates.get((math.floor(lat) + a, (math.floor(lon) + b + 180) % 360 - 180), {})
            for a in (-1, 0, 1)
            for b in (-1, 0, 1)
        ]
        within = range(first, min(last, first + MOST_SLOTS))
        about = [s for s in range(first - ABOUT, last + ABOUT) if not first - 1 <= s <= last]
        heard = sum(cell.get(s, 0) for cell in near for s in within)
        usual = sum(cell.get(s, 0) for cell in near for s in about) / len(about) * len(within)
        weighed = heard * math.log(1 / FAILED) - usual * (1 - FAILED)
        scored.append(
            (
                1 / (1 + math.exp(-max(-500.0, min(500.0, weighed)))),
                heard / usual if usual else 0.0,
            )
        )
    score, part = min(scored)
    return score * (1.0 - min(1.0, (gap["usual_h"] or 0.0) / hours)), part


def _rates(heard: pa.Table) -> Rates:
    made: Rates = {}
    for r in heard.to_pylist():
        made.setdefault((r["row"], r["col"]), {})[r["slot"]] = r["ships"]
    return made
