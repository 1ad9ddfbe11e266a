"""The rule of persistence: present three months in a row after three months away."""

import json
from datetime import UTC, datetime

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hawse.channels.routes import CHANNEL
from hawse.channels.routes.tables import CHANGES
from hawse.testing import Bench
from tests.channels.routes.conftest import relations, run

KP = "country:KP"


def turned(changes: pa.Table, scope: str) -> list[tuple[str, str, str, str]]:
    """Give each change of a scope as (operator, direction, month, status)."""
    return [
        (
            r["operator"],
            r["direction"],
            f"{r['month'] // 12}-{r['month'] % 12 + 1:02}",
            r["status"],
        )
        for r in changes.to_pylist()
        if r["scope"] == scope
    ]


def test_a_second_upstream_that_stays_is_one_gain(bench):
    """The founding case: away ten months, then there to the end."""
    changes, findings = run(
        bench, KP, {"4837>131279": "1" * 18, "20485>131279": "0" * 10 + "1" * 8}
    )

    (gain,) = [f for f in findings.to_pylist() if f["kind"] == "new_upstream"]
    assert [("as:20485", "gain", "2017-11", "persistent")] == turned(changes, KP)
    assert ("as:20485", KP, "as:131279") == (gain["subject"], gain["counterpart"], gain["item"])
    assert (2.0, "connection", "snapshots") == (
        gain["q_best"],
        gain["unit"],
        gain["period_grain"],
    )
    assert (datetime(2017, 10, 1, tzinfo=UTC), datetime(2017, 12, 1, tzinfo=UTC)) == (
        gain["period_start"],
        gain["period_end"],
    )


def test_the_evidence_begins_with_the_first_month_there_and_the_last_month_away(bench):
    """A gain is shown by two places: where it is, and where it was looked for and is not."""
    _, findings = run(bench, KP, {"4837>131279": "1" * 18, "20485>131279": "0" * 10 + "1" * 8})

    (gain,) = [f for f in findings.to_pylist() if f["kind"] == "new_upstream"]
    first, second = gain["evidence"][:2]
    assert ("row 2", "2017-11") == (first["locator"], json.loads(first["values"])["month"])
    assert "whole file, bit 9 of months" == second["locator"]
    assert 0 == json.loads(second["values"])["rows_found"]
    assert 19 == gain["evidence_total"]
    assert 16 == len(gain["evidence"])


def test_a_finding_says_of_which_grade_its_evidence_is(bench):
    """Inferred for three months is better than for one, and worse than routes that were seen."""
    _, findings = run(bench, KP, {"4837>131279": "1" * 18, "20485>131279": "0" * 10 + "1" * 8})

    reasons = [json.loads(f["reasons"])[0] for f in findings.to_pylist()]
    assert {
        "evidence of grade 2 of 4: a relationship inferred 8 months in a row",
        "evidence of grade 2 of 4: a relationship inferred 10 months in a row",
    } == set(reasons)


def test_before_the_gain_there_was_one_upstream_alone(bench):
    """'Besides China' needs the months in which China was all there was."""
    _, findings = run(bench, KP, {"4837>131279": "1" * 18, "20485>131279": "0" * 10 + "1" * 8})

    (sole,) = [f for f in findings.to_pylist() if f["kind"] == "sole_upstream"]
    assert ("as:4837", 1.0) == (sole["subject"], sole["q_best"])
    assert (datetime(2017, 1, 1, tzinfo=UTC), datetime(2017, 11, 1, tzinfo=UTC)) == (
        sole["period_start"],
        sole["period_end"],
    )


