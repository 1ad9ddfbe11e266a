"""Measures: dates, headings, votes and caps. What held is said, and so is that nothing did."""

import io
import json
from datetime import UTC, date, datetime
from typing import ClassVar

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hawse.channels.measures import CHANNEL, IN_FORCE, LISTED, NONE_IN_FORCE, UNITED, VOTED
from hawse.channels.measures.find.form import covers, in_force_on
from hawse.channels.measures.find.in_force import is_imo
from hawse.channels.measures.read.measures_csv import NEEDED, READER
from hawse.channels.measures.tables import DATED, GIVEN, KNOWN
from hawse.core.errors import ReadError
from hawse.core.source import Source
from hawse.core.tables import CASE_PARTIES, CASE_PERIOD, COUNTRIES, FINDINGS, LEDGER, SHARED
from hawse.core.units import UNITS
from hawse.engine.plan import plan
from hawse.engine.reading import facts_reader
from hawse.engine.work import Means, run_bucket
from hawse.testing import (
    ChannelContract,
    ReaderContract,
    StepContract,
    a_source,
    all_rows,
    table_of,
)

TABLES = {t.name: t for t in CHANNEL.tables}


def facts(name):
    """Read a facts file of the channel as the engine does."""
    one = next(f for f in CHANNEL.facts if f.table == name)
    with one.path.open("rb") as file:
        return pa.Table.from_batches(
            [b for _, b in facts_reader(one, TABLES[name]).rows(file, Source("f" * 64, name))]
        )


def parties(target="country:KP"):
    """Give a case's parties."""
    return CASE_PARTIES.rows(
        [{"role": "target", "id": target}, {"role": "supplier", "id": "country:RU"}]
    )


def span(start, end):
    """Give a case's period."""
    return CASE_PERIOD.rows(
        [
            {
                "start": datetime.fromisoformat(start).replace(tzinfo=UTC),
                "end": datetime.fromisoformat(end).replace(tzinfo=UTC),
            }
        ]
    )


NAMES = table_of(
    COUNTRIES,
    """
    id          name
    country:RU  Russia
    country:KP  North Korea
    country:CN  China
""",
)
KNOWN_ROWS = facts("known_measures")
YEAR_2017 = span("2017-01-01", "2018-01-01")


def spans(item, period=YEAR_2017, measures=KNOWN_ROWS, side="supply"):
    """Give (from, until, how many, polarity) of every span of a group of goods."""
    groups = facts("groups").filter(pa.compute.equal(facts("groups")["side"], side))
    made = NONE_IN_FORCE.does(
        dated_measures=measures,
        regimes=facts("regimes"),
        groups=groups,
        part_only=facts("part_only"),
        countries=NAMES,
        case_parties=parties(),
        case_period=period,
    )
    return [
        (
            f"{r['period_start']:%Y-%m-%d}",
            f"{r['period_end']:%Y-%m-%d}",
            r["q_best"],
            r["polarity"],
            r,
        )
        for r in made.to_pylist()
        if r["item"] == item
    ]


def test_no_quantity_measure_on_oil_was_in_force_before_october_2017():
    """The doubled trade of the first quarter of 2017 broke no cap: that is an answer, with what came next."""
    first, second = spans("oil_products")

    assert ("2017-01-01", "2017-10-01", 0.0, "denies") == first[:4]
    assert ("2017-10-01", "2018-01-01", 1.0, "asserts") == second[:4]
    assert (
        "no quantity measure on oil products (HS 2710) supplied to North Korea" in first[4]["says"]
    )
    assert (
        "2270-31) covers only aviation gasoline, naphtha-type and kerosene-type jet fuel"
        in first[4]["reasons"]
    )
    assert "2375-14a), in force from 2017-10-01" in first[4]["reasons"]


def test_a_quarter_inside_the_gap_is_without_a_measure_from_end_to_end():
    """A case of the quarter alone gets one span that covers it."""
    assert [("2017-01-01", "2017-04-01", 0.0, "denies")] == [
        s[:4] for s in spans("oil_products", span("2017-01-01", "2017-04-01"))
    ]


