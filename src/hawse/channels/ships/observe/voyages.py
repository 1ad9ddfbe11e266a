"""The step ``voyages``: from call to call, what was declared for it, and what came of that."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from hawse.channels.ships.observe.harbours import harbours
from hawse.channels.ships.observe.heard_of import HeardOf
from hawse.channels.ships.observe.judging import Rules, Silence
from hawse.channels.ships.observe.of_kind import plain
from hawse.channels.ships.tables import VOYAGES

Row = dict[str, Any]
HOUR: Final = timedelta(hours=1)
MOST_STOPS: Final = 3
"""More stops than this on the way to a declared place are voyages of their own."""


def voyages(
    port_calls: pa.Table,
    declarations: pa.Table,
    spells: pa.Table,
    hulls: pa.Table,
    ports: pa.Table,
    *,
    before_h: float,
    same_place_km: float,
    fast_kn: float,
    call_h: float,
    stop_h: float,
) -> pa.Table:
    """Give one row for each departure.

    The outcome holds the declaration against the next call seen: ``kept``, ``returned_home`` (the
    ship's flag state, which it had not declared), ``returned_to_origin``, ``diverted``, or
    ``not_observable`` where no next call was seen or a silence was long enough for a call at the
    declared place with ``call_h`` in port, at ``fast_kn`` or at the most that the ship was seen to
    make over three hours. A declaration of a document is taken from ``before_h`` before the
    departure on, until the ship has called there; of AIS texts the last that was sent on the
    voyage. Whoever named the next port in a text on the way has kept its word, so that an open
    change of mind is no false declaration; a text that still names the port left says nothing. A
    ship that only stopped elsewhere, for ``stop_h`` or less, and then called at the declared place
    has kept its word: it sheltered, bunkered or waited. Where it was seen to leave such a stop,
    and may have called at the declared place unseen after it, nothing is said.
    """
    called = port_calls["ship"].unique()
    placed = pc.and_(
        pc.is_in(declarations["ship"], value_set=called), pc.is_valid(declarations["place"])
    )
    said = _by_ship(plain(declarations.filter(placed)))
    heard = HeardOf(spells, hulls.filter(pc.is_in(hulls["ship"], value_set=called)))
    rules = Rules(harbours(ports, 1.0).places, before_h, same_place_km, fast_kn, call_h, stop_h)
    made = []
    for ship, calls in sorted(_by_ship(plain(port_calls)).items()):
        calls.sort(key=lambda c: (c["arrived_at"], c["port"]))
        for n, call in enumerate(calls):
            later = calls[n + 1 : n + 2 + MOST_STOPS]
            following = later[0] if later else None
            if call["left_at"] is None and following is None:
                continue
            made.append(_voyage(rules, calls[: n + 1], later, said.get(ship, []), heard))
    return VOYAGES.rows([row for row in made if row is not None])


def _voyage(
    rules: Rules,
    calls: list[Row],
    later: list[Row],
    said: list[Row],
    heard: HeardOf,
) -> Row | None:
    """Make the row of the voyage from the last call; None if a track ends there, undeclared."""
    call = calls[-1]
    left = call["left_at"] or call["arrived_at"]
    silences, track_end = heard.silences.get(call["ship"], []), heard.end(call["ship"])
    following = later[0] if later else None
    arrived = following["arrived_at"] if following else None
    told = rules.declared(calls, left, arrived, said)
    declared = told[-1] if told else None
    if following is None and declared is None and (track_end is None or track_end - left < HOUR):
        return None
    until = arrived or track_end
    within = [s for s in silences if s[1] > left and (until is None or s[0] < until)]
    row = _ends(call, following) | {"flag": heard.flag(call["ship"], left)}
    if call["fixes"] is not None:
        row["coverage"] = _coverage(left, until, within)
    if declared:
        row |= _as_declared(declared)
        row["synthetic"] |= declared["synthetic"]
        row["went_on_at"] = rules.went_on(call, declared, later)
        row |= heard.way(call["ship"], left, until, within) if until else {}
    after = [s for s in silences if later and s[1] > (later[0]["left_at"] or s[1])]
    if declared and (within or after):
        rules = replace(rules, fast_kn=max(rules.fast_kn, heard.fastest_kn(call["ship"])))
    open_end = bool(declared and later) and rules.may_go_on(
        call, declared, later, after, track_end
    )
    blind = bool(declared and call["fixes"] is not None and rules.unplaced(declared["place"]))
    outcome = rules.outcome(row, told, within, open_end=open_end or blind)
    return row | {"outcome": outcome}


def _ends(call: Row, following: Row | None) -> Row:
    """Give what a voyage's row says of the call it left, and of the next one."""
    row = {
        "ship": call["ship"],
        "port_from": call["port"],
        "country_from": call["country"],
        "left_at": call["left_at"] or call["arrived_at"],
        "line_from": call["line"],
        "source_from": call["source_id"],
        "synthetic": call["synthetic"],
    }
    if following is None:
        return row
    return row | {
        "port_to": following["port"],
        "country_to": following["country"],
        "arrived_at": following["arrived_at"],
        "line_to": following["line"],
        "source_to": following["source_id"],
        "synthetic": call["synthetic"] or following["synthetic"],
    }


def _as_declared(declared: Row) -> Row:
    """Give what a voyage's row says of its declaration."""
    return {
        "declared": declared["place"],
        "country_declared": declared["country"],
        "declared_text": declared["text"],
        "declared_kind": declared["kind"],
        "declared_at": declared["declared_at"],
        "line_declared": declared["line"],
        "source_declared": declared["source_id"],
    }


def _by_ship(rows: list[Row]) -> dict[str, list[Row]]:
    made: dict[str, list[Row]] = {}
    for row in rows:
        made.setdefault(row["ship"], []).append(row)
    return made


def _coverage(start: datetime, end: datetime | None, silences: list[Silence]) -> float | None:
    """Give the share of a span without a silence; None where the span has no end."""
    if end is None or end <= start:
        return None
    silent = sum(((min(s[1], end) - max(s[0], start)) for s in silences), timedelta())
    return round(max(0.0, 1.0 - silent / (end - start)), 6)
