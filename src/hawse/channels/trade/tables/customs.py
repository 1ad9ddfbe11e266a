"""Customs statistics: rows as read, flows of the target, of hubs and of the world."""

from typing import Final

from hawse.channels.trade.tables.columns import FLAG, INT, PLACE, REAL, TEXT
from hawse.core.table import UTC, Column, Table

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
        *PLACE,
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
        *PLACE,
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