def test_condensates_do_not_make_crude_banned():
    """HS 2709 holds two rules: condensates banned, crude capped; the heading alone cannot tell them apart."""
    got = spans("crude_oil")

    assert ["denies", "asserts", "asserts"] == [s[3] for s in got]
    assert "condensates" in got[1][4]["reasons"]


def test_coal_was_capped_and_then_banned():
    """One measure takes over from the other on the day, with no day between and no day twice."""
    got = spans("coal", side="export")

    assert [("2017-01-01", "2017-08-05", 2.0), ("2017-08-05", "2018-01-01", 1.0)] == [
        s[:3] for s in got
    ]


def test_without_a_period_nothing_is_said():
    """A case without a period asks nothing of time."""
    assert [] == spans("oil_products", CASE_PERIOD.empty())


@pytest.mark.parametrize(
    ("day", "held"),
    [
        ("2017-09-30", []),
        ("2017-10-01", ["2375-14a"]),
        ("2017-12-31", ["2375-14a"]),
        ("2018-01-01", ["2397-5"]),
        ("2026-01-01", ["2397-5"]),
    ],
)
def test_in_force_as_of_a_day(day, held):
    """The first and the last day are in it; a cap replaced before it began (2375-14b) never holds."""
    caps = [r for r in KNOWN_ROWS.to_pylist() if r["id"] in {"2375-14a", "2375-14b", "2397-5"}]

    assert held == [r["id"] for r in in_force_on(caps, date.fromisoformat(day))]


@pytest.mark.parametrize(("hs", "code", "whole"), [
    ("2710;2712;2713", "2710", True), ("2701-2708", "2705", True), ("50-63", "5208", True), ("03;1603-1605", "1604", True),
    ("03;1603-1605", "1602", False), ("271111", "2711", False), ("", "2710", False), (None, "2710", False), ("72-83;84", "8429", True),
])  # fmt: skip
def test_a_code_is_covered_if_the_whole_of_it_is(hs, code, whole):
    """A measure on 271111 covers a part of 2711."""
    assert whole is covers(hs, code)


@given(st.integers(100_000, 999_999))
def test_one_wrong_digit_at_the_end_is_no_imo_number(body):
    """Each six digits have exactly one check digit."""
    assert 1 == sum(is_imo(f"{body}{d}") for d in range(10))


def test_listed_ships_have_the_day_they_became_public():
    """Two clocks: PETREL 8 was listed on 3 October 2017 and known on the 9th."""
    made = LISTED.does(
        dated_measures=KNOWN_ROWS,
        regimes=facts("regimes"),
        case_parties=parties(),
        case_period=span("2017-01-01", "2017-11-01"),
    )

    assert {"imo:9562233", "imo:8628597", "imo:8937675", "imo:8518780"} == {
        r["subject"] for r in made.to_pylist()
    }
    assert all("public on 2017-10-09" in r["says"] for r in made.to_pylist())


def test_the_vote_of_september_2017_is_there():
    """Russia backed the resolution after the sixth test; the vote was unanimous."""
    made = VOTED.does(
        votes=facts("votes"),
        regimes=facts("regimes"),
        countries=NAMES,
        case_parties=parties(),
        case_period=YEAR_2017,
    ).to_pylist()
    got = next(r for r in made if (r["subject"], r["item"]) == ("country:RU", "S/RES/2375"))

    assert ("asserts", "2017-09-11", "country:KP") == (
        got["polarity"],
        f"{got['period_start']:%Y-%m-%d}",
        got["counterpart"],
    )
    assert "Russia voted for S/RES/2375 on 2017-09-11; it was adopted unanimously" == got["says"]


def test_votes_after_the_case_are_left_out():
    """A case that ends in October 2017 does not know of December."""
    made = VOTED.does(
        votes=facts("votes"),
        regimes=facts("regimes"),
        countries=NAMES,
        case_parties=parties(),
        case_period=span("2017-01-01", "2017-10-06"),
    ).to_pylist()

    assert "S/RES/2397" not in {r["item"] for r in made}


