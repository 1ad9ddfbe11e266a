"""The metrics, each held against a slow one in plain words and against cases worked by hand."""

import numpy as np
import pyarrow as pa
import pytest
from evaluation import slow_routes as slow
from evaluation.routes import hegemony_error, seen_of
from hypothesis import given, settings
from hypothesis import strategies as st

from hawse.channels.routes.influence import cti, descending
from hawse.channels.routes.metrics import (
    country_hegemony,
    hegemony,
    upstream_shares,
)
from hawse.channels.routes.paths import clean
from hawse.channels.routes.structure import (
    concentration,
    cone_sizes,
    disjoint_chains,
    entries,
    graph_of,
)
from hawse.channels.routes.weights import weights

KP = [f"175.45.{n}.0/24" for n in range(176, 180)]


def seen(*routes):
    """Make routes of (peer, its AS, prefix, path)."""
    prefixes = sorted({r[2] for r in routes})
    return seen_of(list(routes), prefixes, weights(prefixes)), prefixes


@pytest.mark.parametrize(
    ("path", "kinds", "wanted"),
    [
        ([3333, 4837, 4837, 131279], [130, 2, 2, 2], [3333, 4837, 131279]),
        ([3333, 4837, 131279, 131279], [130, 2, 2, 2], [3333, 4837, 131279]),
        ([3333, 4837, 131279, 64512, 131279], [130, 2, 2, 2, 2], [3333, 4837, 131279]),
        ([3333, 1, 3333, 131279], [130, 2, 2, 2], []),
        ([3333, 64512, 131279], [130, 2, 2], []),
        ([3333, 0, 131279], [130, 2, 2], []),
        ([3333, 1, 2], [130, 129, 1], []),
        ([], [], []),
    ],
)
def test_a_clean_path_has_no_prepends_and_no_oddities(path, kinds, wanted):
    """Sets, loops and private numbers leave a path out; what follows the origin is cut off."""
    got = clean(pa.array([path], pa.list_(pa.uint32())), pa.array([kinds], pa.list_(pa.uint8())))

    assert wanted == got.hops.tolist()
    assert (wanted[-2:-1] or [-1]) == got.upstream.tolist()


def test_a_prefix_weighs_less_what_others_take_from_it():
    """A /22 with a /24 of its own and a /26 inside that: each address counts once."""
    given_ = weights(["10.0.0.0/22", "10.0.1.0/24", "10.0.1.0/26", "2001:db8::/32"])

    assert {
        "10.0.0.0/22": 768,
        "10.0.1.0/24": 192,
        "10.0.1.0/26": 64,
        "2001:db8::/32": 1,
    } == given_


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 255), st.integers(24, 32)), max_size=12))
def test_weights_are_a_count_of_addresses(nets):
    """Any nesting, any order: the same as counting address by address."""
    prefixes = {f"10.0.0.{at >> (32 - size) << (32 - size)}/{size}" for at, size in nets}

    assert slow.weights(prefixes) == weights(prefixes)


def test_hegemony_is_what_its_words_say():
    """Forty random topologies, with peers that share an AS, and peers that see only a part."""
    assert hegemony_error() < 1e-9


def test_the_only_way_has_hegemony_one():
    """Everybody reaches the origin through AS 10; half of them through 20."""
    routes, _ = seen(
        *[(p, 100 + p, KP[0], (100 + p, 20 if p % 2 else 30, 10, 131279)) for p in range(10)]
    )

    found = hegemony(routes)
    value = dict(zip(found.asn.tolist(), found.value.tolist(), strict=True))

    assert 1.0 == value[10]
    assert 0.5 == value[20]
    assert 0.0 == value[101]  # the peers' own ASes are trimmed away


def test_a_countrys_hegemony_is_the_weighted_mean_of_its_origins():
    """An origin with three times the users counts three times."""
    routes, _ = seen((0, 1, "10.0.0.0/24", (1, 5, 8)), (0, 1, "10.0.1.0/24", (1, 6, 9)))

    got = country_hegemony(hegemony(routes), {8: 3.0, 9: 1.0, 77: 5.0}, inside={8, 9})

    assert {1: 1.0, 5: 0.75, 6: 0.25} == got


