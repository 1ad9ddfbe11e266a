"""The step ``voyages``: from call to call, what was declared for it, and what came of that."""

from datetime import datetime, timedelta
from typing import Any, Final

import pyarrow as pa

from hawse.channels.ships.observe.harbours import harbours, km
from hawse.channels.ships.observe.of_kind import of_kind
from hawse.channels.ships.places.gazetteer import gazetteer
from hawse.channels.ships.tables import VOYAGES

Row = dict[str, Any]
KM_PER_NM: Final = 1.852
HOUR: Final = timedelta(hours=1)
LATE: Final = timedelta(hours=12)
"""How long before a departure the last static message may have been heard."""
DOCUMENTS: Final = {"port_authority", "bill_of_lading", "press"}
Silence = tuple[datetime, datetime, float, float, float, float]


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
) -> pa.Table:
    """Give one row for each departure.

    The outcome holds the declaration against the next call seen: ``kept``, ``returned_home`` (the
    ship's flag state, which it had not declared), ``returned_to_origin``, ``diverted``, or
    ``not_observable`` where no next call was seen or a silence was long enough for a call at the
    declared place at ``fast_kn`` with ``call_h`` in port. A declaration of a document is taken
    from ``before_h`` before the departure on; of AIS texts the last that was sent on the voyage,
    so that an open change of mind is no false declaration; a text that still names the port left
    says nothing.
    """
    laid = harbours(ports, 1.0)
    where = {
        i: (lat, lon)
        for i, lat, lon in zip(laid.ids, laid.lats.tolist(), laid.lons.tolist(), strict=True)
    }
    flags = {r["ship"]: r["flag"] for r in hulls.to_pylist()}
    said = _by_ship(declarations.to_pylist())
    silences, ends = _silences(spells, hulls)
    rules = _Rules(where, before_h, same_place_km, fast_kn, call_h)
    made = []
    for ship, calls in sorted(_by_ship(port_calls.to_pylist()).items()):
        calls.sort(key=lambda c: (c["arrived_at"], c["port"]))
        for n, call in enumerate(calls):
            following = calls[n + 1] if n + 1 < len(calls) else None
            if call["left_at"] is None and following is None:
                continue
            made.append(
                rules.voyage(
                    call,
                    following,
                    said.get(ship, []),
                    silences.get(ship, []),
                    flags.get(ship),
                    ends.get(ship),
                )
            )
    return VOYAGES.rows([row for row in made if row is not None])


