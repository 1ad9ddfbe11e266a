"""The reports channel's own tables and kinds."""

from typing import Final

import pyarrow as pa

from hawse.core.kinds import Kind
from hawse.core.table import UTC, Column, Table
from hawse.core.tables import LINEAGE

TEXT, INT, FLAG = pa.string(), pa.int32(), pa.bool_()

_ARTICLE = Column("article_id", TEXT, "-", "source id, '#' and the article's 0-based number in it")
_NUMBER = Column("article", pa.int64(), "-", "number in heads: stands for the article's id")
_MARKS = pa.list_(pa.int64())
_SOURCE = Column("source_id", TEXT, "-", "SHA-256 of the file that the row was read from")
_LOCATOR = Column("locator", TEXT, "-", "place in that file, for example 'line 12'")
_SYNTHETIC = Column("synthetic", FLAG, "-", "true if the text was made up")

DOCUMENTS: Final = Table(
    "documents",
    (
        _ARTICLE,
        _SOURCE,
        _LOCATOR,
        Column("text", TEXT, "-", "the text as decoded, nothing taken out"),
        Column("title", TEXT, "-", "headline where the format has a field for it"),
        Column("publisher", TEXT, "-", "publisher where the format or the case names one"),
        Column("byline", TEXT, "-", "byline where the format has a field for it"),
        Column("published_at", UTC, "UTC", "publication where the format or the case gives it"),
        Column("dated_by", TEXT, "-", "what gave published_at: the file, the case"),
        Column("language", TEXT, "-", "ISO 639-1 where the format says"),
        _SYNTHETIC,
    ),
)
HEADERS: Final = Table("headers", tuple(c for c in DOCUMENTS.columns if c.name != "text"))
_PARTS: Final = (
    _ARTICLE,
    Column("paragraph", INT, "-", "0-based number among all parts of the text"),
    Column(
        "role", TEXT, "-", "title, byline, date, dateline, body, note, caption, post or furniture"
    ),
    Column("text", TEXT, "-", "verbatim"),
    Column("start", INT, "character", "offset in the document's text"),
    Column("line", INT, "line", "line of the document's text, from 1"),
    _SOURCE,
    _LOCATOR,
    _SYNTHETIC,
)
PARTED: Final = Table(
    "parted",
    (
        *_PARTS,
        Column("publisher", TEXT, "-", "publisher where the format or the case names one"),
        Column(
            "wording", pa.int64(), "-", "hash of its normalised words: equal wording, equal hash"
        ),
        Column("words", INT, "word", "how many words it has"),
    ),
)
PARAGRAPHS: Final = Table("paragraphs", _PARTS)
BODIES: Final = Table(
    "bodies",
    (
        _ARTICLE,
        Column("body", TEXT, "-", "the paragraphs of the story, blank lines between them"),
        Column("furniture", pa.list_(TEXT), "-", "what else stood in the text, verbatim"),
    ),
)
HEADS: Final = Table(
    "heads",
    (
        _ARTICLE,
        Column("number", pa.int64(), "-", "hash of the article id, 64 bits"),
        Column("title", TEXT, "-", "headline"),
        Column("publisher", TEXT, "-", "publisher as far as known"),
        Column("byline", TEXT, "-", "byline"),
        Column("agency", TEXT, "-", "news agency credited in dateline, byline or tail"),
        Column("published_at", UTC, "UTC", "day of publication; null if nothing in it dates it"),
        Column("dated_by", TEXT, "-", "print note, date line, dateline, the file, the case"),
        Column("language", TEXT, "-", "ISO 639-1, 'und' if unknown"),
        Column("print_note", FLAG, "-", "whether a print note says it appeared in a paper"),
        _SYNTHETIC,
    ),
    order=("article_id",),
)
FINGERPRINTS: Final = Table(
    "fingerprints",
    (
        _NUMBER,
        Column("mark", pa.int64(), "-", "hash of five words in a row, where it is below the cut"),
        Column("kind", TEXT, "-", "narration, caption or quote (posts of others too)"),
        _SYNTHETIC,
    ),
)
MEETINGS: Final = Table(
    "meetings",
    (
        Column("one", pa.int64(), "-", "number of an article in heads"),
        Column("other", pa.int64(), "-", "number of another, larger; null where a crowd meets"),
        Column("mark", pa.int64(), "-", "the mark outside quotation that they share"),
        _SYNTHETIC,
    ),
)
PAIRS: Final = Table(
    "pairs",
    (
        Column("first", TEXT, "-", "article id, the smaller of the two as text"),
        Column("second", TEXT, "-", "article id"),
        Column("shared", pa.int64(), "mark", "sampled marks outside quotation that both hold"),
        _SYNTHETIC,
    ),
    order=("first", "second"),
)
_UNMARKED: Final = ("article_id", "paragraph", "role", "text")
RELATED: Final = Table("related", tuple(c for c in _PARTS if c.name in _UNMARKED))
TOLD: Final = Table(
    "told",
    (
        _ARTICLE,
        Column("narration", _MARKS, "-", "marks of the body outside quotation, in order of size"),
        Column("captions", _MARKS, "-", "marks of captions"),
        Column("quotes", _MARKS, "-", "marks of quotation, posts of others too"),
        Column("posts", _MARKS, "-", "marks of embedded posts"),
        Column("words", INT, "word", "words of body, captions and posts"),
        Column("converts", FLAG, "-", "whether a sum is converted in brackets"),
        Column("honorifics", INT, "-", "how often Mr, Mrs, Ms or Dr stands in the body"),
        Column("credits", FLAG, "-", "whether the body says that somebody told an agency"),
    ),
)
ANSWERS: Final = Table(
    "answers",
    (
        Column("text_id", TEXT, "-", "SHA-256 of the article's sentences, one a line"),
        Column("extractor", TEXT, "-", "name and version of who proposed it"),
        Column("answer", TEXT, "JSON", "the proposal as it was recorded, not yet checked"),
        _SOURCE,
        _LOCATOR,
    ),
)
PLACE_WORDS: Final = Table(
    "place_words",
    (
        Column("word", TEXT, "-", "normalised words that name a place, lower case"),
        Column("id", TEXT, "-", "typed id: country:XX, port:LOCODE, entity:..."),
        Column("sense", TEXT, "-", "name, people (demonym), capital, seat, port or body"),
        Column("source", TEXT, "-", "where that is from"),
        _SOURCE,
        _LOCATOR,
    ),
)
MADE_FROM: Final = Table("made_from", LINEAGE.columns, LINEAGE.order)
TABLES: Final = (
    DOCUMENTS, HEADERS, PARTED, PARAGRAPHS, BODIES, HEADS, FINGERPRINTS, MEETINGS, PAIRS, RELATED,
    TOLD, MADE_FROM, PLACE_WORDS, ANSWERS,
)  # fmt: skip

KINDS: Final = (
    Kind(
        "said",
        "a named or unnamed speaker is reported to have said something that no channel measures",
        "-",
        "level",
        "exists",
        "a transcript or recording of {subject} in {period}",
    ),
    Kind(
        "event",
        "something is reported to have happened that no channel measures",
        "-",
        "level",
        "exists",
        "a record of the event in {period} by somebody who saw it",
    ),
    Kind(
        "posture",
        "what somebody wants, fears, thinks, supports, expects or would do",
        "-",
        "level",
        "exists",
        (
            "nothing that can be observed from outside settles it; a decision or document "
            "of {subject} would bear on it"
        ),
    ),
)
