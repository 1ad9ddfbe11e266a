"""The shared tables. Their names and columns are fixed: other programs read them.

A step makes ``claims`` and ``findings`` in the form below (``CLAIMS``, ``FINDINGS``): with an ``evidence`` list
and no ids. The ledger gives them ids and keys and writes them as ``LEDGER["claims"]`` and
``LEDGER["findings"]``: with ``id``, ``key`` and ``evidence_ids``.
A null means *not said* or *not seen*, never zero. Periods are half open.
"""

from typing import Final

import pyarrow as pa

from hawse.core.table import EVIDENCE_ITEM, UTC, Column, Table

TEXT, FLAG, INT, REAL, DAY = pa.string(), pa.bool_(), pa.int64(), pa.float64(), pa.date32()
TEXTS = pa.list_(pa.string())


def _c(
    name: str, kind: pa.DataType, unit: str, meaning: str, decimals: int | None = None
) -> Column:
    return Column(name, kind, unit, meaning, decimals)


ID = _c("id", TEXT, "-", "hash of the row's content: changes when the content does")
KEY = _c(
    "key",
    TEXT,
    "-",
    "stable name (kind, subject, counterpart, item, period) by which people cite and decide",
)
SYNTHETIC = _c(
    "synthetic",
    FLAG,
    "-",
    "true if any row behind it was made up; such rows never weigh a real claim",
)
BASIS = _c("basis", TEXT, "-", "observed, reported, estimated or assumed")
SOURCE_ID = _c("source_id", TEXT, "-", "SHA-256 of the file that the row was read from")
LOCATOR = _c("locator", TEXT, "-", "place in that file, for example 'line 12'")
EVIDENCE_LIST = _c(
    "evidence", pa.list_(EVIDENCE_ITEM), "-", "at most 16 places, the defining rows first"
)
EVIDENCE_IDS = _c("evidence_ids", TEXTS, "-", "ids in the table evidence")

FORM: Final = (
    _c("polarity", TEXT, "-", "asserts or denies"),
    _c(
        "subject",
        TEXT,
        "-",
        "typed: country:KP, as:20485, imo:9..., mmsi:..., port:RUVVO, hs:2710, entity:...",
    ),
    _c("counterpart", TEXT, "-", "the other party, typed like the subject"),
    _c("item", TEXT, "-", "what it is about: a product, a resolution, a prefix"),
    _c("flow", TEXT, "-", "as the subject sees it: export, import, total; null is not said"),
    _c("q_low", REAL, "unit", "lowest value; null is an open end", 9),
    _c("q_best", REAL, "unit", "best value; null is not said", 9),
    _c("q_high", REAL, "unit", "highest value; null is an open end", 9),
    _c("unit", TEXT, "-", "unit of the quantity, one of core.units.UNITS"),
    _c("quantity_kind", TEXT, "-", "level, change_factor, count, share, rank"),
    _c("period_start", UTC, "UTC", "first instant it speaks of"),
    _c("period_end", UTC, "UTC", "first instant after it"),
    _c(
        "period_grain",
        TEXT,
        "-",
        "second, day, month, quarter, half, year, span, snapshots, relative",
    ),
    _c("base_start", UTC, "UTC", "first instant of the period that a change is measured against"),
    _c("base_end", UTC, "UTC", "first instant after that period"),
    _c("place", TEXT, "-", "where, typed"),
    _c("place_from", TEXT, "-", "where a movement began"),
    _c("place_declared", TEXT, "-", "where it was declared to go"),
    _c("place_to", TEXT, "-", "where it ended"),
)
_CLAIM_HEAD = (
    _c("channel", TEXT, "-", "channel that could test it"),
    _c("kind", TEXT, "-", "one of the channels' kinds"),
    _c("says", TEXT, "-", "verbatim"),
    _c("language", TEXT, "-", "ISO 639-1 code of the text"),
    _c("article_id", TEXT, "-", "id in articles"),
    _c("sentence", pa.int32(), "-", "0-based number of the sentence"),
    _c("speaker", TEXT, "-", "who is said to vouch for it; null where the text itself asserts it"),
    _c(
        "speaker_kind",
        TEXT,
        "-",
        "named_person, unnamed_group, institution, government, narration",
    ),
    _c("attribution", TEXT, "-", "the words that tie it to the speaker, verbatim"),
    _c(
        "certainty",
        TEXT,
        "-",
        "asserted, presupposed, attributed, attributed_distanced, hedged, conditional, denied, question",
    ),
)
_FINDING_HEAD = (
    _c("channel", TEXT, "-", "channel that found it"),
    _c("kind", TEXT, "-", "one of the channel's kinds"),
    _c("says", TEXT, "-", "one plain sentence"),
)
_FINDING_TAIL = (
    _c("as_of", UTC, "UTC", "the day that the data stand for"),
    _c("score", REAL, "-", "a score that was not calibrated; never read as a likelihood", 6),
    _c(
        "likelihood_low",
        REAL,
        "probability",
        "only where a score was calibrated on labelled data",
        6,
    ),
    _c(
        "likelihood_high",
        REAL,
        "probability",
        "only where a score was calibrated on labelled data",
        6,
    ),
    _c("base_rate", REAL, "share", "how often an innocent case trips the same rule", 6),
    _c("coverage", REAL, "share", "part of what could have been seen that was looked at", 6),
    _c("step", TEXT, "-", "the step that made it"),
    _c("settings", TEXT, "JSON", "the step's settings"),
    _c("reasons", TEXT, "JSON", "why, as a list of short texts"),
    _c("not_shown", TEXT, "-", "what it does not show"),
    _c(
        "said_by",
        TEXT,
        "-",
        "who vouches for a reported figure in the end; null for what was observed",
    ),
    _c(
        "origin_id",
        TEXT,
        "-",
        "document or collection that it goes back to; the same origin never supports itself",
    ),
)
_TOTAL = _c("evidence_total", INT, "row", "rows behind it in all, cited or not")

