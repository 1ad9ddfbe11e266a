"""An act held against the measures: what would cover it that day, what not, and why."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hawse
from hawse.channels.measures.act.act import ANSWERS
from hawse.flow.covering import AskError, measures


def answers(on, target="KP", **act):
    """Give each measure's answer, and the sentence."""
    found = measures(date.fromisoformat(on), target, **act)
    return {j.measure["id"]: j for j in found.judged}, found.says


def test_the_oil_trade_of_the_first_quarter_of_2017_was_under_no_quantity_measure():
    """The founding case: what came later is named, and what conduct rules could apply."""
    got, says = answers("2017-03-31", hs="2710", side="supply")

    assert says.startswith("no quantity measure in force covered supply of HS 2710 on 2017-03-31")
    assert says.endswith("the next was S/RES/2375 para 14 (2375-14a), in force from 2017-10-01")
    assert "cannot_tell" == got["2270-31"].answer
    assert {"2270-18", "2321-8", "2321-23", "2321-32", "1874-17"} <= {
        i for i, j in got.items() if j.answer == "may_apply"
    }
    assert "not_yet" == got["2375-11"].answer


@pytest.mark.parametrize(("day", "answer"), [
    ("2017-09-30", "not_yet"), ("2017-10-01", "covers"), ("2017-12-31", "covers"), ("2018-01-01", "ended"),
])  # fmt: skip
def test_a_cap_covers_from_its_first_day_to_its_last(day, answer):
    """The refined cap began on 1 October and its window ended with the year."""
    assert answer == answers(day, hs="271012", side="supply")[0]["2375-14a"].answer


def test_a_cap_that_was_replaced_before_it_began_never_covers():
    """2,000,000 barrels for 2018 never applied: 2397 came first."""
    got, _ = answers("2018-06-01", hs="2710", side="supply")

    assert "never_in_force" == got["2375-14b"].answer
    assert "replaced by 2397-5" in got["2375-14b"].reasons[1]
    assert "covers" == got["2397-5"].answer


def test_one_code_that_holds_goods_of_two_rules_cannot_be_told_until_words_say_which():
    """HS 2709 holds condensates, which are banned, and crude, which is capped."""
    got, says = answers("2017-11-05", hs="2709", side="supply")
    crude, _ = answers("2017-11-05", hs="2709", side="supply", subject="crude oil")

    assert {"2375-13", "2375-15"} == {
        i for i, j in got.items() if j.answer == "cannot_tell" and j.measure["hs"]
    }
    assert "cannot tell them apart" in says
    assert ("covers", "other_act") == (crude["2375-15"].answer, crude["2375-13"].answer)


@pytest.mark.parametrize(("hs", "answer"), [
    ("271012", "covers"), ("2710", "covers"), ("27", "cannot_tell"), ("2711", "other_act"),
])  # fmt: skip
def test_a_wider_code_cannot_be_told_and_a_narrower_is_covered(hs, answer):
    """A chapter holds goods of other rules too."""
    assert answer == answers("2017-10-05", hs=hs, side="supply")[0]["2375-14a"].answer


@pytest.mark.parametrize(("on", "contracted", "answer"), [
    ("2017-09-04", "2017-08-04", "exempt"),
    ("2017-09-05", "2017-08-04", "covers"),
    ("2017-09-04", "2017-08-05", "covers"),
    ("2017-09-04", None, "covers"),
])  # fmt: skip
def test_an_older_contract_is_exempt_to_the_last_day_of_the_wind_down(on, contracted, answer):
    """Thirty days for contracts from before the ban on coal."""
    day = contracted and date.fromisoformat(contracted)

    got = answers(on, hs="2701", side="export", contracted=day)[0]["2371-8"]

    assert answer == got.answer
    assert (on == "2017-09-04") == any("wind-down" in r for r in got.reasons)


def test_the_second_clock_is_told_where_a_rule_was_not_public_yet():
    """The four ships: in force on 3 October, public on the 9th."""
    got, _ = answers("2017-10-05", hs="2710", side="supply", parties=["imo:8628597"])

    assert "covers" == got["1718C-2017-10-03"].answer
    assert any("not public before 2017-10-09" in r for r in got["1718C-2017-10-03"].reasons)
    assert "may_apply" == got["2321-12"].answer


def test_an_amount_is_told_as_a_share_of_the_cap_by_a_named_factor():
    """Tonnes of a product that is not known are an interval of barrels; barrels are none."""
    tonnes = answers("2017-10-05", hs="2710", side="supply", quantity=1410.0, unit="t")[0][
        "2375-14a"
    ]
    barrels = answers("2017-10-05", hs="2710", side="supply", quantity=5000.0, unit="bbl")[0][
        "2375-14a"
    ]

    assert tonnes.share_low == round(1410 * 6.35 / 500_000, 6)
    assert tonnes.share_high == round(1410 * 8.5 / 500_000, 6)
    assert (0.01, 0.01) == (barrels.share_low, barrels.share_high)
    assert (date(2017, 10, 1), date(2017, 12, 31)) == barrels.window


@pytest.mark.parametrize(
    ("party", "answer"), [("DE", "covers"), ("IN", "other_act"), ("", "covers")]
)
def test_a_rule_that_binds_the_union_alone_covers_no_others(party, answer):
    """A second regime by rows alone: an Indian importer is not bound by a ban on importers of the Union."""
    got, _ = answers(
        "2023-03-01", "RU", hs="2710", side="export", parties=[party] if party else []
    )

    assert answer == got["eu-3m-prod"].answer


