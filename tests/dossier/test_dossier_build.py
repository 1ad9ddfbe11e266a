"""From ledger to page: what stands where, and what is said where there is nothing."""

import json
from dataclasses import replace

import pytest

from hawse.dossier.build import build
from hawse.dossier.render import render
from tests.dossier.ledgers import (
    about,
    at,
    claim,
    empty,
    entry,
    figures,
    finding,
    reading,
    rows,
    sha,
    shuffled,
    tables,
)


@pytest.fixture(scope="module")
def page():
    """Build the small ledger's page once."""
    return build(tables(rows()), figures(), about())


def with_(**changed):
    """Build the small ledger with some tables changed."""
    return build(tables({**rows(), **changed}), {}, about())


def states(page):
    """Give what each channel says of having nothing to show."""
    return {s.channel: s.state for s in page.sections}


def test_the_order_of_the_ledgers_rows_does_not_matter():
    """Tables are sets; a page that follows their order would differ between engines."""
    ledger = tables(rows())

    assert build(ledger, figures(), about()) == build(shuffled(ledger), figures(), about())


def test_key_judgements_are_at_most_seven_and_no_channel_crowds_out_another():
    """Ten facts of one channel must not hide the one line that matters."""
    many = [claim(f"c{n}", "routes", "new_upstream", f"claim {n}", n) for n in range(10)]
    more = [
        entry(
            f"v{n}",
            [f"c{n}"],
            "supported",
            ["f-upstream"],
            confidence="high",
            support="corroborated",
        )
        for n in range(10)
    ]
    got = with_(claims=rows()["claims"] + many, entries=rows()["entries"] + more).judgements

    assert 7 == len(got)
    assert "trade" in {j.entry.channel for j in got}


def test_a_judgement_is_real_before_synthetic_and_sure_before_unsure():
    """A synthetic entry never stands above a real one, however sure it is."""
    made_up = entry(
        "v0",
        ["c-trade"],
        "supported",
        ["f-q1"],
        confidence="high",
        support="corroborated",
        synthetic=True,
    )
    got = with_(entries=[made_up, *rows()["entries"]]).judgements

    assert [("high", False), ("moderate", False), ("high", True)] == [
        (j.entry.confidence, j.entry.synthetic) for j in got
    ]


def test_verdicts_that_say_nothing_of_the_facts_are_no_key_judgement(page):
    """Not examined and not testable stand below, with what would settle them."""
    assert {"supported", "partly_supported"} == {j.entry.verdict for j in page.judgements}


def test_a_contradicted_claim_is_told_by_the_reading_that_failed():
    """The judgement must quote what speaks against the claim, not what happens to stand first."""
    one = entry("v1", ["c-trade"], "contradicted", ["f-q1", "f-year"], readings='[{"reading":"a","says":"A","finding_ids":[],"agrees":true},'
                f'{{"reading":"b","says":"B","finding_ids":["{sha("f-year")}"],"agrees":false}}]')  # fmt: skip

    assert (
        "Trade in the year was 1.3 % above the year before."
        == with_(entries=[one]).judgements[0].found
    )


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "not json",
        "[[[",
        '"a text"',
        "[1, null]",
        '{"reading": "one", "agrees": "yes"}',
        '[{"finding_ids": 3}]',
    ],
)
def test_readings_of_a_form_not_known_are_kept_and_never_break_the_page(raw):
    """Another program may write entries; the page shows what it can."""
    got = with_(entries=[entry("v1", ["c-trade"], "supported", readings=raw)]).entries[0]

    assert all(r.agrees in (True, False, None) for r in got.readings)


def test_a_channel_that_nobody_asked_for_was_not_looked_at(page):
    """Emptiness alone never says that we looked."""
    assert "Not looked at in this case." == states(page)["labour"]


