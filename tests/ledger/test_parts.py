"""Independence, confidence, covering measures, lifelines and trails."""

from datetime import date

import pytest

from hawse.core.errors import LedgerError
from hawse.core.tables import LEDGER, SHARED
from hawse.ledger import cover
from hawse.ledger.confidence import Basis, confidence
from hawse.ledger.independence import groups, origins, same_speaker
from hawse.ledger.lifelines import lifelines
from hawse.ledger.store import NUMBERED_FINDINGS, Ledger
from hawse.ledger.trace import Index, trail
from tests.ledger.conftest import at, claim, finding

ALWAYS = SHARED["case_period"].empty()


@pytest.mark.parametrize("copies", [1, 2, 50])
def test_one_story_printed_often_is_one_source(copies):
    """However many papers print it, there is one origin and one speaker."""
    said = [
        claim(id=f"c{n}", article_id=f"a{n}", origin_id="a0", speaker="the ministry")
        for n in range(copies)
    ]

    assert len(groups(said)) == 1
    assert len(origins(said)) == 1


def test_a_fresh_sentence_is_a_new_source():
    """What only the reprint has comes from the reprint."""
    said = [claim(), claim(id="c2", article_id="a2", origin_id="a2")]

    assert len(origins(said)) == 2


def test_two_printings_of_a_sentence_make_one_claim_though_they_date_it_differently():
    """The words "this year" end on each paper's own day; the sentence is one all the same."""
    same = dict(
        q_low=8.0, unit="ship", kind="returned_home", period_start="2017-01-01", sentence=7
    )
    wire = claim(**same, article_id="a0", period_end="2017-10-05")
    paper = claim(**{**same, "sentence": 5}, id="c2", article_id="a1", period_end="2017-10-06")
    edge = [{"child": "a1", "child_sentence": 5, "parent": "a0", "parent_sentence": 7}]

    assert [2] == [len(g) for g in groups([wire, paper], edge)]
    assert [1, 1] == [len(g) for g in groups([wire, paper])]


def test_a_made_up_printing_makes_a_group_of_its_own():
    """A planted reprint must not mark a real claim as made up, nor join two real ones."""
    edge = {"child_sentence": 0, "parent": "fake", "parent_sentence": 0, "synthetic": True}
    edges = [{**edge, "child": "a0"}, {**edge, "child": "a1"}]
    loose = dict(kind="posture", flags=["motive"])
    real = [claim(article_id=f"a{n}", id=f"c{n}", origin_id=f"a{n}", **loose) for n in (0, 1)]
    planted = claim(id="c2", article_id="fake", synthetic=True, **loose)

    assert [1, 1, 1] == [len(g) for g in groups([*real, planted], edges)]


def test_an_edit_of_the_figure_makes_another_claim():
    """What the reprint changed is its own claim, though the sentence was taken over."""
    wire = claim(q_best=31.4e6, unit="USD", article_id="a0", sentence=7)
    paper = claim(q_best=34.1e6, unit="USD", id="c2", article_id="a1", sentence=5)
    edge = [{"child": "a1", "child_sentence": 5, "parent": "a0", "parent_sentence": 7}]

    assert len(groups([wire, paper], edge)) == 2


def test_an_opinion_printed_twice_in_other_words_is_one_if_its_sentence_is():
    """Untestable claims are counted once too."""
    wire = claim(kind="posture", flags=["motive"], says="it fears , he said", article_id="a0")
    paper = claim(
        kind="posture", flags=["motive"], says="It fears, he said", id="c2", article_id="a1"
    )
    edge = [{"child": "a1", "child_sentence": 0, "parent": "a0", "parent_sentence": 0}]

    assert len(groups([wire, paper], edge)) == 1


def test_sentences_that_descend_from_each_other_in_a_circle_end_the_walk():
    """A broken lineage must not hang the ledger."""
    circle = [
        {"child": "a1", "child_sentence": 0, "parent": "a0", "parent_sentence": 0},
        {"child": "a0", "child_sentence": 0, "parent": "a1", "parent_sentence": 0},
    ]

    assert len(groups([claim(article_id="a0"), claim(id="c2", article_id="a1")], circle)) == 1


