"""Tables and kinds of the ships channel."""

from typing import Final

import pyarrow as pa

from hawse.core.kinds import Kind
from hawse.core.table import UTC, Column, Table

TEXT, REAL, INT, FLAG = pa.string(), pa.float64(), pa.int64(), pa.bool_()
_PLACE = (
    Column("source_id", TEXT, "-", "SHA-256 of the file that the row was read from"),
    Column("locator", TEXT, "-", "place in that file"),
    Column("synthetic", FLAG, "-", "true if the row was made up"),
)

POSITIONS: Final = Table(
    "positions",
    (
        Column("ship", INT, "-", "MMSI as sent; may be false"),
        Column(
            "sent_at", UTC, "UTC", "when the receiver heard it; null where the file does not say"
        ),
        Column("lat", REAL, "degree", "latitude as sent, WGS 84; null if not available"),
        Column("lon", REAL, "degree", "longitude as sent, WGS 84; null if not available"),
        Column("speed_kn", REAL, "kn", "over ground; null if not sent"),
        Column("course_deg", REAL, "degree", "over ground; null if not sent"),
        Column("heading_deg", INT, "degree", "true heading; null if not sent"),
        Column("status", INT, "-", "AIS navigational status 0-15; null if the message has none"),
        Column("kind", INT, "-", "AIS message type; null where the file does not say"),
        Column("receiver", TEXT, "-", "station or satellite that heard it; null if not said"),
        Column("line", INT, "-", "line or record of the file; the locator is 'line N'"),
        Column("source_id", TEXT, "-", "SHA-256 of the file that the row was read from"),
        Column("synthetic", FLAG, "-", "true if the row was made up"),
    ),
)
STATICS: Final = Table(
    "statics",
    (
        Column("ship", INT, "-", "MMSI as sent"),
        Column(
            "sent_at", UTC, "UTC", "when the receiver heard it; null where the file does not say"
        ),
        Column("kind", INT, "-", "AIS message type; null where the file does not say"),
        Column("imo", INT, "-", "IMO number as sent; null if zero or not sent"),
        Column("name", TEXT, "-", "name as sent"),
        Column("call_sign", TEXT, "-", "call sign as sent"),
        Column("ship_type", INT, "-", "AIS ship type code"),
        Column("length_m", INT, "m", "bow to stern as sent; null if zero or not sent"),
        Column("beam_m", INT, "m", "side to side as sent; null if zero or not sent"),
        Column("draught_m", REAL, "m", "draught as typed by the crew; null if zero"),
        Column("destination", TEXT, "-", "destination as typed by the crew"),
        Column("eta", TEXT, "-", "month-day hour:minute as typed by the crew; it has no year"),
        Column("receiver", TEXT, "-", "station or satellite that heard it; null if not said"),
        Column("line", INT, "-", "line or record of the file; the locator is 'line N'"),
        Column("source_id", TEXT, "-", "SHA-256 of the file that the row was read from"),
        Column("synthetic", FLAG, "-", "true if the row was made up"),
    ),
)
CLOCKS: Final = Table(
    "clocks",
    (
        Column("station", INT, "-", "MMSI of the base station"),
        Column(
            "sent_at", UTC, "UTC", "when the receiver heard it; null where the file does not say"
        ),
        Column("said_at", UTC, "UTC", "the time that the station gave; null if not available"),
        Column("line", INT, "-", "line of the file; the locator is 'line N'"),
        Column("source_id", TEXT, "-", "SHA-256 of the file that the row was read from"),
        Column("synthetic", FLAG, "-", "true if the row was made up"),
    ),
)
FEEDS: Final = Table(
    "feeds",
    (
        Column("source_id", TEXT, "-", "SHA-256 of the file"),
        Column("reader", TEXT, "-", "reader that read it"),
        Column("lines", INT, "line", "lines or records in the file, a header left out"),
        Column("used", INT, "line", "lines that became part of a message or a row"),
        Column(
            "set_aside",
            INT,
            "line",
            "blank lines, comments, time lines, tag lines, other sentences",
        ),
        Column(
            "refused", INT, "line", "lines that became rejects; lines = used + set_aside + refused"
        ),
        Column("messages", INT, "message", "whole messages decoded"),
        Column("untimed", INT, "message", "of them, those without a receive time: in no voyage"),
        Column("by_type", TEXT, "JSON", "messages of each AIS type, decoded further or not"),
        Column("synthetic", FLAG, "-", "true if the file was made up"),
    ),
    order=("source_id",),
)
SPELLS: Final = Table(
    "spells",
    (
        Column("ship", INT, "-", "MMSI as sent"),
        Column(
            "hull",
            INT,
            "-",
            "0, or 1 for a second hull that sends the same MMSI at the same time; 2 and 3 for those that took it over, and so on",  # noqa: E501 - a sentence in one piece
        ),
        Column(
            "kind",
            TEXT,
            "-",
            "track (the whole), stay (at rest in a port), wait (slow at sea), gap (silent), fault",
        ),
        Column("start", UTC, "UTC", "first position of it; of a gap: the last one before"),
        Column("end", UTC, "UTC", "last position of it; of a gap: the first one after"),
        Column("lat", REAL, "degree", "latitude at its start"),
        Column("lon", REAL, "degree", "longitude at its start"),
        Column("end_lat", REAL, "degree", "latitude at its end"),
        Column("end_lon", REAL, "degree", "longitude at its end"),
        Column(
            "port",
            TEXT,
            "-",
            "port of a stay; port within reach of a wait's or gap's start; null if none",
        ),
        Column("port_after", TEXT, "-", "port within reach of a gap's end; null if none"),
        Column("fixes", INT, "position", "positions in it; of a gap: those of the day before it"),
        Column(
            "usual_h", REAL, "hour", "usual time between positions of this hull; null for a stay"
        ),
        Column("far_km", REAL, "km", "distance from its start to its end"),
        Column(
            "lats",
            pa.list_(REAL),
            "degree",
            "latitude at each whole half hour of a wait, each whole three hours of a track",
        ),
        Column("lons", pa.list_(REAL), "degree", "longitude at the same instants"),
        Column("line", INT, "-", "line of its first position"),
        Column("line_end", INT, "-", "line of its last position"),
        Column("source_id", TEXT, "-", "SHA-256 of the file of its first position"),
        Column("synthetic", FLAG, "-", "true if a position of it was made up"),
    ),
    order=("ship", "hull", "start", "kind", "end"),
)
SAID: Final = Table(
    "said",
    (
        Column("ship", INT, "-", "MMSI as sent"),
        Column("imo", INT, "-", "IMO number as sent"),
        Column("name", TEXT, "-", "name as sent"),
        Column("call_sign", TEXT, "-", "call sign as sent"),
        Column("ship_type", INT, "-", "AIS ship type code"),
        Column("length_m", INT, "m", "length as sent"),
        Column("beam_m", INT, "m", "beam as sent"),
        Column("draught_m", REAL, "m", "draught as typed"),
        Column("destination", TEXT, "-", "destination as typed"),
        Column("start", UTC, "UTC", "first message that said all of this"),
        Column("end", UTC, "UTC", "last such message before another was sent"),
        Column("messages", INT, "message", "messages that said it"),
        Column("line", INT, "-", "line of the first of them"),
        Column("source_id", TEXT, "-", "SHA-256 of the file of the first of them"),
        Column("synthetic", FLAG, "-", "true if a message of it was made up"),
    ),
    order=("ship", "start", "line"),
)
GIVEN_DECLARATIONS: Final = Table(
    "given_declarations",
    (
        Column(
            "ship", TEXT, "-", "imo:..., mmsi:... or entity:... for a ship that is not identified"
        ),
        Column("kind", TEXT, "-", "port_authority, bill_of_lading, press or ais_type5"),
        Column("declared_at", UTC, "UTC", "when it was declared"),
        Column("text", TEXT, "-", "the destination as written"),
        Column("from_text", TEXT, "-", "the port it left, as written; null if not said"),
        Column("cargo", TEXT, "-", "cargo taken on, as written; null if not said"),
        Column("source", TEXT, "-", "where that is from"),
        Column("line", INT, "-", "line of the file"),
        Column("source_id", TEXT, "-", "SHA-256 of the file"),
        Column("synthetic", FLAG, "-", "true if the row was made up"),
    ),
)
GIVEN_CALLS: Final = Table(
    "given_calls",
    (
        Column("ship", TEXT, "-", "imo:... or mmsi:..."),
        Column("port_text", TEXT, "-", "port as written: a UN/LOCODE or a name"),
        Column("arrived_at", UTC, "UTC", "when it arrived"),
        Column("left_at", UTC, "UTC", "when it left; null if not said"),
        Column("source", TEXT, "-", "where that is from"),
        Column("line", INT, "-", "line of the file"),
        Column("source_id", TEXT, "-", "SHA-256 of the file"),
        Column("synthetic", FLAG, "-", "true if the row was made up"),
    ),
)
DECLARATIONS: Final = Table(
    "declarations",
    (
        Column(
            "ship", TEXT, "-", "imo:..., mmsi:... or entity:... for a ship that is not identified"
        ),
        Column("kind", TEXT, "-", "ais_type5, port_authority, bill_of_lading, press"),
        Column("declared_at", UTC, "UTC", "when it was declared"),
        Column("until", UTC, "UTC", "last time it was repeated; null if said once"),
        Column("text", TEXT, "-", "the destination as written"),
        Column("says", TEXT, "-", "port, multi, eri, status, status+port, area, junk, unknown"),
        Column("place", TEXT, "-", "port:... or town:... of the last leg; null if unresolved"),
        Column("country", TEXT, "-", "country:XX of that place"),
        Column(
            "places",
            pa.list_(TEXT),
            "-",
            "every place that the last leg may mean, the likeliest first; then the earlier legs'",
        ),
        Column("cargo", TEXT, "-", "cargo taken on, as written; null if not said"),
        Column("line", INT, "-", "line of the file"),
        Column("source_id", TEXT, "-", "SHA-256 of the file"),
        Column("synthetic", FLAG, "-", "true if the row was made up"),
    ),
    order=("ship", "declared_at", "kind", "line"),
)
PORT_CALLS: Final = Table(
    "port_calls",
    (
        Column("ship", TEXT, "-", "imo:... or mmsi:..."),
        Column("port", TEXT, "-", "port:..."),
        Column("country", TEXT, "-", "country:XX of the port"),
        Column("arrived_at", UTC, "UTC", "first position at rest inside the port's circle"),
        Column("left_at", UTC, "UTC", "last such position; null if not said"),
        Column("fixes", INT, "position", "positions behind it; null where a document says it"),
        Column("line", INT, "-", "line of the first position, or of the document"),
        Column("source_id", TEXT, "-", "SHA-256 of the file"),
        Column("synthetic", FLAG, "-", "true if the row was made up"),
    ),
    order=("ship", "arrived_at", "port"),
)
HULLS: Final = Table(
    "hulls",
    (
        Column("ship", TEXT, "-", "imo:... where one sound IMO number was sent, else mmsi:..."),
        Column("mmsi", INT, "-", "MMSI"),
        Column(
            "hull",
            INT,
            "-",
            "0, or 1 for the second hull of a shared MMSI; 2 and more after others took it over",
        ),
        Column("flag", TEXT, "-", "country:XX of the MMSI's first three digits (ITU)"),
        Column("imo", INT, "-", "IMO number most often sent"),
        Column("imo_sound", FLAG, "-", "whether its check digit holds; null if none was sent"),
        Column("name", TEXT, "-", "name most often sent"),
        Column("ship_type", INT, "-", "AIS ship type most often sent"),
        Column("synthetic", FLAG, "-", "true if a position or text behind it was made up"),
    ),
    order=("ship", "mmsi", "hull"),
)
VOYAGES: Final = Table(
    "voyages",
    (
        Column("ship", TEXT, "-", "imo:... or mmsi:..."),
        Column("flag", TEXT, "-", "country:XX of the ship's MMSI; null if not known"),
        Column("port_from", TEXT, "-", "port it left"),
        Column("country_from", TEXT, "-", "country:XX of that port"),
        Column("port_to", TEXT, "-", "next port it was seen at; null if none was"),
        Column("country_to", TEXT, "-", "country:XX of that port"),
        Column("left_at", UTC, "UTC", "when it left"),
        Column("arrived_at", UTC, "UTC", "when it arrived; null if not seen"),
        Column("coverage", REAL, "share", "part of the time between without a silence", 6),
        Column(
            "declared", TEXT, "-", "place declared for it; null if none was or it is unresolved"
        ),
        Column("country_declared", TEXT, "-", "country:XX of that place"),
        Column("declared_text", TEXT, "-", "the declaration as written"),
        Column("declared_kind", TEXT, "-", "ais_type5, port_authority, bill_of_lading, press"),
        Column("declared_at", UTC, "UTC", "when it was declared"),
        Column(
            "went_on_at",
            UTC,
            "UTC",
            "when it called at the declared place after short stops elsewhere; null if not",
        ),
        Column(
            "outcome",
            TEXT,
            "-",
            "kept, returned_home, returned_to_origin, diverted, not_observable, undeclared",
        ),
        Column(
            "way_lats",
            pa.list_(REAL),
            "degree",
            "latitude every three hours of the way, from the first to the last position of it",
        ),
        Column("way_lons", pa.list_(REAL), "degree", "longitude at the same instants"),
        Column(
            "way_heard",
            pa.list_(FLAG),
            "-",
            "whether the ship was heard then: false in a silence, where the place is guessed",
        ),
        Column("line_from", INT, "-", "line of the call it left"),
        Column("source_from", TEXT, "-", "file of the call it left"),
        Column("line_to", INT, "-", "line of the call it made"),
        Column("source_to", TEXT, "-", "file of the call it made"),
        Column("line_declared", INT, "-", "line of the declaration"),
        Column("source_declared", TEXT, "-", "file of the declaration"),
        Column("synthetic", FLAG, "-", "true if a row behind it was made up"),
    ),
    order=("ship", "left_at", "port_from"),
)
BORDERS: Final = Table(
    "borders",
    (
        Column("one", TEXT, "-", "country on one side"),
        Column("other", TEXT, "-", "country on the other side"),
        Column("lat", REAL, "degree", "latitude of a point of their land border, WGS 84"),
        Column("lon", REAL, "degree", "longitude of that point"),
        Column("what", TEXT, "-", "what the point is"),
        Column("source", TEXT, "-", "where that is from"),
        *_PLACE,
    ),
    order=("one", "other", "lat", "lon"),
)
EXTENTS: Final = Table(
    "extents",
    (
        Column("id", TEXT, "-", "place that is no point"),
        Column("radius_km", REAL, "km", "how far it reaches from the point given for it"),
        Column("source", TEXT, "-", "where that is from"),
    ),
    order=("id",),
)