@pytest.mark.parametrize(
    ("months", "wanted"),
    [
        ("000111", [("gain", "2017-04", "persistent")]),
        ("00111", [("gain", "2017-03", "lacks_history")]),
        ("00011", [("gain", "2017-04", "cut_off")]),
        ("0001100", [("gain", "2017-04", "transient"), ("loss", "2017-06", "transient")]),
        ("100111", [("loss", "2017-02", "transient"), ("gain", "2017-04", "transient")]),
        ("111000", [("loss", "2017-04", "persistent")]),
        ("11000", [("loss", "2017-03", "lacks_history")]),
        ("11100", [("loss", "2017-04", "cut_off")]),
        ("111111", []),
        ("000000", []),
        ("01", [("gain", "2017-02", "lacks_history")]),
        ("000.111", [("gain", "2017-05", "not_looked")]),
        ("111.111", []),
        ("111.000", [("loss", "2017-05", "not_looked")]),
    ],
)
def test_just_under_and_just_over_three_months(bench, months, wanted):
    """A gain at the edge of the data is a candidate; a short one is transient; a gap is no look."""
    changes, findings = run(
        bench, KP, {"4837>131279": months.replace("0", "1"), "20485>131279": months}
    )

    got = turned(changes, KP)
    kinds = {f["kind"] for f in findings.to_pylist() if f["subject"] == "as:20485"}
    assert [("as:20485", *w) for w in wanted] == sorted(got, key=lambda t: t[2])
    assert ({"new_upstream"} if ("gain", "2017-04", "persistent") in wanted else set()) == (
        kinds & {"new_upstream"}
    )
    assert ({"lost_upstream"} if ("loss", "2017-04", "persistent") in wanted else set()) == (
        kinds & {"lost_upstream"}
    )


def test_the_rule_is_a_setting(bench):
    """Two months after two months away are enough if the case says so."""
    rows, snaps = relations({"4837>131279": "1111", "20485>131279": "0011"})
    bench.add("relations", rows)
    bench.add("snapshots", snaps)
    bench.add("case_parties", "role  id\ntarget  country:KP")

    steps = ("countries_of_ases", "upstreams", "links", "runs", "changes")
    changes = bench.run(*steps, keep_months=2, away_months=2)

    assert [("as:20485", "gain", "2017-03", "persistent")] == turned(changes, KP)


def test_a_new_upstream_of_the_same_operator_is_no_second_connection(bench):
    """AS4837 and AS9929 are both China Unicom: a second cable, not a second carrier."""
    changes, findings = run(bench, KP, {"4837>131279": "1" * 12, "9929>131279": "000000111111"})

    assert [] == turned(changes, KP)
    assert {"sole_upstream"} == {f["kind"] for f in findings.to_pylist()}


def test_an_upstream_inside_the_target_is_none(bench):
    """AS29386 carries AS29256, both of Syria: no link to the world."""
    changes, _ = run(bench, "country:SY", {"29386>29256": "000111", "6453>29386": "111111"})

    assert [] == turned(changes, "country:SY")


def test_another_as_of_the_target_with_the_same_operator_is_not_new(bench):
    """What is new is a carrier of the country, not one more of its cables."""
    changes, _ = run(bench, "country:SY", {"6453>29386": "111111", "6453>29256": "000111"})

    assert [] == turned(changes, "country:SY")


def test_months_of_two_bodies_are_never_compared(bench):
    """Two methods differ; a difference between them is no event."""
    for series, always, history in (("one", "111...", "000..."), ("two", "...111", "...111")):
        rows, snaps = relations({"4837>131279": always, "20485>131279": history}, series)
        bench.add("relations", rows)
        bench.add("snapshots", snaps)

    changes, findings = run(bench, KP)

    assert [] == [t for t in turned(changes, KP) if t[3] == "persistent"]
    assert not [f for f in findings.to_pylist() if f["kind"] != "sole_upstream"]


def test_a_base_rate_needs_many_customers(bench):
    """A rate over one AS says nothing, so it is not given."""
    _, findings = run(bench, KP, {"4837>131279": "1" * 18, "20485>131279": "0" * 10 + "1" * 8})

    assert {None} == {f["base_rate"] for f in findings.to_pylist()}


