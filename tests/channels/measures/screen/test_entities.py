"""Two entities with all that is known of them: forms of names, numbers, org forms, general words."""

import pytest

from hawse.channels.measures.screen.entities import SCHEMAS, compared
from hawse.channels.measures.screen.forms import form
from hawse.channels.measures.screen.kin import kin
from hawse.channels.measures.screen.pairs import align, likeness
from hawse.channels.measures.screen.resemblance import scorer
from hawse.flow.screening import weights


def judged(schema, asked, listed):
    """Give the log-odds that two entities are one, with the reasons."""
    score = scorer(weights(), "entity")
    made = compared(asked, listed, SCHEMAS[schema], score)
    return score(made.measures) + made.odds, made.reasons


@pytest.mark.parametrize(("asked", "listed"), [
    ("Sergejs", "Sergey"), ("Иосиф", "Joseph"), ("Marie", "ماري"),
])  # fmt: skip
def test_forms_of_one_given_name_are_kin(asked, listed):
    """What one register calls Иосиф another calls Joseph: no count of letters shows it."""
    made = kin(f"{asked} Xyzov", f"{listed} Xyzov", person=True)

    assert any(len(pair.asked) == 1 == len(pair.listed) for pair in made.pairs)


def test_words_of_an_organisation_are_kin_across_languages():
    """Plant is завод: both are one word of rigour's table of trades."""
    made = kin("Tula Cartridge Plant", "Тульский патронный завод", person=False)

    assert any("plant" in p.asked and "zavod" in p.listed for p in made.pairs)


def test_kin_answer_each_other_where_spelling_would_not():
    """The alignment takes forms of one name first, and says that it did."""
    known = kin("Иосиф Петров", "Joseph Petrov", person=True)

    made = align(
        form("Иосиф Петров", "person"), form("Joseph Petrov", "person"), known, person=True
    )

    assert [("iosif", "joseph", 0)] == [
        (p.asked, p.listed, p.edits) for p in made.parts if p.how == "kin"
    ]


def test_a_word_with_its_letters_in_another_order_is_near_but_a_short_one_is_not():
    """Letters are shuffled to slip past a screen; of four letters too many words are made."""
    assert 0.8 <= likeness("rimaldiv", "vladimir")[0] < 1
    assert likeness("amin", "mina")[0] < 0.8


@pytest.mark.parametrize(("key", "one", "two", "sign"), [
    ("imoNumber", "8628597", "8628597", 1),
    ("imoNumber", "8628597", "9562233", -1),
    ("imoNumber", "8628597", "9562234", 0),
    ("leiCode", "5299000J2N45DDNE4Y28", "529900T8BM49AURSDO55", -1),
    ("mmsi", "445000001", "445000002", 0),
    ("passportNumber", "A123456", "B123456", 0),
    ("passportNumber", "A123456", "A-123 456", 1),
    ("birthDate", "1970-01-02", "1970-01-02", 1),
    ("birthDate", "1970-01-02", "1950-01-02", -1),
    ("gender", "male", "female", -1),
    ("country", "Russia", "ru", 1),
    ("country", "Russia", "fr", -1),
])  # fmt: skip
def test_each_sort_of_evidence_speaks_for_or_against_or_not_at_all(key, one, two, sign):
    """A number that one thing alone can have speaks both ways; a passport only for; a bad digit not at all."""
    schema = "Vessel" if key == "imoNumber" else "Person"
    bare, _ = judged(schema, {"name": "HARBOUR PEARL"}, {"name": "HARBOUR PEARL"})

    told, reasons = judged(
        schema, {"name": "HARBOUR PEARL", key: one}, {"name": "HARBOUR PEARL", key: two}
    )

    assert sign == (told > bare) - (told < bare)
    assert bool(sign) == bool(reasons)


@pytest.mark.parametrize(("asked", "listed", "why"), [
    ("Northern Bank AG", "Northern Bank GmbH", "org forms differ"),
    ("Management Company", "Westbury Management Company", "only general words are shared"),
    ("Harbour Fund 2", "Harbour Fund 3", "numbers in the names differ"),
])  # fmt: skip
def test_companies_that_look_alike_are_kept_apart_and_it_is_said_why(asked, listed, why):
    """Another legal form is another legal person; general words name nobody."""
    odds, reasons = judged("Company", {"name": asked}, {"name": listed})

    assert odds < 0
    assert why in reasons


def test_initials_alone_stand_for_no_person():
    """N.N. is nobody: two letters fit thousands."""
    odds, _ = judged("Person", {"name": "N.N."}, {"name": "Nikolai Norov"})

    assert odds < 0


def test_of_several_names_the_nearest_counts_and_halves_of_a_slash_are_names():
    """An alias that is the same is as good as a name."""
    odds, _ = judged(
        "Organization",
        {"name": "Harbour Union"},
        {"name": ["Sea League/Harbour Union", "Port Bund"]},
    )

    assert odds > 0


@pytest.mark.parametrize(
    "entity", [{}, {"name": None}, {"name": ""}, {"name": []}, {"name": "¿?"}]
)
@pytest.mark.parametrize("schema", sorted(SCHEMAS))
def test_an_entity_without_a_name_is_no_fault_and_no_match(entity, schema):
    """Files have holes; a hole is not the same as another."""
    odds, _ = judged(schema, entity, {"name": "Harbour Pearl"})

    assert odds < 0
