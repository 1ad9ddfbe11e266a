"""The founding case: two articles of October 2017, held against what was public of the time.

Each test is one thing that the case must get right; together they are the reason for the program.
"""

import html
import json
import re
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import hawse
from hawse.ledger.store import Ledger
from hawse.ledger.trace import Index, trail
from tests.made import ROOT, scratch

pytestmark = pytest.mark.shared

WIRE, REPRINT = "articles/000_fa850b6b7a6c07cd.txt", "articles/001_90d3878d010e6265.txt"
TRANSTELECOM, PYONGYANG, MONTHS = 20485, 131279, 18
DECIDED = {"supported", "partly_supported", "contradicted"}


@dataclass(frozen=True)
class Founding:
    """The ledger of the founding case, in reach of a test."""

    out: Path
    ledger: Ledger

    def rows(self, table):
        """Give a table's rows."""
        return self.ledger.rows(table)

    def article(self, path):
        """Give the id of the article in a file."""
        source = next(s["id"] for s in self.rows("sources") if s["path"] == path)
        return next(a["id"] for a in self.rows("articles") if a["source_id"] == source)

    def claims(self, entry):
        """Give the claims of an entry."""
        every = {c["id"]: c for c in self.rows("claims")}
        return [every[i] for i in entry["claim_ids"]]

    def findings(self, kind):
        """Give the findings of a kind."""
        return [f for f in self.rows("findings") if f["kind"] == kind]

    def entries(self, kind, words=""):
        """Give the entries of a kind whose claims hold certain words, each with its first claim."""
        return [
            e
            for e in self.rows("entries")
            if any(c["kind"] == kind and words in c["says"].lower() for c in self.claims(e))
        ]

    def entry(self, kind, words):
        """Give the one entry of a kind whose claims hold certain words."""
        (one,) = self.entries(kind, words)
        return one

    def page(self):
        """Give the dossier's text, as a reader sees it."""
        text = re.sub(r"<(script|style)\b.*?</\1>", " ", (self.out / "dossier.html").read_text("utf-8"), flags=re.DOTALL)  # fmt: skip
        return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


@pytest.fixture(scope="session")
def founding(shared):
    """Run the founding case once."""
    made = hawse.run(ROOT / "tests" / "cases" / "founding.toml", scratch() / "out")
    return Founding(made.out, made.ledger)


def readings(entry):
    """Give the readings of an entry."""
    return json.loads(entry["readings"])


def test_the_two_articles_are_one_story_and_the_wire_copy_came_first(founding):
    """Which is the original is seen from the texts: the file names say nothing."""
    (pair,) = founding.rows("lineage")

    assert founding.article(WIRE) == pair["parent"]
    assert founding.article(REPRINT) == pair["child"]
    assert pair["score"] > 0.5


def test_the_undated_wire_copy_is_dated_by_its_reprint(founding):
    """'This month' means October 2017 only because the reprint carries a print note."""
    dated = {a["id"]: (a["published_at"].date().isoformat(), a["dated_by"]) for a in founding.rows("articles")}  # fmt: skip

    day, why = dated[founding.article(WIRE)]
    assert "2017-10-05" == day
    assert "lineage" in why


def test_every_sentence_of_both_articles_is_in_a_labelled_pair(founding):
    """A reader sees of each sentence whether it was kept, edited, cut or added."""
    pairs = founding.rows("aligned")
    sentences = {
        (a, s["sentence"])
        for a in (founding.article(WIRE), founding.article(REPRINT))
        for s in founding.rows("sentences")
        if s["article_id"] == a
    }

    seen = [
        (pair[side], pair[f"{side}_sentence"])
        for pair in pairs
        for side in ("child", "parent")
        if pair[f"{side}_sentence"] is not None
    ]
    assert sorted(sentences) == sorted(seen)
    assert {"kept", "edited", "cut", "added"} == {p["label"] for p in pairs}
    assert 18 == sum(s[0] == founding.article(REPRINT) for s in sentences)
    assert 38 == sum(s[0] == founding.article(WIRE) for s in sentences)


def test_attributions_that_the_reprint_cut_are_told_as_cut(founding):
    """'According to Russian diplomats', 'the sources added', 'according to Russia's ministry'."""
    cut = {
        p["parent_sentence"]: op["before"]
        for p in founding.rows("aligned")
        for op in json.loads(p["ops"])
        if op["op"] == "attribution_cut"
    }

    assert {1, 2, 6} == set(cut)
    assert "russian diplomats" in cut[1]
    assert "sources added" in cut[2]
    assert "ministry for the development of the far east" in cut[6]