def test_a_channel_with_claims_and_no_data_says_what_is_missing(page):
    """The reader learns which claims stay open because of it."""
    said = states(page)["ships"]

    assert said.startswith("No ships data was given for 2017.")
    assert "is not examined because of it" in said
    assert "No AIS file was given." in said


def test_data_without_findings_says_how_much_was_looked_at():
    """Nothing found is an answer only with the coverage beside it."""
    said = states(with_(findings=[], entries=[]))["routes"]

    assert "nothing was found. Coverage: 94" in said


def test_facts_that_ship_with_the_package_are_no_look_at_the_case():
    """A table of ports that is always there must not turn 'not looked at' into 'nothing found'."""
    facts = [
        {**s, "path": "hawse:ships/ports.csv", "channel": "labour"} for s in rows()["sources"][:1]
    ]

    assert (
        "Not looked at in this case." == states(with_(sources=rows()["sources"] + facts))["labour"]
    )


def test_one_synthetic_row_anywhere_makes_the_page_a_demo():
    """A page with one made-up figure must not be cited by oversight."""
    marked = with_(
        findings=[
            *rows()["findings"],
            finding("made", "trade", "trade_level", "made up", synthetic=True),
        ]
    )

    assert not with_().demo
    assert marked.demo
    assert marked.handling.startswith("DEMO – synthetic rows, do not cite")


def test_handling_is_said_in_words():
    """An unknown word is printed, not swallowed."""
    said = [
        build(empty(), {}, about(handling=h)).handling
        for h in ("draft", "cleared:the desk", "embargoed")
    ]

    assert ["DRAFT – not reviewed, do not cite", "Cleared for the desk", "EMBARGOED"] == said


def test_sentences_stand_in_the_parents_order_with_added_ones_in_their_place(page):
    """A reader follows the wire copy down and sees what the reprint did to it."""
    assert ["kept", "edited", "added", "cut"] == [p.label for p in page.stories[0].pairs]
    assert ("attribution_cut", "sources say", "") == tuple(
        getattr(page.stories[0].pairs[1].edits[0], k) for k in ("label", "before", "after")
    )


def test_measures_of_the_period_come_first_and_the_others_say_that_they_were_not_in_force(page):
    """A cap that began after the case's period covers nothing in it."""
    assert [("2375-14a", True), ("2397-5", False)] == [(m.id, m.touches) for m in page.measures]


def test_evidence_knows_what_uses_it(page):
    """From a file's line to every sentence that rests on it."""
    used = {e.id: e.used_by for e in page.evidence}
    shorts = {f.id: f.short for f in page.findings}

    assert tuple(sorted((shorts[sha("f-q1")], shorts[sha("f-year")]))) == used[sha("e-q1")]
    assert () == used[sha("e-uncited")]


def test_coverage_takes_the_least_where_rows_overlap():
    """Two collectors of which one was down do not make full coverage."""
    both = [dict(c, share=s) for c in rows()["coverage"][:1] for s in (0.9, 0.2)]

    assert {0.2} == set(with_(coverage=both).unseen.rows[0].cells)


def test_a_decision_that_was_replaced_is_not_told_again():
    """The newest decision stands; the ledger keeps the others."""
    first = rows()["decisions"][0]
    second = {**first, "id": sha("d2"), "supersedes": first["id"], "reason": "better reason"}

    assert ["better reason"] == [
        d.words for d in with_(decisions=[first, second], replies=[]).decisions
    ]


def test_an_empty_ledger_gives_a_page_that_says_so():
    """No table, no channel: every section still has its words."""
    page = build({}, {}, about(channels=(), period=(None, None), built=None))

    assert () == page.judgements
    assert not page.demo
    assert page == build(empty(), {}, about(channels=(), period=(None, None), built=None))


def test_a_partner_with_the_targets_workers_is_their_host():
    """People are not supplied."""
    line = {**rows()["lifelines"][0], "unit": "person", "item": None, "role": "supplier"}
    card = next(c for c in with_(lifelines=[line]).cards if c.channel == line["channel"])

    assert (True, "workers") == (card.lines[0].who.endswith("(host)"), card.lines[0].what)