def test_claims_of_other_amounts_are_other_claims():
    """Tens of thousands and 40 000 are weighed apart."""
    assert (
        len(
            groups(
                [
                    claim(q_best=40000.0, unit="person"),
                    claim(id="c2", q_low=20000.0, q_high=99999.0, unit="person"),
                ]
            )
        )
        == 2
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Russian President Vladimir Putin", "Russia (Putin)", True),
        ("Putin", "Vladimir Putin", True),
        ("Russia's ministry for the development of the Far East", "Federal Customs Service of Russia", False),
        (None, "Putin", False),
        ("President", "the president", True),
    ],
)  # fmt: skip
def test_a_speaker_is_known_by_the_bare_name(one, other, same):
    """Titles come and go between printings."""
    assert same_speaker(one, other) is same
    assert same_speaker(other, one) is same


def basis(**more):
    """Give a basis with nothing in it but what is named."""
    plain = {
        "observed": 0,
        "reported_origins": 0,
        "estimated": 0,
        "same_scope": 0,
        "disagreeing": 0,
        "coverage": None,
        "reproduced": False,
        "unchecked": False,
    }
    return Basis(**{**plain, **more})


@pytest.mark.parametrize(
    ("given", "level"),
    [
        (basis(observed=3, same_scope=1, coverage=1.0), "high"),
        (basis(observed=3, same_scope=1, coverage=0.79), "moderate"),
        (basis(observed=3, same_scope=1, coverage=1.0, reproduced=True), "moderate"),
        (basis(reported_origins=2, same_scope=2), "high"),
        (basis(reported_origins=1, same_scope=1), "moderate"),
        (basis(reported_origins=1), "low"),
        (basis(observed=1, same_scope=1, coverage=1.0, unchecked=True, disagreeing=1), "low"),
    ],
)  # fmt: skip
def test_confidence_says_why(given, level):
    """Confidence is in the basis; each reason that holds is given in words."""
    got, reasons = confidence(given)

    assert got == level
    assert reasons


@pytest.mark.parametrize(
    ("listed", "code", "takes"),
    [
        ("2710;2712", "2710", True),
        ("72-83", "7601", True),
        ("1603-1605", "1604", True),
        ("03;1603-1605", "2710", False),
        ("89", "8901", True),
        (None, "2710", False),
        ("271012", "2710", False),
    ],
)
def test_a_chapter_takes_in_its_headings(listed, code, takes):
    """A ban on chapter 89 covers heading 8901; a ban on a subheading does not cover its heading."""
    assert cover.covers_code(listed, code) is takes


@pytest.mark.parametrize(
    ("day", "holds"),
    [("2017-09-30", False), ("2017-10-01", True), ("2017-12-31", True), ("2018-01-01", False)],
)
def test_a_measure_holds_from_its_first_day_to_its_last(day, holds):
    """in_force_to is the last day on which it holds."""
    measure = {"in_force_from": date(2017, 10, 1), "in_force_to": date(2017, 12, 31)}
    start = at(day)

    assert (
        cover.in_force(measure, start, start.replace(hour=12)) is holds
        or cover.in_force(measure, start, at("2030-01-01")) is holds
    )


def test_lifelines_share_out_what_is_known_of_several_partners():
    """One supplier alone has no share; two have."""
    year = {
        "period_start": "2017-01-01",
        "period_end": "2018-01-01",
        "flow": "export",
        "item": "all",
        "unit": "USD",
    }
    found = [
        finding(id="f1", q_best=90.0, subject="country:CN", **year),
        finding(id="f2", q_best=10.0, **year),
        finding(id="f3", q_best=5.0, **{**year, "item": "coal"}),
    ]

    rows = lifelines(
        NUMBERED_FINDINGS.rows(found),
        SHARED["belongs"].empty(),
        SHARED["case_parties"].rows([{"role": "target", "id": "country:KP"}]),
        SHARED["case_values"].empty(),
        ALWAYS,
    ).to_pylist()

    assert {(r["partner"], r["item"]): r["share_best"] for r in rows} == {
        ("country:CN", "all"): 0.9,
        ("country:RU", "all"): 0.1,
        ("country:RU", "coal"): None,
    }
    assert {r["flow"] for r in rows} == {"to_target"}