def test_a_claim_whose_attribution_was_cut_takes_its_speaker_from_the_wire_copy_and_says_so(
    founding,
):
    """Without it the reprint seems to know for itself what a ministry said."""
    child = founding.article(REPRINT)
    claims = [c for c in founding.rows("claims") if c["article_id"] == child]
    inherited = [c for c in claims if "attribution_inherited" in c["flags"]]

    assert {1, 2, 6} == {c["sentence"] for c in inherited}
    speakers = {(c["sentence"], c["kind"]): c["speaker"].lower() for c in inherited}
    assert "ministry" in speakers[6, "trade_level"]
    assert "ministry" in speakers[6, "trade_change"]
    assert "diplomats" in speakers[1, "posture"]


def test_the_one_sentence_that_only_the_reprint_has_is_a_source_of_its_own(founding):
    """Its figure of 40,000 workers goes back to the newspaper, not to the wire."""
    (added,) = [p for p in founding.rows("aligned") if p["label"] == "added"]
    entry = founding.entry("workers_abroad", "40,000")
    (claim,) = founding.claims(entry)

    assert claim["sentence"] == added["child_sentence"]
    assert founding.article(REPRINT) == claim["origin_id"]
    assert "Putin" in claim["speaker"]
    assert (40_000.0, "person") == (claim["q_best"], claim["unit"])
    assert 1 == entry["independent_sources"]


def test_a_claim_that_both_printings_carry_counts_once(founding):
    """Two printings of one wire story are one source, never two."""
    both = {founding.article(WIRE), founding.article(REPRINT)}
    shared = [
        e
        for e in founding.rows("entries")
        if both == {c["article_id"] for c in founding.claims(e)}
    ]

    assert len(shared) > 15
    assert {1} == {e["independent_sources"] for e in shared}


def test_no_claim_of_a_shared_sentence_is_weighed_apart_from_its_original(founding):
    """A sentence in two spellings must not become two claims, or it would count twice after all."""
    child, parent = founding.article(REPRINT), founding.article(WIRE)
    pairs = {
        p["child_sentence"]: p["parent_sentence"]
        for p in founding.rows("aligned")
        if p["label"] in {"kept", "edited"}
    }
    alone = [
        (c["kind"], c["says"][:60])
        for e in founding.rows("entries")
        for c in founding.claims(e)
        if c["article_id"] == child and c["sentence"] in pairs
        if not any(
            (parent, pairs[c["sentence"]]) == (o["article_id"], o["sentence"])
            for o in founding.claims(e)
        )
    ]

    assert [] == alone


def test_the_second_connection_is_supported_between_two_snapshots(founding):
    """Monthly snapshots show no day, so none is told."""
    entry = founding.entry("new_upstream", "second connection")
    (reading,) = readings(entry)
    (finding,) = [
        f for f in founding.findings("new_upstream") if f["id"] in reading["finding_ids"]
    ]

    assert ("supported", True) == (entry["verdict"], reading["agrees"])
    assert ("as:20485", "country:KP") == (finding["subject"], finding["counterpart"])
    assert "between the snapshots of 2017-10 and 2017-11" in finding["says"]
    assert "between the snapshots of 2017-10 and 2017-11" in founding.page()
    assert not re.search(r"\b2017-1[01]-\d\d\b|\b\d{1,2} (Oct|Nov)", finding["says"])
    assert "no day" in finding["not_shown"]


def test_the_support_of_the_second_connection_is_said_to_reproduce(founding):
    """The report rested on route collectors, and so does the finding: no second kind of sensor."""
    entry = founding.entry("new_upstream", "second connection")

    assert "reproduced" == entry["support"]
    assert "reproduc" in founding.page()


def test_the_new_provider_is_absent_through_october_and_there_in_every_month_after(
    founding, shared
):
    """The finding's evidence says what the file says, read here with nothing of ours between."""
    table = pq.read_table(
        shared / "data/routes/asrel_201701_201806.parquet",
        filters=[("a", "==", TRANSTELECOM), ("b", "==", PYONGYANG)],
    )
    months = sum(row["months"] for row in table.to_pylist() if row["rel"] == -1)
    there = [bool(months >> n & 1) for n in range(MONTHS)]
    assert [False] * 10 + [True] * 8 == there

    (finding,) = [f for f in founding.findings("new_upstream") if f["subject"] == "as:20485"]
    rows = [e for e in founding.rows("evidence") if e["id"] in finding["evidence_ids"]]
    said = {}
    for row in rows:
        values = json.loads(row["values"])
        if "as:20485" in (values.get("upstream"), str(values.get("searched_for")).split(" ")[0]):
            said[values["month"]] = values.get("rows_found") != 0
    names = [f"2017-{m:02}" for m in range(1, 13)] + [f"2018-{m:02}" for m in range(1, 7)]
    truth = dict(zip(names, there, strict=True))
    assert said == {month: truth[month] for month in said}
    assert {f"2017-{m}" for m in (10, 11, 12)} <= set(said)
    assert "10 months in a row up to 2017-10, in the new one 8 from 2017-11" in finding["reasons"]


