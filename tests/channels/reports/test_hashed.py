"""Words as hashes: the kernel reads what ``words`` and ``outside`` read."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hawse.channels.reports.text.hashed import hashed, word_hash
from hawse.channels.reports.text.normal import tokens, words
from hawse.channels.reports.text.quotes import outside
from hawse.channels.reports.text.shingles import (
    EVERY,
    joined,
    marked,
    marks,
    shared,
    united,
)
from hawse.channels.reports.text.shingles import (
    laid as laid_out,
)
from hawse.channels.reports.text.shingles import (
    without as left_of,
)

ODD = "aUSsTd.,$%€0123 \"“”«»„'’北かЖé_½-\n한ΣİﬁH\u0301\u064bKNZnzhk٣😀𝟙\u1100"


def plainly(text):
    """Give hashes and quotation of a text by way of its tokens."""
    spans = outside(text)
    found = tokens(text)
    inside = [not any(a <= t.start < b for a, b in spans) for t in found]
    return [word_hash(t.word) for t in found], inside


@given(st.lists(st.text(st.sampled_from(ODD), max_size=40) | st.text(max_size=40), max_size=6))
@example(
    ["US$5 aUS$4 5US$ xS$ S$5 A$ C$ HK$3 NZ$ NT$9 us$ s$ $", "U.S.-led e.g. a.b.cd u.s U.S.$"]
)
@example(["1,234.5 1,23 12,345,678.90 1,234,5 1.2.3 1,234.5.6 1234,567 ,5 5, 5.", ""])
@example(["Russia's don't I'd s t d", "北朝鮮の船がU.S.を a.b北 中.a.b", "_US$ _u.s 中US$"])
@example(['“quoted” "x y" «z» „w” ” after “ unclosed', "ΟΔΟΣ İstanbul ﬁne ½ ０１ é", "🀄 𝟙 😀 a"])
def test_the_kernel_reads_what_the_plain_way_reads(texts):
    """A word that one of them saw otherwise would hide a copy, or make one up."""
    got = hashed(pa.array(texts, pa.string()))

    assert len(texts) + 1 == len(got.starts)
    for n, text in enumerate(texts):
        part = slice(got.starts[n], got.starts[n + 1])
        assert plainly(text) == (got.words[part].tolist(), got.quoted[part].tolist())


def test_a_slice_of_texts_is_read_as_its_own():
    """Arrow hands buckets on as slices of larger arrays."""
    texts = pa.array(["one two", "three “four”", "five", "six"])

    assert (
        hashed(texts.slice(1, 2)).words.tolist()
        == hashed(pa.array(["three “four”", "five"])).words.tolist()
    )


def test_texts_past_one_piece_are_read_in_several(monkeypatch):
    """The kernel takes a few megabytes at once; where they are cut must not show."""
    texts = pa.array(["the ship left", "", "x" * 50, "Ж.Д. left the port", "½ cup"] * 7)
    whole = hashed(texts)
    monkeypatch.setattr("hawse.channels.reports.text.hashed._PIECE", 11)

    got = hashed(texts)

    assert [whole.words.tolist(), whole.starts.tolist()] == [
        got.words.tolist(),
        got.starts.tolist(),
    ]


@given(st.lists(st.lists(st.sampled_from("abcdefg"), max_size=30), max_size=5))
def test_marks_of_articles_are_the_marks_of_their_words(articles):
    """Sorted, each once, none over the border between two articles."""
    flat = np.array([word_hash(w) for article in articles for w in article], np.uint64)
    bounds = np.cumsum([0, *map(len, articles)]).astype(np.int64)
    got, starts = marked(flat, np.ones(len(flat), np.bool_), bounds, EVERY)

    for n, article in enumerate(articles):
        assert marks(article).tolist() == got[starts[n] : starts[n + 1]].tolist()
        assert len(set(map(tuple, zip(*(article[k:] for k in range(5)), strict=False)))) == len(
            marks(article)
        )


sets = st.lists(st.lists(st.integers(0, 30), unique=True).map(sorted), min_size=3, max_size=3)


def laid(given):
    """Lay sets out in a row, with where each begins."""
    return np.array([v for s in given for v in s], np.uint64), np.cumsum([0, *map(len, given)])


@given(sets, sets, st.lists(st.integers(0, 30), unique=True).map(sorted))
def test_sets_are_united_and_compared_as_sets(one, other, without):
    """The kernels are two-fingered walks over sorted lists; sets say what they must give."""
    got, starts = united(*laid(one), *laid(other), np.array(without, np.uint64))
    wanted = [sorted((set(a) | set(b)) - set(without)) for a, b in zip(one, other, strict=True)]

    assert wanted == [got[starts[n] : starts[n + 1]].tolist() for n in range(3)]
    pairs = np.array([0, 0, 1]), np.array([1, 2, 2])
    assert [len(set(wanted[a]) & set(wanted[b])) for a, b in zip(*pairs, strict=True)] == shared(
        got, starts, *pairs
    ).tolist()


@given(sets, st.permutations([0, 1, 2]), st.lists(st.integers(0, 30), unique=True).map(sorted))
def test_sets_are_laid_in_another_order_and_marks_taken_out(one, order, taken):
    """Lineage lays the sets of an article where its number is; a set out of place is another's."""
    marks, starts = laid(one)
    begins = np.cumsum([0, *(len(one[n]) for n in order)])
    to = np.full(3, -1)
    to[order[:2]] = begins[:2]  # the last one is not wanted
    out = np.empty(begins[2], np.uint64)

    laid_out(marks, np.diff(starts), to, out)
    got, ends = left_of(out, begins[:3], np.array(taken, np.uint64))

    wanted = [[m for m in one[n] if m not in taken] for n in order[:2]]
    assert wanted == [got[ends[n] : ends[n + 1]].tolist() for n in range(2)]


@pytest.mark.parametrize(("one", "other", "same"), [
    ("The Ship left.", "the ship LEFT", True), ("a b", "b a", False), ("a", "a a", False), ("", "", True),
])  # fmt: skip
def test_equal_wording_has_an_equal_hash(one, other, same):
    """Case and marks are no wording; order is."""
    found = hashed(pa.array([one, other]))
    a, b = joined(found.words, found.starts)

    assert same == (a == b) == (words(one) == words(other))
