"""The tables of articles and their kinship."""

from typing import Final

import pyarrow as pa

from hawse.core.table import UTC, Table
from hawse.core.tables.columns import LOCATOR, REAL, SOURCE_ID, SYNTHETIC, TEXT, TEXTS, column

ARTICLES: Final = Table(
    "articles",
    (
        column("id", TEXT, "-", "source id and the article's number in it"),
        SOURCE_ID,
        LOCATOR,
        column("title", TEXT, "-", "headline; null if there is none"),
        column("publisher", TEXT, "-", "publisher as far as the file or the case says"),
        column("byline", TEXT, "-", "byline"),
        column("agency", TEXT, "-", "news agency credited in dateline, byline or tail"),
        column("published_at", UTC, "UTC", "day of publication; null if nothing dates it"),
        column("dated_by", TEXT, "-", "what dates it: the text itself, the case, its lineage"),
        column("language", TEXT, "-", "ISO 639-1"),
        column("body", TEXT, "-", "the body as it stands, furniture taken out"),
        column("furniture", TEXTS, "-", "what was taken out: print notes, navigation, captions"),
        SYNTHETIC,
    ),
    order=("id",),
)
SENTENCES: Final = Table(
    "sentences",
    (
        column("article_id", TEXT, "-", "id in articles"),
        column("sentence", pa.int32(), "-", "0-based number"),
        column("paragraph", pa.int32(), "-", "0-based number of its paragraph"),
        column("start", pa.int32(), "character", "offset in the body"),
        column("end", pa.int32(), "character", "offset after it"),
        column("text", TEXT, "-", "verbatim"),
        SOURCE_ID,
        LOCATOR,
        SYNTHETIC,
    ),
    order=("article_id", "sentence"),
)
LINEAGE: Final = Table(
    "lineage",
    (
        column("child", TEXT, "-", "article that was made from the other"),
        column("parent", TEXT, "-", "article it was made from"),
        column(
            "relation",
            TEXT,
            "-",
            "copy, abridged, extended, write_through, digest_part, background_only, "
            "same_parent_unseen, captions_only; shared_quotes_only joins no story",
        ),
        column(
            "score",
            REAL,
            "share",
            "containment of narration in the smaller text; of quotation if that alone is",
            6,
        ),
        column("clues", TEXT, "JSON", "what speaks for the direction, each with its weight"),
        SYNTHETIC,
    ),
    order=("child", "parent"),
)
ALIGNED: Final = Table(
    "aligned",
    (
        column("child", TEXT, "-", "article id"),
        column("child_sentence", pa.int32(), "-", "null for a sentence that was cut"),
        column("parent", TEXT, "-", "article id"),
        column("parent_sentence", pa.int32(), "-", "null for a sentence that was added"),
        column("label", TEXT, "-", "kept, edited, merged, split, moved, cut, added"),
        column("ops", TEXT, "JSON", "edits: label, the words before, the words after"),
        SYNTHETIC,
    ),
    order=("child", "parent", "parent_sentence", "child_sentence"),
)
