"""Splitting a change: price and quantity, factors, growth and mix; and a partner's weight.

Every split is exact: its parts add up to the change. New and vanished products are parts of their
own, so that no logarithm of nothing is ever taken.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple


class PriceQuantity(NamedTuple):
    """A change of value by amount and by price; what has no quantity stands apart."""

    quantity: float
    price: float
    unsplit: float


class ShiftShare(NamedTuple):
    """Growth of one partner's trade: had all grown alike, by its mix of products, by itself."""

    common: float
    mix: float
    own: float


Goods = Mapping[str, tuple[float, float | None]]
"""Value and quantity by product; a null quantity was not reported."""


def bennet(now: Goods, before: Goods) -> PriceQuantity:
    """Split a change of value by Bennet's rule: mean price times change of quantity, and reverse.

    A product that is new, vanished or without a quantity cannot be split and stands in
    ``unsplit``.
    """
    quantity = price = unsplit = 0.0
    for name in sorted(set(now) | set(before)):
        (value, amount), (old, was) = now.get(name, (0.0, 0.0)), before.get(name, (0.0, 0.0))
        if amount and was:
            per, per_before = value / amount, old / was
            quantity += (per + per_before) / 2 * (amount - was)
            price += (amount + was) / 2 * (per - per_before)
        else:
            unsplit += value - old
    return PriceQuantity(quantity, price, unsplit)


def lmdi(now: Sequence[float], before: Sequence[float]) -> list[float]:
    """Split the change of a product of factors among them (LMDI-I, additive; Ang 2005).

    All factors must be above zero at both times; take new and vanished products out first.

    Raises:
        ValueError: a factor is not above zero, or the two times have different factors.
    """
    if len(now) != len(before) or any(f <= 0 for f in (*now, *before)):
        raise ValueError(f"factors {list(now)} and {list(before)}: equally many, all above zero")
    weight = log_mean(math.prod(now), math.prod(before))
    return [weight * math.log(a / b) for a, b in zip(now, before, strict=True)]


def log_mean(a: float, b: float) -> float:
    """Give the logarithmic mean of two amounts above zero; that of equals is their value.

    >>> log_mean(2.0, 2.0)
    2.0
    """
    ratio = math.log(a / b)
    if abs(ratio) < 1e-6:  # noqa: PLR2004 - the series is exact to the last bit here
        return (a + b) / 2 * (1 - ratio * ratio / 12)
    return (a - b) / ratio


def shapley(
    value: Callable[[tuple[float, ...]], float], now: Sequence[float], before: Sequence[float]
) -> list[float]:
    """Give each factor's mean effect over all orders in which the factors could have moved.

    For two factors of a product this is Bennet's split. At most eight factors.

    Raises:
        ValueError: more than eight factors, or the two times have different ones.
    """
    n = len(now)
    if n != len(before) or n > 8:  # noqa: PLR2004 - 2 to the 8th evaluations are the limit
        raise ValueError(f"{n} and {len(before)} factors: equally many, at most eight")
    effects = []
    for i in range(n):
        effect = 0.0
        others = [k for k in range(n) if k != i]
        for size in range(n):
            weight = math.factorial(size) * math.factorial(n - size - 1) / math.factorial(n)
            for moved in combinations(others, size):
                at = [now[k] if k in moved else before[k] for k in range(n)]
                then = value(tuple(at))
                at[i] = now[i]
                effect += weight * (value(tuple(at)) - then)
        effects.append(effect)
    return effects


def shift_share(
    now: Mapping[str, float], before: Mapping[str, float], world: Mapping[str, tuple[float, float]]
) -> ShiftShare:
    """Split a partner's growth: the world's, its mix of products, and its own doing.

    ``world`` gives (now, before) by product. Products that the world did not trade before are its
    own.
    """
    total_now = math.fsum(w[0] for w in world.values())
    total_before = math.fsum(w[1] for w in world.values())
    rate = total_now / total_before - 1 if total_before > 0 else 0.0
    common = mix = 0.0
    for name in sorted(before):
        there = world.get(name, (0.0, 0.0))
        grew = there[0] / there[1] - 1 if there[1] > 0 else rate
        common += before[name] * rate
        mix += before[name] * (grew - rate)
    change = math.fsum(now.values()) - math.fsum(before.values())
    return ShiftShare(common, mix, change - common - mix)


def concentration(supplies: Mapping[str, float]) -> tuple[float, float] | None:
    """Give the Herfindahl index of suppliers and the number of equal ones it amounts to.

    ``None`` where nothing is supplied.
    """
    total = math.fsum(supplies.values())
    if total <= 0:
        return None
    index = math.fsum((v / total) ** 2 for v in supplies.values())
    return index, 1 / index


def replaced(now: Mapping[str, float], before: Mapping[str, float], partner: str) -> float | None:
    """Give what part of one partner's cut the others made up; ``None`` if it did not cut.

    Increases alone count: another partner's cut is no negative replacement.
    """
    lost = before.get(partner, 0.0) - now.get(partner, 0.0)
    if lost <= 0:
        return None
    names = (set(now) | set(before)) - {partner}
    gained = math.fsum(max(0.0, now.get(n, 0.0) - before.get(n, 0.0)) for n in sorted(names))
    return gained / lost
