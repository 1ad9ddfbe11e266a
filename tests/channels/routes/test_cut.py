"""What if it is cut: the model against a slow one, hand-worked cuts, and the real graph of 2017."""

import random

import numpy as np
import pyarrow.parquet as pq
import pytest

from hawse.channels.routes.cut import cut, entry_countries, propagate, without
from hawse.channels.routes.structure import cone_sizes, disjoint_chains, graph_of
from tests.channels.routes.conftest import DATA


def relations(*lines: str):
    """Make relations of '1>2' (1 carries 2) and '1=2' (peers)."""
    made = [
        (*map(int, line.replace("=", ">").split(">")), -1 if ">" in line else 0) for line in lines
    ]
    return tuple(
        np.array([m[k] for m in made], t) for k, t in enumerate((np.int64, np.int64, np.int8))
    )


NORTH = relations("1>4837", "1>20485", "4837>131279", "20485>131279", "1>7", "2>8", "1=2")


def slow_routes(rel, origin: int) -> dict[int, tuple[int, int]]:
    """Gao and Rexford in plain words: every AS takes the best of what its neighbours may tell it."""
    a, b, kinds = (x.tolist() for x in rel)
    carried = {(x, y) for x, y, k in zip(a, b, kinds, strict=True) if k == -1}
    peers = {(x, y) for x, y, k in zip(a, b, kinds, strict=True) if k == 0}
    peers |= {(y, x) for x, y in peers}
    ases, best = sorted({*a, *b}), {origin: (1, 0, origin)}
    for _ in range(3 * len(ases)):
        new = {origin: (1, 0, origin)}
        for me in ases:
            if me == origin:
                continue
            told = []
            for by, (kind, hops, _via) in best.items():
                mine = (
                    1
                    if (me, by) in carried
                    else 2
                    if (me, by) in peers
                    else 3
                    if (by, me) in carried
                    else 0
                )
                if mine and (kind == 1 or mine == 3):
                    told.append((mine, hops + 1, by))
            if told:
                new[me] = min(told)
        if new == best:
            break
        best = new
    return best


@pytest.mark.parametrize("seed", range(12))
def test_every_as_takes_the_route_that_the_rules_give_it(seed):
    """Customer before peer before provider, then the shortest, then the lowest number."""
    dice = random.Random(seed)
    lines = {f"{x}>{y}" for y in range(2, 30) for x in dice.sample(range(1, y), min(2, y - 1))}
    lines |= {
        f"{x}={y}"
        for x, y in (sorted(dice.sample(range(1, 30), 2)) for _ in range(15))
        if f"{x}>{y}" not in lines
    }
    rel = relations(*sorted(lines))
    origin = dice.randrange(1, 30)

    kinds, nexts, far = propagate(graph_of(*rel), [origin])
    names = graph_of(*rel).names
    wanted = slow_routes(rel, origin)

    assert {asn: (k, h, v) for asn, (k, h, v) in wanted.items() if asn != origin} == {
        int(names[n]): (int(kinds[n]), int(far[n]), int(names[nexts[n]]))
        for n in range(names.size)
        if kinds[n] and names[n] != origin
    }


def test_one_of_two_links_cut_leaves_the_other():
    """Nothing is lost but the choice."""
    before, after = cut(NORTH, [131279]), cut(NORTH, [131279], links=[(131279, 4837)])

    assert (1.0, 1.0) == (before.reach.median, after.reach.median)
    assert {4837, 20485} == set(before.entry)
    assert {20485: 1.0} == {asn: one.median for asn, one in after.entry.items()}
    assert {"RU": 1.0} == entry_countries(after.entry, {20485: "RU"})


def test_both_cut_is_nothing_left():
    """Isolation is a reach of zero, and no entry."""
    got = cut(NORTH, [131279], ases=[4837, 20485])

    assert (0.0, {}) == (got.reach.high, got.entry)


def test_a_share_comes_with_an_interval_over_fifty_tie_breaks():
    """AS 1 and all behind it choose by a coin that nobody sees."""
    got = cut(NORTH, [131279])

    assert got.tie_breaks >= 50
    assert got.entry[4837].low < got.entry[4837].high


def test_a_path_that_would_climb_after_it_fell_is_none():
    """8 reaches the target over the peers 1 and 2; a second peering would be a valley."""
    rel = relations("1=2", "2=3", "1>9")

    kinds, _, _ = propagate(graph_of(*rel), [9])

    assert [1, 2, 0] == [int(kinds[graph_of(*rel).place(n)]) for n in (1, 2, 3)]


def test_without_takes_links_in_both_directions():
    """A link is a pair, whoever is named first."""
    left = without(*NORTH, links=[(131279, 4837)])

    assert 6 == left[0].size


def test_no_tie_break_is_refused():
    """An interval over nothing is none."""
    with pytest.raises(ValueError, match="at least 1"):
        cut(NORTH, [131279], tie_breaks=0)


@pytest.fixture(scope="module")
def real():
    """The graphs of October and November 2017."""
    if not DATA.is_dir():
        pytest.skip("needs ../shared/data/routes with real files")
    table = pq.read_table(DATA / "asrel_201701_201806.parquet")
    columns = [table[n].to_numpy() for n in ("a", "b", "rel", "months")]

    def month(bit: int):
        there = columns[3] >> bit & 1 == 1
        return (
            columns[0][there].astype(np.int64),
            columns[1][there].astype(np.int64),
            columns[2][there],
        )

    return {"2017-10": month(9), "2017-11": month(10)}


@pytest.mark.shared
def test_north_korea_hung_on_one_link_and_then_on_two(real):
    """Cut AS4837 in October and all is dark; in November nearly all still reach it."""
    october = cut(real["2017-10"], [131279], ases=[4837], tie_breaks=1)
    november = cut(real["2017-11"], [131279], ases=[4837], tie_breaks=1)

    assert 0.0 == october.reach.median
    assert november.reach.median > 0.99
    assert (1, 2) == tuple(
        disjoint_chains(graph_of(*real[m]), [131279]) for m in ("2017-10", "2017-11")
    )


@pytest.mark.shared
def test_real_cones_are_those_counted_before(real):
    """Recursive customer cones of November 2017."""
    graph = graph_of(*real["2017-11"])
    sizes = cone_sizes(graph)

    assert [48_017, 47_816, 46_364, 17_480, 1_582] == [
        int(sizes[graph.place(n)]) for n in (174, 1299, 3356, 20485, 4837)
    ]
