"""Splits are exact, whatever is new, vanished or scaled; reporters' quality comes back from planted panels."""

import math
import random
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hawse.channels.trade.mirror.quality import Pair, reconcile, reporter_variances
from hawse.channels.trade.split import bennet, concentration, lmdi, replaced, shapley, shift_share

amount = st.floats(0.01, 1e6)
goods = st.dictionaries(
    st.sampled_from("abcdef"),
    st.tuples(amount, st.one_of(st.none(), st.just(0.0), amount)),
    max_size=6,
)


@given(goods, goods)
def test_price_and_quantity_add_up_to_the_change(now, before):
    """Residual zero to 1e-12 of the parts, with new and vanished products and missing quantities."""
    got = bennet(now, before)
    change = sum(v for v, _ in now.values()) - sum(v for v, _ in before.values())
    scale = sum(v for v, _ in (*now.values(), *before.values())) + 1

    assert abs(sum(got) - change) <= 1e-12 * (scale + sum(map(abs, got)))


@given(goods, goods, st.floats(0.001, 1000))
def test_the_unit_of_quantity_changes_no_split(now, before, scale):
    """Tonnes or kilograms."""
    other = [
        {k: (v, None if q is None else q * scale) for k, (v, q) in d.items()}
        for d in (now, before)
    ]

    assert bennet(*other) == pytest.approx(bennet(now, before), rel=1e-6, abs=1e-6)


def test_a_price_rise_alone_is_price():
    """Twice the price, the same amount."""
    assert (0.0, 10.0, 0.0) == bennet({"oil": (20.0, 5.0)}, {"oil": (10.0, 5.0)})


def test_a_new_product_cannot_be_split():
    """Nothing before has no price; its whole value stands apart."""
    assert (0.0, 0.0, 7.0) == bennet({"oil": (7.0, 2.0)}, {})


factors = st.lists(st.tuples(amount, amount), min_size=1, max_size=5)


@given(factors)
def test_logarithmic_parts_add_up(pairs):
    """LMDI leaves no residual."""
    now, before = [p[0] for p in pairs], [p[1] for p in pairs]
    whole = math.prod(now) - math.prod(before)

    assert sum(lmdi(now, before)) == pytest.approx(
        whole, rel=1e-9, abs=1e-9 * (math.prod(now) + math.prod(before))
    )


@pytest.mark.parametrize(("now", "before"), [([0.0], [1.0]), ([1.0, 2.0], [1.0])])
def test_a_factor_of_nothing_has_no_logarithm(now, before):
    """Refused, not replaced by something small."""
    with pytest.raises(ValueError, match="above zero"):
        lmdi(now, before)


@given(st.lists(st.tuples(amount, amount), min_size=1, max_size=5))
def test_shapley_parts_add_up(pairs):
    """Whatever the function, the mean over orders is exact."""
    now, before = [p[0] for p in pairs], [p[1] for p in pairs]

    def value(at):
        return sum(at) + at[0] * at[-1]

    got = shapley(value, now, before)
    assert sum(got) == pytest.approx(value(tuple(now)) - value(tuple(before)), rel=1e-9, abs=1e-6)


@given(amount, amount, amount, amount)
def test_shapley_of_two_factors_is_bennet(p, q, p0, q0):
    """Two rules, one answer."""
    got = shapley(math.prod, (p, q), (p0, q0))
    other = bennet({"x": (p * q, q)}, {"x": (p0 * q0, q0)})

    assert got == pytest.approx(
        [other.price, other.quantity], rel=1e-6, abs=1e-6 * (p * q + p0 * q0)
    )


levels = st.dictionaries(st.sampled_from("abcd"), amount, max_size=4)


@given(
    levels,
    levels,
    st.dictionaries(st.sampled_from("abcd"), st.tuples(amount, amount), min_size=1, max_size=4),
)
def test_growth_mix_and_own_add_up(now, before, world):
    """Shift-share leaves no residual."""
    got = shift_share(now, before, world)

    change = sum(now.values()) - sum(before.values())
    assert abs(sum(got) - change) <= 1e-12 * (
        sum(map(abs, got)) + sum(now.values()) + sum(before.values())
    )


def test_a_partner_that_grows_with_the_world_did_nothing_itself():
    """All products double everywhere."""
    got = shift_share(
        {"a": 20.0, "b": 2.0}, {"a": 10.0, "b": 1.0}, {"a": (200.0, 100.0), "b": (2.0, 1.0)}
    )

    assert got == pytest.approx((11.0, 0.0, 0.0))


