"""Shapes, drivers, inputs that a case brings, and for which months labour figures speak."""

import math
from typing import ClassVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hawse.channels.labour import COUNTED
from hawse.channels.labour.find.drivers import AT, estimate, percents, spread
from hawse.channels.labour.find.shapes import Part, Pool, Shape
from hawse.channels.labour.observe.counted import counted
from hawse.channels.labour.read import estimate_inputs
from hawse.channels.labour.tables import HEAD_COUNTS, TRANSFERS
from hawse.testing import ReaderContract, StepContract, all_rows
from tests.channels.labour.test_labour import FIGURES, NONE, PUTIN, STAY, rows

HEAD = "input,target,host,shape,a,b,c,unit,basis,said_by,said_on,source,note\n"
GOOD = "wage,KP,RU,flat,800,1000,,USD/person/month,reported,Daily NK,2015-06,,\n"


def alone(*shape):
    """Give the pool of one shape."""
    return Pool([Part(Shape(*shape), 1.0, "x")])


@pytest.mark.parametrize(
    ("shape", "mean", "sd"),
    [
        (("point", 7.0), 7.0, 0.0),
        (("flat", 0.0, 12.0), 6.0, 12 / math.sqrt(12)),
        (("triangular", 9.0, 11.0, 12.0), 32 / 3, math.sqrt(7 / 18)),
        (("triangular", 9.0, 9.0, 12.0), 10.0, math.sqrt(0.5)),
        (("pert", 9.0, 11.0, 12.0), 65 / 6, math.sqrt((65 / 6 - 9) * (12 - 65 / 6) / 7)),
        (("beta", 8.0, 4.0), 2 / 3, math.sqrt(32 / (144 * 13))),
        (("lognormal", 50.0, 200.0), 109.28, 109.28 * math.sqrt(math.exp(0.4214**2) - 1)),
    ],
)
def test_a_shape_has_the_mean_and_spread_of_its_formula(shape, mean, sd):
    """Moments as in the textbook, from 256 equal slices of probability."""
    points = Shape(*shape).points()

    assert mean == pytest.approx(points.mean(), rel=2e-3)
    assert sd == pytest.approx(points.std(), rel=0.02)
    assert (np.diff(points) >= 0).all()


def test_a_lognormal_has_its_ends_at_5_and_95_in_a_hundred():
    """So that a speaker's '50 to 200' is read as it was meant."""
    at = Shape("lognormal", 50.0, 200.0).at

    assert (50.0, 100.0, 200.0) == pytest.approx((at(0.05), at(0.5), at(0.95)), rel=1e-9)


@pytest.mark.parametrize(
    ("shape", "why"),
    [
        (("normal", 1.0, 2.0), "none of"),
        (("flat", 2.0), "takes 2 numbers"),
        (("flat", 2.0, 1.0), "run upwards"),
        (("triangular", 1.0, 5.0, 3.0), "run upwards"),
        (("beta", 0.0, 4.0), "above 0"),
        (("lognormal", 0.0, 4.0), "run upwards"),
        (("point", -1.0), "from 0 up"),
        (("flat", 1.0, math.inf), "from 0 up"),
    ],
)
def test_a_shape_that_cannot_be_is_refused(shape, why):
    """A faulty input is told, never bent into shape."""
    with pytest.raises(ValueError, match=why):
        Shape(*shape)


def test_the_draws_agree_with_the_formula_of_a_product():
    """Variance shares of a product of independent amounts are known exactly; quantiles by 10^6 dice."""
    inputs = {
        "a": alone("triangular", 300.0, 415.0, 700.0),
        "b": alone("beta", 8.0, 4.0),
        "c": alone("triangular", 9.0, 11.0, 12.0),
    }
    got = estimate(inputs, lambda a, b, c: a * b * c)
    cv2 = {n: p.at(spread(8192, 1)[:, 0]) for n, p in inputs.items()}
    cv2 = {n: v.var() / v.mean() ** 2 for n, v in cv2.items()}
    whole = math.prod(1 + v for v in cv2.values()) - 1
    dice = np.random.default_rng(1)
    thrown = dice.triangular(300, 415, 700, 10**6) * dice.beta(8, 4, 10**6)
    thrown *= dice.triangular(9, 11, 12, 10**6)

    for name, value in cv2.items():
        assert value / whole == pytest.approx(got.shares[name], abs=0.01)
    assert np.quantile(thrown, AT) == pytest.approx(got.quantiles, rel=0.01)
    assert ["b", "a", "c"] == [*got.shares]


