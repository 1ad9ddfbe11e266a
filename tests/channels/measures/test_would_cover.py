"""Which measure would cover what ships did: could, did not yet, cannot be told; never 'breached'."""

import json
from datetime import UTC, datetime

import pyarrow as pa
import pytest

from hawse.channels.measures import CHANNEL, WOULD_COVER
from hawse.channels.measures.find.would_cover import would_cover
from hawse.channels.measures.lists.tables import IDENTIFIERS, PARTIES
from hawse.core.source import Source
from hawse.core.tables import BELONGS, CASE_PARTIES, CLAIMS, FINDINGS
from hawse.engine.plan import plan
from hawse.engine.reading import facts_reader
from hawse.ledger import steps
from hawse.ledger.store import NUMBERED_CLAIMS, numbered_cover, numbered_findings
from hawse.testing import StepContract

TABLES = {t.name: t for t in CHANNEL.tables}
NORTH_KOREAN, PANAMANIAN, UNKNOWN = "mmsi:445700001", "mmsi:355700001", "mmsi:111"
LISTED = "imo:9562233"  # PETREL 8, listed on 2017-10-03


def facts(name):
    """Read a facts file as the engine does."""
    one = next(f for f in CHANNEL.facts if f.table == name)
    with one.path.open("rb") as file:
        return pa.Table.from_batches(
            [b for _, b in facts_reader(one, TABLES[name]).rows(file, Source("f" * 64, name))]
        )


KNOWN = facts("known_measures")


def at(day):
    """Give a day's first instant."""
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


def finding(kind, day, until=None, **more):
    """Give a finding of the ships channel."""
    made = {
        "channel": "ships", "kind": kind, "polarity": "asserts", "says": f"{kind} of {day}",
        "subject": NORTH_KOREAN, "period_start": day and at(day),
        "period_end": day and at(until or f"{day}T12:00"), "basis": "observed",
        "synthetic": False, "evidence": [], "evidence_total": 0,
    }  # fmt: skip
    return made | more


def voyage(day, **more):
    """Give a voyage from Vladivostok home to Rajin."""
    more = {
        "place_from": "port:RUVVO",
        "place_to": "port:KPRJN",
        "counterpart": "country:KP",
    } | more
    return finding("returned_home", day, **more)


def loaded(day, cargo, item="oil_products", **more):
    """Give a cargo that a document tells."""
    evidence = [{"source_id": "s", "locator": "line 2", "values": json.dumps({"cargo": cargo})}]
    more = {"place_from": "port:RUVVO", "counterpart": "country:RU", "evidence": evidence} | more
    return finding("loaded", day, item=item, **more)


def given(*findings, claims=(), target="country:KP", parties=(), identifiers=()):
    """Give all that the step takes."""
    flags = [
        {"child": NORTH_KOREAN, "parent": "country:KP"},
        {"child": LISTED, "parent": "country:KP"},
        {"child": PANAMANIAN, "parent": "country:PA"},
    ]
    names = ("regimes", "part_only", "groups", "conversions", "conducts", "cargo_words")
    return {
        "findings": FINDINGS.rows(list(findings)),
        "claims": CLAIMS.rows(list(claims)),
        "dated_measures": KNOWN,
        **{n: facts(n) for n in names},
        "listed_parties": PARTIES.rows(list(parties)),
        "listed_identifiers": IDENTIFIERS.rows(list(identifiers)),
        "belongs": BELONGS.rows(flags),
        "case_parties": CASE_PARTIES.rows([{"role": "target", "id": target}]),
    }


def answers(*findings, kind=None, **more):
    """Give each measure's (answer, reasons, row) for findings of one kind."""
    rows = would_cover(**given(*findings, **more)).to_pylist()
    return {
        r["measure_id"]: (r["answer"], " | ".join(json.loads(r["reasons"])), r)
        for r in rows
        if kind in {None, r["kind"]}
    }


