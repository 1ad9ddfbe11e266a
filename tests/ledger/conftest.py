"""Rows of a ledger that a person can read, and the scales they are weighed on."""

from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pytest

from hawse.core.tables import SHARED
from hawse.ledger.scales import Scales, scales
from hawse.ledger.store import NUMBERED_CLAIMS, NUMBERED_FINDINGS

Row = dict[str, Any]


def at(text: str | None) -> datetime | None:
    """Read a day as its first instant in UTC."""
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)


def _filled(names: tuple[str, ...], given: Row) -> Row:
    spans = ("period_start", "period_end", "base_start", "base_end")
    moved = {n: at(v) if n in spans else v for n, v in given.items()}
    return {**dict.fromkeys(names), **moved}


def claim(**given: Any) -> Row:
    """Give a claim; what is left out is not said."""
    base: Row = {
        "id": "c1", "key": "k", "channel": "trade", "kind": "trade_level", "says": "It was so.",
        "language": "en", "article_id": "a1", "sentence": 0, "certainty": "asserted", "polarity": "asserts",
        "subject": "country:RU", "counterpart": "country:KP", "origin_id": "a1", "flags": [],
        "basis": "reported", "synthetic": False, "evidence_ids": ["e1"],
    }  # fmt: skip
    return _filled(NUMBERED_CLAIMS.names, {**base, **given})


def finding(**given: Any) -> Row:
    """Give a finding; what is left out is not said."""
    base: Row = {
        "id": "f1", "key": "k", "channel": "trade", "kind": "trade_level", "says": "It was so much.",
        "polarity": "asserts", "subject": "country:RU", "counterpart": "country:KP", "step": "levels",
        "settings": "{}", "reasons": "[]", "said_by": "Customs", "origin_id": "page:x", "basis": "reported",
        "synthetic": False, "evidence_ids": ["e2"], "evidence_total": 1, "quantity_kind": "level",
    }  # fmt: skip
    return _filled(NUMBERED_FINDINGS.names, {**base, **given})


KINDS = [
    {"name": "trade_level", "channel": "trade", "unit": "USD", "quantity_kind": "level", "weigh": "interval", "meaning": "m", "settled_by": "customs data for {period}, {subject}"},
    {"name": "trade_change", "channel": "trade", "unit": "factor", "quantity_kind": "change_factor", "weigh": "interval", "meaning": "m", "settled_by": "customs data for {period}"},
    {"name": "main_product", "channel": "trade", "unit": "share", "quantity_kind": "share", "weigh": "interval", "meaning": "m", "settled_by": "HS 4 data"},
    {"name": "workers_abroad", "channel": "labour", "unit": "person", "quantity_kind": "count", "weigh": "interval", "meaning": "m", "settled_by": "permits"},
    {"name": "remittances", "channel": "labour", "unit": "USD", "quantity_kind": "level", "weigh": "interval", "meaning": "m", "settled_by": "transfers"},
    {"name": "new_upstream", "channel": "routes", "unit": "connection", "quantity_kind": "count", "weigh": "exists", "meaning": "m", "settled_by": "BGP data"},
    {"name": "returned_home", "channel": "ships", "unit": "ship", "quantity_kind": "count", "weigh": "count", "meaning": "m", "settled_by": "AIS positions for {period} covering {places}"},
    {"name": "posture", "channel": "reports", "unit": "-", "quantity_kind": "level", "weigh": "exists", "meaning": "m", "settled_by": "a record"},
]  # fmt: skip


PORTS = [
    {"id": "port:RUVVO", "name": "Vladivostok", "country": "country:RU", "kind": "port"},
    {"id": "port:RUNJK", "name": "Nakhodka", "country": "country:RU", "kind": "port"},
]


@pytest.fixture
def scale():
    """Make scales from plain rows: ``scale(findings=[...], coverage=[...], belongs=[...])``."""

    def make(  # noqa: PLR0917 - one argument for each table
        findings: list[Row] = (),
        coverage: list[Row] = (),
        belongs: list[Row] = (),
        measures: list[Row] = (),
        articles: list[Row] = (),
        given: tuple[str, ...] = ("trade", "labour", "routes"),
    ) -> Scales:
        def table(name: str, rows: list[Row]) -> pa.Table:
            schema = SHARED[name]
            return schema.rows([_filled(schema.names, r) for r in rows])

        return scales(
            {
                "numbered_findings": NUMBERED_FINDINGS.rows(list(findings)),
                "kinds": table("kinds", KINDS),
                "coverage": table("coverage", list(coverage)),
                "measures": table("measures", list(measures)),
                "belongs": table("belongs", list(belongs)),
                "ports": table("ports", PORTS),
                "countries": table("countries", [{"id": "country:RU", "name": "Russia"}]),
                "articles": table(
                    "articles",
                    [{**a, "published_at": at(a.get("published_at"))} for a in articles],
                ),
                "sources": table(
                    "sources", [{"id": c, "channel": c, "path": f"{c}.csv"} for c in given]
                ),
                "case_parties": table("case_parties", [{"role": "target", "id": "country:KP"}]),
                "case_period": table(
                    "case_period", [{"start": at("2017-01-01"), "end": at("2018-01-01")}]
                ),
            }
        )

    return make
