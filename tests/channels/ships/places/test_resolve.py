"""Destination texts: the forms that crews write, and silence where a text names no place."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hawse.channels.ships.places.gazetteer import gazetteer
from hawse.channels.ships.places.resolve import Resolver, resolve
from hawse.channels.ships.places.text import keys_of
from hawse.channels.ships.places.words import STATUS, STATUS_STARTS


def last(text, *where):
    place = resolve(text, *where).last
    return place and place.id


@pytest.mark.parametrize(("text", "code"), [
    ("RUVVO", "RUVVO"), ("RU VVO", "RUVVO"), ("VLADIVOSTOK", "RUVVO"), ("VLADIVOSTOK, RUSSIA", "RUVVO"),
    ("VLADIV0STOK", "RUVVO"), ("VLADIVOSTOCK", "RUVVO"), ("NAKHODKA ANCH", "RUNJK"), ("PORT OF BUSAN", "KRPUS"),
    ("PUSAN", "KRPUS"), ("KRPUS>RUVVO", "RUVVO"), ("BUSAN - NAKHODKA", "RUNJK"), ("KR PUS TO RU NJK", "RUNJK"),
    ("CHONGJIN", "KPCHO"), ("RAJIN", "KPRJN"), ("NAJIN", "KPRJN"), ("KIMCHAEK", "KPSON"), ("SLAVYANKA", "RUSKA"),
    ("QIN HUANG DAO", "CNSHP"), (">JP TYO M OFF", "JPTYO"), ("NLRTM01058DOKXX00004", "NLRTM"), ("THYB0ROEN", "DKTHN"),
])  # fmt: skip
def test_a_place_is_read_in_each_form_that_crews_write_it(text, code):
    """Codes, names, spellings, slips, legs, berths and countries beside the name."""
    assert f"port:{code}" == last(text)


@pytest.mark.parametrize(("text", "kind"), [
    ("FOR ORDERS", "status"), ("AWAITING ORDERS", "status"), ("CH 16", "status"), ("FISHING", "status"),
    ("HOME", "status"), ("SKAGEN FOR ORDER", "status+port"), ("...", "junk"), ("12345", "junk"), ("XQZWVK", "unknown"),
    ("GALLOPER WIND FARM", "area"), ("TURKEY", "area"), ("GDYNIA/GDANSK", "multi"),
])  # fmt: skip
def test_what_is_no_place_is_a_kind_of_its_own(text, kind):
    """'For orders' is a statement, not a failure to read; a wrong place would cost more than none."""
    assert kind == resolve(text).kind


FAR_EAST = (43.0, 132.0)


@pytest.mark.parametrize(("text", "legs"), [
    ("CN SHA>KR PUS", ["CNSHA", "KRPUS"]), ("RU VVO-KP RJN", ["RUVVO", "KPRJN"]), ("US^0TXH", []),
    ("US^0TXH>US^0PQR", []), ("VVO-RJN", ["RUVVO", "KPRJN"]), ("NK CHONGJIN", ["KPCHO"]),
    ("CHONGJIN,N.KOREA", ["KPCHO"]), ("KIM CHAEK", ["KPSON"]), ("VOSTOCHNIY PORT", ["RUVYP"]),
    ("SOVGAVAN", ["RUSOG"]), ("KOZMINO TERMINAL", ["RUKZM"]), ("DE KASTRI", ["RUDKA"]),
    ("PETROPAVLOVSK KAMCH", ["RUPKC"]), ("NAKHODKA RU", ["RUNJK"]), ("PUSAN F/O", ["KRPUS"]),
    ("ВЛАДИВОСТОК", ["RUVVO"]), ("Находка", ["RUNJK"]), ("청진", ["KPCHO"]), ("JP Y0K", ["JPYOK"]),
    ("CHINA", []), ("S.KOREA", []), ("SEA OF JAPAN", []), ("NB-ZS", ["CNNGB"]),
])  # fmt: skip
def test_the_forms_of_the_far_east_are_read(text, legs):
    """Codes between signs, romanisations, Russian and Korean letters; docks' own codes are left."""
    assert legs == [leg.places[0].code for leg in resolve(text, *FAR_EAST).legs]