def test_a_share_is_as_wide_as_what_is_said_of_each_partner():
    """Least of the one among most of the others, and the reverse; an open end stays open."""
    year = {
        "period_start": "2017-01-01",
        "period_end": "2018-01-01",
        "flow": "export",
        "item": "all",
        "unit": "USD",
    }
    found = [
        finding(id="f1", q_low=80.0, q_best=90.0, q_high=100.0, subject="country:CN", **year),
        finding(id="f2", q_low=10.0, q_best=10.0, q_high=None, **year),
    ]
    rows = lifelines(
        NUMBERED_FINDINGS.rows(found), SHARED["belongs"].empty(), SHARED["case_parties"].rows([{"role": "target", "id": "country:KP"}]),
        SHARED["case_values"].empty(), ALWAYS,
    ).to_pylist()  # fmt: skip
    got = {r["partner"]: (r["share_low"], r["share_high"]) for r in rows}

    assert (0.0, pytest.approx(100 / 110)) == got["country:CN"]
    assert (pytest.approx(10 / 110), 1.0) == got["country:RU"]


def loaded(ship, start, end, **more):
    """Make a finding that a North Korean ship loaded at a Russian port."""
    return finding(
        kind="loaded", channel="ships", subject=f"mmsi:{ship}", counterpart="country:RU",
        flow=None, unit="ship", quantity_kind="count", q_low=1.0, q_best=1.0, q_high=1.0,
        period_start=start, period_end=end, **more,
    )  # fmt: skip


def lines_of(found):
    """Give the lifelines of findings about ships whose country is known to be the target's."""
    ships = sorted({f["subject"] for f in found})
    flags = [{"child": s, "parent": "country:KP"} for s in ships]
    return lifelines(
        NUMBERED_FINDINGS.rows(found),
        SHARED["belongs"].rows(flags),
        SHARED["case_parties"].rows([{"role": "target", "id": "country:KP"}]),
        SHARED["case_values"].empty(),
        ALWAYS,
    ).to_pylist()


def test_single_ships_are_told_as_at_least_so_many_in_a_quarter():
    """A ship that came twice is one ship; what went unseen leaves the count open."""
    oil = {"item": "oil_products"}
    rows = lines_of([
        loaded(1, "2017-04-10", "2017-04-12", id="f1", **oil),
        loaded(1, "2017-06-10", "2017-06-12", id="f2", **oil),
        loaded(2, "2017-06-29", "2017-07-02", id="f3", **oil),
        loaded(3, "2017-07-03", "2017-07-04", id="f4", **oil),
    ])  # fmt: skip

    assert [(2.0, None, None), (1.0, None, None)] == [
        (r["q_low"], r["q_best"], r["q_high"]) for r in rows
    ]
    assert [["f1", "f2", "f3"], ["f4"]] == [r["finding_ids"] for r in rows]
    assert ["2017-04-01", "2017-07-01"] == [f"{r['period_start']:%Y-%m-%d}" for r in rows]
    assert {(None, None)} == {(r["trend"], r["share_best"]) for r in rows}


@pytest.mark.parametrize(
    ("start", "end", "items"),
    [
        ("2017-04-13", "2017-04-13", {"oil_products"}),
        ("2017-04-14", "2017-04-14", {"oil_products", None}),
    ],
)
def test_a_loading_by_draught_is_the_documented_one_where_their_times_meet(start, end, items):
    """Within a day of the document's time it is one loading; later the cargo is unknown."""
    rows = lines_of([
        loaded(1, "2017-04-10", "2017-04-12", id="f1", item="oil_products"),
        loaded(1, start, end, id="f2", item="by_draught"),
    ])  # fmt: skip

    assert items == {r["item"] for r in rows}
    assert {1.0} == {r["q_low"] for r in rows}