def test_a_meeting_at_sea_could_come_under_the_ban_on_transfers_if_goods_passed():
    """The track shows two ships side by side; what passed between them it does not show."""
    met = finding("ship_to_ship", "2018-02-16", counterpart=PANAMANIAN)

    answer, reasons, _ = answers(met)["2375-11"]

    assert "may_apply" == answer
    assert "it could apply if goods passed between the two ships" in reasons
    assert "breach" not in reasons


@pytest.mark.parametrize(
    ("day", "until", "answer"),
    [
        ("2017-09-10", "2017-09-10T23:59", "not_yet"),
        ("2017-09-11", "2017-09-11T05:00", "may_apply"),
        ("2017-09-10T22:00", "2017-09-11T04:00", "cannot_tell"),
    ],
)
def test_the_ban_on_transfers_counts_from_its_first_day(day, until, answer):
    """A day too early is another answer; a meeting over midnight held for a part of it."""
    got = answers(finding("ship_to_ship", day, until, counterpart=PANAMANIAN))["2375-11"]

    assert answer == got[0]
    assert "2017-09-11" in got[1] or answer == "may_apply"


def test_a_meeting_without_a_ship_of_the_target_is_about_another_act():
    """The ban speaks of ships of North Korea's flag; which ships flew none is said."""
    met = finding("ship_to_ship", "2018-02-16", subject=PANAMANIAN, counterpart=PANAMANIAN)
    unknown = finding("ship_to_ship", "2018-02-16", subject=PANAMANIAN, counterpart=UNKNOWN)

    assert "other_act" == answers(met)["2375-11"][0]
    assert {} == answers(
        loaded("2018-02-16", "diesel", subject=PANAMANIAN)
    )  # no act of the target's
    assert ("cannot_tell", True) == (
        answers(unknown)["2375-11"][0],
        "the flag of a ship is not known" in answers(unknown)["2375-11"][1],
    )


def test_a_wait_off_the_targets_coast_could_come_under_the_ban_on_transfers():
    """Who waits there may wait for a ship of the target's; no second ship and no goods were seen."""
    wait = finding("loitering", "2018-02-16", subject=PANAMANIAN, counterpart="country:KP")
    elsewhere = finding("loitering", "2018-02-16", subject=PANAMANIAN, counterpart="country:CN")

    answer, reasons, _ = answers(wait)["2375-11"]

    assert "may_apply" == answer
    assert "a wait shows no second ship and no goods" in reasons
    assert (
        "not_yet"
        == answers({**wait, "period_start": at("2017-09-01"), "period_end": at("2017-09-02")})[
            "2375-11"
        ][0]
    )
    assert {} == answers(elsewhere)


def test_a_change_of_draught_of_the_targets_ship_tells_neither_where_nor_with_whom():
    """Cargo was taken in or given off; the ban on transfers could apply if it was at sea."""
    change = finding("draught_change", "2018-02-16", q_best=4000.0, unit="t")
    stranger = finding("draught_change", "2018-02-16", subject=PANAMANIAN)

    got = answers(change)

    assert "may_apply" == got["2375-11"][0]
    assert "neither where nor with whom it changed" in got["2375-11"][1]
    assert "2397-5" not in got  # which goods they were is not told, so no cap is filled by them
    assert {} == answers(stranger)


def test_fuel_voyages_of_spring_2017_come_under_no_cap_but_rules_of_conduct():
    """The founding case: the cap came on 1 October; who crewed, insured and financed could matter."""
    got = answers(
        voyage("2017-05-02"), loaded("2017-05-01", "diesel fuel, 1300 t"), kind="returned_home"
    )

    assert "not_yet" == got["2375-14a"][0]
    assert got["2375-14a"][1].startswith("it was in force from 2017-10-01 only")
    assert "2270-31" not in got  # diesel is no aviation fuel
    assert {"may_apply"} == {got[m][0] for m in ("2270-18", "2321-8", "2321-9", "2321-32")}
    assert "never_in_force" == got["2375-14b"][0]
    assert "not_yet" == got["2397-9"][0]