@pytest.mark.parametrize(("text", "where", "code", "how"), [
    ("JP KZV", (35.4, 139.9), "JPKZU", "code with a slip"),
    ("P'COLA", (29.9, -90.1), "USPNS", "contracted"),
    ("NOVOROSYSK", (38.0, 26.0), "RUNVS", "consonants"),
    ("TERS", (53.2, 5.4), "NLTSL", "beginning of a name"),
    ("ST.HELENS ANCHORAGE", (50.8, -1.1), "GBTLE", "name"),
    ("YOK XX NGI N3", (35.4, 139.7), "JPYOK", "last letters of a code"),
    ("P. HARCOURT  NIGERIA", (55.0, 11.0), "NGPHC", "name"),
    ("BAOGANG SHANGHAI", (31.2, 121.5), "CNSHA", "last word"),
])  # fmt: skip
def test_a_cut_name_is_read_only_near_its_place(text, where, code, how):
    """The less a text tells, the nearer the sender must be; from the other side it says nothing."""
    leg = resolve(text, *where).legs[0]
    away = resolve(text, -40.0, 175.0)

    assert (code, how) == (leg.places[0].code, leg.how)
    assert how in {"name", "code with a slip"} or not away.legs


@pytest.mark.parametrize("text", ["NL RTM>?? ???", "RUVVO>?????", "BUSAN >  ?"])
def test_a_port_left_for_one_not_known_is_no_destination(text):
    """The last port named is where the ship comes from; with a port behind the sign it is read."""
    assert ("unknown", ()) == resolve(text)
    assert last(text.replace("?", "") + "JP YOK") == "port:JPYOK"


@pytest.mark.parametrize(("text", "port"), [
    ("US LAX>===SMALLBAY", None), ("BUSAN>QQZKWX", None), ("BUSAN>ULSAN", "port:KRUSN"),
    ("QQZKWX>ULSAN", "port:KRUSN"), (">BUSAN", "port:KRPUS"), ("BUSAN>", "port:KRPUS"),
    ("BUSAN>A", "port:KRPUS"), ("BUSAN>PILOT", "port:KRPUS"), ("BUSAN<>QQZKWX", None),
])  # fmt: skip
def test_a_port_left_for_a_place_no_list_knows_is_no_destination(text, port):
    """What stands after the arrow is where the ship goes, whether it can be read or not."""
    assert port == last(text)


@pytest.mark.parametrize(("text", "where", "port"), [
    ("HANK", (60.0, 22.9), "FIHKO"), ("TORHAMN", (65.8, 22.7), "SETOE"),
    ("LYNAES", (57.6, 9.2), None), ("GYDINIA", (54.5, 18.6), "PLGDY"), ("WSHINGTON HARBOR", (44.7, -87.0), "WPI5490"),
    ("SHAN.TAO", (23.3, 116.7), "CNSWA"), ("QZVWX.TAO", (36.0, 120.0), None), ("NY-NJ HARBOR", (40.6, -74.1), "USNYC"),
    ("HH", (53.5, 9.9), "DEHAM"), ("HH", (50.2, 127.5), None), ("HH", (None, None), "DEHAM"),
    ("CUX-QZV-CUX", (53.9, 8.7), "DECUX"), ("KNN", (33.9, 131.0), None),
])  # fmt: skip
def test_a_mangled_name_is_left_where_another_fits_about_as_well(text, where, port):
    """A slip, consonants or three letters say little: a place far off, or one of two, is a guess."""
    found = last(text, *where)

    assert (port and f"port:{port}") == found


def test_a_village_is_read_where_the_sender_is_near_or_no_port_is_called_almost_so():
    """Hank in Brabant for a barge on the Meuse; off Hanko the port is meant."""
    near = resolve("HANK", 51.8, 4.8).last

    assert ("NL", "Hank") == (near.country, near.name)
    assert resolve("ZWIJNDRECHT", 53.5, 9.9).last.country in {"NL", "BE"}


@pytest.mark.parametrize(("text", "port"), [
    ("GRAND HVEN", "USGHN"), ("CNTAO INNER ANCHORG", "CNTAO"), ("KRPUS BUSAN", "KRPUS"),
    ("KRPUS 5", "KRPUS"), ("GRAND HAVN", "USGHN"), ("ZEE BE", "BEZEE"), ("SAS DE GENT", None), ("KR ICN", "KRINC"), ("JP YOK", "JPYOK"), ("DM MON", None), ("PA PAN", None),
])  # fmt: skip
def test_a_code_is_one_that_a_list_has_and_no_part_of_a_longer_text(text, port):
    """A made-up place where the ship is would make a voyage kept; GRAND HAVEN is no Andros."""
    assert (port and f"port:{port}") == last(text, 45.0, -85.0)