def test_a_base_rate_is_the_part_of_pairs_that_trip_the_rule(bench):
    """Of 100 customers, one gains: one of the pairs in which the rule could have been tripped."""
    history = {f"3356>{n}": "1" * 8 for n in range(1000, 1099)}
    history |= {"3356>1099": "1" * 8, "20485>1099": "00001111"}
    rows, snaps = relations(history)
    bench.add("relations", rows)
    bench.add("snapshots", snaps)
    bench.add("case_parties", "role  id\ntarget  country:KP")

    steps = ("countries_of_ases", "upstreams", "links", "runs", "changes", "change_rates")
    got = {r["direction"]: r for r in bench.run(*steps, min_pairs=1).to_pylist()}

    assert (1, 300) == (got["gain"]["tripped"], got["gain"]["pairs"])
    assert (0, 300) == (got["loss"]["tripped"], got["loss"]["pairs"])
    assert pytest.approx(1 / 300) == got["gain"]["base_rate"]


def test_nothing_is_found_in_nothing(bench):
    """Empty tables are no evidence of absence: no finding and no coverage."""
    changes, findings = run(bench, KP)

    assert (0, 0, 0) == (changes.num_rows, findings.num_rows, bench.engine.rows("coverage"))


def test_what_was_made_up_stays_marked(bench):
    """A synthetic row makes a synthetic finding."""
    rows, snaps = relations({"4837>131279": "111111", "20485>131279": "000111"})
    at = rows.schema.get_field_index("synthetic")
    bench.add("relations", rows.set_column(at, "synthetic", pa.array([True, True])))
    bench.add("snapshots", snaps)

    _, findings = run(bench, KP)

    assert findings.num_rows
    assert {True} == set(findings["synthetic"].to_pylist())


def test_coverage_names_the_months_that_were_looked_at(bench):
    """A claim about another year is not observable, and this row is why."""
    run(bench, KP, {"4837>131279": "111.11"})

    got = [
        (c["subject"], c["period_start"].date().isoformat(), c["period_end"].date().isoformat())
        for c in bench.engine.table("coverage").to_pylist()
    ]
    assert [(KP, "2017-01-01", "2017-04-01"), (KP, "2017-05-01", "2017-07-01")] == got


def slow(months: str, keep: int, away: int) -> set[tuple[str, int]]:
    """The rule in plain words: every persistent change, as (direction, month)."""
    got = set()
    for n in range(away, len(months) - keep + 1):
        before, after = months[n - away : n], months[n : n + keep]
        if set(before) == {"0"} and set(after) == {"1"}:
            got.add(("gain", n))
        if set(before) == {"1"} and set(after) == {"0"}:
            got.add(("loss", n))
    return got


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    histories=st.lists(st.text("01.", min_size=1, max_size=14), min_size=40, max_size=80),
    keep=st.integers(1, 4),
    away=st.integers(1, 4),
)
def test_the_rule_is_what_its_words_say(tmp_path_factory, histories, keep, away):
    """SQL and the rule in plain words find the same persistent changes in any history."""
    bench = Bench(tmp_path_factory.mktemp("store"), CHANNEL)
    for n, months in enumerate(histories):
        rows, snaps = relations({f"20485>{500 + n}": months, f"4837>{500 + n}": months}, f"s{n}")
        bench.add("relations", rows)
        bench.add("snapshots", snaps)

    steps = ("countries_of_ases", "upstreams", "links", "runs", "changes")
    made = bench.run(*steps, keep_months=keep, away_months=away).to_pylist()

    for n, months in enumerate(histories):
        got = {
            (r["direction"], r["month"] - 2017 * 12)
            for r in made
            if r["series"] == f"s{n}"
            and r["operator"] == "as:20485"
            and r["status"] == "persistent"
        }
        assert slow(months, keep, away) == got


def test_changes_keep_their_form(bench):
    """The table is as declared, whatever the rows."""
    changes, _ = run(bench, KP, {"4837>131279": "111000"})

    assert CHANGES.schema == changes.schema
