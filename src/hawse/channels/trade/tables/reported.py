"""Figures as somebody reported them, what their words mean, and how they are checked."""

from typing import Final

import pyarrow as pa

from hawse.channels.trade.tables.columns import AMOUNT, FLAG, PLACE, REAL, TEXT, TEXTS
from hawse.core.table import UTC, Column, Table

REPORTED_FIGURES: Final = Table(
    "reported_figures",
    (
        Column("figure", TEXT, "-", "the row's own id in its file"),
        Column("topic", TEXT, "-", "trade, fuel, labour, cap, ..."),
        Column("reporter", TEXT, "-", "reporter or speaker as written"),
        Column("partner", TEXT, "-", "partner as written"),
        Column("direction", TEXT, "-", "direction as written"),
        Column("product", TEXT, "-", "product as written"),
        Column("url", TEXT, "-", "where it was published; 'same as N' is resolved"),
        Column("note", TEXT, "-", "note as written"),
        Column("quote", TEXT, "-", "the line as it stands in the file"),
        *AMOUNT,
        *PLACE,
    ),
    order=("source_id", "locator"),
)

FIGURES: Final = Table(
    "figures",
    (
        Column("figure", TEXT, "-", "the row's own id; '#n' marks what was taken from its note"),
        Column("topic", TEXT, "-", "trade, fuel, labour, cap, ..."),
        Column("counts", TEXT, "-", "what is counted: trade, notified, loaded, workers, ..."),
        Column("subject", TEXT, "-", "reporting or supplying country; host of workers"),
        Column("counterpart", TEXT, "-", "the other party"),
        Column("flow", TEXT, "-", "as the subject sees it: export, import, total"),
        Column("item", TEXT, "-", "product: all, oil_products, mineral_products, ..."),
        Column("place_from", TEXT, "-", "port of loading, where one is named"),
        *AMOUNT,
        Column("base_start", UTC, "UTC", "start of the period that a change is against"),
        Column("base_end", UTC, "UTC", "first instant after that period"),
        Column("said_by", TEXT, "-", "who vouches for it in the end"),
        Column("via", TEXTS, "-", "who passed it on, nearest to the speaker first"),
        Column("mirror", FLAG, "-", "true if the counterpart reported it, not the subject"),
        Column("origin_id", TEXT, "-", "the speaker's figure, whoever prints it"),
        Column("basis", TEXT, "-", "reported, or estimated where two figures imply it"),
        Column("derivation", TEXT, "-", "how it follows from the row; null if read as it stands"),
        Column("url", TEXT, "-", "where it was published"),
        Column("note", TEXT, "-", "note as written"),
        Column("quote", TEXT, "-", "the line as it stands in the file"),
        *PLACE,
    ),
    order=("source_id", "locator", "figure"),
)

PRODUCTS: Final = Table(
    "products",
    (
        Column("alias", TEXT, "-", "a product's name in use, lower case"),
        Column("item", TEXT, "-", "the name used in findings"),
        Column("hs", TEXT, "-", "HS codes that it covers, ';' between; null if unclear"),
        Column("within", TEXT, "-", "the wider item that holds it"),
        Column("source", TEXT, "-", "where that is from"),
    ),
    order=("alias",),
)

SPEAKERS: Final = Table(
    "speakers",
    (
        Column("alias", TEXT, "-", "a speaker's name in use, lower case"),
        Column("speaker", TEXT, "-", "one name for that speaker"),
        Column("country", TEXT, "-", "country it speaks for; null if none"),
        Column("source", TEXT, "-", "where that is from"),
    ),
    order=("alias",),
)

RATES: Final = Table(
    "rates",
    (
        Column("unit", TEXT, "-", "currency"),
        Column("into", TEXT, "-", "currency it is turned into"),
        Column("year", pa.int64(), "year", "calendar year that the rate holds for"),
        Column("low", REAL, "unit", "lowest value of one unit of 'into' in that year"),
        Column("high", REAL, "unit", "highest value of one unit of 'into' in that year"),
        Column("source", TEXT, "-", "where that is from"),
    ),
    order=("unit", "into", "year"),
)

FACTORS: Final = Table(
    "factors",
    (
        Column("name", TEXT, "-", "name of the factor, printed where it explains a pair"),
        Column("item", TEXT, "-", "product that it holds for"),
        Column("low", REAL, "bbl/t", "lowest of the sourced values"),
        Column("high", REAL, "bbl/t", "highest of the sourced values"),
        Column("source", TEXT, "-", "where that is from"),
    ),
    order=("name",),
)

PRICES: Final = Table(
    "prices",
    (
        Column("item", TEXT, "-", "product that it holds for"),
        Column("low", REAL, "USD/t", "lowest yearly price of the years named"),
        Column("high", REAL, "USD/t", "highest yearly price of the years named"),
        Column("source", TEXT, "-", "where that is from"),
    ),
    order=("item",),
)

ARITHMETIC: Final = Table(
    "arithmetic",
    (
        Column(
            "check",
            TEXT,
            "-",
            "pair, change, share, sum, parts, rate, scale, currency, remark, beside",
        ),
        Column("verdict", TEXT, "-", "explained, mix (within the products' span) or slip"),
        Column(
            "figures", TEXTS, "-", "the rows that are held against each other, by their own ids"
        ),
        Column("says", TEXT, "-", "one plain sentence"),
        Column("stated_low", REAL, "unit", "lowest value that was stated"),
        Column("stated_high", REAL, "unit", "highest value that was stated"),
        Column("computed_low", REAL, "unit", "lowest value that the other rows give"),
        Column("computed_high", REAL, "unit", "highest value that the other rows give"),
        Column("unit", TEXT, "-", "unit of the four"),
        *PLACE,
    ),
    order=("source_id", "check", "locator", "says"),
)
