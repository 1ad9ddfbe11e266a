"""The tables of what was made of it: measures, entries, lifelines, decisions, replies."""

from typing import Final

import pyarrow as pa

from hawse.core.table import UTC, Table
from hawse.core.tables.columns import BASIS, DAY, ID, KEY, REAL, SYNTHETIC, TEXT, TEXTS, column
from hawse.core.tables.statements import FORM

MEASURES: Final = Table(
    "measures",
    (
        column("id", TEXT, "-", "instrument and paragraph, for example 2375-14a"),
        column("regime", TEXT, "-", "UN-DPRK, EU-RUS, ..."),
        column("instrument", TEXT, "-", "resolution, regulation or committee act"),
        column("paragraph", TEXT, "-", "paragraph or article"),
        column("kind", TEXT, "-", "ban, cap, price cap, freeze, listing, duty"),
        column(
            "side",
            TEXT,
            "-",
            "as the sanctioned state sees it: supply to it, export from it, service, finance, ...",
        ),
        column("subject", TEXT, "-", "what it covers, in words"),
        column("hs", TEXT, "-", "HS codes, ';' between, ranges with '-'"),
        column("value", REAL, "unit", "the figure of a cap; null where it is not a number", 6),
        column("unit", TEXT, "-", "unit of the value"),
        column("per", TEXT, "-", "window that the value holds for"),
        column("aggregation", TEXT, "-", "summed over whom"),
        column("exemption", TEXT, "-", "exemptions, grace, wind-down"),
        column("binds", TEXT, "-", "who is bound"),
        column("in_force_from", DAY, "day", "first day"),
        column("in_force_to", DAY, "day", "last day; null while it holds"),
        column("published", DAY, "day", "first day that the public could know of it"),
        column("adopted", DAY, "day", "day of adoption"),
        column("replaced_by", TEXT, "-", "the measure that ended or widened it"),
        column(
            "checked",
            TEXT,
            "-",
            "A: confirmed in a public source; B: from knowledge of the instrument alone",
        ),
        column("source", TEXT, "-", "where it was checked; what follows '| open:' is not checked"),
    ),
    order=("id",),
)
_COVER: Final = (
    column("measure_id", TEXT, "-", "the measure, by its id in measures"),
    column(
        "answer",
        TEXT,
        "-",
        "covers (as far as was seen), may_apply (could, if what was not seen was so), exempt, "
        "cannot_tell, not_yet, ended, never_in_force, other_act",
    ),
    column("first_on", DAY, "day", "first day that the act may fall on; null is not known"),
    column("last_on", DAY, "day", "last day that it may fall on; null is not known"),
    column("share_low", REAL, "share", "least that the act's own amount is of a cap", 6),
    column("share_high", REAL, "share", "most that it is of it; null: no amount was seen", 6),
    column("reasons", TEXT, "JSON", "why, as a list of short texts; exemptions among them"),
    SYNTHETIC,
)
_NAMED: Final = ("subject", "counterpart", "item", "period_start", "period_end")
WOULD_COVER: Final = Table(
    "would_cover",
    (
        column("kind", TEXT, "-", "kind of the finding or claim that tells the act"),
        *(c for c in FORM if c.name in _NAMED),
        column("says", TEXT, "-", "its words"),
        *_COVER,
    ),
    order=("kind", "subject", "period_start", "measure_id", "says"),
)
LEDGER_WOULD_COVER: Final = Table(
    "would_cover",
    (
        column("statement_id", TEXT, "-", "the finding or claim that tells the act"),
        column("statement_key", TEXT, "-", "its key"),
        *_COVER,
    ),
    order=("statement_id", "measure_id"),
)
ENTRIES: Final = Table(
    "entries",
    (
        ID,
        KEY,
        column("claim_ids", TEXTS, "-", "the claims that say it"),
        column("finding_ids", TEXTS, "-", "the findings that it was held against"),
        column("measure_ids", TEXTS, "-", "the measures that would cover the act"),
        column(
            "verdict",
            TEXT,
            "-",
            "supported, partly_supported, contradicted, not_observable, not_testable, "
            "not_examined",
        ),
        column(
            "support",
            TEXT,
            "-",
            "reproduced (same kind of sensor as the claim's own) or corroborated (independent)",
        ),
        column("readings", TEXT, "JSON", "every reading with its findings and what came of it"),
        column("likelihood_low", REAL, "probability", "only from calibrated findings", 6),
        column("likelihood_high", REAL, "probability", "only from calibrated findings", 6),
        column(
            "confidence", TEXT, "-", "high, moderate, low; null without a verdict on the facts"
        ),
        column("confidence_because", TEXT, "-", "the reasons for that confidence, in words"),
        column("because", TEXT, "-", "why this verdict"),
        column("would_settle", TEXT, "-", "the data that would settle it"),
        column(
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
        column("channel", TEXT, "-", "channel"),
        column("partner", TEXT, "-", "the other party"),
        column("target", TEXT, "-", "the sanctioned economy"),
        column("role", TEXT, "-", "supplier, buyer, carrier, insurer, flag, financier"),
        column("flow", TEXT, "-", "to_target or from_target"),
        column("item", TEXT, "-", "what flows"),
        column("q_low", REAL, "unit", "lowest", 9),
        column("q_best", REAL, "unit", "best", 9),
        column("q_high", REAL, "unit", "highest", 9),
        column("unit", TEXT, "-", "unit"),
        column("share_low", REAL, "share", "lowest share of what the target gets of it", 6),
        column("share_best", REAL, "share", "best share", 6),
        column("share_high", REAL, "share", "highest share", 6),
        column("period_start", UTC, "UTC", "from"),
        column("period_end", UTC, "UTC", "until, not included"),
        column(
            "trend", TEXT, "-", "up, down, flat, new, lost; null where one period alone is known"
        ),
        column("finding_ids", TEXTS, "-", "findings it rests on"),
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
        column("target_key", TEXT, "-", "key of the claim, finding or entry decided on"),
        column("act", TEXT, "-", "accept, reject, same, different, dismiss, note"),
        column("reason", TEXT, "-", "why, in the decider's words"),
        column("author", TEXT, "-", "who decided"),
        column("at", UTC, "UTC", "when"),
        column("supersedes", TEXT, "-", "id of the decision that it replaces"),
    ),
    order=("id",),
)
REPLIES: Final = Table(
    "replies",
    (
        column("party", TEXT, "-", "the party named"),
        column("finding_keys", TEXTS, "-", "keys of the findings put to it"),
        column("asked_at", UTC, "UTC", "when it was asked"),
        column("deadline", UTC, "UTC", "by when it was to answer"),
        column("received_at", UTC, "UTC", "when it answered"),
        column("verbatim", TEXT, "-", "the answer"),
        column("language", TEXT, "-", "ISO 639-1"),
        column("source_id", TEXT, "-", "file that holds the answer"),
        column("status", TEXT, "-", "not_asked, awaiting, declined, answered"),
    ),
    order=("party", "asked_at"),
)
