"""Tables and kinds of the trade channel."""

from typing import Final

import pyarrow as pa

from hawse.core.kinds import Kind
from hawse.core.table import UTC, Column, Table

TEXT, REAL, FLAG, INT = pa.string(), pa.float64(), pa.bool_(), pa.int64()
TEXTS = pa.list_(pa.string())

_PLACE = (
    Column("source_id", TEXT, "-", "SHA-256 of the file that the row was read from"),
    Column("locator", TEXT, "-", "place in that file; line 1 is the header"),
    Column("synthetic", FLAG, "-", "true if the row was made up"),
)
_AMOUNT = (
    Column("q_low", REAL, "unit", "lowest value; null is an open end"),
    Column("q_best", REAL, "unit", "best value; null is not said"),
    Column("q_high", REAL, "unit", "highest value; null is an open end"),
    Column("q_step", REAL, "unit", "one unit of the last digit that was printed"),
    Column("unit", TEXT, "-", "one of core.units.UNITS"),
    Column("quantity_kind", TEXT, "-", "level, change_factor, share, count"),
    Column("share_of", TEXT, "-", "what a share is a part of: exports, imports, turnover"),
    Column("per", TEXT, "-", "month, quarter or year where a rate was given; else null"),
    Column("period_start", UTC, "UTC", "first instant; null is not said"),
    Column("period_end", UTC, "UTC", "first instant after it; null is not said"),
    Column("period_grain", TEXT, "-", "day, month, quarter, half, year, span"),
    Column("approximate", FLAG, "-", "true if the period is given as 'about'"),
)

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
        *_AMOUNT,
        *_PLACE,
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
        *_AMOUNT,
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
        *_PLACE,
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

