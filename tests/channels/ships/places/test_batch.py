"""Many texts at once are read as each by itself, whatever form they have."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from hawse.channels.ships.places import given as given_places
from hawse.channels.ships.places import meanings
from hawse.channels.ships.places.batch import Batch
from hawse.channels.ships.places.forms import Forms
from hawse.channels.ships.places.gazetteer import gazetteer
from hawse.channels.ships.places.resolve import Resolver, resolve, shipped
from hawse.channels.ships.places.slip_index import SlipIndex
from hawse.channels.ships.places.tables import GIVEN_PLACES

WORDS = [
    "BUSAN", "VLADIVOSTOK", "RU VVO", "KRPUS", "JP YOK", "GOETEBORG", "HULL", "NEW ORLEANS", "HK", "GBG",
    "SAINT-NAZAIRE", "NAKHODKA", "XIMMEN", "QWERTZU", "PORTLAND", "TX", "UK", "RUSSIA", "KOREA", "ST", "P",
    "ANCHORAGE", "PILOT", "ROADS", "SEA", "ELBE", "OSLOFJORDEN", "FOR ORDERS", "HOME", "WORK", "F", "O", "N", "A",
    "VIA", "TO", "OR", "NOK", "CH16", "MOB", "LIVORN0", "2", "AAA", "", "tOkYo", "청진", "ÅLESUND", "NLRTM01058DOKXX00004",
    "HANK", "TORHAMN", "TRGIR", "GRAND", "HAVN", "HH", "ZEE", "BE", "AMELAND", "CHB", "KR ICN", "HRBOR", "BRUNSWICK", "MO",
    "PORT", "SAID", "PANAMA", "CANAL", "TRANSIT", "MOBILE", "916 79 611", "BROFJORDEN", "UNDER TOW", "WPT", "HEY",
]  # fmt: skip
SIGNS = [
    " ",
    "-",
    " - ",
    ">",
    "<>",
    "<->",
    "=>",
    "/",
    ",",
    ".",
    "_",
    "  ",
    "'",
    "--",
    "+",
    "@",
    "(",
    "\t",
    "-/",
]
WHERE = [
    (None, None),
    (35.1, 129.0),
    (57.6, 11.8),
    (29.9, -90.1),
    (53.7, -0.2),
    (60.0, 22.9),
    (43.5, 16.2),
]


@pytest.fixture(scope="module")
def batch():
    return Batch(shipped())


@pytest.fixture(scope="module")
def told():
    return Forms(gazetteer())


@settings(max_examples=1000, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(SIGNS)), max_size=4),
    st.text(max_size=3),
    st.sampled_from(WHERE),
)
def test_a_text_of_any_form_is_read_in_a_batch_as_by_itself(batch, parts, more, where):
    """The plain forms are a shorter way to the same answer, never another answer."""
    text = "".join(word + sign for word, sign in parts) + more

    assert [shipped().resolve(text, *where)] == batch.resolve([(text, *where)])


@pytest.mark.parametrize(("text", "form"), [
    ("ROTTERDAM", "NAME"), ("FR-HAVN", "SOLE"), ("QIN HUANG DAO", "NAME"), ("RU VVO", "CODE"), (">JP TYO M OFF", "CODE"), ("BUSAN,KOREA", "WITHIN"),
    ("HOUSTON TX", "BESIDE"), ("ROTTERDAM ANCH", "BERTHED"), ("YANTAI<=>DALIAN", "SIGNED"), ("RIGA - HULL", "SIGNED"),
    ("RIGA-HULL", "DASHED"), ("...", "JUNK"), ("OSLOFJORDEN", "SEA"), ("M.ZEAS", "WORDED"), ("GBG FRH", "WORDED"),
    ("XIMMEN", "LONE"), ("FOR ORDERS", "OTHER"), ("NEW ORDERS", "OTHER"), ("NEW OREANS", "BARE"), ("F/O", "OTHER"), ("", "OTHER"), ("A@B", "OTHER"), ("RU VVO>?? ???", "OTHER"),
    ("X" * 65, "OTHER"), ("청진", "OTHER"),
])  # fmt: skip
def test_the_form_of_a_text_is_told(told, text, form):
    """Were each text of no plain form, the answers would be right and nothing gained."""
    forms, _ = told.of([text])

    assert [getattr(meanings, form)] == forms


def test_a_batch_keeps_the_order_and_every_text():
    """One answer a text, doubled texts included."""
    texts = ["RUVVO", "청진", "", "RUVVO", "XQZWVK", "HULL-RIGA"]
    read = Batch(Resolver(gazetteer())).resolve([(t, None, None) for t in texts])

    assert [resolve(t) for t in texts] == read
    assert [] == Batch(shipped()).resolve([])


def test_many_declarations_are_read_as_few(monkeypatch):
    """From ``MANY`` texts on another way is taken, to the same answers."""
    texts = [("BUSAN", 35.1, 129.0), ("RU VVO", None, None), ("NOWHERE AT ALL", None, None)]
    none = GIVEN_PLACES.rows([])
    few = given_places.resolved_with(none, texts)
    monkeypatch.setattr(given_places, "MANY", 1)

    assert isinstance(none, pa.Table)
    assert few == given_places.resolved_with(none, texts)
    assert [*few] == texts


KEYS = ["BUSAN", "PUSAN", "BERGEN", "BREGEN", "BERGENOPZOOM", "HULL", "NOVOROSSIYSK"]


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(KEYS),
    st.integers(0, 12),
    st.text("BERGENOPSUØ", max_size=2),
    st.integers(1, 2),
)
def test_the_keys_fewest_slips_away_are_found(key, at, put, allowed):
    """One letter put in another's stead, added, left out or changed with the next: none is missed."""
    text = key[:at] + put + key[at + 1 :]
    far = {k: OSA.distance(text, k) for k in KEYS}
    least = min(far.values())
    within = least <= (allowed if least < 2 else 0)

    if within:
        assert sorted(k for k in KEYS if far[k] == least) == SlipIndex(KEYS).nearest(text, allowed)
    assert all(far[k] <= allowed for k in SlipIndex(KEYS).nearest(text, allowed))
