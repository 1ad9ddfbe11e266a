"""The step ``silences``: silences that reception does not explain, with a score for switching off."""  # noqa: E501 - a sentence in one piece

import math
from datetime import timedelta
from operator import mul
from typing import Any, Final

import pyarrow as pa

from hawse.channels.ships.find.calibration import Calibration
from hawse.channels.ships.find.form import day, finding
from hawse.channels.ships.find.neighbours import Neighbours
from hawse.channels.ships.find.reception import FEATURES, Reception
from hawse.channels.ships.observe.of_kind import of_kind, plain
from hawse.core.tables import FINDINGS

Row = dict[str, Any]
HOUR: Final = timedelta(hours=1)
LEAST_FED: Final = 0.5
"""The least part of a silence in which somebody must have been heard anywhere."""
MOST_WEIGHED: Final = 500.0
HEARD: Final = FEATURES.index("heard_others")
UNKNOWN: Final = 0.5
"""The most that a silence scores along which no other ship was heard: nothing shows reception."""
NOT_SHOWN: Final = "That the transponder was switched off, by whom or why: weather, a fault, traffic or the receivers may explain it."  # noqa: E501 - a sentence in one piece


def silences(
    spells: pa.Table,
    heard: pa.Table,
    hulls: pa.Table,
    weights: pa.Table,
    calibrations: pa.Table,
    *,
    least_h: float,
    least_score: float,
) -> pa.Table:
    """Find silences of ``least_h`` or more whose score reaches ``least_score``.

    The score is between 0 and 1: the logistic function of the weighed features of ``reception``,
    with the weights of the facts, which were fitted on silences whose cause is known
    (``evaluation.fit_silences``). Half means that too little is known to tell, and is the most
    where no other ship was heard near the way meanwhile: that receivers heard anything there is
    then nothing that the data carry. It is a likelihood only for silences of the kind that it was
    calibrated on; the facts say which.
    """
    weighed = {r["feature"]: r["weight"] for r in weights.to_pylist() if r["step"] == "silences"}
    by_feature = [weighed.get(n, 0.0) for n in FEATURES]
    calibration = Calibration(calibrations, "silences", least_score)
    ships = {(r["mmsi"], r["hull"]): r for r in plain(hulls)}
    settings = {"least_h": least_h, "least_score": least_score}
    made = []
    for s, features, around in looked_into(spells, heard, least_h) if weighed else ():
        total = sum(map(mul, by_feature, features))
        score = round(1 / (1 + math.exp(-max(-MOST_WEIGHED, min(MOST_WEIGHED, total)))), 6)
        if not features[HEARD]:
            score = min(score, UNKNOWN)
        if score >= least_score:
            hull = ships[s["ship"], s["hull"]]
            made.append(_finding(s, hull, score, around, calibration, settings))
    return FINDINGS.rows(made)


def looked_into(
    spells: pa.Table, heard: pa.Table, least_h: float
) -> list[tuple[Row, list[float], float]]:
    """Give each silence of ``least_h`` or more, its features, and the part of others heard.

    A silence that begins and ends in one port is none: ships at their berth switch off. Nor is one
    in most of which nobody was heard anywhere: then the feed was silent, and not the ship.
    """
    gaps = of_kind(spells, "gap")
    days = {
        (t["ship"], t["hull"]): (t["end"] - t["start"]) / HOUR / 24
        for t in of_kind(spells, "track")
    }
    reception = Reception(heard, gaps)
    asked = [
        s
        for s in gaps
        if (s["end"] - s["start"]) / HOUR >= least_h
        and not (s["port"] and s["port"] == s["port_after"])
        and reception.fed(s) >= LEAST_FED
    ]
    made = []
    for s, beside in zip(asked, Neighbours(spells).weighed(asked), strict=True):
        hours = (s["end"] - s["start"]) / HOUR
        made.append((s, *reception.features(s, hours, days[s["ship"], s["hull"]], beside)))
    return made


def _finding(  # noqa: PLR0917 - each argument is one thing of the row
    s: Row, hull: Row, score: float, around: float, calibration: Calibration, settings: Row
) -> Row:
    hours = (s["end"] - s["start"]) / HOUR
    name = hull["name"] or hull["ship"]
    likelihood, rate, basis = calibration.of(score, made_up=bool(s["synthetic"]))
    return finding(
        "silences",
        settings,
        "dark_gap",
        f"{name} was silent for {hours:.0f} hours from {day(s['start'])} in a way that reception does not explain",  # noqa: E501 - a sentence in one piece
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
        score=score,
        likelihood_low=likelihood[0],
        likelihood_high=likelihood[1],
        base_rate=rate,
        coverage=round(min(1.0, around), 6),
        synthetic=bool(s["synthetic"]),
        not_shown=NOT_SHOWN,
        reasons=[
            f"{around:.0%} of the others that are usual along its way were heard meanwhile",
            f"its usual time between positions was {s['usual_h'] or 0.0:.2f} h",
            basis,
        ],
        evidence=[
            (
                s["source_id"],
                s["line"],
                {"mmsi": s["ship"], "last_at": s["start"], "lat": s["lat"], "lon": s["lon"]},
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