def test_a_veto_is_a_vote_against_and_nothing_was_adopted():
    """The end of the Panel of Experts: Russia alone voted against, China abstained."""
    made = VOTED.does(
        votes=facts("votes"),
        regimes=facts("regimes"),
        countries=NAMES,
        case_parties=parties(),
        case_period=span("2024-01-01", "2025-01-01"),
    ).to_pylist()
    got = {r["subject"]: r for r in made if f"{r['period_start']:%Y-%m-%d}" == "2024-03-28"}

    assert (
        "Russia voted against a draft of 2024-03-28 on the Panel of Experts; it was not adopted"
        == (got["country:RU"]["says"])
    )
    assert ("denies", "denies", "asserts") == tuple(
        got[f"country:{s}"]["polarity"] for s in ("RU", "CN", "FR")
    )


def test_the_ships_listed_in_march_2018_are_listed_by_their_numbers():
    """23 of the 25 ships barred from port; one had no IMO number, HAO FAN 6 was barred already."""
    made = LISTED.does(
        dated_measures=KNOWN_ROWS,
        regimes=facts("regimes"),
        case_parties=parties(),
        case_period=span("2018-01-01", "2019-01-01"),
    ).to_pylist()
    march = {r["subject"] for r in made if r["item"] == "1718C-2018-03-30"}

    assert 23 == len(march)
    assert {"imo:8712362", "imo:9417115"} <= march
    assert "imo:8503228" not in {r["subject"] for r in made}


def test_a_finding_is_as_of_the_end_of_what_it_tells_within_the_case():
    """One meaning: first instant after what is told; what has no end is looked at to the case's end."""
    held = IN_FORCE.does(
        dated_measures=KNOWN_ROWS,
        regimes=facts("regimes"),
        case_parties=parties(),
        case_period=span("2017-01-01", "2017-10-06"),
    ).to_pylist()
    named = LISTED.does(
        dated_measures=KNOWN_ROWS,
        regimes=facts("regimes"),
        case_parties=parties(),
        case_period=span("2017-01-01", "2017-10-06"),
    ).to_pylist()
    votes = VOTED.does(
        votes=facts("votes"),
        regimes=facts("regimes"),
        countries=NAMES,
        case_parties=parties(),
        case_period=YEAR_2017,
    ).to_pylist()
    days = {r["item"]: f"{r['as_of']:%Y-%m-%d}" for r in (*held, *votes)}

    assert "2017-08-05" == days["2321-26b"]  # the coal cap ended with 4 August
    assert "2017-10-06" == days["2375-14a"] == days["2270-18"]
    assert "2017-09-12" == days["S/RES/2375"]
    assert {"2017-10-06"} == {f"{r['as_of']:%Y-%m-%d}" for r in named}


def test_another_regime_is_a_matter_of_rows():
    """Russia as a target: the same steps, the price caps of the EU, nothing of the UN's measures."""
    made = IN_FORCE.does(
        dated_measures=KNOWN_ROWS,
        regimes=facts("regimes"),
        case_parties=parties("country:RU"),
        case_period=span("2023-01-01", "2024-01-01"),
    ).to_pylist()

    assert {"eu-3n-crude-60", "eu-3n-prem", "eu-3m-crude"} <= {r["item"] for r in made}
    assert not [r for r in made if r["item"][0].isdigit()]


def test_a_case_row_replaces_ours_of_the_same_id():
    """A case may know better than the package; what its file has no column for is taken from ours."""
    mine = next(r for r in KNOWN_ROWS.to_pylist() if r["id"] == "2375-14a") | {
        "value": 1.0,
        "published": None,
        "source_id": "mine",
    }
    task = next(
        s.task
        for s in plan([CHANNEL, _figures_channel()]).steps
        if s.task.name == "measures.dated_measures"
    )
    got = {
        r["id"]: r
        for r in run_bucket(
            task, {"known_measures": KNOWN_ROWS, "case_measures": GIVEN.rows([mine])}, Means()
        ).to_pylist()
    }

    assert KNOWN_ROWS.num_rows == len(got)
    assert (1.0, "mine", date(2017, 9, 11)) == (
        got["2375-14a"]["value"],
        got["2375-14a"]["source_id"],
        got["2375-14a"]["published"],
    )


