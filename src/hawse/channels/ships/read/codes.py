"""What the kernels of the decoder count by, and the reasons for which they refuse a line."""

from typing import Final

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2099
"""The years in which a ship can have sent AIS: ITU-R M.1371 is of 1998, trials ran before it."""
FIRST_SECOND: Final = 631_152_000
SECOND_AFTER: Final = 4_102_444_800
"""The same years in seconds since 1970."""
REASONS: Final = (
    "has no checksum; wanted *hh at its end",
    "checksum does not match",
    "is not the form of a VDM sentence: !xxVDM,parts,part,sequence,channel,payload,fill*hh",
    "payload holds a character that is no six-bit character",
    "message is shorter than its type",
    "is a part of a message whose other parts did not come",
    "no such place: latitude over 90 or longitude over 180 degrees",
    "is no NMEA sentence, tag block or time line",
    "is longer than 2048 characters",
    "checksum of the tag block does not match",
    "names no such time",
    "is part of a message of more than 5 parts of 82 characters",
    "holds more than one sentence; wanted one a line",
)
(
    NO_SUM, BAD_SUM, NO_FORM, NO_SIX, _, STALE, _, ALIEN, TOO_LONG, BAD_TAG, NO_TIME, TOO_MANY,
    TWO_IN_ONE,
) = range(13)  # fmt: skip
SAID_LINES, SAID_BLANK, SAID_COMMENT, SAID_TIME, SAID_TAG, SAID_OTHER = range(6)
SAID_SINGLE, SAID_PARTS, SAID_JOINED, SAID_UNTIMED, SAID_REJECTS = range(6, 11)
SAID_TYPE: Final = 16
"""Counts: lines of each sort, then from ``SAID_TYPE`` on the messages of each type 0..63."""
NOW, STATION = 0, 1
MOST_LINE: Final = 2048
MOST_PARTS: Final = 5
PART_CHARS: Final = 96
SLOTS: Final = 64
STALE_LINES: Final = 4000
STALE_US: Final = 60_000_000
RAW: Final = 160
STATIONS: Final = 4096
L_SEQUENCE, L_CHANNEL, L_TOTAL, L_HAVE, L_TIME, L_STATION, L_FIRST = range(7)