class _Rules:
    """How a voyage is judged: where ports lie, and the settings."""

    def __init__(
        self,
        where: dict[str, tuple[float, float]],
        before_h: float,
        same_place_km: float,
        fast_kn: float,
        call_h: float,
    ) -> None:
        self.where, self.same_km, self.fast_kn, self.call_h = where, same_place_km, fast_kn, call_h
        self.before = HOUR * before_h

    def voyage(  # noqa: PLR0917 - each argument is one thing of the row
        self,
        call: Row,
        following: Row | None,
        said: list[Row],
        silences: list[Silence],
        flag: str | None,
        track_end: datetime | None,
    ) -> Row | None:
        """Make one voyage's row; None for the last call of a track that ends in port undeclared."""  # noqa: E501 - a sentence in one piece
        left = call["left_at"] or call["arrived_at"]
        arrived = following["arrived_at"] if following else None
        declared = self._declared(call, left, arrived, said)
        if (
            following is None
            and declared is None
            and (track_end is None or track_end - left < HOUR)
        ):
            return None
        until = arrived or track_end
        within = [s for s in silences if s[1] > left and (until is None or s[0] < until)]
        row: Row = {
            "ship": call["ship"],
            "flag": flag,
            "port_from": call["port"],
            "country_from": call["country"],
            "left_at": left,
            "line_from": call["line"],
            "source_from": call["source_id"],
            "coverage": _coverage(left, until, within) if call["fixes"] is not None else None,
            "synthetic": call["synthetic"],
        }
        if following:
            row |= {
                "port_to": following["port"],
                "country_to": following["country"],
                "arrived_at": arrived,
                "line_to": following["line"],
                "source_to": following["source_id"],
            }
            row["synthetic"] |= following["synthetic"]
        if declared:
            row |= {
                "declared": declared["place"],
                "country_declared": declared["country"],
                "declared_text": declared["text"],
                "declared_kind": declared["kind"],
                "declared_at": declared["declared_at"],
                "line_declared": declared["line"],
                "source_declared": declared["source_id"],
            }
            row["synthetic"] |= declared["synthetic"]
        return row | {"outcome": self._outcome(row, declared, within)}

    def _declared(
        self, call: Row, left: datetime, arrived: datetime | None, said: list[Row]
    ) -> Row | None:
        """Choose the declaration of a voyage: a document's first, else the last AIS text."""
        end = arrived or left + 24 * 60 * HOUR
        live = [
            d
            for d in said
            if d["place"]
            and d["place"] != call["port"]
            and d["declared_at"] < end
            and (
                d["declared_at"] >= left - self.before
                or (d["until"] is not None and d["until"] >= left - LATE)
            )
        ]
        documents = [
            d for d in live if d["kind"] in DOCUMENTS and d["declared_at"] <= left + self.before
        ]
        texts = [
            d for d in live if d["kind"] == "ais_type5" and d["declared_at"] >= call["arrived_at"]
        ]
        chosen = documents or texts
        return max(chosen, key=lambda d: (d["declared_at"], d["line"])) if chosen else None

    def _outcome(self, row: Row, declared: Row | None, silences: list[Silence]) -> str:  # noqa: PLR0911 - one return a form
        if declared is None:
            return "undeclared"
        port, country = row.get("port_to"), row.get("country_to")
        if port is None:
            return "not_observable"
        if port in declared["places"] or self._near(port, declared["place"]):
            return "kept"
        if declared["place"].startswith("country:") and declared["place"] == country:
            return "kept"
        if any(self._may_have_called(s, declared["place"]) for s in silences):
            return "not_observable"
        if country == row["flag"] and country not in {declared["country"], row["country_from"]}:
            return "returned_home"
        return "returned_to_origin" if port == row["port_from"] else "diverted"

    def _at(self, place: str) -> tuple[float, float] | None:
        if place in self.where:
            return self.where[place]
        known = gazetteer().codes.get(place.removeprefix("port:"))
        if known is None and place.startswith("town:"):
            name = place.rsplit(":", 1)[1]
            known = next((p for p in gazetteer().named(name) if p.id == place), None)
        return (known.lat, known.lon) if known else None

    def _near(self, one: str, other: str) -> bool:
        a, b = self._at(one), self._at(other)
        return a is not None and b is not None and km(*a, *b) <= self.same_km

    def _may_have_called(self, silence: Silence, place: str) -> bool:
        """Say whether a silence was long enough to go to a place, lie there, and come back."""
        at = self._at(place)
        if at is None:
            return False
        start, end, lat, lon, end_lat, end_lon = silence
        way = km(lat, lon, *at) + km(*at, end_lat, end_lon)
        return (end - start) / HOUR >= way / KM_PER_NM / self.fast_kn + self.call_h


def _by_ship(rows: list[Row]) -> dict[str, list[Row]]:
    made: dict[str, list[Row]] = {}
    for row in rows:
        made.setdefault(row["ship"], []).append(row)
    return made


def _silences(
    spells: pa.Table, hulls: pa.Table
) -> tuple[dict[str, list[Silence]], dict[str, datetime]]:
    ships = {(r["mmsi"], r["hull"]): r["ship"] for r in hulls.to_pylist()}
    made: dict[str, list[Silence]] = {}
    ends: dict[str, datetime] = {}
    for s in of_kind(spells, "gap", "track"):
        ship = ships.get((s["ship"], s["hull"]))
        if ship is not None and s["kind"] == "gap":
            made.setdefault(ship, []).append(
                (s["start"], s["end"], s["lat"], s["lon"], s["end_lat"], s["end_lon"])
            )
        if ship is not None and s["kind"] == "track":
            ends[ship] = max(ends.get(ship, s["end"]), s["end"])
    return made, ends


def _coverage(start: datetime, end: datetime | None, silences: list[Silence]) -> float | None:
    """Give the share of a span without a silence; None where the span has no end."""
    if end is None or end <= start:
        return None
    silent = sum(((min(s[1], end) - max(s[0], start)) for s in silences), timedelta())
    return round(max(0.0, 1.0 - silent / (end - start)), 6)