def test_the_level_of_the_quarter_is_bounded_and_not_confirmed(founding):
    """$31.4 million in a quarter fits into $77.9 million in the year and above $19 million in two months."""
    entry = founding.entry("trade_level", "31.4 million")

    assert "partly_supported" == entry["verdict"]
    assert True not in {r["agrees"] for r in readings(entry)}
    assert any("77.9 million" in r["says"] and r["scope"] == "whole" for r in readings(entry))
    assert any("19.12 million" in r["says"] and r["scope"] == "part" for r in readings(entry))


def test_the_doubling_of_the_quarter_is_not_held_against_the_flat_year(founding):
    """A level is no change, a year is no quarter: the year's +1.3 % is printed and decides nothing."""
    entry = founding.entry("trade_change", "more than doubled")
    flat = [r for r in readings(entry) if "1.013" in r["says"]]

    assert "contradicted" != entry["verdict"]
    assert "supported" != entry["verdict"]
    assert flat
    assert {None} == {r["agrees"] for r in flat}
    assert all("2017-01-01 to 2017-12-31" in r["reading"] for r in flat)


def test_mainly_oil_products_cannot_be_told_from_coal_and_the_range_is_given(founding):
    """Chapter 27 holds both; 0 to 83.4 % is what the figures allow."""
    entry = founding.entry("main_product", "oil product")

    assert "partly_supported" == entry["verdict"]
    assert any("83.4%" in r["says"] and "coal" in r["says"] for r in readings(entry))
    assert "2701" in entry["would_settle"]
    assert "2710" in entry["would_settle"]


def test_the_oil_trade_of_the_first_quarter_met_no_quantity_measure(founding):
    """The first cap on refined products came in October 2017: no measure in force is an answer."""
    wanted = "From 2017-01-01 to 2017-03-31 no quantity measure on ordinary refined petroleum products (HS 2710) was in force"
    entry = founding.entry("main_product", "oil product")

    assert wanted in entry["because"]
    assert "2375-14a, from 2017-10-01" in entry["because"]
    assert wanted in founding.page()


def test_beijing_cutting_back_is_weighed_flow_by_flow_and_window_by_window(founding):
    """The total rose to September, imports fell, and in September both fell: no one reading is hidden."""
    entry = founding.entry("trade_change", "beijing is cutting back")

    def side(flow, last, factor):
        return next(
            r["agrees"]
            for r in readings(entry)
            if f"flow: {flow}" in r["reading"]
            and f"to {last}," in r["reading"]
            and factor in r["says"]
        )

    assert "partly_supported" == entry["verdict"]
    assert [False, False, True, True, True, True] == [
        side("total", "2017-06-30", "1.105"),
        side("total", "2017-09-30", "1.037"),
        side("import", "2017-06-30", "0.868"),
        side("import", "2017-09-30", "0.833"),
        side("import", "2017-09-30", "0.621"),
        side("export", "2017-09-30", "0.933"),
    ]


def test_ties_that_dwarf_are_supported_in_every_reading(founding):
    """China's trade was at least fifteen times Russia's, whichever flow and window is taken."""
    entry = founding.entry("dependence", "dwarf")

    assert "supported" == entry["verdict"]
    assert len(readings(entry)) >= 3
    assert {True} == {r["agrees"] for r in readings(entry)}
    lows = [f["q_low"] for f in founding.findings("dependence") if f["id"] in entry["finding_ids"]]
    assert min(lows) > 10


@pytest.mark.parametrize(("kind", "words"), [
    ("trade_level", "31.4 million"), ("trade_change", "more than doubled"), ("main_product", "oil product"),
    ("trade_change", "beijing is cutting back"), ("dependence", "dwarf"), ("workers_abroad", "40,000"),
])  # fmt: skip
def test_every_reading_is_printed_on_the_page(founding, kind, words):
    """A verdict that hides a reading is an opinion."""
    page = founding.page()
    entry = founding.entry(kind, words)

    assert readings(entry)
    assert [] == [r["says"] for r in readings(entry) if " ".join(r["says"].split()) not in page]


def test_tens_of_thousands_of_workers_are_supported_by_several_counts(founding):
    """30 000 and 34 000 are tens of thousands, whoever counted."""
    entry = founding.entry("workers_abroad", "tens of thousands")
    agreeing = [r["says"] for r in readings(entry) if r["agrees"]]

    assert "supported" == entry["verdict"]
    assert len(agreeing) >= 2
    assert any("34,000" in says for says in agreeing)


