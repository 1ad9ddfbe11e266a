"""The tables of what was read: sources, evidence, coverage and rejects."""

from typing import Final

import pyarrow as pa

from hawse.core.table import UTC, Table
from hawse.core.tables.columns import (
    BASIS,
    ID,
    INT,
    LOCATOR,
    REAL,
    SOURCE_ID,
    SYNTHETIC,
    TEXT,
    column,
)

SOURCES: Final = Table(
    "sources",
    (
        column("id", TEXT, "-", "SHA-256 of the bytes on disk"),
        column("channel", TEXT, "-", "channel whose reader took it"),
        column("reader", TEXT, "-", "reader's name"),
        column("reader_version", pa.int32(), "-", "reader's version"),
        column("title", TEXT, "-", "title"),
        column("publisher", TEXT, "-", "publisher"),
        column("url", TEXT, "-", "where it was obtained"),
        column(
            "path",
            TEXT,
            "-",
            "relative to the case's root; hawse:... for facts that ship with the package",
        ),
        column("retrieved_at", UTC, "UTC", "when it was obtained"),
        column("published_at", UTC, "UTC", "when it was made public"),
        column("licence", TEXT, "-", "licence"),
        column("bytes", INT, "byte", "size on disk"),
        column("rows_read", INT, "row", "rows that its reader made, rejects left out"),
        column("rows_rejected", INT, "row", "lines that could not be read"),
        column(
            "family",
            TEXT,
            "-",
            "sensor or organisation behind it: the same family reproduces, another corroborates",
        ),
        SYNTHETIC,
        column("grade", TEXT, "-", "Admiralty letter A-F; null where nobody graded it"),
        column("handling", TEXT, "-", "public, restricted, secret"),
    ),
    order=("id",),
)
EVIDENCE: Final = Table(
    "evidence",
    (
        ID,
        SOURCE_ID,
        LOCATOR,
        column("quote", TEXT, "-", "the text as it stands there; null for binary rows"),
        column("values", TEXT, "JSON", "the values as they were read"),
        BASIS,
        SYNTHETIC,
    ),
    order=("id",),
)
COVERAGE: Final = Table(
    "coverage",
    (
        column("channel", TEXT, "-", "channel"),
        column("subject", TEXT, "-", "what was looked at; null is the whole channel"),
        column("place", TEXT, "-", "where"),
        column("period_start", UTC, "UTC", "from"),
        column("period_end", UTC, "UTC", "until, not included"),
        column(
            "share",
            REAL,
            "share",
            "part of what could have been seen that was looked at; 0 is a blind spot",
            6,
        ),
        column(
            "basis_text", TEXT, "-", "how that is known, in words; also what such data cannot show"
        ),
        SYNTHETIC,
    ),
    order=("channel", "subject", "place", "period_start", "period_end", "basis_text"),
)
REJECTS: Final = Table(
    "rejects",
    (
        SOURCE_ID,
        LOCATOR,
        column("reason", TEXT, "-", "why"),
        column("raw", TEXT, "-", "the line, cut at 500 characters"),
    ),
    order=("source_id", "locator", "reason"),
)
