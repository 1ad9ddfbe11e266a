"""Several lines cut at once are one shock: counted once, with nobody who is cut standing in."""

import numpy as np
import pytest

from hawse.scenario.abroad import Way, closed, sector_of
from hawse.scenario.cut import accounting, substitution_span
from hawse.scenario.lines import of_shares, supplies, typed
from hawse.scenario.show import figures
from hawse.scenario.world import ScenarioError
from tests.scenario.test_cut import line, small

CN, RU, MN = "country:CN", "country:RU", "country:MN"
THREE = [line(CN, 60.0, 60.0), line(RU, 30.0, 30.0), line(MN, 10.0, 10.0)]


def only(rows, *lines):
    """Give the one supply that is left over."""
    (left,) = accounting(rows, *lines)
    return left


def of_russia(got):
    """Give Russia's real income."""
    return next(e.middle for e in got.effects if e.region == "Russia")


def share(partner=RU, item="mineral_products", low=0.8, high=0.8, *, flow="export", start=2017):
    """Give a finding: a product's share of a partner's exports to the target."""
    return {"id": "f1", "kind": "main_product", "subject": partner, "counterpart": "country:KP", "item": item,
            "flow": flow, "q_low": low, "q_high": high, "unit": "share", "period_start": start, "period_end": 2018}  # fmt: skip


def test_two_partners_cut_at_once_leave_the_third():
    """60 and 30 of 100 are gone; neither of the two stands in for the other."""
    got = only(THREE, CN, RU)

    assert (0.9, (MN,)) == (pytest.approx(got.lost.low), got.others)
    assert got == only(THREE, RU, CN)
    assert got.lost.low == pytest.approx(only(THREE, CN).lost.low + only(THREE, RU).lost.low)


def test_a_supply_that_runs_over_two_lines_is_lost_once():
    """An operator of Russia and Russia itself are one supply: the part does not grow."""
    rows = [line(RU, 30.0, 30.0) | {"over": frozenset({"as:20485"})}, line(CN, 70.0, 70.0)]

    assert only(rows, "as:20485") == only(rows, "as:20485", RU) == only(rows, RU)


def test_an_upstream_of_one_partner_and_another_partner_are_both_gone():
    """The upstream's supply and the partner's add up where they are two."""
    rows = [line(RU, 30.0, 30.0) | {"over": frozenset({"as:20485"})}, *THREE[::2]]
    got = only(rows, "as:20485", CN)

    assert (pytest.approx(0.9), (MN,)) == (got.lost.low, got.others)


def test_a_product_and_a_partner_take_the_product_of_the_others_alone():
    """All of Russia's 30 and the 15 of China's 60 that are oil: a half of 90 is left."""
    rows = [
        *THREE[:2],
        line(RU, 20.0, 20.0, item="oil"),
        line(CN, 15.0, 15.0, item="oil"),
    ]
    got = only(rows, RU, "oil")

    assert (0.5, 0.5, (CN,)) == (got.left.low, got.left.high, got.others)


def test_of_a_partner_whose_product_nobody_knows_nothing_or_all_may_be_gone():
    """China's oil is not known: between nothing and all of its 60 is gone with Russia's 30."""
    got = only([*THREE[:2], line(RU, 20.0, 20.0, item="oil")], RU, "oil")

    assert (pytest.approx(0.0), pytest.approx(2 / 3)) == (got.left.low, got.left.high)


def test_products_that_may_lie_inside_each_other_are_an_interval():
    """Gasoil may be part of oil: at least the larger of the two, at most both."""
    rows = [
        line(CN, 100.0, 100.0),
        line(CN, 30.0, 30.0, item="oil"),
        line(CN, 20.0, 20.0, item="gasoil"),
    ]
    got = only(rows, "oil", "gasoil")

    assert (0.3, 0.5) == (pytest.approx(got.lost.low), pytest.approx(got.lost.high))


def test_one_line_that_nothing_runs_over_refuses_the_whole_question():
    """A slip in one of two names must not answer another question."""
    with pytest.raises(ScenarioError, match=r"country:XX.*country:CN"):
        accounting(THREE, RU, "country:XX")
    with pytest.raises(ScenarioError, match="no line"):
        accounting(THREE)