def test_the_same_inputs_give_the_same_bytes():
    """No dice: two runs agree to the last bit."""
    inputs = {"a": alone("pert", 1.0, 2.0, 4.0), "b": alone("lognormal", 1.0, 3.0)}
    one, two = (estimate(inputs, lambda a, b: a * b) for _ in range(2))

    assert repr(one) == repr(two)


def test_an_input_that_is_known_drives_nothing():
    """A point has no share and no swing; the other has all of it."""
    got = estimate({"a": alone("point", 3.0), "b": alone("flat", 1.0, 2.0)}, lambda a, b: a * b)

    assert 1.0 == pytest.approx(got.shares["b"], abs=1e-3)
    assert 0.0 == pytest.approx(got.shares["a"], abs=1e-3)
    assert (3 * got.swings["b"][0], "b 100%") != (0, percents(got.shares))
    assert "b 100%" == percents(got.shares)


@given(st.lists(st.tuples(st.floats(0, 1e4), st.floats(0, 1e4)), min_size=1, max_size=4))
def test_quantiles_of_a_product_lie_in_order_between_the_ends(given_spans):
    """No quantile of a product leaves the product of the ends."""
    inputs = {f"i{n}": alone("flat", low, low + wide) for n, (low, wide) in enumerate(given_spans)}
    got = estimate(inputs, lambda **drawn: math.prod(drawn.values()))
    least = math.prod(low for low, _ in given_spans)
    most = math.prod(low + wide for low, wide in given_spans)

    assert list(got.quantiles) == sorted(got.quantiles)
    assert least * (1 - 1e-9) <= got.quantiles[0]
    assert got.quantiles[-1] <= most * (1 + 1e-9)
    assert all(0 <= share <= 1.001 for share in got.shares.values())


def test_a_case_brings_its_own_inputs():
    """RU is country:RU, an empty cell is anybody; the row is marked as the case's."""
    got = all_rows(estimate_inputs.READER, (HEAD + GOOD).encode())["labour_inputs"]

    assert [("country:KP", "country:RU", 800.0, 1000.0, None, True, "line 2")] == [
        tuple(r[n] for n in ("target", "host", "a", "b", "c", "from_case", "locator")) for r in got
    ]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("wage", "bonus"), "input 'bonus' is none of"),
        (("USD/person/month", "EUR"), "unit 'EUR': wage is in USD/person/month"),
        (("flat", "normal"), "shape 'normal' is none of"),
        ((",800,1000,", ",1000,800,"), "run upwards"),
        ((",800,", ",,"), "a is empty"),
        (("reported", "guessed"), "basis 'guessed'"),
        (("Daily NK", ""), "every input names its source"),
        ((",RU,", ",Russia,"), "host 'Russia' is no country"),
    ],
)
def test_an_input_that_cannot_be_is_a_reject(change, why):
    """A faulty row does not stop the file and is told with its reason."""
    got = all_rows(estimate_inputs.READER, (HEAD + GOOD.replace(*change) + GOOD).encode())

    assert 1 == len(got["labour_inputs"])
    assert why in got["rejects"][0]["reason"]


class TestReader(ReaderContract):
    """The reader keeps what every reader keeps."""

    reader = estimate_inputs.READER
    good: ClassVar = (HEAD + GOOD).encode()


def covered(figures, transfers=None, holds=3):
    """Give (subject, year, share) of the coverage."""
    made = counted(
        figures, NONE, TRANSFERS.empty() if transfers is None else transfers, holds_months=holds
    )
    return [
        (r["subject"], r["period_start"].year, round(12 * r["share"])) for r in made.to_pylist()
    ]


def test_labour_says_for_which_months_it_speaks():
    """A count of October holds for July to January; without holding, for October alone."""
    assert [("country:RU", 2017, 6), ("country:RU", 2018, 1)] == covered(rows(PUTIN))
    assert [("country:RU", 2017, 1)] == covered(rows(PUTIN), holds=0)
    assert [] == covered(FIGURES.empty())


def test_a_month_that_two_speak_of_counts_once():
    """October and the last of December: July to March, nine months in all."""
    assert [("country:RU", 2017, 6), ("country:RU", 2018, 3)] == covered(rows(PUTIN, STAY))


class TestCounted(StepContract):
    """Coverage does not hang on the order of rows."""

    step = COUNTED
    tables: ClassVar = {"figures": FIGURES, "head_counts": HEAD_COUNTS, "transfers": TRANSFERS}
    inputs: ClassVar = {
        "figures": rows(PUTIN, STAY),
        "head_counts": NONE,
        "transfers": TRANSFERS.empty(),
    }
