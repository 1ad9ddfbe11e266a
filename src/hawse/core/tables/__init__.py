"""The shared tables. Their names and columns are fixed: other programs read them.

A step makes ``claims`` and ``findings`` in the form below (``CLAIMS``, ``FINDINGS``): with an
``evidence`` list and no ids. The ledger gives them ids and keys and writes them as
``LEDGER["claims"]`` and ``LEDGER["findings"]``: with ``id``, ``key`` and ``evidence_ids``. A null
means *not said* or *not seen*, never zero. Periods are half open.
"""

from typing import Final

from hawse.core.tables.columns import (
    BASIS,
    EVIDENCE_IDS,
    EVIDENCE_LIST,
    ID,
    KEY,
    LOCATOR,
    SOURCE_ID,
    SYNTHETIC,
)
from hawse.core.tables.judgement import (
    DECISIONS,
    ENTRIES,
    LEDGER_WOULD_COVER,
    LIFELINES,
    MEASURES,
    REPLIES,
    WOULD_COVER,
)
from hawse.core.tables.places import (
    ALIASES,
    BELONGS,
    CASE_PARTIES,
    CASE_PERIOD,
    CASE_VALUES,
    COUNTRIES,
    KINDS,
    PORTS,
)
from hawse.core.tables.record import COVERAGE, EVIDENCE, REJECTS, SOURCES
from hawse.core.tables.statements import CLAIMS, FINDINGS, FORM, LEDGER_CLAIMS, LEDGER_FINDINGS
from hawse.core.tables.texts import ALIGNED, ARTICLES, LINEAGE, SENTENCES

SHARED: Final = {
    t.name: t
    for t in (
        SOURCES,
        EVIDENCE,
        COVERAGE,
        REJECTS,
        CLAIMS,
        FINDINGS,
        MEASURES,
        WOULD_COVER,
        ENTRIES,
        LIFELINES,
        DECISIONS,
        REPLIES,
        ARTICLES,
        SENTENCES,
        LINEAGE,
        ALIGNED,
        COUNTRIES,
        PORTS,
        ALIASES,
        BELONGS,
        CASE_PARTIES,
        CASE_PERIOD,
        CASE_VALUES,
        KINDS,
    )
}
"""The tables as steps see them."""

LEDGER: Final = {
    t.name: t
    for t in (
        SOURCES,
        EVIDENCE,
        COVERAGE,
        REJECTS,
        LEDGER_CLAIMS,
        LEDGER_FINDINGS,
        MEASURES,
        LEDGER_WOULD_COVER,
        ENTRIES,
        LIFELINES,
        DECISIONS,
        REPLIES,
        ARTICLES,
        SENTENCES,
        LINEAGE,
        ALIGNED,
    )
}
"""The tables as they are written under OUT/ledger."""

MANY_MAKERS: Final = frozenset(
    {"findings", "coverage", "rejects", "countries", "ports", "aliases", "belongs"}
)
"""Tables that several steps, readers or facts may fill; any other table has one maker."""

__all__ = [
    "ALIASES",
    "ALIGNED",
    "ARTICLES",
    "BASIS",
    "BELONGS",
    "CASE_PARTIES",
    "CASE_PERIOD",
    "CASE_VALUES",
    "CLAIMS",
    "COUNTRIES",
    "COVERAGE",
    "DECISIONS",
    "ENTRIES",
    "EVIDENCE",
    "EVIDENCE_IDS",
    "EVIDENCE_LIST",
    "FINDINGS",
    "FORM",
    "ID",
    "KEY",
    "KINDS",
    "LEDGER",
    "LIFELINES",
    "LINEAGE",
    "LOCATOR",
    "MANY_MAKERS",
    "MEASURES",
    "PORTS",
    "REJECTS",
    "REPLIES",
    "SENTENCES",
    "SHARED",
    "SOURCES",
    "SOURCE_ID",
    "SYNTHETIC",
    "WOULD_COVER",
]
