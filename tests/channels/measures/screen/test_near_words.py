"""Which listed names are held against an asked one: compiled code against the plain definition."""

from itertools import pairwise

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import DamerauLevenshtein

from hawse.channels.measures.screen.candidates import candidates
from hawse.channels.measures.screen.near_words import one_slip, spelled
from hawse.channels.measures.screen.rarity import Rarity
from hawse.channels.measures.screen.tables import ASKED_INDEX, LISTED_INDEX

SETTINGS = {"least_letters": 3, "long_letters": 6, "bony_letters": 5}
WORDS = st.text(alphabet="abdelinñкий", min_size=1, max_size=8)
NAMES = st.lists(st.lists(WORDS, min_size=1, max_size=3), max_size=6)


def index(names: list[list[str]], schema: str, key: str, tokens: str) -> pa.Table:
    """Make an index of names given as words."""
    table = ASKED_INDEX if key == "asked" else LISTED_INDEX
    rows = [
        {key: n, "name": "", "schema": schema, tokens: words, "text": "", "line": " ".join(words)}
        for n, words in enumerate(names)
    ]
    return table.rows(rows)


def pairs(asked: list[list[str]], listed: list[list[str]], sorts=("person", "person")):
    """Give the pairs that the step gives."""
    made = candidates(
        index(asked, sorts[0], "asked", "seeds"),
        index(listed, sorts[1], "listed", "tokens"),
        **SETTINGS,
    )
    found = list(zip(made["asked"].to_pylist(), made["listed"].to_pylist(), strict=True))
    assert len(found) == len(set(found))
    return set(found)


def shorter(word: str) -> set[str]:
    """Give a word and what is left of it without one of its letters."""
    less = {word[:n] + word[n + 1 :] for n in range(len(word))} if len(word) >= 3 else set()
    return {word} | less


def bony(word: str) -> str:
    """Give a word without its vowels."""
    return "".join(c for c in word if c not in "aeiouy")


def near(a: str, b: str) -> bool:
    """Say whether an asked word and a listed one are near, as the README says it."""
    meets = bool(shorter(a) & shorter(b))
    slips = DamerauLevenshtein.distance(a, b) <= (2 if len(a) >= 6 else 1)
    dry = len(a) >= 5 and len(bony(a)) >= 3 and bony(a) == bony(b)
    return a == b or (meets and slips) or dry


def joins(words: list[str]) -> set[str]:
    """Give a name's neighbours written as one word."""
    other = {"al": "el", "bin": "ben"}
    near = [(a, b) for a, b in pairwise(words) if len(a + b) >= 5]
    made = {a + b for a, b in near} | {other.get(a, a) + other.get(b, b) for a, b in near}
    triples = list(zip(words, words[1:], words[2:], strict=False))
    made |= {f"abdul{c}" for a, b, c in triples if (a, b) == ("abd", "al")}
    return made | {f"{a}abdul" for a, b, c in triples if (b, c) == ("abd", "al")}


@given(NAMES, NAMES)
def test_candidates_are_those_of_the_plain_definition(asked, listed):
    """A name that the compiled walk lost would be a party never held against its own list."""
    wanted = {
        (i, j)
        for i, one in enumerate(asked)
        for j, two in enumerate(listed)
        if any(near(a, b) for a in one for b in two)
        or set(one) & joins(two)
        or joins(one) & set(two)
    }

    assert wanted == pairs(asked, listed)


@given(WORDS, WORDS)
def test_one_slip_is_one_edit(a, b):
    """A slip is one letter changed, lost or added, or two neighbours swapped."""
    one, two = spelled([a]), spelled([b])

    assert (DamerauLevenshtein.distance(a, b) <= 1) == one_slip(one.codes, two.codes)


@pytest.mark.parametrize(
    ("asked", "listed", "sorts", "found"),
    [
        ("petrov", "petrof", ("person", "person"), True),
        ("petrov", "petrof", ("person", "vessel"), False),
        ("petrov", "petrof", ("unknown", "vessel"), True),
        ("abdulaziz", "abd al aziz", ("person", "person"), True),
        ("redouaneel", "redouane al", ("person", "person"), True),
        ("jibrilabdul", "jibril abd al", ("person", "person"), True),
        ("benahmed", "bin ahmed", ("person", "person"), True),
        ("greenlight", "green light", ("vessel", "vessel"), False),
        ("greenlight", "green light", ("company", "company"), True),
        ("kim", "kin", ("person", "person"), True),
        ("kim", "kon", ("person", "person"), False),
        ("chatayev", "cheteyiv", ("person", "person"), True),
        ("", "kim", ("person", "person"), False),
    ],
)
def test_sorts_slips_and_spaces(asked, listed, sorts, found):
    """Ships keep their spaces; two sorts meet only where one of them is not known."""
    assert found == bool(pairs([asked.split()], [listed.split()], sorts))


def test_of_rare_and_common_tokens_the_rare_ones_tell():
    """A token that no list knows weighs most, a particle least, a number nothing beside words."""
    listed = pa.chunked_array([[["ali", "hasan"], ["ali", "kim"], ["ali", "al"]]])
    asked = pa.array(
        [["ali", "zorig"], ["al", "ali", "hasan"], ["44"], ["kim", "44"], [], ["ali", "yl", "kim"]]
    )

    got = Rarity(listed).seeds(asked, 0.62).to_pylist()

    # two letters that no list knows meet nothing: what else there is has to be looked for
    assert got == [["zorig"], ["hasan"], ["44"], ["kim"], [], ["yl", "kim", "ali"]]
