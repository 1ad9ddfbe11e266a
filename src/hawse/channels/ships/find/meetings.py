"""The step ``meetings``: two ships beside each other at sea, from their waits."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hawse.channels.ships.find.form import day, finding, rate_of_ships
from hawse.channels.ships.find.heard_share import heard_shares
from hawse.channels.ships.find.nearness import Near, near_pairs
from hawse.channels.ships.find.over_waits import changes
from hawse.channels.ships.observe.epochs import HULLS, Holders
from hawse.channels.ships.observe.of_kind import plain
from hawse.channels.ships.read.shapes import Ints, Reals
from hawse.core.tables import FINDINGS

Row = dict[str, Any]
HOUR: Final = timedelta(hours=1)
SERVICE: Final = {31, 32, 33, 34, 50, 51, 52, 53, 54, 55, 58}
"""Towing, dredging, diving, pilots, rescue, tugs, tenders, anti-pollution, police, medical: AIS ship types that lie beside others."""  # noqa: E501 - a sentence in one piece
FISHING: Final = 30
CARGO: Final = range(70, 90)
SPANS: Final = ["ship", "hull", "start", "end"]
NOT_SHOWN: Final = "That anything passed between them: ships anchor side by side, tow, bunker and shelter together."  # noqa: E501 - a sentence in one piece
ONE_SIDED: Final = "That there was another ship: only its own wait and its typed draught are seen."


def meetings(
    spells: pa.Table,
    hulls: pa.Table,
    said: pa.Table,
    *,
    near_km: float,
    beside_km: float,
    crowd: int,
    least_h: float,
    draught_m: float,
) -> pa.Table:
    """Find ships that waited within ``near_km`` of each other at sea for ``least_h`` together.

    Only waits count, and a wait is clear of every port's circle. Where ``crowd`` other ships or
    more wait within some eight kilometres, in the roads or in a fishing fleet, a pair must be
    within ``beside_km``, and one of the two must say that it carries cargo: ships at anchor keep
    clear of each other. A fishing vessel meets only a ship that carries cargo; pilots, tugs and
    others whose work is beside ships are left out. A wait at sea without a
    partner over which the typed draught changed by ``draught_m`` or more is a one-sided meeting.
    The base rate is the share of the ships seen that trip the same rule.
    """
    settings = {
        "near_km": near_km,
        "beside_km": beside_km,
        "crowd": crowd,
        "least_h": least_h,
        "draught_m": draught_m,
    }
    ships = {(r["mmsi"], r["hull"]): r for r in plain(hulls)}
    shares = heard_shares(spells)
    seen = len(shares)
    lain = _lain(spells, least_h)
    near = near_pairs(spells, near_km, lain)
    rows = _told(spells, lain, {n for p in near for n in (p.one, p.other)})
    pairs = [
        (p, rows[p.one], rows[p.other])
        for p in near
        if _counts(p, rows[p.one], rows[p.other], ships, settings)
    ]
    met = {n for p, _, _ in pairs for n in (p.one, p.other)}
    rate = rate_of_ships(({r["ship"] for _, a, b in pairs for r in (a, b)}), seen)
    made = [_meeting(p, a, b, ships, rate, settings) for p, a, b in pairs]
    change_m = changes(spells.select(SPANS).take(lain), said, Holders(spells))
    changed = _alone(spells, lain, met, change_m, draught_m)
    rate = rate_of_ships({s["ship"] for s, _ in changed}, seen)
    made += [
        _lone(s, change, ships, rate, shares.get((s["ship"], s["hull"])), settings)
        for s, change in changed
    ]
    return FINDINGS.rows(made)


def _lain(spells: pa.Table, least_h: float) -> Ints:
    """Give the spells that are waits, long enough, and tell where the ship lay."""
    long = pc.subtract(spells["end"].cast(pa.int64()), spells["start"].cast(pa.int64()))
    enough = pc.greater_equal(long, round(least_h * HOUR / timedelta(microseconds=1)))
    told = pc.and_(pc.equal(spells["kind"], "wait"), pc.is_valid(spells["lats"]))
    return np.flatnonzero(pc.and_(told, enough).to_numpy())


def _told(spells: pa.Table, lain: Ints, wanted: Iterable[int]) -> dict[int, Row]:
    """Give waits by their number; of where the ship lay only as much as a finding tells."""
    numbers = sorted(wanted)
    rows = spells.drop_columns(["lats", "lons"]).take(lain[np.array(numbers, np.int64)])
    return dict(zip(numbers, rows.to_pylist(), strict=True))


def _counts(
    pair: Near, one: Row, other: Row, ships: dict[tuple[int, int], Row], settings: Row
) -> bool:
    """Say whether a pair is one to tell: long enough, and close enough for how crowded it was."""
    hours = (min(one["end"], other["end"]) - max(one["start"], other["start"])) / HOUR
    kinds = [_type(r, ships) for r in (one, other)]
    carries = any(k in CARGO for k in kinds)
    works = any(k in SERVICE for k in kinds) or (FISHING in kinds and not carries)
    alone = pair.others < settings["crowd"]
    close = pair.median_km <= settings["beside_km"] and carries
    return hours >= settings["least_h"] and (alone or close) and not works


def _type(row: Row, ships: dict[tuple[int, int], Row]) -> int | None:
    """Give a hull's AIS ship type; of one whose texts are not told apart, what its MMSI says."""
    own, first = (ships.get((row["ship"], h)) for h in (row["hull"], row["hull"] // HULLS * HULLS))
    said = (own or {}).get("ship_type")
    found: int | None = (first or {}).get("ship_type") if said is None else said
    return found


def _alone(
    spells: pa.Table, lain: Ints, met: set[int], change_m: Reals, draught_m: float
) -> list[tuple[Row, float]]:
    """Give the waits without a partner over which the typed draught changed, and by how much."""
    told = np.flatnonzero(~np.isnan(change_m))
    every = zip(told.tolist(), (round(m, 3) for m in change_m[told].tolist()), strict=True)
    found = [(n, m) for n, m in every if n not in met and abs(m) >= draught_m]
    rows = _told(spells, lain, (n for n, _ in found))
    return [(rows[n], change) for n, change in found]


def _meeting(  # noqa: PLR0917 - each argument is one thing of the row
    pair: Near,
    a: Row,
    b: Row,
    ships: dict[tuple[int, int], Row],
    rate: float | None,
    settings: Row,
) -> Row:
    one, other = ships[a["ship"], a["hull"]], ships[b["ship"], b["hull"]]
    start: datetime = max(a["start"], b["start"])
    end: datetime = min(a["end"], b["end"])
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
        base_rate=rate,
        coverage=round(min(1.0, pair.common / (hours * 2)), 6) if hours else None,
        synthetic=bool(a["synthetic"] or b["synthetic"]),
        not_shown=NOT_SHOWN,
        reasons=[
            f"{pair.median_km:.2f} km apart at the median of {pair.common} half hours, clear of every port",  # noqa: E501 - a sentence in one piece
            f"{pair.others} other ships waited within some eight kilometres",
        ],
        evidence=[
            (
                r["source_id"],
                r["line"],
                {"mmsi": r["ship"], "at": r["start"], "lat": r["lat"], "lon": r["lon"]},
            )
            for r in (a, b)
        ],
    )


def _lone(  # noqa: PLR0917 - each argument is one thing of the row
    s: Row,
    change: float,
    ships: dict[tuple[int, int], Row],
    rate: float | None,
    coverage: float | None,
    settings: Row,
) -> Row:
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
        base_rate=rate,
        coverage=coverage,
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