@pytest.mark.parametrize(
    ("day", "hs", "measure", "answer"),
    [
        ("2022-12-04", "2709", "eu-3m-crude", "not_yet"),
        ("2022-12-05", "2709", "eu-3m-crude", "covers"),
        ("2023-02-04", "2710", "eu-3m-prod", "not_yet"),
        ("2023-02-05", "2710", "eu-3m-prod", "covers"),
        ("2022-06-03", "2709", "eu-3m-crude-new", "not_yet"),
        (
            "2022-10-01",
            "2709",
            "eu-3m-crude-new",
            "cannot_tell",
        ),  # a single delivery was left free
        ("2022-12-04", "2709", "eu-3n-crude-60", "not_yet"),
        ("2022-12-05", "2709", "eu-3n-crude-60", "may_apply"),
        ("2023-02-04", "2710", "eu-3n-prem", "not_yet"),
        ("2023-02-05", "2710", "eu-3n-prem", "may_apply"),
        ("2022-04-08", "2701", "eu-3j", "not_yet"),
        ("2022-04-09", "2701", "eu-3j", "covers"),
    ],
)
def test_the_bans_of_the_union_on_oil_and_coal_bite_on_their_days(day, hs, measure, answer):
    """Crude from 5 December 2022, products from 5 February 2023, new contracts since 4 June 2022."""
    assert answer == answers(day, "RU", hs=hs, side="export", parties=["DE"])[0][measure].answer


def test_exemptions_of_the_union_are_told_with_the_ban():
    """Crude that came by pipe was never under the ban on crude that comes by sea."""
    got, _ = answers("2023-01-10", "RU", hs="2709", side="export", parties=["HU"])
    old, _ = answers(
        "2022-07-01", "RU", hs="2701", side="export", parties=["DE"], contracted=date(2022, 3, 1)
    )
    new, _ = answers(
        "2022-07-01", "RU", hs="2701", side="export", parties=["DE"], contracted=date(2022, 5, 1)
    )

    assert "pipeline crude" in " ".join(got["eu-3m-crude"].reasons)
    assert ("exempt", "covers") == (old["eu-3j"].answer, new["eu-3j"].answer)


@pytest.mark.parametrize("cargo", ["diesel", "gasoil", "fuel oil"])
def test_a_fuel_that_is_no_aviation_fuel_is_about_another_ban(cargo):
    """'Fuel' is a word of both: diesel is not told to be aviation fuel by it."""
    got, _ = answers("2017-05-01", hs="2710", side="supply", subject=cargo)
    jet, _ = answers("2017-05-01", hs="2710", side="supply", subject="jet fuel")
    bare, _ = answers("2017-05-01", hs="2710", side="supply", subject="fuel")
    maybe, _ = answers(
        "2017-05-01", hs="2710", side="supply", subject="gasoline"
    )  # or of aviation

    assert "other_act" == got["2270-31"].answer
    assert ("covers", "cannot_tell") == (jet["2270-31"].answer, bare["2270-31"].answer)
    assert "cannot_tell" == maybe["2270-31"].answer


@pytest.mark.parametrize(("day", "held"), [
    ("2025-09-02", "eu-3n-crude-60"), ("2025-09-03", "eu-3n-crude-47.6"), ("2026-02-01", "eu-3n-crude-44.1"),
])  # fmt: skip
def test_a_price_cap_that_changes_holds_one_value_a_day(day, held):
    """A cap by formula is a chain of rows; each day has one."""
    got, _ = answers(day, "RU", hs="2709", side="export")

    assert [held] == [i for i, j in got.items() if j.answer == "may_apply" and "crude" in i]


def test_a_day_alone_lists_what_was_in_force():
    """Nothing but the day is told: every measure that holds is given, none is said to cover."""
    got, says = answers("2017-03-31")

    held = [j for j in got.values() if j.answer == "in_force"]
    assert f"{len(held)} measures against country:KP were in force on 2017-03-31" == says
    assert all(j.measure["in_force_from"] <= date(2017, 3, 31) for j in held)


def test_a_row_that_was_not_checked_says_so():
    """Letter B never stands behind a sentence without its doubt."""
    got, _ = answers("2017-03-31", hs="93", side="export")

    assert "1718-8b was not checked against its text" in got["1718-8b"].reasons


@pytest.mark.parametrize(("act", "told"), [
    ({"target": "FR"}, "target 'FR'"), ({"hs": "27x"}, "HS code"), ({"hs": "2"}, "HS code"),
    ({"side": "sideways"}, "side 'sideways'"), ({"quantity": 5.0}, "needs its unit"),
    ({"quantity": float("nan"), "unit": "t"}, "quantity nan"), ({"quantity": 1.0, "unit": "stone"}, "unit 'stone'"),
])  # fmt: skip
def test_what_means_nothing_is_refused_with_what_would(act, told):
    """A wrong option is told, not answered."""
    with pytest.raises(AskError, match=told):
        measures(date(2017, 10, 5), **{"target": "KP", **act})


@given(
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.sampled_from(["KP", "RU"]),
    st.one_of(st.none(), st.from_regex(r"[0-9]{2,10}", fullmatch=True)),
    st.sampled_from([None, "supply", "export", "service", "vessel"]),
)
def test_every_measure_against_the_target_has_one_answer_and_a_reason(on, target, hs, side):
    """Nothing is left out, whatever is asked; who covers is in force that day."""
    found = hawse.measures(on, target, hs=hs, side=side).judged

    assert len({j.measure["id"] for j in found}) == len(found) > 0
    for one in found:
        assert one.answer in ANSWERS
        assert one.reasons
        if one.answer in {"covers", "exempt", "may_apply", "in_force"}:
            assert one.measure["in_force_from"] <= on
            assert one.measure["in_force_to"] is None or on <= one.measure["in_force_to"]
