"""Tables and kinds of the measures channel."""

from typing import Final

import pyarrow as pa

from hawse.core.kinds import Kind
from hawse.core.table import Column, Table
from hawse.core.tables import MEASURES

TEXT, REAL, FLAG, DAY = pa.string(), pa.float64(), pa.bool_(), pa.date32()
_PLACE = (
    Column("source_id", TEXT, "-", "SHA-256 of the file that the row was read from"),
    Column("locator", TEXT, "-", "place in that file; line 1 is the header"),
    Column("synthetic", FLAG, "-", "true if the row was made up"),
)

KNOWN: Final = Table("known_measures", (*MEASURES.columns, *_PLACE), order=("id",))
GIVEN: Final = Table("case_measures", (*MEASURES.columns, *_PLACE), order=("id", "locator"))
DATED: Final = Table("dated_measures", (*MEASURES.columns, *_PLACE), order=("id",))
REGIMES: Final = Table(
    "regimes",
    (
        Column("regime", TEXT, "-", "name of a body of measures"),
        Column("target", TEXT, "-", "whom they are against"),
        Column("source", TEXT, "-", "where that is from"),
    ),
    order=("regime",),
)
VOTES: Final = Table(
    "votes",
    (
        Column("resolution", TEXT, "-", "resolution or draft voted on"),
        Column("regime", TEXT, "-", "body of measures that it belongs to"),
        Column("date", DAY, "day", "day of the vote"),
        Column("state", TEXT, "-", "who voted"),
        Column("vote", TEXT, "-", "for, against, abstained"),
        Column("unanimous", FLAG, "-", "true if every member voted for it"),
        Column("adopted", FLAG, "-", "false for a draft that failed or was vetoed"),
        Column("source", TEXT, "-", "where that is from"),
        *_PLACE,
    ),
    order=("resolution", "state"),
)
CONVERSIONS: Final = Table(
    "conversions",
    (
        Column("name", TEXT, "-", "name of the factor, printed where it is used"),
        Column("item", TEXT, "-", "product that it holds for"),
        Column("unit", TEXT, "-", "unit that is turned"),
        Column("into", TEXT, "-", "unit that it is turned into"),
        Column("low", REAL, "into per unit", "lowest factor"),
        Column("best", REAL, "into per unit", "best factor; null where none is better"),
        Column("high", REAL, "into per unit", "highest factor"),
        Column("source", TEXT, "-", "where that is from"),
    ),
    order=("name",),
)
GROUPS: Final = Table(
    "groups",
    (
        Column("item", TEXT, "-", "group of goods, as findings name it"),
        Column("hs", TEXT, "-", "HS heading or chapter that stands for it"),
        Column("side", TEXT, "-", "supply or export, as the target sees it"),
        Column("words", TEXT, "-", "its name in a sentence"),
        Column("source", TEXT, "-", "where that is from"),
    ),
    order=("item", "side"),
)
PART_ONLY: Final = Table(
    "part_only",
    (
        Column("measure", TEXT, "-", "measure whose HS code says more than it covers"),
        Column("item", TEXT, "-", "group of goods"),
        Column("part", TEXT, "-", "the part that it does cover"),
        Column("source", TEXT, "-", "where that is from"),
    ),
    order=("measure", "item"),
)
CONDUCTS: Final = Table(
    "conducts",
    (
        Column("measure", TEXT, "-", "measure that asks how a thing is done, or by whom"),
        Column("kind", TEXT, "-", "kind of finding on ships that tells such an act"),
        Column(
            "asks",
            TEXT,
            "-",
            "what of it can be seen: target_flag, target_call, listed (or listed LIST) or nothing",
        ),
        Column("words", TEXT, "-", "what else would have to be so, after 'it could apply if'"),
        Column("source", TEXT, "-", "where that is from"),
    ),
    order=("measure", "kind"),
)
CARGO_WORDS: Final = Table(
    "cargo_words",
    (
        Column("word", TEXT, "-", "word or item, small letters, by which a cargo is named"),
        Column("item", TEXT, "-", "group of goods that it is of"),
        Column("source", TEXT, "-", "where that is from"),
    ),
    order=("word",),
)

KINDS: Final = (
    Kind(
        "listed",
        "a party or ship on a sanctions list at a time",
        "-",
        "count",
        "exists",
        "versions of the list that were in force in {period}, naming {subject}",
    ),
    Kind(
        "in_force",
        "how many measures on something were in force over a time; none is an answer",
        "measure",
        "level",
        "interval",
        "the text of the instruments on {subject} with their dates for {period}",
    ),
    Kind(
        "over_cap",
        "supply against a cap, as a share of it; above 1 is more than the cap",
        "share",
        "share",
        "interval",
        "notified and estimated supplies to {subject} in tonnes or barrels by product "
        "for {period}",
    ),
    Kind(
        "voted",
        "how a state voted on an instrument",
        "vote",
        "count",
        "exists",
        "the record of the meeting at which the instrument was voted on",
    ),
)