_AIS: Final = "AIS positions for {period} covering {places}"
KINDS: Final = (
    Kind(
        "returned_home",
        "ships that left a supplier's port, declared another place and went home",
        "ship",
        "count",
        "count",
        f"{_AIS}, with the destinations declared to port authorities and the ships' identities",
    ),
    Kind(
        "declared_elsewhere",
        "ships whose next port was not the one declared",
        "ship",
        "count",
        "count",
        f"{_AIS}, and declared destinations (AIS type 5 or port authority)",
    ),
    Kind(
        "loaded",
        "ships that took cargo in a port",
        "ship",
        "count",
        "count",
        f"{_AIS}, draughts before and after, loading lists or bills of lading",
    ),
    Kind(
        "dark_gap",
        "a silence of a ship's transponder that reception does not explain",
        "hour",
        "level",
        "exists",
        f"{_AIS}, with the reception of other ships at the same places",
    ),
    Kind(
        "ship_to_ship",
        "two ships beside each other at sea long enough to pass cargo",
        "hour",
        "level",
        "exists",
        f"{_AIS}, or dated satellite images of {{places}}",
    ),
    Kind(
        "draught_change",
        "cargo that a change of the typed draught would carry; below zero, given off",
        "t",
        "level",
        "exists",
        f"{_AIS}, with AIS static messages (type 5) of the ships",
    ),
    Kind(
        "identity_change",
        "a ship that changed or shared its MMSI, IMO number or name",
        "-",
        "count",
        "exists",
        f"{_AIS}, with AIS static messages and a register of ships for {{period}}",
    ),
    Kind(
        "false_position",
        "positions that the ship cannot have been at",
        "-",
        "count",
        "exists",
        f"{_AIS}, with the receivers that heard them, or radar images",
    ),
    Kind(
        "loitering",
        "a ship that waits at sea without a reason that is known",
        "hour",
        "level",
        "exists",
        _AIS,
    ),
    Kind(
        "distance",
        "how far a place lies from a border or another place",
        "km",
        "level",
        "interval",
        "coordinates of {subject} and of the border of {places}",
    ),
)