@pytest.mark.parametrize(("basis", "share"), [("reported", 0.25), ("estimated", None)])
def test_a_share_is_of_one_basis(basis, share):
    """What one partner reported and what was worked out for another make no whole."""
    ends = dict(unit="USD", flow="total", period_start="2017-01-01", period_end="2018-01-01")
    known = [
        finding(subject="country:RU", q_best=1.0, **ends),
        finding(id="f2", subject="country:CN", q_best=3.0, basis=basis, **ends),
    ]
    rows = lifelines(
        NUMBERED_FINDINGS.rows(known),
        SHARED["belongs"].empty(),
        SHARED["case_parties"].rows([{"role": "target", "id": "country:KP"}]),
        SHARED["case_values"].empty(),
        ALWAYS,
    ).to_pylist()

    assert share == {r["partner"]: r["share_best"] for r in rows}["country:RU"]


def test_a_lifeline_goes_up_or_down_against_its_own_earlier_row():
    """The trend compares like with like: the same line, the same length of time."""

    def year(n, amount):
        return finding(
            id=f"f{n}",
            q_best=amount,
            unit="USD",
            flow="total",
            item="all",
            period_start=f"{n}-01-01",
            period_end=f"{n + 1}-01-01",
        )

    rows = lifelines(
        NUMBERED_FINDINGS.rows([year(2016, 76.9), year(2017, 77.9), year(2018, 34.0)]),
        SHARED["belongs"].empty(),
        SHARED["case_parties"].rows([{"role": "target", "id": "country:KP"}]),
        SHARED["case_values"].empty(),
        ALWAYS,
    ).to_pylist()

    assert [r["trend"] for r in sorted(rows, key=lambda r: r["period_start"])] == [
        None,
        "flat",
        "down",
    ]


def test_only_lines_that_touch_the_case_are_told():
    """A line of another decade serves for the trend and is not shown."""
    old = finding(q_best=1.0, unit="USD", period_start="2011-01-01", period_end="2012-01-01")
    asked = SHARED["case_period"].rows([{"start": at("2017-01-01"), "end": at("2018-01-01")}])
    rows = [SHARED[n] for n in ("belongs", "case_parties", "case_values")]

    assert (
        lifelines(NUMBERED_FINDINGS.rows([old]), *(t.empty() for t in rows), asked).num_rows == 0
    )


def ledger(**rows):
    """Give a ledger of these rows."""
    return Ledger(
        {
            n: t.rows([{**dict.fromkeys(t.names), **r} for r in rows.get(n, [])])
            for n, t in LEDGER.items()
        },
        "0",
    )


def test_a_trail_ends_in_file_place_and_hash():
    """No second hop to reach the hash."""
    held = ledger(
        findings=[{"id": "f1", "key": "k", "says": "so much", "evidence_ids": ["e1"]}],
        evidence=[{"id": "e1", "source_id": "s" * 64, "locator": "line 3", "quote": "31.4"}],
        sources=[{"id": "s" * 64, "path": "figures.csv", "bytes": 12}],
    )

    found = trail(Index(held), "f1")

    assert found.rests_on[0].says == "line 3: 31.4"
    assert found.rests_on[0].rests_on[0].says == f"figures.csv, 12 bytes, SHA-256 {'s' * 64}"


def test_an_unknown_id_names_the_nearest():
    """Errors teach."""
    held = ledger(findings=[{"id": "f1234", "key": "k", "says": "x", "evidence_ids": []}])

    with pytest.raises(LedgerError, match="nearest: f1234"):
        Index(held).ids("f1235")


def test_the_beginning_of_an_id_is_enough():
    """Nobody types sixteen digits."""
    held = ledger(findings=[{"id": "f1234", "key": "level-1", "says": "x", "evidence_ids": []}])

    assert Index(held).ids("f12") == Index(held).ids("level-1") == ["f1234"]


def test_what_the_page_shows_of_an_id_is_enough():
    """A source has an s before its SHA-256 there, a measure an m and no marks."""
    held = ledger(
        sources=[{"id": "ab12" + "0" * 60, "path": "x.csv", "bytes": 1}],
        measures=[{"id": "2375-14a", "instrument": "S/RES/2375"}],
    )

    assert Index(held).ids("sab12") == ["ab12" + "0" * 60]
    assert Index(held).ids("m237514a") == ["2375-14a"]
