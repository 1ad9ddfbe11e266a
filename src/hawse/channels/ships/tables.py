"""Tables and kinds of the ships channel. Positions and what follows are declared, not read yet."""

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
DECLARATIONS: Final = Table(
    "declarations",
    (
        Column(
            "ship", TEXT, "-", "imo:..., mmsi:... or entity:... for a ship that is not identified"
        ),
        Column("kind", TEXT, "-", "ais_type5, port_authority, bill_of_lading, press"),
        Column("declared_at", UTC, "UTC", "when it was declared"),
        Column("text", TEXT, "-", "the destination as written"),
        Column(
            "place", TEXT, "-", "port:... or country:... that the text names; null if unresolved"
        ),
        *_PLACE,
    ),
)
PORT_CALLS: Final = Table(
    "port_calls",
    (
        Column("ship", TEXT, "-", "imo:... or mmsi:..."),
        Column("port", TEXT, "-", "port:..."),
        Column("arrived_at", UTC, "UTC", "first position at rest inside the port's circle"),
        Column("left_at", UTC, "UTC", "last such position; null if not seen leaving"),
        Column("fixes", INT, "position", "positions behind it"),
        *_PLACE,
    ),
)
VOYAGES: Final = Table(
    "voyages",
    (
        Column("ship", TEXT, "-", "imo:... or mmsi:..."),
        Column("port_from", TEXT, "-", "port it left"),
        Column("port_to", TEXT, "-", "next port seen; null if none was"),
        Column("left_at", UTC, "UTC", "when it left"),
        Column("arrived_at", UTC, "UTC", "when it arrived; null if not seen"),
        Column("coverage", REAL, "share", "part of the time between with positions"),
        *_PLACE,
    ),
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
        "a change of draught between two ports or at sea",
        "m",
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