def test_words_between_that_are_each_a_place_are_legs():
    """A ferry's round trip is often written with spaces alone."""
    legs = resolve("SWIN YSTAD SWIN", 54.0, 14.3).legs

    assert ["PLSWI", "SEYST", "PLSWI"] == [leg.places[0].code for leg in legs]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(["FOR", "ORDERS", "AT", "SEA", "CH16", "4", "ORDER", "F", "O", "NO",
    "DEST", "HULL", "TRIALS", "FISHING", "IN", "PORT", "ON", "DUTY", "OF", "WAITING", "N", "A",
    "TUG", "OIL", "RECOVERY", "BY", "UNDER", "LAID", "UP", "VHF", "12"]), max_size=5),
    st.sampled_from([" ", "/", "-", "."]))  # fmt: skip
def test_a_text_that_is_not_searched_for_a_status_holds_none(words, sign):
    """The first three letters decide whether the search is made: it must never be left out."""
    text = sign.join(words)
    tokens = re.findall(r"[^\W_]+", text)

    assert any(t[:3] in STATUS_STARTS for t in tokens) or not STATUS.search(text)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ABCDEFGHIKLMNOPRSTUVYZ", min_size=3, max_size=12))
def test_the_sieve_before_the_index_never_hides_a_name(key):
    """It only saves looks that would find nothing."""
    known = gazetteer()

    assert known.names.get(key) == known.look(key)


def test_every_name_passes_the_sieve():
    """Each key that is there is found by way of the sieve."""
    known = gazetteer()

    assert all(known.look(key) is places for key, places in known.names.items())


@pytest.mark.parametrize(("text", "where", "legs"), [
    ("BRENTWOOD-MILL BAY", (48.6, -123.5), ["CABRD", None]),
    ("BRENTWOOD - MILL BAY", (48.6, -123.5), ["CABRD", None]),
    ("ROTTE/FELIX", (None, None), ["NLRTM", "GBFXT"]),
    ("L'POOL-BELFAST-L'POOL", (54.0, -5.0), ["GBLIV", "GBBEL", "GBLIV"]),
    ("R'DAM-HULL-RT", (52.5, 4.5), ["NLRTM", "GBHUL"]),
    ("SCHOTEN>STLENAARTS", (51.3, 4.5), ["BESCT", "BESLN"]),
])  # fmt: skip
def test_a_leg_is_read_by_what_lies_near_the_other(text, where, legs):
    """No town of the name inland, no cut name across the world; a return trip is no leg."""
    assert legs == [leg.places[0].code for leg in resolve(text, *where).legs]


def test_a_town_that_the_sender_is_near_stays():
    """Brentwood in California, where the ship is there."""
    found = resolve("BRENTWOOD-MILL BAY", 37.9, -121.7).legs[0].places[0]

    assert not found.is_port
    assert "US" == found.country


def test_of_places_of_one_name_the_one_within_reach_is_chosen():
    """There is a Portland on each side of the ocean; the ship's position says which."""
    west, east = last("PORTLAND", 45.5, -123.0), last("PORTLAND", 50.5, -2.3)

    assert west != east
    assert "US" == resolve("PORTLAND", 45.5, -123.0).last.country
    assert "GB" == resolve("PORTLAND", 50.5, -2.3).last.country


@pytest.mark.parametrize(("where", "country"), [
    ((59.9, 30.3), "CL"), ((39.0, 1.5), "ES"), ((-33.5, -71.8), "CL"), ((28.4, -96.5), "US"),
])  # fmt: skip
def test_across_an_ocean_the_larger_port_is_meant(where, country):
    """San Antonio in Chile from the Baltic, though the bay of that name on Ibiza is nearer."""
    assert country == resolve("SAN ANTONIO", *where).last.country


def test_a_country_beside_the_name_decides():
    """It is written for that."""
    assert "GB" == resolve("PORTLAND,UK", 45.5, -123.0).last.country


@pytest.mark.parametrize(("text", "port"), [
    ("BRUNSWICK GA", "USSSI"), ("BUNSWICK MO", None), ("VANCOUVER BC", "CAVAN"), ("PORTLAND ME", "USPWM"),
])  # fmt: skip
def test_a_state_beside_the_name_decides(text, port):
    """Of Brunswicks the one in Missouri is in no list: the port in Georgia is not meant."""
    assert (port and f"port:{port}") == last(text, 38.8, -90.2)