@pytest.mark.parametrize(
    ("supplies", "index", "equal"),
    [
        ({"a": 1.0}, 1.0, 1.0),
        ({"a": 1.0, "b": 1.0}, 0.5, 2.0),
        ({"a": 9.0, "b": 1.0}, 0.82, 1 / 0.82),
    ],
)
def test_concentration(supplies, index, equal):
    """One supplier is one; two equal ones are two."""
    assert concentration(supplies) == pytest.approx((index, equal))


def test_nothing_supplied_has_no_concentration():
    """Not zero: nothing."""
    assert concentration({}) is None


@pytest.mark.parametrize(
    ("now", "share"),
    [
        ({"CN": 4.0, "RU": 3.0}, 1 / 3),
        ({"CN": 4.0, "RU": 8.0}, 7 / 6),
        ({"CN": 4.0}, 0.0),
        ({"CN": 11.0}, None),
    ],
)
def test_what_others_made_up_of_a_cut(now, share):
    """China cuts by six, Russia adds two: a third is made up; without a cut there is nothing to make up."""
    got = replaced(now, {"CN": 10.0, "RU": 1.0}, "CN")

    assert got is None if share is None else got == pytest.approx(share)


def test_another_partners_cut_is_no_negative_replacement():
    """Only increases stand in."""
    assert replaced({"CN": 4.0, "RU": 0.0}, {"CN": 10.0, "RU": 1.0}, "CN") == 0.0


def panel(seed, reporters=25):
    """Give flows whose reports are off by each reporter's own spread."""
    dice = random.Random(seed)
    names = [f"R{n:02d}" for n in range(reporters)]
    spread = {name: 0.05 + 0.6 * n / reporters for n, name in enumerate(names)}
    pairs = []
    for exporter in names:
        for importer in names:
            for _ in range(6 if exporter != importer else 0):
                true = 10 ** dice.uniform(5, 9)
                pairs.append(
                    Pair(
                        exporter,
                        importer,
                        true * math.exp(dice.gauss(0, spread[exporter])),
                        1.06 * true * math.exp(dice.gauss(0, spread[importer])),
                    )
                )
    return spread, pairs


def ranks(values):
    """Give the rank of each key."""
    return {k: n for n, k in enumerate(sorted(values, key=values.get))}


@pytest.mark.parametrize("seed", range(3))
def test_planted_quality_comes_back(seed):
    """Rank correlation (Spearman) between the planted and the found spread is at least .9."""
    spread, pairs = panel(seed)
    a, b = ranks(spread), ranks(reporter_variances(pairs))
    n = len(a)

    assert 1 - 6 * sum((a[k] - b[k]) ** 2 for k in a) / (n * (n * n - 1)) >= 0.9


def test_the_reliable_report_counts_for_more():
    """Between two reports the value lies nearer to that of the better reporter, and both stay."""
    variances = {"A": 0.01, "B": 0.09}
    got = reconcile(Pair("A", "B", 100.0, 212.0), variances)

    assert 100.0 < got.value < math.sqrt(100 * 200)
    assert got.error == pytest.approx(math.sqrt(0.01 * 0.09 / 0.1))


def test_a_missing_report_is_not_a_report_of_zero():
    """No number is made where one end is silent or unknown."""
    assert reconcile(Pair("A", "B", 100.0, 0.0), {"A": 0.1, "B": 0.1}) is None
    assert reconcile(Pair("A", "Z", 100.0, 106.0), {"A": 0.1}) is None
    assert reporter_variances([Pair("A", "B", 0.0, 5.0)]) == {}


@pytest.mark.parametrize("seed", range(3))
def test_reliable_reporters_are_told_apart_beside_very_bad_ones(seed):
    """Errors from 5 to 400 percent: the rank of forty reporters comes back."""
    dice = random.Random(seed)
    spread = [0.05 * 1.12**k for k in range(40)]
    dice.shuffle(spread)
    pairs = []
    for i, j in permutations(range(40), 2):
        value = dice.lognormvariate(10, 2)
        pairs.append(
            Pair(
                f"c{i:02d}",
                f"c{j:02d}",
                value * math.exp(dice.gauss(0, spread[i])),
                1.06 * value * math.exp(dice.gauss(0, spread[j])),
            )
        )
    found = reporter_variances(pairs)
    order = sorted(range(40), key=lambda i: spread[i])
    got = sorted(range(40), key=lambda i: found[f"c{i:02d}"])
    squares = sum((order.index(i) - got.index(i)) ** 2 for i in range(40))

    assert 1 - 6 * squares / (40 * (40**2 - 1)) >= 0.9