def _figures_channel():
    from hawse.channels.trade import CHANNEL as TRADE  # noqa: PLC0415 - the plan needs the tables that over_cap reads

    return TRADE


def test_every_row_of_ours_has_its_source_and_its_letter():
    """The facts are checked as data: letter, dates in order, units that are known, a source on every row."""
    rows = KNOWN_ROWS.to_pylist()

    assert len(rows) == len({r["id"] for r in rows})
    assert all(r["source"] and r["checked"] in {"A", "B"} and r["binds"] for r in rows)
    assert all(r["unit"] is None or r["unit"] in UNITS for r in rows)
    assert {"1718-8b", "2094-16", "2397-13"} == {r["id"] for r in rows if r["checked"] == "B"}
    assert ["2375-14b"] == [
        r["id"] for r in rows if r["in_force_to"] and r["in_force_to"] < r["in_force_from"]
    ]


LINE = "2375-14a,UN-DPRK,S/RES/2375,2017-09-11,2017-10-01,2017-12-31,supply,refined petroleum products,2710,cap,500000,barrels,window,sum over all states,,14,2375-14b,A,somewhere\n"
GOOD = (
    ",".join(NEEDED)
    + "\n"
    + LINE
    + LINE.replace("2375-14a", "2371-11").replace("500000,barrels", "count on 2017-08-05,persons")
).encode()


class TestReader(ReaderContract):
    """The reader keeps what every reader keeps."""

    reader = READER
    good = GOOD
    tables: ClassVar = {"case_measures": GIVEN}


def test_a_value_in_words_is_kept_beside_its_window():
    """A cap whose value is a past observation has no number, and says what it is."""
    got = all_rows(READER, GOOD)["case_measures"]

    assert [
        (500_000.0, "bbl", "window"),
        (None, "person", "window; value: count on 2017-08-05"),
    ] == [(r["value"], r["unit"], r["per"]) for r in got]


@pytest.mark.parametrize(("old", "new", "why"), [
    (",A,somewhere", ",C,somewhere", "neither A"), ("cap,", "hope,", "is none of"), ("2017-10-01", "2017-13-01", "is no day"),
    ("500000", "-1", "is no amount"), ("barrels", "bushels", "is not known"), (",somewhere", ",", "source is empty"),
])  # fmt: skip
def test_a_bad_line_is_a_reject_with_its_reason(old, new, why):
    """One bad line does not stop the file and does not vanish."""
    got = all_rows(READER, GOOD + LINE.replace(old, new).encode())

    assert 2 == len(got["case_measures"])
    assert [("line 4", True)] == [(r["locator"], why in r["reason"]) for r in got["rejects"]]


@pytest.mark.parametrize("data", [b"", b"id,regime\n1,2\n", GOOD + b'"never ends'])
def test_a_broken_file_raises(data):
    """Wrong columns or a file that stops in the middle is said at once."""
    with pytest.raises(ReadError):
        list(READER.rows(io.BytesIO(data), a_source("m.csv")))


@pytest.mark.shared
def test_the_shared_measures_are_read_whole(shared):
    """Seventy rows, none rejected, and every id is among ours."""
    got = all_rows(READER, (shared / "data/measures/measures_un_dprk_eu_rus.csv").read_bytes())

    assert 70 == len(got["case_measures"])
    assert "rejects" not in got
    assert {r["id"] for r in got["case_measures"]} <= {r["id"] for r in KNOWN_ROWS.to_pylist()}


class TestChannel(ChannelContract):
    """The channel keeps what every channel keeps."""

    channel = CHANNEL


class TestUnited(StepContract):
    """Uniting does not hang on the order of rows."""

    step = UNITED
    tables = TABLES
    inputs: ClassVar = {
        "known_measures": KNOWN_ROWS,
        "case_measures": GIVEN.rows([KNOWN_ROWS.to_pylist()[0]] * 2),
    }