CLAIMS: Final = Table(
    "claims",
    (
        *_CLAIM_HEAD,
        *FORM,
        _c("origin_id", TEXT, "-", "document that it goes back to"),
        _c(
            "flags",
            TEXTS,
            "-",
            "motive, opinion, forecast, counterfactual, attribution_inherited, ...",
        ),
        BASIS,
        SYNTHETIC,
        EVIDENCE_LIST,
        _TOTAL,
    ),
)
FINDINGS: Final = Table(
    "findings", (*_FINDING_HEAD, *FORM, *_FINDING_TAIL, BASIS, SYNTHETIC, EVIDENCE_LIST, _TOTAL)
)

SOURCES: Final = Table(
    "sources",
    (
        _c("id", TEXT, "-", "SHA-256 of the bytes on disk"),
        _c("channel", TEXT, "-", "channel whose reader took it"),
        _c("reader", TEXT, "-", "reader's name"),
        _c("reader_version", pa.int32(), "-", "reader's version"),
        _c("title", TEXT, "-", "title"),
        _c("publisher", TEXT, "-", "publisher"),
        _c("url", TEXT, "-", "where it was obtained"),
        _c(
            "path",
            TEXT,
            "-",
            "relative to the case's root; hawse:... for facts that ship with the package",
        ),
        _c("retrieved_at", UTC, "UTC", "when it was obtained"),
        _c("published_at", UTC, "UTC", "when it was made public"),
        _c("licence", TEXT, "-", "licence"),
        _c("bytes", INT, "byte", "size on disk"),
        _c("rows_read", INT, "row", "rows that its reader made, rejects left out"),
        _c("rows_rejected", INT, "row", "lines that could not be read"),
        _c(
            "family",
            TEXT,
            "-",
            "sensor or organisation behind it: the same family reproduces, another corroborates",
        ),
        SYNTHETIC,
        _c("grade", TEXT, "-", "Admiralty letter A-F; null where nobody graded it"),
        _c("handling", TEXT, "-", "public, restricted, secret"),
    ),
    order=("id",),
)
EVIDENCE: Final = Table(
    "evidence",
    (
        ID,
        SOURCE_ID,
        LOCATOR,
        _c("quote", TEXT, "-", "the text as it stands there; null for binary rows"),
        _c("values", TEXT, "JSON", "the values as they were read"),
        BASIS,
        SYNTHETIC,
    ),
    order=("id",),
)
COVERAGE: Final = Table(
    "coverage",
    (
        _c("channel", TEXT, "-", "channel"),
        _c("subject", TEXT, "-", "what was looked at; null is the whole channel"),
        _c("place", TEXT, "-", "where"),
        _c("period_start", UTC, "UTC", "from"),
        _c("period_end", UTC, "UTC", "until, not included"),
        _c(
            "share",
            REAL,
            "share",
            "part of what could have been seen that was looked at; 0 is a blind spot",
            6,
        ),
        _c(
            "basis_text", TEXT, "-", "how that is known, in words; also what such data cannot show"
        ),
    ),
    order=("channel", "subject", "place", "period_start", "period_end", "basis_text"),
)
REJECTS: Final = Table(
    "rejects",
    (
        SOURCE_ID,
        LOCATOR,
        _c("reason", TEXT, "-", "why"),
        _c("raw", TEXT, "-", "the line, cut at 500 characters"),
    ),
    order=("source_id", "locator", "reason"),
)
MEASURES: Final = Table(
    "measures",
    (
        _c("id", TEXT, "-", "instrument and paragraph, for example 2375-14a"),
        _c("regime", TEXT, "-", "UN-DPRK, EU-RUS, ..."),
        _c("instrument", TEXT, "-", "resolution, regulation or committee act"),
        _c("paragraph", TEXT, "-", "paragraph or article"),
        _c("kind", TEXT, "-", "ban, cap, price cap, freeze, listing, duty"),
        _c(
            "side",
            TEXT,
            "-",
            "as the sanctioned state sees it: supply to it, export from it, service, finance, ...",
        ),
        _c("subject", TEXT, "-", "what it covers, in words"),
        _c("hs", TEXT, "-", "HS codes, ';' between, ranges with '-'"),
        _c("value", REAL, "unit", "the figure of a cap; null where it is not a number", 6),
        _c("unit", TEXT, "-", "unit of the value"),
        _c("per", TEXT, "-", "window that the value holds for"),
        _c("aggregation", TEXT, "-", "summed over whom"),
        _c("exemption", TEXT, "-", "exemptions, grace, wind-down"),
        _c("binds", TEXT, "-", "who is bound"),
        _c("in_force_from", DAY, "day", "first day"),
        _c("in_force_to", DAY, "day", "last day; null while it holds"),
        _c("published", DAY, "day", "first day that the public could know of it"),
        _c("adopted", DAY, "day", "day of adoption"),
        _c("replaced_by", TEXT, "-", "the measure that ended or widened it"),
        _c(
            "checked",
            TEXT,
            "-",
            "A: confirmed in a public source; B: from knowledge of the instrument alone",
        ),
        _c("source", TEXT, "-", "where it was checked; what follows '| open:' is not checked"),
    ),
    order=("id",),
)
ENTRIES: Final = Table(
    "entries",
    (
        ID,
        KEY,
        _c("claim_ids", TEXTS, "-", "the claims that say it"),
        _c("finding_ids", TEXTS, "-", "the findings that it was held against"),
        _c("measure_ids", TEXTS, "-", "the measures that would cover the act"),
        _c(
            "verdict",
            TEXT,
            "-",
            "supported, partly_supported, contradicted, not_observable, not_testable, not_examined",
        ),
        _c(
            "support",
            TEXT,
            "-",
            "reproduced (same kind of sensor as the claim's own) or corroborated (independent)",
        ),
        _c("readings", TEXT, "JSON", "every reading with its findings and what came of it"),
        _c("likelihood_low", REAL, "probability", "only from calibrated findings", 6),
        _c("likelihood_high", REAL, "probability", "only from calibrated findings", 6),
        _c("confidence", TEXT, "-", "high, moderate, low; null without a verdict on the facts"),
        _c("because", TEXT, "-", "why this verdict"),
        _c("would_settle", TEXT, "-", "the data that would settle it"),
        _c(
            "independent_sources",
            pa.int32(),
            "source",
            "distinct (origin document, ultimate speaker) behind the claims",
        ),
        BASIS,
        SYNTHETIC,
    ),
    order=("id",),
)
LIFELINES: Final = Table(
    "lifelines",
    (
        _c("channel", TEXT, "-", "channel"),
        _c("partner", TEXT, "-", "the other party"),
        _c("target", TEXT, "-", "the sanctioned economy"),
        _c("role", TEXT, "-", "supplier, buyer, carrier, insurer, flag, financier"),
        _c("flow", TEXT, "-", "to_target or from_target"),
        _c("item", TEXT, "-", "what flows"),
        _c("q_low", REAL, "unit", "lowest", 9),
        _c("q_best", REAL, "unit", "best", 9),
        _c("q_high", REAL, "unit", "highest", 9),
        _c("unit", TEXT, "-", "unit"),
        _c("share_low", REAL, "share", "lowest share of what the target gets of it", 6),
        _c("share_best", REAL, "share", "best share", 6),
        _c("share_high", REAL, "share", "highest share", 6),
        _c("period_start", UTC, "UTC", "from"),
        _c("period_end", UTC, "UTC", "until, not included"),
        _c("trend", TEXT, "-", "up, down, flat, new, lost; null where one period alone is known"),
        _c("finding_ids", TEXTS, "-", "findings it rests on"),
        BASIS,
        SYNTHETIC,
    ),
    order=(
        "channel",
        "partner",
        "target",
        "item",
        "unit",
        "period_start",
        "period_end",
        "role",
        "basis",
    ),
)
DECISIONS: Final = Table(
    "decisions",
    (
        ID,
        _c("target_key", TEXT, "-", "key of the claim, finding or entry decided on"),
        _c("act", TEXT, "-", "accept, reject, same, different, dismiss, note"),
        _c("reason", TEXT, "-", "why, in the decider's words"),
        _c("author", TEXT, "-", "who decided"),
        _c("at", UTC, "UTC", "when"),
        _c("supersedes", TEXT, "-", "id of the decision that it replaces"),
    ),
    order=("id",),
)
REPLIES: Final = Table(
    "replies",
    (
        _c("party", TEXT, "-", "the party named"),
        _c("finding_keys", TEXTS, "-", "keys of the findings put to it"),
        _c("asked_at", UTC, "UTC", "when it was asked"),
        _c("deadline", UTC, "UTC", "by when it was to answer"),
        _c("received_at", UTC, "UTC", "when it answered"),
        _c("verbatim", TEXT, "-", "the answer"),
        _c("language", TEXT, "-", "ISO 639-1"),
        _c("source_id", TEXT, "-", "file that holds the answer"),
        _c("status", TEXT, "-", "not_asked, awaiting, declined, answered"),
    ),
    order=("party", "asked_at"),
)
ARTICLES: Final = Table(
    "articles",
    (
        _c("id", TEXT, "-", "source id and the article's number in it"),
        SOURCE_ID,
        LOCATOR,
        _c("title", TEXT, "-", "headline; null if there is none"),
        _c("publisher", TEXT, "-", "publisher as far as the file or the case says"),
        _c("byline", TEXT, "-", "byline"),
        _c("agency", TEXT, "-", "news agency credited in dateline, byline or tail"),
        _c("published_at", UTC, "UTC", "day of publication; null if nothing dates it"),
        _c("dated_by", TEXT, "-", "what dates it: the text itself, the case, its lineage"),
        _c("language", TEXT, "-", "ISO 639-1"),
        _c("body", TEXT, "-", "the body as it stands, furniture taken out"),
        _c("furniture", TEXTS, "-", "what was taken out: print notes, navigation, captions"),
        SYNTHETIC,
    ),
    order=("id",),
)
SENTENCES: Final = Table(
    "sentences",
    (
        _c("article_id", TEXT, "-", "id in articles"),
        _c("sentence", pa.int32(), "-", "0-based number"),
        _c("paragraph", pa.int32(), "-", "0-based number of its paragraph"),
        _c("start", pa.int32(), "character", "offset in the body"),
        _c("end", pa.int32(), "character", "offset after it"),
        _c("text", TEXT, "-", "verbatim"),
        _c("tokens", TEXTS, "-", "normalised"),
        SOURCE_ID,
        LOCATOR,
        SYNTHETIC,
    ),
    order=("article_id", "sentence"),
)
LINEAGE: Final = Table(
    "lineage",
    (
        _c("child", TEXT, "-", "article that was made from the other"),
        _c("parent", TEXT, "-", "article it was made from"),
        _c(
            "relation",
            TEXT,
            "-",
            "copy, abridged, extended, write_through, digest_part, background_only, same_parent_unseen, ...",
        ),
        _c("score", REAL, "share", "containment of narration in the smaller text", 6),
        _c("clues", TEXT, "JSON", "what speaks for the direction, each with its weight"),
    ),
    order=("child", "parent"),
)
ALIGNED: Final = Table(
    "aligned",
    (
        _c("child", TEXT, "-", "article id"),
        _c("child_sentence", pa.int32(), "-", "null for a sentence that was cut"),
        _c("parent", TEXT, "-", "article id"),
        _c("parent_sentence", pa.int32(), "-", "null for a sentence that was added"),
        _c("label", TEXT, "-", "kept, edited, merged, split, moved, cut, added"),
        _c("ops", TEXT, "JSON", "edits: label, the words before, the words after"),
    ),
    order=("child", "parent", "parent_sentence", "child_sentence"),
)
COUNTRIES: Final = Table(
    "countries",
    (
        _c("id", TEXT, "-", "country:XX, ISO 3166-1 alpha-2"),
        _c("iso3", TEXT, "-", "ISO 3166-1 alpha-3"),
        _c("name", TEXT, "-", "short English name"),
        _c("source", TEXT, "-", "where that is from"),
    ),
    order=("id",),
)
PORTS: Final = Table(
    "ports",
    (
        _c("id", TEXT, "-", "port:LOCODE or port:WPI..."),
        _c("name", TEXT, "-", "name"),
        _c("country", TEXT, "-", "country:XX"),
        _c("lat", REAL, "degree", "latitude, WGS 84", 5),
        _c("lon", REAL, "degree", "longitude, WGS 84", 5),
        _c("kind", TEXT, "-", "port, terminal, anchorage, border"),
        _c("source", TEXT, "-", "where that is from"),
        SOURCE_ID,
        LOCATOR,
    ),
    order=("id", "kind", "name"),
)
ALIASES: Final = Table(
    "aliases",
    (
        _c("alias", TEXT, "-", "a name in use, lower case"),
        _c("id", TEXT, "-", "typed id that it names"),
        _c("language", TEXT, "-", "ISO 639-1; null if none in particular"),
        _c("source", TEXT, "-", "where that is from"),
    ),
    order=("alias", "id"),
)
BELONGS: Final = Table(
    "belongs",
    (
        _c("child", TEXT, "-", "typed id"),
        _c("parent", TEXT, "-", "typed id that it belongs to"),
        _c("from", DAY, "day", "first day; null is always"),
        _c("to", DAY, "day", "last day; null is until now"),
        _c("source", TEXT, "-", "where that is from"),
    ),
    order=("child", "parent", "from"),
)
CASE_PARTIES: Final = Table(
    "case_parties",
    (_c("role", TEXT, "-", "target or supplier"), _c("id", TEXT, "-", "typed id")),
    order=("role", "id"),
)
CASE_PERIOD: Final = Table(
    "case_period",
    (_c("start", UTC, "UTC", "first instant"), _c("end", UTC, "UTC", "first instant after it")),
)
CASE_VALUES: Final = Table(
    "case_values",
    (_c("setting", TEXT, "-", "dotted name"), _c("value", TEXT, "-", "value as text")),
    order=("setting",),
)