def test_putins_own_figure_never_supports_putins_claim(founding):
    """The figures file holds the same 40,000, taken from the same mouth."""
    entry = founding.entry("workers_abroad", "40,000")
    (own,) = [r for r in readings(entry) if "Putin" in r["says"]]

    assert entry["verdict"] in DECIDED
    assert own["agrees"] is None
    assert "left out" in own["why"]
    assert not set(own["finding_ids"]) & set(entry["finding_ids"])
    assert any("30,023" in r["says"] for r in readings(entry))


def test_no_modelled_figure_decides_what_the_workers_send_home(founding):
    """Head-count times wage times share is arithmetic on assumptions, not evidence."""
    entry = founding.entry("remittances", "remittances")

    assert entry["verdict"] not in DECIDED
    assert True not in {r["agrees"] for r in readings(entry)}


def test_motive_forecast_and_counterfactual_are_not_testable(founding):
    """No record of ships, routes or trade shows what somebody wants, or what would be."""
    flags = {"motive", "forecast", "counterfactual"}
    entries = [e for e in founding.rows("entries") if any(flags & set(c["flags"]) for c in founding.claims(e))]  # fmt: skip

    assert {"not_testable"} == {e["verdict"] for e in entries}
    assert flags == flags & {f for e in entries for c in founding.claims(e) for f in c["flags"]}
    says = " ".join(c["says"].lower() for e in entries for c in founding.claims(e))
    for words in (
        "fears his fall would sap",
        "were to remove",
        "totally destroy",
        "opposes regime change",
    ):
        assert words in says


def test_the_vote_is_weighed_as_the_fact_it_is(founding):
    """'Backed tougher sanctions last month' is a recorded vote of 11 September 2017."""
    entry = founding.entry("voted", "backed tougher")

    assert "supported" == entry["verdict"]
    assert any("S/RES/2375" in r["says"] and "2017-09-11" in r["says"] for r in readings(entry))


def test_the_distance_to_the_border_is_weighed_as_the_fact_it_is(founding):
    """About 100 km, says the report; the port's land lies 98 km and more from the border."""
    entry = founding.entry("distance", "100 km")
    (reading,) = readings(entry)

    assert entry["verdict"] in {"supported", "partly_supported"}
    assert "98 to 158 km" in reading["says"]
    assert "same" == reading["scope"]


@pytest.mark.parametrize("kind", ["returned_home", "declared_elsewhere", "loaded"])
def test_the_ships_are_not_examined_and_what_would_settle_them_is_named(founding, kind):
    """Without AIS nothing is known of eight ships, and that is said: which signals, when and where."""
    entry = founding.entry(kind, "eight north korean ships")

    assert "not_examined" == entry["verdict"]
    assert [] == readings(entry)
    assert "AIS positions for 2017-01-01 to 2017-10-05" in entry["would_settle"]
    assert "Vladivostok" in entry["would_settle"]
    assert "Nakhodka" in entry["would_settle"]
    assert entry["would_settle"] in founding.page()


def test_every_claim_has_a_verdict_and_every_undecided_one_says_what_is_missing(founding):
    """'We do not know' is only an answer together with what it would take to know."""
    claims = {i for e in founding.rows("entries") for i in e["claim_ids"]}

    assert {c["id"] for c in founding.rows("claims")} == claims
    for entry in founding.rows("entries"):
        assert entry["because"]
        assert entry["would_settle"] or entry["verdict"] == "not_testable"


def test_every_id_on_the_page_walks_back_to_a_file_and_its_hash(founding):
    """What a reader points at in the dossier, explain takes to the bytes."""
    text = (founding.out / "dossier.html").read_text("utf-8")
    index = Index(founding.ledger)
    ids = sorted(set(re.findall(r' id="([efn][0-9a-f]{5,})"', text)))
    sources = {s["id"] for s in founding.rows("sources")}

    def ends(one):
        return [e for t in one.rests_on for e in ends(t)] or [one]

    assert {"e", "f", "n"} == {short[0] for short in ids}
    assert len(ids) > 100
    for short in ids:
        (whole,) = index.ids(short)
        last = [e for e in ends(trail(index, whole)) if e.kind != "measure"]
        assert last, short
        assert {e.id for e in last} <= sources, short


def test_a_source_is_explained_by_the_short_id_that_the_page_shows(founding):
    """An ``s`` and the first digits of the hash."""
    text = (founding.out / "dossier.html").read_text("utf-8")
    short = sorted(set(re.findall(r' id="(s[0-9a-f]{5,})"', text)))

    assert len(short) == len(founding.rows("sources"))
    for one in short:
        (found,) = hawse.explain(founding.out, one)
        assert "source" == found.kind
        assert found.id.startswith(one[1:])


def test_the_founding_ledger_verifies(founding):
    """Made anew from the articles and the data, it is the same ledger and the same page."""
    assert hawse.verify(founding.out)["verified"] is True
