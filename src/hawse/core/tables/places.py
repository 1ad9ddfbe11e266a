"""The tables of names and places, and those that the case and the run themselves fill."""

from typing import Final

from hawse.core.table import UTC, Table
from hawse.core.tables.columns import DAY, LOCATOR, REAL, SOURCE_ID, TEXT, column

COUNTRIES: Final = Table(
    "countries",
    (
        column("id", TEXT, "-", "country:XX, ISO 3166-1 alpha-2"),
        column("iso3", TEXT, "-", "ISO 3166-1 alpha-3"),
        column("name", TEXT, "-", "short English name"),
        column("source", TEXT, "-", "where that is from"),
    ),
    order=("id",),
)
PORTS: Final = Table(
    "ports",
    (
        column("id", TEXT, "-", "port:LOCODE or port:WPI..."),
        column("name", TEXT, "-", "name"),
        column("country", TEXT, "-", "country:XX"),
        column("lat", REAL, "degree", "latitude, WGS 84", 5),
        column("lon", REAL, "degree", "longitude, WGS 84", 5),
        column("kind", TEXT, "-", "port, terminal, anchorage, border"),
        column("source", TEXT, "-", "where that is from"),
        SOURCE_ID,
        LOCATOR,
    ),
    order=("id", "kind", "name"),
)
ALIASES: Final = Table(
    "aliases",
    (
        column("alias", TEXT, "-", "a name in use, lower case"),
        column("id", TEXT, "-", "typed id that it names"),
        column("language", TEXT, "-", "ISO 639-1; null if none in particular"),
        column("source", TEXT, "-", "where that is from"),
    ),
    order=("alias", "id"),
)
BELONGS: Final = Table(
    "belongs",
    (
        column("child", TEXT, "-", "typed id"),
        column("parent", TEXT, "-", "typed id that it belongs to"),
        column("from", DAY, "day", "first day; null is always"),
        column("to", DAY, "day", "last day; null is until now"),
        column("source", TEXT, "-", "where that is from"),
    ),
    order=("child", "parent", "from"),
)
CASE_PARTIES: Final = Table(
    "case_parties",
    (column("role", TEXT, "-", "target or supplier"), column("id", TEXT, "-", "typed id")),
    order=("role", "id"),
)
KINDS: Final = Table(
    "kinds",
    (
        column("name", TEXT, "-", "name of the kind"),
        column("channel", TEXT, "-", "channel that declares it"),
        column("meaning", TEXT, "-", "what such a statement says"),
        column("unit", TEXT, "-", "unit of its quantity"),
        column("quantity_kind", TEXT, "-", "level, change_factor, count, share, rank"),
        column("weigh", TEXT, "-", "interval, direction, exists or count"),
        column("settled_by", TEXT, "-", "the data that would settle a claim of this kind"),
    ),
    order=("name",),
)
CASE_PERIOD: Final = Table(
    "case_period",
    (
        column("start", UTC, "UTC", "first instant"),
        column("end", UTC, "UTC", "first instant after it"),
    ),
)
CASE_VALUES: Final = Table(
    "case_values",
    (column("setting", TEXT, "-", "dotted name"), column("value", TEXT, "-", "value as text")),
    order=("setting",),
)