KINDS: Final = Table(
    "kinds",
    (
        _c("name", TEXT, "-", "name of the kind"),
        _c("channel", TEXT, "-", "channel that declares it"),
        _c("meaning", TEXT, "-", "what such a statement says"),
        _c("unit", TEXT, "-", "unit of its quantity"),
        _c("quantity_kind", TEXT, "-", "level, change_factor, count, share, rank"),
        _c("weigh", TEXT, "-", "interval, direction, exists or count"),
        _c("settled_by", TEXT, "-", "the data that would settle a claim of this kind"),
    ),
    order=("name",),
)

_LEDGER_CLAIMS = Table(
    "claims",
    (
        ID,
        KEY,
        *[c for c in CLAIMS.columns if c.name not in {"evidence", "evidence_total"}],
        EVIDENCE_IDS,
    ),
    order=("id",),
)
_LEDGER_FINDINGS = Table(
    "findings",
    (ID, KEY, *[c for c in FINDINGS.columns if c.name != "evidence"], EVIDENCE_IDS),
    order=("id",),
)

SHARED: Final = {
    t.name: t
    for t in (
        SOURCES, EVIDENCE, COVERAGE, REJECTS, CLAIMS, FINDINGS, MEASURES, ENTRIES, LIFELINES, DECISIONS, REPLIES,
        ARTICLES, SENTENCES, LINEAGE, ALIGNED, COUNTRIES, PORTS, ALIASES, BELONGS, CASE_PARTIES, CASE_PERIOD, CASE_VALUES, KINDS,
    )
}  # fmt: skip
"""The tables as steps see them."""

LEDGER: Final = {
    t.name: t
    for t in (
        SOURCES, EVIDENCE, COVERAGE, REJECTS, _LEDGER_CLAIMS, _LEDGER_FINDINGS, MEASURES, ENTRIES, LIFELINES, DECISIONS,
        REPLIES, ARTICLES, SENTENCES, LINEAGE, ALIGNED,
    )
}  # fmt: skip
"""The tables as they are written under OUT/ledger."""

MANY_MAKERS: Final = frozenset(
    {"findings", "coverage", "rejects", "countries", "ports", "aliases", "belongs"}
)
"""Tables that several steps, readers or facts may fill; any other table has one maker."""
