"""How a voyage is judged: what was declared for it, and whether the track can say what came of it."""  # noqa: E501 - a sentence in one piece

import itertools
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from hawse.channels.ships.observe.harbours import km
from hawse.channels.ships.places.gazetteer import gazetteer

Row = dict[str, Any]
KM_PER_NM: Final = 1.852
HOUR: Final = timedelta(hours=1)
LATE: Final = timedelta(hours=12)
"""How long before a departure the last static message may have been heard."""
DOCUMENTS: Final = {"port_authority", "bill_of_lading", "press"}
Silence = tuple[datetime, datetime, float, float, float, float]


@dataclass(frozen=True)
class Rules:
    """How a voyage is judged: where ports lie, and the settings of the step ``voyages``."""

    where: dict[str, tuple[float, float]]
    before_h: float
    same_place_km: float
    fast_kn: float
    call_h: float
    stop_h: float

    def declared(
        self, calls: list[Row], left: datetime, arrived: datetime | None, said: list[Row]
    ) -> list[Row]:
        """Give what was declared for a voyage from the last of ``calls``, the decisive one last.

        A document stands before AIS texts, the last of which counts. A document whose place the
        ship has called at since is spent: it says nothing of the voyages after that.
        """
        call, end = calls[-1], arrived or left + 24 * 60 * HOUR
        live = [
            d
            for d in said
            if d["place"]
            and d["place"] != call["port"]
            and d["declared_at"] < end
            and (
                d["declared_at"] >= left - self.before_h * HOUR
                or (d["until"] is not None and d["until"] >= left - LATE)
            )
        ]
        documents = [
            d
            for d in live
            if d["kind"] in DOCUMENTS
            and d["declared_at"] <= left + self.before_h * HOUR
            and not any(
                c["arrived_at"] > d["declared_at"] and self._is_at(c["port"], c["country"], d)
                for c in calls
            )
        ]
        texts = [
            d for d in live if d["kind"] == "ais_type5" and d["declared_at"] >= call["arrived_at"]
        ]
        return sorted(documents or texts, key=lambda d: (d["declared_at"], d["line"]))

    def outcome(
        self, row: Row, told: list[Row], silences: list[Silence], *, open_end: bool
    ) -> str:
        """Hold what was declared against the next call.

        ``open_end`` says that a call at the declared place may have gone unseen: what
        ``may_go_on`` or ``unplaced`` tell.
        """
        if not told:
            return "undeclared"
        port, country = row.get("port_to"), row.get("country_to")
        if port is None:
            return "not_observable"
        if row["went_on_at"] or self._named(row, told):
            return "kept"
        declared = told[-1]
        if open_end or any(self._may_have_called(s, declared["place"]) for s in silences):
            return "not_observable"
        if country == row["flag"] and country not in {declared["country"], row["country_from"]}:
            return "returned_home"
        return "returned_to_origin" if port == row["port_from"] else "diverted"

    def _named(self, row: Row, told: list[Row]) -> bool:
        """Say whether the next port was declared: by the decisive word, or by a text on the way.

        A crew that typed the port it went to while under way, and the one after it before it
        berthed, hid nothing. A text that ended in port is the last voyage's.
        """
        port, country, left = row["port_to"], row["country_to"], row["left_at"]
        if port == row["port_from"]:  # the first leg of a text is often the port left
            place = told[-1]["place"]
            return place == country or self._near(port, place)
        on_the_way = [
            d
            for d in told
            if d["kind"] == "ais_type5" and max(d["declared_at"], d["until"] or left) > left
        ]
        return any(self._is_at(port, country, d) for d in (told[-1], *on_the_way))

    def _is_at(self, port: str, country: str | None, declared: Row) -> bool:
        """Say whether a port is a place declared, or lies in the country declared.

        Of a text of several legs each is declared: ``A-B`` may be from A to B, or to A and B.
        """
        if port in declared["places"] or self._near(port, declared["place"]):
            return True
        return bool(declared["place"].startswith("country:") and declared["place"] == country)

    def went_on(self, call: Row, declared: Row, later: list[Row]) -> datetime | None:
        """Give when a ship called at the declared place after short stops elsewhere."""
        for stop, following in itertools.pairwise(later):
            left = stop["left_at"]
            if (
                left is None
                or left - stop["arrived_at"] > self.stop_h * HOUR
                or stop["port"] == call["port"]
            ):
                return None
            if self._is_at(following["port"], following["country"], declared):
                at: datetime = following["arrived_at"]
                return at
        return None

    def may_go_on(
        self,
        call: Row,
        declared: Row | None,
        later: list[Row],
        silences: list[Silence],
        track_end: datetime | None,
    ) -> bool:
        """Say whether a ship left a short stop and may have called where declared unseen."""
        stop, following = later[0], later[1] if len(later) > 1 else None
        left = stop["left_at"]
        short = left is not None and left - stop["arrived_at"] <= self.stop_h * HOUR
        elsewhere = declared is not None and stop["port"] != call["port"]
        if not short or not elsewhere or stop["fixes"] is None:
            return False
        if following is None:
            return track_end is not None and track_end - left > HOUR
        between = [s for s in silences if s[0] < following["arrived_at"]]
        return any(self._may_have_called(s, (declared or {})["place"]) for s in between)

    def unplaced(self, place: str) -> bool:
        """Say whether nobody knows where a declared place lies: no track can show a call there."""
        return not place.startswith("country:") and self._at(place) is None

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
        return a is not None and b is not None and km(*a, *b) <= self.same_place_km

    def _may_have_called(self, silence: Silence, place: str) -> bool:
        """Say whether a silence was long enough to go to a place, lie there, and come back."""
        at = self._at(place)
        if at is None:
            return False
        start, end, lat, lon, end_lat, end_lon = silence
        way = km(lat, lon, *at) + km(*at, end_lat, end_lon)
        return (end - start) / HOUR >= way / KM_PER_NM / self.fast_kn + self.call_h
