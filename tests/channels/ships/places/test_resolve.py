"""Destination texts: the forms that crews write, and silence where a text names no place."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hawse.channels.ships.places.gazetteer import gazetteer
from hawse.channels.ships.places.resolve import Resolver, resolve
from hawse.channels.ships.places.text import keys_of


def last(text, *where):
    place = resolve(text, *where).last
    return place and place.id


@pytest.mark.parametrize(("text", "code"), [
    ("RUVVO", "RUVVO"), ("RU VVO", "RUVVO"), ("VLADIVOSTOK", "RUVVO"), ("VLADIVOSTOK, RUSSIA", "RUVVO"),
    ("VLADIV0STOK", "RUVVO"), ("VLADIVOSTOCK", "RUVVO"), ("NAKHODKA ANCH", "RUNJK"), ("PORT OF BUSAN", "KRPUS"),
    ("PUSAN", "KRPUS"), ("KRPUS>RUVVO", "RUVVO"), ("BUSAN - NAKHODKA", "RUNJK"), ("KR PUS TO RU NJK", "RUNJK"),
    ("CHONGJIN", "KPCHO"), ("RAJIN", "KPRJN"), ("NAJIN", "KPRJN"), ("KIMCHAEK", "KPSON"), ("SLAVYANKA", "RUSKA"),
    ("QIN HUANG DAO", "CNSHP"), (">JP TYO M OFF", "JPTYO"), ("NLRTM01058DOKXX00004", "NLRTM"), ("THYB0ROEN", None),
])  # fmt: skip
def test_a_place_is_read_in_each_form_that_crews_write_it(text, code):
    """Codes, names, spellings, slips, legs, berths and countries beside the name."""
    if code is None:
        assert "Thyborøn" == resolve(text).last.name
    else:
        assert f"port:{code}" == last(text)


@pytest.mark.parametrize(("text", "kind"), [
    ("FOR ORDERS", "status"), ("AWAITING ORDERS", "status"), ("CH 16", "status"), ("FISHING", "status"),
    ("HOME", "status"), ("SKAGEN FOR ORDER", "status+port"), ("...", "junk"), ("12345", "junk"), ("XQZWVK", "unknown"),
    ("GALLOPER WIND FARM", "area"), ("TURKEY", "area"), ("GDYNIA/GDANSK", "multi"),
])  # fmt: skip
def test_what_is_no_place_is_a_kind_of_its_own(text, kind):
    """'For orders' is a statement, not a failure to read; a wrong place would cost more than none."""
    assert kind == resolve(text).kind


def test_of_places_of_one_name_the_one_within_reach_is_chosen():
    """There is a Portland on each side of the ocean; the ship's position says which."""
    west, east = last("PORTLAND", 45.5, -123.0), last("PORTLAND", 50.5, -2.3)

    assert west != east
    assert "US" == resolve("PORTLAND", 45.5, -123.0).last.country
    assert "GB" == resolve("PORTLAND", 50.5, -2.3).last.country


def test_a_country_beside_the_name_decides():
    """It is written for that."""
    assert "GB" == resolve("PORTLAND,UK", 45.5, -123.0).last.country


def test_legs_come_in_the_order_written():
    """The last leg is where the ship says it goes."""
    assert ["port:KRPUS", "port:RUVVO"] == [
        leg.places[0].id for leg in resolve("BUSAN>VLADIVOSTOK").legs
    ]


def test_the_answer_does_not_hang_on_what_was_asked_before():
    """A resolver keeps no memory of earlier texts."""
    texts = ["HULL", "PORTLAND", "VICTORIA", "ST JOHNS", "BUSAN>VLADIVOSTOK", "FOR ORDERS"]
    first = [Resolver(gazetteer()).resolve(t) for t in texts]
    mixed = random.Random(3).sample(texts, len(texts))

    assert dict(zip(texts, first, strict=True)) == {
        t: Resolver(gazetteer()).resolve(t) for t in mixed
    }


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=95), max_size=20))
def test_any_twenty_characters_give_an_answer_and_no_fault(text):
    """A destination is whatever a crew typed."""
    assert resolve(text).kind in {
        "port",
        "multi",
        "eri",
        "status",
        "status+port",
        "area",
        "junk",
        "unknown",
    }


def test_keys_cover_the_usual_spellings():
    """An ø is written o or oe."""
    assert ("THYBORON", "THYBOROEN") == keys_of("Thyborøn")
    assert "STNAZAIRE" in keys_of("Saint-Nazaire")


def test_every_place_has_a_country_and_coordinates():
    """A finding about a place must be able to say where it is."""
    places = {p.id: p for held in gazetteer().names.values() for p in held}

    assert len(places) > 50_000
    assert all(
        len(p.country) == 2 and -90 <= p.lat <= 90 and -180 <= p.lon <= 180
        for p in places.values()
    )