@pytest.mark.parametrize(
    ("day", "cap", "other"),
    [("2017-12-31", "2375-14a", "2397-5"), ("2018-01-01", "2397-5", "2375-14a")],
)
def test_the_refined_cap_changes_with_the_year(day, cap, other):
    """The window of 2375 ends with 2017, that of 2397 begins with 2018."""
    got = answers(voyage(day), loaded(day, "diesel fuel, 1000 t"), kind="returned_home")

    assert "may_apply" == got[cap][0]
    assert got[other][0] in {"ended", "not_yet"}
    assert "if the oil products were landed in the target" in got[cap][1]
    assert "1,000 t as documented" in got[cap][1]


def test_a_documented_amount_is_a_share_of_the_cap_as_an_interval():
    """1,000 t of an unknown refined product are 6,350 to 8,500 barrels of 500,000."""
    row = answers(
        voyage("2018-03-01"), loaded("2018-03-01", "diesel, 1,000 t"), kind="returned_home"
    )

    assert (0.0127, 0.017) == (row["2397-5"][2]["share_low"], row["2397-5"][2]["share_high"])
    assert "livelihood" in row["2397-5"][1]  # its exemption


def test_without_an_amount_or_a_cargo_the_cap_cannot_be_told():
    """What was not seen is said: the amount, or what was carried at all."""
    bare = answers(voyage("2018-03-01"))["2397-5"]
    unweighed = answers(loaded("2018-03-01", "diesel"))["2397-5"]

    assert ("cannot_tell", True) == (
        bare[0],
        "of what was carried no such code is known" in bare[1],
    )
    assert ("may_apply", None) == (unweighed[0], unweighed[2]["share_low"])
    assert "its share is not known" in unweighed[1]
    assert "loading alone does not show it" in unweighed[1]


def test_fuel_without_a_name_may_be_aviation_fuel():
    """HS 2710 holds both: the heading is too coarse for the ban of 2270."""
    got = answers(loaded("2017-05-01", "fuel"))["2270-31"]

    assert "cannot_tell" == got[0]
    assert "the code cannot tell them apart" in got[1]


@pytest.mark.parametrize(
    ("day", "answer"),
    [("2017-10-02", "not_yet"), ("2017-10-03", "covers"), ("2019-01-01", "covers")],
)
def test_a_port_call_of_a_listed_ship_is_covered_from_the_day_of_its_listing(day, answer):
    """PETREL 8 was listed on 3 October 2017: a call the day before was not barred."""
    assert answer == answers(voyage(day, subject=LISTED))["2371-6"][0]


def test_a_ship_that_no_listing_names_is_no_answer():
    """The listings held here are not the whole list: silence is no clearance."""
    got = answers(voyage("2018-05-01", subject="imo:9074729"))["2371-6"]

    assert ("cannot_tell", True) == (got[0], "that is no answer" in got[1])


def test_a_list_of_the_case_tells_the_ships_of_a_second_regime():
    """The Union's listed tankers are rows of a list, and no code."""
    party = {"list": "EU-RUS", "version": "2026-08", "party": "XLII 1", "schema": "vessel",
             "listed_on": at("2024-06-25").date(), "synthetic": False}  # fmt: skip
    number = {"list": "EU-RUS", "version": "2026-08", "party": "XLII 1", "kind": "imo",
              "value": "9074729", "valid": True, "synthetic": False}  # fmt: skip
    one = {"parties": [party], "identifiers": [number], "target": "country:RU"}
    left = {"subject": "imo:9074729", "place_from": "port:RUPRI", "place_to": "port:INJGA",
            "counterpart": "country:IN"}  # fmt: skip

    before = answers(finding("declared_elsewhere", "2024-06-24", **left), **one)["eu-3s"]
    after = answers(finding("declared_elsewhere", "2024-06-25", **left), **one)["eu-3s"]

    assert ("not_yet", "may_apply") == (before[0], after[0])  # no port of the Union was called at
    assert "binds EU operators alone" in after[1]


def test_crude_from_a_second_target_comes_under_its_price_cap_of_the_day():
    """Flow from the target: the cap on the price of crude of Russia, with no code change."""
    crude = loaded("2023-01-10", "crude oil, 100,000 t", item="crude oil, 100,000 t",
                   place_from="port:RUPRI", subject=PANAMANIAN)  # fmt: skip
    got = answers(crude, target="country:RU")

    assert "may_apply" == got["eu-3n-crude-60"][0]
    assert "above the price" in got["eu-3n-crude-60"][1]
    assert "not_yet" == got["eu-3n-crude-47.6"][0]


