"""Cutting a line: what is left as an interval, how long a stock lasts, what substitution saves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hawse.scenario.abroad import closed, load, region_of
from hawse.scenario.cut import Span, accounting, days_of_cover, substitution, substitution_span
from hawse.scenario.lines import supplies, typed
from hawse.scenario.show import figures
from hawse.scenario.world import ScenarioError, world


def line(partner, low, high, *, item="all", unit="USD", channel="trade", basis="reported"):
    """Give one lifeline."""
    return {"channel": channel, "partner": partner, "target": "country:KP", "flow": "to_target", "item": item, "q_low": low,
            "q_best": None, "q_high": high, "unit": unit, "period_start": 2017, "period_end": 2018, "basis": basis, "synthetic": False,
            "finding_ids": ["n1"], "over": frozenset()}  # fmt: skip


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


def test_a_part_of_the_period_is_a_lower_bound_of_what_is_left():
    """Half a year of China's trade already dwarfs Russia's whole year."""
    half = line("country:CN", 2550.0, 2550.0) | {"period_end": 2017.5}
    got = accounting([line("country:RU", 78.0, 78.0), half], "country:RU")[0]

    assert (0.0, pytest.approx(78 / (78 + 2550))) == (got.lost.low, got.lost.high)
    assert ("country:CN",) == got.others


def test_a_product_is_cut_out_of_all_goods_where_both_are_known():
    """Oil worth 30 of 100 is three tenths of all goods."""
    got = accounting(
        [line("country:RU", 30.0, 30.0, item="oil_products"), line("country:RU", 100.0, 100.0)],
        "oil_products",
    )[0]

    assert ("all", pytest.approx(0.3), pytest.approx(0.7)) == (
        got.item,
        got.lost.high,
        got.left.low,
    )


FINDINGS = [
    {"id": "n1", "subject": "as:20485", "counterpart": "as:131279", "place_from": "port:RUVVO"}
]


def test_two_reports_of_one_supply_are_one_supply_as_wide_as_they_differ():
    """Turnover by two offices is not twice the turnover."""
    rows = [
        line("country:RU", 70.0, 72.0),
        line("country:RU", 80.0, 81.0) | {"finding_ids": ["n2"]},
    ]
    (got,) = supplies(rows, FINDINGS)

    assert (70.0, 81.0, ["n1", "n2"]) == (got["q_low"], got["q_high"], got["finding_ids"])
    assert {"as:20485", "as:131279", "port:RUVVO"} == got["over"]


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("RU", "country:RU"),
        ("russia", "country:RU"),
        ("AS20485", "as:20485"),
        ("RUVVO", "port:RUVVO"),
        ("all", "all"),
    ],
)
def test_a_line_is_found_by_its_plain_name(word, wanted):
    """Nobody types typed ids."""
    rows = supplies([line("country:RU", 1.0, 1.0)], FINDINGS)

    assert wanted == typed(word, {"russia": "country:RU"}, rows)


def test_an_unknown_line_names_those_there_are():
    """A slip in the name gets the names that exist."""
    with pytest.raises(ScenarioError, match=r"country:RU.*all"):
        typed("Narnia", {}, supplies([line("country:RU", 1.0, 1.0)], FINDINGS))


def test_the_page_shows_what_is_left_and_counts_what_has_no_other():
    """A supply with one known partner says nothing of what would be left."""
    rows = [
        line("country:CN", 75.0, 75.0),
        line("country:RU", 25.0, 25.0),
        line("country:RU", 5.0, 5.0, item="coal"),
    ]
    picture, table = figures(rows, FINDINGS, {"country:RU": "Russia"})

    assert [
        ("without coal: all", 0.8),
        ("without country:CN: all", 0.25),
        ("without Russia: all", 0.75),
    ] == [(d.label.split(" goods")[0], d.low) for d in picture.data]
    assert "1 supplies have one known partner" in picture.caption
    assert ("Russia", "75.0%") == (table.data[2].cells[0], table.data[2].cells[3])
    assert () == figures([], [], {})


def test_the_targets_own_ships_are_no_line_that_could_be_cut():
    """A target may carry its own goods; everything runs to it, so the page leaves it out."""
    rows = [line("country:RU", 25.0, 25.0), line("country:KP", 2.0, 2.0)]

    picture, _ = figures(rows, FINDINGS, {})

    assert ["without country:RU"] == [d.label.rsplit(":", 1)[0] for d in picture.data]


def small():
    """A world of three regions and two sectors, each of which makes most for itself."""
    trade = np.array(
        [[[80.0, 10, 10], [10, 80, 10], [5, 5, 90]], [[60.0, 20, 20], [10, 80, 10], [10, 10, 80]]]
    )
    made = trade.sum(axis=1).T
    inputs = np.full((3, 2, 2), 0.2) * made[:, None, :]
    return world(
        trade=trade,
        tariff=np.zeros_like(trade),
        value_added=made * 0.6,
        inputs=inputs,
        theta=np.array([4.0, 6.0]),
        names=(["Russia", "China", "Rest"], ["oil", "other"]),
    )


def test_the_third_rung_gives_effects_as_intervals_and_clears_its_markets():
    """Who loses most is one of the two ends; every draw has an equilibrium."""
    got = closed(small(), 0, 1, draws=10)
    first = got.effects[0]

    assert 11 == got.draws
    assert got.residual < 1e-9
    assert "Russia" == first.region
    assert first.low <= first.middle <= first.high < 0


def test_a_sector_of_the_world_can_be_cut_alone():
    """One sector costs less than all of them."""
    whole = closed(small(), 0, 1, draws=0).effects[0].middle
    part = next(
        e.middle
        for e in closed(small(), 0, 1, sector="oil", draws=0).effects
        if e.region == "Russia"
    )

    assert whole < part < 0


def test_countries_are_found_in_a_world_by_name():
    """An id, a plain name and another case mean one region; an absent one is none."""
    base = small()

    assert [0, 0, None] == [
        region_of(base, i, {"country:RU": "Russia"})
        for i in ("country:RU", "RUSSIA", "country:KP")
    ]


@pytest.mark.parametrize("data", [b"", b"PK", b"not an archive"])
def test_a_file_that_is_no_world_is_refused_with_its_name(tmp_path, data):
    """A broken archive is an error with its place, never a traceback."""
    path = tmp_path / "w.npz"
    path.write_bytes(data)

    with pytest.raises(ScenarioError, match=r"w\.npz: cannot be read as a world"):
        load(path)
