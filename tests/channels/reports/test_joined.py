"""Which texts hold the same marks: the join by sorting against the plain definition."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hawse.channels.reports.text.joined import sharing

ENTRIES = st.lists(
    st.tuples(st.integers(0, 6) | st.just(2**64 - 1), st.integers(-4, 4)), max_size=60
)


@given(ENTRIES, st.integers(1, 5))
def test_every_two_holders_of_a_mark_meet_once(entries, most):
    """A pair that is lost is a copy counted as a second source."""
    marks = np.array([mark for mark, _ in entries], np.uint64)
    holders = np.array([holder for _, holder in entries], np.int64)
    held = {}
    for mark, holder in sorted(set(entries)):
        held.setdefault(mark, []).append(holder)

    got = sharing(marks, holders, most)

    assert [
        (a, b, mark)
        for mark, known in held.items()
        if len(known) <= most
        for a, b in combinations(known, 2)
    ] == list(zip(got.ones.tolist(), got.others.tolist(), got.marks.tolist(), strict=True))
    assert [
        (holder, mark) for mark, known in held.items() if len(known) > most for holder in known
    ] == list(zip(got.crowd.tolist(), got.crowded.tolist(), strict=True))


def test_one_holder_over_the_most_makes_a_crowd():
    """Just under the setting every two are paired, just over it none are."""
    marks, holders = np.zeros(4, np.uint64), np.arange(4)

    assert [6, 0] == [len(sharing(marks, holders, most).ones) for most in (4, 3)]
    assert [0, 4] == [len(sharing(marks, holders, most).crowd) for most in (4, 3)]
