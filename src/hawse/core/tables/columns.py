"""Columns that several tables share, and the short words for their types."""

import pyarrow as pa

from hawse.core.table import EVIDENCE_ITEM, Column

TEXT, FLAG, INT, REAL, DAY = pa.string(), pa.bool_(), pa.int64(), pa.float64(), pa.date32()
TEXTS = pa.list_(pa.string())


def column(
    name: str, kind: pa.DataType, unit: str, meaning: str, decimals: int | None = None
) -> Column:
    """Make a column; a short name for a line that is written often."""
    return Column(name, kind, unit, meaning, decimals)


ID = column("id", TEXT, "-", "hash of the row's content: changes when the content does")
KEY = column(
    "key",
    TEXT,
    "-",
    "stable name (kind, subject, counterpart, item, period) by which people cite and decide",
)
SYNTHETIC = column(
    "synthetic",
    FLAG,
    "-",
    "true if any row behind it was made up; such rows never weigh a real claim",
)
BASIS = column("basis", TEXT, "-", "observed, reported, estimated or assumed")
SOURCE_ID = column("source_id", TEXT, "-", "SHA-256 of the file that the row was read from")
LOCATOR = column("locator", TEXT, "-", "place in that file, for example 'line 12'")
EVIDENCE_LIST = column(
    "evidence", pa.list_(EVIDENCE_ITEM), "-", "at most 16 places, the defining rows first"
)
EVIDENCE_IDS = column("evidence_ids", TEXTS, "-", "ids in the table evidence")
