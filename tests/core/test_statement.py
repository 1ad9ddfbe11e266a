"""Amounts and periods: never more exact than their source, and the same whoever asks."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hawse.core.statement import Period, Quantity
from hawse.core.units import UNITS, convert

FIRST = datetime(2000, 1, 1, tzinfo=UTC)
amounts = st.one_of(st.none(), st.floats(-1e12, 1e12))


LENGTHS = st.sampled_from(["km", "mi", "nmi", "m"])


@st.composite
def quantities(draw, units=LENGTHS):
    ends = draw(st.lists(st.floats(-1e9, 1e9), min_size=3, max_size=3).map(sorted))
    hide = draw(st.sampled_from([(), (0,), (2,), (1,), (0, 1), (1, 2), (0, 2)]))
    low, best, high = (None if n in hide else end for n, end in enumerate(ends))
    return Quantity(low, best, high, draw(units))


def instants():
    return st.one_of(st.none(), st.integers(0, 10_000).map(lambda d: FIRST + timedelta(days=d)))


@given(quantities(st.just("t")), quantities(st.just("t")))
def test_may_equal_does_not_depend_on_who_is_asked(a, b):
    """Holding a claim against a finding is the same as the other way round."""
    assert a.may_equal(b) == b.may_equal(a)


@given(quantities())
def test_an_amount_may_always_equal_itself(a):
    """Otherwise no finding could bear out the claim that quotes it."""
    assert a.may_equal(a)


@given(quantities(), LENGTHS)
def test_a_conversion_keeps_what_was_not_said(a, unit):
    """An open end stays open in any unit."""
    there = a.within(unit)

    assert [end is None for end in (there.low, there.best, there.high)] == [
        end is None for end in (a.low, a.best, a.high)
    ]


@given(amounts, amounts, amounts)
def test_an_amount_is_refused_if_its_ends_are_crossed_or_nothing_is_said(low, best, high):
    """An interval that runs backwards would agree with nothing and say so of everything."""
    said = [v for v in (low, best, high) if v is not None]
    if said and said == sorted(said):
        assert Quantity(low, best, high, "t").ends()[0] <= Quantity(low, best, high, "t").ends()[1]
    else:
        with pytest.raises(ValueError, match=r"crossed ends|at least one"):
            Quantity(low, best, high, "t")


def test_at_least_eight_ships_are_not_six():
    """An open end is open on its own side alone."""
    eight = Quantity(8, None, None, "ship")

    assert not eight.may_equal(Quantity(6, 6, 6, "ship"))
    assert eight.may_equal(Quantity(80, 80, 80, "ship"))


def test_amounts_of_different_dimensions_do_not_compare():
    """Tonnes into barrels is a judgement with a source, not a unit."""
    assert not Quantity(1, 1, 1, "t").may_equal(Quantity(1, 1, 1, "bbl"))
    assert Quantity(1, 1, 1, "t").within("bbl") is None


@given(st.sampled_from(sorted(UNITS)), st.sampled_from(sorted(UNITS)), st.floats(-1e9, 1e9))
def test_a_conversion_goes_both_ways_or_neither(unit, into, value):
    """Whatever compares one way compares the other way, to the last digits."""
    there = convert(value, unit, into)
    if there is None:
        assert convert(value, into, unit) is None
    else:
        assert convert(there, into, unit) == pytest.approx(value)


def test_a_unit_that_nobody_declared_does_not_compare():
    """A misspelt unit must not pass for a plain number."""
    assert convert(1.0, "tonnes", "t") is None


@given(instants(), instants(), instants(), instants())
def test_overlap_does_not_depend_on_who_is_asked(a, b, c, d):
    """A claim's period meets a finding's period or it does not."""
    assert Period(a, b).overlaps(Period(c, d)) == Period(c, d).overlaps(Period(a, b))


def test_a_period_does_not_hold_its_own_end():
    """March and April do not overlap on the first of April."""
    march, april, may = (datetime(2017, month, 1, tzinfo=UTC) for month in (3, 4, 5))

    assert not Period(march, april).overlaps(Period(april, may))
    assert Period(march, april + timedelta(microseconds=1)).overlaps(Period(april, may))
    assert Period(None, april).overlaps(Period(march, None))