@pytest.mark.parametrize(("where", "port"), [
    ((49.3, 9.1), "DENZE"), ((None, None), "DENZE"), ((51.0, 3.6), "BEDEZ"),
])  # fmt: skip
def test_a_code_is_no_code_off_a_port_called_almost_so(where, port):
    """Neckarzimmern for a barge on the Neckar; one off Deinze has left out a letter."""
    assert port == resolve("DENZE", *where).last.code


@pytest.mark.parametrize(("text", "where", "code"), [
    ("PORTLAND", (45.5, -123.0), "USPDX"), ("PORTLAND", (43.6, -70.2), "USPWM"), ("PANAMA", (8.9, -79.5), "PABLB"),
    ("ST JOHN NB", (45.2, -66.1), "CASJB"), ("CANAPORT", (45.2, -66.1), "CACPT"), ("VISBY", (57.6, 18.3), "SEVBY"),
    ("MACHONG", (23.0, 113.5), None), ("PAGO PAGO", (-14.3, -170.7), "ASPPG"),
])  # fmt: skip
def test_a_port_has_its_own_code(text, where, code):
    """In searoute Portland in Oregon has the code of that in Maine, and Panama one of Samoa."""
    place = resolve(text, *where).last

    assert code == place.code
    assert abs(place.lat - where[0]) < 1


@pytest.mark.parametrize(("text", "kind", "port"), [
    ("MOBILE 916 79 611", "junk", None), ("TLF +4721549177", "junk", None), ("MOBILE AL", "port", "USMOB"),
    ("NOT UNDER COMMAND", "status", None), ("TUG OPERATIONS", "status", None), ("UNDER TOW", "status", None),
    ("CABLE LAYING", "status", None), ("KEEP CLEAR", "status", None), ("STS FUJAIRAH", "status+port", "AEFJR"),
    ("BROFJORDEN FOR ORDER", "status+port", "SEBRO"), ("OSLOFJORDEN FOR ORDER", "status", None),
    ("PANAMA CANAL TRANSIT", "area", None), ("SUEZ CANAL NB", "area", None), ("ELBE PILOT", "area", None),
    ("SUEZ ANCH", "port", "EGSUZ"), ("PORT SAID ANCH", "port", "EGPSD"), ("PORT KLANG PILOT", "port", "MYPKG"),
    ("PORT OF BUSAN", "port", "KRPUS"),
])  # fmt: skip
def test_numbers_statuses_and_passages_are_told_from_ports(text, kind, port):
    """A telephone of Mobile's name, a canal on the way, a fjord that is a terminal's name."""
    found = resolve(text)

    assert (kind, port) == (found.kind, found.last and found.last.code)


@pytest.mark.parametrize(("text", "ports"), [
    ("HEY/WPT/HEY", ["GBHYM", "GBWPT", "GBHYM"]), ("HEY/WPT", ["GBWPT"]), ("QZV/WPT/QZV", ["GBWPT"]),
])  # fmt: skip
def test_three_letters_at_both_ends_of_a_trip_are_a_port_near_the_other(text, ports):
    """Heysham and Warrenpoint; without the way back three letters are too few."""
    assert ports == [leg.places[0].code for leg in resolve(text, 54.0, -4.5).legs]


@pytest.mark.parametrize(("text", "where", "port"), [
    ("LAUWEROOG", (53.4, 6.2), "NLLAN"), ("BALLEBRO HARDESHOEJ", (55.0, 9.7), "DKHDH"), ("DOVER HRBOR", (51.0, 1.3), "GBDVR"), ("AMBARLI", (40.9, 28.7), "TRAMB"),
    ("LAUWEROOG", (36.0, 120.0), None),
])  # fmt: skip
def test_a_port_whose_list_gives_no_position_is_placed(text, where, port):
    """What is near cannot be told of a port that is nowhere."""
    assert (port and f"port:{port}") == last(text, *where)


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
    """A finding about a place must be able to say where it is, or that its list does not."""
    places = {p.id: p for held in gazetteer().names.values() for p in held}

    placed = [p for p in places.values() if p.is_placed]
    unplaced = [p for p in places.values() if not p.is_placed]

    assert len(placed) > 100_000
    assert all(len(p.country) == 2 for p in places.values())
    assert all(-90 <= p.lat <= 90 and -180 <= p.lon <= 180 for p in placed)
    assert all(p.is_port for p in unplaced), "UN/LOCODE alone leaves positions out"
    assert not any(p.code in gazetteer().codes for p in unplaced if p.code)
