"""The tables that sanctions lists are read into."""

from typing import Final

import pyarrow as pa

from hawse.core.table import Column, Table

TEXT, FLAG, DAY = pa.string(), pa.bool_(), pa.date32()
TEXTS = pa.list_(TEXT)
_KEY = (
    Column("list", TEXT, "-", "short name of the list: US-SDN, UN, EU-PRK"),
    Column("version", TEXT, "-", "day or month that the file stands for, or 'undated'"),
    Column("party", TEXT, "-", "the list's own number or reference of the entry"),
)
_PLACE = (
    Column("source_id", TEXT, "-", "SHA-256 of the file that the row was read from"),
    Column("locator", TEXT, "-", "place in that file"),
    Column("synthetic", FLAG, "-", "true if the row was made up"),
)

PARTIES: Final = Table(
    "listed_parties",
    (
        *_KEY,
        Column("schema", TEXT, "-", "person, company, vessel, aircraft, unknown"),
        Column("caption", TEXT, "-", "the entry's first name as the list writes it"),
        Column("programmes", TEXTS, "-", "programmes or regimes that the list names"),
        Column("listed_on", DAY, "day", "first day on the list; null: the list does not say"),
        Column("removed_on", DAY, "day", "first day off it; null: not said"),
        Column("births", TEXTS, "-", "days, months, years (1958) or spans (1955/1957) of birth"),
        Column("countries", TEXTS, "-", "ISO 3166 alpha-2, lower case, in any relation"),
        Column("remarks", TEXT, "-", "what the list adds in words, cut at 2,000 characters"),
        *_PLACE,
    ),
    order=("list", "version", "party", "locator"),
)
NAMES: Final = Table(
    "listed_names",
    (
        *_KEY,
        Column("name", TEXT, "-", "as the list writes it"),
        Column("sort", TEXT, "-", "primary, alias, weak, former or original (own script)"),
        *_PLACE,
    ),
    order=("list", "version", "party", "name", "sort", "locator"),
)
IDENTIFIERS: Final = Table(
    "listed_identifiers",
    (
        *_KEY,
        Column(
            "kind",
            TEXT,
            "-",
            "imo, imo_company, mmsi, call_sign, passport, tax, lei, country, ...",
        ),
        Column("value", TEXT, "-", "as the list writes it, without spaces at its ends"),
        Column("valid", FLAG, "-", "its check digit holds; null where it has none that is known"),
        *_PLACE,
    ),
    order=("list", "version", "party", "kind", "value", "locator"),
)
VERSIONS: Final = Table(
    "list_versions",
    (
        *_KEY[:2],
        Column("first_on", DAY, "day", "earliest day that the file can stand for"),
        Column("last_on", DAY, "day", "latest day that it can stand for; null: not known"),
        Column(
            "dated_by",
            TEXT,
            "-",
            "file, publisher, file name or newest entry: where the day is from",
        ),
        Column("entries", pa.int64(), "entry", "entries read of this list in this file"),
        Column("whole", FLAG, "-", "true if the file came to its proper end"),
        *_PLACE,
    ),
    order=("list", "version", "source_id"),
)
LINKS: Final = Table(
    "listed_links",
    (
        *_KEY,
        Column("other", TEXT, "-", "entry that this one is tied to"),
        Column("relation", TEXT, "-", "owns, directs, family, linked; described: not listed"),
        Column("role", TEXT, "-", "as the list writes it; of one that is described, its name"),
        Column("share_low", pa.float64(), "share", "least share owned; null: not said"),
        Column("share_high", pa.float64(), "share", "most share owned; null: not said"),
        Column("from_on", DAY, "day", "first day of the relation; null: not said"),
        Column("to_on", DAY, "day", "first day after it; null: not said"),
        *_PLACE,
    ),
    order=("list", "version", "party", "other", "relation", "locator"),
)
ALL: Final = (PARTIES, NAMES, IDENTIFIERS, VERSIONS, LINKS)
"""What readers of lists make."""
CHANGES: Final = Table(
    "list_changes",
    (
        Column("list", TEXT, "-", "short name of the list"),
        Column("from_version", TEXT, "-", "version before"),
        Column("to_version", TEXT, "-", "version after"),
        Column("party", TEXT, "-", "the entry, by its number before, or after if it is new"),
        Column(
            "change",
            TEXT,
            "-",
            "added, removed, renumbered, detail_added, detail_removed, respelled",
        ),
        Column("what", TEXT, "-", "entry, name, programme, birth, or the kind of a number"),
        Column("before", TEXT, "-", "as the version before has it"),
        Column("after", TEXT, "-", "as the version after has it"),
        Column("why", TEXT, "-", "the difference in words"),
        Column("source_id", TEXT, "-", "file of the newer version that has the entry"),
        Column("locator", TEXT, "-", "place in that file"),
    ),
    order=("list", "from_version", "to_version", "party", "change", "what", "before", "after"),
)
OWNED: Final = Table(
    "owned_by_listed",
    (
        Column("entity", TEXT, "-", "entity that listed ones own or direct, by the links' own id"),
        Column("name", TEXT, "-", "its name; null: the lists give none"),
        Column(
            "rule",
            TEXT,
            "-",
            "owned: the least shares reach the rule's; may_be_owned: only the most do; directed",
        ),
        Column(
            "share_low", pa.float64(), "share", "least share that listed owners hold together", 6
        ),
        Column(
            "share_high",
            pa.float64(),
            "share",
            "most share; open shares count up to what is left",
            6,
        ),
        Column("chain", TEXTS, "-", "one way from a listed entity to this one, both ends in it"),
        Column("as_of", DAY, "day", "the day that was asked about"),
        *_PLACE,
    ),
    order=("entity", "rule"),
)
