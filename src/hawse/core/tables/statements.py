"""The tables of statements, as steps make them and as the ledger writes them."""

from typing import Final

import pyarrow as pa

from hawse.core.table import UTC, Table
from hawse.core.tables.columns import (
    BASIS,
    EVIDENCE_IDS,
    EVIDENCE_LIST,
    ID,
    INT,
    KEY,
    REAL,
    SYNTHETIC,
    TEXT,
    TEXTS,
    column,
)

FORM: Final = (
    column("polarity", TEXT, "-", "asserts or denies"),
    column(
        "subject",
        TEXT,
        "-",
        "typed: country:KP, as:20485, imo:9..., mmsi:..., port:RUVVO, hs:2710, entity:...",
    ),
    column("counterpart", TEXT, "-", "the other party, typed like the subject"),
    column("item", TEXT, "-", "what it is about: a product, a resolution, a prefix"),
    column("flow", TEXT, "-", "as the subject sees it: export, import, total; null is not said"),
    column("q_low", REAL, "unit", "lowest value; null is an open end", 9),
    column("q_best", REAL, "unit", "best value; null is not said", 9),
    column("q_high", REAL, "unit", "highest value; null is an open end", 9),
    column("unit", TEXT, "-", "unit of the quantity, one of core.units.UNITS"),
    column("quantity_kind", TEXT, "-", "level, change_factor, count, share, rank"),
    column("period_start", UTC, "UTC", "first instant it speaks of"),
    column("period_end", UTC, "UTC", "first instant after it"),
    column(
        "period_grain",
        TEXT,
        "-",
        "second, day, month, quarter, half, year, span, snapshots, relative",
    ),
    column(
        "base_start", UTC, "UTC", "first instant of the period that a change is measured against"
    ),
    column("base_end", UTC, "UTC", "first instant after that period"),
    column("place", TEXT, "-", "where, typed"),
    column("place_from", TEXT, "-", "where a movement began"),
    column("place_declared", TEXT, "-", "where it was declared to go"),
    column("place_to", TEXT, "-", "where it ended"),
)
_CLAIM_HEAD = (
    column("channel", TEXT, "-", "channel that could test it"),
    column("kind", TEXT, "-", "one of the channels' kinds"),
    column("says", TEXT, "-", "verbatim"),
    column("language", TEXT, "-", "ISO 639-1 code of the text"),
    column("article_id", TEXT, "-", "id in articles"),
    column("sentence", pa.int32(), "-", "0-based number of the sentence"),
    column(
        "speaker", TEXT, "-", "who is said to vouch for it; null where the text itself asserts it"
    ),
    column(
        "speaker_kind",
        TEXT,
        "-",
        "named_person, unnamed_group, institution, government, narration",
    ),
    column("attribution", TEXT, "-", "the words that tie it to the speaker, verbatim"),
    column(
        "certainty",
        TEXT,
        "-",
        "asserted, presupposed, attributed, attributed_distanced, hedged, conditional, "
        "denied, question",
    ),
)
_FINDING_HEAD = (
    column("channel", TEXT, "-", "channel that found it"),
    column("kind", TEXT, "-", "one of the channel's kinds"),
    column("says", TEXT, "-", "one plain sentence"),
)
_FINDING_TAIL = (
    column("as_of", UTC, "UTC", "the day that the data stand for"),
    column("score", REAL, "-", "a score that was not calibrated; never read as a likelihood", 6),
    column(
        "likelihood_low",
        REAL,
        "probability",
        "only where a score was calibrated on labelled data",
        6,
    ),
    column(
        "likelihood_high",
        REAL,
        "probability",
        "only where a score was calibrated on labelled data",
        6,
    ),
    column("base_rate", REAL, "share", "how often an innocent case trips the same rule", 6),
    column("coverage", REAL, "share", "part of what could have been seen that was looked at", 6),
    column("step", TEXT, "-", "the step that made it"),
    column("settings", TEXT, "JSON", "the step's settings"),
    column("reasons", TEXT, "JSON", "why, as a list of short texts"),
    column("not_shown", TEXT, "-", "what it does not show"),
    column(
        "said_by",
        TEXT,
        "-",
        "who vouches for a reported figure in the end; null for what was observed",
    ),
    column(
        "origin_id",
        TEXT,
        "-",
        "document or collection that it goes back to; the same origin never supports itself",
    ),
)
_TOTAL = column("evidence_total", INT, "row", "rows behind it in all, cited or not")

CLAIMS: Final = Table(
    "claims",
    (
        *_CLAIM_HEAD,
        *FORM,
        column("origin_id", TEXT, "-", "document that it goes back to"),
        column(
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

LEDGER_CLAIMS: Final = Table(
    "claims",
    (
        ID,
        KEY,
        *[c for c in CLAIMS.columns if c.name not in {"evidence", "evidence_total"}],
        EVIDENCE_IDS,
    ),
    order=("id",),
)
LEDGER_FINDINGS: Final = Table(
    "findings",
    (ID, KEY, *[c for c in FINDINGS.columns if c.name != "evidence"], EVIDENCE_IDS),
    order=("id",),
)
