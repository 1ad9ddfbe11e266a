"""Tables and kinds of the labour channel. It also reads trade's ``figures`` by name."""

from typing import Final

import pyarrow as pa

from hawse.core.kinds import Kind
from hawse.core.table import UTC, Column, Table

TEXT, REAL, FLAG, INT = pa.string(), pa.float64(), pa.bool_(), pa.int64()
TEXTS = pa.list_(pa.string())

_PERIOD = (
    Column("period_start", UTC, "UTC", "first instant"),
    Column("period_end", UTC, "UTC", "first instant after it"),
    Column("period_grain", TEXT, "-", "day, month or year"),
)
_PLACE = (
    Column("quote", TEXT, "-", "the line as it stands in the file, cut at 500 characters"),
    Column("source_id", TEXT, "-", "SHA-256 of the file that the row was read from"),
    Column("locator", TEXT, "-", "place in that file; line 1 is the header"),
    Column("synthetic", FLAG, "-", "true if the row was made up"),
)
_MONEY = (
    Column("direction", TEXT, "-", "inflow or outflow, as the reporter sees it"),
    Column("type", TEXT, "-", "total, non-commercial, ... as written, lower case"),
    Column("value", REAL, "USD", "what banks moved for individuals"),
    *_PERIOD,
    *_PLACE,
)
TRANSFER_ROWS: Final = Table(
    "transfer_rows",
    (
        Column("country_name", TEXT, "-", "the other country as written"),
        Column("reporter_name", TEXT, "-", "whose banks, as written; null if not said"),
        *_MONEY,
    ),
    order=("source_id", "locator"),
)
TRANSFERS: Final = Table(
    "transfers",
    (
        Column("reporter", TEXT, "-", "country whose banks report; null if not said"),
        Column("country", TEXT, "-", "the other country"),
        *_MONEY,
    ),
    order=("reporter", "country", "direction", "type", "period_start", "source_id", "locator"),
)
PERMIT_ROWS: Final = Table(
    "permit_rows",
    (
        Column("host_name", TEXT, "-", "country that they work in, as written"),
        Column("nationality_name", TEXT, "-", "country that they are from, as written"),
        Column("counts", TEXT, "-", "permits, visas or workers"),
        Column("count", INT, "person", "how many"),
        Column("said_by", TEXT, "-", "who counted, as written"),
        Column("via", TEXTS, "-", "who passed it on, nearest to the speaker first"),
        Column("url", TEXT, "-", "where it was published"),
        Column("note", TEXT, "-", "note as written"),
        *_PERIOD,
        *_PLACE,
    ),
    order=("source_id", "locator"),
)
HEAD_COUNTS: Final = Table(
    "head_counts",
    (
        Column("figure", TEXT, "-", "place of the row in its file"),
        Column("topic", TEXT, "-", "labour"),
        Column("counts", TEXT, "-", "permits, visas or workers"),
        Column("subject", TEXT, "-", "host of the workers"),
        Column("counterpart", TEXT, "-", "country that they are from"),
        Column("q_low", REAL, "unit", "the count"),
        Column("q_best", REAL, "unit", "the count"),
        Column("q_high", REAL, "unit", "the count"),
        Column("unit", TEXT, "-", "person"),
        Column("quantity_kind", TEXT, "-", "level"),
        Column("approximate", FLAG, "-", "false: the day, month or year is as written"),
        Column("said_by", TEXT, "-", "who vouches for it in the end, by one name"),
        Column("via", TEXTS, "-", "who passed it on, nearest to the speaker first"),
        Column("origin_id", TEXT, "-", "the speaker's figure, whoever prints it"),
        Column("basis", TEXT, "-", "reported; estimated for visas, whose holders may not work"),
        Column("derivation", TEXT, "-", "null: read as it stands"),
        Column("url", TEXT, "-", "where it was published"),
        Column("note", TEXT, "-", "note as written"),
        *_PERIOD,
        *_PLACE,
    ),
    order=("source_id", "locator", "figure"),
)
LABOUR_INPUTS: Final = Table(
    "labour_inputs",
    (
        Column("input", TEXT, "-", "wage, kept (by the worker) or months_paid (in a year)"),
        Column("target", TEXT, "-", "whose workers; null is anybody's"),
        Column("host", TEXT, "-", "where they work; null is anywhere"),
        Column("shape", TEXT, "-", "point, flat, triangular, pert, beta or lognormal"),
        Column("a", REAL, "unit", "first number of the shape: its least, or an exponent"),
        Column("b", REAL, "unit", "second number: the most likely, the most, or an exponent"),
        Column("c", REAL, "unit", "third number: the most"),
        Column("unit", TEXT, "-", "USD/person/month or month"),
        Column("basis", TEXT, "-", "reported or assumed"),
        Column("said_by", TEXT, "-", "who says so"),
        Column("said_on", TEXT, "-", "when, as written"),
        Column("source", TEXT, "-", "where that is from"),
        Column("note", TEXT, "-", "what was said, or why it is assumed"),
        Column("from_case", FLAG, "-", "true if the case brought it, not Hawse"),
        *_PLACE[1:],
    ),
    order=("input", "target", "host", "source_id", "locator"),
)
ALL: Final = (TRANSFER_ROWS, TRANSFERS, PERMIT_ROWS, HEAD_COUNTS, LABOUR_INPUTS)

KINDS: Final = (
    Kind(
        "workers_abroad",
        "workers of the target in a host country at a time",
        "person",
        "level",
        "interval",
        "work permits or visas that {subject} had issued to the target's nationals in "
        "{period}, or its "
        "report to the sanctions committee",
    ),
    Kind(
        "remittances",
        "what workers abroad bring the target in a period",
        "USD",
        "level",
        "interval",
        "head-count, wage, share kept by the worker and months paid in {subject} for "
        "{period}, each sourced",
    ),
    Kind(
        "repatriation",
        "workers of the target that a host sent home",
        "person",
        "count",
        "interval",
        "reports of {subject} to the sanctions committee on workers sent home in {period}",
    ),
)