HEARD: Final = Table(
    "heard",
    (
        Column("row", INT, "degree", "whole degree of latitude, rounded down"),
        Column("col", INT, "degree", "whole degree of longitude, rounded down"),
        Column("slot", INT, "-", "number of three hours since 1970-01-01"),
        Column("ships", INT, "ship", "ships heard there in that time"),
        Column("synthetic", FLAG, "-", "true if a position was made up"),
    ),
    order=("row", "col", "slot"),
)
WEIGHTS: Final = Table(
    "weights",
    (
        Column("step", TEXT, "-", "step that weighs by it"),
        Column("feature", TEXT, "-", "feature that it weighs"),
        Column("weight", REAL, "-", "its weight in the sum whose logistic function is the score"),
        Column("labelled_on", TEXT, "-", "planted (made-up cases) or observed (labelled ones)"),
        Column("source", TEXT, "-", "where that is from"),
    ),
    order=("step", "feature"),
)
CALIBRATIONS: Final = Table(
    "calibrations",
    (
        Column("step", TEXT, "-", "step whose score it is"),
        Column("score_from", REAL, "-", "scores from this one on"),
        Column("score_to", REAL, "-", "to below this one; 1 is in the last row"),
        Column("cases", INT, "case", "labelled cases with such a score, none of them fitted on"),
        Column("true", INT, "case", "of them, those that were what the step looks for"),
        Column("labelled_on", TEXT, "-", "planted (made-up cases) or observed (labelled ones)"),
        Column("source", TEXT, "-", "where that is from"),
    ),
    order=("step", "labelled_on", "score_from"),
)
TABLES: Final = (
    POSITIONS,
    STATICS,
    CLOCKS,
    FEEDS,
    SPELLS,
    SAID,
    HEARD,
    GIVEN_DECLARATIONS,
    GIVEN_CALLS,
    DECLARATIONS,
    PORT_CALLS,
    HULLS,
    VOYAGES,
    BORDERS,
    EXTENTS,
    WEIGHTS,
    CALIBRATIONS,
)