def test_shares_are_the_median_over_vantage_ases():
    """Three of four prefixes one way at two of three vantage points."""
    routes, _ = seen(
        *[(p, 100 + p, x, (100 + p, 20485, 131279)) for p in (0, 1) for x in KP[:3]],
        *[(p, 100 + p, KP[3], (100 + p, 4837, 131279)) for p in (0, 1)],
        *[(2, 102, x, (102, 4837, 131279)) for x in KP],
    )

    got = {s.upstream: (s.median, s.vantages) for s in upstream_shares(routes, {131279})}

    assert {4837: (0.25, 3), 20485: (0.75, 3)} == got


def test_cti_worked_by_hand():
    """Two monitors; half of the country behind 4837, the next hop up counts half."""
    routes, names = seen(
        (0, 100, "10.0.0.0/24", (100, 1239, 4837, 50)),
        (1, 200, "10.0.0.0/24", (200, 4837, 50)),
        (0, 100, "10.0.1.0/24", (100, 20485, 51)),
        (1, 200, "10.0.1.0/24", (200, 20485, 51)),
    )

    got = cti(routes, {n: 256 for n, _ in enumerate(names)}, {100, 200})

    assert {4837: 0.5, 1239: 0.125, 20485: 0.5} == {k: round(v, 9) for k, v in got.items()}


def test_only_the_way_down_is_transit():
    """From the first provider that hands on to a customer; a path that never comes down is dropped."""
    routes, _ = seen(
        (0, 100, "10.0.0.0/24", (100, 9, 1239, 4837, 50)),
        (1, 200, "10.0.0.0/24", (200, 9, 50)),
        (2, 4837, "10.0.0.0/24", (4837, 50)),
    )

    cut = descending(routes, {(1239, 4837), (4837, 50)})
    paths = [cut.hops[a:b].tolist() for a, b in zip(cut.ends, cut.ends[1:], strict=False)]

    assert [[1239, 4837, 50], [], [4837, 50]] == paths
    # three hosts: 100 sees both transits, 4837 is its own host, 200 sees none
    got = cti(cut, {0: 256}, {100, 200, 4837})
    assert {4837: round(1 / 3, 9), 1239: round(1 / 6, 9)} == {
        k: round(v, 9) for k, v in got.items()
    }


def test_ten_hosts_are_trimmed_and_nine_are_not():
    """One host of ten that sees a transit nobody else sees counts nothing; one of nine a ninth."""
    for hosts, wanted in ((9, 1 / 9), (10, 0.0)):
        routes, _ = seen(
            *[(p, 100 + p, KP[0], (100 + p, 20 if p else 30, 50)) for p in range(hosts)]
        )

        got = cti(routes, {0: 256}, {100 + p for p in range(hosts)})

        assert round(wanted, 9) == round(got[30], 9)


def test_monitors_of_one_host_share_its_weight_and_those_inside_do_not_count():
    """Two routers of AS 100 are one vantage; a monitor in the country sees nothing of its transit."""
    routes, _ = seen(
        (0, 100, "10.0.0.0/24", (100, 4837, 50)),
        (1, 100, "10.0.0.0/24", (100, 4837, 50)),
        (2, 300, "10.0.0.0/24", (300, 20485, 50)),
    )

    assert {4837: 1.0} == cti(routes, {0: 256}, {100})


def test_concentration_and_entry():
    """One way is 1, two equal ways are a half; the last AS outside decides where it comes in."""
    paths = [((1, 4837, 131279), 3.0), ((1, 4837, 20485, 131279), 1.0)]

    assert 1.0 == concentration([7.0])
    assert 0.5 == concentration([0.5, 0.5])
    assert {"CN": 0.75, "RU": 0.25} == entries(paths, {131279}, {4837: "CN", 20485: "RU"})


edges = st.lists(
    st.tuples(st.integers(1, 9), st.integers(1, 9)).filter(lambda e: e[0] < e[1]), max_size=18
)


@settings(max_examples=60, deadline=None)
@given(edges)
def test_cones_and_chains_are_those_of_the_slow_ones(pairs):
    """Any graph without a loop of providers: sizes of cones, and the most chains without a common AS."""
    pairs = sorted({*pairs, (1, 9)})
    a, b = (np.array([p[k] for p in pairs], np.int64) for k in (0, 1))
    graph = graph_of(a, b, np.full(a.size, -1, np.int8))

    assert [len(slow.cone(pairs, n)) for n in graph.names.tolist()] == cone_sizes(graph).tolist()
    assert slow.chains(pairs, {9}) == disjoint_chains(graph, {9})