def test_lifelines_of_the_cases_suppliers_come_first():
    """The card answers the case's question, not the largest number's."""
    lines = rows()["lifelines"]
    other = {**lines[0], "partner": "country:CN", "q_low": 9e9, "q_best": 9e9, "q_high": 9e9}
    cards = {c.channel: c for c in with_(lifelines=[other, *lines]).cards}

    assert cards["trade"].lines[0].who.startswith("Russia")
    assert () == cards["ships"].lines


def test_a_channel_that_only_the_findings_know_gets_a_section_of_its_own():
    """A seventh channel is told without a change here."""
    extra = finding("x", "seventh", "something", "Something was seen.")
    page = with_(findings=[*rows()["findings"], extra])

    assert "seventh" == page.sections[-1].channel
    assert page == replace(page)


def test_two_printings_of_one_sentence_are_quoted_once_with_both_reports(page):
    """A reader must not take two printings for two statements; the form with capitals is easier to read."""
    quotes = page.entries[0].quotes

    assert ["A company began routing traffic this month"] == [q.says for q in quotes]
    assert 2 == len(quotes[0].claims)


def test_the_reason_of_a_confidence_is_told_apart_from_the_reason_of_the_verdict():
    """Why we conclude it and how well we know it are two things."""
    one = entry(
        "v1",
        ["c-trade"],
        "supported",
        ["f-q1"],
        confidence="low",
        because="The quarter is there.",
        confidence_because="it rests on one report.",
    )
    got = with_(entries=[one])

    assert ("The quarter is there.", "it rests on one report.") == (
        got.entries[0].because,
        got.entries[0].reason,
    )
    assert "it rests on one report." == got.judgements[0].reason


def test_what_speaks_for_and_against_a_judgement_is_told_together(page):
    """'Partly supported' without its other half would mislead."""
    trade = next(j for j in page.judgements if j.entry.verdict == "partly_supported")

    assert "Trade in the first quarter was reported at 31.4 million USD." == trade.found
    assert "Trade in the year was 1.3 % above the year before." == trade.against
    assert (1, 2) == (trade.agreeing, trade.decided)


def test_typed_ids_and_ids_of_reports_in_our_own_words_become_names():
    """Readers know China, not country:CN; a hash in the middle of a sentence tells nothing."""
    article = f"{sha('x')}#0"
    one = entry(
        "v1",
        ["c-trade"],
        "supported",
        ["f-q1"],
        would_settle=f"figures of country:CN; the text of {article}",
    )
    articles = [{**rows()["articles"][0], "id": article}]
    got = with_(entries=[one], articles=articles, lineage=[], aligned=[])

    assert "figures of China; the text of A wire agency, 2017-10-04" == got.entries[0].would_settle


def test_measures_that_begin_on_one_day_are_one_event(page):
    """Ten paragraphs of one resolution are one moment on the strip."""
    first = rows()["measures"][0]
    got = with_(
        measures=[first, {**first, "id": "2375-15", "paragraph": "15", "subject": "crude oil"}]
    )

    assert ["S/RES/2375, first day: crude oil; refined petroleum"] == [
        m.label for m in got.moments if m.lane == "measures"
    ]


def test_evidence_stands_in_the_order_of_its_file():
    """Line 9 comes before line 10, sentence 2 before sentence 11."""
    places = ["line 10, sentence 2", "line 9, sentence 11", "line 9, sentence 2", "row 3"]
    got = with_(
        evidence=[{**rows()["evidence"][0], "id": sha(p), "locator": p} for p in places],
        findings=[],
        claims=[],
        entries=[],
    )

    assert ["line 9, sentence 2", "line 9, sentence 11", "line 10, sentence 2", "row 3"] == [
        e.locator for e in got.evidence
    ]


