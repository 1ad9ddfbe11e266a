"""Columns that many tables of the channel have."""

from typing import Final

import pyarrow as pa

from hawse.core.table import UTC, Column

TEXT, REAL, FLAG, INT = pa.string(), pa.float64(), pa.bool_(), pa.int64()
TEXTS = pa.list_(pa.string())

PLACE: Final = (
    Column("source_id", TEXT, "-", "SHA-256 of the file that the row was read from"),
    Column("locator", TEXT, "-", "place in that file; line 1 is the header"),
    Column("synthetic", FLAG, "-", "true if the row was made up"),
)
AMOUNT: Final = (
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