CUSTOMS_ROWS: Final = Table(
    "customs_rows",
    (
        Column("reporter_code", INT, "-", "UN M49 code of the reporter"),
        Column("reporter_iso", TEXT, "-", "ISO alpha-3 of the reporter, where the file gives it"),
        Column("partner_code", INT, "-", "UN M49 code of the partner; 0 is the world"),
        Column("partner_iso", TEXT, "-", "ISO alpha-3 of the partner, where the file gives it"),
        Column(
            "reporter_name", TEXT, "-", "reporter in words or two letters, where no code is given"
        ),
        Column(
            "partner_name", TEXT, "-", "partner in words or two letters, where no code is given"
        ),
        Column("flow", TEXT, "-", "export, import, re_export, re_import, as the reporter sees it"),
        Column("product", TEXT, "-", "HS code, or TOTAL"),
        Column("value", REAL, "currency", "value as reported"),
        Column("currency", TEXT, "-", "of the value: USD, EUR, ..."),
        Column(
            "valuation", TEXT, "-", "fob for exports, cif for imports unless the file says fob"
        ),
        Column("net_kg", REAL, "kg", "net weight; null where none was reported"),
        Column("part", FLAG, "-", "true if it is a part (mode of transport, customs procedure)"),
        Column(
            "estimated", FLAG, "-", "true if the value is estimated or aggregated, not reported"
        ),
        Column("said_by", TEXT, "-", "who vouches; null is the reporter's own customs"),
        Column("period_start", UTC, "UTC", "first instant"),
        Column("period_end", UTC, "UTC", "first instant after it"),
        Column("period_grain", TEXT, "-", "month or year"),
        *_PLACE,
    ),
)
HS_NAMES: Final = Table(
    "hs_names",
    (
        Column("code", TEXT, "-", "HS code"),
        Column("name", TEXT, "-", "its words"),
        Column("source_id", TEXT, "-", "SHA-256 of the file that the row was read from"),
        Column("locator", TEXT, "-", "place in that file; line 1 is the header"),
    ),
    order=("code",),
)
WORLD_FLOWS: Final = Table(
    "world_flows",
    (
        Column("importer", TEXT, "-", "country that receives"),
        Column("exporter", TEXT, "-", "country that sends"),
        Column("product", TEXT, "-", "HS code, or TOTAL"),
        Column("period_start", UTC, "UTC", "first instant"),
        Column("period_grain", TEXT, "-", "month or year"),
        Column("seen_from", TEXT, "-", "exporter, importer, or neither where it was reconciled"),
        Column("value", REAL, "currency", "value as that side gives it"),
        Column("currency", TEXT, "-", "of the value"),
        Column("net_kg", REAL, "kg", "net weight; null where none was reported"),
        Column("synthetic", FLAG, "-", "true if the row was made up"),
    ),
    order=("importer", "exporter", "product", "period_start", "seen_from", "currency"),
)
SUPPLIER_SHARES: Final = Table(
    "supplier_shares",
    (
        Column("importer", TEXT, "-", "country that receives"),
        Column("product", TEXT, "-", "HS code, or TOTAL"),
        Column("period_start", UTC, "UTC", "first instant"),
        Column("period_grain", TEXT, "-", "month or year"),
        Column("seen_from", TEXT, "-", "whose reports these are, as in world_flows"),
        Column("value", REAL, "currency", "all that was supplied"),
        Column("currency", TEXT, "-", "of the value"),
        Column("suppliers", INT, "country", "countries that supplied it"),
        Column("hhi", REAL, "-", "sum of the squares of their shares (Herfindahl)"),
        Column("largest", TEXT, "-", "the largest of them"),
        Column("largest_share", REAL, "share", "its share"),
        Column("synthetic", FLAG, "-", "true if any row was made up"),
    ),
    order=("importer", "product", "period_start", "seen_from", "currency"),
)
TARGET_FLOWS: Final = Table(
    "target_flows",
    (
        Column("reporter", TEXT, "-", "country that reported it"),
        Column("partner", TEXT, "-", "the other country"),
        Column("flow", TEXT, "-", "export or import, as the reporter sees it"),
        Column("product", TEXT, "-", "HS code, or TOTAL"),
        Column(
            "value", REAL, "currency", "value; the sum of its parts where no whole was reported"
        ),
        Column("currency", TEXT, "-", "of the value: USD, EUR, ..."),
        Column("valuation", TEXT, "-", "fob or cif"),
        Column("said_by", TEXT, "-", "who vouches; null is the reporter's own customs"),
        Column("net_kg", REAL, "kg", "net weight"),
        Column("rows", INT, "row", "rows behind it"),
        Column("period_start", UTC, "UTC", "first instant"),
        Column("period_end", UTC, "UTC", "first instant after it"),
        Column("period_grain", TEXT, "-", "month or year"),
        *_PLACE,
    ),
    order=(
        "reporter",
        "partner",
        "flow",
        "product",
        "period_start",
        "period_end",
        "said_by",
        "currency",
    ),
)
HUB_FLOWS: Final = Table("hub_flows", TARGET_FLOWS.columns, order=TARGET_FLOWS.order)
M49: Final = Table(
    "m49",
    (
        Column("code", INT, "-", "UN M49 code, as UN Comtrade uses it"),
        Column("id", TEXT, "-", "country:XX"),
        Column("source", TEXT, "-", "where that is from"),
    ),
    order=("code",),
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
        *_PLACE,
    ),
    order=("source_id", "check", "locator", "says"),
)

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
        *_PLACE,
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
        *_PLACE,
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

KINDS: Final = (
    Kind(
        "trade_level",
        "an amount traded in a period",
        "USD",
        "level",
        "interval",
        "customs figures of {subject} or its partner for {period}, by HS heading",
    ),
    Kind(
        "trade_change",
        "trade of a period against an earlier one, as a factor",
        "factor",
        "change_factor",
        "interval",
        "customs figures of {subject} for {period} and for the same period a year before",
    ),
    Kind(
        "main_product",
        "the share of a product in a flow or in its change",
        "share",
        "share",
        "interval",
        "customs figures of {subject} by HS heading (2701 and 2710 apart) for {period} "
        "and a year before",
    ),
    Kind(
        "partner_change",
        "one partner's trade against another's over the same time, as a ratio of change factors",
        "factor",
        "change_factor",
        "direction",
        "customs figures of both partners for {period} and a year before",
    ),
    Kind(
        "dependence",
        "how many times one partner's trade with the target exceeds another's",
        "factor",
        "change_factor",
        "direction",
        "customs figures of both partners for {period}",
    ),
    Kind(
        "mirror_gap",
        "one flow as its two ends report it: a difference between reports, not evasion",
        "factor",
        "change_factor",
        "interval",
        "both reporters' customs figures of one flow for {period}",
    ),
    Kind(
        "diversion",
        "trade that left one way and appeared on another",
        "share",
        "share",
        "interval",
        "monthly customs figures of senders, hub and target by HS heading around {period}",
    ),
    Kind(
        "joint_project",
        "a project that is shared with the target",
        "-",
        "count",
        "exists",
        "contracts, registers or budgets that name a joint project of {subject} in {period}",
    ),
)
