"""A small but full ledger made of readable rows, for the tests of the dossier and of its page in a browser."""

import hashlib
import json
from datetime import UTC, date, datetime

import pyarrow as pa

from hawse.core.channel import Datum, Figure
from hawse.core.tables import LEDGER
from hawse.dossier.about import About


def sha(text):
    """Make an id as the ledger does: a hash of content."""
    return hashlib.sha256(text.encode()).hexdigest()


def at(text):
    """Read an instant in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


WIRE, REPRINT, FIGURES, ROUTES = (sha(n) for n in ("wire", "reprint", "figures", "routes"))


def source(id_, path, channel, **more):
    """Make one row of sources."""
    return {
        "id": id_,
        "path": path,
        "channel": channel,
        "reader": "text",
        "reader_version": 1,
        "bytes": 1200,
        "rows_read": 12,
        "rows_rejected": 0,
        "synthetic": False,
        "handling": "public",
        "retrieved_at": at("2026-11-20"),
        **more,
    }


def evidence(name, source_id, locator, quote=None, values=None, **more):
    """Make one row of evidence."""
    return {
        "id": sha(name),
        "source_id": source_id,
        "locator": locator,
        "quote": quote,
        "values": None if values is None else json.dumps(values),
        "basis": "observed",
        "synthetic": False,
        **more,
    }


def finding(name, channel, kind, says, **more):
    """Make one row of findings."""
    row = {
        "id": sha(name),
        "key": name,
        "channel": channel,
        "kind": kind,
        "says": says,
        "polarity": "asserts",
        "basis": "observed",
        "synthetic": False,
        "step": f"{channel}.{kind}",
        "settings": json.dumps({"min_months": 3}),
        "reasons": json.dumps(["kept every month"]),
        "not_shown": "what the traffic was",
        "evidence_ids": [],
        "evidence_total": 0,
    }
    return {**row, "evidence_total": len(more.get("evidence_ids", [])), **more}


def claim(name, channel, kind, says, sentence=0, *, article="wire:0", **more):
    """Make one row of claims."""
    return {
        "id": sha(name),
        "key": name,
        "channel": channel,
        "kind": kind,
        "says": says,
        "language": "en",
        "article_id": article,
        "sentence": sentence,
        "speaker_kind": "narration",
        "certainty": "asserted",
        "polarity": "asserts",
        "flags": [],
        "basis": "reported",
        "synthetic": False,
        "evidence_ids": [],
        **more,
    }


def entry(name, claims, verdict, findings=(), **more):
    """Make one row of entries."""
    return {
        "id": sha(name),
        "key": name,
        "claim_ids": [sha(c) for c in claims],
        "finding_ids": [sha(f) for f in findings],
        "measure_ids": [],
        "verdict": verdict,
        "readings": "[]",
        "because": "the months before have none and every month after has it",
        "would_settle": "a full table from a collector in the region",
        "independent_sources": 1,
        "basis": "observed",
        "synthetic": False,
        **more,
    }


def reading(text, says, findings, agrees, why=""):
    """Make one reading of an entry."""
    return {
        "reading": text,
        "says": says,
        "finding_ids": [sha(f) for f in findings],
        "agrees": agrees,
        "why": why,
    }


def rows():
    """Give the rows of the small ledger, by table; tests change what they need."""
    quarter = {
        "period_start": at("2017-01-01"),
        "period_end": at("2017-04-01"),
        "period_grain": "quarter",
    }
    return {
        "sources": [
            source(WIRE, "reports/wire.txt", "reports", publisher="A wire agency", licence="unknown"),
            source(REPRINT, "reports/reprint.txt", "reports", publisher="A newspaper"),
            source(FIGURES, "trade/figures.csv", "trade", title="Reported figures", grade="B", family="customs", rows_rejected=1),
            source(ROUTES, "routes/asrel.parquet", "routes", publisher="An archive of routes", licence="CC0", family="collector"),
        ],
        "evidence": [
            evidence("e-claim", WIRE, "sentence 6", "a company began routing traffic this month", basis="reported"),
            evidence("e-oct", ROUTES, "row 1717", None, {"month": "2017-10", "provider": 4837}),
            evidence("e-nov", ROUTES, "row 1810", None, {"month": "2017-11", "provider": 20485}),
            evidence("e-q1", FIGURES, "line 4", "Q1 2017;31.4;million USD", {"value": 31.4}, basis="reported"),
            evidence("e-uncited", FIGURES, "line 9", "2019;47.9;million USD", {"value": 47.9}, basis="reported"),
        ],
        "findings": [
            finding("f-upstream", "routes", "new_upstream", "AS20485 is an upstream of AS131279 in every month from 2017-11 on and in none before.",
                    subject="as:20485", counterpart="country:KP", item="as:131279", period_start=at("2017-10-01"), period_end=at("2017-11-01"),
                    period_grain="snapshots", as_of=at("2018-06-01"), coverage=0.94, base_rate=0.03, evidence_ids=[sha("e-oct"), sha("e-nov")]),
            finding("f-q1", "trade", "trade_level", "Trade in the first quarter was reported at 31.4 million USD.", subject="country:RU",
                    counterpart="country:KP", item="all", flow="total", q_low=31.35e6, q_best=31.4e6, q_high=31.45e6, unit="USD",
                    quantity_kind="level", basis="reported", said_by="a ministry", evidence_ids=[sha("e-q1")], score=0.8, **quarter),
            finding("f-year", "trade", "trade_change", "Trade in the year was 1.3 % above the year before.", subject="country:RU",
                    counterpart="country:KP", item="all", flow="total", q_best=1.013, unit="factor", quantity_kind="change_factor",
                    basis="reported", evidence_ids=[sha("e-q1")], period_start=at("2017-01-01"), period_end=at("2018-01-01"), period_grain="year"),
        ],
        "claims": [
            claim("c-upstream", "routes", "new_upstream", "a company began routing traffic this month", 5, evidence_ids=[sha("e-claim")], subject="country:RU", counterpart="country:KP"),
            claim("c-upstream-2", "routes", "new_upstream", "A company began routing traffic this month", 4, article="reprint:0", subject="country:RU", counterpart="country:KP"),
            claim("c-trade", "trade", "trade_change", "trade more than doubled to $31.4 million", 6, speaker="a ministry", speaker_kind="government",
                  attribution="according to a ministry", q_low=2.0, unit="factor", quantity_kind="change_factor", subject="country:RU", counterpart="country:KP", **quarter),
            claim("c-ships", "ships", "returned_home", "at least eight ships returned home", 7, q_low=8.0, unit="ship", quantity_kind="count"),
            claim("c-motive", "reports", "posture", "the capital fears regime change", 1, flags=["motive"]),
        ],
        "entries": [
            entry("v-upstream", ["c-upstream", "c-upstream-2"], "supported", ["f-upstream"], support="corroborated", confidence="high",
                  readings=json.dumps([reading("upstream seen in public tables", "AS20485 appears in 2017-11", ["f-upstream"], True, "absent before")])),
            entry("v-trade", ["c-trade"], "partly_supported", ["f-q1", "f-year"], support="reproduced", confidence="moderate",
                  readings=json.dumps([reading("flow: total, the quarter", "Trade stood at 31.4 million USD", ["f-q1"], True, "same quarter"),
                                       reading("flow: total, the year", "The year rose by 1.3 %", ["f-year"], False, "far from double")])),
            entry("v-ships", ["c-ships"], "not_examined", would_settle="AIS positions of January to September 2017 around Vladivostok and Rajin", because="no AIS was given"),
            entry("v-motive", ["c-motive"], "not_testable", because="a statement of motive", would_settle=None),
        ],
        "coverage": [
            {"channel": "routes", "subject": "country:KP", "period_start": at("2017-01-01"), "period_end": at("2017-07-01"), "share": 0.94, "basis_text": "6 of 6 monthly snapshots"},
            {"channel": "routes", "subject": "country:KP", "period_start": at("2017-07-01"), "period_end": at("2018-01-01"), "share": 1.0, "basis_text": "6 of 6 monthly snapshots"},
            {"channel": "ships", "subject": None, "period_start": at("2017-01-01"), "period_end": at("2018-01-01"), "share": 0.0, "basis_text": "no AIS file was given"},
        ],
        "rejects": [{"source_id": FIGURES, "locator": "line 12", "reason": "no number in column value: 'n/a'", "raw": "2018;n/a;USD"}],
        "measures": [
            {"id": "2375-14a", "regime": "UN-DPRK", "instrument": "S/RES/2375", "paragraph": "14", "kind": "cap", "side": "supply_to_it", "subject": "refined petroleum",
             "hs": "2710", "value": 500000.0, "unit": "bbl", "per": "2017-10 to 2017-12", "in_force_from": date(2017, 10, 1), "in_force_to": date(2017, 12, 31),
             "published": date(2017, 9, 11), "adopted": date(2017, 9, 11), "checked": "A", "source": "resolution text", "binds": "all states"},
            {"id": "2397-5", "regime": "UN-DPRK", "instrument": "S/RES/2397", "paragraph": "5", "kind": "cap", "side": "supply_to_it", "subject": "refined petroleum",
             "hs": "2710", "value": 500000.0, "unit": "bbl", "per": "year", "in_force_from": date(2018, 1, 1), "published": date(2017, 12, 22), "checked": "B", "source": "known text"},
        ],
        "lifelines": [
            {"channel": "trade", "partner": "country:RU", "target": "country:KP", "role": "supplier", "flow": "to_target", "item": "all", "q_low": 31.35e6, "q_best": 31.4e6,
             "q_high": 31.45e6, "unit": "USD", "period_start": at("2017-01-01"), "period_end": at("2017-04-01"), "trend": "up", "finding_ids": [sha("f-q1")], "basis": "reported", "synthetic": False},
            {"channel": "routes", "partner": "country:RU", "target": "country:KP", "role": "carrier", "flow": "to_target", "item": "as:131279", "unit": "share", "share_low": 0.31,
             "share_best": 0.38, "share_high": 0.44, "period_start": at("2017-11-01"), "period_end": at("2017-12-01"), "trend": "new", "finding_ids": [sha("f-upstream")], "basis": "observed", "synthetic": False},
        ],
        "decisions": [{"id": sha("d1"), "target_key": "f-q1", "act": "note", "reason": "the ministry's page is archived", "author": "an editor", "at": at("2026-11-20")}],
        "replies": [{"party": "A company", "finding_keys": ["f-upstream"], "asked_at": at("2026-11-01"), "status": "awaiting"}],
        "articles": [
            {"id": "wire:0", "source_id": WIRE, "locator": "file", "title": None, "publisher": "A wire agency", "published_at": at("2017-10-04"), "dated_by": "lineage",
             "language": "en", "body": "…", "furniture": [], "synthetic": False},
            {"id": "reprint:0", "source_id": REPRINT, "locator": "file", "title": "A capital throws a lifeline", "publisher": "A newspaper", "published_at": at("2017-10-05"),
             "dated_by": "print note", "language": "en", "body": "…", "furniture": ["Print Edition"], "synthetic": False},
        ],
        "sentences": [
            {"article_id": a, "sentence": n, "paragraph": n, "start": 0, "end": 9, "text": t, "source_id": s, "locator": f"sentence {n}", "synthetic": False}
            for a, s, told in (("wire:0", WIRE, ("The first stays.", "sources say the second changes.", "The third goes.")),
                               ("reprint:0", REPRINT, ("The first stays.", "The second changes.", "A fourth is new.")))
            for n, t in enumerate(told)
        ],
        "lineage": [{"child": "reprint:0", "parent": "wire:0", "relation": "abridged", "score": 0.91, "clues": json.dumps(["a day word was made absolute"])}],
        "aligned": [
            {"child": "reprint:0", "parent": "wire:0", "child_sentence": 0, "parent_sentence": 0, "label": "kept", "ops": "[]"},
            {"child": "reprint:0", "parent": "wire:0", "child_sentence": 1, "parent_sentence": 1, "label": "edited",
             "ops": json.dumps([{"label": "attribution_cut", "before": "sources say", "after": ""}])},
            {"child": "reprint:0", "parent": "wire:0", "child_sentence": None, "parent_sentence": 2, "label": "cut", "ops": "[]"},
            {"child": "reprint:0", "parent": "wire:0", "child_sentence": 2, "parent_sentence": None, "label": "added", "ops": "[]"},
        ],
    }  # fmt: skip


def tables(by_name):
    """Make Arrow tables of rows; a table that is left out is empty."""
    return {name: t.rows(by_name.get(name, [])) for name, t in LEDGER.items()}


def about(**more):
    """Say what the small case is."""
    given = {
        "question": "What kept the country supplied through its neighbour, January to September 2017?",
        "case_id": "small-2017",
        "target": "country:KP",
        "suppliers": ("country:RU",),
        "period": (at("2017-01-01"), at("2018-01-01")),
        "handling": "draft",
        "version": "0.1.0",
        "ledger_sha256": sha("ledger"),
        "built": at("2026-11-20"),
        "case_text": '[case]\nid = "small-2017"\n',
        "channels": (
            ("ships", "Which vessels loaded at a supplier's port, and where did they go?"),
            ("routes", "Through whose networks does the country reach the world?"),
            ("trade", "What was traded, with whom, and did it change?"),
            ("labour", "How many workers are abroad?"),
            ("measures", "What was in force, and when?"),
            ("reports", "Who says what?"),
        ),
        "settings": (("routes.new_upstream.min_months", "3"),),
        "names": (("as:20485", "TransTelecom"),),
        "steps": ("upstreams <- relationships",),
    }
    return About(**{**given, **more})


def figures():
    """Give one figure of every kind."""
    one, q1 = (sha("f-upstream"),), (sha("f-q1"),)
    month = [at(f"2017-{m:02}-01") for m in range(1, 13)]
    return {
        "routes": (
            Figure("lines", "Upstreams of the country by month", tuple(
                Datum(f"{t:%Y-%m}", one, best=v, unit="share", series=s, start=t)
                for s, values in (("AS4837", [1.0] * 10 + [0.62, 0.6]), ("AS20485", [None] * 10 + [0.38, 0.4])) for t, v in zip(month, values, strict=True)
            ), unit="share", caption="Share of paths, by provider."),
            Figure("graph", "Who carries the country", (
                Datum("AS4837", one, to="AS131279", series="2017-10"),
                Datum("AS4837", one, to="AS131279", series="2017-11"),
                Datum("AS20485", one, to="AS131279", series="2017-11", best=0.38, unit="share"),
            )),
        ),
        "trade": (
            Figure("bars", "Reported trade", (
                Datum("Q1 2016", q1, best=13.5e6, unit="USD", basis="reported"),
                Datum("Q1 2017", q1, low=31.35e6, best=31.4e6, high=31.45e6, unit="USD", basis="reported"),
                Datum("made up", q1, best=20e6, unit="USD", synthetic=True),
            ), unit="USD"),
            Figure("table", "Figures as read", (Datum("Q1", (sha("e-q1"),), cells=("Q1 2017", "31.4 million USD")),), columns=("period", "value")),
        ),
        "labour": (
            Figure("intervals", "Workers abroad", (
                Datum("estimate", q1, low=31000, best=39000, high=47000, unit="person", basis="estimated"),
                Datum("reported", q1, low=20000, unit="person", basis="reported"),
            ), unit="person"),
            Figure("note", "How it is known", caption="No count by either state is public."),
        ),
        "measures": (
            Figure("gauge", "Refined petroleum against the cap", (
                Datum("cap", q1, best=500000, unit="bbl", series="cap"),
                Datum("2018", q1, low=400000, best=520000, high=650000, unit="bbl", basis="estimated"),
            ), unit="bbl"),
        ),
        "ships": (
            Figure("map", "Ports of the case", (
                Datum("Vladivostok", (sha("e-nov"),), cells=("43.11", "131.88", "port")),
                Datum("Rajin", (sha("e-nov"),), cells=("42.24", "130.29", "port")),
                Datum("Khasan", (sha("e-nov"),), cells=("42.43", "130.64", "border")),
                Datum("voyage", (sha("e-nov"),), cells=("43.1 42.8 42.3", "131.9 131.5 130.4", "observed")),
            )),
        ),
    }  # fmt: skip


def empty():
    """Give a ledger with no row in any table."""
    return {name: t.empty() for name, t in LEDGER.items()}


def shuffled(ledger):
    """Give the same ledger with every table's rows turned round."""
    return {n: t.take(pa.array(range(t.num_rows)[::-1], pa.int64())) for n, t in ledger.items()}


def large(n):
    """Make a ledger of n findings, three evidence rows each, and n/4 entries."""
    ledger = rows()
    ledger["evidence"] += [
        evidence(
            f"e{i}",
            sha("figures"),
            f"line {i}",
            f"cell {i}; value {i * 7}",
            {"value": i, "month": "2017-01"},
        )
        for i in range(3 * n)
    ]
    ledger["findings"] += [
        finding(f"f{i}", "trade", "trade_level", f"Trade of item {i} stood at {i} USD in the month.", q_best=float(i), unit="USD", subject="country:RU", counterpart="country:KP",
                item=f"hs:{i:04}", evidence_ids=[sha(f"e{3 * i + k}") for k in range(3)])
        for i in range(n)
    ]  # fmt: skip
    ledger["claims"] += [
        claim(f"c{i}", "trade", "trade_level", f"claim number {i} " * 8, i) for i in range(n // 4)
    ]
    ledger["entries"] += [
        entry(
            f"v{i}",
            [f"c{i}"],
            "supported",
            [f"f{i}"],
            readings=json.dumps([reading("as it stands", "it does", [f"f{i}"], True)]),
        )
        for i in range(n // 4)
    ]
    return tables(ledger)
