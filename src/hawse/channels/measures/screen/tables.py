"""The tables of screening: who is asked about, what is compared with what, and the hits."""

from typing import Final

import pyarrow as pa

from hawse.core.table import Column, Table

TEXT, FLAG, DAY, INT, REAL = pa.string(), pa.bool_(), pa.date32(), pa.int64(), pa.float64()
TEXTS = pa.list_(TEXT)

SCREENED: Final = Table(
    "screened_names",
    (
        Column("row", TEXT, "-", "the row's own id, or 'row 7'"),
        Column("name", TEXT, "-", "as it was given"),
        Column("schema", TEXT, "-", "person, company, vessel, aircraft or unknown"),
        Column("births", TEXTS, "-", "days, months, years or spans of birth, ISO"),
        Column("countries", TEXTS, "-", "ISO 3166 alpha-2, lower case"),
        Column("imo", TEXT, "-", "IMO number as given"),
        Column("mmsi", TEXT, "-", "MMSI as given"),
        Column("numbers", TEXTS, "-", "other numbers: passport, registration, tax"),
        Column("source_id", TEXT, "-", "SHA-256 of the file"),
        Column("locator", TEXT, "-", "place in that file; line 1 is the header"),
        Column("synthetic", FLAG, "-", "true if the row was made up"),
    ),
    order=("source_id", "locator", "row", "name"),
)
LISTED_INDEX: Final = Table(
    "listed_index",
    (
        Column("listed", INT, "-", "number of a name within the lists held"),
        Column("name", TEXT, "-", "as a list writes it"),
        Column("schema", TEXT, "-", "person, company, vessel, aircraft, unknown"),
        Column("tokens", TEXTS, "-", "its tokens, in Latin letters and in its own script"),
        Column("text", TEXT, "-", "its Latin tokens in order of the alphabet"),
        Column("line", TEXT, "-", "its Latin tokens in their own order"),
    ),
    order=("listed",),
)
ASKED_INDEX: Final = Table(
    "asked_index",
    (
        Column("asked", INT, "-", "number of a screened row"),
        Column("name", TEXT, "-", "as it was given"),
        Column("schema", TEXT, "-", "person, company, vessel, aircraft, unknown"),
        Column("seeds", TEXTS, "-", "the tokens of which a match must share one"),
        Column("text", TEXT, "-", "its Latin tokens in order of the alphabet"),
        Column("line", TEXT, "-", "its Latin tokens in their own order"),
    ),
    order=("asked",),
)
CANDIDATES: Final = Table(
    "candidates",
    (
        Column("asked", INT, "-", "number in asked_index"),
        Column("listed", INT, "-", "number in listed_index"),
    ),
    order=(),
)
HITS: Final = Table(
    "screening_hits",
    (
        Column("row", TEXT, "-", "the screened row"),
        Column("asked", TEXT, "-", "name that was asked about"),
        Column("schema", TEXT, "-", "what was asked about"),
        Column("imo", TEXT, "-", "IMO number asked about, where its check digit holds"),
        Column("list", TEXT, "-", "the list"),
        Column("party", TEXT, "-", "its entry"),
        Column("name", TEXT, "-", "the entry's name that is nearest"),
        Column("found_by", TEXT, "-", "imo, number or name"),
        Column("score", REAL, "log-odds", "all that was weighed, added up", 6),
        Column(
            "chance",
            REAL,
            "probability",
            "of being the same one; only for persons by name, where it was calibrated",
            6,
        ),
        Column("state", TEXT, "-", "in_force, not_yet, ended, cannot_tell, vetoed"),
        Column("in_force_from", DAY, "day", "first day listed; null: not known"),
        Column(
            "in_force_to",
            DAY,
            "day",
            "first day not listed; null: still on the newest version held",
        ),
        Column("published", DAY, "day", "day it was public; null: not known"),
        Column("as_of", DAY, "day", "the day that was asked about"),
        Column("versions", TEXTS, "-", "versions of the list that have the entry"),
        Column("reasons_for", TEXTS, "-", "why it may be the same"),
        Column("reasons_against", TEXTS, "-", "why it may not"),
        Column("source_id", TEXT, "-", "file of the entry's newest version"),
        Column("locator", TEXT, "-", "place in that file"),
        Column("asked_source_id", TEXT, "-", "file of the screened row"),
        Column("asked_locator", TEXT, "-", "place in that file"),
        Column("synthetic", FLAG, "-", "true if either row was made up"),
    ),
    order=("row", "asked", "list", "party"),
)
WEIGHTS: Final = Table(
    "name_weights",
    (
        Column("use", TEXT, "-", "pair (two names alone) or screen (a name against a list)"),
        Column("measure", TEXT, "-", "one of resemblance.MEASURES, or constant"),
        Column("weight", REAL, "log-odds per unit", "what one unit of the measure adds"),
        Column("source", TEXT, "-", "labelled data it was fitted on"),
    ),
    order=("use", "measure"),
)
ALL: Final = (SCREENED, LISTED_INDEX, ASKED_INDEX, CANDIDATES, HITS, WEIGHTS)
