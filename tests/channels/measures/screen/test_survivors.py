"""Which candidates are judged: the cheap look may never lose a pair that the dear one would keep."""

import random
from collections import Counter

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from hawse.channels.measures.screen.survivors import bags, shared, surviving

LETTERS = st.text(alphabet="abcdefgh xyzñкий", min_size=1, max_size=24)


def index(names: list[str], key: str) -> pa.Table:
    """Make an index of names, as the steps do."""
    return pa.table(
        {
            key: list(range(len(names))),
            "name": names,
            "schema": ["person"] * len(names),
            "text": [" ".join(sorted(n.split())) for n in names],
            "line": [" ".join(n.split()) for n in names],
        }
    )


def every_pair(one: list[str], two: list[str]) -> pa.Table:
    """Pair every name with every other."""
    pairs = [(a, b) for a in range(len(one)) for b in range(len(two))]
    return pa.table({"asked": [a for a, _ in pairs], "listed": [b for _, b in pairs]})


@given(st.lists(LETTERS, min_size=1, max_size=8), st.lists(LETTERS, min_size=1, max_size=8))
def test_letters_in_common_bound_every_ratio_from_above(one, two):
    """A pair that is passed over by its letters could not have reached any of the ratios."""
    a, b = np.divmod(np.arange(len(one) * len(two)), len(two))

    got = shared(bags(one), bags(two), a, b)

    for n, (i, j) in enumerate(zip(a, b, strict=True)):
        most = 200 * got[n] / (len(one[i]) + len(two[j]))
        assert fuzz.ratio(one[i], two[j]) <= most + 1e-9


def dry(name: str) -> str:
    """Give a name without its vowels."""
    return "".join(c for c in name if c not in "aeiouy")


def test_other_vowels_alone_keep_a_pair_that_no_ratio_would():
    """Whoever writes NUUR MUHEMMED SEQIB may mean Noor Mohammad Saqib; a few consonants are no name."""
    one, two = ["nuur muhemmed seqib", "ali"], ["noor mohammad saqib", "ella"]

    got = surviving(index(one, "asked"), index(two, "listed"), every_pair(one, two), 74.0)

    assert [(0, two[0], "person")] == got


def test_what_survives_is_what_the_ratios_alone_would_keep():
    """Whoever the ratios keep is kept, in the order of the candidates."""
    dice = random.Random(3)
    words = ["kim", "kin", "jong", "chol", "petrov", "petrova", "al", "hasan", "hassan", "ri"]
    one, two = (
        [" ".join(dice.choices(words, k=dice.randint(1, 4))) for _ in range(60)] for _ in range(2)
    )

    got = surviving(index(one, "asked"), index(two, "listed"), every_pair(one, two), 74.0)

    kept = [
        (at, b, "person")
        for at, a in enumerate(one)
        for b in two
        if fuzz.ratio(" ".join(sorted(a.split())), " ".join(sorted(b.split()))) >= 74
        or fuzz.ratio(a, b) >= 84
        or 200 * (Counter(a) & Counter(b)).total() >= 84 * (len(a) + len(b))
    ]
    assert not set(kept) - set(got)
    got = [p for p in got if dry(one[p[0]]) != dry(p[1])]
    assert all(
        set(one[at].split()) <= set(b.split())
        or set(b.split()) <= set(one[at].split())
        or (len(set(one[at].split())) == 1 and fuzz.token_set_ratio(one[at], b) >= 90)
        for at, b, _ in set(got) - set(kept)
    )


def test_nobody_survives_of_no_candidates():
    """An empty table of candidates is no error."""
    assert (
        surviving(index([], "asked"), index(["kim"], "listed"), every_pair([], ["kim"]), 74.0)
        == []
    )
