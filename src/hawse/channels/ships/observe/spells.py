"""The step ``spells``: what each hull did, from its positions: stays, waits, gaps, faults."""

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numba import njit

from hawse.channels.ships.observe import tracks as t
from hawse.channels.ships.observe.ashore import ashore, inland
from hawse.channels.ships.observe.drift import HALF_HOUR, THREE_HOURS, places_at
from hawse.channels.ships.observe.epochs import HULLS, MOST_EPOCHS, Rules, epochs_of
from hawse.channels.ships.observe.harbours import Harbours, harbours, km
from hawse.channels.ships.observe.shared_mmsi import split
from hawse.channels.ships.read.shapes import Ints, Reals
from hawse.channels.ships.tables import SPELLS

KINDS: Final = ("track", "stay", "wait", "gap", "fault")
NO_SHIP: Final = 1_000_000
AIRCRAFT: Final = 9
FEW_INSTANTS: Final = 3_000
"""A year of places every three hours, told of any track."""
INSTANTS_A_FIX: Final = 8
"""And so many more for each position: a day's."""


def spells(
    positions: pa.Table,
    said: pa.Table,
    ports: pa.Table,
    *,
    most_kn: float,
    hull_fixes: int,
    hull_messages: int,
    hull_length_m: float,
    port_km: float,
    still_kn: float,
    stay_h: float,
    wait_h: float,
    gap_h: float,
    least_stay_h: float,
    least_wait_h: float,
) -> pa.Table:
    """Give the spells of every hull.

    Positions without a time or a place are left out (``feeds`` counts them), and so are aircraft.
    Hulls that send one MMSI at one time are told apart by the way they can have made at
    ``most_kn``; see ``shared_mmsi``. One that takes it over from another, by its papers and a
    jump, begins a track of its own; see ``epochs``. A position well inside land is a fault, and
    tells nothing of the way; see ``ashore``.
    """
    kept = _of_ships(positions)
    if kept.num_rows == 0:
        return SPELLS.empty()
    known = harbours(ports, port_km)
    ships, times = _ints(kept, "ship"), _ints(kept, "sent_at")
    lats, lons, speeds = (_reals(kept, n) for n in ("lat", "lon", "speed_kn"))
    order = _order(kept, ships, times)
    if bool((order[1:] < order[:-1]).any()):
        ships, times = ships[order], times[order]
        lats, lons, speeds = lats[order], lons[order], speeds[order]
    rules = Rules(hull_messages, hull_length_m, gap_h, most_kn)
    epochs = epochs_of(ships, times, lats, lons, said, rules)
    holders = ships * MOST_EPOCHS + epochs
    hulls = _hulls(holders, times, lats, lons, speeds, most_kn, hull_fixes)
    limits = [int(h * t.HOUR) for h in (stay_h, wait_h, gap_h, least_stay_h, least_wait_h)]
    grid = (known.lats, known.lons, known.starts, known.members)
    columns = (holders, hulls, times, lats, lons, speeds)
    found = t.spells_of(*columns, *grid, port_km, still_kn, *limits)
    drifts = _drifts(found, hulls, times, lats, lons)
    found[t.E_HULL] += found[t.E_SHIP] % MOST_EPOCHS * HULLS
    found[t.E_SHIP] //= MOST_EPOCHS
    return _rows(kept, order, found, known, drifts)


def _of_ships(positions: pa.Table) -> pa.Table:
    """Leave out what has no time or place, base stations, and aircraft."""
    keep = pc.and_(
        pc.and_(pc.is_valid(positions["sent_at"]), pc.is_valid(positions["lat"])),
        pc.and_(
            pc.greater_equal(positions["ship"], NO_SHIP),
            pc.not_equal(pc.fill_null(positions["kind"], 0), AIRCRAFT),
        ),
    )
    return positions if pc.all(keep).as_py() else positions.filter(keep)


def _hulls(  # noqa: PLR0917 - the columns one by one, as the kernel takes them
    holders: Ints, times: Ints, lats: Reals, lons: Reals, speeds: Reals, most_kn: float, least: int
) -> Ints:
    made: Ints = split(holders, times, lats, lons, speeds, most_kn, least)
    on_land = ashore(holders, lats, lons, inland())
    if on_land.any():  # those few ships again, without what cannot be
        begins = np.flatnonzero(np.append(True, holders[1:] != holders[:-1]))
        struck = np.maximum.reduceat(on_land, begins)
        theirs = np.repeat(struck, np.diff(begins, append=len(holders)))
        kept = theirs & ~on_land
        made[theirs] = -1
        made[kept] = split(
            holders[kept], times[kept], lats[kept], lons[kept], speeds[kept], most_kn, least
        )
    return made