def test_the_second_rung_takes_what_the_whole_shock_leaves():
    """A cut of both costs more than of either, and no less than the larger."""
    weight, elasticity = (accounting(THREE, CN)[0].lost.__class__(v, v) for v in (0.04, 0.5))
    losses = [
        substitution_span(weight, only(THREE, *lines).left, elasticity).low
        for lines in ((RU,), (CN,), (CN, RU))
    ]

    assert sorted(losses) == losses
    assert losses[2] > losses[1]


def test_the_third_rung_closes_all_ways_in_one_solution():
    """Without oil from both, Russia loses more than from either; its own sales stay open."""
    alone = [of_russia(closed(small(), 0, n, sector="oil", draws=0)) for n in (1, 2)]
    both = closed(small(), 0, 1, 2, sector="oil", draws=0)

    assert of_russia(both) < min(alone)
    assert both.residual < 1e-9


def test_who_is_cut_from_everybody_has_no_equilibrium_and_that_is_said():
    """Without any imports its exports would be paid with nothing: no prices clear that."""
    with pytest.raises(ScenarioError, match="nothing would pay for its exports"):
        closed(small(), 0, 1, 2, draws=0)


def test_a_product_in_a_world_is_its_sector_from_everybody():
    """Oil cut from both partners is the ways of oil from each; a name that is no sector is none."""
    base = small()
    oil = sector_of(base, "oil")
    got = closed(base, 0, Way(None, oil), draws=0)
    same = closed(base, 0, Way(1, oil), Way(2, oil), draws=0)

    assert (0, None) == (oil, sector_of(base, "coal"))
    assert same == got
    assert np.isfinite(got.effects[0].middle)


def test_a_share_and_all_goods_make_the_product_that_can_be_cut():
    """83.4 % of Russia's 100 million are minerals: 16.6 is left, estimated, and China is unknown."""
    rows = [line(RU, 100.0, 100.0), line(CN, 900.0, 900.0)]
    (one,) = of_shares(rows, [share(low=0.834, high=0.834)])
    got = only([*rows, one], "mineral_products")

    assert ("mineral_products", pytest.approx(83.4), True) == (
        one["item"],
        one["q_low"],
        one["worked_out"],
    )
    assert (pytest.approx(0.166), "estimated", (RU,)) == (got.left.low, got.basis, got.others)
    assert ["f1", "n1"] == list(got.finding_ids)
    assert "mineral_products" == typed("mineral products", {}, [*rows, one])


@pytest.mark.parametrize("finding", [
    share(start=2016), share(flow="import"), share(partner=MN), share(item="all"), share() | {"kind": "dependence"},
    share() | {"unit": "USD"},
])  # fmt: skip
def test_a_share_of_something_else_makes_no_supply(finding):
    """Another year, another way, another partner: the goods are not those."""
    assert [] == of_shares([line(RU, 100.0, 100.0)], [finding])


def test_a_product_that_a_lifeline_has_is_not_made_again():
    """What was reported stays as it was reported."""
    rows = [line(RU, 100.0, 100.0), line(RU, 70.0, 70.0, item="mineral_products")]

    assert [] == of_shares(rows, [share()])


def test_two_shares_of_one_product_are_as_wide_as_they_differ():
    """Two reports: between the lower and the higher."""
    (one,) = of_shares(
        [line(RU, 100.0, 100.0)], [share(), share(low=0.5, high=0.6) | {"id": "f2"}]
    )

    assert (50.0, 80.0, ["f1", "f2", "n1"]) == (one["q_low"], one["q_high"], one["finding_ids"])


def test_the_page_shows_a_product_cut_where_a_share_is_known():
    """The founding case: what is left of Russia's supply without mineral products."""
    lines = [{k: v for k, v in line(RU, 100.0, 100.0).items() if k != "over"}]
    picture, _ = figures(lines, [share(low=0.834, high=0.834)], {RU: "Russia"})

    assert ["without mineral products: all goods (USD, to target), at no stated time"] == [
        d.label for d in picture.data
    ]
    assert supplies(lines, [])
