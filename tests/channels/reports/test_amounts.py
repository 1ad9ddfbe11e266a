"""Amounts whose words deceive: what is a figure, what is a name, a ratio or part of a word."""

from datetime import UTC, datetime

import pytest
from evaluation.quantities import marked

from hawse.channels.reports.extract.article import prepared
from hawse.channels.reports.extract.reading import Gazetteer

DAY = datetime(2021, 6, 30, tzinfo=UTC)


def read(text):
    reading = prepared(text, cased=True, at=DAY, gazetteer=Gazetteer({}))
    return {
        (
            None if a.low is None else round(a.low, 6),
            None if a.high is None else round(a.high, 6),
            a.unit,
        )
        for a in reading.amounts
    }


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Deliveries exceeded 1.5 million barrels.", ">1500000 bbl"),
        ("Fifty-nine crew members were held.", "=59 person"),
        ("Around three-quarters of its fuel is bought.", "~0.75 share"),
        ("Output fell by a factor of three.", "=3 factor"),
        ("Sales rose elevenfold.", "=11 factor"),
        ("The fleet grew to 600 vessels, up from 240.", "=600 ship; =240 ship"),
        ("Each must hand over 30,000 roubles.", "=30000 RUB"),
        ("Thirty-odd fishermen were asked.", "~30 person"),
        ("Two and a half million tonnes were sold.", "=2500000 t"),
        ("The club insures 7,100 vessels, of which 41 had false papers.", "=7100 ship; =41 ship"),
        ("It could be as high as 1,522,000 barrels.", "<1522000 bbl"),
        ("It had 22 crew on board.", "=22 person"),
        ("They rose to a quarter of a billion dollars.", "=250000000 USD"),
        ("Five thousand six hundred workers were counted.", "=5600 person"),
        ("Two hundred fifty tankers waited.", "=250 ship"),
        ("Imports of HS 2710 fell at berth 7.", ""),
        ("Two-way trade stalled.", ""),
        ("It was adopted 15 to 0.", ""),
        ("One of the ships sank.", ""),
        ("Roughly 1 in 10 tankers had no insurer.", ""),
        ("Not one ship called.", ""),
        ("They found the Chon Myong 1.", ""),
        ("In Rason 40 people stayed.", "=40 person"),
        ("The manifold and the scaffold were unfolded.", ""),
    ],
)
def test_an_amount_is_read_as_a_person_would(text, marks):
    assert read(text) == marked(marks)
