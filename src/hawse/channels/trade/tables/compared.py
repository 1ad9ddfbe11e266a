"""What flows say when held against each other: mirrors, breaks, splits, suppliers."""

from typing import Final

from hawse.channels.trade.tables.columns import FLAG, INT, PLACE, REAL, TEXT
from hawse.core.table import UTC, Column, Table

CAPITALS: Final = Table(
    "capitals",
    (
        Column("id", TEXT, "-", "country:XX"),
        Column("name", TEXT, "-", "the city that stands for the country: its capital or largest"),
        Column("lat", REAL, "degree", "north is positive"),
        Column("lon", REAL, "degree", "east is positive"),
        Column("source", TEXT, "-", "where that is from"),
    ),
    order=("id",),
)

DISTANCES: Final = Table(
    "distances",
    (
        Column("exporter_iso", TEXT, "-", "ISO alpha-3 of the one country"),
        Column("importer_iso", TEXT, "-", "ISO alpha-3 of the other"),
        Column("distance_km", REAL, "km", "distance as the file gives it"),
        Column("contiguous", FLAG, "-", "true if they have a common border; null is not said"),
        Column("source_id", TEXT, "-", "SHA-256 of the file that the row was read from"),
        Column("locator", TEXT, "-", "place in that file; line 1 is the header"),
    ),
    order=("exporter_iso", "importer_iso", "source_id", "locator"),
)
_FLOW_ENDS = (
    Column("exporter", TEXT, "-", "country that sends"),
    Column("importer", TEXT, "-", "country that receives"),
    Column("product", TEXT, "-", "HS code, or TOTAL"),
    Column("period_start", UTC, "UTC", "first instant"),
    Column("period_grain", TEXT, "-", "month or year"),
    Column("currency", TEXT, "-", "of the values"),
    Column("exported", REAL, "currency", "value as the exporter reports it"),
    Column("imported", REAL, "currency", "value as the importer reports it, freight in it"),
)
_MADE_UP = Column("synthetic", FLAG, "-", "true if any row was made up")

MIRROR_PAIRS: Final = Table(
    "mirror_pairs",
    (
        *_FLOW_ENDS,
        Column("distance_km", REAL, "km", "of a file of distances, else between capitals"),
        Column("contiguous", FLAG, "-", "true if they have a common border; null is not said"),
        _MADE_UP,
    ),
    order=("exporter", "importer", "product", "period_start", "period_grain", "currency"),
)

FREIGHT: Final = Table(
    "freight",
    (
        Column("exporter", TEXT, "-", "country that sends; null in the row on all of them"),
        Column("importer", TEXT, "-", "country that receives"),
        Column("year", INT, "year", "calendar year"),
        Column("low", REAL, "factor", "CIF over FOB, lower end of the fit (95 %), or of the band"),
        Column("best", REAL, "factor", "CIF over FOB, estimated"),
        Column("high", REAL, "factor", "CIF over FOB, upper end"),
        Column("ratio_low", REAL, "factor", "lowest ordinary imports over exports (95 %)"),
        Column("ratio_high", REAL, "factor", "highest ordinary imports over exports (95 %)"),
        Column("distance_km", REAL, "km", "way between the two"),
        Column("method", TEXT, "-", "regression, or band where nothing could be fitted"),
        Column("pairs", INT, "flow", "flows that both ends report"),
        Column("why", TEXT, "-", "what was fitted, or why not"),
        _MADE_UP,
    ),
    order=("exporter", "importer", "year"),
)

RELIABILITY: Final = Table(
    "reliability",
    (
        Column("reporter", TEXT, "-", "country whose reports these are"),
        Column("variance", REAL, "-", "its own part of the squared log gap; small is reliable"),
        Column("usual_gap", REAL, "share", "how far its reports are usually off, as a share"),
        Column("flows", INT, "flow", "flows that it and its partner both report"),
        Column("partners", INT, "country", "partners that report them too"),
        _MADE_UP,
    ),
    order=("reporter",),
)

RECONCILED: Final = Table(
    "reconciled",
    (
        *_FLOW_ENDS,
        Column("imported_fob", REAL, "currency", "the importer's report without freight"),
        Column("low", REAL, "currency", "lower end of the value between the two (95 %)"),
        Column("best", REAL, "currency", "value between the two, weighed by reliability"),
        Column("high", REAL, "currency", "upper end"),
        Column("exporter_weight", REAL, "share", "weight of the exporter's report"),
        _MADE_UP,
    ),
    order=("exporter", "importer", "product", "period_start", "period_grain", "currency"),
)

