"""Cutting a line: what is left as an interval, how long a stock lasts, what substitution saves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hawse.scenario.cut import Span, accounting, days_of_cover, substitution, substitution_span
from hawse.scenario.world import ScenarioError


def line(partner, low, high, *, item="all", unit="USD", channel="trade", basis="reported"):
    """Give one lifeline."""
    return {"channel": channel, "partner": partner, "target": "country:KP", "flow": "to_target", "item": item, "q_low": low,
            "q_best": None, "q_high": high, "unit": unit, "period_start": 2017, "period_end": 2018, "basis": basis}  # fmt: skip


def test_a_cut_takes_its_share_of_what_is_known():
    """75 of 100 known: a quarter is left, and the suppliers that stay are named."""
    got = accounting(
        [line("country:CN", 75.0, 75.0), line("country:RU", 25.0, 25.0)], "country:CN"
    )[0]

    assert (0.75, 0.75) == (got.lost.low, got.lost.high)
    assert (("country:RU",), "accounting") == (got.others, got.rung)


def test_intervals_are_taken_at_their_worst_and_best():
    """The cut share is least when the cut line is small and the rest large."""
    got = accounting(
        [line("country:CN", 60.0, 80.0), line("country:RU", 20.0, 40.0)], "country:CN"
    )[0]

    assert (60 / 100, 80 / 100) == (pytest.approx(got.lost.low), pytest.approx(got.lost.high))
    assert (pytest.approx(0.2), pytest.approx(0.4)) == (got.left.low, got.left.high)


def test_an_open_end_stays_open():
    """'At least so much' from the others: the cut may take next to nothing."""
    got = accounting(
        [line("country:CN", 60.0, 80.0), line("country:RU", 20.0, None)], "country:CN"
    )[0]

    assert (0.0, pytest.approx(0.8)) == (got.lost.low, got.lost.high)


def test_units_periods_and_bases_are_never_added():
    """Dollars and barrels, and what is observed and estimated, make four supplies."""
    rows = [
        line("country:RU", 1.0, 1.0),
        line("country:RU", 1.0, 1.0, unit="bbl"),
        line("country:RU", 1.0, 1.0, basis="estimated"),
        line("country:CN", 9.0, 9.0),
    ]
    got = accounting(rows, "country:RU")

    assert [1.0, 1.0, 0.1] == sorted((g.lost.low for g in got), reverse=True)


def test_the_only_known_supplier_is_said_to_be_the_only_known_one():
    """That no other is known is not that there is none."""
    got = accounting([line("as:20485", 1.0, 1.0)], "as:20485")[0]

    assert "not that there is none" in got.why


def test_a_product_can_be_cut_as_well():
    """A line is a partner or an item."""
    assert (
        1.0
        == accounting([line("country:RU", 1.0, 1.0, item="oil_products")], "oil_products")[
            0
        ].lost.low
    )


def test_a_line_that_nothing_runs_over_names_those_that_are_there():
    """A slip in the name gets the names that exist."""
    with pytest.raises(ScenarioError, match="country:RU"):
        accounting([line("country:RU", 1.0, 1.0)], "country:ZZ")


@pytest.mark.parametrize(("stock", "use", "rest", "days"), [
    (Span(100, 100), Span(10, 10), Span(5, 5), (20, 20)),
    (Span(100, 200), Span(10, 10), Span(5, 8), (20, 100)),
    (Span(0, 0), Span(10, 10), Span(5, 5), (0, 0)),
    (Span(100, 100), Span(10, 10), Span(10, 12), (None, None)),
    (Span(100, None), Span(10, None), Span(5, 5), (0, None)),
])  # fmt: skip
def test_days_of_cover(stock, use, rest, days):
    """A stock covers what use exceeds the rest; where the rest meets the use it lasts without end."""
    got = days_of_cover(stock, use, rest)

    assert days[1] == got.high
    assert days[0] is None or days[0] == got.low


def test_the_german_energy_case():
    """Bachmann et al. (2022): 4 % cost share, 10 % less, elasticity 0.04 cost about 1.5 % of output."""
    assert substitution(0.04, 0.9, 0.04) == pytest.approx(0.015, abs=0.001)


shares = st.floats(0.001, 0.999)


@given(shares, shares, st.floats(0.02, 5.0))
def test_a_loss_lies_between_nothing_and_the_shortfall(weight, left, elasticity):
    """No elasticity makes the loss larger than the input's own shortfall."""
    got = substitution(weight, left, elasticity)

    assert -1e-12 <= got <= 1 - left + 1e-9


@given(shares, shares, st.floats(0.02, 5.0))
def test_more_substitution_never_costs_more(weight, left, elasticity):
    """The loss falls as the elasticity grows."""
    assert (
        substitution(weight, left, elasticity * 1.1)
        <= substitution(weight, left, elasticity) + 1e-9
    )


@pytest.mark.parametrize(("elasticity", "loss"), [(0.0, 0.1), (1.0, 1 - 0.9**0.3)])
def test_the_limits_are_leontief_and_cobb_douglas(elasticity, loss):
    """Without substitution the shortfall is the loss; at one it is the geometric mean."""
    assert substitution(0.3, 0.9, elasticity) == pytest.approx(loss)
    assert substitution(0.3, 0.9, elasticity + 1e-6) == pytest.approx(loss, abs=1e-4)


def test_a_span_of_parameters_gives_a_span_of_losses():
    """The ends are the worst and the best of the parameters together."""
    got = substitution_span(Span(0.02, 0.05), Span(0.8, 0.9), Span(0.04, 0.2))

    assert got.low == pytest.approx(substitution(0.02, 0.9, 0.2))
    assert got.high == pytest.approx(substitution(0.05, 0.8, 0.04))


@pytest.mark.parametrize("values", [(-0.1, 0.5, 1.0), (0.5, 1.5, 1.0), (0.5, 0.5, -1.0)])
def test_shares_outside_their_range_are_refused(values):
    """A share of 150 percent is a slip, not a scenario."""
    with pytest.raises(ScenarioError, match="between 0 and 1"):
        substitution(*values)
