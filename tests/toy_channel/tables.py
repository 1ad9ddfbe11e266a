"""The toy channel's own tables and its one kind."""

import pyarrow as pa

from hawse.core.kinds import Kind
from hawse.core.table import UTC, Column, Table

LANDINGS = Table("landings", (
    Column("aircraft", pa.string(), "-", "registration as painted"),
    Column("field", pa.string(), "-", "airfield's code"),
    Column("landed_at", UTC, "UTC", "when it touched down"),
    Column("source_id", pa.string(), "-", "source id"),
    Column("locator", pa.string(), "-", "line in the file"),
    Column("synthetic", pa.bool_(), "-", "true if made up"),
))  # fmt: skip
AIRFIELDS = Table("airfields", (
    Column("field", pa.string(), "-", "airfield's code"),
    Column("country", pa.string(), "-", "country:XX"),
    Column("source", pa.string(), "-", "where that is from"),
), order=("field",))  # fmt: skip
KINDS = (
    Kind("landed", "an aircraft landed at a field", "-", "count", "exists",
         "landing logs of {places} in {period}"),
)  # fmt: skip