SERIES_BREAKS: Final = Table(
    "series_breaks",
    (
        Column("reporter", TEXT, "-", "country that reported it"),
        Column("partner", TEXT, "-", "the other country"),
        Column("flow", TEXT, "-", "export or import, as the reporter sees it"),
        Column("product", TEXT, "-", "HS code, or TOTAL"),
        Column("currency", TEXT, "-", "of the values"),
        Column("said_by", TEXT, "-", "who vouches; null is the reporter's own customs"),
        Column("at", UTC, "UTC", "first month of the new level"),
        Column("earliest", UTC, "UTC", "first month that it may have been (95 %)"),
        Column("latest", UTC, "UTC", "last month that it may have been"),
        Column("factor", REAL, "factor", "level after over level before"),
        Column("statistic", REAL, "-", "largest F over all dates, robust to runs"),
        Column("critical", REAL, "-", "what it must exceed (Andrews 1993, 5 %)"),
        Column("found", FLAG, "-", "true if it does; else the date means nothing"),
        Column("months", INT, "month", "months that follow each other"),
        Column("first", UTC, "UTC", "the first of them"),
        *PLACE,
    ),
    order=("reporter", "partner", "flow", "product", "currency", "said_by"),
)

CHANGE_SPLITS: Final = Table(
    "change_splits",
    (
        Column("reporter", TEXT, "-", "country that reported it"),
        Column("partner", TEXT, "-", "the other country"),
        Column("flow", TEXT, "-", "export or import, as the reporter sees it"),
        Column("currency", TEXT, "-", "of the amounts"),
        Column("said_by", TEXT, "-", "who vouches; null is the reporter's own customs"),
        Column("year", INT, "year", "calendar year, against the one before"),
        Column("method", TEXT, "-", "product, bennet, lmdi, shapley"),
        Column("part", TEXT, "-", "HS code; quantity, price, unsplit; volume, mix, price"),
        Column("amount", REAL, "currency", "what the part made of the change"),
        Column("whole", REAL, "currency", "the change of all products of that level"),
        *PLACE,
    ),
    order=("reporter", "partner", "flow", "currency", "said_by", "year", "method", "part"),
)

TARGET_SUPPLIERS: Final = Table(
    "target_suppliers",
    (
        Column("importer", TEXT, "-", "the target"),
        Column("exporter", TEXT, "-", "the supplier"),
        Column("product", TEXT, "-", "HS code, or TOTAL"),
        Column("period_start", UTC, "UTC", "first instant"),
        Column("period_grain", TEXT, "-", "month or year"),
        Column("seen_from", TEXT, "-", "whose reports these are, as in world_flows"),
        Column("currency", TEXT, "-", "of the values"),
        Column("value", REAL, "currency", "what it supplied; 0 where others of the period did"),
        Column("share", REAL, "share", "of all that these reports say was supplied"),
        Column("hhi", REAL, "-", "sum of the squares of all shares (Herfindahl)"),
        Column("suppliers", INT, "country", "countries that supplied it"),
        Column("before", REAL, "currency", "what it supplied a year before; null is not seen"),
        Column("made_up", REAL, "share", "part of its cut that the others' increases made up"),
        Column("synthetic", FLAG, "-", "true if any row was made up"),
    ),
    order=(
        "importer",
        "product",
        "period_start",
        "period_grain",
        "seen_from",
        "currency",
        "exporter",
    ),
)

YEARLY_ENDS: Final = Table(
    "yearly_ends",
    (
        Column("importer", TEXT, "-", "country that receives"),
        Column("year", INT, "year", "calendar year"),
        Column("currency", TEXT, "-", "of the values"),
        Column("exported", REAL, "currency", "what all senders report sending it"),
        Column("exported_of_both", REAL, "currency", "that of senders whose goods it reports too"),
        Column("imported_of_both", REAL, "currency", "what it reports from these, freight in it"),
        Column("exporters", INT, "country", "senders that report"),
        Column("synthetic", FLAG, "-", "true if any row was made up"),
    ),
    order=("importer", "year", "currency"),
)