@pytest.mark.parametrize(
    "ops",
    ['[{"op": "house_style", "before": "", "after": "mr"}]', '[["house_style", "", ["mr"]]]'],
)
def test_edits_are_read_in_the_forms_they_come_in(ops):
    """The label of an edit is what makes it worth reading."""
    aligned = [{**rows()["aligned"][1], "ops": ops}]
    edit = with_(aligned=aligned).stories[0].pairs[0].edits[0]

    assert ("house_style", "", "mr") == (edit.label, edit.before, edit.after)


def test_a_card_shows_one_line_a_partner_within_the_cases_period_first():
    """The newest figure of all may lie years after what the case asks about."""
    line = rows()["lifelines"][0]
    later = {
        **line,
        "period_start": at("2023-01-01"),
        "period_end": at("2024-01-01"),
        "q_low": 1.0,
        "q_best": 1.0,
        "q_high": 1.0,
    }
    china = {**line, "partner": "country:CN"}
    card = next(c for c in with_(lifelines=[later, china, line]).cards if c.channel == "trade")

    assert [("Russia (supplier)", "Q1 2017"), ("China (supplier)", "Q1 2017")] == [
        (x.who, x.period) for x in card.lines
    ]


def test_findings_on_packaged_facts_alone_are_no_look_at_the_case():
    """The distance of a port to a border says nothing of any ship."""
    facts = {
        **rows()["sources"][0],
        "id": sha("ports"),
        "path": "hawse:ships/ports.csv",
        "channel": "ships",
    }
    place = {**rows()["evidence"][0], "id": sha("e-port"), "source_id": sha("ports")}
    near = finding(
        "f-port", "ships", "distance", "A port lies near a border.", evidence_ids=[sha("e-port")]
    )
    page = with_(
        sources=[*rows()["sources"], facts],
        evidence=[*rows()["evidence"], place],
        findings=[*rows()["findings"], near],
    )

    assert "rests on facts that ship with Hawse alone" in states(page)["ships"]
    assert "is not examined because of it" in states(page)["ships"]
    assert "" == states(page)["routes"]
    assert ("trade", "labour") == page.unseen.unstated


def test_ships_of_a_claim_are_counted_before_one_is_named():
    """The claim is of eight ships; one of them is an example."""
    one = {"q_low": 1, "q_best": 1, "q_high": 1, "unit": "ship"}
    found = [finding(n, "ships", "returned_home", f"{n} went home", **one) for n in "abc"]
    readings = [reading("as it stands", "went home", [n], agrees=True) for n in "abc"]
    given = entry(
        "v9",
        ["c-trade"],
        "supported",
        list("abc"),
        readings=json.dumps(readings),
        confidence="high",
    )

    (got,) = with_(findings=[*rows()["findings"], *found], entries=[given]).judgements

    assert "3 such ships were found, among them: a went home" == got.found


@pytest.mark.parametrize(
    ("more", "said"),
    [(", or more, as coverage is not full", "at least 2 ships"), ("", "2 ships")],
)
def test_a_ship_that_went_home_twice_is_one_of_those_found(more, said):
    """Three voyages of two ships: the ledger counted ships, and so does the page."""
    one = {"q_low": 1, "q_best": 1, "q_high": 1, "unit": "ship"}
    found = [finding(n, "ships", "returned_home", f"{n} went home", **one) for n in "abc"]
    why = f"2 distinct subjects found{more}"
    readings = [
        reading("as it stands", "went home", [n], agrees=True) | {"why": why} for n in "abc"
    ]
    given = entry("v9", ["c-trade"], "supported", list("abc"), readings=json.dumps(readings))

    page = with_(findings=[*rows()["findings"], *found], entries=[given])

    assert said == page.entries[0].observed.replace("\u202f", " ")
    assert page.judgements[0].found.startswith("2 such ships were found")