def _drifts(found: Ints, hulls: Ints, times: Ints, lats: Reals, lons: Reals) -> list[pa.Array]:
    """Give the two lists of where each wait's or track's ship was; null for other spells.

    And null for a track that is silence nearly throughout, beyond ``FEW_INSTANTS``: one position
    of a receiver whose clock was decades off would else be a way of half a million places.
    """
    kinds = found[t.E_KIND]
    steps = np.where(kinds == t.WAIT, HALF_HOUR, np.where(kinds == t.TRACK, THREE_HOURS, 0))
    spans = times[found[t.E_LAST]] - times[found[t.E_FIRST]]
    steps[spans > steps * (FEW_INSTANTS + found[t.E_FIXES] * INSTANTS_A_FIX)] = 0
    ends = (found[t.E_FIRST], found[t.E_LAST], found[t.E_HULL])
    starts, out_lats, out_lons = places_at(*ends, steps, hulls, times, lats, lons)
    mask = pa.array(steps == 0)
    return [
        pa.ListArray.from_arrays(pa.array(starts.astype(np.int32)), pa.array(values), mask=mask)
        for values in (out_lats, out_lons)
    ]


def in_order(rows: pa.Table) -> Ints:
    """Give the order by ship, time, and, for equal times, what does not hang on the rows' order."""  # noqa: E501 - a sentence in one piece
    return _order(rows, _ints(rows, "ship"), _ints(rows, "sent_at"))


def _order(rows: pa.Table, ships: Ints, times: Ints) -> Ints:
    later = (ships[1:] > ships[:-1]) | ((ships[1:] == ships[:-1]) & (times[1:] > times[:-1]))
    if later.all():
        return np.arange(len(ships), dtype=np.int64)
    lats, lons = (_reals(rows, n) for n in ("lat", "lon"))
    return np.lexsort((lons, lats, _ints(rows, "line"), times, ships)).astype(np.int64)


def _ints(rows: pa.Table, name: str) -> Ints:
    """Give a column of whole numbers or instants as an array of its own; null is zero."""
    column = rows[name].cast(pa.int64())
    column = column.fill_null(0) if column.null_count else column
    return np.concatenate([np.zeros(0, np.int64), *(c.to_numpy() for c in column.chunks)])


def _reals(rows: pa.Table, name: str) -> Reals:
    """Give a column of numbers as an array of its own; null is no number."""
    column = rows[name].cast(pa.float64())
    return np.concatenate(
        [np.zeros(0), *(c.to_numpy(zero_copy_only=False) for c in column.chunks)]
    )


def _rows(
    kept: pa.Table, order: Ints, found: Ints, known: Harbours, drifts: list[pa.Array]
) -> pa.Table:
    told = kept.select(["sent_at", "lat", "lon", "line", "source_id", "synthetic"])
    start, end = (_taken(told, order[found[side]]) for side in (t.E_FIRST, t.E_LAST))
    names = pa.array(known.ids, pa.string())
    lats = [_reals(side, "lat") for side in (start, end)]
    lons = [_reals(side, "lon") for side in (start, end)]
    far = _apart(lats[0], lons[0], lats[1], lons[1])
    usual = found[t.E_USUAL] / t.HOUR
    return pa.Table.from_arrays(
        [
            pa.array(found[t.E_SHIP].copy()),
            pa.array(found[t.E_HULL].copy()),
            pa.array(np.array(KINDS, dtype=object)[found[t.E_KIND]], pa.string()),
            start["sent_at"],
            end["sent_at"],
            start["lat"],
            start["lon"],
            end["lat"],
            end["lon"],
            _named(names, found[t.E_PORT]),
            _named(names, found[t.E_AFTER]),
            pa.array(found[t.E_FIXES].copy()),
            pa.array(np.round(usual, 6), mask=usual <= 0),
            pa.array([round(one, 3) for one in far.tolist()], pa.float64()),
            *drifts,
            start["line"],
            end["line"],
            start["source_id"],
            pc.or_(pc.fill_null(start["synthetic"], False), pc.fill_null(end["synthetic"], False)),
        ],
        schema=SPELLS.schema,
    )


@njit(cache=True)
def _apart(lats: Reals, lons: Reals, other_lats: Reals, other_lons: Reals) -> Reals:
    made = np.zeros(len(lats))
    for n in range(len(lats)):
        made[n] = km(lats[n], lons[n], other_lats[n], other_lons[n])
    return made


def _taken(rows: pa.Table, which: Ints) -> pa.Table:
    """Take a few of many rows; ``take`` alone would first put all of their texts in one piece."""
    few, places = np.unique(which, return_inverse=True)
    wanted = np.zeros(rows.num_rows, np.bool_)
    wanted[few] = True
    return rows.filter(pa.array(wanted)).take(pa.array(places))


def _named(names: pa.Array, which: Ints) -> pa.Array:
    return names.take(pa.array(which, mask=which < 0))