class TestInForce(StepContract):
    """What is in force does not hang on the order of rows."""

    step = IN_FORCE
    tables = TABLES
    inputs: ClassVar = {
        "dated_measures": KNOWN_ROWS,
        "regimes": facts("regimes"),
        "case_parties": parties(),
        "case_period": YEAR_2017,
    }


class TestListed(TestInForce):
    """Nor do listings."""

    step = LISTED


class TestNoneInForce(StepContract):
    """Nor do the spans without a measure."""

    step = NONE_IN_FORCE
    tables = TABLES
    inputs: ClassVar = {
        **TestInForce.inputs,
        "groups": facts("groups"),
        "part_only": facts("part_only"),
        "countries": NAMES,
    }


class TestVoted(StepContract):
    """Nor do votes."""

    step = VOTED
    tables = TABLES
    inputs: ClassVar = {**TestInForce.inputs, "votes": facts("votes"), "countries": NAMES}


NO_CLAIMS = LEDGER["claims"].empty()


def test_the_panel_shows_spans_and_measures():
    """Every mark names its finding; without findings a sentence says so."""
    given = TestNoneInForce.inputs
    made = pa.concat_tables([NONE_IN_FORCE.does(**given), IN_FORCE.does(**TestInForce.inputs)])
    made = made.append_column("id", [[f"f{n}" for n in range(made.num_rows)]])
    ours = KNOWN_ROWS.select(SHARED["measures"].names)
    acts = LEDGER["would_cover"].rows(
        [
            {"statement_id": "f0", "measure_id": "2375-14a", "answer": a, "reasons": '["why"]',
             "share_low": 0.01, "share_high": 0.02, "first_on": date(2017, 10, 2),
             "last_on": date(2017, 10, 3), "synthetic": False}
            for a in ("not_yet", "may_apply", "other_act")
        ]
    )  # fmt: skip
    figures = CHANNEL.panel.draws(findings=made, claims=NO_CLAIMS, measures=ours, would_cover=acts)

    assert ["table", "table"] == [f.kind for f in figures]
    assert ["could apply (1.00% to 2.00% of the cap each)", "not in force yet"] == [
        d.cells[1].replace(" (1.00% to 2.00% of the cap each)", "") if n else d.cells[1]
        for n, d in enumerate(figures[1].data)
    ]
    assert all(d.ids and len(d.cells) == len(f.columns) for f in figures for d in f.data)
    assert ["note"] == [
        f.kind
        for f in CHANNEL.panel.draws(
            findings=made.slice(0, 0),
            claims=NO_CLAIMS,
            measures=ours,
            would_cover=acts.slice(0, 0),
        )
    ]
    assert isinstance(json.loads(made.to_pylist()[0]["reasons"]), list)
    assert DATED.names == KNOWN.names


def test_the_panel_shows_each_hit_with_its_reasons_the_likeliest_first():
    """Who judges a hit needs what speaks against it beside what speaks for it."""
    reasons = ["for: every part of the name is the same (latin)", "against: births differ"]
    row = {
        "channel": "measures",
        "kind": "listed",
        "step": "listed_by_name",
        "says": "PEARL SIX may be HARBOUR PEARL 6",
        "item": "EU-PRK:XIV.B 2",
        "basis": "observed",
        "score": 3.0,
        "reasons": json.dumps(reasons),
        "period_start": datetime(2017, 10, 3, tzinfo=UTC),
    }
    rows = FINDINGS.rows([row, row | {"says": "nearer", "score": 9.0}])
    made = rows.append_column("id", [["f1", "f2"]])

    (figure,) = CHANNEL.panel.draws(
        findings=made,
        claims=NO_CLAIMS,
        measures=KNOWN_ROWS.slice(0, 0),
        would_cover=LEDGER["would_cover"].empty(),
    )

    assert "Names on lists" == figure.title
    assert ["nearer", "PEARL SIX may be HARBOUR PEARL 6"] == [d.label for d in figure.data]
    assert all(r in figure.data[1].cells[-1] for r in reasons)
    assert ("2017-10-03", "") == figure.data[1].cells[2:4]
