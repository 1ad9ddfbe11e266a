"""The damage that evaluations do on purpose: every marked place must move along with its letter."""

import pytest
from evaluation.damaged_marks import KINDS, hurt

TEXT = (
    "“We saw 1,200 ships,” Anna Holt said.\nIt was cold.\nThe U.S. left.\nNobody spoke.\nLate.\n"
)


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"ocr", "lower"}))
def test_every_place_that_stays_keeps_its_letter(kind):
    made, moved = hurt(TEXT, kind, 3)
    assert moved
    assert all(made[new.start : new.stop] == TEXT[old] for old, new in moved.items())


def test_each_kind_does_what_it_says():
    assert hurt(TEXT, "lower", 1)[0] == TEXT.lower()
    assert "“" not in hurt(TEXT, "marks", 1)[0]
    assert "ships , ” Anna" in " ".join(hurt(TEXT, "tokenised", 1)[0].split())
    assert "1,200" in hurt(TEXT, "tokenised", 1)[0]
    assert len(hurt(TEXT * 40, "lost", 1)[0]) < len(TEXT * 40)
    assert len(hurt(TEXT, "furniture", 1)[0]) > len(TEXT)


def test_the_same_seed_misreads_alike():
    assert hurt(TEXT, "ocr", 5) == hurt(TEXT, "ocr", 5) != hurt(TEXT * 2, "ocr", 6)
