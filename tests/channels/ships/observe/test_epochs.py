"""One MMSI that a second hull takes over: the track ends, unless the hull only changed its papers."""

import pytest
from tests.channels.ships.observe.test_tracks import DAY, NORTH, fix, seen

from hawse.channels.ships import CHANNEL
from hawse.channels.ships.find.identities import identities
from hawse.channels.ships.observe.declared import declarations
from hawse.channels.ships.observe.epochs import Holders
from hawse.channels.ships.observe.hulls import hulls
from hawse.channels.ships.places.tables import GIVEN_PLACES
from hawse.channels.ships.tables import GIVEN_DECLARATIONS, SAID, SPELLS

LATER = [fix(100 + n, 33.0 + n * 0.1, 128.0) for n in range(40)]
"""Days later a ship goes north elsewhere; the first could well have sailed there."""
OLD = {"imo": 9074729, "name": "GULL", "call_sign": "P6AB", "length_m": 90, "beam_m": 14}
NEW = {"imo": 9187629, "name": "TERN", "call_sign": "HOXY", "length_m": 140, "beam_m": 20}


def hours(number):
    return fix(number, 0.0, 0.0)["sent_at"]


def text(who, start, end, messages=9, **more):
    return {
        "ship": 445000001, "start": hours(start), "end": hours(end), "messages": messages, "line": 1,
        "source_id": "s", "synthetic": False, **who, **more,
    }  # fmt: skip


def tracks(fixes, said, **settings):
    return [(r["hull"], r["fixes"]) for r in seen(fixes, said, **settings) if r["kind"] == "track"]


SPLIT, ONE = [(0, 40), (2, 40)], [(0, 80)]


def test_another_hull_under_the_same_number_has_a_track_of_its_own():
    """Another IMO number, name, call sign and size, after days, elsewhere."""
    assert SPLIT == tracks(NORTH + LATER, [text(OLD, 0, 38), text(NEW, 101, 139)])


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, ONE),
        ({"name": "TERN", "call_sign": "HOXY"}, ONE),
        ({"name": "TERN", "call_sign": "HOXY", "length_m": 140}, ONE),
        ({"imo": 9187629, "name": "TERN"}, ONE),
        ({"imo": 9187629, "length_m": 140}, ONE),
        ({"imo": 9187629, "name": "TERN", "length_m": 99}, ONE),
        ({"imo": 9187629, "name": "TERN", "length_m": 100}, SPLIT),
        ({"imo": None, "name": "TERN", "call_sign": "HOXY", "length_m": 100}, SPLIT),
    ],
)
def test_a_hull_that_is_renamed_corrected_or_mistyped_is_one(changed, told):
    """A number alone is a slip, a name is sold with the ship, a size is typed by hand."""
    assert told == tracks(NORTH + LATER, [text(OLD, 0, 38), text(OLD | changed, 101, 139)])


def test_papers_that_change_under_way_are_a_hull_in_disguise_and_not_another():
    """No jump and no silence: the same hull sails on, and ``identities`` tells the change."""
    said = [text(OLD, 0, 19), text(NEW, 20, 39)]

    assert [(0, 40)] == tracks(NORTH, said)


@pytest.mark.parametrize(("messages", "told"), [(3, SPLIT), (2, ONE)])
def test_an_identity_must_be_said_often_enough(messages, told):
    """A torn message is no hull."""
    said = [text(OLD, 0, 38), text(NEW, 101, 139, messages)]

    assert told == tracks(NORTH + LATER, said)


def test_identities_that_take_turns_are_two_hulls_at_one_time():
    """Their ways tell them apart; a date does not."""
    said = [text(OLD, 0, 10), text(NEW, 11, 20), text(OLD, 21, 30), text(NEW, 101, 139)]

    assert ONE == tracks(NORTH + LATER, said)


def test_without_two_imo_numbers_the_second_must_begin_elsewhere():
    """In the port where the first lay a new name and size may be the old hull's."""
    far, near = LATER, [fix(100 + n, 43.9 + n * 0.1, 131.0) for n in range(40)]
    unnumbered = NEW | {"imo": None}

    assert SPLIT == tracks(NORTH + far, [text(OLD, 0, 38), text(unnumbered, 101, 139)])
    assert ONE == tracks(NORTH + near, [text(OLD, 0, 38), text(unnumbered, 101, 139)])
    assert SPLIT == tracks(NORTH + near, [text(OLD, 0, 38), text(NEW, 101, 139)])


def test_texts_go_to_the_hull_that_had_the_number_then():
    """Its name, its IMO number and its destination are not the first one's."""
    said = [
        text(OLD, 0, 38, destination="BUSAN"),
        text(NEW, 99.9, 139, destination="DALIAN"),
    ]
    spells = SPELLS.rows(seen(NORTH + LATER, said))
    known = hulls(spells, SAID.rows(said))

    named = {r["hull"]: (r["ship"], r["name"]) for r in known.to_pylist()}
    assert {0: ("imo:9074729", "GULL"), 2: ("imo:9187629", "TERN")} == named
    told = declarations(
        SAID.rows(said), GIVEN_DECLARATIONS.empty(), known, spells, GIVEN_PLACES.empty()
    ).to_pylist()
    assert {("imo:9074729", "BUSAN"), ("imo:9187629", "DALIAN")} == {
        (r["ship"], r["text"]) for r in told
    }


def test_the_passing_on_is_told_with_the_last_and_the_first_position():
    """One finding, besides the changes of the papers themselves."""
    said = [text(OLD, 0, 38), text(NEW, 101, 139)]
    spells = SPELLS.rows(seen(NORTH + LATER, said))
    told = SAID.rows(said)
    step = next(s for s in CHANNEL.steps if s.name == "identities")

    got = identities(told, hulls(spells, told), spells, **step.settings).to_pylist()

    one = next(r for r in got if r["item"] == "handed_on")
    assert "MMSI 445000001 passed from GULL, last heard on 2017-05-02, to TERN" in one["says"]
    assert (hours(39), hours(100), 2) == (
        one["period_start"],
        one["period_end"],
        one["evidence_total"],
    )
    assert "shared_mmsi" not in {r["item"] for r in got}


def test_no_texts_one_epoch_and_no_ships_no_holders():
    """An empty table is nothing to tell."""
    assert ONE == tracks(NORTH + LATER, [])
    assert 0 == Holders(SPELLS.empty()).hull(445000001, DAY)