def test_an_act_without_a_day_cannot_be_told():
    """Null is not known: no measure is said to have held."""
    got = answers(finding("ship_to_ship", None, counterpart=PANAMANIAN))

    assert {"cannot_tell"} == {a for a, _, _ in got.values()}
    assert "the day of the act is not known" in got["2375-11"][1]


def test_a_claim_is_told_by_its_span_and_the_cargo_of_its_sentence():
    """'Eight ships left Russia with fuel this year': the cap held for the last days of it alone."""
    head = {"channel": "ships", "polarity": "asserts", "says": "eight ships went home",
            "article_id": "a", "sentence": 7, "subject": "country:KP", "place_from": "country:RU",
            "period_start": at("2017-01-01"), "period_end": at("2017-10-06"), "synthetic": False,
            "basis": "reported", "evidence": [], "evidence_total": 0}  # fmt: skip
    claims = [
        head | {"kind": "returned_home", "place_to": "country:KP"},
        head | {"kind": "loaded", "item": "fuel"},
    ]
    got = answers(claims=claims, kind="returned_home")

    assert "cannot_tell" == got["2375-14a"][0]
    assert "for a part of 2017-01-01 to 2017-10-05 alone" in got["2375-14a"][1]
    assert "may_apply" == got["2321-9"][0]


def test_no_findings_of_ships_or_no_measures_make_no_rows():
    """Without the ships channel, or with a target that no regime is against, nothing is said."""
    other = finding("trade_level", "2018-01-01") | {"channel": "trade"}

    assert 0 == would_cover(**given()).num_rows
    assert 0 == would_cover(**given(other)).num_rows
    assert 0 == would_cover(**given(voyage("2018-01-01"), target="country:IR")).num_rows


def test_the_measures_channel_stands_without_the_ships_channel():
    """The seam is table names: alone, the plan holds and the step has no rows to read."""
    made = plan([CHANNEL, *_others("trade", "reports")], steps.STEPS, steps.TABLES)

    assert "measures.would_cover" in {p.task.name for p in made.steps}


def _others(*names):
    from hawse.channels import channels  # noqa: PLC0415 - only this test wires others

    return [c for c in channels() if c.name in names]


def test_made_up_ships_make_made_up_answers():
    """A planted voyage says so in every row that rests on it, its cargo's document included."""
    real = would_cover(**given(voyage("2018-03-01"))).to_pylist()
    planted = would_cover(
        **given(voyage("2018-03-01"), loaded("2018-03-01", "diesel", synthetic=True))
    ).to_pylist()

    assert {False} == {r["synthetic"] for r in real}
    assert {True} == {r["synthetic"] for r in planted if r["kind"] == "returned_home"}


def test_the_ledger_ties_an_answer_to_its_finding():
    """The row is found again by the finding's id and key."""
    row = voyage("2018-03-01")
    findings = numbered_findings(FINDINGS.rows([row]))
    cover = numbered_cover(
        would_cover(**given(row)), NUMBERED_CLAIMS.empty(), findings
    ).to_pylist()

    one = findings.to_pylist()[0]
    assert {(one["id"], one["key"])} == {(r["statement_id"], r["statement_key"]) for r in cover}
    assert len({r["measure_id"] for r in cover}) == len(cover)


class TestWouldCover(StepContract):
    """The step keeps to the seam, whatever the order of its rows."""

    step = WOULD_COVER
    tables = {t.name: t for t in (*CHANNEL.tables, FINDINGS, CLAIMS, BELONGS, CASE_PARTIES)}
    inputs = given(
        voyage("2018-03-01"),
        loaded("2018-03-01", "diesel, 1000 t"),
        finding("ship_to_ship", "2018-02-16", counterpart=PANAMANIAN),
        voyage("2017-10-03", subject=LISTED),
    )