def test_a_judgement_on_made_up_findings_comes_after_those_on_real_ones():
    """A made-up claim may rest on real findings: that says more than one that rests on none."""
    made_up = finding("m", "trade", "trade_level", "made up", synthetic=True)
    low, high = (
        entry(n, ["c-trade"], "supported", [f], confidence=c)
        for n, f, c in (("v7", "f-q1", "low"), ("v8", "m", "high"))
    )

    got = with_(findings=[*rows()["findings"], made_up], entries=[high, low]).judgements

    assert ["low", "high"] == [j.entry.confidence for j in got]


def test_codes_in_our_own_words_become_names_and_stay_in_quotations():
    """KP is North Korea to a reader, RUVVO is Vladivostok; what a report prints is left alone."""
    found = finding(
        "k", "routes", "sole_upstream", "the only one of KP, seen at RUVVO, in an MPH-KP/1"
    )
    known = about(names=(("port:RUVVO", "Vladivostok"),))

    page = build(tables({**rows(), "findings": [found]}), {}, known)

    (got,) = page.findings
    assert "the only one of North Korea, seen at Vladivostok (RUVVO), in an MPH-KP/1" == got.says


def test_a_named_party_has_the_status_of_its_reply_and_a_finding_its_decisions():
    """Whoever is named was asked or was not: the page says which."""
    named = [
        finding(n, "routes", "new_upstream", "x", subject=f"as:{n}", key=n) for n in ("1", "2")
    ]
    nobody = finding("3", "trade", "trade_level", "x", subject="country:CN", key="3")
    replies = [{"party": "One", "finding_keys": ["1"], "status": "declined"}]
    decisions = [
        {"id": "d1", "target_key": "3", "act": "reject", "reason": "too old", "author": "A"},
        {"id": "d2", "target_key": "3", "act": "accept", "reason": "new", "author": "A", "supersedes": "d1"},
    ]  # fmt: skip

    page = with_(findings=[*named, nobody], replies=replies, decisions=decisions)

    told = {f.key: tuple(r for r in f.reasons if r != "kept every month") for f in page.findings}
    assert {
        "1": ("reply of the named party: One declined",),
        "2": ("reply of the named party: not asked",),
        "3": ("decision: accept, decided by A: new",),
    } == told


def test_a_decision_stands_beside_its_entry_wherever_the_entry_is_told():
    """Whoever reads a judgement or a claim must see that somebody has decided on it."""
    entry = next(r for r in rows()["entries"] if r["verdict"] == "supported")
    made = [{"id": "d1", "target_key": entry["key"], "act": "reject", "reason": "too old", "author": "A"}]  # fmt: skip
    page = with_(decisions=made)
    html = render(page).decode("utf-8")

    told = next(e for e in page.entries if e.key == entry["key"])
    assert ("reject, decided by A: too old",) == told.decisions
    for section in ("judgements", "claims"):
        part = html.split(f'<section id="{section}"')[1].split("</section>")[0]
        assert "reject, decided by A: too old" in part
    assert "reject, decided by A: too old" in render(page, profile="brief").decode("utf-8")


def test_measures_that_could_cover_an_act_stand_beside_the_finding_and_the_claim():
    """Which could apply and which were not in force yet is told where the act is told."""
    finding_id = rows()["findings"][0]["id"]
    claim_id = rows()["claims"][0]["id"]
    answers = [
        {"statement_id": one, "statement_key": "k", "measure_id": measure, "answer": answer,
         "reasons": '["why"]', "synthetic": False}
        for one in (finding_id, claim_id)
        for measure, answer in (("2375-14a", "not_yet"), ("2270-18", "may_apply"), ("x", "other_act"))
    ]  # fmt: skip
    page = with_(would_cover=answers)
    wanted = "could apply: 2270-18; not in force yet: 2375-14a"

    found = next(f for f in page.findings if f.id == finding_id)
    assert f"measures: {wanted}" in found.reasons
    assert wanted in {e.rules for e in page.entries if claim_id in {c.id for c in e.claims}}
