"""The damage that evaluations do on purpose: every marked place must move along with its letter."""

import numpy as np
import pytest
from evaluation.damage import DAMAGES, OTHER_NAMES, hurt

TEXT = "“We saw 1,200 ships,” Anna Holt said.\n\nIt was cold.\n\nThe U.S. left.\n\nLate.\n"


@pytest.mark.parametrize("kind", sorted(set(DAMAGES) - {"scanned", "lower"}))
def test_every_place_that_stays_keeps_its_letter(kind):
    made, moved = hurt(TEXT, kind, 3)
    assert moved
    assert all(made[new.start : new.stop] == TEXT[old] for old, new in moved.items())


def test_each_kind_does_what_it_says():
    assert hurt(TEXT, "lower", 1)[0] == TEXT.lower()
    assert "“" not in hurt(TEXT, "unmarked", 1)[0]
    assert "ships , ” Anna" in " ".join(hurt(TEXT, "tokenised", 1)[0].split())
    assert "1,200" in hurt(TEXT, "tokenised", 1)[0]
    assert len(hurt(TEXT * 40, "lossy", 1)[0]) < len(TEXT * 40)
    assert len(hurt(TEXT, "furnished", 1)[0]) > len(TEXT)


def test_the_same_seed_misreads_alike():
    assert hurt(TEXT, "scanned", 5) == hurt(TEXT, "scanned", 5) != hurt(TEXT * 2, "scanned", 6)


@pytest.mark.parametrize("kind", sorted(DAMAGES))
def test_the_text_is_the_same_with_and_without_its_places(kind):
    assert hurt(TEXT, kind, 7)[0] == DAMAGES[kind](TEXT, np.random.default_rng(7))


@pytest.mark.parametrize(("other", "name"), sorted(OTHER_NAMES.items()))
def test_the_other_names_do_the_same(other, name):
    assert hurt(TEXT, other, 7) == hurt(TEXT, name, 7)


@pytest.mark.parametrize("kind", sorted(DAMAGES))
@pytest.mark.parametrize("text", ["", "Cold.", "İstanbul ###\n\n"])
def test_short_and_odd_texts_are_damaged_without_fault(kind, text):
    made, moved = hurt(text, kind, 2)
    assert all(0 <= new.start <= new.stop <= len(made) for new in moved.values())
